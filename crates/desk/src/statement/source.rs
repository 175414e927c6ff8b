//! Who is credited: the noun phrase that a cue takes its subject from.
//!
//! In: a sentence and a cue in it · Out: [`Who`] as tokens · From: PolNeAR's conventions: the whole noun phrase with
//! appositions and relative clauses; the relative pronoun where the cue stands in a relative clause
//! Fails: no subject is `None` · Cost: a climb of at most [`CLIMB`] heads

use super::tree::Ground;
use crate::syntax::{Rel, Tag, Upos};

/// The source as tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Who {
    /// First token.
    pub first: usize,
    /// Last token.
    pub last: usize,
    /// Its head word.
    pub head: usize,
    /// For a relative pronoun: first token, last token and head word of what it stands for.
    pub antecedent: Option<(usize, usize, usize)>,
    /// Whether it is the subject of another verb, carried on ("said … and added").
    pub carried: bool,
}

/// Heads climbed in search of a subject.
const CLIMB: usize = 5;

const SUBJECTS: [Rel; 2] = [Rel::Nsubj, Rel::NsubjPass];

/// The subject of `verb`, or of the verb that it shares its subject with.
pub(super) fn subject(g: &Ground, verb: usize) -> Option<Who> {
    own_subject(g, verb).or_else(|| carried_subject(g, verb))
}

/// The subject that hangs under the verb itself.
pub(super) fn own_subject(g: &Ground, verb: usize) -> Option<Who> {
    // What is quoted is spoken, it does not speak; of two subjects the nearer one is the verb's.
    let head = g
        .kids(verb)
        .iter()
        .copied()
        .filter(|k| SUBJECTS.contains(&g.rel(*k)) && g.quote(*k) == g.quote(verb))
        .min_by_key(|k| k.abs_diff(verb))?;
    phrase(g, head, verb)
}

/// The phrase under `head` as it stands beside `verb`.
pub(super) fn phrase(g: &Ground, head: usize, verb: usize) -> Option<Who> {
    let (mut first, mut last) = (widened_left(g, head, joined_left(g, head, g.first(head))), g.last(head));
    if first <= verb && verb <= last {
        // A broken tree: keep to the head's side.
        if head < verb { last = verb.checked_sub(1)? } else { first = verb + 1 }
    }
    first = behind_opener(g, first, head);
    let (first, last) = widened(g, head, first, last, verb);
    let (first, last) = trimmed(g, first, last)?;
    let antecedent = relative(g, head, verb);
    if let Some(who) = outside_relative(g, head, verb) {
        return Some(who);
    }
    Some(Who { first, last, head: head.clamp(first, last), antecedent, carried: false })
}

