//! Every article out of the file, some at a time, so that memory stays flat however large the archive is.
//!
//! In: where the last page ended · Out: the next articles · From: keys, which only grow · Fails: an article that
//! cannot be unpacked is an error in its own place · Cost: as `fetch`, for each

use crate::archive::told_as;
use crate::fetch::{COLUMNS, Kept, Key, kept};
use crate::{Archive, Result};

impl Archive {
    /// The latest versions of the next `most` articles behind `after`, in the order in which they came. The last one's
    /// key is where the next page begins; an empty page is the end.
    pub fn after(&self, after: Option<Key>, most: usize) -> Result<Vec<Result<Kept>>> {
        let asked = format!(
            "SELECT {COLUMNS} FROM article a JOIN version v ON v.article = a.key AND v.number = a.latest
             WHERE a.key > ?1 ORDER BY a.key LIMIT ?2"
        );
        let rows = self.sql.prepare_cached(&asked).and_then(|mut asked| {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = asked.query_map([after.map_or(0, |key| key.0), most], kept)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        Ok(told_as!(self, rows)?.into_iter().map(|packed| packed.opened(self)).collect())
    }
}
