//! Where tokens begin and end.
//!
//! In: text and one sentence · Out: spans of its tokens, white space left out
//! From: the tokens of UD English EWT and GUM: clitics, hyphens and currency signs stand alone
//! Fails: never; a chunk that is too long for prose is one token · Cost: one pass over the sentence

use model::Span;

use super::breaks::{abbreviation, is_dotted};

/// A run of characters without white space that is longer than this is no prose: one token, no cuts.
const LONGEST_CHUNK: usize = 2_000;

/// Parts before a hyphen that stay with what follows: "non-lethal", "co-chair".
const PREFIXES: [&str; 40] = [
    "e", "non", "pre", "re", "co", "ex", "anti", "pro", "mid", "multi", "semi", "post", "sub", "super",
    "inter", "intra", "counter", "ultra", "mini", "micro", "macro", "bi", "tri", "un", "over", "under",
    "pan", "neo", "quasi", "pseudo", "trans", "extra", "hyper", "meta", "mega", "vice", "cross", "de", "uni",
    "infra",
];

/// Units that follow a number without a space and are tokens of their own: "$1.5m", "5pm".
const UNITS: [&str; 34] = [
    "m", "mn", "mm", "bn", "tn", "k", "K", "M", "B", "T", "bln", "mln", "am", "pm", "AM", "PM", "km", "kg",
    "g", "cm", "ft", "lb", "lbs", "mph", "kph", "hr", "hrs", "min", "mins", "GB", "MB", "MW", "GW", "kW",
];

/// Clitics with a straight apostrophe.
const CLITICS: [&str; 7] = ["'s", "'re", "'ve", "'ll", "'d", "'m", "n't"];

/// Words written as one that are two, and where they part.
const FUSED: [(&str, usize); 5] = [("cannot", 3), ("gonna", 3), ("wanna", 3), ("gotta", 3), ("lemme", 3)];

/// Tokens of one sentence.
pub fn tokens(text: &str, sentence: Span) -> Vec<Span> {
    let Some(words) = sentence.of(text) else { return Vec::new() };
    let mut found = Vec::with_capacity(words.len() / 5 + 1);
    let mut start = None;
    let last = words.trim_end().len();
    for (at, letter) in words.char_indices().chain([(words.len(), ' ')]) {
        let gap = letter.is_whitespace() || matches!(letter, '\u{200b}' | '\u{feff}' | '\0');
        match (gap, start) {
            (true, Some(from)) => {
                start = None;
                Chunk { words, from, to: at, is_first: from == 0, is_last: at >= last }.cut(&mut found);
            }
            (false, None) => start = Some(at),
            _ => {}
        }
    }
    found.into_iter().map(|span| span.shifted(sentence.start)).collect()
}

/// One run of characters without white space.
struct Chunk<'t> {
    words: &'t str,
    from: usize,
    to: usize,
    is_first: bool,
    is_last: bool,
}

