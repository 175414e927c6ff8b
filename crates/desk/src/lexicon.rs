//! Lists are data: the shipped lexicons, read once.
//!
//! In: TSV shipped in the binary: rows of tab-separated cells, `#` starts a comment, the last column says where the
//! row comes from · Out: rows · From: `lexicon/*.tsv` · Fails: a row with too few cells
//! is left out (a test counts them) · Cost: linear, once per process

/// The rows of a TSV, comments and blank lines left out.
pub(crate) fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}
