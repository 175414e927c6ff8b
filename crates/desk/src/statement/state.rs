//! Statements whose cue is no verb and no noun: "is confident that …", "reportedly", "Reed: …".
//!
//! In: a sentence and a token · Out: its find · From: PolNeAR's conventions · Fails: no content is no statement
//! Cost: linear in the tokens of the sentence

use super::content;
use super::reach;
use super::source::{self, Who};
use super::tree::Ground;
use super::verb::Find;
use crate::syntax::{Rel, Tag, Upos};

/// "The minister is confident that …": an adjective with its subject.
pub(super) fn adjective(g: &Ground, at: usize) -> Option<Find> {
    let who = source::own_subject(g, at).or_else(|| source::subject(g, at))?;
    let mut first = at;
    while first > 0
        && (g.upos(first - 1) == Upos::Aux || g.upos(first - 1) == Upos::Adv)
        && first - 1 > who.last
    {
        first -= 1;
    }
    let limit = reach::limit(g, at);
    let (frame, span, last) = content::right(g, at, at, at, limit)?;
    Some(Find { head: at, frame, who: Some(who), cue: (first, last), content: vec![span] })
}

/// "reportedly": nobody is credited with the clause around it.
pub(super) fn adverb(g: &Ground, at: usize) -> Option<Find> {
    let verb = g.head(at)?;
    if g.upos(verb) == Upos::Adj || g.upos(verb) == Upos::Noun && g.kid(verb, &[Rel::Cop]).is_none() {
        return None; // "the allegedly stolen car"
    }
    let first = source::subject(g, verb).filter(|w| w.last < at).map_or(g.first(verb), |w| w.first).min(at);
    let limit = reach::limit(g, verb);
    let mut content = Vec::new();
    content.extend(
        at.checked_sub(1).filter(|b| first <= *b).and_then(|b| g.span(first, g.without_stops(first, b))),
    );
    content.extend(g.span(at + 1, limit));
    (!content.is_empty()).then_some(Find { head: at, frame: "adv", who: None, cue: (at, at), content })
}

/// "Reed: We will stay." in a headline or a transcript.
pub(super) fn colon(g: &Ground, at: usize) -> Option<Find> {
    if !g.is(at, ":") || at == 0 || at > 7 || g.quote(at).is_some() {
        return None;
    }
    let named = (0..at).all(|t| {
        matches!(g.upos(t), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::X)
            || g.any(t, &["and", "of", "(", ")", "-", "’s", "'s"])
    });
    let last = g.without_stops(at, g.len().checked_sub(1)?);
    let spoken =
        (at + 1..=last).any(|t| g.is_finite(t) || g.upos(t) == Upos::Verb) || g.quote(at + 1).is_some();
    if !named || !spoken || g.word(at - 1).len() < 2 || last < at + 3 {
        return None;
    }
    let head = (0..at).rev().find(|t| matches!(g.tag(*t), Tag::Nnp | Tag::Nnps | Tag::Nn | Tag::Nns))?;
    let who = Who { first: 0, last: at - 1, head, antecedent: None, carried: false };
    Some(Find {
        head: at,
        frame: "colon",
        who: Some(who),
        cue: (at, at),
        content: vec![g.span(at + 1, last)?],
    })
}
