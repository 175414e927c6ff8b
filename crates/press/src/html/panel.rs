//! The panels beside the article: the sections of the dossier, row by row.
//!
//! In: the dossier · Out: markup of the second column · From: DESIGN section 6
//! Fails: empty sections say so in words · Cost: O(rows)

use super::{Cites, SENTENCES, band, row_id, standing};
use crate::rows::{Detail, Dossier, Role, Row, Section};
use maud::{Markup, html};

/// The second column.
pub(super) fn panel(dossier: &Dossier) -> Markup {
    html! {
        aside #dossier aria-label="Dossier" tabindex="-1" {
            nav aria-label="Sections" {
                @for section in &dossier.sections {
                    a href={ "#" (section.slug) } {
                        (section.heading)
                        @if !section.rows.is_empty() { " " span.count { (section.rows.len()) } }
                    }
                }
            }
            @for section in &dossier.sections { (panel_of(section)) }
        }
    }
}

fn panel_of(section: &Section) -> Markup {
    html! {
        section #(section.slug) {
            h2 { (section.heading) }
            @if !section.tally.is_empty() {
                p.tally {
                    @for (status, count) in &section.tally {
                        span class={ "st " (band(*status)) } {
                            span aria-hidden="true" { (status.sign()) } " " (count) " " (status.label())
                        } " "
                    }
                }
            }
            @for glance in &section.glance { p.glance { (glance) } }
            @if section.rows.is_empty() { p.empty { (section.empty) } } @else {
                (rows_of(section.slug, &section.rows, SENTENCES))
            }
        }
    }
}

/// Rows, each led by the number of what it rests on.
pub(super) fn rows_of(slug: &str, rows: &[Row], cites: Cites) -> Markup {
    html! {
        ul.rows role="list" {
            @for (at, row) in rows.iter().enumerate() { (row_of(slug, at + 1, row, turns(rows, at), cites)) }
        }
    }
}

/// Whether a row stands in another band than the one before it.
fn turns(rows: &[Row], at: usize) -> bool {
    let band = |at: usize| rows.get(at).and_then(|row| row.standing).map(|standing| standing.band());
    at.checked_sub(1).is_some_and(|before| band(before) != band(at))
}

fn row_of(slug: &str, number: usize, row: &Row, turns: bool, cites: Cites) -> Markup {
    html! {
        li id=(row_id(slug, number)) class=[turns.then_some("turn")] title=[row.maker.as_deref()] {
            @match row.sentence {
                Some(sentence) => a.at href={ "#" (cites.id(sentence)) } aria-label={ (cites.spoken) " " (sentence) } {
                    (sentence)
                },
                None => span.at aria-hidden="true" { "–" },
            }
            div {
                @if let Some(status) = row.standing {
                    span class={ "st " (band(status)) } { (standing(status)) } " "
                }
                (main_line(row))
                @if !row.details.is_empty() {
                    p.details {
                        @for detail in &row.details { span { (detail_of(detail, cites)) } " " }
                    }
                }
            }
        }
    }
}

pub(super) fn main_line(row: &Row) -> Markup {
    html! {
        span.line {
            @for (at, piece) in row.line.iter().enumerate() {
                @if at > 0 && piece.spaced() { " " }
                @match piece.role {
                    Role::Who => span.who { (piece.words) },
                    Role::Action => b { (piece.words) },
                    Role::Arrow => span.arrow { (piece.words) },
                    Role::Kind => span.kind { (piece.plain()) },
                    Role::Cue => i { (piece.words) },
                    Role::Words | Role::Plain => (piece.words),
                }
            }
        }
    }
}

pub(super) fn detail_of(detail: &Detail, cites: Cites) -> Markup {
    html! {
        @if !detail.label.is_empty() { span.label { (detail.label) } " " }
        (detail.words)
        @for number in &detail.sentences {
            " " a.ref href={ "#" (cites.id(*number)) } aria-label={ (cites.spoken) " " (number) } { (number) }
        }
    }
}
