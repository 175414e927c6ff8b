//! The event between two given actors: who did what to whom, when the who and the whom are known.
//!
//! In: the events of a page, and the spans of a source and a target · Out: the one event between them, or none
//! From: the task of PLOVER coders, one action a pair of actors · Fails: actors of different sentences have no event
//! Cost: one look at every event of their sentence

use crate::page::Page;
use model::{Event, Ref, Span};

/// The event between the pair, with both as its actor and target; empty where their sentence has none.
pub(crate) fn between(page: &Page, events: Vec<Event>, pair: (Span, Span)) -> Vec<Event> {
    let (source, target) = pair;
    let both = source.to(target);
    let Some(sentence) = page.sentence_spans().into_iter().find(|s| s.contains(both)) else {
        return Vec::new();
    };
    let inside = events.into_iter().filter(|e| sentence.contains(e.trigger));
    let best = inside.max_by_key(|e| {
        let roles = 2 * usize::from(meets(&e.actor, source))
            + usize::from(meets(&e.target, target) || meets(&e.recipient, target));
        // Among equals the one that stands between the two, then the first.
        (roles, both.contains(e.trigger), std::cmp::Reverse(e.trigger.start))
    });
    best.map(|event| Event {
        actor: Some(keep(event.actor.clone(), source)),
        target: Some(keep(event.target.clone(), target)),
        ..event
    })
    .into_iter()
    .collect()
}

fn meets(role: &Option<Ref>, span: Span) -> bool {
    role.as_ref().and_then(|r| r.span).is_some_and(|s| s.touches(span))
}

/// The reference that was found, if it is the actor given; else the words given.
fn keep(found: Option<Ref>, given: Span) -> Ref {
    found.filter(|r| r.span.is_some_and(|s| s.touches(given))).unwrap_or_else(|| Ref::words(given))
}
