//! What may go wrong where a form is written bit by bit. The other forms cannot fail.
//!
//! In: an error of the place or of the table · Out: what went wrong, in words · From: DESIGN section 2
//! Fails: never · Cost: nothing

/// Why a table could not be written.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The place that is written to failed.
    #[error("the table could not be written: {0}")]
    Writing(#[from] std::io::Error),
    /// A thing that no row of a reading should do.
    #[error("the table could not be made: {0}; please report it")]
    Making(String),
}
