//! A claim in the words of a question.
//!
//! In: a claim · Out: who, does what, to whom, as questions need them · From: English verbs behind "would", "did" and "to"
//! stand in their dictionary form, so that no verb is bent here
//! Fails: a claim whose action is a noun is spoken of by its noun; one whose words make no question gives none
//! Cost: O(words of the claim)

use crate::claims::{is_noun, verb_of};
use crate::words::is_listed;
use model::Claim;

/// An object of more words makes no short question.
const LONGEST: usize = 6;

/// Who does it, with the article in lower case.
pub(super) struct Actor {
    pub(super) name: String,
    pub(super) plural: bool,
}

/// Who does it; `None` where nobody is told, or only by a pronoun.
pub(super) fn actor(claim: &Claim) -> Option<Actor> {
    let name = phrase(claim.actor.as_deref()?)?;
    // The head stands before what describes it: "the dockers of Hargate".
    let last = name.split(' ').take_while(|word| !is_listed("ends_head", word)).last().unwrap_or_default();
    let small = last.chars().next().is_some_and(char::is_lowercase);
    let plural = name.contains(" and ") || (small && last.ends_with('s') && !last.ends_with("ss"));
    Some(Actor { name, plural })
}

/// "send the patrol ship": the verb in its dictionary form, and its object where that is short.
pub(super) fn deed(claim: &Claim) -> Option<String> {
    let verb = verb_of(&claim.action)?;
    Some(match claim.object.as_deref().and_then(phrase) {
        Some(object) => format!("{verb} {object}"),
        None => verb,
    })
}

/// "the explosion", where the action is told by a noun.
pub(super) fn noun(claim: &Claim) -> Option<String> {
    is_noun(&claim.action).then(|| format!("the {}", claim.action))
}

/// A name or description in the middle of a sentence; `None` for what reads badly there.
fn phrase(words: &str) -> Option<String> {
    let mut all: Vec<String> = words.split_whitespace().map(str::to_owned).collect();
    if let Some(last) = all.last_mut() {
        let bare = last.trim_end_matches("'s").trim_end_matches("’s").trim_matches([',', '"', '“', '”']);
        *last = bare.to_owned();
    }
    let first = all.first_mut()?;
    let low = first.to_lowercase();
    let own = ["its", "their", "his", "her", "our", "my", "your", "no", "that", "this", "which", "who"];
    if own.contains(&low.as_str()) || is_listed("pronoun", &low) {
        return None;
    }
    // An article is written small inside a sentence, and so are numbers and "some".
    if ["the", "a", "an", "some", "all", "two", "three", "four", "five"].contains(&low.as_str()) {
        *first = low;
    }
    let all = all.join(" ");
    let count = all.split(' ').count();
    (!all.is_empty() && count <= LONGEST && all.chars().any(char::is_alphabetic)).then_some(all)
}
