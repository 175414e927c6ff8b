//! When it was published and last changed: every place that carries a day, the surest first, and what they agree on.
//!
//! In: structured data, metas, the address, `time` elements, lines near the headline · Out: `published`, `modified`
//! From: PAGES.md (a day in the address is right in 93–100 %, JSON-LD 85–99.6 %, metas 82–97 %, the first `time` 83–93 %);
//! checked on htmldate's evaluation pages · Fails: without a place there is no date; a date of change is never taken for
//! one of publication; places that name two days are a caveat · Cost: a few look-ups and one walk around the headline

use super::hidden::{day_in_address, hidden};
use super::ld::Told;
use super::named::Named;
use super::scan::Scan;
use super::shown::{Lines, Shown, stamp_of};
use super::tree::{Id, Tree};
use super::weigh::Weights;
use crate::carrier::Draft;
use crate::dates::{self, Order};
use model::jiff::tz::Offset;
use model::{Caveat, CaveatCode, Origin, Stamp};

/// Names of metas that carry the date of publication, surest first.
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
    "og:published_time",
    "og:release_date",
    "article:publish_date",
    "article:post_date",
    "article.created",
    "article:created",
    "created",
    "datecreated",
    "dc.created",
    "dc.issued",
    "pub_date",
    "publication-date",
    "releasedate",
    "release_date",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "shareaholic:article_published_time",
    "iso-8601-publish-date",
    "rbpubdate",
    "sdate",
    "createdat",
    "publishtime",
    "publish_time",
    "news_date",
    "last-publication-date",
];

/// Names of metas that carry the date of change.
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "last-modified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "bt:moddate",
];

/// Reads both dates.
#[expect(clippy::too_many_arguments, reason = "each is a different view of the one page")]
pub(crate) fn read(
    page: &str,
    tree: &Tree,
    scan: &Scan<'_>,
    told: &Told,
    origin: &Origin,
    h1: Option<Id>,
    weights: &Weights,
    named: &Named,
    draft: &mut Draft,
    caveats: &mut Vec<Caveat>,
) {
    let order = draft.language.as_deref().and_then(dates::order);
    let day = |text: &str| dates::first_in(text, order).map(|p| p.stamp).filter(|s| !dates::is_doubtful(*s));
    modified(scan, told, order, draft);
    let url = draft.url.as_deref().and_then(day_in_address);
    let url = url.or_else(|| origin.url.as_deref().and_then(day_in_address));
    let lines = Lines { tree, scan, weights, named, order };
    let shown = lines.nearest(h1).or_else(|| lines.opening(h1));
    // 11/01/2023 in a meta is the day that the page prints, whichever way it is set.
    let either = |text: &str| {
        let read = |order| dates::first_in(text, Some(order)).map(|p| p.stamp);
        let same = |stamp: &Stamp| shown.is_some_and(|s| s.stamp.date == stamp.date);
        [Order::Day, Order::Month].into_iter().filter_map(read).find(same).or_else(|| day(text))
    };
    let meta = PUBLISHED.iter().find_map(|name| scan.all(name).find_map(either).map(|stamp| (*name, stamp)));
    let sure = meta.is_some_and(|(name, _)| name.contains("publi"));
    let meta = meta.map(|(_, stamp)| stamp);
    let marked = scan.dated.iter().find_map(|id| stamp_of(tree, *id, order));
    let found: Vec<(&str, Stamp)> = [
        ("url", url),
        ("json-ld", told.published.as_deref().and_then(day)),
        ("meta", meta),
        ("microdata", marked),
        (shown.map_or("", Shown::place), shown.map(|s| s.stamp)),
    ]
    .into_iter()
    .filter_map(|(place, stamp)| Some((place, stamp?)))
    .collect();
    let found = if found.is_empty() { hidden(page, scan) } else { found };
    let first = found.first().copied().map(|best| if sure { best } else { earlier(best, shown) });
    let Some((place, best)) = first else {
        if let Some(text) =
            told.published.as_deref().or(scan.meta(PUBLISHED)).filter(|t| dates::looks_dated(t))
        {
            let message = format!("the publication date \"{text}\" cannot be read for sure; no date is kept");
            caveats.push(Caveat::new(CaveatCode::DateUnreadable, message));
        }
        return;
    };
    draft.published = Some(precise(best, &found));
    for (other_place, other) in &found {
        let apart = apart(other, &best);
        if apart <= 1 {
            draft.found("published", *other_place);
        } else if !matches!(*other_place, "microdata" | "time" | "date line") {
            let message = format!(
                "{place} says that it was published on {}, {other_place} says {}",
                best.date, other.date
            );
            caveats.push(Caveat::new(CaveatCode::FieldConflict, message));
        }
    }
}

