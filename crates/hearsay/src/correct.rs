//! `hearsay correct`: a person overrules a mark, adds one or takes one away; lists that, or takes it back.

mod article;
mod list;
mod pick;

use crate::args::CorrectArgs;
use crate::config::CorrectionsFile;
use crate::corrections::{Corrections, Entry, Undo, add};
use crate::messages;
use crate::trouble::{Exit, Trouble};
use model::jiff::{Timestamp, tz::Offset};
use model::{ArticleKey, Correction, MarkKey, MarkKind, Overrule, Stamp};
use std::io::{self, Write};
use std::path::Path;

/// Does what was asked for.
pub(crate) fn correct(mut typed: CorrectArgs) -> Result<Exit, Trouble> {
    let file = CorrectionsFile::to_add_to(typed.corrections.take());
    let corrections = Corrections::open(&file)?;
    corrections.complaints.iter().for_each(|complaint| messages::line(complaint));
    if typed.list {
        return list::list(typed, corrections);
    }
    let Some(path) = &file.path else {
        return Err(Trouble::new(
            "there is no place to keep corrections",
            "Neither HEARSAY_CORRECTIONS nor XDG_DATA_HOME nor a home folder is set.",
            "Name a file with --corrections.",
        ));
    };
    match typed.undo.take() {
        Some(id) => undo(typed, id, &corrections, path),
        None => make(typed, corrections, path),
    }
}

/// Takes a correction back.
fn undo(typed: CorrectArgs, id: String, corrections: &Corrections, path: &Path) -> Result<Exit, Trouble> {
    let Some(correction) = corrections.find(&id) else {
        messages::line(&match corrections.is_undone(&id) {
            true => format!("{id} was taken back before."),
            false => {
                format!("{} holds no correction {id}; `hearsay correct --list` shows them.", path.display())
            }
        });
        return Ok(Exit::Nothing);
    };
    let told = format!("{id}  taken back: {} “{}”\n", correction.mark.kind, correction.mark.words);
    let at = Some(typed.dated.unwrap_or_else(now));
    add(path, &Entry::Undo(Undo { undo: id, by: typed.by, because: typed.because, at }))?;
    io::stdout().lock().write_all(told.as_bytes())?;
    Ok(Exit::Done)
}

/// Makes a correction and keeps it, once it is sure that it can be honoured.
fn make(mut typed: CorrectArgs, corrections: Corrections, path: &Path) -> Result<Exit, Trouble> {
    let kind = typed.mark_kind.unwrap_or(MarkKind::Event);
    let words = typed.words.take().unwrap_or_default();
    let act = match (typed.add, typed.drop) {
        (true, _) => Overrule::Add,
        (_, true) => Overrule::Drop,
        _ => Overrule::Set,
    };
    let set: Vec<_> = typed.fields().collect();
    if set.is_empty() && act == Overrule::Set {
        return Err(Trouble::new(
            "nothing to correct",
            "No field was named, nor --add or --drop.",
            "Say what the mark should say, like --status planned; `hearsay correct --help` lists the flags.",
        ));
    }
    let (by, because, dated, nth) = (typed.by.take(), typed.because.take(), typed.dated, typed.nth);
    let (reading, corrections) = article::reading(typed, corrections)?;
    let (Some(article), Some(mut notes)) = (&reading.article, reading.notes.clone()) else {
        let why = reading.caveats.last().map_or("No more is known.", |caveat| caveat.message.as_str());
        return Err(Trouble::new("there are no marks to correct", why, "Try `hearsay read` on it first."));
    };
    let text = article.text.as_str();
    let nth = nth.map(|nth| nth as usize);
    let span = match act {
        Overrule::Add => pick::missed(&notes, text, kind, &words, nth)?,
        Overrule::Set | Overrule::Drop => pick::mark(&notes, text, kind, &words, nth)?,
    };
    let Some(mark) = MarkKey::of(text, kind, span) else {
        return Err(Trouble::new(
            format!("“{words}” cannot be pointed at"),
            "Its place does not fit the text.",
            "Please report it.",
        ));
    };
    let mut correction = Correction {
        id: String::new(),
        article: ArticleKey::of(&reading),
        mark,
        act,
        set: set.into_iter().collect(),
        by,
        because,
        at: Some(dated.unwrap_or_else(now)),
    };
    correction.id = corrections.free_id(&correction);
    let done = correction.honour(&mut notes, text).map_err(|why| {
        let which = format!("the {kind} “{words}” cannot be corrected so");
        Trouble::new(
            which,
            format!("{why}."),
            "Put that right; `hearsay correct --help` says what each flag takes.",
        )
    })?;
    let id = correction.id.clone();
    let mark = done.mark.as_ref().map(|mark| format!(" ({mark})")).unwrap_or_default();
    let told = format!("{id}  {kind} “{}”{mark}: {}\n", correction.mark.words, done.in_words());
    add(path, &Entry::Made(Box::new(correction)))?;
    io::stdout().lock().write_all(told.as_bytes())?;
    messages::line(&format!("kept in {}; `hearsay correct --undo {id}` takes it back", path.display()));
    Ok(Exit::Done)
}

/// The only clock of the house: when a correction is made.
fn now() -> Stamp {
    let now = Offset::UTC.to_datetime(Timestamp::now());
    Stamp { date: now.date(), time: Some(now.time()), offset: Some(Offset::UTC) }
}
