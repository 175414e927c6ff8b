//! What is attributed: the words before, behind or around a cue.
//!
//! In: a sentence, a cue in it, the quotations · Out: spans · From: PolNeAR's conventions: with "that", with the
//! quotation marks, without the full stop
//! Fails: nothing attributed is `None` · Cost: linear in the tokens of the sentence

use super::tree::Ground;
use crate::quotation::Quotation;
use crate::syntax::{Rel, Tag, Upos};
use model::Span;

/// Tokens between a cue and a quotation that it may still govern.
const REACH: usize = 30;

/// The quotations as one sentence sees them.
pub(super) struct Side<'a> {
    /// All of the page.
    pub all: &'a [Quotation],
    /// The quotation that ends right before this sentence, in the same paragraph.
    pub before: Option<usize>,
    /// The quotation that begins right after this sentence.
    pub after: Option<usize>,
}

impl Side<'_> {
    /// The quotation that ends right before token `edge`, stops left out.
    pub(super) fn before(&self, g: &Ground, edge: usize) -> Option<usize> {
        let mut at = edge;
        loop {
            let Some(before) = at.checked_sub(1) else { return self.before };
            if let Some(q) = g.quote(before) {
                let quotation = self.all.get(q)?;
                let ends = g.token(before).is_some_and(|t| t.span.end >= quotation.span.end);
                // “Stay” badges: without a stop on either side of the mark it is no speech.
                let stopped = at < edge
                    || quotation
                        .inner
                        .words(g.text)
                        .ends_with([',', '.', '?', '!', '…', '—', '–', '-', '\'', '’', '*']);
                return (ends && stopped).then_some(q);
            }
            if !g.is_stop(before) || edge - before > 2 {
                return None;
            }
            at = before;
        }
    }

    /// The quotation that token `right` and its cue `verb` lead up to. `inside`: it has to come at once, because the
    /// cue stands inside it.
    pub(super) fn after(&self, g: &Ground, verb: usize, right: usize, inside: bool) -> Option<usize> {
        let reach = if inside { 12 } else { REACH };
        for at in right + 1..(right + 1 + reach).min(g.len()) {
            if let Some(q) = g.quote(at).filter(|q| g.quote(verb) != Some(*q)) {
                let quotation = self.all.get(q)?;
                if g.token(at).is_none_or(|t| t.span.start != quotation.span.start) {
                    return None;
                }
                let before = at.checked_sub(1)?;
                let led_up = g.any(before, &[",", ":", "—", "–", "--", "-"]);
                let at_once = before == right || g.head(before) == Some(verb) && g.upos(before) != Upos::Adp;
                return (led_up || (at_once && is_sentence_like(g, at))).then_some(q);
            }
            let verbal = g.is_finite(at) || (g.tag(at) == Tag::Vbg && g.is(at - 1, ","));
            if verbal
                || g.any(at, &["that", "and", "but", ";"]) && g.upos(at) != Upos::Det
                || inside && g.is(at, ".")
            {
                return None;
            }
        }
        let colon = g.len().checked_sub(1).is_some_and(|last| g.is(last, ":") && last <= right + reach);
        self.after.filter(|_| colon && !inside)
    }

    /// The span of quotation `q`.
    pub(super) fn span(&self, q: usize) -> Span {
        self.all.get(q).map_or(Span::new(0, 0), |q| q.span)
    }
}

/// A quotation that begins with a capital letter: words that were spoken as a sentence.
fn is_sentence_like(g: &Ground, at: usize) -> bool {
    let first = if g.is_quote_mark(at) { at + 1 } else { at };
    g.word(first).trim_start_matches(|c: char| !c.is_alphanumeric()).starts_with(char::is_uppercase)
}

/// From the start of the sentence, if words stand before the quotation, to the quotation's end.
pub(super) fn quoted_from_start(g: &Ground, q: usize, quotations: &Side) -> Span {
    let span = quotations.span(q);
    let opening = g.tokens.partition_point(|t| t.span.start < span.start);
    let starts_here = g.token(0).is_some_and(|t| t.span.start <= span.start);
    if !starts_here || opening == 0 {
        return span;
    }
    let clause = (0..opening).any(|at| g.is_finite(at) && g.quote(at).is_none());
    let joined =
        opening.checked_sub(1).is_some_and(|b| !g.any(b, &[":", ".", "(", "—", "–", "--", "-", ";"]));
    if clause && joined { g.span(0, 0).map_or(span, |s| s.to(span)) } else { span }
}

