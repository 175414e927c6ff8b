//! Which dates of a story matter, against timelines that journalists wrote.
//!
//! In: `stories/t17/{articles.jsonl.gz,timelines.jsonl}` · Out: F1 of the dates, averaged over the timelines
//! From: G. B. Tran et al. 2013; the measure of Gholipour Ghalandari and Ifrim 2020: the articles and days between the
//! first and the last day of the gold timeline, as many days as it has. They have .544 on nineteen timelines; the gold at
//! hand holds eleven of them in nine collections, where days drawn by chance have .50
//! Fails: a timeline whose collection is absent is left out
//! Cost: 2,368 articles read for their times, without a model
//!
//! The weights are learnt anew for every collection from the collections on other topics: `H1N1_bbc` is not weighed by
//! what `H1N1_reuters` taught. `within` is that figure, `no_span` the same where nobody tells when the timeline begins and
//! ends, `own_count` where the product chooses how many days. The weights that all timelines give are printed: they are
//! what `crates/story/src/timeline/weigh.rs` holds.

use super::room::Room;
use super::score::Score;
use anyhow::{Context, Result};
use model::jiff::Timestamp;
use model::{Article, Count, Lineage, LineageNode, Notes};
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use story::Item;
use story::timeline::{Day, MATTERS, SEEN, WEIGHTS, count, days, weight};

/// How strongly the weights are held small. Swept over 1, 10, 100.
const RIDGE: f64 = 10.0;

/// All days of one timeline count together as much as those of another: a hundred.
const ALIKE: f64 = 100.0;

#[derive(Deserialize)]
struct Written {
    id: String,
    date: String,
    text: String,
    cluster: String,
}

#[derive(Deserialize)]
struct Entry {
    cluster: String,
    timeline: usize,
    date: String,
}

/// The days of one timeline's collection, and which of them it names.
struct Case {
    collection: String,
    gold: BTreeSet<String>,
    days: Vec<Day>,
}

type Weights = [f64; SEEN + 1];

/// Scores the dates.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let bytes = room.bytes("stories/t17/articles.jsonl.gz")?;
    let text = String::from_utf8(bytes).context("stories/t17/articles.jsonl.gz is no UTF-8")?;
    let lines: Vec<&str> = text.lines().collect();
    let read = room.each(&lines, |line| -> Result<(Written, Article, Notes)> {
        let written: Written = serde_json::from_str(line)?;
        let mut article = Article::verbatim(written.text.clone());
        article.published = written.date.parse().ok();
        let notes = desk::times(&article);
        Ok((written, article, notes))
    });
    let mut collections: BTreeMap<String, Vec<(Written, Article, Notes)>> = BTreeMap::new();
    for one in read {
        let one = one?;
        collections.entry(one.0.cluster.clone()).or_default().push(one);
    }
    let mut golds: BTreeMap<(String, usize), BTreeSet<String>> = BTreeMap::new();
    for entry in room.lines::<Entry>("stories/t17/timelines.jsonl")? {
        golds.entry((entry.cluster, entry.timeline)).or_default().insert(entry.date);
    }
    let golds: Vec<((String, usize), BTreeSet<String>)> = golds.into_iter().collect();
    let cases = |within: bool| -> Vec<Case> {
        room.each(&golds, |((collection, _), gold)| {
            let span = gold.first().zip(gold.last()).filter(|_| within);
            let inside =
                |day: &str| span.is_none_or(|(first, last)| first.as_str() <= day && day <= last.as_str());
            let read = collections.get(collection).map(Vec::as_slice).unwrap_or_default();
            let mut items: Vec<Item<'_>> = read
                .iter()
                .filter(|(written, ..)| inside(&written.date))
                .map(|(written, article, notes)| Item {
                    id: &written.id,
                    article,
                    notes: Some(notes),
                    seen: Timestamp::UNIX_EPOCH,
                })
                .collect();
            items.sort_by(|a, b| a.place().cmp(&b.place()));
            let days = days(&items, &alone(items.len()), &|date| inside(&date.to_string()));
            Case { collection: collection.clone(), gold: gold.clone(), days }
        })
    };
    let mut score = Score::default();
    let within = cases(true);
    let scored = crossed(&within, |case, _| case.gold.len());
    score.figure("within", mean(&scored), scored.len());
    let open = cases(false);
    let scored_open = crossed(&open, |case, _| case.gold.len());
    score.figure("no_span", mean(&scored_open), scored_open.len());
    let own = crossed(&open, |_, weights| count(weights, MATTERS));
    score.figure("own_count", mean(&own), own.len());
    let swept = [0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.7]
        .map(|share| format!("{share}: {:.3}", mean(&crossed(&open, |_, weights| count(weights, share)))));
    score.notes.push(format!("    days of at least this share of the heaviest: {}", swept.join(", ")));
    for (place, case) in within.iter().enumerate() {
        score.notes.push(format!(
            "    {:<22} {:>3} of {:>3} days: {:.3}, {:.3} without its span, {:.3} by its own count",
            case.collection,
            case.gold.len(),
            case.days.len(),
            scored[place],
            scored_open[place],
            own[place]
        ));
    }
    for (name, number) in [("mentioned by most", 1), ("published most", 4)] {
        let mut plain = [0.0; SEEN + 1];
        plain[number] = 1.0;
        let flat: Vec<f64> = within.iter().map(|case| f1(case, &plain, case.gold.len())).collect();
        score.notes.push(format!("    beside it, days {name}: {:.3}", mean(&flat)));
    }
    let all: Vec<&Case> = within.iter().collect();
    let weights = learn(&all);
    let printed: Vec<String> = weights.iter().map(|weight| format!("{weight:.3}")).collect();
    let far = weights.iter().zip(WEIGHTS).map(|(a, b)| (a - b).abs()).fold(0.0, f64::max);
    score.notes.push(format!("    all timelines give [{}]", printed.join(", ")));
    score.notes.push(format!("    the weights in the product are {far:.3} from these at most"));
    Ok(score)
}

