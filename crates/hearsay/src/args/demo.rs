//! `hearsay demo`, as it is typed.

use super::ModelArgs;
use clap::Args;
use std::path::PathBuf;

pub(super) const DEMO: &str = "\
Fill an archive of its own with the sample wire: 44 short articles by invented outlets on three stories that develop, \
with agency copy, rewrites, credits, corrections, contradictions and a changed headline.

Your own archive is left alone, unless you name it with --archive. What is there already is not added again.";

pub(super) const DEMO_EXAMPLES: &str = "\
Examples:
  hearsay demo
  hearsay demo --archive demo.db
  hearsay demo --lines > wire.jsonl      the articles as JSON Lines, which `hearsay add` takes";

#[derive(Args, Debug)]
pub(crate) struct DemoArgs {
    /// The archive to fill [default: demo.db in Hearsay's data folder]
    #[arg(long, value_name = "FILE", help_heading = "Archive")]
    archive: Option<PathBuf>,
    /// Print the articles, one JSON object a line, and fill no archive
    #[arg(long, conflicts_with_all = ["archive", "quiet"], help_heading = "Output")]
    pub(crate) lines: bool,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,
}

impl DemoArgs {
    /// The archive that is filled; never one's own unless it is named. `None` where there is no place for one.
    pub(crate) fn path(&self) -> Option<PathBuf> {
        let usual = || Some(crate::corrections::usual_path()?.with_file_name("demo.db"));
        self.archive.clone().or_else(usual)
    }
}
