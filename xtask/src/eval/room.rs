//! The room that scorers work in: the gold's folder, the desk, and texts as it reads them.
//!
//! In: a folder, or the usual places · Out: parsed lines, and the notes on a text · From: DESIGN section 9
//! Fails: a line that does not parse is an error with its number; a desk that panics loses one text and says so
//! Cost: one reading and marking a text, on as many threads as there are cores

use crate::house;
use anyhow::{Context, Result, bail};
use desk::{Brief, Desk, Model};
use model::{Article, CodePoints, Notes, Origin, Reading, Span, Stamp};
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use serde::de::DeserializeOwned;
use std::io::Read;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// Where the outside gold is looked for, from the repository's root.
const USUAL: &[&str] = &["../shared/gold", "../../shared/gold"];

/// The room that scorers work in.
pub(crate) struct Room {
    gold: Option<PathBuf>,
    desk: Desk,
    model: Model,
}

impl Room {
    /// Opens the room; a folder that is named must be there.
    pub(crate) fn open(named: Option<&Path>, model: Model) -> Result<Self> {
        let gold = match named {
            Some(folder) if !folder.is_dir() => {
                bail!("{} is no folder; --gold names the gold's", folder.display())
            }
            Some(folder) => Some(folder.to_path_buf()),
            None => USUAL.iter().map(|p| house::root().join(p)).find(|p| p.is_dir()),
        };
        Ok(Room { gold, desk: Desk::new(model), model })
    }

    /// What reads for the desk.
    pub(crate) fn encoder(&self) -> &'static dyn desk::Encoder {
        self.model.encoder()
    }

    /// Whether the gold holds this file.
    pub(crate) fn has(&self, file: &str) -> bool {
        self.gold.as_ref().is_some_and(|g| g.join(file).exists())
    }

    /// The path of one of the gold's files.
    pub(crate) fn path(&self, file: &str) -> PathBuf {
        self.gold.clone().unwrap_or_default().join(file)
    }

    /// The gold's lines, parsed.
    pub(crate) fn lines<T: DeserializeOwned>(&self, file: &str) -> Result<Vec<T>> {
        let path = self.path(file);
        let text = house::text(&path)?;
        let lines = text.lines().enumerate().filter(|(_, l)| !l.trim().is_empty());
        lines
            .map(|(n, l)| serde_json::from_str(l).with_context(|| format!("{}:{}", path.display(), n + 1)))
            .collect()
    }

    /// A file of the gold, unpacked if it ends in `.gz`.
    pub(crate) fn bytes(&self, file: &str) -> Result<Vec<u8>> {
        let path = self.path(file);
        let raw = std::fs::read(&path).with_context(|| format!("cannot read {}", path.display()))?;
        if !file.ends_with(".gz") {
            return Ok(raw);
        }
        let mut out = Vec::new();
        flate2::read::MultiGzDecoder::new(raw.as_slice()).read_to_end(&mut out)?;
        Ok(out)
    }

    /// Works on every item at once; the answers stand in the order of the items.
    pub(crate) fn each<T: Sync, R: Send>(&self, items: &[T], work: impl Fn(&T) -> R + Sync + Send) -> Vec<R> {
        items.par_iter().map(work).collect()
    }

    /// Reads `text` as it stands and marks it; no marks where the desk fails.
    pub(crate) fn mark(&self, id: &str, text: &str, published: Option<&str>) -> Notes {
        self.mark_to(id, text, published, &Brief::default())
    }

    /// The same with a brief.
    pub(crate) fn mark_to(&self, id: &str, text: &str, published: Option<&str>, brief: &Brief) -> Notes {
        let published: Option<Stamp> = published.and_then(|p| p.parse().ok());
        let origin = Origin { id: Some(id.to_owned()), published, ..Origin::default() };
        let work =
            || wire::read_body(text, &origin).article.map(|article| self.desk.mark_to(&article, brief));
        self.safely(id, work).flatten().unwrap_or_default()
    }

    /// `text` as an article of its own.
    #[cfg(feature = "train")]
    pub(crate) fn article(&self, text: &str, published: Option<&str>) -> Option<Article> {
        let published: Option<Stamp> = published.and_then(|p| p.parse().ok());
        wire::read_body(text, &Origin { published, ..Origin::default() }).article
    }

    /// Marks an article that is there already; `None` where the desk panics.
    pub(crate) fn mark_article(&self, id: &str, article: &Article) -> Option<Notes> {
        self.safely(id, || self.desk.mark(article))
    }

    /// Reads bytes of any kind.
    pub(crate) fn read_only(&self, bytes: &[u8], origin: &Origin) -> Option<Reading> {
        self.safely(origin.id.as_deref().unwrap_or("-"), || wire::read(bytes, origin))
    }

    /// Reads bytes of any kind and marks what they hold.
    pub(crate) fn read(&self, bytes: &[u8], origin: &Origin) -> Option<Reading> {
        let reading = self.read_only(bytes, origin)?;
        let notes = self.safely(&reading.id, || reading.article.as_ref().map(|a| self.desk.mark(a)))?;
        Some(match notes {
            Some(notes) => reading.with(notes),
            None => reading,
        })
    }

    /// Does the work; `None` where it panics.
    pub(crate) fn safely<R>(&self, id: &str, work: impl FnOnce() -> R) -> Option<R> {
        let done = catch_unwind(AssertUnwindSafe(work));
        if done.is_err() {
            println!("  {id}: the desk panicked; the text counts as unmarked");
        }
        done.ok()
    }
}

/// A span of the gold, in code points.
pub(crate) type Points = [usize; 2];

/// Byte spans of code-point spans.
pub(crate) fn spans(map: &CodePoints<'_>, points: &[Points]) -> Vec<Span> {
    points.iter().map(|[start, end]| map.span(*start, *end)).collect()
}

/// The words under several spans, for the eye.
pub(crate) fn words(text: &str, spans: &[Span]) -> String {
    spans.iter().map(|s| s.words(text)).collect::<Vec<_>>().join(" … ").replace('\n', " ")
}

/// The line of text around a span, for the eye.
pub(crate) fn line(text: &str, span: Span) -> &str {
    let start = text.get(..span.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let end = text.get(span.end..).and_then(|t| t.find('\n')).map_or(text.len(), |at| span.end + at);
    text.get(start..end).unwrap_or("")
}
