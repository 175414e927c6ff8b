//! What is attributed: the words before, behind or around a cue.
//!
//! In: a sentence, a cue in it, the quotations · Out: spans · From: PolNeAR's conventions: with "that", with the
//! quotation marks, without the full stop
//! Fails: nothing attributed is `None` · Cost: linear in the tokens of the sentence

use super::reach::{cut, is_time, narrator, phrase_end};
use super::tree::Ground;
use crate::syntax::{Rel, Tag, Upos};
use model::Span;

/// The content to the right: its frame, its span and the last token of the cue.
pub(super) fn right(
    g: &Ground,
    verb: usize,
    right: usize,
    cue_last: usize,
    limit: usize,
) -> Option<(&'static str, Span, usize)> {
    let mut from = right + 1;
    // "said Thursday that …": when it was said is no content.
    while is_time(g, from) || g.is(from, "on") && is_time(g, from + 1) {
        from += 1;
    }
    let right = from - 1;
    if from > limit {
        return None;
    }
    if let Some(mark) = that(g, verb, from, limit) {
        return Some(("that", g.span(mark, cut(g, verb, mark, limit))?, cue_last));
    }
    let kids = || g.kids(verb).iter().copied().filter(|k| *k > right && *k <= limit);
    if let Some(clause) = kids().find(|k| g.rel(*k) == Rel::Ccomp) {
        let first = g.first(clause).max(from);
        let frame = match g.tag(first) {
            Tag::To => "inf",
            Tag::Vbg => "ger",
            _ => "clause",
        };
        return Some((frame, g.span(first, cut(g, verb, first, limit))?, cue_last));
    }
    if clause_follows(g, verb, from, limit) {
        return Some(("clause", g.span(from, cut(g, verb, from, limit))?, cue_last));
    }
    let object = kids().find(|k| matches!(g.rel(*k), Rel::Obj | Rel::Iobj));
    let infinitive = |k: &usize| {
        matches!(g.rel(*k), Rel::Advcl | Rel::Acl) && g.first(*k) == from && g.tag(from) == Tag::To
    };
    if let Some(open) = kids().find(|k| g.rel(*k) == Rel::Xcomp || infinitive(k)) {
        let first = object.map_or(g.first(open), |o| g.first(o)).max(from);
        let frame = match g.tag(open) {
            Tag::Vbg => "ger",
            _ if g.tag(first) == Tag::Vbg => "ger",
            _ if (first..=open).any(|at| g.tag(at) == Tag::To) => "inf",
            _ => "np",
        };
        return Some((frame, g.span(first, cut(g, verb, first, limit))?, cue_last));
    }
    if let Some(object) = object {
        let first = g.first(object).max(from);
        let last = if super::cue::is_framing(g.lemma(verb)) {
            narrator(g, first, limit)
        } else {
            phrase_end(g, verb, object, limit)
        };
        if g.is_finite(last + 1) && last < limit && g.quote(last + 1) == g.quote(verb) {
            // "arguing the U.S. should": the tree took a clause's subject for an object.
            return Some(("clause", g.span(first, cut(g, verb, first, limit))?, cue_last));
        }
        return Some(("np", g.span(first, last)?, cue_last));
    }
    let oblique = kids().find(|k| {
        matches!(g.rel(*k), Rel::Obl | Rel::Advcl)
            && g.first(*k) == from
            && g.upos(from) == Upos::Adp
            && *k > from
    });
    if let Some(oblique) = oblique {
        let frame = preposition(g.word(from))?;
        let last = if super::cue::is_framing(g.lemma(verb)) {
            narrator(g, from + 1, limit)
        } else {
            phrase_end(g, verb, oblique, limit)
        };
        return Some((frame, g.span(from + 1, last)?, from));
    }
    // The tree has no object, the words have: up to the next stop.
    let starts = matches!(g.upos(from), Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Adj)
        && !g.any(from, &["who", "which", "that"]);
    let last = (from..=limit).find(|at| g.is_stop(*at) && g.quote(*at).is_none()).map_or(limit, |at| at - 1);
    (starts && last >= from).then_some(())?;
    Some(("np", g.span(from, last)?, cue_last))
}

/// A noun phrase and a finite verb behind a verb that takes clauses, whatever the tree made of them.
fn clause_follows(g: &Ground, verb: usize, from: usize, limit: usize) -> bool {
    let takes = super::cue::row_of(g.lemma(verb), "verb").is_some_and(|c| c.rate("clause") >= 0.6);
    let starts =
        matches!(g.upos(from), Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Adj | Upos::Num)
            || g.is(from, "there");
    if !takes || !starts || matches!(g.tag(from), Tag::Wp | Tag::Wdt) {
        return false;
    }
    for at in from + 1..=limit.min(from + 10) {
        if g.is_finite(at) {
            return true;
        }
        if g.is_stop(at)
            || matches!(g.tag(at), Tag::Wp | Tag::Wdt)
            || g.any(at, &["that", "and", "as", "when"])
        {
            return false;
        }
    }
    false
}

