//! One sentence as the rules read it: the tree with its edges, and what of it is quoted.
//!
//! In: a line of the page, the quotations · Out: [`Ground`] and its questions · From: UD v2
//! Fails: an index out of the sentence reads as nothing; a ring in the tree ends the climb
//! Cost: linear in the tokens; each question O(1) or O(children)

use crate::page::Page;
use crate::quotation::Quotation;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::Span;

/// A sentence with its tree and quotations.
pub(super) struct Ground<'a> {
    /// The whole text.
    pub text: &'a str,
    /// Number of the line on the page.
    pub line: usize,
    /// The sentence's tokens.
    pub tokens: &'a [Token],
    kids: Vec<Vec<usize>>,
    first: Vec<usize>,
    last: Vec<usize>,
    /// For each token, the outermost quotation that it stands in.
    quoted: Vec<Option<usize>>,
}

impl<'a> Ground<'a> {
    /// Reads line `line` of the page. `quotations` are those that stand in no other; `from` is where among them to
    /// start looking, and moves along with the text.
    pub(super) fn new(
        page: &Page<'a>,
        tokens: &'a [Token],
        line: usize,
        quotations: &[Quotation],
        from: &mut usize,
    ) -> Self {
        let count = tokens.len();
        let mut kids = vec![Vec::new(); count];
        for (at, token) in tokens.iter().enumerate() {
            if let Some(siblings) = token.head.and_then(|head| kids.get_mut(head)) {
                siblings.push(at);
            }
        }
        let first = edges(tokens, 0..count, |new, old| new < old);
        let last = edges(tokens, (0..count).rev(), |new, old| new > old);
        let mut quoted = vec![None; count];
        for (token, slot) in tokens.iter().zip(&mut quoted) {
            while quotations.get(*from).is_some_and(|q| q.span.end <= token.span.start) {
                *from += 1;
            }
            if quotations.get(*from).is_some_and(|q| q.span.contains(token.span)) {
                *slot = Some(*from);
            }
        }
        Ground { text: page.text, line, tokens, kids, first, last, quoted }
    }

    /// Number of tokens.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    pub(super) fn token(&self, at: usize) -> Option<&'a Token> {
        self.tokens.get(at)
    }

    /// The word as printed; `""` out of bounds.
    pub(super) fn word(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.span.words(self.text))
    }

    /// Whether the word, in any case, is this lower-cased one.
    pub(super) fn is(&self, at: usize, word: &str) -> bool {
        self.word(at).eq_ignore_ascii_case(word)
    }

    /// Whether the word, in any case, is one of these lower-cased ones.
    pub(super) fn any(&self, at: usize, words: &[&str]) -> bool {
        let word = self.word(at);
        words.iter().any(|w| word.eq_ignore_ascii_case(w))
    }

    pub(super) fn lemma(&self, at: usize) -> &'a str {
        self.tokens.get(at).map_or("", |t| t.lemma.as_str())
    }

    pub(super) fn tag(&self, at: usize) -> Tag {
        self.tokens.get(at).map_or(Tag::Xx, |t| t.tag)
    }

    pub(super) fn upos(&self, at: usize) -> Upos {
        self.tokens.get(at).map_or(Upos::X, |t| t.upos)
    }

    pub(super) fn rel(&self, at: usize) -> Rel {
        self.tokens.get(at).map_or(Rel::Dep, |t| t.rel)
    }

    pub(super) fn head(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).and_then(|t| t.head)
    }

    /// Children, left to right.
    pub(super) fn kids(&self, at: usize) -> &[usize] {
        self.kids.get(at).map_or(&[], Vec::as_slice)
    }

    /// The first child with one of these relations.
    pub(super) fn kid(&self, at: usize, rels: &[Rel]) -> Option<usize> {
        self.kids(at).iter().copied().find(|k| rels.contains(&self.rel(*k)))
    }

    /// Leftmost token under `at`.
    pub(super) fn first(&self, at: usize) -> usize {
        self.first.get(at).copied().unwrap_or(at)
    }

    /// Rightmost token under `at`.
    pub(super) fn last(&self, at: usize) -> usize {
        self.last.get(at).copied().unwrap_or(at)
    }

    /// The quotation that the token stands in.
    pub(super) fn quote(&self, at: usize) -> Option<usize> {
        self.quoted.get(at).copied().flatten()
    }

    /// Bytes from token `first` to token `last`; `None` where the sentence has no such tokens.
    pub(super) fn span(&self, first: usize, last: usize) -> Option<Span> {
        (first <= last).then_some(())?;
        Some(self.tokens.get(first)?.span.to(self.tokens.get(last)?.span))
    }

    /// Whether it is a punctuation mark other than a quotation mark.
    pub(super) fn is_stop(&self, at: usize) -> bool {
        matches!(
            self.word(at),
            "," | "." | ";" | ":" | "!" | "?" | "—" | "–" | "--" | "-" | "…" | "..." | "(" | ")"
        )
    }

    /// Whether it is a quotation mark.
    pub(super) fn is_quote_mark(&self, at: usize) -> bool {
        matches!(self.word(at), "“" | "”" | "\"" | "''" | "``" | "‘" | "«" | "»" | "'" | "’")
            && self.upos(at) != Upos::Part
    }

    /// A verb with tense: it has its own subject.
    pub(super) fn is_finite(&self, at: usize) -> bool {
        matches!(self.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp | Tag::Md)
    }

    /// Moves `last` left over stops.
    pub(super) fn without_stops(&self, first: usize, mut last: usize) -> usize {
        while last > first && self.is_stop(last) {
            last -= 1;
        }
        last
    }
}

/// For every token the outermost token under it in the order walked.
fn edges(
    tokens: &[Token],
    order: impl Iterator<Item = usize>,
    further: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let mut edge: Vec<usize> = (0..tokens.len()).collect();
    for at in order {
        let mut up = tokens.get(at).and_then(|t| t.head);
        // Whoever was reached before has an edge at least as far out, and so have its heads.
        while let Some((head, slot)) = up.and_then(|h| edge.get_mut(h).map(|slot| (h, slot))) {
            if !further(at, *slot) {
                break;
            }
            *slot = at;
            up = tokens.get(head).and_then(|t| t.head);
        }
    }
    edge
}
