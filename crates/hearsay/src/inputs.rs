//! From the inputs that were named to the items to be read: folders are searched, batch files are cut into lines.

use crate::batch::Lines;
use crate::config::{Input, Outside, has_ending};
use crate::door::Fetched;
use crate::within::{Inside, LeftOut, Reader, Within};
use model::{Caveat, CaveatCode};
use std::fs::File;
use std::io::{self, BufReader, Read};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};

/// What a folder is searched for, packed or not.
const READ_ENDINGS: &[&str] = &[
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "xml", "rss", "atom", "rdf", "warc", "mht",
    "mhtml", "jsonl", "ndjson",
];

/// What is read where it is a feed, and else left.
const FEED_ENDINGS: &[&str] = &["json"];

/// Bytes of a file by which it is told; as many as wire looks at.
const HEAD: u64 = 16 << 10;

/// One thing to read. Its bytes are not loaded yet, save those of a batch line.
#[derive(Debug)]
pub(crate) enum Item {
    /// A file.
    File(PathBuf),
    /// All of standard input.
    Stdin,
    /// Bytes that are loaded.
    Bytes {
        /// Where they came from: a path, `-`.
        label: String,
        /// All of them, or the beginning of very many.
        bytes: Vec<u8>,
    },
    /// A page on the web, fetched when its turn has come.
    Address(String),
    /// A page that was fetched.
    Fetched {
        /// The address that was named.
        label: String,
        fetched: Box<Fetched>,
    },
    /// One line of a batch.
    Line {
        /// The batch's name.
        of: Arc<str>,
        /// Counted from 1.
        number: usize,
        /// The line without its end; `None` for one that is too long to keep.
        line: Option<Vec<u8>>,
    },
    /// A page or a text that stands in another file.
    Enclosed(Box<Inside>),
    /// Something that could not be opened or listed.
    Lost { label: String, caveat: Caveat },
}

impl Item {
    /// An input that is one thing to read.
    pub(crate) fn of(input: Input) -> Self {
        match input {
            Input::Stdin => Item::Stdin,
            Input::Path(path) => Item::File(path),
            Input::Address(address) => Item::Address(address),
        }
    }

    /// What a file of its reading is named after; a batch line and standard input have only their id.
    pub(crate) fn stem(&self) -> Option<String> {
        match self {
            Item::File(path) => path.file_stem().map(|stem| stem.to_string_lossy().into_owned()),
            Item::Enclosed(inside) => inside.stem.clone(),
            _ => None,
        }
    }

    /// The item's name for people: a path, `-`, or batch and line.
    pub(crate) fn label(&self) -> String {
        match self {
            Item::File(path) => path.display().to_string(),
            Item::Stdin => "-".to_owned(),
            Item::Address(address) => address.clone(),
            Item::Line { of, number, .. } => format!("{of} line {number}"),
            Item::Bytes { label, .. } | Item::Fetched { label, .. } | Item::Lost { label, .. } => {
                label.clone()
            }
            Item::Enclosed(inside) => inside.label.clone(),
        }
    }
}

/// Everything to be read, in the order in which it will be shown.
#[derive(Default)]
pub(crate) struct Found {
    sources: Vec<Source>,
    /// Files of a folder that are of no kind that is read, and hidden ones.
    pub(crate) skipped: Vec<PathBuf>,
    /// What the files that hold many articles hold beside them. It is full when the items have ended.
    pub(crate) left_out: Arc<Mutex<LeftOut>>,
}

enum Source {
    One(Item),
    Batch(Input),
    /// A file that holds others.
    Many(PathBuf, Outside),
    /// What was opened already.
    Opened(Box<Within>),
}

impl Found {
    /// Looks through the named inputs. Folders are walked now; files are opened later.
    pub(crate) fn among(inputs: &[Input], outside: &Outside) -> Self {
        let mut found = Found::default();
        for input in inputs {
            match input {
                Input::Path(path) if path.is_dir() => found.walk(path, outside),
                _ if outside.is_batch(input) => found.sources.push(Source::Batch(input.clone())),
                Input::Path(path) if inputs.len() == 1 && holds_many(path, outside) => {
                    found.open(path, outside);
                }
                Input::Path(path) => found.add(path.clone(), outside),
                Input::Stdin if outside.is_open() => {
                    let stdin: Reader = Box::new(BufReader::with_capacity(1 << 16, io::stdin()));
                    let within = Within::of(stdin, "-", None, outside, found.left_out.clone());
                    found.sources.push(Source::Opened(Box::new(within)));
                }
                Input::Stdin => found.sources.push(Source::One(Item::Stdin)),
                Input::Address(address) => found.sources.push(Source::One(Item::Address(address.clone()))),
            }
        }
        found
    }

