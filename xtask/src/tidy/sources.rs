//! Rules for source files: length, header, names, and words that do not stay.
//!
//! In: the Rust sources · Out: faults · From: the rules of the house (CONTRIBUTING) · Fails: never · Cost: one scan
//!
//! Which files are stages: every source of `wire`, `desk` and `press` but `lib.rs`, `mod.rs` and tests, and those of
//! `model` that compute. The other files of `model` only say what a thing is, and need no such header.

use super::{Fault, File};
use crate::house;
use anyhow::Result;
use std::path::Path;

/// Lines a file may have, its tests not counted: what a reader takes in at one sitting.
const MOST_LINES: usize = 400;

/// The labels that a stage file opens with.
const LABELS: &[&str] = &["In:", "Out:", "From:", "Fails:", "Cost:"];

/// The files of `model` that compute.
const MODEL_STAGES: &[&str] = &["nesting", "span", "stamp", "status"];

/// Names that say nothing of what is inside.
const EMPTY_NAMES: &[&str] =
    &["common", "commons", "helper", "helpers", "manager", "managers", "misc", "util", "utils", "utilities"];

/// Words that do not stay in the tree. Cut in two so that this file does not hold them.
const PASSING: &[&str] =
    &[concat!("TO", "DO"), concat!("FIX", "ME"), concat!("to", "do!("), concat!("unimple", "mented!(")];

/// Checks every source.
pub(crate) fn check(sources: &[File]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for file in sources {
        let own = own_lines(&file.text);
        let in_src = file.name.contains("/src/") && file.stem() != "tests";
        if in_src && own > MOST_LINES {
            faults.push(file.fault(
                MOST_LINES,
                format!("{own} lines, {MOST_LINES} are the most: give its second concept a file of its own"),
            ));
        }
        if let Some(says) = headless(file) {
            faults.push(file.fault(0, says));
        }
        for (at, line) in file.text.lines().enumerate() {
            let code = line.trim_start();
            let imports = code.starts_with("use ")
                || code.starts_with("pub use ")
                || code.starts_with("pub(crate) use ");
            if imports && code.contains("::*") && at < own && in_src {
                faults.push(file.fault(
                    at,
                    "names are imported one by one, so that a reader finds where each comes from",
                ));
            }
            if code.starts_with("#[ignore") {
                faults.push(file.fault(at, "an ignored test checks nothing: run it always or delete it"));
            }
            if let Some(word) = PASSING.iter().find(|w| line.contains(**w)) {
                faults.push(
                    file.fault(at, format!("`{}`: do it now, or write an issue", word.trim_end_matches('('))),
                );
            }
        }
    }
    faults
}

/// Files and folders whose names say nothing.
pub(crate) fn names(root: &Path) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for path in house::files(root, "")? {
        let short = house::short(&path);
        let parts: Vec<&str> = short.split('/').map(|p| p.split('.').next().unwrap_or(p)).collect();
        if let Some(name) = parts.iter().find(|p| EMPTY_NAMES.contains(p)) {
            let says = format!("`{name}` says nothing of what is inside: name it after its concept");
            faults.push(Fault { file: short.clone(), line: 1, says });
        }
    }
    Ok(faults)
}

/// Lines before the tests at the end of the file.
pub(super) fn own_lines(text: &str) -> usize {
    let mut lines = text.lines().enumerate().peekable();
    while let Some((at, line)) = lines.next() {
        let opens = lines.peek().is_some_and(|(_, next)| next.starts_with("mod ") && next.ends_with('{'));
        if line == "#[cfg(test)]" && opens {
            return at;
        }
    }
    text.lines().count()
}

/// What a file's opening lacks.
fn headless(file: &File) -> Option<String> {
    let stage = ["crates/wire/src/", "crates/desk/src/", "crates/press/src/"]
        .iter()
        .any(|p| file.name.starts_with(p));
    let model = file.name.starts_with("crates/model/src/");
    let ours = stage || model || file.name.contains("/src/");
    if !ours || file.stem() == "tests" {
        return None;
    }
    let header: Vec<&str> = file.text.lines().take_while(|l| l.starts_with("//!") || l.is_empty()).collect();
    let header = header.join("\n");
    if header.trim().is_empty() {
        return Some("opens without `//!`: say in one line which question this file answers".into());
    }
    let wanted = stage && !["lib", "mod"].contains(&file.stem())
        || model && (MODEL_STAGES.contains(&file.stem()) || header.contains("In: "));
    let missing: Vec<&str> = LABELS.iter().copied().filter(|l| !header.contains(*l)).collect();
    (wanted && !missing.is_empty()).then(|| {
        format!("a stage file opens with In, Out, From, Fails and Cost; here is no {}", missing.join(" "))
    })
}

#[cfg(test)]
mod tests {
    use super::{MOST_LINES, check};
    use crate::tidy::File;

    fn faults(name: &str, text: &str) -> Vec<String> {
        check(&[File { name: name.into(), text: text.into() }]).into_iter().map(|f| f.says).collect()
    }

    #[test]
    fn a_stage_says_five_things_and_a_noun_need_not() {
        let whole = "//! What.\n//!\n//! In: a · Out: b · From: c · Fails: d · Cost: e\n";
        assert!(faults("crates/desk/src/when.rs", whole).is_empty());
        assert!(
            faults("crates/desk/src/when.rs", "//! What.\n//! In: a · Out: b\n")[0]
                .contains("From: Fails: Cost:")
        );
        assert!(faults("crates/model/src/figure.rs", "//! How many.\n").is_empty());
        assert_eq!(faults("crates/model/src/status.rs", "//! Where.\n").len(), 1);
        assert!(faults("crates/wire/src/x.rs", "use model::Span;\n")[0].contains("opens without"));
    }

    #[test]
    fn tests_do_not_count_as_length_and_may_take_all_names() {
        let long = format!(
            "//! In: Out: From: Fails: Cost:\n{}#[cfg(test)]\nmod tests {{\n    use super::*;\n}}\n",
            "fn f() {}\n".repeat(MOST_LINES - 1)
        );
        assert!(faults("crates/wire/src/x.rs", &long).is_empty());
        let longer = long.replacen("fn f() {}\n", "fn f() {}\nuse a::*;\n", 1);
        assert_eq!(faults("crates/wire/src/x.rs", &longer).len(), 2);
    }

    #[test]
    fn passing_words_do_not_stay() {
        let text = format!("//! In: Out: From: Fails: Cost:\n// {} later\n#[ignore]\n", concat!("TO", "DO"));
        assert_eq!(faults("crates/wire/src/x.rs", &text).len(), 2);
    }
}
