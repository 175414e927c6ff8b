//! Which way a clause looks: to what was, or to what is to come.
//!
//! In: a sentence with its tree, the place of a time in it · Out: [`Way`] · From: English tense and aspect; own rules
//! Fails: where no verb governs the time the answer is `Open` · Cost: the length of one path to the root

use super::sense::Way;
use crate::syntax::{Rel, Sentence, Tag, Token, Upos};
use model::Span;

/// The way of the clause around `place`.
pub(crate) fn way(sentence: &Sentence, place: Span) -> Way {
    let tokens = &sentence.tokens;
    let Some(mut at) = top(sentence, place) else { return Way::Open };
    // The present tense looks ahead only where the time hangs on its verb: "votes on Friday", not "follows Friday's".
    let direct = tokens.get(at).filter(|t| matches!(t.rel.base(), Rel::Obl | Rel::Advmod)).and_then(|t| t.head);
    let case = |lemmas: &[&str]| {
        sentence
            .children(at)
            .filter_map(|c| tokens.get(c))
            .any(|c| c.rel == Rel::Case && lemmas.contains(&c.lemma.as_str()))
    };
    if case(&["since"]) {
        return Way::Past;
    }
    let deadline = case(&["until", "till", "by", "through"]);
    // "Wednesday's ruling" was given; "Friday's vote" under a verb that looks ahead is to come.
    let owned = tokens.get(at).filter(|t| t.rel == Rel::NmodPoss).and_then(|t| t.head).and_then(|h| tokens.get(h));
    let given = owned.is_some_and(|noun| !EXPECTED.contains(&noun.lemma.as_str()));
    // A time may hang under nouns; the first verb above them tells. The path cannot be longer than the sentence.
    for _ in 0..tokens.len() {
        let Some(token) = tokens.get(at) else { break };
        match verb_way(sentence, at, token, direct == Some(at)) {
            Way::Open => {}
            Way::Future if given => return Way::Past,
            told => return told,
        }
        match token.head {
            Some(head) => at = head,
            None => break,
        }
    }
    if deadline { Way::Future } else { Way::Open }
}

/// The token of the time that hangs outside it.
fn top(sentence: &Sentence, place: Span) -> Option<usize> {
    let inside = |token: &Token| place.contains(token.span);
    sentence.tokens.iter().position(|token| {
        inside(token) && token.head.is_none_or(|h| sentence.tokens.get(h).is_none_or(|head| !inside(head)))
    })
}

fn verb_way(sentence: &Sentence, at: usize, token: &Token, direct: bool) -> Way {
    // "a planned vote on Friday", "the upcoming election in May": the adjective tells.
    if matches!(token.upos, Upos::Noun | Upos::Propn) {
        let ahead = sentence.children(at).filter_map(|c| sentence.tokens.get(c)).any(|child| {
            matches!(child.rel, Rel::Amod | Rel::Compound) && COMING.contains(&child.lemma.as_str())
        });
        return if ahead { Way::Future } else { copula_way(sentence, at) };
    }
    if matches!(token.upos, Upos::Adj) {
        let told = copula_way(sentence, at);
        // "is due on Monday", "is likely in May".
        let due = AWAITING.contains(&token.lemma.as_str());
        return if due { Way::Future } else { told };
    }
    if !matches!(token.upos, Upos::Verb | Upos::Aux) {
        return Way::Open;
    }
    if let Some(told) = auxiliary_way(sentence, at, direct) {
        return told;
    }
    match token.tag {
        Tag::Vbd => Way::Past,
        // "the vote scheduled for Friday" looks ahead, "the ship seized on Friday" back.
        Tag::Vbn if AWAITED.contains(&token.lemma.as_str()) => Way::Future,
        Tag::Vbn => Way::Past,
        Tag::Vb if to_infinitive(sentence, at) => infinitive_way(sentence, token),
        // "Parliament votes on Friday".
        Tag::Vbz | Tag::Vbp if direct && !SAYING.contains(&token.lemma.as_str()) => Way::Future,
        _ => Way::Open,
    }
}

/// The way a copula or auxiliary under a predicate noun or adjective tells.
fn copula_way(sentence: &Sentence, at: usize) -> Way {
    auxiliary_way(sentence, at, false).unwrap_or_else(|| {
        let copula = sentence.child(at, Rel::Cop).and_then(|c| sentence.tokens.get(c));
        match copula.map(|c| c.tag) {
            Some(Tag::Vbd | Tag::Vbn) => Way::Past,
            _ => Way::Open,
        }
    })
}

/// What the auxiliaries of a predicate say; `None` where it has none that tells.
fn auxiliary_way(sentence: &Sentence, at: usize, direct: bool) -> Option<Way> {
    let mut told = None;
    for child in sentence.children(at).filter_map(|c| sentence.tokens.get(c)) {
        if !matches!(child.rel, Rel::Aux | Rel::AuxPass | Rel::Cop) {
            continue;
        }
        match (child.tag, child.lemma.as_str()) {
            (Tag::Md, "would" | "will" | "shall" | "may" | "might" | "could" | "'ll" | "wo" | "can" | "must" | "should") => {
                // "could have been lost on Friday" looks back.
                let perfect = sentence
                    .children(at)
                    .filter_map(|c| sentence.tokens.get(c))
                    .any(|c| c.rel == Rel::Aux && c.lemma == "have");
                return Some(if perfect { Way::Past } else { Way::Future });
            }
            (Tag::Vbd, _) => told = Some(Way::Past),
            (Tag::Vbz | Tag::Vbp, "have") => told = Some(Way::Past),
            (Tag::Vbz | Tag::Vbp, "be") if told.is_none() => {
                // "is meeting on Friday", "is expected on Friday".
                let verb = sentence.tokens.get(at);
                let ahead = verb.is_some_and(|v| direct && v.tag == Tag::Vbg || AWAITED.contains(&v.lemma.as_str()));
                told = ahead.then_some(Way::Future);
            }
            _ => {}
        }
        // "was expected to end on Friday" still looks ahead from then; the day is told with its past verb.
    }
    told
}

fn to_infinitive(sentence: &Sentence, at: usize) -> bool {
    sentence.children(at).filter_map(|c| sentence.tokens.get(c)).any(|c| c.tag == Tag::To)
}

/// "agreed to meet on Friday" looks ahead; "began to fall on Friday" as its verb does.
fn infinitive_way(sentence: &Sentence, token: &Token) -> Way {
    let head = token.head.and_then(|h| sentence.tokens.get(h));
    match head {
        Some(head) if HAPPENING.contains(&head.lemma.as_str()) => Way::Open,
        _ => Way::Future,
    }
}

const EXPECTED: &[&str] = &[
    "vote", "election", "summit", "meeting", "talk", "hearing", "deadline", "debate", "match", "game", "race",
    "referendum", "session", "conference", "launch", "ceremony", "visit", "poll", "primary", "session", "agenda",
];
const COMING: &[&str] = &["upcoming", "planned", "coming", "future", "scheduled", "expected", "proposed", "forthcoming", "next"];
const AWAITING: &[&str] = &["due", "likely", "ready", "set"];
const AWAITED: &[&str] = &["schedule", "expect", "plan", "due", "set", "slate", "bind", "propose", "anticipate"];
const SAYING: &[&str] = &["say", "tell", "report", "show", "be", "have", "think", "believe", "know", "want", "do"];
const HAPPENING: &[&str] = &[
    "begin", "start", "continue", "manage", "fail", "try", "refuse", "decline", "happen", "seem", "appear", "use", "force",
];
