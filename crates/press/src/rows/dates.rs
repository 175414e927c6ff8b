//! Days and times in words: no more of them than was printed.
//!
//! In: a stamp, or a day of a timeline · Out: "2 March 2026, 14:05 UTC+01:00", short forms, days from and to
//! From: DESIGN section 6 · Fails: a day that is none is told as it stands · Cost: O(1)

use crate::lookup::shown;
use model::Stamp;
use model::jiff::civil::Date;

/// "2 March 2026, 14:05 UTC+01:00"; time and zone only where they were printed.
pub(crate) fn date_in_words(stamp: Stamp) -> String {
    day_in_words(stamp.date) + &clock(stamp, true)
}

/// Stamps of one list, told in short: the zone only where the list has more than one.
#[derive(Clone, Copy)]
pub(crate) struct Calendar {
    zoned: bool,
}

impl Calendar {
    /// For these stamps.
    pub(crate) fn of(mut stamps: impl Iterator<Item = Stamp>) -> Self {
        let first = stamps.find(|stamp| stamp.time.is_some());
        let zone = first.map(|stamp| stamp.offset);
        Calendar { zoned: stamps.any(|stamp| stamp.time.is_some() && Some(stamp.offset) != zone) }
    }

    /// "2 Mar 2026, 14:05".
    pub(crate) fn brief(self, stamp: Stamp) -> String {
        brief_day(stamp.date) + &clock(stamp, self.zoned)
    }
}

/// ", 14:05 UTC+01:00", or nothing.
fn clock(stamp: Stamp, zoned: bool) -> String {
    let Some(time) = stamp.time else { return String::new() };
    let mut out = format!(", {:02}:{:02}", time.hour(), time.minute());
    if let Some(offset) = stamp.offset.filter(|_| zoned) {
        let seconds = offset.seconds();
        let sign = if seconds < 0 { '−' } else { '+' };
        let minutes = seconds.unsigned_abs() / 60;
        out.push_str(" UTC");
        if minutes > 0 {
            out.push_str(&format!("{sign}{:02}:{:02}", minutes / 60, minutes % 60));
        }
    }
    out
}

/// "2 March 2026".
pub(crate) fn day_in_words(date: Date) -> String {
    format!("{} {} {}", date.day(), month(date), date.year())
}

/// "2 Mar 2026".
pub(crate) fn brief_day(date: Date) -> String {
    format!("{} {} {}", date.day(), brief_month(date), date.year())
}

/// "2 Mar".
pub(crate) fn brief_date(date: Date) -> String {
    format!("{} {}", date.day(), brief_month(date))
}

/// "Mar".
fn brief_month(date: Date) -> impl std::fmt::Display {
    date.strftime("%b")
}

/// "March".
fn month(date: Date) -> impl std::fmt::Display {
    date.strftime("%B")
}

/// "1 to 3 March 2026", "27 February to 3 March 2026", "2 March 2026".
pub(crate) fn from_to(first: Date, last: Date) -> String {
    if first == last {
        day_in_words(first)
    } else if first.year() != last.year() {
        format!("{} to {}", day_in_words(first), day_in_words(last))
    } else if first.month() != last.month() {
        format!("{} {} to {}", first.day(), month(first), day_in_words(last))
    } else {
        format!("{} to {}", first.day(), day_in_words(last))
    }
}

/// A day, month or year of a timeline.
pub(crate) struct Period {
    /// "2 March 2026", "March 2026", "2026"; what is none of them as it stands.
    pub(crate) words: String,
    /// "2 Mar", "Mar 2026", "2026".
    pub(crate) brief: String,
    /// Its first and last day, where it is a date.
    pub(crate) days: Option<(Date, Date)>,
}

impl Period {
    /// Reads "2026-03-02", "2026-03" or "2026".
    pub(crate) fn of(day: &str) -> Period {
        if let Ok(date) = day.parse::<Date>() {
            return Period { words: day_in_words(date), brief: brief_date(date), days: Some((date, date)) };
        }
        if let Ok(first) = format!("{day}-01").parse::<Date>() {
            let brief = format!("{} {}", brief_month(first), first.year());
            let words = format!("{} {}", month(first), first.year());
            return Period { words, brief, days: Some((first, first.last_of_month())) };
        }
        let words = shown(day).unwrap_or_else(|| "day not stated".to_owned());
        let year = format!("{day}-01-01").parse::<Date>().ok().map(|first| (first, first.last_of_year()));
        Period { brief: words.clone(), words, days: year }
    }
}
