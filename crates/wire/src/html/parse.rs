//! A page's text to its tree: tokens in, elements opened and closed, words hung where they belong.
//!
//! In: decoded HTML · Out: [`Tree`], and whether it was flattened · From: WHATWG HTML 13.2.6 (tree construction), with two
//! simplifications: formatting elements are plain ones, and white space that no reader sees is left out
//! Fails: never; what nests deeper than [`super::open::DEEPEST`] is flattened, its text kept
//! Cost: linear in the page: one pass, and a bounded number of steps a tag

use super::kinds::{
    breaks_out, foreign_mode, is_break, is_formatting, is_implied, is_raw, is_table_part, is_void,
};
use super::lexer::{Lexer, Mark, Token};
use super::open::{Mode, Open, Stack};
use super::tag::{Attr, Tag, name_number};
use super::tree::{Id, NONE, Piece, ROOT, Tree};

/// Parses the page.
pub(crate) fn parse(page: &str) -> (Tree<'_>, bool) {
    let mut parser = Parser::new(page);
    loop {
        let foreign = parser.stack.top().mode.is_foreign();
        match parser.lexer.next(&mut parser.tree.own, foreign) {
            Token::Words(piece) => parser.words(piece),
            Token::Start(mark) => {
                parser.settle(is_break(mark.tag));
                parser.start(mark);
            }
            Token::End(mark) => {
                parser.settle(false);
                parser.end(mark);
            }
            Token::Over => break,
        }
    }
    parser.settle(false);
    parser.enter_body(None);
    (parser.tree, parser.capped)
}

/// How far the page has come.
#[derive(Clone, Copy, PartialEq)]
enum Phase {
    Start,
    Head,
    AfterHead,
    Body,
}

/// A page in the middle of its reading.
pub(crate) struct Parser<'p> {
    pub(crate) tree: Tree<'p>,
    pub(crate) lexer: Lexer<'p>,
    pub(crate) stack: Stack,
    phase: Phase,
    pub(crate) html: Id,
    head: Id,
    pub(crate) body: Id,
    /// The form that is open; a page has one at a time.
    pub(crate) form: Id,
    /// White space not yet written: before a block it is not seen.
    pending: Option<Piece>,
    /// Start tags that were flattened and not yet closed.
    flattened: Vec<(Tag, u64)>,
    capped: bool,
}

impl<'p> Parser<'p> {
    fn new(page: &'p str) -> Self {
        let mut tree = Tree::new(page);
        let html = tree.add(Tag::Html, &[]);
        tree.hang(html, ROOT, NONE);
        Parser {
            tree,
            lexer: Lexer::new(page),
            stack: Stack::new(html),
            phase: Phase::Start,
            html,
            head: NONE,
            body: NONE,
            form: NONE,
            pending: None,
            flattened: Vec::new(),
            capped: false,
        }
    }

    fn words(&mut self, mut piece: Piece) {
        self.settle(false);
        let words = self.tree.piece(piece);
        let leading = words.bytes().position(|b| !b.is_ascii_whitespace());
        let top = self.stack.top();
        let Some(leading) = leading else {
            let unseen = self.phase != Phase::Body
                || is_table_part(top.tag)
                || top.tag == Tag::Colgroup
                || top.tag.is_block() && self.tree.node(top.id).first == NONE;
            if !unseen {
                self.pending = Some(piece);
            }
            return;
        };
        if self.phase != Phase::Body && !self.stack.has(Tag::Template) {
            self.enter_body(None);
            piece.start += u32::try_from(leading).unwrap_or(0);
        } else if top.tag == Tag::Colgroup {
            self.stack.pop();
            piece.start += u32::try_from(leading).unwrap_or(0);
        }
        let (parent, before) = self.place();
        self.tree.write(piece, parent, before);
    }

    /// Writes the white space that waits, unless a block comes next.
    fn settle(&mut self, block: bool) {
        if let Some(piece) = self.pending.take()
            && !block
        {
            self.tree.write(piece, self.stack.top().id, NONE);
        }
    }

    /// Where a new node goes: into the current element, or before the table where it must not stand in it.
    pub(crate) fn place(&self) -> (Id, Id) {
        let top = self.stack.top();
        if !is_table_part(top.tag) {
            return (top.id, NONE);
        }
        for (at, open) in self.stack.outwards() {
            match (open.tag, self.tree.node(open.id).parent) {
                (Tag::Template, _) => return (open.id, NONE),
                (Tag::Table, NONE) => return (self.stack.around(at).id, NONE),
                (Tag::Table, parent) => return (parent, open.id),
                _ => {}
            }
        }
        (top.id, NONE)
    }

