//! The tables, and how an older file becomes a newer one.
//!
//! In: an open file · Out: the same in the newest form · From: `schema/N.sql`; SQLite's `application_id` and
//! `user_version` · Fails: a file of another program, or of a newer Hearsay, is left as it is · Cost: one transaction
//! a step, so that a step is taken whole or not at all

use crate::error::Error;
use rusqlite::Connection;
use std::path::Path;

/// "Hsay" in ASCII: what tells an archive from other SQLite files (`file` and the header's bytes 68 to 71 show it).
pub(crate) const APPLICATION_ID: i64 = 0x4873_6179;

/// Step N leads from form N to form N+1. A step that has been released is never changed; a new form is a new step.
const STEPS: &[&str] = &[include_str!("../schema/1.sql"), include_str!("../schema/2.sql")];

/// The newest form that this program knows.
pub(crate) fn newest() -> i64 {
    STEPS.len() as i64
}

/// What a file is, by its header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Mark {
    pub(crate) application: i64,
    pub(crate) form: i64,
    pub(crate) empty: bool,
}

pub(crate) fn mark(sql: &Connection) -> rusqlite::Result<Mark> {
    let pragma = |name: &str| sql.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let tables: i64 = sql.query_row("SELECT count(*) FROM sqlite_schema", [], |row| row.get(0))?;
    Ok(Mark { application: pragma("application_id")?, form: pragma("user_version")?, empty: tables == 0 })
}

/// Looks whether the file is ours and not too new.
pub(crate) fn recognise(mark: Mark, path: &Path) -> Result<(), Error> {
    let fresh = mark.empty && mark.application == 0 && mark.form == 0;
    if !fresh && mark.application != APPLICATION_ID {
        return Err(Error::NotAnArchive { path: path.to_owned() });
    }
    if mark.form > newest() {
        return Err(Error::Newer { path: path.to_owned(), theirs: mark.form, ours: newest() });
    }
    Ok(())
}

/// Takes every step that the file lacks. The caller holds the write lock: `sql` is inside a transaction.
pub(crate) fn step(sql: &Connection, form: i64) -> rusqlite::Result<()> {
    let Some(step) = usize::try_from(form).ok().and_then(|form| STEPS.get(form)) else { return Ok(()) };
    sql.execute_batch(step)?;
    sql.pragma_update(None, "application_id", APPLICATION_ID)?;
    sql.pragma_update(None, "user_version", form + 1)
}
