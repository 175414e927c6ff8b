//! What a user can see is documented, and what the documents show is true.
//!
//! A fenced `console` block is run line by line: `$ command`, then what it prints. The comment above it says which
//! lines of that are shown, `<!-- shown: 1-12, 30-33 -->` (no numbers: all of them), with `…` for those left out; or
//! that it is not run, `<!-- not run: why -->`.

use crate::support::{binary, compare, hearsay, root, run, uncorrected};
use model::CaveatCode;
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn commands() -> Vec<String> {
    let help = hearsay(["--help"]).done();
    let list = help.split("Commands:\n").nth(1).unwrap_or_default();
    list.lines()
        .take_while(|line| !line.is_empty())
        .filter_map(|line| line.split_whitespace().next())
        .filter(|name| *name != "help")
        .map(str::to_owned)
        .collect()
}

#[test]
fn the_command_line_page_is_the_help() {
    let page = fs::read_to_string(root().join("docs/cli.md")).unwrap();
    for mut args in [vec![]].into_iter().chain(commands().into_iter().map(|name| vec![name])) {
        let heading = format!("## hearsay {}", args.concat());
        assert!(page.contains(heading.trim_end()), "docs/cli.md has no heading `{heading}`");
        args.push("--help".to_owned());
        let mut command = binary();
        command.args(&args).env("COLUMNS", "100");
        let help: Vec<String> =
            run(command, b"").out.lines().map(|line| line.trim_end().to_owned()).collect();
        assert!(page.contains(help.join("\n").trim()), "docs/cli.md is out of step: run `cargo xtask docs`");
    }
}

#[test]
fn every_caveat_has_its_row_and_no_other() {
    let page = fs::read_to_string(root().join("docs/caveats.md")).unwrap();
    let rows: BTreeSet<&str> =
        page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`')).map(|two| two.0).collect();
    let codes: BTreeSet<&str> = CaveatCode::ALL.iter().map(|code| code.as_str()).collect();
    assert_eq!(rows, codes);
}

#[test]
fn every_member_of_the_json_stands_on_its_page() {
    let page = fs::read_to_string(root().join("docs/json.md")).unwrap();
    for form in ["reading", "story", "answer"] {
        let schema: serde_json::Value = serde_json::from_str(&hearsay(["schema", form]).done()).unwrap();
        let mut all = vec![&schema];
        all.extend(schema["$defs"].as_object().unwrap().values());
        for (name, _) in all.iter().filter_map(|one| one["properties"].as_object()).flatten() {
            assert!(page.contains(&format!("`{name}`")), "docs/json.md does not name `{name}` of a {form}");
        }
    }
}

#[test]
fn every_status_stands_on_its_page() {
    let page = fs::read_to_string(root().join("docs/marks/status.md")).unwrap();
    for status in model::Status::ALL {
        assert!(page.contains(&format!("`{status}`")), "docs/marks/status.md does not name `{status}`");
    }
}

#[test]
fn every_kind_of_mark_has_its_page() {
    for mark in ["statement", "status", "event", "figure", "when", "authority", "mention"] {
        assert!(root().join(format!("docs/marks/{mark}.md")).is_file(), "docs/marks/{mark}.md is missing");
    }
}

#[test]
fn the_documents_show_what_the_binary_prints() {
    for path in documents() {
        let page = fs::read_to_string(&path).unwrap();
        compare(&path, &rerun(&page, &path), "UPDATE_DOCS");
    }
}

/// The pages for people, examples included.
fn documents() -> Vec<PathBuf> {
    let mut all: Vec<PathBuf> = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "CHANGELOG.md"]
        .map(|name| root().join(name))
        .into();
    let mut folders = vec![root().join("docs"), root().join("examples")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|ending| ending == "md") {
                all.push(path);
            }
        }
    }
    all.sort_unstable();
    all
}

/// The page with the output of each of its commands as it is now.
fn rerun(page: &str, path: &Path) -> String {
    let mut out = String::new();
    let mut lines = page.split_inclusive('\n').peekable();
    let mut above = String::new();
    while let Some(line) = lines.next() {
        out += line;
        if !line.starts_with("```console") {
            if !line.trim().is_empty() {
                above = line.trim().to_owned();
            }
            continue;
        }
        let body: Vec<&str> = std::iter::from_fn(|| lines.next_if(|line| !line.starts_with("```"))).collect();
        if above.starts_with("<!-- not run:") {
            out.extend(body);
            continue;
        }
        let shown = above.strip_prefix("<!-- shown:").and_then(|rest| rest.strip_suffix("-->"));
        let shown =
            shown.unwrap_or_else(|| panic!("{}: a console block needs a comment above it", path.display()));
        for command in body.iter().filter(|line| line.starts_with("$ ")) {
            out += command;
            match output_of(command, path) {
                Some(output) => out += &shortened(&output, shown.trim()),
                None => out.extend(body.iter().copied().skip(1)),
            }
        }
    }
    out
}

/// What the command prints; `None` where a program that it needs (Python) is not on this machine.
fn output_of(line: &str, page: &Path) -> Option<String> {
    let binary = Path::new(env!("CARGO_BIN_EXE_hearsay"));
    let typed = line.trim_start_matches("$ ").trim().replace("cargo run --release -- ", "hearsay ");
    let folder = match page.parent() {
        // An example speaks from its own folder, every other page from the root.
        Some(folder) if folder.starts_with(root().join("examples")) && folder.join("run.sh").exists() => {
            folder
        }
        _ => root(),
    };
    let mut command = Command::new("bash");
    let path = std::env::var("PATH").unwrap_or_default();
    let own = binary.parent().expect("the binary lies in a folder").display();
    command
        .args(["-c", &typed])
        .current_dir(folder)
        .env("PATH", format!("{own}:{path}"))
        .env_remove("NO_COLOR");
    uncorrected(&mut command);
    let ran = run(command, b"");
    if ran.code == 127 {
        return None;
    }
    let told = if ran.out.is_empty() { ran.err } else { ran.out };
    Some(told.lines().map(|line| format!("{}\n", line.trim_end())).collect())
}

/// The lines that are shown, `…` for each stretch left out.
fn shortened(output: &str, shown: &str) -> String {
    if shown.is_empty() {
        return output.to_owned();
    }
    let lines: Vec<&str> = output.lines().collect();
    let mut out = String::new();
    let mut next = 1;
    for range in shown.split(',') {
        let (first, last) = range.trim().split_once('-').unwrap_or((range.trim(), range.trim()));
        let first: usize = first.parse().expect("a line number");
        let last: usize = last.parse().expect("a line number");
        if first > next {
            out += "…\n";
        }
        for line in lines.iter().take(last).skip(first - 1) {
            out += line;
            out += "\n";
        }
        next = last + 1;
    }
    if next <= lines.len() {
        out += "…\n";
    }
    out
}