    /// A new element that holds nothing.
    pub(crate) fn leaf(&mut self, tag: Tag) -> Id {
        let (parent, before) = self.place();
        self.leaf_at(tag, parent, before)
    }

    pub(crate) fn leaf_at(&mut self, tag: Tag, parent: Id, before: Id) -> Id {
        let id = self.tree.add(tag, self.lexer.attributes.kept());
        self.tree.hang(id, parent, before);
        id
    }

    /// A new element that is open from here on.
    pub(crate) fn open(&mut self, mark: Mark) -> Id {
        // Formatting says nothing of what was published.
        let id = self.leaf(if is_formatting(mark.tag) { Tag::Span } else { mark.tag });
        self.push(id, mark.tag, mark.name);
        id
    }

    fn push(&mut self, id: Id, tag: Tag, name: u64) {
        let mode = match tag {
            Tag::Table => Mode::Table,
            Tag::Tbody | Tag::Thead | Tag::Tfoot => Mode::Rows,
            Tag::Tr => Mode::Row,
            Tag::Td | Tag::Th => Mode::Cell,
            Tag::Caption => Mode::Caption,
            Tag::Colgroup => Mode::Columns,
            Tag::Template | Tag::Body => Mode::Body,
            Tag::Foreign => foreign_mode(self.stack.top().mode, name),
            _ => self.stack.top().mode,
        };
        self.stack.push(Open { id, tag, name, mode });
    }

    /// A part of a table, in place.
    pub(crate) fn open_part(&mut self, mark: Mark) {
        let id = self.leaf_at(mark.tag, self.stack.top().id, NONE);
        self.push(id, mark.tag, mark.name);
    }

    /// A part of a table whose tag was left out.
    pub(crate) fn open_implied(&mut self, tag: Tag) {
        let id = self.tree.add(tag, &[]);
        self.tree.hang(id, self.stack.top().id, NONE);
        self.push(id, tag, name_number(tag.word().as_bytes()));
    }

    /// A drawing, a formula, or a part of one.
    pub(crate) fn open_foreign(&mut self, mark: Mark) {
        let id = self.leaf(Tag::Foreign);
        if !mark.closed {
            self.push(id, Tag::Foreign, mark.name);
        }
    }

    /// What stands in a template is not shown: it hangs on a node of its own, off the page.
    pub(crate) fn open_template(&mut self, mark: Mark, parent: Option<Id>) {
        match parent {
            Some(parent) => self.leaf_at(Tag::Template, parent, NONE),
            None => self.leaf(Tag::Template),
        };
        let inside = self.tree.add(Tag::Other, &[]);
        self.push(inside, Tag::Template, mark.name);
    }

    /// An element whose content holds no tags.
    pub(crate) fn raw(&mut self, mark: Mark, parent: Option<Id>) {
        let id = match parent {
            Some(parent) => self.leaf_at(mark.tag, parent, NONE),
            None => self.leaf(mark.tag),
        };
        let range = self.lexer.raw(mark.tag.word().as_bytes());
        let kept = match mark.tag {
            Tag::Script => {
                self.tree.attr(id, Attr::Type).is_some_and(|t| t.to_ascii_lowercase().contains("json"))
            }
            Tag::Title | Tag::Textarea | Tag::Xmp | Tag::Plaintext => true,
            // Styles, frames and what is for readers without scripts are not shown.
            _ => false,
        };
        if kept && range.0 < range.1 {
            let decoded = matches!(mark.tag, Tag::Title | Tag::Textarea);
            let piece = self.lexer.raw_words(range, decoded, &mut self.tree.own);
            self.tree.write(piece, id, NONE);
        }
    }

    fn start(&mut self, mark: Mark) {
        if self.phase != Phase::Body && !self.stack.has(Tag::Template) && self.start_before_body(mark) {
            return;
        }
        let foreign = self.stack.top().mode.is_foreign();
        if foreign && breaks_out(mark.tag) {
            while self.stack.top().mode.is_foreign() {
                self.stack.pop();
            }
        }
        let foreign = foreign && !breaks_out(mark.tag);
        let closed = is_void(mark.tag) || foreign && mark.closed;
        if self.stack.is_full() && !is_raw(mark.tag) && !closed {
            self.capped = true;
            self.flattened.push((mark.tag, mark.name));
            self.leaf(if foreign { Tag::Foreign } else { mark.tag });
        } else if foreign {
            self.open_foreign(mark);
        } else if !self.table_start(mark) {
            self.body_start(mark);
        }
    }

