//! Articles as CSV, one row each, the text with it.
//!
//! In: a reading · Out: an RFC 4180 row as in [`crate::csv`] · From: DESIGN section 5
//! Fails: never; a reading without an article has no row · Cost: O(text)

use crate::csv::{Cells, header, published};
use crate::lookup::Lookup;
use model::Reading;

const COLUMNS: &[&str] = &[
    "article_id",
    "outlet",
    "published",
    "url",
    "headline",
    "modified",
    "deck",
    "bylines",
    "dateline",
    "section",
    "language",
    "paywalled",
    "rights",
    "image_url",
    "image_caption",
    "image_credit",
    "statements",
    "events",
    "caveats",
    "text",
];

/// The header row, with its CRLF.
pub fn header_row() -> String {
    header(COLUMNS)
}

/// The row of the article, with its CRLF; `""` where nothing could be read.
pub fn rows(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let mut out = String::new();
    let Some(article) = lookup.article else { return out };
    let image = article.image.as_ref();
    let mut row = Cells::default();
    published(&mut row, &lookup);
    row.known(article.modified);
    row.maybe(article.deck.clone());
    row.words(&article.bylines.join("; "));
    row.maybe(article.dateline.clone());
    row.maybe(article.section.clone());
    row.maybe(article.language.clone());
    row.known(article.paywalled);
    row.maybe(article.rights.clone());
    row.maybe(image.and_then(|image| image.url.clone()));
    row.maybe(image.and_then(|image| image.caption.clone()));
    row.maybe(image.and_then(|image| image.credit.clone()));
    row.known(lookup.notes.map(|notes| notes.statements.len()));
    row.known(lookup.notes.map(|notes| notes.events.len()));
    let caveats: Vec<&str> = reading.caveats.iter().map(|caveat| caveat.code.as_str()).collect();
    row.words(&caveats.join("; "));
    row.words(&article.text);
    row.end(&mut out);
    out
}
