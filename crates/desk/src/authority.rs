//! Authorities.

use crate::mention::Cast;
use crate::page::Page;
use model::Authority;

/// The legal authorities of the page, in text order.
pub(crate) fn authorities(_page: &Page, _cast: &Cast) -> Vec<Authority> {
    Vec::new()
}
