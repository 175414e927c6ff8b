//! What is there to say? The nouns of Hearsay.
//!
//! bytes ─read→ [`Article`] ─mark→ [`Notes`], together a [`Reading`]. Every mark points at its words by [`Span`].
//!
//! This crate never reads a file, a clock or the network, never parses text, and knows no sibling.

mod closed;

// Where words stand, and who marked them.
mod evidence;
mod span;
mod stamp;

// What was published.
mod article;

// What was marked, one file a kind.
mod action;
mod authority;
mod event;
mod figure;
mod mention;
mod position;
mod statement;
mod when;

// Where an event stands.
mod nesting;
mod status;

// What a person says instead.
mod correction;

// What two articles tell differently.
mod difference;

// What many tell together.
mod answer;
mod claim;
mod lineage;
mod story;

// The whole.
mod caveat;
mod notes;
mod reading;

pub use action::ActionClass;
pub use answer::{ANSWER_SCHEMA, Answer, Candidate, NearMiss};
pub use article::{
    Article, Image, KeyQuestion, LivePost, Notice, NoticeKind, Origin, Paragraph, ParagraphKind, Part,
    PartKind,
};
pub use authority::{Authority, AuthorityKind};
pub use caveat::{Caveat, CaveatCode};
pub use claim::{Claim, ClaimChange, ClaimTurn, Telling, TellingFigure};
pub use correction::{
    ArticleKey, Change, Corrected, Correction, Field, MarkKey, MarkKind, Marked, Overrule, fields_of,
};
pub use difference::{
    DIFFERENCE_SCHEMA, Differences, Edit, EventChange, EventTold, EventTurn, FigureChange, FigureTold,
    FigureTurn, MastheadChange, MastheadLine, ParagraphChange, ParagraphFate, SourceChange, SourceTold,
    SourceTurn,
};
pub use event::{Codes, Event, Party, Voice, When};
pub use evidence::Evidence;
pub use figure::{Comparator, Figure};
pub use lineage::{
    DirectionBy, Lineage, LineageEdge, LineageEvidence, LineageKind, LineageNode, SharedQuote,
};
pub use mention::{Entity, EntityKind, Mention, MentionKind, Ref};
pub use nesting::{Force, NESTING, NestingRow, compose};
pub use notes::{AnswerCheck, Missing, NotStated, Notes, Token};
pub use position::{Position, Stance};
pub use reading::{Reading, SCHEMA};
pub use span::{Cited, CodePoints, Place, Span};
pub use stamp::Stamp;
pub use statement::{Count, Directness, Source, SourceKind, Statement, StatementType};
pub use status::{Act, Axes, Certainty, Polarity, STATUS_TABLE, Status, StatusRow, Tense};
pub use story::{
    Asks, CitedSentence, Happening, Passage, STORIES_SCHEMA, STORY_SCHEMA, Stories, Story, StoryArticle,
    StoryLine, StoryQuestion, Texts, TimelineDay,
};
pub use when::{Time, TimeType};

/// The civil-date crate whose types stand in [`Stamp`].
pub use jiff;
