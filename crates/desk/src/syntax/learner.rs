//! An averaged perceptron under training.
//!
//! In: features with the right and the wrong class · Out: [`Feature`]s to write
//! From: Collins 2002; averaged with time stamps as in Daumé 2006
//! Fails: never · Cost: one look-up a feature; memory for each feature that was ever corrected

use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};

use super::weights::{Feature, Scores};

/// Keys are hashes already.
#[derive(Default)]
struct AsIs(u64);

impl Hasher for AsIs {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, bytes: &[u8]) {
        for byte in bytes {
            self.0 = self.0 << 8 | u64::from(*byte);
        }
    }
    fn write_u32(&mut self, key: u32) {
        self.0 = u64::from(key).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    }
}

#[derive(Clone, Copy)]
struct Weight {
    class: u8,
    now: i32,
    sum: i64,
    since: u32,
    touched: u32,
}

/// Weights under training.
#[derive(Default)]
pub(super) struct Learner {
    places: HashMap<u32, u32, BuildHasherDefault<AsIs>>,
    weights: Vec<Vec<Weight>>,
    clock: u32,
}

impl Scores for Learner {
    fn score(&self, keys: &[u32], scores: &mut [i32]) {
        scores.fill(0);
        for key in keys {
            let Some(weights) = self.places.get(key).and_then(|at| self.weights.get(*at as usize)) else {
                continue;
            };
            for weight in weights {
                if let Some(score) = scores.get_mut(usize::from(weight.class)) {
                    *score += weight.now;
                }
            }
        }
    }
}

impl Learner {
    /// One choice has been made: the clock of the averages goes on.
    pub(super) fn tick(&mut self) {
        self.clock += 1;
    }

    /// Moves the weights of the features from the wrong class to the right one.
    pub(super) fn correct(&mut self, keys: &[u32], right: u8, wrong: u8) {
        if right == wrong {
            return;
        }
        for key in keys {
            self.change(*key, right, 1);
            self.change(*key, wrong, -1);
        }
    }

    fn change(&mut self, key: u32, class: u8, by: i32) {
        let fresh = self.weights.len() as u32;
        let at = *self.places.entry(key).or_insert(fresh);
        if at == fresh {
            self.weights.push(Vec::new());
        }
        let Some(weights) = self.weights.get_mut(at as usize) else { return };
        let clock = self.clock;
        match weights.iter_mut().find(|weight| weight.class == class) {
            Some(weight) => {
                weight.sum += i64::from(weight.now) * i64::from(clock - weight.since);
                weight.since = clock;
                weight.now += by;
                weight.touched += 1;
            }
            None => weights.push(Weight { class, now: by, sum: 0, since: clock, touched: 1 }),
        }
    }

    /// The averages times `scale` as whole numbers, sorted by key. A weight is dropped if it was corrected
    /// fewer than `least_touched` times or if its size stays under `least`.
    pub(super) fn averages(&self, scale: i64, least_touched: u32, least: i32) -> Vec<Feature> {
        let clock = i64::from(self.clock.max(1));
        let mut features: Vec<Feature> = Vec::new();
        for (key, at) in &self.places {
            let weights = self.weights.get(*at as usize).map_or(&[] as &[Weight], Vec::as_slice);
            let mut cells: Vec<(u8, i32)> = weights
                .iter()
                .filter(|weight| weight.touched >= least_touched)
                .map(|weight| {
                    let sum = weight.sum + i64::from(weight.now) * (clock - i64::from(weight.since));
                    let scaled = (2 * sum * scale + clock * sum.signum()) / (2 * clock);
                    (weight.class, scaled.clamp(-8_000_000, 8_000_000) as i32)
                })
                .filter(|(_, weight)| weight.abs() >= least)
                .collect();
            if !cells.is_empty() {
                cells.sort_unstable();
                features.push((*key, cells));
            }
        }
        features.sort_unstable();
        features
    }
}

/// A small generator of its own: the same shuffle on every machine (xorshift64*).
pub(super) struct Dice(pub(super) u64);

impl Dice {
    /// A number under `bound`.
    pub(super) fn under(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        ((self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) as usize) % bound.max(1)
    }

    /// A new order of `0..count`.
    pub(super) fn order(&mut self, count: usize) -> Vec<usize> {
        let mut order: Vec<usize> = (0..count).collect();
        for at in (1..count).rev() {
            order.swap(at, self.under(at + 1));
        }
        order
    }
}
