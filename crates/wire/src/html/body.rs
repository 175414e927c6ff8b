//! The story: blocks of the container without what is none of it.
//!
//! In: blocks, and what the page says of itself · Out: paragraphs · From: PAGES.md (what leading tools lose is precision)
//! Fails: a page without running text has no body · Cost: one pass over the blocks

use super::blocks::{Page, Raw};
use super::classes::Hint;
use super::gauge;
use super::weigh::Weights;
use crate::carrier::{Block, Draft};
use crate::plain::head;
use crate::{clean, credit, furniture};
use model::ParagraphKind;
use rustc_hash::FxHashSet;

/// What the rules would keep of the page's blocks: of those inside the container and apart from furniture, in `inside`.
/// Lines at the edge that belong to fields go there.
pub(crate) fn by_rule(
    raws: &[Raw],
    inside: &[usize],
    weights: &Weights,
    told: Option<&str>,
    draft: &mut Draft,
) -> Vec<bool> {
    let of = |at: &usize| raws.get(*at);
    let long = |at: &usize| {
        of(at).is_some_and(|r| r.chars >= 60 && r.density() < 0.5 && r.kind != ParagraphKind::Subhead)
    };
    let first = inside.iter().position(long).unwrap_or(0);
    let last = inside.iter().rposition(long).unwrap_or(0);
    let count = inside.len();
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let mut kept: Vec<(usize, &Raw)> = Vec::with_capacity(count);
    for (at, (whole, raw)) in inside.iter().filter_map(|i| Some((*i, of(i)?))).enumerate() {
        let hint = weights.hints.get(raw.id as usize).copied().unwrap_or_default();
        let edge = at < first || at > last;
        if is_none_of_it(raw, hint, edge, draft) || !seen.insert(gauge::hashed(&raw.text)) {
            continue;
        }
        if (at <= first + 2 || at + 3 >= count) && edge_line(raw, draft) {
            continue;
        }
        kept.push((whole, raw));
    }
    while kept.last().is_some_and(|(_, r)| r.kind == ParagraphKind::Subhead) {
        kept.pop();
    }
    if let Some(told) = told {
        checked(&mut kept, told);
    }
    let mut keeps = vec![false; raws.len()];
    kept.iter().for_each(|(at, _)| keeps[*at] = true);
    keeps
}

/// From this likelihood on a block is kept: a short one, and a long one, which costs more where it is none of the
/// story. Swept on both sets, cross-validated by site; neighbouring values are as good (training/blocks.py prints them).
const LIKELY: [f32; 2] = [0.5, 0.6];

/// Bytes from which a block is long for [`LIKELY`].
const LONG: usize = 80;

/// Bytes of story under which the trees have found none to speak of: then the rules decide.
const FEW: usize = 140;

/// Keeps the blocks of the story, each text once.
pub(crate) fn keep(page: Page, likely: Option<&[f32]>, rule: &[bool], bare: bool) -> Vec<Raw> {
    let learned = likely.map(|likely| -> Vec<bool> {
        let is_kept = |(raw, p): (&Raw, &f32)| *p >= LIKELY[usize::from(raw.text.len() > LONG)];
        page.raws.iter().zip(likely).map(is_kept).collect()
    });
    let found = |keeps: &Vec<bool>| {
        page.raws.iter().zip(keeps).filter(|(_, keep)| **keep).map(|(raw, _)| raw.text.len()).sum::<usize>()
            >= FEW
    };
    let keeps = learned.filter(found).unwrap_or_else(|| {
        // A page too short to have a container is its whole sentences; labels and menus are none.
        let whole = |raw: &Raw| raw.kind == ParagraphKind::Paragraph && clean::ends_sentence(&raw.text);
        page.raws.iter().zip(rule).map(|(raw, keep)| *keep && (!bare || whole(raw))).collect()
    });
    let mut seen: FxHashSet<u64> = FxHashSet::default();
    let kept = page.raws.into_iter().zip(keeps).filter(|(_, keep)| *keep).map(|(raw, _)| raw);
    let mut kept: Vec<Raw> = kept.filter(|raw| seen.insert(gauge::hashed(&raw.text))).collect();
    // A heading over nothing announces what was left out.
    while kept.last().is_some_and(|raw| raw.kind == ParagraphKind::Subhead) {
        kept.pop();
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
fn checked(kept: &mut Vec<(usize, &Raw)>, told: &str) {
    let mut words = Vec::new();
    gauge::words(told, &mut words);
    let told: FxHashSet<u64> = gauge::shingles(&words).collect();
    if told.len() < 80 {
        return;
    }
    let mut inside = |raw: &Raw| {
        gauge::words(&raw.text, &mut words);
        let count = words.len().saturating_sub(3);
        let shared = gauge::shingles(&words).filter(|s| told.contains(s)).count();
        (count > 0).then(|| shared as f32 / count as f32)
    };
    let shares: Vec<Option<f32>> = kept.iter().map(|(_, raw)| inside(raw)).collect();
    let is_in = |s: &Option<f32>| s.is_some_and(|s| s > 0.5);
    let (Some(first), Some(last)) = (shares.iter().position(is_in), shares.iter().rposition(is_in)) else {
        return;
    };
    // The data may stop short of the end: what follows is dropped only where it is little.
    let chars = |from: usize, to: usize| {
        kept.get(from..to).map_or(0, |r| r.iter().map(|(_, r)| r.chars).sum::<usize>())
    };
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
