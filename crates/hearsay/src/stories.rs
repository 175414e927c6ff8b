//! `hearsay stories` and `hearsay story`: what the archive's articles tell together.

use crate::args::{StoriesArgs, StoryArgs, StoryFormat};
use crate::config::{self, Destination, Talk};
use crate::corrections::Corrections;
use crate::gather::{gather, told};
use crate::messages::Messages;
use crate::output::{beside, keep};
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, StoriesAsked, StoryRow};
use model::{Stories, StoryLine};
use press::Told;
use std::io::{self, Write};
use std::path::Path;

/// Lists the stories.
pub(crate) fn stories(typed: StoriesArgs) -> Result<Exit, Trouble> {
    let messages = Messages::open(Talk::meant(typed.quiet, false), None, false);
    let archive = gathered(&typed.archive.path()?, typed.as_gathered, &messages)?;
    let corrections = Corrections::to_honour(typed.corrections)?;
    let asked = StoriesAsked {
        since: typed.since.map(|since| since.day().to_string()),
        least: typed.least,
        limit: usize::from(typed.limit),
        offset: typed.offset,
    };
    let listed = archive.stories(&asked)?;
    let lines = listed
        .stories
        .iter()
        .map(|row| line(&archive, row, &corrections))
        .collect::<Result<Vec<_>, Trouble>>()?;
    let count = lines.len();
    let mut stories = Stories::of(lines);
    stories.total = listed.total;
    let mut out = io::stdout().lock();
    if typed.json {
        writeln!(out, "{}", press::json::stories(&stories))?;
    } else if count > 0 {
        out.write_all(press::text::stories(&stories, &typed.screen.style()).as_bytes())?;
    }
    out.flush()?;
    if count == 0 {
        messages.say(&nothing(&archive, &asked)?);
        return Ok(Exit::Nothing);
    }
    let last = asked.offset + count;
    if !typed.json && (asked.offset > 0 || (last as u64) < listed.total) {
        messages.say(&format!("{} to {last} of {} stories", asked.offset + 1, listed.total));
    }
    Ok(Exit::Done)
}

/// Tells one.
pub(crate) fn story(typed: StoryArgs) -> Result<Exit, Trouble> {
    let messages = Messages::open(Talk::meant(typed.quiet, false), None, false);
    let archive = gathered(&typed.archive.path()?, typed.as_gathered, &messages)?;
    let kept = archive.story(&typed.id)?;
    if let Some(was) = &kept.was {
        messages.say(&format!("{was} has become part of {}.", kept.id));
    }
    let format = typed.format();
    let corrections = Corrections::to_honour(typed.corrections)?;
    let story = told(&archive, &kept, &corrections)?;
    let texts: Vec<&str> = story.texts.iter().map(String::as_str).collect();
    let told = Told { story: &story.story, texts: &texts };
    let to = config::destination(typed.output);
    let shown = match format {
        StoryFormat::Json => press::json::story(&told) + "\n",
        StoryFormat::Html => press::html::story(&told),
        StoryFormat::Md => press::markdown::story(&told),
        StoryFormat::Text => press::text::story(&told, &typed.screen.style_in(&to)),
    };
    match to {
        Destination::File(to) => {
            let mut file = beside(&to)?;
            file.write_all(shown.as_bytes()).map_err(|error| Trouble::writing(&to, &error))?;
            keep(file, &to)?;
        }
        Destination::Folder(folder) => {
            return Err(Trouble::new(
                format!("{} is a folder", folder.display()),
                "A story is one file.",
                "Name a file, like -o story.html.",
            ));
        }
        Destination::Stdout => {
            let mut out = io::stdout().lock();
            out.write_all(shown.as_bytes())?;
            out.flush()?;
        }
    }
    Ok(Exit::Done)
}

/// The archive with its stories up to date, as far as it may be written.
fn gathered(path: &Path, as_gathered: bool, messages: &Messages) -> Result<Archive, Trouble> {
    if !path.exists() {
        return Err(archive::Error::Missing { path: path.to_owned() }.into());
    }
    if as_gathered {
        return Ok(Archive::open(path, Access::Read)?);
    }
    match Archive::open(path, Access::Write) {
        Ok(mut archive) => {
            gather(&mut archive, messages)?;
            Ok(archive)
        }
        // What may be read and not written is shown as it stands.
        Err(archive::Error::CannotOpen { .. }) => {
            messages.say("The archive cannot be written: its stories are shown as they were gathered.");
            Ok(Archive::open(path, Access::Read)?)
        }
        Err(error) => Err(error.into()),
    }
}

/// A story as a list shows it.
fn line(archive: &Archive, row: &StoryRow, corrections: &Corrections) -> Result<StoryLine, Trouble> {
    let told = told(archive, &archive.story(&row.id)?, corrections)?;
    Ok(told.story.line())
}

/// What to do where no story is listed.
fn nothing(archive: &Archive, asked: &StoriesAsked) -> Result<String, Trouble> {
    let articles = archive.size()?.articles;
    let all = archive.stories(&StoriesAsked { since: None, least: 1, limit: 1, offset: 0 })?.total;
    let least = archive.stories(&StoriesAsked { limit: 1, offset: 0, ..asked.clone() })?.total;
    Ok(if articles == 0 {
        "No stories: the archive is empty. `hearsay add` fills it; `hearsay demo` makes one to try."
            .to_owned()
    } else if all == 0 {
        "No stories were gathered yet. Leave --as-gathered out.".to_owned()
    } else if least > 0 {
        format!("No story behind the first {least}.")
    } else if asked.since.is_some() {
        "No story since then. Go further back with --since, or leave it out.".to_owned()
    } else {
        format!(
            "None of the {all} stories has {} articles or more. --least 1 lists those of one.",
            asked.least
        )
    })
}
