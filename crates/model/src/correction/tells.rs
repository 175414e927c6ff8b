//! What each field of a mark says, in the words in which a correction would set it.
//!
//! In: a mark, a field · Out: its words · From: the nouns of this crate · Fails: a field that says nothing is `None`
//! Cost: O(1)

use super::Field;
use crate::{Authority, Count, Entity, Event, Figure, Position, Ref, Span, Statement, Time};

pub(super) fn event(event: &Event, field: Field, text: &str) -> Option<String> {
    match field {
        Field::Status => event.status.map(|status| status.to_string()),
        Field::Cue => words(event.cue, text),
        Field::Voice => Some(event.voice.to_string()),
        Field::Class => event.class.as_ref().map(ToString::to_string),
        Field::Lemma => Some(event.lemma.clone()),
        Field::Actor => reference(event.actor.as_ref(), text),
        Field::Target => reference(event.target.as_ref(), text),
        Field::Recipient => reference(event.recipient.as_ref(), text),
        Field::Place => reference(event.place.as_ref(), text),
        Field::When => event.when.as_ref()?.value.clone(),
        Field::WhenWords => words(event.when.as_ref()?.span, text),
        _ => None,
    }
}

pub(super) fn statement(statement: &Statement, field: Field, text: &str) -> Option<String> {
    let source = &statement.source;
    match field {
        Field::Source => words(source.span, text),
        Field::Kind => Some(source.kind.to_string()),
        Field::Name => source.name.clone(),
        Field::Role => source.role.clone(),
        Field::Count => source.count.map(count),
        Field::Cue => words(statement.cue, text),
        Field::Content => {
            let pieces: Vec<&str> = statement.content.iter().map(|span| span.words(text)).collect();
            Some(pieces.join(" … ")).filter(|words| !words.is_empty())
        }
        Field::Directness => Some(statement.directness.to_string()),
        Field::Type => Some(statement.kind.to_string()),
        Field::Chain => Some(statement.chain.join(" ← ")).filter(|chain| !chain.is_empty()),
        _ => None,
    }
}

pub(super) fn figure(figure: &Figure, field: Field, _: &str) -> Option<String> {
    match field {
        Field::Value => Some(figure.value.to_string()),
        Field::High => figure.high.map(|high| high.to_string()),
        Field::Comparator => Some(figure.comparator.to_string()),
        Field::Unit => figure.unit.clone(),
        Field::Counts => figure.counts.clone(),
        _ => None,
    }
}

pub(super) fn time(time: &Time, field: Field, _: &str) -> Option<String> {
    match field {
        Field::Value => time.value.clone(),
        Field::Type => Some(time.kind.to_string()),
        _ => None,
    }
}

pub(super) fn authority(authority: &Authority, field: Field, text: &str) -> Option<String> {
    match field {
        Field::Name => Some(authority.name.clone()),
        Field::Kind => Some(authority.kind.to_string()),
        Field::InvokedBy => reference(authority.invoked_by.as_ref(), text),
        _ => None,
    }
}

pub(super) fn position(position: &Position, field: Field, text: &str) -> Option<String> {
    match field {
        Field::Holder => reference(Some(&position.holder), text),
        Field::On => words(Some(position.on), text),
        Field::Stance => Some(position.stance.to_string()),
        _ => None,
    }
}

pub(super) fn entity(entity: &Entity, field: Field, _: &str) -> Option<String> {
    match field {
        Field::Name => Some(entity.name.clone()),
        Field::Kind => Some(entity.kind.to_string()),
        Field::Country => entity.country.clone(),
        _ => None,
    }
}

fn words(span: Option<Span>, text: &str) -> Option<String> {
    span.map(|span| span.words(text).to_owned())
}

fn reference(reference: Option<&Ref>, text: &str) -> Option<String> {
    let reference = reference?;
    words(reference.span, text).or_else(|| reference.name.clone())
}

fn count(count: Count) -> String {
    match (count.min, count.max) {
        (min, Some(max)) if min == max => min.to_string(),
        (min, Some(max)) => format!("{min}..{max}"),
        (min, None) => format!("{min}.."),
    }
}
