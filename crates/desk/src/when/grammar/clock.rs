//! Times of day: "10 a.m.", "14:30 GMT", "noon on Monday", "Monday morning".
//!
//! In: [`Words`] and a place · Out: a [`Sense`] and one past its last word · From: ISO 8601 hours; own rules
//! Fails: scores and ratios ("3:10") without a sign of time are `None` · Cost: O(1)

use super::dates::{date, one};
use super::relative;
use crate::figure::number::number;
use crate::when::sense::Sense;
use crate::when::terms;
use crate::when::words::Words;

/// The time of day that starts at `at`, with the day that stands right behind it.
pub(super) fn clock(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let (hour, minute, end) = hour(words, at)?;
    let end = zone(words, end);
    if let Some((day, past)) = day_behind(words, end) {
        return Some((Sense::Clock(Some(Box::new(day)), hour, minute), past));
    }
    Some((Sense::Clock(None, hour, minute), end))
}

/// The day right behind a time of day: "10 p.m. Wednesday", "5 p.m. EST, Nov. 9".
fn day_behind(words: &Words, end: usize) -> Option<(Sense, usize)> {
    let next = end + usize::from(words.is(end, &[","]));
    let found = date(words, next).or_else(|| relative::relative(words, next))?;
    found.0.is_day().then_some(found)
}

fn hour(words: &Words, at: usize) -> Option<(u8, u8, usize)> {
    if let Some(hour) = terms::hour(words, at) {
        return (!words.capital(at) || words.opens(at)).then_some((hour, 0, at + 1));
    }
    let word = words.lower(at);
    // "10am", "10pm".
    if let Some(digits) = word.strip_suffix("am").or_else(|| word.strip_suffix("pm")) {
        return Some((half_day(one(digits, 0, 12)?, word.ends_with("pm")), 0, at + 1));
    }
    let spelled = number(words, at)
        .filter(|n| n.end == at + 1)
        .and_then(|n| (1..=12u8).find(|h| f64::from(*h) == n.value));
    let (hour, minute, mut end) = match parted(words, at) {
        Some(found) => found,
        None => (one(word, 0, 24).or(spelled)?, None, at + 1),
    };
    if let Some(late) = meridiem(words, end) {
        // The point that ends "p.m." is part of it.
        end += 1;
        return (hour <= 12).then(|| (half_day(hour, late), minute.unwrap_or(0), end));
    }
    if words.is(end, &["o'clock"]) || words.run(end, &["o", "'", "clock"]) {
        end += if words.is(end, &["o'clock"]) { 1 } else { 3 };
        return Some((hour, 0, end));
    }
    // "at four in the morning".
    if minute.is_none()
        && words.is(end, &["in"])
        && words.is(end + 1, &["the"])
        && words.is(at.wrapping_sub(1), &["at"])
    {
        let part = words.lower(end + 2);
        if matches!(part, "morning" | "afternoon" | "evening") && hour <= 12 {
            return Some((half_day(hour, part != "morning"), 0, end + 3));
        }
    }
    let signed = zone(words, end) > end
        || words.is(
            at.wrapping_sub(1),
            &["at", "by", "until", "around", "from", "before", "after", "since", "till"],
        );
    let minute = minute?;
    (signed && hour < 24).then_some((hour, minute, end))
}

/// "14:30", "10.30" before a sign of time, "1430 GMT".
fn parted(words: &Words, at: usize) -> Option<(u8, Option<u8>, usize)> {
    let word = words.lower(at);
    if words.lower(at + 1) == ":" && words.glued(at + 1) && words.glued(at + 2) {
        let minutes = words.lower(at + 2);
        // "10:35pm" hangs its half of the day on.
        let digits = minutes.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let tail = minutes.len() - digits.len();
        let minute = one(digits, 0, 59).filter(|_| digits.len() == 2)?;
        let hour = one(word, 0, 24)?;
        if tail > 0 {
            let late = minutes.ends_with("pm");
            return (late || minutes.ends_with("am")).then(|| (half_day(hour, late), Some(minute), at + 3));
        }
        let ratio = words.is(at + 3, &[":", "-"]) && words.glued(at + 3) && words.is(at + 3, &[":"]);
        if ratio {
            // Seconds are read past.
            return one(words.lower(at + 4), 0, 59).map(|_| (hour, Some(minute), at + 5));
        }
        return Some((hour, Some(minute), at + 3));
    }
    if let Some((hour, minute)) = word.split_once('.')
        && minute.len() == 2
    {
        let sign = meridiem(words, at + 1).is_some() || zone(words, at + 1) > at + 1;
        return sign.then(|| Some((one(hour, 0, 23)?, Some(one(minute, 0, 59)?), at + 1)))?;
    }
    if word.len() == 4 && zone(words, at + 1) > at + 1 {
        let (hour, minute) = word.split_at_checked(2)?;
        return Some((one(hour, 0, 23)?, Some(one(minute, 0, 59)?), at + 1));
    }
    None
}

fn half_day(hour: u8, late: bool) -> u8 {
    match (hour, late) {
        (12, false) => 0,
        (h, true) if h < 12 => h + 12,
        (h, _) => h,
    }
}

/// Whether "a.m." (`false`) or "p.m." (`true`) stands at `at`.
fn meridiem(words: &Words, at: usize) -> Option<bool> {
    match words.lower(at) {
        "a.m." | "a.m" | "am" => Some(false),
        "p.m." | "p.m" | "pm" => Some(true),
        _ => None,
    }
}

/// One past the time zone at `at`, or `at`.
fn zone(words: &Words, at: usize) -> usize {
    if words.run(at, &["local", "time"])
        || words.run(at, &["eastern", "time"])
        || words.run(at, &["pacific", "time"])
    {
        return at + 2;
    }
    let named = words.capital(at) && terms::among(words, at, "zone");
    at + usize::from(named)
}

/// Adds the part of the day behind a day: "Monday morning", "yesterday afternoon", "March 3 evening".
pub(super) fn with_part(words: &Words, sense: Sense, end: usize) -> (Sense, usize) {
    if !sense.is_day() {
        return (sense, end);
    }
    let after = end + usize::from(words.is(end, &["early", "late"]));
    if let Some(code) = terms::part(words, after)
        && !words.capital(after)
        && !words.hyphen(after + 1)
    {
        return (Sense::Part(Box::new(sense), code), after + 1);
    }
    // "Tuesday nights" recur.
    if words.is(end, &["nights", "mornings", "evenings", "afternoons"])
        && let Sense::Weekday(day, _) = sense
    {
        let code = match words.lower(end) {
            "nights" => "TNI",
            "mornings" => "TMO",
            "evenings" => "TEV",
            _ => "TAF",
        };
        return (Sense::set(format!("XXXX-WXX-{day}{code}")), end + 1);
    }
    (sense, end)
}
