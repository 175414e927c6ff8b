//! Dates by name or number: days, weekdays, months, years.
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules
//! Fails: what could be another thing ("May" the verb, 2000 people) is `None` · Cost: O(1)

use crate::figure::number::{number, ordinal, small};
use crate::when::calendar::Day;
use crate::when::sense::{Sense, Which};
use crate::when::terms;
use crate::when::words::{Kind, Words};
use model::TimeType;

/// The date that starts at `at`.
pub(super) fn date(words: &Words, at: usize) -> Option<(Sense, usize)> {
    numeric(words, at)
        .or_else(|| weekday(words, at))
        .or_else(|| day_month(words, at))
        .or_else(|| month(words, at))
        .or_else(|| year(words, at))
}

fn known(value: String) -> Sense {
    Sense::Known(TimeType::Date, value)
}

/// One or two digits between two bounds.
pub(in crate::when) fn one(text: &str, least: u32, most: u32) -> Option<u8> {
    let value = small(text)?;
    (text.len() <= 2 && (least..=most).contains(&value)).then(|| u8::try_from(value).ok())?
}

/// A day of the month: "3", "3rd", "third".
fn day_number(word: &str) -> Option<u8> {
    one(word, 1, 31)
        .or_else(|| ordinal(word).filter(|o| (1..=31).contains(o)).and_then(|o| u8::try_from(o).ok()))
}

/// 2026-03-02, 2026/03/02, 03/03/2026 where only one reading exists, 02.03.2026.
fn numeric(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let sign = words.lower(at + 1);
    let (first, middle, last) = (words.lower(at), words.lower(at + 2), words.lower(at + 4));
    let joined =
        matches!(sign, "-" | "/") && words.lower(at + 3) == sign && (1..=4).all(|k| words.glued(at + k));
    if joined && !(words.is(at + 5, &["-", "/"]) && words.glued(at + 5)) {
        // "2026-03-02T14:05" is cut after the hour's digits.
        let last = last.split('t').next().unwrap_or(last);
        let (year, month, day) = if first.len() == 4 {
            (plain_year(first)?, one(middle, 1, 12)?, one(last, 1, 31)?)
        } else {
            let (a, b) = (one(first, 1, 31)?, one(middle, 1, 31)?);
            // Two numbers up to twelve are a day and a month in an unknown order.
            let (day, month) = match (a > 12, b > 12) {
                _ if a == b => (a, b),
                (true, false) => (a, b),
                (false, true) => (b, a),
                _ => return None,
            };
            (plain_year(last)?, month, day)
        };
        return Some((known(Day::new(year, month, day)?.iso()), at + 5));
    }
    // 02.03.2026 is one word to the cutter: day first, as everywhere where points are used.
    let mut parts = first.split('.');
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    let day = Day::new(plain_year(year)?, one(month, 1, 12)?, one(day, 1, 31)?)?;
    parts.next().is_none().then(|| (known(day.iso()), at + 1))
}

/// Four plain digits that can be a year of the news or of history.
pub(in crate::when) fn plain_year(word: &str) -> Option<i32> {
    let value = small(word)?;
    (word.len() == 4 && (1000..=2199).contains(&value)).then(|| i32::try_from(value).ok())?
}

/// "Tuesday", "Tuesday, March 3", "Tuesday, 3 March 2026", "Mondays".
fn weekday(words: &Words, at: usize) -> Option<(Sense, usize)> {
    if let Some(day) = terms::weekdays(words, at)
        && words.capital(at)
    {
        return Some((Sense::set(format!("XXXX-WXX-{day}")), at + 1));
    }
    let day = terms::weekday(words, at)?;
    let end = at + 1 + usize::from(words.lower(at).len() < 6 && words.is(at + 1, &["."]));
    let next = end + usize::from(words.is(end, &[","]));
    let dated = day_month(words, next).or_else(|| month(words, next));
    if let Some((sense, past)) = dated
        && sense.is_day()
    {
        return Some((sense, past));
    }
    // "Black Friday", "Bloody Sunday", "the Sunday Times" are names.
    let before = at.wrapping_sub(1);
    let named = words.capital(before) && terms::among(words, before, "named-day")
        || words.capital(at + 1) && terms::among(words, at + 1, "naming");
    (!named).then_some((Sense::Weekday(day, Which::Open), end))
}

/// "3 March", "3rd of March 2026", "the 3rd of March".
fn day_month(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let start = at + usize::from(words.is(at, &["the"]));
    let word = words.lower(start);
    let day = day_number(word)?;
    let of = words.is(start + 1, &["of"]);
    if start > at && !of && ordinal(word).is_none() {
        return None;
    }
    let (month, end) = terms::month(words, start + 1 + usize::from(of))?;
    let sense = Sense::Date { which: Which::Open, month, day: Some(day) };
    Some(with_year(words, sense, end))
}

/// "March", "March 3", "March 3rd, 2026", "March 2026".
fn month(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let (month, end) = terms::month(words, at)?;
    // "March 3 million", "May 10 percent": no day.
    let counted = words.is(end + 1, &["million", "billion", "percent", "%", "per"]);
    if let Some(day) = day_number(words.lower(end))
        && !words.hyphen(end)
        && !counted
    {
        let sense = Sense::Date { which: Which::Open, month, day: Some(day) };
        return Some(with_year(words, sense, end + 1));
    }
    let sense = Sense::Date { which: Which::Open, month, day: None };
    let (sense, past) = with_year(words, sense, end);
    (past > end || is_month_name(words, at, end)).then_some((sense, past))
}

