//! Live pages: the dated posts that the story is told in, each with its time and headline.
//!
//! In: the tree, structured data, the kept blocks · Out: `live` of the draft; their blocks leave the body
//! From: schema.org LiveBlogPosting, class names (lists/named.tsv) · Fails: one post alone, or posts without a time or
//! headline, are no live page · Cost: one walk; a cut of each post

use super::blocks::{self, Raw};
use super::ld::Told;
use super::named::{Named, Names};
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Tree};
use super::weigh::Weights;
use crate::carrier::{Block, Draft, Post};
use crate::plain::head;
use crate::{clean, dates, furniture};
use model::{ParagraphKind, Stamp};
use std::collections::HashSet;

/// Posts that one page may have; a long day has some hundreds.
const MOST: usize = 600;

/// Nodes that one post may have.
const LARGEST: usize = 1500;

/// Takes the posts out of the story.
pub(crate) fn take(
    tree: &Tree,
    top: Id,
    told: &Told,
    weights: &Weights,
    named: &Named,
    kept: &mut Vec<Raw>,
    draft: &mut Draft,
) {
    let places = places(tree, top, weights, named);
    let mut posts: Vec<(Id, Post)> =
        places.iter().filter_map(|place| Some((*place, post(tree, *place, weights, draft)?))).collect();
    let dated = posts.iter().filter(|(_, p)| p.published.is_some() || p.headline.is_some()).count();
    if posts.len() >= 2 && dated * 2 >= posts.len() {
        let ids: HashSet<Id> = posts.iter().map(|(id, _)| *id).collect();
        kept.retain(|raw| !ids.contains(&raw.id) && !tree.above(raw.id).any(|a| ids.contains(&a)));
        for (_, post) in &mut posts {
            // The data may know the day of a post that prints the clock alone.
            let same = told.live.iter().find(|t| {
                t.headline.is_some()
                    && t.headline.as_ref().zip(post.headline.as_ref()).is_some_and(|(a, b)| clean::same(a, b))
            });
            if let Some(stamp) = same.and_then(|t| t.published).filter(|_| post.published.is_none()) {
                post.published = Some(stamp);
                draft.found("live", "json-ld");
            }
        }
        draft.live = posts.into_iter().map(|(_, post)| post).collect();
        draft.found("live", "page");
    } else if told.live.len() >= 2 {
        let lines: HashSet<&str> = told
            .live
            .iter()
            .flat_map(|p| p.body.iter().map(|b| b.text.as_str()).chain(p.headline.as_deref()))
            .collect();
        kept.retain(|raw| !lines.contains(raw.text.as_str()));
        draft.live = told.live.iter().take(MOST).cloned().collect();
        draft.found("live", "json-ld");
    }
}

/// The elements that hold one post each, the outermost that are named so.
fn places(tree: &Tree, top: Id, weights: &Weights, named: &Named) -> Vec<Id> {
    let mut found = Vec::new();
    let mut at = tree.following(top, top);
    while at != NONE && found.len() < MOST {
        let tag = tree.tag(at);
        let dropped = weights.dropped.get(at as usize).copied().unwrap_or(false);
        if tag == Tag::Text || tag.is_mute() || dropped {
            at = tree.past(at, top);
            continue;
        }
        let typed = tree.attr(at, Attr::Itemprop) == Some("liveBlogUpdate")
            || tree.attr(at, Attr::Itemtype).is_some_and(|t| t.ends_with("/BlogPosting") && tag != Tag::Body);
        let is_post = tag.is_block() && (typed || named.is(at, Names::POST));
        let fits = is_post && {
            let count = tree.below(at).take(LARGEST).count();
            // A box around posts is named like them: it holds more than one time.
            let times = tree.below(at).take(LARGEST).filter(|n| tree.tag(*n) == Tag::Time).count();
            count < LARGEST
                && times <= 2
                && !tree.below(at).take(LARGEST).any(|n| named.is(n, Names::POST) && holds_time(tree, n))
        };
        if fits {
            found.push(at);
            at = tree.past(at, top);
        } else {
            at = tree.following(at, top);
        }
    }
    found
}

fn holds_time(tree: &Tree, id: Id) -> bool {
    tree.below(id).take(LARGEST).any(|n| tree.tag(n) == Tag::Time)
}

/// One post: its time, its headline, its paragraphs.
fn post(tree: &Tree, place: Id, weights: &Weights, draft: &Draft) -> Option<Post> {
    let mut post = Post { published: time(tree, place, draft), ..Post::default() };
    for raw in blocks::cut(tree, place, weights, &|id| tree.tag(id) == Tag::Time) {
        let text = raw.text.as_str();
        let clock = clean::words(text) <= 4 && clock(text).is_some();
        if clock || head::date_line(text).is_some() || furniture::is_furniture(text) || raw.density() > 0.8 {
            continue;
        }
        if raw.kind == ParagraphKind::Subhead && post.headline.is_none() && post.body.is_empty() {
            post.headline = Some(raw.text);
        } else {
            post.body.push(Block { kind: raw.kind, text: raw.text });
        }
    }
    (!post.body.is_empty() || post.headline.is_some()).then_some(post)
}

/// The post's time: its `time` element or its date line; a clock alone takes the page's own day.
fn time(tree: &Tree, place: Id, draft: &Draft) -> Option<Stamp> {
    let read = |text: &str| dates::first(text).map(|p| p.stamp).filter(|s| !dates::is_doubtful(*s));
    let element = tree
        .below(place)
        .take(LARGEST)
        .find(|n| tree.tag(*n) == Tag::Time || tree.has(*n, Attr::Itemprop, "datePublished"));
    if let Some(element) = element {
        let attr = tree.attr(element, Attr::Datetime).or_else(|| tree.attr(element, Attr::Content));
        let words = tree.words(element);
        if let Some(stamp) = attr.and_then(read).or_else(|| read(&words)) {
            return Some(stamp);
        }
        let day = draft.published?.date;
        return clock(&words).map(|time| Stamp { date: day, time: Some(time), offset: None });
    }
    let lines = tree.below(place).take(12).filter(|n| tree.tag(*n) == Tag::Text).map(|n| tree.text(n));
    lines.filter(|line| line.trim().len() < 60).find_map(|line| {
        read(line).or_else(|| {
            let day = draft.published?.date;
            clock(line).map(|time| Stamp { date: day, time: Some(time), offset: None })
        })
    })
}

/// A clock that stands alone: "14:05", "2.05 pm", "14h05 Uhr".
fn clock(line: &str) -> Option<model::jiff::civil::Time> {
    if line.trim().len() > 20 || !line.trim_start().starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    // The grammar of dates reads clocks beside a day only.
    dates::first(&format!("2000-01-01 {}", line.trim())).and_then(|p| p.stamp.time)
}

#[cfg(test)]
mod tests {
    use super::clock;

    #[test]
    fn clocks_alone() {
        assert_eq!(clock(" 14:05 Uhr").unwrap().to_string(), "14:05:00");
        assert_eq!(clock("2.05 pm").unwrap().to_string(), "14:05:00");
        assert_eq!(clock("40 tankers"), None);
    }
}
