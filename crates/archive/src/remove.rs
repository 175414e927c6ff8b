//! Out of the archive for good.
//!
//! In: keys · Out: how many articles went · From: foreign keys, which take versions, rows and notes of inputs along ·
//! Fails: with the file; then nothing is removed · Cost: one transaction

use crate::archive::told_as;
use crate::fetch::Key;
use crate::file::{KEPT_FREE, unindex};
use crate::{Archive, Result};

impl Archive {
    /// Removes these articles with all their versions. Those that are gone already are not counted. An input that
    /// held one of them is read again when it is added again.
    pub fn remove(&mut self, keys: &[Key]) -> Result<u64> {
        // Where the disk is full, what the log holds already makes room for what is written to it now.
        if self.room().is_some_and(|room| room < KEPT_FREE) {
            self.fold_log();
        }
        let removed = self.writing().and_then(|writing| {
            let mut removed = 0;
            for key in keys {
                unindex(&writing, key.0)?;
                removed += writing.prepare_cached("DELETE FROM article WHERE key = ?1")?.execute([key.0])?;
            }
            writing.commit()?;
            Ok(removed as u64)
        });
        told_as!(self, removed)
    }
}
