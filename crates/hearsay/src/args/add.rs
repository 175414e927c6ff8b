//! `hearsay add`, as it is typed.

use super::{ArchiveArgs, ModelArgs, OutsideArgs};
use clap::Args;
use std::path::PathBuf;

pub(super) const ADD: &str = "\
Read articles, mark them and keep them in the archive, where `hearsay search` finds them.

Inputs are what `hearsay read` takes: files, folders, addresses of pages, feeds, web archives, batches of JSON Lines, - for standard \
input. What was added \
before is skipped before it is read, so that a run that was stopped goes on where it was: run the same command again. \
The same article again is no new article; the same address with other words is a new version of it. What was stored is \
on the disk, whatever happens next.";

pub(super) const ADD_EXAMPLES: &str = "\
Examples:
  hearsay add article.html --url https://gazette.example/ban
  hearsay add https://gazette.example/ban.html   fetch the page and keep it
  hearsay add saved-pages/ -j 8
  hearsay add --input jsonl lines.jsonl --model fast
  hearsay add saved-pages/ --no-marks            store now; `hearsay remark` marks later";

#[derive(Args, Debug)]
pub(crate) struct AddArgs {
    /// Files, folders, addresses, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    #[command(flatten)]
    pub(crate) outside: OutsideArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Store the articles without marking them; `hearsay remark` does that later
    #[arg(long, conflicts_with = "model", help_heading = "Running")]
    pub(crate) no_marks: bool,
    /// How many inputs to read at once [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Running")]
    pub(crate) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Running")]
    pub(crate) quiet: bool,
    /// Say what became of every input, every caveat and every skipped file on standard error
    #[arg(short, long, help_heading = "Running")]
    pub(crate) verbose: bool,
}
