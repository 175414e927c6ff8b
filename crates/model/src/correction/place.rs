//! Where the words of a correction stand now: in a text that may have been cleaned or changed since.
//!
//! In: the text, a [`MarkKey`] · Out: the [`Span`] of its words · From: the anchoring of the W3C Web Annotation Data
//! Model (2017): a position first, then a quotation with what stands before and after it
//! Fails: words that stand nowhere, or nowhere among their old neighbours, are `None`
//! Cost: O(text), and a look at ten words for every place where the words stand

use super::MarkKey;
use crate::{CodePoints, Span};

/// So many words before and after the mark are kept. Five on either side tell two sentences apart; more would only be
/// more to change.
const NEIGHBOURS: usize = 5;

/// The place of the mark's words.
pub(super) fn find(text: &str, points: &CodePoints<'_>, key: &MarkKey) -> Option<Span> {
    let mut all = occurrences(text, &key.words);
    if all.is_empty() {
        all = loosely(text, &key.words);
    }
    let told = (last_words(&key.before), first_words(&key.after));
    let told_count = told.0.len() + told.1.len();
    let old_start = points.byte(key.start);
    let best = all.iter().enumerate().map(|(at, span)| {
        let here = around(text, *span);
        let kept = same(&told.0, &here.0) + same(&told.1, &here.1);
        (kept, span.start == old_start, at + 1 == key.nth, *span)
    });
    // The first of the best: `max_by_key` would give the last.
    let (kept, .., span) = best.rev().max_by_key(|(kept, exact, nth, _)| (*kept, *exact, *nth))?;
    // Half of the neighbours is one side of them: a sentence put in before the mark leaves the other side whole.
    (kept * 2 >= told_count).then_some(span)
}

/// The key of the mark at `span`; `None` for a span off the text.
pub(super) fn key(text: &str, points: &CodePoints<'_>, kind: super::MarkKind, span: Span) -> Option<MarkKey> {
    let words = span.of(text)?;
    let earlier = occurrences(text, words).iter().filter(|other| other.start < span.start).count();
    let (before, after) = around(text, span);
    let before: Vec<&str> = before.into_iter().rev().collect();
    Some(MarkKey {
        kind,
        words: words.to_owned(),
        start: points.before(span.start),
        nth: earlier + 1,
        before: before.join(" "),
        after: after.join(" "),
    })
}

/// The places where exactly these words stand as words of their own, not inside longer ones.
pub(super) fn occurrences(text: &str, words: &str) -> Vec<Span> {
    if words.is_empty() {
        return Vec::new();
    }
    let opens = words.starts_with(char::is_alphanumeric);
    let closes = words.ends_with(char::is_alphanumeric);
    let whole = |span: &Span| {
        let before = text.get(..span.start).and_then(|t| t.chars().next_back());
        let after = text.get(span.end..).and_then(|t| t.chars().next());
        let in_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
        !(opens && in_word(before) || closes && in_word(after))
    };
    let spans = text.match_indices(words).map(|(at, found)| Span::new(at, at + found.len()));
    spans.filter(whole).collect()
}

/// Of the places where the words stand, the nearest to `mark`: in its sentence if they stand there.
pub(super) fn nearest(text: &str, sentences: &[Span], mark: Span, words: &str) -> Result<Span, String> {
    let all = match occurrences(text, words.trim()) {
        none if none.is_empty() => loosely(text, words),
        some => some,
    };
    let sentence = sentences.iter().find(|sentence| sentence.touches(mark));
    let away = |span: &Span| {
        let elsewhere = !sentence.is_some_and(|sentence| sentence.contains(*span));
        (elsewhere, span.start.saturating_sub(mark.end).max(mark.start.saturating_sub(span.end)), span.start)
    };
    all.into_iter().min_by_key(away).ok_or_else(|| format!("“{words}” does not stand in the text"))
}

/// The places where the words stand with other spaces, quotation marks or hyphens between them.
fn loosely(text: &str, words: &str) -> Vec<Span> {
    let wanted: Vec<&str> = words_of(words).iter().map(|word| word.words(words)).collect();
    let Some(first) = wanted.first() else { return Vec::new() };
    let there = words_of(text);
    let mut found = Vec::new();
    for window in there.windows(wanted.len()) {
        let starts = window.first().is_some_and(|word| word.words(text) == *first);
        if starts && window.iter().zip(&wanted).all(|(word, wanted)| word.words(text) == *wanted) {
            found.extend(window.first().zip(window.last()).map(|(first, last)| first.to(*last)));
        }
    }
    found
}

/// The words before a span, the nearest first, and those after it.
fn around(text: &str, span: Span) -> (Vec<&str>, Vec<&str>) {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    (last_words(before), first_words(after))
}

fn last_words(text: &str) -> Vec<&str> {
    text.rsplit(between).filter(|word| !word.is_empty()).take(NEIGHBOURS).collect()
}

fn first_words(text: &str) -> Vec<&str> {
    text.split(between).filter(|word| !word.is_empty()).take(NEIGHBOURS).collect()
}

/// How many stand at the same place from the mark, capitals aside.
fn same(told: &[&str], here: &[&str]) -> usize {
    told.iter().zip(here).filter(|(one, other)| one.to_lowercase() == other.to_lowercase()).count()
}

/// Runs of letters and digits.
fn words_of(text: &str) -> Vec<Span> {
    let mut at = 0;
    let mut all = Vec::new();
    for piece in text.split_inclusive(between) {
        let word = piece.trim_end_matches(between);
        if !word.is_empty() {
            all.push(Span::new(at, at + word.len()));
        }
        at += piece.len();
    }
    all
}

/// What stands between words (spaces, quotation marks, hyphens) is what cleaning changes.
fn between(letter: char) -> bool {
    !letter.is_alphanumeric()
}
