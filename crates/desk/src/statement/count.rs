//! How many persons the words of a source allow.
//!
//! In: the source's words · Out: [`Count`] · From: the annotation guide of the house's gold: a plural is two or more;
//! "two current and two former officials" are four
//! Fails: no number and no noun is `None` · Cost: linear in the phrase

use super::kind::{Phrase, noun_kind};
use crate::lexicon;
use crate::page::Page;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::{Count, SourceKind, Span};
use std::collections::HashMap;
use std::sync::OnceLock;

/// What a number word allows.
type Numbers = HashMap<&'static str, (u32, Option<u32>)>;

fn numbers() -> &'static Numbers {
    static READ: OnceLock<Numbers> = OnceLock::new();
    READ.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/head_counts.tsv"))
            .filter_map(|row| {
                let [word, min, max, _source] = row.try_into().ok()?;
                Some((word, (min.parse().ok()?, max.parse().ok())))
            })
            .collect()
    })
}

/// The count of the persons under `span`.
pub(super) fn count(page: &Page, span: Span, kind: SourceKind) -> Option<Count> {
    let phrase = Phrase::new(page, span)?;
    let words = phrase.nominals();
    // "two current officials and two former figures": the parts are counted one by one.
    let mut parts: Vec<Count> = Vec::new();
    for part in split(page.text, words) {
        if let Some(count) = of_part(page.text, part, kind) {
            parts.push(count);
        }
    }
    let first = parts.first().copied()?;
    Some(parts.iter().skip(1).fold(first, |sum, part| Count {
        min: sum.min.saturating_add(part.min),
        max: sum.max.zip(part.max).map(|(a, b)| a.saturating_add(b)),
    }))
}

/// The conjuncts of a phrase: cut at "and" and at commas between whole noun phrases.
fn split<'t>(text: &str, words: &'t [Token]) -> Vec<&'t [Token]> {
    let mut parts = Vec::new();
    let mut from = 0;
    for (token, at) in words.iter().zip(0..) {
        if token.span.words(text) == "and" {
            let (before, after) =
                (words.get(from..at).unwrap_or_default(), words.get(at + 1..).unwrap_or_default());
            if has_noun(before) && has_noun(after) && stands_alone(before) && stands_alone(after) {
                parts.push(before);
                from = at + 1;
            } else if counted(text, before) && counted(text, after) {
                // "two current and two former officials"
                parts.push(before);
                from = at + 1;
            }
        }
    }
    parts.push(words.get(from..).unwrap_or_default());
    parts
}

fn has_noun(words: &[Token]) -> bool {
    words.iter().any(|t| matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Pron))
}

/// Two conjuncts are two sources if each has a determiner, a number, a name or a plural; "a teacher and mother" is one.
fn stands_alone(words: &[Token]) -> bool {
    words.first().is_some_and(|t| {
        matches!(t.upos, Upos::Det | Upos::Propn | Upos::Num | Upos::Pron) || matches!(t.tag, Tag::PrpPoss)
    }) || words.iter().any(|t| matches!(t.tag, Tag::Nns | Tag::Nnps))
}

fn counted(text: &str, words: &[Token]) -> bool {
    words.iter().any(|t| number(t.span.words(text)).is_some())
}

/// One conjunct.
fn of_part(text: &str, words: &[Token], kind: SourceKind) -> Option<Count> {
    let told = words.iter().zip(0usize..).find_map(|(t, at)| {
        let dozen = words.get(at + 1).is_some_and(|n| n.lemma == "dozen");
        match number(t.span.words(text))? {
            _ if t.lemma == "dozen" && at > 0 => None,
            (n, _) if dozen => Some((at, (n.saturating_mul(12), Some(n.saturating_mul(12))))),
            range => Some((at, range)),
        }
    });
    let plural = words.iter().any(|t| {
        matches!(t.tag, Tag::Nns | Tag::Nnps)
            || matches!(t.lemma.as_str(), "people" | "they" | "we" | "police")
    });
    if let Some((at, (min, max))) = told {
        let open = words
            .get(..at)
            .unwrap_or_default()
            .iter()
            .any(|t| matches!(t.lemma.as_str(), "least" | "over" | "than"));
        // "one of the officials" is one, "a group of officials" two or more.
        return Some(if open { Count::at_least(min) } else { Count { min, max } });
    }
    if plural && kind != SourceKind::NamedPerson {
        return Some(Count::at_least(2));
    }
    if plural && words.iter().all(|t| t.upos != Upos::Propn) {
        return Some(Count::at_least(2));
    }
    let person = kind == SourceKind::NamedPerson
        || words
            .iter()
            .any(|t| matches!(t.lemma.to_lowercase().as_str(), "he" | "she" | "i" | "him" | "her" | "his"))
        || words
            .iter()
            .any(|t| t.upos == Upos::Noun && noun_kind(&t.lemma) == Some(SourceKind::UnnamedPerson));
    person.then(|| Count::exactly(1))
}

fn number(word: &str) -> Option<(u32, Option<u32>)> {
    if let Ok(n) = word.replace(',', "").parse::<u32>() {
        return (n > 0 && n < 1_000_000).then_some((n, Some(n)));
    }
    numbers().get(word.to_lowercase().as_str()).copied()
}

impl<'a> Phrase<'a> {
    /// The words that can be counted: without apposition, relative clause and what a preposition brings.
    fn nominals(&self) -> &'a [Token] {
        let words = self.words();
        let end = words
            .iter()
            .zip(0usize..)
            .position(|(t, at)| {
                let comma =
                    t.upos == Upos::Punct && words.get(at + 1).is_some_and(|n| !is_listed(words, at + 1, n));
                let clause =
                    matches!(t.tag, Tag::Wp | Tag::Wdt | Tag::Vbg | Tag::Vbn) && at > 0 && t.rel != Rel::Amod;
                let preposition = at > 0
                    && t.upos == Upos::Adp
                    && !matches!(t.lemma.as_str(), "of" | "than" | "least" | "at");
                comma || clause || preposition
            })
            .unwrap_or(words.len());
        words.get(..end).unwrap_or_default()
    }
}

/// Whether a comma separates the conjuncts of a list, not an apposition.
fn is_listed(words: &[Token], at: usize, next: &Token) -> bool {
    next.rel == Rel::Conj || words.get(at..).unwrap_or_default().iter().take(6).any(|t| t.rel == Rel::Conj)
}
