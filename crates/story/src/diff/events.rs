//! Events that both articles tell but not as standing at the same place, and events that one tells alone.
//!
//! In: two sides · Out: one change an event, in the order of A, then what B alone tells
//! From: DESIGN section 4: status, voice and holder are what is told of an event
//! Fails: never; an event that cannot be matched is told as one side's alone
//! Cost: at most [`NEAR`] comparisons an event, among those of the same action or class

use super::side::Side;
use super::twins::{Likely, Twins, by_likeness, nearest};
use crate::words::{Bag, words};
use model::{ActionClass, Event, EventChange, EventTold, EventTurn, Ref, Span, Voice};
use std::collections::HashMap;

/// An event is compared with this many of the other article that share its action or class, the nearest in order. An
/// article of the gold has 20 events of one class at most.
const NEAR: usize = 40;

/// What the same action is worth, and the same class of action by another word ("weigh a ban", "consider a ban").
const SAME_ACTION: f32 = 1.0;
const SAME_CLASS: f32 = 0.5;

/// What it is worth that a role names the same in both, and what it costs that it names another.
const SAME_ROLE: f32 = 0.6;

/// Two tellings are of one event from here on: the same action with one role in common, or the same class with both,
/// or the same action in sentences that share a third of their words. Set on the two versions of the Hargate story;
/// below it "urged the city" of one met "urged the captain" of the other.
const ONE_EVENT: f32 = 1.3;

/// Of several tellings of one event the one with the same status is met first; less than a role is worth.
const TOLD_ALIKE: f32 = 0.3;

/// The events that are not told alike.
pub(super) fn events(a: &Side<'_>, b: &Side<'_>) -> Vec<EventChange> {
    let (of_a, of_b) = (tellings(a), tellings(b));
    let likely = candidates(&of_a, &of_b);
    let mut twins = Twins::none(of_a.len(), of_b.len());
    // The likeliest telling by the other, be it taken or in a sentence that both have.
    let (mut known_to_b, mut known_to_a) = (HashMap::new(), HashMap::new());
    for pair in &likely {
        let (Some(one), Some(other)) = (of_a.get(pair.a), of_b.get(pair.b)) else { continue };
        if !one.shared && !other.shared {
            twins.pair(pair.a, pair.b);
        }
        known_to_b.entry(pair.a).or_insert(pair.b);
        known_to_a.entry(pair.b).or_insert(pair.a);
    }
    let mut told = Vec::new();
    for (i, one) in of_a.iter().enumerate().filter(|(_, one)| !one.shared) {
        if let Some(other) = twins.in_b(i).and_then(|j| of_b.get(j)) {
            told.extend(between(one, other, a, b));
            continue;
        }
        // What both tell otherwise in a sentence that both have is not what A says anew of it here.
        let known = known_to_b.get(&i).and_then(|j| of_b.get(*j));
        if known.is_none_or(|other| between(one, other, a, b).is_some()) {
            let turns = vec![EventTurn::OnlyA];
            told.push(EventChange { turns, a: Some(tell(one.event, a)), b: None });
        }
    }
    for j in twins.alone_b() {
        let Some(other) = of_b.get(j).filter(|other| !other.shared) else { continue };
        let known = known_to_a.get(&j).and_then(|i| of_a.get(*i));
        if known.is_none_or(|one| between(one, other, a, b).is_some()) {
            let turns = vec![EventTurn::OnlyB];
            told.push(EventChange { turns, a: None, b: Some(tell(other.event, b)) });
        }
    }
    told
}

/// One event with what it is compared by.
struct Telling<'s> {
    event: &'s Event,
    /// Whether the other article has its sentence word for word.
    shared: bool,
    actor: Bag,
    target: Bag,
    sentence: Option<&'s Bag>,
}

fn tellings<'s>(side: &'s Side<'_>) -> Vec<Telling<'s>> {
    let of = |event: &'s Event| Telling {
        event,
        shared: side.is_shared(event.trigger),
        actor: heads(side, event.actor.as_ref()),
        target: heads(side, event.target.as_ref()),
        sentence: side.bag(event.trigger),
    };
    side.notes.events.iter().map(of).collect()
}

