//! What is told: actor, action, target, place, when, and where it stands.

use crate::closed::closed;
use crate::{ActionClass, Axes, Evidence, Ref, Span, Status};
use serde::{Deserialize, Serialize};

closed! {
    /// Who tells it.
    Voice {
        /// The article itself.
        Narrator = "narrator",
        /// A source in the article; `statement` says which.
        Source = "source",
    }
}

/// When an event is, was or is to be.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct When<S = Span> {
    /// TIMEX3 value ("2025-02", "2026-W09", "P3D"), where it could be resolved.
    pub value: Option<String>,
    /// The words.
    pub span: Option<S>,
}

/// An actor as the outside schemes name one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Party {
    /// ISO 3166-1 alpha-3 code of the country it belongs to, where known.
    pub country: Option<String>,
    /// PLOVER sector ("GOV", "MIL"), where known.
    pub sector: Option<String>,
}

/// Codes of the outside event schemes, derived from action and status.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Codes {
    /// PLOVER (2021) category, in capitals.
    pub plover: Option<String>,
    /// PLOVER mode within the category ("arrest").
    pub mode: Option<String>,
    /// CAMEO code, two to four digits.
    pub cameo: Option<String>,
    /// Who does what is coded: for a demand whoever demands, for a refusal whoever refuses.
    pub actor: Option<Party>,
    /// To whom.
    pub target: Option<Party>,
}

/// One event as told in one place.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Event<S = Span> {
    /// `v1`, `v2`… in text order.
    pub id: String,
    /// The head word.
    pub trigger: S,
    /// Its dictionary form ("deploy").
    pub lemma: String,
    /// Action class of the closed list in `docs/marks/event.md`; `None` where the action is in no class.
    pub class: Option<ActionClass>,
    /// Who does it.
    pub actor: Option<Ref<S>>,
    /// To whom or what.
    pub target: Option<Ref<S>>,
    /// Who gets it.
    pub recipient: Option<Ref<S>>,
    /// Where.
    pub place: Option<Ref<S>>,
    /// When.
    pub when: Option<When<S>>,
    /// Where it stands; `None` is unknown and comes with a caveat. There is no default.
    pub status: Option<Status>,
    /// The words that decide the status; `None` for a plain assertion.
    pub cue: Option<S>,
    /// Who tells it.
    pub voice: Voice,
    /// The statement it is told in, if any.
    pub statement: Option<String>,
    /// The axes beneath the status.
    pub axes: Axes,
    /// Ids of the figures that count it.
    pub figures: Vec<String>,
    /// Id of the authority invoked for it.
    pub authority: Option<String>,
    /// Outside codes; `None` where they have none for the action, or for an action that only may be.
    pub codes: Option<Codes>,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Event<S> {
    /// An event of which nothing is known but its words: no roles, no status, told by the article.
    pub fn bare(id: String, trigger: S, lemma: String, evidence: Evidence) -> Self {
        Event {
            id,
            trigger,
            lemma,
            class: None,
            actor: None,
            target: None,
            recipient: None,
            place: None,
            when: None,
            status: None,
            cue: None,
            voice: Voice::Narrator,
            statement: None,
            axes: Axes::UNKNOWN,
            figures: Vec::new(),
            authority: None,
            codes: None,
            evidence,
        }
    }

    /// Whether its code turns on who tells it: whoever demands, denies or refuses is the coded actor, and the one who
    /// would have acted the coded target.
    pub fn turned(&self) -> bool {
        matches!(self.status, Some(Status::Demanded | Status::Denied | Status::Rejected))
    }

    /// The same event with every span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Event<T> {
        Event {
            id: self.id,
            trigger: cite(self.trigger),
            lemma: self.lemma,
            class: self.class,
            actor: self.actor.map(|r| r.map_spans(cite)),
            target: self.target.map(|r| r.map_spans(cite)),
            recipient: self.recipient.map(|r| r.map_spans(cite)),
            place: self.place.map(|r| r.map_spans(cite)),
            when: self.when.map(|w| When { value: w.value, span: w.span.map(cite) }),
            status: self.status,
            cue: self.cue.map(cite),
            voice: self.voice,
            statement: self.statement,
            axes: self.axes,
            figures: self.figures,
            authority: self.authority,
            codes: self.codes,
            evidence: self.evidence,
        }
    }
}
