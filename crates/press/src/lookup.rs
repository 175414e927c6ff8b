//! What is found by an id, a span or a reference, in one reading.
//!
//! In: a reading · Out: words fit to be shown, statements, events, figures and authorities by id
//! From: DESIGN section 5 · Fails: an id that nothing has finds nothing · Cost: one pass over the notes

use crate::printable;
use crate::sentences::Sentences;
use model::{Article, Authority, Event, Figure, Notes, Reading, Ref, Source, Span, Statement};
use std::collections::HashMap;

/// One reading with its look-ups.
pub(crate) struct Lookup<'r> {
    /// The reading itself.
    pub(crate) reading: &'r Reading,
    /// Its article, if any.
    pub(crate) article: Option<&'r Article>,
    /// Its notes, if there is an article for them to stand on.
    pub(crate) notes: Option<&'r Notes>,
    /// The carrier, `""` without an article.
    pub(crate) text: &'r str,
    /// Its sentences.
    pub(crate) sentences: Sentences<'r>,
    statements: HashMap<&'r str, &'r Statement>,
    events: HashMap<&'r str, &'r Event>,
    figures: HashMap<&'r str, &'r Figure>,
    authorities: HashMap<&'r str, &'r Authority>,
}

impl<'r> Lookup<'r> {
    /// Reads the ids once.
    pub(crate) fn of(reading: &'r Reading) -> Self {
        let article = reading.article.as_ref();
        let notes = article.and(reading.notes.as_ref());
        Lookup {
            reading,
            article,
            notes,
            text: article.map_or("", |a| a.text.as_str()),
            sentences: Sentences::of(reading),
            statements: by_id(notes.map(|n| n.statements.as_slice()), |s| &s.id),
            events: by_id(notes.map(|n| n.events.as_slice()), |e| &e.id),
            figures: by_id(notes.map(|n| n.figures.as_slice()), |f| &f.id),
            authorities: by_id(notes.map(|n| n.authorities.as_slice()), |a| &a.id),
        }
    }

    /// The statement that an event is told in.
    pub(crate) fn statement(&self, event: &Event) -> Option<&'r Statement> {
        self.statements.get(event.statement.as_deref()?).copied()
    }

    /// An event by id.
    pub(crate) fn event(&self, id: &str) -> Option<&'r Event> {
        self.events.get(id).copied()
    }

    /// A figure by id.
    pub(crate) fn figure(&self, id: &str) -> Option<&'r Figure> {
        self.figures.get(id).copied()
    }

    /// An authority by id.
    pub(crate) fn authority(&self, id: &str) -> Option<&'r Authority> {
        self.authorities.get(id).copied()
    }

    /// The words under a span, on one line; `None` where there are none.
    pub(crate) fn words(&self, span: Span) -> Option<String> {
        shown(span.of(self.text)?)
    }

    /// Whom or what a reference means: the full name, else the words.
    pub(crate) fn name(&self, reference: &Ref) -> Option<String> {
        reference.name.as_deref().and_then(shown).or_else(|| self.words(reference.span?))
    }

    /// The words of a reference as printed, else its name: for files that point at the text.
    pub(crate) fn printed(&self, reference: &Ref) -> Option<String> {
        reference.span.and_then(|s| self.words(s)).or_else(|| reference.name.as_deref().and_then(shown))
    }

    /// Who speaks: the full name, else the words.
    pub(crate) fn speaker(&self, source: &Source) -> Option<String> {
        source.name.as_deref().and_then(shown).or_else(|| self.words(source.span?))
    }

    /// Through whom a statement reached the article, outermost first, the source last; never empty.
    pub(crate) fn chain(&self, statement: &Statement) -> Vec<String> {
        let links: Vec<_> = statement.chain.iter().filter_map(|link| shown(link)).collect();
        if links.is_empty() { vec![self.speaker_in_words(&statement.source)] } else { links }
    }

    /// Who speaks, or that it is not told.
    pub(crate) fn speaker_in_words(&self, source: &Source) -> String {
        self.speaker(source).unwrap_or_else(|| "source not stated".to_owned())
    }
}

/// A string fit to be shown; `None` where nothing of it can be.
pub(crate) fn shown(text: &str) -> Option<String> {
    Some(printable::line(text)).filter(|words| !words.is_empty())
}

fn by_id<'r, T>(marks: Option<&'r [T]>, id: impl Fn(&'r T) -> &'r String) -> HashMap<&'r str, &'r T> {
    // Should two marks share an id, the first in the text is meant.
    marks.unwrap_or_default().iter().rev().map(|mark| (id(mark).as_str(), mark)).collect()
}
