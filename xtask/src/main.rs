//! The one task runner: CI runs what a person runs.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task runner talks to the person at the terminal"
)]

mod eval;
mod house;
mod ledger;
mod tidy;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "The one task runner of the house", disable_help_subcommand = true)]
struct Cli {
    #[command(subcommand)]
    task: Task,
}

#[derive(Subcommand)]
enum Task {
    /// Score every mark against the gold and hold it to its floors
    Eval(eval::Args),
    /// Check the rules of the house
    Tidy,
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Eval(args) => eval::run(&args),
        Task::Tidy => tidy::run(),
    };
    match done {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::from(2)
        }
    }
}
