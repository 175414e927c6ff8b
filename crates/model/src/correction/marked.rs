//! Every mark of a kind with its own words, and the one that a correction means.
//!
//! In: [`Notes`], a kind, a place · Out: the mark at that place · From: the kinds of [`MarkKind`]
//! Fails: a place without a mark of the kind is `None` · Cost: O(marks of the kind)

use super::MarkKind;
use crate::{Notes, Span};

/// One mark as a correction sees it.
#[derive(Clone, Debug, PartialEq)]
pub struct Marked {
    /// Its place in the list of its kind in [`Notes`].
    pub at: usize,
    /// Its id, where its kind has ids.
    pub id: Option<String>,
    /// Its own words; see [`MarkKind`].
    pub own: Span,
    /// The other words that name it: a statement can be told by its source, too.
    pub also: Vec<Span>,
}

impl Notes {
    /// The marks of a kind. An entity comes once for each of its mentions.
    pub fn marked(&self, kind: MarkKind) -> Vec<Marked> {
        let with =
            |at: usize, id: &str, own: Span| Marked { at, id: Some(id.to_owned()), own, also: Vec::new() };
        let bare = |at: usize, own: Span| Marked { at, id: None, own, also: Vec::new() };
        match kind {
            MarkKind::Event => {
                self.events.iter().enumerate().map(|(at, e)| with(at, &e.id, e.trigger)).collect()
            }
            MarkKind::Statement => {
                let statements = self.statements.iter().enumerate();
                statements
                    .filter_map(|(at, s)| {
                        let mut spans =
                            s.cue.into_iter().chain(s.source.span).chain(s.content.iter().copied());
                        let own = spans.next()?;
                        Some(Marked { also: spans.collect(), ..with(at, &s.id, own) })
                    })
                    .collect()
            }
            MarkKind::Figure => {
                self.figures.iter().enumerate().map(|(at, f)| with(at, &f.id, f.span)).collect()
            }
            MarkKind::Time => self.times.iter().enumerate().map(|(at, t)| bare(at, t.span)).collect(),
            MarkKind::Authority => {
                self.authorities.iter().enumerate().map(|(at, a)| with(at, &a.id, a.span)).collect()
            }
            MarkKind::Position => {
                self.positions.iter().enumerate().map(|(at, p)| bare(at, p.proof)).collect()
            }
            MarkKind::Entity => {
                let mentions = self.mentions.iter();
                mentions
                    .filter_map(|m| {
                        let id = m.entity.as_ref()?;
                        let at = self.entities.iter().position(|e| e.id == *id)?;
                        Some(with(at, id, m.span))
                    })
                    .collect()
            }
        }
    }
}

/// The mark that stands at `place`: with these words as its own, else among its words, else over some of them, for a
/// newer desk may cut a mark a little wider. `exactly` asks for the first alone.
pub(super) fn mark_at(marked: &[Marked], place: Span, exactly: bool) -> Option<&Marked> {
    let own = marked.iter().find(|mark| mark.own == place);
    if exactly || own.is_some() {
        return own;
    }
    let among = marked.iter().find(|mark| mark.also.contains(&place));
    among.or_else(|| {
        let over = marked.iter().filter(|mark| mark.own.touches(place));
        // The first of the most: `max_by_key` would give the last.
        over.rev().max_by_key(|mark| mark.own.overlap(place))
    })
}