/// The best day with the time that another place gives for it. An instant in UTC may fall on the day after or before the
/// outlet's own: then the day that is printed or stands in the address is the day of publication.
fn precise(best: Stamp, found: &[(&str, Stamp)]) -> Stamp {
    let utc = |s: &Stamp| s.time.is_some() && s.offset == Some(Offset::UTC);
    if best.time.is_none() {
        let timed: Vec<Stamp> = found.iter().map(|(_, s)| *s).filter(|s| s.time.is_some()).collect();
        let instants = timed.iter().filter(|s| utc(s));
        let own = |instant: &Stamp| {
            timed
                .iter()
                .filter(|s| s.date == best.date && s.offset.is_none())
                .find_map(|s| local(instant, *s))
        };
        let zoned = instants.clone().find_map(own);
        return zoned.or_else(|| timed.iter().find(|s| s.date == best.date).copied()).unwrap_or(best);
    }
    if utc(&best) {
        let shown = found.iter().find(|(place, s)| {
            matches!(*place, "time" | "date line") && !utc(s) && s.date != best.date && apart(s, &best) == 1
        });
        if let Some(local) = shown.and_then(|(_, shown)| local(&best, *shown)) {
            return local;
        }
    }
    best
}

/// Days within which the later of two dates is one of change.
const CHANGED_WITHIN: i32 = 30;

/// Many pages write the last change into their metas: of a meta and a printed date not far apart the earlier is the
/// publication.
fn earlier(best: (&str, Stamp), shown: Option<Shown>) -> (&str, Stamp) {
    let printed =
        shown.filter(|s| s.sure && s.stamp.date < best.1.date && apart(&s.stamp, &best.1) <= CHANGED_WITHIN);
    match printed {
        Some(printed) if best.0 == "meta" => (printed.place(), printed.stamp),
        _ => best,
    }
}

/// An instant in UTC as the outlet's clock shows it, where the page prints that clock: both say the same minute.
fn local(instant: &Stamp, shown: Stamp) -> Option<Stamp> {
    if instant.offset != Some(Offset::UTC) {
        return None;
    }
    let (utc, clock) = (instant.date.to_datetime(instant.time?), shown.date.to_datetime(shown.time?));
    let minutes = clock.since(utc).ok()?.total(model::jiff::Unit::Minute).ok()?;
    let seconds = (minutes.round() * 60.0) as i32;
    let offset =
        (seconds.abs() <= 14 * 3600 && seconds % 900 == 0).then(|| Offset::from_seconds(seconds).ok())??;
    Some(Stamp { date: shown.date, time: shown.time, offset: Some(offset) })
}

/// Days between two stamps.
fn apart(a: &Stamp, b: &Stamp) -> i32 {
    a.date.since(b.date).map_or(i32::MAX, |s| s.get_days().abs())
}

fn modified(scan: &Scan<'_>, told: &Told, order: Option<Order>, draft: &mut Draft) {
    for (value, place) in [(told.modified.as_deref(), "json-ld"), (scan.meta(MODIFIED), "meta")] {
        if let Some(stamp) = value.and_then(|v| dates::first_in(v, order)).map(|p| p.stamp) {
            draft.modified.get_or_insert(stamp);
            draft.found("modified", place);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_on_the_outlets_own_clock() {
        let (utc, shown): (Stamp, Stamp) =
            ("2026-03-05T01:28:35Z".parse().unwrap(), "2026-03-04T20:28:35".parse().unwrap());
        assert_eq!(local(&utc, shown).unwrap().to_string(), "2026-03-04T20:28:35-05:00");
        assert_eq!(local(&utc, "2026-03-04T20:11:35".parse().unwrap()), None);
    }
}
