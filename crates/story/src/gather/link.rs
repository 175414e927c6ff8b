//! Groups by average link: the two groups that are most alike on average become one, until none are alike enough.
//!
//! In: pairs with how likely they are one; pairs that are not given are 0 · Out: a group for each · From: UPGMA (Sokal,
//! Michener 1958) on a sparse graph · Fails: never · Cost: O(pairs log pairs)

use super::weigh::Numbers;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

/// A merge that may be done.
#[derive(PartialEq)]
struct Offer {
    mean: f32,
    a: u32,
    b: u32,
    /// How often either side had grown when it was offered: an old offer is void.
    grown: (u32, u32),
}

impl Eq for Offer {}

impl PartialOrd for Offer {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Offer {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean
            .total_cmp(&other.mean)
            .then_with(|| Reverse((self.a, self.b)).cmp(&Reverse((other.a, other.b))))
    }
}

/// The group of each thing, named by its first. `sizes` are how many articles each stands for, `sums` the chances between
/// the articles of two of them, added up.
pub(super) fn groups(sizes: &[f32], sums: &[(usize, usize, f32)], least: f32) -> Vec<usize> {
    let count = sizes.len();
    let mut near: Vec<Numbers<u32, f32>> = vec![Numbers::default(); count];
    for (a, b, sum) in sums {
        for (one, other) in [(*a, *b), (*b, *a)] {
            if let Some(near) = near.get_mut(one) {
                near.insert(other as u32, *sum);
            }
        }
    }
    let mut sizes = sizes.to_vec();
    let mut grown = vec![0_u32; count];
    let mut into: Vec<usize> = (0..count).collect();
    let mut offers: BinaryHeap<Offer> = sums
        .iter()
        .map(|(a, b, sum)| Offer {
            mean: sum / (sizes[*a] * sizes[*b]),
            a: (*a).min(*b) as u32,
            b: (*a).max(*b) as u32,
            grown: (0, 0),
        })
        .filter(|offer| offer.mean >= least)
        .collect();
    while let Some(offer) = offers.pop() {
        let (a, b) = (offer.a as usize, offer.b as usize);
        if (grown[a], grown[b]) != offer.grown {
            continue;
        }
        // The larger table takes in the smaller; the group keeps the name of its first.
        let mut gone = std::mem::take(&mut near[b]);
        let mut kept = std::mem::take(&mut near[a]);
        if gone.len() > kept.len() {
            std::mem::swap(&mut gone, &mut kept);
        }
        let mut moved: Vec<(u32, f32)> = gone.into_iter().collect();
        moved.sort_unstable_by_key(|(other, _)| *other);
        for (other, sum) in moved {
            *kept.entry(other).or_default() += sum;
        }
        kept.remove(&offer.a);
        kept.remove(&offer.b);
        sizes[a] += sizes[b];
        sizes[b] = 0.0;
        grown[a] += 1;
        grown[b] += 1;
        into[b] = a;
        let mut others: Vec<(u32, f32)> = kept.iter().map(|(other, sum)| (*other, *sum)).collect();
        others.sort_unstable_by_key(|(other, _)| *other);
        for (other, sum) in others {
            let theirs = &mut near[other as usize];
            theirs.remove(&offer.b);
            theirs.insert(offer.a, sum);
            let mean = sum / (sizes[a] * sizes[other as usize]);
            if mean >= least {
                let (x, y) = (offer.a.min(other), offer.a.max(other));
                offers.push(Offer { mean, a: x, b: y, grown: (grown[x as usize], grown[y as usize]) });
            }
        }
        near[a] = kept;
    }
    (0..count)
        .map(|mut at| {
            while into[at] != at {
                at = into[at];
            }
            at
        })
        .collect()
}

/// Members of each group, rising, the groups by their first.
pub(super) fn members(groups: &[usize]) -> Vec<Vec<usize>> {
    let mut all: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    groups.iter().enumerate().for_each(|(at, group)| all.entry(*group).or_default().push(at));
    let mut members: Vec<Vec<usize>> = all.into_values().collect();
    members.sort_unstable();
    members
}
