//! The terminal: never over width, the same words with and without colour, and nothing of the article steers it.

use crate::{any, story};
use model::{Article, Caveat, CaveatCode, Notes, Reading};
use press::text::{Style, dossier};
use proptest::prelude::{ProptestConfig, prop_assert, prop_assert_eq, proptest};
use unicode_width::UnicodeWidthStr;

const OVERRIDES: [char; 2] = ['\u{202e}', '\u{2066}'];

fn plain(reading: &Reading, width: usize) -> String {
    dossier(reading, &Style { width, colour: false })
}

/// Takes out the colours that the press itself puts in, and nothing else.
fn without_colour(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once("\u{1b}[") {
        out.push_str(before);
        rest = after.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';').strip_prefix('m').unwrap();
    }
    out + rest
}

#[test]
fn no_line_is_wider_than_asked() {
    let reading = story::reading();
    for width in 60..=120 {
        let text = plain(&reading, width);
        for line in text.lines() {
            assert!(line.width() <= width, "{width}: {line:?}");
            assert_eq!(line.trim_end(), line, "spaces at the end");
        }
        let coloured = dossier(&reading, &Style { width, colour: true });
        assert_eq!(without_colour(&coloured), text, "colour changes the words at {width}");
    }
}

#[test]
fn an_empty_article_says_so_in_words() {
    let article = Article::verbatim(String::new());
    let reading = Reading::of("empty", article, Vec::new()).with(Notes::default());
    let text = plain(&reading, 80);
    for words in [
        "No headline found.",
        "outlet not stated · no byline · no date",
        "No source is credited",
        "No event found.",
        "No statement found.",
        "No legal basis found.",
        "No figure found.",
        "No position found.",
        "No key question printed.",
        "Nothing that was looked for is missing.",
        "None.",
    ] {
        assert!(text.contains(words), "{words} is not in\n{text}");
    }
    assert!(press::html::dossier(&reading).contains("No statement found."));
    assert!(press::markdown::dossier(&reading).contains("No statement found."));
}

#[test]
fn a_reading_without_notes_says_that_no_one_looked() {
    let mut reading = story::reading();
    reading.notes = None;
    let text = plain(&reading, 80);
    assert!(text.contains("Not marked: no one looked"), "{text}");
    assert!(!text.contains("found"), "an empty section says that someone looked: {text}");
    assert!(text.contains("answered in the body: not checked"));
    assert!(press::html::dossier(&reading).contains("Not marked: no one looked"));
    assert_eq!(press::csv::events_rows(&reading), "");
}

#[test]
fn a_reading_without_an_article_says_why() {
    let caveat = Caveat::new(CaveatCode::UnsupportedFormat, "this is a PDF; save the page as HTML");
    let reading = Reading::failed("lost-1", caveat);
    let text = plain(&reading, 80);
    assert!(text.starts_with("No article could be read.\nId lost-1\n"), "{text}");
    assert!(text.contains("this is a PDF; save the page as HTML (unsupported format)"), "{text}");
    assert!(press::html::dossier(&reading).contains("this is a PDF"));
    assert!(press::markdown::dossier(&reading).contains("this is a PDF"));
    assert!(press::json::reading(&reading).contains("\"article\":null"));
    assert_eq!(press::copy::show(&reading), "```copy statement event figure time authority position\n```\n");
}

#[test]
fn an_event_of_the_headline_is_folded_into_the_body_only_where_it_is_told_the_same() {
    let text = plain(&story::reading(), 100);
    // The ban is weighed in headline and body: one row, which names both.
    assert_eq!(text.matches("\n  ○ contemplated").count(), 1, "{text}");
    assert!(text.contains("also in [1]"));
    // The harbour is shut in the headline alone: its row stays.
    assert!(text.contains("in the headline only"));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    #[test]
    fn any_text_is_shown_within_the_width_and_steers_nothing(
        reading in any::reading(), words in any::text(), width in 40usize..120,
    ) {
        let mut reading = reading;
        if let Some(article) = &mut reading.article {
            article.headline = Some(words.clone());
            article.outlet = Some(words.clone());
            article.bylines = vec![words.clone(), words];
        }
        let text = plain(&reading, width);
        for line in text.lines() {
            prop_assert!(line.width() <= width, "{}: {:?}", width, line);
        }
        prop_assert!(text.chars().all(|c| c == '\n' || !c.is_control()));
        prop_assert!(!text.contains(OVERRIDES));
        let coloured = dossier(&reading, &Style { width, colour: true });
        prop_assert_eq!(without_colour(&coloured), text);
    }
}
