//! RSS 0.9 to 2.0, RDF, Atom and sitemaps.
//!
//! In: decoded text · Out: a [`Feed`], and when it says that it was made · From: RSS 0.91, 1.0, 2.0, RFC 4287, Dublin
//! Core, Media RSS, sitemaps.org 0.9 and Google's news namespace
//! Fails: an element that is never closed ends with its entry; a feed that ends too early has a caveat · Cost: one pass

use super::links::absolute;
use super::markup::{Mark, Marks, attribute, attributes, decoded, words};
use super::{Entry, Feed, MOST_ENTRIES, dates};
use crate::{byline, clean};
use model::{Caveat, CaveatCode, Stamp};
use std::collections::HashMap;

/// The prefix by which a namespace goes here, whatever the feed calls it. The empty one is the feed's own.
const NAMESPACES: &[(&str, &str)] = &[
    ("http://purl.org/rss/1.0/modules/content", "content"),
    ("http://purl.org/dc/terms", "dcterms"),
    ("http://purl.org/dc/elements", "dc"),
    ("http://www.w3.org/2005/atom", "atom"),
    ("http://purl.org/atom/ns#", "atom"),
    ("http://search.yahoo.com/mrss", "media"),
    ("http://www.google.com/schemas/sitemap-news", "news"),
];

/// Ends of what an element that was never closed stands in.
const OUTER: &[&str] = &["item", "entry", "url", "channel", "rss", "feed", "urlset", "rdf"];

/// What stands in an element.
#[derive(Default)]
struct Inner {
    /// Its text, decoded.
    text: String,
    /// Its text with the tags in it, where it holds any.
    html: Option<String>,
}

impl Inner {
    /// What it says as HTML: marked up where it stands so, else the text, which in RSS is HTML.
    fn html(self) -> String {
        self.html.unwrap_or(self.text)
    }

    fn words(&self) -> String {
        words(self.html.as_ref().unwrap_or(&self.text))
    }
}

struct Reader<'s> {
    marks: Marks<'s>,
    prefixes: HashMap<String, &'static str>,
    /// The prefix of the root element: names with it are the feed's own.
    root: Option<String>,
    atom: bool,
    base: Option<String>,
}

/// Reads the feed. Gives when it says that it was made.
pub(super) fn read(text: &str, feed: &mut Feed, caveats: &mut Vec<Caveat>) -> Option<Stamp> {
    let mut reader = Reader {
        marks: Marks::of(text),
        prefixes: HashMap::new(),
        root: None,
        atom: false,
        base: feed.url.clone(),
    };
    let mut made = None;
    let mut closed = false;
    while let Some(mark) = reader.marks.next() {
        let (written, attributes, empty) = match mark {
            Mark::Open { name, attributes, empty } => (name, attributes, empty),
            Mark::Close { name } => {
                let name = reader.name(name);
                closed |=
                    ["rss", "feed", "urlset", "sitemapindex", "rdf:rdf", "rdf"].contains(&name.as_str());
                continue;
            }
            _ => continue,
        };
        reader.note(written, attributes);
        let name = reader.name(written);
        match name.as_str() {
            "feed" => {
                reader.atom = true;
                feed.language = attribute(attributes, "xml:lang").map(|l| l.into_owned());
                if let Some(base) = attribute(attributes, "xml:base") {
                    reader.base = absolute(&base, reader.base.as_deref()).or(reader.base.take());
                }
            }
            "item" | "entry" | "url" if !empty => {
                if feed.entries.len() >= MOST_ENTRIES {
                    let message =
                        format!("the feed holds more than {MOST_ENTRIES} entries; the rest was left");
                    caveats.push(Caveat::new(CaveatCode::TooLarge, message));
                    return made;
                }
                let entry = reader.entry(&name, attributes);
                feed.entries.push(entry);
            }
            "sitemap" if !empty => {
                let inner = reader.inner(written);
                let location = inner.html.as_deref().and_then(|html| child(html, "loc"));
                let url = location.and_then(|location| absolute(&location, reader.base.as_deref()));
                feed.sitemaps.extend(url.filter(|_| feed.sitemaps.len() < MOST_ENTRIES));
            }
            "image" | "textinput" | "atom:author" | "author" if !empty => drop(reader.inner(written)),
            "title" if feed.headline.is_none() && !empty => {
                feed.headline = Some(reader.inner(written).words()).filter(|t| !t.is_empty());
            }
            "link" | "atom:link" => {
                let rel = attribute(attributes, "rel").unwrap_or_default().to_ascii_lowercase();
                let told = match attribute(attributes, "href") {
                    Some(href) => href.into_owned(),
                    None if empty => continue,
                    None => reader.inner(written).text,
                };
                let Some(url) = absolute(&told, reader.base.as_deref()) else { continue };
                match rel.as_str() {
                    "self" => feed.url = Some(url),
                    "" | "alternate" => {
                        reader.base.get_or_insert_with(|| url.clone());
                        feed.outlet_url.get_or_insert(url);
                    }
                    _ => {}
                }
            }
            "language" | "dc:language" if !empty => {
                feed.language = Some(reader.inner(written).words()).filter(|t| !t.is_empty());
            }
            "lastbuilddate" | "pubdate" | "updated" | "modified" | "dc:date" if !empty => {
                made = dates::read(&reader.inner(written).text).or(made);
            }
            _ => {}
        }
    }
    if !closed {
        let message = "the feed ends before it should; its entries were read as far as they go";
        caveats.push(Caveat::new(CaveatCode::Damaged, message));
    }
    made
}

