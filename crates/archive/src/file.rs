//! Into the file.
//!
//! In: parcels · Out: what became of each · From: `identity` · Fails: a full disk or a stuck other writer; then none
//! of these parcels is filed, and all earlier ones are · Cost: one transaction and one sync for all of them
//!
//! Text, rows, index of words and the note that the input is done are written in one transaction: no reader ever
//! sees one without the others, and no crash leaves one without the others.

use crate::archive::told_as;
use crate::identity::same_page;
use crate::parcel::Parcel;
use crate::rows::Rows;
use crate::{Archive, Error, Result, pack};
use rusqlite::{Connection, OptionalExtension, params};

/// What became of a parcel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Fate {
    /// An article that was not in the archive.
    New,
    /// An article that was there and says something else now.
    Version,
    /// An article that was there and says what it said.
    Known,
}

/// An article that is in the archive now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filed {
    /// Its id.
    pub id: String,
    /// The number of this version, from 1.
    pub version: u32,
    /// What became of the parcel.
    pub fate: Fate,
}

impl Archive {
    /// Files all parcels or none. When it returns, what it reports is on the disk.
    ///
    /// # Errors
    /// [`Error::DiskFull`], [`Error::Busy`], [`Error::Disk`], [`Error::Damaged`].
    pub fn file(&mut self, parcels: &[Parcel]) -> Result<Vec<Filed>> {
        self.keep_room(parcels.iter().map(Parcel::bytes).sum())?;
        let filed = self.writing().and_then(|writing| {
            let filed =
                parcels.iter().map(|parcel| file(&writing, parcel)).collect::<rusqlite::Result<Vec<_>>>()?;
            writing.commit()?;
            Ok(filed)
        });
        let filed = told_as!(self, filed);
        if let Err(Error::DiskFull { .. }) = &filed {
            // What was tried stands in the log, and is of no use to anyone.
            self.fold_log();
        }
        filed
    }

    /// Refuses to fill the disk to its last byte: with no room at all nothing could be removed any more either, for a
    /// removal is written to the log before anything is freed.
    fn keep_room(&self, bytes: usize) -> Result<()> {
        let lacks = || self.room().is_some_and(|room| room < KEPT_FREE + TAKES * bytes as u64);
        if !lacks() {
            return Ok(());
        }
        // The log may hold what the file could take: fold it in and look again.
        self.fold_log();
        match lacks() {
            true => Err(Error::DiskFull { path: self.path.clone(), stored: self.stored() }),
            false => Ok(()),
        }
    }

    /// Bytes that are free where the archive lies; `None` where the system does not say.
    pub(crate) fn room(&self) -> Option<u64> {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty());
        let told = rustix::fs::statvfs(folder.unwrap_or(std::path::Path::new("."))).ok()?;
        Some(told.f_bavail.saturating_mul(told.f_frsize))
    }

    /// Moves what the log holds into the file and cuts the log, as far as nobody reads from it.
    pub(crate) fn fold_log(&self) {
        // A log that cannot be folded now is folded later.
        self.sql.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())).ok();
    }
}

/// Bytes of the disk that filing leaves free: a removal writes some pages of each table and index, and the index of
/// words merges up to 64 pages at a time.
pub(crate) const KEPT_FREE: u64 = 2 << 20;

/// What filing takes for each byte that goes in: the log about three (100,000 articles, 822 MB in, 2.1 GB written by a
/// third of the way), and the file one more while the log is folded in.
const TAKES: u64 = 4;

fn file(sql: &Connection, parcel: &Parcel) -> rusqlite::Result<Filed> {
    let seen = parcel.facts.seen.as_second();
    let outlet = parcel.outlet.as_deref().map(|outlet| name(sql, outlet)).transpose()?;
    let (key, filed) = match place(sql, parcel, outlet)? {
        Place::Known { key, version } => {
            sql.prepare_cached("UPDATE article SET last_seen = max(last_seen, ?2) WHERE key = ?1")?
                .execute(params![key, seen])?;
            (key, Filed { id: id_of(sql, key)?, version, fate: Fate::Known })
        }
        Place::Version { key, version } => {
            unindex(sql, key)?;
            add_version(sql, parcel, key, version)?;
            sql.prepare_cached(
                "UPDATE article SET outlet = ?2, headline = ?3, day = coalesce(day, ?4), language = ?5,
                        latest = ?6, last_seen = max(last_seen, ?7) WHERE key = ?1",
            )?
            .execute(params![
                key,
                outlet,
                parcel.headline,
                parcel.day,
                parcel.language,
                version,
                seen
            ])?;
            index(sql, parcel, key)?;
            (key, Filed { id: id_of(sql, key)?, version, fate: Fate::Version })
        }
        Place::New => {
            sql.prepare_cached(
                "INSERT INTO article (id, address, url, outlet, headline, day, language, first_seen, last_seen)
                 VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?8)",
            )?
            .execute(params![
                parcel.id,
                parcel.address,
                parcel.url,
                outlet,
                parcel.headline,
                parcel.day,
                parcel.language,
                seen
            ])?;
            let key = sql.last_insert_rowid();
            add_version(sql, parcel, key, 1)?;
            index(sql, parcel, key)?;
            (key, Filed { id: parcel.id.clone(), version: 1, fate: Fate::New })
        }
    };
    if let Some(item) = &parcel.facts.item {
        sql.prepare_cached("INSERT OR REPLACE INTO done (item, article) VALUES (?1, ?2)")?
            .execute(params![&item.0[..], key])?;
    }
    Ok(filed)
}

enum Place {
    New,
    Version { key: i64, version: u32 },
    Known { key: i64, version: u32 },
}