fn is_day(g: &Ground, at: usize) -> bool {
    g.any(at, &["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])
}

/// Without an adverbial that the tree put into the phrase: "In reply to Reed, |the union", "When |Reed".
fn behind_opener(g: &Ground, first: usize, head: usize) -> usize {
    let opens = matches!(g.upos(first), Upos::Adp | Upos::Sconj)
        || matches!(g.tag(first), Tag::Wrb | Tag::Vbg | Tag::Vbn);
    if !opens || first >= head {
        return first;
    }
    match (first..head).rev().find(|at| g.is(*at, ",")) {
        Some(comma) => comma + 1,
        None if matches!(g.upos(first), Upos::Sconj) || g.tag(first) == Tag::Wrb => first + 1,
        None => first,
    }
}

/// Over appositions and relative clauses that the tree hung elsewhere: whatever stands between a subject and its verb
/// is the subject's, unless it opens like an adverbial.
fn widened(g: &Ground, head: usize, first: usize, last: usize, verb: usize) -> (usize, usize) {
    let next = last + 1;
    let bare = g.upos(head) == Upos::Pron;
    if bare || first > verb {
        return if first > verb { (first, widened_right(g, last)) } else { (first, last) };
    }
    let edge = super::cue::group(g, verb).0;
    let opener = if g.is_stop(next) { next + 1 } else { next };
    let opens = g.any(
        opener,
        &[
            "a", "an", "the", "who", "whose", "and", "of", "which", "one", "both", "his", "her", "its",
            "now", "then", "head", "chief",
        ],
    ) || g.is(next, "(")
        || (matches!(g.upos(opener), Upos::Noun | Upos::Propn | Upos::Det) && g.is(next, ","));
    if next + 1 < edge && opens && (next..edge).all(|at| g.quote(at) == g.quote(verb)) {
        return (first, edge - 1);
    }
    (first, last)
}

/// Over a title that the tree cut off its name ("presumptive nominee Ann Reed").
fn widened_left(g: &Ground, head: usize, first: usize) -> usize {
    let determined =
        first.checked_sub(1).filter(|b| matches!(g.upos(*b), Upos::Det) && g.quote(*b) == g.quote(head));
    if let Some(determiner) = determined.filter(|_| g.upos(head) != Upos::Pron) {
        return determiner;
    }
    if g.upos(head) != Upos::Propn {
        return first;
    }
    let mut at = first;
    while at > 0
        && matches!(g.upos(at - 1), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det)
        && g.quote(at - 1) == g.quote(head)
    {
        at -= 1;
    }
    let governed = at > 0
        && matches!(
            g.upos(at - 1),
            Upos::Adp | Upos::Verb | Upos::Aux | Upos::Part | Upos::Num | Upos::Sconj
        );
    let timed = (at..first).any(|t| matches!(g.rel(t), Rel::OblUnmarked | Rel::Obl));
    if governed || timed { first } else { at }
}

/// Over a first half that the tree cut off ("two officials and two aides"), where it opens the clause.
fn joined_left(g: &Ground, head: usize, first: usize) -> usize {
    let first = if g.is(first, "and") { first + 1 } else { first };
    let Some(and) = first.checked_sub(1).filter(|b| g.is(*b, "and") && g.quote(*b) == g.quote(head)) else {
        return first;
    };
    let mut at = and;
    while at > 0
        && matches!(g.upos(at - 1), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Num | Upos::Pron)
        && g.quote(at - 1) == g.quote(head)
    {
        at -= 1;
    }
    let opens =
        at == 0 || g.is_stop(at - 1) || g.any(at - 1, &["that", "but", "while", "when", "as", "because"]);
    if at < and && opens { at } else { first }
}

/// A subject behind its cue runs on over ", a former aide …", ", who …".
fn widened_right(g: &Ground, mut last: usize) -> usize {
    let mut rounds = 0;
    while g.is(last + 1, ",") && rounds < 6 {
        rounds += 1;
        let opener = last + 2;
        let goes_on = g.any(
            opener,
            &[
                "a",
                "an",
                "the",
                "who",
                "whose",
                "which",
                "one",
                "then",
                "now",
                "and",
                "director",
                "president",
                "head",
            ],
        ) || matches!(g.tag(opener), Tag::Nn | Tag::Nnp | Tag::Jj);
        if !goes_on || g.quote(opener).is_some() {
            break;
        }
        let mut top = opener;
        while let Some(up) = g.head(top).filter(|up| *up > last && g.first(*up) > last) {
            top = up;
        }
        let end = g.last(top).max(opener);
        if (opener..=end).any(|at| g.quote(at).is_some()) {
            break;
        }
        last = end;
    }
    last
}

/// Without stops and quotation marks at the edges, and without what opens a clause.
fn trimmed(g: &Ground, mut first: usize, mut last: usize) -> Option<(usize, usize)> {
    while first < last && (g.is_stop(first) || g.rel(first) == Rel::Cc || g.is_quote_mark(first)) {
        first += 1;
    }
    // "an official, speaking on condition of anonymity": how it was said.
    if let Some(comma) = (first + 1..last).find(|at| g.is(*at, ",") && g.tag(at + 1) == Tag::Vbg) {
        last = comma - 1;
    }
    while last > first && (g.is_stop(last) && g.word(last) != ")" || g.is_quote_mark(last) || is_day(g, last))
    {
        // "counsel on Monday": the day belongs to the cue.
        last -= if is_day(g, last) && last > first + 1 && g.is(last - 1, "on") { 2 } else { 1 };
    }
    (first <= last && last < g.len()).then_some((first, last))
}

/// "The minister, who left in May, noted …": the pronoun is the subject of the clause between the commas alone.
fn outside_relative(g: &Ground, head: usize, verb: usize) -> Option<Who> {
    let edge = super::cue::group(g, verb).0;
    let closes = edge.checked_sub(1).filter(|b| *b > head && g.is(*b, ","))?;
    let opens = head.checked_sub(1).filter(|b| g.is(*b, ","))?;
    let has_verb = (head..closes).any(|at| g.is_finite(at));
    if !has_verb || !matches!(g.tag(head), Tag::Wp | Tag::Wdt) {
        return None;
    }
    let who = phrase_before(g, opens)?;
    Some(Who { last: closes - 1, ..who })
}

/// The subject between a quotation and its cue, whatever the tree made of it: “…,” Ann Reed, who runs the port, said.
pub(super) fn behind_quote(g: &Ground, edge: usize) -> Option<Who> {
    let quoted = (edge.saturating_sub(WIDEST)..edge)
        .rev()
        .find(|at| g.quote(*at).is_some() || g.is_quote_mark(*at))?;
    let mut first = quoted + 1;
    while first < edge && g.is_stop(first) {
        first += 1;
    }
    let (first, last) = trimmed(g, first, edge.checked_sub(1)?)?;
    if first >= edge || !starts_phrase(g, first) {
        return None;
    }
    let relative = (first..=last).find(|at| matches!(g.tag(*at), Tag::Wp | Tag::Wdt | Tag::WpPoss));
    let finite = (first..=last).find(|at| g.is_finite(*at));
    if finite.is_some_and(|f| relative.is_none_or(|r| r > f)) {
        return None;
    }
    let comma = (first..=last).find(|at| g.is(*at, ",")).unwrap_or(last + 1);
    let head = (first..comma)
        .rev()
        .find(|at| matches!(g.upos(*at), Upos::Propn | Upos::Noun | Upos::Pron))
        .unwrap_or(first);
    Some(Who { first, last, head, antecedent: None, carried: false })
}

/// Tokens between a quotation and its cue at most.
const WIDEST: usize = 45;

/// What a relative pronoun stands for.
fn relative(g: &Ground, head: usize, verb: usize) -> Option<(usize, usize, usize)> {
    let pronoun =
        matches!(g.tag(head), Tag::Wp | Tag::Wdt) || g.is(head, "that") && g.upos(head) == Upos::Pron;
    if !pronoun {
        return None;
    }
    let mut clause = verb;
    for _ in 0..CLIMB {
        let up = g.head(clause)?;
        if matches!(g.rel(clause), Rel::AclRelcl | Rel::Acl) && up < head {
            let (first, last) = trimmed(g, g.first(up), head.checked_sub(1)?)?;
            return Some((first, last, up.min(last)));
        }
        clause = up;
    }
    None
}

/// The subject of the verb that this one hangs under: "said … and added", "…, saying", "declined to say".
fn carried_subject(g: &Ground, verb: usize) -> Option<Who> {
    let edge = super::cue::group(g, verb).0;
    let besides = g.tag(verb) == Tag::Vbg && edge.checked_sub(1).is_some_and(|b| g.is(b, ","));
    let mut at = verb;
    let mut best = None;
    for _ in 0..CLIMB {
        let Some(up) = g.head(at) else { break };
        let nominal = matches!(g.upos(up), Upos::Noun | Upos::Propn | Upos::Pron);
        match g.rel(at) {
            Rel::Acl | Rel::AclRelcl if nominal && up < at && !besides => {
                return best.or_else(|| modified(g, up, at));
            }
            Rel::Advcl | Rel::Ccomp if besides && at != verb => {}
            Rel::Conj | Rel::Xcomp | Rel::Advcl | Rel::Parataxis | Rel::Ccomp | Rel::Dep | Rel::Acl => {}
            _ if besides => {}
            _ => break,
        }
        if best.is_none() || besides && g.rel(at) == Rel::Ccomp {
            let who = own_subject(g, up)
                .filter(|w| w.last < verb || g.rel(at) == Rel::Advcl)
                .filter(|w| g.quote(w.head) == g.quote(verb));
            best = who.map(|who| Who { carried: true, ..who }).or(best);
        }
        let in_content = besides && g.rel(up) == Rel::Ccomp;
        if best.is_some() && !in_content {
            break;
        }
        at = up;
    }
    best
}

/// "a statement saying …": the noun up to the participle.
fn modified(g: &Ground, noun: usize, participle: usize) -> Option<Who> {
    let (first, last) = trimmed(g, g.first(noun), super::cue::group(g, participle).0.checked_sub(1)?)?;
    (first <= noun).then_some(Who { first, last, head: noun.min(last), antecedent: None, carried: false })
}

/// The noun phrase that ends right before token `before`: what a subject looks like when the tree has none.
pub(super) fn phrase_before(g: &Ground, before: usize) -> Option<Who> {
    let at = before.checked_sub(1)?;
    if g.is(at, ",") {
        return apposed_before(g, at);
    }
    let determined = g.upos(at) == Upos::Adj && at > 0 && g.upos(at - 1) == Upos::Det;
    if determined {
        // "an official": the tagger's adjective.
        return Some(Who { first: at - 1, last: at, head: at, antecedent: None, carried: false });
    }
    if !matches!(g.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num) {
        return None;
    }
    let mut top = at;
    while let Some(up) = g.head(top).filter(|up| g.last(*up) < before && is_nominal(g, *up)) {
        top = up;
    }
    phrase(g, top, before)
}

/// "Ann Reed, a broker, |said": the phrase from the start of the clause, over its appositions.
fn apposed_before(g: &Ground, comma: usize) -> Option<Who> {
    let from = comma.saturating_sub(WIDEST);
    let start = (from..comma)
        .rev()
        .find(|at| g.quote(*at).is_some() || g.any(*at, &[";", "—", "–", ":"]))
        .map_or(from, |at| at + 1);
    let commas: Vec<usize> = (start..comma).filter(|at| g.is(*at, ",")).collect();
    let openers = std::iter::once(start).chain(commas.iter().map(|c| c + 1));
    // The first stretch between commas that begins like a noun phrase is the subject, the rest stands beside it.
    let first =
        openers.take(4).find(|at| starts_phrase(g, *at) && !(*at..comma).take(3).any(|t| g.is_finite(t)))?;
    let end = commas.iter().copied().find(|c| *c > first).unwrap_or(comma);
    let head = (first..end)
        .rev()
        .find(|at| matches!(g.upos(*at), Upos::Propn | Upos::Noun | Upos::Pron))
        .unwrap_or(first);
    let adverbial = end < comma
        && (matches!(g.upos(end + 1), Upos::Adp | Upos::Sconj | Upos::Adv) || g.tag(end + 1) == Tag::Vbg);
    let last = if adverbial { end } else { comma };
    let (first, last) = trimmed(g, first, last)?;
    Some(Who { first, last, head: head.clamp(first, last), antecedent: None, carried: false })
}

/// The noun phrase that begins right at token `from`: a subject behind its cue ("said John Smith").
pub(super) fn phrase_after(g: &Ground, from: usize, verb: usize) -> Option<Who> {
    if !starts_phrase(g, from) {
        return None;
    }
    let mut top = from;
    while let Some(up) = g.head(top).filter(|up| *up >= from && *up != verb && is_nominal(g, *up)) {
        top = up;
    }
    if !is_nominal(g, top) && top != from {
        return None;
    }
    let who = phrase(g, top, verb)?;
    // "Dover-based strategist Ann Reed": one run of nominal words.
    let mut last = who.last;
    while matches!(g.upos(last + 1), Upos::Propn | Upos::Noun | Upos::Adj | Upos::Num)
        || g.is(last + 1, "-")
        || g.is(last, "-") && last + 1 < g.len()
    {
        last += 1;
    }
    let last = if last > who.last { widened_right(g, last) } else { last };
    Some(Who { first: who.first.max(from), last, ..who })
}

fn is_nominal(g: &Ground, at: usize) -> bool {
    matches!(g.upos(at), Upos::Noun | Upos::Propn | Upos::Pron | Upos::Num | Upos::Adj | Upos::Det | Upos::X)
}

fn starts_phrase(g: &Ground, at: usize) -> bool {
    match g.upos(at) {
        Upos::Propn | Upos::Det | Upos::Noun | Upos::Num | Upos::Adj => true,
        Upos::Pron => g.tag(at) != Tag::Wp,
        // "said retired general Ann Reed"
        Upos::Verb => {
            matches!(g.tag(at), Tag::Vbn | Tag::Vbg)
                && matches!(g.upos(at + 1), Upos::Noun | Upos::Propn | Upos::Adj)
        }
        _ => false,
    }
}
