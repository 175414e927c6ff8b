//! What the answer key of the sample wire says. Its form and its rules: crates/hearsay/demo/README.md.

use serde::Deserialize;

/// The key.
#[derive(Deserialize)]
pub(super) struct Key {
    pub stories: Vec<KeyStory>,
    pub apart: Vec<String>,
    pub lineage: Vec<Arrow>,
    pub shared_quotes: Vec<Quote>,
    pub independent: Vec<Independent>,
    pub claims: Vec<KeyClaim>,
    pub timeline: Vec<KeyDay>,
    /// Days that may be named beside them.
    pub timeline_may: Vec<KeyDay>,
}

/// The articles of one story.
#[derive(Deserialize)]
pub(super) struct KeyStory {
    pub story: String,
    pub articles: Vec<String>,
    pub happenings: Vec<Vec<String>>,
}

/// Who has it from whom; the giver is an article, or an outlet whose report is not held.
#[derive(Deserialize)]
pub(super) struct Arrow {
    pub taker: String,
    pub giver: String,
    pub kind: String,
}

/// Words that several articles heard for themselves.
#[derive(Deserialize)]
pub(super) struct Quote {
    pub speaker: String,
    pub articles: Vec<String>,
    pub words: String,
}

/// How many independent sources these articles have together.
#[derive(Deserialize)]
pub(super) struct Independent {
    pub articles: Vec<String>,
    pub min: u32,
    pub max: u32,
}

/// One proposition.
#[derive(Deserialize)]
pub(super) struct KeyClaim {
    pub claim: String,
    pub story: String,
    pub tellings: Vec<KeyTelling>,
    pub changes: Vec<KeyChange>,
    /// Changes that are neither asked for nor wrong.
    pub may: Vec<KeyChange>,
}

/// One telling.
#[derive(Deserialize)]
pub(super) struct KeyTelling {
    pub article: String,
    pub words: String,
    pub status: Vec<String>,
    #[serde(default)]
    pub holder: Vec<String>,
    pub figure: Option<f64>,
}

/// One change.
#[derive(Deserialize)]
pub(super) struct KeyChange {
    pub turn: String,
    pub from: String,
    pub to: String,
    pub before: Stand,
    pub after: Stand,
}

/// What stands before or after a change.
#[derive(Deserialize)]
#[serde(untagged)]
pub(super) enum Stand {
    /// A number.
    Figure(f64),
    /// Any of these words is right.
    Words(Vec<String>),
}

/// A day of a story.
#[derive(Deserialize)]
pub(super) struct KeyDay {
    pub story: String,
    pub day: String,
    pub what: String,
}
