//! Who is cited by the one who speaks: "the Gazette reported, citing two officials, that …".
//!
//! In: the page, the drafts · Out: for each one cited a draft of its own, with the content of the statement that it
//! backs; it replaces the draft that took the one cited for what was said
//! From: DESIGN section 3: the Gazette ← two officials · Fails: what is cited and cannot speak ("citing the weather")
//! stays what it was · Cost: linear in the text; a sentence with such a cue looks at its own drafts

use super::Draft;
use super::kind;
use super::source;
use super::tree::Ground;
use crate::mention::Cast;
use crate::page::{LONGEST, Page};
use crate::quotation::Quotation;
use crate::syntax::Rel;
use model::{SourceKind, Span, StatementType};
use std::collections::HashMap;

/// How often a cited one is the source: as sure as "according to", which says the same.
const RATE: f32 = super::ACCORDING;

/// Adds to `drafts` a statement for every source that a speaker cites.
pub(super) fn cite(page: &Page, cast: &Cast, outer: &[Quotation], drafts: &mut Vec<Draft>) {
    drafts.sort_by_key(|d| (d.line, d.cue.map_or(0, |c| c.start)));
    let mut from = 0;
    let mut found = Vec::new();
    for (line, number) in page.lines.iter().zip(0..) {
        let tokens = &line.sentence.tokens;
        let cites = |at: &usize| tokens.get(*at).is_some_and(|t| is_citing(t.span.words(page.text)));
        if tokens.len() > LONGEST || !(0..tokens.len()).any(|at| cites(&at)) {
            continue;
        }
        let first = drafts.partition_point(|d| d.line < number);
        let own = drafts.get(first..drafts.partition_point(|d| d.line <= number)).unwrap_or_default();
        let g = Ground::new(page, tokens, number, outer, &mut from);
        for at in (0..g.len()).filter(cites).filter(|at| g.quote(*at).is_none()) {
            found.extend(cited(page, cast, &g, at, own));
        }
    }
    // Cues found line by line are in order: the first that ends behind a draft's cue begins is the one to compare.
    let cues: Vec<Span> = found.iter().filter_map(|f: &Draft| f.cue).collect();
    let replaced =
        |cue: Span| cues.get(cues.partition_point(|c| c.end <= cue.start)).is_some_and(|c| c.touches(cue));
    drafts.retain(|d| !d.cue.is_some_and(replaced));
    // "reported|, citing two officials,| that …": whom it cites is not what was reported.
    let told: HashMap<Span, &Vec<Span>> =
        found.iter().filter_map(|f| Some((f.through?, &f.content))).collect();
    for draft in drafts.iter_mut() {
        if let Some(content) = draft.cue.and_then(|cue| told.get(&cue)) {
            draft.content.clone_from(content);
        }
    }
    drafts.extend(found);
}

fn is_citing(word: &str) -> bool {
    word.eq_ignore_ascii_case("citing") || word.eq_ignore_ascii_case("quoting")
}

/// The statement of the one cited at token `at`.
fn cited(page: &Page, cast: &Cast, g: &Ground, at: usize, own: &[Draft]) -> Option<Draft> {
    let cue = g.span(at, at)?;
    let who = g.kid(at, &[Rel::Obj]).and_then(|object| source::phrase(g, object, at));
    let who = who.filter(|w| w.first == at + 1).or_else(|| source::phrase_after(g, at + 1, at))?;
    // "two officials|, that the lock …": what follows a comma is the clause, unless it describes them.
    let comma = (who.first + 1..=who.last)
        .find(|c| g.is(*c, ",") && !g.any(c + 1, &["a", "an", "the", "who", "which", "whose", "and"]));
    let source = g.span(who.first, comma.map_or(who.last, |c| c - 1))?;
    let speaks = match kind::describe(page, cast, source).kind {
        SourceKind::NamedPerson | SourceKind::UnnamedPerson | SourceKind::Outlet => true,
        SourceKind::Document | SourceKind::Organisation => true,
        SourceKind::Unknown => false,
    };
    // The statement that it backs is the nearest one whose source is another.
    let distance = |d: &&Draft| {
        d.cue.map_or(usize::MAX, |c| c.start.saturating_sub(cue.end).max(cue.start.saturating_sub(c.end)))
    };
    let backed = own
        .iter()
        .filter(|d| d.conveys && d.source.is_some_and(|s| !s.touches(source)))
        .filter(|d| d.cue.is_some_and(|c| !c.touches(cue) && !d.content.iter().any(|s| s.contains(c))))
        .min_by_key(distance)?;
    let content: Vec<Span> =
        backed.content.iter().filter_map(|s| without(page.text, *s, cue.to(source))).collect();
    (speaks && !content.is_empty()).then(|| Draft {
        line: g.line,
        kind: StatementType::Speech,
        frame: "cited",
        rate: RATE.min(backed.rate),
        source: Some(source),
        antecedent: None,
        cue: Some(cue),
        content,
        conveys: true,
        carries: false,
        shows: false,
        via: Vec::new(),
        through: backed.cue,
        inside: false,
        spoken: false,
        maker: None,
    })
}

/// The content before the citing that stands in it, or behind it.
fn without(text: &str, content: Span, citing: Span) -> Option<Span> {
    let stop = |c: char| c.is_whitespace() || matches!(c, ',' | ';' | '—' | '–');
    let bare = |from: usize, to: usize| {
        let words = Span::new(from, to).words(text);
        let start = from + words.len() - words.trim_start_matches(stop).len();
        let end = start + words.trim_matches(stop).len();
        (start < end).then(|| Span::new(start, end))
    };
    if !content.touches(citing) {
        return bare(content.start, content.end);
    }
    if content.start < citing.start {
        return bare(content.start, citing.start);
    }
    bare(content.start.max(citing.end).min(content.end), content.end)
}
