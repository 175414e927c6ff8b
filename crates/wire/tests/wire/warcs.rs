//! Web archives, whole and damaged: what is whole is read, before the damage and after it, and the damage is told (I6).

use flate2::Compression;
use flate2::write::{DeflateEncoder, GzEncoder, ZlibEncoder};
use model::{CaveatCode, Origin};
use std::io::{BufReader, Cursor, Read, Write};
use std::time::Instant;
use wire::{Enclosed, Skipped, open};

pub(crate) fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::default());
    packer.write_all(bytes).unwrap();
    packer.finish().unwrap()
}

fn page(n: usize) -> String {
    format!(
        "<html><head><title>Harbour note {n}</title></head><body><article><h1>Harbour note {n}</h1>\
         <p>The council of Hargate said on Monday that berth {n} stays shut until the crane is mended.</p>\
         <p>No ship has left it since the storm, Mara Lindqvist said.</p></article></body></html>\n"
    )
}

fn http(n: usize) -> Vec<u8> {
    format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{}", page(n)).into_bytes()
}

/// A record with a length that is off by `off`.
fn record(version: &str, kind: &str, n: usize, block: &[u8], off: i64) -> Vec<u8> {
    let length = (block.len() as i64 + off).to_string();
    told(version, kind, n, block, &format!("Content-Length: {length}\r\n"))
}

fn told(version: &str, kind: &str, n: usize, block: &[u8], length: &str) -> Vec<u8> {
    let mut out = format!(
        "WARC/{version}\r\nWARC-Type: {kind}\r\nWARC-Record-ID: <urn:uuid:{n}>\r\nWARC-Date: 2026-03-02T08:00:00Z\r\n\
         WARC-Target-URI: https://gazette.example/{n}\r\nContent-Type: application/http; msgtype={kind}\r\n{length}\r\n"
    )
    .into_bytes();
    out.extend_from_slice(block);
    out.extend_from_slice(b"\r\n\r\n");
    out
}

fn good(n: usize) -> Vec<u8> {
    record("1.0", "response", n, &http(n), 0)
}

fn all(bytes: &[u8], label: &str) -> (Vec<Enclosed>, Skipped) {
    let origin = Origin { label: Some(label.to_owned()), ..Origin::default() };
    let begun = Instant::now();
    // A reader that gives little at a time, as a pipe does.
    let mut opened = open(BufReader::with_capacity(1000, Cursor::new(bytes)), origin);
    let found: Vec<Enclosed> = opened.by_ref().collect();
    assert!(begun.elapsed().as_secs_f32() < 5.0, "{label} took {:?}", begun.elapsed());
    (found, opened.skipped().clone())
}

/// The numbers in the addresses.
fn numbers(found: &[Enclosed]) -> Vec<usize> {
    let number = |one: &Enclosed| one.origin.url.as_ref()?.rsplit('/').next()?.parse().ok();
    found.iter().filter_map(number).collect()
}

#[test]
fn a_whole_archive_is_read_record_by_record() {
    let records = [
        record("1.0", "warcinfo", 0, b"software: a crawler\r\n", 0),
        record("1.0", "request", 1, b"GET / HTTP/1.1\r\n\r\n", 0),
        good(1),
        record("1.0", "metadata", 1, b"fetchTimeMs: 5", 0),
        record("1.0", "revisit", 2, b"HTTP/1.1 200 OK\r\n\r\n", 0),
        record("1.0", "response", 3, b"HTTP/1.1 404 Not Found\r\nContent-Type: text/html\r\n\r\n<p>Gone", 0),
        record("1.0", "response", 4, b"HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\n\x89PNG", 0),
        good(5),
    ];
    let plain = records.concat();
    let members = records.iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>();
    for (bytes, label) in
        [(&plain, "a.warc"), (&members, "a.warc.gz"), (&gzip(&plain), "a.bin"), (&plain, "a.html")]
    {
        let (found, skipped) = all(bytes, label);
        assert_eq!(numbers(&found), [1, 5], "{label} {skipped:?}");
        assert_eq!((skipped.other_kinds, skipped.damaged), (6, 0), "{label} {skipped:?}");
        assert_eq!(found[0].origin.label.as_deref(), Some(format!("{label}#3").as_str()));
        assert_eq!(found[0].origin.content_type.as_deref(), Some("text/html; charset=utf-8"));
        let reading = found[1].read();
        let article = reading.article.unwrap();
        assert_eq!(article.headline.as_deref(), Some("Harbour note 5"));
        assert_eq!(article.url.as_deref(), Some("https://gazette.example/5"));
        assert_eq!(article.published, None, "the date of the crawl is no date of publication");
    }
}

