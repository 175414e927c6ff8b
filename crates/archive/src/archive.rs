//! The archive: one SQLite file, opened for reading or for writing.
//!
//! In: a path · Out: [`Archive`] · From: SQLite's write-ahead log (sqlite.org/wal.html) · Fails: a file that is not
//! ours, too new, damaged or locked for minutes is an [`Error`] that says what to do · Cost: some milliseconds

use crate::error::Error;
use crate::find::{Clock, Keys, STEPS_BETWEEN_LOOKS};
use crate::{Result, pack, schema};
use rusqlite::functions::FunctionFlags;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use std::path::{Path, PathBuf};
use std::sync::{Arc, RwLock};
use std::time::Duration;

/// How long a writer waits for another one. A batch takes about a second, so this is patience for hundreds of them;
/// whoever holds the lock longer is stuck.
const PATIENCE: Duration = Duration::from_secs(300);

/// How long a writer sleeps between two looks at the lock. Short, so that two writers take turns fairly; SQLite's own
/// handler sleeps up to 100 ms, and the one that has just committed is always the quicker.
const NAP: Duration = Duration::from_millis(7);

/// Memory for pages of the file, for each connection, in KiB. The indices that searches read most stay in it; the system
/// keeps the rest of the file in its own memory.
const CACHE_KIB: i64 = 64 << 10;

/// For what the archive is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// To find and fetch. The file has to be there. Does not keep a writer waiting.
    Read,
    /// To file and change; a file that is not there is made.
    Write,
}

/// How large an archive is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Size {
    /// Articles.
    pub articles: u64,
    /// Versions of them, the first ones included.
    pub versions: u64,
    /// Bytes of the file with its log.
    pub bytes: u64,
}

/// An archive. One thread uses it at a time; open it again for another thread. Readers do not wait for the writer, nor
/// the writer for readers; a second writer waits for the first.
#[derive(Debug)]
pub struct Archive {
    pub(crate) sql: Connection,
    pub(crate) path: PathBuf,
    /// The keys that the SQL function `wanted` is true for.
    wanted: Arc<RwLock<Keys>>,
    /// When a search that runs has to end.
    pub(crate) clock: Clock,
}

