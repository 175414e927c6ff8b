//! From what an expression means to its TIMEX3 value: anchored to the publication date, never to a clock.
//!
//! In: a [`Sense`], the publication day if known, the way the clause looks · Out: type and value
//! From: ISO 8601 and TIMEX3 values; nearest-in-the-direction-of-tense, own
//! Fails: without a publication date a relative expression has the value `None` · Cost: O(1)

use super::calendar::Day;
use super::sense::{Sense, Way, Which};
use super::terms::Unit;
use model::TimeType;

/// What was spoken of last, and the day it is read from.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Anchor {
    /// The publication day.
    pub(crate) today: Option<Day>,
    /// The hour and minute of publication.
    pub(crate) clock: Option<(u8, u8)>,
    /// The day last spoken of.
    pub(crate) day: Option<Day>,
    /// The month last spoken of.
    pub(crate) month: Option<(i32, u8)>,
    /// The year last spoken of.
    pub(crate) year: Option<i32>,
    /// The year last printed as such, and the word it stood at.
    pub(crate) printed: Option<(i32, usize)>,
    /// The quarter last spoken of, and the word it stood at.
    pub(crate) quarter: Option<(i32, u8, usize)>,
    /// The word that is being read.
    pub(crate) at: usize,
}

/// How many words a named quarter stays the topic, so that "a year ago" means the quarter a year ago. Swept over
/// 0, 60, 120, 240, 480, 2000 on TimeML train: value F1 .782, .794, .795, .796, .795, .795.
const QUARTER_TOPIC: usize = 240;

/// Words that a printed year stays what "a year earlier" counts from: two sentences. TimeML has too few cases to tune it.
const YEAR_TOPIC: usize = 40;

/// Days by which a date against the tense of its clause must be nearer than one with it. A past verb does not make
/// "extended to Nov. 20" on Nov. 2 last year's: with a year between, the page would print it. Swept over
/// 0, 60, 120, 200, 300 on TimeML train and dev: value F1 .791, .794, .795, .796, .793 and .791, .791, .791, .787, .787.
const AGAINST_TENSE: i64 = 120;

impl Anchor {
    /// Type and value of an expression.
    pub(crate) fn value(&mut self, sense: &Sense, way: Way) -> (TimeType, Option<String>) {
        match sense {
            Sense::Known(kind, value) => {
                if *kind == TimeType::Date {
                    self.heed(value);
                    self.printed = self.year.map(|y| (y, self.at));
                }
                (*kind, Some(value.clone()))
            }
            Sense::Part(day, code) => {
                let value = self.day_of(day, way).map(|d| format!("{}{code}", d.iso()));
                (TimeType::Time, value)
            }
            Sense::Clock(day, hour, minute) => {
                let day = match day {
                    Some(day) => self.day_of(day, way),
                    None => self.day.or(self.today),
                };
                let clock = format!("T{hour:02}:{minute:02}");
                (TimeType::Time, Some(day.map_or(clock.clone(), |d| format!("{}{clock}", d.iso()))))
            }
            Sense::Shifted(unit, by) if unit.within_day() => {
                (TimeType::Time, self.hours_from_now(*unit, *by))
            }
            _ => {
                let value = self.date(sense, way);
                if let (Sense::Same(Unit::Quarter), Some(topic)) = (sense, &mut self.quarter) {
                    topic.2 = self.at; // "The latest quarter" keeps it the topic.
                }
                // What is itself told from another time becomes no topic, or "a year earlier" would walk back.
                let told = matches!(sense, Sense::Later(..) | Sense::Same(_) | Sense::YearAgo);
                if let Some(value) =
                    value.as_ref().filter(|_| !told || matches!(sense, Sense::Later(Unit::Day, _)))
                {
                    self.heed(value);
                }
                if let Sense::Date { which: Which::Year(year), .. } | Sense::Piece(_, Which::Year(year)) =
                    sense
                {
                    self.printed = Some((*year, self.at));
                }
                (TimeType::Date, value)
            }
        }
    }

    /// "two hours ago", as fine as its unit: told from the hour of publication, without which there is no value.
    fn hours_from_now(&self, unit: Unit, by: i64) -> Option<String> {
        let (day, (hour, minute)) = (self.today?, self.clock.filter(|_| unit != Unit::Second)?);
        let minutes = if unit == Unit::Hour { by.checked_mul(60)? } else { by };
        let at = (i64::from(hour) * 60 + i64::from(minute)).checked_add(minutes)?;
        let day = day.plus_days(at.div_euclid(24 * 60))?.iso();
        let (hour, minute) = (at.rem_euclid(24 * 60) / 60, at.rem_euclid(60));
        Some(if unit == Unit::Hour {
            format!("{day}T{hour:02}")
        } else {
            format!("{day}T{hour:02}:{minute:02}")
        })
    }

