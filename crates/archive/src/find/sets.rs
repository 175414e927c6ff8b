//! From terms to sets of articles.
//!
//! In: [`Query`] · Out: [`Keys`] · From: the tables of rows, the indices of words and of names · Fails: with the file ·
//! Cost: a pass over what each term means; terms that all ask for words are one pass together
//!
//! What is asked of events must hold of one and the same event, and what is asked of statements of one statement:
//! `actor:city status:planned` means the city's plans, not a city and somebody's plan.

use super::keys::Keys;
use crate::query::{Days, NameField, Query, Term, Words};
use model::{SourceKind, Status};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

/// What a term is asked of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Words,
    Event,
    Statement,
    Article,
}

fn of(term: &Term) -> Of {
    match term {
        Term::Words { .. } => Of::Words,
        Term::Status(_) => Of::Event,
        Term::Name { field, .. } => match field {
            NameField::Actor | NameField::Target | NameField::Place => Of::Event,
            NameField::Source => Of::Statement,
            NameField::Anywhere | NameField::Outlet => Of::Article,
        },
        Term::Kind(_) => Of::Statement,
        Term::Language(_) | Term::Days(_) => Of::Article,
    }
}

/// What all terms of a group are asked of, if it is the same.
fn common(group: &[Term]) -> Option<Of> {
    let first = of(group.first()?);
    group.iter().all(|term| of(term) == first).then_some(first)
}

/// Groups that are all asked of `what`.
fn groups(query: &Query, what: Of) -> impl Iterator<Item = &[Term]> {
    query.all.iter().map(Vec::as_slice).filter(move |group| common(group) == Some(what))
}

/// The keys of what the query means, and whether there are more than `most`, the last that came in, that are asked for.
pub(super) fn meant(sql: &Connection, query: &Query, most: usize) -> rusqlite::Result<(Keys, bool)> {
    let mut meant: Option<Keys> = None;
    let mut and = |keys: Keys| match &mut meant {
        Some(meant) => meant.keep(&keys),
        none => *none = Some(keys),
    };
    for what in [Of::Event, Of::Statement] {
        let groups: Vec<&[Term]> = groups(query, what).collect();
        if !groups.is_empty() {
            and(rows(sql, what, &groups)?);
        }
    }
    for group in &query.all {
        match common(group) {
            Some(Of::Words | Of::Event | Of::Statement) => {}
            _ => and(any(sql, group)?),
        }
    }
    let mut none = Keys::default();
    for term in &query.none {
        none.add(&any(sql, std::slice::from_ref(term))?);
    }
    // The words last: what the other terms leave out need not be counted.
    if let Some(expression) = expression(query) {
        let wanted = |key| !none.contains(key) && meant.as_ref().is_none_or(|meant| meant.contains(key));
        return last_matching(sql, &expression, most, wanted);
    }
    let mut meant = match meant {
        Some(meant) => meant,
        None => keys(sql, "SELECT key FROM article", Vec::new())?,
    };
    meant.drop_all(&none);
    Ok((meant, false))
}

/// The last `most` articles that came in of those that have the words and are wanted; and whether there are more.
fn last_matching(
    sql: &Connection,
    expression: &str,
    most: usize,
    wanted: impl Fn(i64) -> bool,
) -> rusqlite::Result<(Keys, bool)> {
    let mut asked = sql.prepare_cached("SELECT rowid FROM words WHERE words MATCH ?1 ORDER BY rowid DESC")?;
    let mut rows = asked.query([expression])?;
    let mut found = Keys::default();
    let mut count = 0;
    while let Some(row) = rows.next()? {
        let key = row.get(0)?;
        if !wanted(key) {
            continue;
        }
        if count == most {
            return Ok((found, true));
        }
        count += 1;
        found.insert(key);
    }
    Ok((found, false))
}

/// What the index of words is asked for; `None` where no group asks for words alone.
pub(super) fn expression(query: &Query) -> Option<String> {
    let groups: Vec<String> = groups(query, Of::Words).map(words).collect();
    (!groups.is_empty()).then(|| groups.join(" AND "))
}

/// All words that are searched for, for a snippet.
pub(super) fn any_words(query: &Query) -> Option<String> {
    let all: Vec<Term> = query.all.iter().flatten().filter(|term| of(term) == Of::Words).cloned().collect();
    (!all.is_empty()).then(|| words(&all))
}

fn words(group: &[Term]) -> String {
    let each: Vec<String> = group
        .iter()
        .filter_map(|term| match term {
            Term::Words { headline: true, words } => Some(format!("headline : {}", words.expression())),
            Term::Words { headline: false, words } => Some(words.expression()),
            _ => None,
        })
        .collect();
    match each.as_slice() {
        [one] => one.clone(),
        several => format!("({})", several.join(" OR ")),
    }
}

