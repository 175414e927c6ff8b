//! What two articles tell differently: two versions of one, or two outlets on one happening. A and B are as they were
//! named; neither is the right one.

use crate::closed::closed;
use crate::{Comparator, Count, PartKind, SourceKind, Span, Status, Voice};
use serde::{Deserialize, Serialize};

/// The name and version of the JSON form.
pub const DIFFERENCE_SCHEMA: &str = "hearsay/difference/1";

/// All that two articles tell differently, each kind in reading order. Empty where nothing is.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Differences<S = Span> {
    /// Headline, byline, dates and the other lines above the story.
    pub masthead: Vec<MastheadChange<S>>,
    /// Events that both tell but not as standing at the same place, and events that one tells alone.
    pub events: Vec<EventChange<S>>,
    /// Figures of the same thing with another value, and figures that one gives alone.
    pub figures: Vec<FigureChange<S>>,
    /// Sources that came, went, got or lost a name, or are told to be more or fewer.
    pub sources: Vec<SourceChange<S>>,
    /// Paragraphs that came, went, moved or were worded anew; captions and printed questions too.
    pub paragraphs: Vec<ParagraphChange<S>>,
}

closed! {
    /// A line above or beside the story.
    MastheadLine {
        /// The headline.
        Headline = "headline",
        /// The line under it.
        Deck = "deck",
        /// The writers, joined by ", ".
        Byline = "byline",
        /// Where it was filed.
        Dateline = "dateline",
        /// When it was first published.
        Published = "published",
        /// When it was last changed.
        Modified = "modified",
        /// Who published.
        Outlet = "outlet",
        /// Who made the leading image.
        Credit = "credit",
    }
}

/// A line above the story that is not the same in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct MastheadChange<S = Span> {
    /// Which line.
    pub line: MastheadLine,
    /// As A has it.
    pub a: Option<String>,
    /// As B has it.
    pub b: Option<String>,
    /// Which words differ, for the two lines that stand in the text: headline and deck.
    pub words: Option<Edit<S>>,
}

/// The words that two stretches do not share.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Edit<S = Span> {
    /// Words of A that B does not have, in A's text.
    pub dropped: Vec<S>,
    /// Words of B that A does not have, in B's text.
    pub added: Vec<S>,
}

closed! {
    /// What became of a paragraph between A and B.
    ParagraphFate {
        /// B alone has it.
        Added = "added",
        /// A alone has it.
        Dropped = "dropped",
        /// Both have it, worded otherwise.
        Changed = "changed",
        /// Both have it word for word, elsewhere.
        Moved = "moved",
    }
}

/// A paragraph, caption, question or answer that is not the same in both.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct ParagraphChange<S = Span> {
    /// What became of it.
    pub fate: ParagraphFate,
    /// What it is a part of.
    pub part: PartKind,
    /// Where it stands in A.
    pub a: Option<S>,
    /// Where it stands in B.
    pub b: Option<S>,
    /// Which words differ, where it was changed.
    pub words: Edit<S>,
}

closed! {
    /// In what the two tellings of an event differ.
    EventTurn {
        /// Where it stands.
        Status = "status",
        /// Who tells it: the article itself, or a source.
        Voice = "voice",
        /// When it is, was or is to be.
        When = "when",
        /// A alone tells it.
        OnlyA = "only_a",
        /// B alone tells it.
        OnlyB = "only_b",
    }
}

/// An event that is not told alike.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EventChange<S = Span> {
    /// In what; never empty.
    pub turns: Vec<EventTurn>,
    /// As A tells it.
    pub a: Option<EventTold<S>>,
    /// As B tells it.
    pub b: Option<EventTold<S>>,
}

/// One side's telling of an event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct EventTold<S = Span> {
    /// Its id in that side's notes.
    pub event: String,
    /// The head word.
    pub trigger: S,
    /// The sentence it stands in.
    pub sentence: Option<S>,
    /// Who does it: full name, else the words.
    pub actor: Option<String>,
    /// The action's dictionary form.
    pub action: String,
    /// To whom or what.
    pub target: Option<String>,
    /// Where it stands.
    pub status: Option<Status>,
    /// The words that decide that.
    pub cue: Option<S>,
    /// Who tells it.
    pub voice: Voice,
    /// On whose word, outermost first; empty in the article's own voice.
    pub says: Vec<String>,
    /// TIMEX3 value of its time, where known.
    pub when: Option<String>,
}

closed! {
    /// In what two figures of the same thing differ.
    FigureTurn {
        /// Number or comparator.
        Value = "value",
        /// A alone gives it.
        OnlyA = "only_a",
        /// B alone gives it.
        OnlyB = "only_b",
    }
}

/// A figure that is not the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FigureChange<S = Span> {
    /// In what.
    pub turn: FigureTurn,
    /// As A gives it.
    pub a: Option<FigureTold<S>>,
    /// As B gives it.
    pub b: Option<FigureTold<S>>,
}

