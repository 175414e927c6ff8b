//! Lengths of time, and times told by a length: "three days", "two-year", "a year ago", "every Monday".
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules
//! Fails: ages ("54-year-old") and seconds of a motion are `None` · Cost: O(1)

use crate::figure::number::number;
use crate::when::sense::Sense;
use crate::when::terms::{self, Unit};
use crate::when::words::Words;

/// The length that starts at `at`, or the time that a length tells.
pub(super) fn length(words: &Words, at: usize) -> Option<(Sense, usize)> {
    every(words, at).or_else(|| stretch(words, at)).or_else(|| counted(words, at)).or_else(|| bare(words, at))
}

/// The ISO 8601 duration of so many units.
pub(crate) fn value(count: f64, unit: Unit) -> String {
    let (count, unit) = match unit {
        Unit::Decade => (count * 10.0, Unit::Year),
        Unit::Century => (count * 100.0, Unit::Year),
        Unit::Fortnight => (count * 2.0, Unit::Week),
        _ => (count, unit),
    };
    let halves = count.fract() == 0.5;
    let whole = count.trunc();
    match (unit, halves) {
        (Unit::Year, true) => join("P", whole, "Y", "6M"),
        (Unit::Hour, true) => join("PT", whole, "H", "30M"),
        (Unit::Minute, true) => join("PT", whole, "M", "30S"),
        (Unit::Day, true) => join("P", whole, "D", "T12H"),
        _ => format!("{}{count}{}", prefix(unit), letter(unit)),
    }
}

fn join(prefix: &str, whole: f64, letter: &str, half: &str) -> String {
    if whole == 0.0 { format!("{prefix}{half}") } else { format!("{prefix}{whole}{letter}{half}") }
}

fn prefix(unit: Unit) -> &'static str {
    if unit.within_day() { "PT" } else { "P" }
}

fn letter(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute => "M",
        Unit::Hour => "H",
        Unit::Day | Unit::Night => "D",
        Unit::Weekend => "WE",
        Unit::Week | Unit::Fortnight => "W",
        Unit::Month => "M",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "E",
        Unit::Century => "C",
    }
}

/// An unknown number of units: PXW.
fn unknown(unit: Unit) -> Sense {
    Sense::length(format!("{}X{}", prefix(unit), letter(unit)))
}

/// "every Monday", "each year", "every two weeks", "every other day".
fn every(words: &Words, at: usize) -> Option<(Sense, usize)> {
    if !words.is(at, &["every", "each"]) {
        return None;
    }
    let next = at + 1;
    if let Some(day) = terms::weekday(words, next) {
        return Some((Sense::set(format!("XXXX-WXX-{day}")), next + 1));
    }
    if let Some((month, end)) = terms::month(words, next) {
        return Some((Sense::set(format!("XXXX-{month:02}")), end));
    }
    if let Some(code) = terms::season(words, next) {
        return Some((Sense::set(format!("XXXX-{code}")), next + 1));
    }
    if let Some(code) = terms::part(words, next) {
        return Some((Sense::set(format!("XXXX-XX-XX{code}")), next + 1));
    }
    if words.is(next, &["other"]) {
        let unit = terms::unit(words, next + 1)?;
        return Some((Sense::set(value(2.0, unit)), next + 2));
    }
    if let Some(unit) = terms::unit(words, next) {
        return (!terms::plural(words.lower(next))).then(|| (Sense::set(value(1.0, unit)), next + 1));
    }
    let count = number(words, next)?;
    let unit = terms::unit(words, count.end)?;
    Some((Sense::set(value(count.value, unit)), count.end + 1))
}

/// "the past two weeks", "the next few days", "recent months", "last five years", "the first nine months".
fn stretch(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let article = words.is(at, &["the", "these", "those"]);
    let mut next = at + usize::from(article);
    if words.is(next, &["recent"]) {
        let unit = terms::unit(words, next + 1).filter(|u| !u.within_day())?;
        let joined = words.is(next + 2, &["and"]) && terms::unit(words, next + 3).is_some();
        let end = next + if joined { 4 } else { 2 };
        return terms::plural(words.lower(next + 1)).then(|| (unknown(unit), end));
    }
    let ordered = terms::among(words, next, "ordering");
    next += usize::from(ordered);
    if !ordered && !article {
        return None;
    }
    let (sense, end) = amount(words, next)?;
    // The article of "the two-week crisis" and "the two day rally" is the noun's.
    let own = ordered || terms::plural(words.lower(end - 1)) && !words.hyphen(end - 2);
    own.then_some((sense, end))
}

