//! Which words name an event: verbs that do something, nouns that name a happening.
//!
//! In: a sentence · Out: the tokens that are triggers · From: `lexicon/verbs.tsv`, `lexicon/event_nouns.tsv`
//! Fails: an unknown verb is an event, an unknown noun is none · Cost: one look-up a token

use super::govern;
use crate::grammar::Grammar;
use crate::lexicon;
use crate::syntax::{Rel, Tag, Upos};
use model::Force;
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// What kind of verb a lemma is.
#[derive(Clone, Copy, Default)]
pub(crate) struct Kind {
    pub report: bool,
    pub mind: bool,
    pub state: bool,
    pub light: bool,
    pub act: bool,
    pub harm: bool,
    /// Names what happens to one, not what one decides.
    pub outcome: bool,
}

/// Looks a verb up; one that is not listed is an ordinary verb of doing.
pub(crate) fn kind(lemma: &str) -> Kind {
    static KINDS: OnceLock<HashMap<&'static str, Kind>> = OnceLock::new();
    let kinds = KINDS.get_or_init(|| {
        let mut kinds: HashMap<&'static str, Kind> = HashMap::default();
        for row in lexicon::rows(include_str!("../../lexicon/verbs.tsv")) {
            let [lemma, kind, _source] = row.as_slice() else { continue };
            let entry = kinds.entry(lemma).or_default();
            match *kind {
                "report" => entry.report = true,
                "mind" => entry.mind = true,
                "state" => entry.state = true,
                "light" => entry.light = true,
                "harm" => entry.harm = true,
                "outcome" => entry.outcome = true,
                _ => entry.act = true,
            }
        }
        kinds
    });
    kinds.get(lemma).copied().unwrap_or_default()
}

/// The nouns that name happenings, and whether what they name lasts.
fn nouns() -> &'static HashMap<&'static str, bool> {
    static NOUNS: OnceLock<HashMap<&'static str, bool>> = OnceLock::new();
    NOUNS.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/event_nouns.tsv"))
            .filter_map(|r| Some((*r.first()?, *r.get(1)? == "lasts")))
            .collect()
    })
}

/// Whether the noun names a happening.
pub(crate) fn event_noun(lemma: &str) -> bool {
    nouns().contains_key(lemma)
}

/// Whether the noun names something that lasts: a war, negotiations.
pub(crate) fn lasting(lemma: &str) -> bool {
    nouns().get(lemma).copied().unwrap_or(false)
}

/// The triggers of a sentence, in order.
pub(crate) fn triggers(grammar: &Grammar) -> Vec<usize> {
    let noun: Vec<bool> = (0..grammar.len()).map(|at| noun_trigger(grammar, at)).collect();
    let is_noun = |at: usize| noun.get(at).copied().unwrap_or(false);
    (0..grammar.len()).filter(|at| is_noun(*at) || verb_trigger(grammar, *at, &is_noun)).collect()
}

fn noun_trigger(grammar: &Grammar, at: usize) -> bool {
    if grammar.upos(at) != Upos::Noun || !event_noun(grammar.lemma(at)) {
        return false;
    }
    // In "attack helicopter" the attack is no happening; in "takeover bid" the head only sets its status.
    let describes = matches!(grammar.rel(at), Rel::Compound | Rel::Amod)
        && grammar.head(at).is_some_and(|h| {
            h > at && !event_noun(grammar.lemma(h)) && govern::by_head(grammar, at).is_none()
        });
    !describes && !sets_status(grammar, at)
}

/// A noun that only sets the status of an event below it: "a call for talks", "plans to strike".
fn sets_status(grammar: &Grammar, at: usize) -> bool {
    grammar.kids(at).iter().any(|k| {
        let clause = matches!(grammar.rel(*k), Rel::Acl | Rel::Ccomp) && grammar.is_verb(*k);
        let noun = grammar.rel(*k) == Rel::Nmod && event_noun(grammar.lemma(*k));
        (clause || noun) && govern::by_head(grammar, *k).is_some()
    })
}

/// Whether the verb sets the status of an event below it: "is considering a ban", "ruled out closing it".
pub(crate) fn governs(grammar: &Grammar, at: usize, is_noun: &impl Fn(usize) -> bool) -> bool {
    grammar.kids(at).iter().any(|k| {
        let event =
            (grammar.is_verb(*k) && !matches!(grammar.rel(*k), Rel::Conj | Rel::Parataxis)) || is_noun(*k);
        // "The blast killed nine": both took place.
        let carrier = grammar.is_noun(*k) && sets_status(grammar, *k);
        (event || carrier) && govern::by_head(grammar, *k).is_some_and(|(force, _)| force != Force::Occur)
    })
}

/// Whether the verb only stages an event that a noun of its clause names: as its subject ("the strike began", "the trial
/// is set to begin"), or as the object of a light verb ("held talks", "the pledge was made").
pub(crate) fn stages(grammar: &Grammar, verb: usize) -> bool {
    let light = kind(grammar.lemma(verb)).light;
    let named = |k: usize| noun_trigger(grammar, k) || (grammar.is_noun(k) && sets_status(grammar, k));
    let raising = grammar.head(verb).filter(|_| grammar.rel(verb) == Rel::Xcomp);
    let own = grammar.kids(verb).iter().copied().any(|k| match grammar.rel(k) {
        Rel::Obj | Rel::NsubjPass if light => named(k),
        Rel::Nsubj if goes_by(grammar, verb) => named(k),
        _ => false,
    });
    own || raising.is_some_and(|head| {
        goes_by(grammar, verb) && grammar.kid(head, &[Rel::Nsubj, Rel::NsubjPass]).is_some_and(named)
    })
}

/// Verbs that say of an event only that it comes, lasts or passes.
fn goes_by(grammar: &Grammar, verb: usize) -> bool {
    matches!(
        grammar.lemma(verb),
        "begin"
            | "start"
            | "resume"
            | "continue"
            | "last"
            | "end"
            | "conclude"
            | "occur"
            | "happen"
            | "ensue"
            | "drag"
    ) || (grammar.lemma(verb) == "take"
        && grammar.kid(verb, &[Rel::Obj]).is_some_and(|o| grammar.lower(o) == "place"))
}

fn verb_trigger(grammar: &Grammar, at: usize, is_noun: &impl Fn(usize) -> bool) -> bool {
    let word =
        grammar.lemma(at).chars().all(|c| c.is_alphabetic() || c == '-') && grammar.lemma(at).len() > 1;
    if !word || !grammar.is_verb(at) || grammar.tag(at) == Tag::Md {
        return false;
    }
    let kind = kind(grammar.lemma(at));
    // Participles before nouns describe ("a growing fear"), and so do fixed prepositions ("including").
    if matches!(grammar.rel(at), Rel::Amod | Rel::Case | Rel::Mark | Rel::Compound | Rel::Fixed | Rel::Aux) {
        return false;
    }
    let governs = governs(grammar, at, is_noun);
    // "Ruled out" is no ruling.
    if kind.act && grammar.kid(at, &[Rel::CompoundPrt]).is_none() {
        return true;
    }
    if governs || kind.report || kind.mind || kind.state {
        return false;
    }
    if kind.light {
        let noun = grammar
            .kids(at)
            .iter()
            .any(|k| matches!(grammar.rel(*k), Rel::Obj | Rel::NsubjPass) && is_noun(*k));
        return !noun;
    }
    true
}
