//! What a tag opens and closes in running text: paragraphs, lists, headings, links.
//!
//! In: a start or end tag, the open elements · Out: elements opened and closed · From: WHATWG HTML 13.2.6.4.7 ("in body")
//! Fails: never; an end tag that closes nothing is passed over · Cost: a bounded number of steps

use super::kinds::{closes_in_scope, ends_p, is_border, is_formatting, is_heading, is_part, is_special};
use super::lexer::Mark;
use super::parse::Parser;
use super::tag::Tag;
use super::tree::NONE;

impl Parser<'_> {
    /// A start tag in running text.
    pub(crate) fn body_start(&mut self, mark: Mark) {
        let in_template = self.stack.has(Tag::Template);
        match mark.tag {
            Tag::Html | Tag::Body => {
                let id = if mark.tag == Tag::Html { self.html } else { self.body };
                if !in_template && id != NONE {
                    self.tree.more(id, self.lexer.attributes.kept());
                }
            }
            // Parts of a table outside of one, and frames.
            tag if is_part(tag) => {
                if in_template {
                    self.open(mark);
                }
            }
            Tag::Title
            | Tag::Script
            | Tag::Style
            | Tag::Noscript
            | Tag::Noframes
            | Tag::Textarea
            | Tag::Iframe
            | Tag::Noembed => self.raw(mark, None),
            Tag::Xmp | Tag::Plaintext => {
                self.end_p();
                self.raw(mark, None);
            }
            Tag::Template => self.open_template(mark, None),
            Tag::Form => {
                if self.form == NONE || in_template {
                    self.end_p();
                    let id = self.open(mark);
                    if !in_template {
                        self.form = id;
                    }
                }
            }
            Tag::Li | Tag::Dd | Tag::Dt => {
                self.end_item(mark.tag);
                self.end_p();
                self.open(mark);
            }
            Tag::Button => {
                if self.stack.in_scope(Tag::Button) {
                    self.close(Tag::Button);
                }
                self.open(mark);
            }
            Tag::A | Tag::Nobr => {
                self.end_formatting(mark);
                self.open(mark);
            }
            Tag::Table => {
                // Pages without a doctype let a table stand in a paragraph.
                if self.lexer.doctype {
                    self.end_p();
                }
                self.open(mark);
            }
            Tag::Input => {
                if self.stack.in_scope(Tag::Select) {
                    self.stack.pop_to(Tag::Select);
                }
                self.leaf(mark.tag);
            }
            Tag::Image => {
                self.leaf(Tag::Img);
            }
            Tag::Hr => {
                self.end_p();
                self.leaf(mark.tag);
            }
            Tag::Area
            | Tag::Base
            | Tag::Basefont
            | Tag::Bgsound
            | Tag::Br
            | Tag::Embed
            | Tag::Img
            | Tag::Keygen
            | Tag::Link
            | Tag::Meta
            | Tag::Param
            | Tag::Source
            | Tag::Track
            | Tag::Wbr => {
                self.leaf(mark.tag);
            }
            Tag::Select | Tag::Option | Tag::Optgroup => self.choice(mark),
            Tag::Rb | Tag::Rtc | Tag::Rp | Tag::Rt => {
                if self.stack.in_scope(Tag::Ruby) {
                    let save = matches!(mark.tag, Tag::Rp | Tag::Rt).then_some(Tag::Rtc);
                    self.stack.close_implied(save);
                }
                self.open(mark);
            }
            Tag::Svg | Tag::Math => self.open_foreign(mark),
            tag if ends_p(tag) => {
                self.end_p();
                if is_heading(tag) && is_heading(self.stack.top().tag) {
                    self.stack.pop();
                }
                self.open(mark);
            }
            _ => {
                self.open(mark);
            }
        }
    }

    /// An end tag in running text.
    pub(crate) fn body_end(&mut self, mark: Mark) {
        let tag = mark.tag;
        match tag {
            // The page goes on, whatever follows.
            Tag::Body | Tag::Html => {}
            Tag::Template => {
                if self.stack.has(Tag::Template) {
                    self.stack.pop_to(Tag::Template);
                }
            }
            Tag::P => {
                if self.stack.p_in_scope() {
                    self.stack.close_p();
                } else {
                    let (parent, before) = self.place();
                    let id = self.tree.add(Tag::P, &[]);
                    self.tree.hang(id, parent, before);
                }
            }
            Tag::Br => {
                let (parent, before) = self.place();
                let id = self.tree.add(Tag::Br, &[]);
                self.tree.hang(id, parent, before);
            }
            Tag::Form if !self.stack.has(Tag::Template) => {
                let form = std::mem::replace(&mut self.form, NONE);
                if form != NONE && self.stack.in_scope(Tag::Form) {
                    self.stack.close_implied(None);
                    if let Some(at) = self.stack.place(form) {
                        self.stack.drop_at(at);
                    }
                }
            }
            Tag::Li => {
                if self.stack.li_in_scope() {
                    self.stack.close_implied(Some(tag));
                    self.stack.pop_to(tag);
                }
            }
            Tag::Dd | Tag::Dt => {
                if self.stack.in_scope(tag) {
                    self.stack.close_implied(Some(tag));
                    self.stack.pop_to(tag);
                }
            }
            tag if is_heading(tag) => {
                if self.stack.reaches(|open| is_heading(open.tag), is_border) {
                    self.stack.close_implied(None);
                    self.stack.pop_until(|open| is_heading(open.tag));
                }
            }
            Tag::A => self.end_formatting(mark),
            tag if is_formatting(tag) => self.end_formatting(mark),
            tag if closes_in_scope(tag) => {
                if self.stack.in_scope(tag) {
                    self.close(tag);
                }
            }
            _ => {
                if self.stack.has(tag) {
                    let inner = self.stack.outwards().map(|(_, open)| open);
                    let found = inner
                        .take_while(|open| !is_special(open.tag) || open.name == mark.name)
                        .find(|open| open.name == mark.name && open.tag == tag)
                        .map(|open| open.id);
                    if let Some(id) = found {
                        self.stack.pop_until(|open| open.id == id);
                    }
                }
            }
        }
    }

    /// Closes the innermost of this tag, with what may be left open in it.
    fn close(&mut self, tag: Tag) {
        self.stack.close_implied(None);
        self.stack.pop_to(tag);
    }

    fn end_p(&mut self) {
        if self.stack.p_in_scope() {
            self.stack.close_p();
        }
    }

    /// A new item ends the one before it, unless a box stands between.
    fn end_item(&mut self, tag: Tag) {
        let ended = |open: Tag| open == tag || tag != Tag::Li && matches!(open, Tag::Dd | Tag::Dt);
        let plain = |open: Tag| !is_special(open) || matches!(open, Tag::Address | Tag::Div | Tag::P);
        let found =
            self.stack.outwards().map(|(_, open)| open.tag).find(|open| ended(*open) || !plain(*open));
        if let Some(found) = found.filter(|found| ended(*found)) {
            self.stack.close_implied(Some(found));
            self.stack.pop_to(found);
        }
    }

    /// Ends a link or a formatting element. Where a box was opened since, the box stays open and only the element ends:
    /// what follows the box stands outside it.
    fn end_formatting(&mut self, mark: Mark) {
        if !self.stack.has(mark.tag) {
            return;
        }
        let mut across = false;
        let mut found = None;
        for (at, open) in self.stack.outwards() {
            if open.tag == mark.tag {
                found = Some((at, open.id));
                break;
            }
            if is_border(open) {
                break;
            }
            across |= is_special(open.tag);
        }
        match found {
            Some((at, _)) if across => {
                let plain = |tag: Tag| !is_special(tag) && !is_formatting(tag) && tag != Tag::A;
                while plain(self.stack.top().tag) {
                    self.stack.pop();
                }
                self.stack.drop_at(at);
            }
            Some((_, id)) => self.stack.pop_until(|open| open.id == id),
            None => {}
        }
    }

    /// `select` and its options.
    fn choice(&mut self, mark: Mark) {
        let inside = self.stack.in_scope(Tag::Select);
        match mark.tag {
            Tag::Select if inside => return self.stack.pop_to(Tag::Select),
            Tag::Select => {}
            _ if inside => {
                self.stack.close_implied((mark.tag == Tag::Option).then_some(Tag::Optgroup));
            }
            _ => {
                if self.stack.top().tag == Tag::Option {
                    self.stack.pop();
                }
            }
        }
        self.open(mark);
    }
}
