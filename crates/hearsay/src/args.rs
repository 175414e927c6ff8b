//! The command line as it is typed. What it means is told in `config`.

mod correct;

use clap::{Args, Parser, Subcommand, ValueEnum};
use model::Stamp;
use std::path::PathBuf;

pub(crate) use correct::{CorrectArgs, CorrectionsArgs};

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
                                         overrule a mark that is wrong";

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
    /// Print the JSON Schema of a reading (hearsay/reading/1)
    Schema,
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

An input is a file, a folder (searched through all its levels for .txt, .text, .md, .html, .htm, .xhtml and files \
without an ending; hidden ones are skipped), or - for standard input. Without an input, standard input is read. \
Nothing is fetched from the network.";

const READ_EXAMPLES: &str = "\
Examples:
  hearsay read article.html                      a dossier in the terminal
  hearsay read article.txt --format html -o a.html
  hearsay read articles/ --format csv --rows statements -o who-said-what.csv
  hearsay read articles/ --format csv --rows coded -o event-data.csv
  hearsay read articles/ --format html -o dossiers/   one page an article
  cat article.txt | hearsay read --json -
  hearsay read --input jsonl lines.jsonl > readings.jsonl";

const EXPLAIN: &str = "\
Tell why the words at one place were marked as they are: every mark that covers the place, its kind, its status, \
the rule that made it, why that rule marks such words, and how often marks like it are right.";

const EXPLAIN_EXAMPLES: &str = "\
Examples:
  hearsay explain article.txt --words \"is considering\"
  hearsay explain article.txt --at 210           code point 210 of article.text, as in the JSON";

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
    /// Files, folders, or - for standard input
    #[arg(value_name = "INPUT")]
    pub(crate) inputs: Vec<PathBuf>,

    #[command(flatten)]
    pub(crate) outside: OutsideArgs,

    /// How to show the readings [default: text; jsonl for --input jsonl]
    #[arg(short, long, value_enum, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: Option<Format>,
    /// Short for --format json
    #[arg(long, conflicts_with = "format", help_heading = "Output")]
    pub(crate) json: bool,
    /// Print marked copy: the text with its marks as carets under it
    #[arg(long, conflicts_with_all = ["format", "json"], help_heading = "Output")]
    pub(crate) show: bool,
    /// What a row of --format csv is [default: events]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Output")]
    pub(crate) rows: Option<Rows>,
    /// Keep every token with its grammar in the JSON
    #[arg(long, help_heading = "Output")]
    pub(crate) tokens: bool,
    /// Write to this file, or into this folder one file an input. A folder is one that exists or ends in /
    #[arg(short, long, value_name = "FILE|DIR", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Columns of the text dossier [default: the terminal's, at most 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400), help_heading = "Output")]
    pub(crate) width: Option<u16>,
    /// Whether to colour the text dossier; NO_COLOR is respected
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,

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
