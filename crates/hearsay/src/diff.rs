//! `hearsay diff`: what two articles tell differently.

use crate::args::{ArchiveArgs, DiffArgs};
use crate::config::{self, Input, Outside};
use crate::corrections::Corrections;
use crate::inputs::Item;
use crate::messages;
use crate::newsroom::Newsroom;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive};
use model::{Notes, Reading};
use press::Compared;
use std::io::{self, Write};
use std::path::Path;

/// Reads both, compares them, and shows what differs.
pub(crate) fn diff(typed: DiffArgs) -> Result<Exit, Trouble> {
    let json = typed.json;
    let style = typed.screen.style();
    let (a, b) = two(typed)?;
    let none = Notes::default();
    let (Some(of_a), Some(of_b)) = (&a.article, &b.article) else { return Ok(Exit::Nothing) };
    let (notes_a, notes_b) = match (&a.notes, &b.notes) {
        (Some(notes_a), Some(notes_b)) => (notes_a, notes_b),
        _ => {
            messages::line("One of the two is not marked, so only the words are compared.");
            (&none, &none)
        }
    };
    let differences = story::diff(of_a, notes_a, of_b, notes_b);
    let compared = Compared { a: &a, b: &b, differences: &differences };
    let shown = if json {
        press::json::compared(&compared) + "\n"
    } else {
        press::text::difference(&compared, &style)
    };
    io::stdout().lock().write_all(shown.as_bytes())?;
    Ok(if differences.is_empty() { Exit::Nothing } else { Exit::Done })
}

/// The two readings that the arguments name.
fn two(typed: DiffArgs) -> Result<(Reading, Reading), Trouble> {
    let Some(named_b) = typed.b else { return last_two(&typed.archive, &typed.a) };
    let named_a = typed.a;
    if named_a.as_os_str() == "-" && named_b.as_os_str() == "-" {
        return Err(Trouble::new(
            "- stands twice",
            "Standard input can be read once.",
            "Name a file for one of the two.",
        ));
    }
    let (kept_a, kept_b) = (kept(&typed.archive, &named_a)?, kept(&typed.archive, &named_b)?);
    let corrections = Corrections::to_honour(typed.corrections)?;
    let newsroom = Newsroom::open(Outside::meant(typed.outside)?, typed.model.size(), corrections, false);
    let side = |kept: Option<Reading>, named| match kept {
        Some(kept) => Ok(kept),
        None => read(&newsroom, config::input(named)?),
    };
    Ok((side(kept_a, named_a)?, side(kept_b, named_b)?))
}

/// The article of the archive that is named; `None` for what is a file, standard input, or no name of an article.
fn kept(archive: &ArchiveArgs, named: &Path) -> Result<Option<Reading>, Trouble> {
    let name = named.to_string_lossy();
    if name == "-" || named.exists() || !may_be_in_the_archive(&name) {
        return Ok(None);
    }
    let kept = Archive::open(&archive.path()?, Access::Read)?.fetch(&name)?;
    Ok(Some(Reading { id: kept.id, ..kept.reading }))
}

/// Whether the words look like an address or the beginning of an id, so that the archive is asked before it is said
/// that there is no such file.
fn may_be_in_the_archive(name: &str) -> bool {
    name.contains("://") || (name.len() >= 4 && name.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// The last two versions of an article of the archive.
fn last_two(archive: &ArchiveArgs, named: &Path) -> Result<(Reading, Reading), Trouble> {
    let name = named.to_string_lossy();
    if !may_be_in_the_archive(&name) {
        return Err(Trouble::new(
            format!("{name} is compared with nothing"),
            "One name alone has to be an article of the archive, whose last two versions are compared.",
            "Name a second file, or an id from `hearsay search`.",
        ));
    }
    let archive = Archive::open(&archive.path()?, Access::Read)?;
    let newest = archive.fetch(&name)?;
    let Some(before) = newest.version.checked_sub(1).filter(|number| *number > 0) else {
        return Err(Trouble::new(
            format!("article {} has one version", newest.id),
            "It was not seen to change.",
            "Name a second article to compare it with.",
        ));
    };
    let before = archive.fetch_version(&newest.id, before)?;
    Ok((before.reading, newest.reading))
}

/// One side, read and marked.
fn read(newsroom: &Newsroom, input: Input) -> Result<Reading, Trouble> {
    let item = Item::of(input);
    let label = item.label();
    let reading = newsroom.read_one(item);
    if reading.article.is_none() {
        let why = reading.caveats.last().map_or("No more is known.", |caveat| caveat.message.as_str());
        return Err(Trouble::new(
            format!("{label} holds no article to compare"),
            why,
            "Try `hearsay read` on it first.",
        ));
    }
    Ok(reading)
}
