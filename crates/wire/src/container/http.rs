//! The answer of a server as a record holds it.
//!
//! In: the block of a response record · Out: status, type and decoded payload · From: RFC 9110 and 9112; what crawlers
//! write · Fails: a payload that is not coded as its header says is taken as it is, as Common Crawl writes it; one that
//! is damaged is cut there · Cost: linear; at most [`CAP`] bytes come out of each coding

use super::warc::{blank_line, fields};
use crate::decode::CAP;
use flate2::bufread::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use std::io::{BufReader, Read};

/// Codings over one another: one is usual, two are a server's slip.
const MOST_CODINGS: usize = 2;

/// What a server answered.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Answer {
    /// The status, 200 for a page; 0 where it cannot be read.
    pub(crate) status: u16,
    /// Its `Content-Type`.
    pub(crate) content_type: Option<String>,
    /// The payload.
    pub(crate) body: Vec<u8>,
    /// Whether there was more.
    pub(crate) cut: bool,
    /// Whether it is damaged.
    pub(crate) damaged: bool,
}

/// Reads an answer.
pub(crate) fn answer(block: &[u8]) -> Answer {
    if !block.starts_with(b"HTTP/") {
        return Answer { status: 200, body: block.to_vec(), ..Answer::default() };
    }
    let end = blank_line(block, 0).unwrap_or(block.len());
    let head = String::from_utf8_lossy(block.get(..end).unwrap_or_default()).into_owned();
    let status = head.split_ascii_whitespace().nth(1).and_then(|s| s.parse().ok()).unwrap_or(0);
    let fields = fields(head.lines().skip(1));
    let field = |name: &str| fields.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
    let mut answer = Answer {
        status,
        content_type: field("content-type"),
        body: block.get(end..).unwrap_or_default().to_vec(),
        ..Answer::default()
    };
    if field("transfer-encoding").is_some_and(|coding| coding.to_ascii_lowercase().contains("chunked"))
        && let Some((body, whole)) = unchunked(&answer.body)
    {
        answer.body = body;
        answer.damaged = !whole;
    }
    let codings = field("content-encoding").unwrap_or_default().to_ascii_lowercase();
    for coding in codings.rsplit(',').map(str::trim).filter(|coding| !coding.is_empty()).take(MOST_CODINGS) {
        let Some(unpacked) = uncoded(&answer.body, coding) else { continue };
        answer.cut |= unpacked.cut;
        answer.damaged |= unpacked.damaged;
        answer.body = unpacked.bytes;
    }
    answer
}

/// Chunks put together, and whether the last one is there; `None` where the body is not in chunks after all.
fn unchunked(body: &[u8]) -> Option<(Vec<u8>, bool)> {
    let mut out = Vec::with_capacity(body.len());
    let mut rest = body;
    let mut first = true;
    loop {
        let line = rest.get(..memchr::memchr(b'\n', rest.get(..256.min(rest.len()))?).unwrap_or(0));
        let size = line.and_then(size);
        let (Some(line), Some(size)) = (line, size) else { return (!first).then_some((out, false)) };
        first = false;
        rest = rest.get(line.len() + 1..)?;
        if size == 0 {
            return Some((out, true));
        }
        out.extend_from_slice(rest.get(..size).unwrap_or(rest));
        let Some(after) = rest.get(size..) else { return Some((out, false)) };
        rest = after.strip_prefix(b"\r\n").or(after.strip_prefix(b"\n")).unwrap_or(after);
    }
}

fn size(line: &[u8]) -> Option<usize> {
    let digits = std::str::from_utf8(line).ok()?.split(';').next()?.trim();
    (digits.len() <= 8).then(|| usize::from_str_radix(digits, 16).ok())?
}

/// What comes out of a coding.
#[derive(Debug, Default, PartialEq)]
pub(crate) struct Unpacked {
    pub(crate) bytes: Vec<u8>,
    pub(crate) cut: bool,
    pub(crate) damaged: bool,
}

/// The bytes without this coding; `None` where they are not so coded, or the coding is not known.
fn uncoded(bytes: &[u8], coding: &str) -> Option<Unpacked> {
    let unpacked = match coding {
        "gzip" | "x-gzip" if bytes.starts_with(b"\x1f\x8b") => all(MultiGzDecoder::new(bytes)),
        "deflate" if bytes.first().is_some_and(|b| b & 0x0f == 8) => {
            let zlib = all(ZlibDecoder::new(bytes));
            if zlib.bytes.is_empty() { all(DeflateDecoder::new(bytes)) } else { zlib }
        }
        "deflate" => all(DeflateDecoder::new(bytes)),
        "br" => all(brotli_decompressor::Decompressor::new(BufReader::new(bytes), 1 << 16)),
        _ => return None,
    };
    // Nothing came out: the header says what is no longer so.
    (!unpacked.bytes.is_empty() || bytes.is_empty()).then_some(unpacked)
}

/// Packed bytes unpacked up to the cap.
pub(crate) fn gunzipped(bytes: &[u8]) -> Unpacked {
    all(MultiGzDecoder::new(bytes))
}

/// Reads to the end or to the cap.
fn all(mut from: impl Read) -> Unpacked {
    let mut bytes = Vec::new();
    let mut step = vec![0; 64 << 10];
    loop {
        match from.read(&mut step) {
            Ok(0) => return Unpacked { bytes, ..Unpacked::default() },
            Ok(n) => bytes.extend_from_slice(step.get(..n).unwrap_or_default()),
            Err(_) => return Unpacked { bytes, damaged: true, cut: false },
        }
        if bytes.len() > CAP {
            bytes.truncate(CAP);
            return Unpacked { bytes, cut: true, damaged: false };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chunks_are_put_together_and_a_missing_end_is_told() {
        let told = |body: &str| {
            answer(format!("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{body}").as_bytes())
        };
        let whole = told("5;x=y\r\nThe h\r\n6\r\narbour\r\n0\r\n\r\n");
        assert_eq!((whole.body.as_slice(), whole.damaged), (b"The harbour".as_slice(), false));
        let cut = told("5\r\nThe h\r\n6\r\narb");
        assert_eq!((cut.body.as_slice(), cut.damaged), (b"The harb".as_slice(), true));
        let plain = told("<p>The harbour is shut.");
        assert_eq!((plain.body.as_slice(), plain.damaged), (b"<p>The harbour is shut.".as_slice(), false));
    }

    #[test]
    fn a_payload_that_is_no_longer_packed_is_taken_as_it_is() {
        for coding in ["gzip", "deflate", "br", "zstd", "identity"] {
            let block =
                format!("HTTP/1.1 200 OK\nContent-Encoding: {coding}\nContent-Type: text/html\n\n<p>Shut.");
            let answer = answer(block.as_bytes());
            assert_eq!(answer.body, b"<p>Shut.", "{coding}");
            assert_eq!(answer.content_type.as_deref(), Some("text/html"));
        }
    }
}
