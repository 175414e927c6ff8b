//! The newsroom: it introduces wire, desk and press to one another, and all three to a person at a command line.
//!
//! - `args`: the command line as typed · `config`: as meant
//! - `read`: find items, read, show, count · `explain`: why these words are marked so · `manual`: pages and schema
//! - `correct`: a person overrules a mark · `corrections`: where that is kept
//! - `inputs`, `batch`: from files, folders and lines to items · `in_order`: many at once, in order
//! - `newsroom`: one item in, one reading out · `marks`: every mark in one form
//! - `shape`, `output`: how a reading looks and where it goes
//! - `messages`, `trouble`: what is said on standard error, and the exit codes

mod args;
mod config;

mod correct;
mod explain;
mod manual;
mod read;

mod batch;
mod corrections;
mod in_order;
mod inputs;
mod marks;
mod newsroom;

mod output;
mod shape;

mod messages;
mod trouble;

use args::{Command, Typed};
use clap::Parser;
use std::process::ExitCode;
use trouble::{Exit, Trouble};

fn main() -> ExitCode {
    newsroom::keep_panics_for_their_items();
    let typed = Typed::parse();
    let done = match typed.command {
        Command::Read(typed) => config::ReadPlan::meant(typed).and_then(read::read),
        Command::Explain(typed) => explain::explain(typed),
        Command::Correct(typed) => correct::correct(*typed),
        Command::Schema => manual::schema(),
        Command::Completions { shell } => manual::completions(shell),
        Command::Man { command } => manual::man(command.as_deref()),
    };
    let exit = done.unwrap_or_else(|trouble| match trouble {
        Trouble::Gone => Exit::Done,
        told => {
            messages::line(&told.to_string());
            Exit::Error
        }
    });
    ExitCode::from(exit as u8)
}
