//! How readings look and where they go, as it is typed.

use super::{Colour, Format, Rows};
use clap::Args;
use std::path::PathBuf;

#[derive(Args, Clone, Debug)]
pub(crate) struct LooksArgs {
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
    /// Write to this file, or into this folder one file an input. A folder is one that exists or ends in /
    #[arg(short, long, value_name = "FILE|DIR", help_heading = "Output")]
    pub(crate) output: Option<PathBuf>,
    /// Columns of the text dossier [default: the terminal's, at most 100]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(40..=400), help_heading = "Output")]
    pub(crate) width: Option<u16>,
    /// Whether to colour the text dossier; NO_COLOR is respected
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}