impl<'t> Chunk<'t> {
    fn part(&self, from: usize, to: usize) -> &'t str {
        self.words.get(from..to).unwrap_or("")
    }

    fn cut(&self, found: &mut Vec<Span>) {
        if self.to - self.from > LONGEST_CHUNK {
            found.push(Span::new(self.from, self.to));
            return;
        }
        let (from, to) = (self.open(found), self.to);
        let mut tail = Vec::new();
        let to = self.close(from, to, &mut tail);
        if is_address(self.part(from, to)) {
            found.push(Span::new(from, to));
        } else {
            self.inside(from, to, found);
        }
        found.extend(tail.into_iter().rev());
    }

    /// Takes quotes, brackets and signs off the front; yields where the rest begins.
    fn open(&self, found: &mut Vec<Span>) -> usize {
        let mut from = self.from;
        loop {
            let rest = self.part(from, self.to);
            let Some(first) = rest.chars().next() else { return from };
            let after = rest.get(first.len_utf8()..).unwrap_or("");
            let alone = match first {
                '\'' | '’' => !is_elided(after),
                '#' => after.starts_with(|letter: char| !letter.is_alphabetic()),
                '@' => !after.starts_with(char::is_alphabetic),
                '+' => !after.starts_with(char::is_numeric),
                '.' => !after.starts_with(char::is_alphanumeric),
                '-' => !after.starts_with(char::is_numeric),
                '&' => true,
                letter => !letter.is_alphanumeric() && letter != '_',
            };
            if !alone {
                return from;
            }
            let run = run_length(rest, first);
            found.push(Span::new(from, from + run));
            from += run;
        }
    }

    /// Takes stops, quotes, brackets and signs off the end, last first; yields where the rest ends.
    fn close(&self, from: usize, to: usize, tail: &mut Vec<Span>) -> usize {
        let mut to = to;
        loop {
            let rest = self.part(from, to);
            let Some(last) = rest.chars().next_back() else { return to };
            let run = match last {
                '.' => {
                    let dots = rest.len() - rest.trim_end_matches('.').len();
                    let word = rest.get(..rest.len() - dots).unwrap_or("");
                    if dots == 1 && self.keeps_stop(word, to) {
                        return to;
                    }
                    dots
                }
                // A slash ends addresses, an underscore names; plus and hash end "C++", "C#".
                '/' if is_address(rest) => return to,
                '_' | '#' => return to,
                letter if letter.is_alphanumeric() || is_combining(letter) => return to,
                letter => {
                    let marks = rest.len() - rest.trim_end_matches(letter).len();
                    if matches!(letter, '-' | '!' | '?' | '\'' | '*' | '=' | '_' | '’' | '`') {
                        marks
                    } else {
                        letter.len_utf8()
                    }
                }
            };
            tail.push(Span::new(to - run, to));
            to -= run;
        }
    }

    /// Whether the full stop after `word` belongs to it.
    fn keeps_stop(&self, word: &str, to: usize) -> bool {
        let core =
            word.rsplit(|letter: char| !(letter.is_alphanumeric() || letter == '.')).next().unwrap_or("");
        let ends_here = self.is_last && self.part(to, self.to).chars().all(|c| !c.is_alphanumeric());
        let mut letters = core.chars();
        match (letters.next(), letters.next()) {
            (None, _) => false,
            (Some(letter), None) if letter.is_alphabetic() => !ends_here,
            // "1." opens a list item; any other numeral ends a clause.
            (Some(digit), _) if digit.is_numeric() => {
                self.is_first && !self.is_last && core.len() < 3 && core == word
            }
            _ if is_dotted(core) => true,
            // "No." is no abbreviation where the sentence ends.
            _ if abbreviation(core).is_some() => {
                !(ends_here && matches!(core, "No" | "no" | "art" | "may" | "fig" | "Sun" | "sun"))
            }
            // The sentence goes on after an unknown short word with a stop: an abbreviation.
            _ => !self.is_last && to == self.to && core.len() <= 5 && core.chars().all(char::is_alphabetic),
        }
    }

    /// Cuts the core of a chunk at dashes, hyphens, slashes, inner marks, and before units.
    fn inside(&self, from: usize, to: usize, found: &mut Vec<Span>) {
        let letters: Vec<(usize, char)> =
            self.part(from, to).char_indices().map(|(at, letter)| (from + at, letter)).collect();
        let mut start = from;
        let mut index = 0;
        while let Some(&(at, letter)) = letters.get(index) {
            let before = index.checked_sub(1).and_then(|i| letters.get(i)).map_or(' ', |(_, letter)| *letter);
            let after = letters.get(index + 1).map_or(' ', |(_, letter)| *letter);
            let run = run_length(self.part(at, to), letter);
            let cuts = match letter {
                '-' if run > 1 => true,
                '-' => self.splits_hyphen(start, at, to, before, after),
                '/' => self.splits_slash(start, at, to),
                '.' if run > 1 => true,
                // A space is missing after a stop: "ended.The".
                '.' => {
                    before.is_lowercase()
                        && after.is_uppercase()
                        && self.part(start, at).chars().count() > 2
                        && self.part(at + 1, to).chars().nth(1).is_some_and(char::is_lowercase)
                }
                ',' => !(before.is_numeric() && after.is_numeric()),
                ':' => !(before.is_numeric() && after.is_numeric()),
                '\'' | '’' | '‘' | '`' | '_' | '@' | '#' | '&' | '*' | '~' | '\\' | '^' => false,
                '+' | '°' => false,
                '$' => {
                    // "US$5": the sign ends the currency's name.
                    self.piece(start, at + 1, found);
                    start = at + 1;
                    false
                }
                letter => !letter.is_alphanumeric() && !is_combining(letter) && !is_joiner(letter),
            };
            if cuts {
                self.piece(start, at, found);
                found.push(Span::new(at, at + run));
                start = at + run;
                index += self.part(at, at + run).chars().count();
            } else {
                index += 1;
            }
        }
        self.piece(start, to, found);
    }

    fn splits_hyphen(&self, start: usize, at: usize, to: usize, before: char, after: char) -> bool {
        if !before.is_alphanumeric() || !after.is_alphanumeric() {
            return before.is_alphanumeric() || after.is_alphanumeric();
        }
        let first = self.part(start, at);
        let rest = self.part(at + 1, to);
        let second = rest.split('-').next().unwrap_or("");
        let digits = |part: &str| part.chars().all(char::is_numeric);
        // "555-0142", "2025-02-11": telephone numbers and dates stay whole.
        let is_number =
            digits(first) && digits(second) && (first.len() == 3 && second.len() == 4 || rest.contains('-'));
        let so_far = self.part(self.from, at);
        if is_number
            || digits(second) && so_far.contains('-') && so_far.chars().all(|c| c.is_numeric() || c == '-')
        {
            return false;
        }
        let lower = first.to_lowercase();
        !PREFIXES.contains(&lower.as_str())
    }

    fn splits_slash(&self, start: usize, at: usize, to: usize) -> bool {
        let (first, second) = (self.part(start, at), self.part(at + 1, to));
        let letters = |part: &str| part.chars().filter(|letter| letter.is_alphabetic()).count();
        letters(first) > 1 && letters(second) > 1
    }

    /// One piece between cuts: clitics, fused words and units part here.
    fn piece(&self, from: usize, to: usize, found: &mut Vec<Span>) {
        let word = self.part(from, to);
        if word.is_empty() {
            return;
        }
        let parts = number_with_unit(word)
            .or_else(|| FUSED.iter().find(|(fused, _)| word.eq_ignore_ascii_case(fused)).map(|(_, cut)| *cut))
            .or_else(|| clitic(word));
        match parts {
            Some(cut) if cut > 0 && cut < word.len() => {
                // "wouldn't've": the rest may part again; each time it is shorter.
                self.piece(from, from + cut, found);
                found.push(Span::new(from + cut, to));
            }
            _ => found.push(Span::new(from, to)),
        }
    }
}

