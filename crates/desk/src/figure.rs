//! Figures.

pub(crate) mod number;

use crate::page::Page;
use model::{Figure, Time};

/// The figures of the page, in text order; numbers inside a time expression are none.
pub(crate) fn figures(_page: &Page, _times: &[Time]) -> Vec<Figure> {
    Vec::new()
}
