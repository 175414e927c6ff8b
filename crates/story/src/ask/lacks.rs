//! What the nearest miss lacks, in words.
//!
//! In: a question and the sentence that came closest · Out: a phrase like "says nothing of when" · From: its marks, and
//! the most telling word of the question that the article does not have · Fails: never · Cost: O(words of the question)

use super::laid::{Laid, SEAT, best};
use super::pile::Sentence;
use super::question::Kind;
use std::collections::BTreeSet;

/// What is lacking in the sentence at a place of the pile.
pub(super) fn lacks(laid: &Laid<'_>, at: usize) -> String {
    if let Some(word) = laid.lacking(at) {
        return format!("does not speak of “{word}”");
    }
    let unmet = laid.pile.sentences.get(at).is_some_and(|sentence| !met(laid, sentence));
    let asked = match laid.question.kind {
        Kind::Who if unmet => "names nobody else",
        Kind::Number if unmet => "gives no figure",
        Kind::Duration if unmet => "does not say how long",
        Kind::When if unmet => "says nothing of when",
        Kind::Where if unmet => "says nothing of where",
        Kind::Authority if unmet => "names no legal basis",
        Kind::Saying if unmet => "is not said by the one who is asked about",
        Kind::Reason => "gives no reason for that",
        Kind::Whether => "does not say whether it is so",
        Kind::Who => "does not say who",
        Kind::Number => "counts something else",
        Kind::Duration | Kind::When => "tells the time of something else",
        Kind::Where => "tells the place of something else",
        Kind::Authority => "names the basis of something else",
        Kind::Saying => "is said of something else",
        Kind::What => "speaks of something else",
    };
    asked.to_owned()
}

/// Whether it has what the question's kind asks for.
fn met(laid: &Laid<'_>, sentence: &Sentence) -> bool {
    let marks = &sentence.marks;
    let name = |place: bool| marks.names.iter().any(|(name, of)| *of == place && !laid.asked(name));
    let speaks = |who: &BTreeSet<u32>| {
        let mut speaker = laid.question.speaker.iter().filter_map(|term| laid.like.get(*term));
        speaker.any(|like| best(like, who.iter()) >= SEAT)
    };
    match laid.question.kind {
        Kind::Who => name(false),
        Kind::Where => name(true),
        Kind::Number => marks.figure,
        Kind::Duration => marks.duration || marks.figure,
        Kind::When => marks.date || marks.clock || marks.duration,
        Kind::Authority => marks.authority,
        Kind::Saying => marks.sources.iter().any(|voice| speaks(&voice.who)),
        Kind::Reason | Kind::Whether | Kind::What => true,
    }
}
