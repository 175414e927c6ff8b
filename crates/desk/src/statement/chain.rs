//! Through whom a statement reached the article: outermost first, the source last.
//!
//! In: the drafts in text order, the cast · Out: one chain a draft · From: DESIGN section 3; the article's own outlet
//! is left out
//! Fails: nothing told is a chain of the source alone, or empty without one
//! Cost: linear in the drafts, and a sort of them

use super::Draft;
use super::kind;
use crate::mention::Cast;
use crate::page::Page;
use model::{SourceKind, Span};
use std::cmp::Reverse;
use std::collections::HashMap;

/// Chains are no longer in print; a text of nothing but cues would be.
const LONGEST: usize = 6;

/// The chain of every draft.
pub(super) fn chains(page: &Page, cast: &Cast, drafts: &[Draft]) -> Vec<Vec<String>> {
    let outer = outer(drafts);
    let links: Vec<Vec<String>> = drafts.iter().map(|draft| links(page, cast, draft)).collect();
    (0..drafts.len())
        .map(|number| {
            // From the source outwards; who cites whom may go round in a circle only in a text of nothing but cues.
            let up = |n: &usize| outer.get(*n).copied().flatten();
            let through: Vec<usize> = std::iter::successors(Some(number), up).take(LONGEST).collect();
            let mut chain: Vec<String> = Vec::new();
            for link in through.iter().rev().filter_map(|n| links.get(*n)).flatten() {
                if chain.last() != Some(link) && chain.len() < LONGEST {
                    chain.push(link.clone());
                }
            }
            chain
        })
        .collect()
}

/// The draft's own links: the outlet it was told to, and its source.
fn links(page: &Page, cast: &Cast, draft: &Draft) -> Vec<String> {
    let source = draft.antecedent.or(draft.source);
    let spans = draft.via.iter().copied().chain(source);
    spans.map(|span| name(page, cast, span)).filter(|link| !is_own(page, link)).collect()
}

/// For every draft the one that it reached the article through: the innermost whose content it stands in, or the one
/// that cites its source.
fn outer(drafts: &[Draft]) -> Vec<Option<usize>> {
    let by_cue: HashMap<Span, usize> =
        drafts.iter().zip(0..).filter_map(|(draft, n)| Some((draft.cue?, n))).collect();
    let end = |draft: &Draft| draft.content.iter().map(|c| c.end).max();
    let mut order: Vec<usize> = (0..drafts.len()).collect();
    // The wider content first, where two begin together.
    order.sort_by_key(|n| drafts.get(*n).map(|d| (d.start(), Reverse(end(d)), d.through.is_some())));
    let mut out = vec![None; drafts.len()];
    // Drafts whose content may still hold the next one: (end of content, number).
    let mut around: Vec<(usize, usize)> = Vec::new();
    for number in order {
        let Some(draft) = drafts.get(number) else { continue };
        let at = draft.cue.map_or(draft.start(), |c| c.start);
        while around.last().is_some_and(|(end, _)| *end <= at) {
            around.pop();
        }
        let holds = |n: &usize| {
            *n != number
                && drafts
                    .get(*n)
                    .is_some_and(|d| d.content.iter().any(|c| draft.cue.is_some_and(|cue| c.contains(cue))))
        };
        let holding = || around.iter().rev().map(|(_, n)| *n).filter(holds);
        // Of two that say the same the cited one is nearer to what was said.
        let cited = holding().find(|n| drafts.get(*n).is_some_and(|d| d.through.is_some()));
        let found = match draft.through {
            Some(cue) => by_cue.get(&cue).copied().filter(|n| *n != number),
            None => holding().next().map(|inner| {
                let same = |n: &usize| {
                    drafts.get(*n).and_then(|d| d.through) == drafts.get(inner).and_then(|d| d.cue)
                };
                cited.filter(same).unwrap_or(inner)
            }),
        };
        if let Some(slot) = out.get_mut(number) {
            *slot = found;
        }
        if let Some(end) = end(draft)
            && draft.conveys
            && around.len() < LONGEST
        {
            around.push((end, number));
        }
    }
    out
}

/// The source's full name, or its words as printed.
fn name(page: &Page, cast: &Cast, span: Span) -> String {
    let known = kind::describe(page, cast, span);
    match known.kind {
        SourceKind::NamedPerson | SourceKind::Organisation | SourceKind::Outlet => known.name,
        _ => None,
    }
    .unwrap_or_else(|| span.words(page.text).to_owned())
}

fn is_own(page: &Page, link: &str) -> bool {
    let bare = |name: &str| name.trim().trim_start_matches("The ").trim_start_matches("the ").to_lowercase();
    page.article.outlet.as_ref().is_some_and(|outlet| bare(outlet) == bare(link))
}
