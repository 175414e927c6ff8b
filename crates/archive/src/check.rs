//! Is the file sound?
//!
//! In: an archive · Out: its faults, none if it is sound · From: `PRAGMA integrity_check`, the integrity check of
//! FTS5 · Fails: a file so damaged that it cannot be asked is a fault, too · Cost: a pass over the whole file

use crate::archive::{whole, with_ending};
use crate::fetch::Key;
use crate::{Archive, Result};
use rusqlite::Connection;

/// What kind of fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// Pages or indices of the file contradict one another.
    File,
    /// A text or reading cannot be unpacked.
    Reading,
    /// The index of words does not say what the texts say.
    Words,
    /// The index of names does not say what the names are.
    Names,
    /// Rows point at what is not there, or articles lack a version.
    Orphans,
    /// Names that nothing uses any more. They do no harm but take room.
    Unused,
    /// The log has grown far beyond what it holds.
    Log,
    /// Others may read or write the file.
    Rights,
    /// The disk is nearly full.
    Room,
}

/// One fault.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What kind.
    pub kind: FaultKind,
    /// What was found, and what to do.
    pub message: String,
    /// Whether [`Archive::mend`] can put it right.
    pub mendable: bool,
}

/// A log of this size is worth a word: SQLite folds it in at 4 MiB if nobody holds it back.
const LARGE_LOG: u64 = 64 << 20;

/// Some names are left over from every removal and renewal; a thousand take 50 KiB.
const MANY_NAMES: u64 = 1000;

/// Less room than this is worth a word.
const LITTLE_ROOM: u64 = 100 << 20;

impl Archive {
    /// Looks through the whole file.
    pub fn check(&mut self) -> Result<Vec<Fault>> {
        let mut faults = Vec::new();
        self.check_file(&mut faults);
        self.check_words(&mut faults);
        self.check_rows(&mut faults);
        self.check_readings(&mut faults);
        self.check_place(&mut faults);
        Ok(faults)
    }

    fn check_file(&self, faults: &mut Vec<Fault>) {
        let said = self.sql.prepare("PRAGMA integrity_check(20)").and_then(|mut asked| {
            asked.query_map([], |row| row.get::<_, String>(0))?.collect::<rusqlite::Result<Vec<_>>>()
        });
        let said = said.unwrap_or_else(|error| vec![error.to_string()]);
        for line in said.iter().filter(|line| *line != "ok") {
            faults.push(Fault {
                kind: FaultKind::File,
                message: format!("the file is damaged: {line}"),
                mendable: true,
            });
        }
    }

    fn check_words(&self, faults: &mut Vec<Fault>) {
        // The check of FTS5 is an insert that inserts nothing.
        for (table, kind, what) in
            [("words", FaultKind::Words, "texts"), ("names", FaultKind::Names, "names")]
        {
            let checked = self
                .sql
                .execute(&format!("INSERT INTO {table} ({table}, rank) VALUES ('integrity-check', 1)"), []);
            if let Err(error) = checked {
                faults.push(Fault {
                    kind,
                    message: format!("the index of {what} does not say what the {what} say ({error})"),
                    mendable: true,
                });
            }
        }
    }

    fn check_rows(&self, faults: &mut Vec<Fault>) {
        for (asked, told) in ORPHANS {
            match count(&self.sql, asked) {
                Ok(0) => {}
                Ok(number) => faults.push(Fault {
                    kind: FaultKind::Orphans,
                    message: format!("{number} {told}"),
                    mendable: true,
                }),
                Err(error) => faults.push(Fault {
                    kind: FaultKind::File,
                    message: format!("rows cannot be counted: {error}"),
                    mendable: true,
                }),
            }
        }
        if let Ok(number @ 1..) = count(&self.sql, &format!("SELECT count(*) FROM name WHERE {UNUSED}")) {
            let all = count(&self.sql, "SELECT count(*) FROM name").unwrap_or_default();
            if number > MANY_NAMES && number * 4 > all {
                faults.push(Fault {
                    kind: FaultKind::Unused,
                    message: format!("{number} of {all} names are used by nothing"),
                    mendable: true,
                });
            }
        }
    }

