//! Outwards from an event, as far as something governs it or hands its form on.
//!
//! In: a trigger in its tree · Out: every cue on the way, met by the path in turn · From: DESIGN section 4
//! Fails: a tree that loops cannot be; twelve steps are the most · Cost: the path from the trigger to its root

use super::own::{self, Own};
use super::status::Path;
use super::{beside, govern, trigger};
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag};
use model::{Force, Span};

/// Goes outwards from the trigger as far as something governs it.
pub(super) fn climb(grammar: &Grammar, at: usize, headline: bool, path: &mut Path) {
    let mut here = at;
    for _ in 0..12 {
        let Some(head) = grammar.head(here) else { break };
        let rel = grammar.rel(here);
        if rel == Rel::Conj {
            // Coordinated verbs share what governs the first, unless the second has a tense of its own.
            if grammar.is_verb(here) && path.finite {
                break;
            }
            if grammar.is_verb(head) && grammar.is_verb(here) {
                path.meet_form(own::own(grammar, head, headline), head);
            }
            here = head;
            continue;
        }
        if let Some((raised, force, cue)) = govern::by_raised(grammar, here) {
            // "The vote is expected to take place": it is the subject of taking place.
            path.meet(force, cue, "rule/status-governor");
            here = raised;
            continue;
        }
        if let Some(cue) = govern::undecided(grammar, here) {
            // "Will decide whether to", "has yet to decide whether to": undecided, whichever form the verb has.
            path.meet(Force::Weigh, cue, "rule/status-governor");
            if let Own::Cue(Force::Cancel, longer) = own::own(grammar, head, headline) {
                path.meet(Force::Cancel, longer, "rule/status-modal");
            }
            if govern::weighs(grammar, head).is_none() {
                break;
            }
            here = head;
            continue;
        }
        if let Some((force, cue)) = govern::by_head(grammar, here) {
            path.meet(force, cue, "rule/status-governor");
            if grammar.is_verb(head) {
                if let Own::Cue(outer, span) = own::own(grammar, head, headline) {
                    path.meet(outer, span, "rule/status-modal");
                } else if let Some((outer, span)) = beside::by_run(grammar, head) {
                    path.meet(outer, span, "rule/status-run");
                }
                let form = own::own(grammar, head, headline);
                if path.own == Own::Open && matches!(force, Force::Occur | Force::Progress) {
                    // "Opens on Monday": whether that is a plan, its time will tell.
                    path.own = form;
                    path.timed = head;
                }
                if force == Force::Occur && form == Own::Habit && begins(grammar.lemma(head)) {
                    // "The trial starts in a fortnight": a beginning in the simple present is a schedule.
                    path.meet(Force::Plan, cue, "rule/status-scheduled");
                }
                if force == Force::Achieve && form == Own::Habit && enables(grammar.lemma(head)) {
                    // "Lets the city limit traffic": what may be done is not yet done.
                    path.meet(Force::Hedge, cue, "rule/status-governor");
                }
            } else if let Some(no) = own::no(grammar, head) {
                path.meet(Force::Negate, grammar.span(no), "rule/status-no");
            }
            here = head;
            // "An initiative aimed at closing it": what governs the initiative governs the closing.
            if grammar.rel(here) == Rel::Acl && grammar.tag(here) == Tag::Vbn {
                let Some(noun) = grammar.head(here) else { break };
                here = noun;
            }
            continue;
        }
        if let Some((force, to)) = purpose(grammar, here, head).filter(|_| path.own == Own::Open) {
            // What something is done for is intended, and no more.
            if path.force.is_none() {
                let near = beside::by_near(grammar, here)
                    .filter(|(near, cue)| *near != Force::Order && leads(grammar, *cue, to));
                match near {
                    // "Dockers in Hargate plan to stop": the cue right before "to" governs it, whatever the tree says.
                    // "Orders to sell" may be read either way.
                    Some((near, cue)) => path.meet(near, cue, "rule/status-near"),
                    None => path.meet(force, to, "rule/status-purpose"),
                }
            }
            break;
        }
        if !passes_on(grammar, here, head, path) {
            break;
        }
        if describes(grammar, here) {
            // "A cyclone forming off the coast could strike": it forms while the other is told.
            let matrix = own::own(grammar, grammar.clause(head), headline);
            path.own = if matrix == Own::Past { Own::Past } else { Own::Present };
            break;
        }
        if grammar.is_verb(head) {
            let subject = grammar.kid(head, &[Rel::Nsubj]).filter(|s| *s != here);
            if let Some((force, cue)) = subject.and_then(|s| beside::by_subject(grammar, s)) {
                path.meet(force, cue, "rule/status-governor");
            }
            path.meet_form(own::own(grammar, head, headline), head);
        } else if let Some((force, cue)) = beside::by_modifier(grammar, head)
            && path.force.is_none()
            && rel != Rel::Nmod
        {
            path.meet(force, cue, "rule/status-modifier");
        }
        here = head;
    }
    path.reported = above_is_report(grammar, here);
    if let Some((force, cue)) = govern::by_report(grammar, here) {
        path.meet(force, cue, "rule/status-governor");
    }
}

