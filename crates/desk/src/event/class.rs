//! What kind of action an event is.
//!
//! In: a trigger with its grammar · Out: its [`ActionClass`], or none · From: `lexicon/actions.tsv`
//! Fails: an action that is not listed has no class; a word of many senses may have the class of another one
//! Cost: one look-up, and a look at the few words near the trigger

use crate::grammar::Grammar;
use crate::lexicon;
use crate::syntax::{Rel, Tag};
use model::ActionClass;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// How far below the trigger its words are looked for: "impose", "package", "of sanctions".
const DEEP: usize = 3;

/// Words that must stand near the trigger, and the class that the whole has.
type Entry = (Vec<&'static str>, ActionClass);

/// The entries by trigger, verb or not; those with most words first.
fn entries() -> &'static HashMap<(&'static str, bool), Vec<Entry>> {
    static ENTRIES: OnceLock<HashMap<(&'static str, bool), Vec<Entry>>> = OnceLock::new();
    ENTRIES.get_or_init(|| {
        let mut entries: HashMap<(&'static str, bool), Vec<Entry>> = HashMap::default();
        for row in lexicon::rows(include_str!("../../lexicon/actions.tsv")) {
            let [words, pos, class, _source] = row.as_slice() else { continue };
            let Ok(class) = class.parse::<ActionClass>() else { continue };
            let mut words: Vec<&'static str> = words.split(' ').collect();
            let verb = *pos == "v";
            // "Hunger strike" is a strike, "exchange of fire" an exchange.
            let first = verb || words.get(1) == Some(&"of");
            let trigger = if first { Some(words.remove(0)) } else { words.pop() };
            words.retain(|w| *w != "of");
            if let Some(trigger) = trigger {
                entries.entry((trigger, verb)).or_default().push((words, class));
            }
        }
        entries.values_mut().for_each(|list| list.sort_by_key(|(words, _)| std::cmp::Reverse(words.len())));
        entries
    })
}

/// The class of the action that the trigger at `at` names.
pub(super) fn class(grammar: &Grammar, at: usize) -> Option<ActionClass> {
    let verb = grammar.is_verb(at);
    let lemma = grammar.lemma(at).to_lowercase();
    let list = entries().get(&(lemma.as_str(), verb))?;
    let mut near = Vec::new();
    if list.iter().any(|(words, _)| !words.is_empty()) {
        below(grammar, at, 0, &mut near);
        if let Some(head) = grammar.head(at).filter(|_| describes(grammar, at)) {
            name(grammar, head, &mut near);
        }
    }
    list.iter().find(|(words, _)| words.iter().all(|w| near.iter().any(|n| n == w))).map(|(_, class)| *class)
}

/// Whether the trigger is a participle that describes its object: "the sanctions imposed on the island".
fn describes(grammar: &Grammar, at: usize) -> bool {
    grammar.rel(at) == Rel::Acl && grammar.tag(at) == Tag::Vbn
}

fn name(grammar: &Grammar, at: usize, near: &mut Vec<String>) {
    near.push(grammar.lemma(at).to_lowercase());
    near.push(grammar.lower(at));
}

/// The words below `at`, clauses left out.
fn below(grammar: &Grammar, at: usize, depth: usize, near: &mut Vec<String>) {
    for kid in grammar.kids(at).iter().copied() {
        let rel = grammar.rel(kid);
        let clause = matches!(
            rel,
            Rel::Ccomp
                | Rel::Csubj
                | Rel::CsubjPass
                | Rel::Advcl
                | Rel::AdvclRelcl
                | Rel::AclRelcl
                | Rel::Acl
                | Rel::Parataxis
                | Rel::Appos
                | Rel::Punct
        );
        let acts = depth == 0 && matches!(rel, Rel::Nsubj | Rel::OblAgent);
        if clause || acts || (rel == Rel::Conj && grammar.is_verb(kid)) {
            continue;
        }
        name(grammar, kid, near);
        if depth + 1 < DEEP {
            below(grammar, kid, depth + 1, near);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::class;
    use crate::grammar::Grammar;
    use crate::lexicon;
    use crate::syntax::{Perceptron, sentences, tokens};
    use crate::{Cut, Encoder};
    use model::{ActionClass, Span};
    use std::collections::HashSet;

    #[test]
    fn every_row_is_read_and_every_class_has_words() {
        let mut told = HashSet::new();
        let mut seen = HashSet::new();
        for row in lexicon::rows(include_str!("../../lexicon/actions.tsv")) {
            let [words, pos, class, source] = row.as_slice() else { panic!("{row:?}") };
            assert!(matches!(*pos, "v" | "n") && !source.is_empty(), "{row:?}");
            assert!(seen.insert((*words, *pos)), "{row:?} stands twice");
            told.insert(class.parse::<ActionClass>().unwrap());
        }
        assert_eq!(told.len(), ActionClass::ALL.len());
        assert!(seen.len() >= 900);
    }

    #[test]
    fn particles_and_objects_decide() {
        let of = |text: &str, word: &str| {
            let span = sentences(text, Span::new(0, text.len()))[0];
            let cut = Cut { span, opens: true, tokens: tokens(text, span) };
            let read = Perceptron::shipped().encode(text, &[cut]);
            let grammar = Grammar::new(text, &read.sentences[0]);
            let at = (0..grammar.len()).find(|at| grammar.word(*at) == word).unwrap();
            class(&grammar, at)
        };
        assert_eq!(
            of("The council imposed sanctions on the company.", "imposed"),
            Some(ActionClass::Sanction)
        );
        assert_eq!(of("The council imposed a curfew on the port.", "imposed"), Some(ActionClass::Restrict));
        assert_eq!(of("The crew laid down their arms.", "laid"), Some(ActionClass::Surrender));
        assert_eq!(of("The men began a hunger strike.", "strike"), Some(ActionClass::HungerStrike));
        assert_eq!(of("The council painted the bridge.", "painted"), None);
    }
}
