//! Texts and readings made small.
//!
//! In: bytes · Out: fewer bytes, and back · From: Zstandard (RFC 8878) with a dictionary of our own · Fails: bytes
//! that were not packed here unpack to `None` · Cost: about a millisecond to pack an article, a
//! tenth to unpack it
//!
//! The first byte says which dictionary was used, so that a later one does not make older archives unreadable.

use std::cell::RefCell;
use zstd::bulk::{Compressor, Decompressor};

/// The reading of samples/harbour.html in its inner JSON, without its text: what every reading repeats. Of our own
/// writing.
const DICTIONARY: &[u8] = include_bytes!("../lists/dictionary-1.json");

/// The mark of what was packed with [`DICTIONARY`].
const FIRST: u8 = 1;

/// The level of Zstandard, chosen on 300 articles of the allsides set, text and reading together: 11.6 KB at level 3
/// in .2 ms, 10.4 KB at 6 in .5 ms, 9.7 KB at 9 in .9 ms, 9.2 KB at 19 in 14 ms. Without the dictionary, 11.3 KB at 9.
const LEVEL: i32 = 9;

/// What is unpacked is at most this large. Wire reads 16 MiB of a page, and the notes on it may be some times larger.
const LARGEST: usize = 512 << 20;

thread_local! {
    static PACKER: RefCell<Option<Compressor<'static>>> =
        RefCell::new(Compressor::with_dictionary(LEVEL, DICTIONARY).ok());
    static UNPACKER: RefCell<Option<Decompressor<'static>>> =
        RefCell::new(Decompressor::with_dictionary(DICTIONARY).ok());
}

/// The bytes, packed. What Zstandard will not take is kept as it is, behind a zero.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    let packed =
        PACKER.with_borrow_mut(|packer| packer.as_mut().and_then(|packer| packer.compress(bytes).ok()));
    let (mark, body) = match &packed {
        Some(packed) => (FIRST, packed.as_slice()),
        None => (0, bytes),
    };
    let mut all = Vec::with_capacity(body.len() + 1);
    all.push(mark);
    all.extend_from_slice(body);
    all
}

/// The bytes as they were; `None` for what [`pack`] did not make.
pub(crate) fn unpack(packed: &[u8]) -> Option<Vec<u8>> {
    let (mark, body) = packed.split_first()?;
    match *mark {
        0 => Some(body.to_vec()),
        FIRST if !body.is_empty() => UNPACKER.with_borrow_mut(|unpacker| {
            let size = zstd::bulk::Decompressor::<'_>::upper_bound(body).unwrap_or(LARGEST).min(LARGEST);
            unpacker.as_mut()?.decompress(body, size).ok()
        }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_back() {
        for text in ["", "a", "The Harbour Gazette reports.", &"ban ".repeat(100_000)] {
            let packed = pack(text.as_bytes());
            assert_eq!(unpack(&packed).as_deref(), Some(text.as_bytes()));
            assert!(packed.len() <= text.len() + 32);
        }
    }

    #[test]
    fn what_was_not_packed_here_is_none() {
        for bytes in [&b""[..], b"\x02abc", b"\x01", b"\x01not zstd at all"] {
            assert_eq!(unpack(bytes), None);
        }
    }
}