    /// Remembers a date as spoken of.
    fn heed(&mut self, value: &str) {
        let year = value.get(..4).and_then(|y| y.parse::<i32>().ok());
        let Some(year) = year else { return };
        self.year = Some(year);
        let rest = value.get(5..).unwrap_or("");
        let month = rest.get(..2).and_then(|m| m.parse::<u8>().ok());
        if let Some(quarter) = rest.strip_prefix('Q').and_then(|q| q.parse().ok()) {
            self.quarter = Some((year, quarter, self.at));
        }
        if let Some(month) = month {
            self.month = Some((year, month));
            if let Some(day) = rest.get(3..5).and_then(|d| d.parse().ok()) {
                self.day = Day::new(year, month, day).or(self.day);
            }
        }
    }

    /// The day that a sense names.
    fn day_of(&mut self, sense: &Sense, way: Way) -> Option<Day> {
        let day = match sense {
            Sense::Same(Unit::Day) => self.day.or(self.today),
            _ => parse(&self.date(sense, way)?),
        }?;
        self.day = Some(day);
        Some(day)
    }

    fn date(&self, sense: &Sense, way: Way) -> Option<String> {
        match sense {
            Sense::Date { which, month, day: None } => {
                self.month(*which, *month, way).map(|y| format!("{y:04}-{month:02}"))
            }
            Sense::Date { which, month, day: Some(day) } => {
                self.month_day(*which, *month, *day, way).map(|(y, m, d)| format!("{y:04}-{m:02}-{d:02}"))
            }
            Sense::MonthDay(day, which) => self.day_alone(*day, *which, way).map(Day::iso),
            Sense::Weekday(day, which) => self.weekday(*day, *which, way).map(Day::iso),
            Sense::Shifted(unit, by) => shifted(self.today?, *unit, *by, way),
            Sense::Season(code, which) => self.season(code, *which, way).map(|y| format!("{y:04}-{code}")),
            Sense::Piece(code, which) => self.piece(code, *which, way).map(|y| format!("{y:04}-{code}")),
            Sense::Feast(code, which) => self.feast(code, *which, way).map(Day::iso),
            Sense::Same(unit) => self.same(*unit, way),
            Sense::YearAgo => match self.topic() {
                Some((year, quarter)) => Some(format!("{:04}-Q{quarter}", year - 1)),
                None => shifted(self.today?, Unit::Year, -1, way),
            },
            Sense::Later(unit, by) => self.later(*unit, *by, way),
            Sense::Decade(tens) => {
                // "the '80s" is the last such decade that has begun, "the '20s" of a text without a date unknown.
                let this = self.today?.year / 10;
                let decade = this - (this - i32::from(*tens)).rem_euclid(10);
                Some(format!("{decade}"))
            }
            Sense::Known(_, value) => Some(value.clone()),
            Sense::Part(..) | Sense::Clock(..) => None,
        }
    }

    /// The year of a month.
    fn month(&self, which: Which, month: u8, way: Way) -> Option<i32> {
        if let Which::Year(year) = which {
            return Some(year);
        }
        let today = self.today?;
        let year = today.year;
        Some(match (which, way) {
            (Which::Shift(by), _) => year + by,
            (Which::This, _) => year,
            (Which::Last, _) => year - i32::from(month >= today.month),
            (Which::Next, _) => year + i32::from(month <= today.month),
            (_, Way::Future) => year + i32::from(month < today.month),
            (_, Way::Past | Way::Open) => year - i32::from(month > today.month),
        })
    }

    /// A day of a month; a day that no such year has is `None` unless the year is printed, when it stays as printed.
    fn month_day(&self, which: Which, month: u8, day: u8, way: Way) -> Option<(i32, u8, u8)> {
        let kept = |d: Day| (d.year, d.month, d.day);
        if let Which::Year(year) = which {
            return Day::new(year, month, day).map(kept);
        }
        let today = self.today?;
        let year = |by: i32| Day::new(today.year + by, month, day);
        let found = match (which, way) {
            (Which::Shift(by), _) => year(by),
            (Which::This, _) => year(0),
            (Which::Last, _) => [year(0), year(-1)].into_iter().flatten().find(|d| *d < today),
            (Which::Next, _) => [year(0), year(1)].into_iter().flatten().find(|d| *d > today),
            _ => [year(-1), year(0), year(1)].into_iter().flatten().min_by_key(|d| {
                let against = match way {
                    Way::Past => *d > today,
                    Way::Future => *d < today,
                    Way::Open => false,
                };
                d.since(today).abs() + if against { AGAINST_TENSE } else { 0 }
            }),
        };
        found.map(kept)
    }

