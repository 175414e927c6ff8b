//! Bytes of a file, packed or not, with room to look ahead.
//!
//! In: a reader · Out: a window of its bytes that grows when more is wanted · From: our own
//! Fails: a reader that breaks ends the window, and [`Skipped::stopped`] says why · Cost: linear; the window alone

use super::Skipped;
use super::gzip::{Members, Step};
use std::io::{BufRead, ErrorKind};

/// A window that was read up to here is moved to the front: seldom enough to cost nothing.
const MOVED: usize = 1 << 20;

/// Bytes that are taken at a time.
const STEP: usize = 64 << 10;

enum Source<R> {
    Plain(R),
    Packed(Box<Members<R>>),
}

/// A window on the bytes of a file.
pub(crate) struct Stream<R> {
    source: Source<R>,
    window: Vec<u8>,
    at: usize,
    broken: bool,
    ended: bool,
}

impl<R: BufRead> Stream<R> {
    /// The bytes as they are.
    pub(crate) fn plain(from: R) -> Self {
        Stream::of(Source::Plain(from))
    }

    /// The bytes unpacked; see [`Members::of`].
    pub(crate) fn packed(from: R, opens_with: &'static [u8]) -> Self {
        Stream::of(Source::Packed(Box::new(Members::of(from, opens_with))))
    }

    fn of(source: Source<R>) -> Self {
        Stream { source, window: Vec::new(), at: 0, broken: false, ended: false }
    }

    /// What is in the window.
    pub(crate) fn rest(&self) -> &[u8] {
        self.window.get(self.at..).unwrap_or_default()
    }

    /// Grows the window to `n` bytes; `false` where a break or the end comes first.
    pub(crate) fn want(&mut self, n: usize, skipped: &mut Skipped) -> bool {
        while self.rest().len() < n {
            if self.broken || self.ended || !self.grow(skipped) {
                return false;
            }
        }
        true
    }

    /// Takes one more step; `false` where a break or the end comes first.
    pub(crate) fn grow(&mut self, skipped: &mut Skipped) -> bool {
        if self.broken || self.ended {
            return false;
        }
        if self.at > MOVED {
            self.window.drain(..self.at);
            self.at = 0;
        }
        match &mut self.source {
            Source::Plain(from) => more(from, &mut self.window, &mut self.ended, skipped),
            Source::Packed(members) => match members.pull(&mut self.window, skipped) {
                Step::Data => true,
                Step::Break => {
                    self.broken = true;
                    false
                }
                Step::End => {
                    self.ended = true;
                    false
                }
            },
        }
    }

    /// From now on, after damage, only a member that unpacks to this is taken for one.
    pub(crate) fn begin_members_with(&mut self, opens_with: &'static [u8]) {
        if let Source::Packed(members) = &mut self.source {
            members.begin_with(opens_with);
        }
    }

    /// What is in the window, to keep.
    pub(crate) fn into_rest(mut self) -> Vec<u8> {
        self.window.drain(..self.at);
        self.window
    }

    /// Goes past `n` bytes.
    pub(crate) fn consume(&mut self, n: usize) {
        self.at = (self.at + n).min(self.window.len());
    }

    /// Goes past the break that the window ends at. `false` at the end.
    pub(crate) fn past_break(&mut self) -> bool {
        self.window.clear();
        self.at = 0;
        std::mem::take(&mut self.broken)
    }

    /// Whether bytes are missing after the window.
    pub(crate) fn is_broken(&self) -> bool {
        self.broken
    }

    /// Whether nothing can be added to the window.
    pub(crate) fn is_cut(&self) -> bool {
        self.broken || self.ended
    }
}

/// Adds some of `from` to `to`; `false` at its end, and where it breaks.
pub(crate) fn more<R: BufRead>(
    from: &mut R,
    to: &mut Vec<u8>,
    ended: &mut bool,
    skipped: &mut Skipped,
) -> bool {
    while !*ended {
        match from.fill_buf() {
            Ok([]) => *ended = true,
            Ok(here) => {
                let taken = here.len().min(STEP);
                to.extend_from_slice(here.get(..taken).unwrap_or_default());
                from.consume(taken);
                return true;
            }
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            Err(error) => {
                skipped.stopped = Some(error.to_string());
                *ended = true;
            }
        }
    }
    false
}
