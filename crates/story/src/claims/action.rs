//! When two words name one action: "deploy" and "deployment", "buy" and "purchase".
//!
//! In: dictionary forms · Out: one word for all that name the action · From: endings that make nouns of verbs in English
//! (own list), `lists/actions.tsv` for what endings do not tell
//! Fails: "ration" and "rate" have one stem; roles tell them apart · Cost: one look-up

use std::collections::HashMap;
use std::sync::LazyLock;

/// Endings of nouns of action, the longest first, and of verbs.
const ENDINGS: &[&str] = &[
    "isation", "ization", "ation", "ition", "ment", "sion", "tion", "ance", "ence", "ion", "ure", "ing", "al",
];

/// Endings of verbs that the noun drops or changes.
const VERBS: &[&str] = &["ise", "ize", "ate", "e"];

/// A stem is no shorter: "nation" is no "n".
const SHORTEST: usize = 4;

static SAME: LazyLock<HashMap<&'static str, &'static str>> = LazyLock::new(|| {
    let words = rows().filter(|words| !words.contains(':'));
    words
        .flat_map(|words| {
            let first = words.split(' ').next().unwrap_or_default();
            words.split(' ').map(move |word| (word, first))
        })
        .collect()
});

/// Families of actions by the name of each action.
static FAMILIES: LazyLock<HashMap<String, &'static str>> = LazyLock::new(|| {
    let families = rows().filter_map(|words| words.split_once(": "));
    families.flat_map(|(family, words)| words.split(' ').map(move |word| (action(word), family))).collect()
});

fn rows() -> impl Iterator<Item = &'static str> {
    let rows = include_str!("../../lists/actions.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.filter_map(|row| row.split('\t').next())
}

/// The family of an action: whichever it is, it befalls the same thing. "decides" is none of its own: an order to a
/// place is of the family "goes".
pub(super) fn family(action: &str) -> Option<&'static str> {
    FAMILIES.get(action).copied()
}

/// One word for all that name the action of this dictionary form.
pub(super) fn action(lemma: &str) -> String {
    let lemma = lemma.to_lowercase();
    if let Some(first) = SAME.get(lemma.as_str()) {
        return stem(first);
    }
    stem(&lemma)
}

/// The same for an action that a verb names together with the word behind it or with its object ("stop work").
pub(super) fn action_with(lemma: &str, beside: &[&str]) -> Option<String> {
    let lemma = lemma.to_lowercase();
    beside.iter().find_map(|word| SAME.get(format!("{lemma}+{word}").as_str())).map(|first| stem(first))
}

/// The verb of an action in its dictionary form; `None` where the word is a noun that no list has the verb of.
pub(super) fn verb(lemma: &str) -> Option<String> {
    let lemma = lemma.to_lowercase();
    if let Some(first) = SAME.get(lemma.as_str()) {
        return Some((*first).to_owned());
    }
    (!is_noun(&lemma)).then_some(lemma)
}

/// Whether a dictionary form has the ending of a noun of action.
pub(super) fn is_noun(lemma: &str) -> bool {
    // "bring" and "seal" are short enough to be verbs.
    let long = |ending: &str| lemma.len() > ending.len() + if ending.len() > 3 { 2 } else { 3 };
    ENDINGS.iter().any(|ending| long(ending) && lemma.ends_with(ending))
}

fn stem(word: &str) -> String {
    let cut = |endings: &[&str]| {
        endings.iter().find_map(|ending| word.strip_suffix(ending)).filter(|stem| stem.len() >= SHORTEST)
    };
    cut(ENDINGS).or_else(|| cut(VERBS)).unwrap_or(word).to_owned()
}

#[cfg(test)]
mod tests {
    use super::{action, action_with, is_noun, verb};

    #[test]
    fn the_noun_of_an_action_is_its_verb() {
        for (noun, verb) in [
            ("deployment", "deploy"),
            ("evacuation", "evacuate"),
            ("closure", "close"),
            ("approval", "approve"),
            ("decision", "decide"),
            ("purchase", "buy"),
            ("resignation", "resign"),
            ("hearing", "hear"),
        ] {
            assert_eq!(action(noun), action(verb), "{noun}");
        }
        assert_ne!(action("ban"), action("close"));
    }

    #[test]
    fn a_verb_with_its_object_may_name_another_action() {
        assert_eq!(action_with("stop", &["from", "work"]), Some(action("strike")));
        assert_eq!(action_with("take", &["over"]), Some(action("purchase")));
        assert_eq!(action_with("stop", &["train"]), None);
    }

    #[test]
    fn a_noun_of_action_is_known_by_its_ending() {
        assert!(["deployment", "explosion", "closure", "meeting"].iter().all(|noun| is_noun(noun)));
        assert!(["send", "bring", "heal", "ban"].iter().all(|verb| !is_noun(verb)));
        assert_eq!(verb("explosion").as_deref(), Some("explode"));
        assert_eq!(verb("deployment"), None);
    }
}
