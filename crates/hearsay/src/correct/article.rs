//! The article that is to be corrected, read and marked as `read` would.

use crate::args::{CorrectArgs, InputKind};
use crate::batch::Order;
use crate::config::{Input, Outside, has_ending, input};
use crate::corrections::Corrections;
use crate::inputs::{Found, Item};
use crate::newsroom::Newsroom;
use crate::trouble::Trouble;
use model::{Cited, Place, Reading};
use std::path::{Path, PathBuf};

/// The reading, with the corrections that it has; and all corrections again.
pub(super) fn reading(
    typed: CorrectArgs,
    corrections: Corrections,
) -> Result<(Reading, Corrections), Trouble> {
    let outside = Outside::meant(typed.outside)?;
    let input = input(typed.input.unwrap_or_else(|| PathBuf::from("-")))?;
    if let Input::Path(path) = &input
        && outside.kind == InputKind::Auto
        && has_ending(path, &["json"])
    {
        return Ok((from_json(path)?, corrections));
    }
    let item = match (outside.is_batch(&input), &typed.id, input) {
        (true, Some(id), input) => line_of(&input, id, &outside)?,
        (true, None, _) => {
            return Err(Trouble::new(
                "a batch has many articles",
                "A correction is of one of them.",
                "Say which line with --id, as in the line's \"id\".",
            ));
        }
        (false, Some(_), _) => {
            return Err(Trouble::new(
                "--id is only for batches",
                "This input is one article.",
                "Leave --id out, or add --input jsonl.",
            ));
        }
        (false, None, input) => Item::of(input),
    };
    let newsroom = Newsroom::open(outside, typed.model.size(), corrections, false);
    let reading = newsroom.read_one(item);
    Ok((reading, newsroom.close()))
}

/// A reading that `read --json` printed.
fn from_json(path: &Path) -> Result<Reading, Trouble> {
    let told = |why: String| {
        Trouble::new(
            format!("{} is not a reading", path.display()),
            why,
            "Name the article, or one reading that `hearsay read --json` printed.",
        )
    };
    let json = std::fs::read(path).map_err(|error| told(error.to_string()))?;
    let reading: Reading<Cited, Place> =
        serde_json::from_slice(&json).map_err(|error| told(error.to_string()))?;
    Ok(reading.to_bytes())
}

/// The line of a batch that has this id.
fn line_of(batch: &Input, id: &str, outside: &Outside) -> Result<Item, Trouble> {
    let own = |item: &Item| match item {
        Item::Line { line: Some(line), .. } => {
            Order::read(line, false).is_ok_and(|order| order.id.as_deref() == Some(id))
        }
        // What cannot be opened tells why when it is read.
        Item::Lost { .. } => true,
        _ => false,
    };
    Found::among(std::slice::from_ref(batch), outside).items().find(own).ok_or_else(|| {
        Trouble::new(
            format!("no line of the batch has the id {id}"),
            "Ids are compared letter by letter; a line without one cannot be named.",
            "Look at the line's \"id\".",
        )
    })
}
