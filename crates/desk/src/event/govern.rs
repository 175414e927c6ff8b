//! What governs an event: the cues above it in the tree and before it in its clause.
//!
//! In: a token and the relation to its head · Out: the force of the cue and its words · From: `lexicon/status_cues.tsv`;
//! DESIGN section 4 · Fails: no cue is `None` · Cost: one look-up a step

use crate::grammar::Grammar;
use crate::lexicon;
use crate::syntax::{Rel, Tag, Upos};
use model::{Force, Span};
use std::collections::HashMap;
use std::sync::OnceLock;

/// One row of the lexicon.
struct Cue {
    /// Asks for the passive or a copula.
    be: bool,
    /// Words after the first, as lemmas or as printed.
    rest: Vec<&'static str>,
    pos: &'static str,
    governs: Vec<&'static str>,
    force: Force,
}

/// A run of words as printed.
struct Run {
    /// The words after the first.
    rest: Vec<&'static str>,
    /// "before", "after" or "clause".
    stands: &'static str,
    force: Force,
}

/// The lexicon by first word.
struct Cues {
    by_word: HashMap<&'static str, Vec<Cue>>,
    /// Runs of words by their first word.
    runs: HashMap<&'static str, Vec<Run>>,
}

const STATUS_CUES: &str = include_str!("../../lexicon/status_cues.tsv");

