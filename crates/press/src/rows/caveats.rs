//! Caveats: what could not be read, or is doubtful.
//!
//! In: the caveats of the reading · Out: one row each, those of the whole item as they come · From: DESIGN section 3
//! Fails: never · Cost: O(caveats)

use super::{Detail, Piece, Role, Row, Section};
use crate::lookup::{Lookup, shown};
use crate::printable;
use model::Caveat;

/// The section.
pub(super) fn caveats(lookup: &Lookup<'_>) -> Section {
    let rows = lookup.reading.caveats.iter().map(|caveat| row(lookup, caveat));
    Section { rows: rows.collect(), ..Section::bare("caveats", "Caveats", "None.") }
}

fn row(lookup: &Lookup<'_>, caveat: &Caveat) -> Row {
    let code = caveat.code.as_str().replace('_', " ");
    let message = shown(&caveat.message).unwrap_or_else(|| code.clone());
    let words = caveat.span.and_then(|span| lookup.words(span));
    Row {
        line: vec![Piece::new(Role::Plain, message), Piece::new(Role::Kind, code)],
        details: words
            .map(|w| Detail::new("", format!("“{}”", printable::short(&w, 120))))
            .into_iter()
            .collect(),
        sentence: caveat.span.and_then(|span| lookup.sentences.number(span)),
        ..Row::default()
    }
}
