//! What a block's words look like, in any language: length, sentence ends, capitals, digits, the shape of its start.
//!
//! In: a block's text · Out: [`Gauge`], and hashes of its words · From: Kohlschütter and others 2010; PAGES.md
//! Fails: never · Cost: one pass over the characters

use rustc_hash::FxHasher;
use std::hash::{Hash, Hasher};

/// Counts over one text.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Gauge {
    /// Characters, white space aside; an ideograph says as much as three letters.
    pub(crate) wide: u32,
    pub(crate) words: u32,
    pub(crate) letters: u32,
    pub(crate) upper: u32,
    /// Words that begin with a capital.
    pub(crate) capital: u32,
    pub(crate) digits: u32,
    pub(crate) commas: u32,
    /// Marks that end a sentence and stand before white space or at the end, or are ideographic.
    pub(crate) ends: u32,
    pub(crate) dense: u32,
    /// Bars, bullets, arrows and the like.
    pub(crate) bars: u32,
    pub(crate) quotes: u32,
    pub(crate) colons: u32,
    /// Longest run of digits.
    pub(crate) run: u32,
    /// What it begins with: 0 other, 1 a small letter, 2 a capital, 3 a digit, 4 a quote, 5 a sign.
    pub(crate) first: u8,
    /// What it ends with: 0 other, 1 a sentence's end, 2 a colon, 3 a question mark, 4 a letter, 5 a digit, 6 dots.
    pub(crate) last: u8,
}

impl Gauge {
    /// Counts over `text`.
    pub(crate) fn of(text: &str) -> Gauge {
        let mut gauge = Gauge::default();
        let (mut before, mut run) = (' ', 0);
        for c in text.chars() {
            if c == ' ' {
                gauge.ends += u32::from(matches!(before, '.' | '!' | '?' | '…'));
                before = c;
                run = 0;
                continue;
            }
            let starts = before == ' ';
            gauge.words += u32::from(starts);
            gauge.wide += 1;
            if c.is_ascii_digit() {
                gauge.digits += 1;
                run += 1;
                gauge.run = gauge.run.max(run);
            } else {
                run = 0;
                if c.is_alphabetic() {
                    gauge.letters += 1;
                    if is_dense(c) {
                        gauge.dense += 1;
                        gauge.wide += 2;
                    } else if c.is_uppercase() {
                        gauge.upper += 1;
                        gauge.capital += u32::from(starts);
                    }
                } else {
                    gauge.sign(c);
                }
            }
            before = c;
        }
        gauge.ends += u32::from(matches!(before, '.' | '!' | '?' | '…'));
        gauge.first = first(text);
        gauge.last = last(text);
        gauge
    }

    fn sign(&mut self, c: char) {
        match c {
            ',' | '،' => self.commas += 1,
            '、' | '，' => {
                self.commas += 1;
                self.wide += 2;
            }
            '。' | '！' | '？' | '।' | '؟' | '۔' => {
                self.ends += 1;
                self.wide += 2;
            }
            '|' | '•' | '·' | '»' | '›' | '→' | '▶' | '►' | '/' | '#' | '@' | '©' | '+' | '*' => {
                self.bars += 1
            }
            '"' | '“' | '”' | '„' | '「' | '」' | '«' => self.quotes += 1,
            ':' | '：' => self.colons += 1,
            _ => {}
        }
    }
}

/// Scripts without spaces between words.
fn is_dense(c: char) -> bool {
    ('\u{2e80}'..'\u{e000}').contains(&c)
}

fn first(text: &str) -> u8 {
    match text.chars().next() {
        Some(c) if c.is_lowercase() => 1,
        Some(c) if c.is_alphabetic() => 2,
        Some(c) if c.is_numeric() => 3,
        Some('"' | '“' | '„' | '«' | '\'' | '‘' | '「' | '»' | '–' | '—' | '-') => 4,
        Some(_) => 5,
        None => 0,
    }
}

fn last(text: &str) -> u8 {
    let bare = text.trim_end_matches(['"', '\'', '”', '’', '»', '“', ')', ']', ' ', '」', '）']);
    match bare.chars().next_back() {
        Some('?' | '？' | '؟') => 3,
        Some('…') => 6,
        Some('.') if bare.ends_with("...") => 6,
        Some('.' | '!' | '。' | '！' | '।' | '۔') => 1,
        Some(':' | '：') => 2,
        Some(c) if c.is_alphabetic() => 4,
        Some(c) if c.is_numeric() => 5,
        _ => 0,
    }
}

/// Hashes of the words in small letters; in scripts without spaces every character is a word.
pub(crate) fn words(text: &str, out: &mut Vec<u64>) {
    out.clear();
    let mut hasher = FxHasher::default();
    let mut open = false;
    for c in text.chars() {
        let dense = is_dense(c);
        let in_word = c.is_alphanumeric();
        if open && (!in_word || dense) {
            out.push(std::mem::take(&mut hasher).finish());
            open = false;
        }
        if in_word {
            let small =
                if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
            (small as u32).hash(&mut hasher);
            open = true;
        }
    }
    if open {
        out.push(hasher.finish());
    }
}

/// Words a shingle.
const SHINGLE: usize = 4;

/// Hashes of every four words in a row.
pub(crate) fn shingles(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(SHINGLE).map(hashed)
}

/// One hash of anything.
pub(crate) fn hashed(of: impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_in_two_scripts() {
        let gauge = Gauge::of("The ban, he said, begins at 6 p.m. on Friday. Who pays?");
        assert_eq!((gauge.words, gauge.commas, gauge.ends, gauge.first, gauge.last), (12, 2, 3, 2, 3));
        let gauge = Gauge::of("港は閉鎖された。次はいつか。");
        assert_eq!((gauge.ends, gauge.last, gauge.dense), (2, 1, 12));
        assert_eq!(gauge.wide, 14 * 3);
    }

    #[test]
    fn words_are_hashed_without_case() {
        let (mut a, mut b) = (Vec::new(), Vec::new());
        words("Night ban — on Tankers!", &mut a);
        words("night BAN on tankers", &mut b);
        assert_eq!(a, b);
        assert_eq!(shingles(&a).count(), 1);
        words("東京 port", &mut a);
        assert_eq!(a.len(), 3);
    }
}