/// Where the parcel belongs.
fn place(sql: &Connection, parcel: &Parcel, outlet: Option<i64>) -> rusqlite::Result<Place> {
    // The same words at the same address, or without one by the same outlet: in any version, so that the pages of a
    // folder may come in any order and as often as they like.
    let known = sql
        .prepare_cached(
            "SELECT a.key, v.number FROM version v JOIN article a ON a.key = v.article
             WHERE v.content = ?1 AND CASE WHEN ?2 IS NULL THEN a.outlet IS ?3 ELSE a.address = ?2 END
             ORDER BY a.key LIMIT 1",
        )?
        .query_row(params![&parcel.content[..], parcel.address, outlet], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    if let Some((key, version)) = known {
        return Ok(Place::Known { key, version });
    }
    let Some(address) = &parcel.address else { return Ok(Place::New) };
    let mut there = sql.prepare_cached(
        "SELECT a.key, a.latest, a.headline, v.text FROM article a
         JOIN version v ON v.article = a.key AND v.number = a.latest WHERE a.address = ?1 ORDER BY a.key DESC LIMIT ?2",
    )?;
    let mut rows = there.query(params![address, MOST_AT_ONE_ADDRESS])?;
    while let Some(row) = rows.next()? {
        let headline: Option<String> = row.get(2)?;
        let text = pack::unpack(row.get_ref(3)?.as_blob()?).unwrap_or_default();
        let text = String::from_utf8_lossy(&text);
        if same_page((headline.as_deref(), &text), (parcel.headline.as_deref(), &parcel.text)) {
            return Ok(Place::Version { key: row.get(0)?, version: row.get::<_, u32>(1)? + 1 });
        }
    }
    Ok(Place::New)
}

/// Articles at one address that a new one is held against, the newest first: a feed that gives all its items one
/// link is not to make filing slower with each item.
const MOST_AT_ONE_ADDRESS: i64 = 20;

fn id_of(sql: &Connection, key: i64) -> rusqlite::Result<String> {
    sql.prepare_cached("SELECT id FROM article WHERE key = ?1")?.query_row([key], |row| row.get(0))
}

/// The key of a name; a name that is not there is added.
pub(crate) fn name(sql: &Connection, name: &str) -> rusqlite::Result<i64> {
    let found = sql
        .prepare_cached("SELECT key FROM name WHERE name = ?1")?
        .query_row([name], |row| row.get(0))
        .optional()?;
    match found {
        Some(key) => Ok(key),
        None => {
            sql.prepare_cached("INSERT INTO name (name) VALUES (?1)")?.execute([name])?;
            // The trigger has written to `names` since, whose rowid is the same.
            sql.prepare_cached("SELECT key FROM name WHERE name = ?1")?.query_row([name], |row| row.get(0))
        }
    }
}

fn add_version(sql: &Connection, parcel: &Parcel, key: i64, number: u32) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "INSERT INTO version (article, number, content, seen, origin, desk, text, reading)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)",
    )?
    .execute(params![
        key,
        number,
        &parcel.content[..],
        parcel.facts.seen.as_second(),
        parcel.facts.origin,
        parcel.facts.desk,
        parcel.packed_text,
        parcel.packed_reading
    ])?;
    Ok(())
}

/// Puts words and rows of the latest version where they are looked up.
fn index(sql: &Connection, parcel: &Parcel, key: i64) -> rusqlite::Result<()> {
    sql.prepare_cached("INSERT INTO words (rowid, headline, text) VALUES (?1, ?2, ?3)")?.execute(params![
        key,
        parcel.headline.as_deref().map(crate::query::cut),
        crate::query::cut(&parcel.text)
    ])?;
    add_rows(sql, &parcel.rows, key)
}

/// Takes the words and rows of the latest version away again. The index of words has to be told what it holds.
pub(crate) fn unindex(sql: &Connection, key: i64) -> rusqlite::Result<()> {
    sql.prepare_cached(
        "INSERT INTO words (words, rowid, headline, text) SELECT 'delete', key, headline, text FROM page WHERE key = ?1",
    )?
    .execute([key])?;
    remove_rows(sql, key)
}

pub(crate) fn remove_rows(sql: &Connection, key: i64) -> rusqlite::Result<()> {
    for table in ["statement", "event", "entity"] {
        sql.prepare_cached(&format!("DELETE FROM {table} WHERE article = ?1"))?.execute([key])?;
    }
    Ok(())
}

pub(crate) fn add_rows(sql: &Connection, rows: &Rows, key: i64) -> rusqlite::Result<()> {
    let named = |given: &Option<String>| given.as_deref().map(|given| name(sql, given)).transpose();
    let mut insert = sql.prepare_cached(
        "INSERT INTO statement (article, number, source, kind, sentence) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?;
    for (number, row) in rows.statements.iter().enumerate() {
        insert.execute(params![key, number as i64, named(&row.source)?, row.kind, row.sentence])?;
    }
    let mut insert = sql.prepare_cached(
        "INSERT INTO event (article, number, status, lemma, class, actor, target, place, day, sentence)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
    )?;
    for (number, row) in rows.events.iter().enumerate() {
        insert.execute(params![
            key,
            number as i64,
            row.status,
            row.lemma,
            row.class,
            named(&row.actor)?,
            named(&row.target)?,
            named(&row.place)?,
            row.day,
            row.sentence
        ])?;
    }
    let mut insert =
        sql.prepare_cached("INSERT INTO entity (article, name, kind, country) VALUES (?1, ?2, ?3, ?4)")?;
    for row in &rows.entities {
        insert.execute(params![key, name(sql, &row.name)?, row.kind, row.country])?;
    }
    sql.prepare_cached("UPDATE article SET statuses = ?2 WHERE key = ?1")?
        .execute(params![key, rows.statuses()])?;
    Ok(())
}
