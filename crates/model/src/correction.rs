//! What a person says instead of the desk: a correction, kept apart from article and notes, and what became of it.
//!
//! A [`Correction`] points at a mark by its words, so that it holds for the next reading and a newer desk.
//! [`Notes::correct`](crate::Notes::correct) honours it; a [`Corrected`] on the notes tells what it overruled.

mod edit;
mod fields;
mod follow;
mod honour;
mod made;
mod marked;
mod place;
mod tells;
#[cfg(test)]
mod tests;

use crate::closed::closed;
use crate::{Article, Reading, Span, Stamp};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub use fields::fields_of;
pub use marked::Marked;

closed! {
    /// The kinds of mark that a person can correct.
    MarkKind {
        /// What is told; its own words are the trigger.
        Event = "event",
        /// Who said it; its own words are the cue, else the source, else the content.
        Statement = "statement",
        /// How many.
        Figure = "figure",
        /// When.
        Time = "time",
        /// By what right.
        Authority = "authority",
        /// Who is for and against; its own words are the proof.
        Position = "position",
        /// Who or what is meant, wherever it is mentioned.
        Entity = "entity",
    }
}

closed! {
    /// What a correction does to its mark.
    Overrule {
        /// It sets fields of a mark that is there.
        Set = "set",
        /// It makes a mark that the desk missed.
        Add = "add",
        /// It takes away a mark that is wrong.
        Drop = "drop",
    }
}

closed! {
    /// A field that a correction may set; which kind of mark has which, [`fields_of`] tells.
    Field {
        /// Where the event stands.
        Status = "status",
        /// The words that decide the status, or that attribute.
        Cue = "cue",
        /// Who tells the event: `narrator` or `source`.
        Voice = "voice",
        /// The class of the action.
        Class = "class",
        /// The dictionary form of the action.
        Lemma = "lemma",
        /// Who does it: words of the text.
        Actor = "actor",
        /// To whom or what: words of the text.
        Target = "target",
        /// Who gets it: words of the text.
        Recipient = "recipient",
        /// Where: words of the text.
        Place = "place",
        /// When, as a TIMEX3 value.
        When = "when",
        /// The words of the text that say when.
        WhenWords = "when_words",
        /// Who speaks: words of the text.
        Source = "source",
        /// What kind of source, authority or entity.
        Kind = "kind",
        /// The full name.
        Name = "name",
        /// Office or relation as printed.
        Role = "role",
        /// How many persons: `2`, `2..4` or `2..`.
        Count = "count",
        /// What is attributed: words of the text.
        Content = "content",
        /// `direct`, `indirect` or `mixed`.
        Directness = "directness",
        /// `speech` or `attitude`; of a time, its TIMEX3 type.
        Type = "type",
        /// Through whom a statement came, outermost first, `←` or `<` between two.
        Chain = "chain",
        /// The number of a figure; the TIMEX3 value of a time.
        Value = "value",
        /// The upper end of a range.
        High = "high",
        /// How the number bounds the true one.
        Comparator = "comparator",
        /// The unit.
        Unit = "unit",
        /// What is counted.
        Counts = "counts",
        /// Who invokes the authority: words of the text.
        InvokedBy = "invoked_by",
        /// Whose position: words of the text.
        Holder = "holder",
        /// On what: words of the text.
        On = "on",
        /// `for`, `against` or `undecided`.
        Stance = "stance",
        /// ISO 3166-1 alpha-3 code of the country.
        Country = "country",
    }
}

/// Which article a correction is of. It is the same article if the id or the address is the same, or outlet, headline
/// and day together.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleKey {
    /// The reading's id: the one that was given, else a hash of the content.
    pub id: String,
    /// The page's address.
    #[serde(default)]
    pub url: Option<String>,
    /// Who published.
    #[serde(default)]
    pub outlet: Option<String>,
    /// The headline as printed.
    #[serde(default)]
    pub headline: Option<String>,
    /// When it was published.
    #[serde(default)]
    pub published: Option<Stamp>,
}

impl ArticleKey {
    /// The key of a reading; of one without an article it is the id alone.
    pub fn of(reading: &Reading) -> Self {
        let article = reading.article.as_ref();
        let field = |of: fn(&Article) -> &Option<String>| article.and_then(|a| of(a).clone());
        ArticleKey {
            id: reading.id.clone(),
            url: field(|a| &a.url),
            outlet: field(|a| &a.outlet),
            headline: field(|a| &a.headline),
            published: article.and_then(|a| a.published),
        }
    }

    /// Outlet, headline and day, where all three are known.
    pub fn face(&self) -> Option<(&str, &str, String)> {
        Some((self.outlet.as_deref()?, self.headline.as_deref()?, self.published?.date.to_string()))
    }
}

