//! What an outlet says about its own story: "Correction: …", "This article was amended on …", "UPDATE 2-", "(Adds …)".
//!
//! In: the draft's paragraphs, and lines from outside the story · Out: `notices` of the draft · From: lists/notices.tsv
//! Fails: a line that does not open with such words is none; what a story tells of corrections elsewhere is none
//! Cost: one look at the opening words of each paragraph

use crate::carrier::{Draft, Noted};
use crate::{clean, dates};
use model::NoticeKind;
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Longest notice, in words; the outlets' own guides ask for a few sentences.
const LONGEST: usize = 160;

/// Openings that are compared, in bytes of the line.
const OPENING: usize = 90;

static LIST: LazyLock<Vec<(NoticeKind, Vec<&'static str>)>> = LazyLock::new(|| {
    let rows = include_str!("../lists/notices.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        Some((columns.next()?.parse().ok()?, columns.next()?.split('|').collect()))
    })
    .collect()
});

/// The first two bytes of the openings: most lines begin otherwise.
static FIRST: LazyLock<FxHashSet<[u8; 2]>> = LazyLock::new(|| {
    let phrases = LIST.iter().flat_map(|(_, phrases)| phrases);
    phrases.filter_map(|phrase| phrase.as_bytes().first_chunk::<2>().copied()).collect()
});

/// What kind of notice the line is, told by its first words.
pub(crate) fn kind(line: &str) -> Option<NoticeKind> {
    let end = (0..=OPENING.min(line.len())).rev().find(|at| line.is_char_boundary(*at))?;
    let opening = line.get(..end)?.trim_start_matches(['*', '_', '•', '+', ' ', '–', '-', '"', '“']);
    if let Some(two) = opening.as_bytes().first_chunk::<2>().filter(|two| two.is_ascii())
        && !FIRST.contains(&two.map(|byte| byte.to_ascii_lowercase()))
    {
        return None;
    }
    let opening = clean::lowered(opening);
    let (kind, _) =
        LIST.iter().find(|(_, phrases)| phrases.iter().any(|phrase| opening.starts_with(phrase)))?;
    (clean::words(line) <= LONGEST).then_some(*kind)
}

/// A line that was found to be a notice, or that stands in a box that calls itself one.
pub(crate) fn noted(line: &str, otherwise: Option<NoticeKind>) -> Option<Noted> {
    let text = clean::lined(line);
    let kind = kind(&text).or(otherwise)?;
    let date = dates::first(&text).map(|p| p.stamp).filter(|s| !dates::is_doubtful(*s));
    (clean::words(&text) >= 3).then(|| Noted { kind, text: text.into_owned(), date })
}

/// Reads the draft's own paragraphs and its headline's mark.
pub(crate) fn read(draft: &mut Draft) {
    let blocks = draft.body.iter().chain(draft.live.iter().flat_map(|post| &post.body));
    let found: Vec<Noted> = blocks.filter_map(|block| noted(&block.text, None)).collect();
    for own in found {
        add(own, "body", draft);
    }
    if let Some(mark) = draft.headline.as_deref().and_then(wire_mark) {
        let kind = if mark.starts_with("COR") { NoticeKind::Correction } else { NoticeKind::Update };
        add(Noted { kind, text: mark.to_owned(), date: None }, "headline", draft);
    }
}

/// Adds a notice once.
pub(crate) fn add(noted: Noted, place: &str, draft: &mut Draft) {
    let known = |other: &Noted| clean::same(&other.text, &noted.text) || other.text.contains(&noted.text);
    if !draft.notices.iter().any(known) && draft.notices.len() < 40 {
        draft.notices.push(noted);
        draft.found("notices", place);
    }
}

/// "UPDATE 2-Hargate weighs ban": the mark that wires set before a headline.
fn wire_mark(headline: &str) -> Option<&str> {
    let (mark, rest) = headline.split_once('-')?;
    let mut words = mark.split(' ');
    let named = matches!(words.next(), Some("UPDATE" | "CORRECTED" | "CORRECTION" | "REFILE" | "WRAPUP"));
    let counted = words.all(|w| w.chars().all(|c| c.is_ascii_digit()));
    (named && counted && rest.starts_with(char::is_alphanumeric)).then_some(mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn openings_in_many_languages() {
        use NoticeKind::{Clarification, Correction, EditorsNote, Update};
        for (line, expected) in [
            ("Correction: An earlier version of this article gave the wrong pier.", Some(Correction)),
            ("*An earlier version of this story said that the port was shut. It is open.", Some(Correction)),
            ("This article was amended on 4 March 2026 to give the ship's name.", Some(Correction)),
            ("Clarification: the ban is for one year.", Some(Clarification)),
            ("UPDATE: The council has met.", Some(Update)),
            ("(Adds quote from pilots in paragraph 4)", Some(Update)),
            ("Editor’s note: The writer's brother works at the port.", Some(EditorsNote)),
            ("Anmerkung der Redaktion: Der Hafen heißt seit 1987 so.", Some(EditorsNote)),
            ("In einer früheren Version dieses Artikels stand ein falscher Name.", Some(Correction)),
            ("Rectificatif : le port est ouvert.", Some(Correction)),
            ("Corrections officers at the prison said that they had seen nothing.", None),
            ("The update was sent to all ships.", None),
            ("Updated rules for pilots come into force in May.", None),
        ] {
            assert_eq!(kind(line), expected, "{line}");
        }
        let noted = noted("This article was amended on 4 March 2026 to give the name.", None).unwrap();
        assert_eq!(noted.date.unwrap().to_string(), "2026-03-04");
    }

    #[test]
    fn marks_before_a_headline() {
        assert_eq!(wire_mark("UPDATE 2-Hargate weighs ban"), Some("UPDATE 2"));
        assert_eq!(wire_mark("CORRECTED-Hargate weighs ban"), Some("CORRECTED"));
        assert_eq!(wire_mark("Update on the ban - Hargate"), None);
        assert_eq!(wire_mark("Night-time ban"), None);
    }
}
