//! An error as a person meets it: what happened, why, and what to do, in three short lines; and the exit code.

use std::io;
use std::path::Path;

/// How a command ended. The numbers are a promise to scripts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Exit {
    /// Done.
    Done = 0,
    /// Nothing was found, or no input could be read.
    Nothing = 1,
    /// Wrong usage, or an error.
    Error = 2,
}

/// Why a command could not be carried out.
#[derive(Debug)]
pub(crate) enum Trouble {
    /// Something a person can put right.
    Told {
        /// What happened.
        what: String,
        /// Why.
        why: String,
        /// What to do about it.
        remedy: String,
    },
    /// The reader of our output has gone (`| head`). That is no error.
    Gone,
}

impl Trouble {
    pub(crate) fn new(what: impl Into<String>, why: impl Into<String>, remedy: impl Into<String>) -> Self {
        Trouble::Told { what: what.into(), why: why.into(), remedy: remedy.into() }
    }

    /// Output that could not be written to `path`.
    pub(crate) fn writing(path: &Path, error: &io::Error) -> Self {
        Trouble::new(
            format!("cannot write {}", path.display()),
            error.to_string(),
            "Choose another place with -o, or make room or rights for this one.",
        )
    }
}

/// Errors of the archive: what happened, and behind the semicolon what to do.
impl From<archive::Error> for Trouble {
    fn from(error: archive::Error) -> Self {
        use archive::Error;
        let why = match &error {
            Error::Missing { .. } => "Nothing has been added there yet, or it was moved.",
            Error::NotAnArchive { .. } => "Its first bytes are those of another kind of file.",
            Error::Newer { .. } => "Its tables are not those that this program knows.",
            Error::CannotOpen { .. } => "The file or its folder is missing, or you have no right to it.",
            Error::DiskFull { .. } => "What was not stored would not have fitted; what was stored is safe.",
            Error::Busy { .. } => "One program writes at a time.",
            Error::Damaged { .. } => "The disk or another program has changed it.",
            Error::Disk { .. } => "The disk did not take or give what it was asked for.",
            Error::NoSuch { .. } => {
                "It is neither an id, nor four or more letters of one, nor an address that is kept."
            }
            Error::NoStory { .. } => {
                "It is neither the id of a story, nor the id or address of an article in one."
            }
            Error::Ambiguous { .. } => "Several articles begin so, or stand at that address.",
            Error::NoVersion { .. } => "Versions are counted from 1.",
            Error::TooWide { .. } => "Too many articles have these words.",
            _ => "No more is known.",
        };
        let told = error.to_string();
        let (what, remedy) = told.split_once("; ").unwrap_or((&told, "Try again."));
        Trouble::new(what, why, remedy)
    }
}

/// Errors of writing to standard output.
impl From<io::Error> for Trouble {
    fn from(error: io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::BrokenPipe => Trouble::Gone,
            _ => Trouble::new(
                "cannot write the output",
                error.to_string(),
                "Look whether the disk is full, or write elsewhere with -o.",
            ),
        }
    }
}

impl std::fmt::Display for Trouble {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Trouble::Told { what, why, remedy } => write!(f, "error: {what}\n  why: {why}\n   do: {remedy}"),
            Trouble::Gone => f.write_str("the reader of the output has gone"),
        }
    }
}
