//! Who does it, to whom, where and when: from one clause, or through a named link, never from somewhere near.
//!
//! In: a trigger in its tree · Out: [`Roles`] as tokens · From: Universal Dependencies 2; control after Rosenbaum 1967
//! Fails: a role that the clause does not give is absent · Cost: the trigger's children and the path to its clause

use super::govern;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag};
use model::{Force, Span, Time, TimeType};

/// The roles of an event: heads of noun phrases, and where it took place.
#[derive(Default)]
pub(crate) struct Roles {
    pub actor: Option<usize>,
    pub target: Option<usize>,
    pub recipient: Option<usize>,
    pub place: Option<usize>,
}

/// Reads the roles around the trigger `at`.
pub(crate) fn roles(grammar: &Grammar, at: usize) -> Roles {
    let mut roles = Roles::default();
    if grammar.is_verb(at) {
        verb(grammar, at, &mut roles)
    } else {
        noun(grammar, at, &mut roles)
    }
    let place = |head: usize| {
        grammar.kids(head).iter().copied().find(|k| {
            matches!(grammar.rel(*k), Rel::Obl | Rel::Nmod)
                && grammar.lead(*k).is_some_and(|(_, w)| {
                    matches!(
                        w.as_str(),
                        "in" | "at"
                            | "near"
                            | "across"
                            | "inside"
                            | "outside"
                            | "into"
                            | "to"
                            | "off"
                            | "around"
                            | "along"
                            | "over"
                            | "through"
                    )
                })
                && located(grammar, *k)
        })
    };
    roles.place = place(at)
        .or_else(|| {
            // The place of a light verb is the place of its noun.
            let up = grammar.head(at).filter(|_| matches!(grammar.rel(at), Rel::Obj | Rel::NsubjPass));
            up.and_then(place)
        })
        // "Searched the wreck off Hargate": where the target is, it is done.
        .or_else(|| roles.target.and_then(place));
    roles
}

/// A phrase that names or describes a place: a proper noun, or a common noun of place; never a time.
fn located(grammar: &Grammar, at: usize) -> bool {
    let name = grammar.tag(at) == Tag::Nnp && !crate::mention::calendar(grammar.word(at));
    name || crate::mention::Kinds::shipped().by_words(grammar.lemma(at), false) == model::EntityKind::Place
}

fn verb(grammar: &Grammar, at: usize, roles: &mut Roles) {
    let group = grammar.group(at);
    let bare = grammar.tag(at) == Tag::Vbn && group.first_aux.is_none();
    // "Papers released by the court": a participle with a subject and no object is a headline's passive.
    let headline = bare
        && grammar.kid(at, &[Rel::Nsubj]).is_some()
        && grammar.kid(at, &[Rel::Obj, Rel::Xcomp, Rel::Ccomp]).is_none();
    let reduced = bare && matches!(grammar.rel(at), Rel::Acl | Rel::Advcl);
    roles.target = grammar.kid(at, &[Rel::Obj, Rel::NsubjPass]);
    // "Sent the islanders food", "sent food to the islanders"; "sent troops to Norland" names a place.
    roles.recipient = grammar.kid(at, &[Rel::Iobj]).or_else(|| {
        let to = |k: &usize| grammar.rel(*k) == Rel::Obl && grammar.lead(*k).is_some_and(|(_, w)| w == "to");
        let whom = grammar.kids(at).iter().copied().find(to)?;
        (grammar.kid(at, &[Rel::Obj]).is_some() && !located(grammar, whom)).then_some(whom)
    });
    if group.passive || reduced || headline || grammar.kid(at, &[Rel::NsubjPass]).is_some() {
        roles.actor = grammar.kid(at, &[Rel::OblAgent]);
        if headline || (roles.target.is_none() && group.passive) {
            roles.target = grammar.kid(at, &[Rel::Nsubj]);
        } else if reduced && roles.target.is_none() {
            // "Launched in June, the operation goes on": what the clause is about was launched.
            let about = grammar.head(at).filter(|h| grammar.is_noun(*h));
            roles.target = about.or_else(|| subject(grammar, at, 0));
        }
    } else {
        roles.actor = subject(grammar, at, 0);
    }
    roles.actor = roles.actor.and_then(|a| antecedent(grammar, a));
    roles.target = roles.target.and_then(|t| antecedent(grammar, t));
}

