//! What the desk marked on an article, stand-off.

use crate::closed::closed;
use crate::{Authority, Caveat, Corrected, Entity, Event, Figure, Mention, Position, Span, Statement, Time};
use serde::{Deserialize, Serialize};

/// Every mark on one article. `S` is a span that shows its words in JSON, `P` one that does not.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Notes<S = Span, P = Span> {
    /// Sentences of every part, in order.
    pub sentences: Vec<P>,
    /// Tokens with their grammar; filled only on request.
    pub tokens: Vec<Token<P>>,
    /// Who and what is spoken of.
    pub entities: Vec<Entity>,
    /// Where each is mentioned.
    pub mentions: Vec<Mention<S>>,
    /// Who said what.
    pub statements: Vec<Statement<S>>,
    /// What is told, and where it stands.
    pub events: Vec<Event<S>>,
    /// How many.
    pub figures: Vec<Figure<S>>,
    /// When.
    pub times: Vec<Time<S>>,
    /// By what right.
    pub authorities: Vec<Authority<S>>,
    /// Who is for and against.
    pub positions: Vec<Position<S>>,
    /// What a main event lacks.
    pub not_stated: Vec<NotStated>,
    /// What persons corrected, and what that overruled.
    #[serde(default = "Vec::<Corrected<S>>::new")]
    pub corrections: Vec<Corrected<S>>,
    /// For each key question of the article, what the body says to its answer. [`crate::Reading::with`] moves it
    /// into the article's `key_questions`.
    #[serde(skip, default = "Vec::new")]
    pub answers: Vec<AnswerCheck<S>>,
    /// What the desk doubts. [`crate::Reading::with`] moves it beside the caveats of reading.
    #[serde(skip, default = "Vec::new")]
    pub caveats: Vec<Caveat<S>>,
}

impl<S, P> Default for Notes<S, P> {
    /// No marks: an article that nothing was found in.
    fn default() -> Self {
        Notes {
            sentences: Vec::new(),
            tokens: Vec::new(),
            entities: Vec::new(),
            mentions: Vec::new(),
            statements: Vec::new(),
            events: Vec::new(),
            figures: Vec::new(),
            times: Vec::new(),
            authorities: Vec::new(),
            positions: Vec::new(),
            not_stated: Vec::new(),
            corrections: Vec::new(),
            answers: Vec::new(),
            caveats: Vec::new(),
        }
    }
}

impl<S, P> Notes<S, P> {
    /// The same notes with every span mapped: `cite` for spans that show their words, `place` for the others.
    pub fn map_spans<T, Q>(self, cite: &impl Fn(S) -> T, place: &impl Fn(P) -> Q) -> Notes<T, Q> {
        let tokens = self.tokens.into_iter().map(|t| Token {
            span: place(t.span),
            upos: t.upos,
            head: t.head,
            rel: t.rel,
        });
        let mentions =
            self.mentions.into_iter().map(|m| Mention { span: cite(m.span), kind: m.kind, entity: m.entity });
        let answers = self.answers.into_iter().map(|a| AnswerCheck {
            support: a.support.into_iter().map(cite).collect(),
            beyond_body: a.beyond_body.into_iter().map(cite).collect(),
        });
        Notes {
            sentences: self.sentences.into_iter().map(place).collect(),
            tokens: tokens.collect(),
            entities: self.entities,
            mentions: mentions.collect(),
            statements: self.statements.into_iter().map(|s| s.map_spans(cite)).collect(),
            events: self.events.into_iter().map(|e| e.map_spans(cite)).collect(),
            figures: self.figures.into_iter().map(|f| f.map_spans(cite)).collect(),
            times: self.times.into_iter().map(|t| t.map_spans(cite)).collect(),
            authorities: self.authorities.into_iter().map(|a| a.map_spans(cite)).collect(),
            positions: self.positions.into_iter().map(|p| p.map_spans(cite)).collect(),
            not_stated: self.not_stated,
            corrections: self.corrections.into_iter().map(|c| c.map_spans(cite)).collect(),
            answers: answers.collect(),
            caveats: self.caveats.into_iter().map(|c| c.map_spans(cite)).collect(),
        }
    }
}

/// One token with its grammar, by Universal Dependencies 2.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Token<P = Span> {
    /// Where.
    #[serde(flatten)]
    pub span: P,
    /// Universal part of speech ("VERB").
    pub upos: String,
    /// Index of the head in `tokens`; −1 for the root of its sentence.
    pub head: i64,
    /// Relation to the head ("nsubj:pass").
    pub rel: String,
}

closed! {
    /// What a main event lacks.
    Missing {
        /// No date or time.
        When = "when",
        /// No place.
        Where = "where",
        /// No figure.
        HowMany = "how_many",
        /// No actor.
        Who = "who",
        /// No legal basis.
        Authority = "authority",
        /// No named source for what is told on someone's word.
        ByWhoseWord = "by_whose_word",
    }
}

/// Something the article does not say of a main event.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct NotStated {
    /// Id of the event.
    pub event: String,
    /// What is missing.
    pub what: Missing,
}

/// What the body says to a printed answer.
#[derive(Clone, Debug, PartialEq)]
pub struct AnswerCheck<S = Span> {
    /// Body sentences that say it.
    pub support: Vec<S>,
    /// Words of the answer that go beyond them.
    pub beyond_body: Vec<S>,
}
