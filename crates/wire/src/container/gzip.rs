//! Packed bytes, member by member, and past damage to the next member.
//!
//! In: a reader at a gzip member · Out: what is in its members, with a break wherever some is missing
//! From: RFC 1952; WARC files pack each record as a member of its own, so a damaged one costs itself alone
//! Fails: damage is counted and noted, and the next member that begins as it should is looked for
//! Cost: linear; the packed bytes of the member at hand are kept to look through again, at most [`KEPT`] of them
//!
//! `flate2`'s own reader of members cannot begin anew inside a member that swallowed the start of the next one, which
//! is what a truncated member does; so its inflater is used and the members are told apart here.

use flate2::{Crc, Decompress, FlushDecompress, Status};
use memchr::memmem;
use std::io::BufRead;

use super::Skipped;

/// Packed bytes of one member that are looked through again after damage. Inflating noise ends within one stored
/// block (64 KiB) as a rule; this is thirty of them.
const KEPT: usize = 2 << 20;

/// Bytes that are read or unpacked at a time.
const STEP: usize = 64 << 10;

/// The header of a member: its extra field has at most 64 KiB, and names are short.
const LONGEST_HEADER: usize = 128 << 10;

/// Damaged members are looked through again until this much was inflated in vain, so that a file built of nothing but
/// openings costs no square of its length. A real file has some damage, not gigabytes of it.
const IN_VAIN: u64 = 64 << 20;

/// A member that unpacks to more than so many times its size, past [`SUSPECT`] bytes, is a bomb. Zeros reach 1,028 (TRUST,
/// section 2). The bound is a guess that lies well under that; how far pages reach was not measured.
const BOMB: u64 = 200;
const SUSPECT: u64 = 48 << 20;

/// What a step brought.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// More bytes.
    Data,
    /// Bytes are missing here: what follows does not follow on what was before.
    Break,
    /// There is no more.
    End,
}

struct Member {
    inflate: Decompress,
    crc: Crc,
    packed: u64,
    unpacked: u64,
}

/// The members of a gzip file.
pub(crate) struct Members<R> {
    from: R,
    /// The member at hand, from its first byte on unless it is longer than is kept.
    raw: Vec<u8>,
    at: usize,
    /// Where `raw` begins in the file.
    base: u64,
    ended: bool,
    member: Option<Member>,
    /// What a member must open with to be taken for one after damage.
    opens_with: &'static [u8],
    in_vain: u64,
}

impl<R: BufRead> Members<R> {
    /// The members of `from`. After damage only a member that unpacks to `opens_with` is taken for one.
    pub(crate) fn of(from: R, opens_with: &'static [u8]) -> Self {
        Members { from, raw: Vec::new(), at: 0, base: 0, ended: false, member: None, opens_with, in_vain: 0 }
    }

    /// From now on, after damage, only a member that unpacks to `opens_with` is taken for one.
    pub(crate) fn begin_with(&mut self, opens_with: &'static [u8]) {
        self.opens_with = opens_with;
    }

    /// Unpacks some more at the end of `out`.
    pub(crate) fn pull(&mut self, out: &mut Vec<u8>, skipped: &mut Skipped) -> Step {
        loop {
            let Some(member) = &mut self.member else {
                match self.begin(skipped) {
                    Step::Data => continue,
                    other => return other,
                }
            };
            let before = (member.inflate.total_in(), out.len());
            out.reserve(STEP);
            let input = self.raw.get(self.at..).unwrap_or_default();
            let told = member.inflate.decompress_vec(input, out, FlushDecompress::None);
            let taken = member.inflate.total_in() - before.0;
            let fresh = out.get(before.1..).unwrap_or_default();
            member.crc.update(fresh);
            member.packed += taken;
            member.unpacked += fresh.len() as u64;
            let any = !fresh.is_empty();
            self.at += usize::try_from(taken).unwrap_or(usize::MAX);
            match told {
                Ok(Status::StreamEnd) => {
                    let whole = self.trailer();
                    if whole {
                        self.drop_read();
                        self.member = None;
                        if any {
                            return Step::Data;
                        }
                    } else {
                        self.damage("a packed member does not match its check sum", skipped);
                        self.seek(1, skipped);
                        return Step::Break;
                    }
                }
                Ok(_) if any => {
                    self.trim();
                    if self.is_bomb() {
                        self.damage(
                            "a packed member unpacks to hundreds of times its size; it was left",
                            skipped,
                        );
                        self.seek(self.at, skipped);
                        return Step::Break;
                    }
                    return Step::Data;
                }
                Ok(_) if taken > 0 || self.more(skipped) => self.trim(),
                Ok(_) => {
                    self.damage("a packed member ends too early", skipped);
                    self.seek_again(skipped);
                    return Step::Break;
                }
                Err(_) => {
                    self.damage("a packed member is damaged", skipped);
                    self.seek_again(skipped);
                    return Step::Break;
                }
            }
        }
    }

