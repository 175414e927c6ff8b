//! The page, or a part of it, cut into blocks: one a paragraph, heading, item, quotation or table row.
//!
//! In: the tree, an element, what is furniture · Out: [`Raw`] blocks in reading order, for the whole page with the boxes
//! around them · From: HTML flow and phrasing content
//! Fails: never; words outside any paragraph are a paragraph of their own · Cost: one walk below the element

use super::place::Place;
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
    /// Its number on the page.
    pub(crate) order: u32,
    /// Pictures and films since the block before it, those in it too.
    pub(crate) pictures: u16,
    /// Characters in bold print.
    pub(crate) bold: u32,
    /// Links in it.
    pub(crate) links: u16,
    /// Which of the page's boxes it stands in; 0 where only a part was cut.
    pub(crate) box_at: u32,
    pub(crate) place: Place,
}

/// A block element of the page and what stands in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Boxed {
    pub(crate) id: Id,
    /// The box around it; its own number for the first.
    pub(crate) parent: u32,
}

/// The whole page in blocks.
#[derive(Debug, Default)]
pub(crate) struct Page {
    pub(crate) raws: Vec<Raw>,
    /// Boxes in the order in which they open: one stands after the one around it.
    pub(crate) boxes: Vec<Boxed>,
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
    boxes: Vec<Boxed>,
    text: String,
    linked: usize,
    chars: usize,
    /// Links begun in the block.
    begun: u16,
    links: usize,
    pictures: u16,
    /// Elements of bold print that are open, and characters in them.
    strong: usize,
    bold: u32,
    broke: bool,
    /// Whether furniture and figures are cut too, and boxes are kept.
    whole: bool,
    around: Vec<Outer>,
}

/// A block element that is open.
struct Outer {
    id: Id,
    kind: ParagraphKind,
    place: Place,
    box_at: u32,
}

/// Cuts the whole page below `top`, furniture and figures too; elements that `skip` names are passed over.
pub(crate) fn cut_all(tree: &Tree, top: Id, weights: &Weights, skip: &dyn Fn(Id) -> bool) -> Page {
    let mut cutter = Cutter { whole: true, boxes: vec![Boxed { id: top, parent: 0 }], ..Cutter::default() };
    cutter.walk(tree, top, weights, skip);
    Page { raws: cutter.raws, boxes: cutter.boxes }
}

/// Cuts everything below `top`; elements that `skip` names are passed over.
pub(crate) fn cut(tree: &Tree, top: Id, weights: &Weights, skip: &dyn Fn(Id) -> bool) -> Vec<Raw> {
    let mut cutter = Cutter::default();
    cutter.walk(tree, top, weights, skip);
    cutter.raws
}

impl Cutter {
    fn walk(&mut self, tree: &Tree, top: Id, weights: &Weights, skip: &dyn Fn(Id) -> bool) {
        let outer = Outer { id: top, kind: ParagraphKind::Paragraph, place: Place::default(), box_at: 0 };
        self.around.push(outer);
        let mut at = tree.node(top).first;
        while at != NONE {
            let down = !skip(at) && self.enter(tree, at, weights);
            let first = tree.node(at).first;
            if down && first != NONE {
                at = first;
                continue;
            }
            if down {
                self.leave(tree, at);
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
                self.leave(tree, at);
            }
        }
        self.flush();
    }

