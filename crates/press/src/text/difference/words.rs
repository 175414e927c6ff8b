//! A changed paragraph as one: what both have, what A alone has, what B alone has, in reading order.
//!
//! In: both stretches and the words that they do not share · Out: runs for a line
//! From: wdiff: `[-dropped-]`, `{+added+}` · Fails: never; the marks around words are B's · Cost: O(words)

use super::{added, dropped};
use crate::lookup::shown;
use crate::text::lines::{Ink, Run};
use model::{Edit, Span};

/// Words that both have are shown up to this many on either side of a change; the rest is "…".
const AROUND: usize = 6;

/// The paragraph with its changes in place.
pub(super) fn woven(a_text: &str, a: Span, b_text: &str, b: Span, edit: &Edit) -> Vec<Run> {
    let mut of_a = pieces(a_text, a, &edit.dropped).into_iter().filter(|piece| piece.is_word).peekable();
    let mut of_b = pieces(b_text, b, &edit.added).into_iter().peekable();
    let mut runs: Vec<Run> = Vec::new();
    let mut common: Vec<String> = Vec::new();
    loop {
        let gone = take(&mut of_a);
        let new = take(&mut of_b);
        if !gone.is_empty() || !new.is_empty() {
            push(&mut runs, &mut common, false);
            for run in [(gone, true), (new, false)] {
                let Some(words) = shown(&run.0.join(" ")) else { continue };
                if !runs.is_empty() {
                    runs.push(Run::new(Ink::Plain, " "));
                }
                runs.extend(if run.1 { dropped(words) } else { added(words) });
            }
        }
        // One word that both have; a lone dash is B's alone and turns nothing.
        let Some(piece) = of_b.next() else { break };
        if piece.is_word {
            of_a.next();
        }
        common.push(piece.words);
    }
    let rest: Vec<String> = of_a.map(|piece| piece.words).collect();
    push(&mut runs, &mut common, true);
    if let Some(words) = shown(&rest.join(" ")) {
        runs.push(Run::new(Ink::Plain, " "));
        runs.extend(dropped(words));
    }
    runs
}

/// One stretch without white space.
struct Piece {
    words: String,
    /// Whether the other side does not have it.
    alone: bool,
    /// Whether there is a letter or a digit in it.
    is_word: bool,
}

fn pieces(text: &str, span: Span, alone: &[Span]) -> Vec<Piece> {
    let stretch = span.words(text);
    let mut alone = alone.iter().peekable();
    let mut all = Vec::new();
    for words in stretch.split_whitespace() {
        let start = span.start + (words.as_ptr() as usize - stretch.as_ptr() as usize);
        let place = Span::new(start, start + words.len());
        while alone.next_if(|span| span.end <= place.start).is_some() {}
        all.push(Piece {
            words: words.to_owned(),
            alone: alone.peek().is_some_and(|span| span.touches(place)),
            is_word: words.chars().any(char::is_alphanumeric),
        });
    }
    all
}

/// The pieces up to the next that both have.
fn take(pieces: &mut std::iter::Peekable<impl Iterator<Item = Piece>>) -> Vec<String> {
    let mut taken = Vec::new();
    while let Some(piece) = pieces.next_if(|piece| piece.alone) {
        taken.push(piece.words);
    }
    taken
}

/// Moves the words that both have to the runs, shortened where they are many.
fn push(runs: &mut Vec<Run>, common: &mut Vec<String>, at_end: bool) {
    let words = std::mem::take(common);
    if words.is_empty() {
        return;
    }
    let first = runs.is_empty();
    let (before, after) = (if first { 0 } else { AROUND }, if at_end { 0 } else { AROUND });
    let shortened = if words.len() > before + after + 1 {
        let head = words.get(..before).unwrap_or_default().join(" ");
        let tail = words.get(words.len() - after..).unwrap_or_default().join(" ");
        [head, "…".to_owned(), tail].join(" ").trim().to_owned()
    } else {
        words.join(" ")
    };
    if !first {
        runs.push(Run::new(Ink::Plain, " "));
    }
    runs.extend(shown(&shortened).map(|words| Run::new(Ink::Plain, words)));
}
