//! What a tag opens and closes in a table: captions, columns, rows, cells.
//!
//! In: a start or end tag, the open elements · Out: true where the tag has been taken; else it is one of running text, and
//! what it opens stands before the table · From: WHATWG HTML 13.2.6.4.9 to 13.2.6.4.15
//! Fails: never · Cost: a bounded number of steps

use super::lexer::Mark;
use super::open::Mode;
use super::parse::Parser;
use super::tag::Tag;
use super::tree::NONE;

/// What stays when a new part of a table begins.
const TABLE: &[Tag] = &[Tag::Table, Tag::Template, Tag::Html];
const ROWS: &[Tag] = &[Tag::Tbody, Tag::Thead, Tag::Tfoot, Tag::Template, Tag::Html];
const ROW: &[Tag] = &[Tag::Tr, Tag::Template, Tag::Html];

impl Parser<'_> {
    /// A start tag; each turn either takes it or closes something.
    pub(crate) fn table_start(&mut self, mark: Mark) -> bool {
        let tag = mark.tag;
        loop {
            match self.stack.top().mode {
                Mode::Body | Mode::Drawing | Mode::Formula => return false,
                Mode::Row if matches!(tag, Tag::Td | Tag::Th) => {
                    self.stack.clear_to(ROW);
                    self.open_part(mark);
                    return true;
                }
                Mode::Row if is_part(tag) => {
                    if !self.end_row() {
                        return true;
                    }
                }
                Mode::Rows if tag == Tag::Tr => {
                    self.stack.clear_to(ROWS);
                    self.open_part(mark);
                    return true;
                }
                Mode::Rows if matches!(tag, Tag::Td | Tag::Th) => {
                    self.stack.clear_to(ROWS);
                    self.open_implied(Tag::Tr);
                }
                Mode::Rows if is_part(tag) => {
                    if !self.end_rows() {
                        return true;
                    }
                }
                Mode::Table if matches!(tag, Tag::Td | Tag::Th | Tag::Tr) => {
                    self.stack.clear_to(TABLE);
                    self.open_implied(Tag::Tbody);
                }
                Mode::Table if tag == Tag::Col => {
                    self.stack.clear_to(TABLE);
                    self.open_implied(Tag::Colgroup);
                }
                Mode::Table if is_part(tag) => {
                    self.stack.clear_to(TABLE);
                    self.open_part(mark);
                    return true;
                }
                Mode::Table | Mode::Rows | Mode::Row => match tag {
                    // A table straight inside a table ends it.
                    Tag::Table if self.stack.in_table_scope(Tag::Table) => self.stack.pop_to(Tag::Table),
                    Tag::Form => {
                        if self.form == NONE && !self.stack.has(Tag::Template) {
                            self.form = self.leaf_at(Tag::Form, self.stack.top().id, NONE);
                        }
                        return true;
                    }
                    _ => return false,
                },
                Mode::Cell if is_part(tag) => {
                    if !self.end_cell() {
                        return true;
                    }
                }
                Mode::Caption if is_part(tag) => {
                    if !self.end_caption() {
                        return true;
                    }
                }
                Mode::Cell | Mode::Caption => return false,
                Mode::Columns if tag == Tag::Col => {
                    self.open_part(mark);
                    self.stack.pop();
                    return true;
                }
                Mode::Columns if self.stack.top().tag == Tag::Colgroup && tag != Tag::Template => {
                    self.stack.pop()
                }
                Mode::Columns => return false,
            }
        }
    }

    /// An end tag; each turn either takes it or closes something.
    pub(crate) fn table_end(&mut self, mark: Mark) -> bool {
        let tag = mark.tag;
        loop {
            let closed = match self.stack.top().mode {
                Mode::Body | Mode::Drawing | Mode::Formula => return false,
                Mode::Table if tag == Tag::Table => {
                    if self.stack.in_table_scope(tag) {
                        self.stack.pop_to(tag);
                    }
                    return true;
                }
                Mode::Rows if matches!(tag, Tag::Tbody | Tag::Thead | Tag::Tfoot) => {
                    if self.stack.in_table_scope(tag) {
                        self.end_rows();
                    }
                    return true;
                }
                Mode::Rows if tag == Tag::Table => self.end_rows(),
                Mode::Row if tag == Tag::Tr => {
                    self.end_row();
                    return true;
                }
                Mode::Row if is_outer(tag) => self.stack.in_table_scope(tag) && self.end_row(),
                Mode::Cell if matches!(tag, Tag::Td | Tag::Th) => {
                    if self.stack.in_table_scope(tag) {
                        self.stack.close_implied(None);
                        self.stack.pop_to(tag);
                    }
                    return true;
                }
                Mode::Cell if tag == Tag::Tr || is_outer(tag) => {
                    self.stack.in_table_scope(tag) && self.end_cell()
                }
                Mode::Caption if tag == Tag::Caption => {
                    self.end_caption();
                    return true;
                }
                Mode::Caption if tag == Tag::Table => self.end_caption(),
                Mode::Columns if tag == Tag::Template => return false,
                Mode::Columns if self.stack.top().tag == Tag::Colgroup => {
                    if tag != Tag::Col {
                        self.stack.pop();
                    }
                    !matches!(tag, Tag::Col | Tag::Colgroup)
                }
                // Ends of other parts close nothing here.
                _ if is_part(tag) || matches!(tag, Tag::Body | Tag::Html) => return true,
                _ => return false,
            };
            if !closed {
                return true;
            }
        }
    }

    fn end_row(&mut self) -> bool {
        let open = self.stack.in_table_scope(Tag::Tr);
        if open {
            self.stack.clear_to(ROW);
            self.stack.pop();
        }
        open
    }

    fn end_rows(&mut self) -> bool {
        let open = [Tag::Tbody, Tag::Thead, Tag::Tfoot].iter().any(|tag| self.stack.in_table_scope(*tag));
        if open {
            self.stack.clear_to(ROWS);
            self.stack.pop();
        }
        open
    }

    fn end_cell(&mut self) -> bool {
        let open = [Tag::Td, Tag::Th].iter().any(|tag| self.stack.in_table_scope(*tag));
        if open {
            self.stack.close_implied(None);
            self.stack.pop_until(|open| matches!(open.tag, Tag::Td | Tag::Th));
        }
        open
    }

    fn end_caption(&mut self) -> bool {
        let open = self.stack.in_table_scope(Tag::Caption);
        if open {
            self.stack.close_implied(None);
            self.stack.pop_to(Tag::Caption);
        }
        open
    }
}

fn is_outer(tag: Tag) -> bool {
    matches!(tag, Tag::Table | Tag::Tbody | Tag::Thead | Tag::Tfoot)
}

fn is_part(tag: Tag) -> bool {
    use Tag::{Caption, Col, Colgroup, Tbody, Td, Tfoot, Th, Thead, Tr};
    matches!(tag, Caption | Col | Colgroup | Tbody | Td | Tfoot | Th | Thead | Tr)
}
