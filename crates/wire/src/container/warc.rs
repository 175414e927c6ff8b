//! The records of a web archive, past damage to the next record.
//!
//! In: a [`Stream`] · Out: records one by one · From: ISO 28500 (WARC 0.17 to 1.1), files made by our own
//! tests · Fails: a wrong length is mended by the place where the next record begins, a record that is cut is
//! left out; both are counted and noted · Cost: linear; one record of at most [`CAP`] bytes in memory
//!
//! Our own reader: on the damaged files of our tests two readers of others lost whole records that stand after the damage.

use super::Skipped;
use super::stream::Stream;
use crate::decode::CAP;
use memchr::memmem;
use std::io::BufRead;

/// The header of a record is taken to be no longer than this: a guess with room, not measured.
const LONGEST_HEADER: usize = 64 << 10;

/// One record.
#[derive(Debug, Default)]
pub(crate) struct Record {
    /// Its number in the file, counted from 1.
    pub(crate) number: usize,
    /// Its fields, names in lower case.
    fields: Vec<(String, String)>,
    /// What it holds, at most [`CAP`] bytes.
    pub(crate) block: Vec<u8>,
    /// Whether there was more.
    pub(crate) cut: bool,
    /// Whether its length was wrong and its end was found by the record after it, or its check sum is wrong.
    pub(crate) mended: bool,
}

impl Record {
    /// The first field of that name, in lower case.
    pub(crate) fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn lengths(&self) -> impl Iterator<Item = u64> {
        let told = self.fields.iter().filter(|(name, _)| name == "content-length");
        // A length past the signed range of 64 bits is no length.
        told.filter_map(|(_, value)| value.parse::<u64>().ok()).filter(|n| i64::try_from(*n).is_ok())
    }
}

/// Where the block of a record ends.
enum End {
    /// Here, and so many bytes of empty lines follow.
    At(usize, usize),
    /// Here, where the next record begins; the length that was told is wrong.
    Found(usize),
    /// Past the cap, after so many bytes in all.
    Beyond(u64),
    /// Nowhere: the bytes end before.
    Lost,
}

/// The records of a file.
pub(crate) struct Warc<R> {
    stream: Stream<R>,
    number: usize,
}

impl<R: BufRead> Warc<R> {
    pub(crate) fn of(stream: Stream<R>) -> Self {
        Warc { stream, number: 0 }
    }

    /// The next record that is whole, or whose length could be mended.
    pub(crate) fn next(&mut self, skipped: &mut Skipped) -> Option<Record> {
        loop {
            self.stream.want(64, skipped);
            let rest = self.stream.rest();
            let blank = rest.iter().take_while(|b| b.is_ascii_whitespace()).count();
            if blank > 0 {
                self.stream.consume(blank);
                continue;
            }
            if rest.is_empty() {
                if self.stream.past_break() {
                    continue;
                }
                return None;
            }
            if !begins(rest) {
                skipped.damage(format!("bytes of no record after record {}", self.number));
                self.resync(skipped);
                continue;
            }
            self.number += 1;
            let Some(mut record) = self.header(skipped) else {
                skipped.damage(format!("the header of record {} has no end", self.number));
                self.stream.consume(5);
                self.resync(skipped);
                continue;
            };
            match self.end(&record, skipped) {
                End::At(length, blank) => {
                    record.block = self.taken(length);
                    self.stream.consume(blank);
                    // The packed member that held it does not match its check sum.
                    record.mended = self.stream.rest().is_empty() && self.stream.is_broken();
                    if blank < 2 {
                        skipped.damage(format!("no empty lines end record {}", self.number));
                    }
                }
                End::Found(length) => {
                    record.block = self.taken(length);
                    let bare = record.block.strip_suffix(b"\r\n\r\n").or(record.block.strip_suffix(b"\n\n"));
                    let bare = bare.map_or(record.block.len(), <[u8]>::len);
                    record.block.truncate(bare);
                    record.mended = true;
                    skipped.damage(format!("record {} does not have the length that it tells", self.number));
                }
                End::Beyond(length) => {
                    record.block = self.taken(CAP);
                    record.cut = true;
                    self.skim(length - CAP as u64, skipped);
                }
                End::Lost => {
                    let place = record.field("warc-target-uri").unwrap_or("no address").to_owned();
                    skipped.damage(format!("record {} is cut short ({place})", self.number));
                    let all = self.stream.rest().len();
                    self.stream.consume(all);
                    continue;
                }
            }
            return Some(record);
        }
    }

    fn taken(&mut self, length: usize) -> Vec<u8> {
        let block = self.stream.rest().get(..length).unwrap_or_default().to_vec();
        self.stream.consume(length);
        block
    }

    fn header(&mut self, skipped: &mut Skipped) -> Option<Record> {
        let mut seen = 0;
        let length = loop {
            match blank_line(self.stream.rest(), seen) {
                Some(end) => break end,
                None if self.stream.rest().len() > LONGEST_HEADER => return None,
                None => {
                    seen = self.stream.rest().len().saturating_sub(4);
                    if !self.stream.grow(skipped) {
                        return None;
                    }
                }
            }
        };
        let head = String::from_utf8_lossy(self.stream.rest().get(..length)?).into_owned();
        self.stream.consume(length);
        let fields = fields(head.lines().skip(1));
        Some(Record { number: self.number, fields, ..Record::default() })
    }

