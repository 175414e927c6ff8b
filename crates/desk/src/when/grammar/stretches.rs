//! Dates larger than a year or named within it: decades, centuries, seasons, quarters, halves.
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules
//! Fails: "his fifties", "the second half" of a game, "spring" the verb are `None` · Cost: O(1)

use super::dates::{one, plain_year, with_year};
use crate::figure::number::ordinal;
use crate::when::sense::{Sense, Which};
use crate::when::terms;
use crate::when::words::Words;
use model::TimeType;

/// The stretch that starts at `at`.
pub(super) fn stretch(words: &Words, at: usize) -> Option<(Sense, usize)> {
    piece(words, at)
        .or_else(|| season(words, at))
        .or_else(|| century(words, at))
        .or_else(|| decade(words, at))
}

fn known(value: String) -> Sense {
    Sense::Known(TimeType::Date, value)
}

/// "the 1990s", "the '80s", "the mid-1990s", "the nineties".
fn decade(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let start = at + usize::from(words.is(at, &["the"]));
    let narrowed = start > at && words.is(start, &["early", "late", "mid"]);
    let mut first = start + usize::from(narrowed);
    first += usize::from(narrowed && words.hyphen(first));
    let quoted = words.is(first, &["'"]);
    first += usize::from(quoted);
    let word = words.lower(first);
    if let Some(digits) = word.strip_suffix('s') {
        if digits.len() == 4 {
            let year = plain_year(digits)?;
            // "the 1800s" is a century, "the 2000s" a decade.
            let whole = year % 100 == 0 && year < 1950;
            let value = if whole { year / 100 } else { year / 10 };
            return (year % 10 == 0).then(|| (known(format!("{value}")), first + 1));
        }
        if quoted && let Some(tens) = one(digits, 10, 90) {
            return (tens % 10 == 0).then_some((Sense::Decade(tens / 10), first + 1));
        }
    }
    let place = SPELLED.iter().position(|s| *s == word)?;
    // "in his fifties" is an age.
    (start > at).then(|| (Sense::Decade(u8::try_from(place + 2).unwrap_or(9)), first + 1))
}

const SPELLED: &[&str] =
    &["twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties", "nineties"];

/// "the 20th century".
fn century(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let start = at + usize::from(words.is(at, &["the"]));
    let rank = ordinal(words.lower(start))?;
    let gap = usize::from(words.hyphen(start + 1));
    let named = words.is(start + 1 + gap, &["century"]) && (1..=30).contains(&rank);
    named.then(|| (known(format!("{:02}", rank - 1)), start + 2 + gap))
}

/// "summer 2024", "the summer of 2024", "the summer"; bare "spring" and "fall" are other words too.
fn season(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let start = at + usize::from(words.is(at, &["the"]));
    let code = terms::season(words, start)?;
    let (sense, end) = with_year(words, Sense::Season(code, Which::Open), start + 1);
    let led = words
        .is(at.wrapping_sub(1), &["in", "during", "over", "through", "since", "until", "by", "of", "for"]);
    // "in fall" and "the spring of a clock" stay out; "the summer" needs its preposition.
    let plain = led && (start > at || !matches!(code, "SP")) && !words.is(end, &["of", "-"]);
    let named = words.capital(start) && !words.opens(start);
    (end > start + 1 || plain && !named).then_some((sense, end))
}

/// "the third quarter", "third-quarter", "Q3 2025", "the first half of 2025", "the 1988 third quarter".
fn piece(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let word = words.lower(at);
    let quarter = word.strip_prefix('q').and_then(|n| one(n, 1, 4)).map(|n| format!("Q{n}"));
    let half = word.strip_prefix('h').and_then(|n| one(n, 1, 2)).map(|n| format!("H{n}"));
    if let Some(code) = quarter.or(half) {
        let sure = code.starts_with('Q');
        let (sense, end) = with_year(words, Sense::Piece(code, Which::Open), at + 1);
        return (words.capital(at) && (sure || end > at + 1)).then_some((sense, end));
    }
    let article = words.is(at, &["the"]);
    let mut start = at + usize::from(article);
    let lead = plain_year(words.lower(start));
    start += usize::from(lead.is_some());
    if words.is(start, &["fiscal"]) {
        start += 1 + usize::from(words.hyphen(start + 1));
    }
    let half = words.is(start + 1, &["half"]);
    let rank = match words.lower(start) {
        "last" | "latter" | "final" => Some(if half { 2 } else { 4 }),
        word => ordinal(word),
    };
    let gap = usize::from(words.hyphen(start + 1));
    let noun = start + 1 + gap;
    if article && gap == 1 {
        return None;
    }
    let code = match (rank?, words.lower(noun)) {
        (n @ 1..=4, "quarter") => format!("Q{n}"),
        (n @ 1..=2, "half") => format!("H{n}"),
        _ => return None,
    };
    let sense = Sense::Piece(code, lead.map_or(Which::Open, Which::Year));
    let (sense, end) = with_year(words, sense, noun + 1);
    let whole = words.run(end, &["of", "the", "year"]);
    let dated = end > noun + 1 || lead.is_some() || whole;
    // "the second half" is a game's unless a year stands by; "the last quarter" counts from today.
    let other = !dated && (words.is(noun, &["half"]) || words.is(start, &["last", "final", "latter"]));
    (!other).then_some((sense, if whole { end + 3 } else { end }))
}