    /// The day of this number that is nearest in the clause's direction.
    fn day_alone(&self, day: u8, which: Which, way: Way) -> Option<Day> {
        let today = self.today?;
        let first = Day::new(today.year, today.month, 1)?;
        let month = |by: i64| first.plus_months(by).and_then(|f| Day::new(f.year, f.month, day));
        let near = [month(-1), month(0), month(1)].into_iter().flatten();
        match (which, way) {
            (Which::Last, _) => near.filter(|d| *d < today).max(),
            (Which::Next, _) | (_, Way::Future) => near.filter(|d| *d >= today).min(),
            (_, Way::Past) => near.filter(|d| *d <= today).max(),
            _ => near.min_by_key(|d| d.since(today).abs()),
        }
    }

    fn weekday(&self, day: u8, which: Which, way: Way) -> Option<Day> {
        let today = self.today?;
        let ahead = (i64::from(day) - i64::from(today.weekday())).rem_euclid(7);
        let behind = ahead - 7;
        let by = match (which, way) {
            (Which::Last, _) => behind,
            (Which::Next, _) => {
                if ahead == 0 {
                    7
                } else {
                    ahead
                }
            }
            _ if ahead == 0 => 0,
            (_, Way::Future) => ahead,
            (_, Way::Past | Way::Open) => behind,
        };
        today.plus_days(by)
    }

    /// The year that a season begins in.
    fn season(&self, code: &str, which: Which, way: Way) -> Option<i32> {
        if let Which::Year(year) = which {
            return Some(year);
        }
        let today = self.today?;
        let start = season_start(code);
        // The season that today lies in began this year, or in December last.
        let running = |s: u8| (i16::from(today.month) - i16::from(s)).rem_euclid(12) < 3;
        let began = today.year - i32::from(start > today.month);
        Some(match (which, way) {
            (Which::Shift(by), _) => today.year + by,
            (Which::This, _) if running(start) => began,
            (Which::This, _) => today.year,
            (Which::Last, _) if running(start) => began - 1,
            (Which::Next, _) => began + 1,
            (Which::Open, Way::Future) if !running(start) => began + 1,
            _ => began,
        })
    }

    /// The year of a quarter or half.
    fn piece(&self, code: &str, which: Which, way: Way) -> Option<i32> {
        if let Which::Year(year) = which {
            return Some(year);
        }
        let today = self.today?;
        let number = code.get(1..).and_then(|n| n.parse::<u8>().ok())?;
        let length = if code.starts_with('H') { 6 } else { 3 };
        let (first, last) = ((number - 1) * length + 1, number * length);
        let year = today.year;
        Some(match (which, way) {
            (Which::Shift(by), _) => year + by,
            (Which::Last, _) => year - i32::from(last >= today.month),
            (Which::Next, _) => year + i32::from(first <= today.month),
            // Results of a quarter are told in the next one, with verbs that look ahead.
            (Which::Open, Way::Future) => year + i32::from(last + 4 < today.month),
            _ => year - i32::from(first > today.month),
        })
    }

    fn feast(&self, code: &str, which: Which, way: Way) -> Option<Day> {
        if let Which::Year(year) = which {
            return Day::feast(code, year);
        }
        let today = self.today?;
        let year = |by: i32| Day::feast(code, today.year + by);
        match (which, way) {
            (Which::Shift(by), _) => year(by),
            (Which::This, _) => year(0),
            (Which::Next, _) | (Which::Open, Way::Future) => {
                [year(0)?, year(1)?].into_iter().find(|d| *d >= today)
            }
            (Which::Last, _) => [year(0)?, year(-1)?].into_iter().find(|d| *d < today),
            (_, Way::Open) => {
                [year(-1)?, year(0)?, year(1)?].into_iter().min_by_key(|d| d.since(today).abs())
            }
            _ => [year(0)?, year(-1)?].into_iter().find(|d| *d <= today),
        }
    }

