//! Where is it kept, and how is it found again?
//!
//! reading ─pack→ [`Parcel`] ─file→ the archive ─find, fetch→ [`Hit`], [`Kept`]
//!
//! - `archive`: one SQLite file, opened · `schema`: its tables and how an older file becomes a newer one
//! - `address`, `identity`: which article is this, and is this a new version of it?
//! - `pack`, `parcel`, `rows`: a reading made small, and what is looked up of it without unpacking
//! - `file`, `done`: into the file · `fetch`, `versions`, `each`: out of it · `remove`, `renew`
//! - `query`: what was typed, understood · `find`: which articles it means, the best first
//! - `stories`: which articles belong together, as was gathered
//! - `feeds`: feeds, hosts and their state
//! - `check`, `mend`: is the file sound, and what can be put right?
//! - `error`: what may go wrong, where, and what to do
//!
//! All SQL of the house is in this crate. It knows no HTML and reads no clock: when something was seen is an argument.

mod error;

// The file.
mod archive;
mod schema;

// Which article is this?
mod address;
mod identity;

// A reading made small.
mod pack;
mod parcel;
mod rows;

// In.
mod done;
mod file;

// Out.
mod each;
mod fetch;
mod versions;

// Changed.
mod remove;
mod renew;

// Found.
mod find;
mod query;

// Which belong together.
mod stories;

// Where new articles come from.
mod feeds;

// Is it sound?
mod check;
mod mend;

pub use address::address;
pub use archive::{Access, Archive, Size};
pub use check::{Fault, FaultKind};
pub use done::ItemHash;
pub use error::Error;
pub use feeds::{Feed, FeedState, Robots};
pub use fetch::{Kept, Key};
pub use file::{Fate, Filed};
pub use find::{Found, Hit, HitEvent, HitStatement, Page, Piece, Sort};
pub use mend::Mended;
pub use parcel::{Facts, Parcel};
pub use query::{Complaint, FIELDS, Query};
pub use renew::Stale;
pub use stories::{PrintOf, StoriesAsked, StoriesListed, StoryFiled, StoryKept, StoryRow, StoryStanding};
pub use versions::Version;

/// The result of a verb of the archive.
pub type Result<T> = std::result::Result<T, Error>;
