//! Statements whose cue is a verb.
//!
//! In: a sentence, its quotations · Out: for each verb the frame that it stands in, with source, cue and content
//! From: PolNeAR's conventions, counted on its training part · Fails: a verb without content is no statement
//! Cost: linear in the tokens of the sentence; looks at most [`REACH`] tokens past a cue for a quotation

use super::beside::{self, Side};
use super::content;
use super::cue;
use super::named_aside::named_aside;
use super::reach;
use super::source::{self, Who};
use super::tree::Ground;
use crate::syntax::{Rel, Tag, Upos};
use model::Span;

/// What a rule found, before the lexicon judges it.
#[derive(Clone, Debug)]
pub(super) struct Find {
    /// The word that the lexicon judges.
    pub head: usize,
    /// How the content stands to the cue; the lexicon has a rate for each.
    pub frame: &'static str,
    /// The source; `None` for a passive without one.
    pub who: Option<Who>,
    /// First and last token of the cue.
    pub cue: (usize, usize),
    /// The content, in text order.
    pub content: Vec<Span>,
}

/// The find of `verb`, if it has content.
pub(super) fn find(g: &Ground, verb: usize, quotations: &Side) -> Option<Find> {
    let mut group = cue::group(g, verb);
    if is_passive(g, verb) {
        return passive(g, verb, group, quotations);
    }
    let reduced = g.tag(verb) == Tag::Vbn
        && g.kid(verb, &[Rel::Aux]).is_none()
        && matches!(g.rel(verb), Rel::Acl | Rel::AclRelcl);
    if reduced {
        // "the plan announced on Monday": nobody is credited. With "that" behind it, it was a past tense after all.
        let clause = content::right(g, verb, group.1, group.1, reach::limit(g, verb));
        clause.filter(|(frame, ..)| *frame == "that")?;
    }
    let carrier = carrier(g, verb);
    if let Some(carrier) = carrier {
        group.0 = cue::group(g, carrier).0;
    }
    // "…,” referring to …": the participle has an object of its own.
    let participle = g.tag(verb) == Tag::Vbg && source::own_subject(g, verb).is_none();
    let mut who = source::subject(g, carrier.unwrap_or(verb));
    if !participle
        && who.is_none_or(|w| !w.carried && w.last < group.0)
        && let Some(wide) = source::behind_quote(g, group.0)
    {
        // Between a quotation and its cue stands the subject, and nothing else.
        who = who.filter(|w| w.first <= wide.first).or(Some(wide));
    }
    if !participle && who.is_none_or(|w| w.carried) {
        // "…, its owner, Ann Reed, confirmed": whatever subject the tree carries over from the clause before.
        who = named_aside(g, group.0).or(who);
    }
    // "The plan is dead, say two officials": what stands before the comma has a verb of its own.
    if is_after_comma(g, group.0)
        && who.is_some_and(|w| {
            !w.carried
                && (w.last + 1..group.0).any(|at| g.is_finite(at) && g.quote(at) == g.quote(verb))
                && w.antecedent.is_none()
        })
    {
        let behind = source::phrase_after(g, group.1 + 1, verb)
            .filter(|w| g.is_stop(w.last + 1) || w.last + 1 == g.len());
        who = behind.or(who);
    }
    let left_edge = who.filter(|w| !w.carried && w.last < group.0).map_or(group.0, |w| w.first.min(group.0));
    let left_quote = quotations.before(g, left_edge).filter(|_| !participle);
    if (left_quote.is_some() || is_after_comma(g, left_edge))
        && who.is_none_or(|w| w.carried || w.first > verb)
        && (!cue::is_addressed(g.lemma(verb)) || quotations.before(g, group.0).is_some())
    {
        // "…, said John Smith": the tree often takes the speaker for an object.
        who = source::phrase_after(g, group.1 + 1, verb)
            .filter(|w| is_speaker(g, *w, left_quote.is_some()))
            .or(who);
    }
    if who.is_none() && (g.is_finite(verb) || reduced) {
        who = source::phrase_before(g, group.0);
    }
    let mut right = group.1;
    if let Some(w) = who.filter(|w| w.first > verb && w.first <= right + 1) {
        right = right.max(w.last);
    }
    let cue_last = cue::with_medium(g, group.1);
    let limit = reach::limit(g, verb);

    // Quotations first: they need no tree.
    let own = if left_edge == 0 { content::right(g, verb, right, cue_last, limit) } else { None };
    // "After Reed called it “low,” Hall said: “No.”": a colon hands the cue to what follows it.
    let colon = g.is(right + 1, ":") || g.is(cue_last + 1, ":");
    let right_quote = quotations.after(g, verb, right, false);
    if let Some(left) = left_quote.filter(|_| own.is_none() && !(colon && right_quote.is_some())) {
        let mut content = vec![beside::quoted_from_start(g, left, quotations)];
        if let Some(span) =
            quotations.after(g, verb, right, true).map(|q| beside::on_from_quote(g, q, quotations))
        {
            content.push(span);
        } else if g.is(right + 1, ",") && g.is(right + 2, "that") {
            content.extend(g.span(right + 2, limit.max(right + 2)));
        }
        return Some(Find { head: verb, frame: "quote", who, cue: (group.0, cue_last), content });
    }
    if let Some(q) = right_quote {
        let content = vec![beside::on_from_quote(g, q, quotations)];
        return Some(Find { head: verb, frame: "quote", who, cue: (group.0, cue_last), content });
    }
    if let Some(content) = gap(g, who, right, limit) {
        return Some(Find { head: verb, frame: "gap", who, cue: (group.0, cue_last), content });
    }
    let behind = content::right(g, verb, right, cue_last, limit);
    // "…, its owner confirmed on Tuesday in an interview": a phrase that never holds what this verb says is no content.
    let says = |frame: &str| {
        content::preposition(frame).is_none()
            || cue::row_of(g.lemma(verb), "verb").is_some_and(|row| row.rate(frame) > 0.0)
    };
    if let Some((frame, span, cue_end)) = behind.filter(|(frame, ..)| says(frame)) {
        let span = beside::to_quote_end(g, verb, span, quotations);
        return Some(Find { head: verb, frame, who, cue: (group.0, cue_end), content: vec![span] });
    }
    let content = content::around(g, verb, left_edge, right)?;
    let frame = if g.kid(verb, &[Rel::Mark]).is_some_and(|m| g.is(m, "as")) { "as" } else { "around" };
    Some(Find { head: verb, frame, who, cue: (group.0, cue_last), content })
}