    fn enter(&mut self, tree: &Tree, id: Id, weights: &Weights) -> bool {
        let tag = tree.tag(id);
        if tag == Tag::Text {
            let text = tree.text(id);
            let count = clean::shown(text);
            if count > 0 {
                self.broke = false;
            }
            self.chars += count;
            self.linked += if self.links > 0 { count } else { 0 };
            self.bold += if self.strong > 0 { count as u32 } else { 0 };
            clean::append(&mut self.text, text);
            return true;
        }
        if matches!(tag, Tag::Img | Tag::Picture | Tag::Video | Tag::Iframe) {
            self.pictures = self.pictures.saturating_add(1);
        }
        let dropped = weights.dropped.get(id as usize).copied().unwrap_or(false);
        let block = tag.is_block();
        let pass = dropped || tag == Tag::Figure || tag == Tag::Figcaption;
        if tag.is_mute() || pass && !(self.whole && block) {
            if block {
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
            self.begun = self.begun.saturating_add(1);
        } else if matches!(tag, Tag::B | Tag::Strong) {
            self.strong += 1;
        } else if tag == Tag::Table && is_data(tree, id) {
            self.flush();
            self.open(tree, id, ParagraphKind::TableRow, weights);
            self.rows(tree, id);
            self.close();
            return false;
        } else if block {
            self.flush();
            let outer = self.around.last().map_or(ParagraphKind::Paragraph, |a| a.kind);
            let kind = match tag {
                Tag::H1 | Tag::H2 | Tag::H3 | Tag::H4 | Tag::H5 | Tag::H6 | Tag::Dt | Tag::Summary => {
                    ParagraphKind::Subhead
                }
                Tag::Li => ParagraphKind::ListItem,
                Tag::Blockquote => ParagraphKind::Quote,
                Tag::Dd => ParagraphKind::Paragraph,
                _ => outer,
            };
            self.open(tree, id, kind, weights);
        }
        true
    }

    fn open(&mut self, tree: &Tree, id: Id, kind: ParagraphKind, weights: &Weights) {
        let Some(outer) = self.around.last() else { return };
        let (mut place, mut box_at) = (Place::default(), 0);
        if self.whole {
            place = outer.place.inside(tree, id, weights);
            box_at = self.boxes.len() as u32;
            self.boxes.push(Boxed { id, parent: outer.box_at });
        }
        self.around.push(Outer { id, kind, place, box_at });
    }

    fn close(&mut self) {
        if self.around.len() > 1 {
            self.around.pop();
        }
    }

    fn leave(&mut self, tree: &Tree, id: Id) {
        let tag = tree.tag(id);
        if tag == Tag::A && tree.attr(id, Attr::Href).is_some() {
            self.links = self.links.saturating_sub(1);
        } else if matches!(tag, Tag::B | Tag::Strong) {
            self.strong = self.strong.saturating_sub(1);
        } else if tag.is_block() {
            self.flush();
            self.close();
        }
    }

    fn flush(&mut self) {
        self.broke = false;
        let (linked, chars) = (std::mem::take(&mut self.linked), std::mem::take(&mut self.chars));
        let bold = std::mem::take(&mut self.bold);
        let links = std::mem::take(&mut self.begun).max(u16::from(linked > 0));
        let end = self.text.trim_end().len();
        if end == 0 {
            self.text.clear();
            return;
        }
        self.text.truncate(end);
        if let Some(outer) = self.around.last() {
            let (id, box_at, place) = (outer.id, outer.box_at, outer.place);
            let text = std::mem::take(&mut self.text);
            let pictures = std::mem::take(&mut self.pictures);
            let order = self.raws.len() as u32;
            self.raws.push(Raw {
                kind: outer.kind,
                text,
                linked,
                chars,
                id,
                order,
                pictures,
                bold,
                links,
                box_at,
                place,
            });
        }
    }

    fn rows(&mut self, tree: &Tree, table: Id) {
        let Some((box_at, place)) = self.around.last().map(|o| (o.box_at, o.place)) else { return };
        for row in tree.below(table).filter(|id| tree.tag(*id) == Tag::Tr) {
            let cells = tree.children(row).filter(|c| matches!(tree.tag(*c), Tag::Td | Tag::Th));
            let cells: Vec<String> = cells.map(|c| tree.words(c)).filter(|w| !w.is_empty()).collect();
            let text = cells.join(" | ");
            if !text.is_empty() {
                let chars = text.chars().filter(|c| !c.is_whitespace()).count();
                let kind = ParagraphKind::TableRow;
                let (linked, links, pictures, bold, order) = (0, 0, 0, 0, self.raws.len() as u32);
                self.raws.push(Raw {
                    kind,
                    text,
                    linked,
                    chars,
                    id: row,
                    order,
                    pictures,
                    bold,
                    links,
                    box_at,
                    place,
                });
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