/// The words as the headline alone is asked for them.
pub(super) fn in_headline(query: &Query) -> Option<String> {
    expression(query).map(|expression| format!("headline : ({expression})"))
}

/// Articles for which one of the terms holds.
fn any(sql: &Connection, group: &[Term]) -> rusqlite::Result<Keys> {
    let mut all = Keys::default();
    for term in group {
        let one = std::slice::from_ref(term);
        all.add(&match of(term) {
            Of::Words => matching(sql, &words(one))?,
            what @ (Of::Event | Of::Statement) => rows(sql, what, &[one])?,
            Of::Article => article(sql, term)?,
        });
    }
    Ok(all)
}

fn matching(sql: &Connection, expression: &str) -> rusqlite::Result<Keys> {
    keys(sql, "SELECT rowid FROM words WHERE words MATCH ?1", vec![expression.to_owned().into()])
}

fn article(sql: &Connection, term: &Term) -> rusqlite::Result<Keys> {
    let (asked, values): (&str, Vec<Value>) = match term {
        Term::Name { field: NameField::Outlet, words } => (
            "SELECT key FROM article WHERE outlet IN (SELECT rowid FROM names WHERE names MATCH ?1)",
            vec![words.expression().into()],
        ),
        Term::Name { words, .. } => (
            "SELECT article FROM entity WHERE name IN (SELECT rowid FROM names WHERE names MATCH ?1)",
            vec![words.expression().into()],
        ),
        Term::Language(language) => (
            // "en" means "en-gb", too; "." is the sign after "-".
            "SELECT key FROM article WHERE language = ?1 OR (language >= ?1 || '-' AND language < ?1 || '.')",
            vec![language.clone().into()],
        ),
        Term::Days(Days { first, last }) => {
            let day = |day: &Option<model::jiff::civil::Date>, open: &str| match day {
                Some(day) => day.to_string(),
                None => open.to_owned(),
            };
            (
                "SELECT key FROM article WHERE day BETWEEN ?1 AND ?2",
                vec![day(first, "0000").into(), day(last, "9999-99").into()],
            )
        }
        // The others are not asked of the article itself.
        _ => return Ok(Keys::default()),
    };
    keys(sql, asked, values)
}

/// Articles with a row for which each group holds.
fn rows(sql: &Connection, what: Of, groups: &[&[Term]]) -> rusqlite::Result<Keys> {
    let terms = || groups.iter().copied().flatten();
    if terms().all(|term| matches!(term, Term::Status(_))) && groups.len() == 1 {
        // Any event will do, and each article knows which statuses its events have.
        let bits = terms().fold(0, |bits, term| match term {
            Term::Status(status) => bits | 1_i64 << place(Status::ALL, status),
            _ => bits,
        });
        return keys(sql, "SELECT key FROM article WHERE statuses & ?1", vec![bits.into()]);
    }
    let mut values = Vec::new();
    let held: Vec<String> = groups.iter().map(|group| holds(group, &mut values)).collect();
    let table = if what == Of::Event { "event" } else { "statement" };
    keys(sql, &format!("SELECT article FROM {table} WHERE {}", held.join(" AND ")), values)
}

/// A group as SQL asks it of one row; its values are added to `values`.
pub(super) fn holds(group: &[Term], values: &mut Vec<Value>) -> String {
    let mut named = |column: &str, words: &Words| {
        values.push(words.expression().into());
        format!("{column} IN (SELECT rowid FROM names WHERE names MATCH ?{})", values.len())
    };
    let each: Vec<String> = group
        .iter()
        .map(|term| match term {
            Term::Name { field: NameField::Actor, words } => named("actor", words),
            Term::Name { field: NameField::Target, words } => named("target", words),
            Term::Name { field: NameField::Place, words } => named("place", words),
            Term::Name { field: NameField::Source, words } => named("source", words),
            // A plus before a column keeps SQLite from looking for an index of so few values.
            Term::Status(status) => format!("+status = {}", place(Status::ALL, status)),
            Term::Kind(kind) => format!("+kind = {}", place(SourceKind::ALL, kind)),
            _ => "false".to_owned(),
        })
        .collect();
    format!("({})", each.join(" OR "))
}

/// The groups that are asked of events, and those asked of statements, for showing the rows that were meant.
pub(super) fn shown(query: &Query) -> [Vec<&[Term]>; 2] {
    [Of::Event, Of::Statement].map(|what| groups(query, what).collect())
}

fn place<T: PartialEq>(all: &[T], one: &T) -> usize {
    all.iter().position(|other| other == one).unwrap_or(all.len())
}

fn keys(sql: &Connection, asked: &str, values: Vec<Value>) -> rusqlite::Result<Keys> {
    let mut asked = sql.prepare_cached(asked)?;
    let mut rows = asked.query(params_from_iter(values))?;
    let mut keys = Keys::default();
    while let Some(row) = rows.next()? {
        keys.insert(row.get(0)?);
    }
    Ok(keys)
}
