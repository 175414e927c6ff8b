//! The printed date, where no data on the page carries one: a short line near the headline.
//!
//! In: the tree, the headline's place · Out: `published` and `modified` of the draft · From: pages of the gold without metadata
//! Fails: a date inside running text is no publication date; without a date line there is none · Cost: one short walk

use super::classes::Hint;
use super::tag::Tag;
use super::tree::{Id, NONE, ROOT, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::plain::head;

/// Nodes below the headline that are looked at; a date line stands among the first hundred.
const REACH: usize = 600;

/// Reads the date line.
pub(crate) fn read(tree: &Tree, h1: Option<Id>, top: Id, weights: &Weights, draft: &mut Draft) {
    if draft.published.is_some() {
        return;
    }
    let mut at = h1.map_or(top, |h1| tree.past(h1, ROOT));
    for _ in 0..REACH {
        if at == NONE {
            return;
        }
        let tag = tree.tag(at);
        let hint = weights.hints.get(at as usize).copied().unwrap_or_default();
        if tag.is_mute() && tag != Tag::Document || tag == Tag::Figure || hint.is(Hint::COMMENTS) {
            at = tree.past(at, ROOT);
            continue;
        }
        let leaf = tag.is_block() || matches!(tag, Tag::Span | Tag::Time | Tag::Text);
        if leaf && (tag == Tag::Text || tree.below(at).take(24).count() < 24) {
            let line = head::date_line(&tree.words(at)).filter(|l| !l.unreadable);
            if let Some((line, published)) = line.and_then(|l| l.published.map(|p| (l, p))) {
                draft.published = Some(published);
                draft.found("published", "date line");
                if draft.modified.is_none() && line.modified.is_some() {
                    draft.modified = line.modified;
                    draft.found("modified", "date line");
                }
                return;
            }
        }
        at = tree.following(at, ROOT);
    }
}
