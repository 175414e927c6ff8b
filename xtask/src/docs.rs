//! The manual of the command line, from the command line's own help.
//!
//! In: `hearsay --help`, and that of every subcommand · Out: `docs/cli.md` · From: DESIGN section 6
//! Fails: a command line that prints no help yet leaves the page as it is · Cost: one build of `hearsay`

use crate::house;
use anyhow::{Context, Result, bail};
use std::process::Command;

/// Writes the page, or with `check` says whether it would change.
pub(crate) fn run(check: bool) -> Result<bool> {
    let path = house::root().join("docs/cli.md");
    let Some(page) = page()? else {
        println!("hearsay prints no help yet: docs/cli.md is left as it is");
        return Ok(true);
    };
    let old = if path.is_file() { house::text(&path)? } else { String::new() };
    if old == page {
        println!("docs/cli.md says what the command line says");
        return Ok(true);
    }
    if check {
        println!("docs/cli.md:1: not what the command line says: run `cargo xtask docs`");
        return Ok(false);
    }
    std::fs::write(&path, page)?;
    println!("docs/cli.md written");
    Ok(true)
}

/// The page; `None` while the command line prints no help.
fn page() -> Result<Option<String>> {
    let whole = help(&[])?;
    if !whole.contains("Commands:") {
        return Ok(None);
    }
    let mut page = String::from(
        "# The command line\n\nWritten by `cargo xtask docs` from `hearsay --help`; change the help, not this page.\n\n## hearsay\n",
    );
    page.push_str(&fenced(&whole));
    for name in subcommands(&whole) {
        page.push_str(&format!("\n## hearsay {name}\n{}", fenced(&help(&[&name])?)));
    }
    Ok(Some(page))
}

fn help(subcommand: &[&str]) -> Result<String> {
    let mut cargo = Command::new("cargo");
    cargo.args(["run", "--quiet", "--package", "hearsay", "--"]).args(subcommand).arg("--help");
    // The page does not depend on who writes it, and where.
    let out = cargo.env("NO_COLOR", "1").env("COLUMNS", "100").output().context("cannot start cargo")?;
    if !out.status.success() {
        bail!("`hearsay {} --help` failed:\n{}", subcommand.join(" "), String::from_utf8_lossy(&out.stderr));
    }
    Ok(String::from_utf8_lossy(&out.stdout).into_owned())
}

fn fenced(help: &str) -> String {
    let lines: Vec<&str> = help.trim().lines().map(str::trim_end).collect();
    format!("\n```text\n{}\n```\n", lines.join("\n"))
}

/// The names under "Commands:", but for `help`.
fn subcommands(help: &str) -> Vec<String> {
    let rows =
        help.lines().skip_while(|l| l.trim() != "Commands:").skip(1).take_while(|l| !l.trim().is_empty());
    rows.filter(|l| l.starts_with("  ") && !l.starts_with("   "))
        .filter_map(|l| l.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::subcommands;

    #[test]
    fn subcommands_are_read_from_the_help() {
        let help = "Reads news\n\nCommands:\n  read  Read it\n        and mark it\n  help  Print\n\nOptions:\n  -h\n";
        assert_eq!(subcommands(help), ["read"]);
    }
}
