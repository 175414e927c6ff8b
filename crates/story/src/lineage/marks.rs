//! Whose copy it is by its own word: the dateline, byline or closing line of a news agency.
//!
//! In: an item, the outlets at hand · Out: [`Marks`] · From: the house rules of agencies, as lists/mastheads.tsv names
//! them; an agency that no list knows is told by its own dateline and by those who print it under its name
//! Fails: an agency whose help is named at the story's end gave some of it, not all: such a mark is not whole
//! Cost: a few look-ups

use super::mastheads::{is_agency, known, masthead};
use crate::Item;
use model::Span;
use std::collections::HashSet;
use std::sync::LazyLock;

/// Bytes at the beginning among which a dateline stands, and at the end among which a closing line does.
const OPENING: usize = 120;
const CLOSING: usize = 300;

/// The mark of an agency.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    /// The agency's key.
    pub(super) agency: String,
    /// Its name for people.
    pub(super) name: String,
    /// Whether all of the story is said to be its copy; else it contributed.
    pub(super) whole: bool,
    /// The words, where they stand in the text.
    pub(super) span: Option<Span>,
}

/// The marks of one article.
#[derive(Clone, Debug, Default)]
pub(super) struct Marks {
    /// Those of others.
    pub(super) of: Vec<Mark>,
    /// Whether its own outlet stands in the brackets of its dateline, as agencies have it.
    pub(super) own: bool,
}

/// Lines that no outlet claims for itself and every one prints, as the list has them.
static FURNITURE: LazyLock<Vec<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("../../lists/standing_lines.tsv").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split('\t').next()).filter(|words| !words.is_empty()).collect()
});

/// Whether the sentence is one of the lines that everyone prints.
pub(super) fn is_furniture(sentence: &str) -> bool {
    // Such lines are short; a longer sentence that holds their words says more.
    if sentence.len() > 180 {
        return false;
    }
    let small = sentence.to_lowercase().replace('’', "'");
    FURNITURE.iter().any(|words| small.contains(words))
}

/// Whether the headline announces a document in full: what it prints was said or written by another.
pub(super) fn is_document(headline: &str) -> bool {
    let small = headline.to_lowercase();
    ["transcript", "full text", "read:", "read the", "in full:", "opening statement", "text of"]
        .iter()
        .any(|words| small.contains(words))
}

/// The agencies that the article bears the mark of, its own outlet apart. `outlets` are the keys of those at hand.
pub(super) fn of(item: &Item<'_>, own: Option<&str>, outlets: &HashSet<String>) -> Marks {
    let article = item.article;
    let text = article.text.as_str();
    let mut marks: Vec<Mark> = Vec::new();
    let mut own_dateline = false;
    let mut add = |name: &str, whole: bool, span: Option<Span>| {
        let agency = masthead(name);
        if agency.is_empty() || own == Some(agency.as_str()) {
            return;
        }
        match marks.iter_mut().find(|mark| mark.agency == agency) {
            Some(mark) => {
                mark.whole |= whole;
                mark.span = mark.span.or(span);
            }
            None => {
                let name = known(&agency).map_or(name, |known| known.name).to_owned();
                marks.push(Mark { agency, name, whole, span });
            }
        }
    };
    // "HARGATE (Northwire)": what stands in brackets in a dateline is who filed it, listed or not.
    if let Some((_, inner)) = article.dateline.as_deref().and_then(|line| line.rsplit_once('(')) {
        for name in inner.trim_end_matches([')', ' ', '-', '–', '—']).split(['/', ',']) {
            own_dateline |= own == Some(masthead(name).as_str());
            add(name, true, None);
        }
    }
    // "By Northwire": who signs with the name of an agency, or of another outlet at hand, prints its text.
    let of_others = |key: &str| outlets.contains(key) && own.is_some_and(|own| !one_house(own, key));
    for byline in article.bylines.iter().flat_map(|line| line.split('/')) {
        let key = masthead(byline);
        if is_agency(&key) || of_others(&key) {
            add(byline, true, None);
        }
    }
    let end = article.paragraphs.last().map_or(text.len(), |last| last.span.end);
    let start = article.paragraphs.first().map_or(0, |first| first.span.start);
    let opening = floor(text, start, OPENING);
    if let Some((name, span)) = dateline(opening.words(text), outlets) {
        own_dateline |= own == Some(masthead(name).as_str());
        add(name, true, Some(span.shifted(opening.start)));
    }
    let last = Span::new(ceiling(text, end.saturating_sub(CLOSING)), end);
    let helped = last.words(text).to_lowercase();
    let helped = ["contributed to this", "contributed reporting", "with files from", "additional reporting"]
        .iter()
        .any(|words| helped.contains(words));
    let from = |place: &str| article.from.get("agencies").is_some_and(|from| from.iter().any(|f| f == place));
    for name in &article.agencies {
        add(name, from("dateline") || from("bylines") || !helped, None);
    }
    if helped && article.agencies.is_empty() {
        for line in last.words(text).lines().rev().take(2) {
            let named = super::mastheads::listed().filter(|(form, key)| form.contains(' ') && is_agency(key));
            let small = line.to_lowercase();
            let mut keys: Vec<&str> =
                named.filter(|(form, _)| small.contains(form)).map(|(_, key)| key).collect();
            if line.contains("Reuters") {
                keys.push("reuters");
            }
            keys.sort_unstable();
            keys.dedup();
            for key in keys {
                add(key, false, None);
            }
        }
    }
    Marks { of: marks, own: own_dateline }
}

/// Whether one name begins with the other: "Lantern" and "Lantern Daily" may be one house.
fn one_house(a: &str, b: &str) -> bool {
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with(' '));
    a == b || begins(a, b) || begins(b, a)
}

/// "HARGATE (Reuters) - ", "(AP) — ": the listed agency or outlet at hand in the first brackets, where a dash follows or
/// none but capitals go before.
fn dateline<'t>(opening: &'t str, outlets: &HashSet<String>) -> Option<(&'t str, Span)> {
    let (before, behind) = opening.split_once('(')?;
    let (name, rest) = behind.split_once(')')?;
    let rest = rest.trim_start();
    let dash = rest.starts_with(['-', '–', '—']);
    let place = before.split_whitespace().all(|word| word.chars().all(|c| !c.is_lowercase()));
    let agency = name.split(['/', ',']).next()?.trim();
    let key = masthead(agency);
    let filed = known(&key).is_some_and(|known| known.agency) || dash && outlets.contains(&key);
    ((dash || place) && filed).then(|| {
        let start = before.len() + 1;
        (agency, Span::new(start, start + name.len()))
    })
}

/// At most `most` bytes from `start` on.
fn floor(text: &str, start: usize, most: usize) -> Span {
    let mut end = text.len().min(start + most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    Span::new(start, end)
}

fn ceiling(text: &str, mut at: usize) -> usize {
    while !text.is_char_boundary(at) {
        at += 1;
    }
    at
}
