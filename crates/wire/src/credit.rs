//! Captions and credits: who made the picture, told from what it shows.
//!
//! In: a line such as "Tankers at dawn. Photo: I. Falk/Coastline" · Out: caption and credit apart
//! From: picture lines on the pages of the gold; lists/furniture.tsv
//! Fails: a line without a credit's mark is `None` · Cost: one pass over the line's words

use crate::clean;
use crate::furniture::{self, Kind};

/// A picture line cut in two.
#[derive(Debug, PartialEq)]
pub(crate) struct Credited {
    pub(crate) caption: Option<String>,
    pub(crate) credit: String,
}

/// Longest picture line, in bytes; every word in it is tried as the credit's mark.
const LONGEST_LINE: usize = 1200;

/// Longest credit, in words.
const LONGEST: usize = 14;

/// Cuts a picture line at the mark of its credit: "Photo:", "Image ©", "(Photo by", "Credit:", "REUTERS/".
pub(crate) fn split(line: &str) -> Option<Credited> {
    let line = clean::line(line);
    if line.len() > LONGEST_LINE || clean::words(&line) > 120 {
        return None;
    }
    let starts: Vec<usize> = starts(&line);
    let at = starts.into_iter().find(|at| {
        let (Some(before), Some(rest)) = (line.get(..*at), line.get(*at..)) else { return false };
        opens_segment(before, rest) && is_mark(rest) && clean::words(rest) <= LONGEST
    })?;
    let credit = bare(line.get(at..)?);
    let caption =
        line.get(..at)?.trim_end_matches([' ', '-', '–', '—', '|', '(', '[', '/', '·', ',', ':']).trim();
    let credit = (!credit.is_empty()).then_some(credit)?;
    Some(Credited { caption: (!caption.is_empty()).then(|| caption.to_owned()), credit })
}

/// A credit without "©", "Photo:", "by" and brackets.
pub(crate) fn bare(credit: &str) -> String {
    let mut rest = credit.trim();
    loop {
        let before = rest;
        rest = rest.trim_start_matches([' ', '(', '[', '©', ':', '-', '–', '—', '|', '/']);
        if let Some(tail) = rest.strip_prefix("(c)").or_else(|| rest.strip_prefix("(C)")) {
            rest = tail;
        }
        let first = rest.split([' ', ':', '©']).next().unwrap_or_default();
        let low = first.to_lowercase();
        let tail = rest.get(first.len()..).unwrap_or_default();
        let agency = tail.trim_start().starts_with('/');
        if !agency
            && (furniture::has(Kind::Photo, first)
                || ["by", "of", "file", "via", "handout", "von"].contains(&low.as_str()))
        {
            rest = tail;
        }
        if rest == before {
            break;
        }
    }
    let rest = rest.trim_end_matches([' ', ')', ']', '|', '-']);
    let rest =
        if clean::ends_sentence(rest) && !rest.ends_with("Inc.") { rest.trim_end_matches('.') } else { rest };
    rest.trim().to_owned()
}

/// Where words start.
fn starts(line: &str) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut inside = false;
    for (at, c) in line.char_indices() {
        let letter = c.is_alphanumeric() || c == '©' || c == '(' || c == '[';
        if letter && (!inside || c == '(' || c == '©') {
            starts.push(at);
        }
        inside = c.is_alphanumeric() || c == '\'' || c == '’';
    }
    starts
}

/// A credit opens the line, a bracket, or what stands after a full stop, a dash or a bar.
fn opens_segment(before: &str, rest: &str) -> bool {
    let before = before.trim_end();
    before.is_empty()
        || rest.starts_with(['(', '[', '©'])
        || before.ends_with(['(', '[', '|', '·', '—', '–', '/', ']', ')'])
        || before.ends_with(" -")
        || before == "-"
        || clean::ends_sentence(before)
}

fn is_mark(rest: &str) -> bool {
    let rest = rest.trim_start_matches(['(', '[', ' ']);
    if rest.starts_with('©') {
        return true;
    }
    let mut words = rest.split(' ');
    let first = words.next().unwrap_or_default();
    let second = words.next().unwrap_or_default();
    let head = first.split([':', '/', '©']).next().unwrap_or_default();
    let named = |s: &str| {
        s.trim_start_matches(['©', ' ', ':'])
            .starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || !c.is_ascii())
    };
    let tail = rest.get(head.len()..).unwrap_or_default().trim_start();
    if furniture::has(Kind::Photo, head) {
        let low = second.to_lowercase();
        return tail.starts_with('©')
            || tail.starts_with([':', '/'])
                && (named(tail.trim_start_matches([':', '/', ' '])) || tail.contains('.'))
            || ["by", "courtesy", "credit:", "credit", "via", "provided"].contains(&low.as_str());
    }
    let agency = furniture::has(Kind::Agency, head) && head.chars().next().is_some_and(char::is_uppercase);
    agency
        && (tail.starts_with('/')
            || furniture::has(Kind::Photo, second)
            || clean::words(rest) <= 3 && second.eq_ignore_ascii_case("images"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn caption_and_credit_apart() {
        for (line, caption, credit) in [
            ("Tankers at anchor - Image © harbour.example", "Tankers at anchor", "harbour.example"),
            (
                "Tankers at anchor off Hargate before dawn. Photo: Ines Falk/Coastline Pictures",
                "Tankers at anchor off Hargate before dawn.",
                "Ines Falk/Coastline Pictures",
            ),
            ("(Photo by Ines Falk)", "", "Ines Falk"),
            (
                "The wreck in March. (Photo by Ines Falk/Coastline)",
                "The wreck in March.",
                "Ines Falk/Coastline",
            ),
            ("Credit: Ines Falk", "", "Ines Falk"),
            ("The wreck | Photograph: Ines Falk", "The wreck", "Ines Falk"),
            ("The wreck in March. REUTERS/Ines Falk", "The wreck in March.", "REUTERS/Ines Falk"),
            ("The wreck © Ines Falk", "The wreck", "Ines Falk"),
        ] {
            let caption = (!caption.is_empty()).then(|| caption.to_owned());
            assert_eq!(split(line), Some(Credited { caption, credit: credit.to_owned() }), "{line}");
        }
    }

    #[test]
    fn running_text_has_no_credit() {
        for line in [
            "He showed the image: a tanker on fire.",
            "The union gave credit to the mayor.",
            "Reuters reported on Monday that the port was shut.",
            "A photo by the pilot shows the wreck.",
        ] {
            assert_eq!(split(line), None, "{line}");
        }
    }
}
