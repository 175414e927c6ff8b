//! Unpacks a body, and stops at the cap whatever the packing promises.
//!
//! In: a body as it comes in, and its `Content-Encoding` · Out: the bytes, or why not
//! From: RFC 9110 section 8.4; RFC 1950 to 1952, 7932, 8878, 9659 · Fails: past the cap, past the time, or badly packed
//! Cost: linear in what comes out, at most the cap of each layer; memory is the cap and one window of 8 MiB

use std::io::{self, Read};
use std::time::{Duration, Instant};

/// The codings that are asked for.
pub(crate) const ACCEPTED: &str = "gzip, br, zstd, deflate";

/// How many codings may lie over one another. One is usual; a careless server or relay makes it two.
const MOST_LAYERS: usize = 2;

/// The window that a zstd body may ask for: RFC 9659 lets a server of the web use no more.
const ZSTD_WINDOW: u64 = 8 << 20;

/// A body that brings less than this a second is given up after `GRACE`. A page of 20 KB at the slowest modem rate
/// (300 bytes a second) is not read within the 20 seconds of a visit either.
const LEAST_RATE: u64 = 512;

/// The time before the rate is looked at: a server may think first.
const GRACE: Duration = Duration::from_secs(5);

/// The client's clock and ours may be this far apart.
const SHORTLY: Duration = Duration::from_millis(100);

/// Why a body could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Spoilt {
    /// More than the cap comes out.
    Large,
    /// Too little comes in.
    Slow(String),
    /// A coding that is not known, or too many of them.
    Coding(String),
    /// It is damaged, or the connection broke.
    Broken(String),
}

impl std::fmt::Display for Spoilt {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Spoilt::Large => f.write_str("too large"),
            Spoilt::Slow(why) | Spoilt::Coding(why) | Spoilt::Broken(why) => f.write_str(why),
        }
    }
}

impl std::error::Error for Spoilt {}

/// How much is wanted of a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Most {
    /// All of it; one that is larger is refused.
    Whole(usize),
    /// Its beginning; the rest is left.
    Beginning(usize),
}

impl Most {
    /// Bytes, unpacked.
    pub(crate) fn bytes(self) -> usize {
        match self {
            Most::Whole(bytes) | Most::Beginning(bytes) => bytes,
        }
    }
}

/// Reads `body` through its codings, outermost last in `codings` as in the header.
pub(crate) fn unpacked(
    body: impl Read,
    codings: &str,
    most: Most,
    until: Instant,
) -> Result<Vec<u8>, Spoilt> {
    // A beginning may lie a packed block or two further in.
    let cap = match most {
        Most::Whole(bytes) => bytes,
        Most::Beginning(bytes) => 4 * bytes,
    };
    let layers: Vec<String> = codings
        .split(',')
        .map(|coding| coding.trim().to_ascii_lowercase())
        .filter(|coding| !coding.is_empty() && coding != "identity")
        .collect();
    if layers.len() > MOST_LAYERS {
        return Err(Spoilt::Coding(format!(
            "it is packed {} times over, {MOST_LAYERS} are the most",
            layers.len()
        )));
    }
    let mut reader: Box<dyn Read + '_> = Box::new(Capped::new(Paced::new(body, until), cap));
    for layer in layers.iter().rev() {
        reader = Box::new(Capped::new(decoder(layer, reader)?, cap));
    }
    let mut bytes = Vec::new();
    match most {
        Most::Whole(_) => reader.read_to_end(&mut bytes),
        Most::Beginning(cap) => reader.take(cap as u64).read_to_end(&mut bytes),
    }
    .map_err(spoilt)?;
    Ok(bytes)
}

fn decoder<'r>(coding: &str, mut packed: Box<dyn Read + 'r>) -> Result<Box<dyn Read + 'r>, Spoilt> {
    Ok(match coding {
        "gzip" | "x-gzip" => Box::new(flate2::read::MultiGzDecoder::new(packed)),
        "br" => Box::new(brotli_decompressor::Decompressor::new(packed, 4 << 10)),
        "zstd" => {
            let mut frame = ruzstd::decoding::FrameDecoder::new();
            frame.set_max_window_size(ZSTD_WINDOW);
            let opened = ruzstd::decoding::StreamingDecoder::new_with_decoder(packed, frame);
            Box::new(opened.map_err(|error| Spoilt::Broken(format!("its zstd packing is damaged: {error}")))?)
        }
        "deflate" => {
            // Some servers leave out the two bytes of zlib's header (RFC 1950) that the name asks for.
            let mut head = [0; 2];
            let mut got = 0;
            while got < head.len() {
                match packed.read(head.get_mut(got..).unwrap_or_default()).map_err(spoilt)? {
                    0 => break,
                    n => got += n,
                }
            }
            let zlib = got == 2 && head[0] & 0x0f == 8 && u16::from_be_bytes(head) % 31 == 0;
            let whole = io::Cursor::new(head.get(..got).unwrap_or_default().to_vec()).chain(packed);
            match zlib {
                true => Box::new(flate2::read::ZlibDecoder::new(whole)),
                false => Box::new(flate2::read::DeflateDecoder::new(whole)),
            }
        }
        other => return Err(Spoilt::Coding(format!("it is packed as `{other}`, which is not read"))),
    })
}

