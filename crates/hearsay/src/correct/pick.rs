//! Which mark is meant by a kind and some words; and what to say where there is none, or more than one.

use crate::messages;
use crate::trouble::Trouble;
use model::{MarkKey, MarkKind, Marked, Notes, Span};
use std::collections::HashSet;

/// So many marks are named where none was meant: what fits on a screen beside the message.
const NAMED: usize = 5;

/// Letters of the text that are shown on either side of a mark.
const AROUND: usize = 32;

/// The own words of the mark that is there.
pub(super) fn mark(
    notes: &Notes,
    text: &str,
    kind: MarkKind,
    words: &str,
    nth: Option<usize>,
) -> Result<Span, Trouble> {
    let marked = notes.marked(kind);
    let own: Vec<&Marked> = marked.iter().filter(|mark| mark.own.words(text) == words).collect();
    let also = |mark: &&Marked| mark.also.iter().any(|span| span.words(text) == words);
    let mut meant = if own.is_empty() { marked.iter().filter(also).collect() } else { own };
    if kind == MarkKind::Entity
        && meant.windows(2).all(|two| matches!(two, [one, other] if one.at == other.at))
    {
        // All mentions of one entity mean the same.
        meant.truncate(1);
    }
    let spans: Vec<Span> = meant.iter().map(|mark| mark.own).collect();
    if spans.is_empty() {
        return Err(none(notes, text, kind, words, &marked));
    }
    one_of(notes, text, &spans, nth, &format!("{kind} “{words}”"))
}

/// Words of the text on which there is no such mark yet.
pub(super) fn missed(
    notes: &Notes,
    text: &str,
    kind: MarkKind,
    words: &str,
    nth: Option<usize>,
) -> Result<Span, Trouble> {
    let places = MarkKey::places(text, words);
    if places.is_empty() {
        return Err(Trouble::new(
            format!("“{words}” does not stand in the text"),
            "The words must stand there exactly so, and not inside a longer word.",
            "Copy them from the output of `hearsay read`.",
        ));
    }
    let place = one_of(notes, text, &places, nth, &format!("place of “{words}”"))?;
    if notes.marked(kind).iter().any(|mark| mark.own == place) {
        return Err(Trouble::new(
            format!("“{words}” is marked already"),
            format!("There is a mark of the kind {kind} on these words."),
            "Leave --add out to correct it.",
        ));
    }
    Ok(place)
}

/// The one that is meant of several places.
fn one_of(
    notes: &Notes,
    text: &str,
    places: &[Span],
    nth: Option<usize>,
    what: &str,
) -> Result<Span, Trouble> {
    match (nth, places) {
        (None, [one]) => return Ok(*one),
        (Some(nth), _) => {
            if let Some(place) = places.get(nth - 1) {
                return Ok(*place);
            }
        }
        _ => {}
    }
    for (at, place) in places.iter().enumerate() {
        messages::line(&format!("  --nth {}  {}", at + 1, shown(notes, text, *place)));
    }
    let count = places.len();
    Err(match nth {
        Some(nth) => Trouble::new(
            format!("there is no {what} number {nth}"),
            format!("There {} {count}, shown above.", if count == 1 { "is" } else { "are" }),
            "Give a number from 1 on with --nth.",
        ),
        None => Trouble::new(
            format!("more than one {what}"),
            format!("There are {count}, shown above."),
            "Say which is meant with --nth.",
        ),
    })
}

/// No mark has these words: the nearest are named.
fn none(notes: &Notes, text: &str, kind: MarkKind, words: &str, marked: &[Marked]) -> Trouble {
    let mut near: Vec<(usize, &Marked)> =
        marked.iter().map(|mark| (likeness(words, mark.own.words(text)), mark)).collect();
    near.sort_by_key(|(likeness, _)| std::cmp::Reverse(*likeness));
    if near.first().is_some_and(|(likeness, _)| *likeness > 0) {
        near.retain(|(likeness, _)| *likeness > 0);
    }
    let mut told = HashSet::new();
    near.retain(|(_, mark)| told.insert(mark.own));
    for (_, mark) in near.iter().take(NAMED) {
        let id = mark.id.as_ref().map(|id| format!(" {id}")).unwrap_or_default();
        messages::line(&format!("  {kind}{id} “{}”  {}", mark.own.words(text), shown(notes, text, mark.own)));
    }
    let why = match (near.is_empty(), MarkKey::places(text, words).is_empty()) {
        (true, _) => format!("The text has no mark of the kind {kind}."),
        (false, true) => "The words do not stand in the text; the nearest marks are shown above.".to_owned(),
        (false, false) => {
            "The words stand in the text, but have no such mark; the nearest are shown above.".to_owned()
        }
    };
    Trouble::new(
        format!("no {kind} has the words “{words}”"),
        why,
        match kind {
            MarkKind::Entity | MarkKind::Position => "Name the words of one of them, as they are shown.",
            _ => "Name the words of one of them, or mark what was missed with --add.",
        },
    )
}

/// How alike two wordings are: pairs of letters that both have, in a thousand (after Dice 1945).
fn likeness(one: &str, other: &str) -> usize {
    let pairs = |words: &str| -> HashSet<(char, char)> {
        let letters: Vec<char> = words.to_lowercase().chars().collect();
        letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
    };
    let (one, other) = (pairs(one), pairs(other));
    let all = one.len() + other.len();
    2000 * one.intersection(&other).count() / all.max(1)
}

/// Where a mark stands, with the words around it.
fn shown(notes: &Notes, text: &str, span: Span) -> String {
    let before = text.get(..span.start).unwrap_or_default();
    let after = text.get(span.end..).unwrap_or_default();
    let start = before.char_indices().rev().nth(AROUND - 1).map_or(0, |(at, _)| at);
    let end = after.char_indices().nth(AROUND).map_or(after.len(), |(at, _)| at);
    let around = Span::new(start, span.end + end).words(text);
    let line: Vec<&str> = around.split_whitespace().collect();
    let number = notes.sentences.iter().position(|sentence| sentence.touches(span));
    let sentence = number.map(|at| format!("sentence {}: ", at + 1)).unwrap_or_default();
    format!("{sentence}… {} …", line.join(" "))
}
