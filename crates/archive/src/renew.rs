//! Readings that another desk made, marked again.
//!
//! In: the version of today's desk · Out: what is stale, and new readings in its place · From: the column `desk` ·
//! Fails: with the file · Cost: one transaction for all that are handed in
//!
//! An article stays what it is: only the marks on the latest version are replaced. A run that was stopped goes on
//! where it was, since what is renewed is no longer stale.

use crate::archive::told_as;
use crate::fetch::{COLUMNS, Kept, Key, kept};
use crate::file::{add_rows, remove_rows};
use crate::parcel::Parcel;
use crate::{Archive, Result};
use rusqlite::params;

/// Which readings are to be marked again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stale<'d> {
    /// Those that this desk did not mark.
    NotBy(&'d str),
    /// All of them.
    All,
}

impl Stale<'_> {
    fn desk(self) -> Option<String> {
        match self {
            Stale::NotBy(desk) => Some(desk.to_owned()),
            Stale::All => None,
        }
    }
}

impl Archive {
    /// How many articles are stale.
    pub fn count_stale(&self, stale: Stale<'_>) -> Result<u64> {
        let count = self.sql.query_row(
            "SELECT count(*) FROM article a JOIN version v ON v.article = a.key AND v.number = a.latest
             WHERE ?1 IS NULL OR v.desk IS NOT ?1",
            [stale.desk()],
            |row| row.get(0),
        );
        told_as!(self, count.map(crate::archive::whole))
    }

    /// Which desks marked the latest versions, and how many each; `None` for those that none did.
    pub fn desks(&self) -> Result<Vec<(Option<String>, u64)>> {
        let desks = self
            .sql
            .prepare_cached(
                "SELECT v.desk, count(*) FROM article a JOIN version v ON v.article = a.key AND v.number = a.latest
                 GROUP BY v.desk ORDER BY 2 DESC, 1",
            )
            .and_then(|mut asked| {
                let rows = asked.query_map([], |row| Ok((row.get(0)?, crate::archive::whole(row.get(1)?))))?;
                rows.collect::<rusqlite::Result<Vec<_>>>()
            });
        told_as!(self, desks)
    }

    /// The next `most` stale articles behind `after`, in the order in which they came.
    pub fn stale(&self, stale: Stale<'_>, after: Option<Key>, most: usize) -> Result<Vec<Result<Kept>>> {
        let asked = format!(
            "SELECT {COLUMNS} FROM article a JOIN version v ON v.article = a.key AND v.number = a.latest
             WHERE a.key > ?1 AND (?2 IS NULL OR v.desk IS NOT ?2) ORDER BY a.key LIMIT ?3"
        );
        let rows = self.sql.prepare_cached(&asked).and_then(|mut asked| {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = asked.query_map(params![after.map_or(0, |key| key.0), stale.desk(), most], kept)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        Ok(told_as!(self, rows)?.into_iter().map(|packed| packed.opened(self)).collect())
    }

    /// Puts new marks in the place of the old ones. Each parcel must say what the article says; one that is of
    /// another text, or whose article has gone or changed in the meantime, is left out and not counted.
    pub fn renew(&mut self, renewed: &[(Key, Parcel)]) -> Result<u64> {
        let done = self.writing().and_then(|writing| {
            let mut done = 0;
            for (key, parcel) in renewed {
                let changed = writing
                    .prepare_cached(
                        "UPDATE version SET desk = ?3, reading = ?4 WHERE article = ?1 AND content = ?2
                         AND number = (SELECT latest FROM article WHERE key = ?1)",
                    )?
                    .execute(params![key.0, &parcel.content[..], parcel.facts.desk, parcel.packed_reading])?;
                if changed == 1 {
                    remove_rows(&writing, key.0)?;
                    add_rows(&writing, &parcel.rows, key.0)?;
                    done += 1;
                }
            }
            writing.commit()?;
            Ok(done)
        });
        told_as!(self, done)
    }
}
