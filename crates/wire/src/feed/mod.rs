//! Feeds: what an outlet says it has published, and where feeds are named.
//!
//! | file | what it reads |
//! |---|---|
//! | `markup` | the marks of XML, tolerantly |
//! | `xml` | RSS 0.9 to 2.0, RDF, Atom and news sitemaps |
//! | `json` | JSON Feed 1.x |
//! | `opml` | lists of feeds |
//! | `links` | the feeds that a page names |
//! | `dates` | what feeds print as dates |
//! | `page` | an entry as a page of its own |
//!
//! In: bytes · Out: [`Feed`], [`Subscription`]s, addresses · From: RSS 2.0 and 1.0, RFC 4287, JSON Feed 1.1,
//! sitemaps.org 0.9 with the news namespace, OPML 2.0
//! Fails: what cannot be read is a caveat; a damaged feed is read as far as it goes · Cost: one pass

mod dates;
mod json;
mod links;
mod markup;
mod opml;
pub(crate) mod page;
mod xml;

pub use links::links_to_feeds;
pub use opml::{Subscription, read_opml};

use crate::sniff::{self, Format};
use crate::{clean, decode};
use dates::lies_ahead;
use model::{Caveat, CaveatCode, Origin, Stamp};
use std::collections::HashSet;

/// No more entries are read of one feed: the protocol of sitemaps allows 50,000.
pub(crate) const MOST_ENTRIES: usize = 50_000;

/// A feed, a sitemap, or an index of sitemaps.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Feed {
    /// What the feed calls itself; with most outlets that is the outlet.
    pub headline: Option<String>,
    /// The address of the site that it is a feed of.
    pub outlet_url: Option<String>,
    /// The feed's own address, where it gives one, else the origin's.
    pub url: Option<String>,
    /// BCP 47, as declared.
    pub language: Option<String>,
    /// What was published, in the feed's order, the same thing once.
    pub entries: Vec<Entry>,
    /// The sitemaps that an index of sitemaps names.
    pub sitemaps: Vec<String>,
    /// Entries that were left out because the feed holds the same one twice.
    pub repeated: usize,
}

/// One thing that a feed says was published. What is not given is absent.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Entry {
    /// The page's address, absolute; `http` or `https` alone.
    pub url: Option<String>,
    /// What the feed calls the entry's id. It may change from one poll to the next, or be that of another entry:
    /// never take it alone for what makes two entries the same.
    pub guid: Option<String>,
    /// The headline, without markup.
    pub headline: Option<String>,
    /// When it was published.
    pub published: Option<Stamp>,
    /// When it was changed.
    pub modified: Option<Stamp>,
    /// Who wrote it, one name each.
    pub bylines: Vec<String>,
    /// The outlet, where the entry itself names one (news sitemaps; `source` of RSS and Atom).
    pub outlet: Option<String>,
    /// The summary, without markup.
    pub summary: Option<String>,
    /// The article itself as HTML, where the feed carries it in full.
    pub content_html: Option<String>,
    /// What the outlet files it under.
    pub categories: Vec<String>,
    /// BCP 47, as declared.
    pub language: Option<String>,
    /// What is doubtful of it.
    pub caveats: Vec<Caveat>,
}

impl Entry {
    /// Whether it says that it was published more than a day after `now`. The caller has the clock.
    pub fn lies_ahead(&self, now: Stamp) -> bool {
        self.published.is_some_and(|published| lies_ahead(published, now))
    }

    /// The date in `words`; where they are none, a caveat.
    fn date(&mut self, words: &str) -> Option<Stamp> {
        let stamp = dates::read(words);
        let words: String = clean::line(words).chars().take(60).collect();
        if stamp.is_none() && !words.is_empty() {
            let message = format!("`{words}` is no date that can be read; it stays absent");
            self.caveats.push(Caveat::new(CaveatCode::DateUnreadable, message));
        }
        stamp
    }

