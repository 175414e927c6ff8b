//! What is seen of a pair of actors in their sentence: the words, what joins the two, what is done and how it stands.
//!
//! In: a sentence with its grammar, its events, the spans of source and target · Out: [`Seen`], names by group
//! From: the features of Mintz et al. 2009 for relations, and this project's classes and statuses
//! Fails: an actor that no word of the sentence touches has no place in the tree
//! Cost: one pass over the sentence, and the path between the two

use super::super::{class, codes};
use crate::grammar::Grammar;
use crate::syntax::Rel;
use model::{Event, Span};
use std::collections::BTreeSet;

/// Groups of names; each group counts as much as any other, however many names it has.
pub(super) const GROUPS: usize = 4;

/// The names seen, by group: words, runs of words, grammar, actions.
pub(crate) type Seen = [BTreeSet<String>; GROUPS];

/// Where a word stands to the pair.
#[derive(Clone, Copy, PartialEq)]
enum Stands {
    Source,
    Target,
    Beside,
}

/// What is seen of the pair.
pub(super) fn seen(grammar: &Grammar, events: &[Event], source: Span, target: Span) -> Seen {
    let mut seen = Seen::default();
    let stands = |at: usize| match grammar.span(at) {
        span if span.touches(source) => Stands::Source,
        span if span.touches(target) => Stands::Target,
        _ => Stands::Beside,
    };
    words(grammar, &stands, &mut seen);
    let ends = [source, target].map(|span| top(grammar, span));
    let done = ends[0].map(|at| verb_above(grammar, at));
    joined(grammar, ends, done, &mut seen[2]);
    actions(grammar, events, done, &stands, &mut seen[3]);
    seen
}

/// The verb that the span hangs under.
pub(super) fn done(grammar: &Grammar, span: Span) -> Option<usize> {
    top(grammar, span).map(|at| verb_above(grammar, at))
}

/// Words and runs of two; the actors' own words under names of their own, and a run across an edge names the actor.
fn words(grammar: &Grammar, stands: &impl Fn(usize) -> Stands, seen: &mut Seen) {
    let [words, runs, ..] = seen;
    let mut before = (String::new(), Stands::Beside);
    let mut last = String::new();
    for at in 0..grammar.len() {
        let word = grammar.lower(at);
        if !word.chars().any(char::is_alphanumeric) {
            continue;
        }
        let here = stands(at);
        let (mark, shown) = match here {
            Stands::Source => ("s", "‹s›".to_owned()),
            Stands::Target => ("t", "‹t›".to_owned()),
            Stands::Beside => ("w", word.clone()),
        };
        words.insert(format!("{mark}:{word}"));
        words.insert(format!("{mark}={}", grammar.lemma(at).to_lowercase()));
        if here == Stands::Beside || here != before.1 {
            runs.insert(format!("{} {shown}", before.0));
            runs.insert(format!("{last} {} {shown}", before.0));
            last = std::mem::replace(&mut before, (shown, here)).0;
        }
    }
    runs.insert(format!("{} .", before.0));
}

/// The word of the span that the others hang on.
fn top(grammar: &Grammar, span: Span) -> Option<usize> {
    let inside = |at: usize| grammar.span(at).touches(span);
    (0..grammar.len()).filter(|at| inside(*at)).find(|at| grammar.head(*at).is_none_or(|head| !inside(head)))
}

/// The verb, or else the top, that the word hangs under.
fn verb_above(grammar: &Grammar, at: usize) -> usize {
    let mut here = at;
    for _ in 0..grammar.len() {
        if here != at && (grammar.is_verb(here) || grammar.rel(here) == Rel::Root) {
            break;
        }
        let Some(up) = grammar.head(here) else { break };
        here = up;
    }
    here
}

/// The words upwards from `at`, itself first.
fn upwards(grammar: &Grammar, at: usize) -> Vec<usize> {
    std::iter::successors(Some(at), |here| grammar.head(*here)).take(grammar.len()).collect()
}

