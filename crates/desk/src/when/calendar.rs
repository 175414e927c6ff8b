//! The civil calendar: days counted, ISO weeks, Easter.
//!
//! In: years, months, days · Out: [`Day`] and its neighbours · From: ISO 8601; the Gregorian Easter rule (Butcher)
//! Fails: a day that does not exist is `None` · Cost: O(1)

/// A civil day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Day {
    /// Year, Gregorian.
    pub(crate) year: i32,
    /// 1..=12.
    pub(crate) month: u8,
    /// 1..=31.
    pub(crate) day: u8,
}

impl Day {
    /// The day, if the calendar has it.
    pub(crate) fn new(year: i32, month: u8, day: u8) -> Option<Self> {
        let exists = (1..=9999).contains(&year) && (1..=12).contains(&month) && day >= 1;
        (exists && day <= month_length(year, month)).then_some(Day { year, month, day })
    }

    /// Days since 1 March of year 0.
    fn count(self) -> i64 {
        // Counting from March puts the leap day last, so months have a closed form.
        let shifted = if self.month > 2 { self.year } else { self.year - 1 };
        let months = (i64::from(self.month) + 9) % 12;
        let years = i64::from(shifted);
        years * 365 + years.div_euclid(4) - years.div_euclid(100)
            + years.div_euclid(400)
            + (153 * months + 2) / 5
            + i64::from(self.day)
            - 1
    }

    /// The day `by` days later (earlier if negative).
    pub(crate) fn plus_days(self, by: i64) -> Option<Self> {
        let count = self.count().checked_add(by)?;
        let mut year = i32::try_from(count.div_euclid(366)).ok()?;
        // At most a few steps: 366-day years undercount by one in 1,500.
        while (Day { year: year + 1, month: 3, day: 1 }).count() <= count {
            year += 1;
        }
        let rest = count - (Day { year, month: 3, day: 1 }).count();
        let months = (5 * rest + 2) / 153;
        let day = rest - (153 * months + 2) / 5 + 1;
        let month = if months < 10 { months + 3 } else { months - 9 };
        let year = if month <= 2 { year + 1 } else { year };
        Day::new(year, u8::try_from(month).ok()?, u8::try_from(day).ok()?)
    }

    /// The same day of the month `by` months later, the month's last day where it has no such day.
    pub(crate) fn plus_months(self, by: i64) -> Option<Self> {
        let months = (i64::from(self.year) * 12 + i64::from(self.month) - 1).checked_add(by)?;
        let year = i32::try_from(months.div_euclid(12)).ok()?;
        let month = u8::try_from(months.rem_euclid(12) + 1).ok()?;
        Day::new(year, month, self.day.min(month_length(year, month)))
    }

    /// Monday 1 … Sunday 7.
    pub(crate) fn weekday(self) -> u8 {
        u8::try_from((self.count() + 2).rem_euclid(7) + 1).unwrap_or(1)
    }

    /// The ISO week this day lies in, and the year that week belongs to.
    pub(crate) fn week(self) -> (i32, u8) {
        let thursday = self.plus_days(4 - i64::from(self.weekday())).unwrap_or(self);
        let first = Day { year: thursday.year, month: 1, day: 1 };
        (thursday.year, u8::try_from((thursday.count() - first.count()) / 7 + 1).unwrap_or(1))
    }

    /// Days from `other` to this one.
    pub(crate) fn since(self, other: Day) -> i64 {
        self.count() - other.count()
    }

    /// `2026-03-02`.
    pub(crate) fn iso(self) -> String {
        format!("{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }

    /// Western Easter Sunday.
    pub(crate) fn easter(year: i32) -> Option<Self> {
        let (a, b, c) = (year % 19, year / 100, year % 100);
        let h = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
        let l = (32 + 2 * (b % 4) + 2 * (c / 4) - h - c % 4) % 7;
        let m = (a + 11 * h + 22 * l) / 451;
        let sum = h + l - 7 * m + 114;
        Day::new(year, u8::try_from(sum / 31).ok()?, u8::try_from(sum % 31 + 1).ok()?)
    }

    /// The feast that `times.tsv` writes so: month-day, weekday-nth-month, either with + and days after it, or e and the
    /// days from Easter.
    pub(crate) fn feast(code: &str, year: i32) -> Option<Self> {
        if let Some(days) = code.strip_prefix('e') {
            return Day::easter(year)?.plus_days(days.parse().ok()?);
        }
        // "1-1-11+1": the day after.
        if let Some((before, days)) = code.split_once('+') {
            return Day::feast(before, year)?.plus_days(days.parse().ok()?);
        }
        let numbers: Vec<u8> = code.split('-').filter_map(|n| n.parse().ok()).collect();
        match numbers.as_slice() {
            [month, day] => Day::new(year, *month, *day),
            [weekday, nth, month] => Day::nth(year, *month, *weekday, *nth),
            _ => None,
        }
    }

    /// The `nth` given weekday of a month (4th Thursday); 5 means the last.
    pub(crate) fn nth(year: i32, month: u8, weekday: u8, nth: u8) -> Option<Self> {
        let first = Day::new(year, month, 1)?;
        let lead = (i64::from(weekday) - i64::from(first.weekday())).rem_euclid(7);
        let day = first.plus_days(lead + 7 * (i64::from(nth) - 1))?;
        if day.month == month { Some(day) } else { day.plus_days(-7) }
    }
}

/// How many days a month has.
fn month_length(year: i32, month: u8) -> u8 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

#[cfg(test)]
mod tests {
    use super::Day;

    fn day(year: i32, month: u8, day: u8) -> Day {
        Day::new(year, month, day).unwrap()
    }

    #[test]
    fn days_are_counted_across_leap_years() {
        assert_eq!(day(2024, 2, 28).plus_days(2), Some(day(2024, 3, 1)));
        assert_eq!(day(2100, 2, 28).plus_days(1), Some(day(2100, 3, 1)));
        assert_eq!(day(2026, 1, 1).plus_days(-1), Some(day(2025, 12, 31)));
        let mut walked = day(1999, 12, 31);
        for _ in 0..2000 {
            let next = walked.plus_days(1).unwrap();
            assert_eq!(next.plus_days(-1), Some(walked));
            assert!(next > walked && next.since(walked) == 1);
            walked = next;
        }
        assert_eq!(Day::new(2026, 2, 29), None);
        assert_eq!(Day::new(0, 1, 1), None);
        assert_eq!(day(1, 1, 1).plus_days(-1), None);
        assert_eq!(day(9999, 12, 31).plus_days(1), None);
        assert_eq!(day(2026, 1, 31).plus_months(1), Some(day(2026, 2, 28)));
    }

    #[test]
    fn weekdays_weeks_and_feasts() {
        assert_eq!(day(2026, 3, 2).weekday(), 1);
        assert_eq!(day(2025, 11, 4).weekday(), 2);
        assert_eq!(day(2026, 3, 2).week(), (2026, 10));
        assert_eq!(day(2027, 1, 1).week(), (2026, 53));
        assert_eq!(Day::easter(2026), Some(day(2026, 4, 5)));
        assert_eq!(Day::nth(2025, 11, 4, 4), Some(day(2025, 11, 27)));
        assert_eq!(Day::nth(2026, 5, 1, 5), Some(day(2026, 5, 25)));
    }
}
