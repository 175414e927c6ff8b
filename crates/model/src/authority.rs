//! By what right: the legal basis invoked.

use crate::closed::closed;
use crate::{Evidence, Ref, Span};
use serde::{Deserialize, Serialize};

closed! {
    /// What kind of instrument.
    AuthorityKind {
        /// Title, act, article, section, constitution.
        Statute = "statute",
        /// Executive order, decree, directive, warrant.
        Order = "order",
        /// Resolution of a council or parliament.
        Resolution = "resolution",
        /// Treaty, convention, accord, protocol.
        Treaty = "treaty",
        /// Judgment, injunction.
        Ruling = "ruling",
        /// Being put on a list in law.
        Designation = "designation",
        /// None of these.
        Other = "other",
    }
}

/// One legal authority as named in the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Authority<S = Span> {
    /// `a1`, `a2`… in text order.
    pub id: String,
    /// The words.
    pub span: S,
    /// Its name as printed.
    pub name: String,
    /// What kind.
    pub kind: AuthorityKind,
    /// Who invokes it.
    pub invoked_by: Option<Ref<S>>,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Authority<S> {
    /// The same authority with its spans mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Authority<T> {
        Authority {
            id: self.id,
            span: cite(self.span),
            name: self.name,
            kind: self.kind,
            invoked_by: self.invoked_by.map(|r| r.map_spans(cite)),
            evidence: self.evidence,
        }
    }
}
