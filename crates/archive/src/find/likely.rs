//! Which articles may hold what a question asks for?
//!
//! In: words, the telling ones first; a day · Out: keys, best first · From: Okapi BM25 as FTS5 has it; a word of the
//! headline counts as in `rank` · Fails: with the file · Cost: some three microseconds for each article with one of the
//! words

use super::rank::HEADLINE;
use crate::fetch::Key;
use crate::query::Words;
use crate::{Archive, Error, Result};
use model::jiff::civil::Date;

/// How many words are looked up where all of them together take too long: the first of them, which tell most.
const FEWEST: usize = 3;

impl Archive {
    /// The articles in which any of `words` stands, those first in which the rarest and most of them do; at most
    /// `most`. With `since`, those alone that were published on that day or later.
    ///
    /// # Errors
    /// [`Error::TooWide`] where even the first words are in too many, and those of reading the file.
    pub fn likely(&self, words: &[String], since: Option<Date>, most: usize) -> Result<Vec<Key>> {
        match self.with_any(words, since, most) {
            Err(Error::TooWide { .. }) if words.len() > FEWEST => {
                self.with_any(words.get(..FEWEST).unwrap_or_default(), since, most)
            }
            found => found,
        }
    }

    fn with_any(&self, words: &[String], since: Option<Date>, most: usize) -> Result<Vec<Key>> {
        let each = words.iter().filter(|word| word.chars().any(char::is_alphanumeric));
        let each = each.map(|word| Words { said: word.clone(), beginning: false }.expression());
        let expression = each.collect::<Vec<_>>().join(" OR ");
        if expression.is_empty() {
            return Ok(Vec::new());
        }
        let first = since.map_or_else(|| "0000".to_owned(), |day| day.to_string());
        self.timed(|| {
            // Without a day asked for, articles that print none are likely, too. Of like ones the later first, so
            // that the order is always the same.
            let mut asked = self.sql.prepare_cached(&format!(
                "SELECT rowid FROM words WHERE words MATCH ?1
                   AND (?2 = '0000' OR rowid IN (SELECT key FROM article WHERE day >= ?2))
                 ORDER BY bm25(words, {HEADLINE:.1}, 1.0), rowid DESC LIMIT ?3"
            ))?;
            let keys = asked.query_map((&expression, &first, most as i64), |row| Ok(Key(row.get(0)?)))?;
            keys.collect()
        })
    }
}
