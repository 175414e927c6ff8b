//! Corrections honoured on the notes of one article.
//!
//! In: [`Notes`], the text, corrections in their order · Out: the notes corrected, with what was overruled; caveats
//! From: decision 0005, "corrections are kept apart" · Fails: a correction that cannot be placed, or of which one field
//! cannot be set, changes nothing and is a caveat · Cost: corrections × (text + marks)

use super::edit::{self, Page, Set};
use super::follow::{rename, take_away};
use super::marked::{Marked, mark_at};
use super::{Change, Corrected, Correction, Field, MarkKey, MarkKind, Overrule, made, place, tells};
use crate::{Caveat, CaveatCode, CodePoints, Evidence, Notes, Span, Statement};

impl MarkKey {
    /// The key of the mark of this kind at `span`; `None` for a span that does not fit the text.
    pub fn of(text: &str, kind: MarkKind, span: Span) -> Option<Self> {
        place::key(text, &CodePoints::new(text), kind, span)
    }

    /// The places of `text` where exactly these words stand, not inside longer words.
    pub fn places(text: &str, words: &str) -> Vec<Span> {
        place::occurrences(text, words)
    }
}

impl Notes {
    /// Honours the corrections one after the other, so that of two on one field the later decides. What was overruled
    /// is kept in `corrections`; what could not be honoured comes back as a caveat.
    pub fn correct<'c>(
        &mut self,
        text: &str,
        corrections: impl IntoIterator<Item = &'c Correction>,
    ) -> Vec<Caveat> {
        let mut caveats = Vec::new();
        for correction in corrections {
            match correction.honour(self, text) {
                Ok(corrected) => self.corrections.push(corrected),
                Err(why) => {
                    caveats.push(Caveat::new(CaveatCode::CorrectionUnplaced, unplaced(correction, &why)))
                }
            }
        }
        caveats
    }
}

fn unplaced(correction: &Correction, why: &str) -> String {
    let Correction { id, mark, .. } = correction;
    format!(
        "the correction {id} of the {} “{}” by {} is not honoured: {why}. `hearsay correct --undo {id}` takes it back.",
        mark.kind,
        mark.words,
        correction.by_in_words()
    )
}

impl Correction {
    /// Does to the notes what the correction says, whole or not at all; the error tells why not.
    pub fn honour(&self, notes: &mut Notes, text: &str) -> Result<Corrected, String> {
        self.check()?;
        honour(notes, text, self)
    }
}

fn honour(notes: &mut Notes, text: &str, correction: &Correction) -> Result<Corrected, String> {
    let kind = correction.mark.kind;
    let place = place::find(text, &CodePoints::new(text), &correction.mark)
        .ok_or("its words no longer stand where they stood, among the same words")?;
    let marked = notes.marked(kind);
    let there = mark_at(&marked, place, correction.act == Overrule::Add);
    let mut corrected = Corrected {
        id: correction.id.clone(),
        kind,
        mark: there.and_then(|mark| mark.id.clone()),
        span: place,
        act: correction.act,
        changes: Vec::new(),
        by: correction.by.clone(),
        because: correction.because.clone(),
        at: correction.at,
    };
    match (correction.act, there) {
        (Overrule::Drop, there) => {
            // A mark that a newer desk no longer makes need not be taken away.
            if let Some(there) = there {
                take_away(notes, kind, there);
            }
            corrected.mark = None;
        }
        (Overrule::Set, None) => {
            return Err(format!("its words stand in the text, but are no longer marked as {}", an(kind)));
        }
        (Overrule::Set | Overrule::Add, there) => {
            let (id, changes) = set(notes, text, place, correction, there)?;
            corrected.mark = id;
            corrected.changes = changes;
        }
    }
    Ok(corrected)
}

fn an(kind: MarkKind) -> String {
    let article = if kind.as_str().starts_with(['a', 'e']) { "an" } else { "a" };
    format!("{article} {kind}")
}

