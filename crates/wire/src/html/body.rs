//! The story: blocks of the container without what is none of it.
//!
//! In: blocks, and what the page says of itself · Out: paragraphs · From: PAGES.md (what leading tools lose is precision)
//! Fails: a page without running text has no body · Cost: one pass over the blocks

use super::blocks::Raw;
use super::classes::Hint;
use super::weigh::Weights;
use crate::carrier::{Block, Draft};
use crate::plain::head;
use crate::{clean, credit, furniture};
use model::ParagraphKind;
use std::collections::HashSet;

/// Keeps the blocks of the story.
pub(crate) fn keep(raws: Vec<Raw>, weights: &Weights, told: Option<&str>, draft: &mut Draft) -> Vec<Raw> {
    let long = |r: &Raw| r.chars >= 60 && r.density() < 0.5 && r.kind != ParagraphKind::Subhead;
    let first = raws.iter().position(long).unwrap_or(0);
    let last = raws.iter().rposition(long).unwrap_or(0);
    let count = raws.len();
    let mut seen: HashSet<u64> = HashSet::new();
    let mut kept: Vec<Raw> = Vec::with_capacity(count);
    for (at, raw) in raws.into_iter().enumerate() {
        let hint = weights.hints.get(raw.id as usize).copied().unwrap_or_default();
        let edge = at < first || at > last;
        if is_none_of_it(&raw, hint, edge, draft) || !seen.insert(hash(&raw.text)) {
            continue;
        }
        if (at <= first + 2 || at + 3 >= count) && edge_line(&raw, draft) {
            continue;
        }
        kept.push(raw);
    }
    while kept.last().is_some_and(|r| r.kind == ParagraphKind::Subhead) {
        kept.pop();
    }
    if let Some(told) = told {
        checked(&mut kept, told);
    }
    kept
}

fn is_none_of_it(raw: &Raw, hint: Hint, edge: bool, draft: &Draft) -> bool {
    let text = raw.text.as_str();
    let ends = clean::ends_sentence(text);
    let density = raw.density();
    if !text.chars().any(char::is_alphanumeric) || furniture::is_furniture(text) {
        return true;
    }
    if hint.is(Hint::CREDIT) && raw.chars < 120 && !ends || hint.is(Hint::BYLINE) && raw.chars < 160 {
        return true;
    }
    if draft.headline.as_ref().is_some_and(|h| clean::same(h, text)) {
        return true;
    }
    match raw.kind {
        ParagraphKind::ListItem => density > 0.5 || edge && !ends,
        ParagraphKind::Subhead => density > 0.6 || edge,
        ParagraphKind::TableRow => edge,
        _ => density > 0.75 && (!ends || raw.chars < 140) || edge && !ends && raw.chars < 90 || raw.chars < 3,
    }
}

/// Byline, date, picture and rights lines at either end of the story go to their fields.
fn edge_line(raw: &Raw, draft: &mut Draft) -> bool {
    if furniture::is_rights(&raw.text) {
        draft.rights.get_or_insert_with(|| raw.text.clone());
        draft.found("rights", "body");
        return true;
    }
    if let Some(names) = head::by_line(&raw.text) {
        if draft.bylines.is_empty() {
            head::add_names(names, "body", draft);
        }
        return true;
    }
    if let Some(line) = head::date_line(&raw.text) {
        if let (None, Some(published)) = (draft.published, line.published) {
            draft.published = Some(published);
            draft.found("published", "body");
        }
        return true;
    }
    raw.chars < 200
        && credit::split(&raw.text).is_some_and(|c| c.caption.is_none_or(|c| clean::words(&c) < 30))
}

/// Where the page's structured data repeats the story, blocks before its first and after its last words are none of it.
fn checked(kept: &mut Vec<Raw>, told: &str) {
    let grams = |text: &str| {
        let words: Vec<String> = text
            .to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect();
        words.windows(4).map(|w| hash(&w.join(" "))).collect::<Vec<_>>()
    };
    let told: HashSet<u64> = grams(told).into_iter().collect();
    if told.len() < 80 {
        return;
    }
    let inside = |raw: &Raw| {
        let own = grams(&raw.text);
        (!own.is_empty()).then(|| own.iter().filter(|g| told.contains(g)).count() as f32 / own.len() as f32)
    };
    let shares: Vec<Option<f32>> = kept.iter().map(inside).collect();
    let is_in = |s: &Option<f32>| s.is_some_and(|s| s > 0.5);
    let (Some(first), Some(last)) = (shares.iter().position(is_in), shares.iter().rposition(is_in)) else {
        return;
    };
    // The data may stop short of the end: what follows is dropped only where it is little.
    let chars =
        |from: usize, to: usize| kept.get(from..to).map_or(0, |r| r.iter().map(|r| r.chars).sum::<usize>());
    let (before, within, after) = (chars(0, first), chars(first, last + 1), chars(last + 1, kept.len()));
    let keep_after = if after * 3 > within { kept.len() } else { last + 1 };
    let keep_from = if before * 3 > within { 0 } else { first };
    let mut at = 0;
    kept.retain(|_| {
        at += 1;
        (keep_from..keep_after).contains(&(at - 1))
    });
}

/// The paragraphs as the draft wants them.
pub(crate) fn set(kept: Vec<Raw>) -> Vec<Block> {
    kept.into_iter().map(|raw| Block { kind: raw.kind, text: raw.text }).collect()
}

fn hash(text: &str) -> u64 {
    use std::hash::{DefaultHasher, Hash, Hasher};
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}