    /// Whether there is nothing by which it could be read or found.
    fn is_bare(&self) -> bool {
        self.url.is_none() && self.headline.is_none() && self.summary.is_none() && self.content_html.is_none()
    }
}

/// Reads a feed of any kind: RSS, Atom, JSON Feed, a news sitemap or an index of sitemaps. `None` where the bytes are
/// no feed; the caveat says what they are. Relative addresses are resolved against `origin.url`.
///
/// Entities are never expanded beyond the five of XML and the names of HTML letters, and nothing is fetched.
pub fn read_feed(bytes: &[u8], origin: &Origin) -> (Option<Feed>, Vec<Caveat>) {
    let mut caveats = Vec::new();
    let decoded = |caveats: &mut Vec<Caveat>| {
        let decoded = decode::decode(bytes, origin.content_type.as_deref(), true);
        caveats.extend(decoded.caveats);
        decoded.text
    };
    let mut feed = Feed { url: origin.url.clone(), ..Feed::default() };
    let told = match sniff::sniff(bytes, origin) {
        Format::Feed => {
            let text = decoded(&mut caveats);
            let text = text.trim_start_matches('\u{feff}');
            if text.trim_start().starts_with('{') {
                json::read(text, &mut feed, &mut caveats)
            } else {
                xml::read(text, &mut feed, &mut caveats)
            }
        }
        Format::Neither(caveat) => return (None, vec![caveat]),
        other => {
            let message = match other {
                Format::Page => "this is a web page, no feed: give the address of its feed",
                Format::Opml => "this is a list of feeds, no feed: give it to `hearsay watch`",
                _ => "this is no feed",
            };
            return (None, vec![Caveat::new(CaveatCode::UnsupportedFormat, message)]);
        }
    };
    feed.entries.retain(|entry| !entry.is_bare());
    let before = feed.entries.len();
    once(&mut feed.entries);
    feed.repeated = before - feed.entries.len();
    for entry in &mut feed.entries {
        let early = entry.published.zip(told).is_some_and(|(published, told)| lies_ahead(published, told));
        if early && let Some(published) = entry.published {
            let message = format!("the publication date {published} lies after that of the feed itself");
            entry.caveats.push(Caveat::new(CaveatCode::DateDoubtful, message));
        }
    }
    (Some(feed), caveats)
}

/// Content of so many bytes (fifty words; a guess, not measured) that is the same twice is one article whatever its address; shorter ones may be a notice
/// that stands under many.
const LONG_CONTENT: usize = 300;

/// Leaves out entries that say the same as one before: the same headline and words under the same address, or the same
/// long content. Ids count for nothing: feeds give one id to two articles, and a new one to the same at every poll.
fn once(entries: &mut Vec<Entry>) {
    let mut seen: HashSet<[String; 3]> = HashSet::new();
    entries.retain(|entry| {
        let headline = entry.headline.clone().unwrap_or_default();
        let content = entry.content_html.as_ref().or(entry.summary.as_ref()).cloned().unwrap_or_default();
        let address = entry.url.as_deref().map(same_address).unwrap_or_default();
        let long = content.len() >= LONG_CONTENT;
        let new = seen.insert([address, headline.clone(), content.clone()]);
        let other = !long || seen.insert(["*".to_owned(), headline, content]);
        new && other
    });
}

/// The address without what changes from one poll to the next and leads to the same page.
fn same_address(url: &str) -> String {
    let bare = url.split('#').next().unwrap_or_default();
    let bare = bare.strip_prefix("https://").or(bare.strip_prefix("http://")).unwrap_or(bare);
    let (path, query) = bare.split_once('?').unwrap_or((bare, ""));
    let query: Vec<&str> = query.split('&').filter(|q| !q.is_empty() && !q.starts_with("utm_")).collect();
    format!("{}?{}", path.trim_end_matches('/'), query.join("&"))
}
