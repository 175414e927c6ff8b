//! Which crate may know which: the star of DESIGN section 2, read from the manifests.
//!
//! In: the `Cargo.toml`s · Out: faults · From: DESIGN section 2 · Fails: a manifest that is no TOML is an error;
//! dev-dependencies are free, as long as cargo finds no cycle · Cost: nothing

use super::{Fault, File};
use anyhow::{Context, Result};
use toml::Table;

/// One row of the star.
struct Row {
    name: &'static str,
    /// Crates of the house that it may know.
    knows: &'static [&'static str],
    /// Whether it is pure: no files, network, clock, environment or randomness.
    pure: bool,
}

const STAR: &[Row] = &[
    Row { name: "model", knows: &[], pure: true },
    Row { name: "wire", knows: &["model"], pure: true },
    Row { name: "desk", knows: &["model"], pure: true },
    Row { name: "story", knows: &["model"], pure: true },
    Row { name: "archive", knows: &["model"], pure: false },
    Row { name: "press", knows: &["model"], pure: false },
    Row { name: "hearsay", knows: &["model", "wire", "desk", "story", "archive", "press"], pure: false },
    Row { name: "python", knows: &["model", "wire", "desk", "story", "press"], pure: false },
    Row { name: "xtask", knows: &["model", "wire", "desk", "story", "archive", "press"], pure: false },
];

/// What `model` may use from outside, and nothing else.
const MODEL_MAY_USE: &[&str] = &["jiff", "schemars", "serde"];

/// Outside crates that reach files, network, clocks or chance; none of them in a pure crate.
const IMPURE: &[&str] = &[
    "actix-web",
    "async-std",
    "axum",
    "chrono",
    "curl",
    "dirs",
    "fastrand",
    "getrandom",
    "hyper",
    "hyper-util",
    "isahc",
    "memmap2",
    "mio",
    "notify",
    "rand",
    "reqwest",
    "rusqlite",
    "rustls",
    "sled",
    "smol",
    "socket2",
    "sqlx",
    "surf",
    "tempfile",
    "time",
    "tokio",
    "ureq",
    "walkdir",
];

/// Backtracking or foreign matchers: quadratic or unsafe on hostile text, banned in the whole house.
const BANNED: &[&str] = &["fancy-regex", "onig", "openssl", "openssl-sys", "pcre", "pcre2"];

/// Checks every manifest.
pub(crate) fn check(manifests: &[File]) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for file in manifests.iter().filter(|f| f.stem() == "Cargo" && f.name.contains('/')) {
        let table: Table = toml::from_str(&file.text).with_context(|| format!("{} is no TOML", file.name))?;
        let Some(name) = table.get("package").and_then(|p| p.get("name")).and_then(|n| n.as_str()) else {
            continue;
        };
        let Some(row) = STAR.iter().find(|r| r.name == name) else {
            faults.push(file.fault(0, format!("crate `{name}` has no row in the star: add one to DESIGN and to xtask/src/tidy/directions.rs, or fold it into a crate that is there")));
            continue;
        };
        for used in dependencies(&table) {
            if let Some(why) = refused(row, &used) {
                let line = file.text.lines().position(|l| l.trim_start().starts_with(&used)).unwrap_or(0);
                faults.push(file.fault(line, why));
            }
        }
    }
    Ok(faults)
}

/// Why the crate may not use this dependency, if it may not.
fn refused(row: &Row, used: &str) -> Option<String> {
    let name = row.name;
    if STAR.iter().any(|r| r.name == used) {
        let known = if row.knows.is_empty() { "no sibling".to_owned() } else { row.knows.join(", ") };
        return (!row.knows.contains(&used)).then(|| {
            format!("`{name}` may not know `{used}` (it knows {known}): let a conductor introduce them")
        });
    }
    if BANNED.contains(&used) {
        return Some(format!("`{used}` is banned in the house: use `regex`, `rustls`"));
    }
    if name == "model" && !MODEL_MAY_USE.contains(&used) {
        return Some(format!("`model` uses {} and nothing else, not `{used}`", MODEL_MAY_USE.join(", ")));
    }
    (row.pure && IMPURE.contains(&used)).then(|| {
        format!("`{name}` is pure: `{used}` reaches files, network, clock or chance; pass what it gives as an argument")
    })
}

/// Names of `[dependencies]` and `[build-dependencies]`, those of single targets included, by package name.
fn dependencies(table: &Table) -> Vec<String> {
    let mut tables = vec![table.get("dependencies"), table.get("build-dependencies")];
    if let Some(targets) = table.get("target").and_then(|t| t.as_table()) {
        tables.extend(targets.values().flat_map(|t| [t.get("dependencies"), t.get("build-dependencies")]));
    }
    let entries = tables.into_iter().flatten().filter_map(|t| t.as_table()).flatten();
    entries
        .map(|(key, value)| value.get("package").and_then(|p| p.as_str()).unwrap_or(key).to_owned())
        .collect()
}

#[cfg(test)]
mod tests {
    use super::check;
    use crate::tidy::File;

    fn faults(text: &str) -> Vec<(usize, String)> {
        let file = File { name: "crates/x/Cargo.toml".into(), text: text.into() };
        let mut told: Vec<_> = check(&[file]).unwrap().into_iter().map(|f| (f.line, f.says)).collect();
        told.sort();
        told
    }

    #[test]
    fn a_sibling_an_impure_crate_and_a_renamed_one_are_told_apart() {
        assert!(
            faults("[package]\nname = \"desk\"\n[dependencies]\nmodel.workspace = true\nregex = \"1\"\n")
                .is_empty()
        );
        let told =
            faults("[package]\nname = \"desk\"\n[dependencies]\nwire.workspace = true\ntokio = \"1\"\n");
        assert_eq!(told.iter().map(|f| f.0).collect::<Vec<_>>(), [4, 5]);
        assert!(told[0].1.contains("may not know `wire`") && told[1].1.contains("is pure"));
        let told = faults(
            "[package]\nname = \"wire\"\n[dependencies]\nre = { package = \"onig\", version = \"6\" }\n",
        );
        assert!(told[0].1.contains("banned"));
    }

    #[test]
    fn model_uses_three_crates_and_dev_dependencies_are_free() {
        let told = faults(
            "[package]\nname = \"model\"\n[dependencies]\nregex = \"1\"\n[dev-dependencies]\nwire = \"1\"\n",
        );
        assert_eq!(told.len(), 1);
        assert!(faults("[package]\nname = \"stranger\"\n")[0].1.contains("no row"));
    }
}
