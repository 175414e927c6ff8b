//! Properties of the desk on any text: every mark points at words that are there, and marking twice marks the same.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test holds a clock, and a panic is its answer"
)]

use desk::{Brief, Desk, Model};
use model::{Article, CodePoints, Reading, Stamp};
use proptest::prelude::*;

/// Words that the rules react to, so that random text is not only noise to them.
const WORDS: &[&str] = &[
    "The",
    "council",
    "said",
    "“",
    "”",
    "\"",
    "will",
    "not",
    "if",
    "unless",
    "according",
    "to",
    "officials",
    "two",
    "50",
    "more",
    "than",
    "denied",
    "planning",
    "a",
    "strike",
    ",",
    ".",
    "?",
    "—",
    "in",
    "February",
    "2026",
    "who",
    "under",
    "Article",
    "12",
    "Dr.",
    "U.S.",
    "it",
    "her",
    "government",
    "é",
    "🙂",
    "\u{a0}",
    "\n",
    "\n\n",
    "$3bn",
];

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(prop::sample::select(WORDS), 0..60).prop_map(|words| words.join(" ")),
        ".{0,200}",
    ]
}

fn dated(text: &str) -> Article {
    let mut article = Article::verbatim(text);
    article.published = "2026-03-03".parse::<Stamp>().ok();
    article
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_mark_points_at_words_and_survives_json(text in text()) {
        let desk = Desk::new(Model::Fast);
        let article = dated(&text);
        let brief = Brief { keep_tokens: true, ..Brief::default() };
        let notes = desk.mark_to(&article, &brief);
        let reading = Reading::of("any", article, Vec::new()).with(notes);
        let edge = reading.to_edge();
        let json = serde_json::to_value(&edge).unwrap();
        check_cited(&json, &text.chars().collect::<Vec<_>>())?;
        let back: Reading<model::Cited, model::Place> = serde_json::from_value(json).unwrap();
        prop_assert_eq!(back.to_bytes().to_edge(), back);
    }

    #[test]
    fn marking_twice_marks_the_same(text in text()) {
        let desk = Desk::new(Model::Fast);
        prop_assert_eq!(desk.mark(&dated(&text)), desk.mark(&dated(&text)));
    }
}

/// Every object with `start`, `end` and `text` is the exact substring at its code points.
fn check_cited(value: &serde_json::Value, text: &[char]) -> Result<(), TestCaseError> {
    match value {
        serde_json::Value::Object(fields) => {
            if let (Some(start), Some(end), Some(words)) = (
                fields.get("start").and_then(serde_json::Value::as_u64),
                fields.get("end").and_then(serde_json::Value::as_u64),
                fields.get("text").and_then(serde_json::Value::as_str),
            ) {
                let there: String = text[start as usize..end as usize].iter().collect();
                prop_assert_eq!(there, words);
            }
            fields.values().try_for_each(|field| check_cited(field, text))
        }
        serde_json::Value::Array(items) => items.iter().try_for_each(|item| check_cited(item, text)),
        _ => Ok(()),
    }
}

#[test]
fn fixed_tokens_are_taken_as_they_are() {
    let text = "Ferries stopped. Nobody knows why.";
    let article = Article::verbatim(text);
    let points = CodePoints::new(text);
    let tokens = vec![points.span(0, 7), points.span(8, 15), points.span(15, 16)];
    let brief = Brief { keep_tokens: true, tokens: Some(tokens.clone()), ..Brief::default() };
    let notes = Desk::new(Model::Fast).mark_to(&article, &brief);
    assert_eq!(notes.tokens.iter().map(|t| t.span).collect::<Vec<_>>(), tokens);
}

#[test]
fn a_pair_of_actors_has_the_one_event_between_them() {
    let text = "Norland shelled the island on Monday, and Sudmark, which met the envoys in May, sent food to the islanders.";
    let at =
        |words: &str| model::Span::new(text.find(words).unwrap(), text.find(words).unwrap() + words.len());
    let event = |source: &str, target: &str| {
        let brief = Brief { pair: Some((at(source), at(target))), ..Brief::default() };
        let events = Desk::new(Model::Fast).mark_to(&dated(text), &brief).events;
        events.iter().map(|e| e.lemma.clone()).collect::<Vec<_>>()
    };
    assert_eq!(event("Norland", "the island"), ["shell"]);
    assert_eq!(event("Sudmark", "the islanders"), ["send"]);
}
