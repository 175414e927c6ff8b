//! Attacks and how far they went: accomplished, attempted, threatened. MUC-4, newswire in capitals.
//!
//! In: `events/muc4_dev.jsonl`, words and types in `evals/incident/types.tsv` · Out: the share of incidents found, F1
//! of each stage and their mean, and the share of texts without an incident in which one is told as accomplished
//! From: MUC-4 (1992), template slots 1, 4 and 5; `evals/incident/README.md` says how statuses come to stages
//! Fails: an incident that is not found has no stage and counts against recall · Cost: 200 texts marked

use super::room::Room;
use super::score::{Better, Score, Tally};
use crate::house;
use anyhow::Result;
use model::{Event, Notes, Span, Status};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Doc {
    id: String,
    text: String,
    events: Vec<Template>,
}

#[derive(Deserialize)]
struct Template {
    /// Types that are right, with " / " between.
    #[serde(rename = "type")]
    kind: String,
    /// The same for the stage.
    stage: String,
    /// Need not be found.
    optional: bool,
    perp_individual: Vec<String>,
    perp_org: Vec<String>,
    phys_target: Vec<String>,
    human_name: Vec<String>,
    human_desc: Vec<String>,
}

const STAGES: [&str; 3] = ["accomplished", "attempted", "threatened"];

/// What the list says of a word.
struct Row {
    types: Vec<String>,
    stage: Option<usize>,
}

/// One of our events as an incident.
struct Incident<'a> {
    event: &'a Event,
    types: &'a [String],
    stage: usize,
    /// The words of its sentence, in capitals.
    line: String,
}

#[derive(Default)]
struct Outcome {
    /// Stage of each template and the one found.
    stages: Vec<(usize, Option<usize>)>,
    /// For a text without templates: whether an accomplished incident is told.
    empty: Option<bool>,
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let list = house::text(&house::root().join("evals/incident/types.tsv"))?;
    let rows = rows(&list);
    let docs: Vec<Doc> = room.lines("events/muc4_dev.jsonl")?;
    let outcomes = room.each(&docs, |doc| one(doc, &rows, &room.mark(&doc.id, &doc.text, None)));
    let mut score = Score::default();
    let stages: Vec<(usize, Option<usize>)> = outcomes.iter().flat_map(|o| o.stages.clone()).collect();
    let found = stages.iter().filter(|(_, told)| told.is_some()).count();
    score.share("found", found, stages.len());
    let mut sum = 0.0;
    for (at, name) in STAGES.iter().enumerate() {
        let count = |test: &dyn Fn(usize, Option<usize>) -> bool| stages.iter().filter(|(g, f)| test(*g, *f)).count();
        let tally = Tally::new(
            count(&|g, f| g == at && f == Some(at)),
            count(&|g, _| g == at),
            count(&|_, f| f == Some(at)),
        );
        score.f1(&format!("{name}_f1"), tally);
        sum += tally.f1();
    }
    score.figure("stage_macro_f1", sum / 3.0, stages.len());
    let right = stages.iter().filter(|(g, f)| Some(*g) == *f).count();
    score.share("stage_right_of_found", right, found);
    let empty: Vec<bool> = outcomes.iter().filter_map(|o| o.empty).collect();
    score.share("told_of_empty", empty.iter().filter(|told| **told).count(), empty.len());
    score.rows.iter_mut().last().into_iter().for_each(|row| row.better = Better::Lower);
    for (doc, outcome) in docs.iter().zip(outcomes) {
        score.cases_of(&doc.id, outcome.cases);
    }
    Ok(score)
}

fn rows(list: &str) -> HashMap<&str, Row> {
    let cells = list.lines().filter(|l| !l.starts_with('#')).map(|l| l.split('\t').collect::<Vec<_>>());
    cells
        .filter_map(|cells| {
            let types = cells.get(1)?.split(' ').map(|t| t.replace('_', " ")).collect();
            let stage = STAGES.iter().position(|s| Some(s) == cells.get(2));
            Some((*cells.first()?, Row { types, stage }))
        })
        .collect()
}

/// How far an event of this status went; what was not done, denied or asked for is no incident.
fn stage(status: Status) -> Option<usize> {
    match status {
        Status::Happened | Status::UnderWay => Some(0),
        Status::Attempted => Some(1),
        Status::Threatened | Status::Planned | Status::Contemplated | Status::Possible | Status::Ordered => Some(2),
        Status::Conditional
        | Status::Promised
        | Status::Demanded
        | Status::NotHappened
        | Status::Denied
        | Status::Rejected => None,
    }
}

