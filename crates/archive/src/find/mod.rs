//! Which articles does a query mean, the best first?
//!
//! In: [`Query`], [`Page`] · Out: [`Found`] · From: FTS5 and its bm25 (sqlite.org/fts5.html) · Fails: a query that
//! takes longer than [`TIME`] is stopped · Cost: some tens of milliseconds on 100,000 articles (`xtask bench --archive`)

mod clock;
mod keys;
mod likely;
mod rank;
mod sets;
mod show;

use crate::archive::told_as;
use crate::fetch::Key;
use crate::query::Query;
use crate::{Archive, Result};
pub(crate) use clock::{Clock, STEPS_BETWEEN_LOOKS};
pub(crate) use keys::Keys;
use model::{SourceKind, Status};
use std::time::Duration;

/// How long a search may take before it is stopped (TRUST W13).
pub(crate) const TIME: Duration = Duration::from_millis(900);

/// How many articles with the words are looked up. A word that is in more of them tells little of any, and BM25 would
/// have to count all of them first, in each search.
const MOST_LOOKED_UP: usize = 20_000;

/// Which part of the answer, and in which order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Page {
    /// How many hits at most.
    pub limit: usize,
    /// How many of the best are left out.
    pub offset: usize,
    /// In which order.
    pub sort: Sort,
}

/// In which order hits stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    /// By how well the words fit; without words the newest first.
    Best,
    /// By how well they fit, and among like ones the newer first.
    Fresh,
    /// The newest first, by day of publication; those without a day last.
    Date,
}

/// The answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Found {
    /// How many articles the query means, those on other pages included.
    pub total: u64,
    /// Whether there are more than `total`: words so common are looked up in the articles that came in last, and of
    /// these stand first those that have them in the headline, the newest before the older.
    pub more: bool,
    /// Where not all could be weighed: how many were, the last that came in.
    pub weighed: Option<u64>,
    /// The hits of this page.
    pub hits: Vec<Hit>,
}

/// One article that the query means.
#[derive(Clone, Debug, PartialEq)]
pub struct Hit {
    /// Where it stands.
    pub key: Key,
    /// Its id.
    pub id: String,
    /// Its address, as it was printed when the article was first seen.
    pub url: Option<String>,
    /// Who published it.
    pub outlet: Option<String>,
    /// Its headline.
    pub headline: Option<String>,
    /// The day of publication, YYYY-MM-DD.
    pub day: Option<String>,
    /// Its language.
    pub language: Option<String>,
    /// How many versions there are.
    pub versions: u32,
    /// How well the words fit; more is better. `None` where they were not weighed.
    pub score: Option<f64>,
    /// The words of the text around what was searched for.
    pub snippet: Vec<Piece>,
    /// The events that were searched for.
    pub events: Vec<HitEvent>,
    /// The statements that were searched for.
    pub statements: Vec<HitStatement>,
}

/// A stretch of a snippet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// The words.
    pub words: String,
    /// Whether they are what was searched for.
    pub marked: bool,
}

/// An event that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitEvent {
    /// Where it stands.
    pub status: Option<Status>,
    /// Who.
    pub actor: Option<String>,
    /// Does what, in dictionary form.
    pub lemma: String,
    /// To whom or what.
    pub target: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When it is told to be, as a TIMEX3 value.
    pub when: Option<String>,
    /// The number of its sentence, from 1; 0 where it stands in none.
    pub sentence: u32,
}

/// A statement that was searched for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HitStatement {
    /// Who.
    pub source: Option<String>,
    /// What kind of source.
    pub kind: SourceKind,
    /// The number of its sentence, from 1; 0 where it stands in none.
    pub sentence: u32,
}

impl Archive {
    /// The articles that a query means.
    ///
    /// # Errors
    /// [`crate::Error::TooWide`], and those of reading the file.
    pub fn find(&self, query: &Query, page: &Page) -> Result<Found> {
        self.timed(|| self.answer(query, page))
    }

    /// The keys of all articles that a query means, in the order in which they came.
    ///
    /// # Errors
    /// As [`Archive::find`].
    pub fn matching(&self, query: &Query) -> Result<Vec<Key>> {
        self.timed(|| Ok(sets::meant(&self.sql, query, usize::MAX)?.0.iter().map(Key).collect()))
    }

    /// Runs a search and stops it when its time is up.
    fn timed<T>(&self, work: impl FnOnce() -> rusqlite::Result<T>) -> Result<T> {
        self.clock.start(TIME);
        // One view of the file for all that the search asks: a writer changes nothing under it.
        let done = self.sql.unchecked_transaction().and_then(|reading| {
            let done = work()?;
            reading.finish()?;
            Ok(done)
        });
        self.clock.stop();
        told_as!(self, done)
    }

    fn answer(&self, query: &Query, page: &Page) -> rusqlite::Result<Found> {
        // By date nothing may be left out, for what came in last need not be the newest.
        let most = if page.sort == Sort::Date { usize::MAX } else { MOST_LOOKED_UP };
        let (meant, more) = sets::meant(&self.sql, query, most)?;
        let total = meant.count();
        let ranked = match page.sort {
            Sort::Best | Sort::Fresh if more => self.by_headline(query, &meant, page)?,
            Sort::Best | Sort::Fresh if query.has_words() => self.ranked(query, &meant, page)?,
            _ => self.dated(&meant, page)?,
        };
        let hits = ranked.hits.iter().map(|(key, score)| self.shown(query, *key, *score));
        Ok(Found { total, more, weighed: ranked.weighed, hits: hits.collect::<rusqlite::Result<_>>()? })
    }
}
