//! Times told from today or from the time last spoken of: "last week", "that year", "this morning", "today".
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules
//! Fails: "the week" of something, "last" as a verb are `None` · Cost: O(1)

use super::dates::with_year;
use crate::when::sense::{Sense, Which};
use crate::when::terms::{self, Unit};
use crate::when::words::{Kind, Words};

/// The relative time that starts at `at`.
pub(super) fn relative(words: &Words, at: usize) -> Option<(Sense, usize)> {
    today(words, at)
        .or_else(|| pointed(words, at))
        .or_else(|| spoken_of(words, at))
        .or_else(|| day_part(words, at))
}

/// "today", "yesterday", "tonight", "overnight".
fn today(words: &Words, at: usize) -> Option<(Sense, usize)> {
    if let Some(by) = terms::day(words, at) {
        // "USA Today" is a name.
        let named = words.capital(at) && !words.opens(at) && words.capital(at.wrapping_sub(1));
        let day = Sense::Shifted(Unit::Day, by);
        if words.is(at.wrapping_sub(2), &["day"]) && words.is(at.wrapping_sub(1), &["before", "after"]) {
            return None;
        }
        return (!named).then_some((day, at + 1));
    }
    // "by year-end", "by the year's end".
    let start = at + usize::from(words.is(at, &["the"]));
    if words.is(start, &["year"]) {
        let gap = usize::from(words.is(start + 1, &["'s"]) || words.hyphen(start + 1));
        if words.is(start + 1 + gap, &["end"]) {
            return Some((Sense::Shifted(Unit::Year, 0), start + 2 + gap));
        }
    }
    let night = words.is(at, &["tonight", "overnight"]);
    night.then(|| (Sense::Part(Box::new(Sense::Shifted(Unit::Day, 0)), "TNI"), at + 1))
}

/// "last week", "this past spring", "next Friday", "the coming year", "the day before yesterday".
fn pointed(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let article = words.is(at, &["the"]);
    if article && words.is(at + 1, &["day"]) && words.is(at + 2, &["before", "after"]) {
        let step = if words.is(at + 2, &["before"]) { -1 } else { 1 };
        return terms::day(words, at + 3)
            .filter(|by| *by == step)
            .map(|by| (Sense::Shifted(Unit::Day, by + step), at + 4));
    }
    let mut next = at + usize::from(article);
    let (which, by) = match words.lower(next) {
        "last" | "past" => (Which::Last, -1),
        "this" => match words.lower(next + 1) {
            "past" => {
                next += 1;
                (Which::Last, 0)
            }
            "coming" => {
                next += 1;
                (Which::Next, 0)
            }
            _ => (Which::This, 0),
        },
        "current" if article => (Which::This, 0),
        // "the previous Friday" is the last one; other units count from the time spoken of.
        "previous" if article && terms::weekday(words, next + 1).is_some() => (Which::Last, -1),
        "next" | "coming" | "upcoming" => (Which::Next, 1),
        _ => return None,
    };
    next += 1;
    if words.is(next, &["fiscal", "financial", "calendar"]) {
        next += 1;
    }
    if let Some(unit) = terms::unit(words, next)
        && !terms::plural(words.lower(next))
    {
        return unit_from_today(words, next, unit, by, article);
    }
    if words.is(next, &["night"]) && by == -1 {
        return Some((Sense::Part(Box::new(Sense::Shifted(Unit::Day, -1)), "TNI"), next + 1));
    }
    if by == 0
        && which == Which::This
        && let Some(code) = terms::part(words, next)
    {
        return Some((Sense::Part(Box::new(Sense::Shifted(Unit::Day, 0)), code), next + 1));
    }
    let (sense, end) = named(words, next)?;
    let capital = words.capital(next) || matches!(sense, Sense::Season(..));
    let (sense, end) = with_year(words, sense, end);
    if !capital {
        return None;
    }
    Some((sense.clone().of(which).unwrap_or(sense), end))
}

/// A weekday, month, day of a month, season, quarter or feast after "last", "this", "next".
fn named(words: &Words, at: usize) -> Option<(Sense, usize)> {
    if let Some(found) = super::dates::date(words, at)
        && matches!(found.0, Sense::Weekday(..) | Sense::Date { .. })
    {
        return Some(found);
    }
    if let Some((month, end)) = terms::month(words, at) {
        return Some((Sense::Date { which: Which::Open, month, day: None }, end));
    }
    if let Some(code) = terms::season(words, at) {
        return Some((Sense::Season(code, Which::Open), at + 1));
    }
    match terms::phrase(words, at)? {
        (terms::Term::Feast(code), end) => Some((Sense::Feast(code, Which::Open), end)),
        _ => None,
    }
}

