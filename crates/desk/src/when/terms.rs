//! The words of time, by class.
//!
//! In: a word, or the words from a place on · Out: its class and value · From: `lexicon/times.tsv`
//! Fails: an unknown word has no class; a row that cannot be read is left out (a test counts them)
//! Cost: one look-up a word; phrases look at most seven words ahead

use super::words::Words;
use crate::lexicon;
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use std::sync::LazyLock;

/// A unit of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    Night,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

impl Unit {
    fn coded(code: &str) -> Option<Self> {
        Some(match code {
            "TS" => Unit::Second,
            "TM" => Unit::Minute,
            "TH" => Unit::Hour,
            "D" => Unit::Day,
            "N" => Unit::Night,
            "WE" => Unit::Weekend,
            "W" => Unit::Week,
            "F" => Unit::Fortnight,
            "M" => Unit::Month,
            "Q" => Unit::Quarter,
            "Y" => Unit::Year,
            "E" => Unit::Decade,
            "C" => Unit::Century,
            _ => return None,
        })
    }

    /// Whether it is shorter than a day.
    pub(crate) fn within_day(self) -> bool {
        matches!(self, Unit::Second | Unit::Minute | Unit::Hour)
    }
}

/// What a single word or phrase says.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Term {
    Weekday(u8),
    Weekdays(u8),
    Month(u8),
    Unit(Unit),
    Season(&'static str),
    Part(&'static str),
    Hour(u8),
    Day(i64),
    Ref(&'static str),
    Set(&'static str),
    Feast(&'static str),
}

/// Words and phrases with what they say.
pub(super) type Table = HashMap<&'static str, Vec<Term>>;

static TERMS: LazyLock<Table> = LazyLock::new(|| table(TSV));

/// The words that phrases begin with: most words of a text begin none.
static OPENINGS: LazyLock<HashSet<&str>> =
    LazyLock::new(|| TERMS.keys().filter_map(|phrase| phrase.split(' ').next()).collect());

/// The words of a list that have a value.
pub(super) fn table(tsv: &'static str) -> Table {
    let mut map = Table::default();
    for row in lexicon::rows(tsv) {
        let (Some(phrase), Some(class), Some(value)) = (row.first(), row.get(1), row.get(2)) else {
            continue;
        };
        if let Some(term) = term(class, value) {
            map.entry(*phrase).or_default().push(term);
        }
    }
    map
}

/// Words that stand around times, by class: no value, only whether they are in it.
static AROUND: LazyLock<HashSet<(&'static str, &'static str)>> =
    LazyLock::new(|| lexicon::rows(TSV).filter_map(|row| Some((*row.get(1)?, *row.first()?))).collect());

/// Whether a word or lemma is in a class.
pub(crate) fn is(class: &'static str, word: &str) -> bool {
    AROUND.contains(&(class, word))
}

/// Whether word `at` is in a class.
pub(crate) fn among(words: &Words, at: usize, class: &'static str) -> bool {
    is(class, words.lower(at))
}

const TSV: &str = include_str!("../../lexicon/times.tsv");

fn term(class: &str, value: &'static str) -> Option<Term> {
    Some(match class {
        "weekday" => Term::Weekday(value.parse().ok()?),
        "weekdays" => Term::Weekdays(value.parse().ok()?),
        "month" => Term::Month(value.parse().ok()?),
        "unit" => Term::Unit(Unit::coded(value)?),
        "season" => Term::Season(value),
        "part" => Term::Part(value),
        "hour" => Term::Hour(value.split(':').next()?.parse().ok()?),
        "day" => Term::Day(value.parse().ok()?),
        "ref" => Term::Ref(value),
        "set" => Term::Set(value),
        "feast" => Term::Feast(value),
        _ => return None,
    })
}

fn terms(word: &str) -> &'static [Term] {
    TERMS.get(word).map_or(&[], Vec::as_slice)
}

/// The weekday (Monday 1) that word `at` names. Short forms that are also English words need their capital.
pub(crate) fn weekday(words: &Words, at: usize) -> Option<u8> {
    if !words.capital(at) {
        return None;
    }
    let word = words.lower(at);
    let found = terms(word).iter().find_map(|t| if let Term::Weekday(n) = t { Some(*n) } else { None });
    // "Sun", "Sat", "Wed" and "Mon" stand for days only before a point or a month.
    let short = word.len() < 6;
    found.filter(|_| !short || words.is(at + 1, &["."]) || month(words, at + 1).is_some())
}

/// The recurring weekday that word `at` names ("Mondays").
pub(crate) fn weekdays(words: &Words, at: usize) -> Option<u8> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Weekdays(n) = t { Some(*n) } else { None })
}

/// The month that word `at` names, and one past it with the point of an abbreviation.
pub(crate) fn month(words: &Words, at: usize) -> Option<(u8, usize)> {
    if !words.capital(at) {
        return None;
    }
    let word = words.lower(at);
    let found = terms(word).iter().find_map(|t| if let Term::Month(n) = t { Some(*n) } else { None })?;
    let short = word.len() == 3 && word != "may" || word == "sept";
    let point = short && words.is(at + 1, &["."]) && words.glued(at + 1);
    Some((found, at + 1 + usize::from(point)))
}

/// The unit that word `at` names.
pub(crate) fn unit(words: &Words, at: usize) -> Option<Unit> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Unit(u) = t { Some(*u) } else { None })
}

