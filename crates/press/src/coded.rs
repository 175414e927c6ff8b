//! Coded events as CSV: who did what to whom in the categories of PLOVER and CAMEO, one row an event.
//!
//! In: a reading · Out: RFC 4180 rows as in [`crate::csv`], of events that have both a code and an actor
//! From: the columns that researchers load from Phoenix, ICEWS and POLECAT: date, source, target, category, mode
//! Fails: never; a reading without coded events has no row · Cost: O(events)
//!
//! Every row carries what it rests on: the trigger, the cue of its status, the sentence, and whose word it is.

use crate::csv::{Cells, header, published};
use crate::lookup::{Lookup, shown};
use model::{CodePoints, Event, Party, Reading, Ref, Span, Voice};

const COLUMNS: &[&str] = &[
    "id",
    "article_id",
    "outlet",
    "published",
    "url",
    "headline",
    "event_date",
    "actor",
    "actor_country",
    "actor_sector",
    "target",
    "target_country",
    "target_sector",
    "plover",
    "mode",
    "cameo",
    "cameo_root",
    "class",
    "action",
    "place",
    "status",
    "voice",
    "says",
    "trigger",
    "trigger_start",
    "trigger_end",
    "cue",
    "cue_start",
    "cue_end",
    "sentence",
    "sentence_text",
    "confidence",
    "maker",
];

/// The header row, with its CRLF.
pub fn header_row() -> String {
    header(COLUMNS)
}

/// One row a coded event, each with its CRLF; places are in code points into `article.text`.
pub fn rows(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let points = CodePoints::new(lookup.text);
    let mut out = String::new();
    for event in lookup.notes.map(|n| n.events.as_slice()).unwrap_or_default() {
        if let Some(row) = row(&lookup, &points, event) {
            row.end(&mut out);
        }
    }
    out
}

fn row(lookup: &Lookup<'_>, points: &CodePoints<'_>, event: &Event) -> Option<Cells> {
    let codes = event.codes.as_ref()?;
    let plover = codes.plover.as_ref()?;
    let name = |r: Option<&Ref>| r.and_then(|r| lookup.name(r));
    let (actor, target, speaker) = sides(lookup, event);
    let mut row = Cells::default();
    row.words(&event.id);
    published(&mut row, lookup);
    row.maybe(event.when.as_ref().and_then(|w| w.value.clone()));
    row.words(&actor?);
    party(&mut row, codes.actor.as_ref());
    row.maybe(target);
    party(&mut row, codes.target.as_ref());
    row.words(plover);
    row.maybe(codes.mode.clone());
    row.maybe(codes.cameo.clone());
    row.known(codes.cameo.as_ref().and_then(|code| code.get(..2)));
    row.known(event.class);
    row.words(&event.lemma);
    row.maybe(name(event.place.as_ref()));
    row.known(event.status);
    row.known(Some(event.voice));
    row.maybe(speaker);
    spot(&mut row, lookup, points, Some(event.trigger));
    spot(&mut row, lookup, points, event.cue);
    let number = lookup.sentences.number(event.trigger);
    row.number(number.map(|n| n.to_string()).unwrap_or_default());
    row.maybe(number.and_then(|n| lookup.sentences.words(n)).and_then(shown));
    row.number(format!("{:.2}", event.evidence.confidence));
    row.words(&event.evidence.maker);
    Some(row)
}

/// Who does it and to whom, as coded, and on whose word it is told: whoever demands, denies or refuses is the actor.
pub(crate) fn sides(lookup: &Lookup<'_>, event: &Event) -> (Option<String>, Option<String>, Option<String>) {
    let name = |r: Option<&Ref>| r.and_then(|r| lookup.name(r));
    let speaker = (event.voice == Voice::Source)
        .then(|| lookup.statement(event).and_then(|s| lookup.speaker(&s.source)))
        .flatten();
    let (actor, target) = if event.turned() {
        (speaker.clone(), name(event.actor.as_ref().or(event.target.as_ref())))
    } else {
        (name(event.actor.as_ref()), name(event.target.as_ref()))
    };
    (actor, target, speaker)
}

/// Country and sector.
fn party(row: &mut Cells, party: Option<&Party>) {
    row.maybe(party.and_then(|p| p.country.clone()));
    row.maybe(party.and_then(|p| p.sector.clone()));
}

/// Words, start and end.
fn spot(row: &mut Cells, lookup: &Lookup<'_>, points: &CodePoints<'_>, span: Option<Span>) {
    row.maybe(span.and_then(|s| lookup.words(s)));
    row.number(span.map(|s| points.before(s.start).to_string()).unwrap_or_default());
    row.number(span.map(|s| points.before(s.end).to_string()).unwrap_or_default());
}