    /// Whether the member at hand unpacks without end.
    fn is_bomb(&self) -> bool {
        self.member.as_ref().is_some_and(|m| m.unpacked > SUSPECT && m.unpacked / m.packed.max(1) > BOMB)
    }

    /// Opens the member that should begin here, or the next one that does.
    fn begin(&mut self, skipped: &mut Skipped) -> Step {
        self.drop_read();
        while self.raw.len() < 18 && self.more(skipped) {}
        if self.raw.is_empty() {
            return Step::End;
        }
        // A header with a file name or a comment may be longer than what is here.
        let begun = self.raw.starts_with(b"\x1f\x8b\x08");
        while begun && self.header().is_none() && self.raw.len() < LONGEST_HEADER && self.more(skipped) {}
        match self.header() {
            Some(length) => {
                self.enter(length);
                Step::Data
            }
            None => {
                self.damage("between packed members there are bytes of no member", skipped);
                self.seek(0, skipped);
                if self.member.is_some() { Step::Break } else { Step::End }
            }
        }
    }

    fn enter(&mut self, length: usize) {
        self.at = length;
        self.member =
            Some(Member { inflate: Decompress::new(false), crc: Crc::new(), packed: 1, unpacked: 0 });
    }

    fn seek_again(&mut self, skipped: &mut Skipped) {
        self.in_vain += self.at as u64;
        let from = if self.in_vain > IN_VAIN { self.at.max(1) } else { 1 };
        self.seek(from, skipped);
    }

    /// Looks for the next member from `from` on, and opens it.
    fn seek(&mut self, from: usize, skipped: &mut Skipped) {
        self.member = None;
        self.at = from.min(self.raw.len());
        loop {
            let rest = self.raw.get(self.at..).unwrap_or_default();
            match memmem::find(rest, b"\x1f\x8b\x08") {
                Some(found) => {
                    self.at += found;
                    self.drop_read();
                    while self.raw.len() < 4096 && self.more(skipped) {}
                    if let Some(length) = self.header().filter(|length| self.opens(*length)) {
                        return self.enter(length);
                    }
                    self.at = 1;
                }
                None => {
                    self.at = self.raw.len().saturating_sub(2).max(self.at);
                    self.drop_read();
                    if !self.more(skipped) {
                        self.raw.clear();
                        return;
                    }
                }
            }
        }
    }

    /// Whether what begins here unpacks to what a member opens with.
    fn opens(&self, length: usize) -> bool {
        let mut out = Vec::with_capacity(64);
        let input = self.raw.get(length..).unwrap_or_default();
        let told = Decompress::new(false).decompress_vec(input, &mut out, FlushDecompress::None);
        told.is_ok() && out.starts_with(self.opens_with)
    }

    /// How long the header of the member at the start of `raw` is; `None` where there is none.
    fn header(&self) -> Option<usize> {
        let raw = &self.raw;
        let (magic, flags) = (raw.get(..3)?, *raw.get(3)?);
        if magic != b"\x1f\x8b\x08" || flags & 0xe0 != 0 {
            return None;
        }
        let mut at = 10;
        if flags & 4 != 0 {
            at += 2 + usize::from(u16::from_le_bytes([*raw.get(at)?, *raw.get(at + 1)?]));
        }
        for flag in [8, 16] {
            if flags & flag != 0 {
                at += memchr::memchr(0, raw.get(at..)?)? + 1;
            }
        }
        if flags & 2 != 0 {
            at += 2;
        }
        (at <= raw.len()).then_some(at)
    }

    /// Reads past the trailer; says whether it tells what was unpacked.
    fn trailer(&mut self) -> bool {
        let mut nothing = Skipped::default();
        while self.raw.len() < self.at + 8 && self.more(&mut nothing) {}
        let Some(member) = &self.member else { return false };
        let mut told = member.crc.sum().to_le_bytes().to_vec();
        told.extend((member.unpacked as u32).to_le_bytes());
        let right = self.raw.get(self.at..self.at + 8) == Some(&told);
        self.at = (self.at + 8).min(self.raw.len());
        right
    }

    fn damage(&mut self, what: &str, skipped: &mut Skipped) {
        skipped.damage(format!("{what} (byte {})", self.base));
    }

    fn drop_read(&mut self) {
        self.base += self.at as u64;
        self.raw.drain(..self.at);
        self.at = 0;
    }

    /// Forgets the oldest bytes of a long member.
    fn trim(&mut self) {
        if self.at > 2 * KEPT {
            let gone = self.at - KEPT;
            self.base += gone as u64;
            self.raw.drain(..gone);
            self.at = KEPT;
        }
    }

    /// Reads more of the file; `false` at its end.
    fn more(&mut self, skipped: &mut Skipped) -> bool {
        super::stream::more(&mut self.from, &mut self.raw, &mut self.ended, skipped)
    }
}