    fn same(&self, unit: Unit, way: Way) -> Option<String> {
        match unit {
            Unit::Day => self.day.or(self.today).map(Day::iso),
            Unit::Month => {
                self.month.or(self.today.map(|d| (d.year, d.month))).map(|(y, m)| format!("{y:04}-{m:02}"))
            }
            Unit::Quarter => match self.quarter {
                Some((year, quarter, _)) => Some(format!("{year:04}-Q{quarter}")),
                // The quarter reported on is the one that ended.
                None => shifted(self.today?, unit, -1, way),
            },
            Unit::Year => self.year.or(self.today.map(|d| d.year)).map(|y| format!("{y:04}")),
            _ => shifted(self.today?, unit, 0, way),
        }
    }

    /// So many units from the time last spoken of; a year from a quarter that is the topic is a quarter.
    fn later(&self, unit: Unit, by: i64, way: Way) -> Option<String> {
        let years = i32::try_from(by).ok();
        match unit {
            Unit::Year => {
                if let Some((year, quarter)) = self.topic() {
                    return Some(format!("{:04}-Q{quarter}", year.checked_add(years?)?));
                }
                let printed =
                    self.printed.filter(|(_, at)| self.at.saturating_sub(*at) <= YEAR_TOPIC).map(|p| p.0);
                let year = printed.or(self.today.map(|d| d.year))?;
                Some(format!("{:04}", year.checked_add(years?)?))
            }
            Unit::Month => {
                let (year, month) = self.month.or(self.today.map(|d| (d.year, d.month)))?;
                shifted(Day::new(year, month, 1)?, unit, by, way)
            }
            // "three days later" needs the day it counts from; "a day earlier" can count from today.
            _ if by > 0 => shifted(self.day?, unit, by, way),
            _ => shifted(self.day.or(self.today)?, unit, by, way),
        }
    }

    /// The quarter that is being reported on.
    fn topic(&self) -> Option<(i32, u8)> {
        let (year, quarter, at) = self.quarter?;
        (self.at.saturating_sub(at) <= QUARTER_TOPIC).then_some((year, quarter))
    }
}

/// The day an ISO date says.
fn parse(value: &str) -> Option<Day> {
    let mut parts = value.splitn(3, '-');
    Day::new(parts.next()?.parse().ok()?, parts.next()?.parse().ok()?, parts.next()?.parse().ok()?)
}

/// The value so many units from a day, at the grain of the unit.
fn shifted(today: Day, unit: Unit, by: i64, way: Way) -> Option<String> {
    Some(match unit {
        Unit::Second | Unit::Minute | Unit::Hour => return None,
        Unit::Day | Unit::Night => today.plus_days(by)?.iso(),
        Unit::Week | Unit::Fortnight => {
            let weeks = if unit == Unit::Fortnight { by.checked_mul(2)? } else { by };
            let (year, week) = today.plus_days(weeks.checked_mul(7)?)?.week();
            format!("{year:04}-W{week:02}")
        }
        Unit::Weekend => {
            // Told on a weekday as past, the weekend is the one before.
            let back = by == 0 && way != Way::Future && today.weekday() < 6;
            let (year, week) = today.plus_days(7 * (by - i64::from(back)))?.week();
            format!("{year:04}-W{week:02}-WE")
        }
        Unit::Month => {
            let day = Day::new(today.year, today.month, 1)?.plus_months(by)?;
            format!("{:04}-{:02}", day.year, day.month)
        }
        Unit::Quarter => {
            let day = Day::new(today.year, today.month, 1)?.plus_months(by.checked_mul(3)?)?;
            format!("{:04}-Q{}", day.year, (day.month - 1) / 3 + 1)
        }
        Unit::Year => format!("{:04}", year_plus(today, by)?),
        // "two decades ago" is a year, "the last decade" is a decade.
        Unit::Decade if by.abs() > 1 => format!("{:04}", year_plus(today, by.checked_mul(10)?)?),
        Unit::Decade => format!("{:03}", year_plus(today, by * 10)? / 10),
        Unit::Century if by.abs() > 1 => format!("{:04}", year_plus(today, by.checked_mul(100)?)?),
        Unit::Century => format!("{:02}", year_plus(today, by * 100)? / 100),
    })
}

fn year_plus(today: Day, by: i64) -> Option<i32> {
    let year = today.year.checked_add(i32::try_from(by).ok()?)?;
    (1..=9999).contains(&year).then_some(year)
}

fn season_start(code: &str) -> u8 {
    match code {
        "SP" => 3,
        "SU" => 6,
        "FA" => 9,
        _ => 12,
    }
}
