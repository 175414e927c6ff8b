//! The one door: a page, plain text, or nothing that this desk reads.
//!
//! In: bytes, the transport's type, a label · Out: [`Format`] · From: WHATWG MIME Sniffing, file signatures
//! Fails: what is no text is a caveat that says what to do · Cost: the first bytes alone

use memchr::memmem;
use model::{Caveat, CaveatCode, Origin};

/// Who reads the bytes.
#[derive(Debug, PartialEq)]
pub(crate) enum Format {
    /// An HTML page.
    Page,
    /// Plain text; Markdown reads as text.
    Text,
    /// Nobody, and why.
    Neither(Caveat),
}

const SIGNATURES: &[(&[u8], CaveatCode, &str)] = &[
    (b"{\\rtf", CaveatCode::UnsupportedFormat, "an RTF document: save it as plain text or HTML first"),
    (
        b"\xd0\xcf\x11\xe0",
        CaveatCode::UnsupportedFormat,
        "an old Office document: save it as plain text or HTML first",
    ),
    (
        b"WARC/",
        CaveatCode::UnsupportedFormat,
        "a WARC file holds many pages: take its pages out first and give those",
    ),
    (b"%!PS", CaveatCode::UnsupportedFormat, "a PostScript file: convert it to text first"),
    (b"\x1f\x8b", CaveatCode::NotText, "gzip: unpack it first (`gunzip`)"),
    (b"\x28\xb5\x2f\xfd", CaveatCode::NotText, "zstd: unpack it first (`unzstd`)"),
    (b"\xfd7zXZ\0", CaveatCode::NotText, "xz: unpack it first (`unxz`)"),
    (b"BZh", CaveatCode::NotText, "bzip2: unpack it first (`bunzip2`)"),
    (b"7z\xbc\xaf\x27\x1c", CaveatCode::NotText, "a 7z archive: unpack it first"),
    (b"Rar!\x1a\x07", CaveatCode::NotText, "a RAR archive: unpack it first"),
    (b"\x89PNG\r\n", CaveatCode::NotText, "a PNG image: give the page or the text, not a picture of it"),
    (b"\xff\xd8\xff", CaveatCode::NotText, "a JPEG image: give the page or the text, not a picture of it"),
    (b"GIF8", CaveatCode::NotText, "a GIF image: give the page or the text, not a picture of it"),
    (b"II*\0", CaveatCode::NotText, "a TIFF image: give the page or the text, not a picture of it"),
    (b"MM\0*", CaveatCode::NotText, "a TIFF image: give the page or the text, not a picture of it"),
    (b"RIFF", CaveatCode::NotText, "an image or a recording: give the page or the text"),
    (b"OggS", CaveatCode::NotText, "a recording: give its transcript"),
    (b"ID3", CaveatCode::NotText, "a recording: give its transcript"),
    (b"\x7fELF", CaveatCode::NotText, "a program: give the page or the text"),
    (b"SQLite format 3\0", CaveatCode::NotText, "a database: give the page or the text"),
];

/// Tells formats apart by content first; the transport's word and the label decide only between text and page.
pub(crate) fn sniff(bytes: &[u8], origin: &Origin) -> Format {
    if bytes.iter().all(|b| b.is_ascii_whitespace() || *b == 0) {
        let what = if bytes.is_empty() { "nothing was given" } else { "nothing but white space was given" };
        return Format::Neither(Caveat::new(CaveatCode::Empty, format!("{what}{}", by_name(origin))));
    }
    if let Some((code, what)) = signature(bytes) {
        return Format::Neither(Caveat::new(code, format!("this is {what}{}", by_name(origin))));
    }
    let marked = encoding_rs::Encoding::for_bom(bytes).is_some();
    if !marked && is_noise(bytes) {
        let message = format!("the bytes are no text in any charset{}: check the file", by_name(origin));
        return Format::Neither(Caveat::new(CaveatCode::NotText, message));
    }
    let head = shown(bytes);
    if let Some(what) = other_text(&head, origin) {
        return Format::Neither(Caveat::new(
            CaveatCode::UnsupportedFormat,
            format!("this is {what}{}", by_name(origin)),
        ));
    }
    if is_page(&head, origin) { Format::Page } else { Format::Text }
}

