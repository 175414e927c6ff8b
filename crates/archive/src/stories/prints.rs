//! What gathering remembers of each article.
//!
//! In: prints, as bytes of whoever gathers · Out: the same; and which articles have none of this form · From: the table
//! `print`, which triggers keep true · Fails: with the file · Cost: one row an article

use crate::archive::{told_as, whole};
use crate::fetch::{COLUMNS, Kept, Key, kept};
use crate::{Archive, Result};
use rusqlite::params;

/// The print of one article.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PrintOf {
    /// Which article.
    pub key: Key,
    /// The number of the version that it was taken of.
    pub version: u32,
    /// What it is about.
    pub print: Vec<u8>,
    /// Its sentences as numbers.
    pub sentences: Vec<u8>,
}

/// Articles without a print of this form.
const UNPRINTED: &str = "NOT EXISTS (SELECT 1 FROM print p WHERE p.article = a.key AND p.form = ?1)";

impl Archive {
    /// How many articles have no print of this form.
    pub fn count_unprinted(&self, form: u32) -> Result<u64> {
        let count =
            self.sql.query_row(&format!("SELECT count(*) FROM article a WHERE {UNPRINTED}"), [form], |row| {
                row.get(0)
            });
        told_as!(self, count.map(whole))
    }

    /// The next `most` articles behind `after` that have no print of this form, in the order in which they came.
    pub fn unprinted(&self, form: u32, after: Option<Key>, most: usize) -> Result<Vec<Result<Kept>>> {
        let asked = format!(
            "SELECT {COLUMNS} FROM article a JOIN version v ON v.article = a.key AND v.number = a.latest
             WHERE a.key > ?2 AND {UNPRINTED} ORDER BY a.key LIMIT ?3"
        );
        let rows = self.sql.prepare_cached(&asked).and_then(|mut asked| {
            let most = i64::try_from(most).unwrap_or(i64::MAX);
            let rows = asked.query_map(params![form, after.map_or(0, |key| key.0), most], kept)?;
            rows.collect::<rusqlite::Result<Vec<_>>>()
        });
        Ok(told_as!(self, rows)?.into_iter().map(|packed| packed.opened(self)).collect())
    }

    /// Keeps prints of this form. One of a version that is no longer the latest is left out.
    pub fn file_prints(&mut self, form: u32, prints: &[PrintOf]) -> Result<()> {
        let filed = self.writing().and_then(|writing| {
            let mut add = writing.prepare_cached(
                "INSERT OR REPLACE INTO print (article, form, print, sentences)
                 SELECT key, ?3, ?4, ?5 FROM article WHERE key = ?1 AND latest = ?2",
            )?;
            for one in prints {
                add.execute(params![one.key.0, one.version, form, one.print, one.sentences])?;
            }
            drop(add);
            writing.commit()
        });
        told_as!(self, filed)
    }

    /// Hands every print of this form to `take`: the article's key, what it is about, its sentences; in the order in which the articles came.
    pub fn each_print(&self, form: u32, mut take: impl FnMut(Key, &[u8], &[u8])) -> Result<()> {
        let done = self
            .sql
            .prepare_cached("SELECT article, print, sentences FROM print WHERE form = ?1 ORDER BY article")
            .and_then(|mut asked| {
                let mut rows = asked.query([form])?;
                while let Some(row) = rows.next()? {
                    let blob = |column| row.get_ref(column).map(|cell| cell.as_blob().unwrap_or_default());
                    take(Key(row.get(0)?), blob(1)?, blob(2)?);
                }
                Ok(())
            });
        told_as!(self, done)
    }
}
