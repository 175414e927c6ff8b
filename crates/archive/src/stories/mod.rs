//! Which articles belong together.
//!
//! In: prints and stories, as gathering made them · Out: the same, and lists of stories · From: the tables `print`,
//! `story`, `member`, `learnt` · Fails: with the file · Cost: prints one row an article; stories one transaction for all
//!
//! The archive does not gather: it keeps what was gathered beside the articles, and knows which have come or changed
//! since.

mod list;
mod prints;

pub use list::{StoriesAsked, StoriesListed, StoryRow};
pub use prints::PrintOf;

use crate::archive::told_as;
use crate::fetch::Key;
use crate::{Archive, Error, Result};
use rusqlite::{OptionalExtension, params};

/// A story as gathering made it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryFiled {
    /// Its id.
    pub id: String,
    /// Its articles, and which of its happenings each belongs to.
    pub articles: Vec<(Key, u32)>,
}

/// A story as it was kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryKept {
    /// Its id.
    pub id: String,
    /// The id that was asked for, where that story has become part of this one.
    pub was: Option<String>,
    /// Its articles, and which of its happenings each belongs to, in the order in which they came.
    pub articles: Vec<(Key, u32)>,
}

/// A story by its articles' ids: what the next gathering keeps ids by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StoryStanding {
    /// Its id.
    pub id: String,
    /// Ids of its articles, by key.
    pub articles: Vec<String>,
}

/// No chain of stories that became part of one another is longer than this; a file that was tampered with may go round.
const LONGEST_CHAIN: usize = 100;

impl Archive {
    /// Puts these stories in the place of all that stood. `merged` tells which ids lead to which others from now on;
    /// what led to one of them before leads on.
    pub fn file_stories(&mut self, stories: &[StoryFiled], merged: &[(String, String)]) -> Result<()> {
        let filed = self.writing().and_then(|writing| {
            writing.execute("DELETE FROM member", [])?;
            writing.execute("DELETE FROM story WHERE merged_into IS NULL", [])?;
            let mut add = writing
                .prepare("INSERT OR REPLACE INTO story (id, merged_into) VALUES (?1, NULL) RETURNING key")?;
            // An article that was removed in the meantime is in no story.
            let mut join = writing.prepare(
                "INSERT OR REPLACE INTO member (article, story, happening)
                 SELECT key, ?2, ?3 FROM article WHERE key = ?1",
            )?;
            for story in stories {
                let key: i64 = add.query_row([&story.id], |row| row.get(0))?;
                for (article, happening) in &story.articles {
                    join.execute(params![article.0, key, happening])?;
                }
            }
            let mut lead =
                writing.prepare("INSERT OR IGNORE INTO story (id, merged_into) VALUES (?1, ?2)")?;
            for (from, to) in merged.iter().filter(|(from, to)| from != to) {
                lead.execute([from, to])?;
            }
            drop((add, join, lead));
            writing.commit()
        });
        told_as!(self, filed)
    }

    /// All stories by their articles' ids, those of one article included.
    pub fn standing(&self) -> Result<Vec<StoryStanding>> {
        let standing = self
            .sql
            .prepare(
                "SELECT s.id, a.id FROM member m JOIN story s ON s.key = m.story JOIN article a ON a.key = m.article
                 ORDER BY s.key, a.key",
            )
            .and_then(|mut asked| {
                let mut all: Vec<StoryStanding> = Vec::new();
                let mut rows = asked.query([])?;
                while let Some(row) = rows.next()? {
                    let (story, article): (String, String) = (row.get(0)?, row.get(1)?);
                    match all.last_mut() {
                        Some(last) if last.id == story => last.articles.push(article),
                        _ => all.push(StoryStanding { id: story, articles: vec![article] }),
                    }
                }
                Ok(all)
            });
        told_as!(self, standing)
    }

    /// The story that `name` means: its id, at least four letters of its beginning, an id that became part of it, or an
    /// article in it by id or address.
    ///
    /// # Errors
    /// [`Error::NoStory`], [`Error::Ambiguous`].
    pub fn story(&self, name: &str) -> Result<StoryKept> {
        let name = name.trim();
        let asked_for = self.story_id(name)?;
        let (id, was) = match asked_for {
            Some(found) => {
                let end = told_as!(self, self.lead(&found))?;
                (end.clone(), (end != found).then_some(found))
            }
            // No story is called so; an article may be.
            None => {
                let key = self.key_of(name).map_err(|error| match error {
                    Error::NoSuch { key } => Error::NoStory { key },
                    other => other,
                })?;
                let id = self
                    .sql
                    .prepare_cached(
                        "SELECT s.id FROM member m JOIN story s ON s.key = m.story WHERE m.article = ?1",
                    )
                    .and_then(|mut asked| asked.query_row([key.0], |row| row.get::<_, String>(0)).optional());
                (told_as!(self, id)?.ok_or_else(|| Error::NoStory { key: name.to_owned() })?, None)
            }
        };
        let articles = self
            .sql
            .prepare_cached(
                "SELECT m.article, m.happening FROM member m JOIN story s ON s.key = m.story WHERE s.id = ?1
                 ORDER BY m.article",
            )
            .and_then(|mut asked| {
                asked
                    .query_map([&id], |row| Ok((Key(row.get(0)?), row.get(1)?)))?
                    .collect::<rusqlite::Result<Vec<_>>>()
            });
        let articles = told_as!(self, articles)?;
        if articles.is_empty() {
            return Err(Error::NoStory { key: name.to_owned() });
        }
        Ok(StoryKept { id, was, articles })
    }

    fn story_id(&self, name: &str) -> Result<Option<String>> {
        if name.len() < 4 || !name.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return Ok(None);
        }
        let found = self
            .sql
            .prepare_cached("SELECT id FROM story WHERE id >= ?1 AND id < ?1 || 'g' ORDER BY id LIMIT 9")
            .and_then(|mut asked| {
                asked
                    .query_map([name.to_ascii_lowercase()], |row| row.get(0))?
                    .collect::<rusqlite::Result<Vec<String>>>()
            });
        let mut found = told_as!(self, found)?;
        match found.len() {
            0 | 1 => Ok(found.pop()),
            _ => Err(Error::Ambiguous { key: name.to_owned(), ids: found }),
        }
    }

    /// Where an id leads to in the end.
    fn lead(&self, id: &str) -> rusqlite::Result<String> {
        let mut at = id.to_owned();
        let mut asked = self.sql.prepare_cached("SELECT merged_into FROM story WHERE id = ?1")?;
        for _ in 0..LONGEST_CHAIN {
            match asked.query_row([&at], |row| row.get::<_, Option<String>>(0)).optional()?.flatten() {
                Some(next) => at = next,
                None => break,
            }
        }
        Ok(at)
    }

    /// Keeps what gathering learnt under a name.
    pub fn keep_learnt(&mut self, name: &str, value: &[u8]) -> Result<()> {
        let kept = self
            .sql
            .execute("INSERT OR REPLACE INTO learnt (name, value) VALUES (?1, ?2)", params![name, value]);
        told_as!(self, kept.map(drop))
    }

    /// What gathering learnt under a name.
    pub fn learnt(&self, name: &str) -> Result<Option<Vec<u8>>> {
        let found = self
            .sql
            .prepare_cached("SELECT value FROM learnt WHERE name = ?1")
            .and_then(|mut asked| asked.query_row([name], |row| row.get(0)).optional());
        told_as!(self, found)
    }
}
