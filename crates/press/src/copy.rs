//! Marked copy: prose with carets under it. What `hearsay read --show` prints is a test as it stands.
//!
//! In: a reading, or Markdown with fenced blocks · Out: one fenced block, or the [`Sample`]s in the Markdown
//! From: STYLE.md, "Tests" · Fails: never; a line that cannot be read is a complaint of its sample
//! Cost: O(text + marks)
//!
//! # The form
//!
//! ````text
//! ```copy statement event
//! published: 2026-03-02
//! Two port officials said the ban was being weighed.
//! ^^^^^^^^^^^^^^^^^^ source unnamed=2
//!                    ^^^^ cue
//!                         ^^^^^^^^^^^^^^^^^^^^^^^^^ content
//!                                           ^^^^^^^ event status=contemplated cue="was being weighed"
//! ```
//! ````
//!
//! - The info string is `copy` and the kinds that the block lists in full: `statement` (its marks are `source`, `cue`
//!   and `content`), `event`, `figure`, `time`, `authority`, `position`,
//!   `mention`. Other words there are kept for the harness.
//! - Header lines come first, each if known: `published: …`, `outlet: …`, `language: …`.
//! - A line of text is one sentence. Sentences on neighbouring lines are joined by a space, an empty line is a
//!   paragraph break (an empty line in the text, too). A line break inside a sentence is shown as a space.
//! - A line of spaces and carets marks the text line above it: column = Unicode code point of that line, so offsets
//!   are exact, though under wide characters the carets do not look so.
//! - After the carets: the kind, then `key=value` or `key="value"` (`\"` and `\\` inside). A bare word is short for
//!   `kind=word`. `unnamed=2` is two persons exactly, `2..` two or more, `2..5` that range; it means
//!   `kind=unnamed_person`. `key=none` holds where the mark has no such key.
//! - A mark that runs over several sentences is repeated under each: `content+` goes on under the next text line,
//!   `+content` comes from the one before, `+content+` does both.
//! - A text line that could be taken for something else (it begins with a caret, a fence, a header word, a backslash)
//!   has a backslash in front, which counts as a column and not as text.

mod parse;
mod show;

use model::{Span, Stamp};

pub use parse::parse;
pub use show::{fence, show};

/// The kinds that a block can list in full.
pub const KINDS: &[&str] = &["statement", "event", "figure", "time", "authority", "position", "mention"];

/// The kinds that [`show`] prints, in its order: all but the mentions, which would drown the rest.
pub(crate) const SHOWN: &[&str] = &["statement", "event", "figure", "time", "authority", "position"];

/// One fenced block, read back.
#[derive(Clone, Debug, PartialEq, Default)]
pub struct Sample {
    /// The heading above the block, without its `#`; `""` where there is none.
    pub heading: String,
    /// The line of the Markdown on which the block opens, from 1.
    pub line: usize,
    /// The words after `copy` in the info string.
    pub kinds: Vec<String>,
    /// `published:` of the header.
    pub published: Option<Stamp>,
    /// `outlet:` of the header.
    pub outlet: Option<String>,
    /// `language:` of the header.
    pub language: Option<String>,
    /// The text without its marks.
    pub text: String,
    /// The sentences of `text`, one a text line.
    pub sentences: Vec<Span>,
    /// The marks in the order they are listed.
    pub marks: Vec<Marked>,
    /// What could not be read, each with its line.
    pub complaints: Vec<String>,
}

/// One mark of a sample.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Marked {
    /// `source`, `cue`, `content`, `event`…
    pub kind: String,
    /// Where, in bytes of [`Sample::text`].
    pub span: Span,
    /// What is said of it, as printed.
    pub says: Vec<(String, String)>,
    /// The line of the Markdown, from 1.
    pub line: usize,
}

impl Marked {
    /// The value of `key`, if it is given.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.says.iter().find(|(own, _)| own == key).map(|(_, value)| value.as_str())
    }

    /// Whether this mark says what another one says with `key=value`; `none` is said by leaving the key out, too.
    pub fn holds(&self, key: &str, value: &str) -> bool {
        match self.get(key) {
            Some(own) => own == value,
            None => value == "none",
        }
    }
}

impl Sample {
    /// Whether the block lists all marks of this kind (`source`, `cue` and `content` are of kind `statement`).
    pub fn lists(&self, kind: &str) -> bool {
        self.kinds.iter().any(|own| own == listed_as(kind))
    }
}

/// The word of the info string under which a mark of `kind` is listed.
pub fn listed_as(kind: &str) -> &str {
    match kind {
        "source" | "cue" | "content" => "statement",
        other => other,
    }
}

/// Header words, in the order they are printed.
const HEADER: [&str; 3] = ["published", "outlet", "language"];

/// Whether a text line needs a backslash in front.
fn needs_backslash(line: &str) -> bool {
    let start = line.trim_start();
    start.starts_with(['^', '\\'])
        || start.starts_with("```")
        || HEADER.iter().any(|word| start.strip_prefix(word).is_some_and(|rest| rest.starts_with(':')))
}
