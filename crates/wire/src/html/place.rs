//! Where a block stands: what the elements around it are and are called, handed down as the page is walked.
//!
//! In: an element and the place of the one around it · Out: [`Place`] · From: PAGES.md (tag path, class and id words)
//! Fails: never · Cost: some bit operations a block element

use super::classes::{Hint, Words};
use super::tag::{Attr, Tag};
use super::tree::{Id, Tree};
use super::weigh::Weights;

/// What stands around a block, its own element included.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Place {
    /// Frequent class and id words of all elements around it, the page's own element aside.
    pub(crate) words: Words,
    /// Those of its own element and of the one around that.
    pub(crate) near: Words,
    /// Those of its own element.
    pub(crate) own: Words,
    /// Bits of [`Place::bit`] for elements around it.
    around: u32,
    pub(crate) hint: Hint,
    /// The hint of the element around its own.
    pub(crate) outer: Hint,
    /// Numbers of the element's tag and of the three around it, nearest first.
    pub(crate) tags: [u8; 4],
    /// Block elements around it.
    pub(crate) depth: u16,
    /// Depth at which the nearest element called furniture stands, 0 where there is none.
    pub(crate) drop: u16,
    /// The same of elements called the story's body.
    pub(crate) body: u16,
    /// The same of the container that rules find.
    pub(crate) container: u16,
}

impl Place {
    pub(crate) const DROPPED: u32 = 1 << 20;
    pub(crate) const HIDDEN: u32 = 1 << 21;
    pub(crate) const COMMENTS: u32 = 1 << 22;
    pub(crate) const ARTICLE_BODY: u32 = 1 << 23;
    /// Furniture or a figure inside the container that rules find.
    pub(crate) const APART: u32 = 1 << 24;
    pub(crate) const FIGURE: u32 = 1 << 8;

    /// Whether an element around it has this bit.
    pub(crate) fn is(&self, bit: u32) -> bool {
        self.around & bit != 0
    }

    /// The place inside element `id`, which stands in `self`.
    pub(crate) fn inside(&self, tree: &Tree, id: Id, weights: &Weights) -> Place {
        let tag = tree.tag(id);
        let at = id as usize;
        let names =
            weights.names.get(at).and_then(|n| weights.named.get(*n as usize)).copied().unwrap_or_default();
        let mut place = Place {
            own: names.words,
            near: self.own,
            outer: self.hint,
            hint: names.hint,
            depth: self.depth.saturating_add(1),
            tags: [number(tag), self.tags[0], self.tags[1], self.tags[2]],
            ..*self
        };
        for ((words, near), own) in place.words.iter_mut().zip(&mut place.near).zip(names.words) {
            *words |= own;
            *near |= own;
        }
        place.around |= bit(tag);
        if weights.dropped.get(at) == Some(&true) {
            place.around |= Place::DROPPED;
        }
        if place.is(Place::DROPPED) && weights.dropped.get(at) == Some(&true) || bit(tag) == Place::FIGURE {
            place.around |= Place::APART;
        }
        if weights.hidden.get(at) == Some(&true) {
            place.around |= Place::HIDDEN;
        }
        if names.hint.is(Hint::COMMENTS) {
            place.around |= Place::COMMENTS;
        }
        if tree.has(id, Attr::Itemprop, "articleBody") {
            place.around |= Place::ARTICLE_BODY;
        }
        if names.hint.is(Hint::DROP) {
            place.drop = place.depth;
        }
        if names.hint.is(Hint::BODY) {
            place.body = place.depth;
        }
        if weights.container == id {
            place.container = place.depth;
            place.around &= !Place::APART;
        }
        place
    }
}

fn bit(tag: Tag) -> u32 {
    let at = match tag {
        Tag::Article => 0,
        Tag::Main => 1,
        Tag::Aside => 2,
        Tag::Nav | Tag::Menu => 3,
        Tag::Footer => 4,
        Tag::Header | Tag::Hgroup => 5,
        Tag::Form | Tag::Fieldset | Tag::Dialog | Tag::Search => 6,
        Tag::Ul | Tag::Ol | Tag::Dl | Tag::Dir => 7,
        Tag::Figure | Tag::Figcaption => 8,
        Tag::Table => 9,
        Tag::Section => 10,
        Tag::Blockquote => 11,
        Tag::Address => 12,
        Tag::Details => 13,
        _ => return 0,
    };
    1 << at
}

/// Bits that [`bit`] gives.
pub(crate) const BITS: u32 = 14;

/// Tags by number: those that mostly hold a story's text first.
fn number(tag: Tag) -> u8 {
    match tag {
        Tag::P => 1,
        Tag::Blockquote => 2,
        Tag::Pre => 3,
        Tag::H2 => 4,
        Tag::H3 => 5,
        Tag::H4 => 6,
        Tag::H5 | Tag::H6 => 7,
        Tag::H1 => 8,
        Tag::Article => 9,
        Tag::Section => 10,
        Tag::Main => 11,
        Tag::Div => 12,
        Tag::Center => 13,
        Tag::Td | Tag::Th => 14,
        Tag::Tr => 15,
        Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot => 16,
        Tag::Ol => 17,
        Tag::Ul => 18,
        Tag::Li => 19,
        Tag::Dl | Tag::Dt | Tag::Dd => 20,
        Tag::Summary | Tag::Details => 21,
        Tag::Header | Tag::Hgroup => 22,
        Tag::Figure | Tag::Figcaption | Tag::Caption => 23,
        Tag::Address => 24,
        Tag::Aside => 25,
        Tag::Form | Tag::Fieldset | Tag::Legend | Tag::Dialog | Tag::Search => 26,
        Tag::Nav | Tag::Menu | Tag::Dir => 27,
        Tag::Footer => 28,
        Tag::Body => 29,
        Tag::Html | Tag::Document => 30,
        _ => 31,
    }
}
