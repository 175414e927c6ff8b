//! Who wrote it: the writers' names, from the places that carry them, best first.
//!
//! In: structured data, links, metas, the printed byline · Out: `bylines` of the draft
//! From: PAGES.md (JSON-LD author is right in 80–91 %, rel=author 69–73 %, meta author 56–67 %)
//! Fails: no name is made up; the outlet's own name stands only where the page gives it as the author and no other
//! Cost: a few look-ups, and one short walk below the headline

use super::classes::Hint;
use super::kinds::is_formatting;
use super::ld::Told;
use super::scan::Scan;
use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, ROOT, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::outlets::{self, Place};
use crate::plain::head;
use crate::{byline, clean};
use model::{Caveat, CaveatCode};

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
    caveats: &mut Vec<Caveat>,
) {
    let outlet = draft.outlet.clone();
    let host = draft.url.as_deref().map(label).unwrap_or_default();
    let own = |name: &str| {
        outlet.as_ref().is_some_and(|o| clean::same(o, name) || clean::same(&format!("{o} online"), name))
            || is_of(&host, name)
            || told.organisations.iter().any(|o| clean::same(o, name))
    };
    let structured: Vec<String> = told.authors.iter().flat_map(|a| stated(a)).collect();
    let persons = structured.iter().any(|name| !own(name));
    let quirk = draft.url.as_deref().and_then(|url| outlets::quirk(url, outlets::Field::Bylines));
    let odd = quirk.map(|quirk| placed(tree, scan, quirk.place, weights.container)).unwrap_or_default();
    let holds = quirk.is_some_and(|quirk| quirk.holds(draft.published));
    let (first, last) = if holds { (odd, Vec::new()) } else { (Vec::new(), odd) };
    let places = [
        ("quirk", first),
        ("json-ld", structured.iter().filter(|n| !own(n)).cloned().collect()),
        ("rel=author", linked(tree, scan, weights)),
        ("meta", metas(scan)),
        ("byline", if persons { Vec::new() } else { printed(tree, h1, weights) }),
        // An outlet that signs for itself, where no person does.
        ("json-ld", structured.iter().filter(|n| own(n)).cloned().collect()),
        ("old quirk", last),
    ];
    for (place, names) in places {
        let mut found: Vec<String> = Vec::new();
        // What the page shows outweighs an organisation in its data only with a person's whole name.
        let whole =
            |n: &str| structured.is_empty() || persons || (2..=4).contains(&clean::words(n)) && n.len() < 50;
        for name in names
            .into_iter()
            .filter(|n| matches!(place, "json-ld" | "quirk" | "old quirk") || !own(n) && whole(n))
        {
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
        } else if place == "meta" && found.iter().all(|f| clean::words(f) >= 2) {
            let message = format!(
                "the bylines are \"{}\" by {}, \"{}\" by {place}",
                draft.bylines.join(", "),
                draft.from.get("bylines").and_then(|from| from.first()).map_or("", String::as_str),
                found.join(", ")
            );
            caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
        }
    }
}

/// Names at the place that an outlet's quirk gives.
fn placed(tree: &Tree, scan: &Scan<'_>, place: Place, container: Id) -> Vec<String> {
    match place {
        Place::Meta(name) => scan.all(name).flat_map(byline::names).collect(),
        Place::Class(class) => {
            let element = tree.below(ROOT).find(|id| tree.has(*id, Attr::Class, class));
            // Each name in an element of its own, or all in one line.
            let texts =
                element.into_iter().flat_map(|id| tree.below(id)).filter(|id| tree.tag(*id) == Tag::Text);
            texts.flat_map(|id| byline::names(tree.text(id))).collect()
        }
        Place::FirstLine => {
            let top = if container == NONE { ROOT } else { container };
            let line = tree.below(top).filter(|id| tree.tag(*id) == Tag::P).map(|id| tree.words(id));
            let line =
                line.into_iter().find(|words| !words.is_empty()).filter(|words| clean::words(words) <= 8);
            line.map(|words| byline::names(&words)).unwrap_or_default()
        }
    }
}

/// The host's own label: "gazette" of `https://www.gazette.example/…`.
fn label(url: &str) -> String {
    let host = url.split("//").nth(1).and_then(|rest| rest.split('/').next()).unwrap_or_default();
    let host = host.trim_start_matches("www.");
    // "co.uk" and the like: the label before the last one that is longer than three letters, else the first.
    let labels: Vec<&str> = host.split('.').collect();
    let named = labels.iter().rev().skip(1).find(|l| l.len() > 3).or(labels.first());
    bare(named.copied().unwrap_or_default())
}

fn bare(words: &str) -> String {
    words.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether the name is the host's: "STERN.de" of stern.example, "n-tv NACHRICHTEN" of n-tv.example.
fn is_of(host: &str, name: &str) -> bool {
    let (words, name) = (clean::words(name), bare(name));
    host.len() >= 3 && words <= 3 && (name == host || name.starts_with(host) && name.len() <= host.len() + 12)
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
            && (tag.is_block()
                || is_formatting(tag)
                || tag == Tag::Span
                || tag == Tag::A
                || hint.is(Hint::BYLINE));
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
