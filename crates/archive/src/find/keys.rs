//! A set of keys: one bit an article.
//!
//! In: keys · Out: what is in both, in either, in one alone · From: – · Fails: nothing can fail · Cost: a millionth
//! of a second for each 10,000 articles

/// A set of keys.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Keys {
    bits: Vec<u64>,
}

/// Keys above this are left out: 2 to the 31st articles would be 256 MiB of bits.
const HIGHEST: usize = 1 << 31;

impl Keys {
    pub(crate) fn insert(&mut self, key: i64) {
        let Ok(key) = usize::try_from(key) else { return };
        if key >= HIGHEST {
            return;
        }
        if self.bits.len() <= key / 64 {
            self.bits.resize(key / 64 + 1, 0);
        }
        if let Some(word) = self.bits.get_mut(key / 64) {
            *word |= 1 << (key % 64);
        }
    }

    pub(crate) fn contains(&self, key: i64) -> bool {
        let Ok(key) = usize::try_from(key) else { return false };
        self.bits.get(key / 64).is_some_and(|word| word & (1 << (key % 64)) != 0)
    }

    pub(crate) fn count(&self) -> u64 {
        self.bits.iter().map(|word| u64::from(word.count_ones())).sum()
    }

    /// Keeps what is in `other`, too.
    pub(crate) fn keep(&mut self, other: &Keys) {
        self.bits.truncate(other.bits.len());
        self.bits.iter_mut().zip(&other.bits).for_each(|(one, other)| *one &= other);
    }

    /// Adds what is in `other`.
    pub(crate) fn add(&mut self, other: &Keys) {
        if self.bits.len() < other.bits.len() {
            self.bits.resize(other.bits.len(), 0);
        }
        self.bits.iter_mut().zip(&other.bits).for_each(|(one, other)| *one |= other);
    }

    /// Takes out what is in `other`.
    pub(crate) fn drop_all(&mut self, other: &Keys) {
        self.bits.iter_mut().zip(&other.bits).for_each(|(one, other)| *one &= !other);
    }

    /// From the smallest to the largest.
    pub(crate) fn iter(&self) -> impl DoubleEndedIterator<Item = i64> + '_ {
        self.bits.iter().enumerate().flat_map(|(at, word)| {
            (0..64).filter(move |bit| word & (1 << bit) != 0).map(move |bit| (at * 64) as i64 + bit)
        })
    }

    /// The `most` largest.
    pub(crate) fn newest(&self, most: usize) -> Keys {
        let mut newest = Keys::default();
        self.iter().rev().take(most).for_each(|key| newest.insert(key));
        newest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(all: &[i64]) -> Keys {
        let mut keys = Keys::default();
        all.iter().for_each(|key| keys.insert(*key));
        keys
    }

    #[test]
    fn sets_are_met_joined_and_parted() {
        let one = keys(&[1, 63, 64, 500]);
        assert_eq!(one.iter().collect::<Vec<_>>(), [1, 63, 64, 500]);
        assert_eq!(
            (one.count(), one.contains(64), one.contains(65), one.contains(-1)),
            (4, true, false, false)
        );
        let mut met = one.clone();
        met.keep(&keys(&[63, 64, 65]));
        assert_eq!(met.iter().collect::<Vec<_>>(), [63, 64]);
        let mut joined = met.clone();
        joined.add(&keys(&[1000]));
        assert_eq!(joined.iter().collect::<Vec<_>>(), [63, 64, 1000]);
        joined.drop_all(&keys(&[63]));
        assert_eq!(joined.newest(1).iter().collect::<Vec<_>>(), [1000]);
        assert_eq!(keys(&[-5, i64::MAX]).count(), 0);
    }
}
