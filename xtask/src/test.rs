//! All that CI runs, in its order: a line a step, with the time it took.
//!
//! In: the working tree · Out: the steps, and last `N passed, N failed` · From: DESIGN section 9
//! Fails: a step that fails does not stop those after it; each counts as one failure beside the failed tests
//! Cost: some minutes on two cores

use crate::{docs, eval, fuzz, house, tidy};
use anyhow::{Context, Result};
use std::process::Command;
use std::time::Instant;

/// Seconds that each fuzz target gets here; `cargo xtask fuzz` gives it a minute.
const FUZZ_SECONDS: u64 = 5;

/// What a run of many steps has come to.
#[derive(Debug, Default, PartialEq, Eq)]
struct Sum {
    passed: usize,
    failed: usize,
}

/// Runs every step; `false` if anything failed.
pub(crate) fn run() -> Result<bool> {
    let mut sum = Sum::default();
    step("fmt", &mut sum, |_| cargo(&["fmt", "--all", "--check"]));
    step("clippy", &mut sum, |_| {
        cargo(&["clippy", "--quiet", "--workspace", "--all-targets", "--", "-D", "warnings"])
    });
    step("tidy", &mut sum, |_| tidy::run());
    step("test", &mut sum, |sum| {
        let (good, printed) = captured(&["test", "--workspace", "--no-fail-fast"])?;
        let counted = counts(&printed);
        sum.passed += counted.passed;
        sum.failed += counted.failed;
        if !good {
            println!("{printed}");
        }
        // Failed tests are counted as such; a build that fails counts as one failure.
        Ok(good || counted.failed > 0)
    });
    step("docs", &mut sum, |_| docs::run(true));
    step("fuzz", &mut sum, |_| fuzz::short_run(1, FUZZ_SECONDS));
    for model in [eval::Size::Full, eval::Size::Fast] {
        step("eval", &mut sum, |_| eval::run(&eval::Args::usual(model)));
    }
    println!("{} passed, {} failed", sum.passed, sum.failed);
    Ok(sum.failed == 0)
}

/// Runs the tests so that they write what they would compare with.
pub(crate) fn golden() -> Result<bool> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(house::root()).args(["test", "--workspace", "--quiet", "--no-fail-fast"]);
    let done = cargo
        .envs([("UPDATE_GOLDEN", "1"), ("UPDATE_COPY", "1"), ("UPDATE_SCHEMA", "1"), ("UPDATE_DOCS", "1")])
        .status()?;
    println!(
        "golden files, marked copy, schema and shown output are written anew; read the difference before you commit it"
    );
    Ok(done.success())
}

/// Runs one step and prints its line; an error is a failure, never the end of the run.
fn step(name: &str, sum: &mut Sum, work: impl FnOnce(&mut Sum) -> Result<bool>) {
    println!("── {name}");
    let clock = Instant::now();
    let failed_before = sum.failed;
    let good = work(sum).unwrap_or_else(|error| {
        println!("{name}: {error:#}");
        false
    });
    sum.failed += usize::from(!good);
    let verdict = if sum.failed == failed_before { "ok" } else { "FAILED" };
    println!("── {name}: {verdict} in {:.1} s", clock.elapsed().as_secs_f64());
}

/// Runs cargo, its words going straight to the terminal.
fn cargo(arguments: &[&str]) -> Result<bool> {
    let mut cargo = Command::new("cargo");
    let done = cargo.current_dir(house::root()).args(arguments).status().context("cannot start cargo")?;
    Ok(done.success())
}

/// Runs cargo and keeps what it prints on standard output; what it says on standard error goes to the terminal.
fn captured(arguments: &[&str]) -> Result<(bool, String)> {
    let mut cargo = Command::new("cargo");
    cargo.current_dir(house::root()).args(arguments).stderr(std::process::Stdio::inherit());
    let out = cargo.output().context("cannot start cargo")?;
    Ok((out.status.success(), String::from_utf8_lossy(&out.stdout).into_owned()))
}

/// Sums the lines `test result: ok. 12 passed; 0 failed; …`.
fn counts(printed: &str) -> Sum {
    let mut sum = Sum::default();
    for line in printed.lines().filter(|l| l.starts_with("test result:")) {
        let number = |word: &str| {
            let before = line.split(word).next()?;
            before.split_whitespace().next_back()?.parse::<usize>().ok()
        };
        sum.passed += number(" passed").unwrap_or(0);
        sum.failed += number(" failed").unwrap_or(0);
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::{Sum, counts};

    #[test]
    fn results_of_all_binaries_are_summed() {
        let printed = "running 2 tests\ntest result: ok. 12 passed; 0 failed; 0 ignored\n\
            test a ... FAILED\ntest result: FAILED. 3 passed; 2 failed; 0 ignored; 0 measured\n";
        assert_eq!(counts(printed), Sum { passed: 15, failed: 2 });
        assert_eq!(counts("error: could not compile"), Sum::default());
    }
}
