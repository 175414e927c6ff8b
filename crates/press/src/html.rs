//! A reading or a story as one self-contained page.
//!
//! In: a reading, a story · Out: one HTML file: inline style, no script, no request, the same in any viewer without a network
//! From: DESIGN section 6; HTML living standard, CSP level 3, WCAG 2.2 AA
//! Fails: never; what could not be read is said in words · Cost: O(text + marks log marks)

mod article;
mod blocks;
mod ink;
mod panel;
mod sheet;
mod story;

pub use story::story;

use crate::lookup::Lookup;
use crate::rows::{Band, Dossier, Standing};
use maud::{Markup, html};
use model::Reading;
use sheet::Sheet;

/// The dossier of one article as a whole HTML document.
pub fn dossier(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let dossier = Dossier::of(&lookup);
    let corrected = lookup.notes.is_some_and(|notes| !notes.corrections.is_empty());
    let sheet = Sheet {
        headline: dossier.masthead.headline.as_deref().unwrap_or(dossier.masthead.empty),
        style: "",
        class: None,
        skip: ("#dossier", "Skip to who said it and how sure", "Who said it, how sure ↓"),
        corrected,
    };
    sheet.print(&html! {
        main { (article::annotated(&lookup, &dossier)) }
        (panel::panel(&dossier))
    })
}

/// A status as sign and word, coloured by its band.
fn standing(standing: Standing) -> Markup {
    html! {
        span aria-hidden="true" { (standing.sign()) } " " (standing.label())
    }
}

/// The class that colours a band.
fn band(standing: Standing) -> &'static str {
    match standing.band() {
        Band::Done => "done",
        Band::Decided => "decided",
        Band::Open => "open",
        Band::Word => "word",
        Band::Not => "not",
        Band::Unknown => "unknown",
    }
}

/// What a number on the page stands for, and where it leads.
#[derive(Clone, Copy)]
struct Cites {
    /// What addresses begin with.
    prefix: &'static str,
    /// What is read out before the number.
    spoken: &'static str,
}

/// A sentence of the article.
const SENTENCES: Cites = Cites { prefix: "n", spoken: "Sentence" };
/// An article of the story.
const ARTICLES: Cites = Cites { prefix: "a", spoken: "Article" };

impl Cites {
    /// The address of what has this number.
    fn id(self, number: usize) -> String {
        format!("{}{number}", self.prefix)
    }
}

/// The address of a sentence on the page.
fn sentence_id(number: usize) -> String {
    SENTENCES.id(number)
}

/// The address of a row on the page.
fn row_id(slug: &str, number: usize) -> String {
    format!("{slug}-{number}")
}