/// Prepositions that bind content to a verb or noun, as frames.
pub(super) fn preposition(word: &str) -> Option<&'static str> {
    PREPOSITIONS.iter().copied().find(|p| word.eq_ignore_ascii_case(p))
}

const PREPOSITIONS: [&str; 12] =
    ["about", "of", "for", "on", "to", "at", "with", "against", "over", "in", "into", "from"];

/// The word that opens a that-clause, an embedded question or a relative without a head.
fn that(g: &Ground, verb: usize, from: usize, limit: usize) -> Option<usize> {
    let mut nested = 0usize;
    for at in from..=limit.min(from + 14) {
        if g.quote(at).is_some() && g.quote(at) != g.quote(verb) {
            return None;
        }
        if at > from && g.upos(at) == Upos::Verb && nested == 0 {
            return None;
        }
        let opens = (g.is(at, "that")
            && matches!(g.upos(at), Upos::Sconj | Upos::Pron | Upos::Det)
            && opens_clause(g, verb, from, at, limit))
            || (g.any(at, &["whether", "how", "why", "if"]) && (at == from || g.is(at, "whether")))
            || (at == from && g.any(at, &["what", "where", "who", "which"]));
        if opens && nested == 0 {
            return Some(at);
        }
        if g.any(at, &["who", "which"]) {
            nested += 1;
        } else if g.is_finite(at) || g.is(at, ":") {
            nested = nested.checked_sub(1)?;
        }
    }
    None
}

/// Whether a finite verb follows "that" with its own subject: not "said that day".
fn opens_clause(g: &Ground, verb: usize, from: usize, that: usize, limit: usize) -> bool {
    if let Some(clause) = g.head(that).filter(|c| matches!(g.rel(*c), Rel::AclRelcl | Rel::Acl)) {
        // "an issue that divides": a relative clause, unless the noun is the one spoken to.
        if g.head(clause).is_some_and(|noun| noun >= from && noun < that)
            && !super::cue::is_addressed(g.lemma(verb))
        {
            return false;
        }
    }
    if g.upos(that) == Upos::Sconj {
        return true;
    }
    (that + 1..=limit.min(that + 12)).any(|at| g.is_finite(at))
}

/// What completes a passive: "was accused of …", "was described as …".
pub(super) fn complement(g: &Ground, verb: usize, right: usize, limit: usize) -> Option<Span> {
    let kid = g.kids(verb).iter().copied().find(|k| {
        g.first(*k) == right + 1
            && *k <= limit
            && matches!(g.rel(*k), Rel::Obl | Rel::Xcomp | Rel::Advcl | Rel::Ccomp)
    })?;
    g.any(right + 1, &["of", "as", "for", "to", "with"])
        .then(|| g.span(right + 1, phrase_end(g, verb, kid, limit)))?
}

/// The words of the sentence around a cue in parentheses: "X, she said", "X, she said, Y", "As she said, X".
pub(super) fn around(g: &Ground, verb: usize, left: usize, right: usize) -> Option<Vec<Span>> {
    let last = g.without_stops(0, g.len().checked_sub(1)?);
    // A lone closing mark: the quotation's opening was lost.
    let comma_left = left
        .checked_sub(1)
        .filter(|b| g.any(*b, &[",", "—", "–", "--", "-"]) || g.is_quote_mark(*b) && g.quote(*b).is_none());
    let mut right_end = right;
    // What hangs under the cue belongs to it: "she said on Monday", "he told reporters".
    for k in g.kids(verb).iter().copied().filter(|k| *k > right) {
        if matches!(g.rel(k), Rel::Obl | Rel::OblUnmarked | Rel::Advmod | Rel::Obj | Rel::Iobj)
            && g.first(k) <= right_end + 1
        {
            right_end = right_end.max(g.last(k));
        }
    }
    while is_time(g, right_end + 1)
        || g.is(right_end + 1, "then")
        || g.is(right_end + 1, "on") && is_time(g, right_end + 2)
    {
        right_end += 1;
    }
    let closes = right_end >= last;
    let comma_right = g.is(right_end + 1, ",").then_some(right_end + 1);
    let mut content = Vec::new();
    match (comma_left, comma_right) {
        (Some(comma), _) if closes => content.push(g.span(0, g.without_stops(0, comma))?),
        (Some(comma), Some(on)) => {
            content.push(g.span(0, g.without_stops(0, comma))?);
            if on < last && (on + 1..=last).any(|at| g.is_finite(at) || g.upos(at) == Upos::Verb) {
                content.push(g.span(on + 1, last)?);
            }
        }
        (None, Some(on)) if left <= 2 && on < last => content.push(g.span(on + 1, last)?),
        _ => return None,
    }
    // A clause is attributed, not a word of transition.
    let clausal = (0..g.len()).any(|at| at != verb && g.is_finite(at) && !(left..=right_end).contains(&at));
    clausal.then_some(content)
}
