//! From the inputs that were named to the items to be read: folders are searched, batch files are cut into lines.

use crate::batch::Lines;
use crate::config::{Input, Outside, has_ending};
use model::{Caveat, CaveatCode};
use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// What a folder is searched for.
const READ_ENDINGS: &[&str] = &["txt", "text", "md", "html", "htm", "xhtml"];

/// One thing to read. Its bytes are not loaded yet, save those of a batch line.
#[derive(Debug)]
pub(crate) enum Item {
    /// A file.
    File(PathBuf),
    /// All of standard input.
    Stdin,
    /// One line of a batch.
    Line {
        /// The batch's name.
        of: Arc<str>,
        /// Counted from 1.
        number: usize,
        /// The line without its end; `None` for one that is too long to keep.
        line: Option<Vec<u8>>,
    },
    /// Something that could not be opened or listed.
    Lost { label: String, caveat: Caveat },
}

impl Item {
    /// What a file of its reading is named after; a batch line and standard input have only their id.
    pub(crate) fn stem(&self) -> Option<String> {
        match self {
            Item::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
            _ => None,
        }
    }

    /// The item's name for people: a path, `-`, or batch and line.
    pub(crate) fn label(&self) -> String {
        match self {
            Item::File(path) => path.display().to_string(),
            Item::Stdin => "-".to_owned(),
            Item::Line { of, number, .. } => format!("{of} line {number}"),
            Item::Lost { label, .. } => label.clone(),
        }
    }
}

/// Everything to be read, in the order in which it will be shown.
#[derive(Debug, Default)]
pub(crate) struct Found {
    sources: Vec<Source>,
    /// Files of a folder that are of no kind that is read, and hidden ones.
    pub(crate) skipped: Vec<PathBuf>,
}

#[derive(Debug)]
enum Source {
    One(Item),
    Batch(Input),
}

impl Found {
    /// Looks through the named inputs. Folders are walked now; files are opened later.
    pub(crate) fn among(inputs: &[Input], outside: &Outside) -> Self {
        let mut found = Found::default();
        for input in inputs {
            match input {
                Input::Path(path) if path.is_dir() => found.walk(path),
                _ if outside.is_batch(input) => found.sources.push(Source::Batch(input.clone())),
                Input::Path(path) => found.sources.push(Source::One(Item::File(path.clone()))),
                Input::Stdin => found.sources.push(Source::One(Item::Stdin)),
            }
        }
        found
    }

    /// The files of `folder` and of every folder below it, by name. Links to folders are not followed, so a link
    /// that leads back up does no harm.
    fn walk(&mut self, folder: &Path) {
        let mut names: Vec<PathBuf> = match std::fs::read_dir(folder)
            .and_then(Iterator::collect::<Result<Vec<_>, _>>)
        {
            Ok(entries) => entries.into_iter().map(|entry| entry.path()).collect(),
            Err(error) => return self.sources.push(Source::One(lost(folder.display().to_string(), &error))),
        };
        names.sort_unstable();
        for path in names {
            let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(b"."));
            let link = path.is_symlink();
            match () {
                () if hidden || (link && path.is_dir()) => self.skipped.push(path),
                () if path.is_dir() => self.walk(&path),
                () if path.is_file() && (path.extension().is_none() || has_ending(&path, READ_ENDINGS)) => {
                    self.sources.push(Source::One(Item::File(path)));
                }
                () => self.skipped.push(path),
            }
        }
    }

    /// Whether nothing at all was found.
    pub(crate) fn is_empty(&self) -> bool {
        self.sources.is_empty()
    }

    /// How many items there are; `None` where a batch must be read to know.
    pub(crate) fn count(&self) -> Option<usize> {
        let batch = self.sources.iter().any(|source| matches!(source, Source::Batch(_)));
        (!batch).then_some(self.sources.len())
    }

    /// The items one by one; batches are read line by line as they are asked for.
    pub(crate) fn items(self) -> impl Iterator<Item = Item> + Send {
        self.sources.into_iter().flat_map(|source| -> Box<dyn Iterator<Item = Item> + Send> {
            match source {
                Source::One(item) => Box::new(std::iter::once(item)),
                Source::Batch(Input::Stdin) => Box::new(Lines::of("-", BufReader::new(io::stdin()))),
                Source::Batch(Input::Path(path)) => {
                    let label = path.display().to_string();
                    match File::open(&path) {
                        Ok(file) => Box::new(Lines::of(&label, BufReader::with_capacity(1 << 16, file))),
                        Err(error) => Box::new(std::iter::once(lost(label, &error))),
                    }
                }
            }
        })
    }
}

/// An item that cannot be read, and why.
pub(crate) fn lost(label: String, error: &io::Error) -> Item {
    let message = format!("{label} cannot be read: {}. {}", plain(error), remedy(error));
    Item::Lost { label, caveat: Caveat::new(CaveatCode::Unreadable, message) }
}

/// The error in words, without the number of the operating system.
fn plain(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "there is no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "you have no right to read it".to_owned(),
        io::ErrorKind::IsADirectory => "it is a folder".to_owned(),
        _ => error.to_string(),
    }
}

fn remedy(error: &io::Error) -> &'static str {
    match error.kind() {
        io::ErrorKind::NotFound => "Check the name.",
        io::ErrorKind::PermissionDenied => "Change its rights, or copy it to where you may read it.",
        _ => "Check that it is a file.",
    }
}
