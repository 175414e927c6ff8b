//! Which words tell of an event: every verb and noun is weighed, by what the rules, the tree and the model say of it.
//!
//! In: a sentence, the rules' triggers, the model's hints · Out: the tokens that are triggers · From: logistic
//! regression over the project's status gold; weights in `weights/telling.tsv`, made by `cargo xtask train --telling`
//! Fails: without hints the rules' triggers stand alone · Cost: some twenty look-ups a verb or noun
//!
//! The rules name what could be an event; whether a careful reader would mark it depends on more than one of them can
//! say. No feature is a word of the text, save determiners: twenty articles are too few to learn words from.

#[cfg(feature = "train")]
pub mod train;

use super::trigger::{self, Kind};
use crate::encoder::Hints;
use crate::grammar::Grammar;
use crate::lexicon;
use crate::syntax::{Rel, Upos};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// A word is a trigger from this probability on. Swept over the cross-validated folds: the F1 of triggers is flat from
/// 0.35 to 0.45, recall falls by two points a step, and precision rises by one.
const LIKELY: f32 = 0.42;

/// What is said of a word: a feature by its number and how strongly it holds, 0.0..=1.0.
type Said = Vec<(u64, f32)>;

/// The weights by feature.
struct Weights {
    by_feature: HashMap<u64, f32>,
}

impl Weights {
    fn shipped() -> &'static Weights {
        static READ: OnceLock<Weights> = OnceLock::new();
        READ.get_or_init(|| {
            let rows = lexicon::rows(include_str!("../../weights/telling.tsv"));
            let by_feature = rows.filter_map(|row| {
                let [feature, weight] = row.as_slice() else { return None };
                Some((number(&[feature]), weight.parse().ok()?))
            });
            Weights { by_feature: by_feature.collect() }
        })
    }

    fn probability(&self, said: &Said) -> f32 {
        let sum: f32 = said.iter().map(|(f, value)| value * self.by_feature.get(f).unwrap_or(&0.0)).sum();
        1.0 / (1.0 + (-sum).exp())
    }
}

/// The number of the feature whose name these parts spell: FNV-1a.
fn number(parts: &[&str]) -> u64 {
    parts
        .iter()
        .flat_map(|p| p.bytes())
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

/// The triggers of a sentence, in order. `named` are those of the rules.
pub(crate) fn triggers(grammar: &Grammar, hints: &Hints, named: &[usize]) -> Vec<usize> {
    if hints.by.is_none() {
        return named.to_vec();
    }
    let weights = Weights::shipped();
    let mut sink = Said::new();
    (0..grammar.len())
        .filter(|at| {
            if !candidate(grammar, *at) {
                return named.contains(at);
            }
            if grammar.is_verb(*at) && rules_out(grammar, *at, named) {
                return false;
            }
            sink.clear();
            features(grammar, hints, named, *at, &mut |parts, value| sink.push((number(parts), value)));
            weights.probability(&sink) >= LIKELY
        })
        .collect()
}

/// Verbs and common nouns are weighed; of other words the rules alone decide.
fn candidate(grammar: &Grammar, at: usize) -> bool {
    let word = grammar.lemma(at);
    matches!(grammar.upos(at), Upos::Verb | Upos::Noun)
        && word.len() > 1
        && word.chars().all(|c| c.is_alphabetic() || c == '-')
}

/// "Ruled out closing it" is no ruling: with its particle the verb is a cue, whatever it looks like. "The strike began"
/// tells of one event, the strike.
fn rules_out(grammar: &Grammar, at: usize, named: &[usize]) -> bool {
    let particle = grammar.kid(at, &[Rel::CompoundPrt]).is_some()
        && trigger::governs(grammar, at, &|k| named.contains(&k));
    particle || trigger::stages(grammar, at)
}

/// Gives `tell` every feature of the word, as the parts of its name.
fn features(
    grammar: &Grammar,
    hints: &Hints,
    named: &[usize],
    at: usize,
    tell: &mut impl FnMut(&[&str], f32),
) {
    let (upos, rel) = (grammar.upos(at).as_str(), grammar.rel(at).as_str());
    let verb = grammar.is_verb(at);
    tell(&["bias"], 1.0);
    tell(&["upos ", upos], 1.0);
    tell(&["tag ", grammar.tag(at).as_str()], 1.0);
    tell(&["rel ", rel], 1.0);
    tell(&["rel ", rel, " ", upos], 1.0);
    if let Some(hint) = hints.word(grammar.span(at).start) {
        let (event, sure) = hint.event;
        tell(&["event ", event], 1.0);
        let known = if matches!(event, "O" | "OCCURRENCE") { event } else { "other" };
        tell(&["event sure ", known], sure);
        tell(&["event sure ", known, " ", upos], sure);
        tell(&["axis ", hint.axis.0, " ", upos], hint.axis.1);
        if !hint.kind.0.is_empty() {
            tell(&["cue ", hint.kind.0], hint.kind.1);
        }
    }
    if named.contains(&at) {
        tell(&["rule"], 1.0);
        tell(&["rule ", upos], 1.0);
    }
    if verb {
        let act = trigger::kind(grammar.lemma(at)).act;
        kinds(trigger::kind(grammar.lemma(at)), &mut |kind| tell(&["kind ", kind], 1.0));
        if trigger::governs(grammar, at, &|k| named.contains(&k)) {
            tell(&["governs ", if act { "act" } else { "-" }], 1.0);
        }
    } else if trigger::event_noun(grammar.lemma(at)) {
        tell(&["listed"], 1.0);
        tell(&["listed ", if trigger::lasting(grammar.lemma(at)) { "lasts" } else { "once" }], 1.0);
    }
    let mut seen: Vec<Rel> = Vec::new();
    for kid in grammar.kids(at).iter().copied() {
        let rel = grammar.rel(kid);
        if rel == Rel::Det {
            tell(&["det ", grammar.lemma(kid), " ", upos], 1.0);
        }
        if rel != Rel::Punct && !seen.contains(&rel) {
            seen.push(rel);
            tell(&["kid ", rel.as_str(), " ", upos], 1.0);
        }
    }
    let Some(head) = grammar.head(at) else { return tell(&["head none ", upos], 1.0) };
    tell(&["head ", grammar.upos(head).as_str(), " ", upos], 1.0);
    if grammar.is_verb(head) {
        kinds(trigger::kind(grammar.lemma(head)), &mut |kind| {
            tell(&["under ", kind, " ", rel, " ", upos], 1.0)
        });
    }
    if named.contains(&head) {
        tell(&["under rule ", upos], 1.0);
    }
}

fn kinds(kind: Kind, tell: &mut impl FnMut(&str)) {
    let Kind { report, mind, state, light, act, harm, outcome: _ } = kind;
    let all = [
        ("report", report),
        ("mind", mind),
        ("state", state),
        ("light", light),
        ("act", act),
        ("harm", harm),
    ];
    let mut any = false;
    for (name, _) in all.into_iter().filter(|(_, holds)| *holds) {
        any = true;
        tell(name);
    }
    if !any {
        tell("none");
    }
}
