//! An entry of a feed as a page of its own, so that it is read as every page is.
//!
//! In: an [`Entry`], its [`Feed`] · Out: an [`Enclosed`] · From: our own; `meta` names of Open Graph
//! Fails: an entry without its article is headline and summary, with a caveat · Cost: one pass over the content

use super::markup::words;
use super::{Entry, Feed};
use crate::clean;
use crate::container::Enclosed;
use model::{Caveat, CaveatCode, Origin};
use std::fmt::Write;

/// Words that make an article of a content: a guess at more than one paragraph, not measured.
const FULL: usize = 60;

/// Ends of a teaser.
const TEASER: &[&str] =
    &["…", "...", "[…]", "[...]", "read more", "continue reading", "read more »", "[&#8230;]"];

/// Whether HTML holds an article and not its teaser.
pub(crate) fn is_full(html: &str) -> bool {
    let said = words(html);
    clean::words(&said) >= FULL && !is_teaser(&said)
}

fn is_teaser(said: &str) -> bool {
    let end = said.to_lowercase();
    TEASER.iter().any(|teaser| end.ends_with(teaser))
}

/// Plain text as HTML: a paragraph for each stretch between empty lines.
pub(crate) fn set(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    let text = text.replace("\r\n", "\n");
    let paragraphs = text.split("\n\n").filter(|paragraph| !paragraph.trim().is_empty());
    paragraphs.for_each(|paragraph| {
        let _ = writeln!(html, "<p>{}</p>", escaped(paragraph.trim()));
    });
    html
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The entry as something to read; `None` where there is nothing but an address.
pub(crate) fn of(entry: Entry, feed: &Feed, origin: &Origin, number: usize) -> Option<Enclosed> {
    let mut caveats = entry.caveats;
    let summary = entry.summary.unwrap_or_default();
    let content = entry.content_html.unwrap_or_default();
    let said = words(&content);
    let full = clean::words(&said) >= FULL && !is_teaser(&said);
    if entry.headline.is_none() && summary.is_empty() && said.is_empty() {
        return None;
    }
    if !full {
        let what = if summary.is_empty() && said.is_empty() { "headline alone" } else { "summary alone" };
        let message = format!("the feed gives the {what}; the article itself was not read");
        caveats.push(Caveat::new(CaveatCode::SummaryOnly, message));
    }
    let body = if said.len() >= summary.len() { markup(&content) } else { set(&summary) };
    let mut page = String::with_capacity(body.len() + 1024);
    let language = entry.language.as_ref().or(feed.language.as_ref());
    let _ = write!(page, "<!DOCTYPE html><html");
    if let Some(language) = language {
        let _ = write!(page, " lang=\"{}\"", escaped(language));
    }
    let headline = escaped(entry.headline.as_deref().unwrap_or_default());
    let _ = write!(page, "><head><meta charset=\"utf-8\"><title>{headline}</title>");
    let mut meta = |kind: &str, name: &str, value: &str| {
        let _ = write!(page, "<meta {kind}=\"{name}\" content=\"{}\">", escaped(value));
    };
    for name in &entry.bylines {
        meta("name", "author", name);
    }
    if let Some(published) = entry.published {
        meta("property", "article:published_time", &published.to_string());
    }
    if let Some(modified) = entry.modified {
        meta("property", "article:modified_time", &modified.to_string());
    }
    if let Some(section) = entry.categories.first() {
        meta("property", "article:section", section);
    }
    if !headline.is_empty() {
        meta("property", "og:title", entry.headline.as_deref().unwrap_or_default());
    }
    meta("property", "og:type", "article");
    let _ = write!(page, "</head><body><article>");
    if !headline.is_empty() {
        let _ = write!(page, "<h1>{headline}</h1>");
    }
    let _ = write!(page, "{body}</article></body></html>");
    let origin = Origin {
        id: None,
        label: origin.label.as_ref().map(|label| format!("{label}#{number}")),
        url: entry.url,
        outlet: origin.outlet.clone().or(entry.outlet).or_else(|| feed.headline.clone()),
        published: origin.published.or(entry.published),
        content_type: Some("text/html; charset=utf-8".to_owned()),
    };
    Some(Enclosed { bytes: page.into_bytes(), origin, caveats })
}

/// HTML that holds no tag is text.
fn markup(content: &str) -> String {
    let tagged = content.contains("</") || content.contains("<p") || content.contains("<br");
    if tagged { content.to_owned() } else { set(&super::markup::decoded(content)) }
}
