//! What could not be read, or is doubtful. A complaint is data, never a lost item.

use crate::closed::closed;
use serde::{Deserialize, Serialize};

closed! {
    /// Why a reader should be careful; the code is stable, the message is for people.
    CaveatCode {
        /// Nothing was given: no bytes, or white space only.
        Empty = "empty",
        /// The bytes are no text: noise, an image, an archive.
        NotText = "not_text",
        /// A known format that this desk does not read (PDF, DOCX…); the message names it.
        UnsupportedFormat = "unsupported_format",
        /// More bytes than the cap; what was read is the beginning.
        TooLarge = "too_large",
        /// Bytes that do not decode in the chosen charset were replaced by U+FFFD.
        EncodingDamaged = "encoding_damaged",
        /// No charset was declared or the declared one does not fit; one was guessed.
        EncodingGuessed = "encoding_guessed",
        /// Elements nested past the cap were flattened; their text is kept.
        NestingCapped = "nesting_capped",
        /// No body could be found.
        NoBody = "no_body",
        /// No headline could be found.
        NoHeadline = "no_headline",
        /// Structured data on the page is broken and was left out.
        StructuredDataBroken = "structured_data_broken",
        /// Two places of the page give different values for one field.
        FieldConflict = "field_conflict",
        /// A date is printed but cannot be read; it stays absent.
        DateUnreadable = "date_unreadable",
        /// A publication date well after its modification, or in a year no newspaper has.
        DateDoubtful = "date_doubtful",
        /// The text is in a language the desk does not mark; the article is kept without notes.
        LanguageNotMarked = "language_not_marked",
        /// The headline tells more than the body does.
        HeadlineBeyondBody = "headline_beyond_body",
        /// A printed answer tells more than the body does.
        AnswerBeyondBody = "answer_beyond_body",
        /// Where an event stands could not be told; its status is null.
        StatusUnknown = "status_unknown",
        /// A sentence too long to be read whole; marks in it are weaker.
        SentenceTooLong = "sentence_too_long",
        /// No publication date: relative dates could not be resolved.
        NoPublicationDate = "no_publication_date",
        /// A correction could not be placed in the article that it is of; the desk's marks stand.
        CorrectionUnplaced = "correction_unplaced",
        /// The feed gives a summary or a headline alone; the article itself was not there to be read.
        SummaryOnly = "summary_only",
        /// A part of the file that it came in is damaged; what could be read was read.
        Damaged = "damaged",
        /// A batch line that is not the JSON object it should be.
        BadLine = "bad_line",
        /// A file or standard input that could not be opened or read.
        Unreadable = "unreadable",
        /// The desk failed on this item; the others go on. Please report it.
        Failed = "failed",
    }
}

/// One complaint about one reading.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Caveat<S = crate::Span> {
    /// What kind of complaint.
    pub code: CaveatCode,
    /// What, where, and what to do about it, in one line.
    pub message: String,
    /// The words it is about, where it is about words.
    pub span: Option<S>,
}

impl<S> Caveat<S> {
    /// A complaint about the whole item.
    pub fn new(code: CaveatCode, message: impl Into<String>) -> Self {
        Caveat { code, message: message.into(), span: None }
    }

    /// A complaint about these words.
    pub fn at(code: CaveatCode, message: impl Into<String>, span: S) -> Self {
        Caveat { code, message: message.into(), span: Some(span) }
    }

    /// The same complaint with its span mapped.
    pub fn map_spans<T>(self, cite: &impl Fn(S) -> T) -> Caveat<T> {
        Caveat { code: self.code, message: self.message, span: self.span.map(cite) }
    }
}
