//! Makes bad input of good: a small mutator whose every input follows from a seed and a number.
//!
//! In: seeds, a seed number and the number of the input · Out: the input's bytes · From: splitmix64 (Steele, Lea and
//! Flood 2014); the moves that break readers (TRUST, I4 to I9) · Fails: never · Cost: O(input)

/// No input is longer: long enough for what grows with length, short enough for hundreds a second.
const LONGEST: usize = 192 * 1024;

/// Fragments that have broken readers of pages and prose.
const NASTY: &[&str] = &[
    "<",
    ">",
    "</",
    "<!--",
    "-->",
    "<![CDATA[",
    "]]>",
    "&#x0;",
    "&#xD800;",
    "&amp",
    "<script>",
    "</script>",
    "<style>",
    "<svg><foreignObject>",
    "<table><tr><td>",
    "<template>",
    "<p>",
    "<ul><li>",
    "<article>",
    "<h1>",
    "\u{0}",
    "\u{feff}",
    "\u{200b}",
    "\u{202e}",
    "\u{2028}",
    "\u{301}",
    "👩‍👩‍👧‍👦",
    "ﷺ",
    "İ",
    "ß",
    "“",
    "”",
    "‘",
    "’",
    "—",
    "…",
    "\r\n",
    "\r",
    "\n\n",
    "\t",
    " said ",
    " according to ",
    ", he said, ",
    " would not have been ",
    " if ",
    " $1.2 million ",
    " 1e308 ",
    " 99999999999999999999999999 ",
    " 31 February 2026 ",
    " Mr. ",
    " U.S. ",
    "{\"@type\":\"NewsArticle\",\"headline\":",
    "<meta charset=utf-7>",
    "<meta property=\"article:published_time\" content=\"0000-00-00T99:99\">",
    "<item>",
    "</item>",
    "<entry>",
    "<![CDATA[",
    "<!DOCTYPE a [<!ENTITY b \"",
    "WARC/1.0\r\n",
    "Content-Length: 9223372036854775808\r\n",
    "\r\n\r\n",
    "\n--x--y\r\n",
    "```copy event\n",
    "^^^^",
];

/// Chance that anyone can repeat.
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of one input.
    pub(crate) fn new(seed: u64, number: u64) -> Self {
        Dice(seed.wrapping_mul(0x2545_f491_4f6c_dd1d) ^ number.wrapping_mul(0x9e37_79b9_7f4a_7c15))
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// A number under `below`; 0 if there is none.
    fn under(&mut self, below: usize) -> usize {
        if below == 0 { 0 } else { (self.next() % below as u64) as usize }
    }

    fn pick<'a, T>(&mut self, from: &'a [T]) -> Option<&'a T> {
        let at = self.under(from.len());
        from.get(at)
    }
}

/// Input `number` of run `seed`. The first inputs are the seeds themselves.
pub(crate) fn input(seeds: &[Vec<u8>], seed: u64, number: u64) -> Vec<u8> {
    if let Some(own) = seeds.get(number as usize) {
        return own.clone();
    }
    let mut dice = Dice::new(seed, number);
    let mut bytes = dice.pick(seeds).cloned().unwrap_or_default();
    // Most inputs are kept short: more of them are tried.
    let most = LONGEST >> dice.under(7);
    for _ in 0..=dice.under(6) {
        change(&mut bytes, seeds, &mut dice);
        bytes.truncate(most);
    }
    bytes
}

fn change(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], dice: &mut Dice) {
    let at = dice.under(bytes.len() + 1);
    match dice.under(9) {
        0 => flip(bytes, dice),
        1 => bytes.truncate(at),
        2 => {
            let end = (at + dice.under(400)).min(bytes.len());
            bytes.drain(at..end);
        }
        3 => splice(bytes, seeds, at, dice),
        4 => repeat(bytes, at, dice),
        5 => bomb(bytes, at, dice),
        6 => {
            // A run of one character, as in a line of spaces or of quote marks.
            let run = dice.pick(NASTY).copied().unwrap_or(" ").repeat(dice.under(3000));
            insert(bytes, at, run.as_bytes());
        }
        7 => {
            let noise: Vec<u8> = (0..dice.under(60)).map(|_| dice.next() as u8).collect();
            insert(bytes, at, &noise);
        }
        _ => {
            for _ in 0..=dice.under(12) {
                let word = dice.pick(NASTY).copied().unwrap_or("");
                let at = dice.under(bytes.len() + 1);
                insert(bytes, at, word.as_bytes());
            }
        }
    }
}

fn flip(bytes: &mut [u8], dice: &mut Dice) {
    for _ in 0..=dice.under(20) {
        let at = dice.under(bytes.len());
        if let Some(byte) = bytes.get_mut(at) {
            *byte ^= 1 << dice.under(8);
        }
    }
}

/// A stretch of another seed.
fn splice(bytes: &mut Vec<u8>, seeds: &[Vec<u8>], at: usize, dice: &mut Dice) {
    let Some(other) = dice.pick(seeds) else { return };
    let from = dice.under(other.len());
    let to = (from + dice.under(4000)).min(other.len());
    insert(bytes, at, other.get(from..to).unwrap_or_default());
}

/// A stretch of itself, many times.
fn repeat(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    let end = (at + dice.under(120)).min(bytes.len());
    let stretch = bytes.get(at..end).unwrap_or_default().to_vec();
    insert(bytes, at, &stretch.repeat(dice.under(300)));
}

/// Elements or brackets inside one another, thousands deep, seldom closed.
fn bomb(bytes: &mut Vec<u8>, at: usize, dice: &mut Dice) {
    const OPEN: &[&str] =
        &["<div>", "<ul><li>", "<b>", "<table><tr><td>", "<p><b>", "<svg>", "(", "“", "\"", "[", "{\"a\":"];
    let open = dice.pick(OPEN).copied().unwrap_or("(");
    let depth = dice.under(6000);
    insert(bytes, at, open.repeat(depth).as_bytes());
}

fn insert(bytes: &mut Vec<u8>, at: usize, what: &[u8]) {
    if bytes.len() + what.len() <= 2 * LONGEST {
        bytes.splice(at.min(bytes.len())..at.min(bytes.len()), what.iter().copied());
    }
}

#[cfg(test)]
mod tests {
    use super::{LONGEST, input};

    #[test]
    fn the_same_numbers_give_the_same_bytes() {
        let seeds = vec![b"The port closed, he said.".to_vec(), "“Ça va”".as_bytes().to_vec()];
        assert_eq!(input(&seeds, 7, 1), seeds[1]);
        for number in 2..200 {
            let bytes = input(&seeds, 7, number);
            assert_eq!(bytes, input(&seeds, 7, number));
            assert!(bytes.len() <= LONGEST);
        }
        assert_ne!(input(&seeds, 7, 5), input(&seeds, 8, 5));
    }
}
