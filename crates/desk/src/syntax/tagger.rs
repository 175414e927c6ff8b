//! Tagging: part of speech and Penn tag, left to right.
//!
//! In: [`Form`]s of one sentence · Out: one pair number a token
//! From: averaged perceptron (Collins 2002), greedy, with its own last two tags as features
//! Fails: never; without weights every token gets the first pair · Cost: O(tokens × features)

use super::form::{Form, Keys};
use super::weights::Scores;

/// What the tagger knows before token `at`: the pairs it chose so far.
const NONE: u32 = 255;

/// Chooses a pair for every token. `on_choice` may change each choice (training puts the lesson there).
pub(crate) fn tag<S: Scores>(
    forms: &[Form],
    pairs: usize,
    scorer: &mut S,
    mut on_choice: impl FnMut(&mut S, usize, &[u32], u8),
) -> Vec<u8> {
    let mut chosen: Vec<u8> = Vec::with_capacity(forms.len());
    let mut keys = Keys::default();
    let mut scores = vec![0; pairs];
    for at in 0..forms.len() {
        features(forms, &chosen, at, &mut keys);
        scorer.score(&keys.keys, &mut scores);
        let best = best(&scores);
        chosen.push(best);
        on_choice(scorer, at, &keys.keys, best);
    }
    chosen
}

/// The class with the highest score, the lowest number where several share it.
pub(crate) fn best(scores: &[i32]) -> u8 {
    let mut best = (i32::MIN, 0);
    for (class, score) in scores.iter().enumerate() {
        if *score > best.0 {
            best = (*score, class as u8);
        }
    }
    best.1
}

fn features(forms: &[Form], chosen: &[u8], at: usize, keys: &mut Keys) {
    keys.clear();
    let here =
        |offset: isize| at.checked_add_signed(offset).and_then(|i| forms.get(i)).copied().unwrap_or_default();
    let told = |back: usize| at.checked_sub(back).and_then(|i| chosen.get(i)).map_or(NONE, |p| u32::from(*p));
    let (f, l1, l2, r1, r2) = (here(0), here(-1), here(-2), here(1), here(2));
    let (t1, t2) = (told(1), told(2));
    let first = u32::from(at == 0);
    let last = forms.last().map_or(0, |form| form.lower);

    keys.add(&[f.word]);
    keys.add(&[f.lower]);
    keys.add(&[f.shape, first]);
    for face in f.prefix {
        keys.add(&[face]);
    }
    for face in f.suffix {
        keys.add(&[face]);
    }
    keys.add(&[f.suffix[2], f.shape]);
    keys.add(&[t1]);
    keys.add(&[t1, t2]);
    keys.add(&[t1, f.lower]);
    keys.add(&[t1, t2, f.lower]);
    keys.add(&[t1, f.suffix[2]]);
    keys.add(&[t1, f.shape]);
    keys.add(&[t1, r1.lower]);
    keys.add(&[t1, f.lower, r1.lower]);
    keys.add(&[t1, f.suffix[1], r1.suffix[1]]);
    keys.add(&[l1.lower]);
    keys.add(&[l1.lower, f.lower]);
    keys.add(&[l1.lower, l2.lower]);
    keys.add(&[l2.lower]);
    keys.add(&[r1.lower]);
    keys.add(&[f.lower, r1.lower]);
    keys.add(&[r1.lower, r2.lower]);
    keys.add(&[r2.lower]);
    keys.add(&[f.lower, r2.lower]);
    keys.add(&[r1.suffix[2]]);
    keys.add(&[f.lower, r1.suffix[2]]);
    keys.add(&[r2.suffix[2]]);
    keys.add(&[f.suffix[2], r1.suffix[1], r2.suffix[1]]);
    keys.add(&[r1.shape, f.shape]);
    keys.add(&[l1.shape, f.shape]);
    keys.add(&[l1.suffix[2], f.lower]);
    keys.add(&[f.lower, first]);
    keys.add(&[f.lower, last]);
    keys.add(&[f.verb, f.suffix[0]]);
    keys.add(&[f.verb, t1]);
    keys.add(&[f.verb, t1, t2]);
    keys.add(&[f.verb, t1, r1.lower]);
    keys.add(&[f.verb, l1.lower]);
    keys.add(&[f.verb, r1.verb, t1]);
    keys.add(&[l1.verb, f.verb, f.suffix[1]]);
    keys.add(&[r1.verb, f.lower]);
}