/// The subject of a verb: its own, or by control and coordination that of the verb it hangs on.
fn subject(grammar: &Grammar, at: usize, depth: usize) -> Option<usize> {
    if let Some(own) = grammar.kid(at, &[Rel::Nsubj, Rel::NsubjOuter]) {
        return Some(own);
    }
    // "The ministry has yet to publish it": the subject may hang on the auxiliary.
    let auxiliary = grammar.kid(at, &[Rel::Aux]).and_then(|aux| grammar.kid(aux, &[Rel::Nsubj]));
    if auxiliary.is_some() {
        return auxiliary;
    }
    let head = grammar.head(at).filter(|_| depth < 6)?;
    match grammar.rel(at) {
        // "He is a donor and has given millions", "the tariffs are set to bite and will apply".
        Rel::Conj => subject(grammar, head, depth + 1).or_else(|| grammar.kid(head, &[Rel::NsubjPass])),
        Rel::Xcomp => {
            // "Urged them to leave": the object leaves; "decided to leave": the subject does.
            let object = grammar.kid(head, &[Rel::Obj, Rel::Iobj]);
            let passive = grammar.kid(head, &[Rel::NsubjPass]);
            object.or(passive).or_else(|| subject(grammar, head, depth + 1))
        }
        // "Unable to agree, they settled", "pressed to leave, she refused": the subject of the whole.
        Rel::Advcl if matches!(grammar.tag(at), Tag::Jj | Tag::Vbn) && !grammar.group(at).perfect => {
            subject(grammar, head, depth + 1)
        }
        Rel::Advcl if nonfinite(grammar, at) => {
            // "Accused the ministry of hiding it", "stopped them from leaving": the object is the one who would.
            let of =
                grammar.lead(at).is_some_and(|(_, w)| matches!(w.as_str(), "of" | "with" | "from" | "into"));
            // "Urged the council to leave": whoever is asked or told would do it.
            let of = of
                || govern::by_head(grammar, at)
                    .is_some_and(|(f, _)| matches!(f, Force::Demand | Force::Order));
            let object = grammar.kid(head, &[Rel::Obj]).filter(|_| of);
            let passive = grammar.kid(head, &[Rel::NsubjPass]);
            object.or(passive).or_else(|| subject(grammar, head, depth + 1))
        }
        // "Deepened cooperation by sending troops": who does the one does the other, whatever the tree hangs it on.
        Rel::Acl if grammar.tag(at) == Tag::Vbg && grammar.lead(at).is_some_and(|(_, w)| w == "by") => {
            subject(grammar, grammar.clause(head), depth + 1)
        }
        Rel::Acl if grammar.tag(at) == Tag::Vbg && grammar.lead(at).is_none() => {
            Some(head).filter(|_| govern::by_head(grammar, at).is_none())
        }
        // "Urged [the council to leave]": a noun that governs nothing is the one to act.
        Rel::Acl
            if grammar.rel(head) == Rel::Obj
                && grammar.tag(at) == Tag::Vb
                && govern::by_head(grammar, at).is_none() =>
        {
            Some(head)
        }
        // "The decision of the council to close": whoever owns the noun acts.
        // "The city is on track to miss it": the subject of the predicate.
        Rel::Acl => owner(grammar, head)
            .or_else(|| grammar.kid(head, &[Rel::Nsubj]))
            .or_else(|| subject_of_noun(grammar, head, depth)),
        Rel::Ccomp if nonfinite(grammar, at) => subject(grammar, head, depth + 1),
        Rel::AclRelcl => Some(head),
        _ => None,
    }
}

/// A gerund or infinitive, with or without "having".
fn nonfinite(grammar: &Grammar, at: usize) -> bool {
    let having = grammar.group(at).first_aux.is_some_and(|aux| grammar.tag(aux) == Tag::Vbg);
    matches!(grammar.tag(at), Tag::Vbg | Tag::Vb) || having
}

/// The subject of the verb whose object the noun is ("the council made a decision to close").
fn subject_of_noun(grammar: &Grammar, noun: usize, depth: usize) -> Option<usize> {
    let head = grammar.head(noun).filter(|h| grammar.is_verb(*h))?;
    matches!(grammar.rel(noun), Rel::Obj).then(|| subject(grammar, head, depth + 1)).flatten()
}

/// A relative pronoun stands for the noun that its clause describes.
fn antecedent(grammar: &Grammar, at: usize) -> Option<usize> {
    if !matches!(grammar.tag(at), Tag::Wdt | Tag::Wp) {
        return Some(at);
    }
    let mut here = at;
    for _ in 0..6 {
        let up = grammar.head(here)?;
        if grammar.rel(here) == Rel::AclRelcl {
            return Some(up);
        }
        here = up;
    }
    None
}

/// The possessor or the "by"-phrase of a noun.
fn owner(grammar: &Grammar, noun: usize) -> Option<usize> {
    grammar.kids(noun).iter().copied().find(|k| {
        (grammar.rel(*k) == Rel::NmodPoss && !timely(grammar, *k))
            || (grammar.rel(*k) == Rel::Nmod && grammar.lead(*k).is_some_and(|(_, w)| w == "by"))
    })
}