/// Everybody a root.
fn alone(articles: usize) -> Lineage {
    Lineage {
        nodes: (0..articles).map(|at| LineageNode { article: Some(at), outlet: None }).collect(),
        edges: Vec::new(),
        shared_quotes: Vec::new(),
        roots: (0..articles).collect(),
        independent: Count::at_least(u32::from(articles > 0)),
    }
}

/// F1 of each case by weights learnt from the collections on other topics.
fn crossed(cases: &[Case], most: impl Fn(&Case, &[f64]) -> usize) -> Vec<f64> {
    let topic = |case: &Case| case.collection.split('_').next().unwrap_or_default().to_owned();
    let topics: BTreeSet<String> = cases.iter().map(topic).collect();
    let mut learnt: BTreeMap<String, Weights> = BTreeMap::new();
    for left_out in &topics {
        let others: Vec<&Case> = cases.iter().filter(|case| topic(case) != *left_out).collect();
        learnt.insert(left_out.clone(), learn(&others));
    }
    cases
        .iter()
        .map(|case| {
            let weights = learnt[&topic(case)];
            let weighed: Vec<f64> = case.days.iter().map(|day| weight(&day.seen, &weights)).collect();
            f1(case, &weights, most(case, &weighed))
        })
        .collect()
}

/// F1 of the `most` heaviest days.
fn f1(case: &Case, weights: &Weights, most: usize) -> f64 {
    let mut ranked: Vec<(f64, String)> =
        case.days.iter().map(|day| (weight(&day.seen, weights), day.date.to_string())).collect();
    ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let chosen = ranked.len().min(most);
    let right = ranked.iter().take(most).filter(|(_, day)| case.gold.contains(day)).count();
    if chosen + case.gold.len() == 0 { 0.0 } else { 2.0 * right as f64 / (chosen + case.gold.len()) as f64 }
}

fn mean(all: &[f64]) -> f64 {
    all.iter().sum::<f64>() / all.len().max(1) as f64
}

/// Logistic regression with a ridge, by Newton's method.
fn learn(cases: &[&Case]) -> Weights {
    const WIDE: usize = SEEN + 1;
    let mut weights = [0.0; WIDE];
    for _ in 0..30 {
        let (mut slope, mut bend) = ([0.0; WIDE], [[0.0; WIDE]; WIDE]);
        for case in cases {
            let share = ALIKE / case.days.len().max(1) as f64;
            for day in &case.days {
                let mut seen = [1.0; WIDE];
                seen[..SEEN].copy_from_slice(&day.seen);
                let told = weight(&day.seen, &weights);
                let right = f64::from(u8::from(case.gold.contains(&day.date.to_string())));
                for i in 0..WIDE {
                    slope[i] += share * (right - told) * seen[i];
                    for j in 0..WIDE {
                        bend[i][j] += share * (told * (1.0 - told)).max(1e-6) * seen[i] * seen[j];
                    }
                }
            }
        }
        for i in 0..SEEN {
            slope[i] -= RIDGE * weights[i];
            bend[i][i] += RIDGE;
        }
        bend[SEEN][SEEN] += 1e-6;
        let step = solve(bend, slope);
        let far = step.iter().fold(0.0, |far: f64, by| far.max(by.abs()));
        weights.iter_mut().zip(step).for_each(|(weight, by)| *weight += by);
        if far < 1e-8 {
            break;
        }
    }
    weights
}

/// Gauss and Jordan's method with pivots.
fn solve<const N: usize>(mut left: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for i in 0..N {
        let pivot = (i..N).max_by(|a, b| left[*a][i].abs().total_cmp(&left[*b][i].abs())).unwrap_or(i);
        left.swap(i, pivot);
        right.swap(i, pivot);
        for row in (0..N).filter(|row| *row != i) {
            let by = left[row][i] / left[i][i];
            let above = left[i];
            left[row].iter_mut().zip(above).skip(i).for_each(|(cell, above)| *cell -= by * above);
            right[row] -= by * right[i];
        }
    }
    for i in 0..N {
        right[i] /= left[i][i];
    }
    right
}

#[cfg(test)]
mod tests {
    use super::solve;

    #[test]
    fn two_lines_meet() {
        let [x, y] = solve([[0.0, 2.0], [1.0, 1.0]], [4.0, 5.0]);
        assert!((x - 3.0).abs() < 1e-12 && (y - 2.0).abs() < 1e-12);
    }
}