/// Whether a unit word is plural.
pub(crate) fn plural(word: &str) -> bool {
    word.ends_with('s') && word.len() > 2
}

/// The season that word `at` names.
pub(crate) fn season(words: &Words, at: usize) -> Option<&'static str> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Season(s) = t { Some(*s) } else { None })
}

/// The part of the day that word `at` names ("TMO").
pub(crate) fn part(words: &Words, at: usize) -> Option<&'static str> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Part(p) = t { Some(*p) } else { None })
}

/// "noon" and "midnight" as hours.
pub(crate) fn hour(words: &Words, at: usize) -> Option<u8> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Hour(h) = t { Some(*h) } else { None })
}

/// "today", "yesterday", "tomorrow" as days from today.
pub(crate) fn day(words: &Words, at: usize) -> Option<i64> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Day(d) = t { Some(*d) } else { None })
}

/// The adverb of recurrence at `at` ("daily").
pub(crate) fn set(words: &Words, at: usize) -> Option<&'static str> {
    terms(words.lower(at)).iter().find_map(|t| if let Term::Set(s) = t { Some(*s) } else { None })
}

/// The longest fixed phrase from word `at` on that says a vague time or a feast, and one past it.
pub(crate) fn phrase(words: &Words, at: usize) -> Option<(Term, usize)> {
    if !OPENINGS.contains(words.lower(at)) {
        return None;
    }
    words.longest(at, LONGEST_PHRASE, |joined| {
        terms(joined).iter().find(|t| matches!(t, Term::Ref(_) | Term::Feast(_))).copied()
    })
}

const LONGEST_PHRASE: usize = 6;

#[cfg(test)]
mod tests {
    use super::*;

    const AROUND_CLASSES: [&str; 16] = [
        "zone",
        "ordering",
        "no-rate",
        "named-day",
        "naming",
        "month-lead",
        "year-lead",
        "no-year",
        "figure-word",
        "tense-expected",
        "tense-coming",
        "tense-awaiting",
        "tense-awaited",
        "tense-saying",
        "tense-happening",
        "tense-planning",
    ];

    #[test]
    fn every_row_is_read_and_says_where_it_comes_from() {
        let mut count = 0;
        for row in lexicon::rows(TSV) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(row[2].is_empty() || term(row[1], row[2]).is_some(), "{row:?}");
            assert_eq!(row[2].is_empty(), AROUND_CLASSES.contains(&row[1]), "{row:?}");
            assert!(row[0].split(' ').count() <= LONGEST_PHRASE, "{row:?}");
            count += 1;
        }
        assert!(count > 100);
    }

    #[test]
    fn short_names_need_their_sign() {
        let words = Words::cut("The Sun rose. Sat. morning in Sept. and May.");
        assert_eq!(weekday(&words, 1), None);
        assert_eq!(weekday(&words, 4), Some(6));
        assert_eq!(month(&words, 8), Some((9, 10)));
        assert_eq!(month(&words, 11), Some((5, 12)));
    }
}
