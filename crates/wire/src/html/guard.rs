//! The guard between tokenizer and tree builder: html5ever is quadratic in nesting depth and has no cap of its own.
//!
//! In: tokens · Out: the same, without start tags past [`DEEPEST`] open elements; all text is kept
//! From: TRUST 1.1; WHATWG HTML 13.2.4.3 (list of active formatting elements) · Fails: never; `capped` says that it cut
//! Cost: a count of the open elements every [`EVERY`] start tags

use super::tree::{Builder, Id};
use html5ever::interface::Tracer;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult};
use html5ever::tree_builder::{TreeBuilder, TreeBuilderOpts};
use html5ever::{LocalName, local_name};
use std::cell::{Cell, RefCell};

/// Open elements that a page may have; the deepest page of the gold has 61.
const DEEPEST: usize = 256;

/// Start tags between two counts.
const EVERY: usize = 32;

/// A token sink that flattens what nests too deep.
pub(crate) struct Guard {
    builder: TreeBuilder<Id, Builder>,
    /// Open elements at the last count, and start tags since.
    open: Cell<usize>,
    since: Cell<usize>,
    /// Names of the start tags that were dropped and not yet closed.
    dropped: RefCell<Vec<LocalName>>,
    capped: Cell<bool>,
}

struct Counter(Cell<usize>);

impl Tracer for Counter {
    type Handle = Id;
    fn trace_handle(&self, _: &Id) {
        self.0.set(self.0.get() + 1);
    }
}

impl Guard {
    pub(crate) fn new() -> Self {
        // With scripting on, `noscript` is one mute text node, as a reader's browser has it.
        let options =
            TreeBuilderOpts { scripting_enabled: true, drop_doctype: true, ..TreeBuilderOpts::default() };
        Guard {
            builder: TreeBuilder::new(Builder::new(), options),
            open: Cell::new(0),
            since: Cell::new(0),
            dropped: RefCell::new(Vec::new()),
            capped: Cell::new(false),
        }
    }

    /// The tree, and whether something was flattened.
    pub(crate) fn finish(self) -> (super::tree::Tree, bool) {
        (self.builder.sink.into_tree(), self.capped.get())
    }

    fn too_deep(&self) -> bool {
        self.since.set(self.since.get() + 1);
        if self.since.get() >= EVERY || self.open.get() + self.since.get() >= DEEPEST {
            let counter = Counter(Cell::new(0));
            self.builder.trace_handles(&counter);
            self.open.set(counter.0.get());
            self.since.set(0);
        }
        self.open.get() + self.since.get() >= DEEPEST
    }

    /// Whether the tag goes on to the builder.
    fn passes(&self, tag: &Tag) -> bool {
        if is_raw(&tag.name) {
            return true; // its content is raw text only if the builder sees the tag
        }
        let mut dropped = self.dropped.borrow_mut();
        if tag.kind == TagKind::EndTag {
            let own = dropped.last() == Some(&tag.name);
            if own {
                dropped.pop();
            }
            return !own;
        }
        if !self.too_deep() {
            return true;
        }
        self.capped.set(true);
        if !tag.self_closing && !is_void(&tag.name) {
            dropped.push(tag.name.clone());
        }
        false
    }
}

impl TokenSink for Guard {
    type Handle = Id;

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<Id> {
        match token {
            Token::TagToken(mut tag) => {
                if is_formatting(&tag.name) {
                    // As plain spans they cannot be reopened in every paragraph that follows.
                    tag.name = local_name!("span");
                }
                if self.passes(&tag) {
                    self.builder.process_token(Token::TagToken(tag), line)
                } else {
                    TokenSinkResult::Continue
                }
            }
            Token::CommentToken(_) | Token::ParseError(_) => TokenSinkResult::Continue,
            // A zero byte is no text; the builder would put U+FFFD in some places.
            Token::NullCharacterToken => {
                self.builder.process_token(Token::CharacterTokens(StrTendril::from_slice(" ")), line)
            }
            other => self.builder.process_token(other, line),
        }
    }

    fn end(&self) {
        self.builder.end();
    }

    fn adjusted_current_node_present_but_not_in_html_namespace(&self) -> bool {
        self.builder.adjusted_current_node_present_but_not_in_html_namespace()
    }
}

fn is_formatting(name: &LocalName) -> bool {
    matches!(
        &**name,
        "b" | "big"
            | "code"
            | "em"
            | "font"
            | "i"
            | "nobr"
            | "s"
            | "small"
            | "strike"
            | "strong"
            | "tt"
            | "u"
    )
}

fn is_raw(name: &LocalName) -> bool {
    matches!(
        &**name,
        "script"
            | "style"
            | "title"
            | "textarea"
            | "xmp"
            | "iframe"
            | "noembed"
            | "noframes"
            | "noscript"
            | "plaintext"
    )
}

fn is_void(name: &LocalName) -> bool {
    matches!(
        &**name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}
