//! Bylines: one name each, without "By", titles and desks.
//!
//! In: a byline as printed, or a name field · Out: names · From: bylines on the pages of the gold; lists/furniture.tsv
//! Fails: what does not look like a name is left out · Cost: one pass

use crate::clean;
use crate::furniture::{self, Kind};

/// The names in a byline; empty where there are none.
pub(crate) fn names(byline: &str) -> Vec<String> {
    let line = clean::line(byline);
    let line = without_by(&line).unwrap_or(&line);
    let mut names: Vec<String> = Vec::new();
    for piece in pieces(line) {
        // "By TPN, in News, Business": what follows is no name any more.
        if !names.is_empty() && ["in ", "on ", "am ", "le ", "el "].iter().any(|p| piece.starts_with(p)) {
            break;
        }
        if let Some(name) = name(&piece)
            && !names.iter().any(|n| clean::same(n, &name))
        {
            names.push(name);
        }
    }
    names
}

/// What follows "By" at the start of a line.
pub(crate) fn without_by(line: &str) -> Option<&str> {
    let (first, rest) = line.split_once([' ', ':'])?;
    let rest = rest.trim_start();
    if !furniture::has(Kind::Byline, first) || !rest.starts_with(|c: char| c.is_uppercase() || !c.is_ascii())
    {
        return match rest.split_once(' ') {
            // "Written by", "Reporting by"
            Some((second, name))
                if furniture::has(Kind::Byline, first) && furniture::has(Kind::Byline, second) =>
            {
                Some(name.trim_start())
            }
            _ => None,
        };
    }
    Some(rest)
}

fn pieces(line: &str) -> Vec<String> {
    let mut line = line.to_owned();
    for and in [" and ", " And ", " AND ", " & ", " und ", " et ", " y ", " och ", " og ", " en ", " e "] {
        line = line.replace(and, "\u{1}");
    }
    line.split(['\u{1}', ',', ';', '|', '•', '·', '\n', '/']).map(|p| p.trim().to_owned()).collect()
}

fn name(piece: &str) -> Option<String> {
    let mut piece =
        piece.trim_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—' | ':' | '.' | '*'));
    if let Some(rest) = without_by(piece) {
        piece = rest;
    }
    for end in [" in ", " for ", " at ", " (", " - ", " – ", " — ", " @", " from ", " für "] {
        if let Some((left, _)) = piece.split_once(end) {
            piece = left;
        }
    }
    // "신현주 기자": the Korean word for reporter follows the name.
    let piece = piece.trim().trim_end_matches(" 기자");
    let words = clean::words(piece);
    let plausible = (1..=6).contains(&words)
        && piece.chars().count() <= 60
        && piece.chars().count() >= 2
        && !piece.contains(['@', '?', '!', '"', '{', '<', '=', '(', ')', ':'])
        && !piece.contains("://")
        && !piece.chars().any(|c| c.is_ascii_digit())
        && piece.chars().any(char::is_alphabetic);
    let role = piece.split_whitespace().any(|w| furniture::has(Kind::Role, w));
    let small = |w: &&str| w.chars().next().is_some_and(char::is_lowercase);
    let lower = piece.split_whitespace().filter(small).count();
    (plausible && !role && lower <= 2 && lower < words).then(|| piece.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_each() {
        for (byline, expected) in [
            ("By Mara Lindqvist", vec!["Mara Lindqvist"]),
            ("Mara Lindqvist, Staff writer", vec!["Mara Lindqvist"]),
            ("by Mara Lindqvist and Ole van der Berg in Hargate", vec!["Mara Lindqvist", "Ole van der Berg"]),
            ("Written by: Mara Lindqvist | Harbour correspondent", vec!["Mara Lindqvist"]),
            ("Reporting by Mara Lindqvist; Editing by Ole Berg", vec!["Mara Lindqvist", "Ole Berg"]),
            ("Von Mara Lindqvist", vec!["Mara Lindqvist"]),
            ("Staff", vec![]),
            ("By HPN, in Port, Business, Ships", vec!["HPN"]),
            ("Twitter Facebook", vec![]),
            ("https://gazette.example/staff", vec![]),
            ("mara@gazette.example", vec![]),
        ] {
            assert_eq!(names(byline), expected, "{byline}");
        }
    }
}
