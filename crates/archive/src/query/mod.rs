//! What was typed into the search, understood.
//!
//! In: a line · Out: [`Query`] · From: docs/archive.md, "What can I search for?" · Fails: what cannot be meant is a
//! [`Complaint`] with its place · Cost: one pass
//!
//! A query is a row of terms that must all hold. `OR` joins the terms beside it, `-` in front excludes one. There are
//! no parentheses, so nothing can nest.

mod dates;
mod parse;

use model::{SourceKind, Status};
use std::borrow::Cow;

pub(crate) use dates::Days;

/// The fields of the query language and what each asks for.
pub const FIELDS: &[(&str, &str)] = &[
    ("source", "who says it, by name or description"),
    ("kind", "what kind of source says it"),
    ("actor", "who does it"),
    ("target", "to whom or what it is done"),
    ("place", "where it is told to be"),
    ("status", "where an event stands"),
    ("names", "who or what is named anywhere"),
    ("outlet", "who published it"),
    ("headline", "words of the headline"),
    ("lang", "the language, like en"),
    ("on", "published on that day, in that month, year or range"),
    ("after", "published then or later"),
    ("before", "published before then"),
];

/// A query, understood.
#[derive(Clone, Debug, PartialEq)]
pub struct Query {
    /// Each of these must hold.
    pub(crate) all: Vec<Group>,
    /// None of these may.
    pub(crate) none: Vec<Term>,
}

/// Terms of which one must hold.
pub(crate) type Group = Vec<Term>;

/// One thing that is asked for.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Term {
    /// Words of the text or of the headline alone.
    Words { headline: bool, words: Words },
    /// A name in one place.
    Name { field: NameField, words: Words },
    /// Where an event stands.
    Status(Status),
    /// What kind of source.
    Kind(SourceKind),
    /// A language, in lower case.
    Language(String),
    /// Days of publication.
    Days(Days),
}

/// Words that stand one behind the other; of the last one perhaps only the beginning.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Words {
    pub(crate) said: String,
    pub(crate) beginning: bool,
}

/// Where a name is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NameField {
    Source,
    Actor,
    Target,
    Place,
    Anywhere,
    Outlet,
}

impl Query {
    /// Understands a line.
    ///
    /// # Errors
    /// A [`Complaint`] says what cannot be meant, and where.
    pub fn parse(line: &str) -> Result<Self, Complaint> {
        parse::parse(line)
    }

    /// Whether words of the text or headline are asked for, so that one article can be a better answer than another.
    pub fn has_words(&self) -> bool {
        self.all.iter().flatten().any(|term| matches!(term, Term::Words { .. }))
    }
}

impl Words {
    /// As the index of words understands it.
    pub(crate) fn expression(&self) -> String {
        let star = if self.beginning { " *" } else { "" };
        format!("\"{}\"{star}", cut(&self.said).replace('"', " "))
    }
}

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Complaint {
    /// What, and what would be right.
    pub message: String,
    /// The place in the line: code points, half-open.
    pub start: usize,
    /// Its end.
    pub end: usize,
}

impl std::fmt::Display for Complaint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "at letter {}: {}", self.start + 1, self.message)
    }
}

impl std::error::Error for Complaint {}

/// A text as it goes into the index of words: letters of scripts that set no spaces between words are parted by a
/// sign that is not seen, so that each is a word. Other texts stay as they are.
pub(crate) fn cut(text: &str) -> Cow<'_, str> {
    if !text.chars().any(is_unspaced) {
        return Cow::Borrowed(text);
    }
    let mut parted = String::with_capacity(text.len() * 2);
    for letter in text.chars() {
        if is_unspaced(letter) {
            parted.push(PARTING);
            parted.push(letter);
            parted.push(PARTING);
        } else {
            parted.push(letter);
        }
    }
    Cow::Owned(parted)
}

/// The sign between letters that [`cut`] sets: zero-width space.
pub(crate) const PARTING: char = '\u{200b}';

/// Han, Hiragana, Katakana, Thai, Lao, Khmer, Burmese (Unicode 16 blocks; UAX 29 needs a dictionary for them).
fn is_unspaced(letter: char) -> bool {
    matches!(u32::from(letter),
        0x0e00..=0x0eff | 0x1000..=0x109f | 0x1780..=0x17ff | 0x3040..=0x30ff | 0x3400..=0x4dbf
        | 0x4e00..=0x9fff | 0xf900..=0xfaff | 0x2_0000..=0x3_ffff)
}
