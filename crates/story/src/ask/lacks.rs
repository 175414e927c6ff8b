//! What the nearest miss lacks, in words.
//!
//! In: a question and the sentence that came closest · Out: a phrase like "says nothing of when" · From: its signs, and
//! the most telling word of the question that the article does not have · Fails: never · Cost: O(words of the question)

use super::laid::Laid;
use super::question::Kind;
use super::weigh::{Weighed, sign};

/// What is lacking.
pub(super) fn lacks(laid: &Laid<'_>, first: &Weighed) -> String {
    if let Some(word) = laid.lacking(first.at) {
        return format!("does not speak of “{word}”");
    }
    let unmet = sign(&first.signs, "unmet") > 0.0;
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