fn one(doc: &Doc, rows: &HashMap<&str, Row>, notes: &Notes) -> Outcome {
    let incidents: Vec<Incident> = notes
        .events
        .iter()
        .filter_map(|event| {
            let row = rows.get(event.lemma.to_lowercase().as_str())?;
            let told = stage(event.status?)?;
            let line = notes.sentences.iter().find(|s| s.contains(event.trigger)).map_or("", |s| s.words(&doc.text));
            let stage = if told == 0 { row.stage.unwrap_or(told) } else { told };
            Some(Incident { event, types: &row.types, stage, line: line.to_uppercase() })
        })
        .collect();
    let mut out = Outcome::default();
    for template in &doc.events {
        // The optional templates need not be found, and then say nothing of the stage either.
        let Some(gold) = STAGES.iter().position(|s| template.stage.eq_ignore_ascii_case(s)) else { continue };
        if template.optional {
            continue;
        }
        let told = told(template, &incidents);
        if told != Some(gold) {
            let had = told.map_or("none", |s| STAGES[s]);
            let victims = [&template.phys_target, &template.human_name, &template.human_desc];
            let shown: Vec<&str> = victims.into_iter().flatten().map(String::as_str).collect();
            let label = format!("{} told as {had}", STAGES[gold]);
            out.cases.push((label, format!("{} of {}", template.kind, shown.join(", "))));
        }
        out.stages.push((gold, told));
    }
    if doc.events.is_empty() {
        let first = incidents.iter().find(|i| i.stage == 0);
        out.empty = Some(first.is_some());
        if let Some(first) = first {
            let shown = Span::words(&first.event.trigger, &doc.text);
            out.cases.push(("told though empty".into(), format!("«{shown}» in: {}", first.line)));
        }
    }
    out
}

/// The stage of a template as told: of the events of its type in whose sentence one of its parties is named, or else of
/// all of its type, the one that went farthest.
fn told(template: &Template, incidents: &[Incident]) -> Option<usize> {
    let kinds: Vec<&str> = template.kind.split(" / ").collect();
    let parties: Vec<&str> = [
        &template.phys_target,
        &template.human_name,
        &template.human_desc,
        &template.perp_individual,
        &template.perp_org,
    ]
    .into_iter()
    .flatten()
    .flat_map(|p| p.split(|c: char| !c.is_alphanumeric()))
    // Shorter words are articles and ranks.
    .filter(|w| w.len() > 3)
    .collect();
    let of_type = || incidents.iter().filter(|i| i.types.iter().any(|t| kinds.contains(&t.as_str())));
    let named = of_type().filter(|i| parties.iter().any(|p| i.line.contains(p))).map(|i| i.stage).min();
    named.or_else(|| of_type().map(|i| i.stage).min())
}

#[cfg(test)]
mod tests {
    use super::{Doc, Template, one, rows};
    use crate::eval::made;
    use model::{Notes, Span, Status};

    #[test]
    fn the_incident_of_the_parties_sentence_gives_the_stage() {
        let text = "REBELS ATTACKED A BRIDGE. REBELS MAY ATTACK THE HARBOUR.";
        let at = |w: &str| Span::new(text.find(w).unwrap(), text.find(w).unwrap() + w.len());
        let template = |target: &str, stage: &str| Template {
            kind: "ATTACK / BOMBING".into(),
            stage: stage.into(),
            optional: false,
            perp_individual: vec![],
            perp_org: vec![],
            phys_target: vec![format!("\"{target}\"")],
            human_name: vec![],
            human_desc: vec![],
        };
        let doc = Doc {
            id: "own".into(),
            text: text.into(),
            events: vec![template("HARBOUR", "THREATENED"), template("QUAY", "ACCOMPLISHED")],
        };
        let mut events =
            vec![made::event(at("ATTACKED"), Some(Status::Happened)), made::event(at("ATTACK THE"), Some(Status::Possible))];
        events.iter_mut().for_each(|e| e.lemma = "attack".into());
        let sentences = vec![Span::new(0, 25), Span::new(26, text.len())];
        let list = rows("attack\tATTACK ARSON\t-\town\n");
        let out = one(&doc, &list, &Notes { events, sentences, ..Notes::default() });
        assert_eq!(out.stages, [(2, Some(2)), (0, Some(0))]);
        assert_eq!(out.empty, None);
    }
}