/// Sets the fields of the mark that is there, or of a new one; gives its id and what changed.
fn set(
    notes: &mut Notes,
    text: &str,
    place: Span,
    correction: &Correction,
    there: Option<&Marked>,
) -> Result<(Option<String>, Vec<Change>), String> {
    let evidence = Evidence::person(correction.by.as_deref());
    let at = there.map(|mark| mark.at);
    let page = Page { text, notes, mark: there.map_or(place, |mark| mark.own) };
    let fields = &correction.set;
    match correction.mark.kind {
        MarkKind::Event => {
            let old = at.and_then(|at| notes.events.get(at).cloned());
            let old = old.unwrap_or_else(|| made::event(notes, text, place));
            let (mut event, changes) = edited(old, &page, fields, edit::event, tells::event)?;
            event.evidence = evidence;
            let id = event.id.clone();
            put(&mut notes.events, at, event, |e| e.trigger);
            Ok((Some(id), changes))
        }
        MarkKind::Statement => {
            let old = at.and_then(|at| notes.statements.get(at).cloned());
            let old = old.unwrap_or_else(|| made::statement(notes, place));
            let added = at.is_none();
            let (mut statement, changes) = edited(old, &page, fields, edit::statement, tells::statement)?;
            statement.evidence = evidence;
            if added && !fields.contains_key(&Field::Directness) {
                statement.directness = made::directness(&statement, text);
            }
            let id = statement.id.clone();
            let start =
                |s: &Statement| s.cue.or(s.source.span).or(s.content.first().copied()).unwrap_or(place);
            put(&mut notes.statements, at, statement, start);
            Ok((Some(id), changes))
        }
        MarkKind::Figure => {
            let old = at.and_then(|at| notes.figures.get(at).cloned());
            let old = old.unwrap_or_else(|| made::figure(notes, place));
            let (mut figure, changes) = edited(old, &page, fields, edit::figure, tells::figure)?;
            figure.evidence = evidence;
            let id = figure.id.clone();
            put(&mut notes.figures, at, figure, |f| f.span);
            Ok((Some(id), changes))
        }
        MarkKind::Time => {
            let old = at.and_then(|at| notes.times.get(at).cloned());
            let old = old.unwrap_or_else(|| made::time(place));
            let (mut time, changes) = edited(old, &page, fields, edit::time, tells::time)?;
            time.evidence = evidence;
            // An event of that time has its value from it.
            for when in notes.events.iter_mut().filter_map(|event| event.when.as_mut()) {
                if when.span == Some(time.span) {
                    when.value.clone_from(&time.value);
                }
            }
            put(&mut notes.times, at, time, |t| t.span);
            Ok((None, changes))
        }
        MarkKind::Authority => {
            let old = at.and_then(|at| notes.authorities.get(at).cloned());
            let old = old.unwrap_or_else(|| made::authority(notes, text, place));
            let (mut authority, changes) = edited(old, &page, fields, edit::authority, tells::authority)?;
            authority.evidence = evidence;
            let id = authority.id.clone();
            put(&mut notes.authorities, at, authority, |a| a.span);
            Ok((Some(id), changes))
        }
        MarkKind::Position => {
            let old =
                at.and_then(|at| notes.positions.get(at).cloned()).ok_or("a position cannot be added")?;
            let (mut position, changes) = edited(old, &page, fields, edit::position, tells::position)?;
            position.evidence = evidence;
            put(&mut notes.positions, at, position, |p| p.proof);
            Ok((None, changes))
        }
        MarkKind::Entity => {
            let old = at.and_then(|at| notes.entities.get(at).cloned()).ok_or("an entity cannot be added")?;
            let name = old.name.clone();
            let (entity, changes) = edited(old, &page, fields, edit::entity, tells::entity)?;
            rename(notes, &entity.id, &name, &entity.name);
            let id = entity.id.clone();
            if let Some(old) = at.and_then(|at| notes.entities.get_mut(at)) {
                *old = entity;
            }
            Ok((Some(id), changes))
        }
    }
}

/// The mark with the fields set, and what each said before and says now.
fn edited<M: Clone>(
    old: M,
    page: &Page<'_>,
    fields: &Set,
    edit: impl Fn(&mut M, &Page<'_>, &Set) -> Result<(), String>,
    tells: impl Fn(&M, Field, &str) -> Option<String>,
) -> Result<(M, Vec<Change>), String> {
    let mut new = old.clone();
    edit(&mut new, page, fields)?;
    let change = |field: &Field| Change {
        field: *field,
        was: tells(&old, *field, page.text),
        now: tells(&new, *field, page.text),
    };
    let changes = fields.keys().map(change).collect();
    Ok((new, changes))
}

/// Puts the mark in place of the one at `at`, or among the others in text order.
fn put<M>(marks: &mut Vec<M>, at: Option<usize>, mark: M, span: impl Fn(&M) -> Span) {
    match at.and_then(|at| marks.get_mut(at)) {
        Some(old) => *old = mark,
        None => {
            let before = marks.iter().take_while(|other| span(other).start <= span(&mark).start).count();
            marks.insert(before, mark);
        }
    }
}
