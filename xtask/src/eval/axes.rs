//! The axes beneath the status: is a verb told as actual, intended, negated or hypothetical? MATRES.
//!
//! In: `status/matres_axis/dev.jsonl` · Out: macro-F1 over the four, accuracy, the share of verbs that are events here
//! From: Ning, Wu and Roth 2018, section 3; its rare axes (static, recurrent) are left out
//! Fails: a verb that the desk does not mark as an event is told as none, and counts as wrong
//! Cost: about 430 sentences

use super::room::{Points, Room};
use super::score::{Score, Tally};
use anyhow::Result;
use desk::{Cut, syntax};
use model::{CodePoints, Span};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    start: usize,
    end: usize,
    axis: String,
}

const AXES: [&str; 4] = ["actual", "intention", "negated", "hypothetical"];

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let items: Vec<Item> = room.lines("status/matres_axis/dev.jsonl")?;
    let mut by_text: BTreeMap<&str, Vec<&Item>> = BTreeMap::new();
    for item in items.iter().filter(|i| axis(&i.axis).is_some()) {
        by_text.entry(&item.text).or_default().push(item);
    }
    let texts: Vec<_> = by_text.into_iter().collect();
    let outcomes = room.each(&texts, |(text, items)| {
        let notes = room.mark(&items[0].id, text, None);
        let map = CodePoints::new(text);
        // What the head says of the verb, event or not.
        let read = room.encoder().encode(text, &cuts(text));
        let head = |item: &Item| {
            let start = map.span(item.start, item.end).start;
            let axis = read.hints.word(start).map_or("", |w| w.axis.0);
            AXES.iter().position(|a| *a == axis)
        };
        let told = |item: &Item| {
            let verb = map.span(item.start, item.end);
            notes
                .events
                .iter()
                .find(|e| e.trigger.touches(verb))
                .and_then(|e| AXES.iter().position(|a| *a == e.axes.matres()))
        };
        items.iter().map(|i| (axis(&i.axis).unwrap_or(0), told(i), head(i), *i)).collect::<Vec<_>>()
    });
    let mut score = Score::default();
    let mut tallies = [Tally::default(); 4];
    let mut heads = [Tally::default(); 4];
    let mut both = [[0usize; 2]; 2];
    let (mut right, mut found, mut all) = (0, 0, 0);
    for (gold, told, head, item) in outcomes.into_iter().flatten() {
        if let Some(head) = head {
            heads[gold].gold += 1;
            heads[head].found += 1;
            heads[gold].hit += usize::from(head == gold);
            heads[gold].right += usize::from(head == gold);
            if told.is_some() {
                both[usize::from(told == Some(gold))][usize::from(head == gold)] += 1;
            }
        }
        all += 1;
        found += usize::from(told.is_some());
        right += usize::from(told == Some(gold));
        tallies[gold].gold += 1;
        if let Some(told) = told {
            tallies[told].found += 1;
            tallies[gold].hit += usize::from(told == gold);
            tallies[gold].right += usize::from(told == gold);
        }
        if told != Some(gold) {
            let had = told.map_or("no event", |t| AXES[t]);
            let points: Points = [item.start, item.end];
            let verb = CodePoints::new(&item.text).span(points[0], points[1]).words(&item.text).to_owned();
            score.case(format!("{} told as {had}", AXES[gold]), format!("«{verb}» in: {}", item.text));
        }
    }
    for (name, tally) in AXES.iter().zip(tallies) {
        score.f1(&format!("{name}_f1"), tally);
    }
    score.figure("macro_f1", tallies.iter().map(|t| t.f1()).sum::<f64>() / 4.0, all);
    score.figure(
        "head_macro_f1",
        heads.iter().map(|t| t.f1()).sum::<f64>() / 4.0,
        heads.iter().map(|t| t.gold).sum(),
    );
    score.notes.push(format!(
        "    of the events: both right {}, axes alone {}, head alone {}, neither {}",
        both[1][1], both[1][0], both[0][1], both[0][0]
    ));
    score.share("events", found, all);
    score.share("right_of_events", right, found);
    Ok(score)
}

fn cuts(text: &str) -> Vec<Cut> {
    let spans = syntax::sentences(text, Span::new(0, text.len()));
    spans.into_iter().map(|span| Cut { span, opens: false, tokens: syntax::tokens(text, span) }).collect()
}

/// Number of the gold's axis.
fn axis(name: &str) -> Option<usize> {
    match name {
        "yes_its_anchorable" => Some(0),
        "no_its_intentionwishopinion" => Some(1),
        "no_its_negation" => Some(2),
        "no_its_hypotheticalcondition" => Some(3),
        _ => None,
    }
}