impl Reader<'_> {
    /// Notes the prefixes that a tag declares, and the root's own.
    fn note(&mut self, name: &str, written: &str) {
        if self.root.is_none() {
            self.root = Some(name.split_once(':').map_or("", |(prefix, _)| prefix).to_owned());
        }
        if !written.contains("xmlns:") {
            return;
        }
        for (name, value) in attributes(written) {
            let Some(prefix) = name.strip_prefix("xmlns:") else { continue };
            let value = value.to_ascii_lowercase();
            if let Some((_, known)) = NAMESPACES.iter().find(|(uri, _)| value.starts_with(uri))
                && self.prefixes.len() < 64
            {
                self.prefixes.insert(prefix.to_owned(), known);
            }
        }
    }

    /// The name by which an element goes here, in lower case.
    fn name(&self, written: &str) -> String {
        match written.split_once(':') {
            Some((prefix, local)) if !prefix.is_empty() && self.root.as_deref() == Some(prefix) => {
                local.to_ascii_lowercase()
            }
            Some((prefix, local)) => {
                let prefix = self.prefixes.get(prefix).copied().unwrap_or(prefix);
                format!("{prefix}:{local}").to_ascii_lowercase()
            }
            None => written.to_ascii_lowercase(),
        }
    }

    /// What stands in the element that was just opened, up to its end or to that of the entry around it.
    fn inner(&mut self, written: &str) -> Inner {
        let (mut text, mut html, mut tags, mut depth) = (String::new(), String::new(), false, 0usize);
        loop {
            let start = self.marks.place();
            let Some(mark) = self.marks.next() else { break };
            match mark {
                Mark::Text(words) => {
                    text.push_str(&decoded(words));
                    html.push_str(words);
                }
                Mark::Cdata(words) => {
                    text.push_str(words);
                    html.push_str(words);
                }
                Mark::Close { name } if name == written => {
                    if depth == 0 {
                        break;
                    }
                    depth -= 1;
                    html.push_str(self.marks.written(start));
                }
                Mark::Close { name } if self.is_outer(name) => {
                    self.marks.back_to(start);
                    break;
                }
                Mark::Open { name: "item" | "entry", .. } => {
                    self.marks.back_to(start);
                    break;
                }
                Mark::Open { name, empty, .. } => {
                    depth += usize::from(name == written && !empty);
                    tags = true;
                    html.push_str(self.marks.written(start));
                }
                Mark::Close { .. } => {
                    tags = true;
                    html.push_str(self.marks.written(start));
                }
            }
        }
        Inner { text, html: tags.then_some(html) }
    }

    fn is_outer(&self, name: &str) -> bool {
        let name = self.name(name);
        OUTER.contains(&name.strip_prefix("rdf:").unwrap_or(&name))
    }

    /// The entry that was just opened.
    fn entry(&mut self, own: &str, opening: &str) -> Entry {
        let mut entry = Entry {
            url: attribute(opening, "rdf:about").and_then(|u| absolute(&u, None)),
            ..Entry::default()
        };
        let about = entry.url.is_some();
        let mut linked = false;
        let mut permanent = None;
        loop {
            let start = self.marks.place();
            let Some(mark) = self.marks.next() else { break };
            let (written, attributes, empty) = match mark {
                Mark::Close { name } if self.name(name) == own => break,
                Mark::Close { name } if self.is_outer(name) => {
                    self.marks.back_to(start);
                    break;
                }
                Mark::Open { name, attributes, empty } => (name, attributes, empty),
                _ => continue,
            };
            self.note(written, attributes);
            let name = self.name(written);
            if matches!(name.as_str(), "item" | "entry") && !empty {
                // The one before was never closed.
                self.marks.back_to(start);
                break;
            }
            if name == "link" || name == "atom:link" {
                let href = attribute(attributes, "href").map(|href| href.into_owned());
                let rel = attribute(attributes, "rel").unwrap_or_default().to_ascii_lowercase();
                let told = match href {
                    None if empty => continue,
                    None => self.inner(written).text,
                    Some(href) if rel.is_empty() || rel == "alternate" => href,
                    Some(_) => continue,
                };
                if let Some(url) = absolute(&told, self.base.as_deref()).filter(|_| !linked) {
                    entry.url = Some(url);
                    linked = true;
                }
                continue;
            }
            if name == "category"
                && let Some(term) = attribute(attributes, "label").or(attribute(attributes, "term"))
            {
                add(&mut entry.categories, clean::line(&term));
            }
            if empty || matches!(name.as_str(), "news:news" | "news:publication" | "media:group") {
                continue;
            }
            let plain = self.atom && attribute(attributes, "type").is_none_or(|t| t == "text");
            let inner = self.inner(written);
            match name.as_str() {
                "guid" | "id" => {
                    let guid = clean::line(&inner.text);
                    let told = attribute(attributes, "isPermaLink").is_none_or(|told| told != "false");
                    permanent = absolute(&guid, None).filter(|_| told && name == "guid");
                    entry.guid = Some(guid).filter(|guid| !guid.is_empty());
                }
                _ => self.fill(&mut entry, &name, inner, plain),
            }
        }
        if !linked && !about {
            entry.url = entry.url.or(permanent);
        }
        entry
    }

    /// Puts what an element says where it belongs. `plain` says that it is text as it stands, no HTML.
    fn fill(&self, entry: &mut Entry, name: &str, inner: Inner, plain: bool) {
        let line = |inner: &Inner| {
            let text = if plain && inner.html.is_none() { clean::line(&inner.text) } else { inner.words() };
            Some(text).filter(|text| !text.is_empty())
        };
        match name {
            "title" | "news:title" | "dc:title" => entry.headline = line(&inner).or(entry.headline.take()),
            "media:title" => entry.headline = entry.headline.take().or_else(|| line(&inner)),
            "pubdate"
            | "published"
            | "issued"
            | "dc:date"
            | "dcterms:issued"
            | "dcterms:created"
            | "created"
            | "news:publication_date" => {
                let date = entry.date(&inner.text);
                entry.published = date.or(entry.published);
            }
            "updated" | "modified" | "dcterms:modified" | "atom:updated" | "lastmod" => {
                let date = entry.date(&inner.text);
                entry.modified = date.or(entry.modified);
            }
            "author" | "dc:creator" | "atom:author" | "contributor" if name != "contributor" => {
                for name in authors(&inner) {
                    add(&mut entry.bylines, name);
                }
            }
            "description" | "summary" | "atom:summary" | "dc:description" => {
                let html = inner.html();
                let said = if plain { clean::line(&html) } else { words(&html) };
                if said.is_empty() {
                    return;
                }
                // Many feeds of RSS carry the article here.
                if !plain && entry.content_html.is_none() && super::page::is_full(&html) {
                    entry.content_html = Some(html);
                } else if entry.summary.is_none() {
                    entry.summary = Some(said);
                }
            }
            "content:encoded" | "content" | "atom:content" | "body" | "xhtml:body" => {
                let html =
                    if plain && inner.html.is_none() { super::page::set(&inner.text) } else { inner.html() };
                if !words(&html).is_empty() {
                    entry.content_html = Some(html);
                }
            }
            "category" | "dc:subject" => {
                if let Some(category) = line(&inner) {
                    add(&mut entry.categories, category);
                }
            }
            "news:keywords" => {
                inner.text.split(',').for_each(|word| add(&mut entry.categories, clean::line(word)));
            }
            "source" | "atom:source" | "news:name" => {
                entry.outlet = match &inner.html {
                    Some(html) => child(html, "title"),
                    None => line(&inner),
                };
            }
            "news:language" | "dc:language" => entry.language = line(&inner),
            "loc" => entry.url = absolute(&inner.text, self.base.as_deref()),
            _ => {}
        }
    }
}

