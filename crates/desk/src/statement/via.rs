//! Whom the find itself names between its source and the article: "told Reuters", "cited by Reuters", "through a lawyer".
//!
//! In: a sentence and a find in it, the cast · Out: spans, the outermost first · From: DESIGN section 3
//! Fails: what is no outlet passes nothing on ("told the committee"); a go-between is a person behind "through"
//! Cost: linear in the source's words and the few words around the cue

use super::Draft;
use super::kind;
use super::source;
use super::tree::Ground;
use super::verb::Find;
use crate::mention::Cast;
use crate::page::Page;
use crate::syntax::{Rel, Tag, Token, Upos};
use model::{SourceKind, Span};
use std::collections::HashMap;

/// Tokens behind a cue that still tell where the words were said.
const BEHIND: usize = 12;
/// Tokens of an opening like "In an interview with the Harbour Gazette on Monday,".
const BEFORE: usize = 14;

/// The outlet and the go-between that the find names.
pub(super) fn via(page: &Page, cast: &Cast, g: &Ground, find: &Find) -> Vec<Span> {
    let Some(who) = find.who else { return Vec::new() };
    let (first, last) = who.antecedent.map_or((who.first, who.last), |(first, last, _)| (first, last));
    let asked = Asked { page, cast, g };
    let outlet = asked
        .dealt_with(first, last)
        .or_else(|| asked.beside(last, find.cue.0))
        .or_else(|| asked.behind(find))
        .or_else(|| asked.before(first.min(find.cue.0)));
    outlet.into_iter().chain(asked.between(find)).collect()
}

/// The outlet that the source's own words name, whatever rule or model found them, and the source without the aside
/// that names it: "The coastguard|, cited by Reuters|".
pub(super) fn of_source(page: &Page, cast: &Cast, draft: &Draft) -> Option<(Span, Option<Span>)> {
    let source = draft.antecedent.or(draft.source)?;
    let line = page.lines.partition_point(|l| l.sentence.span.end <= source.start);
    let tokens = page.lines.get(line)?.sentence.tokens.as_slice();
    let first = tokens.partition_point(|t| t.span.start < source.start);
    let last = tokens.partition_point(|t| t.span.start < source.end).checked_sub(1)?;
    let dealing = |t: &Token| t.upos == Upos::Verb && deals(&t.lemma);
    if !tokens.get(first..=last)?.iter().any(dealing) {
        return None;
    }
    let g = Ground::new(page, tokens, line, &[], &mut 0);
    let outlet = Asked { page, cast, g: &g }.dealt_with(first, last)?;
    let deals = (first..=last).find(|at| is_dealing(&g, *at))?;
    let comma = deals.checked_sub(1).filter(|c| *c > first && g.is(*c, ",") && g.is(deals + 1, "by"));
    Some((outlet, comma.and_then(|c| g.span(first, c - 1)).filter(|_| draft.antecedent.is_none())))
}

/// The source with those whom it quotes, where the tree took the outlet for the one who speaks: "|officials quoted by|
/// the Gazette said".
pub(super) fn with_dealing(page: &Page, line: usize, source: Span) -> Span {
    let tokens = page.lines.get(line).map_or(&[][..], |l| l.sentence.tokens.as_slice());
    let at = tokens.partition_point(|t| t.span.start < source.start);
    let word = |at: usize| tokens.get(at).map_or("", |t| t.span.words(page.text));
    let (Some(by), Some(verb)) = (at.checked_sub(1), at.checked_sub(2)) else { return source };
    let deals = tokens.get(verb).is_some_and(|t| t.upos == Upos::Verb && deals(&t.lemma));
    if !deals || word(by) != "by" {
        return source;
    }
    let nominal = |t: &Token| {
        matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Adj | Upos::Num | Upos::Det | Upos::Adp)
            && !t.span.words(page.text).eq_ignore_ascii_case("to")
    };
    let run = tokens.get(..verb).unwrap_or_default().iter().rev().take_while(|t| nominal(t)).count();
    let first = tokens.get(verb - run).filter(|_| run > 0);
    first.map_or(source, |t| t.span.to(source))
}

/// The outlet named between the tokens.
pub(super) fn outlet_between(
    page: &Page,
    cast: &Cast,
    g: &Ground,
    first: usize,
    last: usize,
) -> Option<Span> {
    Asked { page, cast, g }.outlet(first, last)
}

