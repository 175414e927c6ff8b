//! Have we read this before, and what changed?
//!
//! One room is furnished: [`diff`], what two articles tell differently. It takes two articles with their notes and
//! gives [`model::Differences`]; showing them is for `press`.
//!
//! This crate never reads a file, a clock, the network or the environment, never fails, and knows no sibling but
//! `model`. Nothing in it is slower than n log n in the length of the two articles.

// Two articles side by side.
mod diff;

pub use diff::diff;
