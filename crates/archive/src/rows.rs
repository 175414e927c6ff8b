//! What is looked up of a reading without unpacking it: who said, who does what to whom, where, and how it stands.
//!
//! In: a reading · Out: [`Rows`] · From: `model::Notes` · Fails: a reading without notes has no rows · Cost: one pass

use model::{Notes, Reading, Ref, Span};
use std::collections::HashSet;

/// Rows of one kind that are kept of one article. Of 300 articles of the allsides set the longest has
/// 378 events, the usual one 68; a page that someone has stuffed is not to fill the archive.
const MOST: usize = 4000;

/// Letters of a name that are kept: the longest noun phrase that is of use in a search.
const LONGEST_NAME: usize = 160;

/// The rows of one article.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Rows {
    pub(crate) statements: Vec<StatementRow>,
    pub(crate) events: Vec<EventRow>,
    pub(crate) entities: Vec<EntityRow>,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct StatementRow {
    pub(crate) source: Option<String>,
    pub(crate) kind: i64,
    pub(crate) sentence: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EventRow {
    pub(crate) status: Option<i64>,
    pub(crate) lemma: String,
    pub(crate) class: Option<&'static str>,
    pub(crate) actor: Option<String>,
    pub(crate) target: Option<String>,
    pub(crate) place: Option<String>,
    pub(crate) day: Option<String>,
    pub(crate) sentence: i64,
}

#[derive(Clone, Debug, PartialEq)]
pub(crate) struct EntityRow {
    pub(crate) name: String,
    pub(crate) kind: i64,
    pub(crate) country: Option<String>,
}

impl Rows {
    /// The rows of a reading; none for one without article or notes.
    pub(crate) fn of(reading: &Reading) -> Self {
        let (Some(article), Some(notes)) = (&reading.article, &reading.notes) else { return Rows::default() };
        let text = &article.text;
        let statements = notes.statements.iter().take(MOST).map(|statement| {
            let source = &statement.source;
            let words = || Some(source.span?.words(text).to_owned());
            let name =
                source.name.clone().or_else(|| entity_name(notes, source.entity.as_deref())).or_else(words);
            let place = source.span.or(statement.cue).or(statement.content.first().copied());
            StatementRow {
                source: name.and_then(|name| tidy(&name)),
                kind: place_of(model::SourceKind::ALL, &source.kind),
                sentence: sentence(notes, place),
            }
        });
        let events = notes.events.iter().take(MOST).map(|event| EventRow {
            status: event.status.map(|status| place_of(model::Status::ALL, &status)),
            lemma: tidy(&event.lemma).unwrap_or_default(),
            class: event.class.map(|class| class.as_str()),
            actor: name(notes, text, event.actor.as_ref()),
            target: name(notes, text, event.target.as_ref()),
            place: name(notes, text, event.place.as_ref()),
            day: event.when.as_ref().and_then(|when| when.value.clone()),
            sentence: sentence(notes, Some(event.trigger)),
        });
        let mut seen = HashSet::new();
        let entities = notes.entities.iter().take(MOST).filter_map(|entity| {
            Some(EntityRow {
                name: tidy(&entity.name)?,
                kind: place_of(model::EntityKind::ALL, &entity.kind),
                country: entity.country.clone(),
            })
        });
        Rows {
            statements: statements.collect(),
            events: events.collect(),
            entities: entities.filter(|row| seen.insert(row.name.clone())).collect(),
        }
    }

    /// One bit for each status that an event has, the first of `Status::ALL` lowest.
    pub(crate) fn statuses(&self) -> i64 {
        self.events.iter().filter_map(|event| event.status).fold(0, |bits, status| bits | 1 << status)
    }
}

/// The place of a word in its closed list; new words are added at the end of these lists.
fn place_of<T: PartialEq>(all: &[T], one: &T) -> i64 {
    all.iter().position(|other| other == one).unwrap_or(all.len()) as i64
}

fn name(notes: &Notes, text: &str, to: Option<&Ref>) -> Option<String> {
    let to = to?;
    let named = to.name.clone().or_else(|| entity_name(notes, to.entity.as_deref()));
    tidy(&named.or_else(|| Some(to.span?.words(text).to_owned()))?)
}

fn entity_name(notes: &Notes, id: Option<&str>) -> Option<String> {
    let id = id?;
    Some(notes.entities.iter().find(|entity| entity.id == id)?.name.clone())
}

/// A name on one line and of a length that is of use; `None` where nothing is left.
fn tidy(name: &str) -> Option<String> {
    let line = name.split_whitespace().collect::<Vec<_>>().join(" ");
    let short: String = line.chars().take(LONGEST_NAME).collect();
    (!short.is_empty()).then_some(short)
}

/// The number of the sentence that a place stands in, from 1; 0 where it stands in none.
fn sentence(notes: &Notes, place: Option<Span>) -> i64 {
    let Some(place) = place else { return 0 };
    let after = notes.sentences.partition_point(|sentence| sentence.end <= place.start);
    let inside = notes.sentences.get(after).is_some_and(|sentence| sentence.start <= place.start);
    if inside { after as i64 + 1 } else { 0 }
}
