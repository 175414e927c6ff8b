//! What the syntax stage hands on: tokens and the tree that they form.
//!
//! In: spans, tags, heads · Out: [`Token`], [`Sentence`] and ways to read them · From: UD v2
//! Fails: an index out of the sentence reads as nothing · Cost: O(tokens) a question

use model::Span;

use super::labels::{Rel, Tag, Upos};

/// One word or mark, and its place in the tree of its sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    /// Bytes of the whole text.
    pub span: Span,
    /// Universal part of speech.
    pub upos: Upos,
    /// Penn tag.
    pub tag: Tag,
    /// Dictionary form, in lower case; a proper noun's is the word as printed.
    pub lemma: String,
    /// Index of the head within the sentence; `None` for the root.
    pub head: Option<usize>,
    /// Relation to the head.
    pub rel: Rel,
}

/// One sentence: its tokens form one tree with one root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the whole text.
    pub span: Span,
    /// In the order of the text.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// Index of the root; `None` in an empty sentence.
    pub fn root(&self) -> Option<usize> {
        self.tokens.iter().position(|token| token.head.is_none())
    }

    /// Indices of the children of token `of`, left to right.
    pub fn children(&self, of: usize) -> impl Iterator<Item = usize> + '_ {
        let head = Some(of);
        self.tokens.iter().enumerate().filter(move |(_, token)| token.head == head).map(|(at, _)| at)
    }

    /// The first child of `of` that bears this relation.
    pub fn child(&self, of: usize, rel: Rel) -> Option<usize> {
        self.children(of).find(|at| self.tokens.get(*at).is_some_and(|token| token.rel == rel))
    }

    /// The tokens `start..end` from the first to the last word that hangs under `of`, itself included.
    /// Trees are projective, so nothing else lies between.
    pub fn subtree(&self, of: usize) -> std::ops::Range<usize> {
        if of >= self.tokens.len() {
            return of..of;
        }
        let inside = self.under(of);
        let start = inside.iter().position(|is| *is).unwrap_or(of);
        let end = inside.iter().rposition(|is| *is).unwrap_or(of);
        start..end + 1
    }

    /// The bytes of the text from the first to the last word under `of`.
    pub fn subtree_span(&self, of: usize) -> Option<Span> {
        let range = self.subtree(of);
        let last = range.end.checked_sub(1)?;
        Some(self.tokens.get(range.start)?.span.to(self.tokens.get(last)?.span))
    }

    /// For each token whether it is `of` or hangs under it.
    fn under(&self, of: usize) -> Vec<bool> {
        let (yes, no, unknown) = (2, 1, 0);
        let mut known = vec![unknown; self.tokens.len()];
        if let Some(slot) = known.get_mut(of) {
            *slot = yes;
        }
        let mut path = Vec::new();
        for start in 0..known.len() {
            let mut at = Some(start);
            let answer = loop {
                match at.and_then(|i| known.get(i).copied()) {
                    None => break no,
                    // A path longer than the sentence would be a ring, which trees do not have.
                    Some(0) if path.len() > known.len() => break no,
                    Some(0) => {
                        path.extend(at);
                        at = at.and_then(|i| self.tokens.get(i)).and_then(|token| token.head);
                    }
                    Some(answer) => break answer,
                }
            };
            for step in path.drain(..) {
                if let Some(slot) = known.get_mut(step) {
                    *slot = answer;
                }
            }
        }
        known.into_iter().map(|answer| answer == yes).collect()
    }

    /// The word of token `at`; `""` where there is none.
    pub fn word<'t>(&self, text: &'t str, at: usize) -> &'t str {
        self.tokens.get(at).map_or("", |token| token.span.words(text))
    }

    /// Index of the token that covers byte `byte` of the text, or of the first one after it.
    pub fn token_at(&self, byte: usize) -> Option<usize> {
        let at = self.tokens.partition_point(|token| token.span.end <= byte);
        (at < self.tokens.len()).then_some(at)
    }
}