impl Archive {
    /// Opens the archive at `path`. An archive of an older form is brought to the newest one, a step a transaction,
    /// if it is opened for writing; for reading, too, since nothing else could read it.
    ///
    /// # Errors
    /// [`Error::Missing`], [`Error::NotAnArchive`], [`Error::Newer`], [`Error::CannotOpen`], [`Error::Damaged`].
    pub fn open(path: &Path, access: Access) -> Result<Self> {
        match (path.is_file(), access) {
            (false, Access::Read) => return Err(Error::Missing { path: path.to_owned() }),
            (false, Access::Write) => make_place(path)?,
            _ => {}
        }
        let mut flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        if access == Access::Write {
            flags |= OpenFlags::SQLITE_OPEN_CREATE;
        }
        let sql = Connection::open_with_flags(path, flags)
            // A file or folder that may not be written can still be read.
            .or_else(|error| match access {
                Access::Read => Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY),
                Access::Write => Err(error),
            })
            .map_err(|error| Error::CannotOpen { path: path.to_owned(), why: told(&error) })?;
        let mut archive = Archive { sql, path: path.to_owned(), wanted: Arc::default(), clock: Clock::new() };
        archive.prepare(access).map_err(|failed| match failed {
            Failed::Sql(error) => archive.trouble(error),
            Failed::Told(error) => error,
        })?;
        Ok(archive)
    }

    /// Where the file is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// How much is in it.
    pub fn size(&self) -> Result<Size> {
        let count = |table: &str| {
            self.sql
                .query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get::<_, i64>(0))
                .map_err(|error| self.trouble(error))
        };
        let bytes = ["", "-wal"].iter().map(|ending| with_ending(&self.path, ending));
        let bytes = bytes.filter_map(|path| std::fs::metadata(path).ok()).map(|file| file.len()).sum();
        Ok(Size { articles: whole(count("article")?), versions: whole(count("version")?), bytes })
    }

    fn prepare(&mut self, access: Access) -> std::result::Result<(), Failed> {
        self.sql.busy_handler(Some(wait))?;
        let mark = schema::mark(&self.sql)?;
        schema::recognise(mark, &self.path).map_err(Failed::Told)?;
        let writable = !self.sql.is_readonly(rusqlite::MAIN_DB)?;
        if writable && (access == Access::Write || mark.form < schema::newest()) {
            self.set_log_mode()?;
        }
        // FULL syncs the log at every commit, so that a filed article survives a power cut. NORMAL, which many use
        // with WAL, would sync at checkpoints only and may lose what was already reported as stored. Filing in batches
        // makes it cheap.
        self.sql.pragma_update(None, "synchronous", "full")?;
        self.sql.pragma_update(None, "fullfsync", true)?;
        self.sql.pragma_update(None, "foreign_keys", true)?;
        self.sql.pragma_update(None, "cache_size", -CACHE_KIB)?;
        self.sql.pragma_update(None, "temp_store", "memory")?;
        // A log that a large batch has blown up is cut back at the next checkpoint.
        self.sql.pragma_update(None, "journal_size_limit", 16 << 20)?;
        self.sql.set_prepared_statement_cache_capacity(64);
        let pure = FunctionFlags::SQLITE_UTF8
            | FunctionFlags::SQLITE_DETERMINISTIC
            | FunctionFlags::SQLITE_INNOCUOUS;
        self.sql.create_scalar_function("unpacked", 1, pure, |call| {
            let packed = call.get_raw(0).as_blob().unwrap_or_default();
            // What cannot be unpacked has no words. `check` finds it.
            Ok(pack::unpack(packed).and_then(|bytes| String::from_utf8(bytes).ok()))
        })?;
        self.sql.create_scalar_function("cut", 1, pure, |call| {
            Ok(call.get_raw(0).as_str_or_null()?.map(|text| crate::query::cut(text).into_owned()))
        })?;
        let clock = self.clock.clone();
        self.sql.progress_handler(STEPS_BETWEEN_LOOKS, Some(move || clock.is_up()))?;
        let wanted = Arc::clone(&self.wanted);
        self.sql.create_scalar_function("wanted", 1, FunctionFlags::SQLITE_UTF8, move |call| {
            let key: i64 = call.get(0)?;
            Ok(wanted.read().is_ok_and(|wanted| wanted.contains(key)))
        })?;
        while schema::mark(&self.sql)?.form < schema::newest() {
            let step = self.sql.transaction_with_behavior(TransactionBehavior::Immediate)?;
            // Another process may have taken it in the meantime.
            let form = schema::mark(&step)?.form;
            schema::step(&step, form)?;
            step.commit()?;
        }
        Ok(())
    }

    /// Readers and the one writer do not wait for each other in the log mode. It is kept in the file. Where several
    /// programs open a new file at once, SQLite refuses to change the mode without asking the busy handler.
    fn set_log_mode(&self) -> rusqlite::Result<()> {
        let is_busy = |error: &rusqlite::Error| error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy);
        let mut times = 0;
        loop {
            match self.sql.pragma_update(None, "journal_mode", "wal") {
                Err(error) if is_busy(&error) && wait(times) => times += 1,
                done => return done,
            }
        }
    }

    /// Tells the SQL function `wanted` which keys a search still wants.
    pub(crate) fn want(&self, keys: Keys) {
        if let Ok(mut wanted) = self.wanted.write() {
            *wanted = keys;
        }
    }

    /// A transaction that may write: it waits for its turn now, and not in the middle.
    pub(crate) fn writing(&mut self) -> rusqlite::Result<Transaction<'_>> {
        self.sql.transaction_with_behavior(TransactionBehavior::Immediate)
    }

    /// An error of SQLite in the words of this crate.
    pub(crate) fn trouble(&self, error: rusqlite::Error) -> Error {
        let path = self.path.clone();
        let why = told(&error);
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Error::DiskFull { path, stored: self.stored() },
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => {
                Error::Busy { path, seconds: PATIENCE.as_secs() }
            }
            Some(ErrorCode::DatabaseCorrupt) => Error::Damaged { path, why },
            Some(ErrorCode::NotADatabase) => Error::NotAnArchive { path },
            Some(ErrorCode::SystemIoFailure) => Error::Disk { path, why },
            Some(ErrorCode::CannotOpen | ErrorCode::PermissionDenied | ErrorCode::ReadOnly) => {
                Error::CannotOpen {
                    path,
                    why: format!("{why}; look at the rights of the file and its folder"),
                }
            }
            Some(ErrorCode::OperationInterrupted) => {
                Error::TooWide { millis: crate::find::TIME.as_millis() as u64 }
            }
            _ => Error::Failed { path, why },
        }
    }

    /// How many articles are stored; 0 where even that cannot be read.
    pub(crate) fn stored(&self) -> u64 {
        self.sql.query_row("SELECT count(*) FROM article", [], |row| row.get(0)).map_or(0, whole)
    }
}

/// Runs `$work` on the archive and tells an error of SQLite in the words of this crate.
macro_rules! told_as {
    ($archive:expr, $work:expr) => {
        match $work {
            Ok(done) => Ok(done),
            Err(error) => Err($archive.trouble(error)),
        }
    };
}
pub(crate) use told_as;

enum Failed {
    Sql(rusqlite::Error),
    Told(Error),
}

impl From<rusqlite::Error> for Failed {
    fn from(error: rusqlite::Error) -> Self {
        Failed::Sql(error)
    }
}

/// Whether to look again at a lock that another process holds, after the `times`-th look.
fn wait(times: i32) -> bool {
    std::thread::sleep(NAP);
    NAP * times.unsigned_abs() < PATIENCE
}

/// The folder of a new archive, for its owner alone: what someone reads is nobody else's business.
fn make_place(path: &Path) -> Result<()> {
    let cannot = |error: &std::io::Error| Error::CannotOpen {
        path: path.to_owned(),
        why: format!("{error}; name another place with --archive"),
    };
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        std::fs::create_dir_all(folder).map_err(|error| cannot(&error))?;
    }
    let mut options = std::fs::OpenOptions::new();
    options.create(true).truncate(false).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path).map(drop).map_err(|error| cannot(&error))
}

/// The path with something behind its name: `archive.db-wal`.
pub(crate) fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// What SQLite said, without its code.
fn told(error: &rusqlite::Error) -> String {
    match error {
        rusqlite::Error::SqliteFailure(code, Some(said)) if said.is_empty() => code.to_string(),
        rusqlite::Error::SqliteFailure(_, Some(said)) => said.clone(),
        other => other.to_string(),
    }
}

/// A count of SQLite, which has no unsigned numbers.
pub(crate) fn whole(count: i64) -> u64 {
    count.max(0).unsigned_abs()
}
