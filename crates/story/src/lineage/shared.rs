//! Quotes that several articles carry, and who said them.
//!
//! In: items and their sheets, which article leads to which · Out: [`SharedQuote`]s
//! From: FIELD, "a shared quote is a common source, not copying" · Fails: two quotes that a third article joins into one
//! are one · Cost: O(n log n) in quoted words

use super::sheet::Sheet;
use super::words;
use crate::Item;
use model::{Directness, Notes, Passage, SharedQuote, SourceKind, Span};

/// Words in a row by which a quote is known again.
const RUN: usize = 5;

/// A quote that is shared, with the articles (by rank) that have it from nobody who has it too.
pub(super) struct Shared {
    pub(super) quote: SharedQuote,
    pub(super) free: Vec<usize>,
}

/// The shared quotes, in the order of the articles. `up` leads from an article to the one that it has its text from.
pub(super) fn shared(
    items: &[&Item<'_>],
    places: &[usize],
    sheets: &[Sheet],
    up: &[Option<usize>],
) -> Vec<Shared> {
    let quotes: Vec<(usize, &super::sheet::Quote)> = sheets
        .iter()
        .enumerate()
        .flat_map(|(n, sheet)| sheet.quotes.iter().map(move |quote| (n, quote)))
        .collect();
    let mut runs: Vec<(u64, usize)> = Vec::new();
    for (n, (_, quote)) in quotes.iter().enumerate() {
        runs.extend(quote.words.windows(RUN).map(|run| (run.iter().copied().fold(0, words::joined), n)));
    }
    runs.sort_unstable();
    runs.dedup();
    let mut group: Vec<usize> = (0..quotes.len()).collect();
    for same in runs.chunk_by(|a, b| a.0 == b.0) {
        for pair in same.windows(2) {
            if let [(_, a), (_, b)] = pair {
                join(&mut group, *a, *b);
            }
        }
    }
    let mut by_group: Vec<(usize, usize)> = (0..quotes.len()).map(|n| (root(&group, n), n)).collect();
    by_group.sort_unstable();
    let mut found = Vec::new();
    for members in by_group.chunk_by(|a, b| a.0 == b.0).filter(|members| members.len() > 1) {
        // Of an article its longest quote of these.
        let mut of: Vec<(usize, Span)> = Vec::new();
        for (article, quote) in members.iter().filter_map(|(_, n)| quotes.get(*n)) {
            match of.last_mut() {
                Some((last, span)) if last == article => {
                    if quote.span.len() > span.len() {
                        *span = quote.span;
                    }
                }
                _ => of.push((*article, quote.span)),
            }
        }
        let has = |n: usize| of.iter().any(|(article, _)| *article == n);
        let above = |n: usize| {
            std::iter::successors(up.get(n).copied().flatten(), |at| up.get(*at).copied().flatten())
        };
        let free: Vec<(usize, Span)> = of.iter().copied().filter(|(n, _)| !above(*n).any(has)).collect();
        if free.len() < 2 {
            continue;
        }
        let speaker = free.iter().find_map(|(n, span)| speaker(items.get(*n)?.notes?, *span));
        let passages = free
            .iter()
            .filter_map(|(n, span)| Some(Passage { article: *places.get(*n)?, span: *span }))
            .collect();
        found.push(Shared {
            quote: SharedQuote { speaker, passages },
            free: free.iter().map(|(n, _)| *n).collect(),
        });
    }
    found.sort_by(|a, b| {
        let first = |shared: &Shared| shared.quote.passages.first().map(|p| (p.article, p.span));
        (a.free.first(), first(a)).cmp(&(b.free.first(), first(b)))
    });
    found
}

/// Who said the words, by the statement that holds most of them.
fn speaker(notes: &Notes, span: Span) -> Option<String> {
    let by_overlap = |s: &&model::Statement| s.content.iter().map(|c| c.overlap(span)).max().unwrap_or(0);
    let holding =
        notes.statements.iter().filter(|s| s.directness != Directness::Indirect && s.source.name.is_some());
    let named = |s: &&model::Statement| s.source.kind == SourceKind::NamedPerson;
    let best = holding.filter(|s| by_overlap(s) > 0).max_by_key(|s| (by_overlap(s), named(s)))?;
    best.source.name.clone()
}

/// The smallest member of a group.
pub(super) fn root(group: &[usize], mut n: usize) -> usize {
    while let Some(up) = group.get(n).copied().filter(|up| *up != n) {
        n = up;
    }
    n
}

/// Makes two groups one.
pub(super) fn join(group: &mut [usize], a: usize, b: usize) {
    let tops = (root(group, a), root(group, b));
    let low = tops.0.min(tops.1);
    // What was asked for points at the top from now on, so that ways stay short.
    for n in [a, b, tops.0, tops.1] {
        if let Some(slot) = group.get_mut(n) {
            *slot = low;
        }
    }
}
