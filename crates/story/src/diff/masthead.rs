//! What stands above the story and is not the same: headline, deck, byline, dateline, dates, outlet, credit.
//!
//! In: two sides · Out: one change a line that differs · From: DESIGN section 3
//! Fails: never; absent on one side is told as absent · Cost: O(words of headline and deck)

use super::side::Side;
use crate::words::edit;
use model::{Edit, MastheadChange, MastheadLine, PartKind};

/// The lines that differ, in the order of the page.
pub(super) fn masthead(a: &Side<'_>, b: &Side<'_>) -> Vec<MastheadChange> {
    let lines = MastheadLine::ALL.iter().map(|line| (*line, line_of(*line, a), line_of(*line, b)));
    lines
        .filter(|(_, of_a, of_b)| of_a != of_b)
        .map(|(line, of_a, of_b)| MastheadChange { line, a: of_a, b: of_b, words: words_of(line, a, b) })
        .collect()
}

fn line_of(line: MastheadLine, side: &Side<'_>) -> Option<String> {
    let article = side.article;
    match line {
        MastheadLine::Headline => article.headline.clone(),
        MastheadLine::Deck => article.deck.clone(),
        MastheadLine::Byline => Some(article.bylines.join(", ")).filter(|names| !names.is_empty()),
        MastheadLine::Dateline => article.dateline.clone(),
        MastheadLine::Published => article.published.map(|stamp| stamp.to_string()),
        MastheadLine::Modified => article.modified.map(|stamp| stamp.to_string()),
        MastheadLine::Outlet => article.outlet.clone(),
        MastheadLine::Credit => article.image.as_ref().and_then(|image| image.credit.clone()),
    }
}

/// The words that differ, where the line stands in both texts.
fn words_of(line: MastheadLine, a: &Side<'_>, b: &Side<'_>) -> Option<Edit> {
    let part = match line {
        MastheadLine::Headline => PartKind::Headline,
        MastheadLine::Deck => PartKind::Deck,
        _ => return None,
    };
    let place = |side: &Side<'_>| side.article.parts.iter().find(|p| p.part == part).map(|p| p.span);
    Some(edit(a.text, place(a)?, b.text, place(b)?))
}
