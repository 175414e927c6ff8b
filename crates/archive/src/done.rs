//! Inputs that are done, so that a second run over them skips what it has read.
//!
//! In: the bytes of an input and what was said of them · Out: a hash, and whether it is filed · From: SHA-256 ·
//! Fails: only with the file · Cost: one look-up

use crate::archive::told_as;
use crate::identity;
use crate::{Archive, Result};
use rusqlite::OptionalExtension;
use sha2::{Digest, Sha256};

/// An input by its content: the same bytes under another name are the same input, the same bytes with another
/// address or date are not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ItemHash(pub(crate) [u8; 16]);

impl ItemHash {
    /// The hash of an input's bytes and of what the caller says of it besides (address, outlet, kind…), in an order
    /// that the caller keeps.
    pub fn of(bytes: &[u8], said: &[Option<&str>]) -> Self {
        let mut hash = Sha256::new();
        for one in said {
            // Nothing said is not the same as an empty word.
            hash.update([u8::from(one.is_some())]);
            hash.update(one.unwrap_or_default());
            hash.update([0]);
        }
        hash.update(bytes);
        ItemHash(identity::short(hash))
    }
}

impl Archive {
    /// The id of the article that this input was filed as; `None` where it was not, or the article was removed.
    pub fn done(&self, item: &ItemHash) -> Result<Option<String>> {
        let found = self
            .sql
            .prepare_cached("SELECT a.id FROM done JOIN article a ON a.key = done.article WHERE item = ?1")
            .and_then(|mut asked| asked.query_row([&item.0[..]], |row| row.get(0)).optional());
        told_as!(self, found)
    }
}
