//! What feeds print as dates.
//!
//! In: the words of a date element · Out: a [`Stamp`] · From: RFC 5322 and 822, RFC 3339, W3C-DTF; what feeds print
//! instead · Fails: what is no date, or in a year no newspaper has, is absent, never "now" · Cost: one short pass

use crate::dates;
use model::Stamp;
use model::jiff::civil::{Date, Time};
use model::jiff::tz::Offset;
use std::borrow::Cow;

/// Zones that RFC 822 names, and those of Europe that feeds print, in minutes from UTC. `IST` and `BST` are left
/// out: India and Ireland, Britain and Bangladesh both use them.
const ZONES: &[(&str, i32)] = &[
    ("utc", 0),
    ("ut", 0),
    ("gmt", 0),
    ("z", 0),
    ("est", -300),
    ("edt", -240),
    ("cst", -360),
    ("cdt", -300),
    ("mst", -420),
    ("mdt", -360),
    ("pst", -480),
    ("pdt", -420),
    ("cet", 60),
    ("cest", 120),
    ("eet", 120),
    ("eest", 180),
];

/// The date in these words.
pub(crate) fn read(words: &str) -> Option<Stamp> {
    let words = words.trim();
    if words.is_empty() || words.len() > 120 {
        return None;
    }
    let words = western(words);
    // What is written like RFC 3339 and is no date, as 25 o'clock, is none for its day alone.
    let machine = words.as_bytes().get(4) == Some(&b'-') && words.contains(['T', ':']);
    let printed = || dates::first(&words).filter(|_| !machine).map(|p| p.stamp);
    let stamp = iso(&words).or_else(|| mail(&words)).or_else(printed)?;
    (!dates::is_doubtful(stamp)).then_some(stamp)
}

/// Digits of other scripts as those of ours.
fn western(words: &str) -> Cow<'_, str> {
    if words.is_ascii() {
        return Cow::Borrowed(words);
    }
    let zeros = ['\u{660}', '\u{6f0}', '\u{966}', '\u{9e6}', '\u{ff10}'];
    let digit = |c: char| {
        let value = zeros.iter().find_map(|zero| (c as u32).checked_sub(*zero as u32).filter(|n| *n < 10));
        value.and_then(|n| char::from_digit(n, 10)).unwrap_or(c)
    };
    Cow::Owned(words.chars().map(digit).collect())
}

/// `2026-03-02T08:00:00Z`, and `20260302`, and the day of `2026-03-02T99:00`… is none.
fn iso(words: &str) -> Option<Stamp> {
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 8 && words.len() == 8 {
        let cut = |from: usize, to: usize| words.get(from..to);
        return format!("{}-{}-{}", cut(0, 4)?, cut(4, 6)?, cut(6, 8)?).parse().ok();
    }
    let spaced = words.strip_suffix(" UTC").or(words.strip_suffix(" GMT")).map(|bare| format!("{bare}Z"));
    (digits == 4).then(|| spaced.as_deref().unwrap_or(words).parse().ok())?
}

/// `Mon, 02 Mar 2026 08:00:00 +0100`, day name and seconds as they come.
fn mail(words: &str) -> Option<Stamp> {
    let words = words.split_once(',').map_or(words, |(_, rest)| rest);
    let mut tokens = words.split([' ', '-', '\t']).filter(|token| !token.is_empty()).peekable();
    // A day name without a comma.
    tokens.next_if(|token| token.chars().all(char::is_alphabetic) && month(token).is_none());
    let day: i8 = tokens.next()?.trim_end_matches("st").trim_end_matches("th").parse().ok()?;
    let month = month(tokens.next()?)?;
    let year = tokens.next()?;
    let year: i16 = match (year.len(), year.parse::<i16>().ok()?) {
        // RFC 5322 section 4.3: two digits below 50 are of this century.
        (2, year) if year < 50 => year + 2000,
        (2 | 3, year) => year + 1900,
        (4, year) => year,
        _ => return None,
    };
    let date = Date::new(year, month, day).ok()?;
    let Some(clock) = tokens.next() else { return Some(Stamp::day(date)) };
    let parts: Vec<i8> = clock.split(':').map(|part| part.parse().ok()).collect::<Option<_>>()?;
    let time = match parts.as_slice() {
        [hour, minute] => Time::new(*hour, *minute, 0, 0),
        // A leap second is told as the second before it.
        [hour, minute, second] => Time::new(*hour, *minute, (*second).min(59), 0),
        _ => return None,
    };
    let zone = words.trim_end().rsplit([' ', '\t']).next().filter(|_| tokens.peek().is_some());
    Some(Stamp { date, time: Some(time.ok()?), offset: zone.and_then(offset) })
}

