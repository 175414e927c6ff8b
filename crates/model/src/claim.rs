//! One proposition followed across articles: where it stood, on whose word, with which figures, and how that changed.

use crate::closed::closed;
use crate::{ActionClass, Comparator, Passage, Source, Span, Status, Voice};
use serde::{Deserialize, Serialize};

/// One proposition and every telling of it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Claim<S = Span> {
    /// `c1`, `c2`… in the order of the story.
    pub id: String,
    /// Who does it, by the fullest name that the articles give.
    pub actor: Option<String>,
    /// The action's dictionary form ("deploy").
    pub action: String,
    /// Its action class, where it is in one.
    pub class: Option<ActionClass>,
    /// To whom or what.
    pub object: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// Its tellings, the earliest first; at most one an article and holder.
    pub tellings: Vec<Telling<S>>,
    /// What changed between them, in order.
    pub changes: Vec<ClaimChange>,
}

/// One article's telling of a claim, on one holder's word.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Telling<S = Span> {
    /// The sentence that tells it; its `article` says where.
    pub sentence: Passage<S>,
    /// Id of the event in that article; `None` where a sentence denies what the claim would have needed ("There was no
    /// bomb").
    pub event: Option<String>,
    /// Where it stands in this telling.
    pub status: Option<Status>,
    /// The words that decide the status.
    pub cue: Option<Passage<S>>,
    /// The article itself, or a source in it.
    pub voice: Voice,
    /// Who holds it, where a source tells it.
    pub holder: Option<Source<Passage<S>>>,
    /// How many, where a figure is bound to it.
    pub figures: Vec<TellingFigure<S>>,
    /// Root of the lineage that the article leads to: place in its `nodes`.
    pub root: usize,
}

/// A figure of a telling.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct TellingFigure<S = Span> {
    /// As printed.
    pub span: Passage<S>,
    /// The number.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How the number bounds the true one.
    pub comparator: Comparator,
    /// "USD", "%", "km"…
    pub unit: Option<String>,
    /// What is counted, as printed.
    pub counts: Option<String>,
}

closed! {
    /// In what a later telling differs from an earlier one.
    ClaimTurn {
        /// It stands elsewhere ("contemplated" became "ordered").
        Status = "status",
        /// A figure of the same thing has another value ("8 dead" became "11 dead").
        Figure = "figure",
        /// Whoever told it without a name is named now ("unnamed" became "on the record").
        OnTheRecord = "on_the_record",
        /// A party says that it is not so.
        Denied = "denied",
        /// Its own holder or outlet takes it back.
        Withdrawn = "withdrawn",
    }
}

/// A change of a claim, with the two tellings that show it.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ClaimChange {
    /// In what.
    pub turn: ClaimTurn,
    /// Place of the earlier telling in `tellings`.
    pub from: usize,
    /// Place of the later one.
    pub to: usize,
    /// What stood before: a status, a figure as printed, a kind of source.
    pub before: String,
    /// What stands after.
    pub after: String,
}

impl ClaimChange {
    /// "contemplated → ordered": what stood before and after, a status by its word for people.
    pub fn in_words(&self) -> String {
        let word =
            |told: &str| told.parse::<Status>().map_or_else(|_| told.to_owned(), |s| s.label().to_owned());
        format!("{} → {}", word(&self.before), word(&self.after))
    }
}

impl<S> Claim<S> {
    /// The same claim with every span mapped by the article that it stands in.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Claim<T> {
        Claim {
            tellings: self.tellings.into_iter().map(|telling| telling.map_spans(cite)).collect(),
            id: self.id,
            actor: self.actor,
            action: self.action,
            class: self.class,
            object: self.object,
            place: self.place,
            changes: self.changes,
        }
    }
}

impl<S> Telling<S> {
    fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Telling<T> {
        let figures = self.figures.into_iter().map(|figure| TellingFigure {
            span: figure.span.map_spans(cite),
            value: figure.value,
            high: figure.high,
            comparator: figure.comparator,
            unit: figure.unit,
            counts: figure.counts,
        });
        Telling {
            figures: figures.collect(),
            sentence: self.sentence.map_spans(cite),
            event: self.event,
            status: self.status,
            cue: self.cue.map(|cue| cue.map_spans(cite)),
            voice: self.voice,
            holder: self
                .holder
                .map(|source| source.map_spans(&|passage: Passage<S>| passage.map_spans(cite))),
            root: self.root,
        }
    }
}
