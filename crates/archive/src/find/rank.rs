//! In which order?
//!
//! In: the keys that a query means · Out: those of one page, best first · From: Okapi BM25 as FTS5 has it; a word of
//! the headline counts as [`HEADLINE`] words · Fails: with the file · Cost: the words of [`MOST_WEIGHED`] articles

use super::keys::Keys;
use super::{Page, Sort, sets};
use crate::Archive;
use crate::query::Query;
use model::jiff::civil::Date;
use std::collections::HashMap;

/// How many articles are weighed at most: the last that came in. Where more have the words, the words tell little
/// (a word in half of all articles weighs nothing by BM25), and whoever types them wants the news. To weigh one
/// takes some three microseconds.
const MOST_WEIGHED: usize = 3000;

/// How much a word of the headline counts: what the headline says, the article is about. It stands in the text, too.
pub(super) const HEADLINE: f64 = 4.0;

/// Days after which an article weighs half as much when sorted by [`Sort::Fresh`]: a year, so that freshness decides
/// between articles that fit about as well and does not bury the one that fits.
const HALF_LIFE: f64 = 365.0;

/// Keys in order, with how well they fit.
pub(super) struct Ranked {
    pub(super) hits: Vec<(i64, Option<f64>)>,
    pub(super) weighed: Option<u64>,
}

impl Archive {
    /// By how well the words fit.
    pub(super) fn ranked(&self, query: &Query, meant: &Keys, page: &Page) -> rusqlite::Result<Ranked> {
        // Words that stand only in groups with other terms are weighed, too, but need not be there.
        let Some(expression) = sets::expression(query).or_else(|| sets::any_words(query)) else {
            return self.dated(meant, page);
        };
        let newest = (meant.count() > MOST_WEIGHED as u64).then(|| meant.newest(MOST_WEIGHED));
        let weighed = newest.as_ref().map(Keys::count);
        let wanted = newest.unwrap_or_else(|| meant.clone());
        let from = wanted.iter().next().unwrap_or_default();
        self.want(wanted.clone());
        let mut asked = self.sql.prepare_cached(&format!(
            "SELECT rowid, bm25(words, {HEADLINE:.1}, 1.0) FROM words WHERE words MATCH ?1 AND rowid >= ?2 AND wanted(rowid)"
        ))?;
        let rows =
            asked.query_map((expression, from), |row| Ok((row.get::<_, i64>(0)?, -row.get::<_, f64>(1)?)))?;
        let mut scores: Vec<(i64, f64)> = rows.collect::<rusqlite::Result<_>>()?;
        if scores.len() < wanted.count() as usize {
            let scored: Keys = scores.iter().fold(Keys::default(), |mut keys, (key, _)| {
                keys.insert(*key);
                keys
            });
            scores.extend(wanted.iter().filter(|key| !scored.contains(*key)).map(|key| (key, 0.0)));
        }
        if page.sort == Sort::Fresh {
            self.freshen(&mut scores)?;
        }
        // Of like ones the later first, so that the order is always the same.
        scores.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(other.0.cmp(&one.0)));
        let hits = scores.into_iter().skip(page.offset).take(page.limit);
        Ok(Ranked { hits: hits.map(|(key, score)| (key, Some(score))).collect(), weighed })
    }

    /// Those that have the words in the headline first, then the others, the newest first in both.
    pub(super) fn by_headline(&self, query: &Query, meant: &Keys, page: &Page) -> rusqlite::Result<Ranked> {
        let mut headline = Keys::default();
        if let Some(expression) = sets::in_headline(query) {
            let from = meant.iter().next().unwrap_or_default();
            let mut asked =
                self.sql.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 AND rowid >= ?2")?;
            let mut rows = asked.query((expression, from))?;
            while let Some(row) = rows.next()? {
                headline.insert(row.get(0)?);
            }
        }
        headline.keep(meant);
        let first = self.dated(&headline, page)?;
        let mut others = meant.clone();
        others.drop_all(&headline);
        let rest = Page {
            limit: page.limit - first.hits.len(),
            offset: page.offset.saturating_sub(headline.count() as usize),
            ..*page
        };
        let hits = first.hits.into_iter().chain(self.dated(&others, &rest)?.hits);
        Ok(Ranked { hits: hits.collect(), weighed: None })
    }

    /// The newest day first; those without a day last.
    pub(super) fn dated(&self, meant: &Keys, page: &Page) -> rusqlite::Result<Ranked> {
        // The index of days is walked from its end until the page is full.
        let mut asked = self.sql.prepare_cached("SELECT key FROM article ORDER BY day DESC, key DESC")?;
        let mut rows = asked.query([])?;
        let mut left_out = 0;
        let mut hits = Vec::new();
        while hits.len() < page.limit
            && let Some(row) = rows.next()?
        {
            let key = row.get(0)?;
            if !meant.contains(key) {
                continue;
            }
            if left_out < page.offset {
                left_out += 1;
            } else {
                hits.push((key, None));
            }
        }
        Ok(Ranked { hits, weighed: None })
    }

    /// Lets older articles weigh less. Days count back from the newest article of the archive, not from a clock.
    fn freshen(&self, scores: &mut [(i64, f64)]) -> rusqlite::Result<()> {
        let mut asked = self.sql.prepare_cached("SELECT key, day FROM article WHERE day IS NOT NULL")?;
        let rows = asked.query_map([], |row| Ok((row.get(0)?, row.get::<_, String>(1)?)))?;
        let mut days: HashMap<i64, Date> = HashMap::new();
        for row in rows {
            let (key, day) = row?;
            if let Ok(day) = day.parse() {
                days.insert(key, day);
            }
        }
        let Some(newest) = days.values().max().copied() else { return Ok(()) };
        for (key, score) in scores {
            // An article without a day is taken for a year old.
            let age = days.get(key).map_or(HALF_LIFE, |day| f64::from((newest - *day).get_days()));
            *score *= 0.5_f64.powf(age.max(0.0) / HALF_LIFE);
        }
        Ok(())
    }
}