fn by_name(origin: &Origin) -> String {
    origin.label.as_ref().map_or(String::new(), |label| format!(" (in {label})"))
}

fn signature(bytes: &[u8]) -> Option<(CaveatCode, &'static str)> {
    let head = bytes.get(..1024).unwrap_or(bytes);
    if memmem::find(head, b"%PDF-")
        .is_some_and(|at| at == 0 || head.iter().take(at).any(|b| *b >= 0x80 || *b == 0))
        || head.trim_ascii_start().starts_with(b"%PDF-")
    {
        let what = "a PDF file: export its text first (`pdftotext FILE.pdf -`)";
        return Some((CaveatCode::UnsupportedFormat, what));
    }
    if bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"PK\x05\x06") {
        return Some(zip(bytes));
    }
    if bytes.get(4..8) == Some(b"ftyp") {
        return Some((CaveatCode::NotText, "a video or an image: give its transcript or the page"));
    }
    let found = SIGNATURES.iter().find(|(magic, ..)| bytes.starts_with(magic))?;
    // Letters alone are no proof: a story may open with them.
    let printable = found.0.iter().all(|b| b.is_ascii_graphic());
    let binary = head.iter().any(|b| *b == 0 || (*b < 9));
    (!printable || binary || found.1 == CaveatCode::UnsupportedFormat).then_some((found.1, found.2))
}

fn zip(bytes: &[u8]) -> (CaveatCode, &'static str) {
    let head = bytes.get(..1 << 16).unwrap_or(bytes);
    for (inside, what) in [
        (b"word/".as_slice(), "a Word document (DOCX): save it as plain text or HTML first"),
        (b"xl/", "a spreadsheet (XLSX): export its text first"),
        (b"ppt/", "a presentation (PPTX): export its text first"),
        (b"epub", "an EPUB book: unpack it and give its pages"),
        (b"opendocument", "an OpenDocument file: save it as plain text or HTML first"),
    ] {
        if memmem::find(head, inside).is_some() {
            return (CaveatCode::UnsupportedFormat, what);
        }
    }
    (CaveatCode::NotText, "a ZIP archive: unpack it and give the files in it")
}

/// Control bytes that no text holds: more than one in fifty, or zeros that are no UTF-16.
fn is_noise(bytes: &[u8]) -> bool {
    let head = bytes.get(..8192).unwrap_or(bytes);
    let zeros = head.iter().filter(|b| **b == 0).count();
    let odd = head.iter().skip(1).step_by(2).filter(|b| **b == 0).count();
    let one_sided = zeros > 0 && (odd * 10 < zeros || odd * 10 > zeros * 9);
    if zeros * 10 > head.len() * 3 && one_sided {
        return false; // every other byte: UTF-16 without its mark
    }
    let control = head.iter().filter(|b| matches!(b, 0..=8 | 14..=26 | 28..=31 | 127)).count();
    control * 50 > head.len()
}

/// The first visible bytes, in lower case, without mark and zeros.
fn shown(bytes: &[u8]) -> Vec<u8> {
    let head = bytes.get(..16384).unwrap_or(bytes);
    let head: Vec<u8> = head.iter().filter(|b| **b != 0).map(u8::to_ascii_lowercase).collect();
    let head = head.strip_prefix(b"\xef\xbb\xbf").or(head.strip_prefix(b"\xff\xfe")).unwrap_or(&head);
    head.strip_prefix(b"\xfe\xff").unwrap_or(head).trim_ascii_start().to_vec()
}

fn other_text(head: &[u8], origin: &Origin) -> Option<&'static str> {
    let after_declaration = match head.strip_prefix(b"<?xml") {
        Some(rest) => rest.get(memmem::find(rest, b"?>").map_or(0, |at| at + 2)..)?.trim_ascii_start(),
        None => head,
    };
    let opens = |tag: &[u8]| after_declaration.starts_with(tag);
    if opens(b"<rss") || opens(b"<feed") || opens(b"<rdf:rdf") {
        return Some("a feed: give the pages it names");
    }
    if opens(b"<urlset") || opens(b"<sitemapindex") {
        return Some("a sitemap: give its pages");
    }
    if opens(b"<opml") {
        return Some("a list of feeds (OPML): give pages");
    }
    let json = has_extension(origin, &["json", "jsonl", "ndjson"])
        || origin.content_type.as_ref().is_some_and(|t| t.to_ascii_lowercase().contains("json"));
    let opens_json = matches!(head.first(), Some(b'{' | b'['))
        && head.get(1..)?.trim_ascii_start().first().is_some_and(|b| matches!(b, b'"' | b'{' | b'}' | b']'));
    (opens_json && (json || head.starts_with(b"{\""))).then_some("JSON: give it with `--input jsonl`")
}

