//! What the learned weights make of a pair: one of PLOVER's categories.
//!
//! In: [`Seen`] · Out: a category and how sure · From: `weights/pair.bin`, written by `training/pair.py`: multinomial
//! logistic regression · Fails: weights that cannot be read know no category; a test sees to it that they can
//! Cost: one look-up a name seen
//!
//! The file: `HPAIR`, a byte that counts the categories, each category (a length byte and letters), the intercepts (f32,
//! little-endian), the steps of the categories (f32), then for each name its hash (u32) and a whole number a category
//! (i8), in the order of the hashes. The version is a hash of the file.

use super::features::{GROUPS, Seen};
use std::sync::OnceLock;

static PAIR: &[u8] = include_bytes!("../../../weights/pair.bin");

/// The weights.
#[derive(Debug, Default)]
pub(super) struct Weigher {
    version: String,
    categories: Vec<&'static str>,
    intercepts: Vec<f32>,
    steps: Vec<f32>,
    hashes: Vec<u32>,
    weights: Vec<i8>,
}

impl Weigher {
    /// The weights in this binary, read once.
    pub(super) fn shipped() -> &'static Self {
        static READ: OnceLock<Weigher> = OnceLock::new();
        READ.get_or_init(|| Weigher::read(PAIR).unwrap_or_default())
    }

    fn read(bytes: &'static [u8]) -> Option<Self> {
        let mut weigher = Weigher {
            version: format!("pair-1-{:08x}", bytes.iter().fold(SEED, |h, b| step(h, *b))),
            ..Weigher::default()
        };
        let (count, mut rest) = bytes.strip_prefix(b"HPAIR")?.split_first()?;
        for _ in 0..*count {
            let (length, after) = rest.split_first()?;
            let (word, after) = after.split_at_checked(usize::from(*length))?;
            weigher.categories.push(std::str::from_utf8(word).ok()?);
            rest = after;
        }
        for numbers in [&mut weigher.intercepts, &mut weigher.steps] {
            for _ in 0..*count {
                let (number, after) = rest.split_first_chunk::<4>()?;
                numbers.push(f32::from_le_bytes(*number));
                rest = after;
            }
        }
        for row in rest.chunks_exact(4 + usize::from(*count)) {
            let (hash, own) = row.split_first_chunk::<4>()?;
            weigher.hashes.push(u32::from_le_bytes(*hash));
            weigher.weights.extend(own.iter().map(|b| b.cast_signed()));
        }
        weigher.hashes.is_sorted().then_some(weigher)
    }

    /// Names the weights.
    pub(super) fn version(&self) -> &str {
        &self.version
    }

    /// The likeliest category, and how likely.
    pub(super) fn category(&self, seen: &Seen) -> (&'static str, f32) {
        let scores = self.scores(seen);
        let best = (0..scores.len()).max_by(|a, b| scores[*a].total_cmp(&scores[*b]));
        let Some(best) = best else { return ("", 0.0) };
        let total: f32 = scores.iter().map(|s| (s - scores[best]).exp()).sum();
        (self.categories[best], 1.0 / total)
    }

    /// A score for each category. The names of a group share the group's one unit of length.
    pub(super) fn scores(&self, seen: &Seen) -> Vec<f32> {
        let count = self.categories.len();
        let mut scores = self.intercepts.clone();
        for (group, names) in seen.iter().enumerate().take(GROUPS) {
            let unit = 1.0 / (names.len().max(1) as f32).sqrt();
            for name in names {
                let Ok(at) = self.hashes.binary_search(&hash(group, name)) else { continue };
                let own = self.weights.iter().skip(at * count);
                for ((score, weight), step) in scores.iter_mut().zip(own).zip(&self.steps) {
                    *score += f32::from(*weight) * step * unit;
                }
            }
        }
        scores
    }
}

const SEED: u32 = 0x811C_9DC5;

/// FNV-1a.
fn step(hash: u32, byte: u8) -> u32 {
    (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
}

/// The hash of a name: its group's number, then its letters.
fn hash(group: usize, name: &str) -> u32 {
    let group = u8::try_from(group).unwrap_or(u8::MAX);
    name.bytes().fold(step(SEED, group), step)
}

#[cfg(test)]
mod tests {
    use super::{GROUPS, PAIR, Seen, Weigher};

    /// Names seen in sentences of our own, and the scores that Python got (`training/pair.py`).
    static AGREED: &str = include_str!("../../../tests/pair.json");

    #[test]
    fn rust_and_python_weigh_alike() {
        let weigher = Weigher::read(PAIR).expect("the weights can be read");
        assert_eq!(weigher.categories.len(), 15);
        let sample: serde_json::Value = serde_json::from_str(AGREED).unwrap();
        for one in sample.as_array().unwrap() {
            let groups: Vec<Vec<String>> = serde_json::from_value(one["seen"].clone()).unwrap();
            assert_eq!(groups.len(), GROUPS);
            let mut seen = Seen::default();
            seen.iter_mut().zip(groups).for_each(|(own, names)| own.extend(names));
            let theirs: Vec<f32> = serde_json::from_value(one["scores"].clone()).unwrap();
            let own = weigher.scores(&seen);
            assert!(own.iter().zip(&theirs).all(|(a, b)| (a - b).abs() < 1e-3), "{own:?} {theirs:?}");
        }
    }

    #[test]
    fn broken_weights_know_no_category() {
        assert!(Weigher::read(b"HPAIR\x02\x03A").is_none());
        assert_eq!(Weigher::default().category(&Seen::default()), ("", 0.0));
    }
}
