//! Bounds, currencies and measures around a number.
//!
//! In: [`Words`] and a place before or after a number · Out: comparators and units · From: `lexicon/units.tsv`
//! Fails: unknown words are no unit; a row that cannot be read is left out (a test counts them)
//! Cost: phrases look at most four words ahead or back

use crate::lexicon;
use crate::when::words::{Kind, Words};
use model::Comparator;
use std::sync::LazyLock;

static UNITS: LazyLock<lexicon::ByClass> = LazyLock::new(|| lexicon::by_class(TSV));

const TSV: &str = include_str!("../../lexicon/units.tsv");

/// Whether word `at` is in a class.
pub(super) fn among(words: &Words, at: usize, class: &'static str) -> bool {
    look(class, words.lower(at)).is_some()
}

/// The most words that a phrase of the lexicon has.
const LONGEST: usize = 4;

fn look(class: &'static str, words: &str) -> Option<&'static str> {
    UNITS.get(&(class, words)).copied()
}

fn comparator(value: &str) -> Comparator {
    match value {
        ">" => Comparator::More,
        ">=" => Comparator::AtLeast,
        "<" => Comparator::Less,
        "<=" => Comparator::AtMost,
        "~" => Comparator::About,
        _ => Comparator::Equal,
    }
}

/// The longest phrase of `class` from word `at` on, and one past it.
fn ahead(words: &Words, at: usize, class: &'static str) -> Option<(&'static str, usize)> {
    let mut joined = String::new();
    let mut best = None;
    for length in 1..=LONGEST {
        let word = words.lower(at + length - 1);
        if word.is_empty() || word == "\n" {
            break;
        }
        if length > 1 && !words.glued(at + length - 1) {
            joined.push(' ');
        }
        joined.push_str(word);
        if let Some(value) = look(class, &joined) {
            best = Some((value, at + length));
        }
    }
    best
}

/// The bound right before word `at`, and where it starts: the longest phrase that ends there.
pub(super) fn bound_before(words: &Words, at: usize) -> Option<(Comparator, usize)> {
    (1..=LONGEST).rev().find_map(|length| {
        let start = at.checked_sub(length)?;
        let joined = join(words, start, at);
        let value = look("bound-before", &joined)?;
        // "the war over 10 islands": after a noun of dispute "over" is no bound.
        let about = joined == "over" && among(words, start.wrapping_sub(1), "dispute");
        // "the above 10", "some" in "and then some 10" are rare enough to leave.
        (!about).then_some((comparator(value), start))
    })
}

/// The bound right behind a number that ends at `end`: "or more", "-odd", "+".
pub(super) fn bound_after(words: &Words, end: usize) -> Option<(Comparator, usize)> {
    if let Some((value, past)) = ahead(words, end, "bound-after") {
        return Some((comparator(value), past));
    }
    let hyphen = words.hyphen(end);
    let word = end + usize::from(hyphen);
    let hangs = hyphen || words.is(word, &["+"]) && words.glued(word);
    let value = look("bound-hang", words.lower(word)).filter(|_| hangs)?;
    Some((comparator(value), word + 1))
}

/// The currency right before word `at`, and where its sign starts: "$", "US$", "EUR".
pub(super) fn money_before(words: &Words, at: usize) -> Option<(&'static str, usize)> {
    let sign = at.checked_sub(1)?;
    // "C$17" is cut into a letter and a sign.
    if words.glued(sign)
        && let Some(start) = sign.checked_sub(1)
        && words.kind(start) == Some(Kind::Letters)
    {
        return look("money-before", &join(words, start, at)).map(|code| (code, start));
    }
    if let Some(code) = look("money-before", words.lower(sign)) {
        return Some((code, sign));
    }
    // Codes are written in capitals: "EUR 50".
    let code = look("money-code", words.lower(sign)).filter(|_| words.capital(sign))?;
    Some((code, sign))
}

fn join(words: &Words, start: usize, end: usize) -> String {
    let mut joined = String::new();
    for at in start..end {
        if at > start && !words.glued(at) {
            joined.push(' ');
        }
        joined.push_str(words.lower(at));
    }
    joined
}

/// The unit right behind a number that ends at `end`, hyphen or not: "%", "tonnes", "-kilometre", "euros".
pub(super) fn unit_after(words: &Words, end: usize) -> Option<(&'static str, usize)> {
    let at = end + usize::from(words.hyphen(end));
    let money = ahead(words, at, "money-after");
    let code = ahead(words, at, "money-code").filter(|_| words.capital(at));
    let measure = ahead(words, at, "measure");
    [measure, money, code].into_iter().flatten().max_by_key(|found| found.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_has_a_class_and_a_source() {
        const CLASSES: [&str; 17] = [
            "bound-before",
            "bound-after",
            "bound-hang",
            "money-before",
            "money-code",
            "money-after",
            "measure",
            "label",
            "label-name",
            "label-short",
            "aged",
            "street",
            "tally",
            "dispute",
            "pointing",
            "one-after",
            "one-before",
        ];
        for row in lexicon::rows(TSV) {
            assert_eq!(row.len(), 4, "{row:?}");
            assert!(CLASSES.contains(&row[1]), "{row:?}");
            assert!(row[0].split(' ').count() <= LONGEST, "{row:?}");
        }
    }
}
