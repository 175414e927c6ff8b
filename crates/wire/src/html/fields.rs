//! The article's fields, each from the places that carry it, best first.
//!
//! In: scan and structured data · Out: fields of the draft · From: PAGES.md (how often each place is right, measured)
//! Fails: a field without a place is absent; places that name two days are a caveat · Cost: a few look-ups

use super::ld::Told;
use super::scan::Scan;
use super::tag::Attr;
use super::tree::{Id, Tree};
use crate::carrier::Draft;
use crate::{clean, dates};
use model::{Caveat, CaveatCode, Image, Origin, Stamp};

/// Reads all fields but the headline, the writers and what stands in the body.
pub(crate) fn read(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    origin: &Origin,
    draft: &mut Draft,
    caveats: &mut Vec<Caveat>,
) {
    draft.url = address(scan, told, origin);
    if draft.url.is_some() {
        draft.found("url", if scan.canonical.is_some() { "canonical" } else { "meta" });
    }
    outlet(scan, told, draft);
    published(tree, scan, told, origin, draft, caveats);
    modified(scan, told, draft);
    let section = scan.meta(&["article:section", "section"]).map(clean::line);
    if let Some(section) = told.section.clone().or(section) {
        draft.section = Some(section);
        draft.found("section", if told.section.is_some() { "json-ld" } else { "meta" });
    }
    let url = told
        .image
        .clone()
        .or_else(|| scan.meta(&["og:image", "og:image:url", "twitter:image"]).map(clean::line));
    if url.is_some() {
        let image =
            Image { url: url.filter(|u| u.starts_with("http")), caption: None, credit: told.credit.clone() };
        draft.image = Some(image);
        draft.found("image", if told.image.is_some() { "json-ld" } else { "og:image" });
    }
    draft.paywalled = told.free.map(|free| !free);
    if draft.paywalled.is_none() {
        draft.paywalled = match scan.meta(&["article:content_tier"]) {
            Some("free") => Some(false),
            Some("locked" | "metered") => Some(true),
            _ => None,
        };
    }
    if draft.paywalled.is_some() {
        draft.found("paywalled", if told.free.is_some() { "json-ld" } else { "meta" });
    }
    let locale = scan.meta(&["og:locale", "language", "content-language"]);
    draft.language = scan.language.or(told.language.as_deref()).or(locale).map(|l| l.trim().to_owned());
}

fn address(scan: &Scan<'_>, told: &Told, origin: &Origin) -> Option<String> {
    let canonical = scan.canonical.or_else(|| scan.meta(&["og:url"])).map(str::trim);
    let own = |url: &str| url.starts_with("http://") || url.starts_with("https://");
    match canonical {
        Some(url) if own(url) => Some(url.to_owned()),
        // A path alone needs the page's own address.
        Some(path) if path.starts_with('/') && !path.starts_with("//") => {
            let base = origin.url.as_ref()?;
            let host_end = base.match_indices('/').nth(2).map_or(base.len(), |(at, _)| at);
            Some(format!("{}{path}", base.get(..host_end)?))
        }
        _ => origin.url.clone().or_else(|| told.url.clone()),
    }
}

fn outlet(scan: &Scan<'_>, told: &Told, draft: &mut Draft) {
    let site =
        scan.meta(&["og:site_name", "application-name", "apple-mobile-web-app-title", "cre", "publisher"]);
    let site = site.map(clean::line).filter(|s| clean::words(s) <= 8 && !s.starts_with("http"));
    for (value, place) in [(site, "og:site_name"), (told.publisher.clone(), "json-ld")] {
        if let Some(value) = value {
            draft.outlet.get_or_insert(value);
            draft.found("outlet", place);
        }
    }
}

const PUBLISHED: &[&str] = &[
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "datepublished",
    "date",
    "pubdate",
    "publishdate",
    "publish-date",
    "publish_date",
    "publication_date",
    "dc.date",
    "dc.date.issued",
    "dc.date.created",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "sailthru.date",
    "parsely-pub-date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "og:pubdate",
    "published_time",
    "article_date_original",
    "originalpublicationdate",
    "date_published",
    "rnews:datepublished",
    "displaydate",
    "vr:published_time",
    "ptime",
    "last-publish-date",
    "published-date",
    "pdate",
    "timestamp",
    "bt:pubdate",
];

fn published(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    origin: &Origin,
    draft: &mut Draft,
    caveats: &mut Vec<Caveat>,
) {
    let read = |text: &str| dates::first(text).map(|p| p.stamp).filter(|s| !dates::is_doubtful(*s));
    let time = |id: &Id| {
        let attr = tree.attr(*id, Attr::Datetime).or_else(|| tree.attr(*id, Attr::Content));
        attr.and_then(read).or_else(|| read(&tree.words(*id)))
    };
    let url = draft.url.as_deref().or(origin.url.as_deref()).and_then(day_in_address);
    let shown = scan.dated.iter().find_map(time).or_else(|| {
        let marked = scan.times.iter().find(|id| tree.has(**id, Attr::Itemprop, "datePublished"));
        marked.into_iter().chain(&scan.times).find_map(time)
    });
    let found: Vec<(&str, Stamp)> = [
        ("json-ld", told.published.as_deref().and_then(read)),
        ("meta", scan.meta(PUBLISHED).and_then(read)),
        ("url", url),
        ("time", shown),
    ]
    .into_iter()
    .filter_map(|(place, stamp)| Some((place, stamp?)))
    .collect();
    let Some((_, best)) = found.first().copied() else {
        if let Some(text) =
            told.published.as_deref().or(scan.meta(PUBLISHED)).filter(|t| dates::looks_dated(t))
        {
            let message = format!("the publication date \"{text}\" cannot be read for sure; no date is kept");
            caveats.push(Caveat::new(CaveatCode::DateUnreadable, message));
        }
        return;
    };
    // A day alone takes the time that another place gives for the same day.
    let precise =
        found.iter().find(|(_, s)| s.date == best.date && s.time.is_some()).map_or(best, |(_, s)| *s);
    let stamp = if best.time.is_some() { best } else { precise };
    draft.published = Some(stamp);
    for (place, other) in &found {
        if apart(other, &best) <= 1 {
            draft.found("published", *place);
        } else if *place != "time" {
            let message = format!(
                "{} says that it was published on {}, {place} says {}",
                found[0].0, best.date, other.date
            );
            caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
        }
    }
}

