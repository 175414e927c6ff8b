//! How much a day matters beside the others: a line through what is seen of it.
//!
//! In: what is seen of a day · Out: a probability · From: logistic regression, learnt on the timelines of T17 by
//! `cargo xtask eval --mark timeline`, which prints the weights that all of T17 gives; what it scores is learnt without
//! the topic that is scored
//! Fails: never · Cost: O(1)

use super::features::SEEN;

/// The weights that all timelines of T17 give; the last stands for what every day has.
pub const WEIGHTS: [f64; SEEN + 1] = [0.424, 0.215, 0.194, -0.129, 0.063, -0.231, -0.466];

/// The probability that a day stands in a timeline.
pub fn weight(seen: &[f64; SEEN], weights: &[f64; SEEN + 1]) -> f64 {
    let constant = weights.last().copied().unwrap_or_default();
    let sum: f64 = seen.iter().zip(weights).map(|(seen, weight)| seen * weight).sum();
    1.0 / (1.0 + (-(sum + constant)).exp())
}
