//! Marks joined to one another: whose figure, which authority, and a headline held against its body.
//!
//! In: events, figures, authorities of one page · Out: the same, linked, and caveats · From: DESIGN section 4, "never
//! glue": a link needs one clause, not one neighbourhood · Fails: what no clause joins stays apart · Cost: marks of one
//! sentence against each other

use crate::answer;
use crate::grammar::Grammar;
use crate::page::Page;
use model::{Article, Authority, Caveat, CaveatCode, Event, Figure, PartKind, Ref, Span};

/// Joins figures and authorities to the events of their clause.
pub(crate) fn link(page: &Page, events: &mut [Event], figures: &mut [Figure], authorities: &[Authority]) {
    for (_, line) in page.readable() {
        let sentence = line.sentence.span;
        let from = events.partition_point(|e| e.trigger.start < sentence.start);
        let to = events.partition_point(|e| e.trigger.start < sentence.end);
        let Some(here) = events.get_mut(from..to).filter(|here| !here.is_empty()) else { continue };
        let counted = within(figures, sentence, |f| f.span);
        let invoked = within(authorities, sentence, |a| a.span);
        if counted.is_empty() && invoked.is_empty() {
            continue;
        }
        let (counted, invoked) = (figures.get_mut(counted).unwrap_or_default(), authorities.get(invoked));
        let grammar = Grammar::new(page.text, &line.sentence);
        for figure in counted {
            let Some(at) = whose(&grammar, here, figure.span) else { continue };
            if let Some(event) = here.get_mut(at) {
                event.figures.push(figure.id.clone());
                figure.event = Some(event.id.clone());
            }
        }
        for authority in invoked.unwrap_or_default() {
            let Some(at) = whose(&grammar, here, authority.span) else { continue };
            if let Some(event) = here.get_mut(at) {
                event.authority = event.authority.take().or_else(|| Some(authority.id.clone()));
            }
        }
    }
}

/// The marks that start inside the sentence; marks come in text order.
fn within<T>(marks: &[T], sentence: Span, span: impl Fn(&T) -> Span) -> std::ops::Range<usize> {
    let start = |mark: &T| span(mark).start;
    marks.partition_point(|m| start(m) < sentence.start)..marks.partition_point(|m| start(m) < sentence.end)
}

/// The event that the words belong to: the one whose role they stand in, else the nearest one up the tree.
fn whose(grammar: &Grammar, events: &[Event], words: Span) -> Option<usize> {
    let holds = |r: &Option<Ref>| r.as_ref().and_then(|r| r.span).is_some_and(|s| s.contains(words));
    let role = |e: &Event| holds(&e.target) || holds(&e.actor) || holds(&e.recipient);
    if let Some(at) = events.iter().position(role) {
        return Some(at);
    }
    let mut here = grammar.sentence.token_at(words.start)?;
    for _ in 0..8 {
        let span = grammar.span(here);
        if let Some(at) = events.iter().position(|e| e.trigger == span) {
            return Some(at);
        }
        here = grammar.head(here)?;
    }
    None
}

/// A headline that tells more than the body does.
pub(crate) fn headline(article: &Article, events: &[Event]) -> Vec<Caveat> {
    let in_headline = |e: &&Event| article.part_at(e.trigger.start) == Some(PartKind::Headline);
    let beyond = events.iter().filter(in_headline).filter_map(|event| {
        let body = answer::firmer(article, events, event)?;
        Some(answer::told_firmer(article, CaveatCode::HeadlineBeyondBody, "headline", event, body))
    });
    beyond.collect()
}

/// One caveat for all events whose status could not be told, at the first of them.
pub(crate) fn unknown_status(article: &Article, events: &[Event]) -> Option<Caveat> {
    let mut unknown = events.iter().filter(|e| e.status.is_none()).peekable();
    let first = unknown.peek()?.trigger;
    let words: Vec<&str> = unknown.map(|e| e.trigger.words(&article.text)).take(5).collect();
    Some(Caveat::at(
        CaveatCode::StatusUnknown,
        format!("no words decide where these stand: {}", words.join(", ")),
        first,
    ))
}
