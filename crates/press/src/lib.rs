//! How is it shown and handed on? A [`model::Reading`] or a [`model::Story`] as terminal text, HTML, Markdown, CSV, JSON and marked copy.
//!
//! Every form is a pure function that cannot fail: a reading without an article or without notes is shown as such,
//! in words. The three forms for people (`text`, `html`, `markdown`) print one view model (`rows`), so that they say
//! the same in the same order; the forms for machines (`csv`, `coded`, `json`) say everything, nothing folded or shortened.
//!
//! This crate never reads a file, a clock or the network, never marks or changes a reading, and knows no sibling.

// What may be shown at all: no control character of the text reaches a terminal or a page.
mod printable;

// Where a mark stands: sentence numbers, and what is found by an id.
mod lookup;
mod sentences;

// What is said, in which order: the sections and rows that all three printed forms share.
mod rows;

// Two readings side by side; a story with its texts.
mod compared;
mod told;

// How it is shown to people.
pub mod html;
pub mod markdown;
pub mod text;

// How it is handed on.
pub mod articles;
pub mod coded;
pub mod copy;
pub mod csv;
pub mod json;
#[cfg(feature = "parquet")]
pub mod parquet;

// What may go wrong where a form is written bit by bit.
mod error;

pub use compared::Compared;
pub use error::Error;
pub use told::Told;
