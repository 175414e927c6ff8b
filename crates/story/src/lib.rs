//! Have we read this before, and what changed?
//!
//! articles ─gather→ which belong together ─tell→ [`model::Story`]: lineage, claims, timeline, questions
//!
//! Each room answers one question and can be asked alone: [`gather()`], [`lineage()`], [`claims()`], [`diff()`];
//! [`tell()`] asks them all of one story, and [`ask()`] finds the sentences that answer a question. Showing what they
//! find is for `press`.
//!
//! This crate never reads a file, a clock, the network or the environment, never fails, and knows no sibling but
//! `model`. Nothing in it is slower than n log n in what it is given.

// One article of a list, its words, and numbers for them.
mod item;
mod align;
mod hash;
mod words;

// Two articles side by side.
mod diff;

// Which articles belong together.
mod gather;

// Who had it first.
mod boilerplate;
mod lineage;

// One proposition across many.
mod claims;

// The dates that matter.
pub mod timeline;

// What a reader would ask.
mod questions;

// Stories made by hand.
#[cfg(test)]
mod made;

// One story, told.
mod tell;

// Sentences that answer a question.
mod ask;

pub use ask::{Rerank, Trial, ask, ask_signs, looked_for, trials};
pub use boilerplate::{Boilerplate, Printed};
pub use claims::claims;
pub use diff::diff;
pub use gather::{
    FEATURE_NAMES, FEATURES, Gathered, Gathering, Judge, Likeness, Merged, Print, Standing, compared, gather,
    gather_by,
};
pub use item::Item;
pub use lineage::{SentenceHash, SharedSentences, Signature, copies, lineage};
pub use questions::questions;
pub use tell::tell;
pub use timeline::timeline;
