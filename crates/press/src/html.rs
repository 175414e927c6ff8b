//! A reading as one self-contained page.
//!
//! In: a reading · Out: one HTML file: inline style, no script, no request, the same in any viewer without a network
//! From: DESIGN section 6; HTML living standard, CSP level 3, WCAG 2.2 AA
//! Fails: never; what could not be read is said in words · Cost: O(text + marks log marks)

mod article;
mod blocks;
mod ink;
mod panel;

use crate::lookup::Lookup;
use crate::rows::{Band, Dossier, Standing};
use maud::{DOCTYPE, Markup, PreEscaped, html};
use model::Reading;

/// The page's rules. No font, image or import: the policy in the head would refuse them.
const STYLE: &str = include_str!("html/style.css");

/// What the page may do: style itself, nothing else.
const POLICY: &str =
    "default-src 'none'; style-src 'unsafe-inline'; img-src 'none'; base-uri 'none'; form-action 'none'";

/// The dossier of one article as a whole HTML document.
pub fn dossier(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let dossier = Dossier::of(&lookup);
    let headline = dossier.masthead.headline.as_deref().unwrap_or(dossier.masthead.empty);
    let corrected = lookup.notes.is_some_and(|notes| !notes.corrections.is_empty());
    let page = html! {
        (DOCTYPE)
        html lang="en" {
            head {
                meta charset="utf-8";
                meta http-equiv="Content-Security-Policy" content=(POLICY);
                meta name="viewport" content="width=device-width, initial-scale=1";
                meta name="referrer" content="no-referrer";
                meta name="color-scheme" content="light dark";
                title { (headline) " · Hearsay" }
                style { (PreEscaped(STYLE)) }
            }
            body {
                a.skip href="#dossier" { "Skip to who said it and how sure" }
                div.top {
                    span.name { "Hearsay" }
                    span.motto { "who said it · how sure · did it happen" }
                    a.jump href="#dossier" { "Who said it, how sure ↓" }
                }
                div.page {
                    main { (article::annotated(&lookup, &dossier)) }
                    (panel::panel(&dossier))
                }
                footer {
                    p {
                        @if corrected { "Marked by machine; rows with ✎ corrected by hand. " } @else { "Marked by machine. " }
                        "Nothing here says what is true: each row says what the article tells, "
                        "on whose word, and points at the sentence it rests on."
                    }
                }
            }
        }
    };
    page.into_string()
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

/// The address of a sentence on the page.
fn sentence_id(number: usize) -> String {
    format!("n{number}")
}

/// The address of a row on the page.
fn row_id(slug: &str, number: usize) -> String {
    format!("{slug}-{number}")
}
