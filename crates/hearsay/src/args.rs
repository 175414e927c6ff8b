//! The command line as it is typed. What it means is told in `config`.

mod diff;
mod export;
mod add;
mod archive;
mod ask;
mod correct;
mod demo;
mod doctor;
mod looks;
mod network;
mod remark;
mod remove;
mod screen;
mod search;
mod show;
mod since;
mod stories;
mod watch;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Stamp;
use std::path::PathBuf;

pub(crate) use add::AddArgs;
pub(crate) use archive::ArchiveArgs;
pub(crate) use ask::AskArgs;
pub(crate) use correct::{CorrectArgs, CorrectionsArgs};
pub(crate) use demo::DemoArgs;
pub(crate) use diff::DiffArgs;
pub(crate) use doctor::DoctorArgs;
pub(crate) use export::{ExportArgs, ExportFormat, ExportRows};
pub(crate) use looks::LooksArgs;
pub(crate) use network::NetworkArgs;
pub(crate) use remark::RemarkArgs;
pub(crate) use remove::RemoveArgs;
pub(crate) use screen::ScreenArgs;
pub(crate) use search::{Order, SearchArgs, shielded, unshielded};
pub(crate) use show::ShowArgs;
pub(crate) use since::Since;
pub(crate) use stories::{StoriesArgs, StoryArgs, StoryFormat};
pub(crate) use watch::WatchArgs;

/// Reads news: who said it, how sure are they, did it happen?
///
/// Hearsay marks every statement with its source and every event with the status the text gives it (happened,
/// planned, denied…). Each mark points at the words it rests on. Hearsay never says whether something is true.
#[derive(Debug, Parser)]
#[command(name = "hearsay", version, arg_required_else_help = true, after_help = AFTER)]
pub(crate) struct Typed {
    #[command(subcommand)]
    pub(crate) command: Command,
}

const AFTER: &str = "\
Results go to standard output, messages to standard error.
Exit codes: 0 done, 1 nothing found or nothing could be read, 2 wrong usage or an error.

