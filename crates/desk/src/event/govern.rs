//! What governs an event: the cues above it in the tree.
//!
//! In: a token and the relation to its head · Out: the force of the cue and its words · From: DESIGN section 4
//! Fails: no cue is `None` · Cost: one look-up a step

use super::cue::{cue_at, reduced};
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag, Upos};
use model::{Force, Span};

/// Whether a verb has a tense of its own.
fn finite(grammar: &Grammar, at: usize) -> bool {
    let tense = matches!(grammar.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    tense || grammar.group(at).first_aux.is_some_and(|aux| grammar.tag(aux) != Tag::Vbg)
}

/// The cue that governs `at` through its head, if its head is one.
pub(crate) fn by_head(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let head = grammar.head(at)?;
    let lead = grammar.lead(at).map(|(_, word)| word);
    let lead = lead.as_deref().unwrap_or("");
    let raised = || grammar.kid(head, &[Rel::Xcomp]).is_some_and(|x| grammar.is_verb(x));
    if let Some(whether) = whether(grammar, at) {
        return Some((Force::Hedge, whether));
    }
    if let Some(cue) = undecided(grammar, at) {
        return Some((Force::Weigh, cue));
    }
    if let Some(found) = looks(grammar, at, head).or_else(|| branded(grammar, at, head)) {
        return Some(found);
    }
    let frames: &[&str] = match grammar.rel(at) {
        // "The strike is expected to begin": what is expected is the beginning.
        Rel::Nsubj | Rel::NsubjPass if raised() => return None,
        Rel::Xcomp if grammar.kid(head, &[Rel::Obj, Rel::Iobj]).is_some() => &["other", "comp", "inf", lead],
        Rel::Xcomp => &["comp", "inf", lead],
        Rel::Csubj | Rel::CsubjPass => &["subj", "pred"],
        // "Unable to agree, they settled": an adjective takes infinitives, no finite clauses.
        Rel::Ccomp if grammar.upos(head) == Upos::Adj && finite(grammar, at) => return None,
        Rel::Ccomp => &["comp"],
        // "Denied that it was planning": a "that" clause is a complement, whatever the tree calls it.
        Rel::Advcl if lead == "that" && grammar.head(at).is_some_and(|h| h < at) => &["comp"],
        // A finite adverbial clause ("when both sides signed") stands on its own feet.
        Rel::Advcl if finite(grammar, at) => return None,
        Rel::Advcl if matches!(lead, "to" | "") || grammar.tag(at) == Tag::Vbg => &["comp", "inf", lead],
        // A reduced relative clause is no complement; one with "that", "to" or an auxiliary is.
        Rel::Acl if grammar.group(at).first_aux.is_some() || lead == "that" => &["comp", lead],
        // "Claims that he took bribes": a "that" which is no part of its own clause opens a complement.
        Rel::AclRelcl if lead == "that" => &["comp", lead],
        Rel::Acl if !matches!(grammar.tag(at), Tag::Vbn | Tag::Vbd) => &["comp", "inf", lead],
        Rel::Obj | Rel::Iobj if grammar.is_verb(at) => &["comp"],
        // "Discussed the leaks" takes the leaks as known; "discussed a ban" does not.
        Rel::Obj | Rel::Iobj if definite(grammar, at) => &["obj"],
        Rel::Obj | Rel::Iobj => &["obj", "new"],
        // What is approved is the object of approving, however it is put.
        Rel::NsubjPass => &["subj", "obj", "new"],
        Rel::Nsubj => &["subj", "pred"],
        Rel::Obl | Rel::Nmod | Rel::OblUnmarked => &[lead],
        Rel::Compound => &["of"],
        // "Still undecided: the extension", "The gate will open, the owner has pledged" with the clause at the root.
        Rel::Parataxis if head < at && grammar.kids(at).iter().any(|k| grammar.word(*k) == ":") => {
            &["pred", "obj"]
        }
        // "The ban, considered for months": the participle governs the noun it stands behind.
        _ => return None,
    };
    if grammar.rel(at) == Rel::Ccomp && grammar.lemma(head) == "warn" {
        return warning(grammar, at, head);
    }
    let found = cue_at(grammar, head, frames, None).or_else(|| {
        // "Called off the march" may be read as "called [off the march]": the preposition is the verb's own.
        let oblique = matches!(grammar.rel(at), Rel::Obl | Rel::Nmod);
        cue_at(grammar, head, &["obj", "new"], Some(lead).filter(|l| oblique && !l.is_empty()))
            .filter(|_| oblique)
    })?;
    // "Insisted that it leave" demands; "insisted that it left" tells.
    let told = grammar.rel(at) == Rel::Ccomp
        && grammar.tag(at) != Tag::Vb
        && grammar.group(at).modal.is_none()
        && !subjunctive(grammar, at);
    if grammar.lemma(head) == "expect" && super::trigger::kind(grammar.lemma(at)).outcome {
        // "Is expected to arrive" tells a schedule, "is expected to rise" a forecast.
        return Some((Force::Hedge, found.1));
    }
    if found.0 == Force::Hedge && grammar.lemma(head) == "accuse" && accuser(grammar, head) {
        // A named accuser's firm claim is told as done, in that party's voice.
        return Some((Force::Achieve, found.1));
    }
    if found.0 == Force::Promise && super::trigger::kind(grammar.lemma(at)).harm {
        // "Vowed to retaliate" promises nothing good.
        return Some((Force::Threaten, found.1));
    }
    (found.0 != Force::Demand || !told).then_some(found)
}

/// For the subject of a raising verb ("the trial is set to begin"): the verb below, and the cue that this one is for its
/// subject.
pub(crate) fn by_raised(grammar: &Grammar, at: usize) -> Option<(usize, Force, Span)> {
    let head = grammar.head(at).filter(|_| matches!(grammar.rel(at), Rel::Nsubj | Rel::NsubjPass))?;
    let below = grammar.kid(head, &[Rel::Xcomp]).filter(|x| grammar.is_verb(*x))?;
    let (force, cue) = cue_at(grammar, below, &["subj", "pred"], None)?;
    Some((below, force, cue))
}

/// The cue among the verbs of saying that stand beside a clause: "It will open, the owner has pledged".
pub(crate) fn by_report(grammar: &Grammar, root: usize) -> Option<(Force, Span)> {
    let beside = grammar.kids(root).iter().copied();
    let mut said = beside.filter(|k| grammar.rel(*k) == Rel::Parataxis && grammar.is_verb(*k));
    let found = said.find_map(|k| cue_at(grammar, k, &["comp"], None))?;
    matches!(found.0, Force::Promise | Force::Threaten | Force::Hedge).then_some(found)
}

/// "Examines whether it fired": a finite clause that asks leaves open what it asks.
fn whether(grammar: &Grammar, clause: usize) -> Option<Span> {
    let asks = |k: &usize| {
        matches!(grammar.rel(*k), Rel::Mark | Rel::Advmod)
            && *k < clause
            && grammar.lower(*k) == "whether"
            && grammar.group(clause).to.is_none()
    };
    grammar.kids(clause).iter().copied().find(asks).map(|k| grammar.span(k))
}

/// "Weighing whether to strike", "has yet to decide whether to strike": what is asked with an infinitive is not decided,
/// whatever the verb is that asks.
pub(crate) fn undecided(grammar: &Grammar, clause: usize) -> Option<Span> {
    let to = grammar.group(clause).to?;
    // "Whether or not to" has two words between.
    let whether = (to.saturating_sub(3)..to).rev().find(|i| grammar.lower(*i) == "whether")?;
    let head = grammar.head(clause)?;
    if let Some((_, cue)) = weighs(grammar, head) {
        return Some(cue);
    }
    Some(grammar.span_over(whether, to))
}

/// The cue that a word is which weighs what it governs ("is considering").
pub(crate) fn weighs(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    cue_at(grammar, at, &["comp"], None).filter(|(force, _)| *force == Force::Weigh)
}

/// "A strike looks probable", "the vote remains uncertain": what is said of the subject after a verb of seeming.
fn looks(grammar: &Grammar, at: usize, head: usize) -> Option<(Force, Span)> {
    let seems = matches!(
        grammar.lemma(head),
        "look" | "seem" | "appear" | "remain" | "become" | "stay" | "sound" | "grow" | "prove"
    );
    if !seems || !matches!(grammar.rel(at), Rel::Nsubj | Rel::NsubjPass) {
        return None;
    }
    let said = grammar.kid(head, &[Rel::Xcomp]).filter(|x| grammar.upos(*x) == Upos::Adj)?;
    cue_at(grammar, said, &["pred"], None)
}

/// "Called the payment an invention", "dismissed the report as false": denied by what it is called.
fn branded(grammar: &Grammar, at: usize, head: usize) -> Option<(Force, Span)> {
    let brands = matches!(
        grammar.lemma(head),
        "call" | "brand" | "label" | "describe" | "dismiss" | "denounce" | "reject" | "term" | "deem"
    );
    if !brands || !matches!(grammar.rel(at), Rel::Obj | Rel::NsubjPass | Rel::Ccomp) {
        return None;
    }
    grammar.kids(head).iter().copied().filter(|k| *k != at).find_map(|k| {
        let said = matches!(grammar.rel(k), Rel::Xcomp | Rel::Obl | Rel::Obj | Rel::Advcl);
        cue_at(grammar, k, &["pred"], None).filter(|(force, _)| said && *force == Force::Deny)
    })
}

/// "Recommends that the fund sell its shares": a bare form after a subject that would ask for an ending.
fn subjunctive(grammar: &Grammar, at: usize) -> bool {
    let subject = grammar.kid(at, &[Rel::Nsubj]);
    grammar.tag(at) == Tag::Vbp
        && subject.is_some_and(|s| {
            matches!(grammar.tag(s), Tag::Nn | Tag::Nnp) && grammar.kid(s, &[Rel::Conj]).is_none()
        })
}

/// Whether somebody is named who accuses.
fn accuser(grammar: &Grammar, accuse: usize) -> bool {
    let passive = grammar.group(accuse).passive || reduced(grammar, accuse);
    if passive { grammar.kid(accuse, &[Rel::OblAgent]).is_some() } else { true }
}

/// "The attack", "its attack", "last week's attack": spoken of as known. "The use of drones" only says which use.
pub(crate) fn definite(grammar: &Grammar, noun: usize) -> bool {
    let of = || grammar.kid(noun, &[Rel::Nmod]).and_then(|k| grammar.lead(k)).is_some_and(|(_, w)| w == "of");
    pointed_at(grammar, noun) && !(the(grammar, noun) && of())
}

/// Whether a determiner or a possessor points at the noun, or at the first of its coordination.
pub(crate) fn pointed_at(grammar: &Grammar, noun: usize) -> bool {
    let first =
        grammar.head(noun).filter(|h| grammar.rel(noun) == Rel::Conj && *h < noun && grammar.is_noun(*h));
    if let Some(first) = first.filter(|_| grammar.kid(noun, &[Rel::Det]).is_none()) {
        return pointed_at(grammar, first);
    }
    the(grammar, noun) || grammar.kid(noun, &[Rel::NmodPoss]).is_some()
}

fn the(grammar: &Grammar, noun: usize) -> bool {
    grammar.kids(noun).iter().any(|k| {
        grammar.rel(*k) == Rel::Det
            && matches!(grammar.lower(*k).as_str(), "the" | "this" | "that" | "these" | "those")
    })
}

/// "Warned it would strike", "warned that anyone who lands will be shot": a threat, if the one who warns would carry it
/// out or nobody else is named; "warned that prices will rise" is a forecast.
fn warning(grammar: &Grammar, at: usize, warn: usize) -> Option<(Force, Span)> {
    let subject = grammar.kid(at, &[Rel::Nsubj, Rel::NsubjPass])?;
    let first = grammar.kids(subject).first().copied().filter(|k| *k < subject).unwrap_or(subject);
    let own = |i: usize| {
        matches!(
            grammar.lower(i).as_str(),
            "it" | "they"
                | "he"
                | "she"
                | "we"
                | "i"
                | "its"
                | "their"
                | "our"
                | "anyone"
                | "any"
                | "those"
                | "whoever"
                | "everyone"
        )
    };
    let modal = grammar.group(at).modal?;
    let firm = matches!(grammar.lower(modal).as_str(), "will" | "would" | "'ll" | "’ll");
    let force = if firm && (own(subject) || own(first)) { Force::Threaten } else { Force::Hedge };
    Some((force, grammar.span(warn)))
}
