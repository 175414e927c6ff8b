//! Which feeds are meant: what was named, lists opened, and what the archive knows.

use crate::door::{Allowed, target};
use crate::messages::Messages;
use crate::trouble::Trouble;
use archive::{Archive, Feed, FeedState};
use model::jiff::Timestamp;
use std::collections::BTreeSet;
use std::path::Path;

/// A list of feeds larger than this is none.
const MOST_LIST: u64 = 16 << 20;

/// A feed or site as it was named.
#[derive(Clone, Debug)]
pub(super) struct Named {
    pub(super) url: String,
    headline: Option<String>,
}

/// What was named on the command line. An address that is none is told now; one in a list is told when it is asked.
pub(super) fn named(inputs: &[String], allowed: &Allowed) -> Result<Vec<Named>, Trouble> {
    let mut all = Vec::new();
    for input in inputs {
        if input.contains("://") {
            let url = target(input, None, allowed)?.to_string();
            all.push(Named { url, headline: None });
        } else {
            all.extend(listed(Path::new(input))?);
        }
    }
    let mut seen = BTreeSet::new();
    all.retain(|named| seen.insert(named.url.clone()));
    Ok(all)
}

fn listed(path: &Path) -> Result<Vec<Named>, Trouble> {
    let shown = path.display();
    let remedy = "Name a feed list (OPML), or an address that begins with https:// or http://.";
    let unread = |why: String| Trouble::new(format!("no feeds could be read from {shown}"), why, remedy);
    let size = std::fs::metadata(path).map_err(|error| unread(error.to_string()))?.len();
    if size > MOST_LIST {
        return Err(unread(format!("It is larger than {} MiB.", MOST_LIST >> 20)));
    }
    let bytes = std::fs::read(path).map_err(|error| unread(error.to_string()))?;
    let (subscriptions, caveats) = wire::read_opml(&bytes);
    if subscriptions.is_empty() {
        return Err(unread(
            caveats.first().map_or("It names none.".to_owned(), |caveat| caveat.message.clone()),
        ));
    }
    Ok(subscriptions.into_iter().map(|one| Named { url: one.url, headline: one.headline }).collect())
}

/// The feeds to watch with what is known of each; those that fare well first.
pub(super) fn to_watch(
    archive: &Archive,
    named: Vec<Named>,
    messages: &Messages,
) -> Result<Vec<Feed>, Trouble> {
    let known = archive.feeds()?;
    let now = Timestamp::now();
    let mut feeds: Vec<Feed> = match named.is_empty() {
        true => known,
        false => named
            .into_iter()
            .map(|named| match known.iter().find(|feed| feed.url == named.url) {
                Some(feed) => feed.clone(),
                None => Feed {
                    url: named.url,
                    headline: named.headline,
                    outlet: None,
                    added: now,
                    state: FeedState::default(),
                },
            })
            .collect(),
    };
    feeds.retain(|feed| {
        if feed.state.gone {
            messages.say(&format!(
                "{}: its server said that it is gone for good; it is not asked any more",
                feed.url
            ));
        }
        !feed.state.gone
    });
    if feeds.is_empty() {
        return Err(Trouble::new(
            "there is no feed to watch",
            "None was named, and the archive knows none that is still there.",
            "Name a feed, a site or a list of feeds; `hearsay watch --help` has examples.",
        ));
    }
    feeds.sort_by_key(|feed| feed.state.failures);
    Ok(feeds)
}
