//! A tag's inside: its attributes, of which those that reading asks about are kept.
//!
//! In: the page from the end of a tag's name on · Out: pairs of [`Attr`] and value · From: WHATWG HTML 13.2.5.32 to 13.2.5.40
//! Fails: never; of an attribute said twice the first counts; those past [`MOST`] are read over
//! Cost: one pass over the tag

use super::entities::{self, Place};
use super::tag::Attr;
use super::tree::Piece;
use memchr::memchr;

/// Attributes of one tag that are looked at; pages have a few dozen at most, and each costs a look-up.
const MOST: usize = 512;

/// The attributes of one tag.
#[derive(Default)]
pub(crate) struct Attributes {
    list: Vec<(Attr, Piece)>,
}

impl Attributes {
    /// What was kept of the last tag.
    pub(crate) fn kept(&self) -> &[(Attr, Piece)] {
        &self.list
    }

    /// Reads to the tag's end; the place after it, and whether it ends in `/>`. Nothing is said of a tag that the page's
    /// end cuts off.
    pub(crate) fn read(&mut self, page: &str, start: usize, own: &mut String) -> (usize, Option<bool>) {
        self.list.clear();
        let bytes = page.as_bytes();
        let (mut at, mut count) = (start, 0);
        loop {
            let gap = |b: &u8| b.is_ascii_whitespace() || *b == b'/';
            let between = bytes.get(at..).unwrap_or_default();
            let skipped = between.iter().position(|b| !gap(b)).unwrap_or(between.len());
            at += skipped;
            match bytes.get(at) {
                None => return (at, None),
                Some(b'>') => {
                    let closed = skipped > 0 && bytes.get(at - 1) == Some(&b'/');
                    return (at + 1, Some(closed));
                }
                Some(_) => {}
            }
            // An equals sign where a name should begin belongs to the name.
            let rest = bytes.get(at + 1..).unwrap_or_default();
            let ends = |b: &u8| b.is_ascii_whitespace() || matches!(*b, b'/' | b'>' | b'=');
            let end = at + 1 + rest.iter().position(ends).unwrap_or(rest.len());
            count += 1;
            let attr = if count <= MOST { Attr::of(bytes.get(at..end).unwrap_or_default()) } else { None };
            let (value, next) = value(bytes, end);
            at = next;
            let Some(attr) = attr.filter(|attr| self.list.iter().all(|(known, _)| known != attr)) else {
                continue;
            };
            let raw = page.get(value.0..value.1).unwrap_or_default();
            let from = own.len();
            let piece = if entities::decode(raw, Place::Value, own) {
                Piece::tail(from, own)
            } else {
                Piece::of(value.0, value.1)
            };
            self.list.push((attr, piece));
        }
    }
}

/// The value after a name, and the place after it.
fn value(bytes: &[u8], end: usize) -> ((usize, usize), usize) {
    let spaces = |from: usize| {
        let rest = bytes.get(from..).unwrap_or_default();
        from + rest.iter().position(|b| !b.is_ascii_whitespace()).unwrap_or(rest.len())
    };
    let equals = spaces(end);
    if bytes.get(equals) != Some(&b'=') {
        return ((end, end), equals);
    }
    let start = spaces(equals + 1);
    let rest = bytes.get(start + 1..).unwrap_or_default();
    match bytes.get(start) {
        Some(quote @ (b'"' | b'\'')) => match memchr(*quote, rest) {
            Some(length) => ((start + 1, start + 1 + length), start + length + 2),
            None => ((start + 1, start + 1), bytes.len()),
        },
        Some(b'>') | None => ((start, start), start),
        Some(_) => {
            let stop = |b: &u8| b.is_ascii_whitespace() || *b == b'>';
            let end = start + 1 + rest.iter().position(stop).unwrap_or(rest.len());
            ((start, end), end)
        }
    }
}
