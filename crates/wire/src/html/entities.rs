//! Character references: `&amp;`, `&eacute`, `&#8217;`, `&#x2014;`.
//!
//! In: words as they stand on the page · Out: the same as they are read · From: WHATWG HTML 13.2.5.72 to 13.2.5.80, 13.5;
//! lists/entities.tsv (2,125 names) · Fails: an unknown name stays as it is; a number that is no character is U+FFFD
//! Cost: one pass; a look-up a reference

use memchr::memchr2;
use std::sync::LazyLock;

/// Longest name, semicolon aside: `CounterClockwiseContourIntegral`.
const LONGEST: usize = 31;

/// Longest name that is read without a semicolon too: `frac12`, `Aacute` and others.
const LONGEST_BARE: usize = 6;

struct Named {
    name: &'static str,
    /// Code points in hexadecimal, one or two.
    points: &'static str,
    /// Whether it is read without a semicolon too.
    legacy: bool,
}

/// The names in the order of their bytes, as the list has them.
static NAMES: LazyLock<Vec<Named>> = LazyLock::new(|| {
    let lines = include_str!("../../lists/entities.tsv").lines().filter(|l| !l.starts_with('#'));
    let mut names: Vec<Named> = lines
        .filter_map(|line| {
            let mut columns = line.split('\t');
            let (name, points) = (columns.next()?, columns.next()?);
            Some(Named { name, points, legacy: columns.next() == Some("legacy") })
        })
        .collect();
    names.sort_unstable_by_key(|n| n.name);
    names
});

/// Where the words stand.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Place {
    /// Running text: a zero byte is nothing there.
    Text,
    /// An attribute's value, where `&copy=` of an address is no reference.
    Value,
}

/// Appends the words as they are read to `own`; false, and nothing appended, where they stand as they are read.
pub(crate) fn decode(raw: &str, place: Place, own: &mut String) -> bool {
    let bytes = raw.as_bytes();
    let (mut from, mut at) = (0, 0);
    while let Some(found) = bytes.get(at..).and_then(|rest| memchr2(b'&', 0, rest)) {
        let here = at + found;
        at = here + 1;
        let read = if bytes.get(here) == Some(&0) {
            Some((Read::Zero, 0))
        } else {
            reference(bytes.get(at..).unwrap_or_default(), place)
        };
        let Some((read, length)) = read else { continue };
        own.push_str(raw.get(from..here).unwrap_or_default());
        match read {
            Read::Number(c) => own.push(c),
            Read::Zero if place == Place::Text => {}
            Read::Zero => own.push(char::REPLACEMENT_CHARACTER),
            Read::Name(named) => own.extend(named.points.split(' ').filter_map(point)),
        }
        at += length;
        from = at;
    }
    if from == 0 {
        return false;
    }
    own.push_str(raw.get(from..).unwrap_or_default());
    true
}

/// What a reference stands for.
enum Read {
    Name(&'static Named),
    Number(char),
    /// A zero byte.
    Zero,
}

/// Reads what follows `&`, and how many bytes it takes.
fn reference(rest: &[u8], place: Place) -> Option<(Read, usize)> {
    if rest.first() == Some(&b'#') {
        return number(rest);
    }
    let run = rest.iter().take(LONGEST).take_while(|b| b.is_ascii_alphanumeric()).count();
    let name = rest.get(..run)?;
    if rest.get(run) == Some(&b';')
        && let Some(named) = find(name)
    {
        return Some((Read::Name(named), run + 1));
    }
    let named = (2..=run.min(LONGEST_BARE)).rev().find_map(|length| {
        let named = find(name.get(..length)?).filter(|n| n.legacy)?;
        Some((named, length))
    });
    let (named, length) = named?;
    let after = rest.get(length).copied().unwrap_or(b' ');
    if place == Place::Value && (after == b'=' || after.is_ascii_alphanumeric()) {
        return None;
    }
    Some((Read::Name(named), length))
}

fn find(name: &[u8]) -> Option<&'static Named> {
    let at = NAMES.binary_search_by(|n| n.name.as_bytes().cmp(name)).ok()?;
    NAMES.get(at)
}

fn point(hex: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(hex, 16).ok()?)
}

fn number(rest: &[u8]) -> Option<(Read, usize)> {
    let hex = matches!(rest.get(1), Some(b'x' | b'X'));
    let (start, radix) = if hex { (2, 16) } else { (1, 10) };
    let digits = rest.get(start..)?.iter().map_while(|b| char::from(*b).to_digit(radix));
    let (mut count, mut value) = (0, 0u32);
    for digit in digits {
        value = value.saturating_mul(radix).saturating_add(digit);
        count += 1;
    }
    if count == 0 {
        return None;
    }
    let end = start + count;
    let end = if rest.get(end) == Some(&b';') { end + 1 } else { end };
    Some((Read::Number(character(value)), end))
}

/// The character of a number; 128 to 159 are what Windows-1252 has there.
fn character(value: u32) -> char {
    if let (0x80..=0x9f, Ok(byte)) = (value, u8::try_from(value)) {
        let bytes = [byte];
        let (read, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return read.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(value).filter(|c| *c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str, place: Place) -> String {
        let mut own = String::from("before ");
        if !decode(raw, place, &mut own) {
            assert_eq!(own, "before ");
            return raw.to_owned();
        }
        own.strip_prefix("before ").unwrap().to_owned()
    }

    #[test]
    fn references_in_text() {
        for (raw, words) in [
            ("Port &amp; pier", "Port & pier"),
            ("&lt;b&gt;", "<b>"),
            ("&eacute;t&eacute &Eacute", "été É"),
            ("&notit; &notin; &nosuch; &", "¬it; ∉ &nosuch; &"),
            ("&ampx &am &#; &#x; &#xg", "&x &am &#; &#x; &#xg"),
            (
                "&#8217;&#x2014;&#X41&#65 &#0;&#x110000;&#xD800;&#99999999999;",
                "’—AA \u{fffd}\u{fffd}\u{fffd}\u{fffd}",
            ),
            ("&#146;&#150;&#x80;&#129;", "’–€\u{81}"),
            ("&NotEqualTilde;&CounterClockwiseContourIntegral;", "≂̸∳"),
            ("a\0b", "ab"),
        ] {
            assert_eq!(read(raw, Place::Text), words, "{raw}");
        }
    }

    #[test]
    fn an_address_in_a_value_keeps_its_parameters() {
        assert_eq!(read("/x?a=1&copy=2&reg3&amp;b=&lt", Place::Value), "/x?a=1&copy=2&reg3&b=<");
        assert_eq!(read("/x?a=1&copy=2", Place::Text), "/x?a=1©=2");
    }

    #[test]
    fn the_list_is_whole_and_in_order() {
        assert_eq!(NAMES.len(), 2125);
        assert_eq!(NAMES.iter().filter(|n| n.legacy).count(), 106);
        assert!(NAMES.iter().all(|n| n.name.len() <= LONGEST && (!n.legacy || n.name.len() <= LONGEST_BARE)));
        assert!(NAMES.is_sorted_by_key(|n| n.name));
    }
}
