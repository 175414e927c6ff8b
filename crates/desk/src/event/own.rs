//! What a verb says by its own form: tense, modal, negation.
//!
//! In: a verb and what stands around it · Out: [`Own`] · From: DESIGN section 4; the tenses of TimeML
//! Fails: a form that leaves it open is [`Own::Open`]: what governs it decides · Cost: the verb's children

use super::beside;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag};
use model::{Force, Span};

/// What the form of a trigger says of its status.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Own {
    /// Told as done.
    Past,
    /// Told as going on.
    Present,
    /// The simple present: a habit, a state, or a plan if a time to come is named.
    Habit,
    /// A cue in its own verb group.
    Cue(Force, Span),
    /// "Would": a proposal, a plan told later, or a condition; the clause around decides.
    Would(Span),
    /// An infinitive, a gerund, a bare noun: what governs it decides.
    Open,
}

/// Reads the verb group of `at`. `headline` present tense tells what has happened.
pub(crate) fn own(grammar: &Grammar, at: usize, headline: bool) -> Own {
    let mut group = grammar.group(at);
    let tag = grammar.tag(at);
    let cue = |aux: usize| grammar.span(aux);
    // "Were on Thursday still digging": a copula before a present participle is its auxiliary.
    group.progressive |= tag == Tag::Vbg && group.copula;
    group.past &= !grammar.kids(at).iter().any(|k| group.progressive && grammar.lower(*k) == "still");
    if let Some(head) = shared_auxiliary(grammar, at) {
        return own(grammar, head, headline);
    }
    let positive = if let Some(modal) = group.modal {
        match grammar.lower(modal).as_str() {
            "will" | "shall" | "'ll" | "’ll" | "wo" => Own::Cue(will(grammar, at), cue(modal)),
            "would" | "'d" | "’d" => Own::Would(cue(modal)),
            "should" | "must" | "ought" => Own::Cue(Force::Demand, cue(modal)),
            _ => Own::Cue(Force::Hedge, cue(modal)),
        }
    } else if let Some(to) = be_to(grammar, at) {
        Own::Cue(Force::Plan, to)
    } else if let Some(to) = group.to.filter(|_| headline && newspaper_future(grammar, at)) {
        // "Council to close harbour": the headline's future.
        Own::Cue(Force::Plan, cue(to))
    } else if tag == Tag::Vb && finite(grammar, at) {
        Own::Habit
    } else if imperative(grammar, at) && !headline {
        Own::Cue(Force::Demand, grammar.span(at))
    } else if group.to.is_some() || (tag == Tag::Vb && group.first_aux.is_none()) {
        Own::Open
    } else if group.progressive {
        // "Were flying" frames what happened; "was being used" goes on.
        if group.past && !group.passive { Own::Past } else { Own::Present }
    } else if group.perfect || group.past || tag == Tag::Vbd {
        Own::Past
    } else if tag == Tag::Vbn && group.passive && !headline {
        // "Is paid", "are used": what is usual, unless something else speaks.
        Own::Habit
    } else if tag == Tag::Vbn {
        Own::Past
    } else if tag == Tag::Vbg && group.first_aux.is_none() {
        Own::Open
    } else if headline {
        Own::Past
    } else {
        Own::Habit
    };
    match group.negation.or_else(|| negative_argument(grammar, at)).or_else(|| none_of(grammar, at)) {
        Some(not) => negate(grammar, positive, not, at),
        None => positive,
    }
}

fn negate(grammar: &Grammar, positive: Own, not: usize, at: usize) -> Own {
    let cue = match grammar.group(at).first_aux {
        Some(aux) if aux < not && not - aux < 3 => grammar.span_over(aux, not),
        _ => grammar.span(not),
    };
    if grammar.lower(not) == "longer" {
        // "Is no longer considering it": it was, and is called off.
        return Own::Cue(Force::Cancel, cue);
    }
    match positive {
        // "Won't leave", "will not sell": a refusal if one speaks for oneself.
        Own::Cue(Force::Plan, _) => {
            let first = grammar
                .kid(at, &[Rel::Nsubj])
                .is_some_and(|s| matches!(grammar.lower(s).as_str(), "i" | "we"));
            Own::Cue(if first { Force::Refuse } else { Force::Negate }, cue)
        }
        // "May not", "should not" keep their force; "could not", "cannot" are told as not so.
        Own::Cue(Force::Hedge, modal) => {
            let may = matches!(modal.words(grammar.text).to_lowercase().as_str(), "may" | "might");
            Own::Cue(if may { Force::Hedge } else { Force::Negate }, cue)
        }
        Own::Cue(force, _) => Own::Cue(force, cue),
        Own::Past | Own::Present | Own::Habit | Own::Open | Own::Would(_) => Own::Cue(Force::Negate, cue),
    }
}

/// What "will" comes to: a plan, unless the verb names what happens to one rather than what one decides ("prices will
/// rise"), or a threat, if the speaker's own harm or the hearer's is meant ("we will strike", "your cattle will be shot").
fn will(grammar: &Grammar, at: usize) -> Force {
    let kind = super::trigger::kind(grammar.lemma(at));
    if kind.outcome {
        return Force::Hedge;
    }
    let meant = |rels: &[Rel], words: &[&str]| {
        grammar.kid(at, rels).is_some_and(|k| {
            let owner = grammar.kid(k, &[Rel::NmodPoss]);
            [Some(k), owner].into_iter().flatten().any(|i| words.contains(&grammar.lower(i).as_str()))
        })
    };
    let threat = kind.harm
        && (meant(&[Rel::Nsubj], &["i", "we"]) || meant(&[Rel::NsubjPass, Rel::Obj], &["you", "your"]));
    if threat { Force::Threaten } else { Force::Plan }
}

