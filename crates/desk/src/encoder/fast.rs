//! `fast`: the student's hints beside the perceptron's grammar.
//!
//! In: sentences cut into words · Out: trees and hints · From: `weights/fast/`, distilled from `full` by `training/`
//! Fails: weights that do not load leave the grammar and no hints; a test sees to it that they load
//! Cost: about 0.02 ms a word, a third of it the student's

use super::decode::{Decoded, Labels, tags};
use super::hints::hints;
use super::network::Student;
use super::pieces::{Quotation, written};
use super::{Cut, Encoded, Encoder, Hints};
use crate::syntax::Perceptron;
use model::Span;
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(super) static STUDENT: &[u8] = include_bytes!("../../weights/fast/student.onnx");
pub(super) static HEADS: &str = include_str!("../../weights/fast/heads.txt");

/// Rows of the tables, as in `training/fast.py`.
const WORDS: u32 = 24_576;
const AFFIXES: u32 = 4_096;
/// Words of a chunk: whole sentences are read together up to here.
const CHUNK: usize = 256;

/// The student and the perceptron.
pub(super) struct Fast {
    version: &'static str,
    labels: Labels,
    student: Option<Student>,
}

impl Fast {
    /// The weights in this binary, read once.
    pub(super) fn shipped() -> &'static Self {
        static READ: OnceLock<Fast> = OnceLock::new();
        READ.get_or_init(|| {
            let (version, heads) = HEADS.split_once('\n').unwrap_or_default();
            let labels = Labels::read(heads);
            let student = labels.as_ref().and_then(|_| Student::load(STUDENT));
            Fast { version, labels: labels.unwrap_or_default(), student }
        })
    }

    fn hints(&self, text: &str, cuts: &[Cut]) -> Option<Hints> {
        let student = self.student.as_ref()?;
        let words = words(text, cuts);
        let mut read: Vec<(Range<usize>, Arc<Decoded>)> = Vec::new();
        for range in chunks(cuts) {
            let own = words.get(range.clone())?;
            let column = |at: usize| own.iter().map(|w| w[at]).collect::<Vec<i32>>();
            let scores = student.read([column(0), column(1), column(2), column(3), column(4)])?;
            read.push((range.clone(), Arc::new(tags(&self.labels, &scores, range.len()))));
        }
        let spans: Vec<Span> = cuts.iter().flat_map(|c| c.tokens.iter().copied()).collect();
        Some(hints(self.version, &spans, &read))
    }
}

impl Encoder for Fast {
    fn version(&self) -> &str {
        self.version
    }

    fn encode(&self, text: &str, cuts: &[Cut]) -> Encoded {
        let grammar = Perceptron::shipped().encode(text, cuts);
        Encoded { hints: self.hints(text, cuts).unwrap_or_default(), ..grammar }
    }
}

/// What the student sees of every word.
pub(super) fn words(text: &str, cuts: &[Cut]) -> Vec<[i32; 5]> {
    let mut quotation = Quotation::default();
    let mut out = Vec::new();
    for cut in cuts {
        if cut.opens {
            quotation.open();
        }
        for (span, at) in cut.tokens.iter().zip(0..) {
            let word = span.words(text);
            let [first, second, prefix, suffix] = hashed(word);
            out.push([first, second, prefix, suffix, written(word, at == 0, &mut quotation)]);
        }
    }
    out
}

/// Runs of whole sentences of at most [`CHUNK`] words; a longer sentence is cut.
fn chunks(cuts: &[Cut]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    let (mut start, mut at) = (0, 0);
    for cut in cuts {
        let end = at + cut.tokens.len();
        if end - start > CHUNK && at > start {
            out.push(start..at);
            start = at;
        }
        while end - start > CHUNK {
            out.push(start..start + CHUNK);
            start += CHUNK;
        }
        at = end;
    }
    if start < at {
        out.push(start..at);
    }
    out
}

/// Two rows of the word, one of its first three letters, one of its last three.
fn hashed(word: &str) -> [i32; 4] {
    let low = word.to_lowercase();
    let third = |nth: Option<(usize, char)>, other: usize| nth.map_or(other, |(at, _)| at);
    let prefix = low.get(..third(low.char_indices().nth(3), low.len())).unwrap_or("");
    let suffix = low.get(third(low.char_indices().rev().nth(2), 0)..).unwrap_or("");
    let row = |hash: u32, rows: u32| i32::try_from(hash % rows).unwrap_or(0);
    [
        row(fnv(&low, 0), WORDS),
        row(fnv(&low, 0x9E37_79B9), WORDS),
        row(fnv(prefix, 0), AFFIXES),
        row(fnv(suffix, 7), AFFIXES),
    ]
}

/// FNV-1a of 32 bits with a seed; the same in Python.
fn fnv(text: &str, seed: u32) -> u32 {
    text.bytes().fold(0x811C_9DC5 ^ seed, |h, b| (h ^ u32::from(b)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::{Cut, chunks, fnv, hashed};
    use model::Span;

    #[test]
    fn hashes_are_those_that_were_trained_on() {
        assert_eq!(fnv("", 0), 0x811C_9DC5);
        assert_eq!(fnv("a", 0), 0xE40C_292C);
        assert_eq!(hashed("Port"), hashed("port"));
        assert_ne!(hashed("port"), hashed("ports"));
        assert_eq!(hashed("é").len(), 4);
    }

    #[test]
    fn chunks_keep_sentences_whole_and_tile() {
        let cut = |n: usize| Cut { span: Span::new(0, 0), opens: false, tokens: vec![Span::new(0, 0); n] };
        let found = chunks(&[cut(100), cut(100), cut(100), cut(600), cut(0)]);
        assert_eq!(found, [0..200, 200..300, 300..556, 556..812, 812..900]);
    }
}
