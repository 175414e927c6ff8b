//! What the article does not say of its main events.
//!
//! In: events, statements · Out: [`NotStated`] rows · From: the reporter's questions: who, where, when, how many, on what
//! authority, by whose word · Fails: an article without a main event lacks nothing · Cost: events × main events

use model::{Article, Event, Missing, NotStated, PartKind, SourceKind, Statement, Voice};

/// At most this many events are main events.
const MAIN: usize = 3;

/// What the main events lack. An event told twice lacks only what neither telling says.
pub(crate) fn not_stated(article: &Article, events: &[Event], statements: &[Statement]) -> Vec<NotStated> {
    let mut out = Vec::new();
    for event in main_events(article, events) {
        let same: Vec<&Event> = events.iter().filter(|e| e.lemma == event.lemma).collect();
        let any = |says: &dyn Fn(&Event) -> bool| same.iter().any(|e| says(e));
        let mut lacks = |what, stated: bool| {
            if !stated {
                out.push(NotStated { event: event.id.clone(), what });
            }
        };
        lacks(Missing::Who, any(&|e| e.actor.is_some()));
        lacks(Missing::Where, any(&|e| e.place.is_some()));
        lacks(Missing::When, any(&|e| e.when.is_some()));
        lacks(Missing::HowMany, any(&|e| !e.figures.is_empty()));
        lacks(Missing::Authority, any(&|e| e.authority.is_some()));
        // What the article tells in its own voice rests on the article's word.
        let told = any(&|e| e.voice == Voice::Narrator || named(e, statements));
        lacks(Missing::ByWhoseWord, told);
    }
    out
}

fn named(event: &Event, statements: &[Statement]) -> bool {
    let Some(id) = &event.statement else { return false };
    let kind = statements.iter().find(|s| &s.id == id).map(|s| s.source.kind);
    kind.is_some_and(|k| !matches!(k, SourceKind::UnnamedPerson | SourceKind::Unknown))
}

/// The events of the body whose action the headline names; without such, the first of the body.
fn main_events<'e>(article: &Article, events: &'e [Event]) -> Vec<&'e Event> {
    let part = |e: &Event| article.part_at(e.trigger.start);
    let headline: Vec<&str> =
        events.iter().filter(|e| part(e) == Some(PartKind::Headline)).map(|e| e.lemma.as_str()).collect();
    let mut first: Vec<&Event> = Vec::new();
    for event in events.iter().filter(|e| part(e) == Some(PartKind::Body)) {
        let named = headline.contains(&event.lemma.as_str());
        if named && first.len() < MAIN && first.iter().all(|e| e.lemma != event.lemma) {
            first.push(event);
        }
    }
    if first.is_empty() {
        first.extend(events.iter().find(|e| part(e) == Some(PartKind::Body)));
    }
    first
}
