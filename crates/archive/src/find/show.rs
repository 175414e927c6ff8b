//! What is shown of a hit.
//!
//! In: a key · Out: [`Hit`] · From: the article's row, the snippet of FTS5, the rows that were meant · Fails: with
//! the file · Cost: one unpacking of the text, about a quarter of a millisecond

use super::{Hit, HitEvent, HitStatement, Piece, sets};
use crate::Archive;
use crate::fetch::Key;
use crate::query::{PARTING, Query, Term};
use model::{SourceKind, Status};
use rusqlite::types::Value;
use rusqlite::{OptionalExtension, Row, params_from_iter};

/// Rows of one kind that are shown of one article.
const MOST_ROWS: usize = 3;

/// Words of a snippet: about two lines of a terminal. FTS5 allows 64.
const SNIPPET_WORDS: usize = 28;

/// Signs around what was searched for; no text has them, for the wire drops control characters.
const OPEN: char = '\u{2}';
const CLOSE: char = '\u{3}';

impl Archive {
    pub(super) fn shown(&self, query: &Query, key: i64, score: Option<f64>) -> rusqlite::Result<Hit> {
        let mut hit = self
            .sql
            .prepare_cached(
                "SELECT a.id, coalesce(a.url, 'https://' || a.address), name.name, a.headline, a.day, a.language, a.latest
                 FROM article a LEFT JOIN name ON name.key = a.outlet WHERE a.key = ?1",
            )?
            .query_row([key], |row| {
                Ok(Hit {
                    key: Key(key),
                    id: row.get(0)?,
                    url: row.get(1)?,
                    outlet: row.get(2)?,
                    headline: row.get(3)?,
                    day: row.get(4)?,
                    language: row.get(5)?,
                    versions: row.get(6)?,
                    score,
                    snippet: Vec::new(),
                    events: Vec::new(),
                    statements: Vec::new(),
                })
            })?;
        hit.snippet = self.snippet(query, key)?;
        let [events, statements] = sets::shown(query);
        hit.events = self.rows(EVENT, &events, key, event)?;
        hit.statements = self.rows(STATEMENT, &statements, key, statement)?;
        Ok(hit)
    }

    fn snippet(&self, query: &Query, key: i64) -> rusqlite::Result<Vec<Piece>> {
        let Some(expression) = sets::any_words(query) else { return Ok(Vec::new()) };
        let asked = format!(
            "SELECT snippet(words, 1, '{OPEN}', '{CLOSE}', '…', {SNIPPET_WORDS}) FROM words
             WHERE words MATCH ?1 AND rowid = ?2"
        );
        let found: Option<String> =
            self.sql.prepare_cached(&asked)?.query_row((expression, key), |row| row.get(0)).optional()?;
        Ok(pieces(&found.unwrap_or_default()))
    }

    fn rows<T>(
        &self,
        (columns, table): (&str, &str),
        groups: &[&[Term]],
        key: i64,
        read: fn(&Row<'_>) -> rusqlite::Result<T>,
    ) -> rusqlite::Result<Vec<T>> {
        if groups.is_empty() {
            return Ok(Vec::new());
        }
        let mut values: Vec<Value> = vec![key.into()];
        let held: Vec<String> = groups.iter().map(|group| sets::holds(group, &mut values)).collect();
        let asked = format!(
            "SELECT {columns} FROM {table} t WHERE article = ?1 AND {} ORDER BY number LIMIT {MOST_ROWS}",
            held.join(" AND ")
        );
        self.sql.prepare_cached(&asked)?.query_map(params_from_iter(values), read)?.collect()
    }
}

const EVENT: (&str, &str) = (
    "status, (SELECT name FROM name WHERE key = t.actor), lemma, (SELECT name FROM name WHERE key = t.target),
     (SELECT name FROM name WHERE key = t.place), day, sentence",
    "event",
);

const STATEMENT: (&str, &str) = ("(SELECT name FROM name WHERE key = t.source), kind, sentence", "statement");

fn event(row: &Row<'_>) -> rusqlite::Result<HitEvent> {
    let status: Option<u32> = row.get(0)?;
    Ok(HitEvent {
        status: status.and_then(|at| Status::ALL.get(at as usize).copied()),
        actor: row.get(1)?,
        lemma: row.get(2)?,
        target: row.get(3)?,
        place: row.get(4)?,
        when: row.get(5)?,
        sentence: row.get(6)?,
    })
}

fn statement(row: &Row<'_>) -> rusqlite::Result<HitStatement> {
    let kind: u32 = row.get(1)?;
    Ok(HitStatement {
        source: row.get(0)?,
        kind: SourceKind::ALL.get(kind as usize).copied().unwrap_or(SourceKind::Unknown),
        sentence: row.get(2)?,
    })
}

/// The stretches of a snippet, on one line.
fn pieces(snippet: &str) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut marked = false;
    let mut words = String::new();
    let mut end = |words: &mut String, marked: bool| {
        if !words.is_empty() {
            pieces.push(Piece { words: std::mem::take(words), marked });
        }
    };
    for letter in snippet.chars() {
        match letter {
            OPEN | CLOSE => {
                end(&mut words, marked);
                marked = letter == OPEN;
            }
            PARTING => {}
            _ if letter.is_whitespace() => {
                if !words.ends_with(' ') {
                    words.push(' ');
                }
            }
            _ => words.push(letter),
        }
    }
    end(&mut words, marked);
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_snippet_is_cut_into_stretches_on_one_line() {
        let told = pieces("…weighs\n\n a \u{2}ban\u{3} on \u{2}港\u{200b}\u{3}…");
        let told: Vec<(&str, bool)> = told.iter().map(|piece| (piece.words.as_str(), piece.marked)).collect();
        assert_eq!(told, [("…weighs a ", false), ("ban", true), (" on ", false), ("港", true), ("…", false)]);
    }
}
