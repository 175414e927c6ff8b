//! Spanish dates: "el 3 de marzo", "el pasado lunes", "este año", "la noche del viernes", "las 11.30 horas".
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules
//! Fails: a day without its month or "día" ("el 16") is `None`, and so are numbers that count · Cost: O(1)

use super::terms;
use crate::when::grammar::dates::{one, plain_year};
use crate::when::sense::{Sense, Which};
use crate::when::terms::Unit;
use crate::when::words::Words;
use model::TimeType;

type Read = Option<(Sense, usize)>;

fn known(value: String) -> Sense {
    Sense::Known(TimeType::Date, value)
}

/// One past the article or demonstrative at `at`, or `at`.
fn led(words: &Words, at: usize) -> usize {
    at + usize::from(["article", "this", "that"].into_iter().any(|class| terms::among(words, at, class)))
}

/// "pasado", "próximo", "que viene" at `at`, and one past it.
fn pointed(words: &Words, at: usize) -> Option<(Which, usize)> {
    if words.run(at, &["que", "viene"]) {
        return Some((Which::Next, at + 2));
    }
    if terms::among(words, at, "last") {
        return Some((Which::Last, at + 1));
    }
    terms::among(words, at, "next").then_some((Which::Next, at + 1))
}

/// The day told from today: "hoy", "hoy mismo", "ayer, miércoles", "el día de ayer", "anoche".
pub(super) fn today(words: &Words, at: usize) -> Read {
    if words.is(at, &["anoche"]) {
        return Some((Sense::Part(Box::new(Sense::Shifted(Unit::Day, -1)), "TNI"), at + 1));
    }
    if words.is(at, &["pasado"]) && words.is(at + 1, &["mañana"]) {
        return Some((Sense::Shifted(Unit::Day, 2), at + 2));
    }
    if words.is(led(words, at), &["día", "jornada"]) && words.is(led(words, at) + 1, &["de"]) {
        return today(words, led(words, at) + 2);
    }
    let by = terms::day(words, at)?;
    // "la mañana", "por la mañana" is a part of a day.
    let part = words.is(at, &["mañana"])
        && (led(words, at.wrapping_sub(1)) == at
            || words.is(at.wrapping_sub(1), &["cada", "una", "media", "toda"]));
    if part {
        return None;
    }
    let mut end = at + 1 + usize::from(words.is(at + 1, &["mismo"]));
    let next = end + usize::from(words.is(end, &[","]));
    if terms::weekday(words, next).is_some() {
        end = next + 1;
    }
    Some((Sense::Shifted(Unit::Day, by), end))
}

/// A day of the month: "3", "primero", "uno".
fn day_number(words: &Words, at: usize) -> Option<u8> {
    one(words.lower(at), 1, 31)
        .or_else(|| words.is(at, &["primero"]).then_some(1))
        .or_else(|| terms::valued(words, at, "number").filter(|n| *n <= 31))
}

/// "el día 12", "los días 15 y 16": a day of the month that is on.
fn day_alone(words: &Words, at: usize, which: Which) -> Read {
    let day = day_number(words, at)?;
    Some((Sense::MonthDay(day, which), at + 1))
}

/// "el 3 de marzo", "del 1 al 9 de abril de 1998", "marzo", "el pasado mes de mayo", "septiembre del 2001".
pub(super) fn date(words: &Words, at: usize) -> Read {
    let start = led(words, at);
    let (which, mut next) = pointed(words, start).unwrap_or((Which::Open, start));
    let named = start > at && words.is(next, &["día", "días"]);
    next += usize::from(named);
    if let Some(day) = day_number(words, next) {
        let Some((month, end)) = month_behind(words, next + 1) else {
            return if named { day_alone(words, next, which) } else { None };
        };
        let sense = Sense::Date { which, month, day: Some(day) };
        return Some(match end {
            Some(end) => with_year(words, sense, end),
            None => (sense, next + 1),
        });
    }
    if words.is(next, &["mes"]) && words.is(next + 1, &["de"]) {
        next += 2;
    } else if next == start && start > at {
        return None;
    }
    let month = terms::month(words, next)?;
    let (sense, end) = with_year(words, Sense::Date { which, month, day: None }, next + 1);
    Some((sense, end))
}

/// The month behind a day, and one past it; `None` for the end where another day stands between ("del 1 al 9 de abril").
fn month_behind(words: &Words, at: usize) -> Option<(u8, Option<usize>)> {
    if words.is(at, &["de"])
        && let Some(month) = terms::month(words, at + 1)
    {
        return Some((month, Some(at + 2)));
    }
    let other = words.is(at, &["al", "y", "a", "o", ","]).then_some(at + 1)?;
    let other = led(words, other);
    day_number(words, other)?;
    (words.is(other + 1, &["de"]))
        .then(|| terms::month(words, other + 2))
        .flatten()
        .map(|month| (month, None))
}

