//! Who is for, against or undecided on what.

use crate::closed::closed;
use crate::{Evidence, Ref, Span};
use serde::{Deserialize, Serialize};

closed! {
    /// Which side.
    Stance {
        /// Supports, welcomes, backs.
        For = "for",
        /// Opposes, rejects, condemns.
        Against = "against",
        /// Has not decided, declines to say.
        Undecided = "undecided",
    }
}

/// One party's position.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Position<S = Span> {
    /// Whose.
    pub holder: Ref<S>,
    /// On what.
    pub on: S,
    /// Which side.
    pub stance: Stance,
    /// The words that prove it. In JSON `maker` and `confidence` stand beside them.
    #[serde(rename = "evidence")]
    pub proof: S,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Position<S> {
    /// The same position with every span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Position<T> {
        Position {
            holder: self.holder.map_spans(cite),
            on: cite(self.on),
            stance: self.stance,
            proof: cite(self.proof),
            evidence: self.evidence,
        }
    }
}
