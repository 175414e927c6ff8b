//! The printed answers checked against the body: which sentences say it, and what the answer says beyond them.
//!
//! In: key questions, sentences, events · Out: one [`AnswerCheck`] a question, and caveats · From: TRUST section 1,
//! fact 5: a printed answer may drop the hedges of the body · Fails: an answer that nothing supports has no support
//! Cost: answers × body sentences, each a set of word stems

use crate::page::Page;
use crate::syntax::Upos;
use model::{AnswerCheck, Article, Caveat, CaveatCode, Event, PartKind, Span, Status};
use std::collections::HashSet;

/// At least this share of an answer's words must stand in one body sentence for it to count as support. Of the
/// sample's eight answers, .30 finds every sentence that a reader named and .25 adds two that say something else.
const SUPPORT: f32 = 0.3;

/// Checks the words of every printed answer.
pub(crate) fn answers(page: &Page) -> Vec<AnswerCheck> {
    let mut checks = Vec::new();
    if page.article.key_questions.is_empty() {
        return checks;
    }
    let body: Vec<(Span, HashSet<String>)> = page
        .lines
        .iter()
        .enumerate()
        .filter(|(_, l)| matches!(l.part, PartKind::Body | PartKind::Deck))
        .map(|(number, l)| (l.sentence.span, words(page, number).map(|(stem, _)| stem).collect()))
        .collect();
    let known: HashSet<&String> = body.iter().flat_map(|(_, words)| words).collect();
    for question in &page.article.key_questions {
        let Some(answer) = question.answer else {
            checks.push(AnswerCheck { support: Vec::new(), beyond_body: Vec::new() });
            continue;
        };
        let lines = (0..page.lines.len())
            .filter(|n| page.lines.get(*n).is_some_and(|l| answer.contains(l.sentence.span)));
        let said: Vec<(String, Span)> = lines.flat_map(|n| words(page, n).collect::<Vec<_>>()).collect();
        let mut support: Vec<(f32, Span)> = body
            .iter()
            .map(|(span, words)| (share(&said, words), *span))
            .filter(|(share, _)| *share >= SUPPORT)
            .collect();
        support.sort_by(|a, b| b.0.total_cmp(&a.0));
        support.truncate(3);
        support.sort_by_key(|(_, span)| span.start);
        let fresh = said.iter().filter(|(stem, _)| !known.contains(stem)).map(|(_, span)| *span);
        checks.push(AnswerCheck {
            support: support.into_iter().map(|(_, span)| span).collect(),
            beyond_body: joined(page.text, fresh),
        });
    }
    checks
}

/// Adds to the checks what the answers tell as firmer than the body does.
pub(crate) fn beyond(article: &Article, events: &[Event], checks: &mut [AnswerCheck]) -> Vec<Caveat> {
    let mut caveats = Vec::new();
    for (question, check) in article.key_questions.iter().zip(checks) {
        let Some(answer) = question.answer else { continue };
        for event in events.iter().filter(|e| answer.contains(e.trigger)) {
            let Some(told) = firmer(article, events, event) else { continue };
            check.beyond_body.push(event.trigger);
            caveats.push(told_firmer(article, CaveatCode::AnswerBeyondBody, "printed answer", event, told));
        }
        check.beyond_body.sort();
        check.beyond_body.dedup();
    }
    caveats
}

/// The strongest status the body gives the same action, if the event outside the body is told as firmer.
pub(crate) fn firmer(article: &Article, events: &[Event], event: &Event) -> Option<Status> {
    let in_body = |e: &&Event| article.part_at(e.trigger.start) == Some(PartKind::Body);
    let same = events.iter().filter(in_body).filter(|e| e.lemma == event.lemma);
    let strongest = same.filter_map(|e| e.status).max_by_key(|s| firmness(*s))?;
    (firmness(event.status?) > firmness(strongest)).then_some(strongest)
}

/// The caveat for an event that `who` tells as firmer than the body does.
pub(crate) fn told_firmer(
    article: &Article,
    code: CaveatCode,
    who: &str,
    event: &Event,
    body: Status,
) -> Caveat {
    let words = event.trigger.words(&article.text);
    let told = event.status.map_or("not known", Status::label);
    let message = format!("the {who} tells `{words}` as {told}; the body tells it as {}", body.label());
    Caveat::at(code, message, event.trigger)
}

/// How far a status commits the teller to the event: 3 is there, 2 is decided, 1 is meant, 0 is only spoken of or not so.
fn firmness(status: Status) -> u8 {
    match status {
        Status::Happened | Status::UnderWay => 3,
        Status::Ordered => 2,
        Status::Planned => 1,
        _ => 0,
    }
}

/// The content words of a sentence as stems, with where they stand.
fn words<'p>(page: &'p Page, line: usize) -> impl Iterator<Item = (String, Span)> + 'p {
    page.lines.get(line).into_iter().flat_map(|l| &l.sentence.tokens).filter_map(|t| {
        let content = matches!(t.upos, Upos::Noun | Upos::Propn | Upos::Verb | Upos::Adj | Upos::Num);
        // Five letters stand for the family: "spill", "spilled"; "operate", "operation".
        let stem: String = t.lemma.to_lowercase().chars().take(5).collect();
        (content && stem.chars().count() > 2).then_some((stem, t.span))
    })
}

fn share(said: &[(String, Span)], words: &HashSet<String>) -> f32 {
    let kinds: HashSet<&String> = said.iter().map(|(stem, _)| stem).collect();
    let shared = kinds.iter().filter(|stem| words.contains(**stem)).count();
    shared as f32 / kinds.len().max(1) as f32
}

/// Neighbouring words as one span.
fn joined(text: &str, spans: impl Iterator<Item = Span>) -> Vec<Span> {
    let mut out: Vec<Span> = Vec::new();
    for span in spans {
        let next_to =
            out.last().is_some_and(|last| Span::new(last.end, span.start).words(text).trim().is_empty());
        match out.last_mut().filter(|_| next_to) {
            Some(last) => *last = last.to(span),
            None => out.push(span),
        }
    }
    out
}