    /// True where the tag belongs before the body and has been taken.
    fn start_before_body(&mut self, mark: Mark) -> bool {
        match mark.tag {
            Tag::Html => self.tree.more(self.html, self.lexer.attributes.kept()),
            Tag::Head => self.enter_head(),
            Tag::Body => self.enter_body(Some(mark)),
            Tag::Base | Tag::Basefont | Tag::Bgsound | Tag::Link | Tag::Meta => {
                self.need_head();
                self.leaf_at(mark.tag, self.head, NONE);
            }
            Tag::Title | Tag::Script | Tag::Style | Tag::Noscript | Tag::Noframes => {
                self.need_head();
                self.raw(mark, Some(self.head));
            }
            Tag::Template => {
                self.need_head();
                self.open_template(mark, Some(self.head));
            }
            _ => {
                self.enter_body(None);
                return false;
            }
        }
        true
    }

    fn enter_head(&mut self) {
        if self.phase == Phase::Start {
            self.head = self.leaf_at(Tag::Head, self.html, NONE);
            self.phase = Phase::Head;
        }
    }

    /// A head whose tag was left out.
    fn need_head(&mut self) {
        if self.phase == Phase::Start {
            self.head = self.tree.add(Tag::Head, &[]);
            self.tree.hang(self.head, self.html, NONE);
            self.phase = Phase::Head;
        }
    }

    /// The body, of this start tag or where the tag was left out.
    fn enter_body(&mut self, mark: Option<Mark>) {
        if self.phase != Phase::Body {
            self.need_head();
            let attributes = if mark.is_some() { self.lexer.attributes.kept() } else { &[] };
            self.body = self.tree.add(Tag::Body, attributes);
            self.tree.hang(self.body, self.html, NONE);
            self.push(self.body, Tag::Body, name_number(b"body"));
            self.phase = Phase::Body;
        }
    }

    fn end(&mut self, mark: Mark) {
        while let Some((tag, name)) = self.flattened.last().copied() {
            if name == mark.name || is_implied(tag) {
                self.flattened.pop();
            }
            if name == mark.name {
                return;
            }
            if !is_implied(tag) {
                break;
            }
        }
        if self.phase != Phase::Body && !self.stack.has(Tag::Template) {
            match mark.tag {
                Tag::Head => {
                    self.need_head();
                    self.phase = Phase::AfterHead;
                    return;
                }
                Tag::Body | Tag::Html | Tag::Br => self.enter_body(None),
                _ => return,
            }
        }
        if self.stack.top().tag == Tag::Foreign {
            if matches!(mark.tag, Tag::P | Tag::Br) {
                while self.stack.top().mode.is_foreign() {
                    self.stack.pop();
                }
            }
            let inside = self.stack.outwards().take_while(|(_, open)| open.tag == Tag::Foreign);
            let own = inside.map(|(_, open)| open).find(|open| open.name == mark.name).map(|open| open.id);
            if let Some(id) = own {
                return self.stack.pop_until(|open| open.id == id);
            }
        }
        if !self.table_end(mark) {
            self.body_end(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::tag::{Attr, Tag};
    use super::super::tree::ROOT;
    use super::parse;

    #[test]
    fn the_tree_is_the_pages() {
        let (tree, capped) =
            parse("<title>Port</title><p class='a b'>One <b>two</b><p>three<script>x</script></p>");
        assert!(!capped);
        let texts: Vec<String> =
            tree.below(ROOT).filter(|id| tree.tag(*id) == Tag::P).map(|id| tree.words(id)).collect();
        assert_eq!(texts, ["One two", "three"]);
        assert!(tree.below(0).any(|id| tree.has(id, Attr::Class, "B")));
    }

    #[test]
    fn text_in_the_wrong_place_of_a_table_stays_in_order_and_once() {
        let (tree, _) = parse("<table><tr><td>one</td></tr>stray<tr><td>two</td></tr></table><p>after");
        let words = tree.words(ROOT);
        assert_eq!(words.matches("stray").count(), 1, "{words}");
        assert!(words.contains("one two after") || words.contains("one two  after"), "{words}");
    }

    #[test]
    fn a_tag_with_very_many_attributes_is_thinned() {
        let mut page = String::from("<p>before</p><div ");
        for n in 0..50_000 {
            page.push_str(&format!("a{n}=\">\" "));
        }
        page.push_str("><p>after</p></div>");
        let (tree, _) = parse(&page);
        assert_eq!(tree.words(ROOT), "before after");
    }

    #[test]
    fn depth_is_capped_and_text_kept() {
        let page =
            format!("<p>before</p>{}deep{}<p>after</p>", "<div><b>".repeat(5000), "</b></div>".repeat(5000));
        let (tree, capped) = parse(&page);
        assert!(capped);
        assert_eq!(tree.words(ROOT), "before deep after");
        assert!(tree.below(0).all(|id| tree.above(id).count() < 300));
    }
}
