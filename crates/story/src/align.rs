//! Two lists laid side by side: which items of one are which of the other, in order.
//!
//! In: two lists of hashes · Out: pairs of places with equal items, rising in both
//! From: B. Cohen, "Patience Diff" (anchors are items that stand once in each); Hunt and Szymanski 1977 (the longest
//! rising chain by binary search)
//! Fails: never; a stretch of nothing but repeats longer than [`TABLE`] is left unpaired
//! Cost: O(n log n) a level, [`DEEPEST`] levels at most, a table of at most [`TABLE`] cells for each stretch of repeats

use std::collections::HashMap;

/// Cells of the exact table for a stretch without anchors: 200 by 200 words, longer than a paragraph of repeats is.
const TABLE: usize = 40_000;

/// Levels of anchors within anchors. Each level needs words that stand once in a stretch and more than once in the
/// stretch around it; in text three or four are seen.
const DEEPEST: usize = 12;

/// Pairs of places with equal items, rising in both lists.
pub(super) fn align(a: &[u64], b: &[u64]) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    // Stretches still to be paired: start and end in each list, and the level.
    let mut open = vec![(0, a.len(), 0, b.len(), 0)];
    while let Some((mut a0, mut a1, mut b0, mut b1, level)) = open.pop() {
        while a0 < a1 && b0 < b1 && a.get(a0) == b.get(b0) {
            pairs.push((a0, b0));
            (a0, b0) = (a0 + 1, b0 + 1);
        }
        while a0 < a1 && b0 < b1 && a.get(a1 - 1) == b.get(b1 - 1) {
            (a1, b1) = (a1 - 1, b1 - 1);
            pairs.push((a1, b1));
        }
        if a0 == a1 || b0 == b1 {
            continue;
        }
        let anchors = if level < DEEPEST { anchors(a, b, (a0, a1, b0, b1)) } else { Vec::new() };
        if anchors.is_empty() {
            table(a, b, (a0, a1, b0, b1), &mut pairs);
            continue;
        }
        for (a_at, b_at) in anchors {
            open.push((a0, a_at, b0, b_at, level + 1));
            pairs.push((a_at, b_at));
            (a0, b0) = (a_at + 1, b_at + 1);
        }
        open.push((a0, a1, b0, b1, level + 1));
    }
    pairs.sort_unstable();
    pairs
}

/// Items that stand once in each stretch, the longest chain of them that rises in both.
fn anchors(a: &[u64], b: &[u64], (a0, a1, b0, b1): (usize, usize, usize, usize)) -> Vec<(usize, usize)> {
    let once = |list: &[u64], from: usize, to: usize| -> HashMap<u64, Option<usize>> {
        let mut seen = HashMap::new();
        for (at, item) in list.iter().enumerate().take(to).skip(from) {
            seen.entry(*item).and_modify(|place| *place = None).or_insert(Some(at));
        }
        seen
    };
    let in_b = once(b, b0, b1);
    let mut both: Vec<(usize, usize)> = once(a, a0, a1)
        .into_iter()
        .filter_map(|(item, at)| Some((at?, in_b.get(&item).copied().flatten()?)))
        .collect();
    both.sort_unstable();
    rising(&both)
}

/// The longest chain of pairs, sorted by the first place, that rises in the second.
fn rising(pairs: &[(usize, usize)]) -> Vec<(usize, usize)> {
    // The pair that ends the best chain of each length, and before each pair the one that it follows.
    let mut ends: Vec<usize> = Vec::new();
    let mut before: Vec<Option<usize>> = Vec::with_capacity(pairs.len());
    let second = |at: &usize| pairs.get(*at).map_or(0, |pair| pair.1);
    for at in 0..pairs.len() {
        let length = ends.partition_point(|end| second(end) < second(&at));
        before.push(length.checked_sub(1).and_then(|last| ends.get(last).copied()));
        match ends.get_mut(length) {
            Some(end) => *end = at,
            None => ends.push(at),
        }
    }
    let mut chain = Vec::with_capacity(ends.len());
    let mut next = ends.last().copied();
    while let Some(at) = next {
        chain.extend(pairs.get(at).copied());
        next = before.get(at).copied().flatten();
    }
    chain.reverse();
    chain
}

/// The longest common sequence of a short stretch, by the table of all its prefixes.
fn table(
    a: &[u64],
    b: &[u64],
    (a0, a1, b0, b1): (usize, usize, usize, usize),
    pairs: &mut Vec<(usize, usize)>,
) {
    let (rows, columns) = (a1 - a0, b1 - b0);
    if rows.saturating_mul(columns) > TABLE {
        return;
    }
    let wide = columns + 1;
    let mut best = vec![0_u16; (rows + 1) * wide];
    let cell = |best: &[u16], row: usize, column: usize| best.get(row * wide + column).copied().unwrap_or(0);
    for row in (0..rows).rev() {
        for column in (0..columns).rev() {
            let length = if a.get(a0 + row) == b.get(b0 + column) {
                cell(&best, row + 1, column + 1) + 1
            } else {
                cell(&best, row + 1, column).max(cell(&best, row, column + 1))
            };
            if let Some(here) = best.get_mut(row * wide + column) {
                *here = length;
            }
        }
    }
    let (mut row, mut column) = (0, 0);
    while row < rows && column < columns {
        if a.get(a0 + row) == b.get(b0 + column) {
            pairs.push((a0 + row, b0 + column));
            (row, column) = (row + 1, column + 1);
        } else if cell(&best, row + 1, column) >= cell(&best, row, column + 1) {
            row += 1;
        } else {
            column += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::align;
    use proptest::prelude::{ProptestConfig, Strategy, any, prop, prop_assert, proptest};

    #[test]
    fn what_stands_in_both_is_paired_around_what_does_not() {
        assert_eq!(align(&[1, 2, 3, 4], &[1, 9, 3, 4]), [(0, 0), (2, 2), (3, 3)]);
        assert_eq!(align(&[1, 1, 2], &[1, 2, 2]), [(0, 0), (2, 2)]);
        assert_eq!(align(&[7, 1, 7, 2], &[1, 7, 2, 7]), [(1, 0), (2, 1), (3, 2)]);
        assert!(align(&[], &[1]).is_empty());
    }

    #[test]
    fn a_long_stretch_of_repeats_costs_no_more_than_its_length() {
        let one: Vec<u64> = (0..200_000).map(|n| n % 2).collect();
        let other: Vec<u64> = (0..200_000).map(|n| (n + 1) % 2 + (n / 150_000)).collect();
        assert!(align(&one, &other).len() < 200_000);
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn pairs_are_equal_items_that_rise(
            a in prop::collection::vec(any::<u8>().prop_map(|n| u64::from(n % 12)), 0..60),
            b in prop::collection::vec(any::<u8>().prop_map(|n| u64::from(n % 12)), 0..60),
        ) {
            let pairs = align(&a, &b);
            prop_assert!(pairs.iter().all(|(i, j)| a[*i] == b[*j]));
            prop_assert!(pairs.windows(2).all(|two| two[0].0 < two[1].0 && two[0].1 < two[1].1));
            prop_assert!(align(&a, &a).len() == a.len());
        }
    }
}