/// "told Reuters that … and defended its record": what the same words go on with went the same way.
pub(super) fn share(drafts: &mut [Draft]) {
    let told: HashMap<Span, Vec<Span>> = drafts
        .iter()
        .filter(|d| !d.via.is_empty())
        .filter_map(|d| Some((d.source?, d.via.clone())))
        .collect();
    for draft in drafts.iter_mut().filter(|d| d.via.is_empty() && d.through.is_none()) {
        if let Some(via) = draft.source.and_then(|source| told.get(&source)) {
            draft.via.clone_from(via);
        }
    }
}

struct Asked<'a> {
    page: &'a Page<'a>,
    cast: &'a Cast,
    g: &'a Ground<'a>,
}

impl Asked<'_> {
    /// "sources consulted by Reuters", "a memo seen by Reuters": in the words between the tokens.
    fn dealt_with(&self, first: usize, last: usize) -> Option<Span> {
        let deals = (first..=last).find(|at| is_dealing(self.g, *at))?;
        self.outlet(deals + 1, last)
    }

    /// "The coastguard, cited by Reuters, said": between source and cue.
    fn beside(&self, last: usize, cue: usize) -> Option<Span> {
        let next = last + 1;
        let aside = self.g.is(next, ",") && next + 1 < cue && cue - next <= BEHIND;
        let first = next + 1 + usize::from(self.g.is(next + 1, "as"));
        let by = is_dealing(self.g, first) && self.g.is(first + 1, "by");
        (aside && by).then(|| self.outlet(first + 2, cue - 1))?
    }

    /// "told the BBC's Radio 4", "said in an interview with Reuters", "said on CNN", "said, as quoted by Reuters".
    fn behind(&self, find: &Find) -> Option<Span> {
        let g = self.g;
        let cue = find.cue.1;
        let quoted = g.any(cue, &["quoted", "cited"]) && g.is(cue + 1, "by");
        if !quoted && !speaks(g.lemma(find.head)) && !cue_with_medium(g, find) {
            return None;
        }
        let end = (cue + BEHIND).min(g.len().checked_sub(1)?);
        let stop = self.stop(cue, end);
        if g.is(stop, ",") {
            let first = stop + 1 + usize::from(g.is(stop + 1, "as"));
            let by = g.is(first + 1, "by") && (is_dealing(g, first) || g.is(first, "reported"));
            if by {
                return self.outlet(first + 2, (first + 7).min(end));
            }
        }
        let told = g.lemma(find.head) == "tell";
        let from = (cue + 1..stop).find(|at| told || g.any(*at, &["with", "on", "by", "to", "for"]))?;
        let from = if told { from } else { from + 1 };
        self.outlet(from, stop.checked_sub(1)?)
    }

    /// "In an interview with CNN, |Lindqvist said": before the source, in an opening of its own.
    fn before(&self, first: usize) -> Option<Span> {
        let g = self.g;
        let comma = first.checked_sub(1).filter(|c| g.is(*c, ",") && *c <= BEFORE)?;
        let talk = (0..comma).find(|at| {
            g.any(*at, &["interview", "conversation", "speaking", "talking", "asked"])
                || g.any(*at, &["statement", "email", "remarks", "comments"])
        })?;
        let to = (talk + 1..comma).find(|at| g.any(*at, &["with", "to", "on", "by"]))?;
        let plain = (0..talk).all(|at| !g.is_finite(at)) && g.quote(talk).is_none();
        plain.then(|| self.outlet(to + 1, comma - 1))?
    }

    /// "through a spokesman", "through her lawyer": who carried the words.
    fn between(&self, find: &Find) -> Option<Span> {
        let g = self.g;
        let after = find.who.filter(|w| w.first > find.cue.1).map_or(find.cue.1, |w| w.last);
        let end = (after + BEHIND).min(g.len().checked_sub(1)?);
        let through = (after + 1..self.stop(after, end)).find(|at| g.any(*at, &["through", "via"]))?;
        let who = source::phrase_after(g, through + 1, find.head)?;
        let last =
            (who.first..=who.last).find(|at| g.is(at + 1, "that") || g.is_stop(at + 1)).unwrap_or(who.last);
        let span = g.span(who.first, last)?;
        let known = kind::describe(self.page, self.cast, span).kind;
        matches!(known, SourceKind::UnnamedPerson | SourceKind::NamedPerson).then_some(span)
    }

    /// Where the words that go with the cue end: at a stop, at "that", at a verb.
    fn stop(&self, cue: usize, end: usize) -> usize {
        let g = self.g;
        (cue + 1..=end)
            .find(|at| g.is_stop(*at) || g.is(*at, "that") || g.is_finite(*at) || g.is_quote_mark(*at))
            .unwrap_or(end + 1)
    }

    /// The first outlet named between the tokens.
    fn outlet(&self, first: usize, last: usize) -> Option<Span> {
        let g = self.g;
        let mut at = first;
        while at <= last {
            if g.upos(at) == Upos::Propn {
                let mut end = at;
                while end < last
                    && (g.upos(end + 1) == Upos::Propn || matches!(g.rel(end + 1), Rel::Flat | Rel::Compound))
                {
                    end += 1;
                }
                if let Some(named) = self.named(first, at, end) {
                    return Some(named);
                }
                at = end;
            } else if self.described(at) {
                return self.g.span(self.described_from(first, at), at);
            }
            at += 1;
        }
        None
    }

    /// The outlet whose name's proper nouns stand from `at` to `end`.
    fn named(&self, first: usize, at: usize, end: usize) -> Option<Span> {
        let text = self.page.text;
        // "the Associated Press": a name may begin with a word that is tagged as none.
        for from in [at.checked_sub(2), at.checked_sub(1)].into_iter().flatten().filter(|from| *from >= first)
        {
            let wide = self.g.span(from, end)?;
            if kind::is_outlet(wide.words(text)) && wide.words(text).starts_with(char::is_uppercase) {
                return Some(wide);
            }
        }
        // "the Harbour Gazette": outlets are often printed with their article.
        let span = self.g.span(at, end)?;
        let outlet = kind::is_outlet(span.words(text))
            || kind::describe(self.page, self.cast, span).kind == SourceKind::Outlet;
        outlet.then_some(span)
    }

    /// "state television", "a local newspaper": an outlet without a name, described, with no other noun behind it.
    fn described(&self, at: usize) -> bool {
        let g = self.g;
        let before = at.wrapping_sub(1);
        let agency = g.is(at, "agency") && g.is(before, "news");
        let outlet = kind::noun_kind(g.lemma(at)) == Some(SourceKind::Outlet)
            && !g.any(at, &["website", "site", "blog", "show", "program", "programme", "podcast"]);
        let modified =
            matches!(g.upos(before), Upos::Adj | Upos::Noun | Upos::Propn) || g.any(before, &["a", "an"]);
        g.upos(at) == Upos::Noun
            && (agency || outlet)
            && modified
            && !g.is(before, "social")
            && !matches!(g.upos(at + 1), Upos::Noun | Upos::Propn)
            && !matches!(g.tag(at + 1), Tag::Pos | Tag::Hyph)
    }

    fn described_from(&self, first: usize, noun: usize) -> usize {
        let mut from = noun;
        while from > first
            && matches!(self.g.upos(from - 1), Upos::Adj | Upos::Noun | Upos::Propn | Upos::Det)
        {
            from -= 1;
        }
        from
    }
}

/// Verbs of saying that lead on to where it was said.
fn speaks(lemma: &str) -> bool {
    matches!(
        lemma,
        "tell"
            | "say"
            | "inform"
            | "confirm"
            | "speak"
            | "add"
            | "write"
            | "explain"
            | "admit"
            | "claim"
            | "reveal"
    )
}

/// "claimed in an interview", "warned in a letter": the cue itself tells that it was said somewhere.
fn cue_with_medium(g: &Ground, find: &Find) -> bool {
    find.cue.1 > find.head + 1 && super::cue::with_medium(g, find.head) == find.cue.1
}

/// Verbs by which a source deals with an outlet.
fn is_dealing(g: &Ground, at: usize) -> bool {
    g.upos(at) == Upos::Verb && deals(g.lemma(at))
}

fn deals(lemma: &str) -> bool {
    matches!(
        lemma,
        "consult"
            | "interview"
            | "tell"
            | "speak"
            | "contact"
            | "quote"
            | "cite"
            | "reach"
            | "survey"
            | "poll"
            | "talk"
            | "see"
            | "obtain"
            | "review"
    )
}
