//! What gathering remembers of one article.
//!
//! In: an item · Out: its print, at most 2 KB · From: sparse vectors as in Allan et al. 1998 (topic detection), bottom-k
//! sketches by Broder 1997 · Fails: never; an empty article has an empty print · Cost: O(text), about 0.1 ms an article

use super::day;
use super::weigh::Numbers;
use super::words::{self, Word};
use crate::Item;
use crate::hash::{hash32, joined};
use model::PartKind;
use model::jiff::tz::Offset;

/// What gathering remembers of one article: its words as numbers, names and figures among them, what it tells is done,
/// when and by whom it was published, and a sketch by which a copy of it is known. Made once an article and kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Print {
    /// The article's id.
    pub(super) id: String,
    /// Seconds since 1970, UTC.
    pub(super) published: i64,
    /// When it was published as far as the page tells, be it on its first lines; `None` where it does not: when it was
    /// first seen says nothing of the happening.
    pub(super) told: Option<i64>,
    /// The outlet, as a number; 0 where it is not known.
    pub(super) outlet: u32,
    /// The language, as a number; 0 where it is not known.
    pub(super) language: u32,
    /// Words by their number, rising.
    pub(super) terms: Vec<Term>,
    /// What is told to be done: numbers of the verbs, rising. Empty where nobody marked it.
    pub(super) actions: Vec<u32>,
    /// The lowest numbers of runs of words of the body, rising.
    pub(super) sketch: Vec<u32>,
}

/// A word of an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Term {
    /// Its number.
    pub(super) hash: u32,
    /// Where it stands and how often: the bits below.
    pub(super) marks: u8,
}

/// How often it stands in the article, 0..=15.
pub(super) const COUNT: u8 = 0x0f;
/// It stands in the headline.
pub(super) const HEADLINE: u8 = 0x10;
/// It stands in the deck or the first paragraphs.
pub(super) const LEDE: u8 = 0x20;
/// It is or belongs to a name.
pub(super) const NAME: u8 = 0x40;
/// It is written in digits.
pub(super) const NUMBER: u8 = 0x80;

/// Words of an article that are read: more than nearly any news article has (99.9 % of allsides have fewer).
const MOST_WORDS: usize = 6_000;
/// Different words that are kept: with five bytes each a print stays under 2 KB.
const MOST_TERMS: usize = 280;
/// Actions that are kept.
const MOST_ACTIONS: usize = 40;
/// Words of the body that count as lede, whole paragraphs: the length of a usual first two.
const LEDE_WORDS: usize = 60;
/// Words of a run. Four are what decision 0008 compares versions by.
const RUN: usize = 4;
/// Numbers in a sketch: a likeness of .6 is told with a standard error of .08.
pub(super) const SKETCH: usize = 40;

impl Print {
    /// The print of an article.
    pub fn of(item: &Item<'_>) -> Self {
        let article = item.article;
        let mut bag = Bag::default();
        let headline = article.headline.as_deref().unwrap_or_default();
        bag.read(headline, HEADLINE);
        bag.read(article.deck.as_deref().unwrap_or_default(), LEDE);
        let mut runs = Runs::default();
        let mut body = 0;
        for paragraph in &article.paragraphs {
            let told = article.part_at(paragraph.span.start);
            if matches!(told, Some(PartKind::Headline | PartKind::Caption)) {
                continue;
            }
            let text = paragraph.span.words(&article.text);
            // Raw texts repeat the headline as their first line.
            if body == 0 && text.trim() == headline.trim() {
                continue;
            }
            let place = if body < LEDE_WORDS { LEDE } else { 0 };
            body += bag.read_with(text, place, MOST_WORDS.saturating_sub(body), |word| runs.take(word));
            if body >= MOST_WORDS {
                break;
            }
        }
        if let Some(notes) = item.notes {
            let names = notes.entities.iter().flat_map(|entity| &entity.names);
            names.for_each(|name| bag.name(name));
        }
        Print {
            id: item.id.to_owned(),
            published: item.published().as_second(),
            told: match article.published {
                Some(_) => Some(item.published().as_second()),
                None => day::printed(article)
                    .and_then(|day| Some(Offset::UTC.to_timestamp(day.at(0, 0, 0, 0)).ok()?.as_second())),
            },
            outlet: number_of(article.outlet.as_deref()),
            language: number_of(article.language.as_deref().and_then(|tag| tag.split('-').next())),
            terms: bag.terms(),
            actions: actions(item),
            sketch: runs.sketch(),
        }
    }

