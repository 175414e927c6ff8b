//! What a time expression means before it is known which day it was said.
//!
//! In: the grammar's findings · Out: [`Sense`], [`Found`] · From: TIMEX3 types and values (ISO-TimeML)
//! Fails: never · Cost: O(1)

use super::terms::Unit;
use model::TimeType;

/// Which year, month or day of several is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Which {
    /// Nothing says; the tense of the clause decides.
    Open,
    /// The year is printed.
    Year(i32),
    /// So many years from this one ("of last year").
    Shift(i32),
    /// "last".
    Last,
    /// "this".
    This,
    /// "next".
    Next,
}

/// What a time expression means.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Sense {
    /// Needs no anchor.
    Known(TimeType, String),
    /// A month, or a day of it.
    Date { which: Which, month: u8, day: Option<u8> },
    /// A day of a month that is not named ("el día 12").
    MonthDay(u8, Which),
    /// A weekday, Monday 1.
    Weekday(u8, Which),
    /// So many units from today: "today", "last week", "two years ago".
    Shifted(Unit, i64),
    /// A season ("SU").
    Season(&'static str, Which),
    /// A quarter or half ("Q3", "H1").
    Piece(String, Which),
    /// A feast, as the lexicon writes it.
    Feast(&'static str, Which),
    /// The unit that was last spoken of: "that year", "the quarter".
    Same(Unit),
    /// So many units from the time last spoken of: "a year earlier".
    Later(Unit, i64),
    /// "a year ago": the topic's quarter a year before, else the year before this.
    YearAgo,
    /// A part of a day ("TMO").
    Part(Box<Sense>, &'static str),
    /// A time of day; without a day, that of the sentence.
    Clock(Option<Box<Sense>>, u8, u8),
    /// A decade by its last two digits ("the '80s", "the nineties").
    Decade(u8),
}

impl Sense {
    /// A length of time.
    pub(crate) fn length(value: String) -> Self {
        Sense::Known(TimeType::Duration, value)
    }

    /// A vague time ("PAST_REF").
    pub(crate) fn vague(value: &str) -> Self {
        Sense::Known(TimeType::Date, value.to_owned())
    }

    /// A recurring time.
    pub(crate) fn set(value: String) -> Self {
        Sense::Known(TimeType::Set, value)
    }

    /// Whether it is a length of time.
    pub(crate) fn is_length(&self) -> bool {
        matches!(self, Sense::Known(TimeType::Duration, _))
    }

    /// Whether it names a day.
    pub(crate) fn is_day(&self) -> bool {
        matches!(
            self,
            Sense::Weekday(..)
                | Sense::MonthDay(..)
                | Sense::Shifted(Unit::Day, _)
                | Sense::Date { day: Some(_), .. }
                | Sense::Feast(..)
        ) || matches!(self, Sense::Known(TimeType::Date, v) if v.len() == 10 && v.contains('-'))
    }

    /// Whether it is a date that "early", "late", "the end of" can go before.
    pub(crate) fn is_dated(&self) -> bool {
        match self {
            Sense::Known(kind, value) => *kind == TimeType::Date && !value.ends_with("_REF"),
            Sense::Clock(..) => false,
            _ => true,
        }
    }

    /// The same sense told to be of this year, month or day of several.
    pub(crate) fn of(self, new: Which) -> Option<Self> {
        Some(match self {
            Sense::Date { which: Which::Open, month, day } => Sense::Date { which: new, month, day },
            Sense::Season(code, Which::Open) => Sense::Season(code, new),
            Sense::Piece(code, Which::Open) => Sense::Piece(code, new),
            Sense::Feast(code, Which::Open) => Sense::Feast(code, new),
            Sense::Weekday(day, Which::Open) => Sense::Weekday(day, new),
            _ => return None,
        })
    }
}

/// A time expression: words `start..end` and what they mean, by which rule.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// First word.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// What it means.
    pub(crate) sense: Sense,
}

/// Which way the clause looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Way {
    /// It tells what was.
    Past,
    /// It tells what is to come.
    Future,
    /// It does not say.
    Open,
}