/// Adds what says the year: "de 1998", "del 2001", "de este año", "del año pasado", "pasado".
fn with_year(words: &Words, sense: Sense, end: usize) -> (Sense, usize) {
    if let Some((which, past)) = pointed(words, end)
        && let Some(sense) = sense.clone().of(which)
    {
        return (sense, past);
    }
    if !words.is(end, &["de", "del"]) {
        return (sense, end);
    }
    let next = end + 1 + usize::from(words.is(end + 1, &["año"]));
    if let Some(year) = plain_year(words.lower(next)) {
        return sense.clone().of(Which::Year(year)).map_or((sense, end), |s| (s, next + 1));
    }
    let start = if words.is(end, &["del"]) { end } else { end + 1 };
    match whole(words, start) {
        Some((Sense::Shifted(Unit::Year, by), past)) => {
            let which = Which::Shift(i32::try_from(by).unwrap_or(0));
            sense.clone().of(which).map_or((sense, end), |s| (s, past))
        }
        _ => (sense, end),
    }
}

/// "1998", "el 2000", "el año 2000", "los años 30", "la década de los noventa", "el siglo XX".
pub(super) fn year(words: &Words, at: usize) -> Read {
    let start = led(words, at);
    if words.is(start, &["siglo"]) {
        return roman(words.lower(start + 1)).map(|n| (known(format!("{:02}", n - 1)), start + 2));
    }
    let tens = start + usize::from(words.is(start, &["años"]));
    let tens = if words.is(start, &["década"]) && words.is(start + 1, &["de"]) {
        led(words, start + 2)
    } else {
        tens
    };
    if start > at && (tens > start || words.is(at, &["los"])) {
        let decade = terms::valued(words, tens, "decade")
            .or_else(|| one(words.lower(tens), 10, 90).filter(|n| n % 10 == 0).map(|n| n / 10));
        let counts = terms::unit(words, tens + 1).is_some() || terms::among(words, tens + 1, "figure-word");
        // "los 80 años" counts, "los años 80" does not.
        if let Some(decade) = decade
            && !(tens == start && (counts || words.lower(tens + 1).ends_with('s')))
        {
            return Some((Sense::Decade(decade), tens + 1));
        }
    }
    let named = words.is(start, &["año", "años"]);
    let next = start + usize::from(named);
    let year = plain_year(words.lower(next)).filter(|y| named || (1800..=2100).contains(y))?;
    let glued = words.glued(next) && !words.is(next.wrapping_sub(1), &["(", "\""]);
    if glued || terms::among(words, next + 1, "figure-word") || words.is(next + 1, &["%"]) {
        return None;
    }
    // "los 2000" counts.
    let counts = start > at && !named && !words.is(at, &["el", "del", "al"]);
    (!counts).then(|| (known(format!("{year:04}")), next + 1))
}

