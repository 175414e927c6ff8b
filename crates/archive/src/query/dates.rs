//! Days, months, years and ranges of a query.
//!
//! In: `2026`, `2026-03`, `2026-03-02`, `2026-03..2026-04`, `2026-03..`, `..2026` · Out: [`Days`] · From: ISO 8601 ·
//! Fails: anything else is `None` · Cost: nothing

use model::jiff::civil::{Date, date};

/// From the first of these days to the last, both included; without one the range is open there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Days {
    pub(crate) first: Option<Date>,
    pub(crate) last: Option<Date>,
}

impl Days {
    /// Reads a day, month, year or range.
    pub(crate) fn read(words: &str) -> Option<Self> {
        let Some((from, to)) = words.split_once("..") else {
            let (first, last) = stretch(words)?;
            return Some(Days { first: Some(first), last: Some(last) });
        };
        let first = if from.is_empty() { None } else { Some(stretch(from)?.0) };
        let last = if to.is_empty() { None } else { Some(stretch(to)?.1) };
        let open = first.is_none() && last.is_none();
        let turned = first.zip(last).is_some_and(|(first, last)| last < first);
        (!open && !turned).then_some(Days { first, last })
    }

    /// That day, the first of that month or year, or any later one.
    pub(crate) fn from(words: &str) -> Option<Self> {
        Some(Days { first: Some(stretch(words)?.0), last: None })
    }

    /// Any day before that day, month or year.
    pub(crate) fn until(words: &str) -> Option<Self> {
        Some(Days { first: None, last: Some(stretch(words)?.0.yesterday().ok()?) })
    }
}

/// The first and last day of what is written.
fn stretch(words: &str) -> Option<(Date, Date)> {
    let mut parts = words.split('-');
    let number = |part: &str, letters: usize| -> Option<i16> {
        (part.len() == letters && part.bytes().all(|byte| byte.is_ascii_digit()))
            .then(|| part.parse().ok())?
    };
    let year = number(parts.next()?, 4)?;
    // The archive writes years with four digits; year 0 is in no newspaper.
    if year == 0 {
        return None;
    }
    let month = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    let day = parts.next().map(|part| number(part, 2).ok_or(())).transpose().ok()?;
    if parts.next().is_some() {
        return None;
    }
    let small = |number: i16| i8::try_from(number).ok();
    match (month, day) {
        (None, _) => Some((date(year, 1, 1), date(year, 12, 31))),
        (Some(month), None) => {
            let first = Date::new(year, small(month)?, 1).ok()?;
            Some((first, first.last_of_month()))
        }
        (Some(month), Some(day)) => {
            let day = Date::new(year, small(month)?, small(day)?).ok()?;
            Some((day, day))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_months_years_and_ranges() {
        let told = |days: Days| {
            let told = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
            format!("{}..{}", told(days.first), told(days.last))
        };
        for (words, days) in [
            ("2026", "2026-01-01..2026-12-31"),
            ("2024-02", "2024-02-01..2024-02-29"),
            ("2026-03-02", "2026-03-02..2026-03-02"),
            ("2026-03..2026-04", "2026-03-01..2026-04-30"),
            ("2026-03..", "2026-03-01.."),
            ("..2026", "..2026-12-31"),
        ] {
            assert_eq!(Days::read(words).map(told).as_deref(), Some(days), "{words}");
        }
        assert_eq!(Days::from("2026-03").map(told).as_deref(), Some("2026-03-01.."));
        assert_eq!(Days::until("2026-03").map(told).as_deref(), Some("..2026-02-28"));
        for words in [
            "",
            "..",
            "26",
            "2026-13",
            "2026-02-30",
            "2026-3-1",
            "2026-04..2026-03",
            "march",
            "0000",
            "2026-03-02-01",
        ] {
            assert_eq!(Days::read(words), None, "{words}");
        }
    }
}
