//! The words of a source as a noun phrase: its head, the office and name in it, who is counted in it.
//!
//! In: the page and the source's span · Out: [`Phrase`] and its questions · From: Universal Dependencies 2
//! Fails: a span without words is `None` · Cost: linear in the sentence, once; each question linear in the phrase

use super::count;
use super::kind::noun_kind;
use crate::mention::Kinds;
use crate::page::Page;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::{EntityKind, SourceKind, Span};

/// The words of a source with their head.
pub(super) struct Phrase<'a> {
    /// All tokens of the sentence.
    tokens: &'a [Token],
    /// First token of the phrase, and one past its last.
    range: std::ops::Range<usize>,
    /// The word that no other word of the phrase governs.
    head: usize,
    /// From the phrase's start to the end of its head or name, without what follows.
    pub core: Span,
}

impl<'a> Phrase<'a> {
    /// Reads the words under `span`.
    pub(super) fn new(page: &'a Page, span: Span) -> Option<Self> {
        let line = page.lines.partition_point(|l| l.sentence.span.end <= span.start);
        let tokens = page.lines.get(line)?.sentence.tokens.as_slice();
        let range = tokens.partition_point(|t| t.span.start < span.start)
            ..tokens.partition_point(|t| t.span.start < span.end);
        let outside = |at: &usize| tokens.get(*at).and_then(|t| t.head).is_none_or(|h| !range.contains(&h));
        let nominal = |at: &usize| {
            tokens.get(*at).is_some_and(|t| {
                matches!(
                    t.upos,
                    Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X
                )
            })
        };
        let head = range.clone().filter(nominal).find(outside).or_else(|| range.clone().find(outside))?;
        // A name goes on behind its head in UD: "Ann" is the head of "Reed".
        let mut last = head;
        while range.contains(&(last + 1))
            && tokens.get(last + 1).is_some_and(|t| {
                matches!(t.rel, Rel::Flat | Rel::Compound | Rel::Fixed)
                    || t.upos == Upos::Propn && tokens.get(head).is_some_and(|h| h.upos == Upos::Propn)
            })
        {
            last += 1;
        }
        let core = Span::new(span.start, tokens.get(last)?.span.end.min(span.end));
        Some(Phrase { tokens, range, head, core })
    }

    /// An office and the name behind it, where the phrase up to its first comma is just that.
    pub(super) fn titled(&self, text: &str) -> Option<(Span, Span)> {
        let words = self.words();
        let end = words
            .iter()
            .position(|t| t.upos == Upos::Punct && t.span.len() == 1 && t.tag == Tag::Comma)
            .unwrap_or(words.len());
        let words = words.get(..end)?;
        let run = words.iter().rev().take_while(|t| t.upos == Upos::Propn || t.tag == Tag::Nnp).count();
        let office = |t: &Token| {
            if !matches!(t.upos, Upos::Noun | Upos::Propn) {
                return false;
            }
            let lemma = t.lemma.to_lowercase();
            noun_kind(&lemma) == Some(SourceKind::UnnamedPerson)
        };
        let first_of_run = words.len().checked_sub(run)?;
        // The last word of office with a name behind it; in "Defence Minister Ann Reed" it is part of the run.
        let office_at = (first_of_run.saturating_sub(1)..words.len())
            .rev()
            .find(|at| words.get(*at).is_some_and(office))?;
        let (first, last) = (words.get(office_at + 1)?, words.last()?);
        let names = words.len() - office_at - 1;
        let skip = words.iter().take_while(|t| t.upos == Upos::Det).count().min(office_at);
        let plural = words.get(office_at).is_some_and(|t| matches!(t.tag, Tag::Nns | Tag::Nnps));
        let role = words.get(skip)?.span.to(words.get(office_at)?.span);
        // "supporters of Mayor Ann Reed" are not the mayor, "the Director Institute" is no person.
        // "editor-in-chief": hyphens make one word of it.
        let hyphen = |at: usize| words.get(at).is_some_and(|t| t.span.words(text) == "-");
        let governed = words.get(..office_at)?.iter().zip(0usize..).any(|(t, at)| {
            matches!(t.upos, Upos::Adp | Upos::Verb) && !hyphen(at + 1) && !hyphen(at.wrapping_sub(1))
        });
        let own = !governed || self.head - self.range.start >= office_at;
        let name = words.get(office_at + 1..)?.iter().map(|t| t.lemma.as_str()).collect::<Vec<_>>().join(" ");
        let person =
            matches!(Kinds::shipped().by_words(&name, false), EntityKind::Person | EntityKind::Other);
        ((1..=4).contains(&names) && names <= run && !plural && own && person)
            .then(|| (role, first.span.to(last.span)))
    }

    /// The number in its sentence of the phrase's token `at`.
    pub(super) fn number(&self, at: usize) -> usize {
        self.range.start + at
    }

    /// Whether its first noun phrase ends in a noun for a person: "a port official", "the Prime Minister".
    pub(super) fn is_described(&self) -> bool {
        let ends = |t: &&Token| {
            matches!(t.upos, Upos::Adp | Upos::Punct | Upos::Cconj | Upos::Verb | Upos::Aux | Upos::Part)
                || matches!(t.tag, Tag::Wp | Tag::Wdt | Tag::Vbg | Tag::Vbn)
        };
        let first = self.words().iter().take_while(|t| !ends(t)).count();
        // "The dockers' union" does not end with the dockers.
        if self.words().get(first).is_some_and(|t| t.upos == Upos::Part && t.rel == Rel::Case) {
            return false;
        }
        let last = first.checked_sub(1).and_then(|at| self.words().get(at));
        last.is_some_and(|t| {
            let lemma = t.lemma.to_lowercase();
            // "the port authority" is a body.
            let body = lemma == "authority" && t.tag != Tag::Nns;
            noun_kind(&lemma) == Some(SourceKind::UnnamedPerson) && !body
        })
    }

    /// Who speaks in "a handful of voters", "one of the two pilots": the noun behind "of".
    pub(super) fn measured(&self, text: &str) -> Option<&'a Token> {
        let words = self.words();
        // "tens of thousands of": every "of" up to the last has a quantity before it.
        let mut last = None;
        for at in 1..words.len().min(6) {
            if !words.get(at)?.span.words(text).eq_ignore_ascii_case("of") {
                continue;
            }
            if !count::is_quantity(words.get(at - 1)?, text) {
                break;
            }
            last = Some(at);
        }
        let of = last?;
        let noun = |t: &&Token| matches!(t.upos, Upos::Noun | Upos::Propn);
        let ends = |t: &&Token| {
            matches!(t.upos, Upos::Adp | Upos::Punct | Upos::Verb | Upos::Sconj) || t.tag == Tag::Wp
        };
        words.get(of + 1..)?.iter().take_while(|t| !ends(t)).filter(noun).last()
    }

    /// The head word.
    pub(super) fn head_token(&self) -> Option<&'a Token> {
        self.tokens.get(self.head)
    }

    /// The tokens of the phrase.
    pub(super) fn words(&self) -> &'a [Token] {
        self.tokens.get(self.range.clone()).unwrap_or_default()
    }
}
