//! The claims: where each last stood, what changed with both sentences, and every telling in a table.
//!
//! In: the claims of the dossier · Out: markup of one section · From: DESIGN sections 3 and 4
//! Fails: no claim, no table, and that is said · Cost: O(tellings)

use super::super::ARTICLES;
use super::super::panel::{detail_of, main_line};
use super::{cite, stands};
use crate::rows::story::{ChangeShown, ClaimShown, End, NO_CLAIM, TellingShown};
use maud::{Markup, html};

/// Claims that stand open; the others are one click away. The order puts what most roots tell first.
const OPEN: usize = 12;

/// The section.
pub(super) fn section(claims: &[ClaimShown]) -> Markup {
    let (open, rest) = claims.split_at_checked(OPEN).unwrap_or((claims, &[]));
    html! {
        section #claims {
            h2 { "Claims" }
            @if claims.is_empty() { p.empty { (NO_CLAIM) } }
            @for (at, claim) in open.iter().enumerate() { (claim_of(at + 1, claim)) }
            @if !rest.is_empty() {
                details.rest {
                    summary { "and " (rest.len()) " more" }
                    @for (at, claim) in rest.iter().enumerate() { (claim_of(OPEN + at + 1, claim)) }
                }
            }
        }
    }
}

fn claim_of(number: usize, claim: &ClaimShown) -> Markup {
    html! {
        section.claim id={ "claim-" (number) } {
            h3 dir="auto" {
                (main_line(&claim.row))
                @if let Some(status) = claim.row.standing { " " (stands(status)) }
            }
            p.details {
                @for detail in &claim.row.details { span { (detail_of(detail, ARTICLES)) } " " }
            }
            @for change in &claim.changes { (change_of(claim, change)) }
            @if !claim.tellings.is_empty() {
                details {
                    summary { @match claim.tellings.len() { 1 => "The telling", 2 => "Both tellings", many => { "All " (many) " tellings" } } }
                    (table(&claim.tellings))
                }
            }
        }
    }
}

fn change_of(claim: &ClaimShown, change: &ChangeShown) -> Markup {
    let [from, to] = change.tellings.map(|place| claim.tellings.get(place));
    html! {
        div.change {
            p.turn {
                span.tag { (change.kind) } " "
                span.ends { (end(&change.before)) " " span.arrow { "→" } " " (end(&change.after)) }
            }
            div.sides {
                @for telling in [from, to].into_iter().flatten() {
                    blockquote {
                        p dir="auto" { (telling.sentence) }
                        p.by { (by(telling)) }
                    }
                }
            }
        }
    }
}

/// "[1] North Sea Radio, 2 Mar 2026, 09:00".
fn by(telling: &TellingShown) -> Markup {
    html! {
        (cite(telling.number)) " " span dir="auto" { (telling.outlet) }
        @if let Some(when) = &telling.when { ", " (when) }
    }
}

fn end(end: &End) -> Markup {
    html! {
        @match end {
            End::Stands(status) => (stands(*status)),
            End::Words(words) => b { (words) },
        }
    }
}

fn table(tellings: &[TellingShown]) -> Markup {
    let figures = tellings.iter().any(|telling| !telling.figures.is_empty());
    html! {
        table {
            thead {
                tr {
                    th scope="col" { "Article" }
                    th scope="col" { "Stands" }
                    th scope="col" { "On the word of" }
                    @if figures { th scope="col" { "Figures" } }
                    th scope="col" { "Sentence" }
                }
            }
            tbody {
                @for telling in tellings {
                    tr {
                        td { (by(telling)) }
                        td { (stands(telling.standing)) }
                        td dir="auto" { (telling.word) }
                        @if figures { td { (telling.figures.join(", ")) } }
                        td dir="auto" { (telling.sentence) }
                    }
                }
            }
        }
    }
}