    fn check_readings(&self, faults: &mut Vec<Fault>) {
        // Keys alone are small; texts are unpacked one at a time.
        let keys = self.sql.prepare("SELECT key FROM article").and_then(|mut asked| {
            asked.query_map([], |row| Ok(Key(row.get(0)?)))?.collect::<rusqlite::Result<Vec<_>>>()
        });
        let bad: Vec<_> =
            keys.unwrap_or_default().into_iter().filter_map(|key| self.fetch_at(key).err()).collect();
        for error in bad.iter().take(20) {
            faults.push(Fault { kind: FaultKind::Reading, message: error.to_string(), mendable: true });
        }
    }

    fn check_place(&self, faults: &mut Vec<Fault>) {
        let log = std::fs::metadata(with_ending(&self.path, "-wal")).map_or(0, |file| file.len());
        if log > LARGE_LOG {
            faults.push(Fault {
                kind: FaultKind::Log,
                message: format!(
                    "the log has {} MiB; a program that reads may be holding it back",
                    log >> 20
                ),
                mendable: true,
            });
        }
        #[cfg(unix)]
        if let Ok(file) = std::fs::metadata(&self.path) {
            use std::os::unix::fs::PermissionsExt;
            let mode = file.permissions().mode() & 0o777;
            if mode & 0o022 != 0 {
                faults.push(Fault {
                    kind: FaultKind::Rights,
                    message: format!("others may write to the file (mode {mode:o})"),
                    mendable: true,
                });
            }
        }
        if let Some(room) = self.room().filter(|room| *room < LITTLE_ROOM) {
            faults.push(Fault {
                kind: FaultKind::Room,
                message: format!("the disk has only {} MiB left; make room on it", room >> 20),
                mendable: false,
            });
        }
    }
}

/// Rows that point at what is not there.
pub(crate) const ORPHANS: &[(&str, &str)] = &[
    (
        "SELECT count(*) FROM version WHERE article NOT IN (SELECT key FROM article)",
        "versions belong to no article",
    ),
    (
        "SELECT count(*) FROM article a WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.article = a.key AND v.number = a.latest)",
        "articles lack their latest version",
    ),
    (
        "SELECT count(*) FROM statement WHERE article NOT IN (SELECT key FROM article)",
        "statements belong to no article",
    ),
    (
        "SELECT count(*) FROM event WHERE article NOT IN (SELECT key FROM article)",
        "events belong to no article",
    ),
    (
        "SELECT count(*) FROM entity WHERE article NOT IN (SELECT key FROM article)",
        "entities belong to no article",
    ),
    (
        "SELECT count(*) FROM done WHERE article NOT IN (SELECT key FROM article)",
        "notes of inputs belong to no article",
    ),
    (
        "SELECT count(*) FROM print WHERE article NOT IN (SELECT key FROM article)",
        "prints belong to no article",
    ),
    (
        "SELECT count(*) FROM member WHERE article NOT IN (SELECT key FROM article)",
        "members of stories are no articles",
    ),
];

/// A name that nothing uses.
pub(crate) const UNUSED: &str = "key NOT IN (SELECT outlet FROM article WHERE outlet IS NOT NULL
    UNION SELECT source FROM statement WHERE source IS NOT NULL UNION SELECT actor FROM event WHERE actor IS NOT NULL
    UNION SELECT target FROM event WHERE target IS NOT NULL UNION SELECT place FROM event WHERE place IS NOT NULL
    UNION SELECT name FROM entity)";

fn count(sql: &Connection, asked: &str) -> rusqlite::Result<u64> {
    sql.query_row(asked, [], |row| row.get(0)).map(whole)
}
