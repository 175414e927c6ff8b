//! The sentences that answer.
//!
//! In: tellings of claims, spans of articles · Out: [`CitedSentence`]s, one a root first
//! From: DESIGN section 3: independent sources are roots of the lineage · Fails: never
//! Cost: O(tellings), a look-up among the events of one article each

use crate::Item;
use model::{CitedSentence, Claim, Event, Passage, Span, Statement, Telling, Voice};

/// Answers to one question at most: a page shows five lines below a question.
const MOST: usize = 5;

/// A sentence with its root.
pub(super) type Rooted = (usize, CitedSentence);

/// The sentence of one telling of a claim.
pub(super) fn of_telling(items: &[Item<'_>], claim: &Claim, telling: &Telling) -> Rooted {
    let mut roots: Vec<usize> = claim
        .tellings
        .iter()
        .filter(|other| other.status == telling.status)
        .map(|other| other.root)
        .collect();
    roots.sort_unstable();
    roots.dedup();
    let sentence = CitedSentence {
        sentence: telling.sentence,
        event: telling.event.clone(),
        status: telling.status,
        voice: Some(telling.voice),
        source: telling.holder.clone(),
        chain: event(items, telling)
            .and_then(|event| statement(items, telling.sentence.article, event.statement.as_deref()?))
            .map(|statement| statement.chain.clone())
            .unwrap_or_default(),
        roots: roots.len().max(1),
    };
    (telling.root, sentence)
}

/// A sentence of an article, with the statement that it is told in.
pub(super) fn of_span(items: &[Item<'_>], root: usize, article: usize, sentence: Span) -> Rooted {
    let notes = items.get(article).and_then(|item| item.notes);
    let told = notes.into_iter().flat_map(|notes| &notes.statements).find(|statement| {
        statement.cue.or(statement.source.span).is_some_and(|span| sentence.contains(span))
            || statement.content.iter().any(|span| sentence.contains(*span))
    });
    let cited = CitedSentence {
        sentence: Passage { article, span: sentence },
        event: None,
        status: None,
        voice: Some(if told.is_some() { Voice::Source } else { Voice::Narrator }),
        source: told.map(|told| told.source.clone().map_spans(&|span| Passage { article, span })),
        chain: told.map(|told| told.chain.clone()).unwrap_or_default(),
        roots: 1,
    };
    (root, cited)
}

/// One sentence a root first, then the others; each sentence once.
pub(super) fn chosen(found: Vec<Rooted>) -> Vec<CitedSentence> {
    let mut seen: Vec<Passage> = Vec::new();
    let mut roots: Vec<usize> = Vec::new();
    let (mut first, mut rest) = (Vec::new(), Vec::new());
    for (root, one) in found {
        if seen.contains(&one.sentence) {
            continue;
        }
        seen.push(one.sentence);
        if roots.contains(&root) {
            rest.push(one);
        } else {
            roots.push(root);
            first.push(one);
        }
    }
    first.extend(rest);
    first.truncate(MOST);
    first
}

/// The sentence of the story that `span` begins in.
pub(super) fn sentence(items: &[Item<'_>], article: usize, span: Span) -> Option<Span> {
    let item = items.get(article)?;
    item.sentences().into_iter().find(|one| one.start <= span.start && span.start < one.end)
}

pub(super) fn event<'a>(items: &[Item<'a>], telling: &Telling) -> Option<&'a Event> {
    let id = telling.event.as_deref()?;
    items.get(telling.sentence.article)?.notes?.events.iter().find(|event| event.id == id)
}

fn statement<'a>(items: &[Item<'a>], article: usize, id: &str) -> Option<&'a Statement> {
    items.get(article)?.notes?.statements.iter().find(|statement| statement.id == id)
}