/// Which mark a correction is of: its kind, its words, and where they stood.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct MarkKey {
    /// What kind.
    pub kind: MarkKind,
    /// The words, exactly.
    pub words: String,
    /// The code point of `article.text` at which they stood.
    pub start: usize,
    /// Which of the places where these words stood it was, from 1.
    pub nth: usize,
    /// The words before them.
    pub before: String,
    /// The words after them.
    pub after: String,
}

/// One correction as it is kept: which article, which mark, what instead, and who says so.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Correction {
    /// Its own id, by which it can be taken back.
    pub id: String,
    /// Which article.
    pub article: ArticleKey,
    /// Which mark.
    pub mark: MarkKey,
    /// What is done to it.
    #[serde(rename = "do")]
    pub act: Overrule,
    /// The fields and what they are to say; `None` leaves a field empty. Fields that are not named stay as they are.
    #[serde(default)]
    pub set: BTreeMap<Field, Option<String>>,
    /// Who corrects.
    #[serde(default)]
    pub by: Option<String>,
    /// Why.
    #[serde(default)]
    pub because: Option<String>,
    /// When.
    #[serde(default)]
    pub at: Option<Stamp>,
}

impl Correction {
    /// Whether it says something that its kind of mark can say; the error tells what it cannot.
    pub fn check(&self) -> Result<(), String> {
        fields::check(self)
    }
}

/// A correction that was honoured in a reading, and what it overruled.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Corrected<S = Span> {
    /// Id of the correction.
    pub id: String,
    /// What kind of mark.
    pub kind: MarkKind,
    /// Id of the mark; `None` for kinds without ids, and for a mark that was taken away.
    pub mark: Option<String>,
    /// The words that it was found by.
    pub span: S,
    /// What was done to the mark.
    #[serde(rename = "do")]
    pub act: Overrule,
    /// Field by field, what was said and what is said now.
    pub changes: Vec<Change>,
    /// Who corrected.
    pub by: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// When.
    pub at: Option<Stamp>,
}

/// What a field said before a correction, and what it says now.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Change {
    /// Which field.
    pub field: Field,
    /// What it said; `None` for nothing.
    pub was: Option<String>,
    /// What it says.
    pub now: Option<String>,
}

impl<S> Corrected<S> {
    /// The same with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Corrected<T> {
        Corrected {
            id: self.id,
            kind: self.kind,
            mark: self.mark,
            span: cite(self.span),
            act: self.act,
            changes: self.changes,
            by: self.by,
            because: self.because,
            at: self.at,
        }
    }

    /// What was done, in words: "status happened → planned; cue nothing → “is considering”".
    pub fn in_words(&self) -> String {
        if self.act == Overrule::Drop {
            return "taken away".to_owned();
        }
        let told = self.changes.iter().map(|change| {
            let says = |value: &Option<String>| change.field.in_words(value.as_deref());
            let (field, now) = (spaced(change.field.as_str()), says(&change.now));
            match (self.act, &change.was) {
                (Overrule::Add, _) => format!("{field} {now}"),
                (_, was) if *was == change.now => format!("{field} {now}, confirmed"),
                (_, was) => format!("{field} {} → {now}", says(was)),
            }
        });
        let told: Vec<String> = told.collect();
        let added = if self.act == Overrule::Add { "added: " } else { "" };
        format!("{added}{}", told.join("; "))
    }

    /// Who and when: "R. Ortiz on 2026-03-04", "a person".
    pub fn by_in_words(&self) -> String {
        by_in_words(self.by.as_deref(), self.at)
    }
}

impl Correction {
    /// Who and when: "R. Ortiz on 2026-03-04", "a person".
    pub fn by_in_words(&self) -> String {
        by_in_words(self.by.as_deref(), self.at)
    }
}

impl Field {
    /// What the field says, for people: words of the text in quotation marks, words of the house with spaces.
    pub fn in_words(self, value: Option<&str>) -> String {
        let Some(value) = value else { return "nothing".to_owned() };
        match self {
            Field::Cue
            | Field::Actor
            | Field::Target
            | Field::Recipient
            | Field::Place
            | Field::WhenWords
            | Field::Source
            | Field::Content
            | Field::Counts
            | Field::InvokedBy
            | Field::Holder
            | Field::On => format!("“{value}”"),
            Field::Status | Field::Kind | Field::Class => spaced(value),
            _ => value.to_owned(),
        }
    }
}

fn by_in_words(by: Option<&str>, at: Option<Stamp>) -> String {
    let day = at.map(|at| format!(" on {}", at.date)).unwrap_or_default();
    format!("{}{day}", by.unwrap_or("a person"))
}

fn spaced(word: &str) -> String {
    word.replace('_', " ")
}