/// The quotation, and what of its sentence goes on behind it as part of the same clause.
pub(super) fn on_from_quote(g: &Ground, q: usize, quotations: &Side) -> Span {
    let span = quotations.span(q);
    let mut at = g.tokens.partition_point(|t| t.span.end <= span.end);
    // “…” and “…”: two stretches of one content.
    while g.any(at, &["and", "or"]) {
        let Some(next) = g.quote(at + 1) else { break };
        let wide = span.to(quotations.span(next));
        at = g.tokens.partition_point(|t| t.span.end <= wide.end);
        if !g.any(at, &["and", "or"]) {
            return wide;
        }
    }
    span
}

/// The last token that the content of `verb` can reach.
pub(super) fn limit(g: &Ground, verb: usize) -> usize {
    let mut limit = g.last(verb);
    let is_main = g.head(verb).is_none();
    if is_main {
        limit = g.len().saturating_sub(1);
    }
    // "said … and added …": the second verb ends the first one's content.
    let second = |k: &usize| {
        let cue = super::cue::row_of(g.lemma(*k), "verb")
            .is_some_and(|row| row.rate("that").max(row.rate("np")) >= 0.5);
        *k > verb
            && g.rel(*k) == Rel::Conj
            && g.upos(*k) == Upos::Verb
            && (cue || super::source::own_subject(g, *k).is_none())
    };
    if let Some(conj) = g.kids(verb).iter().copied().find(second) {
        limit = limit.min(g.first(conj).saturating_sub(1));
    }
    // A broken tree: the quotation or the clause goes on behind the verb's last word.
    let torn = limit > verb && g.quote(limit).is_some() && g.quote(limit) == g.quote(limit + 1);
    if torn || limit > verb && g.is_finite(limit + 1) && g.quote(limit + 1) == g.quote(limit) {
        while limit + 1 < g.len()
            && (g.quote(limit + 1).is_some() && g.quote(limit + 1) == g.quote(limit) || !g.is_stop(limit + 1))
        {
            limit += 1;
        }
    }
    while limit > verb && (g.is_stop(limit) && g.word(limit) != ")" || matches!(g.rel(limit), Rel::Cc)) {
        limit -= 1;
    }
    limit
}

/// The content to the right: its frame, its span and the last token of the cue.
pub(super) fn right(
    g: &Ground,
    verb: usize,
    right: usize,
    cue_last: usize,
    limit: usize,
) -> Option<(&'static str, Span, usize)> {
    let mut from = right + 1;
    // "said Thursday that …": when it was said is no content.
    while is_time(g, from) || g.is(from, "on") && is_time(g, from + 1) {
        from += 1;
    }
    let right = from - 1;
    if from > limit {
        return None;
    }
    if let Some(mark) = that(g, verb, from, limit) {
        return Some(("that", g.span(mark, cut(g, verb, mark, limit))?, cue_last));
    }
    let kids = || g.kids(verb).iter().copied().filter(|k| *k > right && *k <= limit);
    if let Some(clause) = kids().find(|k| g.rel(*k) == Rel::Ccomp) {
        let first = g.first(clause).max(from);
        let frame = match g.tag(first) {
            Tag::To => "inf",
            Tag::Vbg => "ger",
            _ => "clause",
        };
        return Some((frame, g.span(first, cut(g, verb, first, limit))?, cue_last));
    }
    if clause_follows(g, verb, from, limit) {
        return Some(("clause", g.span(from, cut(g, verb, from, limit))?, cue_last));
    }
    let object = kids().find(|k| matches!(g.rel(*k), Rel::Obj | Rel::Iobj));
    let infinitive = |k: &usize| {
        matches!(g.rel(*k), Rel::Advcl | Rel::Acl) && g.first(*k) == from && g.tag(from) == Tag::To
    };
    if let Some(open) = kids().find(|k| g.rel(*k) == Rel::Xcomp || infinitive(k)) {
        let first = object.map_or(g.first(open), |o| g.first(o)).max(from);
        let frame = match g.tag(open) {
            Tag::Vbg => "ger",
            _ if g.tag(first) == Tag::Vbg => "ger",
            _ if (first..=open).any(|at| g.tag(at) == Tag::To) => "inf",
            _ => "np",
        };
        return Some((frame, g.span(first, cut(g, verb, first, limit))?, cue_last));
    }
    if let Some(object) = object {
        let first = g.first(object).max(from);
        let last = if super::cue::is_framing(g.lemma(verb)) {
            narrator(g, first, limit)
        } else {
            phrase_end(g, verb, object, limit)
        };
        if g.is_finite(last + 1) && last < limit && g.quote(last + 1) == g.quote(verb) {
            // "arguing the U.S. should": the tree took a clause's subject for an object.
            return Some(("clause", g.span(first, cut(g, verb, first, limit))?, cue_last));
        }
        return Some(("np", g.span(first, last)?, cue_last));
    }
    let oblique = kids().find(|k| {
        matches!(g.rel(*k), Rel::Obl | Rel::Advcl)
            && g.first(*k) == from
            && g.upos(from) == Upos::Adp
            && *k > from
    });
    if let Some(oblique) = oblique {
        let frame = preposition(g.word(from))?;
        let last = if super::cue::is_framing(g.lemma(verb)) {
            narrator(g, from + 1, limit)
        } else {
            phrase_end(g, verb, oblique, limit)
        };
        return Some((frame, g.span(from + 1, last)?, from));
    }
    // The tree has no object, the words have: up to the next stop.
    let starts = matches!(g.upos(from), Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Adj)
        && !g.any(from, &["who", "which", "that"]);
    let last = (from..=limit).find(|at| g.is_stop(*at) && g.quote(*at).is_none()).map_or(limit, |at| at - 1);
    (starts && last >= from).then_some(())?;
    Some(("np", g.span(from, last)?, cue_last))
}

