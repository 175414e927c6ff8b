//! Where an event stands, as told; the axes beneath; and the one table that derives the label from them.
//!
//! In: [`Axes`] · Out: [`Status`] · From: DESIGN section 4; axes after FactBank (Saurí and Pustejovsky 2009) and
//! the modes of the PLOVER manual (2021) · Fails: axes of no row are `None`, there is no default · Cost: one scan of
//! fourteen rows

use crate::closed::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// Where an event stands, as told.
    Status {
        /// Done.
        Happened = "happened",
        /// Going on, not finished.
        UnderWay = "under_way",
        /// Decided, authorised, signed, agreed; not yet carried out or in force.
        Ordered = "ordered",
        /// Intended or scheduled.
        Planned = "planned",
        /// Weighed, explored, proposed; no decision.
        Contemplated = "contemplated",
        /// May, could, feared, forecast, suspected.
        Possible = "possible",
        /// Only if something else holds.
        Conditional = "conditional",
        /// Vowed, for good.
        Promised = "promised",
        /// Vowed, for harm.
        Threatened = "threatened",
        /// Asked of another party, not yet done.
        Demanded = "demanded",
        /// Tried and failed, foiled, blocked.
        Attempted = "attempted",
        /// Told as not, or not yet, done.
        NotHappened = "not_happened",
        /// A party says it is not so.
        Denied = "denied",
        /// A party refuses a proposal or demand.
        Rejected = "rejected",
    }
}

closed! {
    /// Is it told as so, or as not so?
    Polarity {
        /// As so.
        Positive = "positive",
        /// As not so.
        Negative = "negative",
    }
}

closed! {
    /// How sure the teller is.
    Certainty {
        /// No hedge.
        Certain = "certain",
        /// "Likely", "is expected to".
        Probable = "probable",
        /// "May", "could", "allegedly".
        Possible = "possible",
        /// Nothing is said of it.
        Unstated = "unstated",
    }
}

closed! {
    /// When, seen from the article's date.
    Tense {
        /// Before.
        Past = "past",
        /// Now.
        Present = "present",
        /// After.
        Future = "future",
        /// Not placed in time.
        None = "none",
    }
}

closed! {
    /// What is done with the event in telling it.
    Act {
        /// Told as a matter of fact.
        Assert = "assert",
        /// Intended.
        Plan = "plan",
        /// Considered.
        Weigh = "weigh",
        /// Decided.
        Order = "order",
        /// Vowed for good.
        Promise = "promise",
        /// Vowed for harm.
        Threaten = "threaten",
        /// Asked of another.
        Demand = "demand",
        /// Said not to be so.
        Deny = "deny",
        /// Refused.
        Refuse = "refuse",
        /// Supposed.
        Suppose = "suppose",
    }
}

/// The four axes beneath a status, each closed, each of its own to be scored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Axes {
    /// Told as so or as not so.
    pub polarity: Polarity,
    /// How surely.
    pub certainty: Certainty,
    /// When.
    pub time: Tense,
    /// What is done with it.
    pub act: Act,
}

/// One row of the status table: the axes it asks for (empty = any) and the label it gives.
#[derive(Clone, Copy, Debug)]
pub struct StatusRow {
    /// Required act.
    pub act: Act,
    /// Accepted polarities.
    pub polarity: &'static [Polarity],
    /// Accepted certainties.
    pub certainty: &'static [Certainty],
    /// Accepted times.
    pub time: &'static [Tense],
    /// The label.
    pub status: Status,
    /// A sentence that this row reads.
    pub example: &'static str,
}

const POSITIVE: &[Polarity] = &[Polarity::Positive];
const NEGATIVE: &[Polarity] = &[Polarity::Negative];
const HEDGED: &[Certainty] = &[Certainty::Probable, Certainty::Possible];
const FIRM: &[Certainty] = &[Certainty::Certain];
const ANY_CERTAINTY: &[Certainty] = &[];
const ANY_POLARITY: &[Polarity] = &[];
const ANY_TIME: &[Tense] = &[];

/// The one table that derives the label from the axes; the first row that fits decides.
pub const STATUS_TABLE: &[StatusRow] = &[
    row(
        Act::Deny,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Denied,
        "The ministry denied closing the port.",
    ),
    row(
        Act::Refuse,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Rejected,
        "The mayor ruled out a closure.",
    ),
    row(
        Act::Suppose,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Conditional,
        "If closed, the port would lose trade.",
    ),
    row(
        Act::Threaten,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Threatened,
        "The union warned it would strike.",
    ),
    row(
        Act::Promise,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Promised,
        "The minister pledged to reopen it.",
    ),
    row(
        Act::Demand,
        ANY_POLARITY,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Demanded,
        "Shippers urged the city to reopen it.",
    ),
    row(
        Act::Plan,
        NEGATIVE,
        ANY_CERTAINTY,
        &[Tense::Past],
        Status::Attempted,
        "Pirates tried to board the ferry.",
    ),
    row(Act::Assert, NEGATIVE, ANY_CERTAINTY, ANY_TIME, Status::NotHappened, "The port has yet to close."),
    row(Act::Plan, NEGATIVE, ANY_CERTAINTY, ANY_TIME, Status::NotHappened, "The closure was called off."),
    row(Act::Assert, POSITIVE, HEDGED, ANY_TIME, Status::Possible, "The port could close."),
    row(
        Act::Order,
        POSITIVE,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Ordered,
        "The council ordered the port to close.",
    ),
    row(
        Act::Weigh,
        POSITIVE,
        ANY_CERTAINTY,
        ANY_TIME,
        Status::Contemplated,
        "The council is considering a closure.",
    ),
    row(Act::Plan, POSITIVE, ANY_CERTAINTY, ANY_TIME, Status::Planned, "The port will close on Friday."),
    row(Act::Assert, POSITIVE, FIRM, &[Tense::Past], Status::Happened, "The port closed on Friday."),
    row(Act::Assert, POSITIVE, FIRM, &[Tense::Present], Status::UnderWay, "The port is being closed."),
];

