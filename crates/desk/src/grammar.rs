//! A sentence as the rules ask it: who hangs under whom, what helps a verb, where a noun phrase ends.
//!
//! In: one sentence with its tree · Out: [`Grammar`] · From: Universal Dependencies 2 · Fails: an index out of the
//! sentence has no word, no head and no children · Cost: one pass to build; a question costs its answer

use crate::syntax::{Rel, Sentence, Tag, Token, Upos};
use model::Span;

/// One sentence with its children at hand.
pub(crate) struct Grammar<'a> {
    pub text: &'a str,
    pub sentence: &'a Sentence,
    /// Where the children of each token start in `kids`; one more entry than tokens.
    first: Vec<usize>,
    kids: Vec<usize>,
}

/// What stands around a verb: its auxiliaries and what they say.
#[derive(Default)]
pub(crate) struct VerbGroup {
    /// The modal ("will").
    pub modal: Option<usize>,
    /// "Not", "never", "no longer".
    pub negation: Option<usize>,
    /// A form of "have" before a participle.
    pub perfect: bool,
    /// A form of "be" before a present participle.
    pub progressive: bool,
    /// A form of "be" or "get" before a past participle.
    pub passive: bool,
    /// The first auxiliary is in the past tense.
    pub past: bool,
    /// The first auxiliary, if any.
    pub first_aux: Option<usize>,
    /// The infinitive's "to".
    pub to: Option<usize>,
    /// "Do" or a copula is there.
    pub copula: bool,
}

impl<'a> Grammar<'a> {
    pub(crate) fn new(text: &'a str, sentence: &'a Sentence) -> Self {
        let count = sentence.tokens.len();
        let mut first = vec![0; count + 1];
        let heads = || sentence.tokens.iter().map(|t| t.head.filter(|h| *h < count));
        for head in heads().flatten() {
            if let Some(slot) = first.get_mut(head + 1) {
                *slot += 1;
            }
        }
        let mut sum = 0;
        for slot in &mut first {
            sum += *slot;
            *slot = sum;
        }
        let mut kids = vec![0; sum];
        let mut next = first.clone();
        for (at, head) in heads().enumerate() {
            let Some(slot) = head.and_then(|h| next.get_mut(h)) else { continue };
            if let Some(kid) = kids.get_mut(*slot) {
                *kid = at;
            }
            *slot += 1;
        }
        Grammar { text, sentence, first, kids }
    }

    pub(crate) fn len(&self) -> usize {
        self.sentence.tokens.len()
    }

