//! `hearsay show`: an article of the archive in any form, or the list of its versions.

use crate::args::ShowArgs;
use crate::config::{Destination, looks};
use crate::corrections::Corrections;
use crate::output::Output;
use crate::recall::recalled;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Version};
use serde_json::{Value, json};
use std::io::{self, Write};

/// The name and version of what `--versions --json` prints.
const SCHEMA: &str = "hearsay/versions/1";

/// Carries it out.
pub(crate) fn show(typed: ShowArgs) -> Result<Exit, Trouble> {
    let archive = Archive::open(&typed.archive.path()?, Access::Read)?;
    if typed.versions {
        let id = archive.fetch(&typed.id)?.id;
        let versions = archive.versions(&id)?;
        let told = if typed.looks.json { as_json(&id, &versions) + "\n" } else { listed(&versions) };
        let mut out = io::stdout().lock();
        out.write_all(told.as_bytes())?;
        out.flush()?;
        return Ok(Exit::Done);
    }
    let corrections = Corrections::to_honour(typed.corrections)?;
    let kept = match typed.version {
        Some(number) => archive.fetch_version(&typed.id, number)?,
        None => archive.fetch(&typed.id)?,
    };
    let (shape, to) = looks(typed.looks, false)?;
    let reading = recalled(kept, &corrections);
    let name = match &to {
        // In a folder the file is called by the headline, as people look for it.
        Destination::Folder(_) => reading.article.as_ref().and_then(|article| article.headline.clone()),
        _ => None,
    };
    let name = name.unwrap_or_else(|| reading.id.clone());
    let mut output = Output::open(to, shape, true)?;
    if let Some(shown) = shape.show(&reading, true) {
        output.write(&name, &shown)?;
    }
    output.close()?;
    Ok(Exit::Done)
}

/// One version a line.
fn listed(versions: &[Version]) -> String {
    let line = |version: &Version| {
        let mut changed = Vec::new();
        if version.headline_changed {
            changed.push("headline changed".to_owned());
        }
        for (count, what) in [(version.added, "added"), (version.removed, "removed")] {
            if count > 0 {
                changed.push(format!("{count} {} {what}", if count == 1 { "line" } else { "lines" }));
            }
        }
        let changed = match (version.number, changed.is_empty()) {
            (1, _) => "first seen".to_owned(),
            // What is neither a line nor the headline is a space within a line.
            (_, true) => "words within lines changed".to_owned(),
            _ => changed.join(", "),
        };
        let headline: String = version
            .headline
            .as_deref()
            .unwrap_or("(no headline)")
            .chars()
            .filter(|c| !c.is_control())
            .collect();
        format!(
            "{:>3}  {}  {:>5} words  {headline}\n     {changed}; from {}\n",
            version.number, version.seen, version.words, version.origin
        )
    };
    versions.iter().map(line).collect()
}

fn as_json(id: &str, versions: &[Version]) -> String {
    let all: Vec<Value> = versions
        .iter()
        .map(|version| {
            json!({
                "version": version.number,
                "seen": version.seen.to_string(),
                "origin": version.origin,
                "desk": version.desk,
                "headline": version.headline,
                "words": version.words,
                "headline_changed": version.headline_changed,
                "lines_added": version.added,
                "lines_removed": version.removed,
            })
        })
        .collect();
    json!({ "schema": SCHEMA, "id": id, "versions": all }).to_string()
}
