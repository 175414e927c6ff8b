//! `hearsay ask`, as it is typed.

use super::{ArchiveArgs, CorrectionsArgs, ModelArgs, OutsideArgs, ScreenArgs, Since};
use clap::Args;
use std::path::PathBuf;

pub(super) const ASK: &str = "\
Ask a question in words, and get the sentences that answer it, as they were published.

Nothing is made up or put together: an answer is one or more quoted sentences, each with where its event stands, who \
says it, and the outlet, date and headline of its article. Copies of one article count as one. Where no sentence \
answers, hearsay says \"Not stated\", shows what came closest and says what that lacks.

With files or folders, these are read and asked. Without, the archive is: the 30 articles that fit the question's \
words best.
Exit code: 0 answered, 1 not stated or nothing to ask, 2 wrong usage or an error.";

pub(super) const ASK_EXAMPLES: &str = "\
Examples:
  hearsay ask \"Who says that the ban is being weighed?\" harbour.txt
  hearsay ask \"How many ships may the ban keep out?\" articles/
  hearsay ask \"Has the ban been ordered?\" --since 2026-03
  hearsay ask \"Under which law?\" harbour.txt --json";

#[derive(Args, Debug)]
pub(crate) struct AskArgs {
    /// The question, in quotation marks
    #[arg(value_name = "QUESTION")]
    pub(crate) question: String,
    /// Files, folders or addresses to ask; without any, the archive is asked
    #[arg(value_name = "FILE")]
    pub(crate) inputs: Vec<PathBuf>,
    /// Only articles published since then: a day, month or year (2026-03-01), or so many hours, days or weeks (36h, 7d, 2w)
    #[arg(long, value_name = "WHEN")]
    pub(crate) since: Option<Since>,

    /// Print the answer as JSON (hearsay/answer/1)
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
    /// How many sentences to show at most
    #[arg(long, value_name = "N", default_value_t = 3, value_parser = clap::value_parser!(u16).range(1..=100), help_heading = "Output")]
    pub(crate) limit: u16,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,

    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    #[command(flatten)]
    pub(crate) outside: OutsideArgs,
}
