//! Which sentences of one article stand in another, word for word or nearly.
//!
//! In: the sheets of articles, the earliest first · Out: [`Overlap`]s of pairs · From: A. Broder 1997 (the smallest
//! hashes of a text's shingles stand for it); coverage by shared shingles tells copied words from words on one subject
//! Fails: a sentence of which no [`RUN`] words in a row are left is not known again; where one sentence stands in very
//! many articles, each is laid beside the first [`FIRST`] and the [`LAST`] before it
//! Cost: O(n log n) in words, and the pairs

use super::sheet::Sheet;
use super::words;
use std::cmp::{Ordering, Reverse};

/// Words in a row that count as the same run.
const RUN: usize = 4;
/// Runs of a sentence by which its likes are looked for, the smallest by number.
const SAMPLED: usize = 8;
/// Of many that share something, the earliest so many and the so many before it are what one is laid beside.
const FIRST: usize = 24;
const LAST: usize = 6;
/// Share of the shorter sentence's words that shared runs must cover.
pub(super) const COVERED: f64 = 0.6;
/// Fewest words that they must cover.
const FEWEST: usize = 6;

/// Two sentences that say the same in the same words.
#[derive(Clone, Copy, Debug)]
pub(super) struct Twin {
    /// Places of the sentences in the two articles.
    pub(super) lines: (usize, usize),
    /// Words of each that stand in the other.
    pub(super) words: (usize, usize),
}

/// What two articles have in common.
#[derive(Clone, Debug)]
pub(super) struct Overlap {
    /// Places of the articles, the earlier first.
    pub(super) pair: (usize, usize),
    /// The sentences, each of the first article once.
    pub(super) twins: Vec<Twin>,
}

impl Overlap {
    /// Words of the first and of the second article that stand in the other.
    pub(super) fn words(&self) -> (usize, usize) {
        self.twins.iter().fold((0, 0), |sum, twin| (sum.0 + twin.words.0, sum.1 + twin.words.1))
    }
}

/// A sentence at one place: article and line.
type Print = (usize, usize);

/// The overlaps of all articles.
pub(super) fn overlaps(sheets: &[Sheet]) -> Vec<Overlap> {
    let sentences = sentences(sheets);
    let own =
        |print: &Print| sheets.get(print.0).and_then(|sheet| sheet.lines.get(print.1)).map(|line| &line.own);
    let mut found: Vec<(usize, usize, Twin)> = Vec::new();
    for prints in &sentences {
        let count = prints.first().and_then(own).map_or(0, Vec::len);
        beside(prints.len(), |a, b| {
            if let (Some(a), Some(b)) = (prints.get(a), prints.get(b)) {
                found.extend(twin(a, b, (count, count)));
            }
        });
    }
    let words: Vec<&[u64]> =
        sentences.iter().map(|prints| prints.first().and_then(own).map_or(&[][..], Vec::as_slice)).collect();
    for (a, b, covered) in alike(&words) {
        let (Some(a), Some(b)) = (sentences.get(a), sentences.get(b)) else { continue };
        for one in a.iter().take(FIRST) {
            for other in b.iter().take(FIRST) {
                found.extend(twin(one, other, covered));
            }
        }
    }
    // Of the twins of a sentence in one article the best counts.
    found.sort_unstable_by_key(|(a, b, twin)| {
        (*a, *b, twin.lines.0, Reverse(twin.words.0), Reverse(twin.words.1), twin.lines.1)
    });
    found.dedup_by_key(|(a, b, twin)| (*a, *b, twin.lines.0));
    found
        .chunk_by(|a, b| (a.0, a.1) == (b.0, b.1))
        .filter_map(|group| {
            let (a, b, _) = group.first()?;
            let mut twins: Vec<Twin> = group.iter().map(|(_, _, twin)| *twin).collect();
            each_once(&mut twins);
            Some(Overlap { pair: (*a, *b), twins })
        })
        .collect()
}

