//! The page as a tree in one flat arena: no recursion, no pointers, dropped in one step.
//!
//! In: the page's text, nodes as the rules make them · Out: [`Tree`] · From: WHATWG HTML 13.2.6 · Fails: never
//! Cost: 36 bytes a node; words stay where they stand on the page, and only those that entities or zero bytes change
//! are copied; attributes that nobody asks for are not kept

use super::tag::{Attr, Tag};

/// Index of a node; [`NONE`] is nobody.
pub(crate) type Id = u32;

/// No node.
pub(crate) const NONE: Id = u32::MAX;

/// The document's own node.
pub(crate) const ROOT: Id = 0;

/// A stretch of text: bytes `start..end` of the page, or of what was decoded from it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(crate) struct Piece {
    pub(crate) start: u32,
    pub(crate) end: u32,
    /// Whether it lies in the decoded text.
    pub(crate) own: bool,
}

impl Piece {
    /// Bytes of the page.
    pub(crate) fn of(start: usize, end: usize) -> Self {
        Piece { start: short(start), end: short(end), own: false }
    }

    /// The end of the decoded text, from `start` on.
    pub(crate) fn tail(start: usize, own: &str) -> Self {
        Piece { start: short(start), end: short(own.len()), own: true }
    }

    /// Its length in bytes.
    pub(crate) fn len(self) -> usize {
        self.end.saturating_sub(self.start) as usize
    }
}

/// Pages are capped at a few megabytes; past four gigabytes words would be lost, not misread.
fn short(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}

/// One node.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    pub(crate) parent: Id,
    pub(crate) first: Id,
    pub(crate) next: Id,
    last: Id,
    previous: Id,
    /// The words of a text node; of an element the place of its attributes in `attrs`.
    piece: Piece,
}

/// The page.
#[derive(Debug)]
pub(crate) struct Tree<'p> {
    page: &'p str,
    /// What was decoded: words with entities or zero bytes in them.
    pub(crate) own: String,
    nodes: Vec<Node>,
    attrs: Vec<(Attr, Piece)>,
    /// Bytes that may still be copied to join words: in all no more than the page has.
    spare: usize,
}

impl<'p> Tree<'p> {
    pub(crate) fn new(page: &'p str) -> Self {
        let mut tree = Tree {
            page,
            own: String::new(),
            // Pages of the gold have a node on 30 to 60 bytes.
            nodes: Vec::with_capacity(page.len() / 40 + 8),
            attrs: Vec::with_capacity(page.len() / 100 + 8),
            spare: page.len(),
        };
        tree.add(Tag::Document, &[]);
        tree
    }

