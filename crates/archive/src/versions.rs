//! What an article said at one time and another.
//!
//! In: an article · Out: its versions, the oldest first, each with what changed · From: the table `version` · Fails:
//! as `fetch` does · Cost: one unpacking a version

use crate::archive::told_as;
use crate::fetch::instant;
use crate::{Archive, Result, pack};
use model::Reading;
use model::jiff::Timestamp;

/// A version, without its reading: [`Archive::fetch_version`] gives that.
#[derive(Clone, Debug, PartialEq)]
pub struct Version {
    /// From 1, in the order in which they were first seen.
    pub number: u32,
    /// When it was first seen.
    pub seen: Timestamp,
    /// Where its bytes came from.
    pub origin: String,
    /// Which desk marked it; `None` where none did.
    pub desk: Option<String>,
    /// The headline then.
    pub headline: Option<String>,
    /// Words of the text.
    pub words: usize,
    /// Whether the headline is another one than before; `false` for the first.
    pub headline_changed: bool,
    /// Paragraphs that the version before did not have.
    pub added: usize,
    /// Paragraphs of the version before that are gone.
    pub removed: usize,
}

impl Archive {
    /// The versions of the article that `name` means, the oldest first.
    ///
    /// # Errors
    /// [`crate::Error::NoSuch`], [`crate::Error::Ambiguous`].
    pub fn versions(&self, name: &str) -> Result<Vec<Version>> {
        let key = self.key_of(name)?;
        let rows = self
            .sql
            .prepare_cached(
                "SELECT number, seen, origin, desk, text, reading FROM version WHERE article = ?1 ORDER BY number",
            )
            .and_then(|mut asked| {
                let rows = asked.query_map([key.0], |row| {
                    let (text, reading): (Vec<u8>, Vec<u8>) = (row.get(4)?, row.get(5)?);
                    let text = pack::unpack(&text).unwrap_or_default();
                    let text = String::from_utf8_lossy(&text).into_owned();
                    let version = Version {
                        number: row.get(0)?,
                        seen: instant(row.get(1)?),
                        origin: row.get(2)?,
                        desk: row.get(3)?,
                        headline: headline(&reading),
                        words: text.split_whitespace().count(),
                        headline_changed: false,
                        added: 0,
                        removed: 0,
                    };
                    Ok((version, text))
                })?;
                rows.collect::<rusqlite::Result<Vec<_>>>()
            });
        let mut rows = told_as!(self, rows)?;
        let mut before: Option<(Option<String>, String)> = None;
        for (version, text) in &mut rows {
            if let Some((headline, old)) = &before {
                version.headline_changed = *headline != version.headline;
                version.added = missing(text, old);
                version.removed = missing(old, text);
            }
            before = Some((version.headline.clone(), std::mem::take(text)));
        }
        Ok(rows.into_iter().map(|(version, _)| version).collect())
    }
}

fn headline(packed: &[u8]) -> Option<String> {
    let reading: Reading = serde_json::from_slice(&pack::unpack(packed)?).ok()?;
    reading.article?.headline
}

/// How many lines of `one` that are not blank are not in `other`.
fn missing(one: &str, other: &str) -> usize {
    let there: std::collections::HashSet<&str> = other.lines().map(str::trim).collect();
    one.lines().map(str::trim).filter(|line| !line.is_empty() && !there.contains(line)).count()
}
