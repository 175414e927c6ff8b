//! What can be put right.
//!
//! In: an archive with faults · Out: what was done · From: `check` · Fails: what is lost stays lost; it is said · Cost:
//! a pass over all texts, in one transaction

use crate::archive::told_as;
use crate::check::UNUSED;
use crate::{Archive, Fault, FaultKind, Result};

/// What was done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Mended {
    /// In the order in which it was done, a sentence each.
    pub done: Vec<String>,
}

impl Archive {
    /// Puts right what can be: indices are built anew, orphans dropped, the log folded in.
    pub fn mend(&mut self, faults: &[Fault]) -> Result<Mended> {
        let has = |kind| faults.iter().any(|fault| fault.kind == kind);
        let mut done = Vec::new();
        if has(FaultKind::File) {
            let built = self.sql.execute_batch("REINDEX");
            told_as!(self, built)?;
            done.push("all indices were built anew".to_owned());
        }
        if has(FaultKind::File) || has(FaultKind::Orphans) || has(FaultKind::Reading) {
            let dropped = self.drop_orphans()?;
            done.push(format!("{dropped} rows that pointed nowhere, or could not be unpacked, were dropped"));
        }
        if has(FaultKind::Unused) {
            let dropped = self.sql.execute(&format!("DELETE FROM name WHERE {UNUSED}"), []);
            done.push(format!("{} unused names were dropped", told_as!(self, dropped)?));
        }
        // Last, when the texts are what they will be.
        if has(FaultKind::File) || has(FaultKind::Words) || has(FaultKind::Orphans) || has(FaultKind::Reading)
        {
            self.rebuild("words")?;
            done.push("the index of words was built anew".to_owned());
        }
        if has(FaultKind::File) || has(FaultKind::Names) {
            self.rebuild("names")?;
            done.push("the index of names was built anew".to_owned());
        }
        #[cfg(unix)]
        if has(FaultKind::Rights) {
            use std::os::unix::fs::PermissionsExt;
            let set = std::fs::set_permissions(&self.path, std::fs::Permissions::from_mode(0o600));
            done.push(match set {
                Ok(()) => "the file is now for its owner alone".to_owned(),
                Err(error) => format!("the rights of the file could not be set: {error}"),
            });
        }
        self.fold_log();
        Ok(Mended { done })
    }

    fn rebuild(&mut self, table: &str) -> Result<()> {
        let rebuilt = self.sql.execute(&format!("INSERT INTO {table} ({table}) VALUES ('rebuild')"), []);
        told_as!(self, rebuilt.map(drop))
    }

    /// Drops rows that point nowhere. An article without its latest version falls back to the last one it has.
    fn drop_orphans(&mut self) -> Result<usize> {
        let dropped = self.writing().and_then(|writing| {
            let mut dropped = 0;
            dropped += writing.execute("DELETE FROM version WHERE unpacked(text) IS NULL OR unpacked(reading) IS NULL", [])?;
            for table in ["version", "statement", "event", "entity", "done", "print", "member"] {
                let orphans = format!("DELETE FROM {table} WHERE article NOT IN (SELECT key FROM article)");
                dropped += writing.execute(&orphans, [])?;
            }
            dropped += writing.execute("DELETE FROM article WHERE key NOT IN (SELECT article FROM version)", [])?;
            writing.execute(
                "UPDATE article SET latest = (SELECT max(number) FROM version WHERE article = article.key)
                 WHERE NOT EXISTS (SELECT 1 FROM version v WHERE v.article = article.key AND v.number = article.latest)",
                [],
            )?;
            writing.commit()?;
            Ok(dropped)
        });
        told_as!(self, dropped)
    }
}
