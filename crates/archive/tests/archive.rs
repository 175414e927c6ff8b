//! The archive in a folder of its own, filled with stories of our own writing.

// Tests read files and clocks, and a panic there is the failure we want to see.
#![allow(clippy::unwrap_used)]

#[path = "archive/filing.rs"]
mod filing;
#[path = "archive/finding.rs"]
mod finding;
#[path = "archive/gathered.rs"]
mod gathered;
#[path = "archive/kept.rs"]
mod kept;
#[path = "archive/opening.rs"]
mod opening;
#[path = "archive/queries.rs"]
mod queries;
#[path = "archive/sound.rs"]
mod sound;
#[path = "archive/stories.rs"]
mod stories;
