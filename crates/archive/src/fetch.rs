//! One article out of the file, by its id, the beginning of its id, or its address.
//!
//! In: what a person or program calls it · Out: [`Kept`] · From: `pack` · Fails: what is not there, or may be any of
//! several, is told · Cost: one look-up and some unpacking, under a millisecond

use crate::address::address;
use crate::archive::told_as;
use crate::{Archive, Error, Result, parcel};
use model::Reading;
use model::jiff::Timestamp;
use rusqlite::{OptionalExtension, Row, params};

/// Where an article stands in the archive: of two, the one that came first has the smaller key. No article ever gets
/// the key of one that was removed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Key(pub(crate) i64);

/// One version of an article as it was kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Kept {
    /// Where it stands.
    pub key: Key,
    /// The article's id.
    pub id: String,
    /// Which version, from 1.
    pub version: u32,
    /// How many versions there are.
    pub versions: u32,
    /// When this version was first seen.
    pub seen: Timestamp,
    /// Where its bytes came from.
    pub origin: String,
    /// Which desk marked it; `None` where none did.
    pub desk: Option<String>,
    /// What was read. Its own id is the one that the input gave.
    pub reading: Reading,
}

/// The shortest beginning of an id that is taken for one.
const SHORTEST: usize = 4;

/// What `kept` reads of a row.
pub(crate) const COLUMNS: &str =
    "a.key, a.id, v.number, a.latest, v.seen, v.origin, v.desk, v.text, v.reading";

impl Archive {
    /// The latest version of the article that `name` means: an id, at least four letters of its beginning, or an
    /// address.
    ///
    /// # Errors
    /// [`Error::NoSuch`], [`Error::Ambiguous`], [`Error::Damaged`].
    pub fn fetch(&self, name: &str) -> Result<Kept> {
        let key = self.key_of(name)?;
        self.fetch_at(key)?.ok_or_else(|| Error::NoSuch { key: name.to_owned() })
    }

    /// One version of it, from 1.
    ///
    /// # Errors
    /// As [`Archive::fetch`], and [`Error::NoVersion`].
    pub fn fetch_version(&self, name: &str, number: u32) -> Result<Kept> {
        let key = self.key_of(name)?;
        if let Some(kept) = self.kept(key, Some(number))? {
            return Ok(kept);
        }
        let latest = self.fetch_at(key)?.ok_or_else(|| Error::NoSuch { key: name.to_owned() })?;
        Err(Error::NoVersion { id: latest.id, number, have: latest.versions })
    }

    /// The latest version of the article with this key; `None` where it was removed in the meantime.
    pub fn fetch_at(&self, key: Key) -> Result<Option<Kept>> {
        self.kept(key, None)
    }

    /// The key of the article that `name` means.
    ///
    /// # Errors
    /// [`Error::NoSuch`], [`Error::Ambiguous`].
    pub fn key_of(&self, name: &str) -> Result<Key> {
        let name = name.trim();
        let (asked, value) = match address(name) {
            Some(address) => ("SELECT key, id FROM article WHERE address = ?1 ORDER BY key LIMIT 9", address),
            None if name.len() >= SHORTEST && name.bytes().all(|byte| byte.is_ascii_hexdigit()) => (
                "SELECT key, id FROM article WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 9",
                name.to_ascii_lowercase(),
            ),
            None => return Err(Error::NoSuch { key: name.to_owned() }),
        };
        let found = self.sql.prepare_cached(asked).and_then(|mut asked| {
            asked
                .query_map([value], |row| Ok((Key(row.get(0)?), row.get(1)?)))?
                .collect::<rusqlite::Result<Vec<_>>>()
        });
        let found: Vec<(Key, String)> = told_as!(self, found)?;
        match found.as_slice() {
            [] => Err(Error::NoSuch { key: name.to_owned() }),
            [(key, _)] => Ok(*key),
            several => Err(Error::Ambiguous {
                key: name.to_owned(),
                ids: several.iter().map(|(_, id)| id.clone()).collect(),
            }),
        }
    }

    fn kept(&self, key: Key, number: Option<u32>) -> Result<Option<Kept>> {
        let asked = format!(
            "SELECT {COLUMNS} FROM article a JOIN version v ON v.article = a.key
             WHERE a.key = ?1 AND v.number = coalesce(?2, a.latest)"
        );
        let found = self
            .sql
            .prepare_cached(&asked)
            .and_then(|mut asked| asked.query_row(params![key.0, number], kept).optional());
        told_as!(self, found)?.map(|raw| raw.opened(self)).transpose()
    }
}

/// A row, not yet unpacked.
pub(crate) struct Packed {
    kept: Kept,
    text: Vec<u8>,
    reading: Vec<u8>,
}

pub(crate) fn kept(row: &Row<'_>) -> rusqlite::Result<Packed> {
    let id: String = row.get(1)?;
    Ok(Packed {
        kept: Kept {
            key: Key(row.get(0)?),
            version: row.get(2)?,
            versions: row.get(3)?,
            seen: instant(row.get(4)?),
            origin: row.get(5)?,
            desk: row.get(6)?,
            reading: Reading {
                schema: String::new(),
                id: String::new(),
                article: None,
                notes: None,
                caveats: Vec::new(),
            },
            id,
        },
        text: row.get(7)?,
        reading: row.get(8)?,
    })
}

impl Packed {
    pub(crate) fn opened(self, archive: &Archive) -> Result<Kept> {
        match parcel::opened(&self.text, &self.reading) {
            Some(reading) => Ok(Kept { reading, ..self.kept }),
            None => Err(Error::Damaged {
                path: archive.path.clone(),
                why: format!("version {} of article {} cannot be unpacked", self.kept.version, self.kept.id),
            }),
        }
    }
}

/// Seconds since 1970 as an instant. What no calendar holds was never written by us.
pub(crate) fn instant(seconds: i64) -> Timestamp {
    Timestamp::from_second(seconds).unwrap_or(Timestamp::UNIX_EPOCH)
}
