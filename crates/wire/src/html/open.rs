//! The elements that are open: which one words go to, and how far up an end tag may reach.
//!
//! In: start and end tags · Out: the current element and what may be closed · From: WHATWG HTML 13.2.4.2 (stack of open
//! elements), 13.2.4.1 (insertion modes, as far as the stack tells them) · Fails: never
//! Cost: at most [`DEEPEST`] steps a tag; a tag that is not open at all costs none

use super::kinds::{is_border, is_implied};
use super::tag::Tag;
use super::tree::Id;

/// Open elements that a page may have; the deepest page of the gold has 61.
pub(crate) const DEEPEST: usize = 256;

/// Which rules hold inside an element.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Mode {
    Body,
    Table,
    Rows,
    Row,
    Cell,
    Caption,
    Columns,
    Drawing,
    Formula,
}

impl Mode {
    /// Whether the rules of SVG or MathML hold.
    pub(crate) fn is_foreign(self) -> bool {
        matches!(self, Mode::Drawing | Mode::Formula)
    }
}

/// One open element.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Open {
    pub(crate) id: Id,
    pub(crate) tag: Tag,
    pub(crate) name: u64,
    pub(crate) mode: Mode,
}

/// The open elements, outermost first. The first is always `html`.
pub(crate) struct Stack {
    list: Vec<Open>,
    /// How many of each tag are open.
    counts: [u16; Tag::COUNT],
}

impl Stack {
    pub(crate) fn new(html: Id) -> Self {
        let mut stack = Stack { list: Vec::with_capacity(64), counts: [0; Tag::COUNT] };
        stack.push(Open { id: html, tag: Tag::Html, name: 0, mode: Mode::Body });
        stack
    }

    /// The current element.
    pub(crate) fn top(&self) -> Open {
        self.list.last().copied().unwrap_or(Open { id: 0, tag: Tag::Html, name: 0, mode: Mode::Body })
    }

    pub(crate) fn is_full(&self) -> bool {
        self.list.len() >= DEEPEST
    }

    pub(crate) fn push(&mut self, open: Open) {
        self.counts[open.tag as usize] += 1;
        self.list.push(open);
    }

    /// Closes the current element; `html` stays.
    pub(crate) fn pop(&mut self) {
        if self.list.len() > 1
            && let Some(open) = self.list.pop()
        {
            self.counts[open.tag as usize] -= 1;
        }
    }

    /// Whether one of these is open anywhere.
    pub(crate) fn has(&self, tag: Tag) -> bool {
        self.counts[tag as usize] > 0
    }

    /// Closes down to and with the innermost of this tag.
    pub(crate) fn pop_to(&mut self, tag: Tag) {
        self.pop_until(|open| open.tag == tag);
    }

    /// Closes down to and with the innermost that is meant.
    pub(crate) fn pop_until(&mut self, meant: impl Fn(&Open) -> bool) {
        while self.list.len() > 1 {
            let found = meant(&self.top());
            self.pop();
            if found {
                return;
            }
        }
    }

    /// Closes all that stands above the innermost of these.
    pub(crate) fn clear_to(&mut self, tags: &[Tag]) {
        while self.list.len() > 1 && !tags.contains(&self.top().tag) {
            self.pop();
        }
    }

    /// Takes an element off the stack and leaves those above it open: a tag closed across others.
    pub(crate) fn drop_at(&mut self, at: usize) {
        if at > 0 && at < self.list.len() {
            let open = self.list.remove(at);
            self.counts[open.tag as usize] -= 1;
        }
    }

    /// Where an element stands on the stack.
    pub(crate) fn place(&self, id: Id) -> Option<usize> {
        self.list.iter().rposition(|open| open.id == id)
    }

    /// From the current element outwards, with places.
    pub(crate) fn outwards(&self) -> impl Iterator<Item = (usize, &Open)> {
        self.list.iter().enumerate().rev()
    }

    /// The element around one on the stack.
    pub(crate) fn around(&self, at: usize) -> Open {
        self.list.get(at.saturating_sub(1)).copied().unwrap_or_else(|| self.top())
    }

    /// Whether the tag is open with no border between.
    pub(crate) fn in_scope(&self, tag: Tag) -> bool {
        self.has(tag) && self.reaches(|open| open.tag == tag, is_border)
    }

    /// The same for `p`, which a button keeps too.
    pub(crate) fn p_in_scope(&self) -> bool {
        self.has(Tag::P)
            && self.reaches(|open| open.tag == Tag::P, |open| open.tag == Tag::Button || is_border(open))
    }

    /// The same for `li`, which lists keep too.
    pub(crate) fn li_in_scope(&self) -> bool {
        let border = |open: &Open| matches!(open.tag, Tag::Ol | Tag::Ul) || is_border(open);
        self.has(Tag::Li) && self.reaches(|open| open.tag == Tag::Li, border)
    }

    /// The same for parts of a table, which only a table keeps.
    pub(crate) fn in_table_scope(&self, tag: Tag) -> bool {
        let border = |open: &Open| matches!(open.tag, Tag::Html | Tag::Table | Tag::Template);
        self.has(tag) && self.reaches(|open| open.tag == tag, border)
    }

    /// Whether one that is meant is open with no border between.
    pub(crate) fn reaches(&self, meant: impl Fn(&Open) -> bool, border: impl Fn(&Open) -> bool) -> bool {
        self.outwards()
            .find_map(|(_, open)| if meant(open) { Some(true) } else { border(open).then_some(false) })
            == Some(true)
    }

    /// Closes elements whose end tags may be left out, save one kind.
    pub(crate) fn close_implied(&mut self, save: Option<Tag>) {
        while is_implied(self.top().tag) && Some(self.top().tag) != save {
            self.pop();
        }
    }

    pub(crate) fn close_p(&mut self) {
        self.close_implied(Some(Tag::P));
        self.pop_to(Tag::P);
    }
}