    fn add(&mut self, path: PathBuf, outside: &Outside) {
        let many = holds_many(&path, outside);
        self.sources.push(if many {
            Source::Many(path, outside.clone())
        } else {
            Source::One(Item::File(path))
        });
    }

    fn open(&mut self, path: &Path, outside: &Outside) {
        let source = match within(path, outside, &self.left_out) {
            Ok(within) => Source::Opened(Box::new(within)),
            Err(lost) => Source::One(lost),
        };
        self.sources.push(source);
    }

    /// Whether all that was found is one article, as far as can be told before it is read.
    pub(crate) fn is_one(&mut self) -> bool {
        match self.sources.as_mut_slice() {
            [Source::One(_)] => true,
            [Source::Opened(within)] => within.is_one(),
            _ => false,
        }
    }

    /// The files of `folder` and of every folder below it, by name. Links to folders are not followed, so a link
    /// that leads back up does no harm.
    fn walk(&mut self, folder: &Path, outside: &Outside) {
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
                () if path.is_dir() => self.walk(&path, outside),
                () if path.is_file() && outside.is_batch(&Input::Path(path.clone())) => {
                    self.sources.push(Source::Batch(Input::Path(path)));
                }
                () if path.is_file() && is_read(&path, outside) => self.add(path, outside),
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
        let known = self.sources.iter().all(|source| match source {
            Source::One(_) => true,
            Source::Opened(within) => within.is_known_to_be_one(),
            Source::Batch(_) | Source::Many(..) => false,
        });
        known.then_some(self.sources.len())
    }

    /// The items one by one; batches are read line by line as they are asked for.
    pub(crate) fn items(self) -> impl Iterator<Item = Item> + Send {
        let left_out = self.left_out;
        self.sources.into_iter().flat_map(move |source| -> Box<dyn Iterator<Item = Item> + Send> {
            match source {
                Source::Opened(within) => Box::new(*within),
                Source::Many(path, outside) => match within(&path, &outside, &left_out) {
                    Ok(within) => Box::new(within),
                    Err(lost) => Box::new(std::iter::once(lost)),
                },
                Source::One(item) => Box::new(std::iter::once(item)),
                Source::Batch(Input::Stdin) => Box::new(Lines::of("-", BufReader::new(io::stdin()))),
                Source::Batch(Input::Address(address)) => Box::new(std::iter::once(Item::Address(address))),
                Source::Batch(Input::Path(path)) => {
                    let label = path.display().to_string();
                    match File::open(&path) {
                        Ok(file) if has_ending(&path, &["gz"]) => Box::new(Lines::of(
                            &label,
                            wire::unpacked(BufReader::with_capacity(1 << 16, file)),
                        )),
                        Ok(file) => Box::new(Lines::of(&label, BufReader::with_capacity(1 << 16, file))),
                        Err(error) => Box::new(std::iter::once(lost(label, &error))),
                    }
                }
            }
        })
    }
}

/// Whether a file of a folder is read: by its ending, `.gz` aside, and a JSON file where it is a feed.
fn is_read(path: &Path, outside: &Outside) -> bool {
    let bare = if has_ending(path, &["gz"]) { path.with_extension("") } else { path.to_path_buf() };
    let feed = has_ending(&bare, FEED_ENDINGS) && holds_many(path, outside);
    bare.extension().is_none() || has_ending(&bare, READ_ENDINGS) || feed
}

/// Whether the file begins like one that holds others. One that cannot be opened tells why when it is read.
fn holds_many(path: &Path, outside: &Outside) -> bool {
    let mut head = Vec::new();
    let read = File::open(path).and_then(|file| file.take(HEAD).read_to_end(&mut head));
    outside.is_open() && read.is_ok() && wire::holds_many(&head, &outside.origin(&path.display().to_string()))
}

fn within(path: &Path, outside: &Outside, left_out: &Arc<Mutex<LeftOut>>) -> Result<Within, Item> {
    let label = path.display().to_string();
    let stem = path.file_stem().map(|stem| stem.to_string_lossy().into_owned());
    match File::open(path) {
        Ok(file) => {
            let reader: Reader = Box::new(BufReader::with_capacity(1 << 16, file));
            Ok(Within::of(reader, &label, stem, outside, left_out.clone()))
        }
        Err(error) => Err(lost(label, &error)),
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
