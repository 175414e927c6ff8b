//! The rules of the house, checked: directions between crates, names, headers, and the places each word has.
//!
//! In: the working tree · Out: faults, each with file, line and what to do · From: DESIGN sections 2 and 3
//! Fails: a file that cannot be read is an error · Cost: every source and document is read once

mod directions;
mod egress;
mod links;
mod sources;
mod vocabulary;

use crate::house;
use anyhow::Result;
use std::path::{Path, PathBuf};

/// One breach of a rule.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Fault {
    /// The file, from the root.
    pub file: String,
    /// The line, from 1; 1 where the whole file is meant.
    pub line: usize,
    /// What is wrong, and what to do about it.
    pub says: String,
}

/// A file with its text.
pub(crate) struct File {
    /// From the root, with `/`.
    pub name: String,
    /// What it holds.
    pub text: String,
}

impl File {
    fn read(path: &Path) -> Result<Self> {
        Ok(File { name: house::short(path), text: house::text(path)? })
    }

    /// A fault at a line counted from 0.
    pub(crate) fn fault(&self, line: usize, says: impl Into<String>) -> Fault {
        Fault { file: self.name.clone(), line: line + 1, says: says.into() }
    }

    /// The last part of the name, without extension.
    pub(crate) fn stem(&self) -> &str {
        let last = self.name.rsplit('/').next().unwrap_or(&self.name);
        last.split_once('.').map_or(last, |(stem, _)| stem)
    }
}

/// Checks every rule and prints what is broken; `false` if anything is.
pub(crate) fn run() -> Result<bool> {
    let faults = faults(&house::root())?;
    for fault in &faults {
        println!("{}:{}: {}", fault.file, fault.line, fault.says);
    }
    match faults.len() {
        0 => println!("tidy: every rule holds"),
        n => println!("tidy: {n} faults"),
    }
    Ok(faults.is_empty())
}

/// Every fault, sorted by file and line.
pub(crate) fn faults(root: &Path) -> Result<Vec<Fault>> {
    let read = |paths: Vec<PathBuf>| paths.iter().map(|p| File::read(p)).collect::<Result<Vec<_>>>();
    let mut sources = read(house::files(&root.join("crates"), "rs")?)?;
    sources.extend(read(house::files(&root.join("xtask"), "rs")?)?);
    let manifests = read(house::files(root, "toml")?)?;
    let documents = read(house::files(root, "md")?)?;
    let mut faults = directions::check(&manifests)?;
    faults.extend(sources::check(&sources));
    faults.extend(egress::check(&sources));
    faults.extend(sources::names(root)?);
    faults.extend(links::check(root, &documents));
    faults.extend(vocabulary::check(root, &sources, &documents)?);
    faults.sort();
    faults.dedup();
    Ok(faults)
}
