//! The one task runner: CI runs what a person runs.
#![allow(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "a task runner talks to the person at the terminal"
)]

mod bench;
mod blocks;
mod docs;
mod eval;
mod fuzz;
mod house;
mod ledger;
mod likenesses;
mod pairs;
mod questions;
mod test;
mod tidy;
#[cfg(feature = "train")]
mod train;

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
    /// Run all that CI runs, in its order
    Test,
    /// Measure speed and memory on one core
    Bench(bench::Args),
    /// Try bad input, much of it
    Fuzz(fuzz::Args),
    /// Write golden files, marked copy and the schema anew from what the code does now
    Golden,
    /// Write docs/cli.md from the command line's own help
    Docs {
        /// Only say whether it would change
        #[arg(long)]
        check: bool,
    },
    /// Print what the labeller of blocks is trained on, for training/blocks.py
    Blocks {
        /// Folder of the outside gold, as in `eval`
        #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
        gold: Option<std::path::PathBuf>,
    },
    /// Print what the judge of gathering is trained on, for training/gather.py
    Likenesses {
        /// Folder of the outside gold, as in `eval`
        #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
        gold: Option<std::path::PathBuf>,
    },
    /// Print what the classifier of pairs is trained on, for training/pair.py
    Pairs {
        /// Folder of the outside gold, as in `eval`
        #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
        gold: Option<std::path::PathBuf>,
        /// Sentences of our own besides: a category, a tab, a marked sentence a line
        #[arg(long, value_name = "FILE")]
        own: Option<std::path::PathBuf>,
        /// Which desk reads
        #[arg(long, value_enum, default_value_t = eval::Size::Full)]
        model: eval::Size,
    },
    /// Print what the weights of `ask` are learnt from, for training/ask.py: the dev and training questions of evals/ask
    Questions {
        /// Folder of the outside gold, as in `eval`
        #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
        gold: Option<std::path::PathBuf>,
        /// Which desk reads
        #[arg(long, value_enum, default_value_t = eval::Size::Full)]
        model: eval::Size,
    },
    /// Train the desk's grammar from the treebanks of the gold, or which words tell of an event
    Train {
        /// Train which words tell of an event, from the status gold
        #[arg(long)]
        telling: bool,
        /// Folder of the outside gold, as in `eval`
        #[arg(long, env = "HEARSAY_GOLD", value_name = "DIR")]
        gold: Option<std::path::PathBuf>,
    },
}

fn main() -> ExitCode {
    let done = match Cli::parse().task {
        Task::Eval(args) => eval::run(&args),
        Task::Tidy => tidy::run(),
        Task::Test => test::run(),
        Task::Bench(args) => bench::run(&args),
        Task::Fuzz(args) => fuzz::run(&args),
        Task::Golden => test::golden(),
        Task::Docs { check } => docs::run(check),
        Task::Blocks { gold } => blocks::run(gold.as_deref()),
        Task::Likenesses { gold } => likenesses::run(gold.as_deref()),
        Task::Pairs { gold, own, model } => pairs::run(gold.as_deref(), own.as_deref(), model.model()),
        Task::Questions { gold, model } => questions::run(gold.as_deref(), model.model()),
        Task::Train { telling, gold } => train(telling, gold.as_deref()),
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

#[cfg(feature = "train")]
fn train(telling: bool, gold: Option<&std::path::Path>) -> anyhow::Result<bool> {
    if telling { train::telling(gold) } else { train::grammar(gold) }
}

/// The trainer is not in a normal build: the same command again, with it, optimised.
#[cfg(not(feature = "train"))]
fn train(_telling: bool, _gold: Option<&std::path::Path>) -> anyhow::Result<bool> {
    bench::optimised(&["train"])
}