    /// Its words by their number, and whether each is a name here: what the list of usual words is made from.
    pub fn words(&self) -> impl Iterator<Item = (u32, bool)> + '_ {
        self.terms.iter().map(|term| (term.hash, term.marks & NAME != 0))
    }

    /// The id of the article.
    pub fn id(&self) -> &str {
        &self.id
    }
}

fn number_of(name: Option<&str>) -> u32 {
    name.map_or(0, |name| hash32(name.trim().to_lowercase().as_bytes()))
}

/// The verbs of what the article tells, without those that only report.
fn actions(item: &Item<'_>) -> Vec<u32> {
    let Some(notes) = item.notes else { return Vec::new() };
    let mut all: Vec<u32> = Vec::new();
    for event in &notes.events {
        let hash = words::hash_of(&event.lemma);
        if all.len() < MOST_ACTIONS && !all.contains(&hash) {
            all.push(hash);
        }
    }
    all.sort_unstable();
    all
}

/// The words of one article while they are read.
#[derive(Default)]
struct Bag {
    marks: Numbers<u32, (u8, u16)>,
}

impl Bag {
    fn read(&mut self, text: &str, place: u8) {
        self.read_with(text, place, MOST_WORDS, |_| ());
    }

    fn read_with(&mut self, text: &str, place: u8, most: usize, mut also: impl FnMut(Word)) -> usize {
        // Headlines are often all in capitals or capitalised throughout: they tell no names.
        let names = place != HEADLINE;
        let mut before: Option<Word> = None;
        words::read(text, most, |word| {
            let (marks, count) = self.marks.entry(word.hash).or_default();
            *marks |= place | if word.number { NUMBER } else { 0 };
            if word.name && names {
                *marks |= NAME;
            }
            *count = count.saturating_add(1);
            // Two words of a name together tell more than each.
            if let Some(before) = before.replace(word)
                && (word.name && word.follows && before.capital && names)
            {
                let both = (joined(u64::from(before.hash), u64::from(word.hash)) >> 32) as u32;
                let (marks, count) = self.marks.entry(both).or_default();
                *marks |= place | NAME;
                *count = count.saturating_add(1);
            }
            also(word);
        })
    }

    /// Marks the words of a name that was found.
    fn name(&mut self, name: &str) {
        words::read(name, 8, |word| {
            if (word.name || name.starts_with(char::is_uppercase))
                && let Some((marks, _)) = self.marks.get_mut(&word.hash)
            {
                *marks |= NAME;
            }
        });
    }

    /// The words that tell most: those of headline and lede, names and figures, and what is said often.
    fn terms(self) -> Vec<Term> {
        let mut all: Vec<(u32, u8, u16)> =
            self.marks.into_iter().map(|(hash, (marks, count))| (hash, marks, count)).collect();
        if all.len() > MOST_TERMS {
            let worth = |marks: u8, count: u16| {
                u32::from(count.min(15))
                    + if marks & (HEADLINE | LEDE) != 0 { 16 } else { 0 }
                    + if marks & NAME != 0 { 2 } else { 0 }
            };
            all.sort_unstable_by_key(|(hash, marks, count)| {
                (std::cmp::Reverse(worth(*marks, *count)), *hash)
            });
            all.truncate(MOST_TERMS);
        }
        let mut terms: Vec<Term> = all
            .into_iter()
            .map(|(hash, marks, count)| Term { hash, marks: marks | (count.min(u16::from(COUNT)) as u8) })
            .collect();
        terms.sort_unstable();
        terms
    }
}

/// Runs of words of the body.
#[derive(Default)]
struct Runs {
    last: [u32; RUN],
    seen: usize,
    all: Vec<u32>,
}

impl Runs {
    fn take(&mut self, word: Word) {
        self.last.rotate_left(1);
        self.last[RUN - 1] = word.hash;
        self.seen += 1;
        if self.seen >= RUN {
            let run = self.last.iter().fold(0, |hash, word| joined(hash, u64::from(*word)));
            self.all.push((run >> 32) as u32);
        }
    }

    fn sketch(mut self) -> Vec<u32> {
        self.all.sort_unstable();
        self.all.dedup();
        self.all.truncate(SKETCH);
        self.all
    }
}
