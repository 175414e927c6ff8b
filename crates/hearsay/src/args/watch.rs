//! `hearsay watch`, as it is typed.

use super::{ArchiveArgs, CorrectionsArgs, ModelArgs, NetworkArgs};
use clap::Args;

pub(super) const WATCH: &str = "\
Watch feeds and keep what they announce in the archive, where `hearsay search` finds it.

Name feeds, sites (the feed that a site's page names is found) or lists of feeds (OPML files). Without any, the feeds \
that the archive knows are watched. Each new entry's page is fetched, marked and filed; the same article again is no \
new article. Hosts are visited one request at a time with a rest between; robots.txt is obeyed; a feed that fails is \
left alone for longer each time, and holds up no other. What is known of each feed is kept, so that watch can be \
stopped (Ctrl-C) and started at any time. docs/fetching.md tells what is sent and what is refused.";

pub(super) const WATCH_EXAMPLES: &str = "\
Examples:
  hearsay watch feeds.opml                       until Ctrl-C
  hearsay watch --once                           one round, for a timer like cron
  hearsay watch https://gazette.example/         the feed that this site names
  hearsay watch --once --feed-only feeds.opml    file what the feeds say, fetch no pages
  hearsay watch --list                           the feeds and how they fare
  hearsay watch --forget https://gazette.example/feed.xml";

#[derive(Args, Debug)]
pub(crate) struct WatchArgs {
    /// Addresses of feeds or sites, and files with lists of feeds (OPML)
    #[arg(value_name = "FEED|SITE|LIST")]
    pub(crate) inputs: Vec<String>,
    /// Ask each feed once, fetch what is new, and end
    #[arg(long)]
    pub(crate) once: bool,
    /// Minutes between two visits to a feed; a feed may ask for more
    #[arg(long, value_name = "MINUTES", default_value_t = 30, value_parser = clap::value_parser!(u32).range(1..=10_080))]
    pub(crate) every: u32,
    /// File what the feeds themselves say; fetch no pages
    #[arg(long)]
    pub(crate) feed_only: bool,
    /// The most pages that are fetched of one feed at a visit; the rest waits for the next
    #[arg(long, value_name = "N", default_value_t = 100, value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    /// Print the feeds and how they fare, and fetch nothing
    #[arg(long, conflicts_with_all = ["once", "forget"])]
    pub(crate) list: bool,
    /// Watch these feeds no longer; their articles stay
    #[arg(long, conflicts_with = "once")]
    pub(crate) forget: bool,

    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    #[command(flatten)]
    pub(crate) network: NetworkArgs,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// How many pages to read at once [default: one a core]
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Running")]
    pub(crate) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Running")]
    pub(crate) quiet: bool,
    /// Say of every feed and page what became of it
    #[arg(short, long, help_heading = "Running")]
    pub(crate) verbose: bool,
}
