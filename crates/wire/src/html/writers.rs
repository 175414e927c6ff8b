//! Who wrote it: the writers' names, from the places that carry them, best first.
//!
//! In: structured data, links, metas, the printed byline · Out: `bylines` of the draft
//! From: PAGES.md (JSON-LD author is right in 80–91 %, rel=author 69–73 %, meta author 56–67 %)
//! Fails: no name is made up; the outlet's own name stands only where the page gives it as the author and no other
//! Cost: a few look-ups, and one short walk below the headline

use super::classes::Hint;
use super::ld::Told;
use super::scan::Scan;
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, ROOT, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::plain::head;
use crate::{byline, clean};

/// Names that one story may have; more are a list of the staff.
const MOST: usize = 12;

const METAS: &[&str] = &[
    "author",
    "article:author",
    "article:author_name",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.creator",
    "dcterms.creator",
    "cxenseparse:author",
    "twitter:misc:written by",
    "author.name",
];

/// Reads the writers.
pub(crate) fn read(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    h1: Option<Id>,
    weights: &Weights,
    draft: &mut Draft,
) {
    let outlet = draft.outlet.clone();
    let own = |name: &str| {
        outlet.as_ref().is_some_and(|o| clean::same(o, name) || clean::same(&format!("{o} online"), name))
    };
    let structured: Vec<String> = told.authors.iter().flat_map(|a| stated(a)).collect();
    let places = [
        ("json-ld", structured.iter().filter(|n| !own(n)).cloned().collect()),
        ("rel=author", linked(tree, scan, weights)),
        ("meta", metas(scan)),
        ("byline", if structured.is_empty() { printed(tree, h1, weights) } else { Vec::new() }),
        // An outlet that signs for itself, where no person does.
        ("json-ld", structured.iter().filter(|n| own(n)).cloned().collect()),
    ];
    for (place, names) in places {
        let mut found: Vec<String> = Vec::new();
        for name in names.into_iter().filter(|n| place == "json-ld" || !own(n)) {
            if !found.iter().any(|n| clean::same(n, &name)) {
                found.push(name);
            }
        }
        if found.is_empty() || found.len() > MOST {
            continue;
        }
        if draft.bylines.is_empty() {
            draft.bylines = found;
            draft.found("bylines", place);
        } else if draft.bylines.iter().any(|b| found.iter().any(|f| clean::same(b, f))) {
            draft.found("bylines", place);
        }
    }
}

/// Names that the data states: split and cleaned, else kept whole ("Guardian staff reporter").
fn stated(author: &str) -> Vec<String> {
    let names = byline::names(author);
    let line = clean::line(author);
    let plain =
        (1..=6).contains(&clean::words(&line)) && !line.contains(['/', '@', '{', '?']) && line.len() < 80;
    if names.is_empty() && plain && line.chars().any(char::is_alphabetic) { vec![line] } else { names }
}

fn metas(scan: &Scan<'_>) -> Vec<String> {
    let named = METAS.iter().map(|key| scan.all(key).flat_map(byline::names).collect::<Vec<_>>());
    named.into_iter().find(|names| !names.is_empty()).unwrap_or_default()
}

/// Elements that name themselves the author's, near the first of them and outside furniture and pictures.
fn linked(tree: &Tree, scan: &Scan<'_>, weights: &Weights) -> Vec<String> {
    let shown = |id: Id| {
        tree.tag(id) != Tag::Link
            && !tree.above(id).any(|a| {
                let image = tree.attr(a, Attr::Itemtype).is_some_and(|t| t.contains("ImageObject"));
                image
                    || tree.tag(a) == Tag::Figure
                    || weights.dropped.get(a as usize).copied().unwrap_or(false)
            })
    };
    let mut near = NONE;
    let mut names = Vec::new();
    for id in scan.authors.iter().copied().filter(|id| shown(*id)) {
        let around = tree.above(id).nth(2).unwrap_or(ROOT);
        if near != NONE && !tree.above(id).take(6).any(|a| a == near) {
            continue;
        }
        let own = match tree.tag(id) {
            Tag::Meta => byline::names(tree.attr(id, Attr::Content).unwrap_or_default()),
            _ => named(tree, id),
        };
        if near == NONE && !own.is_empty() {
            near = around;
        }
        names.extend(own);
    }
    names
}

/// The name inside an author's element: its itemprop=name, else its words.
fn named(tree: &Tree, id: Id) -> Vec<String> {
    let name = tree.below(id).find(|n| tree.has(*n, Attr::Itemprop, "name"));
    let words = name.map_or_else(
        || tree.words(id),
        |n| tree.attr(n, Attr::Content).map_or_else(|| tree.words(n), str::to_owned),
    );
    if clean::words(&words) > 12 { Vec::new() } else { byline::names(&words) }
}

/// The printed byline: a short element below the headline, named so or opening with "By".
fn printed(tree: &Tree, h1: Option<Id>, weights: &Weights) -> Vec<String> {
    let Some(h1) = h1 else { return Vec::new() };
    let mut at = tree.past(h1, ROOT);
    for _ in 0..900 {
        if at == NONE {
            break;
        }
        let tag = tree.tag(at);
        let hint = weights.hints.get(at as usize).copied().unwrap_or_default();
        if tag.is_mute() || tag == Tag::Figure || hint.is(Hint::COMMENTS) {
            at = tree.past(at, ROOT);
            continue;
        }
        let leaf = tag != Tag::Text
            && (tag.is_block() || tag == Tag::Span || tag == Tag::A || hint.is(Hint::BYLINE));
        if leaf && tree.below(at).take(40).count() < 40 {
            let words = tree.words(at);
            let names = if hint.is(Hint::BYLINE) && clean::words(&words) <= 14 {
                byline::names(&words)
            } else {
                head::by_line(&words).unwrap_or_default()
            };
            if names.iter().any(|n| clean::words(n) >= 2) {
                return names;
            }
        }
        at = tree.following(at, ROOT);
    }
    Vec::new()
}