fn cues() -> &'static Cues {
    static CUES: OnceLock<Cues> = OnceLock::new();
    CUES.get_or_init(|| {
        let mut all = Cues { by_word: HashMap::new(), runs: HashMap::new() };
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
fn cue_at(grammar: &Grammar, head: usize, frames: &[&str], particle: Option<&str>) -> Option<(Force, Span)> {
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

/// Whether a verb has a tense of its own.
fn finite(grammar: &Grammar, at: usize) -> bool {
    let tense = matches!(grammar.tag(at), Tag::Vbd | Tag::Vbz | Tag::Vbp);
    tense || grammar.group(at).first_aux.is_some_and(|aux| grammar.tag(aux) != Tag::Vbg)
}

/// A past participle without its auxiliary ("troops expected to leave", "Ceasefire rejected").
fn reduced(grammar: &Grammar, at: usize) -> bool {
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

/// The cue that governs `at` through its head, if its head is one.
pub(crate) fn by_head(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let head = grammar.head(at)?;
    let lead = grammar.lead(at).map(|(_, word)| word);
    let lead = lead.as_deref().unwrap_or("");
    let raised = || grammar.kid(head, &[Rel::Xcomp]).is_some_and(|x| grammar.is_verb(x));
    if let Some(found) = looks(grammar, at, head).or_else(|| branded(grammar, at, head)) {
        return Some(found);
    }
    let frames: &[&str] = match grammar.rel(at) {
        // "The strike is expected to begin": what is expected is the beginning.
        Rel::Nsubj | Rel::NsubjPass if raised() => return None,
        Rel::Xcomp if grammar.kid(head, &[Rel::Obj, Rel::Iobj]).is_some() => &["other", "comp", "inf", lead],
        Rel::Xcomp => &["comp", "inf", lead],
        Rel::Csubj | Rel::CsubjPass => &["subj", "pred"],
        // "Unable to agree, they settled": an adjective takes infinitives, no finite clauses.
        Rel::Ccomp if grammar.upos(head) == Upos::Adj && finite(grammar, at) => return None,
        Rel::Ccomp => &["comp"],
        // A finite adverbial clause ("when both sides signed") stands on its own feet.
        Rel::Advcl if finite(grammar, at) => return None,
        Rel::Advcl if matches!(lead, "to" | "") || grammar.tag(at) == Tag::Vbg => &["comp", "inf", lead],
        // A reduced relative clause is no complement; one with "that", "to" or an auxiliary is.
        Rel::Acl if grammar.group(at).first_aux.is_some() || lead == "that" => &["comp", lead],
        // "Claims that he took bribes": a "that" which is no part of its own clause opens a complement.
        Rel::AclRelcl if lead == "that" => &["comp", lead],
        Rel::Acl if !matches!(grammar.tag(at), Tag::Vbn | Tag::Vbd) => &["comp", "inf", lead],
        Rel::Obj | Rel::Iobj if grammar.is_verb(at) => &["comp"],
        // "Discussed the leaks" takes the leaks as known; "discussed a ban" does not.
        Rel::Obj | Rel::Iobj if definite(grammar, at) => &["obj"],
        Rel::Obj | Rel::Iobj => &["obj", "new"],
        // What is approved is the object of approving, however it is put.
        Rel::NsubjPass => &["subj", "obj", "new"],
        Rel::Nsubj => &["subj", "pred"],
        Rel::Obl | Rel::Nmod | Rel::OblUnmarked => &[lead],
        Rel::Compound => &["of"],
        // "Still undecided: the extension", "The gate will open, the owner has pledged" with the clause at the root.
        Rel::Parataxis if head < at && grammar.kids(at).iter().any(|k| grammar.word(*k) == ":") => &["pred", "obj"],
        // "The ban, considered for months": the participle governs the noun it stands behind.
        _ => return None,
    };
    if grammar.rel(at) == Rel::Ccomp && grammar.lemma(head) == "warn" {
        return warning(grammar, at, head);
    }
    let found = cue_at(grammar, head, frames, None).or_else(|| {
        // "Called off the march" may be read as "called [off the march]": the preposition is the verb's own.
        let oblique = matches!(grammar.rel(at), Rel::Obl | Rel::Nmod);
        cue_at(grammar, head, &["obj", "new"], Some(lead).filter(|l| oblique && !l.is_empty()))
            .filter(|_| oblique)
    })?;
    // "Insisted that it leave" demands; "insisted that it left" tells.
    let told = grammar.rel(at) == Rel::Ccomp
        && grammar.tag(at) != Tag::Vb
        && grammar.group(at).modal.is_none()
        && !subjunctive(grammar, at);
    if grammar.lemma(head) == "expect" && super::trigger::kind(grammar.lemma(at)).outcome {
        // "Is expected to arrive" tells a schedule, "is expected to rise" a forecast.
        return Some((Force::Hedge, found.1));
    }
    if found.0 == Force::Hedge && grammar.lemma(head) == "accuse" && accuser(grammar, head) {
        // A named accuser's firm claim is told as done, in that party's voice.
        return Some((Force::Achieve, found.1));
    }
    if found.0 == Force::Promise && super::trigger::kind(grammar.lemma(at)).harm {
        // "Vowed to retaliate" promises nothing good.
        return Some((Force::Threaten, found.1));
    }
    (found.0 != Force::Demand || !told).then_some(found)
}

/// The cue among the verbs of saying that stand beside a clause: "It will open, the owner has pledged".
pub(crate) fn by_report(grammar: &Grammar, root: usize) -> Option<(Force, Span)> {
    let beside = grammar.kids(root).iter().copied();
    let mut said = beside.filter(|k| grammar.rel(*k) == Rel::Parataxis && grammar.is_verb(*k));
    let found = said.find_map(|k| cue_at(grammar, k, &["comp"], None))?;
    matches!(found.0, Force::Promise | Force::Threaten | Force::Hedge).then_some(found)
}

/// "A strike looks probable", "the vote remains uncertain": what is said of the subject after a verb of seeming.
fn looks(grammar: &Grammar, at: usize, head: usize) -> Option<(Force, Span)> {
    let seems = matches!(
        grammar.lemma(head),
        "look" | "seem" | "appear" | "remain" | "become" | "stay" | "sound" | "grow" | "prove"
    );
    if !seems || !matches!(grammar.rel(at), Rel::Nsubj | Rel::NsubjPass) {
        return None;
    }
    let said = grammar.kid(head, &[Rel::Xcomp]).filter(|x| grammar.upos(*x) == Upos::Adj)?;
    cue_at(grammar, said, &["pred"], None)
}

/// "Called the payment an invention", "dismissed the report as false": denied by what it is called.
fn branded(grammar: &Grammar, at: usize, head: usize) -> Option<(Force, Span)> {
    let brands = matches!(
        grammar.lemma(head),
        "call" | "brand" | "label" | "describe" | "dismiss" | "denounce" | "reject" | "term" | "deem"
    );
    if !brands || !matches!(grammar.rel(at), Rel::Obj | Rel::NsubjPass | Rel::Ccomp) {
        return None;
    }
    grammar.kids(head).iter().copied().filter(|k| *k != at).find_map(|k| {
        let said = matches!(grammar.rel(k), Rel::Xcomp | Rel::Obl | Rel::Obj | Rel::Advcl);
        cue_at(grammar, k, &["pred"], None).filter(|(force, _)| said && *force == Force::Deny)
    })
}

/// "Recommends that the fund sell its shares": a bare form after a subject that would ask for an ending.
fn subjunctive(grammar: &Grammar, at: usize) -> bool {
    let subject = grammar.kid(at, &[Rel::Nsubj]);
    grammar.tag(at) == Tag::Vbp
        && subject.is_some_and(|s| {
            matches!(grammar.tag(s), Tag::Nn | Tag::Nnp) && grammar.kid(s, &[Rel::Conj]).is_none()
        })
}

/// Whether somebody is named who accuses.
fn accuser(grammar: &Grammar, accuse: usize) -> bool {
    let passive = grammar.group(accuse).passive || reduced(grammar, accuse);
    if passive { grammar.kid(accuse, &[Rel::OblAgent]).is_some() } else { true }
}

/// "The attack", "its attack", "last week's attack": spoken of as known. "The use of drones" only says which use.
pub(crate) fn definite(grammar: &Grammar, noun: usize) -> bool {
    let of = || grammar.kid(noun, &[Rel::Nmod]).and_then(|k| grammar.lead(k)).is_some_and(|(_, w)| w == "of");
    pointed_at(grammar, noun) && !(the(grammar, noun) && of())
}

/// Whether a determiner or a possessor points at the noun, or at the first of its coordination.
pub(crate) fn pointed_at(grammar: &Grammar, noun: usize) -> bool {
    let first =
        grammar.head(noun).filter(|h| grammar.rel(noun) == Rel::Conj && *h < noun && grammar.is_noun(*h));
    if let Some(first) = first.filter(|_| grammar.kid(noun, &[Rel::Det]).is_none()) {
        return pointed_at(grammar, first);
    }
    the(grammar, noun) || grammar.kid(noun, &[Rel::NmodPoss]).is_some()
}

fn the(grammar: &Grammar, noun: usize) -> bool {
    grammar.kids(noun).iter().any(|k| {
        grammar.rel(*k) == Rel::Det
            && matches!(grammar.lower(*k).as_str(), "the" | "this" | "that" | "these" | "those")
    })
}

/// "Warned it would strike", "warned that anyone who lands will be shot": a threat, if the one who warns would carry it
/// out or nobody else is named; "warned that prices will rise" is a forecast.
fn warning(grammar: &Grammar, at: usize, warn: usize) -> Option<(Force, Span)> {
    let subject = grammar.kid(at, &[Rel::Nsubj, Rel::NsubjPass])?;
    let first = grammar.kids(subject).first().copied().filter(|k| *k < subject).unwrap_or(subject);
    let own = |i: usize| {
        matches!(
            grammar.lower(i).as_str(),
            "it" | "they"
                | "he"
                | "she"
                | "we"
                | "i"
                | "its"
                | "their"
                | "our"
                | "anyone"
                | "any"
                | "those"
                | "whoever"
                | "everyone"
        )
    };
    let modal = grammar.group(at).modal?;
    let firm = matches!(grammar.lower(modal).as_str(), "will" | "would" | "'ll" | "’ll");
    let force = if firm && (own(subject) || own(first)) { Force::Threaten } else { Force::Hedge };
    Some((force, grammar.span(warn)))
}

/// The nearest cue to the left that leads to `at` by words alone: for trees that put the phrase in the wrong place.
///
/// Between the cue and the trigger lie at most eight words and no other verb, comma or quotation mark.
pub(crate) fn by_near(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let noun = !grammar.is_verb(at);
    // From the trigger back to the word before its own phrase.
    let mut start = at;
    while start > 0
        && matches!(
            grammar.upos(start - 1),
            Upos::Adj | Upos::Det | Upos::Noun | Upos::Propn | Upos::Num | Upos::Adv
        )
        && noun
        && cue_word(grammar, start - 1).is_none()
    {
        start -= 1;
    }
    let lead = start.checked_sub(1)?;
    let word = grammar.lower(lead);
    let frames: Vec<&str> = match grammar.upos(lead) {
        Upos::Part if word == "to" && !noun => vec!["inf", "comp"],
        Upos::Adp | Upos::Sconj => vec![word.as_str()],
        Upos::Verb if noun && !definite(grammar, at) => vec!["obj", "new"],
        _ if grammar.tag(at) == Tag::Vbg => vec!["comp"],
        _ => return None,
    };
    let from = if frames.contains(&"obj") { start } else { lead };
    for i in (from.saturating_sub(8)..from).rev() {
        if matches!(grammar.upos(i), Upos::Punct | Upos::Sconj) {
            return None;
        }
        if let Some(found) = cue_at(grammar, i, &frames, None) {
            return Some(found);
        }
        if matches!(grammar.upos(i), Upos::Verb | Upos::Aux) || frames.contains(&"obj") {
            return None;
        }
    }
    None
}

/// Whether the token is a cue that governs nouns.
fn cue_word(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    cue_at(grammar, at, &["obj"], None)
}

/// The cue among what hangs on `at`: "planned", "allegedly", "the strike considered since May".
pub(crate) fn by_modifier(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let all = cues();
    grammar.kids(at).iter().copied().find_map(|kid| match grammar.rel(kid) {
        // "Next year's election" is to come.
        Rel::NmodPoss | Rel::Amod | Rel::Compound if next(grammar, kid) => Some((Force::Plan, grammar.span(kid))),
        Rel::Amod | Rel::Advmod | Rel::Compound => {
            let lower = grammar.lower(kid);
            let rows = all.by_word.get(lower.as_str())?;
            let cue = rows.iter().find(|c| c.governs.contains(&"mod") && c.force != Force::Negate)?;
            Some((cue.force, grammar.span(kid)))
        }
        Rel::Acl if matches!(grammar.tag(kid), Tag::Vbn | Tag::Vbd) => {
            cue_at(grammar, kid, &["obj", "subj"], None)
        }
        _ => None,
    })
}

/// "Next", alone or before a unit of time.
fn next(grammar: &Grammar, at: usize) -> bool {
    let word = |i: usize| grammar.lower(i) == "next";
    (word(at) && grammar.rel(at) == Rel::Amod) || grammar.kids(at).iter().any(|k| word(*k))
}

/// The cue that the subject noun is for the verb whose subject it is ("the bill would ban").
pub(crate) fn by_subject(grammar: &Grammar, subject: usize) -> Option<(Force, Span)> {
    cue_at(grammar, subject, &["subject-of"], None).or_else(|| {
        let (force, span) = by_modifier(grammar, subject)?;
        matches!(force, Force::Weigh | Force::Plan | Force::Hedge).then_some((force, span))
    })
}

/// A run of words that decides from before or after the trigger, within its clause.
pub(crate) fn by_run(grammar: &Grammar, at: usize) -> Option<(Force, Span)> {
    let all = cues();
    let stop = |i: usize| matches!(grammar.word(i), "," | ";" | ":" | "." | "“" | "”" | "\"" | "—" | "–");
    let start = (0..at).rev().take(12).take_while(|i| !stop(*i)).last().unwrap_or(at);
    let end = (at + 1..grammar.len()).take(8).take_while(|i| !stop(*i)).last().unwrap_or(at);
    let find = |range: std::ops::Range<usize>, stands: &str| {
        range.rev().find_map(|i| run_at(grammar, all, i, stands))
    };
    // A run before the trigger must lead to it: nothing but its own phrase may lie between.
    find(start..at, "before")
        .filter(|(_, span)| leads_to(grammar, *span, at))
        .or_else(|| find(at + 1..end + 1, "after"))
}

/// The longest run of words that starts at token `start` and stands where asked.
fn run_at(grammar: &Grammar, all: &Cues, start: usize, stands: &str) -> Option<(Force, Span)> {
    let lower = grammar.lower(start);
    let runs = all.runs.get(lower.as_str())?.iter().filter(|r| r.stands == stands);
    let fits =
        |run: &&Run| run.rest.iter().enumerate().all(|(i, word)| grammar.lower(start + 1 + i) == *word);
    let run = runs.filter(fits).max_by_key(|r| r.rest.len())?;
    Some((run.force, grammar.span_over(start, start + run.rest.len())))
}

/// A condition that the whole sentence stands under ("subject to", "only once").
pub(crate) fn by_sentence(grammar: &Grammar) -> Option<(Force, Span)> {
    let all = cues();
    (0..grammar.len()).find_map(|i| run_at(grammar, all, i, "clause"))
}

/// Whether no other verb stands between the run and the trigger; a light verb may stand before its noun.
fn leads_to(grammar: &Grammar, run: Span, at: usize) -> bool {
    let light = |i: usize| !grammar.is_verb(at) && super::trigger::kind(grammar.lemma(i)).light;
    (0..at).rev().take_while(|i| grammar.span(*i).start >= run.end).all(|i| !grammar.is_verb(i) || light(i))
}
