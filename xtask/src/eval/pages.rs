//! What was published: body, headline, bylines and date from whole pages.
//!
//! In: `pages/fundus-eval/{gold.jsonl,html/}` · Out: mean F1 of the body by four-word shingles, share of headlines
//! and dates that are right, F1 of bylines, of the leading picture's caption and credit, of all captions; for the
//! English pages and for all
//! From: Fundus (Dallabetta et al. 2024); the deck counts with the body on both sides, as gold's summary does
//! Fails: a page without an article scores 0 · Cost: 155 pages read, none marked

use super::folds::Folds;
use super::room::Room;
use super::score::{Score, Tally};
use super::words::spelled;
use anyhow::Result;
use model::{Article, Origin, PartKind, Stamp};
use serde::Deserialize;
use std::collections::HashMap;

/// Words a shingle.
const SHINGLE: usize = 4;

/// A page of the set.
#[derive(Deserialize)]
pub(crate) struct Page {
    pub id: String,
    pub file: String,
    pub url: String,
    pub lang: String,
    title: String,
    authors: Vec<String>,
    date: String,
    body: Body,
    publishing_date: Option<String>,
    images: Vec<Picture>,
}

/// A picture of the gold; some captions repeat the credit.
#[derive(Deserialize)]
struct Picture {
    is_cover: bool,
    caption: Option<String>,
    authors: Vec<String>,
}

impl Page {
    /// What is known of the page from outside.
    pub(crate) fn origin(&self) -> Origin {
        Origin {
            id: Some(self.id.clone()),
            label: Some(self.file.trim_end_matches(".gz").to_owned()),
            url: Some(self.url.clone()),
            ..Origin::default()
        }
    }
}

#[derive(Deserialize)]
struct Body {
    summary: Vec<String>,
    sections: Vec<Section>,
}

#[derive(Deserialize)]
struct Section {
    headline: Vec<String>,
    paragraphs: Vec<String>,
}

#[derive(Default)]
struct Outcome {
    body: f64,
    headline: bool,
    bylines: Tally,
    date: bool,
    caption: Tally,
    credit: Tally,
    captions: Tally,
    cases: Vec<(String, String)>,
}

/// Scores the English pages.
pub(crate) fn score_english(room: &Room) -> Result<Score> {
    score(room, |page| page.lang == "en")
}

/// Scores every page.
pub(crate) fn score_all(room: &Room) -> Result<Score> {
    score(room, |_| true)
}

fn score(room: &Room, wanted: fn(&Page) -> bool) -> Result<Score> {
    let mut pages: Vec<Page> = room.lines("pages/fundus-eval/gold.jsonl")?;
    pages.retain(wanted);
    let folds = Folds::read()?;
    let outcomes = room.each(&pages, |page| -> Result<Outcome> {
        let bytes = room.bytes(&format!("pages/fundus-eval/{}", page.file))?;
        let article = folds.read_page(room, &page.id, &bytes, &page.origin()).and_then(|r| r.article);
        Ok(article.map_or_else(Outcome::default, |article| one(page, &article)))
    });
    let outcomes: Vec<Outcome> = outcomes.into_iter().collect::<Result<_>>()?;
    let mut score = Score::default();
    let n = outcomes.len();
    score.figure("body_f1", outcomes.iter().map(|o| o.body).sum::<f64>() / n.max(1) as f64, n);
    score.share("headline", outcomes.iter().filter(|o| o.headline).count(), n);
    score.f1("bylines_f1", outcomes.iter().map(|o| o.bylines).fold(Tally::default(), Tally::and));
    score.share("date", outcomes.iter().filter(|o| o.date).count(), n);
    let all = |of: fn(&Outcome) -> Tally| outcomes.iter().map(of).fold(Tally::default(), Tally::and);
    score.f1("caption_f1", all(|o| o.caption));
    score.f1("credit_f1", all(|o| o.credit));
    score.f1("captions_f1", all(|o| o.captions));
    for (page, outcome) in pages.iter().zip(outcomes) {
        score.cases_of(&page.id, outcome.cases);
    }
    Ok(score)
}