/// The path between the actors, the verb above the source and what hangs on it.
fn joined(grammar: &Grammar, ends: [Option<usize>; 2], done: Option<usize>, names: &mut BTreeSet<String>) {
    let lemma = |at: usize| grammar.lemma(at).to_lowercase();
    if let [Some(source), Some(target)] = ends {
        let (up, down) = (upwards(grammar, source), upwards(grammar, target));
        let meet = up.iter().position(|at| down.contains(at));
        let rise = up.get(..meet.unwrap_or(up.len())).unwrap_or_default();
        let fall = meet.and_then(|m| up.get(m)).and_then(|m| down.iter().position(|at| at == m));
        let fall = down.get(..fall.unwrap_or(down.len())).unwrap_or_default();
        let top = meet.and_then(|m| up.get(m)).copied();
        let rels =
            |path: &[usize]| path.iter().map(|at| grammar.rel(*at).as_str()).collect::<Vec<_>>().join(">");
        names.insert(format!("rels {}^{}", rels(rise), rels(fall)));
        for at in rise.iter().chain(&top).chain(fall).filter(|at| **at != source && **at != target) {
            names.insert(format!("path {}", lemma(*at)));
        }
        if let Some(top) = top {
            names.insert(format!("top {}", lemma(top)));
        }
        if let Some((at, word)) = grammar.lead(target) {
            names.insert(format!("to {word}"));
            names.insert(format!("to {word} {}", grammar.head(target).map(lemma).unwrap_or_default()));
            names.insert(format!("near {}", lemma(at)));
        }
    }
    let Some(done) = done else { return };
    names.insert(format!("verb {}", lemma(done)));
    for kid in grammar.kids(done).iter().copied() {
        let rel = grammar.rel(kid);
        if matches!(rel, Rel::Nsubj | Rel::Punct | Rel::Cc) {
            continue;
        }
        names.insert(format!("verb {} {} {}", lemma(done), rel.as_str(), lemma(kid)));
        names.insert(format!("kid {} {}", rel.as_str(), lemma(kid)));
        for below in grammar.kids(kid).iter().copied() {
            if matches!(grammar.rel(below), Rel::Nmod | Rel::Compound | Rel::Amod | Rel::Obj | Rel::Xcomp) {
                names.insert(format!("below {}", lemma(below)));
            }
        }
    }
}

/// Classes, categories and statuses of what is done.
fn actions(
    grammar: &Grammar,
    events: &[Event],
    done: Option<usize>,
    stands: &impl Fn(usize) -> Stands,
    names: &mut BTreeSet<String>,
) {
    let mut beside = |at: usize, mark: &str| {
        if let Some(class) = class::class(grammar, at) {
            names.insert(format!("{mark} {class}"));
            if let Some(plover) = codes::category(class) {
                names.insert(format!("{mark} {plover}"));
            }
        }
    };
    for at in (0..grammar.len()).filter(|at| stands(*at) != Stands::Source) {
        beside(at, if stands(at) == Stands::Target { "in target" } else { "any" });
    }
    if let Some(done) = done {
        beside(done, "verb");
        for kid in grammar.kids(done) {
            if matches!(grammar.rel(*kid), Rel::Obj | Rel::Xcomp | Rel::Ccomp | Rel::Obl | Rel::NsubjPass) {
                beside(*kid, grammar.rel(*kid).as_str());
            }
        }
        let group = grammar.group(done);
        for (on, name) in [
            (group.negation.is_some(), "negated"),
            (group.passive, "passive"),
            (group.perfect, "perfect"),
            (group.progressive, "progressive"),
        ] {
            if on {
                names.insert(name.to_owned());
            }
        }
        if let Some(modal) = group.modal {
            names.insert(format!("modal {}", grammar.lower(modal)));
        }
    }
    for event in events {
        let status = event.status.map_or("none", model::Status::as_str);
        names.insert(format!("status {status}"));
        let Some(class) = event.class else { continue };
        names.insert(format!("event {class} {status}"));
        if let Some([Some(plover), ..]) = event.status.and_then(|s| codes::told(class, s)) {
            names.insert(format!("code {plover}"));
        }
    }
}