/// "three days", "2 1/2 years", "a few weeks", "half an hour", "two more weeks", with "ago", "earlier", "later".
fn counted(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let (count, unit, end) = measure(words, at)?;
    // "a year-earlier loss", "three-quarters of its food": no length.
    if words.hyphen(end) && !words.is(end + 1, &["long"])
        || words.hyphen(end - 2) && terms::plural(words.lower(end - 1))
    {
        return None;
    }
    let aged =
        words.is(end, &["old", "-old"]) || words.hyphen(end) && words.is(end + 1, &["old", "olds", "long"]);
    if aged {
        return None;
    }
    let by = |sign: f64| -> Option<(i64, Unit)> {
        let count = count?;
        // Half years are told in months, decades in years, half weeks and shorter stay whole.
        let (count, unit) = match unit {
            Unit::Year if count.fract() != 0.0 => (count * 12.0, Unit::Month),
            Unit::Decade => (count * 10.0, Unit::Year),
            Unit::Century => (count * 100.0, Unit::Year),
            _ => (count, unit),
        };
        let steps = count.round();
        #[allow(clippy::cast_possible_truncation)] // bounded on the line before
        (steps.abs() < 1e6).then_some(((steps * sign) as i64, unit))
    };
    match words.lower(end) {
        "ago" if unit == Unit::Year && count == Some(1.0) => return Some((Sense::YearAgo, end + 1)),
        "ago" => {
            let sense =
                by(-1.0).map_or_else(|| Sense::vague("PAST_REF"), |(by, unit)| Sense::Shifted(unit, by));
            return Some((sense, end + 1));
        }
        "earlier" | "previously" if !words.is(end + 1, &["than"]) => {
            let sense =
                by(-1.0).map_or_else(|| Sense::vague("PAST_REF"), |(by, unit)| Sense::Later(unit, by));
            return Some((sense, end + 1));
        }
        "later" => {
            if let Some((by, unit)) = by(1.0) {
                return Some((Sense::Later(unit, by), end + 1));
            }
        }
        "from" if words.is(end + 1, &["now"]) => {
            let sense =
                by(1.0).map_or_else(|| Sense::vague("FUTURE_REF"), |(by, unit)| Sense::Shifted(unit, by));
            return Some((sense, end + 2));
        }
        _ => {}
    }
    let article = words.is(at, &["a", "an"]);
    if article && end == at + 2 && is_rate(words, at) {
        return Some((Sense::set(value(1.0, unit)), end));
    }
    Some((count.map_or_else(|| unknown(unit), |c| Sense::length(value(c, unit))), end))
}

/// Whether "a week" says how often ("300 boats a week") rather than how long ("for a week").
fn is_rate(words: &Words, at: usize) -> bool {
    let before = words.before(at, 1);
    let noun = before.len() > 2 && terms::plural(before) && !terms::is("no-rate", before);
    noun || matches!(before, "once" | "twice" | "million" | "billion" | "%" | "percent")
        || before.bytes().next().is_some_and(|b| b.is_ascii_digit())
}

fn amount(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let (count, unit, end) = measure(words, at)?;
    if words.is(end, &["old", "ago"]) || words.hyphen(end) {
        return None;
    }
    Some((count.map_or_else(|| unknown(unit), |c| Sense::length(value(c, unit))), end))
}