/// "a plan that officials say will cost …": the content is the pronoun and the clause behind the cue.
fn gap(g: &Ground, who: Option<Who>, right: usize, limit: usize) -> Option<Vec<Span>> {
    let pronoun = who.filter(|w| !w.carried && w.antecedent.is_none())?.first.checked_sub(1)?;
    let relative = matches!(g.tag(pronoun), Tag::Wdt | Tag::Wp)
        || g.is(pronoun, "that") && pronoun > 0 && matches!(g.upos(pronoun - 1), Upos::Noun | Upos::Propn);
    let bare = g.is_finite(right + 1) || g.tag(right + 1) == Tag::Vb;
    (relative && bare && right < limit)
        .then(|| Some(vec![g.span(pronoun, pronoun)?, g.span(right + 1, limit)?]))?
}

/// "issued a statement saying": the verb that carries the noun that the participle hangs under.
fn carrier(g: &Ground, verb: usize) -> Option<usize> {
    let noun = g
        .head(verb)
        .filter(|n| *n < verb && verb - n <= 4 && g.tag(verb) == Tag::Vbg && g.upos(*n) == Upos::Noun)?;
    let carrier = g.head(noun).filter(|c| *c < noun && noun - c <= 6 && g.rel(noun) == Rel::Obj)?;
    (cue::is_carrier(g.lemma(carrier)) && !is_passive(g, carrier)).then_some(carrier)
}

/// A phrase behind the cue that can speak: a name, a pronoun in the nominative, a described person.
fn is_speaker(g: &Ground, who: Who, after_quote: bool) -> bool {
    match g.upos(who.head) {
        Upos::Pron => g.any(who.head, &["he", "she", "they", "i", "we", "one", "some", "another"]),
        Upos::Propn => true,
        _ => after_quote,
    }
}

fn is_after_comma(g: &Ground, at: usize) -> bool {
    at.checked_sub(1).is_some_and(|b| g.is(b, ","))
}

/// "…,” Reed notes.": a tagger's noun between a quotation and a stop, where only a verb can stand.
pub(super) fn is_misread(g: &Ground, at: usize) -> bool {
    matches!(g.tag(at), Tag::Nns | Tag::Nn)
        && g.word(at).ends_with('s')
        && (g.is_stop(at + 1) || at + 1 == g.len())
        && cue::row_of(g.lemma(at), "verb").is_some_and(|row| row.rate("quote") >= 0.6)
        && source::behind_quote(g, at).is_some_and(|w| w.last + 1 == at)
}

