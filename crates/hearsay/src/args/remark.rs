//! `hearsay remark`, as it is typed.

use super::{ArchiveArgs, ModelArgs};
use clap::Args;

pub(super) const REMARK: &str = "\
Mark again what an older desk, another model, or none marked. Articles stay as they are; only the marks on their latest \
versions are made anew. A run that was stopped goes on where it was.";

pub(super) const REMARK_EXAMPLES: &str = "\
Examples:
  hearsay remark                       what this program's full model did not mark
  hearsay remark --model fast -j 4
  hearsay remark --all";

#[derive(Args, Debug)]
pub(crate) struct RemarkArgs {
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// Mark everything again, whoever marked it
    #[arg(long)]
    pub(crate) all: bool,
    /// How many articles to mark at once [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Running")]
    pub(crate) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,
}
