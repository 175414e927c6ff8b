//! Since when, as it is typed.

use model::jiff::civil::{Date, DateTime};
use model::jiff::tz::Offset;
use model::jiff::{Timestamp, ToSpan};
use std::str::FromStr;

/// The beginning of a time that reaches up to now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Since {
    /// A calendar day.
    Day(Date),
    /// So many hours ago.
    Hours(i64),
}

impl Since {
    /// The day, by the clock in UTC.
    pub(crate) fn day(self) -> Date {
        self.day_at(Offset::UTC.to_datetime(Timestamp::now()))
    }

    fn day_at(self, now: DateTime) -> Date {
        match self {
            Since::Day(day) => day,
            Since::Hours(hours) => now.checked_sub(hours.hours()).map_or(Date::MIN, DateTime::date),
        }
    }
}

impl FromStr for Since {
    type Err = String;

    fn from_str(typed: &str) -> Result<Self, String> {
        let complaint =
            || format!("`{typed}` is neither a day like 2026-03-01 nor a length like 36h, 7d or 2w");
        // A month or a year means its first day.
        let whole = match typed.len() {
            4 => format!("{typed}-01-01"),
            7 => format!("{typed}-01"),
            _ => typed.to_owned(),
        };
        if let Ok(day) = whole.parse::<Date>() {
            return Ok(Since::Day(day));
        }
        let digits = typed.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
        let count: i64 = digits.parse().map_err(|_| complaint())?;
        let hours = match typed.strip_prefix(digits) {
            Some("h") => 1,
            Some("d") => 24,
            Some("w") => 7 * 24,
            _ => return Err(complaint()),
        };
        // A century is the most that anyone means.
        (0..=876_000 / hours).contains(&count).then(|| Since::Hours(count * hours)).ok_or_else(complaint)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_a_day_or_a_length() {
        let now: DateTime = "2026-03-10T12:00".parse().unwrap();
        for (typed, day) in [
            ("2026-03-01", "2026-03-01"),
            ("2026-03", "2026-03-01"),
            ("2026", "2026-01-01"),
            ("36h", "2026-03-09"),
            ("7d", "2026-03-03"),
            ("2w", "2026-02-24"),
        ] {
            assert_eq!(typed.parse::<Since>().map(|since| since.day_at(now).to_string()), Ok(day.to_owned()));
        }
        for typed in ["", "7", "d", "-3d", "7x", "99999999999w", "march", "2026-13"] {
            assert!(typed.parse::<Since>().is_err(), "{typed}");
        }
    }
}
