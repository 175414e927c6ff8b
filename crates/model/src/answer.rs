//! What the articles at hand say to a question: their sentences, or that they do not say.

use crate::{Cited, CitedSentence, Span, StoryArticle, Texts};
use serde::{Deserialize, Serialize};

/// The name and version of the JSON form.
pub const ANSWER_SCHEMA: &str = "hearsay/answer/1";

/// An answer to a question in words. It is made of sentences that were published, and of nothing else.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Answer<S = Span> {
    /// Always [`ANSWER_SCHEMA`].
    pub schema: String,
    /// The question as it was asked.
    pub question: String,
    /// Whether the articles say it. Where they do not, `sentences` is empty and `nearest` says what came closest.
    pub stated: bool,
    /// Calibrated probability that the first sentence answers the question, 0.0..=1.0.
    #[serde(serialize_with = "crate::evidence::two_decimals")]
    pub confidence: f32,
    /// The articles that are cited.
    pub articles: Vec<StoryArticle>,
    /// The sentences that answer, best first, one for each root of the lineage.
    pub sentences: Vec<CitedSentence<S>>,
    /// The sentence that came closest, where nothing answers, and what the question asks for that it lacks.
    pub nearest: Option<NearMiss<S>>,
}

/// A sentence that may answer a question, with what it is read with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Candidate<'t> {
    /// The sentence.
    pub sentence: &'t str,
    /// The sentence before it; empty where it opens its article.
    pub before: &'t str,
    /// The article's headline; empty where there is none.
    pub headline: &'t str,
}

/// What came closest to an answer and is none.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NearMiss<S = Span> {
    /// The sentence.
    pub sentence: CitedSentence<S>,
    /// What it lacks, in words ("says nothing of when").
    pub lacks: String,
}

impl<S> Answer<S> {
    /// The same answer with every span mapped by the article that it stands in.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Answer<T> {
        Answer {
            sentences: self.sentences.into_iter().map(|one| one.map_spans(cite)).collect(),
            nearest: self
                .nearest
                .map(|near| NearMiss { sentence: near.sentence.map_spans(cite), lacks: near.lacks }),
            schema: self.schema,
            question: self.question,
            stated: self.stated,
            confidence: self.confidence,
            articles: self.articles,
        }
    }
}

impl Answer {
    /// The public form: spans in code points with their words. `texts` are those of `articles`, in their order.
    pub fn to_edge(&self, texts: &[&str]) -> Answer<Cited> {
        let points = Texts::of(texts);
        self.clone().map_spans(&|article, span| points.cite(article, span))
    }
}
