//! Statements.

use crate::mention::Cast;
use crate::page::Page;
use crate::quotation::Quotation;
use model::Statement;

/// The statements of the page, in text order.
pub(crate) fn statements(_page: &Page, _cast: &Cast, _quotations: &[Quotation]) -> Vec<Statement> {
    Vec::new()
}