Examples:
  hearsay read article.html              read one saved page
  hearsay explain article.html --words \"is considering\"
                                         why were these words marked so?
  hearsay correct article.html event \"deploy\" --status planned
                                         overrule a mark that is wrong
  hearsay add articles/                  keep many
  hearsay search actor:city status:planned
                                         and find them again";

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Read articles and show who said what, how sure, and whether it happened
    #[command(long_about = READ, after_help = READ_EXAMPLES)]
    Read(ReadArgs),
    /// Tell why the words at one place were marked as they are
    #[command(long_about = EXPLAIN, after_help = EXPLAIN_EXAMPLES)]
    Explain(ExplainArgs),
    /// Overrule a mark; the next reading honours it
    #[command(override_usage = correct::CORRECT_USAGE, long_about = correct::CORRECT, after_help = correct::CORRECT_EXAMPLES)]
    Correct(Box<CorrectArgs>),
    /// Tell what two articles tell differently
    #[command(long_about = diff::DIFF, after_help = diff::DIFF_EXAMPLES)]
    Diff(Box<DiffArgs>),
    /// Ask a question in words, of files or of the archive
    #[command(long_about = ask::ASK, after_help = ask::ASK_EXAMPLES)]
    Ask(Box<AskArgs>),
    /// Write the archive, or what a search finds in it, as JSON Lines, CSV or Parquet
    #[command(long_about = export::EXPORT, after_help = export::EXPORT_EXAMPLES)]
    Export(ExportArgs),
    /// Read articles and keep them in the archive
    #[command(long_about = add::ADD, after_help = add::ADD_EXAMPLES)]
    Add(AddArgs),
    /// Find articles in the archive by words, sources, actors, statuses and dates
    #[command(long_about = search::SEARCH, after_help = search::SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// List the stories of the archive, and how many tell each independently
    #[command(long_about = stories::STORIES, after_help = stories::STORIES_EXAMPLES)]
    Stories(StoriesArgs),
    /// Tell one story: who had it first, and what changed
    #[command(long_about = stories::STORY, after_help = stories::STORY_EXAMPLES)]
    Story(StoryArgs),
    /// Show an article of the archive, or its versions
    #[command(long_about = show::SHOW, after_help = show::SHOW_EXAMPLES)]
    Show(Box<ShowArgs>),
    /// Take articles out of the archive for good
    #[command(long_about = remove::REMOVE, after_help = remove::REMOVE_EXAMPLES)]
    Remove(RemoveArgs),
    /// Mark again what an older desk marked
    #[command(long_about = remark::REMARK, after_help = remark::REMARK_EXAMPLES)]
    Remark(RemarkArgs),
    /// Look whether the archive is sound
    #[command(long_about = doctor::DOCTOR, after_help = doctor::DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// Fill an archive with a sample wire: three stories by invented outlets
    #[command(long_about = demo::DEMO, after_help = demo::DEMO_EXAMPLES)]
    Demo(DemoArgs),
    /// Watch feeds and keep what they announce
    #[command(long_about = watch::WATCH, after_help = watch::WATCH_EXAMPLES)]
    Watch(Box<WatchArgs>),
    /// Print the JSON Schema of what a command prints
    #[command(after_help = "Example:\n  hearsay schema story > story-1.json")]
    Schema {
        /// Of which form
        #[arg(value_enum, default_value_t = Form::Reading)]
        form: Form,
    },
    /// Print a completion script for your shell
    #[command(
        after_help = "Example:\n  hearsay completions bash > ~/.local/share/bash-completion/completions/hearsay"
    )]
    Completions {
        /// Which shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    #[command(after_help = "Example:\n  hearsay man read | man -l -")]
    Man {
        /// The page of one command; without it, the page of hearsay itself
        command: Option<String>,
    },
}

const READ: &str = "\
Read articles and show who said what, how sure, and whether it happened.

An input is a file, a folder, the address of a page, or - for standard input. Without an input, standard input is read. A file is a page \
(HTML, MHTML), a text, Markdown, a feed (RSS, Atom, JSON Feed, a news sitemap), a web archive (WARC), or one JSON \
object a line; each may be packed with gzip. What it is, is told by its content, not by its name.

A folder is searched through all its levels for .txt, .text, .md, .markdown, .html, .htm, .xhtml, .mht, .mhtml, .xml, \
.rss, .atom, .rdf, .json (feeds), .jsonl, .ndjson, .warc, the same with .gz, and files without an ending; hidden ones \
are skipped. A list of feeds (OPML) is for `hearsay watch`. Nothing is fetched from the \
network but the addresses that are named.";

const READ_EXAMPLES: &str = "\
Examples:
  hearsay read article.html                      a dossier in the terminal
  hearsay read article.txt --format html -o a.html
  hearsay read articles/ --format csv --rows statements -o who-said-what.csv
  hearsay read articles/ --format csv --rows coded -o event-data.csv
  hearsay read articles/ --format html -o dossiers/   one page an article
  hearsay read https://gazette.example/ban.html  fetch one page and read it
  hearsay read news.warc.gz --format jsonl -o readings.jsonl
  cat article.txt | hearsay read --json -
  hearsay read --input jsonl lines.jsonl > readings.jsonl";

const EXPLAIN: &str = "\
Tell why the words at one place were marked as they are: every mark that covers the place, its kind, its status, \
the rule that made it, why that rule marks such words, and how often marks like it are right.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  hearsay explain article.txt --words \"is considering\"
  hearsay explain article.txt --at 210           code point 210 of article.text, as in the JSON";

/// The forms of JSON that have a schema.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Form {
    /// hearsay/reading/1: what `read`, `show` and `export` print
    Reading,
    /// hearsay/story/1: what `story` prints
    Story,
    /// hearsay/answer/1: what `ask` prints
    Answer,
}