/// A day, or a word that tells when.
fn is_time(g: &Ground, at: usize) -> bool {
    g.any(
        at,
        &[
            "monday",
            "tuesday",
            "wednesday",
            "thursday",
            "friday",
            "saturday",
            "sunday",
            "today",
            "yesterday",
            "recently",
            "earlier",
            "later",
            "again",
            "tonight",
        ],
    ) || g.any(at, &["morning", "afternoon", "evening", "night"]) && at > 0 && is_time(g, at - 1)
        || g.any(at, &["last", "this", "earlier"])
            && g.any(
                at + 1,
                &["week", "month", "year", "morning", "night", "fall", "summer", "spring", "winter"],
            )
        || g.any(at, &["week", "month", "year"]) && at > 0 && g.any(at - 1, &["last", "this"])
}

/// A noun phrase and a finite verb behind a verb that takes clauses, whatever the tree made of them.
fn clause_follows(g: &Ground, verb: usize, from: usize, limit: usize) -> bool {
    let takes = super::cue::row_of(g.lemma(verb), "verb").is_some_and(|c| c.rate("clause") >= 0.6);
    let starts =
        matches!(g.upos(from), Upos::Det | Upos::Propn | Upos::Pron | Upos::Noun | Upos::Adj | Upos::Num)
            || g.is(from, "there");
    if !takes || !starts || matches!(g.tag(from), Tag::Wp | Tag::Wdt) {
        return false;
    }
    for at in from + 1..=limit.min(from + 10) {
        if g.is_finite(at) {
            return true;
        }
        if g.is_stop(at)
            || matches!(g.tag(at), Tag::Wp | Tag::Wdt)
            || g.any(at, &["that", "and", "as", "when"])
        {
            return false;
        }
    }
    false
}

/// Prepositions that bind content to a verb or noun, as frames.
pub(super) fn preposition(word: &str) -> Option<&'static str> {
    PREPOSITIONS.iter().copied().find(|p| word.eq_ignore_ascii_case(p))
}

const PREPOSITIONS: [&str; 12] =
    ["about", "of", "for", "on", "to", "at", "with", "against", "over", "in", "into", "from"];

