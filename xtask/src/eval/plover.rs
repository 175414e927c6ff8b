//! The event between two given actors, and its PLOVER category.
//!
//! In: `events/plv_train.jsonl` · Out: macro-F1 and accuracy of the classes, statuses and codes alone, which nothing was
//! trained for; what the shipped classifier reaches on sentences that it did not see is told by `training/pair.py`
//! From: Hu et al. 2024; CONCEDE and RETREAT are one there · Fails: a pair without a coded event counts as wrong
//! Cost: about a thousand sentences

use super::room::Room;
use super::score::{Score, Tally};
use anyhow::Result;
use desk::Brief;
use model::{CodePoints, Event};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Deserialize)]
struct Item {
    id: String,
    marked: String,
    events: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    plover_2021: String,
}

/// A sentence with its two actors, in code points, and the category between them.
pub(crate) struct Record {
    /// The record's id.
    pub id: String,
    /// The sentence without marks.
    pub text: String,
    /// Source and target; where one is missing, the other stands for both.
    pub pair: [[usize; 2]; 2],
    /// PLOVER category.
    pub category: String,
}

/// The records of a set of this form.
pub(crate) fn records(room: &Room, file: &str) -> Result<Vec<Record>> {
    let items: Vec<Item> = room.lines(file)?;
    let of = |item: Item| {
        let category = item.events.first()?.plover_2021.clone();
        record(item.id, &item.marked, category)
    };
    Ok(items.into_iter().filter_map(of).collect())
}

/// Sentences of our own: a category, a tab and a marked sentence a line.
pub(crate) fn own(lines: &str) -> Vec<Record> {
    let lines = lines.lines().zip(1..).filter(|(line, _)| !line.starts_with('#'));
    lines
        .filter_map(|(line, number)| {
            let (category, marked) = line.split_once('\t')?;
            record(format!("own-{number}"), marked, category.to_owned())
        })
        .collect()
}

/// Reads a sentence in which `<s>…</s>` and `<t>…</t>` mark source and target.
fn record(id: String, marked: &str, category: String) -> Option<Record> {
    let mut text = String::new();
    let mut spans = [None::<[usize; 2]>; 2];
    let (mut count, mut rest) = (0, marked);
    while !rest.is_empty() {
        let tag = [("<s>", 0, 0), ("</s>", 0, 1), ("<t>", 1, 0), ("</t>", 1, 1)]
            .into_iter()
            .find_map(|(tag, whose, edge)| Some((rest.strip_prefix(tag)?, whose, edge)));
        if let Some((after, whose, edge)) = tag {
            rest = after;
            match (&mut spans[whose], edge) {
                (none @ None, 0) => *none = Some([count, 0]),
                (Some([_, end]), 1) if *end == 0 => *end = count,
                _ => {}
            }
            continue;
        }
        let letter = rest.chars().next()?;
        text.push(letter);
        count += 1;
        rest = rest.strip_prefix(letter)?;
    }
    let source = spans[0].or(spans[1])?;
    Some(Record { id, text, pair: [source, spans[1].unwrap_or(source)], category })
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let records = records(room, "events/plv_train.jsonl")?;
    let told = room.each(&records, |record| {
        let points = CodePoints::new(&record.text);
        let [source, target] = record.pair.map(|[start, end]| points.span(start, end));
        let events = room.mark(&record.id, &record.text, None).events;
        let role = |r: &Option<model::Ref>, whom: model::Span| {
            r.as_ref().and_then(|r| r.span).is_some_and(|s| s.touches(whom))
        };
        let coded = |e: &Event| e.codes.as_ref().and_then(|c| c.plover.clone());
        let best = events.iter().filter(|e| coded(e).is_some()).max_by_key(|e| {
            let roles = 2 * usize::from(role(&e.actor, source))
                + usize::from(role(&e.target, target) || role(&e.recipient, target));
            (roles, std::cmp::Reverse(e.trigger.start))
        });
        let brief = Brief { pair: Some((source, target)), ..Brief::default() };
        let asked = room.mark_to(&record.id, &record.text, None, &brief).events;
        (best.and_then(coded), asked.len() == 1 && coded(&asked[0]).is_some())
    });
    let mut score = Score::default();
    let mut tallies: BTreeMap<&str, Tally> = BTreeMap::new();
    let mut right = 0;
    for (record, (told, _)) in records.iter().zip(&told) {
        let gold = joined(&record.category);
        let told = told.as_deref().map(joined);
        tallies.entry(gold).or_default().gold += 1;
        if let Some(told) = told {
            tallies.entry(told).or_default().found += 1;
        }
        if told == Some(gold) {
            right += 1;
            let tally = tallies.entry(gold).or_default();
            tally.hit += 1;
            tally.right += 1;
        } else {
            score.case(format!("{gold} told as {}", told.unwrap_or("none")), record.text.clone());
        }
    }
    let gold: Vec<_> = tallies.values().filter(|t| t.gold > 0).collect();
    let macro_f1 = gold.iter().map(|t| t.f1()).sum::<f64>() / gold.len().max(1) as f64;
    score.figure("rules_macro_f1", macro_f1, records.len());
    score.share("rules_accuracy", right, records.len());
    score.share("rules_coded", told.iter().filter(|(t, _)| t.is_some()).count(), records.len());
    score.share("pair_answered", told.iter().filter(|(_, answered)| *answered).count(), records.len());
    score.notes.push(
        "    the classifier's own figure is cross-validated by training/pair.py: it was trained on this set"
            .to_owned(),
    );
    Ok(score)
}

/// The category as the set tells it.
fn joined(category: &str) -> &str {
    if category == "RETREAT" { "CONCEDE" } else { category }
}

#[cfg(test)]
mod tests {
    use super::own;

    #[test]
    fn marks_become_places() {
        let found = own(
            "# comment\nAID\tOn Monday <s>Norland</s> sent food to <t>Östport</t>.\nAID\t<s>Norland</s> paid.\n",
        );
        assert_eq!(found[0].text, "On Monday Norland sent food to Östport.");
        assert_eq!(found[0].pair, [[10, 17], [31, 38]]);
        assert_eq!(found[1].pair, [[0, 7], [0, 7]]);
        assert_eq!(found[0].category, "AID");
    }
}
