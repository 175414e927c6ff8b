//! How many the numbers of a phrase allow: "more than a dozen", "between five and seven", "about 20".
//!
//! In: the words of a phrase that speaks of persons · Out: [`Heads`] in text order · From: the figures' own numbers and
//! bounds; how far "about" and "nearly" reach is the house's choice, see [`SLACK`]
//! Fails: an age, a rank, a length of time is none · Cost: linear in the phrase

use super::number::{Number, number};
use super::{range, units, vetoes};
use crate::when::words::Words;
use model::{Comparator, Span};

/// A number of heads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Heads {
    /// Its words with their bound, in bytes of the phrase.
    pub(crate) span: Span,
    /// At least so many.
    pub(crate) min: u32,
    /// At most so many; `None` where the words set no upper bound.
    pub(crate) max: Option<u32>,
}

/// "About 20" allows a tenth to either side, "nearly 20" a tenth below, and one person at least: no count was found of
/// how far newsrooms round, so this is a convention, written in `docs/marks/statement.md`.
const SLACK: u32 = 10;

/// No crowd that speaks is larger; a greater number is a sum of money or a label.
const MOST: f64 = 1e9;

/// The numbers in `phrase`.
pub(crate) fn heads(phrase: &str) -> Vec<Heads> {
    let words = Words::cut(phrase);
    let mut out = Vec::new();
    let mut at = 0;
    while at < words.len() {
        let found = number(&words, at);
        at = match found.and_then(|n| one(&words, phrase, at, &n).or(Some((n.end, None)))) {
            Some((end, told)) => {
                out.extend(told);
                end.max(at + 1)
            }
            None => at + 1,
        };
    }
    out
}

/// Where in `before` the bound of the number begins that `phrase` opens with ("up to", "more than"); `None` where it
/// has none, or one that says nothing ("just", "another").
pub(crate) fn bound_before(before: &str, phrase: &str) -> Option<usize> {
    let first = phrase.split_whitespace().next()?;
    heads(first).first()?;
    // A bound is a few short words; what stands further left is not read.
    let from = before.char_indices().rev().nth(BOUND).map_or(0, |(at, _)| at);
    let near = Span::new(from, before.len()).of(before)?;
    let words = Words::cut(near);
    let (bound, start) = units::bound_before(&words, words.len())?;
    let at = words.get(start)?.span.start;
    (bound != Comparator::Equal).then_some(from + at)
}

/// Letters of the longest bound of the lexicon, and a few more.
const BOUND: usize = 28;

/// One number with its bounds, and one past its last word; no heads where it counts none.
fn one(words: &Words, phrase: &str, at: usize, found: &Number) -> Option<(usize, Option<Heads>)> {
    let whole = found.value.fract() == 0.0 && (1.0..MOST).contains(&found.value);
    let range = range::range(words, at, found, &|_| false);
    if !whole || vetoes::in_adjective(words, found.end) || vetoes::is_label(words, phrase, at, found) {
        return None;
    }
    let (mut start, mut end) = (at, found.end);
    let mut comparator = if found.vague { Comparator::AtLeast } else { Comparator::Equal };
    if let Some(range) = &range {
        (start, end, comparator) = (range.start, range.end, Comparator::Range);
    }
    if let Some((bound, past)) = units::bound_after(words, end) {
        end = past;
        comparator = if range.is_some() { comparator } else { bound };
    }
    let mut near = false;
    if let Some((bound, first)) = units::bound_before(words, start) {
        near = words.is(first, &["nearly", "almost", "just", "approaching"]);
        start = first;
        let plain = bound == Comparator::Equal || found.vague || range.is_some();
        comparator = if plain { comparator } else { bound };
    }
    let n = found.value as u32;
    let slack = n.div_ceil(SLACK);
    let (min, max) = match comparator {
        Comparator::Equal => (n, Some(n)),
        Comparator::More => (n.saturating_add(1), None),
        Comparator::AtLeast => (n, None),
        Comparator::Less if near => (n.saturating_sub(slack).max(1), Some(n.saturating_sub(1).max(1))),
        Comparator::Less => (1, Some(n.saturating_sub(1).max(1))),
        Comparator::AtMost => (1, Some(n)),
        Comparator::About => (n.saturating_sub(slack).max(1), Some(n.saturating_add(slack))),
        Comparator::Range => range.map_or((n, Some(n)), |r| (r.low as u32, Some(r.high as u32))),
    };
    Some((end, words.span(start, end).map(|span| Heads { span, min, max })))
}

#[cfg(test)]
mod tests {
    use super::heads;

    #[test]
    fn bounds_open_and_close_a_number() {
        for (phrase, min, max) in [
            ("two dozen former officers", 24, Some(24)),
            ("half a dozen shopkeepers", 6, Some(6)),
            ("more than a dozen witnesses", 13, None),
            ("no fewer than five", 5, None),
            ("four or more jurors", 4, None),
            ("up to six guards", 1, Some(6)),
            ("fewer than ten residents", 1, Some(9)),
            ("between five and seven sailors", 5, Some(7)),
            ("10–12 divers", 10, Some(12)),
            ("about 20 residents", 18, Some(22)),
            ("nearly 20 pupils", 18, Some(19)),
            ("a dozen or so traders", 10, Some(14)),
            ("tens of thousands of pensioners", 20_000, None),
        ] {
            let told: Vec<_> = heads(phrase).iter().map(|h| (h.min, h.max)).collect();
            assert_eq!(told, [(min, max)], "{phrase}");
        }
    }

    #[test]
    fn ages_ranks_and_years_count_no_heads() {
        for phrase in
            ["a 54-year-old resident", "a three-star general", "an official with 20 years of service"]
        {
            assert_eq!(heads(phrase), [], "{phrase}");
        }
    }
}
