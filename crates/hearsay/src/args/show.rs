//! `hearsay show`, as it is typed.

use super::{ArchiveArgs, CorrectionsArgs, LooksArgs};
use clap::Args;

pub(super) const SHOW: &str = "\
Show an article of the archive in any form that `hearsay read` has. ID is an id, the first letters of one (four or \
more), or the article's address. Corrections are honoured as when an article is read.";

pub(super) const SHOW_EXAMPLES: &str = "\
Examples:
  hearsay show 3f9a12c0d4e5b678
  hearsay show 3f9a --format html -o a.html
  hearsay show https://gazette.example/ban --versions
  hearsay show 3f9a --version 1 --json";

#[derive(Args, Debug)]
pub(crate) struct ShowArgs {
    /// Which article: an id, its first letters, or an address
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// List the versions: when each was seen, and what changed
    #[arg(long, conflicts_with_all = ["version", "format", "show", "rows"])]
    pub(crate) versions: bool,
    /// Show this version [default: the latest]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) version: Option<u32>,
    #[command(flatten)]
    pub(crate) looks: LooksArgs,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
}
