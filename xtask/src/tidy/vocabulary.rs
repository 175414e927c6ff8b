//! One word, five places; and every code, rule and lexicon explained.
//!
//! In: the tree · Out: faults · From: DESIGN section 2, "One word, five places" · Fails: never · Cost: one scan

use super::sources;
use super::{Fault, File};
use crate::house;
use anyhow::Result;
use model::CaveatCode;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// The kinds of mark.
pub(crate) const MARKS: &[&str] = &["statement", "status", "event", "figure", "when", "authority", "mention"];

/// The list of rules with their reasons.
const RULES: &str = "crates/desk/lexicon/rules.tsv";

/// Where caveats are explained to a reader.
const CAVEATS: &str = "docs/caveats.md";

/// Checks the places of every word.
pub(crate) fn check(root: &Path, sources: &[File], documents: &[File]) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for mark in MARKS {
        faults.extend(places(root, mark, sources)?);
    }
    faults.extend(caveats(documents));
    faults.extend(rules(root, sources)?);
    faults.extend(lexicons(root)?);
    Ok(faults)
}

fn places(root: &Path, mark: &str, sources: &[File]) -> Result<Vec<Fault>> {
    let copy = house::files(&root.join(format!("crates/desk/tests/copy/{mark}")), "md")?;
    let places = [
        (format!("crates/model/src/{mark}.rs"), "what it is"),
        (format!("crates/desk/src/{mark}.rs"), "how it is found"),
        (format!("crates/desk/tests/copy/{mark}/"), "worked examples that are the test"),
        (format!("evals/{mark}/README.md"), "how often it is right"),
        (format!("docs/marks/{mark}.md"), "explained to a reader"),
    ];
    let there = |place: &str| match place {
        p if p.ends_with('/') => !copy.is_empty(),
        // A mark with several files has a folder of its name; one that is part of another mark stands in its folder.
        p if p.contains("/desk/") => {
            let own =
                |name: &str| name.ends_with(&format!("/{mark}.rs")) || name.contains(&format!("/{mark}/"));
            sources.iter().any(|f| f.name.starts_with("crates/desk/src/") && own(&f.name))
        }
        p => root.join(p).is_file(),
    };
    let missing = places.into_iter().filter(|(place, _)| !there(place));
    Ok(missing
        .map(|(file, what)| Fault {
            file,
            line: 1,
            says: format!("the mark `{mark}` has no such place: write it ({what})"),
        })
        .collect())
}

fn caveats(documents: &[File]) -> Vec<Fault> {
    let Some(page) = documents.iter().find(|d| d.name == CAVEATS) else {
        return vec![Fault {
            file: CAVEATS.into(),
            line: 1,
            says: "is not there: it explains every caveat code".into(),
        }];
    };
    let missing = CaveatCode::ALL.iter().filter(|code| !page.text.contains(&format!("`{code}`")));
    missing
        .map(|code| page.fault(0, format!("caveat `{code}` is not explained: give it a heading")))
        .collect()
}

/// Makers named in the desk, against the list that explains them.
fn rules(root: &Path, sources: &[File]) -> Result<Vec<Fault>> {
    let list = File::read(&root.join(RULES))?;
    let mut used: BTreeMap<&str, (&File, usize)> = BTreeMap::new();
    for file in sources.iter().filter(|f| f.name.starts_with("crates/desk/src/") && f.stem() != "tests") {
        for (at, line) in file.text.lines().enumerate().take(sources::own_lines(&file.text)) {
            for maker in makers(line) {
                used.entry(maker).or_insert((file, at));
            }
        }
    }
    let rows = list.text.lines().enumerate().filter(|(_, l)| !l.starts_with('#') && !l.trim().is_empty());
    let listed: Vec<(usize, &str, &str)> = rows
        .map(|(at, row)| {
            let (maker, why) = row.split_once('\t').unwrap_or((row, ""));
            (at, maker, why)
        })
        .collect();
    let known: BTreeSet<&str> = listed.iter().map(|(_, maker, _)| *maker).collect();
    let mut faults: Vec<Fault> = used
        .iter()
        .filter(|(maker, _)| !known.contains(*maker))
        .map(|(maker, (file, at))| {
            file.fault(*at, format!("`{maker}` is not explained: give it a row in {RULES}"))
        })
        .collect();
    for (at, maker, why) in listed {
        if !used.contains_key(maker) {
            faults.push(list.fault(at, format!("`{maker}` is made by no rule: take the row out")));
        } else if why.split_whitespace().count() < 4 {
            faults.push(list.fault(at, format!("`{maker}` needs a sentence that says why")));
        }
    }
    Ok(faults)
}

/// Makers in string literals of one line, outside of comments.
fn makers(line: &str) -> Vec<&str> {
    if line.trim_start().starts_with("//") {
        return Vec::new();
    }
    let literals = line.split('"').skip(1).step_by(2);
    literals
        .filter(|l| l.strip_prefix("rule/").is_some_and(|r| !r.is_empty() && !r.contains(['{', ' '])))
        .collect()
}

/// Every list says where its rows come from.
fn lexicons(root: &Path) -> Result<Vec<Fault>> {
    let mut faults = Vec::new();
    for path in house::files(&root.join("crates"), "tsv")? {
        let file = File::read(&path)?;
        let head: Vec<&str> = file.text.lines().take_while(|l| l.starts_with('#')).collect();
        if !head.iter().any(|l| l.to_lowercase().contains("source")) && file.name != RULES {
            faults
                .push(file.fault(0, "opens without a `#` line that names its columns, `source` among them"));
        }
    }
    Ok(faults)
}

#[cfg(test)]
mod tests {
    use super::makers;

    #[test]
    fn makers_are_literals_not_comments() {
        assert_eq!(
            makers("    Evidence::rule(\"rule/cue-after\", 0.9), \"x\", \"rule/b\""),
            ["rule/cue-after", "rule/b"]
        );
        assert!(makers("/// The rule (`\"rule/cue-after\"`)").is_empty());
        assert!(makers("format!(\"rule/{name}\")").is_empty());
    }
}
