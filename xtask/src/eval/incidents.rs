//! Attacks and how far they went: accomplished, attempted, threatened. MUC-4, newswire in capitals.
//!
//! In: `events/muc4_dev.jsonl`, words and types in `evals/incident/types.tsv` · Out: the share of incidents found, F1
//! of each stage and their mean, and the share of texts without an incident in which one is told as accomplished
//! From: MUC-4 (1992), template slots 1, 4 and 5; `evals/incident/README.md` says how statuses come to stages
//! Fails: an incident that is not found has no stage and counts against recall · Cost: 200 texts marked

use super::room::Room;
use super::score::{Score, Tally};
use crate::house;
use anyhow::Result;
use model::{EntityKind, Event, Notes, Span, Status, Time, TimeType};
use serde::Deserialize;
use std::collections::{BTreeSet, HashMap};

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
    /// Whether it is told as one incident of its own.
    main: bool,
}

#[derive(Default)]
struct Outcome {
    /// Stage of each template and the one found.
    stages: Vec<(usize, Option<usize>)>,
    /// Whether an accomplished incident is told, and whether a main one is; in a text with templates and in one without.
    full: Option<(bool, bool)>,
    empty: Option<(bool, bool)>,
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let list = house::text(&house::root().join("evals/incident/types.tsv"))?;
    let rows = rows(&list);
    let armed = house::text(&house::root().join("evals/incident/armed.tsv"))?;
    let armed: Vec<&str> =
        armed.lines().filter(|l| !l.starts_with('#')).filter_map(|l| l.split('\t').next()).collect();
    let docs: Vec<Doc> = room.lines("events/muc4_dev.jsonl")?;
    let outcomes = room.each(&docs, |doc| one(doc, &rows, &armed, &room.mark(&doc.id, &doc.text, None)));
    let mut score = Score::default();
    let stages: Vec<(usize, Option<usize>)> = outcomes.iter().flat_map(|o| o.stages.clone()).collect();
    let found = stages.iter().filter(|(_, told)| told.is_some()).count();
    score.share("found", found, stages.len());
    let mut sum = 0.0;
    for (at, name) in STAGES.iter().enumerate() {
        let count =
            |test: &dyn Fn(usize, Option<usize>) -> bool| stages.iter().filter(|(g, f)| test(*g, *f)).count();
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
    let full: Vec<(bool, bool)> = outcomes.iter().filter_map(|o| o.full).collect();
    let empty: Vec<(bool, bool)> = outcomes.iter().filter_map(|o| o.empty).collect();
    let count =
        |list: &[(bool, bool)], main: bool| list.iter().filter(|t| if main { t.1 } else { t.0 }).count();
    let (hit, wrong) = (count(&full, true), count(&empty, true));
    score.f1("main_f1", Tally::new(hit, full.len(), hit + wrong));
    score.share_of_wrong("main_told_of_empty", wrong, empty.len());
    score.share_of_wrong("told_of_empty", count(&empty, false), empty.len());
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

/// How far an event of this status went; what was not done, only possible, ordered or asked for is no incident.
fn stage(status: Status) -> Option<usize> {
    match status {
        Status::Happened | Status::UnderWay => Some(0),
        Status::Attempted => Some(1),
        Status::Threatened | Status::Planned | Status::Contemplated => Some(2),
        Status::Ordered
        | Status::Possible
        | Status::Conditional
        | Status::Promised
        | Status::Demanded
        | Status::NotHappened
        | Status::Denied
        | Status::Rejected => None,
    }
}

fn one(doc: &Doc, rows: &HashMap<&str, Row>, armed: &[&str], notes: &Notes) -> Outcome {
    let incidents: Vec<Incident> = notes
        .events
        .iter()
        .filter_map(|event| {
            let row = rows.get(event.lemma.to_lowercase().as_str())?;
            let told = stage(event.status?)?;
            let home =
                notes.sentences.iter().find(|s| s.contains(event.trigger)).copied().unwrap_or(event.trigger);
            let stage = if told == 0 { row.stage.unwrap_or(told) } else { told };
            let main = main(&doc.text, home, armed, notes, event);
            Some(Incident {
                event,
                types: &row.types,
                stage,
                line: home.words(&doc.text).to_uppercase(),
                main,
            })
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
    let done = || incidents.iter().filter(|i| i.stage == 0);
    let told = Some((done().next().is_some(), done().any(|i| i.main)));
    out.full = told.filter(|_| doc.events.iter().any(|t| !t.optional && t.stage == "ACCOMPLISHED"));
    if doc.events.is_empty() {
        out.empty = told;
        if let Some(first) = done().find(|i| i.main) {
            let shown = Span::words(&first.event.trigger, &doc.text);
            out.cases.push(("told though empty".into(), format!("«{shown}» in: {}", first.line)));
        }
    }
    out
}

/// Whether an event is told as one incident of its own: not in the plural, against somebody who is not armed, and with a
/// date, a place or a name beside it.
fn main(text: &str, home: Span, armed: &[&str], notes: &Notes, event: &Event) -> bool {
    let trigger = event.trigger.words(text).to_lowercase();
    let plural = trigger.len() > event.lemma.len() && trigger.trim_end_matches('s') == event.lemma;
    let target =
        event.target.as_ref().and_then(|t| t.span).map_or(String::new(), |s| s.words(text).to_lowercase());
    let fights = target.split(|c: char| !c.is_alphanumeric()).any(|w| armed.contains(&w));
    let vague = |t: &Time| t.value.as_ref().is_none_or(|v| v.ends_with("_REF"));
    let dated = notes
        .times
        .iter()
        .any(|t| home.contains(t.span) && matches!(t.kind, TimeType::Date | TimeType::Time) && !vague(t));
    let kind = |id: &Option<String>| {
        let entity = notes.entities.iter().find(|e| Some(&e.id) == id.as_ref());
        entity.map(|e| (e.kind, !e.names.is_empty()))
    };
    let placed = notes
        .mentions
        .iter()
        .any(|m| home.contains(m.span) && kind(&m.entity).is_some_and(|(k, _)| k == EntityKind::Place));
    let named = event.target.as_ref().is_some_and(|t| kind(&t.entity).is_some_and(|(_, named)| named));
    !plural && !fights && (dated || placed || named)
}

/// The stage of a template as told: of the events of its type, those whose sentences name the most of its targets and
/// victims, then of its perpetrators; of these one that was foiled ("defused before it exploded"), else the one that went
/// farthest.
fn told(template: &Template, incidents: &[Incident]) -> Option<usize> {
    let kinds: Vec<&str> = template.kind.split(" / ").collect();
    let harmed = words([&template.phys_target, &template.human_name, &template.human_desc]);
    let harming = words([&template.perp_individual, &template.perp_org]);
    let of_type = incidents.iter().filter(|i| i.types.iter().any(|t| kinds.contains(&t.as_str())));
    let named = |words: &BTreeSet<&str>, i: &Incident| words.iter().filter(|w| i.line.contains(**w)).count();
    let key = |i: &&Incident| (named(&harmed, i), named(&harming, i), [1, 2, 0].get(i.stage).copied());
    of_type.max_by_key(key).map(|i| i.stage)
}

/// The words of several slots; shorter ones are articles and ranks.
fn words<const N: usize>(slots: [&Vec<String>; N]) -> BTreeSet<&str> {
    let words = slots.into_iter().flatten().flat_map(|s| s.split(|c: char| !c.is_alphanumeric()));
    words.filter(|w| w.len() > 3).collect()
}

#[cfg(test)]
mod tests {
    use super::{Doc, Template, one, rows};
    use crate::eval::made;
    use model::{Notes, Span, Status};

    #[test]
    fn the_incident_of_the_parties_sentence_gives_the_stage() {
        let text = "REBELS ATTACKED A BRIDGE. REBELS WARN THAT THEY WILL ATTACK THE HARBOUR.";
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
        let mut events = vec![
            made::event(at("ATTACKED"), Some(Status::Happened)),
            made::event(at("ATTACK THE"), Some(Status::Threatened)),
        ];
        events.iter_mut().for_each(|e| e.lemma = "attack".into());
        let sentences = vec![Span::new(0, 25), Span::new(26, text.len())];
        let list = rows("attack\tATTACK ARSON\t-\town\n");
        let out = one(&doc, &list, &[], &Notes { events, sentences, ..Notes::default() });
        assert_eq!(out.stages, [(2, Some(2)), (0, Some(0))]);
        assert_eq!(out.empty, None);
    }
}
