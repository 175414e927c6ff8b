//! Speech told from attitude: 400 cues of PolNeAR dev, judged by reading them in their sentences.
//!
//! In: `attribution/polnear/dev.jsonl`, our labels in `evals/statement/cue_types_dev.tsv` (offsets and types, no text)
//! Out: accuracy on the cues found, and the share found · From: DESIGN section 5, `type: speech|attitude`
//! Fails: a cue that the desk does not mark is not found · Cost: 84 texts marked

use super::room::Room;
use super::score::Score;
use crate::house;
use anyhow::Result;
use model::{CodePoints, StatementType};
use serde::Deserialize;
use std::collections::HashMap;

#[derive(Deserialize)]
struct Doc {
    id: String,
    date: String,
    text: String,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let list = house::text(&house::root().join("evals/statement/cue_types_dev.tsv"))?;
    let mut labels: HashMap<&str, Vec<(usize, usize, &str)>> = HashMap::new();
    for line in list.lines().skip(1) {
        if let [doc, _, start, end, kind] = line.split('\t').collect::<Vec<_>>()[..] {
            labels.entry(doc).or_default().push((start.parse()?, end.parse()?, kind));
        }
    }
    let docs: Vec<Doc> = room.lines("attribution/polnear/dev.jsonl")?;
    let docs: Vec<Doc> = docs.into_iter().filter(|d| labels.contains_key(d.id.as_str())).collect();
    let outcomes = room.each(&docs, |doc| {
        let notes = room.mark(&doc.id, &doc.text, Some(&doc.date));
        let map = CodePoints::new(&doc.text);
        let judge = |(start, end, kind): &(usize, usize, &str)| {
            let span = map.span(*start, *end);
            let own = notes.statements.iter().find(|s| s.cue.is_some_and(|c| c.touches(span)));
            let told = own.map(|s| if s.kind == StatementType::Attitude { "attitude" } else { "speech" });
            let line = notes.sentences.iter().find(|s| s.touches(span)).map_or("", |s| s.words(&doc.text));
            (told, told == Some(kind), format!("«{}» is {kind} in: {line}", span.words(&doc.text)))
        };
        labels[doc.id.as_str()].iter().map(judge).collect::<Vec<_>>()
    });
    let mut score = Score::default();
    let all: Vec<_> = outcomes.into_iter().flatten().collect();
    let found = all.iter().filter(|o| o.0.is_some()).count();
    score.share("type_accuracy", all.iter().filter(|o| o.1).count(), found);
    score.share("cues_found", found, all.len());
    for (told, _, line) in all.into_iter().filter(|o| !o.1) {
        score.case(format!("told as {}", told.unwrap_or("no cue")), line);
    }
    Ok(score)
}