/// What is known of the inputs from outside.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "About the input")]
pub(crate) struct OutsideArgs {
    /// What the input is
    #[arg(long = "input", value_enum, default_value_t = InputKind::Auto, value_name = "KIND")]
    pub(crate) kind: InputKind,
    /// Publication date, like 2026-03-03 or 2026-03-03T08:00:00+01:00; wins over what the page says
    #[arg(long, value_name = "DATE")]
    pub(crate) published: Option<Stamp>,
    /// Who published it; wins over what the page says
    #[arg(long, value_name = "NAME")]
    pub(crate) outlet: Option<String>,
    /// The page's own address; it is noted, not fetched
    #[arg(long, value_name = "URL")]
    pub(crate) url: Option<String>,
    #[command(flatten)]
    pub(crate) network: NetworkArgs,
}

/// Which of the desk's models reads.
#[derive(Args, Clone, Copy, Debug)]
pub(crate) struct ModelArgs {
    /// Which of the desk's two models reads; both are in the program
    #[arg(long, value_enum, default_value_t = Size::Full, value_name = "SIZE", help_heading = "Running")]
    model: Size,
}

impl ModelArgs {
    pub(crate) fn size(self) -> desk::Model {
        match self.model {
            Size::Full => desk::Model::Full,
            Size::Fast => desk::Model::Fast,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Size {
    /// The better one
    Full,
    /// Several times as fast, for archives
    Fast,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum InputKind {
    /// Found out from the content
    Auto,
    /// Plain text with headline, byline and the rest above the body
    Text,
    /// A saved web page
    Html,
    /// Body text alone, taken as it is: every offset is an offset into what was given
    Body,
    /// One JSON object a line: {"id", "outlet", "url", "published", and one of "html", "text", "body"}
    Jsonl,
}

#[derive(Args, Debug)]
pub(crate) struct ReadArgs {
    /// Files, folders, addresses, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) outside: OutsideArgs,

    #[command(flatten)]
    pub(crate) looks: LooksArgs,
    /// Keep every token with its grammar in the JSON
    #[arg(long, help_heading = "Output")]
    pub(crate) tokens: bool,

    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    /// How many inputs to read at once [default: one a core]; the output does not depend on it
    #[arg(short = 'j', long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512), help_heading = "Running")]
    pub(crate) threads: Option<u16>,
    /// Say nothing on standard error but errors
    #[arg(short, long, conflicts_with = "verbose", help_heading = "Running")]
    pub(crate) quiet: bool,
    /// Say every caveat and every skipped file on standard error
    #[arg(short, long, help_heading = "Running")]
    pub(crate) verbose: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// A dossier for the terminal
    Text,
    /// One JSON object; for several inputs, one array of them
    Json,
    /// One JSON object a line
    Jsonl,
    /// A dossier as a web page that needs nothing else
    Html,
    /// A dossier in Markdown
    Md,
    /// A table; --rows says of what
    Csv,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Rows {
    /// One row an event
    Events,
    /// One row a statement
    Statements,
    /// One row an event with an actor and a code of PLOVER and CAMEO
    Coded,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Colour {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Args, Debug)]
pub(crate) struct ExplainArgs {
    /// A file, or - for standard input
    #[arg(value_name = "FILE")]
    pub(crate) input: PathBuf,
    /// The place, as a code point of article.text (what the JSON calls start)
    #[arg(long, value_name = "N", required_unless_present = "words")]
    pub(crate) at: Option<usize>,
    /// The place, as words that stand there; the first that match count
    #[arg(long, value_name = "WORDS", conflicts_with = "at")]
    pub(crate) words: Option<String>,
    #[command(flatten)]
    pub(crate) corrections: CorrectionsArgs,
    #[command(flatten)]
    pub(crate) model: ModelArgs,
    #[command(flatten)]
    pub(crate) outside: OutsideArgs,
}
