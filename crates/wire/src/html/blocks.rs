//! The story's container cut into blocks: one a paragraph, heading, item, quotation or table row.
//!
//! In: the tree, a container, what is furniture · Out: [`Raw`] blocks in reading order · From: HTML flow and phrasing content
//! Fails: never; words outside any paragraph are a paragraph of their own · Cost: one walk below the container

use super::tag::{Attr, Tag};
use super::tree::{Id, NONE, Tree};
use super::weigh::Weights;
use crate::clean;
use model::ParagraphKind;

/// A block as it stands on the page.
#[derive(Debug)]
pub(crate) struct Raw {
    pub(crate) kind: ParagraphKind,
    pub(crate) text: String,
    /// Characters inside links, white space aside.
    pub(crate) linked: usize,
    /// Characters, white space aside.
    pub(crate) chars: usize,
    /// The element that holds it.
    pub(crate) id: Id,
}

impl Raw {
    /// The share of it that is links, 0 to 1.
    pub(crate) fn density(&self) -> f32 {
        self.linked as f32 / self.chars.max(1) as f32
    }
}

#[derive(Default)]
struct Cutter {
    raws: Vec<Raw>,
    text: String,
    linked: usize,
    chars: usize,
    links: usize,
    broke: bool,
    around: Vec<(Id, ParagraphKind)>,
}

/// Cuts everything below `top`; elements that `skip` names are passed over.
pub(crate) fn cut(tree: &Tree, top: Id, weights: &Weights, skip: &dyn Fn(Id) -> bool) -> Vec<Raw> {
    let mut cutter = Cutter { around: vec![(top, ParagraphKind::Paragraph)], ..Cutter::default() };
    let mut at = tree.node(top).first;
    while at != NONE {
        let down = !skip(at) && cutter.enter(tree, at, weights);
        let first = tree.node(at).first;
        if down && first != NONE {
            at = first;
            continue;
        }
        if down {
            cutter.leave(tree, at);
        }
        // Up and over, leaving what ends here.
        loop {
            let node = tree.node(at);
            if node.next != NONE {
                at = node.next;
                break;
            }
            at = node.parent;
            if at == top || at == NONE {
                at = NONE;
                break;
            }
            cutter.leave(tree, at);
        }
    }
    cutter.flush();
    cutter.raws
}

impl Cutter {
    fn enter(&mut self, tree: &Tree, id: Id, weights: &Weights) -> bool {
        let tag = tree.tag(id);
        if tag == Tag::Text {
            let text = tree.text(id);
            let count = text.chars().filter(|c| !c.is_whitespace()).count();
            if count > 0 {
                self.broke = false;
            }
            self.chars += count;
            self.linked += if self.links > 0 { count } else { 0 };
            clean::append(&mut self.text, text);
            return true;
        }
        let dropped = weights.dropped.get(id as usize).copied().unwrap_or(false);
        if tag.is_mute() || dropped || tag == Tag::Figure || tag == Tag::Figcaption {
            if tag.is_block() {
                self.flush();
            }
            return false;
        }
        if tag == Tag::Br {
            if self.broke {
                self.flush();
            }
            self.broke = true;
            clean::append(&mut self.text, " ");
        } else if tag == Tag::A && tree.attr(id, Attr::Href).is_some() {
            self.links += 1;
        } else if tag == Tag::Table && is_data(tree, id) {
            self.flush();
            self.rows(tree, id);
            return false;
        } else if tag.is_block() {
            self.flush();
            let outer = self.around.last().map_or(ParagraphKind::Paragraph, |a| a.1);
            let kind = match tag {
                Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Dt | Tag::Summary => {
                    ParagraphKind::Subhead
                }
                Tag::Li => ParagraphKind::ListItem,
                Tag::Blockquote => ParagraphKind::Quote,
                Tag::Dd => ParagraphKind::Paragraph,
                _ => outer,
            };
            self.around.push((id, kind));
        }
        true
    }

    fn leave(&mut self, tree: &Tree, id: Id) {
        let tag = tree.tag(id);
        if tag == Tag::A && tree.attr(id, Attr::Href).is_some() {
            self.links = self.links.saturating_sub(1);
        } else if tag.is_block() {
            self.flush();
            if self.around.len() > 1 {
                self.around.pop();
            }
        }
    }

    fn flush(&mut self) {
        self.broke = false;
        let mut text = std::mem::take(&mut self.text);
        let (linked, chars) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.chars));
        text.truncate(text.trim_end().len());
        if let (false, Some((id, kind))) = (text.is_empty(), self.around.last()) {
            self.raws.push(Raw { kind: *kind, text, linked, chars, id: *id });
        }
    }

    fn rows(&mut self, tree: &Tree, table: Id) {
        for row in tree.below(table).filter(|id| tree.tag(*id) == Tag::Tr) {
            let cells = tree.children(row).filter(|c| matches!(tree.tag(*c), Tag::Td | Tag::Th));
            let cells: Vec<String> = cells.map(|c| tree.words(c)).filter(|w| !w.is_empty()).collect();
            let text = cells.join(" | ");
            if !text.is_empty() {
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                self.raws.push(Raw { kind: ParagraphKind::TableRow, text, linked: 0, chars, id: row });
            }
        }
    }
}

/// A table of data has short cells and no tables or paragraphs in them; others are layout.
fn is_data(tree: &Tree, table: Id) -> bool {
    let mut cells = 0;
    let mut chars = 0;
    for id in tree.below(table).take(20_000) {
        match tree.tag(id) {
            Tag::Table => return false,
            Tag::Td | Tag::Th => cells += 1,
            Tag::Text => chars += tree.text(id).trim().len(),
            _ => {}
        }
    }
    cells >= 2 && chars / cells < 150
}
