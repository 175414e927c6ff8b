//! What each word weighs: the rarer in the archive and in news at large, the more.
//!
//! In: prints · Out: a weighed vector for each · From: K. Spärck Jones 1972 (idf), smoothed by the counts of a background
//! Fails: never · Cost: O(words of all prints)

use super::print::{COUNT, HEADLINE, LEDE, NAME, NUMBER, Print};
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::LazyLock;

/// How many articles of news at large stand beside those of the archive: in an archive of ten the background decides which
/// words are rare, in one of ten thousand the archive.
const BACKGROUND: f32 = 200.0;
/// The share of articles that have a word which is not in the list of usual ones.
const UNUSUAL: f32 = 0.002;
/// How much a word that no other article has counts in the length of a vector.
const ALONE: f32 = 0.3;

/// Shares of articles that have a word.
static USUAL: LazyLock<Numbers<u32, f32>> = LazyLock::new(|| {
    let rows = include_str!("../../lists/usual.tsv").lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let (hash, permille) = line.split_once('\t')?;
        Some((u32::from_str_radix(hash, 16).ok()?, permille.parse::<f32>().ok()? / 1000.0))
    };
    rows.filter_map(row).collect()
});

/// A word's number is a good hash already.
#[derive(Default)]
pub(super) struct AsItIs(u64);

impl Hasher for AsItIs {
    fn finish(&self) -> u64 {
        self.0
    }

    fn write(&mut self, bytes: &[u8]) {
        bytes.iter().for_each(|byte| self.0 = self.0.wrapping_mul(0x0100_0000_01b3) ^ u64::from(*byte));
    }

    fn write_u32(&mut self, number: u32) {
        self.0 = u64::from(number).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }

    fn write_u64(&mut self, number: u64) {
        self.0 = number.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

/// A map whose order is never read.
pub(super) type Numbers<K, V> = HashMap<K, V, BuildHasherDefault<AsItIs>>;

/// One word of a vector.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed {
    /// Its place in the vocabulary: words that at least two prints have, the rarest first known.
    pub(super) word: u32,
    /// What it weighs.
    pub(super) weight: f32,
    /// Where it stands, as in [`super::print::Term`].
    pub(super) marks: u8,
}

/// The kinds of words whose vectors are compared apart.
pub(super) const KINDS: usize = 5;

/// Which of the kinds a word with these marks belongs to: all, headline and lede, names, figures, the others.
pub(super) fn kinds(marks: u8) -> [bool; KINDS] {
    [
        true,
        marks & (HEADLINE | LEDE) != 0,
        marks & NAME != 0,
        marks & NUMBER != 0,
        marks & (NAME | NUMBER) == 0,
    ]
}

/// The vector of one print.
#[derive(Clone, Debug, Default)]
pub(super) struct Vector {
    /// Words that another print has too, by their place in the vocabulary, rising.
    pub(super) words: Vec<Weighed>,
    /// Length of the vector of each kind, words that no other print has included.
    pub(super) lengths: [f32; KINDS],
}

/// The vectors of these prints, and in how many of them each word of the vocabulary stands.
pub(super) fn weigh(prints: &[&Print]) -> (Vec<Vector>, Vec<u32>) {
    let mut counts: Numbers<u32, (u32, u32)> = Numbers::default();
    for print in prints {
        print.terms.iter().for_each(|term| counts.entry(term.hash).or_default().0 += 1);
    }
    let mut known = Vec::new();
    let mut vectors = Vec::with_capacity(prints.len());
    let all = prints.len() as f32 + BACKGROUND;
    for print in prints {
        let mut vector = Vector { words: Vec::with_capacity(print.terms.len()), lengths: [0.0; KINDS] };
        for term in &print.terms {
            let Some((count, place)) = counts.get_mut(&term.hash) else { continue };
            let usual = USUAL.get(&term.hash).copied().unwrap_or(UNUSUAL);
            let idf = ((all + 1.0) / (*count as f32 + BACKGROUND * usual + 0.5)).ln().max(0.0);
            let weight = idf * worth(term.marks);
            for (length, is) in vector.lengths.iter_mut().zip(kinds(term.marks)) {
                *length += if is { weight * weight * if *count > 1 { 1.0 } else { ALONE } } else { 0.0 };
            }
            if *count > 1 {
                if *place == 0 {
                    known.push(*count);
                    *place = known.len() as u32;
                }
                vector.words.push(Weighed { word: *place - 1, weight, marks: term.marks });
            }
        }
        vector.words.sort_unstable_by_key(|word| word.word);
        vector.lengths.iter_mut().for_each(|length| *length = length.sqrt());
        vectors.push(vector);
    }
    (vectors, known)
}

/// What a word weighs by its place in the article, before idf.
fn worth(marks: u8) -> f32 {
    let count = f32::from(marks & COUNT).max(1.0);
    (1.0 + count.ln())
        * if marks & HEADLINE != 0 { 1.5 } else { 1.0 }
        * if marks & LEDE != 0 { 1.2 } else { 1.0 }
        * if marks & NAME != 0 { 1.3 } else { 1.0 }
}
