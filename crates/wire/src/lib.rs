//! Here are bytes: what was published?
//!
//! an input ─`open`→ items, each: bytes ─`sniff`→ page or text ─`decode`→ words ─`plain`, `markdown` or `html`→ draft
//! ─`carrier`→ `Article`
//!
//! Any bytes in, never a panic, never an error: what could not be read is a caveat. No file, no clock, no network, no
//! environment: what is known from outside comes in by [`Origin`].

// Bytes to text.
mod decode;
mod sniff;

// What stands in the text.
mod agencies;
mod byline;
mod clean;
mod credit;
mod dates;
mod furniture;
mod language;
mod notices;
mod outlets;
mod questions;

// What a site lets be read.
mod robots;

// Inputs that hold several articles, or name them.
mod container;
mod feed;

// Text and pages to a draft, and the draft laid out.
mod carrier;
mod html;
mod markdown;
mod plain;

pub use container::{Enclosed, Opened, Skipped, holds_many, open, unpacked};
pub use feed::{Entry, Feed, Subscription, links_to_feeds, read_feed, read_opml};
pub use robots::{MOST_ROBOTS, Robots};

use carrier::Draft;
use model::{Article, Caveat, CaveatCode, Origin, Reading};
use sha2::{Digest, Sha256};
use sniff::Format;

#[doc(hidden)]
pub use html::Labeller;

/// Reads bytes of any kind as one article. Never fails: what cannot be read is a caveat. Of an input that holds several,
/// see [`open`], it says so.
pub fn read(bytes: &[u8], origin: &Origin) -> Reading {
    if !holds_many(bytes.get(..1 << 14).unwrap_or(bytes), origin) {
        return read_with(bytes, origin, Labeller::shipped());
    }
    let mut opened = open(bytes, origin.clone());
    match (opened.next(), opened.next()) {
        (Some(mut only), None) => {
            only.origin.id.clone_from(&origin.id);
            only.read()
        }
        (None, _) => {
            let why = opened.skipped();
            let message = format!(
                "nothing in it is an article: {} records or entries of other kinds, {} places damaged",
                why.other_kinds, why.damaged
            );
            Reading::failed(id(bytes, origin), Caveat::new(CaveatCode::UnsupportedFormat, message))
        }
        _ => {
            let message = "it holds several articles: `hearsay read` reads them one by one";
            Reading::failed(id(bytes, origin), Caveat::new(CaveatCode::UnsupportedFormat, message))
        }
    }
}

/// Reads bytes that are one article, or nothing that is read, by these weights for the blocks of a page: by those of a
/// fold, so that what was trained on a site is not scored on it.
#[doc(hidden)]
pub fn read_with(bytes: &[u8], origin: &Origin, labeller: &Labeller) -> Reading {
    let refused = |what: &str| {
        let caveat = Caveat::new(CaveatCode::UnsupportedFormat, format!("this is {what}"));
        Reading::failed(id(bytes, origin), caveat)
    };
    let format = sniff::sniff(bytes, origin);
    match format {
        Format::Neither(caveat) => return Reading::failed(id(bytes, origin), caveat),
        Format::Opml => return refused("a list of feeds: give it to `hearsay watch`"),
        Format::Feed => return refused("a feed or a sitemap that holds addresses alone: give its pages"),
        Format::Gzip => {
            let message = "these are packed bytes (gzip) out of which nothing comes: the file is damaged";
            return Reading::failed(id(bytes, origin), Caveat::new(CaveatCode::NotText, message));
        }
        Format::Warc | Format::Mhtml => return refused("a container in another: unpack it first"),
        Format::Page | Format::Text | Format::Markdown => {}
    }
    let page = format == Format::Page;
    let decoded = decode::decode(bytes, origin.content_type.as_deref(), page);
    let id = id(bytes, origin);
    match format {
        Format::Page => page_of(&decoded.text, id, origin, labeller, decoded.caveats),
        Format::Markdown => markdown_of(&decoded.text, id, origin, decoded.caveats),
        _ => text_of(&decoded.text, id, origin, decoded.caveats),
    }
}

/// The blocks of a page as the labeller sees them, for training; `Null` where the bytes are no page.
#[doc(hidden)]
pub fn blocks_seen(bytes: &[u8], origin: &Origin) -> serde_json::Value {
    if sniff::sniff(bytes, origin) != Format::Page {
        return serde_json::Value::Null;
    }
    let decoded = decode::decode(bytes, origin.content_type.as_deref(), true);
    html::blocks_seen(&decoded.text, origin)
}

/// Reads a page that is known to be one.
pub fn read_html(page: &str, origin: &Origin) -> Reading {
    let id = id(page.as_bytes(), origin);
    let (page, caveats) = capped(page);
    page_of(page, id, origin, Labeller::shipped(), caveats)
}

