//! Whom or what a pronoun may mean, with what its place in the sentence says for it.
//!
//! In: a mention or a noun in its sentence · Out: [`Candidate`] · From: the factors of Lappin & Leass 1994
//! Fails: never · Cost: the way from the token to its clause

use super::nominal::is_subject;
use super::pronoun::{Form, is_speech};
use crate::grammar::Grammar;
use crate::syntax::Rel;
use model::Span;

/// Someone or something that a later pronoun may mean.
pub(super) struct Candidate {
    pub who: Who,
    pub sentence: usize,
    /// Its head token.
    pub at: usize,
    pub clause: usize,
    pub subject: bool,
    /// Subject of a main clause.
    pub main: bool,
    pub object: bool,
    /// Only a modifier of another noun: "Apple" in "Apple executives".
    pub inner: bool,
    pub quoted: bool,
    /// Subject of a verb of speech.
    pub speaks: bool,
    pub pronoun: Option<Form>,
}

pub(super) enum Who {
    Entity(usize),
    /// Persons by description; they become an entity when a pronoun means them.
    Described {
        span: Span,
        gender: Option<char>,
        several: bool,
    },
    /// A report, a letter: what says something and is no one; it becomes an entity as well.
    Paper {
        span: Span,
    },
    /// A pronoun that means it stays open.
    Thing {
        several: bool,
    },
    /// The same for several that are named one by one.
    Several,
}

impl Candidate {
    pub(super) fn new(who: Who, sentence: usize, grammar: &Grammar, at: usize, quoted: bool) -> Self {
        // "Ruiz and Brandt left": the second is what the first is.
        let mut top = at;
        while grammar.rel(top) == Rel::Conj
            && grammar.head(top).is_some_and(|h| h < top && grammar.is_noun(h))
        {
            top = grammar.head(top).unwrap_or(top);
        }
        let rel = grammar.rel(top);
        let subject = matches!(rel, Rel::Nsubj | Rel::NsubjPass);
        Candidate {
            who,
            sentence,
            at,
            clause: grammar.clause(at),
            subject,
            main: is_subject(grammar, top),
            object: matches!(rel, Rel::Obj | Rel::Iobj),
            inner: matches!(rel, Rel::Compound | Rel::Amod | Rel::NmodDesc),
            quoted,
            speaks: subject && grammar.head(top).is_some_and(|h| is_speech(grammar.lemma(h))),
            pronoun: Form::of(&grammar.lower(at)),
        }
    }
}
