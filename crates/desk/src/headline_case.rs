//! Headlines In Title Case, as a body would write them: for the grammar alone, which was trained on running text.
//!
//! In: an article · Out: its text with common words of capitalised headlines in lower case, byte for byte as long
//! From: true-casing by the text's own body (Lita et al. 2003) · Fails: a word that the body never writes small keeps
//! its capital · Cost: one pass over the words; borrowed where no headline is capitalised

use crate::syntax;
use model::{Article, PartKind, Span};
use std::borrow::Cow;
use std::collections::HashSet;

/// Words that a headline capitalises though no body does; too short for the body to be asked.
const SMALL: &[&str] = &[
    "a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "is", "it", "its", "of", "on", "or",
    "over", "the", "to", "was", "were", "will", "with", "after", "are", "be", "has", "have", "his", "her",
    "not", "no", "than", "that",
];

/// The text as the grammar should see it.
pub(crate) fn lowered(article: &Article) -> Cow<'_, str> {
    let headlines: Vec<Span> = article
        .parts
        .iter()
        .filter(|p| p.part == PartKind::Headline && title_case(p.span.words(&article.text)))
        .map(|p| p.span)
        .collect();
    if headlines.is_empty() {
        return Cow::Borrowed(&article.text);
    }
    let body = article.parts.iter().filter(|p| p.part != PartKind::Headline);
    let (small, capital): (HashSet<&str>, HashSet<&str>) = body
        .flat_map(|p| p.span.words(&article.text).split(|c: char| !c.is_alphanumeric()))
        .partition(|w| w.starts_with(|c: char| c.is_ascii_lowercase()));
    let mut bytes = article.text.clone().into_bytes();
    for headline in headlines {
        for (at, word) in words(headline.words(&article.text)) {
            let lower = word.to_ascii_lowercase();
            // A verb that the body never writes as a name is no name.
            let verb = !capital.contains(word) && syntax::known_verb(&lower);
            let stem = lower.trim_end_matches('s').trim_end_matches("ing").trim_end_matches('e');
            let known = verb
                || SMALL.contains(&lower.as_str())
                || small.contains(lower.as_str())
                || (stem.len() > 3 && small.iter().any(|w| w.starts_with(stem) && w.len() < stem.len() + 4));
            let first = headline.start + at;
            if known && let Some(byte) = bytes.get_mut(first) {
                byte.make_ascii_lowercase();
            }
        }
    }
    // Only ASCII letters were changed, so the bytes are still text.
    String::from_utf8(bytes).map_or(Cow::Borrowed(&article.text), Cow::Owned)
}

/// The words of a headline with their first byte.
fn words(headline: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    headline.split(' ').map(move |word| {
        let start = at;
        at += word.len() + 1;
        (start, word)
    })
}

/// Most words of more than three letters begin with a capital.
fn title_case(headline: &str) -> bool {
    let long = || headline.split(' ').filter(|w| w.len() > 3 && w.starts_with(char::is_alphabetic));
    let capital = long().filter(|w| w.starts_with(char::is_uppercase)).count();
    long().count() > 2 && capital * 10 >= long().count() * 8
}
