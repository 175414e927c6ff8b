//! How far a content reaches.
//!
//! In: a sentence, a cue in it, where the content begins · Out: its last token · From: counts of where contents end
//! on PolNeAR train
//! Fails: a torn tree ends a content early or late · Cost: linear in the tokens of the sentence

use super::tree::Ground;
use crate::syntax::{Rel, Tag, Upos};

/// The last token that the content of `verb` can reach.
pub(super) fn limit(g: &Ground, verb: usize) -> usize {
    let mut limit = g.last(verb);
    let is_main = g.head(verb).is_none();
    if is_main {
        limit = g.len().saturating_sub(1);
    }
    // "said … and added …": the second verb ends the first one's content.
    let second = |k: &usize| {
        let cue = super::cue::row_of(g.lemma(*k), "verb")
            .is_some_and(|row| row.rate("that").max(row.rate("np")) >= 0.5);
        *k > verb
            && g.rel(*k) == Rel::Conj
            && g.upos(*k) == Upos::Verb
            && (cue || super::source::own_subject(g, *k).is_none())
    };
    if let Some(conj) = g.kids(verb).iter().copied().find(second) {
        limit = limit.min(g.first(conj).saturating_sub(1));
    }
    // A broken tree: the quotation or the clause goes on behind the verb's last word.
    let torn = limit > verb && g.quote(limit).is_some() && g.quote(limit) == g.quote(limit + 1);
    let joined = matches!(g.rel(verb), Rel::Root | Rel::Conj | Rel::Parataxis);
    if torn || joined && limit > verb && g.is_finite(limit + 1) && g.quote(limit + 1) == g.quote(limit) {
        while limit + 1 < g.len()
            && (g.quote(limit + 1).is_some() && g.quote(limit + 1) == g.quote(limit) || !g.is_stop(limit + 1))
        {
            limit += 1;
        }
    }
    while limit > verb && (g.is_stop(limit) && g.word(limit) != ")" || matches!(g.rel(limit), Rel::Cc)) {
        limit -= 1;
    }
    limit
}

/// A day, or a word that tells when.
pub(super) fn is_time(g: &Ground, at: usize) -> bool {
    g.any(
        at,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "today",
            "yesterday",
            "recently",
            "earlier",
            "later",
            "again",
            "tonight",
        ],
    ) || g.any(at, &["morning", "afternoon", "evening", "night"]) && at > 0 && is_time(g, at - 1)
        || g.any(at, &["last", "this", "earlier"])
            && g.any(
                at + 1,
                &["week", "month", "year", "morning", "night", "fall", "summer", "spring", "winter"],
            )
        || g.any(at, &["week", "month", "year"]) && at > 0 && g.any(at - 1, &["last", "this"])
}

/// Cuts the content where another cue of the same speaker begins (", adding that …"), or where the narrator takes
/// over: on PolNeAR train more than half of all contents end before a semicolon, ", which", ", who" and ", a …".
pub(super) fn cut(g: &Ground, verb: usize, first: usize, limit: usize) -> usize {
    for at in first + 2..=limit {
        let aside = g.is(at, ";")
            || g.is(at - 1, ",") && g.any(at, &["which", "who", "whose", "a", "an"]) && !is_listed(g, at);
        // The clause has to be complete: "that the plan, which …, failed" goes on.
        if aside && g.quote(at).is_none() && (first..at).any(|t| g.is_finite(t) || g.tag(t) == Tag::To) {
            return g.without_stops(first, at - 1);
        }
        if !speaks(g, at) {
            continue;
        }
        if g.tag(at) == Tag::Vbg
            && g.is(at - 1, ",")
            && (g.quote(at).is_none() || g.quote(at) == g.quote(verb))
        {
            return at.saturating_sub(2).max(first);
        }
        // ", while Reed said …", "and calls it …": the next statement.
        let joined =
            g.quote(at).is_none() && matches!(g.tag(at), Tag::Vbd | Tag::Vbz) && g.tag(at) == g.tag(verb);
        if joined {
            let edge = super::source::own_subject(g, at).map_or(at, |w| w.first.min(at));
            let before = edge.min(super::cue::group(g, at).0).saturating_sub(1);
            if g.any(before, &["and", "but", "while", "though", "although", "as"]) && before > first + 1 {
                return g.without_stops(first, before - 1);
            }
        }
    }
    limit
}

/// ", a …" as one of several things named, not as an apposition.
fn is_listed(g: &Ground, at: usize) -> bool {
    g.any(at, &["a", "an"]) && g.head(at).is_some_and(|noun| g.rel(noun) == Rel::Conj)
}

/// A verb that nearly always attributes.
fn speaks(g: &Ground, verb: usize) -> bool {
    g.upos(verb) == Upos::Verb
        && super::cue::row_of(g.lemma(verb), "verb")
            .is_some_and(|c| c.rate("that").max(c.rate("quote")) >= 0.8)
}

/// The last token of a noun phrase and of what completes it ("criticised the plan for its cost").
pub(super) fn phrase_end(g: &Ground, verb: usize, head: usize, limit: usize) -> usize {
    let mut end = g.last(head);
    for k in g.kids(verb).iter().copied().filter(|k| *k > head) {
        let joins = matches!(
            g.rel(k),
            Rel::Obl | Rel::Xcomp | Rel::Advcl | Rel::Ccomp | Rel::Obj | Rel::Acl | Rel::Nmod
        );
        if !joins || g.first(k) != end + 1 {
            break;
        }
        end = g.last(k);
    }
    let end = end.min(limit);
    // ", rushing to say …": what the speaker did besides; " — ", "; ": the narrator's remark.
    let besides = (head + 1..end).find(|at| {
        let remark =
            g.any(*at, &["—", "–", "--", ";"]) || g.is(*at, ",") && g.any(at + 1, &["which", "who", "whose"]);
        remark && g.quote(*at).is_none() || g.is(*at, ",") && g.tag(at + 1) == Tag::Vbg
    });
    g.without_stops(head, besides.unwrap_or(end))
}

/// Up to where the narrator takes over: "called the plan “a joke”|, drawing …".
pub(super) fn narrator(g: &Ground, first: usize, limit: usize) -> usize {
    let takes_over = (first + 1..limit).find(|at| {
        let next = at + 1;
        let aside = g
            .any(next, &["which", "who", "whose", "a", "an", "while", "but", "and", "after", "when"])
            || g.tag(next) == Tag::Vbg;
        (g.is(*at, ",") && aside || g.any(*at, &["—", "–", "--", ";"])) && g.quote(*at).is_none()
            || g.is_quote_mark(*at) && g.quote(next).is_none() && g.is(at.saturating_sub(1), ",")
    });
    let last = takes_over.map_or(limit, |at| if g.is_quote_mark(at) { at } else { at.saturating_sub(1) });
    g.without_stops(first, last.max(first))
}