    /// The words of a piece.
    pub(crate) fn piece(&self, piece: Piece) -> &str {
        let whole = if piece.own { &self.own } else { self.page };
        whole.get(piece.start as usize..piece.end as usize).unwrap_or_default()
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node; the root where there is none of that number.
    pub(crate) fn node(&self, id: Id) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&self.nodes[ROOT as usize])
    }

    /// The tag of a node.
    pub(crate) fn tag(&self, id: Id) -> Tag {
        self.node(id).tag
    }

    /// The words of a text node; empty for all others.
    pub(crate) fn text(&self, id: Id) -> &str {
        let node = self.node(id);
        if node.tag == Tag::Text { self.piece(node.piece) } else { "" }
    }

    /// An attribute of a node.
    pub(crate) fn attr(&self, id: Id, attr: Attr) -> Option<&str> {
        let node = self.node(id);
        if node.tag == Tag::Text {
            return None;
        }
        let own = self.attrs.get(node.piece.start as usize..node.piece.end as usize)?;
        own.iter().find(|(a, _)| *a == attr).map(|(_, value)| self.piece(*value))
    }

    /// Whether a token attribute (class, itemprop, rel) holds this word.
    pub(crate) fn has(&self, id: Id, attr: Attr, word: &str) -> bool {
        self.attr(id, attr).is_some_and(|v| v.split_ascii_whitespace().any(|w| w.eq_ignore_ascii_case(word)))
    }

    /// The children in order.
    pub(crate) fn children(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut at = self.node(id).first;
        std::iter::from_fn(move || {
            let now = (at != NONE).then_some(at)?;
            at = self.node(now).next;
            Some(now)
        })
    }

    /// The node after `id` in document order that is not below it, within `top`.
    pub(crate) fn past(&self, mut id: Id, top: Id) -> Id {
        while id != top && id != NONE {
            let node = self.node(id);
            if node.next != NONE {
                return node.next;
            }
            id = node.parent;
        }
        NONE
    }

    /// The next node in document order within `top`.
    pub(crate) fn following(&self, id: Id, top: Id) -> Id {
        let first = self.node(id).first;
        if first != NONE { first } else { self.past(id, top) }
    }

    /// Everything below `top` in document order.
    pub(crate) fn below(&self, top: Id) -> impl Iterator<Item = Id> {
        let mut at = top;
        std::iter::from_fn(move || {
            at = self.following(at, top);
            (at != NONE).then_some(at)
        })
    }

    /// The ancestors, nearest first.
    pub(crate) fn above(&self, id: Id) -> impl Iterator<Item = Id> {
        let mut at = id;
        std::iter::from_fn(move || {
            at = self.node(at).parent;
            (at != NONE).then_some(at)
        })
    }

    /// The words below a node as one clean line, scripts and the like left out.
    pub(crate) fn words(&self, top: Id) -> String {
        let mut out = String::new();
        let mut at = top;
        while at != NONE {
            let tag = self.tag(at);
            if tag == Tag::Text {
                crate::clean::append(&mut out, self.text(at));
            } else if tag.is_block() || tag == Tag::Br {
                crate::clean::append(&mut out, " ");
            }
            at = if tag.is_mute() { self.past(at, top) } else { self.following(at, top) };
        }
        out.truncate(out.trim_end().len());
        out
    }

    /// A new element that hangs nowhere yet.
    pub(crate) fn add(&mut self, tag: Tag, attrs: &[(Attr, Piece)]) -> Id {
        let start = self.attrs.len();
        self.attrs.extend_from_slice(attrs);
        self.node_of(tag, Piece::of(start, self.attrs.len()))
    }

    fn node_of(&mut self, tag: Tag, piece: Piece) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE - 1);
        self.nodes.push(Node {
            tag,
            parent: NONE,
            first: NONE,
            next: NONE,
            last: NONE,
            previous: NONE,
            piece,
        });
        id
    }

    /// Attributes that the element lacks; those that it has stay.
    pub(crate) fn more(&mut self, id: Id, attrs: &[(Attr, Piece)]) {
        let new: Vec<(Attr, Piece)> =
            attrs.iter().filter(|(attr, _)| self.attr(id, *attr).is_none()).copied().collect();
        if new.is_empty() {
            return;
        }
        let piece = self.node(id).piece;
        let start = self.attrs.len();
        self.attrs.extend_from_within(piece.start as usize..piece.end as usize);
        self.attrs.extend(new);
        let end = self.attrs.len();
        self.at(id).piece = Piece::of(start, end);
    }

    fn at(&mut self, id: Id) -> &mut Node {
        let id = if (id as usize) < self.nodes.len() { id as usize } else { 0 };
        &mut self.nodes[id]
    }

    /// Hangs a new node into the tree: before a sibling, or as the last child where `before` is [`NONE`].
    pub(crate) fn hang(&mut self, id: Id, parent: Id, before: Id) {
        let previous = self.beside(parent, before);
        let node = self.at(id);
        (node.parent, node.previous, node.next) = (parent, previous, before);
        match previous {
            NONE => self.at(parent).first = id,
            _ => self.at(previous).next = id,
        }
        match before {
            NONE => self.at(parent).last = id,
            _ => self.at(before).previous = id,
        }
    }

    /// The node after which the next one at this place comes.
    fn beside(&self, parent: Id, before: Id) -> Id {
        if before == NONE { self.node(parent).last } else { self.node(before).previous }
    }

    /// Writes words at a place; they join the words before them where that costs little.
    pub(crate) fn write(&mut self, piece: Piece, parent: Id, before: Id) {
        let beside = self.beside(parent, before);
        if beside != NONE && self.tag(beside) == Tag::Text && self.join(beside, piece) {
            return;
        }
        let id = self.node_of(Tag::Text, piece);
        self.hang(id, parent, before);
    }

    fn join(&mut self, id: Id, piece: Piece) -> bool {
        let mut old = self.node(id).piece;
        if old.own != piece.own || old.end != piece.start {
            // What is copied: both, or only the new words where the old ones end the decoded text.
            let ends = old.own && old.end as usize == self.own.len();
            let cost = piece.len() + if ends { 0 } else { old.len() };
            if cost > self.spare {
                return false;
            }
            self.spare -= cost;
            let start = if ends { old.start as usize } else { self.own.len() };
            for part in [(!ends).then_some(old), Some(piece)].into_iter().flatten() {
                if part.own {
                    self.own.extend_from_within(part.start as usize..part.end as usize);
                } else {
                    let words = self.page.get(part.start as usize..part.end as usize);
                    self.own.push_str(words.unwrap_or_default());
                }
            }
            old = Piece::tail(start, &self.own);
        } else {
            old.end = piece.end;
        }
        self.at(id).piece = old;
        true
    }
}