/// The telling words of a role: those of its full name and those printed.
fn heads(side: &Side<'_>, role: Option<&Ref>) -> Bag {
    let Some(role) = role else { return Bag::default() };
    let name = role.name.as_deref().unwrap_or_default();
    let printed = role.span.map(|span| words(side.text, span)).unwrap_or_default();
    Bag::of_words(name.split_whitespace().chain(printed.iter().map(|word| word.text)))
}

/// Pairs that may be one event, the likeliest first; among them those first that tell it alike.
fn candidates(of_a: &[Telling<'_>], of_b: &[Telling<'_>]) -> Vec<Likely> {
    let mut by_action: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_class: HashMap<ActionClass, Vec<usize>> = HashMap::new();
    for (j, telling) in of_b.iter().enumerate() {
        by_action.entry(&telling.event.lemma).or_default().push(j);
        if let Some(class) = telling.event.class {
            by_class.entry(class).or_default().push(j);
        }
    }
    let mut pairs = Vec::new();
    for (a, one) in of_a.iter().enumerate() {
        let action = by_action.get(one.event.lemma.as_str());
        let class = one.event.class.and_then(|class| by_class.get(&class));
        for (places, by_class) in [(action, false), (class, true)] {
            for b in nearest(places.map(Vec::as_slice).unwrap_or_default(), a, NEAR) {
                let Some(other) = of_b.get(*b) else { continue };
                let same_action = one.event.lemma == other.event.lemma;
                if by_class && same_action {
                    continue;
                }
                let likeness = likeness(one, other, if same_action { SAME_ACTION } else { SAME_CLASS });
                if likeness >= ONE_EVENT {
                    let alike = one.event.status == other.event.status;
                    pairs.push(Likely {
                        likeness: likeness + if alike { TOLD_ALIKE } else { 0.0 },
                        a,
                        b: *b,
                    });
                }
            }
        }
    }
    by_likeness(&mut pairs);
    pairs
}

fn likeness(one: &Telling<'_>, other: &Telling<'_>, action: f32) -> f32 {
    let role = |a: &Bag, b: &Bag| match (a.is_empty() || b.is_empty(), a.shared(b)) {
        (true, _) => 0.0,
        (false, 0) => -SAME_ROLE,
        _ => SAME_ROLE,
    };
    let around = match (one.sentence, other.sentence) {
        (Some(a), Some(b)) => a.alike(b),
        _ => 0.0,
    };
    action + role(&one.actor, &other.actor) + role(&one.target, &other.target) + around
}

/// In what two tellings of one event differ; `None` where they tell it alike.
fn between(one: &Telling<'_>, other: &Telling<'_>, a: &Side<'_>, b: &Side<'_>) -> Option<EventChange> {
    let (of_a, of_b) = (tell(one.event, a), tell(other.event, b));
    let mut turns = Vec::new();
    if of_a.status != of_b.status {
        turns.push(EventTurn::Status);
    }
    // On whose word counts where both are on someone's; a name may be given in full in one alone.
    let same_word = of_a.says.is_empty() || of_b.says.is_empty() || {
        let bag = |says: &[String]| Bag::of_words(says.iter().flat_map(|who| who.split_whitespace()));
        bag(&of_a.says).shared(&bag(&of_b.says)) > 0
    };
    if of_a.voice != of_b.voice || (of_a.voice == Voice::Source && !same_word) {
        turns.push(EventTurn::Voice);
    }
    // A time that one of them leaves out is no other time.
    if of_a.when.is_some() && of_b.when.is_some() && of_a.when != of_b.when {
        turns.push(EventTurn::When);
    }
    (!turns.is_empty()).then_some(EventChange { turns, a: Some(of_a), b: Some(of_b) })
}

fn tell(event: &Event, side: &Side<'_>) -> EventTold {
    let trigger: Span = event.trigger;
    let says = match event.voice {
        Voice::Narrator => Vec::new(),
        Voice::Source => side.says(event.statement.as_deref()),
    };
    EventTold {
        event: event.id.clone(),
        trigger,
        sentence: side.sentence(trigger),
        actor: event.actor.as_ref().and_then(|role| side.name(role)),
        action: event.lemma.clone(),
        target: event.target.as_ref().and_then(|role| side.name(role)),
        status: event.status,
        cue: event.cue,
        voice: event.voice,
        says,
        when: event.when.as_ref().and_then(|when| when.value.clone()),
    }
}
