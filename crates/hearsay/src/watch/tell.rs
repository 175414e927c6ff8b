//! What became of the feeds and pages, counted and told.

use crate::messages::Messages;
use std::collections::BTreeMap;

/// What became of them.
#[derive(Debug, Default)]
pub(super) struct Count {
    pub(super) answered: usize,
    pub(super) unchanged: usize,
    pub(super) failed: usize,
    pub(super) waiting: usize,
    pub(super) new: usize,
    pub(super) versions: usize,
    pub(super) known: usize,
    pub(super) unwanted: usize,
    pub(super) lost: usize,
    pub(super) put_off: usize,
    /// By feed: new articles, and what went wrong last.
    by_feed: BTreeMap<String, (usize, Option<String>)>,
}

/// Lines of the table; a longer one is cut, with the number of the rest.
const MOST_LINES: usize = 40;

impl Count {
    pub(super) fn new_of(&mut self, feed: &str) {
        self.by_feed.entry(feed.to_owned()).or_default().0 += 1;
    }

    pub(super) fn trouble_of(&mut self, feed: &str, trouble: Option<String>) {
        self.by_feed.entry(feed.to_owned()).or_default().1 = trouble;
    }

    /// The table and the counts.
    pub(super) fn tell(&self, messages: &Messages) {
        let rows: Vec<_> =
            self.by_feed.iter().filter(|(_, (new, trouble))| *new > 0 || trouble.is_some()).collect();
        for (feed, (new, trouble)) in rows.iter().take(MOST_LINES) {
            let told = trouble.as_ref().map_or(String::new(), |trouble| format!("  failed: {trouble}"));
            messages.say(&plain(&format!("{new:>6} new  {feed}{told}")));
        }
        if rows.len() > MOST_LINES {
            messages.say(&format!("   and {} feeds more", rows.len() - MOST_LINES));
        }
        let also =
            |count: usize, what: &str| if count > 0 { format!(", {count} {what}") } else { String::new() };
        messages.say(&format!(
            "feeds: {} answered, {} unchanged, {} failed{}",
            self.answered,
            self.unchanged,
            self.failed,
            also(self.waiting, "not due yet after a failure")
        ));
        messages.say(&format!(
            "articles: {} new, {} new versions, {} known, {} lost{}{}",
            self.new,
            self.versions,
            self.known,
            self.lost,
            also(self.unwanted, "that ask not to be kept"),
            also(self.put_off, "left for the next visit")
        ));
    }
}

/// Without what could draw on a terminal: addresses and reasons come from strangers.
pub(super) fn plain(line: &str) -> String {
    line.chars().filter(|c| !c.is_control()).collect()
}
