//! Time expressions.

use crate::page::Page;
use model::Time;

/// The time expressions of the page, in text order.
pub(crate) fn times(_page: &Page) -> Vec<Time> {
    Vec::new()
}
