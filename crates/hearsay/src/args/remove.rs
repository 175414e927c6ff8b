//! `hearsay remove`, as it is typed.

use super::ArchiveArgs;
use clap::Args;

pub(super) const REMOVE: &str = "\
Take articles out of the archive for good, with all their versions. What is removed is counted and asked about first, \
unless --yes is given. Corrections are in a file of their own and stay.";

pub(super) const REMOVE_EXAMPLES: &str = "\
Examples:
  hearsay remove 3f9a12c0d4e5b678
  hearsay remove --query 'outlet:courier before:2024'
  hearsay remove --query lang:fr --yes";

#[derive(Args, Debug)]
pub(crate) struct RemoveArgs {
    /// Which articles: ids, their first letters, or addresses
    #[arg(value_name = "ID", required_unless_present = "query", conflicts_with = "query")]
    pub(crate) ids: Vec<String>,
    /// All articles that a search finds
    #[arg(long, value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: Option<String>,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// Do not ask
    #[arg(short, long)]
    pub(crate) yes: bool,
}