    pub(crate) fn token(&self, at: usize) -> Option<&'a Token> {
        self.sentence.tokens.get(at)
    }

    /// The children of `of`, left to right.
    pub(crate) fn kids(&self, of: usize) -> &[usize] {
        let (Some(start), Some(end)) = (self.first.get(of), self.first.get(of + 1)) else { return &[] };
        self.kids.get(*start..*end).unwrap_or_default()
    }

    /// The first child of `of` in one of these relations.
    pub(crate) fn kid(&self, of: usize, rels: &[Rel]) -> Option<usize> {
        self.kids(of).iter().copied().find(|k| rels.contains(&self.rel(*k)))
    }

    pub(crate) fn head(&self, at: usize) -> Option<usize> {
        self.token(at)?.head
    }

    pub(crate) fn rel(&self, at: usize) -> Rel {
        self.token(at).map_or(Rel::Dep, |t| t.rel)
    }

    pub(crate) fn upos(&self, at: usize) -> Upos {
        self.token(at).map_or(Upos::X, |t| t.upos)
    }

    pub(crate) fn tag(&self, at: usize) -> Tag {
        self.token(at).map_or(Tag::Xx, |t| t.tag)
    }

    pub(crate) fn lemma(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.lemma.as_str())
    }

    pub(crate) fn word(&self, at: usize) -> &'a str {
        self.token(at).map_or("", |t| t.span.words(self.text))
    }

    pub(crate) fn lower(&self, at: usize) -> String {
        self.word(at).to_lowercase()
    }

    pub(crate) fn is_noun(&self, at: usize) -> bool {
        matches!(self.upos(at), Upos::Noun | Upos::Propn)
    }

    pub(crate) fn is_verb(&self, at: usize) -> bool {
        self.upos(at) == Upos::Verb
    }

    pub(crate) fn span(&self, at: usize) -> Span {
        self.token(at).map_or(self.sentence.span, |t| t.span)
    }

    /// From the first to the last word of both, as one span.
    pub(crate) fn span_over(&self, a: usize, b: usize) -> Span {
        self.span(a).to(self.span(b))
    }

    /// The preposition or conjunction that leads to `at` ("of", "if"), in lower case.
    pub(crate) fn lead(&self, at: usize) -> Option<(usize, String)> {
        self.kid(at, &[Rel::Case, Rel::Mark]).map(|k| (k, self.lower(k)))
    }

    /// What stands around the verb (or predicate) at `at`.
    pub(crate) fn group(&self, at: usize) -> VerbGroup {
        let mut group = VerbGroup::default();
        let tag = self.tag(at);
        for kid in self.kids(at).iter().copied().filter(|k| *k < at || self.rel(*k) == Rel::Advmod) {
            let lemma = self.lemma(kid);
            match self.rel(kid) {
                Rel::Aux | Rel::AuxPass | Rel::Cop => {
                    let modal = self.tag(kid) == Tag::Md;
                    if group.first_aux.is_none() {
                        group.first_aux = Some(kid);
                        group.past = self.tag(kid) == Tag::Vbd;
                    }
                    match lemma {
                        _ if modal => group.modal = group.modal.or(Some(kid)),
                        "have" => group.perfect = true,
                        "be" | "get" if tag == Tag::Vbg => group.progressive = true,
                        "be" | "get" if matches!(tag, Tag::Vbn | Tag::Vbd) => {
                            group.passive = true;
                            group.progressive |= self.tag(kid) == Tag::Vbg;
                        }
                        _ => group.copula = true,
                    }
                }
                Rel::Mark if self.tag(kid) == Tag::To => group.to = Some(kid),
                Rel::Advmod | Rel::Det | Rel::Cc | Rel::CcPreconj | Rel::Mark if self.negates(kid) => {
                    group.negation = Some(kid)
                }
                _ => {}
            }
        }
        group
    }

    /// Whether the word negates what it hangs on.
    pub(crate) fn negates(&self, at: usize) -> bool {
        let word = self.lower(at);
        match word.as_str() {
            // "Not only" adds, it does not deny.
            "not" if matches!(self.lower(at + 1).as_str(), "only" | "just" | "merely") => false,
            "not" | "n't" | "n’t" | "never" | "neither" | "nor" | "hardly" => true,
            "longer" => at.checked_sub(1).is_some_and(|before| self.lower(before) == "no"),
            _ => false,
        }
    }

    /// The shortest full noun phrase around `head`: what describes it, without clauses and appositions.
    pub(crate) fn noun_phrase(&self, head: usize) -> Span {
        let (mut left, mut right) = (head, head);
        let mut stack = vec![head];
        while let Some(at) = stack.pop() {
            for kid in self.kids(at).iter().copied() {
                let keep = match self.rel(kid) {
                    Rel::Det
                    | Rel::DetPredet
                    | Rel::Amod
                    | Rel::Compound
                    | Rel::Nummod
                    | Rel::Flat
                    | Rel::Fixed
                    | Rel::NmodPoss
                    | Rel::NmodDesc
                    | Rel::Advmod
                    | Rel::Goeswith => true,
                    Rel::Case => at != head || self.tag(kid) == Tag::Pos,
                    Rel::Nmod => self.lead(kid).is_some_and(|(_, w)| w == "of"),
                    Rel::Conj => kid > head && kid - head < 12 && self.is_noun(kid),
                    Rel::Cc => at != head,
                    Rel::Punct => matches!(self.word(kid), "-" | "–" | "." | "'" | "’"),
                    _ => false,
                };
                if keep {
                    left = left.min(kid);
                    right = right.max(kid);
                    stack.push(kid);
                }
            }
        }
        self.span_over(left, right)
    }

    /// The nearest clause head at or above `at`: a verb or a predicate with a subject.
    pub(crate) fn clause(&self, at: usize) -> usize {
        let mut here = at;
        for _ in 0..self.len() {
            let clausal = matches!(
                self.rel(here),
                Rel::Root
                    | Rel::Ccomp
                    | Rel::Xcomp
                    | Rel::Advcl
                    | Rel::AdvclRelcl
                    | Rel::Acl
                    | Rel::AclRelcl
                    | Rel::Parataxis
                    | Rel::Csubj
                    | Rel::CsubjPass
            );
            if clausal || (self.rel(here) == Rel::Conj && self.is_verb(here)) {
                break;
            }
            let Some(up) = self.head(here) else { break };
            here = up;
        }
        here
    }
}