/// The word that opens a that-clause, an embedded question or a relative without a head.
fn that(g: &Ground, verb: usize, from: usize, limit: usize) -> Option<usize> {
    let mut nested = 0usize;
    for at in from..=limit.min(from + 14) {
        if g.quote(at).is_some() && g.quote(at) != g.quote(verb) {
            return None;
        }
        if at > from && g.upos(at) == Upos::Verb && nested == 0 {
            return None;
        }
        let opens = (g.is(at, "that")
            && matches!(g.upos(at), Upos::Sconj | Upos::Pron | Upos::Det)
            && opens_clause(g, verb, from, at, limit))
            || (g.any(at, &["whether", "how", "why", "if"]) && (at == from || g.is(at, "whether")))
            || (at == from && g.any(at, &["what", "where", "who", "which"]));
        if opens && nested == 0 {
            return Some(at);
        }
        if g.any(at, &["who", "which"]) {
            nested += 1;
        } else if g.is_finite(at) || g.is(at, ":") {
            nested = match nested.checked_sub(1) {
                Some(less) => less,
                None => return None,
            };
        }
    }
    None
}

/// Whether a finite verb follows "that" with its own subject: not "said that day".
fn opens_clause(g: &Ground, verb: usize, from: usize, that: usize, limit: usize) -> bool {
    if let Some(clause) = g.head(that).filter(|c| matches!(g.rel(*c), Rel::AclRelcl | Rel::Acl)) {
        // "an issue that divides": a relative clause, unless the noun is the one spoken to.
        if g.head(clause).is_some_and(|noun| noun >= from && noun < that)
            && !super::cue::is_addressed(g.lemma(verb))
        {
            return false;
        }
    }
    if g.upos(that) == Upos::Sconj {
        return true;
    }
    (that + 1..=limit.min(that + 12)).any(|at| g.is_finite(at))
}

/// Cuts the content where another cue of the same speaker begins (", adding that …"), or where the narrator takes
/// over: on PolNeAR train more than half of all contents end before a semicolon, ", which", ", who" and ", a …".
fn cut(g: &Ground, verb: usize, first: usize, limit: usize) -> usize {
    for at in first + 2..=limit {
        let aside = g.is(at, ";")
            || g.is(at - 1, ",") && g.any(at, &["which", "who", "whose", "a", "an"]) && !is_listed(g, at);
        // The clause has to be complete: "that the plan, which …, failed" goes on.
        if aside && g.quote(at).is_none() && (first..at).any(|t| g.is_finite(t) || g.tag(t) == Tag::To) {
            return g.without_stops(first, at - 1);
        }
        if !speaks(g, at) {
            continue;
        }
        if g.tag(at) == Tag::Vbg
            && g.is(at - 1, ",")
            && (g.quote(at).is_none() || g.quote(at) == g.quote(verb))
        {
            return at.saturating_sub(2).max(first);
        }
        // ", while Reed said …", "and calls it …": the next statement.
        let joined =
            g.quote(at).is_none() && matches!(g.tag(at), Tag::Vbd | Tag::Vbz) && g.tag(at) == g.tag(verb);
        if joined {
            let edge = super::source::own_subject(g, at).map_or(at, |w| w.first.min(at));
            let before = edge.min(super::cue::group(g, at).0).saturating_sub(1);
            if g.any(before, &["and", "but", "while", "though", "although", "as"]) && before > first + 1 {
                return g.without_stops(first, before - 1);
            }
        }
    }
    limit
}

/// ", a …" as one of several things named, not as an apposition.
fn is_listed(g: &Ground, at: usize) -> bool {
    g.any(at, &["a", "an"]) && g.head(at).is_some_and(|noun| g.rel(noun) == Rel::Conj)
}

/// A verb that nearly always attributes.
fn speaks(g: &Ground, verb: usize) -> bool {
    g.upos(verb) == Upos::Verb
        && super::cue::row_of(g.lemma(verb), "verb")
            .is_some_and(|c| c.rate("that").max(c.rate("quote")) >= 0.8)
}

/// The last token of a noun phrase and of what completes it ("criticised the plan for its cost").
fn phrase_end(g: &Ground, verb: usize, head: usize, limit: usize) -> usize {
    let mut end = g.last(head);
    for k in g.kids(verb).iter().copied().filter(|k| *k > head) {
        let joins = matches!(
            g.rel(k),
            Rel::Obl | Rel::Xcomp | Rel::Advcl | Rel::Ccomp | Rel::Obj | Rel::Acl | Rel::Nmod
        );
        if !joins || g.first(k) != end + 1 {
            break;
        }
        end = g.last(k);
    }
    let end = end.min(limit);
    // ", rushing to say …": what the speaker did besides; " — ", "; ": the narrator's remark.
    let besides = (head + 1..end).find(|at| {
        let remark =
            g.any(*at, &["—", "–", "--", ";"]) || g.is(*at, ",") && g.any(at + 1, &["which", "who", "whose"]);
        remark && g.quote(*at).is_none() || g.is(*at, ",") && g.tag(at + 1) == Tag::Vbg
    });
    g.without_stops(head, besides.unwrap_or(end))
}

