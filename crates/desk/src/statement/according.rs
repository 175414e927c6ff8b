//! "according to X", wherever it stands.
//!
//! In: a sentence and the token "according" · Out: its find · From: PolNeAR's conventions: the rest of the clause is
//! the content · Fails: no source behind it is no statement · Cost: linear in the tokens of the sentence

use super::beside::{self, Side};
use super::source;
use super::tree::Ground;
use super::verb::Find;
use crate::syntax::Upos;

/// The find of "according" at token `at`.
pub(super) fn find(g: &Ground, at: usize, quotations: &Side) -> Option<Find> {
    if !(g.is(at, "according") && g.is(at + 1, "to")) {
        return None;
    }
    let mut who = source::phrase_after(g, at + 2, at)?;
    let end = g.without_stops(0, g.len().checked_sub(1)?);
    let opens = at == 0 || g.any(at - 1, &[",", "but", "and", ";", "—", "that"]) && at <= 2;
    if opens || g.is(at - 1, ",") {
        // The source ends where the clause begins; the tree may run on over it.
        if let Some(comma) = (who.head + 1..=who.last).find(|c| g.is(*c, ",") && main_clause(g, *c + 1, end))
        {
            who.last = comma.saturating_sub(1).max(who.first);
        }
    }
    let left = at.checked_sub(1).filter(|b| g.is(*b, ","));
    let mut content = Vec::new();
    if let Some(q) = quotations.after.filter(|_| opens && g.is(end + 1, ":") && end == who.last) {
        // "According to the filing:" and the quotation on the next line.
        content.push(quotations.span(q));
    } else if opens {
        let first = if g.is(who.last + 1, ",") { who.last + 2 } else { who.last + 1 };
        content.push(beside::to_quote_end(g, at, g.span(first, end)?, quotations));
    } else {
        let before = at.checked_sub(1)?;
        match quotations.before(g, at) {
            Some(q) => content.push(beside::quoted_from_start(g, q, quotations)),
            None => {
                content.push(g.span(clause_start(g, before), g.without_stops(0, left.unwrap_or(before)))?)
            }
        }
        if left.is_some() && g.is(who.last + 1, ",") && main_clause(g, who.last + 2, end) {
            content.push(g.span(who.last + 2, end)?);
        }
    }
    Some(Find { head: at, frame: "according", who: Some(who), cue: (at, at + 1), content })
}

/// Whether a clause with its own verb begins here.
fn main_clause(g: &Ground, from: usize, end: usize) -> bool {
    let starts =
        matches!(g.upos(from), Upos::Det | Upos::Noun | Upos::Propn | Upos::Pron | Upos::Adj | Upos::Num)
            && !g.any(from, &["who", "which", "that", "whose"]);
    let subordinate =
        g.any(from, &["with", "while", "when", "if", "as", "because", "there", "about", "more"]);
    (starts || subordinate) && (from..=end).any(|at| g.is_finite(at))
}

/// The start of the clause that ends with token `before`: after a semicolon, or of the sentence.
fn clause_start(g: &Ground, before: usize) -> usize {
    (0..=before).rev().find(|at| g.is(*at, ";")).map_or(0, |at| at + 1)
}
