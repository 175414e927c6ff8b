//! Corrected: what persons said instead of the desk, and what that overruled.
//!
//! In: the corrections that the reading honours · Out: one row each, in the order in which they were made
//! From: decision 0005, "corrections are kept apart" · Fails: never; without a correction there is no section
//! Cost: O(corrections)

use super::{Detail, Piece, Role, Row, Section};
use crate::lookup::{Lookup, shown};
use crate::printable;
use model::Corrected;

/// Columns that what was corrected may take.
const SHORT: usize = 200;

/// The section, if there is anything in it.
pub(super) fn corrections(lookup: &Lookup<'_>) -> Option<Section> {
    let corrections = lookup.notes.map(|n| n.corrections.as_slice()).unwrap_or_default();
    let rows: Vec<Row> = corrections.iter().map(|correction| row(lookup, correction)).collect();
    (!rows.is_empty()).then(|| Section { rows, ..Section::bare("corrected", "Corrected", "Nothing.") })
}

fn row(lookup: &Lookup<'_>, correction: &Corrected) -> Row {
    let words = lookup.words(correction.span).map(|words| format!("“{words}”")).unwrap_or_default();
    let done = shown(&correction.in_words()).unwrap_or_default();
    let mut details = Vec::new();
    details.extend(shown(&correction.by_in_words()).map(|who| Detail::new("by", who)));
    details.extend(correction.because.as_deref().and_then(shown).map(|why| Detail::new("because", why)));
    Row {
        line: vec![
            Piece::new(Role::Plain, "✎"),
            Piece::new(Role::Words, words),
            Piece::new(Role::Kind, correction.kind.as_str()),
            Piece::new(Role::Plain, ":"),
            Piece::new(Role::Words, printable::short(&done, SHORT)),
        ],
        details,
        sentence: lookup.sentences.number(correction.span),
        ..Row::default()
    }
}
