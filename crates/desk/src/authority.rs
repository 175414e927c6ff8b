//! Authorities: by what right. Acts, articles, orders, resolutions, treaties, rulings, designations.
//!
//! In: a [`Page`] and its [`Cast`] · Out: [`Authority`]s in text order · From: own rules; lexicon with sources
//! Fails: never; "the law" and "a bill" without a name are none, and who invokes it is `None` unless the tree says so
//! Cost: linear in the text
//!
//! - `terms`: the words of law, from `lexicon/authorities.tsv`
//! - `instruments`: what has a number
//! - `names`: what has a name
//! - `acts`: what courts and officials do
//! - `invoker`: whose authority it is

mod acts;
mod instruments;
mod invoker;
mod names;
mod terms;

#[cfg(test)]
mod tests;

use crate::grammar::Grammar;
use crate::mention::Cast;
use crate::page::{Line, Page};
use crate::when::words::Words;
use model::{Authority, AuthorityKind, EntityKind, Evidence, MentionKind, PartKind, Span};

/// An authority in words, before it is cited.
pub(crate) struct Draft {
    /// First word.
    start: usize,
    /// One past the last word.
    end: usize,
    kind: AuthorityKind,
    maker: &'static str,
    confidence: f32,
}

fn draft(start: usize, end: usize, kind: AuthorityKind, maker: &'static str, confidence: f32) -> Draft {
    Draft { start, end, kind, maker, confidence }
}

/// The legal authorities of the page, in text order.
pub(crate) fn authorities(page: &Page, cast: &Cast) -> Vec<Authority> {
    let words = Words::cut(page.text);
    let mut out: Vec<Authority> = Vec::new();
    for line in &page.lines {
        let from = words.at_byte(line.sentence.span.start);
        let to = words.at_byte(line.sentence.span.end);
        let drafts = read(&words, from, to, line);
        if drafts.is_empty() {
            continue;
        }
        let grammar = Grammar::new(page.text, &line.sentence);
        for draft in drafts {
            let Some(span) = words.span(draft.start, draft.end.min(to)) else { continue };
            // "Law" is also a surname; no other head noun is.
            let surname = words.is(draft.end - 1, &["law", "laws"]) && is_person(cast, span);
            if out.last().is_some_and(|last| last.span.touches(span)) || surname {
                continue;
            }
            let invoked_by = invoker::invoker(&grammar, span).map(|by| cast.refer(page, by));
            out.push(Authority {
                id: format!("a{}", out.len() + 1),
                span,
                name: span.words(page.text).to_owned(),
                kind: draft.kind,
                invoked_by,
                evidence: Evidence::rule(draft.maker, draft.confidence),
            });
        }
    }
    out
}

/// Whether a person bears the name: "Steve Law".
fn is_person(cast: &Cast, span: Span) -> bool {
    let whole = cast.within(span).find(|m| m.span.end == span.end && m.kind == MentionKind::Name);
    let entity = whole.and_then(|m| m.entity.as_deref()).and_then(|id| cast.entity(id));
    entity.is_some_and(|e| e.kind == EntityKind::Person)
}

/// The authorities of one sentence, words `from..to`; of two that overlap the longer stays.
fn read(words: &Words, from: usize, to: usize, line: &Line) -> Vec<Draft> {
    let designates = designates(line);
    let mut drafts: Vec<Draft> = Vec::new();
    for at in from..to {
        let found = [instruments::instrument(words, at), acts::act(words, at, designates)];
        for draft in found.into_iter().flatten().filter(|d| d.start >= from && d.end <= to) {
            match drafts.last_mut() {
                Some(last) if last.end > draft.start => {
                    if draft.end - draft.start > last.end - last.start {
                        *last = draft;
                    }
                }
                _ => drafts.push(draft),
            }
        }
    }
    // A headline in title case makes every phrase a name: only what a number or a fixed phrase proves stays.
    if matches!(line.part, PartKind::Headline) {
        drafts.retain(|d| d.maker != "rule/authority-act");
    }
    drafts
}

/// Whether the sentence has a verb or noun of designation.
fn designates(line: &Line) -> bool {
    line.sentence.tokens.iter().any(|t| {
        terms::is("designating", &t.lemma)
            || matches!(t.lemma.as_str(), "designation" | "declaration" | "listing")
    })
}
