//! A reading or a story as JSON: the one public promise.
//!
//! In: a reading, two, a story, a list of stories · Out: `hearsay/reading/1` and its sisters, spans in code points with
//! their words · From: DESIGN section 5
//! Fails: never; a number that JSON has no form for is `null` · Cost: O(text + marks)

use crate::compared::Compared;
use crate::told::Told;
use model::{
    Answer, Caveat, CaveatCode, Cited, CodePoints, DIFFERENCE_SCHEMA, Differences, Reading, Span, Stamp,
    Stories,
};
use serde::Serialize;

/// The reading on one line, without a line break at the end.
pub fn reading(reading: &Reading) -> String {
    serde_json::to_string(&reading.to_edge()).unwrap_or_else(|error| lost(reading, &error))
}

/// The reading over many lines, for people, without a line break at the end.
pub fn pretty(reading: &Reading) -> String {
    serde_json::to_string_pretty(&reading.to_edge()).unwrap_or_else(|error| lost(reading, &error))
}

/// Two readings and what they tell differently, over many lines, without a line break at the end: `hearsay/difference/1`,
/// spans in code points into the text of the side they are of, with their words.
pub fn compared(compared: &Compared<'_>) -> String {
    let text = |reading: &Reading| reading.article.as_ref().map(|a| a.text.clone()).unwrap_or_default();
    let (a, b) = (text(compared.a), text(compared.b));
    let (of_a, of_b) = (CodePoints::new(&a), CodePoints::new(&b));
    let cite_a = |span: Span| of_a.cite(span);
    let cite_b = |span: Span| of_b.cite(span);
    let form = ComparedForm {
        schema: DIFFERENCE_SCHEMA,
        a: SideForm::of(compared.a),
        b: SideForm::of(compared.b),
        differences: compared.differences.clone().map_spans(&cite_a, &cite_b),
    };
    serde_json::to_string_pretty(&form).unwrap_or_default()
}

/// A story over many lines, without a line break at the end: `hearsay/story/1`, spans in code points into the text of
/// the article that they are of, with their words.
pub fn story(told: &Told<'_>) -> String {
    serde_json::to_string_pretty(&told.story.to_edge(told.texts)).unwrap_or_default()
}

/// A list of stories over many lines, the newest first, without a line break at the end: `hearsay/stories/1`.
pub fn stories(stories: &Stories) -> String {
    serde_json::to_string_pretty(stories).unwrap_or_default()
}

/// The answer to a question over many lines, without a line break at the end: `hearsay/answer/1`, spans in code points
/// into the text of their article, with their words. `texts` are those of the answer's articles.
pub fn answer(answer: &Answer, texts: &[&str]) -> String {
    serde_json::to_string_pretty(&answer.to_edge(texts)).unwrap_or_default()
}

#[derive(Serialize)]
struct ComparedForm<'c> {
    schema: &'static str,
    a: SideForm<'c>,
    b: SideForm<'c>,
    #[serde(flatten)]
    differences: Differences<Cited>,
}

/// What tells which article a side is.
#[derive(Serialize)]
struct SideForm<'c> {
    id: &'c str,
    url: Option<&'c str>,
    outlet: Option<&'c str>,
    headline: Option<&'c str>,
    published: Option<Stamp>,
    modified: Option<Stamp>,
}

impl<'c> SideForm<'c> {
    fn of(reading: &'c Reading) -> Self {
        let article = reading.article.as_ref();
        SideForm {
            id: &reading.id,
            url: article.and_then(|a| a.url.as_deref()),
            outlet: article.and_then(|a| a.outlet.as_deref()),
            headline: article.and_then(|a| a.headline.as_deref()),
            published: article.and_then(|a| a.published),
            modified: article.and_then(|a| a.modified),
        }
    }
}

/// No reading is known that cannot be written; should one be found, its line is still there and says why.
fn lost(reading: &Reading, error: &serde_json::Error) -> String {
    let message = format!("the reading could not be written as JSON: {error}");
    let failed: Reading = Reading::failed(reading.id.clone(), Caveat::new(CaveatCode::Failed, message));
    serde_json::to_string(&failed).unwrap_or_default()
}
