//! The page as a tree in one flat arena: no recursion, no pointers, dropped in one step.
//!
//! In: tokens, through html5ever's tree builder · Out: [`Tree`] · From: WHATWG HTML 13.2.6
//! Fails: never · Cost: one node of about 100 bytes an element; attributes that nobody asks for are not kept

use super::tag::{Attr, Tag};
use html5ever::interface::{ElemName, ElementFlags, NodeOrText, QuirksMode, TreeSink};
use html5ever::tendril::StrTendril;
use html5ever::{Attribute, LocalName, Namespace, QualName, ns};
use std::borrow::Cow;
use std::cell::{Cell, RefCell};

/// Index of a node; [`NONE`] is nobody.
pub(crate) type Id = u32;

/// No node.
pub(crate) const NONE: Id = u32::MAX;

/// The document's own node.
pub(crate) const ROOT: Id = 0;

/// One node.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) tag: Tag,
    pub(crate) parent: Id,
    pub(crate) first: Id,
    pub(crate) next: Id,
    last: Id,
    previous: Id,
    attrs: Vec<(Attr, StrTendril)>,
    /// The words of a text node.
    text: StrTendril,
    name: QualName,
}

/// The page.
#[derive(Debug)]
pub(crate) struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    fn new() -> Self {
        let mut tree = Tree { nodes: Vec::with_capacity(1024) };
        tree.add(Tag::Document, blank(), Vec::new(), StrTendril::new());
        tree
    }

    /// How many nodes there are.
    pub(crate) fn len(&self) -> usize {
        self.nodes.len()
    }

    /// The node; the root where there is none of that number.
    pub(crate) fn node(&self, id: Id) -> &Node {
        self.nodes.get(id as usize).unwrap_or(&self.nodes[0])
    }

    /// The tag of a node.
    pub(crate) fn tag(&self, id: Id) -> Tag {
        self.node(id).tag
    }

    /// The words of a text node; empty for all others.
    pub(crate) fn text(&self, id: Id) -> &str {
        &self.node(id).text
    }

    /// An attribute of a node.
    pub(crate) fn attr(&self, id: Id, attr: Attr) -> Option<&str> {
        self.node(id).attrs.iter().find(|(a, _)| *a == attr).map(|(_, v)| &**v)
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

    fn add(&mut self, tag: Tag, name: QualName, attrs: Vec<(Attr, StrTendril)>, text: StrTendril) -> Id {
        let id = Id::try_from(self.nodes.len()).unwrap_or(NONE - 1);
        let node = Node {
            tag,
            parent: NONE,
            first: NONE,
            next: NONE,
            last: NONE,
            previous: NONE,
            attrs,
            text,
            name,
        };
        self.nodes.push(node);
        id
    }

    fn cut(&mut self, id: Id) {
        let Node { parent, next, previous, .. } = *self.node(id);
        if parent == NONE {
            return;
        }
        match previous {
            NONE => self.at(parent).first = next,
            _ => self.at(previous).next = next,
        }
        match next {
            NONE => self.at(parent).last = previous,
            _ => self.at(next).previous = previous,
        }
        let node = self.at(id);
        (node.parent, node.next, node.previous) = (NONE, NONE, NONE);
    }

    fn at(&mut self, id: Id) -> &mut Node {
        let id = if (id as usize) < self.nodes.len() { id as usize } else { 0 };
        &mut self.nodes[id]
    }

    fn push(&mut self, parent: Id, id: Id) {
        self.cut(id);
        let last = self.node(parent).last;
        (self.at(id).parent, self.at(id).previous) = (parent, last);
        match last {
            NONE => self.at(parent).first = id,
            _ => self.at(last).next = id,
        }
        self.at(parent).last = id;
    }

    fn insert(&mut self, before: Id, id: Id) {
        self.cut(id);
        let Node { parent, previous, .. } = *self.node(before);
        let node = self.at(id);
        (node.parent, node.previous, node.next) = (parent, previous, before);
        match previous {
            NONE => self.at(parent).first = id,
            _ => self.at(previous).next = id,
        }
        self.at(before).previous = id;
    }

    /// Text joins the text before it.
    fn write(&mut self, after: Id, text: StrTendril) -> Option<Id> {
        if after != NONE && self.tag(after) == Tag::Text {
            self.at(after).text.push_tendril(&text);
            return None;
        }
        Some(self.add(Tag::Text, blank(), Vec::new(), text))
    }
}

