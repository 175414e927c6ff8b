//! `hearsay remark`: what another desk marked, marked again; a page of the archive at a time.

use crate::args::RemarkArgs;
use crate::config::{Outside, Talk, threads};
use crate::corrections::Corrections;
use crate::in_order::in_order;
use crate::messages::Messages;
use crate::newsroom::{Newsroom, guarded};
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive, Facts, Kept, Key, Parcel, Stale};
use std::time::{Duration, Instant};

/// Articles that are fetched at once: enough for all cores, little for the memory.
const AT_ONCE: usize = 64;

/// How long marked articles wait to be written, so that little is marked twice when the program is stopped.
const LONGEST_WAIT: Duration = Duration::from_millis(900);

/// Carries it out.
pub(crate) fn remark(typed: RemarkArgs) -> Result<Exit, Trouble> {
    let path = typed.archive.path()?;
    if !path.exists() {
        return Err(archive::Error::Missing { path }.into());
    }
    let mut archive = Archive::open(&path, Access::Write)?;
    let newsroom = Newsroom::open(Outside::unknown(), typed.model.size(), Corrections::default(), false);
    let desk = newsroom.desk().unwrap_or_default().to_owned();
    let stale = if typed.all { Stale::All } else { Stale::NotBy(&desk) };
    let count = archive.count_stale(stale)?;
    let messages = Messages::open(Talk::meant(typed.quiet, false), usize::try_from(count).ok(), false);
    if count == 0 {
        messages.say(&format!(
            "Nothing to mark: all {} articles were marked by {desk}.",
            archive.size()?.articles
        ));
        return Ok(Exit::Nothing);
    }
    let (mut renewed, mut lost) = (0, 0);
    let mut after = None;
    let mut waiting: Vec<(Key, Parcel)> = Vec::new();
    let mut since = Instant::now();
    loop {
        let page = archive.stale(stale, after, AT_ONCE)?;
        let Some(last) = page.iter().rev().find_map(|one| one.as_ref().ok()).map(|kept| kept.key) else {
            lost += page.iter().filter(|one| one.is_err()).count();
            break;
        };
        after = Some(last);
        in_order(
            page.into_iter(),
            threads(typed.threads),
            |kept| kept.map(|kept| marked(&newsroom, &desk, kept)),
            |done| {
                messages.one_more();
                match done {
                    Ok(Some(parcel)) => waiting.push(parcel),
                    Ok(None) => lost += 1,
                    Err(error) => {
                        lost += 1;
                        messages.say(&error.to_string());
                    }
                }
                Ok::<(), Trouble>(())
            },
        )?;
        if since.elapsed() >= LONGEST_WAIT {
            renewed += archive.renew(&waiting)?;
            waiting.clear();
            since = Instant::now();
        }
    }
    renewed += archive.renew(&waiting)?;
    messages.bar_done();
    messages.say(&format!("{renewed} marked by {desk}, {lost} lost"));
    Ok(if renewed > 0 { Exit::Done } else { Exit::Nothing })
}

fn marked(newsroom: &Newsroom, desk: &str, kept: Kept) -> Option<(Key, Parcel)> {
    let facts = Facts { item: None, origin: kept.origin, desk: Some(desk.to_owned()), seen: kept.seen };
    let reading = newsroom.remark(kept.reading);
    let parcel = guarded(|| Parcel::of(reading, facts)).ok()??;
    Some((kept.key, parcel))
}
