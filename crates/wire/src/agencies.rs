//! News agencies whose copy a story is, or that contributed to it.
//!
//! In: dateline, bylines, the story's last lines · Out: `agencies` of the draft · From: lists/agencies.tsv
//! Fails: an agency that the story merely quotes is none: only a dateline, a byline or a closing line counts
//! Cost: a few look-ups, and one look at the last paragraphs

use crate::carrier::Draft;
use crate::clean;
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Paragraphs at the end among which a closing line stands.
const CLOSING: usize = 4;

/// Openings and endings of lines that name who contributed, in small letters.
const CONTRIBUTED: &[&str] = &[
    "with files from",
    "with reporting from",
    "with reporting by",
    "with additional reporting by",
    "additional reporting by",
    "with agencies",
    "contributed to this report",
    "contributed to this story",
    "contributed reporting",
    "contributed to this article",
    "source:",
    "sources:",
    "quelle:",
    "quellen:",
    "mit material von",
    "mit material der",
    "mit inhalten von",
    "mit informationen von",
    "mit agenturmaterial",
    "avec",
    "source :",
    "con información de",
    "con informaciones de",
    "fuente:",
    "com informações",
    "fonte:",
    "bron:",
    "kilde:",
    "källa:",
    "reporting by",
];

static NAMES: LazyLock<FxHashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let rows = include_str!("../lists/agencies.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        Some((columns.next()?, columns.next()?))
    })
    .flat_map(|(name, printed)| printed.split('|').map(move |p| (p, name)))
    .collect()
});

/// The agency that these words name, by its usual name.
pub(crate) fn named(words: &str) -> Option<&'static str> {
    let bare = words.trim_matches(|c: char| !c.is_alphanumeric());
    clean::in_small(bare, |bare| NAMES.get(bare).copied())
}

/// Reads the draft.
pub(crate) fn read(draft: &mut Draft) {
    let mut found: Vec<(&'static str, &str)> = Vec::new();
    if let Some(dateline) = &draft.dateline {
        let inner = dateline.rsplit_once('(').map_or("", |(_, inner)| inner);
        found.extend(listed(inner).map(|name| (name, "dateline")));
    }
    for byline in &draft.bylines {
        found.extend(named(byline).map(|name| (name, "bylines")));
        if byline.contains('/') {
            found.extend(listed(byline).map(|name| (name, "bylines")));
        }
    }
    for block in draft.body.iter().rev().take(CLOSING) {
        found.extend(closing(&block.text).into_iter().map(|name| (name, "body")));
    }
    for (name, place) in found {
        add(name, place, draft);
    }
}

/// Adds an agency once.
pub(crate) fn add(name: &str, place: &str, draft: &mut Draft) {
    if !draft.agencies.iter().any(|a| a == name) {
        draft.agencies.push(name.to_owned());
    }
    draft.found("agencies", place);
}

/// The agencies in a list such as "AP, dpa/AFP".
fn listed(list: &str) -> impl Iterator<Item = &'static str> {
    list.split([',', '/', ';', '|', '&']).flat_map(|piece| piece.split(" and ")).filter_map(named)
}

/// Agencies that a closing line names: a line of nothing else, a bracket at its end, or words that say who contributed.
pub(crate) fn closing(line: &str) -> Vec<&'static str> {
    let line = clean::line(line);
    let bracket =
        line.trim_end_matches('.').strip_suffix([')', ']']).and_then(|l| Some(l.rsplit_once(['(', '['])?.1));
    for alone in [Some(line.as_str()), bracket].into_iter().flatten() {
        // Only agencies, perhaps with initials or a date beside them: "(dpa/mli)", "(APA, 4.3.2026)".
        let names: Vec<&str> = listed(alone).collect();
        let lead =
            alone.split([' ', '/', ',']).next().is_some_and(|w| named(w).is_some()) || named(alone).is_some();
        if lead && !names.is_empty() && clean::words(alone) <= 5 && alone.len() < 60 {
            return names;
        }
    }
    if clean::words(&line) > 40 {
        return Vec::new();
    }
    let low = line.to_lowercase();
    let low = low.trim_matches(['(', ')', '[', ']', '*', '_', ' ', '.']);
    let said = CONTRIBUTED.iter().find(|said| low.starts_with(**said) || low.ends_with(**said));
    let Some(said) = said else { return Vec::new() };
    let rest = low.replace(said, ",");
    // A name may stand among persons: "Ole Berg and The Associated Press".
    let mut names: Vec<&str> = Vec::new();
    for piece in rest
        .split([',', '/', ';', '|', '&', '.', '(', ')'])
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" und "))
    {
        let piece = piece.trim();
        let piece = ["the ", "von ", "der ", "la ", "de "]
            .iter()
            .find_map(|a| piece.strip_prefix(a))
            .unwrap_or(piece);
        if let Some(name) = named(piece).filter(|n| !names.contains(n)) {
            names.push(name);
        }
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn closing_lines() {
        for (line, expected) in [
            ("With files from The Canadian Press", vec!["The Canadian Press"]),
            ("The Associated Press contributed to this report.", vec!["AP"]),
            ("(dpa/AFP)", vec!["dpa", "AFP"]),
            ("dpa", vec!["dpa"]),
            ("Der Rat tagt am Donnerstag wieder. (APA, 4.3.2026)", vec!["APA"]),
            ("Mit Material von dpa und AFP", vec!["dpa", "AFP"]),
            ("Mit Material von dpa, AFP", vec!["dpa", "AFP"]),
            ("(avec AFP)", vec!["AFP"]),
            ("Reuters reported on Monday that the port was shut.", vec![]),
            ("The ministry told AFP that nothing was decided.", vec![]),
            ("The council (which meets on Thursday) said nothing.", vec![]),
        ] {
            assert_eq!(closing(line), expected, "{line}");
        }
    }
}
