//! The event between two given actors: who did what to whom, when the who and the whom are known.
//!
//! In: the events of a page, and the spans of a source and a target · Out: the one event between them with its code
//! From: the task of PLOVER coders, one action a pair of actors; `training/pair.py` learnt the categories
//! Fails: where no word of the text stands under the pair there is no event; actors of two sentences are read in that of
//! the source · Cost: a look at every event of the sentence, one pass over its words
//!
//! - `features`: what is seen of a pair
//! - `weigher`: what the learned weights make of it

mod features;
mod weigher;

pub(crate) use features::Seen;

use super::{class, codes};
use crate::grammar::Grammar;
use crate::mention::Cast;
use crate::page::{Line, Page};
use model::{Event, Evidence, Ref, Span};
use weigher::Weigher;

/// The event between the pair, with both as its actor and target; empty where no sentence holds the source.
pub(crate) fn between(page: &Page, cast: &Cast, events: Vec<Event>, pair: (Span, Span)) -> Vec<Event> {
    let (source, target) = pair;
    let Some(line) = line(page, source) else { return Vec::new() };
    let grammar = Grammar::new(page.text, &line.sentence);
    let inside: Vec<Event> = events.into_iter().filter(|e| line.sentence.span.contains(e.trigger)).collect();
    let seen = features::seen(&grammar, &inside, source, target);
    let weigher = Weigher::shipped();
    let (plover, sure) = weigher.category(&seen);
    let both = source.to(target);
    let best = inside.into_iter().max_by_key(|e| {
        let roles = 2 * usize::from(meets(&e.actor, source))
            + usize::from(meets(&e.target, target) || meets(&e.recipient, target));
        let same = e.codes.as_ref().and_then(|c| c.plover.as_deref()) == Some(plover);
        // Among equals one of the category, then one that stands between the two, then the first.
        (roles, same, both.contains(e.trigger), std::cmp::Reverse(e.trigger.start))
    });
    let event = best.unwrap_or_else(|| bare(&grammar, source));
    let actor = keep(event.actor.clone(), source, page, cast);
    let target = keep(event.target.clone(), target, page, cast);
    if plover.is_empty() {
        return vec![Event { actor: Some(actor), target: Some(target), ..event }];
    }
    let own = event.codes.clone().filter(|c| c.plover.as_deref() == Some(plover));
    let learnt = codes::of_category(plover, page, cast, [&actor, &target]);
    let (mode, cameo) = own.map_or((None, learnt.cameo.clone()), |own| (own.mode, own.cameo));
    vec![Event {
        actor: Some(actor),
        target: Some(target),
        codes: Some(model::Codes { mode, cameo, ..learnt }),
        evidence: Evidence::model(weigher.version(), sure),
        ..event
    }]
}

/// What is seen of a pair: what the classifier is trained on.
pub(crate) fn of_pair(page: &Page, events: &[Event], pair: (Span, Span)) -> Option<Seen> {
    let line = line(page, pair.0)?;
    let inside: Vec<Event> =
        events.iter().filter(|e| line.sentence.span.contains(e.trigger)).cloned().collect();
    Some(features::seen(&Grammar::new(page.text, &line.sentence), &inside, pair.0, pair.1))
}

/// The sentence that the source stands in.
fn line<'p>(page: &'p Page, source: Span) -> Option<&'p Line> {
    page.readable().map(|(_, line)| line).find(|line| line.sentence.span.touches(source))
}

/// An event where none was found: the verb above the source.
fn bare(grammar: &Grammar, source: Span) -> Event {
    let at = features::done(grammar, source);
    let trigger = at.map_or(source, |at| grammar.span(at));
    let lemma = at.map(|at| grammar.lemma(at).to_lowercase()).unwrap_or_default();
    let event = Event::bare("v1".to_owned(), trigger, lemma, Evidence::rule("rule/pair", 0.0));
    Event { class: at.and_then(|at| class::class(grammar, at)), ..event }
}

fn meets(role: &Option<Ref>, span: Span) -> bool {
    role.as_ref().and_then(|r| r.span).is_some_and(|s| s.touches(span))
}

/// The reference that was found, if it is the actor given; else whom the words given name.
fn keep(found: Option<Ref>, given: Span, page: &Page, cast: &Cast) -> Ref {
    found.filter(|r| r.span.is_some_and(|s| s.touches(given))).unwrap_or_else(|| cast.refer(page, given))
}
