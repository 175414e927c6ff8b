//! Who is for, against or undecided on what.
//!
//! In: sentences with their trees and the cast · Out: [`Position`]s in text order · From: `lexicon/stances.tsv`
//! Fails: a stance whose holder or object the clause does not name is left out · Cost: one look-up a token

use crate::grammar::Grammar;
use crate::mention::Cast;
use crate::page::Page;
use crate::stances::stand;
use crate::syntax::{Rel, Tag};
use model::{Evidence, PartKind, Position, Span, Stance};

/// The positions of the page, in text order; questions and their printed answers take none.
pub(crate) fn positions(page: &Page, cast: &Cast) -> Vec<Position> {
    let told = |part| matches!(part, PartKind::Body | PartKind::Deck | PartKind::LiveEntry);
    let mut out = Vec::new();
    for (_, line) in page.readable().filter(|(_, l)| told(l.part)) {
        let grammar = Grammar::new(page.text, &line.sentence);
        out.extend((0..grammar.len()).filter_map(|at| position(page, cast, &grammar, at)));
    }
    out
}

fn position(page: &Page, cast: &Cast, grammar: &Grammar, at: usize) -> Option<Position> {
    if !grammar.is_verb(at) {
        return None;
    }
    let row = stand(grammar.lemma(at))?;
    let group = grammar.group(at);
    // A passive names its holder by "by"; a hedged or future stance is none yet.
    if group.modal.is_some() {
        return None;
    }
    let holder = if group.passive {
        grammar.kid(at, &[Rel::OblAgent])
    } else {
        grammar.kid(at, &[Rel::Nsubj]).or_else(|| shared_subject(grammar, at))
    }?;
    if matches!(grammar.tag(holder), Tag::Wdt | Tag::Wp) {
        return None;
    }
    let undecided = row.stance == Stance::Undecided;
    let open = group.negation.is_some() || yet_to(grammar, at);
    let on = if undecided && row.has("negated") {
        if !open {
            return None;
        }
        object(grammar, at, &["on", "whether", "about", "comp", "obj"], group.passive)
            .unwrap_or_else(|| grammar.span(at))
    } else {
        object(grammar, at, &row.frames, group.passive)?
    };
    let stance = match (row.stance, group.negation) {
        (Stance::For, Some(_)) => Stance::Against,
        // "Did not oppose" is not yet support.
        (Stance::Against, Some(_)) => return None,
        (stance, _) => stance,
    };
    let first = group.first_aux.unwrap_or(at);
    Some(Position {
        holder: cast.refer(page, grammar.noun_phrase(holder)),
        on,
        stance,
        proof: grammar.span_over(first.min(at), at),
        evidence: Evidence::rule("rule/position-verb", 0.75),
    })
}

/// What the stance is on: an object, a clause, or the phrase behind one of the prepositions.
fn object(grammar: &Grammar, at: usize, frames: &[&str], passive: bool) -> Option<Span> {
    let kids = grammar.kids(at);
    let found = kids.iter().copied().find(|k| match grammar.rel(*k) {
        Rel::Obj => frames.contains(&"obj") || frames.contains(&"out"),
        Rel::NsubjPass => passive && frames.contains(&"obj"),
        Rel::Xcomp | Rel::Ccomp | Rel::Advcl => frames.contains(&"comp") && *k > at,
        Rel::Obl => grammar.lead(*k).is_some_and(|(_, w)| frames.contains(&w.as_str())),
        _ => false,
    })?;
    let out = !frames.contains(&"out") || kids.iter().any(|k| grammar.lower(*k) == "out");
    // "Rejected calls to pay": what the calls are for belongs to it.
    let clause = grammar.kid(found, &[Rel::Acl, Rel::AclRelcl]).is_some();
    let span = if grammar.is_noun(found) && !clause {
        grammar.noun_phrase(found)
    } else {
        grammar.sentence.subtree_span(found)?
    };
    out.then_some(span)
}

/// Coordinated verbs share their subject.
fn shared_subject(grammar: &Grammar, at: usize) -> Option<usize> {
    let head = grammar.head(at).filter(|_| grammar.rel(at) == Rel::Conj)?;
    grammar.kid(head, &[Rel::Nsubj])
}

/// "Has yet to decide".
fn yet_to(grammar: &Grammar, at: usize) -> bool {
    (at.saturating_sub(3)..at).any(|i| grammar.lower(i) == "yet")
}
