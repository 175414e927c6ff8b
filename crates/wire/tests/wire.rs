//! The whole of wire from outside: samples, goldens, feeds, archives, charsets, hostile input, properties.

// Tests read files and clocks, and a panic there is the failure we want to see.
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

#[path = "wire/bytes.rs"]
mod bytes;
#[path = "wire/dialects.rs"]
mod dialects;
#[path = "wire/encodings.rs"]
mod encodings;
#[path = "wire/feeds.rs"]
mod feeds;
#[path = "wire/fields.rs"]
mod fields;
#[path = "wire/hostile.rs"]
mod hostile;
#[path = "wire/opened.rs"]
mod opened;
#[path = "wire/properties.rs"]
mod properties;
#[path = "wire/questions.rs"]
mod questions;
#[path = "wire/samples.rs"]
mod samples;
#[path = "wire/warcs.rs"]
mod warcs;

use model::{CaveatCode, Origin, Reading};

/// Reads bytes of which nothing else is known.
fn read(bytes: impl AsRef<[u8]>) -> Reading {
    wire::read(bytes.as_ref(), &Origin::default())
}

/// The codes of a reading's caveats.
fn codes(reading: &Reading) -> Vec<CaveatCode> {
    reading.caveats.iter().map(|c| c.code).collect()
}

/// The text of a reading; empty where there is no article.
fn text(reading: &Reading) -> String {
    reading.article.as_ref().map(|a| a.text.clone()).unwrap_or_default()
}

/// What holds of every reading, whatever was given.
fn sound(reading: &Reading) {
    let Some(article) = &reading.article else {
        assert!(!reading.caveats.is_empty(), "no article and no word why");
        return;
    };
    let text = &article.text;
    let mut end = 0;
    for part in &article.parts {
        assert!(part.span.of(text).is_some_and(|w| !w.trim().is_empty()), "{part:?}");
        assert!(part.span.start >= end, "parts overlap or are out of order");
        end = part.span.end;
    }
    let told = [model::PartKind::Body, model::PartKind::LiveEntry];
    let bodies: Vec<_> = article.parts.iter().filter(|p| told.contains(&p.part)).map(|p| p.span).collect();
    let mut end = 0;
    for paragraph in &article.paragraphs {
        assert!(paragraph.span.of(text).is_some_and(|w| !w.is_empty()), "{paragraph:?}");
        assert!(paragraph.span.start >= end, "paragraphs overlap or are out of order");
        assert!(bodies.iter().any(|b| b.contains(paragraph.span)), "a paragraph outside the body");
        end = paragraph.span.end;
    }
    for asked in &article.key_questions {
        assert!(asked.question.of(text).is_some());
        assert!(asked.answer.is_none_or(|a| a.of(text).is_some() && a.start >= asked.question.end));
    }
    for notice in &article.notices {
        assert!(notice.span.is_some() != notice.text.is_some(), "{notice:?}");
        assert!(notice.span.is_none_or(|s| s.of(text).is_some()));
    }
    let entries = article.parts.iter().filter(|p| p.part == model::PartKind::LiveEntry).map(|p| p.span);
    assert!(entries.eq(article.live.iter().map(|l| l.span)), "a post that is no part");
    for caveat in &reading.caveats {
        assert!(caveat.span.is_none_or(|s| s.of(text).is_some()));
        assert!(!caveat.message.is_empty() && !caveat.message.contains('\n'));
    }
}
