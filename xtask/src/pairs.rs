//! What the classifier of pairs is trained on: one line a pair of the gold, with what the desk sees of it.
//!
//! In: `events/plv_train.jsonl` · Out: JSON lines on standard output: id, gold category, names by group
//! From: `training/pair.py` reads it · Fails: a record without source or target is asked with the one that it has
//! Cost: every text is marked once

use crate::eval::{Room, plover};
use anyhow::Result;
use model::{Article, CodePoints};
use std::path::Path;

/// Prints the features of every record of the set, and of sentences of our own.
pub(crate) fn run(gold: Option<&Path>, own: Option<&Path>, model: desk::Model) -> Result<bool> {
    let room = Room::open(gold, model)?;
    let mut records = plover::records(&room, "events/plv_train.jsonl")?;
    if let Some(own) = own {
        records.extend(plover::own(&std::fs::read_to_string(own)?));
    }
    let desk = desk::Desk::new(model);
    let lines = room.each(&records, |record| {
        let points = CodePoints::new(&record.text);
        let [source, target] = record.pair.map(|[start, end]| points.span(start, end));
        let seen = desk.pair_features(&Article::verbatim(&record.text), (source, target));
        serde_json::json!({"id": record.id, "plover": record.category, "text": record.text, "seen": seen})
            .to_string()
    });
    lines.iter().for_each(|line| println!("{line}"));
    Ok(true)
}
