//! A mark that a person adds, before its fields are set.
//!
//! In: the words of the mark, the other marks · Out: a mark that says nothing yet, with the next free id
//! From: the nouns of this crate · Fails: never; what no field sets stays unknown · Cost: O(marks of the kind)

use super::edit;
use crate::{
    Authority, AuthorityKind, Comparator, Directness, Event, Evidence, Figure, Notes, Source, SourceKind,
    Span, Statement, StatementType, Time, TimeType, Voice,
};

/// The next free id: ids that are given stay what they are.
fn next_id<'i>(prefix: char, ids: impl Iterator<Item = &'i String>) -> String {
    let taken = ids.filter_map(|id| id.strip_prefix(prefix)?.parse::<u64>().ok());
    format!("{prefix}{}", taken.max().unwrap_or(0).saturating_add(1))
}

pub(super) fn event(notes: &Notes, text: &str, trigger: Span) -> Event {
    let id = next_id('v', notes.events.iter().map(|e| &e.id));
    let mut event = Event::bare(id, trigger, trigger.words(text).to_lowercase(), Evidence::person(None));
    edit::tell(&mut event, Voice::Source, notes);
    if event.statement.is_none() {
        event.voice = Voice::Narrator;
    }
    event
}

pub(super) fn statement(notes: &Notes, cue: Span) -> Statement {
    Statement {
        id: next_id('s', notes.statements.iter().map(|s| &s.id)),
        kind: StatementType::Speech,
        source: Source {
            span: None,
            kind: SourceKind::Unknown,
            name: None,
            entity: None,
            role: None,
            count: None,
        },
        cue: Some(cue),
        content: Vec::new(),
        directness: Directness::Indirect,
        chain: Vec::new(),
        stance: None,
        evidence: Evidence::person(None),
    }
}

/// Whether the content is a quotation, all of it, in part or not at all.
pub(super) fn directness(statement: &Statement, text: &str) -> Directness {
    const MARKS: [char; 6] = ['"', '“', '”', '„', '«', '»'];
    // The marks may stand around the content or be part of it.
    let all = |span: &Span| {
        let before = text.get(..span.start).unwrap_or_default();
        before.ends_with(MARKS) || span.words(text).starts_with(MARKS)
    };
    match statement.content.iter().any(|span| span.words(text).contains(MARKS)) {
        _ if statement.content.iter().all(all) => Directness::Direct,
        true => Directness::Mixed,
        false => Directness::Indirect,
    }
}

pub(super) fn figure(notes: &Notes, span: Span) -> Figure {
    Figure {
        id: next_id('f', notes.figures.iter().map(|f| &f.id)),
        span,
        value: 0.0,
        high: None,
        comparator: Comparator::Equal,
        unit: None,
        counts: None,
        event: None,
        evidence: Evidence::person(None),
    }
}

pub(super) fn authority(notes: &Notes, text: &str, span: Span) -> Authority {
    Authority {
        id: next_id('a', notes.authorities.iter().map(|a| &a.id)),
        span,
        name: span.words(text).to_owned(),
        kind: AuthorityKind::Other,
        invoked_by: None,
        evidence: Evidence::person(None),
    }
}

pub(super) fn time(span: Span) -> Time {
    Time { span, kind: TimeType::Date, value: None, evidence: Evidence::person(None) }
}