/// Reads plain text that is known to be so: outlet, headline, date line and the rest are looked for.
pub fn read_text(text: &str, origin: &Origin) -> Reading {
    let id = id(text.as_bytes(), origin);
    let (text, caveats) = capped(text);
    text_of(text, id, origin, caveats)
}

/// Takes `text` verbatim as the article's text: every offset is an offset into what was given.
pub fn read_body(text: &str, origin: &Origin) -> Reading {
    let id = id(text.as_bytes(), origin);
    if text.trim().is_empty() {
        return empty(id);
    }
    let mut article = Article::verbatim(text);
    article.language = language::of(text, None);
    if article.language.is_some() {
        article.from.insert("language".to_owned(), vec!["text".to_owned()]);
    }
    article.outlet.clone_from(&origin.outlet);
    article.published = origin.published;
    article.url.clone_from(&origin.url);
    for (field, told) in [
        ("outlet", article.outlet.is_some()),
        ("published", article.published.is_some()),
        ("url", article.url.is_some()),
    ] {
        if told {
            article.from.insert(field.to_owned(), vec!["origin".to_owned()]);
        }
    }
    Reading::of(id, article, Vec::new())
}

fn page_of(
    page: &str,
    id: String,
    origin: &Origin,
    labeller: &Labeller,
    mut caveats: Vec<Caveat>,
) -> Reading {
    let draft = html::read(page, origin, labeller, &mut caveats);
    laid(draft, id, origin, caveats)
}

fn text_of(text: &str, id: String, origin: &Origin, mut caveats: Vec<Caveat>) -> Reading {
    if text.trim().is_empty() {
        return empty(id);
    }
    let draft = plain::read(text, &mut caveats);
    laid(draft, id, origin, caveats)
}

fn markdown_of(text: &str, id: String, origin: &Origin, mut caveats: Vec<Caveat>) -> Reading {
    if text.trim().is_empty() {
        return empty(id);
    }
    let draft = markdown::read(text, &mut caveats);
    laid(draft, id, origin, caveats)
}

fn laid(mut draft: Draft, id: String, origin: &Origin, mut caveats: Vec<Caveat>) -> Reading {
    notices::read(&mut draft);
    agencies::read(&mut draft);
    draft.told(origin);
    if let Some(published) = draft.published {
        let after = draft.modified.is_some_and(|m| m.date < published.date);
        if after || dates::is_doubtful(published) {
            let why = if after {
                "lies after the date of the last change"
            } else {
                "is in a year no newspaper has"
            };
            caveats.push(Caveat::new(
                CaveatCode::DateDoubtful,
                format!("the publication date {published} {why}"),
            ));
        }
    }
    let declared = draft.language.take();
    let mut article = draft.lay();
    if article.text.is_empty() {
        return Reading { article: None, ..Reading::of(id, article, caveats) };
    }
    let body: String =
        article.paragraphs.iter().flat_map(|p| [p.span.words(&article.text), " "]).take(60).collect();
    article.language =
        language::of(if body.trim().is_empty() { &article.text } else { &body }, declared.as_deref());
    match (&article.language, &declared) {
        (Some(language), Some(declared)) if base(language) == base(declared) => {
            article.from.insert("language".to_owned(), vec!["page".to_owned()]);
        }
        (Some(language), declared) => {
            article.from.insert("language".to_owned(), vec!["text".to_owned()]);
            if let Some(declared) = declared {
                let message =
                    format!("the page says that it is in \"{declared}\", its text is in \"{language}\"");
                caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
            }
        }
        _ => {}
    }
    Reading::of(id, article, caveats)
}

fn base(tag: &str) -> String {
    tag.split(['-', '_']).next().unwrap_or_default().to_ascii_lowercase()
}

fn empty(id: String) -> Reading {
    Reading::failed(id, Caveat::new(CaveatCode::Empty, "nothing but white space was given"))
}

fn capped(text: &str) -> (&str, Vec<Caveat>) {
    if text.len() <= decode::CAP {
        return (text, Vec::new());
    }
    let end = (0..=decode::CAP).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let message =
        format!("the input has {} MB; only the first {} MB were read", text.len() >> 20, decode::CAP >> 20);
    (text.get(..end).unwrap_or_default(), vec![Caveat::new(CaveatCode::TooLarge, message)])
}

/// The id that was given, else the first 128 bits of the content's SHA-256.
fn id(bytes: &[u8], origin: &Origin) -> String {
    use std::fmt::Write;
    if let Some(id) = &origin.id {
        return id.clone();
    }
    let mut hex = String::with_capacity(32);
    for byte in Sha256::digest(bytes).iter().take(16) {
        let _ = write!(hex, "{byte:02x}");
    }
    hex
}