/// Days between two stamps.
fn apart(a: &Stamp, b: &Stamp) -> i32 {
    a.date.since(b.date).map_or(i32::MAX, |s| s.get_days().abs())
}

fn modified(scan: &Scan<'_>, told: &Told, draft: &mut Draft) {
    let metas = [
        "article:modified_time",
        "og:updated_time",
        "datemodified",
        "last-modified",
        "dcterms.modified",
        "lastmod",
    ];
    for (value, place) in [(told.modified.as_deref(), "json-ld"), (scan.meta(&metas), "meta")] {
        if let Some(stamp) = value.and_then(dates::first).map(|p| p.stamp) {
            draft.modified.get_or_insert(stamp);
            draft.found("modified", place);
        }
    }
}

/// `/2026/03/03/`, `2026-03-03`, `20260303` in the page's address.
fn day_in_address(url: &str) -> Option<Stamp> {
    let path = url.split(['?', '#']).next()?;
    let found =
        dates::all(path).into_iter().map(|p| p.stamp).find(|s| (1990..=2100).contains(&s.date.year()))?;
    Some(Stamp::day(found.date))
}

/// The headline by vote: places that agree carry each other, and the printed one gives the form.
pub(crate) fn headline(tree: &Tree, scan: &Scan<'_>, told: &Told, draft: &mut Draft) -> Option<Id> {
    let site = draft.outlet.clone().unwrap_or_default();
    let mut places: Vec<(&str, String, f32, Option<Id>)> = Vec::new();
    let alone = scan.h1s.len() == 1;
    for id in scan.h1s.iter().take(8) {
        let words = tree.words(*id);
        if !words.is_empty() && !clean::same(&words, &site) {
            places.push(("h1", words, if alone { 3.0 } else { 1.6 }, Some(*id)));
        }
    }
    if let Some(headline) = &told.headline {
        places.push(("json-ld", headline.clone(), 2.6, None));
    }
    for (names, weight) in [(["og:title"], 2.0), (["twitter:title"], 1.0)] {
        if let Some(title) = scan.meta(&names) {
            places.push((
                if weight > 1.5 { "og:title" } else { "twitter:title" },
                untailed(title, &site),
                weight,
                None,
            ));
        }
    }
    if let Some(title) = &scan.title {
        places.push(("title", untailed(title, &site), 1.0, None));
    }
    places.retain(|p| p.1.chars().any(char::is_alphanumeric));
    let score =
        |own: &str| places.iter().map(|(_, other, weight, _)| weight * alike(own, other)).sum::<f32>();
    let best = places.iter().enumerate().map(|(at, p)| (at, score(&p.1) + p.2 * 0.1)).fold(
        None,
        |best: Option<(usize, f32)>, now| {
            if best.is_some_and(|b| b.1 >= now.1) { best } else { Some(now) }
        },
    );
    let (at, _) = best?;
    let (_, words, _, _) = &places[at];
    let same: Vec<&str> = places.iter().filter(|p| alike(&p.1, words) > 0.8).map(|p| p.0).collect();
    for place in same {
        draft.found("headline", place);
    }
    draft.headline = Some(clean::line(words));
    places.iter().filter(|p| alike(&p.1, words) > 0.6).find_map(|p| p.3)
}

/// How far two titles agree, 0 to 1: 1 for the same words, less for one inside the other.
fn alike(a: &str, b: &str) -> f32 {
    if clean::same(a, b) {
        return 1.0;
    }
    let set = |s: &str| {
        s.to_lowercase()
            .split(|c: char| !c.is_alphanumeric())
            .filter(|w| !w.is_empty())
            .map(str::to_owned)
            .collect::<std::collections::BTreeSet<_>>()
    };
    let (a, b) = (set(a), set(b));
    let shared = a.intersection(&b).count() as f32;
    let all = a.union(&b).count().max(1) as f32;
    let jaccard = shared / all;
    if jaccard > 0.5 { jaccard * 0.8 } else { 0.0 }
}

/// A title without the outlet's name at its end: "Port shut | The Harbour Gazette".
fn untailed(title: &str, site: &str) -> String {
    let title = clean::line(title);
    for bar in [" | ", " - ", " – ", " — ", " · ", " • ", " » ", ": "] {
        let Some((head, tail)) = title.rsplit_once(bar) else { continue };
        let own = !site.is_empty() && (alike(tail, site) > 0.4 || clean::same(tail, site));
        let short = bar == " | " || (bar != ": " && clean::words(tail) <= 3 && clean::words(head) >= 4);
        if own || short {
            return untailed_once_more(head.trim(), bar);
        }
    }
    title
}

/// "Port shut | Harbour | The Harbour Gazette" has the section between.
fn untailed_once_more(head: &str, bar: &str) -> String {
    match head.rsplit_once(bar) {
        Some((first, tail)) if bar != ": " && clean::words(tail) <= 2 && clean::words(first) >= 4 => {
            first.trim().to_owned()
        }
        _ => head.to_owned(),
    }
}
