//! Lists are data: the shipped lexicons, read once.
//!
//! In: TSV shipped in the binary: rows of tab-separated cells, `#` starts a comment, the last column says where the
//! row comes from · Out: rows · From: `lexicon/*.tsv` · Fails: a row with too few cells
//! is left out (a test counts them) · Cost: linear, once per process

use rustc_hash::FxHashMap as HashMap;

/// The rows of a TSV, comments and blank lines left out.
pub(crate) fn rows(tsv: &'static str) -> impl Iterator<Item = Vec<&'static str>> {
    tsv.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()).map(|l| l.split('\t').collect())
}

/// Words and their class to the value in the third cell.
pub(crate) type ByClass = HashMap<(&'static str, &'static str), &'static str>;

/// A TSV of words, class and value, by class and words; the first row of a kind stands.
pub(crate) fn by_class(tsv: &'static str) -> ByClass {
    let mut map = HashMap::default();
    for row in rows(tsv) {
        let (Some(words), Some(class), Some(value)) = (row.first(), row.get(1), row.get(2)) else { continue };
        map.entry((*class, *words)).or_insert(*value);
    }
    map
}