/// Equal sentences once, each with the places where it stands, the earliest first.
fn sentences(sheets: &[Sheet]) -> Vec<Vec<Print>> {
    let mut all: Vec<(u64, Print)> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let lines = sheet.lines.iter().enumerate().filter(|(_, line)| !line.passed);
        all.extend(lines.map(|(at, line)| (line.own.iter().copied().fold(0, words::joined), (n, at))));
    }
    all.sort_unstable();
    let groups = all.chunk_by(|a, b| a.0 == b.0);
    groups.map(|group| group.iter().map(|(_, print)| *print).collect()).collect()
}

/// Pairs of sentences that share much without being equal, with how many words of each stand in the other.
fn alike(sentences: &[&[u64]]) -> Vec<(usize, usize, (usize, usize))> {
    let mut sampled: Vec<(u64, usize)> = Vec::new();
    for (n, words) in sentences.iter().enumerate() {
        let mut runs: Vec<u64> = runs(words).collect();
        runs.sort_unstable();
        runs.dedup();
        sampled.extend(runs.into_iter().take(SAMPLED).map(|run| (run, n)));
    }
    sampled.sort_unstable();
    let mut candidates: Vec<(usize, usize)> = Vec::new();
    for group in sampled.chunk_by(|a, b| a.0 == b.0) {
        beside(group.len(), |a, b| {
            candidates.extend(group.get(a).zip(group.get(b)).map(|(a, b)| (a.1.min(b.1), a.1.max(b.1))));
        });
    }
    candidates.sort_unstable();
    candidates.dedup();
    candidates
        .into_iter()
        .filter_map(|(a, b)| {
            let (one, other) = (sentences.get(a)?, sentences.get(b)?);
            let covered = (covered(one, other), covered(other, one));
            let shorter = one.len().min(other.len());
            let most = covered.0.min(covered.1);
            (most >= FEWEST && most as f64 >= COVERED * shorter as f64).then_some((a, b, covered))
        })
        .collect()
}

/// The runs of a sentence, each as one number.
fn runs(words: &[u64]) -> impl Iterator<Item = u64> {
    words.windows(RUN).map(|run| run.iter().copied().fold(0, words::joined))
}

/// How many words of the first stand in runs that the second has too.
fn covered(words: &[u64], other: &[u64]) -> usize {
    let mut theirs: Vec<u64> = runs(other).collect();
    theirs.sort_unstable();
    let (mut count, mut until) = (0, 0);
    for (at, run) in runs(words).enumerate() {
        if theirs.binary_search(&run).is_ok() {
            count += at + RUN - at.max(until);
            until = at + RUN;
        }
    }
    count
}

/// Counts the words of a sentence of the second article once, however many sentences of the first are its twins.
fn each_once(twins: &mut [Twin]) {
    let mut order: Vec<usize> = (0..twins.len()).collect();
    order.sort_by_key(|n| twins.get(*n).map(|twin| (twin.lines.1, Reverse(twin.words.1), *n)));
    let mut last = None;
    for n in order {
        if let Some(twin) = twins.get_mut(n) {
            if last == Some(twin.lines.1) {
                twin.words.1 = 0;
            }
            last = Some(twin.lines.1);
        }
    }
}

fn twin(a: &Print, b: &Print, words: (usize, usize)) -> Option<(usize, usize, Twin)> {
    match a.0.cmp(&b.0) {
        Ordering::Less => Some((a.0, b.0, Twin { lines: (a.1, b.1), words })),
        Ordering::Greater => Some((b.0, a.0, Twin { lines: (b.1, a.1), words: (words.1, words.0) })),
        Ordering::Equal => None,
    }
}

/// Every pair of places below `count` that is to be compared, the smaller first.
fn beside(count: usize, mut take: impl FnMut(usize, usize)) {
    for b in 1..count {
        (0..b.min(FIRST)).for_each(|a| take(a, b));
        (b.saturating_sub(LAST).max(FIRST)..b).for_each(|a| take(a, b));
    }
}