/// "Not a single factory closed", "no vote held": the negation stands with the noun that a participle describes.
fn none_of(grammar: &Grammar, at: usize) -> Option<usize> {
    let noun = grammar.head(at).filter(|h| {
        grammar.tag(at) == Tag::Vbn && grammar.rel(at) == Rel::Acl && grammar.rel(*h) == Rel::Root
    })?;
    grammar.group(noun).negation.or_else(|| no(grammar, noun))
}

/// An infinitive that hangs on the noun that is to act: a headline's "Council to close harbour".
fn newspaper_future(grammar: &Grammar, at: usize) -> bool {
    grammar.head(at).is_none_or(|h| h < at && grammar.is_noun(h) && grammar.head(h).is_none())
}

/// A bare form with a subject of its own, which a tagger took for an infinitive: "ferries often cross".
fn finite(grammar: &Grammar, at: usize) -> bool {
    let main = matches!(grammar.rel(at), Rel::Root | Rel::Parataxis | Rel::AclRelcl);
    main && grammar.kid(at, &[Rel::Nsubj]).is_some() && grammar.kid(at, &[Rel::Aux, Rel::Mark]).is_none()
}

/// "Will be stopped and sent away": a coordinated participle that shares the auxiliaries of the first.
fn shared_auxiliary(grammar: &Grammar, at: usize) -> Option<usize> {
    let head = grammar.head(at).filter(|h| grammar.rel(at) == Rel::Conj && *h < at && grammar.is_verb(*h))?;
    let bare = grammar.kid(at, &[Rel::Aux, Rel::AuxPass, Rel::Nsubj, Rel::NsubjPass, Rel::Mark]).is_none();
    let group = grammar.group(head);
    let same = grammar.tag(at) == Tag::Vbn || grammar.tag(at) == grammar.tag(head);
    (bare && same && group.first_aux.is_some()).then_some(head)
}

/// "Open the gates": a bare verb at the root without a subject, in somebody's mouth.
fn imperative(grammar: &Grammar, at: usize) -> bool {
    let bare =
        grammar.tag(at) == Tag::Vb && matches!(grammar.rel(at), Rel::Root | Rel::Ccomp | Rel::Parataxis);
    let first = at == 0 || matches!(grammar.word(at - 1), "“" | "\"" | "," | "‘" | ":");
    bare && first && grammar.kid(at, &[Rel::Nsubj, Rel::NsubjPass, Rel::Aux, Rel::Mark]).is_none()
}

/// "Is to meet", "are to be delivered": the run "be to" right before the verb.
fn be_to(grammar: &Grammar, at: usize) -> Option<Span> {
    let to = (at.saturating_sub(3)..at).rev().find(|i| grammar.tag(*i) == Tag::To)?;
    let be = to.checked_sub(1)?;
    let finite = matches!(grammar.lower(be).as_str(), "is" | "are" | "was" | "were");
    // "The aim is to win" names the aim; its noun is the cue, and says the same.
    finite.then(|| grammar.span_over(be, to))
}

/// A subject or object that is itself a negation: "no vote was held", "nobody came".
pub(crate) fn negative_argument(grammar: &Grammar, at: usize) -> Option<usize> {
    grammar.kids(at).iter().copied().find_map(|kid| {
        // "With no end in sight" may be read as an object; its preposition tells.
        let argument = matches!(grammar.rel(kid), Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::Expl)
            && grammar.kid(kid, &[Rel::Case]).is_none();
        if !argument {
            return None;
        }
        if matches!(grammar.lower(kid).as_str(), "nobody" | "none" | "nothing" | "neither" | "nor") {
            return Some(kid);
        }
        let before = grammar.kids(kid).iter().copied().find(|k| {
            let whole =
                matches!(grammar.rel(*k), Rel::CcPreconj | Rel::Advmod | Rel::Det | Rel::Cc) && *k < kid;
            whole && matches!(grammar.lower(*k).as_str(), "neither" | "not")
        });
        before.or_else(|| no(grammar, kid))
    })
}

/// The "no" before a noun.
pub(crate) fn no(grammar: &Grammar, noun: usize) -> Option<usize> {
    grammar.kids(noun).iter().copied().find(|k| {
        // The "no" of "no-confidence" belongs to its own word.
        let whole = !matches!(grammar.word(*k + 1), "-" | "‑");
        whole && matches!(grammar.lower(*k).as_str(), "no" | "neither") && grammar.rel(*k) == Rel::Det
    })
}

/// What "would" comes to: the force of the noun whose doing it is, else a plan if somebody reports it, else a proposal.
pub(crate) fn settle_would(grammar: &Grammar, at: usize, reported: bool) -> Force {
    let subject = grammar.kid(at, &[Rel::Nsubj, Rel::NsubjPass]);
    if let Some((force, _)) = subject.and_then(|s| beside::by_subject(grammar, s)) {
        return force;
    }
    if reported { Force::Plan } else { Force::Weigh }
}
