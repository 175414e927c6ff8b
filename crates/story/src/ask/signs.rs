//! How well a sentence answers, sign by sign.
//!
//! In: a question and the pile of sentences · Out: for each sentence [`SIGNS`] numbers, mostly 0.0..=1.0
//! From: how the words of both match (`laid`), the kind of answer that is asked for, and what stands around · Fails: never · Cost: O(words of the question × stems) + O(sentences)

use super::kin;
use super::laid::{Laid, MATCHED, MEANT, SEAT, best, raise};
use super::pile::{About, Act, Sentence};
use super::question::Kind;
use std::collections::BTreeSet;

/// The signs, in the order of `weights/ask_weights.tsv`.
pub(crate) const SIGNS: [&str; 37] = [
    "own",
    "near",
    "head",
    "missing",
    "pairs",
    "who",
    "number",
    "duration",
    "when",
    "where",
    "authority",
    "reason",
    "saying",
    "whether",
    "focus",
    "unit",
    "event",
    "length",
    "quoted",
    "date",
    "dense",
    "teller",
    "unmet",
    "gap",
    "name_gap",
    "topic",
    "doer",
    "unreal",
    "words",
    "near_words",
    "head_words",
    "near_names",
    "head_names",
    "rest_names",
    "again",
    "held_words",
    "rest_words",
];

/// The numbers of one sentence.
pub(crate) type Signs = [f32; SIGNS.len()];

