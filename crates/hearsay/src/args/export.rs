//! `hearsay export` as it is typed.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

pub(super) const EXPORT: &str = "\
Write the archive, or what a search finds in it, as a table or as JSON Lines.

Without a query every article is exported, its latest version, in the order in which they came. A file is there whole \
or not at all: it is written beside its place and then renamed. Cells that a spreadsheet would run as a formula are \
made harmless in CSV; Parquet and JSON say the words as they are.";

pub(super) const EXPORT_EXAMPLES: &str = "\
Examples:
  hearsay export --format parquet --rows events -o events.parquet
  hearsay export --format csv --rows statements 'source:\"North Sea Radio\"' -o who-said-what.csv
  hearsay export tanker status:ordered > readings.jsonl";

#[derive(Args, Debug)]
pub(crate) struct ExportArgs {
    /// What to export, as in `hearsay search`; without it everything
    #[arg(value_name = "QUERY")]
    pub(crate) query: Vec<String>,
    /// How to write it
    #[arg(short, long, value_enum, default_value_t = ExportFormat::Jsonl, value_name = "FORMAT", help_heading = "Output")]
    pub(crate) format: ExportFormat,
    /// What a row of a table is [default: events]
    #[arg(long, value_enum, value_name = "WHAT", help_heading = "Output")]
    pub(crate) rows: Option<ExportRows>,
    /// Write to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Say nothing on standard error but errors
    #[arg(short, long, help_heading = "Running")]
    pub(crate) quiet: bool,
    #[command(flatten)]
    pub(crate) archive: super::ArchiveArgs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportFormat {
    /// One reading a line, as `hearsay read --format jsonl` prints it
    Jsonl,
    /// A table for spreadsheets
    Csv,
    /// A table for data frames and engines
    #[cfg(feature = "parquet")]
    Parquet,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum ExportRows {
    /// One row an event
    Events,
    /// One row a statement
    Statements,
    /// One row an event with an actor and a code of PLOVER and CAMEO
    Coded,
    /// One row an article, its text with it
    Articles,
}
