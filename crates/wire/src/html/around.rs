//! What stands around the story: the deck and the rights line.
//!
//! In: the tree, the story's place · Out: fields of the draft · From: lists/blocks.tsv
//! Fails: what is not there is absent · Cost: one walk each

use super::blocks::Raw;
use super::classes::Hint;
use super::ld::Told;
use super::scan::Scan;
use super::tag::Tag;
use super::tree::{Id, NONE, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::{clean, furniture};
use model::ParagraphKind;

/// Longest deck, in words.
const LONGEST_DECK: usize = 90;

/// What the page says in a line or two of its story.
pub(crate) fn described(scan: &Scan<'_>, told: &Told) -> Vec<String> {
    scan.meta(&["og:description"])
        .into_iter()
        .chain(scan.meta(&["description"]))
        .chain(scan.meta(&["twitter:description"]))
        .map(clean::line)
        .chain(told.description.clone())
        .collect()
}

/// The line under the headline: between it and the story, by name or because the page's description repeats it.
pub(crate) fn deck(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    h1: Option<Id>,
    weights: &Weights,
    kept: &mut Vec<Raw>,
    draft: &mut Draft,
) {
    let described = described(scan, told);
    let is_deck = |id: Id, words: &str| {
        let hint = weights.hints.get(id as usize).copied().unwrap_or_default();
        let above = tree.node(id).parent;
        let outer = weights.hints.get(above as usize).copied().unwrap_or_default();
        let count = clean::words(words);
        (4..=LONGEST_DECK).contains(&count)
            && !draft.headline.as_ref().is_some_and(|h| clean::same(h, words))
            && (hint.is(Hint::DECK)
                || outer.is(Hint::DECK)
                || described.iter().any(|d| clean::same(d, words)))
    };
    // In the story's own first block, where it is set apart by name.
    if let Some(first) = kept.first() {
        let hint = weights.hints.get(first.id as usize).copied().unwrap_or_default();
        let own = hint.is(Hint::DECK) || first.kind == ParagraphKind::Subhead;
        if own && kept.len() > 2 && is_deck(first.id, &first.text) {
            let raw = kept.remove(0);
            draft.deck = Some(raw.text);
            draft.found("deck", "body");
            return;
        }
    }
    let Some(h1) = h1 else { return };
    let end = kept.first().map_or(NONE, |r| r.id);
    let mut at = tree.past(h1, super::tree::ROOT);
    for _ in 0..600 {
        if at == NONE || at == end {
            return;
        }
        let tag = tree.tag(at);
        let dropped = weights.dropped.get(at as usize).copied().unwrap_or(false);
        if tag.is_mute() || dropped || tag == Tag::Figure {
            at = tree.past(at, super::tree::ROOT);
            continue;
        }
        if tag != Tag::Text
            && (tag.is_block() || tag == Tag::Span)
            && is_small(tree, at)
            && !tree.below(at).any(|n| n == end)
        {
            let words = tree.words(at);
            if is_deck(at, &words) && !kept.iter().take(2).any(|r| clean::same(&r.text, &words)) {
                draft.deck = Some(words);
                draft.found("deck", "under the headline");
                return;
            }
        }
        at = tree.following(at, super::tree::ROOT);
    }
}

/// Few enough nodes to be a line or two.
fn is_small(tree: &Tree, id: Id) -> bool {
    tree.below(id).take(40).count() < 40
}

/// The rights line, wherever the page prints it: the last one that is short.
pub(crate) fn rights(tree: &Tree, scan: &Scan<'_>, told: &Told, draft: &mut Draft) {
    if draft.rights.is_some() || scan.body == NONE {
        return;
    }
    if let Some(rights) =
        told.rights.clone().or_else(|| scan.meta(&["copyright", "dc.rights", "rights"]).map(clean::line))
    {
        draft.rights = Some(rights);
        draft.found("rights", if told.rights.is_some() { "json-ld" } else { "meta" });
        return;
    }
    let mut found = None;
    for id in tree.below(scan.body) {
        if tree.tag(id) == Tag::Text && tree.text(id).len() < 600 && is_marked(tree.text(id)) {
            let own = clean::line(tree.text(id));
            let block = tree.above(id).find(|a| tree.tag(*a).is_block());
            let whole = block.filter(|b| tree.below(*b).take(30).count() < 30).map(|b| tree.words(b));
            let line = whole.filter(|w| furniture::is_rights(w)).unwrap_or(own);
            if furniture::is_rights(&line) {
                found = Some(line);
            }
        }
    }
    if let Some(line) = found {
        draft.rights = Some(line);
        draft.found("rights", "footer");
    }
}

fn is_marked(text: &str) -> bool {
    let bytes = text.as_bytes();
    let after = |at: usize, words: &[u8]| bytes.get(at..).is_some_and(|rest| rest.starts_with(words));
    memchr::memchr3_iter(0xC2, b'y', b'Y', bytes).any(|at| match bytes.get(at) {
        Some(0xC2) => after(at, "©".as_bytes()),
        _ => at >= 2 && (after(at - 2, b"opyright") || after(at - 2, b"OPYRIGHT")),
    }) || memchr::memchr_iter(b'v', bytes).any(|at| at >= 11 && after(at - 11, b"ights reserved"))
}
