//! What is tried, and what must hold of every input.
//!
//! In: bytes of any kind · Out: nothing, or what does not hold · From: TRUST, I4 to I9 and C1
//! Fails: a panic is caught by the caller · Cost: one reading and marking an input

use desk::Desk;
use model::{Article, Cited, Notes, Origin, Place, Reading, Span};
use std::cell::RefCell;
use std::sync::OnceLock;

/// What is tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Target {
    /// HTML pages, read
    Page,
    /// Bytes of any kind, read and marked
    Text,
    /// Text as it stands, marked
    Notes,
    /// Feeds: RSS, Atom, RDF, JSON Feed
    Feed,
    /// Sitemaps and lists of feeds
    Sitemap,
    /// Web archives, packed and not
    Warc,
    /// Pages saved with their parts
    Mhtml,
    /// Marked copy, parsed, and printed from what the desk marks
    Copy,
    /// A robots.txt, read and asked
    Robots,
}

impl Target {
    /// Every target.
    pub(crate) const ALL: &'static [Target] = &[
        Target::Page,
        Target::Text,
        Target::Notes,
        Target::Feed,
        Target::Sitemap,
        Target::Warc,
        Target::Mhtml,
        Target::Copy,
        Target::Robots,
    ];

    /// Its name on the command line.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Target::Page => "page",
            Target::Text => "text",
            Target::Notes => "notes",
            Target::Feed => "feed",
            Target::Sitemap => "sitemap",
            Target::Warc => "warc",
            Target::Mhtml => "mhtml",
            Target::Copy => "copy",
            Target::Robots => "robots",
        }
    }

    /// Tries one input; says what does not hold.
    pub(crate) fn holds(self, bytes: &[u8]) -> Result<(), String> {
        match self {
            Target::Page => {
                let origin = Origin {
                    label: Some("page.html".into()),
                    content_type: Some("text/html".into()),
                    ..Origin::default()
                };
                whole(&wire::read(bytes, &origin))
            }
            Target::Text => {
                let reading = wire::read(bytes, &Origin::default());
                whole(&marked(reading))
            }
            Target::Notes => {
                whole(&marked(wire::read_body(&String::from_utf8_lossy(bytes), &Origin::default())))
            }
            Target::Feed | Target::Sitemap => {
                let _ = wire::read_opml(bytes);
                let _ = wire::links_to_feeds(bytes, &Origin::default());
                let (feed, caveats) = wire::read_feed(bytes, &Origin::default());
                if feed.is_none() && caveats.is_empty() {
                    return Err("no feed, and no caveat that says why".into());
                }
                each(bytes, "feed.xml")
            }
            Target::Warc => each(bytes, "news.warc.gz"),
            Target::Mhtml => each(bytes, "page.mhtml"),
            Target::Copy => copy(&String::from_utf8_lossy(bytes)),
            Target::Robots => robots(bytes),
        }
    }
}

/// Every item of an input is whole, and an input without items says why.
fn each(bytes: &[u8], label: &str) -> Result<(), String> {
    let mut opened = wire::open(bytes, Origin { label: Some(label.into()), ..Origin::default() });
    let mut any = false;
    for enclosed in opened.by_ref() {
        any = true;
        whole(&enclosed.read())?;
    }
    let skipped = opened.skipped();
    if !any && skipped.damaged + skipped.other_kinds == 0 {
        return Err("no item, and no word of what was left out".into());
    }
    Ok(())
}

fn desk() -> &'static Desk {
    static DESK: OnceLock<Desk> = OnceLock::new();
    DESK.get_or_init(|| Desk::new(desk::Model::Fast))
}

fn marked(reading: Reading) -> Reading {
    match &reading.article {
        Some(article) => {
            let notes = desk().mark(article);
            reading.with(notes)
        }
        None => reading,
    }
}

/// Every span fits its text, and the JSON form comes back as it went.
fn whole(reading: &Reading) -> Result<(), String> {
    let text = reading.article.as_ref().map_or("", |a| a.text.as_str());
    if reading.article.is_none() && reading.caveats.is_empty() {
        return Err("no article, and no caveat that says why".into());
    }
    if let Some(span) = spans(reading).into_iter().find(|s| s.of(text).is_none()) {
        return Err(format!("span {}..{} does not fit a text of {} bytes", span.start, span.end, text.len()));
    }
    let edge = reading.to_edge();
    let json = serde_json::to_string(&edge).map_err(|e| format!("cannot be written as JSON: {e}"))?;
    let back: Reading<Cited, Place> =
        serde_json::from_str(&json).map_err(|e| format!("its own JSON cannot be read: {e}"))?;
    let again = serde_json::to_string(&back).map_err(|e| e.to_string())?;
    if json != again {
        return Err("its JSON changes when it is read and written".into());
    }
    if spans(&back.to_bytes()) != spans(reading) {
        return Err("code points do not lead back to the same bytes".into());
    }
    Ok(())
}

/// Every span of a reading, but those of the checks that stay inside.
fn spans(reading: &Reading) -> Vec<Span> {
    let all = RefCell::new(Vec::new());
    let note = |span: Span| {
        all.borrow_mut().push(span);
        span
    };
    let _: Option<Article> = reading.article.clone().map(|a| a.map_spans(&note, &note));
    let _: Option<Notes> = reading.notes.clone().map(|n| n.map_spans(&note, &note));
    let mut all = all.into_inner();
    all.extend(reading.caveats.iter().filter_map(|c| c.span));
    all
}

/// The file is asked for each of its own values. What is closed forbids them all, and a second look says the same.
fn robots(bytes: &[u8]) -> Result<(), String> {
    let robots = wire::Robots::read(bytes, "hearsay");
    let text = String::from_utf8_lossy(bytes);
    for path in text.lines().filter_map(|line| line.split_once(':')).map(|(_, value)| value.trim()).take(50) {
        if robots.allows(path) != robots.allows(path) || wire::Robots::closed().allows(&format!("/{path}x")) {
            return Err(format!("what is said of `{path}` does not hold"));
        }
    }
    match robots.delay {
        Some(delay) if delay.as_secs() > 86_400 => Err(format!("a delay of {delay:?} is more than a day")),
        _ => Ok(()),
    }
}

/// What is printed of a marked text is read back with the same text, and nothing that is parsed breaks.
fn copy(given: &str) -> Result<(), String> {
    for sample in press::copy::parse(given) {
        if let Some(mark) = sample.marks.iter().find(|m| m.span.of(&sample.text).is_none()) {
            return Err(format!("mark {} on line {} does not fit its text", mark.kind, mark.line));
        }
    }
    let reading = marked(wire::read_body(given, &Origin::default()));
    let shown = press::copy::show(&reading);
    match press::copy::parse(&shown).first() {
        Some(sample) if !sample.complaints.is_empty() => {
            Err(format!("what is printed cannot be read back: {}", sample.complaints.join("; ")))
        }
        None if reading.article.is_some() => Err("what is printed is no marked copy".into()),
        _ => Ok(()),
    }
}
