//! The quotations that stand beside a cue.
//!
//! In: a sentence, a cue in it, the quotations · Out: which quotation the cue governs, and its span
//! From: newsroom usage: a stop or a colon stands between a cue and its quotation
//! Fails: a quotation that something else governs is none of the cue's · Cost: at most [`REACH`] tokens a cue

use super::tree::Ground;
use crate::quotation::Quotation;
use crate::syntax::{Tag, Upos};
use model::Span;

/// Tokens between a cue and a quotation that it may still govern.
const REACH: usize = 30;

/// The quotations as one sentence sees them.
pub(super) struct Side<'a> {
    /// All of the page.
    pub all: &'a [Quotation],
    /// The quotation that ends right before this sentence, in the same paragraph.
    pub before: Option<usize>,
    /// The quotation that begins right after this sentence.
    pub after: Option<usize>,
}

impl Side<'_> {
    /// The quotation that ends right before token `edge`, stops left out.
    pub(super) fn before(&self, g: &Ground, edge: usize) -> Option<usize> {
        let mut at = edge;
        loop {
            let Some(before) = at.checked_sub(1) else { return self.before };
            if let Some(q) = g.quote(before) {
                let quotation = self.all.get(q)?;
                let ends = g.token(before).is_some_and(|t| t.span.end >= quotation.span.end);
                // “Stay” badges: without a stop on either side of the mark it is no speech.
                let stopped = at < edge
                    || quotation
                        .inner
                        .words(g.text)
                        .ends_with([',', '.', '?', '!', '…', '—', '–', '-', '\'', '’', '*']);
                return (ends && stopped).then_some(q);
            }
            if !g.is_stop(before) || edge - before > 2 {
                return None;
            }
            at = before;
        }
    }

    /// The quotation that token `right` and its cue `verb` lead up to. `inside`: it has to come at once, because the
    /// cue stands inside it.
    pub(super) fn after(&self, g: &Ground, verb: usize, right: usize, inside: bool) -> Option<usize> {
        let reach = if inside { 12 } else { REACH };
        for at in right + 1..(right + 1 + reach).min(g.len()) {
            if let Some(q) = g.quote(at).filter(|q| g.quote(verb) != Some(*q)) {
                let quotation = self.all.get(q)?;
                if g.token(at).is_none_or(|t| t.span.start != quotation.span.start) {
                    return None;
                }
                let before = at.checked_sub(1)?;
                let led_up = g.any(before, &[",", ":", "—", "–", "--", "-"]);
                let at_once = before == right || g.head(before) == Some(verb) && g.upos(before) != Upos::Adp;
                return (led_up || (at_once && is_sentence_like(g, at))).then_some(q);
            }
            let verbal = g.is_finite(at) || (g.tag(at) == Tag::Vbg && g.is(at - 1, ","));
            if verbal
                || g.any(at, &["that", "and", "but", ";"]) && g.upos(at) != Upos::Det
                || inside && g.is(at, ".")
            {
                return None;
            }
        }
        let colon = g.len().checked_sub(1).is_some_and(|last| g.is(last, ":") && last <= right + reach);
        self.after.filter(|_| colon && !inside)
    }

    /// The span of quotation `q`.
    pub(super) fn span(&self, q: usize) -> Span {
        self.all.get(q).map_or(Span::new(0, 0), |q| q.span)
    }
}

/// A quotation that begins with a capital letter: words that were spoken as a sentence.
fn is_sentence_like(g: &Ground, at: usize) -> bool {
    let first = if g.is_quote_mark(at) { at + 1 } else { at };
    g.word(first).trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// From the start of the sentence, if words stand before the quotation, to the quotation's end.
pub(super) fn quoted_from_start(g: &Ground, q: usize, quotations: &Side) -> Span {
    let span = quotations.span(q);
    let opening = g.tokens.partition_point(|t| t.span.start < span.start);
    let starts_here = g.token(0).is_some_and(|t| t.span.start <= span.start);
    if !starts_here || opening == 0 {
        return span;
    }
    let clause = (0..opening).any(|at| g.is_finite(at) && g.quote(at).is_none());
    let joined =
        opening.checked_sub(1).is_some_and(|b| !g.any(b, &[":", ".", "(", "—", "–", "--", "-", ";"]));
    if clause && joined { g.span(0, 0).map_or(span, |s| s.to(span)) } else { span }
}

/// The quotation, and what of its sentence goes on behind it as part of the same clause.
pub(super) fn on_from_quote(g: &Ground, q: usize, quotations: &Side) -> Span {
    let span = quotations.span(q);
    let mut at = g.tokens.partition_point(|t| t.span.end <= span.end);
    // “…” and “…”: two stretches of one content.
    while g.any(at, &["and", "or"]) {
        let Some(next) = g.quote(at + 1) else { break };
        let wide = span.to(quotations.span(next));
        at = g.tokens.partition_point(|t| t.span.end <= wide.end);
        if !g.any(at, &["and", "or"]) {
            return wide;
        }
    }
    span
}

/// Over the end of a quotation that began inside the content and goes on into the next sentences.
pub(super) fn to_quote_end(g: &Ground, verb: usize, span: Span, quotations: &Side) -> Span {
    let Some(last) = g.tokens.partition_point(|t| t.span.end <= span.end).checked_sub(1) else { return span };
    let opened = g.quote(last).filter(|q| g.quote(verb) != Some(*q)).map(|q| quotations.span(q));
    opened.filter(|q| q.start >= span.start).map_or(span, |q| span.to(q))
}
