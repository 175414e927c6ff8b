//! The one door: a page, a text, something that holds them, or nothing that this desk reads.
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
    /// Plain text.
    Text,
    /// Text with the marks of Markdown.
    Markdown,
    /// RSS, Atom, JSON Feed, a sitemap.
    Feed,
    /// A list of feeds.
    Opml,
    /// A web archive.
    Warc,
    /// A page saved with its parts.
    Mhtml,
    /// Packed bytes of one of the others.
    Gzip,
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
    (b"%!PS", CaveatCode::UnsupportedFormat, "a PostScript file: convert it to text first"),
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
    if bytes.starts_with(b"\x1f\x8b\x08") {
        return Format::Gzip;
    }
    if bytes.starts_with(b"WARC/") && bytes.get(5).is_some_and(u8::is_ascii_digit) {
        return Format::Warc;
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
    if is_saved_with_parts(&head, origin) {
        return Format::Mhtml;
    }
    if let Some(format) = names_others(&head) {
        return format;
    }
    if let Some(what) = other_text(&head, origin) {
        return Format::Neither(Caveat::new(
            CaveatCode::UnsupportedFormat,
            format!("this is {what}{}", by_name(origin)),
        ));
    }
    match () {
        () if is_page(&head, origin) => Format::Page,
        () if is_markdown(&head, origin) => Format::Markdown,
        () => Format::Text,
    }
}

/// Header lines of a mail that say that parts follow.
fn is_saved_with_parts(head: &[u8], origin: &Origin) -> bool {
    let end = [b"\n\n".as_slice(), b"\r\n\r\n"].iter().filter_map(|blank| memmem::find(head, blank)).min();
    let lines = head.get(..end.unwrap_or(head.len()).min(8192)).unwrap_or_default();
    let named = |name: &[u8]| {
        lines.starts_with(name) || memmem::find(lines, &[b"\n".as_slice(), name].concat()).is_some()
    };
    let parts = memmem::find(lines, b"multipart/related").is_some();
    let hinted = has_extension(origin, &["mht", "mhtml"])
        || origin.content_type.as_ref().is_some_and(|t| t.to_ascii_lowercase().contains("multipart/related"));
    named(b"content-type:") && (named(b"mime-version:") || hinted) && (parts || hinted)
}

/// What names other pages: a feed, a sitemap, a list of feeds.
fn names_others(head: &[u8]) -> Option<Format> {
    if head.first() == Some(&b'{') && memmem::find(head, b"jsonfeed.org/version").is_some() {
        return Some(Format::Feed);
    }
    let mut rest = head;
    // Past the declaration, comments and the document type.
    for _ in 0..32 {
        rest = rest.trim_ascii_start();
        let end: &[u8] = match rest {
            [b'<', b'?', ..] => b"?>",
            _ if rest.starts_with(b"<!--") => b"-->",
            _ if rest.starts_with(b"<!doctype") && !rest.starts_with(b"<!doctype html") => {
                let close = memchr::memchr2(b'>', b'[', rest)?;
                if rest.get(close) == Some(&b'[') { b"]>" } else { b">" }
            }
            _ => break,
        };
        match memmem::find(rest, end) {
            Some(at) => rest = rest.get(at + end.len()..)?,
            // A document type that is longer than what is looked at names the root all the same.
            None => return root(rest.strip_prefix(b"<!doctype")?.trim_ascii_start()),
        }
    }
    root(rest.strip_prefix(b"<")?)
}

