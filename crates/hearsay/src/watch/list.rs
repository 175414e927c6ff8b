//! The feeds of the archive and how they fare, as a table; and those that are watched no longer.

use crate::trouble::{Exit, Trouble};
use archive::{Archive, Feed};
use model::jiff::Timestamp;
use std::io::{self, Write};

/// `hearsay watch --list`.
pub(super) fn list(archive: &Archive) -> Result<Exit, Trouble> {
    let feeds = archive.feeds()?;
    if feeds.is_empty() {
        crate::messages::line("the archive knows no feed yet; `hearsay watch FEED` makes one known");
        return Ok(Exit::Nothing);
    }
    let now = Timestamp::now();
    let mut out = io::stdout().lock();
    writeln!(out, "{:<16}  {:<16}  {:>8}  feed", "last answered", "next due", "failures")?;
    for feed in feeds {
        let state = &feed.state;
        let due = match state.next_due {
            _ if state.gone => "gone for good".to_owned(),
            Some(due) if due > now => minute(due),
            _ => "now".to_owned(),
        };
        let answered = state.answered.map_or("never".to_owned(), minute);
        writeln!(out, "{answered:<16}  {due:<16}  {:>8}  {}", state.failures, named(&feed))?;
        if let Some(to) = &state.moved_to {
            writeln!(out, "{:<46}moved to {to}", "")?;
        }
        if let Some(trouble) = state.trouble.as_ref().filter(|_| state.failures > 0) {
            writeln!(out, "{:<46}{trouble}", "")?;
        }
    }
    Ok(Exit::Done)
}

/// Day, hour and minute in UTC.
fn minute(at: Timestamp) -> String {
    at.strftime("%Y-%m-%d %H:%M").to_string()
}

/// Its address, and what it calls itself. Neither may draw on the terminal: a feed's words are a stranger's.
fn named(feed: &Feed) -> String {
    let headline = feed.headline.iter().map(|headline| format!("  {headline}")).collect::<String>();
    format!("{}{headline}", feed.url).chars().filter(|c| !c.is_control()).collect()
}

/// `hearsay watch --forget`.
pub(super) fn forget(archive: &mut Archive, named: &[String]) -> Result<Exit, Trouble> {
    if named.is_empty() {
        return Err(Trouble::new(
            "no feed to forget",
            "--forget needs to know which.",
            "Name it as `hearsay watch --list` prints it.",
        ));
    }
    let mut any = false;
    for feed in named {
        let was = archive.remove_feed(feed)?;
        any |= was;
        let told = if was { "is watched no longer" } else { "was not watched" };
        crate::messages::line(&format!("{feed} {told}"));
    }
    Ok(if any { Exit::Done } else { Exit::Nothing })
}
