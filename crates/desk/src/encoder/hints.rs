//! Hints: what learned heads say of a text, in bytes of it.
//!
//! In: windows decoded, the words of the text · Out: [`Hints`] · From: DESIGN section 8
//! Fails: never; a span that a window's edge cuts is joined again · Cost: one pass

use super::decode::{Decoded, Found};
use model::Span;
use std::ops::Range;
use std::sync::Arc;

/// A stretch of words that a learned head marked.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Hint {
    /// Bytes of the whole text.
    pub span: Span,
    /// The head's label for it.
    pub label: &'static str,
    /// How sure the head is, 0.0..=1.0.
    pub sure: f32,
}

/// What learned heads say of a text, each list in text order.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// The model whose heads spoke; none if none did.
    pub by: Option<&'static str>,
    /// Who is credited.
    pub sources: Vec<Hint>,
    /// What attributes.
    pub cues: Vec<Hint>,
    /// What is attributed.
    pub contents: Vec<Hint>,
    /// Names: PER, ORG, LOC, MISC.
    pub names: Vec<Hint>,
    /// Phrases for persons, bodies and places, as in re3d.
    pub phrases: Vec<Hint>,
    /// Times: DATE, TIME, DURATION, SET.
    pub times: Vec<Hint>,
    /// Sources as FactAppeal has them: Named, Unnamed.
    pub namings: Vec<Hint>,
    /// One entry a word.
    pub words: Vec<WordHint>,
}

/// What the heads say of one word by itself; each with how sure they are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WordHint {
    /// First byte of the word.
    pub start: usize,
    /// The axis of MATRES that a verb here would have.
    pub axis: (&'static str, f32),
    /// The TimeML class of the event here, "O" for none.
    pub event: (&'static str, f32),
    /// speech or attitude, if a cue stands here.
    pub kind: (&'static str, f32),
    /// The status of the event here, "O" for none.
    pub status: (&'static str, f32),
}

impl Hints {
    /// What is said of the word that begins at this byte.
    pub fn word(&self, start: usize) -> Option<&WordHint> {
        let at = self.words.partition_point(|w| w.start < start);
        self.words.get(at).filter(|w| w.start == start)
    }
}

/// What the heads of `by` say. Each window comes with its range of words.
pub(super) fn hints(by: &'static str, spans: &[Span], read: &[(Range<usize>, Arc<Decoded>)]) -> Hints {
    let mut hints = Hints { by: Some(by), ..Hints::default() };
    for (range, decoded) in read {
        for (said, span) in decoded.said.iter().zip(spans.iter().skip(range.start)) {
            let [axis, event, kind, status] = *said;
            hints.words.push(WordHint { start: span.start, axis, event, kind, status });
        }
        for found in &decoded.spans {
            hints.add(found, range.start, spans);
        }
    }
    hints
}

impl Hints {
    fn add(&mut self, found: &Found, base: usize, spans: &[Span]) {
        let lists = [
            &mut self.sources,
            &mut self.cues,
            &mut self.contents,
            &mut self.names,
            &mut self.phrases,
            &mut self.times,
            &mut self.namings,
        ];
        let (Some(first), Some(last)) = (spans.get(base + found.from), spans.get(base + found.to - 1)) else {
            return;
        };
        let Some(list) = lists.into_iter().nth(found.head) else { return };
        let span = first.to(*last);
        let before = (base + found.from).checked_sub(1).and_then(|at| spans.get(at));
        if found.goes_on
            && let Some(open) = list.last_mut()
            && before.is_some_and(|b| b.end == open.span.end)
            && open.label == found.label
        {
            open.span = open.span.to(span);
            open.sure = open.sure.min(found.sure);
            return;
        }
        list.push(Hint { span, label: found.label, sure: found.sure });
    }
}
