//! Through whom a statement reached the article: outermost first, the source last.
//!
//! In: the drafts in text order, the cast · Out: one chain a draft · From: DESIGN section 3; the article's own outlet
//! is left out
//! Fails: nothing told is a chain of the source alone, or empty without one · Cost: linear in the drafts

use super::Draft;
use super::kind;
use super::tree::Ground;
use super::verb::Find;
use crate::mention::Cast;
use crate::page::Page;
use crate::syntax::{Rel, Upos};
use model::{SourceKind, Span};

/// Chains are no longer in print; a text of nothing but cues would be.
const LONGEST: usize = 6;

/// The chain of every draft.
pub(super) fn chains(page: &Page, cast: &Cast, drafts: &[Draft]) -> Vec<Vec<String>> {
    let mut chains: Vec<Vec<String>> = Vec::with_capacity(drafts.len());
    // Drafts whose content may still hold the next one: (end of content, number).
    let mut around: Vec<(usize, usize)> = Vec::new();
    for (draft, number) in drafts.iter().zip(0..) {
        let at = draft.cue.map_or(draft.start(), |c| c.start);
        while around.last().is_some_and(|(end, _)| *end <= at) {
            around.pop();
        }
        let outer = around.iter().rev().map(|(_, n)| *n).find(|n| {
            drafts
                .get(*n)
                .is_some_and(|d| d.content.iter().any(|c| draft.cue.is_some_and(|cue| c.contains(cue))))
        });
        let mut chain: Vec<String> = outer.and_then(|n| chains.get(n)).cloned().unwrap_or_default();
        for link in [
            draft.via.map(|v| name(page, cast, v)),
            draft.antecedent.or(draft.source).map(|s| name(page, cast, s)),
        ] {
            let Some(link) = link.filter(|l| !is_own(page, l)) else { continue };
            if chain.last() != Some(&link) && chain.len() < LONGEST {
                chain.push(link);
            }
        }
        if let Some(end) = draft.content.iter().map(|c| c.end).max()
            && draft.conveys
            && around.len() < LONGEST
        {
            around.push((end, number));
        }
        chains.push(chain);
    }
    chains
}

/// The source's full name, or its words as printed.
fn name(page: &Page, cast: &Cast, span: Span) -> String {
    let known = kind::describe(page, cast, span);
    match known.kind {
        SourceKind::NamedPerson | SourceKind::Organisation | SourceKind::Outlet => known.name,
        _ => None,
    }
    .unwrap_or_else(|| span.words(page.text).to_owned())
}

fn is_own(page: &Page, link: &str) -> bool {
    let bare = |name: &str| name.trim().trim_start_matches("The ").trim_start_matches("the ").to_lowercase();
    page.article.outlet.as_ref().is_some_and(|outlet| bare(outlet) == bare(link))
}

/// The outlet that the find itself names: "told Reuters", "sources consulted by NBC News", "said in an interview with …".
pub(super) fn via(page: &Page, cast: &Cast, g: &Ground, find: &Find) -> Option<Span> {
    let who = find.who?;
    let (first, last) = who.antecedent.map_or((who.first, who.last), |(first, last, _)| (first, last));
    let within =
        (first..=last).find(|at| is_dealing(g, *at)).and_then(|at| outlet(page, cast, g, at + 1, last));
    if within.is_some() {
        return within;
    }
    let (_, cue_last) = find.cue;
    let speaks =
        matches!(g.lemma(find.head), "tell" | "say" | "inform" | "confirm" | "speak" | "add" | "write");
    if !speaks {
        return None;
    }
    // "told Reuters", "told the BBC's Radio 4", "said in an interview with Reuters", "said on CNN"
    let end = (cue_last + 7).min(g.len().checked_sub(1)?);
    let stop = (cue_last + 1..=end)
        .find(|at| g.is_stop(*at) || g.is(*at, "that") || g.is_finite(*at))
        .unwrap_or(end + 1);
    let told = g.lemma(find.head) == "tell";
    let from = (cue_last + 1..stop).find(|at| told || g.any(*at, &["with", "on", "by", "to", "for"]))?;
    let from = if told { from } else { from + 1 };
    outlet(page, cast, g, from, stop.checked_sub(1)?)
}

/// Verbs by which a source deals with an outlet, in the source's own words.
fn is_dealing(g: &Ground, at: usize) -> bool {
    matches!(
        g.lemma(at),
        "consult"
            | "interview"
            | "tell"
            | "speak"
            | "contact"
            | "quote"
            | "cite"
            | "reach"
            | "survey"
            | "poll"
            | "talk"
            | "see"
            | "obtain"
            | "review"
    ) && g.upos(at) == Upos::Verb
}

/// The first outlet named between the tokens.
fn outlet(page: &Page, cast: &Cast, g: &Ground, first: usize, last: usize) -> Option<Span> {
    let mut at = first;
    while at <= last {
        if g.upos(at) == Upos::Propn {
            let mut end = at;
            while end < last
                && (g.upos(end + 1) == Upos::Propn || matches!(g.rel(end + 1), Rel::Flat | Rel::Compound))
            {
                end += 1;
            }
            // "the Associated Press": a name may begin with a word that is tagged as none.
            for from in
                [at.checked_sub(2), at.checked_sub(1)].into_iter().flatten().filter(|from| *from >= first)
            {
                let wide = g.span(from, end)?;
                if kind::is_outlet(wide.words(page.text))
                    && wide.words(page.text).starts_with(char::is_uppercase)
                {
                    return Some(wide);
                }
            }
            // "the Harbour Gazette": outlets are often printed with their article.
            let span = g.span(at, end)?;
            if kind::is_outlet(span.words(page.text))
                || kind::describe(page, cast, span).kind == SourceKind::Outlet
            {
                return Some(span);
            }
            at = end;
        }
        at += 1;
    }
    None
}
