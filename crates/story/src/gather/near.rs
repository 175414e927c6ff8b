//! Which articles are worth comparing: those that share what weighs most, and are near in time.
//!
//! In: vectors in the order of time · Out: pairs · From: the inverted index (Zobel, Moffat 2006), term at a time
//! Fails: never · Cost: O(prints × words asked × articles near in time that have them), the last capped

use super::print::Print;
use super::weigh::Vector;

/// Days between two articles that may tell of one happening or story. BASIL's pairs on one
/// happening are within three; of ECB+'s, whose texts print days, 30 lose 75 of 2,538 pairs that 60 keep.
const DAYS: i64 = 60;
/// Words that an article asks by: those that weigh most.
const ASKED: usize = 24;
/// Articles that have a word; of more the latest are asked.
const POSTINGS: usize = 600;
/// Articles that one article is compared with: those that share most.
const COMPARED: usize = 60;

/// Cosine by the words asked for below which no judge says more than a chance in a hundred.
const SHARED: f32 = 0.03;

/// Pairs of places, the later first; for each article those earlier ones that share most with it.
pub(super) fn pairs(prints: &[&Print], vectors: &[Vector], words: usize) -> Vec<(usize, usize)> {
    // Articles by their words: those without a date, which come first in the order and are near to all, and those with.
    let mut index: Vec<[Vec<(u32, f32)>; 2]> = vec![Default::default(); words];
    let mut sums: Vec<f32> = vec![0.0; prints.len()];
    let mut touched: Vec<u32> = Vec::new();
    let mut pairs = Vec::new();
    for (at, (print, vector)) in prints.iter().zip(vectors).enumerate() {
        let mut asked: Vec<(f32, u32)> = vector.words.iter().map(|w| (w.weight, w.word)).collect();
        asked.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        asked.truncate(ASKED);
        let kind = usize::from(print.told.is_some());
        for (weight, word) in &asked {
            let Some(lists) = index.get_mut(*word as usize) else { continue };
            for (list, dated) in lists.iter().zip([false, true]) {
                for (other, theirs) in list.iter().rev().take(POSTINGS) {
                    let Some(before) = prints.get(*other as usize) else { break };
                    if dated
                        && print.told.unwrap_or_default() - before.told.unwrap_or_default() > DAYS * 86_400
                    {
                        break;
                    }
                    let Some(sum) = sums.get_mut(*other as usize) else { break };
                    if *sum == 0.0 {
                        touched.push(*other);
                    }
                    *sum += weight * theirs;
                }
            }
            if let Some(list) = lists.get_mut(kind) {
                list.push((at as u32, *weight));
            }
        }
        let share = |other: &u32| {
            let length = vectors.get(*other as usize).map_or(1.0, |v| v.lengths[0]);
            sums.get(*other as usize).copied().unwrap_or_default()
                / (length * vector.lengths[0]).max(f32::MIN_POSITIVE)
        };
        let mut near: Vec<(f32, u32)> = touched
            .iter()
            .map(|other| (share(other), *other))
            .filter(|(share, _)| *share >= SHARED)
            .collect();
        near.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        pairs.extend(near.iter().take(COMPARED).map(|(_, other)| (at, *other as usize)));
        for other in touched.drain(..) {
            if let Some(sum) = sums.get_mut(other as usize) {
                *sum = 0.0;
            }
        }
    }
    pairs
}
