//! Statements whose cue is a noun: "his claim that …", "the ministry's criticism of …", "voiced concern about …".
//!
//! In: a sentence · Out: for each cue noun its frame, source, cue and content · From: PolNeAR's conventions
//! Fails: a noun without content is no statement · Cost: linear in the noun's children

use super::content;
use super::cue;
use super::source::{self, Who};
use super::tree::Ground;
use super::verb::Find;
use crate::syntax::{Rel, Tag, Upos};

/// The find of `noun`, if it has content.
pub(super) fn find(g: &Ground, noun: usize) -> Option<Find> {
    let owner = owner(g, noun);
    let by = by(g, noun);
    let after = by.map_or(noun, |w| w.last.max(noun));
    let (frame, cue_last, first, last) =
        complement(g, noun, noun, by).or_else(|| complement(g, noun, after, by))?;
    let mut cue_first = noun;
    while cue_first > 0 && g.head(cue_first - 1) == Some(noun) && g.upos(cue_first - 1) == Upos::Adj {
        cue_first -= 1;
    }
    let mut who = by.or(owner.map(|(who, _)| who));
    if let Some((w, genitive)) = owner {
        cue_first =
            if g.tag(genitive) == Tag::Pos { genitive } else { (w.last + 1).max(cue_first.min(w.last + 1)) };
    } else if let Some((verb, speaker)) = carrier(g, noun) {
        cue_first = cue::group(g, verb).0;
        who = who.or(speaker);
    }
    Some(Find { head: noun, frame, who, cue: (cue_first, cue_last), content: vec![g.span(first, last)?] })
}

/// The possessor and the last token of its phrase: "his", "Smith 's".
fn owner(g: &Ground, noun: usize) -> Option<(Who, usize)> {
    let head = g.kid(noun, &[Rel::NmodPoss])?;
    let (first, last) = (g.first(head), g.last(head));
    let end = if g.tag(last) == Tag::Pos && last > first { last - 1 } else { last };
    Some((Who { first, last: end, head: head.min(end), antecedent: None, carried: false }, last))
}

/// "criticism by the union", "a letter from the minister".
fn by(g: &Ground, noun: usize) -> Option<Who> {
    let kid = g
        .kids(noun)
        .iter()
        .copied()
        .find(|k| *k > noun && g.rel(*k) == Rel::Nmod && g.any(g.first(*k), &["by", "from", "among"]))?;
    let who = source::phrase(g, kid, noun)?;
    (who.first < who.last).then(|| Who { first: who.first + 1, ..who })
}

/// What completes the noun behind token `after`: frame, last token of the cue, first and last of the content.
fn complement(
    g: &Ground,
    noun: usize,
    after: usize,
    by: Option<Who>,
) -> Option<(&'static str, usize, usize, usize)> {
    let next = after + 1;
    let kid = g.kids(noun).iter().copied().find(|k| *k > noun && g.first(*k) == next)?;
    let last = |k: usize| g.without_stops(next, g.last(k));
    if g.is(next, "that") && matches!(g.rel(kid), Rel::Acl | Rel::Ccomp | Rel::AclRelcl) {
        // "the claim that he made" is a relative clause: its "that" is the object.
        let own_subject = source::own_subject(g, kid).is_none_or(|w| w.first != next);
        return own_subject.then_some(("n-that", noun, next, last(kid)));
    }
    if g.tag(next) == Tag::To && matches!(g.rel(kid), Rel::Acl | Rel::Ccomp | Rel::Xcomp | Rel::Advcl) {
        return Some(("n-inf", noun, next, last(kid)));
    }
    let preposition = content::preposition(g.word(next))?;
    if by.is_some_and(|w| w.first == next + 1) || next >= last(kid) {
        return None;
    }
    Some((noun_frame(preposition), next, next + 1, last(kid)))
}

fn noun_frame(preposition: &str) -> &'static str {
    NOUN_FRAMES.iter().copied().find(|f| f.strip_prefix("n-") == Some(preposition)).unwrap_or("n-of")
}

const NOUN_FRAMES: [&str; 12] = [
    "n-about",
    "n-of",
    "n-for",
    "n-on",
    "n-to",
    "n-at",
    "n-with",
    "n-against",
    "n-over",
    "n-in",
    "n-into",
    "n-from",
];

/// The verb that carries the noun ("expressed concern"), and its subject.
fn carrier(g: &Ground, noun: usize) -> Option<(usize, Option<Who>)> {
    let verb = g.head(noun).filter(|v| *v < noun && noun - *v <= 4 && g.rel(noun) == Rel::Obj)?;
    cue::is_carrier(g.lemma(verb)).then(|| (verb, source::subject(g, verb)))
}
