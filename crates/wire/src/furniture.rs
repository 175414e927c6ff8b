//! What is printed with a story and is no part of it: rights lines, share lines, headings over questions.
//!
//! In: one line · Out: what kind of furniture it is · From: lists/furniture.tsv, gathered from pages of the gold
//! Fails: an unknown line is no furniture · Cost: one look-up, or one pass over the line

use crate::clean;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

#[derive(Default)]
struct Lists {
    words: [FxHashSet<&'static str>; Kind::COUNT],
    /// Headings over questions with their [`letters`].
    headings: Vec<(u64, &'static str)>,
}

/// A list of lists/furniture.tsv.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) enum Kind {
    Role,
    Byline,
    Photo,
    Agency,
    Outlet,
    Faq,
    Line,
    Opens,
    /// "Supplied", "Handout": words that stand for a picture's maker.
    Handed,
}

impl Kind {
    const COUNT: usize = 9;
    fn of(name: &str) -> Option<Self> {
        Some(match name {
            "role" => Kind::Role,
            "byline" => Kind::Byline,
            "photo" => Kind::Photo,
            "agency" => Kind::Agency,
            "outlet" => Kind::Outlet,
            "faq" => Kind::Faq,
            "line" => Kind::Line,
            "opens" => Kind::Opens,
            "handed" => Kind::Handed,
            _ => return None,
        })
    }
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for line in include_str!("../lists/furniture.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(words)) = (columns.next().and_then(Kind::of), columns.next()) else { continue };
        let cut = if words.contains('|') { '|' } else { ' ' };
        lists.words[kind as usize].extend(words.split(cut));
    }
    lists.headings =
        lists.words[Kind::Faq as usize].iter().map(|phrase| (letters(phrase), *phrase)).collect();
    lists
});

/// Whether the list has this word, case and edge punctuation aside.
pub(crate) fn has(kind: Kind, word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    clean::in_small(bare, |bare| LISTS.words[kind as usize].contains(bare))
}

/// "© The Harbour Gazette 2026. All rights reserved."
pub(crate) fn is_rights(line: &str) -> bool {
    if line.len() > 400 || !may_be_rights(line.as_bytes()) || clean::words(line) > 45 {
        return false;
    }
    let low = clean::lowered(line);
    let dated = line.as_bytes().windows(4).any(|w| w.iter().all(u8::is_ascii_digit));
    low.starts_with('©')
        || low.starts_with("(c) ") && dated
        || low.starts_with("copyright") && (dated || low.contains('©') || low.contains("reserved"))
        || low.contains("all rights reserved")
        || low.contains("alle rechte vorbehalten")
        || low.contains("tous droits réservés")
        || low.contains("todos los derechos reservados")
        || low.contains('©') && dated && clean::words(line) < 12
}

/// A bit for every kind of byte in the text: a text holds no phrase that has a bit more.
fn letters(text: &str) -> u64 {
    text.bytes().fold(0, |bits, byte| bits | 1 << (byte % 64))
}

/// What every rights line has: the sign or the word at its start, or one of the words for "reserved".
fn may_be_rights(line: &[u8]) -> bool {
    let said = |at: usize| {
        let before = line.get(at.saturating_sub(3)..at).unwrap_or_default();
        let after = line.get(at + 1..at + 5).unwrap_or_default();
        before.eq_ignore_ascii_case(b"ser") || after.eq_ignore_ascii_case(b"orbe")
    };
    matches!(line.first(), Some(b'(' | b'c' | b'C'))
        || memchr::memchr_iter(0xA9, line).any(|at| at > 0 && line.get(at - 1) == Some(&0xC2))
        || memchr::memchr2_iter(b'v', b'V', line).any(said)
}

/// Lines such as "Share this article", "Advertisement", "Read more: …".
pub(crate) fn is_furniture(line: &str) -> bool {
    let line = line.trim();
    if line.len() > 160 {
        return false;
    }
    if !line.chars().any(char::is_alphanumeric) {
        return true;
    }
    if line.len() > 60 && !line.is_char_boundary(1) {
        return false;
    }
    if has(Kind::Line, line) {
        return true;
    }
    let low = clean::lowered(line);
    clean::words(line) <= 22 && LISTS.words[Kind::Opens as usize].iter().any(|o| low.starts_with(o))
}

/// A heading over printed questions: "Key questions on the ban", "FAQ".
pub(crate) fn is_faq_heading(line: &str) -> bool {
    if line.ends_with(['.', '?']) || clean::words(line) > 12 {
        return false;
    }
    let low = clean::lowered(line);
    let own = letters(&low);
    LISTS.headings.iter().filter(|(needed, _)| own & needed == *needed).any(|(_, phrase)| {
        low.match_indices(*phrase).any(|(at, _)| {
            let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
            let before = low.get(..at).and_then(|s| s.chars().next_back());
            let after = low.get(at + phrase.len()..).and_then(|s| s.chars().next());
            edge(before) && edge(after)
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rights_lines() {
        for line in [
            "© The Harbour Gazette 2026",
            "Copyright 2026 Harbour Media. All rights reserved.",
            "(c) 2026 Harbour Media",
            "The Harbour Gazette © 2026",
        ] {
            assert!(is_rights(line), "{line}");
        }
        assert!(!is_rights(
            "The court said that copyright in the map had ended in 2019, and the city may print it."
        ));
    }

    #[test]
    fn furniture_lines() {
        assert!(is_furniture("Advertisement"));
        assert!(is_furniture("Read more: Fuel reaches the beaches"));
        assert!(is_furniture("* * *"));
        assert!(!is_furniture("Share prices fell after the ban was announced."));
    }

    #[test]
    fn headings_over_questions() {
        assert!(is_faq_heading("Key questions on the Hargate ban"));
        assert!(is_faq_heading("FAQ"));
        assert!(!is_faq_heading("The faqir left the city"));
        assert!(!is_faq_heading("What are the key questions?"));
    }
}
