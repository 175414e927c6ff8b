//! How well a sentence answers, sign by sign.
//!
//! In: a question laid over the pile · Out: how much of its words a sentence has, which chooses the candidates; and for
//! each candidate [`SIGNS`] numbers · From: how the words of both match (`laid`) and what stands around. Thirty-eight signs
//! were weighed before there was a network; beside its own these five do as well (evals/ask/README.md)
//! Fails: never · Cost: O(words of the question) a sentence

use super::laid::{Laid, MATCHED, raise};
use super::pile::Sentence;
use super::question::Kind;

/// The signs, in the order of `weights/ask_weights.tsv`.
pub(crate) const SIGNS: [&str; 6] = ["own", "missing", "name_gap", "quoted", "date", "answers"];

/// The numbers of one sentence: `own` how much of the question it has itself; `missing` how much of it its whole article
/// lacks; `name_gap` the most telling name that neither it nor what stands around has; `quoted` the share of it in
/// quotation marks, where nobody's words are asked for; `date` whether a date that is asked for is its own; `answers` what
/// the network says.
pub(crate) type Signs = [f32; SIGNS.len()];

/// What the words around a sentence count for choosing it, beside its own.
const AROUND: f32 = 0.4;

/// What a legal basis counts where one is asked for: "by which law" shares few words with an act that is only named.
const BASIS: f32 = 0.3;

impl Laid<'_> {
    /// How much of the question's words the sentence at a place of the pile has, itself and by what stands around it.
    pub(super) fn share(&self, at: usize) -> f32 {
        let own = self.sum(self.own(at));
        let basis = self.question.kind == Kind::Authority
            && self.pile.sentences.get(at).is_some_and(|sentence| sentence.marks.authority);
        own + AROUND * (self.sum(&self.around(at)) - own) + if basis { BASIS } else { 0.0 }
    }

    /// The signs of the sentence at a place of the pile, but for what the network says.
    pub(super) fn signs(&self, at: usize) -> Signs {
        let Some(sentence) = self.pile.sentences.get(at) else { return Signs::default() };
        let Some(about) = self.pile.articles.get(sentence.article) else { return Signs::default() };
        let around = self.around(at);
        let lacks = self.question.terms.iter().zip(&self.weights).zip(&around);
        let name_gap = lacks
            .filter(|((term, _), _)| term.name)
            .map(|((_, weight), matched)| weight * (1.0 - matched.min(1.0)) * self.weights.len() as f32)
            .fold(0.0, f32::max);
        let mut whole = around;
        raise(&mut whole, &self.matches(&about.all), 1.0);
        let missing = self.weights.iter().zip(&whole).filter(|(_, matched)| **matched < MATCHED);
        let quoted = if self.question.kind == Kind::Saying { 0.0 } else { sentence.marks.quoted };
        [
            self.sum(self.own(at)),
            missing.map(|(weight, _)| weight).sum(),
            name_gap / 2.0,
            quoted,
            self.date(sentence),
            0.0,
        ]
    }

    /// How well each word is matched by a sentence, by the two before it, the one behind it, and the headline.
    fn around(&self, at: usize) -> Vec<f32> {
        let mut upto = self.own(at).to_vec();
        let Some(sentence) = self.pile.sentences.get(at) else { return upto };
        let Some(about) = self.pile.articles.get(sentence.article) else { return upto };
        for (other, share) in [(at.wrapping_sub(1), 1.0), (at.wrapping_sub(2), 0.7), (at + 1, 0.5)] {
            if about.sentences.contains(&other) {
                raise(&mut upto, self.own(other), share);
            }
        }
        raise(&mut upto, self.head(sentence.article), 1.0);
        upto
    }

    /// Whether the date of the question is that of the article or sentence: 1 yes, −1 no, 0 where none is asked for.
    fn date(&self, sentence: &Sentence) -> f32 {
        let Some((year, month, day)) = self.question.date else { return 0.0 };
        let fits = |(own_year, own_month, own_day): (i16, i8, i8)| {
            own_year == year
                && month.is_none_or(|month| month == own_month)
                && day.is_none_or(|day| day == own_day)
        };
        let mut value = year.to_string();
        for part in [month, day].into_iter().flatten() {
            value += &format!("-{part:02}");
        }
        let published = self.pile.articles.get(sentence.article).and_then(|about| about.published);
        let told = || sentence.marks.dates.iter().any(|told| told.starts_with(&value));
        if published.is_some_and(fits) || told() { 1.0 } else { -1.0 }
    }
}
