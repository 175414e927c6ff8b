//! `hearsay watch`: feeds are asked, what they announce is fetched, read, marked and filed.
//!
//! - `feeds`: which feeds are meant · `list`: how they fare, for people
//! - `schedule`: who is visited when · `due`: when a feed is asked again
//! - `work`: the visits, many at once · `keep`: the one who files, and decides what comes next · `take_up`: what of a
//!   feed is new
//! - `tell`: what is said meanwhile and at the end
//!
//! Visitors hand what they have fetched to readers, readers hand what they have read to the keeper. Only the keeper
//! touches the archive. A visitor that hangs holds up its host and nothing else.

mod due;
mod feeds;
mod keep;
mod list;
mod schedule;
mod take_up;
mod tell;
mod work;

use crate::args::WatchArgs;
use crate::config::{CorrectionsFile, Outside, Talk, threads};
use crate::corrections::Corrections;
use crate::door::Door;
use crate::messages::Messages;
use crate::newsroom::Newsroom;
use crate::trouble::{Exit, Trouble};
use archive::{Access, Archive};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

/// What `hearsay watch` is to do.
pub(crate) struct Plan {
    once: bool,
    every: Duration,
    feed_only: bool,
    limit: usize,
}

/// Carries out the command.
pub(crate) fn watch(typed: WatchArgs) -> Result<Exit, Trouble> {
    let path = typed.archive.path()?;
    if typed.list {
        return list::list(&Archive::open(&path, Access::Read)?);
    }
    if typed.forget {
        return list::forget(&mut Archive::open(&path, Access::Write)?, &typed.inputs);
    }
    let door = Arc::new(Door::open(typed.network.manner()?));
    let named = feeds::named(&typed.inputs, &door.allowed)?;
    let archive = Archive::open(&path, Access::Write)?;
    let talk = Talk::meant(typed.quiet, typed.verbose);
    let messages = Messages::open(talk, None, true);
    let feeds = feeds::to_watch(&archive, named, &messages)?;
    let corrections = Corrections::open(&CorrectionsFile::to_honour(typed.corrections))?;
    corrections.complaints.iter().for_each(|complaint| messages.say(complaint));
    let newsroom = Newsroom::open(Outside::unknown(), typed.model.size(), corrections, false);
    let plan = Plan {
        once: typed.once,
        every: Duration::from_secs(60 * u64::from(typed.every)),
        feed_only: typed.feed_only,
        limit: usize::try_from(typed.limit).unwrap_or(usize::MAX),
    };
    let stop = stop_when_asked()?;
    let team = work::Team::hire(&door, Arc::new(newsroom), feeds.len(), threads(typed.threads));
    keep::Keeper::new(archive, door, team, plan, messages).run(feeds, &stop)
}

/// Becomes true at Ctrl-C or a request to end; at the second one the program ends at once.
fn stop_when_asked() -> Result<Arc<AtomicBool>, Trouble> {
    let stop = Arc::new(AtomicBool::new(false));
    for signal in [signal_hook::consts::SIGINT, signal_hook::consts::SIGTERM] {
        signal_hook::flag::register_conditional_default(signal, Arc::clone(&stop))
            .and_then(|_| signal_hook::flag::register(signal, Arc::clone(&stop)))
            .map_err(|error| {
                Trouble::new(
                    "the system does not tell when to stop",
                    error.to_string(),
                    "Use --once instead.",
                )
            })?;
    }
    Ok(stop)
}
