//! How many: number, comparator, unit, and what is counted.

use crate::closed::closed;
use crate::{Evidence, Span};
use serde::{Deserialize, Serialize};

closed! {
    /// How the printed number bounds the true one.
    Comparator {
        /// Exactly, or no word says otherwise.
        Equal = "=",
        /// More than.
        More = ">",
        /// At least.
        AtLeast = ">=",
        /// Fewer than.
        Less = "<",
        /// At most, up to.
        AtMost = "<=",
        /// About.
        About = "~",
        /// From `value` to `high`.
        Range = "range",
    }
}

/// One number that counts or measures something.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Figure<S = Span> {
    /// `f1`, `f2`… in text order.
    pub id: String,
    /// Comparator, number and unit as printed.
    pub span: S,
    /// The number, magnitude words applied ("2 million" is 2000000).
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How the number bounds the true one.
    pub comparator: Comparator,
    /// "USD", "%", "km", "tonnes"…; `None` for a plain count.
    pub unit: Option<String>,
    /// What is counted, as printed ("soldiers").
    pub counts: Option<String>,
    /// Id of the event it belongs to.
    pub event: Option<String>,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Figure<S> {
    /// The same figure with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Figure<T> {
        Figure {
            id: self.id,
            span: cite(self.span),
            value: self.value,
            high: self.high,
            comparator: self.comparator,
            unit: self.unit,
            counts: self.counts,
            event: self.event,
            evidence: self.evidence,
        }
    }
}
