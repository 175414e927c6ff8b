//! The house: where the repository stands and which files it holds.
//!
//! In: nothing, or a folder · Out: paths in a fixed order · From: `CARGO_MANIFEST_DIR`, which cargo sets
//! Fails: a folder that cannot be read is an error that names it · Cost: one walk

use anyhow::{Context, Result};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};

/// The repository's root.
pub(crate) fn root() -> PathBuf {
    let own = std::env::var_os("CARGO_MANIFEST_DIR")
        .map_or_else(|| env!("CARGO_MANIFEST_DIR").into(), PathBuf::from);
    own.ancestors()
        .find(|d| d.join("xtask").is_dir() && d.join("crates").is_dir())
        .unwrap_or(&own)
        .to_path_buf()
}

/// Every file under `folder` with this extension (any, if empty), sorted; an absent folder holds none.
pub(crate) fn files(folder: &Path, extension: &str) -> Result<Vec<PathBuf>> {
    let mut out = Vec::new();
    walk(folder, extension, &mut out)?;
    out.sort();
    Ok(out)
}

fn walk(folder: &Path, extension: &str, out: &mut Vec<PathBuf>) -> Result<()> {
    if !folder.is_dir() {
        return Ok(());
    }
    for entry in std::fs::read_dir(folder).with_context(|| format!("cannot list {}", folder.display()))? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        if path.is_dir() {
            if name != ".git" && !name.starts_with("target") {
                walk(&path, extension, out)?;
            }
        } else if extension.is_empty() || path.extension() == Some(OsStr::new(extension)) {
            out.push(path);
        }
    }
    Ok(())
}

/// A file's text; the error names the file.
pub(crate) fn text(path: &Path) -> Result<String> {
    std::fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))
}

/// The path as a reader of messages wants it: from the root on, with `/`.
pub(crate) fn short(path: &Path) -> String {
    path.strip_prefix(root()).unwrap_or(path).to_string_lossy().replace('\\', "/")
}
