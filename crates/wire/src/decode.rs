//! Bytes to text: which charset, and what did not decode.
//!
//! In: bytes, the transport's `Content-Type` · Out: [`Decoded`] · From: WHATWG Encoding and HTML 13.2.3.2 (BOM,
//! transport, `meta` in the first 1024 bytes), then valid UTF-8, then a guess by chardetng
//! Fails: never; bytes that do not decode are U+FFFD and a caveat · Cost: one pass; at most [`CAP`] bytes are read

use encoding_rs::{CoderResult, Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};
use memchr::memmem;
use model::{Caveat, CaveatCode};

/// Text and pages are read up to here; the longest page of the gold has 4 MB, so this is room enough.
pub(crate) const CAP: usize = 16 << 20;

/// The text and the doubts about it.
#[derive(Debug)]
pub(crate) struct Decoded {
    pub(crate) text: String,
    pub(crate) caveats: Vec<Caveat>,
}

/// Decodes; `page` says whether to look for `meta` declarations.
pub(crate) fn decode(bytes: &[u8], content_type: Option<&str>, page: bool) -> Decoded {
    let mut caveats = Vec::new();
    let whole = bytes.len() <= CAP;
    let read = bytes.get(..CAP).unwrap_or(bytes);
    let (encoding, body) = choose(read, content_type, page, whole, &mut caveats);
    let (mut text, damaged) = run(encoding, body, whole);
    let cut = !whole || text.len() > CAP;
    if text.len() > CAP {
        let mut end = CAP;
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        text.truncate(end);
    }
    if cut {
        caveats.push(Caveat::new(
            CaveatCode::TooLarge,
            format!("the input has {} MB; only the first {} MB were read", bytes.len() >> 20, CAP >> 20),
        ));
    }
    if damaged {
        caveats.push(Caveat::new(
            CaveatCode::EncodingDamaged,
            format!("some bytes are no {} and stand as U+FFFD; check the file's charset", encoding.name()),
        ));
    }
    Decoded { text, caveats }
}

fn choose<'b>(
    bytes: &'b [u8],
    content_type: Option<&str>,
    page: bool,
    whole: bool,
    caveats: &mut Vec<Caveat>,
) -> (&'static Encoding, &'b [u8]) {
    if let Some((encoding, length)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(length..).unwrap_or_default());
    }
    let utf8 = Utf8Count::of(bytes, whole);
    let transport = content_type.and_then(charset_of);
    let declared = transport.or_else(|| if page { prescan(bytes, 1024) } else { None });
    let mut guessed = |encoding: &'static Encoding, why: &str| {
        let message = format!("{why}; read as {}", encoding.name());
        caveats.push(Caveat::new(CaveatCode::EncodingGuessed, message));
        encoding
    };
    let encoding = match declared {
        Some(declared) if declared == UTF_8 && utf8.broken > utf8.good => {
            guessed(guess(bytes), "UTF-8 is declared, but most of the bytes beyond ASCII are none")
        }
        Some(declared) if declared != UTF_8 && utf8.broken == 0 && utf8.good > 1 => {
            guessed(UTF_8, &format!("{} is declared, but the bytes are valid UTF-8", declared.name()))
        }
        Some(declared) => declared,
        None if utf8.broken == 0 && memchr::memchr(0, bytes).is_none() => UTF_8,
        None => match (wide(bytes), if page { prescan(bytes, 1 << 16) } else { None }) {
            (Some(encoding), _) => guessed(encoding, "no charset is declared and every other byte is zero"),
            (None, Some(late)) => late,
            (None, None) if utf8.broken * 50 < utf8.good => UTF_8,
            (None, None) => guessed(guess(bytes), "no charset is declared and the bytes are no UTF-8"),
        },
    };
    (encoding, bytes)
}

fn guess(bytes: &[u8]) -> &'static Encoding {
    let mut detector = chardetng::EncodingDetector::new(chardetng::Iso2022JpDetection::Deny);
    detector.feed(bytes.get(..1 << 20).unwrap_or(bytes), true);
    detector.guess(None, chardetng::Utf8Detection::Deny)
}

