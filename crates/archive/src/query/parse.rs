//! From a line to terms.
//!
//! In: a line · Out: [`Query`] · From: docs/archive.md · Fails: with a place, never by panic · Cost: one pass

use super::{Complaint, Days, FIELDS, Group, NameField, Query, Term, Words};
use model::{SourceKind, Status};
use std::fmt::Display;
use std::str::FromStr;

/// Letters of a line. Nobody types more; a program that does means harm.
const LONGEST: usize = 2000;

/// Terms of a line. Each may have to look at every article (TRUST W13).
const MOST_TERMS: usize = 32;

/// Letters that a beginning must have. The index puts together all words that begin so before the first is found, and
/// nothing can stop it meanwhile: of 100,000 articles `pre*` takes over a second, beginnings of four letters a part of it.
const SHORTEST_BEGINNING: usize = 4;

pub(super) fn parse(line: &str) -> Result<Query, Complaint> {
    let letters: Vec<char> = line.chars().collect();
    if letters.len() > LONGEST {
        return Err(at(LONGEST, letters.len(), format!("a query has at most {LONGEST} letters")));
    }
    let mut reader = Reader { letters: &letters, at: 0, last_excluded: false };
    let mut query = Query { all: Vec::new(), none: Vec::new() };
    let mut count = 0;
    // The place of an OR that waits for what it joins.
    let mut joining: Option<usize> = None;
    while let Some(typed) = reader.next()? {
        if typed.is_or() {
            if reader.last_excluded {
                return Err(
                    typed.complaint("an excluded term cannot be joined by OR; put - before each term")
                );
            }
            if query.all.is_empty() || joining.is_some() {
                return Err(typed.complaint("OR stands between two terms, as in `ban OR closure`"));
            }
            joining = Some(typed.start);
            continue;
        }
        count += 1;
        if count > MOST_TERMS {
            return Err(typed.complaint(&format!("a query has at most {MOST_TERMS} terms")));
        }
        let term = typed.term()?;
        match (typed.excluded, joining.take()) {
            (true, Some(_)) => {
                return Err(
                    typed.complaint("an excluded term cannot be joined by OR; put - before each term")
                );
            }
            (true, None) => query.none.push(term),
            (false, Some(_)) => match query.all.last_mut() {
                Some(group) => group.push(term),
                None => query.all.push(vec![term]),
            },
            (false, None) => query.all.push(Group::from([term])),
        }
        reader.last_excluded = typed.excluded;
    }
    if let Some(start) = joining {
        return Err(at(start, start + 2, "OR stands between two terms, as in `ban OR closure`"));
    }
    if query.all.is_empty() && query.none.is_empty() {
        return Err(at(
            0,
            letters.len(),
            "there is nothing to search for; type a word, or a field like status:planned",
        ));
    }
    Ok(query)
}

fn at(start: usize, end: usize, message: impl Into<String>) -> Complaint {
    Complaint { message: message.into(), start, end }
}

/// Reads one typed term after the other.
struct Reader<'l> {
    letters: &'l [char],
    at: usize,
    last_excluded: bool,
}

/// A term as it was typed.
struct Typed {
    start: usize,
    end: usize,
    excluded: bool,
    field: Option<String>,
    value: String,
    quoted: bool,
}

fn is_quote(letter: char) -> bool {
    matches!(letter, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}')
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.letters.get(self.at).copied()
    }

    fn next(&mut self) -> Result<Option<Typed>, Complaint> {
        while self.peek().is_some_and(|letter| letter.is_whitespace() || letter == '\0') {
            self.at += 1;
        }
        let start = self.at;
        if self.peek().is_none() {
            return Ok(None);
        }
        let excluded =
            self.peek() == Some('-') && self.letters.get(start + 1).is_some_and(|next| !next.is_whitespace());
        if excluded {
            self.at += 1;
        }
        if let Some(letter @ ('(' | ')')) = self.peek() {
            return Err(at(
                self.at,
                self.at + 1,
                format!("`{letter}` groups nothing here; OR joins the terms beside it, all others must hold"),
            ));
        }
        let field = self.field();
        let quoted = self.peek().is_some_and(is_quote);
        let value = if quoted { self.quoted()? } else { self.bare() };
        Ok(Some(Typed { start, end: self.at, excluded, field, value, quoted }))
    }

    /// The field before a colon, if what comes next has one.
    fn field(&mut self) -> Option<String> {
        let rest = self.letters.get(self.at..)?;
        let colon = rest.iter().position(|letter| *letter == ':')?;
        let name: String = rest.get(..colon)?.iter().collect();
        let is_name = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_');
        // An address and "12:30" are words.
        let is_address = rest.get(colon + 1) == Some(&'/');
        if !is_name || is_address {
            return None;
        }
        self.at += colon + 1;
        Some(name.to_ascii_lowercase())
    }

    fn quoted(&mut self) -> Result<String, Complaint> {
        let start = self.at;
        self.at += 1;
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let Some(length) = rest.iter().position(|letter| is_quote(*letter)) else {
            return Err(at(start, self.letters.len(), "the quotation mark is not closed"));
        };
        let value = rest.iter().take(length).collect();
        self.at += length + 1;
        Ok(value)
    }

    fn bare(&mut self) -> String {
        let rest = self.letters.get(self.at..).unwrap_or_default();
        let value: String =
            rest.iter().take_while(|letter| !letter.is_whitespace() && !is_quote(**letter)).collect();
        self.at += value.chars().count();
        value
    }
}

