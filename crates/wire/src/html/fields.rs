//! The article's fields, each from the places that carry it, best first.
//!
//! In: scan and structured data · Out: fields of the draft · From: PAGES.md (how often each place is right, measured)
//! Fails: a field without a place is absent · Cost: a few look-ups

use super::ld::Told;
use super::scan::Scan;
use super::tree::{Id, Tree};
use crate::carrier::Draft;
use crate::clean;
use model::{Caveat, CaveatCode, Image, Origin};

/// Reads all fields but headline, writers, dates and what stands in the body.
pub(crate) fn read(scan: &Scan<'_>, told: &Told, origin: &Origin, draft: &mut Draft) {
    draft.url = address(scan, told, origin);
    if draft.url.is_some() {
        draft.found("url", if scan.canonical.is_some() { "canonical" } else { "meta" });
    }
    outlet(scan, told, draft);
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
    if draft.paywalled.is_none() {
        let tier = scan.meta(&[
            "og:article:content_tier",
            "article:tier",
            "content_tier",
            "access",
            "paywall",
            "premium",
        ]);
        draft.paywalled = match tier.map(str::trim).map(str::to_ascii_lowercase).as_deref() {
            Some("free" | "open" | "false" | "no" | "none") => Some(false),
            Some("locked" | "metered" | "paid" | "premium" | "subscriber" | "true" | "yes") => Some(true),
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

/// The headline by vote: places that agree carry each other, and the printed one gives the form.
pub(crate) fn headline(
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    draft: &mut Draft,
    caveats: &mut Vec<Caveat>,
) -> Option<Id> {
    let site = draft.outlet.clone().unwrap_or_default();
    let mut places: Vec<(&str, String, f32, Option<Id>)> = Vec::new();
    let data = [scan.meta(&["og:title"]), told.headline.as_deref()];
    let data: Vec<String> = data.into_iter().flatten().map(|title| untailed(title, &site)).collect();
    let printed: Vec<(Id, String)> =
        scan.h1s.iter().take(8).map(|id| (*id, without_kicker(tree, *id, &data))).collect();
    // A headline that is printed twice, for narrow and wide screens, stands alone all the same.
    let alone =
        printed.iter().all(|(_, words)| printed.first().is_some_and(|(_, one)| clean::same(one, words)));
    for (id, words) in &printed {
        let words = words.clone();
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
    // The structured data's own headline is not the printed one.
    if let Some(other) = told.headline.as_ref().filter(|h| alike(h, words) < DIFFERS) {
        let message = format!(
            "the page prints the headline \"{}\", its data has \"{}\"",
            clean::line(words),
            clean::line(other)
        );
        caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
    }
    places.iter().filter(|p| alike(&p.1, words) > 0.6).find_map(|p| p.3)
}

/// Under this much agreement two headlines are told to be others; most outlets shorten one for search engines.
const DIFFERS: f32 = 0.3;

/// The words of an h1 without the kicker that stands inside it: the part that data on the page gives as the headline.
fn without_kicker(tree: &Tree, h1: Id, data: &[String]) -> String {
    let whole = tree.words(h1);
    if data.iter().any(|title| clean::same(title, &whole)) {
        return whole;
    }
    let parts = tree.below(h1).take(24).map(|n| tree.words(n));
    parts
        .filter(|words| clean::words(words) >= 3 && words.len() < whole.len())
        .find(|words| data.iter().any(|title| clean::same(title, words)))
        .unwrap_or(whole)
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
    for bar in [" | ", " - ", " – ", " — ", " · ", " • ", " » ", "ㅣ", " :: ", ": "] {
        let Some((head, tail)) = title.rsplit_once(bar) else { continue };
        let own = !site.is_empty() && (alike(tail, site) > 0.4 || clean::same(tail, site));
        let short = bar == " | "
            || bar == "ㅣ"
            || (bar != ": " && clean::words(tail) <= 3 && clean::words(head) >= 4);
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