/// UTF-16 without a mark: Latin letters leave every other byte zero.
fn wide(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..4096).unwrap_or(bytes);
    let zeros = |from: usize| head.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd, half) = (zeros(0), zeros(1), head.len() / 2);
    match half {
        0..4 => None,
        _ if odd * 10 > half * 7 && even * 10 < half => Some(UTF_16LE),
        _ if even * 10 > half * 7 && odd * 10 < half => Some(UTF_16BE),
        _ => None,
    }
}

fn run(encoding: &'static Encoding, bytes: &[u8], whole: bool) -> (String, bool) {
    if encoding == UTF_8
        && let Ok(text) = std::str::from_utf8(bytes)
    {
        return (text.to_owned(), false);
    }
    let mut decoder = encoding.new_decoder_without_bom_handling();
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8 + 16);
    let (mut rest, mut damaged) = (bytes, false);
    loop {
        let (result, read, replaced) = decoder.decode_to_string(rest, &mut text, whole);
        damaged |= replaced;
        rest = rest.get(read..).unwrap_or_default();
        match result {
            CoderResult::InputEmpty => return (text, damaged),
            CoderResult::OutputFull if text.len() > CAP => return (text, damaged),
            CoderResult::OutputFull => text.reserve(rest.len().max(1024) * 2),
        }
    }
}

/// Characters beyond ASCII that are UTF-8, and places that are not.
struct Utf8Count {
    good: usize,
    broken: usize,
}

impl Utf8Count {
    fn of(bytes: &[u8], whole: bool) -> Self {
        if let Ok(text) = std::str::from_utf8(bytes) {
            return Utf8Count { good: beyond(text), broken: 0 };
        }
        let mut count = Utf8Count { good: 0, broken: 0 };
        for chunk in bytes.utf8_chunks() {
            count.good += beyond(chunk.valid());
            count.broken += usize::from(!chunk.invalid().is_empty());
        }
        // A character that the cap cut in two is no damage.
        if !whole && count.broken == 1 && bytes.utf8_chunks().last().is_some_and(|c| c.invalid().len() < 4) {
            let tail = bytes.utf8_chunks().last().map_or(0, |c| c.invalid().len());
            count.broken = usize::from(
                std::str::from_utf8(bytes.get(..bytes.len() - tail).unwrap_or_default()).is_err(),
            );
        }
        count
    }
}

/// Characters beyond ASCII, counted in stretches that a byte can count.
fn beyond(text: &str) -> usize {
    let count = |stretch: &[u8]| stretch.iter().map(|b| u8::from(*b >= 0xC0)).sum::<u8>();
    text.as_bytes().chunks(255).map(|stretch| usize::from(count(stretch))).sum()
}

fn charset_of(content_type: &str) -> Option<&'static Encoding> {
    let at = memmem::find(content_type.to_ascii_lowercase().as_bytes(), b"charset")?;
    let rest = content_type.get(at + 7..)?.trim_start().strip_prefix('=')?.trim_start();
    let label = match rest.chars().next()? {
        quote @ ('"' | '\'') => rest.get(1..)?.split(quote).next()?,
        _ => rest.split([';', ' ', ',', '\'', '"', '/', '>']).next()?,
    };
    Encoding::for_label(label.as_bytes())
}