/// Whether a bare month word is the month: "May", "March", "April" and "August" are other words too.
fn is_month_name(words: &Words, at: usize, end: usize) -> bool {
    let before = at.wrapping_sub(1);
    let led = terms::among(words, before, "month-lead") || words.is(before, &["-"]) && words.glued(at);
    match words.lower(at) {
        "may" | "mar" | "march" | "jan" | "dec" | "sep" => {
            led || words.is(before, &["and", "or", "to"]) && at > 1 && terms::month(words, at - 2).is_some()
        }
        // A capitalised neighbour makes it a person or a title, unless a preposition leads.
        _ => led || !(words.capital(end) && words.kind(end) == Some(Kind::Letters) && !words.opens(end)),
    }
}

/// Adds the year that stands behind: ", 2026", " 2026", "of last year", "this year".
pub(super) fn with_year(words: &Words, sense: Sense, end: usize) -> (Sense, usize) {
    let comma = words.is(end, &[","]);
    let of = words.is(end, &["of"]);
    let at = end + usize::from(comma || of);
    let year = plain_year(words.lower(at)).filter(|_| !figure_follows(words, at)).map(|y| (y, at + 1));
    if let Some((year, past)) = year.or_else(|| spelled_year(words, at))
        && let Some(dated) = sense.clone().of(Which::Year(year))
    {
        return (dated, past);
    }
    let shift = match words.lower(at) {
        "last" => -1,
        "this" => 0,
        "next" => 1,
        _ => return (sense, end),
    };
    match sense.clone().of(Which::Shift(shift)) {
        Some(dated) if words.is(at + 1, &["year"]) && !comma => (dated, at + 2),
        _ => (sense, end),
    }
}

/// "nineteen ninety-six", "twenty twenty-four".
fn spelled_year(words: &Words, at: usize) -> Option<(i32, usize)> {
    let century = match words.lower(at) {
        "eighteen" => 18,
        "nineteen" => 19,
        "twenty" => 20,
        _ => return None,
    };
    let rest = number(words, at + 1).filter(|_| !words.hyphen(at + 1))?;
    let years = (10..100).find(|y| f64::from(*y) == rest.value)?;
    Some((century * 100 + years, rest.end))
}

/// "2024", "fiscal 2024", "the year 2024".
fn year(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let mut start = at + usize::from(words.is(at, &["the"]));
    if words.is(start, &["fiscal"]) {
        start += 1 + usize::from(words.is(start + 1, &["year"]));
    } else if words.is(start, &["year"]) && start > at {
        start += 1;
        if words.lower(start) == "two" && words.is(start + 1, &["thousand"]) {
            let spelled = number(words, start)?;
            let year = (2000..2100).find(|y| f64::from(*y) == spelled.value)?;
            return Some((known(format!("{year}")), spelled.end));
        }
    } else if start > at {
        return None;
    }
    let before = at.wrapping_sub(1);
    let led = start > at || terms::among(words, before, "year-lead");
    if led && let Some((year, end)) = spelled_year(words, start) {
        return Some((known(format!("{year}")), end));
    }
    let year = plain_year(words.lower(start))?;
    let signed = words.glued(at) && words.is(before, &["-", ".", ",", ":", "'", "/"]);
    if signed && !(words.is(before, &["-", "/"]) && at > 1 && joins_years(words, at)) {
        return None;
    }
    let recent = (1800..=2100).contains(&year);
    // "more than 2000" counts, "earlier than 2027" and "since at least 1976" do not.
    let compared = words.is(before, &["than"])
        && words.is(at.wrapping_sub(2), &["more", "less", "fewer", "other", "rather"])
        || words.is(before, &["least"]) && !words.is(at.wrapping_sub(3), &["since", "until", "by", "from"]);
    if compared {
        return None;
    }
    if terms::among(words, before, "no-year") || figure_follows(words, start) || !(recent || led) {
        return None;
    }
    // "2026-02-30" is no date, and its first four digits are no year.
    if words.hyphen(start + 1) && words.lower(start + 2).len() <= 2 && words.hyphen(start + 3) {
        return None;
    }
    // A round number before a plural is a count ("2000 people") unless a preposition leads.
    let dated = words.is(before, &["in", "since", "until", "during", "before", "after", "through"]);
    let round = year % 50 == 0 && !dated && terms::plural(words.lower(start + 1));
    (!round).then(|| (known(format!("{year:04}")), start + 1))
}

/// "2019-2021", "mid-2024": a year right after a hyphen.
fn joins_years(words: &Words, at: usize) -> bool {
    plain_year(words.lower(at - 2)).is_some() || words.is(at - 2, &["mid", "early", "late", "post", "pre"])
}

/// Whether a unit, a percent or a money word makes the number before it a figure.
fn figure_follows(words: &Words, at: usize) -> bool {
    let next = at + 1;
    let strong = words.hyphen(next) && words.is(next + 1, &["strong", "odd"]);
    let glued =
        words.glued(next) && (words.is(next, &["%", "/"]) || words.is(next, &[":"]) && words.glued(next + 1));
    glued || terms::among(words, next, "figure-word") || strong
}
