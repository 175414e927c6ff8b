//! The articles in one file that holds many: a feed, a web archive, a packed page; and what stands beside them.

use crate::config::Outside;
use crate::inputs::Item;
use crate::newsroom::guarded;
use model::{Caveat, CaveatCode};
use std::io::BufRead;
use std::sync::{Arc, Mutex};
use wire::{Enclosed, Opened};

/// Any reader, on any thread.
pub(crate) type Reader = Box<dyn BufRead + Send>;

/// A page or a text in another file.
#[derive(Debug)]
pub(crate) struct Inside {
    /// The file, and the number in it where it holds many.
    pub(crate) label: String,
    /// What a file of its reading is named after, where it is the only one of its file.
    pub(crate) stem: Option<String>,
    pub(crate) enclosed: Enclosed,
}

/// What was left out of the files that hold many.
#[derive(Debug, Default)]
pub(crate) struct LeftOut {
    other_kinds: usize,
    damaged: usize,
    repeated: usize,
    /// Where they are damaged.
    pub(crate) notes: Vec<String>,
}

impl LeftOut {
    /// The counts in words; `None` where nothing was left out.
    pub(crate) fn told(&self) -> Option<String> {
        let counts =
            [(self.other_kinds, "of other kinds"), (self.repeated, "given twice"), (self.damaged, "damaged")];
        let told: Vec<String> =
            counts.iter().filter(|(n, _)| *n > 0).map(|(n, what)| format!("{n} {what}")).collect();
        (!told.is_empty()).then(|| format!("records and entries left out: {}", told.join(", ")))
    }
}

/// The items of one file.
pub(crate) struct Within {
    opened: Opened<Reader>,
    label: String,
    stem: Option<String>,
    left_out: Arc<Mutex<LeftOut>>,
    any: bool,
    ended: bool,
    one: bool,
}

impl Within {
    /// The items of what `reader` gives. `stem` is the name of its file without the ending.
    pub(crate) fn of(
        reader: Reader,
        label: &str,
        stem: Option<String>,
        outside: &Outside,
        left_out: Arc<Mutex<LeftOut>>,
    ) -> Self {
        let opened = wire::open(reader, outside.origin(label));
        Within { opened, label: label.to_owned(), stem, left_out, any: false, ended: false, one: false }
    }

    /// Whether it is one article; it is looked into for this.
    pub(crate) fn is_one(&mut self) -> bool {
        self.one = guarded(|| self.opened.is_one()).unwrap_or(true);
        self.one
    }

    /// Whether it was looked into, and is one article.
    pub(crate) fn is_known_to_be_one(&self) -> bool {
        self.one
    }

    /// Notes what was left out, and tells of what ended the items too early or of a file that held none.
    fn close(&mut self) -> Option<Item> {
        let skipped = self.opened.skipped();
        if let Ok(mut left_out) = self.left_out.lock() {
            left_out.other_kinds += skipped.other_kinds;
            left_out.damaged += skipped.damaged;
            left_out.repeated += skipped.repeated;
            left_out.notes.extend(skipped.notes.iter().map(|note| format!("{}: {note}", self.label)));
        }
        let label = self.label.clone();
        let caveat = match &skipped.stopped {
            Some(why) => {
                let message = format!("{label} could not be read to its end: {why}. Check the file.");
                Caveat::new(CaveatCode::Unreadable, message)
            }
            None if !self.any => {
                let message = format!(
                    "{label} holds no article: {} records or entries of other kinds, {} places damaged",
                    skipped.other_kinds, skipped.damaged
                );
                Caveat::new(CaveatCode::UnsupportedFormat, message)
            }
            None => return None,
        };
        Some(Item::Lost { label, caveat })
    }
}

impl Iterator for Within {
    type Item = Item;

    fn next(&mut self) -> Option<Item> {
        if self.ended {
            return None;
        }
        match guarded(|| self.opened.next()) {
            Ok(Some(enclosed)) => {
                self.any = true;
                let label = enclosed.origin.label.clone().unwrap_or_else(|| self.label.clone());
                let stem = self.stem.clone().filter(|_| label == self.label);
                Some(Item::Enclosed(Box::new(Inside { label, stem, enclosed })))
            }
            Ok(None) => {
                self.ended = true;
                self.close()
            }
            Err(caveat) => {
                self.ended = true;
                Some(Item::Lost { label: self.label.clone(), caveat })
            }
        }
    }
}
