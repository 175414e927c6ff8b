//! When it was published: the day, from older and wider pages in many languages.
//!
//! In: `pages/htmldate-eval/{gold.jsonl,html/}` · Out: share of pages whose day is right, and of found days that are
//! From: htmldate's evaluation data (Barbaresi 2020); evals/pages/dates.py runs htmldate itself on the same pages
//! Fails: pages whose gold has no day are left out · Cost: 496 pages read, none marked

use super::room::Room;
use super::score::Score;
use crate::house;
use anyhow::{Context, Result};
use model::Origin;
use serde::Deserialize;
use std::collections::BTreeMap;

/// A page of the set.
#[derive(Deserialize)]
struct Page {
    id: String,
    file: String,
    url: String,
    date: Option<String>,
}

/// What was found on one page.
struct Found {
    day: Option<String>,
    from: String,
}

/// Scores the days.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let path = room.path("pages/htmldate-eval/gold.jsonl");
    let mut pages = Vec::new();
    for (n, line) in house::text(&path)?.lines().enumerate().filter(|(_, l)| !l.trim().is_empty()) {
        // A day that is not known is written NaN, which is no JSON.
        let page: Page = serde_json::from_str(&line.replace(": NaN", ": null"))
            .with_context(|| format!("{}:{}", path.display(), n + 1))?;
        pages.extend(page.date.is_some().then_some(page));
    }
    let found = room.each(&pages, |page| -> Result<Found> {
        let bytes = room.bytes(&format!("pages/htmldate-eval/{}", page.file))?;
        let origin = Origin { id: Some(page.id.clone()), url: Some(page.url.clone()), ..Origin::default() };
        let article = room.read_only(&bytes, &origin).and_then(|r| r.article);
        let from = article.as_ref().and_then(|a| a.from.get("published")).map(|f| f.join("+"));
        let day = article.and_then(|a| a.published).map(|p| p.date.to_string());
        Ok(Found { day, from: from.unwrap_or_default() })
    });
    let found: Vec<Found> = found.into_iter().collect::<Result<_>>()?;
    let mut score = Score::default();
    let right = pages.iter().zip(&found).filter(|(page, found)| page.date == found.day).count();
    score.share("accuracy", right, pages.len());
    score.share("of_found", right, found.iter().filter(|f| f.day.is_some()).count());
    let mut places: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (page, found) in pages.iter().zip(&found) {
        let place = places.entry(&found.from).or_default();
        place.0 += usize::from(page.date == found.day);
        place.1 += 1;
        if page.date != found.day {
            let label = if found.day.is_some() { "wrong" } else { "missed" };
            let text = format!(
                "{}\n{}\ngold {}, found {} ({})",
                page.id,
                page.url,
                page.date.as_deref().unwrap_or_default(),
                found.day.as_deref().unwrap_or("none"),
                found.from
            );
            score.case(label, text);
        }
    }
    score.notes.extend(places.iter().map(|(place, (right, of))| {
        format!("    {right:>3} of {of:>3} from {}", if place.is_empty() { "nowhere" } else { place })
    }));
    Ok(score)
}
