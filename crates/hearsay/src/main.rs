//! The newsroom: it introduces wire, desk and press to one another, and all three to a person at a command line.
//!
//! - `args`: the command line as typed · `config`: as meant
//! - `read`: find items, read, show, count · `explain`: why these words are marked so · `manual`: pages and schema
//! - `diff`: what two articles tell differently · `ask`: sentences that answer · `export`: the archive as tables
//! - `add`, `intake`: read and keep · `search`, `show`, `recall`: find again · `remove`, `remark`, `doctor`
//! - `stories`: what many articles tell together · `gather`: which belong together
//! - `demo`: an archive to try it on
//! - `correct`: a person overrules a mark · `corrections`: where that is kept
//! - `watch`: feeds, and what they announce · `door`: the one way to the network
//! - `inputs`, `batch`: from files, folders and lines to items · `in_order`: many at once, in order
//! - `newsroom`: one item in, one reading out · `marks`: every mark in one form
//! - `shape`, `output`: how a reading looks and where it goes
//! - `messages`, `trouble`: what is said on standard error, and the exit codes

mod args;
mod config;

mod add;
mod ask;
mod correct;
mod demo;
mod diff;
mod doctor;
mod explain;
mod export;
mod manual;
mod read;
mod remark;
mod remove;
mod search;
mod show;
mod stories;
mod watch;

mod batch;
mod corrections;
mod gather;
mod in_order;
mod inputs;
mod intake;
mod marks;
mod newsroom;
mod recall;
mod within;

mod door;

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
    let typed = Typed::parse_from(args::shielded(std::env::args_os()));
    let done = match typed.command {
        Command::Read(typed) => config::ReadPlan::meant(typed).and_then(read::read),
        Command::Explain(typed) => explain::explain(typed),
        Command::Correct(typed) => correct::correct(*typed),
        Command::Diff(typed) => diff::diff(*typed),
        Command::Ask(typed) => ask::ask(*typed),
        Command::Export(typed) => export::export(typed),
        Command::Add(typed) => add::add(typed),
        Command::Search(typed) => search::search(typed),
        Command::Stories(typed) => stories::stories(typed),
        Command::Story(typed) => stories::story(typed),
        Command::Show(typed) => show::show(*typed),
        Command::Remove(typed) => remove::remove(typed),
        Command::Remark(typed) => remark::remark(typed),
        Command::Doctor(typed) => doctor::doctor(typed),
        Command::Demo(typed) => demo::demo(&typed),
        Command::Watch(typed) => watch::watch(*typed),
        Command::Schema { form } => manual::schema(form),
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
