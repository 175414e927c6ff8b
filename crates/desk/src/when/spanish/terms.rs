//! The Spanish words of time, by class.
//!
//! In: a word, or the words from a place on · Out: its class and value · From: `lexicon/times_es.tsv`
//! Fails: an unknown word has no class; a row that cannot be read is left out (a test counts them)
//! Cost: one look-up a word; phrases look at most four words ahead

use crate::lexicon;
use crate::when::terms::{self, Table, Term, Unit};
use crate::when::words::{Kind, Words};
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;
use std::sync::LazyLock;

const TSV: &str = include_str!("../../../lexicon/times_es.tsv");

static TERMS: LazyLock<Table> = LazyLock::new(|| terms::table(TSV));

/// Words by class: no value, only whether they are in it.
static CLASSES: LazyLock<HashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lexicon::rows(TSV).filter_map(|row| Some((*row.get(1)?, *row.first()?))).collect());

/// Numbers, ranks and decades by class and word.
static NUMBERS: LazyLock<HashMap<(&'static str, &'static str), u8>> = LazyLock::new(|| {
    let rows = lexicon::rows(TSV).filter(|r| matches!(r.get(1), Some(&("number" | "rank" | "decade"))));
    rows.filter_map(|r| Some(((*r.get(1)?, *r.first()?), r.get(2)?.parse().ok()?))).collect()
});

/// Whether word `at` is in a class.
pub(super) fn among(words: &Words, at: usize, class: &'static str) -> bool {
    CLASSES.contains(&(class, words.lower(at)))
}

/// Whether a word ends in one of a class of endings.
pub(super) fn ends(word: &str, class: &'static str) -> bool {
    CLASSES.iter().any(|(c, ending)| *c == class && word.len() > ending.len() + 1 && word.ends_with(ending))
}

/// The value of a number, rank or decade.
pub(super) fn valued(words: &Words, at: usize, class: &'static str) -> Option<u8> {
    NUMBERS.get(&(class, words.lower(at))).copied()
}

fn find<T>(words: &Words, at: usize, pick: impl Fn(&Term) -> Option<T>) -> Option<T> {
    TERMS.get(words.lower(at))?.iter().find_map(pick)
}

/// The weekday (Monday 1) that word `at` names.
pub(super) fn weekday(words: &Words, at: usize) -> Option<u8> {
    find(words, at, |t| if let Term::Weekday(n) | Term::Weekdays(n) = t { Some(*n) } else { None })
}

/// The month that word `at` names; with a capital, and a capital before its "de", it is a name ("Plaza de Mayo",
/// "Avenida 17 de Junio").
pub(super) fn month(words: &Words, at: usize) -> Option<u8> {
    let found = find(words, at, |t| if let Term::Month(n) = t { Some(*n) } else { None });
    let of = at.checked_sub(1).filter(|k| words.is(*k, &["de"]));
    let owner = of.and_then(|k| (0..k).rev().find(|k| words.kind(*k) != Some(Kind::Digits)));
    found.filter(|_| !words.capital(at) || !owner.is_some_and(|k| words.capital(k) && !words.opens(k)))
}

/// The unit that word `at` names.
pub(super) fn unit(words: &Words, at: usize) -> Option<Unit> {
    find(words, at, |t| if let Term::Unit(u) = t { Some(*u) } else { None })
}

/// The season that word `at` names.
pub(super) fn season(words: &Words, at: usize) -> Option<&'static str> {
    find(words, at, |t| if let Term::Season(s) = t { Some(*s) } else { None })
}

/// The part of the day that word `at` names.
pub(super) fn part(words: &Words, at: usize) -> Option<&'static str> {
    find(words, at, |t| if let Term::Part(p) = t { Some(*p) } else { None })
}

/// "hoy", "ayer", "mañana" as days from today.
pub(super) fn day(words: &Words, at: usize) -> Option<i64> {
    find(words, at, |t| if let Term::Day(d) = t { Some(*d) } else { None })
}

/// Words of the longest phrase in the list.
const LONGEST_PHRASE: usize = 4;

/// The longest fixed phrase from word `at` on that says a vague time, a recurring one or a feast, and one past it.
pub(super) fn phrase(words: &Words, at: usize) -> Option<(Term, usize)> {
    words.longest(at, LONGEST_PHRASE, |joined| {
        let mut found = TERMS.get(joined).into_iter().flatten();
        found.find(|t| matches!(t, Term::Ref(_) | Term::Set(_) | Term::Feast(_))).copied()
    })
}

/// One past the phrase of this class that begins at `at`: its words are read until one is not in it.
pub(super) fn run(words: &Words, at: usize, class: &'static str) -> usize {
    let known = |joined: &str| CLASSES.contains(&(class, joined)).then_some(());
    words.longest(at, LONGEST_PHRASE, known).map_or(at, |(_, end)| end)
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_PHRASE, NUMBERS, TERMS, TSV};
    use crate::lexicon;

    #[test]
    fn every_row_is_read_and_says_where_it_comes_from() {
        for row in lexicon::rows(TSV) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(row[0].split(' ').count() <= LONGEST_PHRASE, "{row:?}");
            let read = TERMS.contains_key(row[0]) || NUMBERS.contains_key(&(row[1], row[0]));
            assert!(row[2].is_empty() || read, "{row:?}");
        }
        assert!(TERMS.len() > 100);
    }
}
