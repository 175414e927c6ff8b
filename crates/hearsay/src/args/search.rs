//! `hearsay search`, as it is typed.

use super::{ArchiveArgs, Colour};
use clap::{Args, ValueEnum};
use std::ffi::OsString;

pub(super) const SEARCH: &str = "\
Find articles in the archive. All terms of a query must hold; OR joins the two beside it, - in front excludes.

  ban \"port officials\" negot*        words, a phrase, a beginning (four letters or more)
  source: kind:                       who says it, and what kind of source
  actor: target: place: status:       an event that is told so: all of these of one and the same event
  names:                              who or what is named anywhere
  outlet: headline: lang:             who published it, what the headline says, in which language
  on:2026-03 after:2026-03-02 before:2026 2026-03..2026-04
                                      when it was published

A value with spaces stands in quotation marks: actor:\"the city\". `status:` takes happened, under_way, ordered, \
planned, contemplated, possible, conditional, promised, threatened, demanded, attempted, not_happened, denied, rejected.";

pub(super) const SEARCH_EXAMPLES: &str = "\
Examples:
  hearsay search ban OR closure harbour
  hearsay search actor:city status:planned
  hearsay search source:\"port officials\" after:2026-03 --sort date
  hearsay search tanker -drill --json | jq .hits[].id";

/// What is set before a term that begins with a hyphen, so that `-drill` is taken for a term and `--json` for a flag.
/// No argument of a program can hold it otherwise: it is a zero-width joiner in front of a hyphen.
const SHIELD: &str = "\u{200d}-";

/// The arguments of the program with the excluded terms of a search shielded.
pub(crate) fn shielded(typed: impl Iterator<Item = OsString>) -> Vec<OsString> {
    let typed: Vec<OsString> = typed.collect();
    if typed.get(1).is_none_or(|command| command != "search") {
        return typed;
    }
    let shield = |term: OsString| match term.to_str().and_then(|term| term.strip_prefix('-')) {
        // One letter is a flag, and so is what has two hyphens.
        Some(rest) if rest.chars().count() > 1 && !rest.starts_with('-') => {
            OsString::from(format!("{SHIELD}{rest}"))
        }
        _ => term,
    };
    typed.into_iter().map(shield).collect()
}

/// A term as it was typed.
pub(crate) fn unshielded(term: &str) -> String {
    term.strip_prefix(SHIELD).map_or_else(|| term.to_owned(), |rest| format!("-{rest}"))
}

#[derive(Args, Debug)]
pub(crate) struct SearchArgs {
    /// What to look for
    #[arg(value_name = "QUERY", required = true)]
    pub(crate) query: Vec<String>,
    #[command(flatten)]
    pub(crate) archive: ArchiveArgs,
    /// In which order
    #[arg(long, value_enum, default_value_t = Order::Best, value_name = "ORDER", help_heading = "Output")]
    pub(crate) sort: Order,
    /// How many hits to show
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000), help_heading = "Output")]
    pub(crate) limit: u16,
    /// How many of the first hits to leave out
    #[arg(long, value_name = "N", default_value_t = 0, help_heading = "Output")]
    pub(crate) offset: usize,
    /// Print one JSON object, as docs/archive.md describes it
    #[arg(long, help_heading = "Output")]
    pub(crate) json: bool,
    /// Whether to mark the words that were found; NO_COLOR is respected
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN", help_heading = "Output")]
    pub(crate) color: Colour,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Order {
    /// By how well the words fit; without words the newest first
    Best,
    /// By how well they fit, the newer before the older among like ones
    Fresh,
    /// The newest first
    Date,
}
