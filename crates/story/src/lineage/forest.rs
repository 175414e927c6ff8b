//! Of all arrows that may be drawn, at most one from every article, and never a way back.
//!
//! In: arrows · Out: those that are drawn · From: J. Edmonds 1967 solves it for the best sum; here the best of every
//! article is wanted, the surest articles first
//! Fails: never; an arrow that would close a circle gives way to the next best of its article · Cost: O(n log n)

use super::arrows::{Arrow, DRAWN, Giver, Ground};
use model::{DirectionBy, LineageKind};
use std::collections::BTreeMap;

/// Of its own earlier form an article has as much as of another's text from this share of the words on: a paragraph
/// that was cut and came back is no other source. The same bar as that of the earliest article a credit may mean.
const AS_MUCH: f64 = 0.9;

/// Puts an outlet's own earlier form before the text that both have from another: whoever prints an agency's text again
/// under a new headline has it from its own desk.
fn own_first(arrows: &mut [Arrow]) {
    let mut most: BTreeMap<usize, usize> = BTreeMap::new();
    for arrow in arrows.iter().filter(|arrow| arrow.kind != LineageKind::Update) {
        let words = most.entry(arrow.taker).or_default();
        *words = arrow.words.max(*words);
    }
    for arrow in arrows.iter_mut().filter(|arrow| arrow.kind == LineageKind::Update) {
        let others = most.get(&arrow.taker).copied().unwrap_or_default();
        if arrow.by != DirectionBy::Nothing && arrow.words as f64 >= AS_MUCH * others as f64 {
            arrow.ground = Ground::Own;
        }
    }
}

/// The arrows that are drawn, by taker. The best giver: the own earlier form that has as much, then text with a credit or an agency's mark, then most of the text,
/// then a credit, then some sentences; of equals the one that gave more words, then the earlier.
pub(super) fn forest(articles: usize, mut arrows: Vec<Arrow>) -> Vec<Arrow> {
    arrows.retain(|arrow| arrow.confidence >= DRAWN);
    own_first(&mut arrows);
    arrows.sort_by(|a, b| {
        b.ground
            .cmp(&a.ground)
            .then((a.by == DirectionBy::Nothing).cmp(&(b.by == DirectionBy::Nothing)))
            .then(b.words.cmp(&a.words))
            .then(b.confidence.total_cmp(&a.confidence))
            .then(a.giver.cmp(&b.giver))
            .then(a.taker.cmp(&b.taker))
    });
    let mut up: Vec<Option<usize>> = vec![None; articles];
    let mut taken = vec![false; articles];
    let mut drawn = Vec::new();
    for arrow in arrows {
        if taken.get(arrow.taker).copied().unwrap_or(true) {
            continue;
        }
        if let Giver::Held(giver) = arrow.giver {
            if std::iter::successors(Some(giver), |at| up.get(*at).copied().flatten())
                .any(|at| at == arrow.taker)
            {
                continue;
            }
            if let Some(slot) = up.get_mut(arrow.taker) {
                *slot = Some(giver);
            }
        }
        if let Some(slot) = taken.get_mut(arrow.taker) {
            *slot = true;
        }
        drawn.push(arrow);
    }
    drawn.sort_by_key(|arrow| arrow.taker);
    drawn
}
