//! The cues of status, and where one stands in a sentence.
//!
//! In: a token and how something hangs on it · Out: the force of the cue and its words · From:
//! `lexicon/status_cues.tsv` · Fails: no cue is `None` · Cost: one look-up

use crate::grammar::Grammar;
use crate::lexicon;
use crate::syntax::{Tag, Upos};
use model::{Force, Span};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// One row of the lexicon.
pub(super) struct Cue {
    /// Asks for the passive or a copula.
    be: bool,
    /// Words after the first, as lemmas or as printed.
    rest: Vec<&'static str>,
    pos: &'static str,
    pub(super) governs: Vec<&'static str>,
    pub(super) force: Force,
}

/// A run of words as printed.
pub(super) struct Run {
    /// The words after the first.
    rest: Vec<&'static str>,
    /// "before", "after" or "clause".
    stands: &'static str,
    force: Force,
}

/// The lexicon by first word.
pub(super) struct Cues {
    pub(super) by_word: HashMap<&'static str, Vec<Cue>>,
    /// Runs of words by their first word.
    runs: HashMap<&'static str, Vec<Run>>,
}

const STATUS_CUES: &str = include_str!("../../lexicon/status_cues.tsv");

pub(super) fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut all = Cues { by_word: HashMap::default(), runs: HashMap::default() };
        for row in lexicon::rows(STATUS_CUES) {
            let [words, pos, governs, force, _source] = row.as_slice() else { continue };
            let Ok(force) = force.parse::<Force>() else { continue };
            let mut words = words.split(' ').collect::<Vec<_>>();
            if *pos == "p" {
                let first = words.remove(0);
                all.runs.entry(first).or_default().push(Run { rest: words, stands: governs, force });
                continue;
            }
            let be = words.first() == Some(&"be") && words.len() > 1;
            if be {
                words.remove(0);
            }
            let first = words.remove(0);
            let cue = Cue { be, rest: words, pos, governs: governs.split(' ').collect(), force };
            all.by_word.entry(first).or_default().push(cue);
        }
        all
    })
}

/// The cue that token `head` is for what hangs on it by `frame` ("comp", "obj", "subj", "pred", a preposition).
///
/// Where `particle` is given, only a cue that ends in this word counts.
pub(super) fn cue_at(
    grammar: &Grammar,
    head: usize,
    frames: &[&str],
    particle: Option<&str>,
) -> Option<(Force, Span)> {
    let lower = grammar.lower(head);
    let lemma = grammar.lemma(head);
    let all = cues();
    let rows = all.by_word.get(lemma).into_iter().chain(if lower == lemma {
        None
    } else {
        all.by_word.get(lower.as_str())
    });
    let upos = grammar.upos(head);
    let group = grammar.group(head);
    let be = group.passive || group.copula || reduced(grammar, head);
    let mut best: Option<(usize, &Cue, usize)> = None;
    for cue in rows.flatten() {
        let fits = match cue.pos {
            "v" => matches!(upos, Upos::Verb | Upos::Aux) || (cue.be && upos == Upos::Adj),
            "n" => matches!(upos, Upos::Noun | Upos::Propn),
            "a" => matches!(upos, Upos::Adj | Upos::Adv | Upos::Verb),
            _ => false,
        };
        if !fits || (cue.be && !be) || !cue.governs.iter().any(|g| frames.contains(g)) {
            continue;
        }
        if particle.is_some() && cue.rest.last().copied() != particle {
            continue;
        }
        let Some(last) = rest_after(grammar, head, &cue.rest) else { continue };
        let other = cue.governs.contains(&"other");
        let weight = 2 * cue.rest.len() + usize::from(cue.be) + usize::from(other);
        if best.as_ref().is_none_or(|(w, _, _)| weight > *w) {
            best = Some((weight, cue, last));
        }
    }
    let (_, cue, last) = best?;
    let start = match group.first_aux {
        Some(aux) if aux < head && head - aux < 5 => aux,
        _ => head,
    };
    Some((cue.force, grammar.span_over(start, last)))
}

/// A past participle without its auxiliary ("troops expected to leave", "Ceasefire rejected").
pub(super) fn reduced(grammar: &Grammar, at: usize) -> bool {
    let group = grammar.group(at);
    grammar.tag(at) == Tag::Vbn && group.first_aux.is_none()
}

/// The last token of the cue's further words, which follow within three words, or `None` if they do not.
fn rest_after(grammar: &Grammar, head: usize, rest: &[&str]) -> Option<usize> {
    let mut at = head;
    for word in rest {
        at = (at + 1..=at + 3).find(|i| grammar.lower(*i) == *word || grammar.lemma(*i) == *word)?;
    }
    Some(at)
}

/// The longest run of words that starts at token `start` and stands where asked.
pub(super) fn run_at(grammar: &Grammar, all: &Cues, start: usize, stands: &str) -> Option<(Force, Span)> {
    let lower = grammar.lower(start);
    let runs = all.runs.get(lower.as_str())?.iter().filter(|r| r.stands == stands);
    let fits =
        |run: &&Run| run.rest.iter().enumerate().all(|(i, word)| grammar.lower(start + 1 + i) == *word);
    let run = runs.filter(fits).max_by_key(|r| r.rest.len())?;
    Some((run.force, grammar.span_over(start, start + run.rest.len())))
}
