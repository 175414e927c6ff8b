//! The words of a text as gathering compares them: folded, cut to their stem, numbers written one way.
//!
//! In: a stretch of text · Out: words in their order, each with what kind it is · From: D. Harman 1991 for the plural's s;
//! the endings that are cut were chosen on ECB+ and BASIL · Fails: never; scripts without spaces are cut in twos
//! Cost: O(bytes)

use crate::hash::hash32;

/// One word of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    /// Its number.
    pub(super) hash: u32,
    /// Written with a capital.
    pub(super) capital: bool,
    /// Written with a capital where no sentence begins.
    pub(super) name: bool,
    /// Nothing but a space or a hyphen stands between it and the word before.
    pub(super) follows: bool,
    /// Written in digits.
    pub(super) number: bool,
}

/// A longer run of letters is no word (an address, a key): it is passed over.
const LONGEST_WORD: usize = 40;

/// Reads words until `most` are read; gives how many.
pub(super) fn read(text: &str, most: usize, mut take: impl FnMut(Word)) -> usize {
    let mut taken = 0;
    let mut buffer = String::new();
    let mut letters = text.char_indices().peekable();
    // Nothing but marks since the last full stop: a capital says nothing.
    let mut begins = true;
    let mut follows = false;
    while let Some((_, letter)) = letters.next() {
        if taken >= most {
            break;
        }
        if !letter.is_alphanumeric() {
            begins |=
                matches!(letter, '.' | '!' | '?' | ':' | '\n' | '“' | '"' | '`' | '„' | '«' | '•' | '—');
            continue;
        }
        buffer.clear();
        let capital = letter.is_uppercase();
        let number = letter.is_ascii_digit();
        push(&mut buffer, letter);
        let mut capitals = usize::from(capital);
        let mut count = 1;
        while let Some(&(_, next)) = letters.peek() {
            if is_unspaced(letter) || is_unspaced(next) {
                break;
            }
            if next.is_alphanumeric() {
                capitals += usize::from(next.is_uppercase());
                push(&mut buffer, next);
                count += 1;
                letters.next();
            } else if number && matches!(next, '.' | ',') {
                // A mark inside a number stays for now: whether it parts thousands is seen at the end.
                let mut ahead = letters.clone();
                ahead.next();
                if !ahead.peek().is_some_and(|(_, after)| after.is_ascii_digit()) {
                    break;
                }
                buffer.push('.');
                letters.next();
            } else if matches!(next, '\'' | '’') {
                // "Reid's" is Reid; what follows the apostrophe is dropped if it is short.
                let mut ahead = letters.clone();
                ahead.next();
                let tail: String =
                    ahead.clone().take_while(|(_, c)| c.is_alphanumeric()).map(|(_, c)| c).take(3).collect();
                if tail.len() > 2 || tail.is_empty() {
                    break;
                }
                letters.nth(tail.chars().count());
                break;
            } else {
                break;
            }
            if buffer.len() > LONGEST_WORD * 4 {
                break;
            }
        }
        if is_unspaced(letter)
            && let Some(&(_, next)) = letters.peek()
            && is_unspaced(next)
        {
            buffer.push(next);
        }
        // "Ships left NATO." has three words: a sentence has begun with the first.
        let begun = std::mem::take(&mut begins);
        if count > LONGEST_WORD {
            continue;
        }
        if number {
            one_way(&mut buffer);
        } else {
            stem(&mut buffer);
        }
        let acronym = capitals > 1 && capitals == count;
        let hash = hash32(buffer.as_bytes());
        take(Word { hash, capital, name: capital && (!begun || acronym), follows, number });
        follows = true;
        taken += 1;
    }
    taken
}

/// The number of one word that is written as it is in a list.
pub(super) fn hash_of(word: &str) -> u32 {
    let mut hash = 0;
    read(word, 1, |word| hash = word.hash);
    hash
}

/// A word in small letters without marks on them.
pub(super) fn plain(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    word.chars().for_each(|letter| push(&mut out, letter));
    out
}

