//! Quotations.

use crate::page::Page;
use model::Span;

/// One stretch between quotation marks.
pub(crate) struct Quotation {
    /// The words with their marks.
    pub span: Span,
}

/// The quotations of the page, in text order.
pub(crate) fn quotations(_page: &Page) -> Vec<Quotation> {
    Vec::new()
}
