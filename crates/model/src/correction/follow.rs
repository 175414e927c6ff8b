//! What follows for the other marks when one is taken away or renamed: no mark points at one that is not there.
//!
//! In: [`Notes`] and a mark · Out: the notes without it, or with its new name everywhere · From: the ids of the notes
//! Fails: never · Cost: O(marks)

use super::MarkKind;
use super::edit::tell;
use super::marked::Marked;
use crate::{Notes, Ref, Voice};

/// Takes the mark away.
pub(super) fn take_away(notes: &mut Notes, kind: MarkKind, mark: &Marked) {
    let id = mark.id.as_deref().unwrap_or_default();
    match kind {
        MarkKind::Event => {
            notes.events.retain(|event| event.id != id);
            notes.not_stated.retain(|lack| lack.event != id);
            notes.figures.iter_mut().for_each(|figure| forget(&mut figure.event, id));
        }
        MarkKind::Statement => {
            notes.statements.retain(|statement| statement.id != id);
            let mut events = std::mem::take(&mut notes.events);
            for event in events.iter_mut().filter(|event| event.statement.as_deref() == Some(id)) {
                // Another statement around it tells it, else the article itself.
                event.statement = None;
                tell(event, Voice::Source, notes);
                if event.statement.is_none() {
                    event.voice = Voice::Narrator;
                }
            }
            notes.events = events;
        }
        MarkKind::Figure => {
            notes.figures.retain(|figure| figure.id != id);
            notes.events.iter_mut().for_each(|event| event.figures.retain(|other| other != id));
        }
        MarkKind::Time => {
            notes.times.retain(|time| time.span != mark.own);
            for event in &mut notes.events {
                event.when = event.when.take().filter(|when| when.span != Some(mark.own));
            }
        }
        MarkKind::Authority => {
            notes.authorities.retain(|authority| authority.id != id);
            notes.events.iter_mut().for_each(|event| forget(&mut event.authority, id));
        }
        MarkKind::Position => {
            if mark.at < notes.positions.len() {
                notes.positions.remove(mark.at);
            }
        }
        MarkKind::Entity => {
            let name = notes.entities.iter().find(|entity| entity.id == id).map(|entity| entity.name.clone());
            notes.entities.retain(|entity| entity.id != id);
            notes.mentions.retain(|mention| mention.entity.as_deref() != Some(id));
            for reference in references(notes).filter(|reference| reference.entity.as_deref() == Some(id)) {
                reference.entity = None;
                // A name that no words carry is all there is to say who is meant.
                if reference.span.is_some() && reference.name == name {
                    reference.name = None;
                }
            }
            for source in notes.statements.iter_mut().map(|statement| &mut statement.source) {
                if source.entity.as_deref() == Some(id) {
                    source.entity = None;
                    source.name = source.name.take().filter(|own| Some(own) != name.as_ref());
                }
            }
        }
    }
}

/// Gives an entity its new name wherever marks show the old one.
pub(super) fn rename(notes: &mut Notes, id: &str, old: &str, new: &str) {
    for reference in references(notes).filter(|reference| reference.entity.as_deref() == Some(id)) {
        renamed(&mut reference.name, old, new);
    }
    for statement in &mut notes.statements {
        if statement.source.entity.as_deref() == Some(id) {
            renamed(&mut statement.source.name, old, new);
        }
        statement.chain.iter_mut().filter(|link| *link == old).for_each(|link| new.clone_into(link));
    }
}

fn renamed(name: &mut Option<String>, old: &str, new: &str) {
    if let Some(name) = name.as_mut().filter(|name| *name == old) {
        new.clone_into(name);
    }
}

fn forget(reference: &mut Option<String>, id: &str) {
    if reference.as_deref() == Some(id) {
        *reference = None;
    }
}

/// Every reference that a mark makes.
fn references(notes: &mut Notes) -> impl Iterator<Item = &mut Ref> {
    let events = notes.events.iter_mut().flat_map(|event| {
        [&mut event.actor, &mut event.target, &mut event.recipient, &mut event.place].into_iter().flatten()
    });
    let invoked = notes.authorities.iter_mut().filter_map(|authority| authority.invoked_by.as_mut());
    let held = notes.positions.iter_mut().map(|position| &mut position.holder);
    events.chain(invoked).chain(held)
}
