//! What there is to see of each day that the articles of a story mention, or were published on.
//!
//! In: items with at least their times, the lineage · Out: [`Day`]s in calendar order
//! From: G. B. Tran et al. 2013 and Gholipour Ghalandari and Ifrim 2020 (mentions, documents, before and after the day,
//! publications); nearness to the opening, words of the topic and the week around are own
//! Fails: a time that is no day is left out; an item without notes counts by its publication alone
//! Cost: O(words + times), the days sorted

use crate::Item;
use crate::claims::Line;
use crate::words::{fold, is_listed, words};
use model::jiff::civil::Date;
use model::{Lineage, Passage, Span, Status, TimeType};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How many numbers are seen of a day.
pub const SEEN: usize = 6;

/// The words that stand in the openings of the most articles stand for the topic; so many of them. On T17 20 gives .623
/// within the span and .538 without, 40 gives .627 and .534; words with a capital from anywhere .605 and .528.
const TOPIC: usize = 20;

/// Sentences of an opening: what a reader sees before the fold.
const OPENING: usize = 3;

/// Words of the topic in one sentence that still add, in the same sweep.
const FULL: usize = 3;

/// One day with what is seen of it.
#[derive(Clone, Debug)]
pub struct Day {
    /// Which.
    pub date: Date,
    /// What is seen of it, each beside its mean over the story's days.
    pub seen: [f64; SEEN],
    /// Where it is mentioned, in the order of the items: the sentence, and how far an event of that day is told to have
    /// come there.
    pub(super) mentions: Vec<Mention>,
    /// Roots that mention it.
    pub(super) roots: usize,
}

/// One sentence that mentions a day.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Mention {
    pub(super) sentence: Passage,
    /// Whether an event of that day is told there, and how far it has come.
    pub(super) event: Option<Option<Status>>,
}

/// What one root says of a day.
#[derive(Clone, Copy, Default)]
struct Word {
    /// Number of the first sentence that mentions it, from 1; 0 for none.
    first: usize,
    topic: usize,
    before: bool,
}