/// "last week", "this year's third quarter", "the current quarter".
fn unit_from_today(words: &Words, at: usize, unit: Unit, by: i64, article: bool) -> Option<(Sense, usize)> {
    if unit.within_day() || words.hyphen(at + 1) {
        return None;
    }
    if unit == Unit::Night {
        let night = Sense::Part(Box::new(Sense::Shifted(Unit::Day, by)), "TNI");
        return (!article || by == 0).then_some((night, at + 1));
    }
    if unit == Unit::Year
        && words.is(at + 1, &["'s"])
        && let Some((sense, end)) = super::stretches::stretch(words, at + 2)
        && let Some(sense) = sense.of(Which::Shift(i32::try_from(by).unwrap_or(0)))
    {
        return Some((sense, end));
    }
    if unit == Unit::Day {
        // "the next day" counts from the day spoken of; "this day" and "last day" are no dates.
        return (article && by == 1 && !words.is(at + 1, &["of"]))
            .then_some((Sense::Later(Unit::Day, 1), at + 1));
    }
    if article && words.is(at - 1, &["past"]) {
        // "the past week" is the length that ends now.
        return Some((Sense::length(super::lengths::value(1.0, unit)), at + 1));
    }
    Some((Sense::Shifted(unit, by), at + 1))
}

/// "that year", "the same day", "the following month", "the previous week", "the latest quarter", "the year".
fn spoken_of(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let article = words.is(at, &["the", "that", "a", "its"]);
    let mut next = at + usize::from(article);
    let by = match words.lower(next) {
        "same" | "latest" | "corresponding" | "full" if article => Some(0),
        "following" if article => Some(1),
        "previous" | "preceding" if article => Some(-1),
        "comparable" if article => Some(0),
        _ => None,
    };
    next += usize::from(by.is_some());
    if let Some(found) = year_ago(words, at, next) {
        return Some(found);
    }
    let fiscal = words.is(next, &["fiscal", "financial"]);
    let unit_at = next + usize::from(fiscal);
    let unit = if words.is(unit_at, &["period"])
        && words.is(next - usize::from(by.is_some()), &["latest", "corresponding"])
    {
        Some(Unit::Quarter)
    } else {
        terms::unit(words, unit_at)
    }?;
    if terms::plural(words.lower(unit_at)) || unit.within_day() || words.hyphen(unit_at + 1) {
        return None;
    }
    let end = unit_at + 1;
    if let Some(by) = by {
        let sense = if by == 0 { Sense::Same(unit) } else { Sense::Later(unit, by) };
        return Some((sense, end));
    }
    match words.lower(at) {
        "that" => {
            let calendar = matches!(unit, Unit::Day | Unit::Week | Unit::Month | Unit::Quarter | Unit::Year);
            calendar.then_some((Sense::Same(unit), end))
        }
        "the" => {
            let calendar =
                matches!(unit, Unit::Week | Unit::Month | Unit::Quarter | Unit::Year | Unit::Weekend);
            // "player of the year", "the week of talks", "the year that was": no date of their own.
            let award = words.is(at.wrapping_sub(1), &["of"]) && words.capital(at.wrapping_sub(2));
            let tail = words.is(end, &["of", "-", "that", "when"]) || words.kind(end) == Some(Kind::Digits);
            // "the year ended June 30" is a length that a date closes.
            let closed = unit == Unit::Year && words.is(end, &["ended", "ending", "to"]);
            let sense = match unit {
                Unit::Year if closed => Sense::length("P1Y".to_owned()),
                Unit::Quarter => Sense::Same(unit),
                _ => Sense::Shifted(unit, 0),
            };
            (calendar && !award && !tail).then_some((sense, end))
        }
        _ => None,
    }
}

/// "the year-ago quarter", "year-earlier", "the year-earlier period".
fn year_ago(words: &Words, at: usize, next: usize) -> Option<(Sense, usize)> {
    let back = words.is(next, &["year"]) && words.hyphen(next + 1) && words.is(next + 2, &["ago", "earlier"]);
    if !back || words.is(at, &["a"]) {
        return None;
    }
    let noun = next + 3;
    let sense = Sense::Later(Unit::Year, -1);
    if words.is(noun, &["quarter", "period"]) {
        return Some((sense, noun + 1));
    }
    if let Some((Sense::Piece(code, Which::Open), end)) = super::stretches::stretch(words, noun) {
        return Some((Sense::Piece(code, Which::Shift(-1)), end));
    }
    // Without its noun the article stands outside: "the [year-earlier] loss".
    (at == next).then_some((sense, noun))
}

/// "the morning" after a preposition, "mid-afternoon".
fn day_part(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let article = words.is(at, &["the"]);
    let next = at + usize::from(article);
    let code = terms::part(words, next)?;
    let led = article && words.is(at.wrapping_sub(1), &["in", "during", "through", "of", "by"])
        || !article && words.is(at.wrapping_sub(1), &["mid", "early", "late", "by", "at", "until"]);
    let fits = led && !words.capital(next) && !words.hyphen(next + 1);
    fits.then(|| (Sense::Part(Box::new(Sense::Same(Unit::Day)), code), next + 1))
}
