//! `hearsay diff` as it is typed.

use super::{CorrectionsArgs, ModelArgs, OutsideArgs, ScreenArgs};
use clap::Args;
use std::path::PathBuf;

pub(super) const DIFF: &str = "\
Tell what two articles tell differently: two versions of one, or two outlets on one happening.

Told are events that do not stand at the same place any more (contemplated → ordered), that another voice tells, or \
that one side tells alone; figures of the same thing with another value; sources that came, went, got or lost a name; \
headline, byline and dates; and the paragraphs that were added, dropped, moved or worded anew. A sentence that both \
have word for word is told alike.

A and B are files, - for standard input, or ids or addresses of the archive. One id alone means its last two versions.
Exit code: 0 something differs, 1 nothing does, 2 wrong usage or an error.";

pub(super) const DIFF_EXAMPLES: &str = "\
Examples:
  hearsay diff monday.html thursday.html
  hearsay diff gazette.txt radio.txt --json
  hearsay diff https://gazette.example/2026/03/03/night-ban   the last two versions in the archive";

#[derive(Args, Debug)]
pub(crate) struct DiffArgs {
    /// A file, - for standard input, or an id or address of the archive
    #[arg(value_name = "A")]
    pub(crate) a: PathBuf,
    /// The same; without it, A is what the archive has two versions of
    #[arg(value_name = "B")]
    pub(crate) b: Option<PathBuf>,

    /// Print the differences as JSON (hearsay/difference/1)
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,

    #[command(flatten)]
    pub(crate) archive: super::ArchiveArgs,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    #[command(flatten)]
    pub(crate) outside: OutsideArgs,
}
