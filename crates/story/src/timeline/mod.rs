//! The dates of a story that matter.
//!
//! In: the items of a story in the order of [`crate::Item::place`], the lineage · Out: [`TimelineDay`]s in calendar order
//! From: date selection by a linear model over what is seen of each day, as Gholipour Ghalandari and Ifrim 2020 do it
//! Fails: never; articles without dates and times have no timeline
//! Cost: O(words + times)
//!
//! - `features`: what there is to see of each day
//! - `weigh`: how much a day matters beside the others

mod features;
mod weigh;

#[cfg(test)]
mod tests;

pub use features::{Day, SEEN, days};
pub use weigh::{WEIGHTS, weight};

use crate::Item;
use crate::claims::{Line, further, step};
use features::Mention;
use model::{Lineage, Passage, Status, TimelineDay};

/// Days of a timeline at most. The longest of T17 have 76, of stories of hundreds of articles; a page shows thirty.
const MOST: usize = 30;

/// Sentences of a day at most.
const SENTENCES: usize = 2;

/// Days of less than this share of the heaviest day's weight are left out. Swept on T17 over .15 to .7 (the scorer prints
/// it): F1 by the timeline's own count .469 at .15, .483 at .25, .466 at .3, .371 at .5.
pub const MATTERS: f64 = 0.25;

/// How many days a timeline has by the shape of its weights: those of at least [`MATTERS`] of the heaviest.
pub fn count(weights: &[f64], share: f64) -> usize {
    let top = weights.iter().copied().fold(0.0, f64::max);
    weights.iter().filter(|weight| **weight >= share * top).count()
}

/// The dates of the story that matter, with who mentions them and one or two sentences of the earliest root.
///
/// ```
/// use model::{Count, Lineage};
///
/// let nothing = Lineage { nodes: vec![], edges: vec![], shared_quotes: vec![], roots: vec![], independent: Count::exactly(0) };
/// assert!(story::timeline(&[], &nothing).is_empty());
/// ```
pub fn timeline(items: &[Item<'_>], lineage: &Lineage) -> Vec<TimelineDay> {
    let line = Line::of(items.len(), lineage);
    let mut weighed: Vec<(f64, Day)> =
        days(items, lineage, &|_| true).into_iter().map(|day| (weight(&day.seen, &WEIGHTS), day)).collect();
    weighed.retain(|(_, day)| told(day));
    // The heaviest first; of equals the earlier day.
    weighed.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.date.cmp(&b.1.date)));
    let weights: Vec<f64> = weighed.iter().map(|(weight, _)| *weight).collect();
    weighed.truncate(count(&weights, MATTERS).min(MOST));
    weighed.sort_by_key(|(_, day)| day.date);
    weighed
        .into_iter()
        .map(|(weight, day)| TimelineDay {
            day: day.date.to_string(),
            articles: articles(&day),
            roots: day.roots,
            status: day.mentions.iter().filter_map(|one| one.event).fold(None, further),
            weight: weight as f32,
            sentences: sentences(items, &line, &day),
        })
        .collect()
}

/// Whether more is told of the day than that something might be: an event that is planned at least, a mention that no
/// event is tied to, or two roots.
fn told(day: &Day) -> bool {
    let firm = |one: &Mention| match one.event {
        None | Some(None) => true,
        Some(Some(status)) => !matches!(
            status,
            Status::Possible | Status::Conditional | Status::Denied | Status::Rejected | Status::NotHappened
        ),
    };
    !day.mentions.is_empty() && (day.roots > 1 || day.mentions.iter().any(firm))
}

fn articles(day: &Day) -> Vec<usize> {
    let mut articles: Vec<usize> = day.mentions.iter().map(|one| one.sentence.article).collect();
    articles.sort_unstable();
    articles.dedup();
    articles
}

/// One or two sentences of one article: of the earliest root that tells an event of the day once it has come, else of
/// the earliest article that mentions it.
fn sentences(items: &[Item<'_>], line: &Line, day: &Day) -> Vec<Passage> {
    let reports = |one: &Mention| {
        let printed = items.get(one.sentence.article).and_then(|item| item.article.published);
        printed.is_some_and(|stamp| stamp.date >= day.date)
    };
    // False stands before true: what is wanted first has the fewest wants.
    let wants = |one: &Mention| {
        let root = line.root(one.sentence.article) == one.sentence.article;
        let done = one.event.flatten().and_then(step).is_some_and(|step| step >= 2);
        (!root, one.event.is_none(), !reports(one), !done, one.sentence.article)
    };
    let Some(best) = day.mentions.iter().min_by_key(|one| wants(one)) else { return Vec::new() };
    let article = best.sentence.article;
    let same = day.mentions.iter().filter(|one| one.sentence.article == article);
    let mut chosen: Vec<&Mention> = same.collect();
    chosen.sort_by_key(|one| (wants(one), one.sentence.span.start));
    let mut chosen: Vec<Passage> = chosen.into_iter().take(SENTENCES).map(|one| one.sentence).collect();
    chosen.sort_by_key(|one| one.span.start);
    chosen
}
