//! Which way a clause looks: to what was, or to what is to come.
//!
//! In: a sentence with its tree, the place of a time in it · Out: [`Way`] · From: English tense and aspect; own rules
//! Fails: where no verb governs the time the answer is `Open` · Cost: a path towards the root, at most thirty steps

use super::sense::Way;
use super::terms;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag, Upos};
use model::Span;

/// Clauses nest a few deep; a longer path is a parser's error, and its end would say nothing.
const LONGEST_PATH: usize = 30;

/// The way of the clause around `place`.
pub(crate) fn way(grammar: &Grammar, place: Span) -> Way {
    let Some(top) = top(grammar, place) else { return Way::Open };
    let case = |lemmas: &[&str]| {
        grammar.kids(top).iter().any(|k| grammar.rel(*k) == Rel::Case && lemmas.contains(&grammar.lemma(*k)))
    };
    if case(&["since"]) {
        return Way::Past;
    }
    // "Wednesday's ruling" was given; "Friday's vote" under a verb that looks ahead is to come.
    let owned = grammar.head(top).filter(|_| grammar.rel(top) == Rel::NmodPoss);
    let given = owned.is_some_and(|noun| !terms::is("tense-expected", grammar.lemma(noun)));
    // The present tense looks ahead only where the time hangs on its verb: "votes on Friday", not "follows Friday's".
    let hangs = matches!(grammar.rel(top).base(), Rel::Obl | Rel::Advmod);
    let direct = grammar.head(top).filter(|_| hangs);
    // A time may hang under nouns; the first verb above them tells.
    let mut at = top;
    for _ in 0..LONGEST_PATH {
        match told(grammar, at, direct == Some(at)) {
            Way::Open => {}
            Way::Future if given => return Way::Past,
            told => return told,
        }
        match grammar.head(at) {
            Some(head) => at = head,
            None => break,
        }
    }
    if case(&["until", "till", "by", "through"]) { Way::Future } else { Way::Open }
}

/// The token of the time that hangs outside it.
fn top(grammar: &Grammar, place: Span) -> Option<usize> {
    let tokens = &grammar.sentence.tokens;
    let first = tokens.partition_point(|t| t.span.end <= place.start);
    let inside = |at: usize| grammar.token(at).is_some_and(|t| place.touches(t.span));
    (first..tokens.len()).take_while(|at| inside(*at)).find(|at| grammar.head(*at).is_none_or(|h| !inside(h)))
}

/// What the word at `at` says of its clause.
fn told(grammar: &Grammar, at: usize, direct: bool) -> Way {
    match grammar.upos(at) {
        // "a planned vote on Friday", "the upcoming election in May": the adjective tells.
        Upos::Noun | Upos::Propn => {
            let ahead = grammar.kids(at).iter().any(|k| {
                matches!(grammar.rel(*k), Rel::Amod | Rel::Compound)
                    && terms::is("tense-coming", grammar.lemma(*k))
            });
            if ahead { Way::Future } else { by_copula(grammar, at) }
        }
        // "is due on Monday", "is likely in May".
        Upos::Adj if terms::is("tense-awaiting", grammar.lemma(at)) => Way::Future,
        Upos::Adj => by_copula(grammar, at),
        // "has scheduled a conference on Thursday", "planned a march on Saturday": the thing planned is to come.
        Upos::Verb if terms::is("tense-planning", grammar.lemma(at)) => Way::Future,
        Upos::Verb | Upos::Aux => {
            by_auxiliary(grammar, at, direct).unwrap_or_else(|| by_form(grammar, at, direct))
        }
        _ => Way::Open,
    }
}

/// The way a verb's own form tells.
fn by_form(grammar: &Grammar, at: usize, direct: bool) -> Way {
    let lemma = grammar.lemma(at);
    match grammar.tag(at) {
        Tag::Vbd => Way::Past,
        // "the vote scheduled for Friday" looks ahead, "the ship seized on Friday" back.
        Tag::Vbn if terms::is("tense-awaited", lemma) => Way::Future,
        Tag::Vb | Tag::Vbn if grammar.kids(at).iter().any(|k| grammar.tag(*k) == Tag::To) => {
            // "agreed to meet on Friday", "guidelines to be published in May" look ahead; "began to fall on Friday" as
            // its verb does, and so does "came to mark the entry on Friday", where the time is the noun's.
            let happening = grammar.head(at).is_some_and(|h| terms::is("tense-happening", grammar.lemma(h)));
            if happening || !direct { Way::Open } else { Way::Future }
        }
        Tag::Vbn => Way::Past,
        // "Parliament votes on Friday".
        Tag::Vbz | Tag::Vbp if direct && !terms::is("tense-saying", lemma) => Way::Future,
        _ => Way::Open,
    }
}

/// The way a copula under a predicate noun or adjective tells.
fn by_copula(grammar: &Grammar, at: usize) -> Way {
    by_auxiliary(grammar, at, false).unwrap_or_else(|| {
        match grammar.kid(at, &[Rel::Cop]).map(|c| grammar.tag(c)) {
            Some(Tag::Vbd | Tag::Vbn) => Way::Past,
            _ => Way::Open,
        }
    })
}

/// What the auxiliaries of a predicate say; `None` where it has none that tells.
fn by_auxiliary(grammar: &Grammar, at: usize, direct: bool) -> Option<Way> {
    let helpers = || {
        grammar
            .kids(at)
            .iter()
            .copied()
            .filter(|k| matches!(grammar.rel(*k), Rel::Aux | Rel::AuxPass | Rel::Cop))
    };
    let mut told = None;
    for helper in helpers() {
        match (grammar.tag(helper), grammar.lemma(helper)) {
            (Tag::Md, _) => {
                // "could have been lost on Friday" looks back.
                let perfect = helpers().any(|k| grammar.lemma(k) == "have");
                return Some(if perfect { Way::Past } else { Way::Future });
            }
            (Tag::Vbd, _) | (Tag::Vbz | Tag::Vbp, "have") => told = Some(Way::Past),
            (Tag::Vbz | Tag::Vbp, "be") if told.is_none() => {
                // "is meeting on Friday", "is expected on Friday".
                let meeting = direct && grammar.tag(at) == Tag::Vbg;
                let ahead = meeting || terms::is("tense-awaited", grammar.lemma(at));
                told = ahead.then_some(Way::Future);
            }
            _ => {}
        }
    }
    told
}