/// An infinitive that no cue governs: the purpose of a clause, or what a noun leaves room for ("the power to ban it").
/// What something is used for is done with it.
fn purpose(grammar: &Grammar, here: usize, head: usize) -> Option<(Force, Span)> {
    let to = grammar.group(here).to?;
    let force = match grammar.rel(here) {
        Rel::Advcl if grammar.lemma(head) != "use" => Force::Plan,
        Rel::Acl => Force::Hedge,
        _ => return None,
    };
    Some((force, grammar.span(to)))
}

/// Whether nothing but a space lies between a cue and the "to" that it leads to.
fn leads(grammar: &Grammar, cue: Span, to: Span) -> bool {
    cue.end <= to.start && Span::new(cue.end, to.start).words(grammar.text).trim().is_empty()
}

fn begins(lemma: &str) -> bool {
    matches!(lemma, "begin" | "start" | "resume" | "open" | "reopen" | "end" | "conclude" | "finish" | "kick")
}

fn enables(lemma: &str) -> bool {
    matches!(lemma, "let" | "enable" | "allow" | "permit" | "help" | "entitle" | "empower")
}

/// A participle that nothing governs tells of the same time as the clause that it hangs on; after "after" of the past.
pub(super) fn participle(grammar: &Grammar, at: usize, headline: bool, path: &mut Path) {
    let lead = grammar.lead(at).map(|(_, word)| word);
    match lead.as_deref() {
        Some("after" | "since" | "upon" | "over" | "for") => path.own = Own::Past,
        Some("to" | "before") => {}
        _ if grammar.tag(at) == Tag::Vbg => {
            let mut here = at;
            for _ in 0..8 {
                let Some(head) = grammar.head(here) else { return };
                if grammar.is_verb(head) {
                    let form = own::own(grammar, head, headline);
                    if form != Own::Open {
                        return path.meet_form(form, head);
                    }
                }
                here = head;
            }
        }
        _ => {}
    }
}

/// Whether an event hands the question on to its head: open forms do, finite clauses and known things do not.
fn passes_on(grammar: &Grammar, here: usize, head: usize, path: &Path) -> bool {
    match grammar.rel(here) {
        Rel::Xcomp | Rel::Csubj => path.own == Own::Open,
        Rel::Advcl | Rel::Acl => {
            path.own == Own::Open && path.force.is_none() && grammar.tag(here) != Tag::Vbn
        }
        // "The repair has no contractor": what something has says nothing of where it stands.
        Rel::Nsubj if matches!(grammar.lemma(head), "have" | "mean" | "await") => false,
        // "Struggled to contain a surge": what is held back is there.
        Rel::Nsubj | Rel::Obj if grammar.lemma(head) == "contain" => false,
        // "Fears of an attack have grown": an "of" under a verb belongs to the noun before it.
        Rel::Obl if grammar.lead(here).is_some_and(|(_, w)| w == "of") => false,
        Rel::Obj | Rel::NsubjPass | Rel::Nsubj | Rel::Obl if !grammar.is_verb(here) => {
            // What is done to a known thing does not make it: only verbs that bring it about hand on their form.
            path.own == Own::Open
                && brings_about(grammar, head)
                && (path.force.is_some() || held(grammar, here, head) || !known(grammar, here))
        }
        Rel::Nmod | Rel::Compound | Rel::Appos | Rel::NmodUnmarked => {
            path.own == Own::Open
                && path.force.is_none()
                && !govern::definite(grammar, here)
                && !govern::definite(grammar, head)
        }
        _ => false,
    }
}

/// A present participle right behind the noun that it describes, where the noun is no cue for it.
fn describes(grammar: &Grammar, here: usize) -> bool {
    let noun = grammar.head(here);
    grammar.rel(here) == Rel::Acl
        && grammar.tag(here) == Tag::Vbg
        && grammar.lead(here).is_none()
        && noun.is_some_and(|n| {
            grammar.is_noun(n) && grammar.rel(n) == Rel::Nsubj && beside::by_subject(grammar, n).is_none()
        })
}

/// Whether a noun is taken as known where it stands: a subject with "the" always, an object unless "of" says which.
fn known(grammar: &Grammar, noun: usize) -> bool {
    match grammar.rel(noun) {
        Rel::Nsubj | Rel::NsubjPass => govern::pointed_at(grammar, noun),
        _ => govern::definite(grammar, noun),
    }
}

/// "The vote will be held": a light verb in the passive brings about even what is known.
fn held(grammar: &Grammar, noun: usize, verb: usize) -> bool {
    grammar.rel(noun) == Rel::NsubjPass && trigger::kind(grammar.lemma(verb)).light
}

/// Light verbs, "be", "involve" and their like: their object takes place as they do.
fn brings_about(grammar: &Grammar, verb: usize) -> bool {
    let kind = trigger::kind(grammar.lemma(verb));
    kind.light || kind.state || !grammar.is_verb(verb)
}

fn above_is_report(grammar: &Grammar, here: usize) -> bool {
    let verb = |at: usize| grammar.is_verb(at) && trigger::kind(grammar.lemma(at)).report;
    let mut at = here;
    for _ in 0..4 {
        if grammar.rel(at) == Rel::Root {
            return grammar.kids(at).iter().any(|k| grammar.rel(*k) == Rel::Parataxis && verb(*k));
        }
        let Some(head) = grammar.head(at) else { return false };
        if verb(head) {
            return true;
        }
        at = head;
    }
    false
}
