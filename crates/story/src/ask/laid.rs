//! A question laid over a pile: which word of the question is matched where.
//!
//! In: a question and the pile of sentences · Out: [`Laid`]: for each sentence how well each word is matched
//! From: soft alignment of words (the best match of each word of the question, weighed by how telling it is)
//! Fails: never · Cost: O(words of the question × stems) + O(sentences)

use super::kin;
use super::pile::{Act, Pile, Sentence};
use super::question::{Question, Term};
use std::collections::BTreeSet;

/// Cosines below this tell of the same trade and no more: "buy" has .84 with "bought", .73 with "sell", .45 with what is
/// sold.
const NO_KIN: f32 = 0.38;

/// How much the nearest of kin counts beside the word itself.
const KIN: f32 = 0.8;

/// How much the seat of a government counts for its land.
pub(super) const SEAT: f32 = 0.7;

/// How much a name counts that a pronoun or description in the sentence means.
const MEANT: f32 = 0.8;

/// Sentences beside which telling words are counted by their spread here as much as by that in news at large.
const MANY: f32 = 400.0;

/// A word that is matched less than this is missing.
pub(super) const MATCHED: f32 = 0.3;

/// A question laid over a pile.
pub(super) struct Laid<'p> {
    pub(super) question: &'p Question,
    pub(super) pile: &'p Pile,
    /// For each term its weight; together they are 1.
    pub(super) weights: Vec<f32>,
    /// For each term how well each stem of the pile matches it.
    pub(super) like: Vec<Vec<f32>>,
    /// For each sentence how well each term is matched in it.
    own: Vec<Vec<f32>>,
    /// For each article how well each term is matched by its headline and first sentence.
    heads: Vec<Vec<f32>>,
}

impl<'p> Laid<'p> {
    pub(super) fn new(question: &'p Question, pile: &'p Pile) -> Self {
        let places: Vec<Option<usize>> = pile.stems.iter().map(|stem| kin::place(stem)).collect();
        let like: Vec<Vec<f32>> = question
            .terms
            .iter()
            .map(|term| {
                let own = kin::place(&term.word.stem);
                let seat = term.word.seat.as_deref();
                let of = |(stem, place): (&String, &Option<usize>)| {
                    if *stem == term.word.stem {
                        return 1.0;
                    }
                    if seat == Some(stem) {
                        return SEAT;
                    }
                    match (own, place) {
                        (Some(own), Some(place)) if !term.name => {
                            let cosine = kin::cosine(own, *place);
                            ((cosine - NO_KIN) / (1.0 - NO_KIN)).max(0.0).powf(0.5) * KIN
                        }
                        _ => 0.0,
                    }
                };
                pile.stems.iter().zip(&places).map(of).collect()
            })
            .collect();
        let mut laid = Laid {
            question,
            pile,
            weights: weights(question, pile),
            like,
            own: Vec::new(),
            heads: Vec::new(),
        };
        laid.own = pile.sentences.iter().map(|sentence| laid.matched(sentence)).collect();
        laid.heads = pile.articles.iter().map(|about| laid.matches(&about.head)).collect();
        laid
    }

    /// How well each term is matched by the sentence's own words and by those whom they mean.
    fn matched(&self, sentence: &Sentence) -> Vec<f32> {
        let best = |like: &Vec<f32>| {
            let own = best(like, sentence.stems.iter());
            let meant =
                sentence.meant.iter().any(|stem| like.get(*stem as usize).is_some_and(|like| *like >= 1.0));
            if meant { own.max(MEANT) } else { own }
        };
        self.like.iter().map(best).collect()
    }

    /// How well each term is matched among stems.
    pub(super) fn matches(&self, stems: &BTreeSet<u32>) -> Vec<f32> {
        self.like.iter().map(|like| best(like, stems.iter())).collect()
    }

    /// The same among those of an article's headline and first sentence.
    pub(super) fn head(&self, article: usize) -> &[f32] {
        self.heads.get(article).map_or(&[], Vec::as_slice)
    }

    pub(super) fn own(&self, at: usize) -> &[f32] {
        self.own.get(at).map_or(&[], Vec::as_slice)
    }