/// What an element that names other pages is the root of.
fn root(name: &[u8]) -> Option<Format> {
    let end = name.iter().position(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/' | b'['))?;
    match name.get(..end)?.rsplit(|b| *b == b':').next()? {
        b"rss" | b"feed" | b"rdf" | b"urlset" | b"sitemapindex" | b"channel" => Some(Format::Feed),
        b"opml" => Some(Format::Opml),
        _ => None,
    }
}

/// Marks that plain text does not have: front matter, a headline after `#`, links in brackets.
fn is_markdown(head: &[u8], origin: &Origin) -> bool {
    let hinted = has_extension(origin, &["md", "markdown", "mdown"])
        || origin.content_type.as_ref().is_some_and(|t| t.to_ascii_lowercase().contains("markdown"));
    let lines = || head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let matter = head.starts_with(b"---")
        && lines().next() == Some(b"---")
        && lines().skip(1).take(40).any(|line| line == b"---");
    let heads = lines().take(400).any(|line| {
        let level = line.iter().take_while(|b| **b == b'#').count();
        (1..=6).contains(&level) && line.get(level) == Some(&b' ')
    });
    let links = memmem::find(head, b"](http").is_some() || memmem::find(head, b"](/").is_some();
    matter || hinted || (heads && (links || head.starts_with(b"# ")))
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
    let json = has_extension(origin, &["json", "jsonl", "ndjson"])
        || origin.content_type.as_ref().is_some_and(|t| t.to_ascii_lowercase().contains("json"));
    let opens_json = matches!(head.first(), Some(b'{' | b'['))
        && head.get(1..)?.trim_ascii_start().first().is_some_and(|b| matches!(b, b'"' | b'{' | b'}' | b']'));
    (opens_json && (json || head.starts_with(b"{\""))).then_some("JSON: give it with `--input jsonl`")
}

/// Whether the label ends so, `.gz` aside.
pub(crate) fn has_extension(origin: &Origin, extensions: &[&str]) -> bool {
    origin
        .label
        .as_ref()
        .and_then(|l| l.strip_suffix(".gz").or(l.strip_suffix(".GZ")).unwrap_or(l).rsplit_once('.'))
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
    if transport.is_some_and(|t| t.starts_with("text/plain"))
        || has_extension(origin, &["txt", "md", "markdown", "text"])
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
        assert_eq!(code(b"\x89PNG\r\n\x1a\n"), Some(CaveatCode::NotText));
        assert_eq!(
            code(&(0..4000u32).map(|i| (i * i / 7) as u8).collect::<Vec<_>>()),
            Some(CaveatCode::NotText)
        );
        assert_eq!(code(b"{\"id\":\"1\",\"text\":\"x\"}"), Some(CaveatCode::UnsupportedFormat));
    }

    #[test]
    fn what_holds_others_is_told_by_its_content() {
        let named = |label: &str| Origin { label: Some(label.into()), ..Origin::default() };
        for (bytes, format) in [
            (b"<?xml version='1.0'?><!-- x --><rss version='2.0'>".as_slice(), Format::Feed),
            (b"\xef\xbb\xbf \n<!DOCTYPE rdf [<!ENTITY a 'b'>]><rdf:RDF xmlns='x'>", Format::Feed),
            (b"<atom:feed xmlns:atom='x'>", Format::Feed),
            (b"<sitemapindex>", Format::Feed),
            (b"{\"version\": \"https://jsonfeed.org/version/1.1\"", Format::Feed),
            (b"<opml version='2.0'>", Format::Opml),
            (b"WARC/1.0\r\n", Format::Warc),
            (b"\x1f\x8b\x08\0", Format::Gzip),
            (
                b"From: x\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\tboundary=x\r\n\r\n",
                Format::Mhtml,
            ),
        ] {
            for label in ["x", "x.html", "x.txt", "x.xml", "x.warc"] {
                assert_eq!(sniff(bytes, &named(label)), format, "{label}");
            }
        }
    }

    #[test]
    fn pages_and_text_are_told_apart() {
        let plain = Origin::default();
        assert_eq!(sniff(b"\n<!DOCTYPE html><p>Shut", &plain), Format::Page);
        assert_eq!(sniff(b"<div><p>Shut</p></div>", &plain), Format::Page);
        assert_eq!(sniff(b"# Port shut\n\nThe port is < 5 m deep.", &plain), Format::Markdown);
        assert_eq!(sniff(b"---\ntitle: Shut\n---\nThe port.", &plain), Format::Markdown);
        assert_eq!(sniff(b"The port is #1.\n\nIt is < 5 m deep.", &plain), Format::Text);
        assert_eq!(sniff(b"RIFF is a word too, said the mayor.", &plain), Format::Text);
        assert_eq!(sniff(b"[Hargate] The port is shut.", &plain), Format::Text);
        let typed = Origin { content_type: Some("text/html; charset=utf-8".into()), ..Origin::default() };
        assert_eq!(sniff(b"Shut", &typed), Format::Page);
        let wide: Vec<u8> =
            "<html><p>Shut, said the mayor.".encode_utf16().flat_map(u16::to_le_bytes).collect();
        assert_eq!(sniff(&wide, &plain), Format::Page);
    }
}
