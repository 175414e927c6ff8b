//! Time expressions in the text, by TIMEX3 (ISO-TimeML, ISO 24617-1).

use crate::closed::closed;
use crate::{Evidence, Span};
use serde::{Deserialize, Serialize};

closed! {
    /// TIMEX3 type.
    TimeType {
        /// A calendar day or larger.
        Date = "DATE",
        /// Smaller than a day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A recurring time.
        Set = "SET",
    }
}

/// One time expression.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Time<S = Span> {
    /// The words.
    pub span: S,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimeType,
    /// TIMEX3 value, anchored to the publication date; `None` where that date is needed and absent.
    pub value: Option<String>,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Time<S> {
    /// The same expression with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Time<T> {
        Time { span: cite(self.span), kind: self.kind, value: self.value, evidence: self.evidence }
    }
}