    pub(super) fn sum(&self, matched: &[f32]) -> f32 {
        self.weights.iter().zip(matched).map(|(weight, matched)| weight * matched).sum()
    }

    /// Place in the notes of the event in a sentence that the question is about; else of the first.
    pub(super) fn foremost(&self, sentence: &Sentence) -> Option<usize> {
        let acts = &sentence.marks.events;
        let of = |act: &Act| (self.act(act), act.event);
        let best = acts.iter().map(of).fold(None, |best: Option<(f32, usize)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        });
        best.map(|(_, event)| event)
    }

    /// The most telling word of the question, as it was typed, that the article of a sentence does not have.
    pub(super) fn lacking(&self, at: usize) -> Option<&str> {
        let sentence = self.pile.sentences.get(at)?;
        let about = self.pile.articles.get(sentence.article)?;
        let own = self.own(at);
        let terms = self.question.terms.iter().zip(&self.like).zip(&self.weights).zip(own);
        let absent =
            terms.filter(|(((_, like), _), own)| **own < MATCHED && best(like, about.all.iter()) < MATCHED);
        let most = absent.fold(None, |most: Option<(f32, &str)>, (((term, _), weight), _)| match most {
            Some(most) if most.0 >= *weight => Some(most),
            _ => Some((*weight, term.word.text.as_str())),
        });
        most.map(|(_, word)| word)
    }

    /// Whether all words of a name stand in the question, so that the name is no news.
    pub(super) fn asked(&self, name: &[u32]) -> bool {
        name.iter().all(|stem| {
            self.like.iter().any(|like| like.get(*stem as usize).is_some_and(|like| *like >= SEAT))
                || self
                    .pile
                    .stems
                    .get(*stem as usize)
                    .is_some_and(|stem| super::words::is_listed("stop", stem))
        })
    }

    /// How well an action is one that the question names.
    pub(super) fn lemma(&self, act: &Act) -> f32 {
        let terms = self.question.terms.iter().zip(&self.like).filter(|(term, _)| !term.name);
        terms.filter_map(|(_, like)| like.get(act.lemma as usize)).fold(0.0, |best, like| best.max(*like))
    }

    /// The action, and that those who take part in it are named in the question.
    pub(super) fn act(&self, act: &Act) -> f32 {
        let lemma = self.lemma(act);
        let names: Vec<_> =
            self.question.terms.iter().zip(&self.like).filter(|(term, _)| term.name).collect();
        let with = names.iter().filter(|(_, like)| best(like, act.with.iter()) >= SEAT).count();
        let part = if names.is_empty() { 0.5 } else { with as f32 / names.len() as f32 };
        lemma * (0.5 + 0.5 * part)
    }
}

/// The best match among stems.
pub(super) fn best<'s>(like: &[f32], stems: impl Iterator<Item = &'s u32>) -> f32 {
    stems.filter_map(|stem| like.get(*stem as usize)).fold(0.0, |best, like| best.max(*like))
}

pub(super) fn raise(upto: &mut [f32], by: &[f32], share: f32) {
    upto.iter_mut().zip(by).for_each(|(one, other)| *one = one.max(other * share));
}

/// How much each term counts: how telling it is in news at large, and in a large pile how few sentences here have it.
fn weights(question: &Question, pile: &Pile) -> Vec<f32> {
    let sentences = pile.sentences.len() as f32;
    let here = 0.5 * sentences / (sentences + MANY);
    let weigh = |term: &Term| {
        let number = pile.stems.iter().position(|stem| *stem == term.word.stem);
        let spread = number.and_then(|at| pile.spread.get(at)).copied().unwrap_or(0) as f32;
        let rare = ((sentences + 1.0) / (spread + 1.0)).ln() / (sentences + 2.0).ln();
        (1.0 - here) * term.telling + here * rare
    };
    let all: Vec<f32> = question.terms.iter().map(weigh).collect();
    let sum: f32 = all.iter().sum();
    all.into_iter().map(|one| if sum > 0.0 { one / sum } else { 0.0 }).collect()
}
