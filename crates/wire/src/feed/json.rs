//! JSON Feed.
//!
//! In: decoded text · Out: a [`Feed`], and nothing of when it was made · From: JSON Feed 1.0 and 1.1
//! Fails: a feed that is no whole JSON is read item by item as far as it goes, with a caveat · Cost: one pass

use super::links::absolute;
use super::markup::words;
use super::{Entry, Feed, MOST_ENTRIES, page};
use crate::{byline, clean};
use model::{Caveat, CaveatCode, Stamp};
use serde_json::Value;

/// Reads the feed.
pub(super) fn read(text: &str, feed: &mut Feed, caveats: &mut Vec<Caveat>) -> Option<Stamp> {
    let (head, items) = match serde_json::from_str::<Value>(text) {
        Ok(mut whole) => {
            let items = whole.get_mut("items").map(Value::take);
            let items = match items {
                Some(Value::Array(items)) => items,
                _ => Vec::new(),
            };
            (whole, items)
        }
        Err(error) => {
            let message =
                format!("the feed is no whole JSON ({error}); its items were read as far as they go");
            caveats.push(Caveat::new(CaveatCode::Damaged, message));
            (Value::Null, salvaged(text))
        }
    };
    let told = |name: &str| head.get(name).and_then(Value::as_str).map(clean::line).filter(|t| !t.is_empty());
    let base = feed.url.clone();
    feed.headline = told("title");
    feed.language = told("language");
    feed.outlet_url = told("home_page_url").and_then(|url| absolute(&url, base.as_deref()));
    feed.url = told("feed_url").and_then(|url| absolute(&url, base.as_deref())).or(base);
    let base = feed.outlet_url.clone().or(feed.url.clone());
    if items.len() > MOST_ENTRIES {
        let message = format!("the feed holds more than {MOST_ENTRIES} entries; the rest was left");
        caveats.push(Caveat::new(CaveatCode::TooLarge, message));
    }
    let authors = names(&head);
    for item in items.iter().take(MOST_ENTRIES) {
        let mut entry = entry(item, base.as_deref());
        if entry.bylines.is_empty() {
            entry.bylines.clone_from(&authors);
        }
        feed.entries.push(entry);
    }
    None
}

fn entry(item: &Value, base: Option<&str>) -> Entry {
    let text = |name: &str| item.get(name).and_then(Value::as_str).filter(|t| !t.trim().is_empty());
    let line = |name: &str| text(name).map(words).filter(|t| !t.is_empty());
    let mut entry = Entry {
        url: text("url").or(text("external_url")).and_then(|url| absolute(url, base)),
        guid: match item.get("id") {
            Some(Value::String(id)) => Some(clean::line(id)).filter(|id| !id.is_empty()),
            Some(Value::Number(id)) => Some(id.to_string()),
            _ => None,
        },
        headline: line("title"),
        summary: line("summary"),
        content_html: text("content_html").map(str::to_owned).or_else(|| text("content_text").map(page::set)),
        bylines: names(item),
        language: text("language").map(clean::line),
        ..Entry::default()
    };
    if let Some(tags) = item.get("tags").and_then(Value::as_array) {
        entry.categories = tags.iter().filter_map(Value::as_str).take(40).map(clean::line).collect();
    }
    entry.published = text("date_published").and_then(|date| entry.date(date));
    entry.modified = text("date_modified").and_then(|date| entry.date(date));
    entry
}

/// Authors of version 1.1, or the one of 1.0.
fn names(of: &Value) -> Vec<String> {
    let many = of.get("authors").and_then(Value::as_array);
    let all =
        many.map_or_else(|| of.get("author").into_iter().collect(), |many| many.iter().collect::<Vec<_>>());
    let named = all.into_iter().filter_map(|author| author.get("name")?.as_str());
    named.take(40).flat_map(byline::names).collect()
}

/// The items of a feed that ends too early.
fn salvaged(text: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let Some((_, list)) = text.split_once("\"items\"") else { return items };
    let Some((_, mut rest)) = list.split_once('[') else { return items };
    while items.len() <= MOST_ENTRIES {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == ',');
        let mut values = serde_json::Deserializer::from_str(rest).into_iter::<Value>();
        let Some(Ok(item)) = values.next() else { break };
        items.push(item);
        rest = rest.get(values.byte_offset()..).unwrap_or_default();
    }
    items
}
