//! From signs to an order, and to how likely the first sentence answers.
//!
//! In: the signs of the candidates · Out: sentences, best first, and a probability · From: `training/ask.py`, a softmax
//! over the candidates of a question and a logistic regression over the first of them (`weights/ask_weights.tsv`)
//! Fails: never · Cost: O(candidates × signs)

use super::laid::Laid;
use super::signs::{SIGNS, Signs};
use std::collections::HashMap;
use std::sync::LazyLock;

/// Sentences that are weighed: those with most of the question's words. Of the 75 dev questions with an answer, 74 have
/// one among the first 60.
const WEIGHED: usize = 60;

/// The weights: for the order, and for whether it is stated.
static WEIGHTS: LazyLock<HashMap<(&'static str, &'static str), f32>> = LazyLock::new(|| {
    let list = include_str!("../../weights/ask_weights.tsv");
    let rows = list.lines().filter(|line| !line.starts_with('#')).filter_map(|line| {
        let mut columns = line.split('\t');
        Some(((columns.next()?, columns.next()?), columns.next()?.parse().ok()?))
    });
    rows.collect()
});

fn weight(of: &'static str, sign: &'static str) -> f32 {
    WEIGHTS.get(&(of, sign)).copied().unwrap_or(0.0)
}

/// A sentence that is weighed.
#[derive(Clone, Debug)]
pub(super) struct Weighed {
    /// Place in the pile.
    pub(super) at: usize,
    pub(super) signs: Signs,
    pub(super) score: f32,
}

/// The sentences that may answer, best first.
pub(super) fn weighed(laid: &Laid<'_>) -> Vec<Weighed> {
    let all = (0..laid.pile.sentences.len()).map(|at| (at, laid.signs(at)));
    let rough = |signs: &Signs| sign(signs, "own") + 0.4 * (sign(signs, "near") + sign(signs, "head"));
    let mut all: Vec<(usize, Signs, f32)> =
        all.map(|(at, signs)| (at, signs, rough(&signs))).filter(|(.., rough)| *rough > 0.0).collect();
    all.sort_by(|one, other| other.2.total_cmp(&one.2).then(one.0.cmp(&other.0)));
    all.truncate(WEIGHED);
    let mut weighed: Vec<Weighed> =
        all.into_iter().map(|(at, signs, _)| Weighed { at, signs, score: score(&signs) }).collect();
    weighed.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.at.cmp(&other.at)));
    weighed
}

fn score(signs: &Signs) -> f32 {
    SIGNS.iter().zip(signs).map(|(sign, value)| weight("rank", sign) * value).sum()
}

/// One sign of many.
pub(super) fn sign(signs: &Signs, name: &str) -> f32 {
    SIGNS.iter().position(|one| *one == name).and_then(|at| signs.get(at)).copied().unwrap_or(0.0)
}

/// How likely a sentence answers, 0.0..=1.0. `next` is the score of the best that says something else.
pub(super) fn likely(one: &Weighed, next: Option<f32>) -> f32 {
    let margin = next.map_or(MARGIN, |next| (one.score - next).clamp(0.0, MARGIN));
    let of_signs: f32 = SIGNS.iter().zip(one.signs).map(|(sign, value)| weight("stated", sign) * value).sum();
    let sum = weight("stated", "one")
        + weight("stated", "score") * one.score
        + weight("stated", "margin") * margin
        + of_signs;
    1.0 / (1.0 + (-sum).exp())
}

/// A lead of more tells no more.
pub(super) const MARGIN: f32 = 3.0;

/// From which probability an answer is given: the least at which the mean of rank-1 and refusal is within .02 of its
/// highest on the dev and training questions, cross-validated.
pub(super) fn enough() -> f32 {
    weight("stated", "enough").max(0.01)
}