/// No entry has more names or sections than a person would read.
const MOST_WORDS: usize = 40;

fn add(to: &mut Vec<String>, what: String) {
    if !what.is_empty() && to.len() < MOST_WORDS && !to.contains(&what) {
        to.push(what);
    }
}

/// The names in an author element: Atom's `name`, RSS's "mail (Name)", or a line.
fn authors(inner: &Inner) -> Vec<String> {
    let line = match &inner.html {
        Some(html) => child(html, "name").unwrap_or_else(|| words(html)),
        None => words(&inner.text),
    };
    let named = line.split_once('(').and_then(|(mail, rest)| {
        mail.contains('@').then(|| rest.split(')').next().unwrap_or_default().to_owned())
    });
    byline::names(named.as_deref().unwrap_or(&line))
}

/// The words of the first child of that local name.
fn child(html: &str, name: &str) -> Option<String> {
    let mut marks = Marks::of(html);
    let is = |written: &str| written.rsplit(':').next().is_some_and(|local| local.eq_ignore_ascii_case(name));
    marks.find(|mark| matches!(mark, Mark::Open { name, empty: false, .. } if is(name)))?;
    let mut text = String::new();
    for mark in marks {
        match mark {
            Mark::Text(words) => text.push_str(&decoded(words)),
            Mark::Cdata(words) => text.push_str(words),
            _ => break,
        }
    }
    Some(clean::line(&text)).filter(|text| !text.is_empty())
}