fn one(page: &Page, article: &Article) -> Outcome {
    let mut out = Outcome::default();
    let sections = page.body.sections.iter().flat_map(|s| s.headline.iter().chain(&s.paragraphs));
    let gold: Vec<&str> = page.body.summary.iter().chain(sections).map(String::as_str).collect();
    let body = [PartKind::Deck, PartKind::Body, PartKind::LiveEntry];
    let own: Vec<&str> = article
        .parts
        .iter()
        .filter(|p| body.contains(&p.part))
        .map(|p| p.span.words(&article.text))
        .collect();
    let tally = shingled(&gold.join("\n"), &own.join("\n"));
    out.body = tally.f1();
    // A page under nine tenths is worth a look; most are above.
    if out.body < 0.9 {
        let label = if tally.precision() < tally.recall() { "body: too much" } else { "body: too little" };
        out.cases.push((
            label.into(),
            format!("F1 {:.2} P {:.2} R {:.2}", out.body, tally.precision(), tally.recall()),
        ));
    }
    let headline = article.headline.as_deref().unwrap_or("");
    out.headline = spelled(headline) == spelled(&page.title);
    if !out.headline {
        out.cases.push(("headline".into(), format!("gold  {}\nfound {headline}", page.title)));
    }
    let names = |list: &[String]| {
        let mut names: Vec<Vec<String>> = list.iter().map(|n| spelled(n)).collect();
        names.sort();
        names.dedup();
        names
    };
    let (gold, own) = (names(&page.authors), names(&article.bylines));
    let hit = gold.iter().filter(|name| own.contains(name)).count();
    out.bylines = Tally::new(hit, gold.len(), own.len());
    if gold != own {
        out.cases.push(("bylines".into(), format!("gold {:?}, found {:?}", page.authors, article.bylines)));
    }
    out.date = article.published.is_some_and(|p| same_day(&p, page));
    if !out.date {
        let found = article.published.map_or("none".to_owned(), |p| p.to_string());
        out.cases.push(("date".into(), format!("gold {}, found {found}", page.date)));
    }
    pictures(page, article, &mut out);
    out
}

/// The leading picture's caption and credit, on pages whose gold names a leading picture; and all captions as a set, on
/// pages whose gold has pictures at all.
fn pictures(page: &Page, article: &Article, out: &mut Outcome) {
    let image = article.image.as_ref();
    let (caption, credit) =
        (image.and_then(|i| i.caption.as_deref()), image.and_then(|i| i.credit.as_deref()));
    let gold = |picture: &Picture| picture.caption.clone().filter(|c| !spelled(c).is_empty());
    if let Some(cover) = page.images.iter().find(|i| i.is_cover) {
        let told = gold(cover);
        let hit = told.as_ref().zip(caption).is_some_and(|(gold, own)| captioned(gold, own, credit));
        out.caption =
            Tally::new(usize::from(hit), usize::from(told.is_some()), usize::from(caption.is_some()));
        if !hit && (told.is_some() || caption.is_some()) {
            out.cases.push(("caption".into(), format!("gold  {told:?}\nfound {caption:?}")));
        }
        let told = Some(cover.authors.join(", ")).filter(|c| !spelled(c).is_empty());
        let hit = told.as_ref().zip(credit).is_some_and(|(gold, own)| credited(gold, own));
        out.credit = Tally::new(usize::from(hit), usize::from(told.is_some()), usize::from(credit.is_some()));
        if !hit && (told.is_some() || credit.is_some()) {
            out.cases.push(("credit".into(), format!("gold  {told:?}\nfound {credit:?}")));
        }
    }
    if page.images.is_empty() {
        return;
    }
    let mut told: Vec<String> = page.images.iter().filter_map(gold).collect();
    told.dedup();
    let own: Vec<&str> = article
        .parts
        .iter()
        .filter(|p| p.part == PartKind::Caption)
        .map(|p| p.span.words(&article.text))
        .collect();
    let hit = told.iter().filter(|gold| own.iter().any(|own| captioned(gold, own, credit))).count();
    out.captions = Tally::new(hit, told.len(), own.len().max(hit));
    for gold in told.iter().filter(|gold| !own.iter().any(|own| captioned(gold, own, credit))) {
        out.cases.push(("captions: missed".into(), gold.clone()));
    }
    for own in own.iter().filter(|own| !told.iter().any(|gold| captioned(gold, own, credit))) {
        out.cases.push(("captions: too much".into(), (*own).to_owned()));
    }
}