/// Whether the verb is in the passive, or a bare participle after its noun ("a plan announced by …").
pub(super) fn is_passive(g: &Ground, verb: usize) -> bool {
    if g.tag(verb) != Tag::Vbn && g.tag(verb) != Tag::Vbd {
        return false;
    }
    let be = g.kids(verb).iter().any(|k| *k < verb && matches!(g.lemma(*k), "be" | "get"));
    let have = g.kids(verb).iter().any(|k| *k < verb && g.lemma(*k) == "have" && g.upos(*k) == Upos::Aux);
    be && g.kid(verb, &[Rel::AuxPass]).is_some()
        || (g.tag(verb) == Tag::Vbn && !have && g.kid(verb, &[Rel::NsubjPass]).is_some())
        || (g.tag(verb) == Tag::Vbn && g.is(verb + 1, "by"))
        || (matches!(g.tag(verb), Tag::Vbn | Tag::Vbd)
            && is_opening(g, verb)
            && cue::is_addressed(g.lemma(verb)))
}

/// "Asked whether …, she said": a participle that opens the sentence.
fn is_opening(g: &Ground, verb: usize) -> bool {
    verb == 0
        && g.any(1, &["if", "whether", "about", "by", "what", "why", "how", "who", "when", "where", "that"])
}

/// "was told that …", "is expected to …", "It was reported that …", "was condemned by …", "As reported by …".
fn passive(g: &Ground, verb: usize, group: (usize, usize), quotations: &Side) -> Option<Find> {
    let agent = g
        .kids(verb)
        .iter()
        .copied()
        .filter(|k| *k > verb && matches!(g.rel(*k), Rel::Obl | Rel::OblAgent))
        .find(|k| g.is(g.first(*k), "by"));
    let by =
        (group.1 + 1..(group.1 + 9).min(g.len())).take_while(|at| !g.is_stop(*at)).find(|at| g.is(*at, "by"));
    let who = agent.and_then(|k| {
        let who = source::phrase(g, k, verb)?;
        (who.first < who.last).then(|| Who { first: who.first + 1, ..who })
    });
    let who = who.or_else(|| source::phrase_after(g, by? + 1, verb));
    let patient = source::own_subject(g, verb);
    let limit = reach::limit(g, verb);
    let right = who.map_or(group.1, |w| w.last.max(group.1));
    if let Some(left) = quotations.before(g, group.0).filter(|_| patient.is_none()) {
        let content = vec![beside::quoted_from_start(g, left, quotations)];
        return Some(Find { head: verb, frame: "quote", who, cue: group, content });
    }
    if let Some(q) = quotations.after(g, verb, right, false) {
        let content = vec![beside::on_from_quote(g, q, quotations)];
        return Some(Find { head: verb, frame: "pass-quote", who: who.or(patient), cue: group, content });
    }
    if let Some((frame, span, _)) = content::right(g, verb, right, group.1, limit) {
        let it = patient.is_some_and(|p| g.is(p.first, "it") && p.first == p.last);
        match frame {
            "that" | "clause" if cue::is_addressed(g.lemma(verb)) || it || patient.is_none() => {
                return Some(Find { head: verb, frame: "pass-that", who, cue: group, content: vec![span] });
            }
            "inf" => {
                let mut content: Vec<Span> =
                    patient.and_then(|p| g.span(p.first, p.last)).into_iter().collect();
                content.push(span);
                return Some(Find { head: verb, frame: "pass-inf", who, cue: group, content });
            }
            _ => {}
        }
    }
    if g.kid(verb, &[Rel::Mark]).is_some_and(|m| g.is(m, "as")) || (group.0 > 0 && g.is(group.0 - 1, "as")) {
        let content = content::around(g, verb, group.0.checked_sub(1)?, right)?;
        return Some(Find { head: verb, frame: "as", who, cue: group, content });
    }
    let (first, last) = match patient {
        Some(p) => (p.first, p.last),
        None => modified(g, verb, group.0)?,
    };
    let frame = if who.is_some() { "pass-by" } else { "pass" };
    let mut content = vec![g.span(first, last)?];
    if let Some(rest) = content::complement(g, verb, right, limit) {
        content.push(rest);
    }
    Some(Find { head: verb, frame, who, cue: group, content })
}

/// "a plan announced by …": the noun before the participle.
fn modified(g: &Ground, verb: usize, group_first: usize) -> Option<(usize, usize)> {
    let noun = g.head(verb).filter(|n| *n < verb && matches!(g.rel(verb), Rel::Acl))?;
    Some((g.first(noun), g.without_stops(g.first(noun), group_first.checked_sub(1)?)))
}
