//! One input read: the article, the notes, and what to be careful about; and its public JSON form.

use crate::{Article, Caveat, Cited, CodePoints, Notes, Place, Span};
use serde::{Deserialize, Serialize};

/// The name and version of the JSON promise.
pub const SCHEMA: &str = "hearsay/reading/1";

/// What became of one input. A bad input is a reading without an article, never a missing line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Reading<S = Span, P = Span> {
    /// Always [`SCHEMA`].
    pub schema: String,
    /// The id that was given, else a hash of the content.
    pub id: String,
    /// What was published; `None` where nothing could be read.
    pub article: Option<Article<S, P>>,
    /// What the desk marked; `None` before marking, and for languages it does not know.
    pub notes: Option<Notes<S, P>>,
    /// What could not be read, or is doubtful.
    pub caveats: Vec<Caveat<S>>,
}

impl<S, P> Reading<S, P> {
    /// A reading without an article, and why.
    pub fn failed(id: impl Into<String>, caveat: Caveat<S>) -> Self {
        Reading {
            schema: SCHEMA.to_owned(),
            id: id.into(),
            article: None,
            notes: None,
            caveats: vec![caveat],
        }
    }

    /// The same reading with every span mapped: `cite` for spans that show their words, `place` for the others.
    pub fn map_spans<T, Q>(self, cite: &impl Fn(S) -> T, place: &impl Fn(P) -> Q) -> Reading<T, Q> {
        Reading {
            schema: self.schema,
            id: self.id,
            article: self.article.map(|a| a.map_spans(cite, place)),
            notes: self.notes.map(|n| n.map_spans(cite, place)),
            caveats: self.caveats.into_iter().map(|c| c.map_spans(cite)).collect(),
        }
    }
}

impl Reading {
    /// An article as read, before marking.
    pub fn of(id: impl Into<String>, article: Article, caveats: Vec<Caveat>) -> Self {
        Reading { schema: SCHEMA.to_owned(), id: id.into(), article: Some(article), notes: None, caveats }
    }

    /// The reading with the desk's notes: its caveats join those of reading, and its checks of the printed answers
    /// join the key questions.
    pub fn with(mut self, mut notes: Notes) -> Self {
        self.caveats.append(&mut notes.caveats);
        if let Some(article) = &mut self.article {
            for (question, check) in article.key_questions.iter_mut().zip(notes.answers.drain(..)) {
                question.support = check.support;
                question.beyond_body = check.beyond_body;
            }
        }
        self.notes = Some(notes);
        self
    }

    /// The public form: spans in code points with their words.
    pub fn to_edge(&self) -> Reading<Cited, Place> {
        let text = self.article.as_ref().map(|a| a.text.clone()).unwrap_or_default();
        let points = CodePoints::new(&text);
        let cite = |span: Span| points.cite(span);
        let place = |span: Span| points.place(span);
        self.clone().map_spans(&cite, &place)
    }
}

impl Reading<Cited, Place> {
    /// The inner form again: byte spans into `article.text`.
    pub fn to_bytes(&self) -> Reading {
        let text = self.article.as_ref().map(|a| a.text.clone()).unwrap_or_default();
        let points = CodePoints::new(&text);
        let cite = |c: Cited| points.span(c.start, c.end);
        let place = |p: Place| points.span(p.start, p.end);
        self.clone().map_spans(&cite, &place)
    }
}
