//! Which articles are one with another headline: they count once.
//!
//! In: prints in their order · Out: for each the first of which it is a copy · From: Broder 1997 (resemblance by the lowest
//! numbers of a union) · Fails: never; short bodies are compared as they are · Cost: O(prints), each against firsts alone

use super::print::{Print, SKETCH};
use super::weigh::Numbers;

/// Resemblance of the bodies from which on two articles are one. Where three in ten runs are a
/// version at one address (decision 0008), more is asked of two addresses; not swept: ECB+ has ten such pairs, all right.
const COPY: f32 = 0.5;
/// How far apart copies are published, in days.
const COPY_DAYS: i64 = 14;
/// Runs that a body needs to be known by: a shorter one is a caption or a teaser, which outlets print again.
const FEWEST: usize = 12;
/// Two bodies of [`COPY`] share one of their lowest eight numbers but for one pair in 250.
const KEYS: usize = 8;

/// For each print its first: the earliest that it is a copy of, or itself.
pub(super) fn firsts(prints: &[&Print]) -> Vec<usize> {
    let mut by_key: Numbers<u32, Vec<usize>> = Numbers::default();
    let mut firsts: Vec<usize> = Vec::with_capacity(prints.len());
    for (at, print) in prints.iter().enumerate() {
        let mut found = at;
        if print.sketch.len() >= FEWEST {
            let keys = || print.sketch.iter().take(KEYS);
            let mut candidates: Vec<usize> =
                keys().filter_map(|key| by_key.get(key)).flatten().copied().collect();
            candidates.sort_unstable();
            candidates.dedup();
            let is_copy = |first: &&usize| {
                prints.get(**first).is_some_and(|first| {
                    let near = match (print.told, first.told) {
                        (Some(x), Some(y)) => (x - y).abs() <= COPY_DAYS * 86_400,
                        _ => true,
                    };
                    near && resemblance(&first.sketch, &print.sketch) >= COPY
                })
            };
            found = candidates.iter().find(is_copy).copied().unwrap_or(at);
            if found == at {
                keys().for_each(|key| by_key.entry(*key).or_default().push(at));
            }
        }
        firsts.push(found);
    }
    firsts
}

/// The share of the lowest numbers of both that both have.
fn resemblance(a: &[u32], b: &[u32]) -> f32 {
    let (mut left, mut right) = (a.iter().peekable(), b.iter().peekable());
    let (mut both, mut seen) = (0, 0);
    while seen < SKETCH {
        let lowest = match (left.peek(), right.peek()) {
            (Some(x), Some(y)) => **x.min(y),
            (Some(x), None) => **x,
            (None, Some(y)) => **y,
            (None, None) => break,
        };
        let (x, y) = (left.next_if(|x| **x == lowest).is_some(), right.next_if(|y| **y == lowest).is_some());
        both += usize::from(x && y);
        seen += 1;
    }
    both as f32 / seen.max(1) as f32
}