fn blank() -> QualName {
    QualName::new(None, ns!(), LocalName::default())
}

/// html5ever's side of the tree.
#[derive(Debug)]
pub(crate) struct Builder {
    tree: RefCell<Tree>,
    /// Elements made so far.
    pub(crate) made: Cell<usize>,
}

impl Builder {
    pub(crate) fn new() -> Self {
        Builder { tree: RefCell::new(Tree::new()), made: Cell::new(0) }
    }

    pub(crate) fn into_tree(self) -> Tree {
        self.tree.into_inner()
    }
}

/// An element's name by value, so that no borrow outlives the call.
#[derive(Debug)]
pub(crate) struct Name(QualName);

impl ElemName for Name {
    fn ns(&self) -> &Namespace {
        &self.0.ns
    }
    fn local_name(&self) -> &LocalName {
        &self.0.local
    }
}

impl TreeSink for Builder {
    type Handle = Id;
    type Output = Self;
    type ElemName<'a> = Name;

    fn finish(self) -> Self {
        self
    }
    fn parse_error(&self, _: Cow<'static, str>) {}
    fn get_document(&self) -> Id {
        ROOT
    }
    fn elem_name(&self, id: &Id) -> Name {
        Name(self.tree.borrow().node(*id).name.clone())
    }
    fn create_element(&self, name: QualName, attrs: Vec<Attribute>, _: ElementFlags) -> Id {
        self.made.set(self.made.get() + 1);
        let tag = if name.ns == ns!(html) { Tag::of(&name.local) } else { Tag::Foreign };
        let attrs = attrs.into_iter().filter_map(|a| Some((Attr::of(&a.name.local)?, a.value))).collect();
        self.tree.borrow_mut().add(tag, name, attrs, StrTendril::new())
    }
    fn create_comment(&self, _: StrTendril) -> Id {
        self.tree.borrow_mut().add(Tag::Comment, blank(), Vec::new(), StrTendril::new())
    }
    fn create_pi(&self, _: StrTendril, _: StrTendril) -> Id {
        self.create_comment(StrTendril::new())
    }
    fn append(&self, parent: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let last = tree.node(*parent).last;
                tree.write(last, text)
            }
        };
        if let Some(id) = id {
            tree.push(*parent, id);
        }
    }
    fn append_based_on_parent_node(&self, element: &Id, previous: &Id, child: NodeOrText<Id>) {
        if self.tree.borrow().node(*element).parent == NONE {
            self.append(previous, child);
        } else {
            self.append_before_sibling(element, child);
        }
    }
    fn append_doctype_to_document(&self, _: StrTendril, _: StrTendril, _: StrTendril) {}
    fn get_template_contents(&self, _: &Id) -> Id {
        // What stands in a template is not shown: it hangs on a node of its own, off the page.
        self.create_comment(StrTendril::new())
    }
    fn same_node(&self, a: &Id, b: &Id) -> bool {
        a == b
    }
    fn set_quirks_mode(&self, _: QuirksMode) {}
    fn append_before_sibling(&self, sibling: &Id, child: NodeOrText<Id>) {
        let mut tree = self.tree.borrow_mut();
        let id = match child {
            NodeOrText::AppendNode(id) => Some(id),
            NodeOrText::AppendText(text) => {
                let before = tree.node(*sibling).previous;
                tree.write(before, text)
            }
        };
        if let Some(id) = id {
            tree.insert(*sibling, id);
        }
    }
    fn add_attrs_if_missing(&self, id: &Id, attrs: Vec<Attribute>) {
        let mut tree = self.tree.borrow_mut();
        for attribute in attrs {
            if let Some(attr) = Attr::of(&attribute.name.local)
                && tree.attr(*id, attr).is_none()
            {
                tree.at(*id).attrs.push((attr, attribute.value));
            }
        }
    }
    fn remove_from_parent(&self, id: &Id) {
        self.tree.borrow_mut().cut(*id);
    }
    fn reparent_children(&self, from: &Id, to: &Id) {
        let mut tree = self.tree.borrow_mut();
        loop {
            let first = tree.node(*from).first;
            if first == NONE {
                return;
            }
            tree.push(*to, first);
        }
    }
}
