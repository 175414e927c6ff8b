//! `hearsay stories` and `hearsay story`, as they are typed.

use super::{ArchiveArgs, CorrectionsArgs, ScreenArgs, Since};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const STORIES: &str = "\
List the stories of the archive, the freshest first: what each is about, how many articles and outlets tell it, how \
many of them are independent as far as observed, where its events stand, and what changed last.

Articles that have come or changed since are gathered first. The same articles make the same stories, in whatever \
order they came; a story keeps its id while articles join it.";

pub(super) const STORIES_EXAMPLES: &str = "\
Examples:
  hearsay stories
  hearsay stories --since 7d
  hearsay stories --since 2026-03-01 --least 5
  hearsay stories --json | jq .stories[].id";

pub(super) const STORY: &str = "\
Tell one story of the archive: who had it first and who took it from whom, its timeline, its claims and how they \
changed, and the questions that it raises, each answered by cited sentences or not at all. ID is the id of a story or \
of an article in it, the first letters of one (four or more), or the article's address.";

pub(super) const STORY_EXAMPLES: &str = "\
Examples:
  hearsay story 3f9a12c0
  hearsay story 3f9a --format html -o story.html
  hearsay story https://gazette.example/ban
  hearsay story 3f9a --json | jq .lineage.independent";

#[derive(Args, Debug)]
pub(crate) struct StoriesArgs {
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// Only stories with an article since then: a day, month or year (2026-03-01), or so many hours, days or weeks (36h, 7d, 2w)
    #[arg(long, value_name = "WHEN")]
    pub(crate) since: Option<Since>,
    /// Only stories of so many articles or more
    #[arg(long, value_name = "N", default_value_t = 2, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) least: u32,
    /// At most so many
    #[arg(long, value_name = "N", default_value_t = 20, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub(crate) limit: u16,
    /// Leave out the first so many
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub(crate) offset: usize,
    /// List what was gathered before, without looking for new articles
    #[arg(long)]
    pub(crate) as_gathered: bool,
    /// Print one JSON object
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,
}

#[derive(Args, Debug)]
pub(crate) struct StoryArgs {
    /// Which story: its id, its first letters, or an article in it
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// How to show it
    #[arg(short, long, value_enum, value_name = "FORMAT", default_value_t = StoryFormat::Text, help_heading = "Output")]
    pub(crate) format: StoryFormat,
    /// Short for --format json
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
    pub(crate) json: bool,
    /// Write to this file
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    #[command(flatten)]
    pub(crate) screen: ScreenArgs,
    /// Tell it as gathered before, without looking for new articles
    #[arg(long)]
    pub(crate) as_gathered: bool,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum StoryFormat {
    /// A dossier for the terminal
    Text,
    /// One JSON object (hearsay/story/1)
    Json,
    /// A dossier as a web page that needs nothing else
    Html,
    /// A dossier in Markdown
    Md,
}

impl StoryArgs {
    /// The format that was asked for.
    pub(crate) fn format(&self) -> StoryFormat {
        if self.json { StoryFormat::Json } else { self.format }
    }
}
