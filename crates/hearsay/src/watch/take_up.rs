//! What of a feed is taken up: the entries that are not in the archive.
//!
//! In: a feed as it was read · Out: visits to pages, or entries for the readers · From: TRUST I10
//! Fails: with the archive · Cost: one look-up an entry

use super::keep::Keeper;
use super::tell::plain;
use super::work::{Copy, Errand, PageErrand, origin_of};
use crate::door::{Fetched, Validators, Visit, Want, target};
use crate::trouble::Trouble;
use archive::ItemHash;
use model::Origin;
use std::collections::HashSet;
use std::time::Duration;

impl Keeper {
    /// Sends for the pages that are not in the archive; how many.
    pub(super) fn fetch_pages(&mut self, url: &str, feed: &wire::Feed) -> Result<usize, Trouble> {
        let mut sent = 0;
        let mut addresses = HashSet::new();
        for entry in &feed.entries {
            let Some(address) = &entry.url else { continue };
            let place = archive::address(address).unwrap_or_else(|| address.clone());
            // An entry with another headline may be another version of the page. A feed's ids and dates change from
            // one visit to the next with some outlets; they say nothing.
            let item = ItemHash::of(b"", &[Some("entry"), Some(&place), entry.headline.as_deref()]);
            if self.seen.contains(&item) || self.archive.done(&item)?.is_some() {
                continue;
            }
            if sent >= self.plan.limit {
                self.count.put_off += 1;
                if let Some(watched) = self.watched.get_mut(url) {
                    watched.hold = None;
                }
                continue;
            }
            self.seen.insert(item);
            if !addresses.insert(place) {
                continue;
            }
            let errand = PageErrand {
                feed: url.to_owned(),
                item,
                origin: Origin { url: Some(address.clone()), ..Origin::default() },
            };
            match target(address, None, &self.door.allowed) {
                Ok(page) => {
                    sent += 1;
                    self.on_its_way(url);
                    self.send(
                        Visit::new(page, Want::Page, Validators::default()),
                        Errand::Page(errand),
                        Duration::ZERO,
                    )?;
                }
                Err(refusal) => {
                    self.count.lost += 1;
                    self.messages.detail(&plain(&format!("lost  {}", refusal.line())));
                }
            }
        }
        Ok(sent)
    }

    /// Takes the entries as the feed has them; how many are new.
    pub(super) fn take_entries(&mut self, url: &str, fetched: &Fetched) -> Result<usize, Trouble> {
        let mut taken = 0;
        for enclosed in wire::open(fetched.body.as_slice(), origin_of(fetched)) {
            let said = [Some("entry as fed"), enclosed.origin.url.as_deref()];
            let item = ItemHash::of(&enclosed.bytes, &said);
            if self.seen.contains(&item) || self.archive.done(&item)?.is_some() {
                continue;
            }
            self.seen.insert(item);
            taken += 1;
            self.on_its_way(url);
            let errand = PageErrand { feed: url.to_owned(), item, origin: enclosed.origin.clone() };
            self.entries.push_back(Copy::Entry(errand, Box::new(enclosed)));
        }
        Ok(taken)
    }

    fn on_its_way(&mut self, url: &str) {
        if let Some(watched) = self.watched.get_mut(url) {
            watched.open += 1;
        }
        self.under_way += usize::from(self.plan.feed_only);
    }
}
