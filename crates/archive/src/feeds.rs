//! Feeds, the hosts they are on, and how they fare.
//!
//! In: what the fetcher learned · Out: what it knew before · From: the tables `feed` and `host` · Fails: with the
//! file · Cost: one row

use crate::archive::told_as;
use crate::fetch::instant;
use crate::{Archive, Result};
use model::jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

/// A feed that is watched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Feed {
    /// Its address, as it was given.
    pub url: String,
    /// What it calls itself.
    pub headline: Option<String>,
    /// Whose it is, if the list of feeds says so.
    pub outlet: Option<String>,
    /// When it was first watched.
    pub added: Timestamp,
    /// How it fares.
    pub state: FeedState,
}

/// How a feed fares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FeedState {
    /// Where it has moved for good.
    pub moved_to: Option<String>,
    /// `ETag` of the last answer.
    pub etag: Option<String>,
    /// `Last-Modified` of the last answer, as it was sent.
    pub last_modified: Option<String>,
    /// A hash of the bytes last read, for servers that know no `ETag`.
    pub content: Option<[u8; 16]>,
    /// When it was last asked.
    pub asked: Option<Timestamp>,
    /// When it last answered well (200 or 304).
    pub answered: Option<Timestamp>,
    /// When it may be asked again.
    pub next_due: Option<Timestamp>,
    /// Failures since it last answered well.
    pub failures: u32,
    /// What went wrong last, for people.
    pub trouble: Option<String>,
    /// Whether the server says that it is gone for good (410).
    pub gone: bool,
}

/// What a host's robots.txt said.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Robots {
    /// The status of the answer; `None` where none came.
    pub status: Option<u16>,
    /// The file, cut at what the fetcher reads of it.
    pub text: Option<String>,
    /// When it was asked for.
    pub asked: Timestamp,
    /// Until when it holds.
    pub expires: Timestamp,
}

const FEED: &str =
    "url, headline, outlet, added, moved_to, etag, last_modified, content, asked, answered, next_due,
    failures, trouble, gone";

impl Archive {
    /// All feeds, by address.
    pub fn feeds(&self) -> Result<Vec<Feed>> {
        let all = self
            .sql
            .prepare_cached(&format!("SELECT {FEED} FROM feed ORDER BY url"))
            .and_then(|mut asked| asked.query_map([], feed)?.collect::<rusqlite::Result<Vec<_>>>());
        told_as!(self, all)
    }

    /// One feed; `None` where it is not watched.
    pub fn feed(&self, url: &str) -> Result<Option<Feed>> {
        let found = self
            .sql
            .prepare_cached(&format!("SELECT {FEED} FROM feed WHERE url = ?1"))
            .and_then(|mut asked| asked.query_row([url], feed).optional());
        told_as!(self, found)
    }

    /// How a feed fares; the state of a new one where it is not watched yet.
    pub fn feed_state(&self, url: &str) -> Result<FeedState> {
        Ok(self.feed(url)?.map(|feed| feed.state).unwrap_or_default())
    }

    /// Notes a feed with all that is known of it; one with the same address is replaced, save when it was added.
    pub fn keep_feed(&mut self, feed: &Feed) -> Result<()> {
        let state = &feed.state;
        let kept = self.sql.prepare_cached(
            "INSERT INTO feed (url, headline, outlet, added, moved_to, etag, last_modified, content, asked, answered,
                               next_due, failures, trouble, gone)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14)
             ON CONFLICT (url) DO UPDATE SET headline = excluded.headline, outlet = excluded.outlet,
                 moved_to = excluded.moved_to, etag = excluded.etag, last_modified = excluded.last_modified,
                 content = excluded.content, asked = excluded.asked, answered = excluded.answered,
                 next_due = excluded.next_due, failures = excluded.failures, trouble = excluded.trouble,
                 gone = excluded.gone",
        );
        let kept = kept.and_then(|mut kept| {
            kept.execute(params![
                feed.url,
                feed.headline,
                feed.outlet,
                feed.added.as_second(),
                state.moved_to,
                state.etag,
                state.last_modified,
                state.content.as_ref().map(|content| &content[..]),
                seconds(state.asked),
                seconds(state.answered),
                seconds(state.next_due),
                state.failures,
                state.trouble,
                state.gone
            ])
        });
        told_as!(self, kept.map(drop))
    }

    /// Notes how a feed fares; one that is not watched yet is watched from `now` on.
    pub fn keep_feed_state(&mut self, url: &str, state: &FeedState, now: Timestamp) -> Result<()> {
        let known = self.feed(url)?;
        let fresh = || Feed {
            url: url.to_owned(),
            headline: None,
            outlet: None,
            added: now,
            state: FeedState::default(),
        };
        let feed = Feed { state: state.clone(), ..known.unwrap_or_else(fresh) };
        self.keep_feed(&feed)
    }

    /// Watches a feed no longer; whether it was watched.
    pub fn remove_feed(&mut self, url: &str) -> Result<bool> {
        let removed = self.sql.prepare_cached("DELETE FROM feed WHERE url = ?1");
        told_as!(self, removed.and_then(|mut remove| remove.execute([url])).map(|count| count > 0))
    }

    /// What a host's robots.txt said when it was last asked; `host` is scheme, host and port as the fetcher writes
    /// them.
    pub fn robots(&self, host: &str) -> Result<Option<Robots>> {
        let found = self
            .sql
            .prepare_cached("SELECT status, robots, asked, expires FROM host WHERE host = ?1")
            .and_then(|mut asked| {
                asked
                    .query_row([host], |row| {
                        Ok(Robots {
                            status: row.get(0)?,
                            text: row.get(1)?,
                            asked: instant(row.get(2)?),
                            expires: instant(row.get(3)?),
                        })
                    })
                    .optional()
            });
        told_as!(self, found)
    }

    /// Notes what a host's robots.txt said.
    pub fn keep_robots(&mut self, host: &str, robots: &Robots) -> Result<()> {
        let kept = self
            .sql
            .prepare_cached(
                "INSERT INTO host (host, status, robots, asked, expires) VALUES (?1, ?2, ?3, ?4, ?5)
                 ON CONFLICT (host) DO UPDATE SET status = excluded.status, robots = excluded.robots,
                     asked = excluded.asked, expires = excluded.expires",
            )
            .and_then(|mut kept| {
                kept.execute(params![
                    host,
                    robots.status,
                    robots.text,
                    robots.asked.as_second(),
                    robots.expires.as_second()
                ])
            });
        told_as!(self, kept.map(drop))
    }
}

fn feed(row: &Row<'_>) -> rusqlite::Result<Feed> {
    let at = |column: usize| Ok::<_, rusqlite::Error>(row.get::<_, Option<i64>>(column)?.map(instant));
    Ok(Feed {
        url: row.get(0)?,
        headline: row.get(1)?,
        outlet: row.get(2)?,
        added: instant(row.get(3)?),
        state: FeedState {
            moved_to: row.get(4)?,
            etag: row.get(5)?,
            last_modified: row.get(6)?,
            content: row.get(7)?,
            asked: at(8)?,
            answered: at(9)?,
            next_due: at(10)?,
            failures: row.get(11)?,
            trouble: row.get(12)?,
            gone: row.get(13)?,
        },
    })
}

fn seconds(at: Option<Timestamp>) -> Option<i64> {
    at.map(Timestamp::as_second)
}