/// What went wrong below, if we said so ourselves.
fn spoilt(error: io::Error) -> Spoilt {
    let mut cause: Option<&(dyn std::error::Error + 'static)> = Some(&error);
    while let Some(one) = cause {
        if let Some(own) = one.downcast_ref::<Spoilt>() {
            return own.clone();
        }
        if let Some(io) = one.downcast_ref::<io::Error>()
            && let Some(own) = io.get_ref().and_then(|inner| inner.downcast_ref::<Spoilt>())
        {
            return own.clone();
        }
        cause = one.source();
    }
    Spoilt::Broken(format!("it broke off or is damaged: {error}"))
}

/// Ends with an error after `left` bytes. Each layer has one, so that a bomb within a bomb costs a cap and no more.
struct Capped<R> {
    from: R,
    left: usize,
}

impl<R: Read> Capped<R> {
    fn new(from: R, cap: usize) -> Self {
        Capped { from, left: cap }
    }
}

impl<R: Read> Read for Capped<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let got = self.from.read(into)?;
        self.left = self.left.checked_sub(got).ok_or_else(|| io::Error::other(Spoilt::Large))?;
        Ok(got)
    }
}

/// Ends with an error when the time is up, or when too little comes.
struct Paced<R> {
    from: R,
    began: Instant,
    until: Instant,
    got: u64,
}

impl<R> Paced<R> {
    fn new(from: R, until: Instant) -> Self {
        Paced { from, began: Instant::now(), until, got: 0 }
    }
}

impl<R: Read> Read for Paced<R> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let up = || io::Error::other(Spoilt::Slow("its time was up".to_owned()));
        // What breaks off when the time is up breaks off because of it.
        let got = self.from.read(into).map_err(|error| match Instant::now() + SHORTLY > self.until {
            true => up(),
            false => error,
        })?;
        self.got += got as u64;
        let now = Instant::now();
        let taken = now.saturating_duration_since(self.began);
        if got > 0 && now > self.until {
            return Err(up());
        }
        if got > 0 && taken > GRACE && self.got < LEAST_RATE * taken.as_secs() {
            let why = format!("it brought {} bytes in {} seconds", self.got, taken.as_secs());
            return Err(io::Error::other(Spoilt::Slow(why)));
        }
        Ok(got)
    }
}

#[cfg(test)]
mod tests {
    use super::{Most, Spoilt, unpacked as all};
    use flate2::Compression;
    use std::io::{Read, Write};
    use std::time::{Duration, Instant};

    const MIB: usize = 1 << 20;