    /// Where the block at the front of the window ends.
    fn end(&mut self, record: &Record, skipped: &mut Skipped) -> End {
        let mut beyond = None;
        for length in record.lengths() {
            if length > CAP as u64 {
                beyond = Some(length);
                continue;
            }
            let length = length as usize;
            self.stream.want(length + 9, skipped);
            let Some(after) = self.stream.rest().get(length..) else { continue };
            let blank = after.iter().take_while(|b| matches!(b, b'\r' | b'\n')).count();
            let closed = after.starts_with(b"\r\n\r\n") || after.starts_with(b"\n\n");
            let next = after.get(blank..).unwrap_or_default();
            let shut = next.is_empty() && self.stream.is_cut();
            // Some of the two line ends were taken for the block's: its length is too long by as many bytes.
            let whole = self.stream.rest().get(..length + blank).unwrap_or_default();
            let long = !closed && (whole.ends_with(b"\r\n\r\n") || whole.ends_with(b"\n\n"));
            if closed || (!long && (begins(next) || shut)) {
                return End::At(length, if closed { blank.min(4) } else { blank.min(1) });
            }
        }
        let mut seen = 0;
        loop {
            let rest = self.stream.rest();
            if let Some(found) = next_record(rest, seen) {
                return End::Found(found);
            }
            if rest.len() > CAP + LONGEST_HEADER {
                return End::Beyond(beyond.unwrap_or(u64::MAX));
            }
            seen = rest.len().saturating_sub(64);
            if !self.stream.grow(skipped) {
                break;
            }
        }
        let rest = self.stream.rest();
        if rest.ends_with(b"\r\n\r\n") || rest.ends_with(b"\n\n") {
            End::Found(rest.len())
        } else {
            End::Lost
        }
    }

    /// Goes past the rest of a block that is too long to keep, but not past the beginning of a record.
    fn skim(&mut self, mut left: u64, skipped: &mut Skipped) {
        let number = self.number;
        while left > 0 {
            let rest = self.stream.rest();
            if let Some(found) = next_record(rest, 0).filter(|found| (*found as u64) < left) {
                skipped.damage(format!("record {number} does not have the length that it tells"));
                return self.stream.consume(found);
            }
            let keep = if (rest.len() as u64) < left { rest.len().saturating_sub(64) } else { rest.len() };
            let go = (keep as u64).min(left);
            left -= go;
            self.stream.consume(go as usize);
            if left > 0 && !self.stream.grow(skipped) {
                let all = self.stream.rest().len();
                if (all as u64) < left {
                    skipped.damage(format!("record {number} is cut short"));
                }
                return self.stream.consume((all as u64).min(left) as usize);
            }
        }
    }

    /// Goes to where the next record begins, or to the next break.
    fn resync(&mut self, skipped: &mut Skipped) {
        loop {
            if let Some(found) = next_record(self.stream.rest(), 0) {
                return self.stream.consume(found);
            }
            let go = self.stream.rest().len().saturating_sub(64);
            self.stream.consume(go);
            if !self.stream.grow(skipped) {
                let all = self.stream.rest().len();
                return self.stream.consume(all);
            }
        }
    }
}

/// Fields, one a line, names in lower case. A line that begins with white space goes on with the one before it.
pub(super) fn fields<'h>(lines: impl Iterator<Item = &'h str>) -> Vec<(String, String)> {
    let mut fields: Vec<(String, String)> = Vec::new();
    for line in lines {
        match (fields.last_mut(), line.split_once(':')) {
            (Some((_, value)), _) if line.starts_with([' ', '\t']) => {
                value.push(' ');
                value.push_str(line.trim());
            }
            (_, Some((name, value))) => {
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned()));
            }
            _ => {}
        }
    }
    fields
}

/// Where the first empty line ends, seen from `from` on.
pub(super) fn blank_line(bytes: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    loop {
        at += memchr::memchr(b'\n', bytes.get(at..)?)? + 1;
        match bytes.get(at..)? {
            [b'\n', ..] => return Some(at + 1),
            [b'\r', b'\n', ..] => return Some(at + 2),
            _ => {}
        }
    }
}

/// Whether a record begins here: `WARC/1.0`, a line end.
fn begins(bytes: &[u8]) -> bool {
    let Some(rest) = bytes.strip_prefix(b"WARC/") else { return false };
    let after = rest.iter().find(|b| !(b.is_ascii_digit() || **b == b'.'));
    rest.first().is_some_and(u8::is_ascii_digit) && matches!(after, Some(b'\r' | b'\n' | b' '))
}

/// Where the next record begins: its version stands on a line of its own and a field follows.
fn next_record(bytes: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    memmem::find_iter(rest, b"WARC/").map(|at| at + from).find(|at| {
        let after = bytes.get(*at..).unwrap_or_default();
        if !begins(after) {
            return false;
        }
        let Some(end) = memchr::memchr(b'\n', after.get(..64.min(after.len())).unwrap_or_default()) else {
            return false;
        };
        let line = after.get(end + 1..).unwrap_or_default();
        line.starts_with(b"WARC-") || line.starts_with(b"Content-") || line.starts_with(b"warc-")
    })
}