/// Whether words of this script stand without spaces.
fn is_unspaced(letter: char) -> bool {
    matches!(letter, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{e00}'..='\u{e7f}' | '\u{20000}'..='\u{3ffff}')
}

/// Letters with marks and the plain ones that stand for them, so that México is Mexico in every language.
const MARKED: &[(&str, &str)] = &[
    ("àáâãäåāăą", "a"),
    ("çćĉċč", "c"),
    ("ďđð", "d"),
    ("èéêëēĕėęě", "e"),
    ("ĝğġģ", "g"),
    ("ìíîïĩīĭįı", "i"),
    ("ĺļľŀł", "l"),
    ("ñńņň", "n"),
    ("òóôõöøōŏő", "o"),
    ("ŕŗř", "r"),
    ("śŝşšș", "s"),
    ("ţťŧț", "t"),
    ("ùúûüũūŭůűų", "u"),
    ("ýÿŷ", "y"),
    ("źżž", "z"),
    ("æ", "ae"),
    ("œ", "oe"),
    ("ß", "ss"),
    ("þ", "th"),
];

/// Adds a letter, small and without its mark.
fn push(buffer: &mut String, letter: char) {
    if letter.is_ascii() {
        buffer.push(letter.to_ascii_lowercase());
        return;
    }
    for small in letter.to_lowercase() {
        match MARKED.iter().find(|(marked, _)| marked.contains(small)) {
            Some((_, plain)) => buffer.push_str(plain),
            None if ('\u{300}'..='\u{36f}').contains(&small) => {}
            None => buffer.push(small),
        }
    }
}

/// A number without the marks between thousands: "40.000", "40,000" and "40000" are one, "20.1" and "20,1" another.
fn one_way(buffer: &mut String) {
    let mut pieces = buffer.split('.');
    let first = pieces.next().unwrap_or_default().to_owned();
    let mut out = first;
    for piece in pieces {
        if piece.len() != 3 {
            out.push('.');
        }
        out.push_str(piece);
    }
    *buffer = out;
}

/// Endings of English words that are cut, the longest first, and how long the rest has to be.
const ENDINGS: &[(&str, &str, usize)] = &[
    ("ations", "at", 3),
    ("ation", "at", 3),
    ("ings", "", 3),
    ("ing", "", 3),
    ("ies", "y", 3),
    ("ied", "y", 3),
    ("ers", "", 4),
    ("er", "", 4),
    ("ed", "", 3),
    ("es", "", 4),
    ("ly", "", 4),
];

/// Cuts a word to its stem.
fn stem(word: &mut String) {
    if !word.is_ascii() || word.len() < 4 {
        return;
    }
    for (ending, put, rest) in ENDINGS {
        if word.len() >= ending.len() + rest && word.ends_with(ending) {
            word.truncate(word.len() - ending.len());
            word.push_str(put);
            undouble(word);
            return;
        }
    }
    if word.ends_with('s') && !word.ends_with("ss") && !word.ends_with("us") && !word.ends_with("is") {
        word.pop();
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
}

/// "stopp" is "stop"; "e" at the end falls.
fn undouble(word: &mut String) {
    let bytes = word.as_bytes();
    if let [.., a, b] = bytes
        && a == b
        && !matches!(b, b'l' | b's' | b'e' | b'o' | b'0'..=b'9')
    {
        word.pop();
    }
    if word.len() > 4 && word.ends_with('e') {
        word.pop();
    }
}

#[cfg(test)]
mod tests {
    use super::{Word, hash_of, read};

    fn words(text: &str) -> Vec<Word> {
        let mut all = Vec::new();
        read(text, usize::MAX, |word| all.push(word));
        all
    }

    #[test]
    fn one_word_in_two_spellings_is_one() {
        for (a, b) in [
            ("México", "mexico"),
            ("ships", "ship"),
            ("stopped", "stopping"),
            ("carries", "carried"),
            ("closes", "closing"),
            ("40,000", "40.000"),
            ("20,1", "20.1"),
            ("Reid's", "Reid"),
            ("Łódź", "Lodz"),
        ] {
            assert_eq!(hash_of(a), hash_of(b), "{a} {b}");
        }
        assert_ne!(hash_of("201"), hash_of("20.1"));
        assert_ne!(hash_of("port"), hash_of("sport"));
    }

    #[test]
    fn a_capital_tells_a_name_where_no_sentence_begins() {
        let told: Vec<bool> = words("The port of Hargate shut. Ships left NATO. “Now it waits.”")
            .iter()
            .map(|w| w.name)
            .collect();
        assert_eq!(told, [false, false, false, true, false, false, false, true, false, false, false]);
    }

    #[test]
    fn words_without_spaces_are_cut_in_twos() {
        assert_eq!(words("北京大学").len(), 4);
        assert_eq!(words("北京")[0], words("北京")[0]);
    }
}