/// Where the clitic at the end of `word` begins.
fn clitic(word: &str) -> Option<usize> {
    let mut best = None;
    for clitic in CLITICS {
        let mut at = word.len();
        let mut rest = word.chars().rev();
        let fits = clitic.chars().rev().all(|expected| {
            rest.next().is_some_and(|letter| {
                at -= letter.len_utf8();
                letter.to_ascii_lowercase() == expected || expected == '\'' && letter == '’'
            })
        });
        if fits && rest.next().is_some_and(char::is_alphanumeric) {
            best = Some(at);
        }
    }
    best
}

/// Where the unit begins in "1.5m".
fn number_with_unit(word: &str) -> Option<usize> {
    if !word.starts_with(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let unit =
        word.trim_start_matches(|letter: char| letter.is_ascii_digit() || matches!(letter, '.' | ',' | ':'));
    (UNITS.contains(&unit) || unit == "°" || unit == "°C" || unit == "°F").then_some(word.len() - unit.len())
}

/// Whether letters after an apostrophe show that it stands for letters left out: "'em", "'90s".
fn is_elided(after: &str) -> bool {
    let word = after.split(|letter: char| !letter.is_alphanumeric()).next().unwrap_or("");
    let lower = word.to_lowercase();
    matches!(
        lower.as_str(),
        "em" | "til" | "tis" | "twas" | "cause" | "bout" | "s" | "re" | "ve" | "ll" | "d" | "m" | "n"
    ) || word.len() >= 2
        && word.len() <= 3
        && word.starts_with(|c: char| c.is_ascii_digit())
        && word.trim_end_matches('s').len() == 2
}

/// How many bytes of the same mark stand at the front of `rest` and form one token.
fn run_length(rest: &str, mark: char) -> usize {
    match mark {
        '.' | '-' | '*' | '=' | '_' | '~' | '`' | '!' | '?' | '\'' | '’' | '‘' => {
            rest.len() - rest.trim_start_matches(mark).len()
        }
        _ => mark.len_utf8(),
    }
}

fn is_combining(letter: char) -> bool {
    matches!(letter, '\u{300}'..='\u{36f}' | '\u{fe00}'..='\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}')
}

/// Signs that hold a token together without being letters.
fn is_joiner(letter: char) -> bool {
    matches!(letter, '\u{200c}' | '\u{200d}' | '\u{2060}' | '\u{ad}' | '·' | '\u{2011}')
}

/// A web or mail address, or a name with "@".
fn is_address(chunk: &str) -> bool {
    let lower_start: String = chunk.chars().take(8).flat_map(char::to_lowercase).collect();
    if ["http://", "https://", "ftp://", "www."].iter().any(|start| lower_start.starts_with(start)) {
        return true;
    }
    if let Some((name, host)) = chunk.split_once('@') {
        return name.is_empty() && host.starts_with(|letter: char| letter.is_alphabetic())
            || host.contains('.') && !name.contains(['(', ',', '“', '"']);
    }
    // "example.org/page"
    chunk.split_once('/').is_some_and(|(host, _)| {
        host.rsplit_once('.').is_some_and(|(name, top)| {
            !name.is_empty()
                && matches!(top, "com" | "org" | "net" | "gov" | "edu" | "uk" | "eu" | "int" | "io")
        })
    })
}