impl Laid<'_> {
    /// The signs of the sentence at a place of the pile.
    pub(super) fn signs(&self, at: usize) -> Signs {
        let mut signs: Signs = [0.0; SIGNS.len()];
        let Some(sentence) = self.pile.sentences.get(at) else { return signs };
        let Some(about) = self.pile.articles.get(sentence.article) else { return signs };
        let own = self.own(at);
        let mut upto = own.to_vec();
        let all = self.sum(own);
        let mut set = |sign: &str, value: f32| {
            if let Some(place) = SIGNS.iter().position(|one| *one == sign)
                && let Some(slot) = signs.get_mut(place)
            {
                *slot = value;
            }
        };
        set("own", all);
        // What stands around: the two sentences before, one behind.
        for (other, share) in [(at.wrapping_sub(1), 1.0), (at.wrapping_sub(2), 0.7), (at + 1, 0.5)] {
            if about.sentences.contains(&other) {
                raise(&mut upto, self.own(other), share);
            }
        }
        let near = self.sum(&upto);
        set("near", near - all);
        let (own_words, own_names) = (self.part(own, false), self.part(own, true));
        let (near_words, near_names) = (self.part(&upto, false), self.part(&upto, true));
        set("words", own_words);
        set("near_words", near_words - own_words);
        set("near_names", near_names - own_names);
        let head: Vec<f32> = self.like.iter().map(|like| best(like, about.head.iter())).collect();
        raise(&mut upto, &head, 1.0);
        let with_head = self.sum(&upto);
        set("head", with_head - near);
        let around = upto.clone();
        let (head_words, head_names) = (self.part(&upto, false), self.part(&upto, true));
        set("head_words", head_words - near_words);
        set("head_names", head_names - near_names);
        let whole: Vec<f32> = self.like.iter().map(|like| best(like, about.all.iter())).collect();
        raise(&mut upto, &whole, 1.0);
        set("rest_words", self.part(&upto, false) - head_words);
        set("rest_names", self.part(&upto, true) - head_names);
        let missing = self.weights.iter().zip(&upto).filter(|(_, matched)| **matched < MATCHED);
        set("missing", missing.map(|(weight, _)| weight).sum());
        set("pairs", self.pairs(sentence));
        // The most telling word that neither the sentence nor what stands around it has.
        let (mut gap, mut name_gap) = (0.0_f32, 0.0_f32);
        for ((term, weight), matched) in self.question.terms.iter().zip(&self.weights).zip(&around) {
            let lacks = weight * (1.0 - matched.min(1.0)) * self.weights.len() as f32;
            gap = gap.max(lacks);
            name_gap = name_gap.max(if term.name { lacks } else { 0.0 });
        }
        set("gap", gap / 2.0);
        set("name_gap", name_gap / 2.0);
        let met = self.kind(sentence, &mut set);
        set("unmet", f32::from(u8::from(!met)));
        set("held_words", if met { own_words } else { 0.0 });
        set("again", f32::from(u8::from(sentence.again)));
        set("topic", self.topic(about));
        let foremost = sentence.marks.events.iter().map(|act| (self.act(act), act));
        let foremost = foremost.fold(None, |best: Option<(f32, &Act)>, one| match best {
            Some(best) if best.0 >= one.0 => Some(best),
            _ => Some(one),
        });
        let event = foremost.map_or(0.0, |(value, _)| value);
        set("event", event);
        // A question that takes something for done is not answered by what was only planned or denied.
        if self.question.done && event > MATCHED && foremost.is_some_and(|(_, act)| act.unreal) {
            set("unreal", 1.0);
        }
        set("length", (sentence.stems.len().max(1) as f32).ln() / 4.0);
        if self.question.kind != Kind::Saying {
            set("quoted", sentence.marks.quoted);
        }
        set("date", self.date(sentence));
        set("dense", self.dense(sentence, own));
        signs
    }

    /// How much the article as a whole speaks of what the question speaks of: the more often, the more, up to a point
    /// (the saturation of Okapi BM25).
    fn topic(&self, about: &About) -> f32 {
        const HALF: f32 = 2.0;
        let often = |like: &Vec<f32>| {
            let held = like.iter().enumerate().filter(|(_, like)| **like >= MEANT);
            let count: u32 = held.filter_map(|(stem, _)| about.counts.get(&(stem as u32))).sum();
            count as f32 / (count as f32 + HALF)
        };
        self.like.iter().zip(&self.weights).map(|(like, weight)| weight * often(like)).sum()
    }

    /// How many of the question's neighbours are neighbours here, too.
    fn pairs(&self, sentence: &Sentence) -> f32 {
        const APART: usize = 5;
        let places = |term: usize| -> Vec<usize> {
            let Some(like) = self.like.get(term) else { return Vec::new() };
            let hit =
                |(_, stem): &(usize, &u32)| like.get(**stem as usize).is_some_and(|like| *like > MATCHED);
            sentence.stems.iter().enumerate().filter(hit).map(|(at, _)| at).collect()
        };
        let count = self.like.len();
        if count < 2 {
            return 0.0;
        }
        let near = |at: &usize| {
            let (one, other) = (places(*at), places(at + 1));
            one.iter().any(|one| other.iter().any(|other| one != other && one.abs_diff(*other) <= APART))
        };
        (0..count - 1).filter(near).count() as f32 / (count - 1) as f32
    }

    /// Whether it has what the question's kind asks for, sign by sign; and whether it has it at all.
    fn kind(&self, sentence: &Sentence, set: &mut impl FnMut(&str, f32)) -> bool {
        let mut met = !matches!(
            self.question.kind,
            Kind::Who
                | Kind::Number
                | Kind::Duration
                | Kind::When
                | Kind::Where
                | Kind::Authority
                | Kind::Saying
        );
        let told = set;
        let mut set = |sign: &str, value: f32| {
            met |= value > 0.0;
            told(sign, value);
        };
        let marks = &sentence.marks;
        let flag = |held: bool| f32::from(u8::from(held));
        match self.question.kind {
            Kind::Who => {
                let doer = |act: &Act| {
                    let new = act.with.iter().any(|stem| !self.asked(&[*stem]));
                    if new { self.lemma(act) } else { 0.0 }
                };
                set("doer", marks.events.iter().map(doer).fold(0.0, f32::max));
                set("who", flag(marks.names.iter().any(|(name, place)| !place && !self.asked(name))));
                if self.question.told {
                    set("teller", flag(marks.sources.iter().any(|voice| voice.known)));
                }
            }
            Kind::Number => {
                set("number", flag(!marks.figures.is_empty()));
                let focus = |counts: &[u32]| {
                    self.question.focus.iter().any(|term| {
                        self.like.get(*term).is_some_and(|like| best(like, counts.iter()) > MATCHED)
                    })
                };
                set("focus", flag(marks.figures.iter().any(|figure| focus(&figure.counts))));
                let unit = |figure: &super::pile::Number| {
                    (self.question.money && figure.money) || (self.question.share && figure.share)
                };
                set("unit", flag(marks.figures.iter().any(unit)));
            }
            Kind::Duration => set("duration", flag(marks.duration || !marks.figures.is_empty())),
            Kind::When => {
                set("when", if marks.date || marks.clock { 1.0 } else { 0.4 * flag(marks.duration) });
            }
            Kind::Where => {
                set("where", flag(marks.names.iter().any(|(name, place)| *place && !self.asked(name))))
            }
            Kind::Authority => set("authority", flag(marks.authority)),
            Kind::Reason => set("reason", flag(marks.reason)),
            Kind::Saying => {
                let speaker = |who: &BTreeSet<u32>| {
                    let terms = &self.question.speaker;
                    let hit = |term: &&usize| {
                        self.like.get(**term).is_some_and(|like| best(like, who.iter()) >= SEAT)
                    };
                    terms.iter().filter(hit).count() as f32 / terms.len().max(1) as f32
                };
                set("saying", marks.sources.iter().map(|voice| speaker(&voice.who)).fold(0.0, f32::max));
            }
            Kind::Whether => {
                let best = marks.events.iter().map(|act| self.lemma(act)).fold(0.0, f32::max);
                set("whether", best);
            }
            Kind::What => {}
        }
        met
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

    /// How much of the sentence the question speaks of.
    fn dense(&self, sentence: &Sentence, own: &[f32]) -> f32 {
        let telling = |stem: &u32| self.pile.stems.get(*stem as usize).map_or(0.0, |stem| kin::telling(stem));
        let all: f32 = sentence.stems.iter().collect::<BTreeSet<_>>().into_iter().map(telling).sum();
        let have: f32 =
            self.question.terms.iter().zip(own).map(|(term, matched)| term.telling * matched).sum();
        if all > 0.0 { (have / all).min(1.0) } else { 0.0 }
    }
}