/// "Next year's election", "Monday's vote": a time owns nothing.
fn timely(grammar: &Grammar, at: usize) -> bool {
    let unit = matches!(
        grammar.lemma(at),
        "second"
            | "minute"
            | "hour"
            | "day"
            | "night"
            | "week"
            | "weekend"
            | "month"
            | "quarter"
            | "season"
            | "year"
            | "decade"
            | "century"
            | "today"
            | "tomorrow"
            | "yesterday"
            | "tonight"
    );
    unit || crate::mention::calendar(grammar.word(at))
}

fn noun(grammar: &Grammar, at: usize, roles: &mut Roles) {
    let with = |leads: &[&str]| {
        grammar.kids(at).iter().copied().find(|k| {
            matches!(grammar.rel(*k), Rel::Nmod | Rel::Obl)
                && grammar.lead(*k).is_some_and(|(_, w)| leads.contains(&w.as_str()))
        })
    };
    roles.actor = owner(grammar, at);
    roles.target = with(&["of", "on", "against"]);
    roles.recipient = with(&["to"]).filter(|k| grammar.is_noun(*k));
    if roles.actor.is_some() {
        return;
    }
    // "Israeli strikes", "police raid": a demonym or a group before the noun acts.
    let before = grammar.kids(at).iter().copied().find(|k| match grammar.rel(*k) {
        Rel::Amod => crate::mention::Kinds::shipped().country(grammar.word(*k)).is_some_and(|c| c.demonym),
        Rel::Compound => {
            (grammar.tag(*k) == Tag::Nnp && !crate::mention::calendar(grammar.word(*k)))
                || grammar.lemma(*k) == "police"
        }
        _ => false,
    });
    // "The council held talks": the subject of a light verb acts.
    let head = grammar.head(at).filter(|h| {
        let light = super::trigger::kind(grammar.lemma(*h)).light;
        grammar.is_verb(*h) && ((light && grammar.rel(at) == Rel::Obj) || own_doing(grammar, at))
    });
    let by = with(&["by", "from"]);
    let does = |verb: usize| {
        let passive = grammar.group(verb).passive;
        if passive { grammar.kid(verb, &[Rel::OblAgent]) } else { subject(grammar, verb, 0) }
    };
    roles.actor = by
        .or(before)
        .or_else(|| asked(grammar, at))
        .or_else(|| head.and_then(does))
        .and_then(|s| antecedent(grammar, s));
}

/// "Asked the court for a sentence", "accused the ministry of fraud": whoever is asked or accused would do it, or did.
fn asked(grammar: &Grammar, noun: usize) -> Option<usize> {
    let verb = grammar.head(noun).filter(|v| grammar.is_verb(*v) && grammar.rel(noun) == Rel::Obl)?;
    let blamed = matches!(grammar.lemma(verb), "blame" | "criticise" | "criticize" | "condemn" | "praise");
    let force = govern::by_head(grammar, noun).map(|(force, _)| force);
    let asked = blamed || matches!(force, Some(Force::Demand | Force::Hedge | Force::Achieve));
    grammar.kid(verb, &[Rel::Obj, Rel::Iobj, Rel::NsubjPass]).filter(|_| asked)
}

/// "The city is considering a ban", "parliament authorised the sale", "the rebels rejected a truce": whoever weighs,
/// decides, vows, drops or refuses it is the one whose doing it would be. Whoever foils it is not.
fn own_doing(grammar: &Grammar, at: usize) -> bool {
    use Force::{Achieve, Cancel, Deny, Order, Plan, Postpone, Progress, Promise, Refuse, Threaten, Weigh};
    let object = matches!(grammar.rel(at), Rel::Obj | Rel::Obl | Rel::NsubjPass);
    object
        && govern::by_head(grammar, at).is_some_and(|(force, _)| {
            matches!(
                force,
                Achieve
                    | Progress
                    | Weigh
                    | Plan
                    | Promise
                    | Threaten
                    | Order
                    | Refuse
                    | Deny
                    | Cancel
                    | Postpone
            )
        })
}

/// The time expression that hangs on the trigger or on the verb that governs it, within the clause.
pub(crate) fn when<'t>(grammar: &Grammar, at: usize, times: &'t [Time]) -> Option<&'t Time> {
    let sentence: Span = grammar.sentence.span;
    let from = times.partition_point(|t| t.span.start < sentence.start);
    let inside = times.iter().skip(from).take_while(|t| t.span.start < sentence.end);
    let clause = grammar.clause(at);
    inside
        .filter(|t| matches!(t.kind, TimeType::Date | TimeType::Time))
        .filter(|t| {
            let Some(mut here) = grammar.sentence.token_at(t.span.start) else { return false };
            // Up from the time to the first verb or event it hangs on.
            for _ in 0..8 {
                if here == at || here == clause {
                    return true;
                }
                if grammar.is_verb(here) {
                    return false;
                }
                let Some(up) = grammar.head(here) else { return false };
                here = up;
            }
            false
        })
        .min_by_key(|t| t.span.start.abs_diff(grammar.span(at).start))
}