/// The days that the articles mention or were published on, of those that `counts` lets in.
pub fn days(items: &[Item<'_>], lineage: &Lineage, counts: &dyn Fn(Date) -> bool) -> Vec<Day> {
    let line = Line::of(items.len(), lineage);
    let topic = topic(items);
    let mut mentions: BTreeMap<Date, Vec<Mention>> = BTreeMap::new();
    let mut said: BTreeMap<Date, BTreeMap<usize, Word>> = BTreeMap::new();
    let mut published: BTreeMap<Date, Vec<usize>> = BTreeMap::new();
    for (at, item) in items.iter().enumerate() {
        let printed = item.article.published.map(|stamp| stamp.date);
        if let Some(day) = printed {
            published.entry(day).or_default().push(at);
        }
        let Some(notes) = item.notes else { continue };
        let sentences = item.sentences();
        let mut told: HashMap<(Date, Span), Option<Status>> = HashMap::new();
        for event in &notes.events {
            let day = event.when.as_ref().and_then(|when| day(when.value.as_deref()?));
            if let (Some(day), Some((_, sentence))) = (day, sentence_of(&sentences, event.trigger)) {
                let furthest = told.entry((day, sentence)).or_default();
                *furthest = crate::claims::further(*furthest, event.status);
            }
        }
        let mut seen: BTreeSet<(Date, usize)> = BTreeSet::new();
        for time in notes.times.iter().filter(|time| matches!(time.kind, TimeType::Date | TimeType::Time)) {
            let Some(day) = time.value.as_deref().and_then(day) else { continue };
            let Some((number, sentence)) = sentence_of(&sentences, time.span) else { continue };
            if !seen.insert((day, number)) {
                continue;
            }
            let passage = Passage { article: at, span: sentence };
            let event = told.get(&(day, sentence)).copied();
            mentions.entry(day).or_default().push(Mention { sentence: passage, event });
            let word = said.entry(day).or_default().entry(line.root(at)).or_default();
            word.first = if word.first == 0 { number + 1 } else { word.first.min(number + 1) };
            word.topic = word.topic.max(of_topic(&item.article.text, sentence, &topic));
            let gap = printed.map_or(0, |printed| days_between(day, printed));
            word.before |= gap > 0;
        }
    }
    let all: BTreeSet<Date> =
        said.keys().chain(published.keys()).copied().filter(|day| counts(*day)).collect();
    let count = |day: Date| said.get(&day).map_or(0, BTreeMap::len) as f64;
    let mut days: Vec<Day> = all
        .into_iter()
        .map(|date| {
            let words = said.get(&date);
            let sum =
                |of: fn(&Word) -> f64| words.into_iter().flat_map(BTreeMap::values).map(of).sum::<f64>();
            let printed = published.get(&date);
            let roots: BTreeSet<usize> = printed.into_iter().flatten().map(|at| line.root(*at)).collect();
            let told = count(date);
            Day {
                date,
                seen: [
                    sum(|word| word.topic as f64),
                    told,
                    sum(|word| f64::from(u8::from(word.before))),
                    sum(|word| 1.0 / word.first.max(1) as f64),
                    roots.len() as f64,
                    // Beside the week before and behind.
                    told / (1.0 + (-7..=7).filter_map(|by| shifted(date, by)).map(count).sum::<f64>() / 15.0),
                ],
                mentions: mentions.remove(&date).unwrap_or_default(),
                roots: words.map_or(0, BTreeMap::len),
            }
        })
        .collect();
    level(&mut days);
    days
}

/// Sets every number beside its mean, so that stories of ten and of a thousand articles look alike.
fn level(days: &mut [Day]) {
    for number in 0..SEEN {
        let all: f64 = days.iter().filter_map(|day| day.seen.get(number)).sum();
        let mean = all / days.len().max(1) as f64;
        for seen in days.iter_mut().filter_map(|day| day.seen.get_mut(number)).filter(|_| mean > 0.0) {
            *seen /= mean;
        }
    }
}

/// The words that stand in the openings of the most articles, without those that stand everywhere.
fn topic(items: &[Item<'_>]) -> BTreeSet<String> {
    let mut articles: BTreeMap<String, usize> = BTreeMap::new();
    for item in items {
        let opening = item.sentences().into_iter().take(OPENING);
        let own: BTreeSet<String> =
            opening.flat_map(|one| words(&item.article.text, one)).map(|word| fold(word.text)).collect();
        let plain =
            |word: &String| ["calendar", "common", "frequent"].into_iter().any(|kind| is_listed(kind, word));
        for word in own {
            if word.len() > 2 && word.chars().all(char::is_alphabetic) && !plain(&word) {
                *articles.entry(word).or_default() += 1;
            }
        }
    }
    let mut most: Vec<(String, usize)> = articles.into_iter().collect();
    most.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(&b.0)));
    most.into_iter().take(TOPIC).map(|(word, _)| word).collect()
}

fn of_topic(text: &str, sentence: Span, topic: &BTreeSet<String>) -> usize {
    let told: BTreeSet<String> = words(text, sentence).iter().map(|word| fold(word.text)).collect();
    told.intersection(topic).count().min(FULL)
}

/// Number and span of the sentence that `span` begins in.
fn sentence_of(sentences: &[Span], span: Span) -> Option<(usize, Span)> {
    let number = sentences.partition_point(|one| one.start <= span.start).checked_sub(1)?;
    sentences.get(number).filter(|one| span.start < one.end).map(|one| (number, *one))
}

/// The day of a TIMEX3 value ("2026-03-02", "2026-03-02T10:00").
fn day(value: &str) -> Option<Date> {
    let day = value.get(..10)?;
    let rest = value.get(10..).unwrap_or_default();
    (rest.is_empty() || rest.starts_with('T')).then(|| day.parse().ok()).flatten()
}

/// The day `by` days later.
fn shifted(day: Date, by: i64) -> Option<Date> {
    day.checked_add(model::jiff::Span::new().try_days(by).ok()?).ok()
}

/// Days from the one to the other.
fn days_between(from: Date, to: Date) -> i64 {
    from.until(to).map_or(0, |span| i64::from(span.get_days()))
}