/// The charset that a page declares in its first `reach` bytes.
fn prescan(bytes: &[u8], reach: usize) -> Option<&'static Encoding> {
    let head = bytes.get(..reach).unwrap_or(bytes).to_ascii_lowercase();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', head.get(at..)?) {
        at += found;
        let rest = head.get(at..)?;
        if rest.starts_with(b"<!--") {
            at += memmem::find(rest.get(2..)?, b"-->").map_or(rest.len(), |end| end + 5);
        } else if rest.starts_with(b"<meta") {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            let tag = String::from_utf8_lossy(rest.get(5..end)?);
            if let Some(encoding) = charset_of(&tag) {
                // A page that could be read this far is no UTF-16.
                return Some(match encoding {
                    e if e == UTF_16LE || e == UTF_16BE => UTF_8,
                    e if e == encoding_rs::X_USER_DEFINED => WINDOWS_1252,
                    e => e,
                });
            }
            at += end.max(1);
        } else if rest.starts_with(b"<?xml") {
            let end = memchr::memchr(b'>', rest).unwrap_or(rest.len());
            let declaration = String::from_utf8_lossy(rest.get(..end)?).replace("encoding", "charset");
            if let Some(encoding) = charset_of(&declaration) {
                return Some(encoding);
            }
            at += end.max(1);
        } else {
            at += 1;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn text(bytes: &[u8], content_type: Option<&str>) -> (String, Vec<CaveatCode>) {
        let decoded = decode(bytes, content_type, true);
        (decoded.text, decoded.caveats.iter().map(|c| c.code).collect())
    }

    #[test]
    fn the_order_is_mark_then_transport_then_meta() {
        let meta = b"<meta charset=windows-1251><p>\xcf\xee\xf0\xf2".as_slice();
        assert!(text(meta, None).0.ends_with("Порт"));
        assert!(text(meta, Some("text/html; charset=\"koi8-r\"")).0.ends_with("оНПР"));
        let marked = b"\xef\xbb\xbf<meta charset=windows-1251><p>\xd0\x9f".as_slice();
        assert_eq!(
            text(marked, Some("text/html; charset=koi8-r")),
            ("<meta charset=windows-1251><p>П".into(), vec![])
        );
    }

    #[test]
    fn a_declared_charset_needs_no_guess() {
        let sjis = b"<meta http-equiv=content-type content='text/html; charset=Shift_JIS'>\x8d\x60\x82\xcd\x95\xc2\x8d\xbd";
        let (read, caveats) = text(sjis, None);
        assert!(read.ends_with("港は閉鎖"), "{read}");
        assert!(caveats.is_empty());
        assert_eq!(text(b"caf\xe9", Some("text/plain; charset=iso-8859-1")), ("café".into(), vec![]));
    }

    #[test]
    fn an_undeclared_charset_is_a_guess_and_says_so() {
        let latin = "Le port est fermé à la navigation, a déclaré le préfet.".chars().map(|c| c as u8);
        let (read, caveats) = text(&latin.collect::<Vec<u8>>(), None);
        assert!(read.contains("fermé à la"), "{read}");
        assert_eq!(caveats, [CaveatCode::EncodingGuessed]);
    }

    #[test]
    fn a_wrong_declaration_is_corrected_and_says_so() {
        let (read, caveats) = text("<meta charset=iso-8859-1>déjà fermé".as_bytes(), None);
        assert!(read.ends_with("déjà fermé"));
        assert_eq!(caveats, [CaveatCode::EncodingGuessed]);
        let (read, caveats) = text(b"<meta charset=utf-8>Le port est ferm\xe9 d\xe9j\xe0", None);
        assert!(read.ends_with("fermé déjà"), "{read}");
        assert_eq!(caveats, [CaveatCode::EncodingGuessed]);
    }

    #[test]
    fn damage_is_kept_visible() {
        let (read, caveats) = text(b"<meta charset=utf-8>\xc3\xa9\xc3\xa9\xc3\xa9 caf\xff", None);
        assert!(read.ends_with("ééé caf\u{fffd}"));
        assert_eq!(caveats, [CaveatCode::EncodingDamaged]);
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        let wide: Vec<u8> = "The port is shut.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(text(&wide, None), ("The port is shut.".into(), vec![CaveatCode::EncodingGuessed]));
        let marked: Vec<u8> = [0xff, 0xfe].into_iter().chain(wide).collect();
        assert_eq!(text(&marked, None), ("The port is shut.".into(), vec![]));
    }

    #[test]
    fn a_comment_declares_nothing() {
        let (_, caveats) = text(b"<!-- <meta charset=koi8-r> --><meta charset=windows-1252>\xe9", None);
        assert!(caveats.is_empty());
    }

    #[test]
    fn only_the_beginning_of_a_giant_is_read() {
        let giant = "é".repeat(CAP);
        let (read, caveats) = text(giant.as_bytes(), None);
        assert_eq!(read.len(), CAP);
        assert_eq!(caveats, [CaveatCode::TooLarge]);
    }
}
