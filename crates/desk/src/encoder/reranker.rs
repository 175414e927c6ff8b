//! How well a sentence answers a question, by a network that reads both at once.
//!
//! In: a question and [`Candidate`]s · Out: a score each, the logit of "it answers" · From: a cross-encoder (Nogueira and
//! Cho 2019) of MiniLM's six layers, taught by `training/rerank.py` on questions of our own; it shares `full`'s table of
//! word pieces · Fails: weights that do not load give no scores; a test sees to it that they load
//! Cost: about 8 ms a candidate and thread
//!
//! Each candidate is read alone and on one thread, so its neighbours and the number of threads change nothing.

use super::full::Full;
use super::network::Pairs;
use super::pieces::{CLS, SEP, pieces};
use model::Candidate;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::sync::OnceLock;

static PAIRS: &[u8] = include_bytes!("../../weights/rerank/pairs.onnx");

/// Pieces that are read of each: of question, sentence and headline the first, of the sentence before the last.
/// `training/rerank.py` has the same.
const QUESTION: usize = 32;
const SENTENCE: usize = 64;
const HEADLINE: usize = 16;
const BEFORE: usize = 24;

/// Scores the candidates, in their order: the higher, the likelier it answers; 0.0 is even. Empty where the weights do
/// not load.
pub fn rerank(question: &str, candidates: &[Candidate<'_>]) -> Vec<f32> {
    static READ: OnceLock<Option<Pairs>> = OnceLock::new();
    let pairs = READ.get_or_init(|| Pairs::load(PAIRS)).as_ref();
    let (Some(pairs), Some(full)) = (pairs, Full::shipped().network()) else { return Vec::new() };
    let question = first(question, QUESTION);
    let score = |candidate: &Candidate<'_>| {
        let pair = Pair::of(&question, candidate);
        pairs.score(full.rows(&pair.ids)?, &pair.kinds, &pair.share)
    };
    candidates.par_iter().map(score).collect::<Option<Vec<f32>>>().unwrap_or_default()
}

/// A question and a candidate, as the network reads them: `[CLS] question [SEP] sentence [SEP] headline [SEP] before [SEP]`.
pub(super) struct Pair {
    pub(super) ids: Vec<i32>,
    /// 0 the question, 1 the sentence, 2 what it is read with.
    pub(super) kinds: Vec<i32>,
    /// The share of each piece in the sentence; together they are 1.
    share: Vec<f32>,
}

impl Pair {
    pub(super) fn of(question: &[i32], candidate: &Candidate<'_>) -> Self {
        let (sentence, headline) = (first(candidate.sentence, SENTENCE), first(candidate.headline, HEADLINE));
        let before = all(candidate.before);
        let before = before.get(before.len().saturating_sub(BEFORE)..).unwrap_or_default();
        let mut pair = Pair { ids: vec![CLS], kinds: vec![0], share: Vec::new() };
        for (kind, ids) in [(0, question), (1, &sentence), (2, &headline), (2, before)] {
            pair.kinds.extend(std::iter::repeat_n(kind, ids.len() + 1));
            pair.ids.extend_from_slice(ids);
            pair.ids.push(SEP);
        }
        let own = pair.kinds.iter().filter(|kind| **kind == 1).count().max(1) as f32;
        pair.share = pair.kinds.iter().map(|kind| if *kind == 1 { 1.0 / own } else { 0.0 }).collect();
        pair
    }
}

/// The pieces of a text; none where it has no words.
fn all(text: &str) -> Vec<i32> {
    if text.trim().is_empty() { Vec::new() } else { pieces(text) }
}

/// The first of them.
pub(super) fn first(text: &str, most: usize) -> Vec<i32> {
    let mut ids = all(text);
    ids.truncate(most);
    ids
}
