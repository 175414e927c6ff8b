//! From signs to an order, and to how likely the first sentence answers.
//!
//! In: the signs of the candidates · Out: sentences, best first, and a probability · From: `training/ask.py`, a softmax
//! over the candidates of a question, and a logistic regression over what the network says of the first (`weights/ask_weights.tsv`)
//! Fails: never · Cost: O(candidates × signs)

use super::Rerank;
use super::laid::Laid;
use super::signs::{SIGNS, Signs};
use crate::item::Item;
use model::Candidate;
use std::collections::HashMap;
use std::sync::LazyLock;

/// Sentences that are weighed: those with most of the question's words. Of the 75 dev questions with an answer, 74 have
/// one among the first 60.
const WEIGHED: usize = 60;

/// What a logit is divided by, so that it weighs about as much as the other signs.
const LOGIT: f32 = 4.0;

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
pub(super) fn weighed(
    question: &str,
    items: &[Item<'_>],
    laid: &Laid<'_>,
    rerank: Rerank<'_>,
) -> Vec<Weighed> {
    let all = (0..laid.pile.sentences.len()).map(|at| (at, laid.share(at)));
    let mut all: Vec<(usize, f32)> = all.filter(|(_, share)| *share > 0.0).collect();
    all.sort_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    all.truncate(WEIGHED);
    let candidates: Vec<Candidate<'_>> = all.iter().map(|(at, _)| candidate(items, laid, *at)).collect();
    let told = rerank(question, &candidates);
    let mut weighed: Vec<Weighed> = Vec::with_capacity(all.len());
    for (n, (at, _)) in all.into_iter().enumerate() {
        let mut signs = laid.signs(at);
        let [.., answers] = &mut signs;
        *answers = told.get(n).copied().unwrap_or(0.0) / LOGIT;
        weighed.push(Weighed { at, signs, score: sum("rank", &signs) });
    }
    weighed.sort_by(|one, other| other.score.total_cmp(&one.score).then(one.at.cmp(&other.at)));
    weighed
}

/// A sentence of the pile with what it is read with.
fn candidate<'t>(items: &[Item<'t>], laid: &Laid<'_>, at: usize) -> Candidate<'t> {
    let words = |at: Option<usize>, of: usize| {
        let sentence =
            at.and_then(|at| laid.pile.sentences.get(at)).filter(|sentence| sentence.article == of)?;
        Some(sentence.span.words(&items.get(of)?.article.text))
    };
    let of = laid.pile.sentences.get(at).map_or(0, |sentence| sentence.article);
    Candidate {
        sentence: words(Some(at), of).unwrap_or_default(),
        before: words(at.checked_sub(1), of).unwrap_or_default(),
        headline: items.get(of).and_then(|item| item.article.headline.as_deref()).unwrap_or_default(),
    }
}

fn sum(of: &'static str, signs: &Signs) -> f32 {
    SIGNS.iter().zip(signs).map(|(sign, value)| weight(of, sign) * value).sum()
}

/// How likely a sentence answers, 0.0..=1.0.
pub(super) fn likely(one: &Weighed) -> f32 {
    1.0 / (1.0 + (-weight("stated", "one") - sum("stated", &one.signs)).exp())
}

/// How little behind the first a sentence is given beside it. On the dev questions on MEANTIME and the training questions,
/// which this was swept on, .56 and .49 of such sentences answer; of all above the bound of a first sentence .35 and .39
/// do. A higher bound (.70) would give .71 and .57, and cost the sentence that says otherwise.
const BESIDE: f32 = 2.5;

/// Whether a sentence is good enough to stand beside the first.
pub(super) fn stands_beside(first: &Weighed, one: &Weighed) -> bool {
    likely(one) >= enough() && first.score - one.score <= BESIDE
}

/// From which probability an answer is given: the least at which the mean of rank-1 and refusal is within .02 of its
/// highest on the dev and training questions, cross-validated.
pub(super) fn enough() -> f32 {
    weight("stated", "enough").max(0.01)
}
