//! What was stored stays stored: the program is killed, the disk fills, writes fail, two programs write at once.
//!
//! Each test drives the real binary on articles of our own making. CI runs a few rounds with fixed seeds; with
//! `HEARSAY_ROUNDS=200 cargo test -p hearsay --release durability` there are as many as you like.

// A panic in a test is the failure we want to see, in its helpers too.
#![allow(clippy::unwrap_used)]

mod faults;
mod killed;
mod made;
mod together;
mod torn;

/// Rounds of a test that repeats itself: as many as the environment says, else those that CI has time for.
fn rounds(in_ci: u64) -> u64 {
    std::env::var("HEARSAY_ROUNDS").ok().and_then(|told| told.parse().ok()).unwrap_or(in_ci)
}
