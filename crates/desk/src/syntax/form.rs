//! A word as the models see it: hashed faces, never the text itself.
//!
//! In: one word · Out: [`Form`] · From: features of Ratnaparkhi 1996 and Collins 2002
//! Fails: never; an empty word has the faces of nothing · Cost: O(length) for the word, the rest O(1)

use crate::lexicon;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// Hashed faces of one word. Curly and straight quotes, and dashes of any length, share one face.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Form {
    /// The word with its letter case.
    pub(crate) word: u32,
    /// The lower-cased word.
    pub(crate) lower: u32,
    /// Its first one to four letters.
    pub(crate) prefix: [u32; 4],
    /// Its last one to four letters.
    pub(crate) suffix: [u32; 4],
    /// Upper case, lower case and digits, runs cut to two.
    pub(crate) shape: u32,
    /// What the list of verb forms says of it: 0 nothing, else how often a verb and in which tense.
    pub(crate) verb: u32,
}

/// Whether the lower-case word is a form of a known verb.
pub(crate) fn known_verb(word: &str) -> bool {
    verb_forms().contains_key(word)
}

/// The verb forms of `lexicon/verb_forms.tsv`, numbered by what is said of them.
fn verb_forms() -> &'static HashMap<&'static str, u32> {
    static FORMS: OnceLock<HashMap<&'static str, u32>> = OnceLock::new();
    FORMS.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/verb_forms.tsv"))
            .filter_map(|row| {
                let [form, share, tense, _source] = row.as_slice() else { return None };
                let share = match *share {
                    "can" => 1,
                    "rare" => 2,
                    "often" => 3,
                    _ => 4,
                };
                Some((*form, share * 2 + u32::from(*tense == "past")))
            })
            .collect()
    })
}

/// Letters that are read at most: a longer word keeps its hash, but its faces come from here.
const FACE_LETTERS: usize = 64;

impl Form {
    /// The faces of `word`.
    pub(crate) fn new(word: &str) -> Self {
        if let Some(face) = mark(word) {
            let hash = text_hash(face.bytes());
            // The shape keeps which way a quote curls: that decides between an opening and a closing quote.
            return Form {
                word: hash,
                lower: hash,
                prefix: [0; 4],
                suffix: [0; 4],
                shape: text_hash(word.bytes().take(8)),
                verb: 0,
            };
        }
        let mut lower = String::with_capacity(word.len());
        for letter in word.chars() {
            match letter {
                '’' | '‘' | '`' => lower.push('\''),
                'A'..='Z' => lower.push(letter.to_ascii_lowercase()),
                _ if letter.is_ascii() => lower.push(letter),
                _ => lower.extend(letter.to_lowercase()),
            }
        }
        let mut prefix = [0; 4];
        for (slot, cut) in prefix.iter_mut().zip(lower.char_indices().skip(1).map(|(at, _)| at)) {
            *slot = text_hash(lower.bytes().take(cut));
        }
        let mut suffix = [0; 4];
        for (slot, (at, _)) in suffix.iter_mut().zip(lower.char_indices().rev()) {
            *slot = text_hash(lower.bytes().skip(at));
        }
        let lower_hash = text_hash(lower.bytes());
        let word_hash = mix(
            lower_hash,
            word.chars()
                .take(FACE_LETTERS)
                .fold(0u32, |bits, letter| (bits << 1) | u32::from(letter.is_uppercase())),
        );
        let verb = verb_forms().get(lower.as_str()).copied().unwrap_or(0);
        Form { word: word_hash, lower: lower_hash, prefix, suffix, shape: shape(word), verb }
    }
}

/// One face for all spellings of a punctuation mark.
fn mark(word: &str) -> Option<&'static str> {
    Some(match word {
        "“" | "”" | "\"" | "''" | "``" | "„" | "«" | "»" | "‘‘" | "’’" | "&quot;" => "\"",
        "‘" | "’" | "'" | "`" | "‚" | "‹" | "›" | "′" => "'",
        "—" | "––" | "--" | "---" | "–" | "―" | "−" | "——" => "--",
        "…" | "..." | ". . ." => "...",
        _ => return None,
    })
}

fn shape(word: &str) -> u32 {
    let mut hash = FNV_START;
    let (mut last, mut run, mut kept) = ('\0', 0, 0);
    for letter in word.chars().take(FACE_LETTERS) {
        let class = if letter.is_uppercase() {
            'X'
        } else if letter.is_alphabetic() {
            'x'
        } else if letter.is_numeric() {
            'd'
        } else {
            letter
        };
        run = if class == last { run + 1 } else { 1 };
        last = class;
        if run <= 2 && kept < 10 {
            kept += 1;
            hash = (hash ^ class as u32).wrapping_mul(FNV_STEP);
        }
    }
    hash
}

const FNV_START: u32 = 0x811c_9dc5;
const FNV_STEP: u32 = 0x0100_0193;

/// FNV-1a.
pub(crate) fn text_hash(bytes: impl Iterator<Item = u8>) -> u32 {
    bytes.fold(FNV_START, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(FNV_STEP))
}

/// Two hashes as one.
pub(crate) fn mix(a: u32, b: u32) -> u32 {
    let mixed = (u64::from(a) << 32 | u64::from(b)).wrapping_mul(GOLDEN);
    ((mixed ^ (mixed >> 29)).wrapping_mul(GOLDEN) >> 32) as u32
}

const GOLDEN: u64 = 0x9e37_79b9_7f4a_7c15;

/// Collects feature keys; the template's number keeps features of different kinds apart.
#[derive(Debug, Default)]
pub(crate) struct Keys {
    /// The keys so far.
    pub(crate) keys: Vec<u32>,
    template: u64,
}

impl Keys {
    /// Forgets the keys and starts over at template number one.
    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// Adds the feature that consists of these values under the next template's number.
    pub(crate) fn add(&mut self, values: &[u32]) {
        self.template += 1;
        let mut hash = self.template.wrapping_mul(0xd6e8_feb8_6659_fd93);
        for value in values {
            hash = (hash.rotate_left(23) ^ u64::from(*value)).wrapping_mul(GOLDEN);
        }
        self.keys.push(((hash ^ (hash >> 31)).wrapping_mul(GOLDEN) >> 32) as u32);
    }
}
