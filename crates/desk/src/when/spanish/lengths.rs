//! Spanish lengths of time: "tres años", "los últimos dos meses", "hace más de un año", "cada seis meses".
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: own rules; as TempEval-2 has it,
//! "hace" and "después" belong to the length · Fails: a count without its unit is `None` · Cost: O(1)

use super::terms;
use crate::figure::number::small;
use crate::when::grammar::lengths::value;
use crate::when::sense::Sense;
use crate::when::terms::Unit;
use crate::when::words::Words;

type Read = Option<(Sense, usize)>;

/// The length that starts at `at`.
pub(super) fn length(words: &Words, at: usize) -> Read {
    let ago = words.is(at, &["hace", "hacía"]);
    let mut next = at + usize::from(ago);
    if ago {
        next += usize::from(words.is(next, &["ya", "sólo", "solo", "apenas"]));
        if words.is(next, &["tiempo"]) {
            return Some((Sense::length("PXX".to_owned()), next + 1));
        }
    }
    let bound = terms::run(words, next, "bound");
    // "unos dos meses" is about two, "unos meses" some.
    let bounded = bound > next && measure(words, bound).is_some_and(|m| !m.0.ends_with('X'));
    next = if bounded { bound } else { next };
    let determined = ["article", "this"].into_iter().any(|class| terms::among(words, next, class));
    let start = next + usize::from(determined && !words.is(next, &["al"]));
    let (value, end) = measure(words, start)?;
    let end = tail(words, end);
    // "el año", "la semana" are dates or nouns.
    let single = determined && end == start + 1 && !words.lower(start).ends_with('s');
    (!single).then_some((Sense::length(value), end))
}

/// "más", "después", "más tarde", "seguidos": what belongs to the length behind it.
fn tail(words: &Words, end: usize) -> usize {
    if words.run(end, &["más", "tarde"]) {
        return end + 2;
    }
    // "dos días después de la votación" counts from it, and its "después" is outside.
    if words.is(end, &["antes", "después"]) && words.is(end + 1, &["de", "del"]) {
        return end;
    }
    end + usize::from(
        words.is(end, &["más", "antes", "después", "atrás", "seguidos", "seguidas", "consecutivos"]),
    )
}

/// A count and its unit, perhaps with a second pair behind "y"; the value, and one past both.
fn measure(words: &Words, at: usize) -> Option<(String, usize)> {
    let ordered = at + usize::from(terms::among(words, at, "ordering"));
    if words.is(ordered, &["media"]) && words.is(ordered + 1, &["hora"]) {
        return Some((value(0.5, Unit::Hour), ordered + 2));
    }
    let Some((count, mut next)) = count(words, ordered) else {
        // "los últimos días", "meses antes": a plural without a count.
        let unit = terms::unit(words, ordered).filter(|_| is_plural(words.lower(ordered)))?;
        return Some((unknown(unit), ordered + 1));
    };
    next += usize::from(terms::among(words, next, "ordering"));
    let unit = terms::unit(words, next)?;
    // "un segundo contrato" is another one, "una quincena de países" about fifteen.
    let other = unit == Unit::Second && !is_plural(words.lower(next))
        || unit == Unit::Fortnight && words.is(next + 1, &["de"]);
    if other {
        return None;
    }
    let mut end = next + 1;
    let Some(mut count) = count else { return Some((unknown(unit), end)) };
    if words.is(end, &["y"]) && words.is(end + 1, &["media", "medio"]) {
        count += 0.5;
        end += 2;
    }
    let first = value(count, unit);
    // "dos horas y 30 minutos" is one length.
    if words.is(end, &["y"])
        && let Some((Some(more), past)) = self::count(words, end + 1)
        && let Some(smaller) = terms::unit(words, past)
        && let Some(rest) = value(more, smaller).strip_prefix(if unit.within_day() { "PT" } else { "P" })
        && !rest.starts_with('T')
    {
        return Some((format!("{first}{rest}"), past + 1));
    }
    Some((first, end))
}

/// How many (`None` where vague), and one past it.
fn count(words: &Words, at: usize) -> Option<(Option<f64>, usize)> {
    if words.run(at, &["un", "par", "de"]) {
        return Some((Some(2.0), at + 3));
    }
    if terms::among(words, at, "vague") {
        return Some((None, at + 1));
    }
    if let Some(digits) = small(words.lower(at)) {
        return Some((Some(f64::from(digits)), at + 1));
    }
    let tens = terms::valued(words, at, "number")?;
    // "treinta y cinco".
    let ones = terms::valued(words, at + 2, "number").filter(|n| *n < 10 && tens >= 30 && tens % 10 == 0);
    match ones.filter(|_| words.is(at + 1, &["y"]) && tens < 100) {
        Some(ones) => Some((Some(f64::from(tens + ones)), at + 3)),
        None => Some((Some(f64::from(tens)), at + 1)),
    }
}

fn is_plural(word: &str) -> bool {
    word.ends_with('s') && word != "mes"
}

/// An unknown number of units: PXW.
fn unknown(unit: Unit) -> String {
    value(1.0, unit).replacen(|c: char| c.is_ascii_digit(), "X", 1).replace(|c: char| c.is_ascii_digit(), "")
}

/// "cada año", "cada seis meses", "cada noche".
pub(super) fn every(words: &Words, at: usize) -> Read {
    if !words.is(at, &["cada"]) {
        return None;
    }
    if let Some(day) = terms::weekday(words, at + 1) {
        return Some((Sense::set(format!("XXXX-WXX-{day}")), at + 2));
    }
    if let Some(unit) = terms::unit(words, at + 1) {
        return Some((Sense::set(value(1.0, unit)), at + 2));
    }
    if let Some(code) = terms::part(words, at + 1) {
        return Some((Sense::set(format!("XXXX-XX-XX{code}")), at + 2));
    }
    let (value, end) = measure(words, at + 1)?;
    Some((Sense::set(value), end))
}
