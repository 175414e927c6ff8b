//! Word pieces and features: what the network sees of a word.
//!
//! In: one word · Out: ids of its pieces, its shape, the state of quotation around it
//! From: BERT's uncased WordPiece (Devlin et al. 2019); `training/pieces.py` is the same in Python
//! Fails: never; what the vocabulary cannot spell is [`UNKNOWN`] · Cost: one look-up a piece length

use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Opens a window.
pub(super) const CLS: i32 = 101;
/// Closes a window.
pub(super) const SEP: i32 = 102;
/// A word that no pieces spell.
const UNKNOWN: i32 = 100;
/// Feature of the two edges of a window; the features of words lie below.
pub(super) const EDGE: i32 = 54;

/// No longer run of letters is spelt.
const LONGEST: usize = 100;

static LIST: &str = include_str!("../../weights/full/vocab.txt");

fn vocabulary() -> &'static HashMap<&'static str, i32> {
    static READ: OnceLock<HashMap<&str, i32>> = OnceLock::new();
    READ.get_or_init(|| LIST.split('\n').zip(0..).filter(|(piece, _)| !piece.is_empty()).collect())
}

/// The ids of the pieces of one word; never none.
pub(super) fn pieces(word: &str) -> Vec<i32> {
    let mut out = Vec::with_capacity(2);
    let mut chunk = String::new();
    for letter in word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c)) {
        let alone = is_punctuation(letter) || is_ideograph(letter);
        if alone || letter.is_whitespace() || letter.is_control() || is_format(letter) {
            spell(&mut chunk, &mut out);
        }
        if alone {
            chunk.push(letter);
            spell(&mut chunk, &mut out);
        } else if !(letter.is_whitespace() || letter.is_control() || is_format(letter)) {
            chunk.push(letter);
        }
    }
    spell(&mut chunk, &mut out);
    if out.is_empty() {
        out.push(UNKNOWN);
    }
    out
}

/// Spells the chunk with the longest pieces from the left, and empties it.
fn spell(chunk: &mut String, out: &mut Vec<i32>) {
    let known = vocabulary();
    let begun = out.len();
    let letters = chunk.chars().count();
    let mut rest = chunk.as_str();
    let mut piece = String::new();
    while !rest.is_empty() && letters <= LONGEST {
        let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8()).collect::<Vec<_>>();
        let found = ends.iter().rev().find_map(|end| {
            piece.clear();
            if out.len() > begun {
                piece.push_str("##");
            }
            piece.push_str(rest.get(..*end)?);
            known.get(piece.as_str()).map(|id| (*id, *end))
        });
        let Some((id, end)) = found else { break };
        out.push(id);
        rest = rest.get(end..).unwrap_or("");
    }
    if !rest.is_empty() {
        out.truncate(begun);
        out.push(UNKNOWN);
    }
    chunk.clear();
}

fn is_punctuation(letter: char) -> bool {
    letter.is_ascii_punctuation()
        || matches!(letter, '¡' | '§' | '«' | '¶' | '·' | '»' | '¿' | '\u{2010}'..='\u{2027}' | '\u{2030}'..='\u{2043}'
            | '\u{2045}'..='\u{2051}' | '\u{2053}'..='\u{205e}' | '\u{3001}'..='\u{3003}' | '\u{3008}'..='\u{3011}')
}

fn is_ideograph(letter: char) -> bool {
    matches!(letter, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{2fa1f}')
}

/// Characters that print nothing.
fn is_format(letter: char) -> bool {
    matches!(letter, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fffd}')
}

/// How a word is written: the network is uncased, so this is all that it knows of capitals.
pub(super) fn shape(word: &str) -> i32 {
    if !word.chars().any(char::is_alphanumeric) {
        return 7;
    }
    if word.bytes().all(|b| b.is_ascii_digit()) {
        return 5;
    }
    if word.bytes().any(|b| b.is_ascii_digit()) {
        return 6;
    }
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let upper = word.chars().filter(|c| c.is_uppercase()).count();
    match upper {
        0 => 0,
        1 if letters == 1 => 3,
        _ if upper == letters => 2,
        1 if word.starts_with(char::is_uppercase) => 1,
        _ => 4,
    }
}

/// Whether the text runs inside quotation marks; a paragraph's end closes.
#[derive(Default)]
pub(super) struct Quotation {
    inside: bool,
}

impl Quotation {
    /// A new paragraph.
    pub(super) fn open(&mut self) {
        self.inside = false;
    }

    /// 0 outside, 1 inside, 2 a mark.
    pub(super) fn state(&mut self, word: &str) -> i32 {
        let first = word.chars().next().unwrap_or(' ');
        let opens = matches!(first, '“' | '„' | '«') || (first == '"' && !self.inside) || word == "``";
        let closes = matches!(first, '”' | '»' | '"') || word == "''";
        if opens || closes {
            self.inside = opens;
            return 2;
        }
        i32::from(self.inside)
    }
}

/// The feature of a word: shape × first in its sentence × quotation.
pub(super) fn written(word: &str, first: bool, quotation: &mut Quotation) -> i32 {
    shape(word) * 6 + i32::from(first) * 3 + quotation.state(word)
}

#[cfg(test)]
mod tests {
    use super::{Quotation, pieces, shape};

    #[test]
    fn accents_fall_and_unknown_words_come_apart() {
        assert_eq!(pieces("Café"), pieces("cafe"));
        assert_eq!(pieces("the"), [1996]);
        assert!(pieces("Xylotransmogrified").len() > 2);
        assert_eq!(pieces("\u{200b}"), [100]);
        assert_eq!(pieces(&"a".repeat(101)), [100]);
        assert_eq!(pieces("U.S."), [1057, 1012, 1055, 1012]);
    }

    #[test]
    fn shapes() {
        let words = ["port", "Port", "PORT", "I", "McKay", "2026", "3rd", "—", "O'Neil"];
        assert_eq!(words.map(shape), [0, 1, 2, 3, 4, 5, 6, 7, 4]);
    }

    #[test]
    fn straight_marks_open_and_close() {
        let mut quotation = Quotation::default();
        let states: Vec<_> = ["\"", "No", "\"", "she", "“", "go", "”"].map(|w| quotation.state(w)).into();
        assert_eq!(states, [2, 1, 2, 0, 2, 1, 2]);
    }
}
