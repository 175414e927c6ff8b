//! Which sentences of a page are its story: segments that must, and that must not, stand in what was read.
//!
//! In: `pages/trafilatura-eval/{gold.jsonl,html/}` · Out: F1, precision and recall over all segments, for the English
//! pages, the others, and all · From: Trafilatura's own evaluation (Barbaresi 2021): a wanted segment that is found
//! is right, an unwanted one that is found is wrong; found is a substring, white space aside. The text is deck, body,
//! questions, answers and live entries
//! Fails: a page without an article finds nothing · Cost: 990 pages read, none marked

use super::folds::Folds;
use super::room::Room;
use super::score::{Score, Tally};
use anyhow::Result;
use model::{Article, Origin, PartKind};
use serde::Deserialize;

/// A page of the set.
#[derive(Deserialize)]
pub(crate) struct Page {
    pub id: String,
    pub file: String,
    pub url: String,
    with: Vec<String>,
    without: Vec<String>,
}

impl Page {
    /// What is known of the page from outside; some addresses of the set are file names and tell nothing.
    pub(crate) fn origin(&self) -> Origin {
        Origin {
            id: Some(self.id.clone()),
            label: Some(self.file.trim_end_matches(".gz").to_owned()),
            url: Some(self.url.clone()).filter(|u| u.starts_with("http")),
            ..Origin::default()
        }
    }
}

#[derive(Default)]
struct Outcome {
    tally: Tally,
    english: bool,
    cases: Vec<(String, String)>,
}

/// Scores every page.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let pages: Vec<Page> = room.lines("pages/trafilatura-eval/gold.jsonl")?;
    let folds = Folds::read()?;
    let outcomes = room.each(&pages, |page| -> Result<Outcome> {
        let bytes = room.bytes(&format!("pages/trafilatura-eval/{}", page.file))?;
        let reading = folds.read_page(room, &page.id, &bytes, &page.origin());
        Ok(one(page, reading.and_then(|r| r.article).as_ref()))
    });
    let outcomes: Vec<Outcome> = outcomes.into_iter().collect::<Result<_>>()?;
    let of = |wanted: &dyn Fn(&Outcome) -> bool| {
        outcomes.iter().filter(|o| wanted(o)).map(|o| o.tally).fold(Tally::default(), Tally::and)
    };
    let mut score = Score::default();
    score.f1("f1", of(&|_| true));
    score.f1("f1_en", of(&|o| o.english));
    score.f1("f1_other", of(&|o| !o.english));
    for (page, outcome) in pages.iter().zip(outcomes) {
        score.cases_of(&page.id, outcome.cases);
    }
    Ok(score)
}

fn one(page: &Page, article: Option<&Article>) -> Outcome {
    let wanted = [PartKind::Deck, PartKind::Body, PartKind::Question, PartKind::Answer, PartKind::LiveEntry];
    let parts: Vec<&str> = article
        .iter()
        .flat_map(|a| a.parts.iter().filter(|p| wanted.contains(&p.part)).map(|p| p.span.words(&a.text)))
        .collect();
    let text = spaced(&parts.join("\n"));
    let mut out = Outcome {
        english: article.and_then(|a| a.language.as_deref()).is_some_and(|l| l.starts_with("en")),
        ..Outcome::default()
    };
    let (mut found, mut kept) = (0, 0);
    for segment in page.with.iter().filter(|s| !s.trim().is_empty()) {
        let is_in = text.contains(&spaced(segment));
        found += usize::from(is_in);
        if !is_in {
            out.cases.push(("segment: lost".into(), segment.clone()));
        }
    }
    for segment in page.without.iter().filter(|s| !s.trim().is_empty()) {
        let is_in = text.contains(&spaced(segment));
        kept += usize::from(is_in);
        if is_in {
            out.cases.push(("segment: unwanted".into(), segment.clone()));
        }
    }
    let gold = page.with.iter().filter(|s| !s.trim().is_empty()).count();
    out.tally = Tally::new(found, gold, found + kept);
    out
}

/// White space of any kind and length as one space.
fn spaced(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::{Page, one};
    use crate::eval::score::Tally;
    use model::{Article, Part, PartKind, Span};

    #[test]
    fn segments_by_hand() {
        let text = "Night ban\n\nThe ban  begins\nat dusk.";
        let part = |part, start, end| Part { part, span: Span::new(start, end) };
        let article = Article {
            parts: vec![part(PartKind::Headline, 0, 9), part(PartKind::Body, 11, text.len())],
            ..Article::verbatim(text)
        };
        let page = Page {
            id: "a".into(),
            file: "a.html.gz".into(),
            url: "hard::a".into(),
            with: vec!["ban begins at".into(), "by dawn".into()],
            without: vec!["at dusk".into(), "Night ban".into()],
        };
        assert_eq!(one(&page, Some(&article)).tally, Tally::new(1, 2, 2));
        assert_eq!(one(&page, None).tally, Tally::new(0, 2, 0));
    }
}
