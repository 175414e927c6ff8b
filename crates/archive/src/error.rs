//! What may go wrong: what, where, and what to do about it.

use std::path::PathBuf;

/// Why a verb of the archive could not be carried out. Nothing that was reported as filed is lost by it.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("there is no archive at {}; `hearsay add` makes one", path.display())]
    Missing {
        /// Where it was looked for.
        path: PathBuf,
    },
    /// The file is something else.
    #[error("{} is not a Hearsay archive; name another file with --archive", path.display())]
    NotAnArchive {
        /// Which file.
        path: PathBuf,
    },
    /// A newer Hearsay wrote the file.
    #[error(
        "{} was written by a newer Hearsay (its form is {theirs}, this one knows up to {ours}); use the newer program, or another archive",
        path.display()
    )]
    Newer {
        /// Which file.
        path: PathBuf,
        /// The form of the file.
        theirs: i64,
        /// The newest form that this program knows.
        ours: i64,
    },
    /// The file or its folder cannot be opened or written.
    #[error("the archive {} cannot be opened: {why}", path.display())]
    CannotOpen {
        /// Which file.
        path: PathBuf,
        /// Why, and what to do.
        why: String,
    },
    /// There is no room left. What was filed before stays filed; reading and removing still work.
    #[error("disk full, {stored} stored; make room on the disk of {} and run the same command again", path.display())]
    DiskFull {
        /// Which archive.
        path: PathBuf,
        /// How many articles the archive holds.
        stored: u64,
    },
    /// Another process kept the archive busy for longer than anyone should.
    #[error("{} was kept busy by another program for {seconds} s; wait for it to end and run the command again", path.display())]
    Busy {
        /// Which archive.
        path: PathBuf,
        /// How long was waited.
        seconds: u64,
    },
    /// The file is damaged.
    #[error("{} is damaged ({why}); run `hearsay doctor --fix`", path.display())]
    Damaged {
        /// Which archive.
        path: PathBuf,
        /// What was found.
        why: String,
    },
    /// The system could not read or write the file.
    #[error("{} could not be read or written: {why}; nothing that was stored before is lost", path.display())]
    Disk {
        /// Which archive.
        path: PathBuf,
        /// What the system said.
        why: String,
    },
    /// No story is called so, and no article that is in one.
    #[error("no story in the archive is called `{key}`; `hearsay stories` lists ids")]
    NoStory {
        /// What was asked for.
        key: String,
    },
    /// No article has this id or address.
    #[error("no article in the archive is called `{key}`; `hearsay search` lists ids")]
    NoSuch {
        /// What was asked for.
        key: String,
    },
    /// More than one article begins with these letters, or stands at this address.
    #[error("`{key}` may be any of {}; give more letters of the id", ids.join(", "))]
    Ambiguous {
        /// What was asked for.
        key: String,
        /// Some of the ids it may mean.
        ids: Vec<String>,
    },
    /// The article has no version of this number.
    #[error("article {id} has no version {number}; it has {have}")]
    NoVersion {
        /// Which article.
        id: String,
        /// What was asked for.
        number: u32,
        /// How many versions there are.
        have: u32,
    },
    /// A search that looked at too much for the time it has.
    #[error(
        "the search took longer than {millis} ms and was stopped; use rarer words, longer prefixes or fewer of them"
    )]
    TooWide {
        /// The time it had.
        millis: u64,
    },
    /// A thing that no message above tells.
    #[error("the archive {} failed: {why}; please report it", path.display())]
    Failed {
        /// Which archive.
        path: PathBuf,
        /// What SQLite said.
        why: String,
    },
}
