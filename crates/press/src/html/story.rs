//! A story as a page: its dates on an axis, who took what from whom as a drawing, claims and how they changed, and
//! the list of articles that every number leads to.
//!
//! In: a story and its texts · Out: one HTML file · From: DESIGN section 6; WCAG 2.2 AA: what is drawn is also written
//! Fails: never; empty sections say so in words · Cost: O(rows)

mod claims;
mod drawing;
mod lineage;
mod timeline;

use super::article::is_web;
use super::panel::rows_of;
use super::sheet::Sheet;
use super::{ARTICLES, band, standing};
use crate::rows::story::{Asked, Listed, NO_QUESTION, NO_TAKING, NOT_ANSWERED, StoryDossier, Twig};
use crate::rows::{Section, Standing};
use crate::told::Told;
use maud::{Markup, html};
use std::collections::HashSet;

/// The rules of this kind of page.
const STYLE: &str = include_str!("story.css");

/// The dossier of a story as a whole HTML document.
pub fn story(told: &Told<'_>) -> String {
    let dossier = StoryDossier::of(told);
    let sheet = Sheet {
        headline: dossier.headline.as_deref().unwrap_or(dossier.empty),
        style: STYLE,
        class: Some("of-story"),
        skip: ("#articles", "Skip to the articles", "Articles ↓"),
        corrected: false,
    };
    sheet.print(&html! {
        main {
            (masthead(&dossier))
            (contents(&dossier))
            (timeline::section(&dossier.days))
            (lineage::section(&dossier))
            (claims::section(&dossier.claims))
            (section(&dossier.quotes))
            (questions(&dossier.questions))
            (section(&dossier.caveats))
        }
        (articles(&dossier))
    })
}

fn masthead(dossier: &StoryDossier) -> Markup {
    html! {
        header {
            h1 dir="auto" { (dossier.headline.as_deref().unwrap_or(dossier.empty)) }
            p.independent {
                @match dossier.independent.as_deref() {
                    Some("1") => { b { "1" } " " span { "independent source, as far as observed" } },
                    Some(count) => { b { (count) } " " span { "independent sources, as far as observed" } },
                    None => span { (dossier.independent_in_words()) },
                }
            }
            p.facts {
                @for fact in &dossier.facts { span { (fact) } " " }
                span.url { (dossier.id) }
            }
        }
    }
}

fn contents(dossier: &StoryDossier) -> Markup {
    let all = [
        ("timeline", "Timeline", dossier.days.len()),
        (
            "lineage",
            "Who took it from whom",
            dossier.lineage.iter().map(|twig| twig.folded.len().max(1)).sum(),
        ),
        ("claims", "Claims", dossier.claims.len()),
        (dossier.quotes.slug, dossier.quotes.heading, dossier.quotes.rows.len()),
        ("key-questions", "Key questions", dossier.questions.len()),
        (dossier.caveats.slug, dossier.caveats.heading, dossier.caveats.rows.len()),
    ];
    html! {
        nav aria-label="Sections" {
            @for (slug, heading, count) in all {
                a href={ "#" (slug) } {
                    (heading) @if count > 0 { " " span.count { (count) } }
                }
            }
        }
    }
}

fn section(section: &Section) -> Markup {
    html! {
        section #(section.slug) {
            h2 { (section.heading) }
            @if section.rows.is_empty() { p.empty { (section.empty) } } @else {
                (rows_of(section.slug, &section.rows, ARTICLES))
            }
        }
    }
}

fn questions(questions: &[Asked]) -> Markup {
    html! {
        section #key-questions {
            h2 { "Key questions" }
            @if questions.is_empty() { p.empty { (NO_QUESTION) } }
            @for (at, asked) in questions.iter().enumerate() {
                h3 dir="auto" { (asked.question) }
                @if asked.answers.is_empty() { p.empty { (NOT_ANSWERED) } } @else {
                    (rows_of(&format!("question-{}", at + 1), &asked.answers, ARTICLES))
                }
            }
        }
    }
}

/// The column of articles. Copies that are folded in the drawing are folded here too.
fn articles(dossier: &StoryDossier) -> Markup {
    let folds: Vec<&Twig> = dossier.lineage.iter().filter(|twig| !twig.folded.is_empty()).collect();
    let hidden: HashSet<usize> =
        folds.iter().flat_map(|twig| &twig.folded).filter_map(|one| one.number).collect();
    let shown = |at: usize| !hidden.contains(&(at + 1));
    html! {
        aside #articles aria-label="Articles" tabindex="-1" {
            h2 { "Articles" }
            @if dossier.articles.is_empty() { p.empty { (NO_TAKING) } } @else {
                ul.articles role="list" {
                    @for (at, article) in dossier.articles.iter().enumerate().filter(|(at, _)| shown(*at)) {
                        (article_of(at + 1, article))
                    }
                }
            }
            @for fold in folds {
                details {
                    summary {
                        (fold.name)
                        @if let Some(number) = giver(dossier, fold) { " of article " (number) }
                    }
                    ul.articles role="list" {
                        @for number in fold.folded.iter().filter_map(|one| one.number) {
                            @if let Some(article) = dossier.articles.get(number - 1) { (article_of(number, article)) }
                        }
                    }
                }
            }
        }
    }
}

fn giver(dossier: &StoryDossier, twig: &Twig) -> Option<usize> {
    dossier.lineage.get(twig.giver?)?.number
}

fn article_of(number: usize, article: &Listed) -> Markup {
    let headline = article.headline.as_deref().unwrap_or("No headline found.");
    html! {
        li #(ARTICLES.id(number)) {
            span.at { (number) }
            div {
                p.by { b dir="auto" { (article.outlet) } " " span { (article.when) } @if let Some(language) = &article.language { " " span { (language) } } }
                p.told dir="auto" {
                    @match article.url.as_deref().filter(|url| is_web(url)) {
                        Some(url) => a href=(url) rel="noopener noreferrer nofollow" { (headline) },
                        None => (headline),
                    }
                }
            }
        }
    }
}

/// A number that leads to its article.
fn cite(number: Option<usize>) -> Markup {
    html! {
        @if let Some(number) = number {
            a.ref href={ "#" (ARTICLES.id(number)) } aria-label={ "Article " (number) } { (number) }
        }
    }
}

/// A status as sign and word.
fn stands(status: Standing) -> Markup {
    html! { span class={ "st " (band(status)) } { (standing(status)) } }
}
