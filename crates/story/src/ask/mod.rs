//! The sentences of a few articles that answer a question in words, or that none does.
//!
//! In: a question, articles with their notes, their roots · Out: [`model::Answer`] · From: DESIGN section 1; each file
//! below · Fails: never; what is not stated is told so, with the nearest miss · Cost: O(words of the question × stems +
//! sentences), some ten milliseconds for 120 short articles, and what the network takes for sixty sentences
//!
//! - `words`: words and their stems · `kin`: which words stand for one another
//! - `question`: what is asked for · `pile`: the sentences with their marks
//! - `laid`: which word is matched where · `signs`: how well a sentence answers, sign by sign
//! - `weigh`: in which order, and whether well enough
//! - `reply`: the answer, one sentence for each root · `lacks`: what the nearest miss lacks

mod kin;
mod lacks;
mod laid;
mod pile;
mod question;
mod reply;
mod signs;
mod weigh;
mod words;

#[cfg(test)]
mod tests;

use crate::item::Item;
use laid::Laid;
use model::{Answer, Candidate, Span};
use pile::Pile;
use question::Question;
use signs::SIGNS;

/// Says of each candidate how well it answers a question: a logit. An empty list where it cannot say.
pub type Rerank<'r> = &'r dyn Fn(&str, &[Candidate<'_>]) -> Vec<f32>;

/// Answers a question by sentences of `items`, at most `most` of them, and one for each root. `roots` names for each
/// item the one that it leads back to; an item that is missing there is its own root.
pub fn ask(question: &str, items: &[Item<'_>], roots: &[usize], most: usize, rerank: Rerank<'_>) -> Answer {
    let asked = Question::of(question);
    let pile = Pile::of(items);
    let laid = Laid::new(&asked, &pile);
    let weighed = weigh::weighed(question, items, &laid, rerank);
    reply::reply(question, items, roots, most, &laid, &weighed)
}

/// The words of a question that an index is best asked for, the most telling first.
pub fn looked_for(question: &str) -> Vec<String> {
    question::looked_for(question)
}

/// A sentence that was weighed for a question, for learning the weights.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Place of its item.
    pub item: usize,
    /// Where it stands.
    pub span: Span,
    /// The numbers of [`ask_signs`], in their order.
    pub signs: Vec<f32>,
}

/// What the weights are learnt from: the sentences that are weighed for a question, best first.
pub fn trials(question: &str, items: &[Item<'_>], rerank: Rerank<'_>) -> Vec<Trial> {
    let asked = Question::of(question);
    let pile = Pile::of(items);
    let laid = Laid::new(&asked, &pile);
    let trial = |one: weigh::Weighed| {
        let sentence = pile.sentences.get(one.at)?;
        Some(Trial { item: sentence.article, span: sentence.span, signs: one.signs.to_vec() })
    };
    weigh::weighed(question, items, &laid, rerank).into_iter().filter_map(trial).collect()
}

/// The names of the signs of a [`Trial`].
pub fn ask_signs() -> &'static [&'static str] {
    &SIGNS
}
