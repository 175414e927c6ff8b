//! Who and what is spoken of.

use crate::page::Page;
use model::{Entity, Mention, Ref, Span};

/// Everyone and everything the article names, and where.
pub(crate) struct Cast {
    pub entities: Vec<Entity>,
    pub mentions: Vec<Mention>,
}

/// Finds the names of the page and joins short names, titles and pronouns to them.
pub(crate) fn mentions(_page: &Page) -> Cast {
    Cast { entities: Vec::new(), mentions: Vec::new() }
}

impl Cast {
    /// The words under `span` as a reference: with entity and full name where its head mention is resolved.
    pub(crate) fn refer(&self, _page: &Page, span: Span) -> Ref {
        Ref::words(span)
    }

    /// The entity with this id.
    pub(crate) fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.iter().find(|e| e.id == id)
    }
}