impl Typed {
    fn is_or(&self) -> bool {
        self.value == "OR" && !self.quoted && self.field.is_none() && !self.excluded
    }

    fn complaint(&self, message: &str) -> Complaint {
        at(self.start, self.end, message)
    }

    fn term(&self) -> Result<Term, Complaint> {
        let Some(field) = &self.field else {
            if !self.quoted
                && self.value.contains("..")
                && self.value.starts_with(|letter: char| letter.is_ascii_digit() || letter == '.')
            {
                return self.days(Days::read);
            }
            return Ok(Term::Words { headline: false, words: self.words()? });
        };
        if self.value.trim().is_empty() {
            return Err(self.complaint(&format!("`{field}:` has no value; write it right behind the colon, in quotation marks if it has spaces")));
        }
        let name = |field| Ok(Term::Name { field, words: self.words()? });
        match field.as_str() {
            "source" => name(NameField::Source),
            "actor" => name(NameField::Actor),
            "target" => name(NameField::Target),
            "place" => name(NameField::Place),
            "names" => name(NameField::Anywhere),
            "outlet" => name(NameField::Outlet),
            "headline" => Ok(Term::Words { headline: true, words: self.words()? }),
            "status" => self.closed(Status::ALL).map(Term::Status),
            "kind" => self.closed(SourceKind::ALL).map(Term::Kind),
            "lang" => match self.value.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') {
                true => Ok(Term::Language(self.value.to_ascii_lowercase())),
                false => Err(self.complaint("a language is written like en or pt-BR")),
            },
            "on" => self.days(Days::read),
            "after" => self.days(Days::from),
            "before" => self.days(Days::until),
            _ => {
                let known: Vec<String> = FIELDS.iter().map(|(name, _)| format!("{name}:")).collect();
                Err(self.complaint(&format!(
                    "there is no field `{field}:`; the fields are {}; put the words in quotation marks if no field is meant",
                    known.join(" ")
                )))
            }
        }
    }

    /// A word of a closed list, with spaces or hyphens for its underscores.
    fn closed<T: FromStr<Err = String> + Display>(&self, all: &[T]) -> Result<T, Complaint> {
        let word = self.value.trim().to_lowercase().replace([' ', '-'], "_");
        word.parse().map_err(|_| {
            let known: Vec<String> = all.iter().map(T::to_string).collect();
            self.complaint(&format!("`{}` is none of: {}", self.value, known.join(", ")))
        })
    }

    fn days(&self, read: impl Fn(&str) -> Option<Days>) -> Result<Term, Complaint> {
        read(self.value.trim()).map(Term::Days).ok_or_else(|| {
            self.complaint(&format!(
                "`{}` is no date; write a day 2026-03-02, a month 2026-03, a year 2026, or with on: a range 2026-03..2026-04",
                self.value
            ))
        })
    }

    fn words(&self) -> Result<Words, Complaint> {
        let beginning = self.value.ends_with('*');
        let said = self.value.trim_end_matches('*').trim();
        let letters = said.chars().filter(|letter| letter.is_alphanumeric()).count();
        if letters == 0 {
            return Err(self.complaint(&format!("`{}` has no letters to search for", self.value)));
        }
        if beginning && letters < SHORTEST_BEGINNING && said.is_ascii() {
            return Err(self
                .complaint(&format!("a beginning has at least {SHORTEST_BEGINNING} letters, as in nego*")));
        }
        if said.split_whitespace().count() > MOST_TERMS {
            return Err(self.complaint(&format!("a phrase has at most {MOST_TERMS} words")));
        }
        Ok(Words { said: said.to_owned(), beginning })
    }
}
