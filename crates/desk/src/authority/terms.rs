//! The words of law, by class.
//!
//! In: a word, or the words from a place on · Out: class and value · From: `lexicon/authorities.tsv`
//! Fails: an unknown word has no class; a row that cannot be read is left out (a test counts them)
//! Cost: phrases look at most six words ahead

use crate::lexicon;
use crate::when::words::Words;
use model::AuthorityKind;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

static TERMS: LazyLock<lexicon::ByClass> = LazyLock::new(|| lexicon::by_class(TSV));

/// The words that phrases of each class begin with: most words of a text begin none.
static STARTS: LazyLock<FxHashSet<(&str, &str)>> =
    LazyLock::new(|| TERMS.keys().map(|(class, words)| (*class, opening(words))).collect());

const TSV: &str = include_str!("../../lexicon/authorities.tsv");

/// The most words that a phrase of the lexicon has.
const LONGEST: usize = 6;

fn kind(value: &str) -> AuthorityKind {
    match value {
        "statute" => AuthorityKind::Statute,
        "order" => AuthorityKind::Order,
        "resolution" => AuthorityKind::Resolution,
        "treaty" => AuthorityKind::Treaty,
        "ruling" => AuthorityKind::Ruling,
        _ => AuthorityKind::Other,
    }
}

/// The value of a word in a class.
pub(super) fn value(class: &'static str, word: &str) -> Option<&'static str> {
    TERMS.get(&(class, word)).copied()
}

/// Whether a word is in a class.
pub(super) fn is(class: &'static str, word: &str) -> bool {
    value(class, word).is_some()
}

/// Whether word `at` is in a class.
pub(super) fn among(words: &Words, at: usize, class: &'static str) -> bool {
    is(class, words.lower(at))
}

/// The kind of instrument that a head noun names.
pub(super) fn head(word: &str) -> Option<AuthorityKind> {
    value("head", word).map(kind)
}

/// The kind of an acronym.
pub(super) fn acronym(word: &str) -> Option<AuthorityKind> {
    value("acronym", word).map(kind)
}

/// The letters and digits that words begin with.
fn opening(words: &str) -> &str {
    words.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("")
}

/// The longest phrase of `class` from word `at` on, its kind, and one past it.
pub(super) fn phrase(
    words: &Words,
    at: usize,
    class: &'static str,
) -> Option<(AuthorityKind, &'static str, usize)> {
    if !STARTS.contains(&(class, opening(words.lower(at)))) {
        return None;
    }
    let mut joined = String::new();
    let mut best = None;
    for length in 1..=LONGEST {
        let word = words.lower(at + length - 1);
        if word.is_empty() || word == "\n" {
            break;
        }
        // A hyphen inside a word joins it; a dash between words is a stop.
        let tight = words.glued(at + length - 1);
        if length > 1 && !tight {
            joined.push(' ');
        }
        joined.push_str(word);
        if let Some(value) = value(class, &joined) {
            best = Some((kind(value), value, at + length));
        }
    }
    best
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_class_and_a_source() {
        const CLASSES: [&str; 32] = [
            "head",
            "lowhead",
            "place",
            "part",
            "phrase",
            "acronym",
            "invoked",
            "designation",
            "designating",
            "invoking",
            "ruled",
            "bench",
            "invoker",
            "not-convention",
            "not-accord",
            "not-act",
            "not-law",
            "not-code",
            "not-protocol",
            "not-agreement",
            "not-order",
            "not-treaty",
            "only-charter",
            "only-declaration",
            "name-stopper",
            "name-opener",
            "name-body",
            "name-described",
            "led",
            "court-word",
            "verb-before",
            "invoked-by",
        ];
        for row in lexicon::rows(TSV) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(CLASSES.contains(&row[1]), "{row:?}");
            assert!(row[0].split(' ').count() <= LONGEST, "{row:?}");
        }
    }
}
