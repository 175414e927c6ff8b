//! Which side a cue takes towards its content: "welcomed", "condemned", "declined to say".
//!
//! In: the words of a cue · Out: its [`Stance`], or none for a neutral cue · From: `lexicon/stances.tsv`, the same list
//! that the positions use
//! Fails: what may yet be ("would support") takes no side, nor does "did not oppose" · Cost: linear in the cue

use crate::page::Page;
use crate::stances::{Stand, stand};
use crate::syntax::{Tag, Token, Upos};
use model::{Span, Stance};

/// Frames that ask for no further word.
const FREE: [&str; 4] = ["obj", "comp", "noun", "said"];

/// Words that turn a verb into another one: "backed down" is no support.
const PARTICLES: [&str; 6] = ["down", "away", "off", "out", "up", "into"];

/// The stance of the cue under `span`.
pub(super) fn stance(page: &Page, span: Span) -> Option<Stance> {
    let line = page.lines.partition_point(|l| l.sentence.span.end <= span.start);
    let tokens = page.lines.get(line)?.sentence.tokens.as_slice();
    let first = tokens.partition_point(|t| t.span.end <= span.start);
    let last = tokens.partition_point(|t| t.span.start < span.end);
    let word = |at: usize| tokens.get(at).map_or("", |t| t.span.words(page.text)).to_lowercase();
    // "voiced support for", "declined to support": the last word that takes a side tells it.
    let (at, row) = (first..last).rev().find_map(|at| {
        let token = tokens.get(at)?;
        let row = stand(&token.lemma).filter(|row| fits(row, token))?;
        let near = [word(at + 1), word(at + 2)];
        let turned = PARTICLES.iter().any(|p| near[0] == *p && !row.has(p));
        let led = FREE.iter().any(|f| row.has(f)) || near.iter().any(|w| row.has(w)) || row.has("negated");
        (led && !turned).then_some((at, row))
    })?;
    let before = tokens.get(first..at).unwrap_or_default();
    if before.iter().any(|t| t.tag == Tag::Md) {
        return None;
    }
    let negated = (first..at).any(|k| {
        matches!(word(k).as_str(), "not" | "n't" | "n’t" | "never" | "no")
            || matches!(tokens.get(k).map_or("", |t| t.lemma.as_str()), "decline" | "refuse" | "fail")
    });
    match (row.stance, negated) {
        (Stance::For, true) => Some(Stance::Against),
        (Stance::Against, true) => None,
        (Stance::Undecided, open) if row.has("negated") => {
            (open || (first..at).any(|k| word(k) == "yet")).then_some(Stance::Undecided)
        }
        (stance, _) => Some(stance),
    }
}

/// Whether the row speaks of the word as what it is here: verbs and adjectives always, nouns where the list says so.
fn fits(row: &Stand, token: &Token) -> bool {
    match token.upos {
        Upos::Verb | Upos::Adj => true,
        Upos::Noun => row.has("noun"),
        _ => false,
    }
}
