//! Which mark of one article is which of the other: each has one twin at most.
//!
//! In: places in two lists · Out: twins both ways · From: greedy matching, the likeliest pair first
//! Fails: a place outside its list is never free · Cost: O(1) a pair

/// Twins of two lists.
pub(super) struct Twins {
    of_a: Vec<Option<usize>>,
    of_b: Vec<Option<usize>>,
}

impl Twins {
    /// Nobody has a twin yet.
    pub(super) fn none(a: usize, b: usize) -> Self {
        Twins { of_a: vec![None; a], of_b: vec![None; b] }
    }

    /// Makes `i` of A and `j` of B twins; says whether both were free.
    pub(super) fn pair(&mut self, i: usize, j: usize) -> bool {
        match (self.of_a.get_mut(i), self.of_b.get_mut(j)) {
            (Some(a @ None), Some(b @ None)) => {
                (*a, *b) = (Some(j), Some(i));
                true
            }
            _ => false,
        }
    }

    /// The twin in B of `i` in A.
    pub(super) fn in_b(&self, i: usize) -> Option<usize> {
        self.of_a.get(i).copied().flatten()
    }

    /// Places of A without a twin.
    pub(super) fn alone_a(&self) -> Vec<usize> {
        alone(&self.of_a)
    }

    /// Places of B without a twin.
    pub(super) fn alone_b(&self) -> Vec<usize> {
        alone(&self.of_b)
    }
}

fn alone(twins: &[Option<usize>]) -> Vec<usize> {
    twins.iter().enumerate().filter(|(_, twin)| twin.is_none()).map(|(at, _)| at).collect()
}

/// A pair that may be twins, and how likely.
#[derive(Clone, Copy, Debug)]
pub(super) struct Likely {
    pub(super) likeness: f32,
    pub(super) a: usize,
    pub(super) b: usize,
}

/// The likeliest first; among equals the earlier in A, then in B.
pub(super) fn by_likeness(pairs: &mut [Likely]) {
    pairs.sort_by(|one, other| {
        other.likeness.total_cmp(&one.likeness).then((one.a, one.b).cmp(&(other.a, other.b)))
    });
}

/// Of rising `places` the `most` that are nearest to `at`.
pub(super) fn nearest(places: &[usize], at: usize, most: usize) -> &[usize] {
    let middle = places.partition_point(|place| *place < at);
    let from = middle.saturating_sub(most / 2).min(places.len().saturating_sub(most));
    places.get(from..(from + most).min(places.len())).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{Twins, nearest};

    #[test]
    fn a_twin_is_taken_once() {
        let mut twins = Twins::none(2, 2);
        assert!(twins.pair(0, 1) && !twins.pair(1, 1) && !twins.pair(0, 0) && !twins.pair(5, 0));
        assert_eq!((twins.in_b(0), twins.alone_a(), twins.alone_b()), (Some(1), vec![1], vec![0]));
    }

    #[test]
    fn the_nearest_lie_around() {
        let places: Vec<usize> = (0..100).collect();
        assert_eq!(nearest(&places, 50, 4), [48, 49, 50, 51]);
        assert_eq!(nearest(&places, 99, 4), [96, 97, 98, 99]);
        assert_eq!(nearest(&places, 0, 4), [0, 1, 2, 3]);
        assert!(nearest(&[], 7, 4).is_empty());
    }
}