    fn unpacked(body: impl Read, codings: &str, cap: usize, until: Instant) -> Result<Vec<u8>, Spoilt> {
        all(body, codings, Most::Whole(cap), until)
    }

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zlib(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn deflate(bytes: &[u8]) -> Vec<u8> {
        let mut packer = flate2::write::DeflateEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    fn zstd(bytes: &[u8]) -> Vec<u8> {
        ruzstd::encoding::compress_to_vec(bytes, ruzstd::encoding::CompressionLevel::Fastest)
    }

    /// A brotli stream that says one byte, then copies it: metablocks of 16 MiB, written bit by bit below.
    fn brotli(text: &[u8]) -> Vec<u8> {
        // Uncompressed metablocks (RFC 7932 section 9.2): window bits 16, then ISLAST 0, MNIBBLES 4, MLEN - 1,
        // ISUNCOMPRESSED 1, padding, the bytes; last an empty metablock.
        let mut out = Bits::default();
        out.put(0, 1);
        for piece in text.chunks(1 << 16) {
            out.put(0, 1);
            out.put(0, 2);
            out.put(piece.len() as u32 - 1, 16);
            out.put(1, 1);
            out.pad();
            out.bytes.extend_from_slice(piece);
        }
        out.put(3, 2);
        out.pad();
        out.bytes
    }

    #[derive(Default)]
    struct Bits {
        bytes: Vec<u8>,
        held: u64,
        count: u32,
    }

    impl Bits {
        fn put(&mut self, value: u32, bits: u32) {
            self.held |= u64::from(value) << self.count;
            self.count += bits;
            while self.count >= 8 {
                self.bytes.push(self.held as u8);
                self.held >>= 8;
                self.count -= 8;
            }
        }

        fn pad(&mut self) {
            if self.count > 0 {
                self.put(0, 8 - self.count);
            }
        }
    }

    fn soon() -> Instant {
        Instant::now() + Duration::from_secs(20)
    }

    #[test]
    fn every_coding_comes_out_as_it_went_in() {
        let text = "The port ban is being weighed. ".repeat(5000).into_bytes();
        for (name, packed) in [
            ("", text.clone()),
            ("identity", text.clone()),
            ("gzip", gzip(&text)),
            ("X-GZIP", gzip(&text)),
            ("deflate", zlib(&text)),
            ("deflate", deflate(&text)),
            ("zstd", zstd(&text)),
            ("br", brotli(&text)),
            ("gzip, gzip", gzip(&gzip(&text))),
            ("deflate, gzip", gzip(&zlib(&text))),
            ("gzip, zstd", zstd(&gzip(&text))),
        ] {
            assert_eq!(
                unpacked(packed.as_slice(), name, MIB, soon()).as_deref(),
                Ok(text.as_slice()),
                "{name}"
            );
        }
        assert!(matches!(unpacked(&b"x"[..], "rot13", MIB, soon()), Err(Spoilt::Coding(_))));
        assert!(matches!(unpacked(&b"x"[..], "gzip,gzip,gzip", MIB, soon()), Err(Spoilt::Coding(_))));
    }

    #[test]
    fn a_bomb_stops_at_the_cap_in_every_coding_and_over_one_another() {
        let zeros = vec![0; 64 * MIB];
        for (name, packed) in [
            ("", zeros.clone()),
            ("gzip", gzip(&zeros)),
            ("deflate", zlib(&zeros)),
            ("deflate", deflate(&zeros)),
            ("zstd", zstd(&zeros)),
            ("br", brotli(&zeros)),
            ("gzip, gzip", gzip(&gzip(&zeros))),
            ("zstd, gzip", gzip(&zstd(&zeros))),
            // Much in the middle, nothing at the end.
            ("gzip, gzip", gzip(&gzip(&[]).repeat(2 * MIB))),
        ] {
            let clock = Instant::now();
            assert_eq!(unpacked(packed.as_slice(), name, 16 * MIB, soon()), Err(Spoilt::Large), "{name}");
            assert!(clock.elapsed() < Duration::from_secs(10), "{name}");
        }
    }

    #[test]
    fn what_is_exactly_as_large_as_the_cap_is_read() {
        assert_eq!(unpacked(vec![1; MIB].as_slice(), "", MIB, soon()).unwrap().len(), MIB);
        assert_eq!(unpacked(vec![1; MIB + 1].as_slice(), "", MIB, soon()), Err(Spoilt::Large));
    }

    #[test]
    fn of_a_body_of_which_the_beginning_is_wanted_the_rest_is_left() {
        let packed = gzip(&vec![b'#'; 64 * MIB]);
        assert_eq!(all(packed.as_slice(), "gzip", Most::Beginning(MIB), soon()).unwrap().len(), MIB);
        assert_eq!(all(std::io::repeat(1), "", Most::Beginning(MIB), soon()).unwrap().len(), MIB);
        assert_eq!(all(&b"short"[..], "", Most::Beginning(MIB), soon()).unwrap(), b"short");
    }

    #[test]
    fn damage_is_told_and_a_cut_body_is_damage() {
        let packed = gzip(&b"The ban is being weighed. ".repeat(9));
        for (name, bytes) in [
            ("gzip", &packed[..packed.len() / 2]),
            ("gzip", b"<html>".as_slice()),
            ("zstd", b"<html>"),
            ("br", &[0xff; 40]),
            ("deflate", &[0x78, 0x9c, 0xff]),
        ] {
            assert!(matches!(unpacked(bytes, name, MIB, soon()), Err(Spoilt::Broken(_))), "{name}");
        }
    }

    #[test]
    fn a_body_past_its_time_is_given_up() {
        let endless = std::io::repeat(b'x').take(MIB as u64);
        assert!(matches!(unpacked(endless, "", MIB, Instant::now()), Err(Spoilt::Slow(_))));
    }
}
