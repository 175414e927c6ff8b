//! One article of the two, with what the marks of both have in common: sentences, names, and what the other has word
//! for word.
//!
//! In: two articles with their notes · Out: two [`Side`]s · From: DESIGN section 2 · Fails: a mark outside every
//! sentence has none · Cost: O(words) once, O(log sentences) a look-up

use crate::words::{Bag, hash_of, words};
use model::{Article, Notes, Ref, Source, Span, Statement};
use std::collections::{HashMap, HashSet};

/// One article.
pub(super) struct Side<'s> {
    pub(super) article: &'s Article,
    pub(super) notes: &'s Notes,
    pub(super) text: &'s str,
    sentences: Vec<Span>,
    /// Whether the other article has the sentence word for word.
    shared: Vec<bool>,
    bags: Vec<Bag>,
    statements: HashMap<&'s str, &'s Statement>,
}

impl<'s> Side<'s> {
    /// Both sides.
    pub(super) fn both(
        (a, a_notes): (&'s Article, &'s Notes),
        (b, b_notes): (&'s Article, &'s Notes),
    ) -> (Self, Self) {
        let (mut a, mut b) = (Side::alone(a, a_notes), Side::alone(b, b_notes));
        let (of_a, of_b) = (a.hashes(), b.hashes());
        let (set_a, set_b): (HashSet<u64>, HashSet<u64>) =
            (of_a.iter().copied().collect(), of_b.iter().copied().collect());
        a.shared = of_a.iter().map(|hash| set_b.contains(hash)).collect();
        b.shared = of_b.iter().map(|hash| set_a.contains(hash)).collect();
        (a, b)
    }

    fn alone(article: &'s Article, notes: &'s Notes) -> Self {
        let text = article.text.as_str();
        let mut sentences = notes.sentences.clone();
        sentences.sort_unstable();
        let bags = sentences.iter().map(|sentence| Bag::of(text, *sentence)).collect();
        let statements = notes.statements.iter().rev().map(|told| (told.id.as_str(), told)).collect();
        Side { article, notes, text, sentences, shared: Vec::new(), bags, statements }
    }

    fn hashes(&self) -> Vec<u64> {
        self.sentences.iter().map(|sentence| hash_of(&words(self.text, *sentence))).collect()
    }

    /// The number of the sentence that `span` begins in.
    fn number(&self, span: Span) -> Option<usize> {
        let after = self.sentences.partition_point(|sentence| sentence.start <= span.start);
        let number = after.checked_sub(1)?;
        self.sentences.get(number).filter(|sentence| span.start < sentence.end).map(|_| number)
    }

    /// The sentence that `span` begins in.
    pub(super) fn sentence(&self, span: Span) -> Option<Span> {
        self.sentences.get(self.number(span)?).copied()
    }

    /// The telling words of that sentence.
    pub(super) fn bag(&self, span: Span) -> Option<&Bag> {
        self.bags.get(self.number(span)?)
    }

    /// Whether the other article has the sentence of `span` word for word.
    pub(super) fn is_shared(&self, span: Span) -> bool {
        self.number(span).and_then(|number| self.shared.get(number)).copied().unwrap_or(false)
    }

    /// Whom or what a reference means: the full name, else the words.
    pub(super) fn name(&self, reference: &Ref) -> Option<String> {
        reference.name.clone().or_else(|| self.words(reference.span))
    }

    /// Who speaks: the full name, else the words.
    pub(super) fn speaker(&self, source: &Source) -> Option<String> {
        source.name.clone().or_else(|| self.words(source.span))
    }

    /// On whose word, outermost first.
    pub(super) fn says(&self, statement: Option<&str>) -> Vec<String> {
        let Some(told) = statement.and_then(|id| self.statements.get(id)) else { return Vec::new() };
        if told.chain.is_empty() {
            return self.speaker(&told.source).into_iter().collect();
        }
        told.chain.clone()
    }

    fn words(&self, span: Option<Span>) -> Option<String> {
        span?.of(self.text).filter(|words| !words.is_empty()).map(str::to_owned)
    }
}