const fn row(
    act: Act,
    polarity: &'static [Polarity],
    certainty: &'static [Certainty],
    time: &'static [Tense],
    status: Status,
    example: &'static str,
) -> StatusRow {
    StatusRow { act, polarity, certainty, time, status, example }
}

impl StatusRow {
    /// Whether the row reads these axes.
    pub fn fits(&self, axes: &Axes) -> bool {
        fn ok<T: PartialEq>(accepted: &[T], value: &T) -> bool {
            accepted.is_empty() || accepted.contains(value)
        }
        self.act == axes.act
            && ok(self.polarity, &axes.polarity)
            && ok(self.certainty, &axes.certainty)
            && ok(self.time, &axes.time)
    }
}

impl Axes {
    /// The axis of MATRES (Ning, Wu and Roth 2018) that these come to: actual, intention, negated or hypothetical.
    pub fn matres(&self) -> &'static str {
        match (self.polarity, self.act) {
            (Polarity::Negative, _) | (_, Act::Deny | Act::Refuse) => "negated",
            (_, Act::Suppose) => "hypothetical",
            (_, Act::Assert) => "actual",
            _ => "intention",
        }
    }

    /// A plain assertion about which nothing is known: no row reads it.
    pub const UNKNOWN: Axes = Axes {
        polarity: Polarity::Positive,
        certainty: Certainty::Unstated,
        time: Tense::None,
        act: Act::Assert,
    };

    /// The label that the axes give, or `None` where no row of [`STATUS_TABLE`] reads them.
    pub fn status(&self) -> Option<Status> {
        STATUS_TABLE.iter().find(|row| row.fits(self)).map(|row| row.status)
    }
}

impl Status {
    /// The usual axes of this status; `status.axes().status() == Some(status)`.
    pub fn axes(self) -> Axes {
        let (polarity, certainty, time, act) = match self {
            Status::Happened => (Polarity::Positive, Certainty::Certain, Tense::Past, Act::Assert),
            Status::UnderWay => (Polarity::Positive, Certainty::Certain, Tense::Present, Act::Assert),
            Status::Ordered => (Polarity::Positive, Certainty::Certain, Tense::Future, Act::Order),
            Status::Planned => (Polarity::Positive, Certainty::Probable, Tense::Future, Act::Plan),
            Status::Contemplated => (Polarity::Positive, Certainty::Possible, Tense::Future, Act::Weigh),
            Status::Possible => (Polarity::Positive, Certainty::Possible, Tense::None, Act::Assert),
            Status::Conditional => (Polarity::Positive, Certainty::Possible, Tense::Future, Act::Suppose),
            Status::Promised => (Polarity::Positive, Certainty::Probable, Tense::Future, Act::Promise),
            Status::Threatened => (Polarity::Positive, Certainty::Possible, Tense::Future, Act::Threaten),
            Status::Demanded => (Polarity::Positive, Certainty::Unstated, Tense::Future, Act::Demand),
            Status::Attempted => (Polarity::Negative, Certainty::Certain, Tense::Past, Act::Plan),
            Status::NotHappened => (Polarity::Negative, Certainty::Certain, Tense::Past, Act::Assert),
            Status::Denied => (Polarity::Negative, Certainty::Certain, Tense::None, Act::Deny),
            Status::Rejected => (Polarity::Negative, Certainty::Certain, Tense::Future, Act::Refuse),
        };
        Axes { polarity, certainty, time, act }
    }

    /// A sign for the terminal and the page, so that no status is told by colour alone.
    pub fn sign(self) -> &'static str {
        match self {
            Status::Happened => "●",
            Status::UnderWay => "◐",
            Status::Ordered => "◆",
            Status::Planned => "◇",
            Status::Contemplated => "○",
            Status::Possible => "?",
            Status::Conditional => "⇢",
            Status::Promised => "+",
            Status::Threatened => "!",
            Status::Demanded => "»",
            Status::Attempted => "×",
            Status::NotHappened => "∅",
            Status::Denied => "¬",
            Status::Rejected => "⊘",
        }
    }

    /// The word for people: "under way", "not happened".
    pub fn label(self) -> &'static str {
        match self {
            Status::UnderWay => "under way",
            Status::NotHappened => "not happened",
            other => other.as_str(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_table_gives_its_label_and_has_an_example() {
        for row in STATUS_TABLE {
            let axes = Axes {
                act: row.act,
                polarity: row.polarity.first().copied().unwrap_or(Polarity::Positive),
                certainty: row.certainty.first().copied().unwrap_or(Certainty::Certain),
                time: row.time.first().copied().unwrap_or(Tense::Future),
            };
            assert_eq!(axes.status(), Some(row.status), "{}", row.example);
            assert!(row.example.ends_with('.'));
        }
    }

    #[test]
    fn every_status_comes_back_from_its_own_axes_and_stands_in_the_table() {
        for status in Status::ALL {
            assert_eq!(status.axes().status(), Some(*status));
            assert!(STATUS_TABLE.iter().any(|r| r.status == *status));
        }
    }

    #[test]
    fn there_is_no_default_status() {
        assert_eq!(Axes::UNKNOWN.status(), None);
    }

    #[test]
    fn no_two_statuses_share_a_sign() {
        let mut signs: Vec<_> = Status::ALL.iter().map(|s| s.sign()).collect();
        signs.sort_unstable();
        signs.dedup();
        assert_eq!(signs.len(), Status::ALL.len());
    }
}
