//! What two articles tell differently.
//!
//! In: two articles with their notes · Out: [`Differences`], each with its words and sentences in both
//! From: DESIGN sections 4 and 6 · Fails: never; without notes the words alone are compared
//! Cost: O(n log n) in words and marks, comparisons of pairs capped by constants
//!
//! What stands in both word for word is told alike, whatever stands around it: a mark in a sentence that both have is
//! never a difference.

// Which mark of one is which of the other.
mod twins;

// One article of the two, with what it shares with the other.
mod side;

// The differences, kind by kind.
mod events;
mod figures;
mod masthead;
mod paragraphs;
mod sources;

#[cfg(test)]
mod tests;

use model::{Article, Differences, Notes};
use side::Side;

/// What article A, with its notes, and article B, with its own, tell differently.
///
/// ```
/// use model::{Article, Notes};
///
/// let (a, b) = (Article::verbatim("Eleven were hurt."), Article::verbatim("Fourteen were hurt."));
/// let told = story::diff(&a, &Notes::default(), &b, &Notes::default());
/// let words = &told.paragraphs[0].words;
/// assert_eq!(words.dropped[0].of(&a.text), Some("Eleven"));
/// assert_eq!(words.added[0].of(&b.text), Some("Fourteen"));
/// ```
pub fn diff(a: &Article, a_notes: &Notes, b: &Article, b_notes: &Notes) -> Differences {
    let (a, b) = Side::both((a, a_notes), (b, b_notes));
    Differences {
        masthead: masthead::masthead(&a, &b),
        events: events::events(&a, &b),
        figures: figures::figures(&a, &b),
        sources: sources::sources(&a, &b),
        paragraphs: paragraphs::paragraphs(&a, &b),
    }
}
