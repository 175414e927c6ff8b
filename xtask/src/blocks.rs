//! What the labeller of blocks is trained on: one line a page of the gold, with its blocks as wire sees them.
//!
//! In: `pages/fundus-eval` and `pages/trafilatura-eval` · Out: JSON lines on standard output: set, id, blocks, numbers
//! From: `training/blocks.py` reads it · Fails: what is no page is left out · Cost: every page is read once

use crate::eval::{Room, pages, segments};
use anyhow::Result;
use model::Origin;
use std::path::Path;

/// Prints the blocks of every page of both sets.
pub(crate) fn run(gold: Option<&Path>) -> Result<bool> {
    let room = Room::open(gold, desk::Model::default())?;
    let whole: Vec<pages::Page> = room.lines("pages/fundus-eval/gold.jsonl")?;
    let parts: Vec<segments::Page> = room.lines("pages/trafilatura-eval/gold.jsonl")?;
    let mut items: Vec<(&str, &str, &str, Origin)> = Vec::new();
    items.extend(whole.iter().map(|p| ("fundus-eval", p.id.as_str(), p.file.as_str(), p.origin())));
    items.extend(parts.iter().map(|p| ("trafilatura-eval", p.id.as_str(), p.file.as_str(), p.origin())));
    let lines = room.each(&items, |(set, id, file, origin)| -> Result<String> {
        let mut seen = wire::blocks_seen(&room.bytes(&format!("pages/{set}/{file}"))?, origin);
        if !seen.is_null() {
            seen["set"] = (*set).into();
            seen["id"] = (*id).into();
        }
        Ok(seen.to_string())
    });
    for line in lines {
        println!("{}", line?);
    }
    Ok(true)
}
