//! The page's text to tokens: words, start tags, end tags.
//!
//! In: decoded HTML · Out: [`Token`]s, each once, in order · From: WHATWG HTML 13.2.5 (tokenization)
//! Fails: never; comments, doctypes and processing instructions are passed over; a tag that the page's end cuts off is
//! dropped, as browsers do · Cost: one pass, forward only; jumps from mark to mark with memchr

use super::attributes::Attributes;
use super::entities::{self, Place};
use super::raw;
use super::tag::{Tag, name_number};
use super::tree::Piece;
use memchr::{memchr, memmem};

/// A start or end tag; the attributes of a start tag lie in the lexer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Mark {
    pub(crate) tag: Tag,
    /// The number of its name: tells apart what is all `Other`.
    pub(crate) name: u64,
    /// Whether it ends in `/>`.
    pub(crate) closed: bool,
}

/// One token.
#[derive(Debug)]
pub(crate) enum Token {
    Words(Piece),
    Start(Mark),
    End(Mark),
    /// The page is over.
    Over,
}

/// Cuts the page.
pub(crate) struct Lexer<'p> {
    page: &'p str,
    at: usize,
    /// The attributes of the last start tag.
    pub(crate) attributes: Attributes,
    /// Whether the page has a doctype; without one browsers read it as pages of the nineties.
    pub(crate) doctype: bool,
    raw: raw::Ends,
}

impl<'p> Lexer<'p> {
    pub(crate) fn new(page: &'p str) -> Self {
        let at = if page.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        Lexer { page, at, attributes: Attributes::default(), doctype: false, raw: raw::Ends::default() }
    }

    fn bytes(&self) -> &'p [u8] {
        self.page.as_bytes()
    }

    /// The next token; `foreign` says that the current element is one of SVG or MathML.
    pub(crate) fn next(&mut self, own: &mut String, foreign: bool) -> Token {
        loop {
            let bytes = self.bytes();
            let start = self.at;
            let end = mark(bytes, start);
            if end > start {
                self.at = end;
                return Token::Words(self.words(start, end, own));
            }
            let Some(next) = bytes.get(start + 1) else { return Token::Over };
            match next {
                b'/' => {
                    if let Some(mark) = self.tag(start + 2, own) {
                        return Token::End(mark);
                    }
                }
                b'!' => {
                    if let Some(words) = self.declaration(start, own, foreign) {
                        return Token::Words(words);
                    }
                }
                b'?' => self.at = past(bytes, start + 2),
                _ => {
                    if let Some(mark) = self.tag(start + 1, own) {
                        return Token::Start(mark);
                    }
                }
            }
        }
    }

    /// Words between two places, decoded where they need it.
    fn words(&self, start: usize, end: usize, own: &mut String) -> Piece {
        let raw = self.page.get(start..end).unwrap_or_default();
        let from = own.len();
        if entities::decode(raw, Place::Text, own) { Piece::tail(from, own) } else { Piece::of(start, end) }
    }

    /// A tag whose name begins at `start`. An end tag without a name is passed over.
    fn tag(&mut self, start: usize, own: &mut String) -> Option<Mark> {
        let bytes = self.bytes();
        let rest = bytes.get(start..).unwrap_or_default();
        if !rest.first().is_some_and(u8::is_ascii_alphabetic) {
            self.at = past(bytes, start);
            return None;
        }
        let length = rest.iter().position(|b| ends_name(*b)).unwrap_or(rest.len());
        let name = rest.get(..length).unwrap_or_default();
        let tag = Tag::of(name);
        let name = name_number(name);
        let (at, closed) = self.attributes.read(self.page, start + length, own);
        self.at = at;
        Some(Mark { tag, name, closed: closed? })
    }

    /// Comments, doctypes and what only looks so; the words of a CDATA section.
    fn declaration(&mut self, start: usize, own: &mut String, foreign: bool) -> Option<Piece> {
        let bytes = self.bytes();
        let rest = bytes.get(start + 2..).unwrap_or_default();
        if rest.starts_with(b"--") {
            self.at = raw::comment(bytes, start + 4);
        } else if foreign && rest.starts_with(b"[CDATA[") {
            let from = start + 9;
            let length = bytes.get(from..).and_then(|rest| memmem::find(rest, b"]]>"));
            let end = length.map_or(bytes.len(), |length| from + length);
            self.at = (end + 3).min(bytes.len());
            let raw = self.page.get(from..end).unwrap_or_default();
            if raw.is_empty() {
                return None;
            }
            if !raw.contains('\0') {
                return Some(Piece::of(from, end));
            }
            let from = own.len();
            own.push_str(&raw.replace('\0', ""));
            return Some(Piece::tail(from, own));
        } else {
            self.doctype |= rest.get(..7).is_some_and(|name| name.eq_ignore_ascii_case(b"doctype"));
            self.at = past(bytes, start + 2);
        }
        None
    }

    /// What an element of raw text holds, to its end tag, which is passed over too.
    pub(crate) fn raw(&mut self, name: &[u8]) -> (usize, usize) {
        let start = self.at;
        let (end, next) = match name {
            b"script" => self.raw.script(self.bytes(), start),
            b"plaintext" => (self.page.len(), self.page.len()),
            _ => raw::closing(self.bytes(), start, name),
        };
        self.at = if next > end { past(self.bytes(), next) } else { end };
        (start, end)
    }

    /// The same as words; references are read in `title` and `textarea` only.
    pub(crate) fn raw_words(&self, (start, end): (usize, usize), decoded: bool, own: &mut String) -> Piece {
        if decoded { self.words(start, end, own) } else { Piece::of(start, end) }
    }
}

/// Where the next tag, comment or the like begins, or the page's end.
fn mark(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr(b'<', rest)) {
        let here = at + found;
        match bytes.get(here + 1) {
            Some(b'a'..=b'z' | b'A'..=b'Z' | b'!' | b'?') => return here,
            Some(b'/') if bytes.get(here + 2).is_some() => return here,
            _ => at = here + 1,
        }
    }
    bytes.len()
}

/// Past the next `>`.
fn past(bytes: &[u8], start: usize) -> usize {
    bytes.get(start..).and_then(|rest| memchr(b'>', rest)).map_or(bytes.len(), |length| start + length + 1)
}

/// Whether a tag's name ends before this byte.
pub(crate) fn ends_name(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\n' | b'\r' | 0x0c | b'/' | b'>')
}
