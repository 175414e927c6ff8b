//! Whether a capital stands for its government: "Washington imposed sanctions", but "met in Washington".
//!
//! In: a name in its sentence · Out: yes or no · From: Markert & Nissim 2007, place-for-people metonymy;
//! `lexicon/acting_verbs.tsv` · Fails: a verb that is not listed leaves the city · Cost: the name's way to its clause

use super::agents::Agents;
use crate::grammar::Grammar;
use crate::syntax::Rel;

/// Whether the name that ends at `last` does what governments do, or is dealt with as one.
pub(super) fn acts(grammar: &Grammar, head: usize) -> bool {
    // "Washington and Beijing agreed": the second acts as the first does.
    let mut here = head;
    while grammar.rel(here) == Rel::Conj {
        let Some(up) = grammar.head(here).filter(|up| *up < here) else { return false };
        here = up;
    }
    let Some(up) = grammar.head(here) else { return false };
    match grammar.rel(here) {
        Rel::Nsubj => grammar.is_verb(up) && Agents::shipped().acts(grammar.lemma(up)),
        Rel::Obl | Rel::Nmod | Rel::OblAgent => {
            grammar.lead(here).is_some_and(|(_, w)| matches!(w.as_str(), "between" | "against" | "by"))
                && grammar.is_noun(here)
        }
        // "Moscow's demands": a deed that a government owns.
        Rel::NmodPoss => {
            let lemma = grammar.lemma(up);
            let verb = lemma.strip_suffix('s').unwrap_or(lemma);
            Agents::shipped().acts(verb)
                || matches!(
                    lemma,
                    "invasion"
                        | "policy"
                        | "decision"
                        | "announcement"
                        | "refusal"
                        | "troop"
                        | "force"
                        | "ally"
                        | "rejection"
                        | "proposal"
                        | "government"
                        | "ambassador"
                        | "envoy"
                        | "war"
                        | "position"
                        | "accusation"
                        | "withdrawal"
                        | "intention"
                        | "threat"
                        | "interest"
                        | "response"
                )
        }
        _ => false,
    }
}