/// A Roman number up to thirty.
fn roman(word: &str) -> Option<u8> {
    const TENS: [&str; 3] = ["", "x", "xx"];
    const ONES: [&str; 10] = ["", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix"];
    (1..30u8).find(|n| {
        let (tens, ones) = (TENS.get(usize::from(n / 10)), ONES.get(usize::from(n % 10)));
        tens.zip(ones).is_some_and(|(t, o)| word.strip_prefix(t) == Some(o))
    })
}

/// "el primer trimestre de 1998", "el segundo semestre de este año".
pub(super) fn piece(words: &Words, at: usize) -> Read {
    let start = led(words, at);
    let rank = terms::valued(words, start, "rank").or_else(|| one(words.lower(start), 1, 4))?;
    let code = match (rank, words.lower(start + 1)) {
        (1..=4, "trimestre") => format!("Q{rank}"),
        (1..=2, "semestre") => format!("H{rank}"),
        _ => return None,
    };
    Some(with_year(words, Sense::Piece(code, Which::Open), start + 2))
}

/// "el lunes", "el pasado lunes", "el viernes pasado", "este jueves", "los lunes", "lunes 3 de marzo".
pub(super) fn weekday(words: &Words, at: usize) -> Read {
    let start = led(words, at);
    let (which, next) = pointed(words, start).unwrap_or((Which::Open, start));
    let day = terms::weekday(words, next)?;
    let behind = next + 1 + usize::from(words.is(next + 1, &[","]));
    if day_number(words, behind).is_some()
        && let Some((sense, end)) = date(words, behind)
    {
        return Some((sense, end));
    }
    if words.is(at, &["los"]) && next == start {
        return Some((Sense::set(format!("XXXX-WXX-{day}")), next + 1));
    }
    let (which, end) = match pointed(words, next + 1) {
        Some(found) if which == Which::Open => found,
        _ => (which, next + 1),
    };
    // "Domingo" without an article is a name.
    (start > at).then_some((Sense::Weekday(day, which), end))
}

/// "este año", "la semana pasada", "el próximo mes", "ese día", "el día siguiente", "este invierno".
pub(super) fn whole(words: &Words, at: usize) -> Read {
    let start = led(words, at);
    if start == at {
        return None;
    }
    let (this, that) = (terms::among(words, at, "this"), terms::among(words, at, "that"));
    let (before, next) = match pointed(words, start) {
        Some((which, next)) => (Some(which), next),
        None => (None, start),
    };
    let present = words.is(next, &["presente"]);
    let same = words.is(next, &["mismo", "misma"]);
    let next = next + usize::from(present || same);
    if let Some(code) = terms::season(words, next) {
        let which = if this { Which::This } else { before.unwrap_or(Which::Open) };
        return Some(with_year(words, Sense::Season(code, which), next + 1));
    }
    let (unit, end) = match words.lower(next) {
        "fin" if words.run(next + 1, &["de", "semana"]) => (Unit::Weekend, next + 3),
        _ => (terms::unit(words, next).filter(|u| !u.within_day())?, next + 1),
    };
    // Plurals are lengths ("los últimos días").
    if words.lower(next).ends_with('s') && !matches!(words.lower(next), "mes") {
        return None;
    }
    if that || same {
        return Some((Sense::Same(unit), end));
    }
    let (by, end) = match (before.or_else(|| pointed(words, end).map(|p| p.0)), words.lower(end)) {
        (Some(Which::Last), _) => (-1, end),
        (Some(_), _) => (1, end),
        (None, "anterior" | "precedente") => return Some((Sense::Later(unit, -1), end + 1)),
        (None, "siguiente") => return Some((Sense::Later(unit, 1), end + 1)),
        (None, "en") if words.is(end + 1, &["curso"]) => (0, end + 2),
        _ if this || present => (0, end),
        // "el año" alone is this one; other units alone are nouns.
        _ if unit == Unit::Year && !words.is(end, &["que", "de", "del"]) => (0, end),
        _ => return None,
    };
    let end = if before.is_none() { pointed(words, end).map_or(end, |p| p.1) } else { end };
    Some((Sense::Shifted(unit, by), end))
}

/// A day that a part of the day may be of.
fn day(words: &Words, at: usize) -> Read {
    let found = today(words, at).or_else(|| weekday(words, at)).or_else(|| date(words, at));
    found.or_else(|| whole(words, at)).filter(|(sense, _)| sense.is_day() || *sense == Sense::Same(Unit::Day))
}

/// "de ayer", "del viernes": the day behind a part of the day or an hour.
fn day_behind(words: &Words, at: usize) -> Read {
    let start = at + usize::from(words.is(at, &["de"]));
    (start > at || words.is(at, &["del"])).then(|| day(words, start)).flatten()
}

/// "la tarde", "esta noche", "la noche del viernes", "las primeras horas de la mañana".
pub(super) fn part(words: &Words, at: usize) -> Read {
    if words.is(at, &["las"])
        && words.is(at + 1, &["primeras", "últimas"])
        && words.run(at + 2, &["horas", "de"])
    {
        return part(words, at + 4);
    }
    let start = led(words, at);
    if start == at || words.is(at, &["los", "las"]) {
        return None;
    }
    let code = terms::part(words, start)?;
    if let Some((day, end)) = day_behind(words, start + 1) {
        return Some((Sense::Part(Box::new(day), code), end));
    }
    let by =
        if terms::among(words, at, "this") { Sense::Shifted(Unit::Day, 0) } else { Sense::Same(Unit::Day) };
    Some((Sense::Part(Box::new(by), code), start + 1))
}

/// "las 11.30 horas", "las 12:00 horas locales", "las seis de la mañana de ayer", "13.00 GMT".
pub(super) fn clock(words: &Words, at: usize) -> Read {
    let article = words.is(at, &["las", "la"]);
    let start = at + usize::from(article);
    let (hour, minute, mut end) = hour(words, start)?;
    let mut signed = article && minute.is_some();
    if words.is(end, &["horas", "hora", "h"]) {
        end += 1 + usize::from(words.is(end + 1, &["local", "locales"]));
        signed = minute.is_some();
    }
    if words.is(end, &["gmt"]) {
        (end, signed) = (end + 1, true);
    }
    let mut hour = hour;
    if words.is(end, &["de"]) && words.is(end + 1, &["la"]) {
        let late = match terms::part(words, end + 2) {
            Some("TMO") => Some(false),
            Some("TAF" | "TNI") => Some(true),
            _ => None,
        };
        if let Some(late) = late.filter(|_| article && hour <= 12) {
            hour = if late && hour < 12 { hour + 12 } else { hour };
            (end, signed) = (end + 3, true);
        }
    }
    let (day, end) = day_behind(words, end).map_or((None, end), |(day, end)| (Some(Box::new(day)), end));
    signed.then_some((Sense::Clock(day, hour, minute.unwrap_or(0)), end))
}

fn hour(words: &Words, at: usize) -> Option<(u8, Option<u8>, usize)> {
    let word = words.lower(at);
    if let Some((hour, minute)) = word.split_once('.') {
        let minute = one(minute, 0, 59).filter(|_| minute.len() == 2)?;
        return Some((one(hour, 0, 23)?, Some(minute), at + 1));
    }
    let plain = one(word, 0, 24).or_else(|| terms::valued(words, at, "number").filter(|n| *n <= 12))?;
    if words.is(at + 1, &[":"]) && words.glued(at + 1) && words.glued(at + 2) {
        return Some((plain, Some(one(words.lower(at + 2), 0, 59)?), at + 3));
    }
    Some((plain, None, at + 1))
}
