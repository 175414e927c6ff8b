//! The cues beside an event: what describes it, what stands near it in words, what its sentence stands under.
//!
//! In: a token · Out: the force of the cue and its words · From: `lexicon/status_cues.tsv` · Fails: no cue is `None`
//! Cost: a dozen words around the token

use super::cue::{cue_at, cues, run_at};
use super::govern::definite;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag, Upos};
use model::{Force, Span};

/// The nearest cue to the left that leads to `at` by words alone: for trees that put the phrase in the wrong place.
///
/// Between the cue and the trigger lie at most eight words and no other verb, comma or quotation mark.
pub(crate) fn by_near(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let noun = !grammar.is_verb(at);
    // From the trigger back to the word before its own phrase.
    let mut start = at;
    while start > 0
        && matches!(
            grammar.upos(start - 1),
            Upos::Adj | Upos::Det | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adv
        )
        && noun
        && cue_word(grammar, start - 1).is_none()
    {
        start -= 1;
    }
    let lead = start.checked_sub(1)?;
    let word = grammar.lower(lead);
    let frames: Vec<&str> = match grammar.upos(lead) {
        Upos::Part if word == "to" && !noun => vec!["inf", "comp"],
        Upos::Adp | Upos::Sconj => vec![word.as_str()],
        Upos::Verb if noun && !definite(grammar, at) => vec!["obj", "new"],
        _ if grammar.tag(at) == Tag::Vbg => vec!["comp"],
        _ => return None,
    };
    let from = if frames.contains(&"obj") { start } else { lead };
    for i in (from.saturating_sub(8)..from).rev() {
        if matches!(grammar.upos(i), Upos::Punct | Upos::Sconj) {
            return None;
        }
        if let Some(found) = cue_at(grammar, i, &frames, None) {
            return Some(found);
        }
        if matches!(grammar.upos(i), Upos::Verb | Upos::Aux) || frames.contains(&"obj") {
            return None;
        }
    }
    None
}

/// Whether the token is a cue that governs nouns.
fn cue_word(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    cue_at(grammar, at, &["obj"], None)
}

/// The cue among what hangs on `at`: "planned", "allegedly", "the strike considered since May".
pub(crate) fn by_modifier(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let all = cues();
    grammar.kids(at).iter().copied().find_map(|kid| match grammar.rel(kid) {
        // "Next year's election" is to come.
        Rel::NmodPoss | Rel::Amod | Rel::Compound if next(grammar, kid) => {
            Some((Force::Plan, grammar.span(kid)))
        }
        Rel::Amod | Rel::Advmod | Rel::Compound => {
            let lower = grammar.lower(kid);
            let rows = all.by_word.get(lower.as_str())?;
            let cue = rows.iter().find(|c| c.governs.contains(&"mod") && c.force != Force::Negate)?;
            Some((cue.force, grammar.span(kid)))
        }
        Rel::Acl if matches!(grammar.tag(kid), Tag::Vbn | Tag::Vbd) => {
            cue_at(grammar, kid, &["obj", "subj"], None)
        }
        _ => None,
    })
}

/// "Next", alone or before a unit of time.
fn next(grammar: &Grammar, at: usize) -> bool {
    let word = |i: usize| grammar.lower(i) == "next";
    (word(at) && grammar.rel(at) == Rel::Amod) || grammar.kids(at).iter().any(|k| word(*k))
}

/// The cue that the subject noun is for the verb whose subject it is ("the bill would ban").
pub(crate) fn by_subject(grammar: &Grammar, subject: usize) -> Option<(Force, Span)> {
    // "The draft law would ban it": the draft decides, not the law.
    by_modifier(grammar, subject)
        .filter(|(force, _)| matches!(force, Force::Weigh | Force::Plan | Force::Hedge))
        .or_else(|| cue_at(grammar, subject, &["subject-of"], None))
}

/// A run of words that decides from before or after the trigger, within its clause.
pub(crate) fn by_run(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let all = cues();
    let stop = |i: usize| matches!(grammar.word(i), "," | ";" | ":" | "." | "“" | "”" | "\"" | "—" | "–");
    let start = (0..at).rev().take(12).take_while(|i| !stop(*i)).last().unwrap_or(at);
    let end = (at + 1..grammar.len()).take(8).take_while(|i| !stop(*i)).last().unwrap_or(at);
    let find = |range: std::ops::Range<usize>, stands: &str| {
        range.rev().find_map(|i| run_at(grammar, all, i, stands))
    };
    // A run before the trigger must lead to it: nothing but its own phrase may lie between.
    // "Without" takes a noun or a gerund: in "without leave they entered" it says nothing of the entering.
    let taken = |force: Force| force != Force::Negate || !grammar.is_verb(at) || grammar.tag(at) == Tag::Vbg;
    find(start..at, "before")
        .filter(|(force, span)| leads_to(grammar, *span, at) && taken(*force))
        .or_else(|| find(at + 1..end + 1, "after"))
}

/// A condition that the whole sentence stands under ("subject to", "only once").
pub(crate) fn by_sentence(grammar: &Grammar) -> Option<(Force, Span)> {
    let all = cues();
    (0..grammar.len()).find_map(|i| run_at(grammar, all, i, "clause"))
}

/// Whether no other verb stands between the run and the trigger; a light verb may stand before its noun.
fn leads_to(grammar: &Grammar, run: Span, at: usize) -> bool {
    let light = |i: usize| !grammar.is_verb(at) && super::trigger::kind(grammar.lemma(i)).light;
    (0..at).rev().take_while(|i| grammar.span(*i).start >= run.end).all(|i| !grammar.is_verb(i) || light(i))
}