/// Shared words from which two captions are the same: a credit more or a dateline less is no other caption.
const SAME_CAPTION: f64 = 0.9;

/// Shared words from which two credits are the same: "Ines Falk/Coastline via Getty Images" has a word more or less.
const SAME_CREDIT: f64 = 0.8;

/// Whether a caption is gold's, which may repeat the credit behind it.
fn captioned(gold: &str, own: &str, credit: Option<&str>) -> bool {
    let with = credit.map(|c| format!("{own} {c}"));
    alike(gold, own) >= SAME_CAPTION || with.is_some_and(|with| alike(gold, &with) >= SAME_CAPTION)
}

/// Whether a credit is gold's, the words that only lead in aside.
fn credited(gold: &str, own: &str) -> bool {
    alike(gold, own) >= SAME_CREDIT
}

/// F1 of the words of two lines, each as often as it stands.
fn alike(a: &str, b: &str) -> f64 {
    let (a, mut b) = (letters(a), letters(b));
    let (many, own) = (a.len(), b.len());
    let hit = a
        .iter()
        .filter(|word| b.iter().position(|w| w == *word).map(|at| b.swap_remove(at)).is_some())
        .count();
    Tally::new(hit, many, own).f1()
}

/// Whether the day is gold's, as printed or in the zone of gold's instant.
fn same_day(found: &Stamp, page: &Page) -> bool {
    let utc = || {
        let moment = found.date.to_datetime(found.time?);
        let offset = found.offset?;
        let instant = offset.to_timestamp(moment).ok()?;
        let gold: Stamp = page.publishing_date.as_deref()?.parse().ok()?;
        Some(gold.offset?.to_datetime(instant).date().to_string())
    };
    found.date.to_string() == page.date || utc().is_some_and(|day| day == page.date)
}

/// Counts of shared shingles, each as often as it stands in both.
fn shingled(gold: &str, own: &str) -> Tally {
    let cut = |text: &str| -> HashMap<Vec<String>, usize> {
        let words = letters(text);
        let mut counts = HashMap::new();
        // A text shorter than a shingle is one shingle.
        for shingle in words.windows(SHINGLE.min(words.len()).max(1)) {
            *counts.entry(shingle.to_vec()).or_default() += 1;
        }
        counts
    };
    let (gold, own) = (cut(gold), cut(own));
    let hit = gold.iter().map(|(s, n)| (*n).min(own.get(s).copied().unwrap_or(0))).sum();
    Tally::new(hit, gold.values().sum(), own.values().sum())
}

/// The words in small letters; in scripts without spaces (from U+2E80 on) every character is a word.
fn letters(text: &str) -> Vec<String> {
    spelled(text)
        .into_iter()
        .flat_map(|w| {
            let dense = w.chars().any(|c| c >= '\u{2e80}');
            if dense { w.chars().map(String::from).collect() } else { vec![w] }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{captioned, credited, letters, shingled};
    use crate::eval::score::Tally;

    #[test]
    fn shingles_by_hand() {
        // Gold: abcd bcde; own: abcd bcde cdef.
        assert_eq!(shingled("a b c d e", "A, b c d e f."), Tally::new(2, 2, 3));
        assert_eq!(shingled("a b", "a b"), Tally::new(1, 1, 1));
        assert_eq!(shingled("", "a b c d"), Tally::new(0, 0, 1));
    }

    #[test]
    fn captions_with_and_without_their_credit() {
        assert!(captioned("The wreck in March. Ines Falk", "The wreck in March.", Some("Ines Falk")));
        assert!(!captioned("The wreck in March.", "The pier in March.", None));
        assert!(credited("INES FALK, Coastline", "Ines Falk/Coastline"));
        assert!(!credited("Ines Falk", "Coastline"));
    }

    #[test]
    fn japanese_is_cut_by_character() {
        assert_eq!(letters("東京 port"), ["東", "京", "port"]);
    }
}
