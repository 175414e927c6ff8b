//! `hearsay correct --list`: the corrections that hold, all of them or those of one article.

use super::article;
use crate::args::CorrectArgs;
use crate::corrections::Corrections;
use crate::messages;
use crate::trouble::{Exit, Trouble};
use model::{Correction, Overrule, Reading};
use std::io::{self, Write};

/// Prints the list.
pub(super) fn list(typed: CorrectArgs, corrections: Corrections) -> Result<Exit, Trouble> {
    let (reading, corrections) = match typed.input {
        Some(_) => {
            let (reading, corrections) = article::reading(typed, corrections)?;
            (Some(reading), corrections)
        }
        None => (None, corrections),
    };
    let listed: Vec<&Correction> = match &reading {
        Some(reading) => corrections.of(reading),
        None => corrections.all().iter().collect(),
    };
    if listed.is_empty() {
        messages::line(match reading {
            Some(_) => "There is no correction of this article.",
            None => "There are no corrections.",
        });
        return Ok(Exit::Nothing);
    }
    let rows: Vec<String> = listed.iter().map(|correction| row(correction, reading.as_ref())).collect();
    io::stdout().lock().write_all(rows.join("\n").as_bytes())?;
    Ok(Exit::Done)
}

fn row(correction: &Correction, reading: Option<&Reading>) -> String {
    let Correction { id, mark, .. } = correction;
    let mut out = format!("{id}  {} “{}”, by {}\n", mark.kind, mark.words, correction.by_in_words());
    let mut line = |words: String| out += &format!("  {words}\n");
    let notes = reading.and_then(|reading| reading.notes.as_ref());
    let done = notes.and_then(|notes| notes.corrections.iter().find(|done| done.id == *id));
    match (done, reading) {
        (Some(done), _) => line(done.in_words()),
        (None, Some(_)) => line(format!("{}; not placed in this article", wanted(correction))),
        (None, None) => {
            line(wanted(correction));
            let key = &correction.article;
            let headline = key.headline.clone().or_else(|| key.url.clone()).unwrap_or_else(|| key.id.clone());
            line(format!(
                "in {}",
                [Some(headline), key.outlet.clone()].into_iter().flatten().collect::<Vec<_>>().join(", ")
            ));
        }
    }
    if let Some(because) = &correction.because {
        line(format!("because {because}"));
    }
    out
}

/// What the correction asks for.
fn wanted(correction: &Correction) -> String {
    if correction.act == Overrule::Drop {
        return "take it away".to_owned();
    }
    let fields = correction.set.iter().map(|(field, value)| {
        format!("{} {}", field.as_str().replace('_', " "), field.in_words(value.as_deref()))
    });
    let fields: Vec<String> = fields.collect();
    format!("{}{}", if correction.act == Overrule::Add { "add: " } else { "" }, fields.join("; "))
}