/// Up to where the narrator takes over: "called the plan “a joke”|, drawing …".
fn narrator(g: &Ground, first: usize, limit: usize) -> usize {
    let takes_over = (first + 1..limit).find(|at| {
        let next = at + 1;
        let aside = g
            .any(next, &["which", "who", "whose", "a", "an", "while", "but", "and", "after", "when"])
            || g.tag(next) == Tag::Vbg;
        (g.is(*at, ",") && aside || g.any(*at, &["—", "–", "--", ";"])) && g.quote(*at).is_none()
            || g.is_quote_mark(*at) && g.quote(next).is_none() && g.is(at.saturating_sub(1), ",")
    });
    let last = takes_over.map_or(limit, |at| if g.is_quote_mark(at) { at } else { at.saturating_sub(1) });
    g.without_stops(first, last.max(first))
}

/// Over the end of a quotation that began inside the content and goes on into the next sentences.
pub(super) fn to_quote_end(g: &Ground, verb: usize, span: Span, quotations: &Side) -> Span {
    let Some(last) = g.tokens.partition_point(|t| t.span.end <= span.end).checked_sub(1) else { return span };
    let opened = g.quote(last).filter(|q| g.quote(verb) != Some(*q)).map(|q| quotations.span(q));
    opened.filter(|q| q.start >= span.start).map_or(span, |q| span.to(q))
}

/// What completes a passive: "was accused of …", "was described as …".
pub(super) fn complement(g: &Ground, verb: usize, right: usize, limit: usize) -> Option<Span> {
    let kid = g.kids(verb).iter().copied().find(|k| {
        g.first(*k) == right + 1
            && *k <= limit
            && matches!(g.rel(*k), Rel::Obl | Rel::Xcomp | Rel::Advcl | Rel::Ccomp)
    })?;
    g.any(right + 1, &["of", "as", "for", "to", "with"])
        .then(|| g.span(right + 1, phrase_end(g, verb, kid, limit)))?
}

/// The words of the sentence around a cue in parentheses: "X, she said", "X, she said, Y", "As she said, X".
pub(super) fn around(g: &Ground, verb: usize, left: usize, right: usize) -> Option<Vec<Span>> {
    let last = g.without_stops(0, g.len().checked_sub(1)?);
    // A lone closing mark: the quotation's opening was lost.
    let comma_left = left
        .checked_sub(1)
        .filter(|b| g.any(*b, &[",", "—", "–", "--", "-"]) || g.is_quote_mark(*b) && g.quote(*b).is_none());
    let mut right_end = right;
    // What hangs under the cue belongs to it: "she said on Monday", "he told reporters".
    for k in g.kids(verb).iter().copied().filter(|k| *k > right) {
        if matches!(g.rel(k), Rel::Obl | Rel::OblUnmarked | Rel::Advmod | Rel::Obj | Rel::Iobj)
            && g.first(k) <= right_end + 1
        {
            right_end = right_end.max(g.last(k));
        }
    }
    while is_time(g, right_end + 1)
        || g.is(right_end + 1, "then")
        || g.is(right_end + 1, "on") && is_time(g, right_end + 2)
    {
        right_end += 1;
    }
    let closes = right_end >= last;
    let comma_right = g.is(right_end + 1, ",").then_some(right_end + 1);
    let mut content = Vec::new();
    match (comma_left, comma_right) {
        (Some(comma), _) if closes => content.push(g.span(0, g.without_stops(0, comma))?),
        (Some(comma), Some(on)) => {
            content.push(g.span(0, g.without_stops(0, comma))?);
            if on < last && (on + 1..=last).any(|at| g.is_finite(at) || g.upos(at) == Upos::Verb) {
                content.push(g.span(on + 1, last)?);
            }
        }
        (None, Some(on)) if left <= 2 && on < last => content.push(g.span(on + 1, last)?),
        _ => return None,
    }
    // A clause is attributed, not a word of transition.
    let clausal = (0..g.len()).any(|at| at != verb && g.is_finite(at) && !(left..=right_end).contains(&at));
    clausal.then_some(content)
}
