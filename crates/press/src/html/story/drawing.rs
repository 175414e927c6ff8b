//! What the two drawings share: how wide words are, marks by shape, numbers as they stand in a path.
//!
//! In: words, bands, places · Out: widths, SVG markup · From: SVG 2; a status is told by shape as well as by colour
//! Fails: never · Cost: O(characters)

use super::super::band;
use crate::printable;
use crate::rows::{Band, Standing};
use maud::{Markup, html};

/// For whom a drawing is laid out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Layout {
    /// A column of a desk's screen, or paper.
    Wide,
    /// A telephone.
    Narrow,
}

impl Layout {
    /// Both; the style shows one of them.
    pub(super) const BOTH: [Layout; 2] = [Layout::Wide, Layout::Narrow];

    /// The class that the style knows it by.
    pub(super) fn class(self) -> &'static str {
        match self {
            Layout::Wide => "wide",
            Layout::Narrow => "narrow",
        }
    }

    /// Units from left to right; one is a pixel where the drawing fills its column.
    pub(super) fn width(self) -> f64 {
        match self {
            Layout::Wide => 820.0,
            Layout::Narrow => 360.0,
        }
    }
}

/// Units that words take at 13 units a line, in the widest of the faces that the style asks for (DejaVu Sans, bold), so
/// that words laid side by side stay apart in all of them.
pub(super) fn reach(words: &str) -> f64 {
    let columns = u32::try_from(printable::columns(words)).unwrap_or(u32::MAX);
    f64::from(columns) * 8.1
}

/// A place as it stands in an attribute: one decimal.
pub(super) fn place(value: f64) -> String {
    format!("{:.1}", if value.is_finite() { value } else { 0.0 })
}

/// A count as a length.
pub(super) fn length(count: usize) -> f64 {
    f64::from(u32::try_from(count).unwrap_or(u32::MAX))
}

/// The mark of a status: its band by shape and by colour.
pub(super) fn mark(status: Option<Standing>, x: f64, y: f64, size: f64) -> Markup {
    let status = status.unwrap_or(Standing(None));
    let at = |dx: f64, dy: f64| format!("{} {}", place(x + dx * size), place(y + dy * size));
    let class = format!("mark {}", band(status));
    match status.band() {
        Band::Done => {
            html! { circle class={ (class) " full" } cx=(place(x)) cy=(place(y)) r=(place(size)) {} }
        }
        Band::Open => html! { circle class=(class) cx=(place(x)) cy=(place(y)) r=(place(size)) {} },
        Band::Decided => {
            let d =
                format!("M{} L{} L{} L{} Z", at(0.0, -1.25), at(1.25, 0.0), at(0.0, 1.25), at(-1.25, 0.0));
            html! { path class={ (class) " full" } d=(d) {} }
        }
        Band::Word => {
            let d = format!("M{} L{} L{} Z", at(0.0, -1.2), at(1.15, 0.9), at(-1.15, 0.9));
            html! { path class=(class) d=(d) {} }
        }
        Band::Not => {
            let d = format!("M{} L{} M{} L{}", at(-0.9, -0.9), at(0.9, 0.9), at(0.9, -0.9), at(-0.9, 0.9));
            html! { path class={ (class) " cross" } d=(d) {} }
        }
        Band::Unknown => {
            let d = format!("M{} L{} L{} L{} Z", at(-0.8, -0.8), at(0.8, -0.8), at(0.8, 0.8), at(-0.8, 0.8));
            html! { path class=(class) d=(d) {} }
        }
    }
}

/// What a shape stands for, in words.
pub(super) fn meaning(band: Band) -> &'static str {
    match band {
        Band::Done => "happened, under way",
        Band::Decided => "ordered, planned",
        Band::Open => "contemplated, possible, conditional",
        Band::Word => "promised, threatened, demanded",
        Band::Not => "attempted, not happened, denied, rejected",
        Band::Unknown => "no status told",
    }
}