fn month(token: &str) -> Option<i8> {
    let names = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let short = token.get(..3)?.to_ascii_lowercase();
    names.iter().position(|name| *name == short).map(|at| at as i8 + 1)
}

fn offset(zone: &str) -> Option<Offset> {
    let zone = zone.trim_matches(['(', ')']).to_ascii_lowercase();
    if let Some((_, minutes)) = ZONES.iter().find(|(name, _)| *name == zone) {
        return Offset::from_seconds(minutes * 60).ok();
    }
    let zone = zone.strip_prefix("gmt").or(zone.strip_prefix("utc")).unwrap_or(&zone);
    let sign = match zone.chars().next()? {
        '+' => 1,
        '-' => -1,
        _ => return None,
    };
    let digits: String = zone.chars().filter(char::is_ascii_digit).collect();
    let number: i32 = digits.parse().ok()?;
    let (hours, minutes) = if digits.len() <= 2 { (number, 0) } else { (number / 100, number % 100) };
    (hours <= 14 && minutes < 60).then(|| Offset::from_seconds(sign * (hours * 3600 + minutes * 60)).ok())?
}

/// Whether `stamp` lies more than a day after `of`: the zone that is not printed can make a day's difference.
pub(crate) fn lies_ahead(stamp: Stamp, of: Stamp) -> bool {
    of.date.tomorrow().is_ok_and(|tomorrow| {
        stamp.date > tomorrow
            || (stamp.date == tomorrow && stamp.time.zip(of.time).is_some_and(|(a, b)| a > b))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_feeds_are_read_as_they_are_printed() {
        for (words, kept) in [
            ("Mon, 02 Mar 2026 08:00:00 +0100", Some("2026-03-02T08:00:00+01:00")),
            ("Mon, 2 Mar 26 8:05 PDT", Some("2026-03-02T08:05:00-07:00")),
            ("02 March 2026 08:00:00 GMT", Some("2026-03-02T08:00:00Z")),
            ("Mon 02 Mar 2026 08:00:00", Some("2026-03-02T08:00:00")),
            ("2026-03-02T08:00:00.123Z", Some("2026-03-02T08:00:00Z")),
            ("2026-03-02 08:00:00 UTC", Some("2026-03-02T08:00:00Z")),
            ("20260302", Some("2026-03-02")),
            ("٢٠٢٦-٠٣-٠٢", Some("2026-03-02")),
            ("Mon, 02 Mar 2026 08:00:00 IST", Some("2026-03-02T08:00:00")),
            ("Tue, 31 Feb 2026 08:00:00 GMT", None),
            ("0000-01-01T00:00:00Z", None),
            ("0001-01-01T00:00:00Z", None),
            ("now", None),
            ("", None),
        ] {
            assert_eq!(read(words).map(|s| s.to_string()).as_deref(), kept, "{words}");
        }
        let day = |d: &str| read(d).unwrap();
        assert!(lies_ahead(day("2099-01-01"), day("2026-03-02")));
        assert!(!lies_ahead(day("2026-03-03"), day("2026-03-02")));
    }
}
