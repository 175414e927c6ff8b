//! Numbers that count nothing: names, ages, sections, scores, addresses, list numbers.
//!
//! In: [`Words`], where a number stands · Out: whether it is a name or label · From: own rules, `lexicon/units.tsv`
//! Fails: never; a doubtful number is kept · Cost: O(1)

use super::number::{self, Number};
use super::units::{self, among};
use crate::when::terms;
use crate::when::words::{Kind, Words};

/// Whether the number at `at` is part of a name, a label, an age, a score or a time.
pub(super) fn is_label(words: &Words, text: &str, at: usize, found: &Number) -> bool {
    let end = found.end;
    joined(words, text, at, end)
        || numbered(words, at)
        || age(words, at, found)
        || listed(words, at, end)
        || score(words, at, found)
        || address(words, end)
        || year_like(words, at, found)
        || timed(words, end)
}

/// "two-state", "nine-member": part of an adjective.
pub(super) fn in_adjective(words: &Words, end: usize) -> bool {
    words.hyphen(end)
        && words.kind(end + 1) == Some(Kind::Letters)
        && units::bound_after(words, end).is_none()
}

/// "two days", "20- or 30-year", "22 and 23 years old": a length of time is no figure.
fn timed(words: &Words, end: usize) -> bool {
    let unit = |end: usize| {
        let at = end + usize::from(words.hyphen(end));
        // "three-quarters of" is a share.
        terms::unit(words, at).is_some() && !words.is(at, &["quarter", "quarters"])
    };
    let link = end + usize::from(words.is(end, &["-"]));
    let linked = words.is(link, &["and", "or", "to"]) || link > end;
    let next = link + usize::from(words.is(link, &["and", "or", "to"]));
    unit(end) || linked && number::number(words, next).is_some_and(|n| unit(n.end))
}

/// "MS-13", "Covid-19", "24/7", "10:30", "Article 12(3)", "401(k)", "2013–14", "+44 20", 6'2".
fn joined(words: &Words, text: &str, at: usize, end: usize) -> bool {
    if let Some(before) = at.checked_sub(1).filter(|_| words.glued(at)) {
        let sign = words.get(before).map_or("", |w| w.span.words(text));
        let kind = before.checked_sub(1).filter(|_| words.glued(before)).and_then(|k| words.kind(k));
        // A long dash parts a sentence, but joins two years.
        let name = matches!(sign, "-" | "‑" | "‐") && matches!(kind, Some(Kind::Letters | Kind::Digits));
        let years =
            sign == "–" && kind == Some(Kind::Digits) && words.before(before, 1).len() == 4 && end == at + 1;
        let sticks = matches!(sign, "+" | "/" | "_" | "@" | "#" | ":" | "=" | "&" | "." | "'" | "’");
        if name || years || sticks || sign == "(" && kind.is_some() {
            return true;
        }
    }
    let next = words.lower(end);
    let digits = words.glued(end + 1) && words.kind(end + 1) == Some(Kind::Digits);
    let letter = next == "(" && words.is(end + 2, &[")"]);
    words.glued(end) && (matches!(next, ":" | "/" | "'" | "′") && digits || letter)
}

/// "Article 12", "Title 50", "No. 10", "Channel 4", "Boeing 737".
fn numbered(words: &Words, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    let short = words.is(before, &["."]) && at >= 2 && among(words, at - 2, "label-short");
    let digits = words.kind(at) == Some(Kind::Digits);
    short
        || words.is(before, &["#", "№", "§", "©"])
        || among(words, before, "label")
        || digits && words.capital(before) && among(words, before, "label-name")
}

/// "54-year-old", ", 54,", "aged 54", "54 years old", "was 15 when".
fn age(words: &Words, at: usize, found: &Number) -> bool {
    let end = found.end;
    let before = at.wrapping_sub(1);
    if among(words, before, "aged") || words.run(at.wrapping_sub(2), &["age", "of"]) {
        return true;
    }
    let small = found.bare && found.value.fract() == 0.0 && (1.0..=115.0).contains(&found.value);
    if !small {
        return false;
    }
    if words.is(before, &["was", "is", "were"]) && words.is(end, &["when"]) {
        return true;
    }
    // A name, a comma, a small number, and again a comma, stop or bracket.
    let opened = words.is(before, &[",", "("]) && words.capital(at.wrapping_sub(2));
    let closed = words.is(end, &[",", ".", ")", ";"]);
    opened && closed
}

/// "1. First", "(2) Second", "1) third": numbers of a list.
fn listed(words: &Words, at: usize, end: usize) -> bool {
    let digits = words.kind(at) == Some(Kind::Digits);
    let bracket = words.is(at.wrapping_sub(1), &["("]);
    let first = at - usize::from(bracket);
    let opens = first.checked_sub(1).is_none_or(|k| words.kind(k) == Some(Kind::Break));
    let point = words.is(end, &[".", ")"]) && words.glued(end) && !words.glued(end + 1);
    let lone = words.is(end, &[")"]) && words.glued(end) && (1..6).all(|k| words.before(at, k) != "(");
    digits && (opens && point || lone)
}

/// "3-1", "50-50", "224-3121", "a 39-60 vote": a score, odds or a telephone number. A rising pair before a noun is
/// a range.
fn score(words: &Words, at: usize, found: &Number) -> bool {
    let end = found.end;
    if !found.bare || !words.hyphen(end) || words.kind(end + 1) != Some(Kind::Digits) {
        return false;
    }
    let Some(high) = number::number(words, end + 1) else { return true };
    let phone = words.hyphen(high.end) && words.kind(high.end + 1) == Some(Kind::Digits)
        || words.lower(at).len() >= 3 && words.lower(end + 1).len() == 4 && high.bare;
    let won = among(words, at.wrapping_sub(1), "tally") && high.value < 10.0;
    let rising = found.value * high.scale.max(1.0) < high.value;
    phone || !rising || won || among(words, high.end, "tally")
}

/// "0800 123 456": a group of digits that opens with a nought, and another one behind it.
pub(super) fn is_telephone(words: &Words, at: usize) -> bool {
    let group = |at: usize| {
        words.kind(at) == Some(Kind::Digits) && words.lower(at).bytes().all(|b| b.is_ascii_digit())
    };
    let trunk = words.lower(at).starts_with('0') && words.lower(at).len() >= 3;
    group(at) && trunk && group(at + 1)
}

/// One past the last group of the telephone number that opens at `at`.
pub(super) fn telephone_end(words: &Words, at: usize) -> usize {
    (at..at + 6).take_while(|k| words.kind(*k) == Some(Kind::Digits)).last().unwrap_or(at) + 1
}

/// "10 Downing Street", "1600 Pennsylvania Avenue".
fn address(words: &Words, end: usize) -> bool {
    let street = |at: usize| words.capital(at) && among(words, at, "street");
    words.capital(end) && (street(end + 1) || words.capital(end + 1) && street(end + 2))
}

/// "Orion 1980": a bare year-like number after a name, with no noun behind it.
fn year_like(words: &Words, at: usize, found: &Number) -> bool {
    let year = found.bare && (1800.0..=2100.0).contains(&found.value) && found.value.fract() == 0.0;
    let named = words.capital(at.wrapping_sub(1)) && !words.opens(at.wrapping_sub(1));
    let plain = !words.lower(at).contains(',');
    year && plain && named && words.kind(found.end) != Some(Kind::Letters)
}
