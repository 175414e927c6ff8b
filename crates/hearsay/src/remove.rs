//! `hearsay remove`: out of the archive, after a look at what goes.

use crate::args::RemoveArgs;
use crate::messages;
use crate::search::not_understood;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Key, Query};
use std::io::{self, BufRead, IsTerminal, Write};

/// Articles that are removed in one transaction, so that a search does not wait long behind it.
const AT_ONCE: usize = 500;

/// Carries it out.
pub(crate) fn remove(typed: RemoveArgs) -> Result<Exit, Trouble> {
    let path = typed.archive.path()?;
    if !path.exists() {
        return Err(archive::Error::Missing { path }.into());
    }
    let mut archive = Archive::open(&path, Access::Write)?;
    let keys = meant(&archive, &typed)?;
    if keys.is_empty() {
        messages::line("Nothing to remove: no article was found.");
        return Ok(Exit::Nothing);
    }
    if !typed.yes && !agreed(&archive, &keys)? {
        messages::line("Nothing was removed.");
        return Ok(Exit::Nothing);
    }
    let mut removed = 0;
    for some in keys.chunks(AT_ONCE) {
        removed += archive.remove(some)?;
    }
    messages::line(&format!("{removed} removed, {} left", archive.size()?.articles));
    Ok(Exit::Done)
}

fn meant(archive: &Archive, typed: &RemoveArgs) -> Result<Vec<Key>, Trouble> {
    if let Some(line) = &typed.query {
        let query = Query::parse(line).map_err(|complaint| not_understood(line, &complaint))?;
        return Ok(archive.matching(&query)?);
    }
    let mut keys = typed.ids.iter().map(|id| archive.key_of(id)).collect::<Result<Vec<Key>, _>>()?;
    keys.sort_unstable();
    keys.dedup();
    Ok(keys)
}

/// Asks; where nobody can answer, that is told.
fn agreed(archive: &Archive, keys: &[Key]) -> Result<bool, Trouble> {
    if !io::stdin().is_terminal() {
        return Err(Trouble::new(
            format!("{} would be removed for good", articles(keys.len())),
            "There is no terminal to ask at.",
            "Add --yes to remove without asking.",
        ));
    }
    for key in keys.iter().take(5) {
        if let Some(kept) = archive.fetch_at(*key)? {
            let headline = kept.reading.article.and_then(|article| article.headline);
            let headline: String =
                headline.as_deref().unwrap_or("(no headline)").chars().filter(|c| !c.is_control()).collect();
            messages::line(&format!("  {}  {headline}", kept.id));
        }
    }
    if keys.len() > 5 {
        messages::line(&format!("  and {} more", keys.len() - 5));
    }
    let mut err = io::stderr().lock();
    write!(err, "Remove {} of {} for good? [y/N] ", articles(keys.len()), archive.size()?.articles)?;
    err.flush()?;
    let mut answer = String::new();
    io::stdin().lock().read_line(&mut answer)?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

fn articles(count: usize) -> String {
    format!("{count} {}", if count == 1 { "article" } else { "articles" })
}
