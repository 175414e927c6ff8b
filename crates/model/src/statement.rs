//! Who said it: source, cue and content.

use crate::closed::closed;
use crate::{Evidence, Span, Stance};
use serde::{Deserialize, Serialize};

closed! {
    /// What is attributed: words, or a state of mind.
    StatementType {
        /// Said, wrote, confirmed, denied.
        Speech = "speech",
        /// Believes, wants, fears.
        Attitude = "attitude",
    }
}

closed! {
    /// How the content is given.
    Directness {
        /// All of it in quotation marks.
        Direct = "direct",
        /// In the reporter's words.
        Indirect = "indirect",
        /// Both.
        Mixed = "mixed",
    }
}

closed! {
    /// What kind of source it is. A pronoun keeps the kind of what it resolves to.
    SourceKind {
        /// A person whose name the text gives.
        NamedPerson = "named_person",
        /// Persons described but not named.
        UnnamedPerson = "unnamed_person",
        /// A ministry, company, court, party, agency.
        Organisation = "organisation",
        /// A news outlet.
        Outlet = "outlet",
        /// A report, letter, filing, poll.
        Document = "document",
        /// Not told, or not known.
        Unknown = "unknown",
    }
}

/// How many persons the words allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Count {
    /// At least this many (a plural is at least 2).
    pub min: u32,
    /// At most this many; `None` where the words set no upper bound.
    pub max: Option<u32>,
}

impl Count {
    /// Exactly `n`.
    pub fn exactly(n: u32) -> Self {
        Count { min: n, max: Some(n) }
    }

    /// `n` or more.
    pub fn at_least(n: u32) -> Self {
        Count { min: n, max: None }
    }
}

/// Who the information comes from, inside the text.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Source<S = Span> {
    /// The words; `None` for a passive without a source ("it was reported").
    pub span: Option<S>,
    /// What kind.
    pub kind: SourceKind,
    /// The full name where the text resolves it.
    pub name: Option<String>,
    /// The entity's id.
    pub entity: Option<String>,
    /// Office or relation as printed ("press secretary").
    pub role: Option<String>,
    /// How many persons; `None` where the source is no person.
    pub count: Option<Count>,
}

/// One attribution.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Statement<S = Span> {
    /// `s1`, `s2`… in text order.
    pub id: String,
    /// Speech or attitude.
    #[serde(rename = "type")]
    pub kind: StatementType,
    /// Who.
    pub source: Source<S>,
    /// The words that attribute; `None` for a quotation carried on without one.
    pub cue: Option<S>,
    /// Which side the source takes towards the content, as the cue tells it ("welcomed", "condemned"); `None` for a
    /// neutral cue ("said").
    pub stance: Option<Stance>,
    /// What; several spans where the cue stands inside it.
    pub content: Vec<S>,
    /// Direct, indirect or mixed.
    pub directness: Directness,
    /// Through whom it reached the article, outermost first, the source last; without the article's own outlet.
    pub chain: Vec<String>,
    /// Who marked it, how surely.
    #[serde(flatten)]
    pub evidence: Evidence,
}

impl<S> Source<S> {
    /// The same source with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Source<T> {
        Source {
            span: self.span.map(cite),
            kind: self.kind,
            name: self.name,
            entity: self.entity,
            role: self.role,
            count: self.count,
        }
    }
}

impl<S> Statement<S> {
    /// The same statement with every span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Statement<T> {
        Statement {
            id: self.id,
            kind: self.kind,
            source: self.source.map_spans(cite),
            cue: self.cue.map(cite),
            stance: self.stance,
            content: self.content.into_iter().map(cite).collect(),
            directness: self.directness,
            chain: self.chain,
            evidence: self.evidence,
        }
    }
}
