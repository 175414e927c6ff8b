//! A list of stories, the freshest first.
//!
//! In: since when, how large, which page · Out: a row a story · From: `member` and `article` · Fails: with the file ·
//! Cost: one pass over all members

use crate::archive::{told_as, whole};
use crate::{Archive, Result};
use rusqlite::{named_params, types::Null};

/// Which stories are asked for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoriesAsked {
    /// With an article of this day or later (YYYY-MM-DD).
    pub since: Option<String>,
    /// With at least so many articles.
    pub least: u32,
    /// At most so many stories.
    pub limit: usize,
    /// Without the first so many.
    pub offset: usize,
}

/// One page of a list of stories.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StoriesListed {
    /// How many there are on all pages.
    pub total: u64,
    /// This page.
    pub stories: Vec<StoryRow>,
}

/// One story of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryRow {
    /// Its id.
    pub id: String,
    /// How many articles it has.
    pub articles: u64,
    /// From how many outlets, those without a name together as one.
    pub outlets: u64,
    /// The day of its first article.
    pub first: String,
    /// The day of its last.
    pub last: String,
}

/// The day of an article: as printed, else when it was first seen.
const DAY: &str = "coalesce(a.day, date(a.first_seen, 'unixepoch'))";

impl Archive {
    /// The stories that are asked for.
    pub fn stories(&self, asked: &StoriesAsked) -> Result<StoriesListed> {
        let sql = format!(
            "SELECT s.id, count(*), count(DISTINCT coalesce(a.outlet, 0)), min({DAY}), max({DAY}) AS last,
                    count(*) OVER ()
             FROM member m JOIN story s ON s.key = m.story JOIN article a ON a.key = m.article
             GROUP BY m.story
             HAVING count(*) >= :least AND (:since IS NULL OR max({DAY}) >= :since)
             ORDER BY last DESC, count(*) DESC, s.id LIMIT :limit OFFSET :offset"
        );
        let listed = self.sql.prepare_cached(&sql).and_then(|mut found| {
            let since: &dyn rusqlite::ToSql = match &asked.since {
                Some(since) => since,
                None => &Null,
            };
            let limit = i64::try_from(asked.limit).unwrap_or(i64::MAX);
            let offset = i64::try_from(asked.offset).unwrap_or(i64::MAX);
            let mut rows = found.query(named_params! {
                ":since": since, ":least": asked.least, ":limit": limit, ":offset": offset,
            })?;
            let mut listed = StoriesListed::default();
            while let Some(row) = rows.next()? {
                listed.total = whole(row.get(5)?);
                listed.stories.push(StoryRow {
                    id: row.get(0)?,
                    articles: whole(row.get(1)?),
                    outlets: whole(row.get(2)?),
                    first: row.get(3)?,
                    last: row.get(4)?,
                });
            }
            Ok(listed)
        });
        told_as!(self, listed)
    }
}