/// One side's figure.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct FigureTold<S = Span> {
    /// Its id in that side's notes.
    pub figure: String,
    /// Comparator, number and unit as printed.
    pub span: S,
    /// The sentence it stands in.
    pub sentence: Option<S>,
    /// The number.
    pub value: f64,
    /// The upper end of a range.
    pub high: Option<f64>,
    /// How the number bounds the true one.
    pub comparator: Comparator,
    /// "USD", "%"…; `None` for a plain count.
    pub unit: Option<String>,
    /// What is counted, as printed.
    pub counts: Option<String>,
}

closed! {
    /// What became of a source between A and B.
    SourceTurn {
        /// Unnamed in A, named in B.
        Named = "named",
        /// Named in A, unnamed in B.
        Unnamed = "unnamed",
        /// The same description, but more or fewer persons.
        Count = "count",
        /// A alone has it.
        OnlyA = "only_a",
        /// B alone has it.
        OnlyB = "only_b",
    }
}

/// A source that is not the same.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SourceChange<S = Span> {
    /// What became of it.
    pub turn: SourceTurn,
    /// As A has it.
    pub a: Option<SourceTold<S>>,
    /// As B has it.
    pub b: Option<SourceTold<S>>,
}

/// One side's source, with all that it is credited with there.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SourceTold<S = Span> {
    /// Full name, else the words.
    pub name: String,
    /// What kind.
    pub kind: SourceKind,
    /// How many persons.
    pub count: Option<Count>,
    /// Its first words in the text.
    pub span: Option<S>,
    /// The sentence that these stand in.
    pub sentence: Option<S>,
    /// Ids of its statements in that side's notes.
    pub statements: Vec<String>,
}

impl<S> Default for Differences<S> {
    /// Nothing is told differently.
    fn default() -> Self {
        Differences {
            masthead: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            sources: Vec::new(),
            paragraphs: Vec::new(),
        }
    }
}

impl<S> Differences<S> {
    /// Whether nothing at all differs.
    pub fn is_empty(&self) -> bool {
        self.masthead.is_empty()
            && self.events.is_empty()
            && self.figures.is_empty()
            && self.sources.is_empty()
            && self.paragraphs.is_empty()
    }

    /// The same differences with every span mapped: `a` for those in A's text, `b` for those in B's.
    pub fn map_spans<T>(self, a: &impl Fn(S) -> T, b: &impl Fn(S) -> T) -> Differences<T> {
        Differences {
            masthead: map(self.masthead, |m| MastheadChange {
                line: m.line,
                a: m.a,
                b: m.b,
                words: m.words.map(|words| words.map_spans(a, b)),
            }),
            events: map(self.events, |e| EventChange {
                turns: e.turns,
                a: e.a.map(|told| told.map_spans(a)),
                b: e.b.map(|told| told.map_spans(b)),
            }),
            figures: map(self.figures, |f| FigureChange {
                turn: f.turn,
                a: f.a.map(|told| told.map_spans(a)),
                b: f.b.map(|told| told.map_spans(b)),
            }),
            sources: map(self.sources, |s| SourceChange {
                turn: s.turn,
                a: s.a.map(|told| told.map_spans(a)),
                b: s.b.map(|told| told.map_spans(b)),
            }),
            paragraphs: map(self.paragraphs, |p| ParagraphChange {
                fate: p.fate,
                part: p.part,
                a: p.a.map(a),
                b: p.b.map(b),
                words: p.words.map_spans(a, b),
            }),
        }
    }
}

fn map<T, U>(all: Vec<T>, each: impl FnMut(T) -> U) -> Vec<U> {
    all.into_iter().map(each).collect()
}

impl<S> Default for Edit<S> {
    /// The same words.
    fn default() -> Self {
        Edit { dropped: Vec::new(), added: Vec::new() }
    }
}

impl<S> Edit<S> {
    fn map_spans<T>(self, a: &impl Fn(S) -> T, b: &impl Fn(S) -> T) -> Edit<T> {
        Edit { dropped: map(self.dropped, a), added: map(self.added, b) }
    }
}

impl<S> EventTold<S> {
    fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> EventTold<T> {
        EventTold {
            event: self.event,
            trigger: cite(self.trigger),
            sentence: self.sentence.map(cite),
            actor: self.actor,
            action: self.action,
            target: self.target,
            status: self.status,
            cue: self.cue.map(cite),
            voice: self.voice,
            says: self.says,
            when: self.when,
        }
    }
}

impl<S> FigureTold<S> {
    fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> FigureTold<T> {
        FigureTold {
            figure: self.figure,
            span: cite(self.span),
            sentence: self.sentence.map(cite),
            value: self.value,
            high: self.high,
            comparator: self.comparator,
            unit: self.unit,
            counts: self.counts,
        }
    }
}

impl<S> SourceTold<S> {
    fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> SourceTold<T> {
        SourceTold {
            name: self.name,
            kind: self.kind,
            count: self.count,
            span: self.span.map(cite),
            sentence: self.sentence.map(cite),
            statements: self.statements,
        }
    }
}