/// A damaged file: what it is called, its bytes, which pages are whole, and which are mended or may be either.
type Damaged = (String, Vec<u8>, Vec<usize>, Vec<usize>);

/// Damaged files of every kind.
fn corpus() -> Vec<Damaged> {
    let mut files: Vec<Damaged> = Vec::new();
    let mut add = |name: &str, bytes: Vec<u8>, whole: &[usize], either: &[usize]| {
        files.push((name.to_owned(), bytes, whole.to_vec(), either.to_vec()));
    };
    let packed = |records: &[Vec<u8>]| records.iter().flat_map(|record| gzip(record)).collect::<Vec<u8>>();
    let http2 = http(2);
    let off = |by: i64| record("1.0", "response", 2, &http2, by);
    let length = |told_: &str| told("1.0", "response", 2, &http2, told_);
    for (name, bad) in [
        ("length one short", off(-1)),
        ("length one long", off(1)),
        ("length three long", off(3)),
        ("length forty short", off(-40)),
        ("length 300 long", off(300)),
        ("length 4 MB long", off(4 << 20)),
        ("length past the cap", off(40 << 20)),
        ("length 2^62", length("Content-Length: 4611686018427387904\r\n")),
        ("length 2^63", length("Content-Length: 9223372036854775808\r\n")),
        ("length 10^30", length("Content-Length: 1000000000000000000000000000000\r\n")),
        ("length negative", length("Content-Length: -5\r\n")),
        ("length zero", length("Content-Length: 0\r\n")),
        ("length in words", length("Content-Length: many\r\n")),
        ("no length", length("")),
        ("empty length", length("Content-Length:\r\n")),
    ] {
        add(&format!("{name}.warc"), [good(1), bad.clone(), good(3), good(4)].concat(), &[1, 3, 4], &[2]);
        add(&format!("{name}.warc.gz"), packed(&[good(1), bad, good(3), good(4)]), &[1, 3, 4], &[2]);
    }
    let shorn = |n: usize, by: usize| {
        let mut record = good(n);
        record.truncate(record.len() - by);
        record
    };
    add("no empty lines.warc", [good(1), shorn(2, 4), good(3)].concat(), &[1, 2, 3], &[]);
    add("no empty lines.warc.gz", packed(&[good(1), shorn(2, 4), good(3)]), &[1, 2, 3], &[]);
    add("cut inside.warc", [good(1), shorn(2, 60), good(3)].concat(), &[1, 3], &[2]);
    add("cut at the end.warc", [good(1), good(2), shorn(3, 60)].concat(), &[1, 2], &[3]);
    add("cut in the header.warc", [good(1), good(2), good(3)[..40].to_vec()].concat(), &[1, 2], &[]);
    let cut = |n: usize, keep: usize| gzip(&good(n))[..keep].to_vec();
    add("last member cut.warc.gz", [packed(&[good(1), good(2)]), cut(3, 200)].concat(), &[1, 2], &[]);
    add("last member cut early.warc.gz", [packed(&[good(1), good(2)]), cut(3, 12)].concat(), &[1, 2], &[]);
    add(
        "middle member cut.warc.gz",
        [gzip(&good(1)), cut(2, 200), packed(&[good(3), good(4)])].concat(),
        &[1, 3, 4],
        &[],
    );
    let garbage: Vec<u8> = (0..5000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    add(
        "garbage between.warc.gz",
        [gzip(&good(1)), garbage.clone(), packed(&[good(2), good(3)])].concat(),
        &[1, 2, 3],
        &[],
    );
    add(
        "garbage between.warc",
        [good(1), garbage.clone(), b"\r\n".to_vec(), good(2), good(3)].concat(),
        &[1, 2, 3],
        &[],
    );
    add("garbage first.warc", [garbage.clone(), good(1), good(2)].concat(), &[1, 2], &[]);
    add("garbage first.warc.gz", [garbage.clone(), packed(&[good(1), good(2)])].concat(), &[1, 2], &[]);
    add("garbage last.warc.gz", [packed(&[good(1), good(2)]), garbage.clone()].concat(), &[1, 2], &[]);
    add(
        "magic in garbage.warc.gz",
        [gzip(&good(1)), b"\x1f\x8b\x08\0\0\0\0\0\0\x03junk".repeat(50), gzip(&good(2))].concat(),
        &[1, 2],
        &[],
    );
    let flipped = |n: usize, at: usize| {
        let mut member = gzip(&good(n));
        let at = if at == 0 { member.len() - 6 } else { at };
        member[at] ^= 0x55;
        member
    };
    add("wrong check sum.warc.gz", [gzip(&good(1)), flipped(2, 0), gzip(&good(3))].concat(), &[1, 3], &[2]);
    for at in [3, 10, 40, 120] {
        add(
            &format!("flipped {at}.warc.gz"),
            [gzip(&good(1)), flipped(2, at), gzip(&good(3))].concat(),
            &[1, 3],
            &[2],
        );
    }
    add(
        "first member flipped.warc.gz",
        [flipped(1, 40), packed(&[good(2), good(3)])].concat(),
        &[2, 3],
        &[1],
    );
    let mut whole_file = gzip(&[good(1), good(2), good(3)].concat());
    whole_file.truncate(whole_file.len() - 3);
    add("whole file packed, trailer cut.warc.gz", whole_file, &[1, 2, 3], &[]);
    add("zeros after.warc", [good(1), good(2), vec![0; 4000]].concat(), &[1, 2], &[]);
    let headless = told("1.0", "response", 2, &http2, "").split_off(9);
    add("no version.warc", [good(1), headless, good(3)].concat(), &[1, 3], &[]);
    add("packed after plain.warc", [good(1), gzip(&good(2)), good(3)].concat(), &[1, 3], &[]);
    files
}

#[test]
fn every_whole_record_before_and_after_damage_is_read_and_the_damage_is_told() {
    let corpus = corpus();
    assert!(corpus.len() >= 40, "{}", corpus.len());
    for (name, bytes, whole, either) in corpus {
        let (found, skipped) = all(&bytes, &name);
        let seen = numbers(&found);
        let is_whole = |n: &usize| {
            found
                .iter()
                .any(|one| one.bytes == page(*n).as_bytes() && numbers(std::slice::from_ref(one)) == [*n])
        };
        let missing: Vec<_> = whole.iter().filter(|n| !is_whole(n)).collect();
        assert!(missing.is_empty(), "{name}: {missing:?} lost, read {seen:?}; {skipped:?}");
        for (one, n) in found.iter().zip(&seen) {
            let doubtful =
                one.caveats.iter().any(|c| matches!(c.code, CaveatCode::Damaged | CaveatCode::TooLarge));
            let good = whole.contains(n) && one.bytes == page(*n).as_bytes();
            assert!(good || either.contains(n) || doubtful, "{name}: {n} read");
            assert!(good || doubtful, "{name}: page {n} is damaged and does not say so");
        }
        assert!(skipped.damaged > 0 && !skipped.notes.is_empty(), "{name}: damage not told");
        assert!(skipped.damaged <= 60, "{name}: {skipped:?}");
    }
}

#[test]
fn old_and_odd_records_that_are_whole_are_read_without_complaint() {
    let lf = |record: &[u8]| String::from_utf8_lossy(record).replace("\r\n", "\n").into_bytes();
    let lf_block = lf(&http(1));
    let lf_record = lf(&record("1.0", "response", 1, &lf_block, 0));
    let twice = |one: &str, other: &str| told("1.0", "response", 1, &http(1), &format!("{one}{other}"));
    let right = format!("Content-Length: {}\r\n", http(1).len());
    let folded = told("1.0", "response", 1, &http(1), &format!("X-Note: one\r\n  two\r\n{right}"));
    let angled = String::from_utf8(good(1))
        .unwrap()
        .replace("https://gazette.example/1", "<https://gazette.example/1>");
    for (name, bytes) in [
        ("0.17", record("0.17", "response", 1, &http(1), 0)),
        ("0.18", record("0.18", "response", 1, &http(1), 0)),
        ("1.1", record("1.1", "response", 1, &http(1), 0)),
        ("2.0", record("2.0", "response", 1, &http(1), 0)),
        ("lines end in LF", lf_record),
        ("the length twice", twice(&right, &right)),
        ("the length twice, first wrong", twice("Content-Length: 7\r\n", &right)),
        ("folded", folded),
        ("angles", angled.into_bytes()),
        ("names in small letters", told("1.0", "response", 1, &http(1), &right.to_lowercase())),
        ("blank lines", [b"\r\n\r\n\r\n".to_vec(), good(1), b"\r\n\r\n".to_vec()].concat()),
    ] {
        for (bytes, end) in [(bytes.repeat(3), ""), (gzip(&bytes).repeat(3), ".gz")] {
            let label = format!("{name}.warc{end}");
            let (found, skipped) = all(&bytes, &label);
            assert_eq!(numbers(&found), [1, 1, 1], "{label} {skipped:?}");
            assert_eq!(skipped.damaged, 0, "{label} {skipped:?}");
            assert!(found.iter().all(|one| one.caveats.is_empty()), "{label}");
        }
    }
}

#[test]
fn payloads_are_decoded_as_their_headers_say_or_taken_as_they_are() {
    let chunked = |body: &[u8]| {
        let mut out = Vec::new();
        for chunk in body.chunks(70) {
            write!(out, "{:x}\r\n", chunk.len()).unwrap();
            out.extend_from_slice(chunk);
            out.extend_from_slice(b"\r\n");
        }
        out.extend_from_slice(b"0\r\n\r\n");
        out
    };
    let zlib = |body: &[u8]| {
        let mut packer = ZlibEncoder::new(Vec::new(), Compression::default());
        packer.write_all(body).unwrap();
        packer.finish().unwrap()
    };
    let raw = |body: &[u8]| {
        let mut packer = DeflateEncoder::new(Vec::new(), Compression::default());
        packer.write_all(body).unwrap();
        packer.finish().unwrap()
    };
    let text = page(1);
    let body = text.as_bytes();
    for (headers, coded) in [
        ("Content-Encoding: gzip", gzip(body)),
        ("Content-Encoding: x-gzip\r\nTransfer-Encoding: chunked", chunked(&gzip(body))),
        ("Content-Encoding: gzip, gzip", gzip(&gzip(body))),
        ("Content-Encoding: deflate", zlib(body)),
        ("Content-Encoding: deflate", raw(body)),
        ("Transfer-Encoding: chunked", chunked(body)),
        ("Transfer-Encoding: chunked", body.to_vec()),
        ("Content-Encoding: gzip", body.to_vec()),
        ("Content-Encoding: br", body.to_vec()),
    ] {
        let mut block =
            format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n{headers}\r\n\r\n").into_bytes();
        block.extend(coded);
        let (found, _) = all(&record("1.0", "response", 1, &block, 0), "a.warc");
        assert_eq!(found[0].bytes, body, "{headers}");
        assert!(found[0].caveats.is_empty(), "{headers}");
    }
    let resource = "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://gazette.example/9\r\n\
                    Content-Type: text/plain\r\nContent-Length: 16\r\n\r\nThe port is shut\r\n\r\n";
    let (found, skipped) = all(resource.as_bytes(), "a.warc");
    assert_eq!((found[0].bytes.as_slice(), skipped.damaged), (b"The port is shut".as_slice(), 0));
}

#[test]
fn what_unpacks_without_end_is_cut_at_the_cap_and_what_follows_is_read() {
    let zeros = |n: u64| {
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        std::io::copy(&mut std::io::repeat(b'0').take(n), &mut packer).unwrap();
        packer.finish().unwrap()
    };
    // A payload that is a bomb.
    let mut block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n".to_vec();
    block.extend(zeros(120 << 20));
    let (found, _) = all(&[record("1.0", "response", 1, &block, 0), good(2)].concat(), "a.warc");
    assert_eq!(numbers(&found), [1, 2]);
    assert_eq!(found[0].bytes.len(), 16 << 20);
    assert_eq!(found[0].caveats[0].code, CaveatCode::TooLarge);
    // A member that is a bomb.
    let head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/1\r\nContent-Type: \
                application/http\r\nContent-Length: 1073741824\r\n\r\nHTTP/1.1 200 OK\r\n\r\n";
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(head.as_bytes()).unwrap();
    std::io::copy(&mut std::io::repeat(b'0').take(120 << 20), &mut packer).unwrap();
    let bomb = packer.finish().unwrap();
    let (found, skipped) = all(&[bomb, gzip(&good(2))].concat(), "a.warc.gz");
    assert_eq!(numbers(&found), [1, 2], "{skipped:?}");
    assert_eq!(found[0].caveats[0].code, CaveatCode::TooLarge);
    assert!(skipped.damaged > 0);
    // A page alone, and packed three times over.
    let (found, _) = all(&zeros(120 << 20), "a.html.gz");
    assert_eq!(found.len(), 1);
    assert!(found[0].bytes.len() <= 17 << 20);
    assert!(found[0].read().caveats.iter().any(|c| c.code == CaveatCode::TooLarge));
    let (found, _) = all(&gzip(&gzip(page(1).as_bytes())), "a.html.gz");
    assert_eq!(found[0].bytes, page(1).as_bytes());
}

#[test]
fn a_long_archive_streams() {
    // A record of 200 MB that is no page, among pages; the reader makes it as it goes.
    let long = 200u64 << 20;
    let head = format!(
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://gazette.example/2\r\n\
         Content-Type: application/http\r\nContent-Length: {long}\r\n\r\n"
    );
    let reader = Cursor::new([good(1), head.into_bytes()].concat())
        .chain(std::io::repeat(b'x').take(long))
        .chain(Cursor::new([b"\r\n\r\n".to_vec(), good(3)].concat()));
    let mut opened = open(BufReader::new(reader), Origin::default());
    let found: Vec<usize> =
        opened.by_ref().filter_map(|one| one.origin.url?.rsplit('/').next()?.parse().ok()).collect();
    assert_eq!(found, [1, 2, 3]);
    assert_eq!(opened.skipped().damaged, 0, "{:?}", opened.skipped());
}

#[test]
fn a_reader_that_breaks_is_told() {
    struct Breaks(Cursor<Vec<u8>>);
    impl Read for Breaks {
        fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
            match self.0.read(to)? {
                0 => Err(std::io::Error::other("the disk is gone")),
                n => Ok(n),
            }
        }
    }
    let mut opened =
        open(BufReader::new(Breaks(Cursor::new([good(1), good(2)].concat()))), Origin::default());
    assert_eq!(opened.by_ref().count(), 2);
    assert_eq!(opened.skipped().stopped.as_deref(), Some("the disk is gone"));
}