fn has_extension(origin: &Origin, extensions: &[&str]) -> bool {
    origin
        .label
        .as_ref()
        .and_then(|l| l.rsplit_once('.'))
        .is_some_and(|(_, e)| extensions.iter().any(|x| e.eq_ignore_ascii_case(x)))
}

fn is_page(head: &[u8], origin: &Origin) -> bool {
    if [b"<!doctype html".as_slice(), b"<html", b"<head", b"<body", b"<?xml"]
        .iter()
        .any(|t| head.starts_with(t))
    {
        return true;
    }
    let transport = origin.content_type.as_ref().map(|t| t.to_ascii_lowercase());
    if transport.as_ref().is_some_and(|t| t.contains("html"))
        || has_extension(origin, &["html", "htm", "xhtml"])
    {
        return true;
    }
    if transport.is_some_and(|t| t.starts_with("text/plain")) || has_extension(origin, &["txt", "md", "text"])
    {
        return false;
    }
    let tags = [
        b"<html".as_slice(),
        b"<body",
        b"<head>",
        b"<title",
        b"</p>",
        b"<div",
        b"</h1>",
        b"<br",
        b"</a>",
        b"<article",
    ];
    let kinds = tags.iter().filter(|t| memmem::find(head, t).is_some()).count();
    kinds >= 2 || (kinds == 1 && head.starts_with(b"<"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(bytes: &[u8]) -> Option<CaveatCode> {
        match sniff(bytes, &Origin::default()) {
            Format::Neither(caveat) => Some(caveat.code),
            _ => None,
        }
    }

    #[test]
    fn what_is_no_text_says_what_to_do() {
        assert_eq!(code(b""), Some(CaveatCode::Empty));
        assert_eq!(code(b" \r\n\t"), Some(CaveatCode::Empty));
        assert_eq!(code(b"%PDF-1.7\n%\xe2\xe3"), Some(CaveatCode::UnsupportedFormat));
        assert_eq!(code(b"PK\x03\x04\x14\0\0\0word/document.xml"), Some(CaveatCode::UnsupportedFormat));
        assert_eq!(code(b"PK\x03\x04\x14\0\0\0notes.txt"), Some(CaveatCode::NotText));
        assert_eq!(code(b"\x1f\x8b\x08\0"), Some(CaveatCode::NotText));
        assert_eq!(code(b"\x89PNG\r\n\x1a\n"), Some(CaveatCode::NotText));
        assert_eq!(
            code(&(0..4000u32).map(|i| (i * i / 7) as u8).collect::<Vec<_>>()),
            Some(CaveatCode::NotText)
        );
        assert_eq!(code(b"<?xml version='1.0'?><rss version='2.0'>"), Some(CaveatCode::UnsupportedFormat));
        assert_eq!(code(b"{\"id\":\"1\",\"text\":\"x\"}"), Some(CaveatCode::UnsupportedFormat));
    }

    #[test]
    fn pages_and_text_are_told_apart() {
        let plain = Origin::default();
        assert_eq!(sniff(b"\n<!DOCTYPE html><p>Shut", &plain), Format::Page);
        assert_eq!(sniff(b"<div><p>Shut</p></div>", &plain), Format::Page);
        assert_eq!(sniff(b"# Port shut\n\nThe port is < 5 m deep.", &plain), Format::Text);
        assert_eq!(sniff(b"RIFF is a word too, said the mayor.", &plain), Format::Text);
        assert_eq!(sniff(b"[Hargate] The port is shut.", &plain), Format::Text);
        let typed = Origin { content_type: Some("text/html; charset=utf-8".into()), ..Origin::default() };
        assert_eq!(sniff(b"Shut", &typed), Format::Page);
        let wide: Vec<u8> =
            "<html><p>Shut, said the mayor.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&wide, &plain), Format::Page);
    }
}