/// A count (`None` where vague), its unit, and one past both.
fn measure(words: &Words, at: usize) -> Option<(Option<f64>, Unit, usize)> {
    let (count, mut next) = quantity(words, at)?;
    if words.hyphen(next) {
        next += 1;
        let unit = terms::unit(words, next)?;
        return Some((count, unit, next + 1));
    }
    if words.is(
        next,
        &[
            "more",
            "consecutive",
            "straight",
            "full",
            "additional",
            "trading",
            "working",
            "business",
            "whole",
            "further",
            "long",
            "short",
            "extra",
            "calendar",
            "solid",
        ],
    ) {
        next += 1;
    }
    // "60 Minutes" is a programme.
    let unit = terms::unit(words, next).filter(|_| !words.capital(next))?;
    let mut end = next + 1;
    let mut count = count;
    // "an hour and a half".
    if words.run(end, &["and", "a", "half"]) {
        count = count.map(|c| c + 0.5);
        end += 3;
    }
    // "a year or two", "a week or so" keep their tail.
    if words.run(end, &["or", "so"]) || words.run(end, &["or", "two"]) {
        end += 2;
    }
    Some((count, unit, end))
}

/// How many: a number, "a", "several", "a few", "a couple of", "half an".
fn quantity(words: &Words, at: usize) -> Option<(Option<f64>, usize)> {
    const VAGUE: &[&[&str]] = &[
        &["a", "few"],
        &["a", "number", "of"],
        &["several"],
        &["few"],
        &["many"],
        &["some"],
        &["countless"],
    ];
    if words.run(at, &["a", "couple", "of"]) {
        return Some((Some(2.0), at + 3));
    }
    if words.run(at, &["couple", "of"]) {
        return Some((Some(2.0), at + 2));
    }
    if words.is(at, &["half"]) && words.is(at + 1, &["a", "an"]) && number(words, at).is_none() {
        return Some((Some(0.5), at + 2));
    }
    if let Some(vague) = VAGUE.iter().find(|v| words.run(at, v)) {
        let next = at + vague.len();
        return terms::plural(words.lower(next + usize::from(words.is(next, &["more"]))))
            .then_some((None, next));
    }
    if let Some(number) = number(words, at) {
        let year = number.bare && super::dates::plain_year(words.lower(at)).is_some();
        if year && words.is(at + 1, &["quarter", "period"]) {
            return None;
        }
        let money = words.is(at.wrapping_sub(1), &["$", "£", "€"]);
        if words.is(number.end, &["to", "or", "-"])
            && let Some(high) = crate::figure::number::number(words, number.end + 1)
            && terms::unit(words, high.end).is_some()
        {
            // "two to three weeks": the lower bound, the way TIMEX3 values cannot hold a range.
            return Some((Some(number.value), high.end));
        }
        return (!money)
            .then_some((if number.vague { None } else { Some(number.value) }, vague_end(words, number.end)));
    }
    let article = words.is(at, &["a", "an"]);
    // "a second ship", "a quarter of the votes": an ordinal and a fraction.
    let unit = terms::unit(words, at + 1).filter(|u| !matches!(u, Unit::Second | Unit::Quarter));
    (article && unit.is_some() && !terms::plural(words.lower(at + 1))).then_some((Some(1.0), at + 1))
}

/// "dozens of years": the "of" belongs to the count.
fn vague_end(words: &Words, end: usize) -> usize {
    end + usize::from(words.is(end, &["of"]))
}

/// "weeks", "for years", "decades": a plural without a count; "decades-long".
fn bare(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let unit = terms::unit(words, at)?;
    let word = words.lower(at);
    let long = words.hyphen(at + 1) && words.is(at + 2, &["long"]);
    if long {
        let sense = if terms::plural(word) { unknown(unit) } else { Sense::length(value(1.0, unit)) };
        return Some((sense, at + 3));
    }
    // "60 Minutes" is a programme.
    let named = words.capital(at) && !words.opens(at);
    let fits = terms::plural(word)
        && !named
        && !matches!(unit, Unit::Second | Unit::Quarter | Unit::Night | Unit::Weekend)
        && !words.hyphen(at + 1)
        && !words.is(at + 1, &["old"]);
    let ago = words.is(at + 1, &["ago", "earlier"]);
    match (fits, ago) {
        (false, _) => None,
        (true, true) => Some((Sense::vague("PAST_REF"), at + 2)),
        // "weeks or months" is one length.
        (true, false)
            if words.is(at + 1, &["or"])
                && terms::unit(words, at + 2).is_some()
                && terms::plural(words.lower(at + 2)) =>
        {
            Some((unknown(unit), at + 3))
        }
        (true, false) => Some((unknown(unit), at + 1)),
    }
}
