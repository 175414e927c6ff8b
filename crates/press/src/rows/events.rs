//! How sure, and what is not stated: one row an event, grouped by where it stands.
//!
//! In: the events in text order · Out: rows in the order of the statuses, text order within; what main events lack
//! From: DESIGN sections 4 and 6 · Fails: an unknown status is last and says so
//! Cost: O(events log sentences)

use super::{Detail, Piece, Role, Row, Section, Standing, maker, sign_of};
use crate::lookup::{Lookup, shown};
use crate::printable;
use model::{Event, Missing, PartKind, Voice, When};
use std::collections::HashMap;

/// Columns that an actor, target or detail may take in a row.
const SHORT: usize = 90;

/// "How sure", and for each event the number of its row there.
pub(super) fn how_sure(lookup: &Lookup<'_>) -> (Section, Vec<usize>) {
    let events = lookup.notes.map(|n| n.events.as_slice()).unwrap_or_default();
    let bodies = tellings_of_the_body(lookup, events);

    // Which event's row each event stands in: its own, or that of the same telling in the body.
    let mut host = Vec::with_capacity(events.len());
    let mut echoes: HashMap<usize, Vec<usize>> = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        let twin = if is_echo(lookup, event) { bodies.get(&telling(event)).copied() } else { None };
        if let Some(twin) = twin {
            echoes.entry(twin).or_default().extend(lookup.sentences.number(event.trigger));
        }
        host.push(twin.unwrap_or(at));
    }

    let mut shown: Vec<usize> = (0..events.len()).filter(|at| host.get(*at) == Some(at)).collect();
    let rank = |at: &usize| events.get(*at).map_or(usize::MAX, |event| Standing(event.status).rank());
    shown.sort_by_key(rank);

    let mut number = vec![0; events.len()];
    let mut rows = Vec::with_capacity(shown.len());
    for at in shown {
        if let (Some(event), Some(place)) = (events.get(at), number.get_mut(at)) {
            rows.push(row(lookup, event, echoes.remove(&at).unwrap_or_default()));
            *place = rows.len();
        }
    }
    let row_of_event = host.iter().map(|at| number.get(*at).copied().unwrap_or(0)).collect();

    let empty = "No event found.";
    let section = Section { tally: tally(&rows), rows, ..Section::bare("how-sure", "How sure", empty) };
    (section, row_of_event)
}

/// "Not stated": what each main event lacks, a row an event.
pub(super) fn not_stated(lookup: &Lookup<'_>) -> Section {
    let missing = lookup.notes.map(|n| n.not_stated.as_slice()).unwrap_or_default();
    let mut place: HashMap<&str, usize> = HashMap::new();
    let mut lacks: Vec<(&Event, Vec<&str>)> = Vec::new();
    for lack in missing {
        let Some(event) = lookup.event(&lack.event) else { continue };
        let at = *place.entry(&lack.event).or_insert_with(|| {
            lacks.push((event, Vec::new()));
            lacks.len() - 1
        });
        if let Some((_, what)) = lacks.get_mut(at) {
            what.push(missing_in_words(lack.what));
        }
    }
    let rows = lacks.into_iter().map(|(event, what)| Row {
        line: {
            let mut line = told(lookup, event);
            line.push(Piece::new(Role::Kind, stands(lookup, event)));
            line
        },
        details: vec![Detail::new("not stated:", what.join(", "))],
        sentence: lookup.sentences.number(event.trigger),
        ..Row::default()
    });
    let empty = "Nothing that was looked for is missing.";
    Section { rows: rows.collect(), ..Section::bare("not-stated", "Not stated", empty) }
}

/// Actor → action → target, as pieces.
pub(super) fn told(lookup: &Lookup<'_>, event: &Event) -> Vec<Piece> {
    let actor = event.actor.as_ref().and_then(|r| lookup.name(r));
    let action = shown(&event.lemma).or_else(|| lookup.words(event.trigger));
    let mut line = vec![
        match actor {
            Some(name) => Piece::new(Role::Who, printable::short(&name, SHORT)),
            None => Piece::new(Role::Kind, "actor not stated"),
        },
        Piece::new(Role::Arrow, "→"),
        Piece::new(Role::Action, action.unwrap_or_else(|| "…".to_owned())),
    ];
    if let Some(target) = event.target.as_ref().and_then(|r| lookup.name(r)) {
        line.push(Piece::new(Role::Arrow, "→"));
        line.push(Piece::new(Role::Who, printable::short(&target, SHORT)));
    }
    line
}

/// The same in one string with its standing, for other sections to name an event by.
pub(super) fn told_in_words(lookup: &Lookup<'_>, event: &Event) -> String {
    let line: Vec<_> = told(lookup, event).iter().map(Piece::plain).collect();
    format!("{} ({})", line.join(" "), stands(lookup, event))
}

/// Where it stands and on whose word: "● happened, says the ministry". The two are never told apart: what has happened
/// because a party says so is not what the article tells as happened.
fn stands(lookup: &Lookup<'_>, event: &Event) -> String {
    let standing = Standing(event.status);
    let voice = says(lookup, event).map(|who| format!(", says {}", printable::short(&who, SHORT)));
    format!("{} {}{}", standing.sign(), standing.label(), voice.unwrap_or_default())
}

/// On whose word: "says the Harbour Gazette ← two port officials"; `None` in the narrator's voice.
fn says(lookup: &Lookup<'_>, event: &Event) -> Option<String> {
    if event.voice == Voice::Narrator {
        return None;
    }
    let told_by = lookup.statement(event).map(|statement| lookup.chain(statement).join(" ← "));
    Some(told_by.unwrap_or_else(|| "source not stated".to_owned()))
}

/// "Friday (2026-02-27)".
pub(super) fn when_in_words(lookup: &Lookup<'_>, when: &When) -> Option<String> {
    let words = when.span.and_then(|span| lookup.words(span));
    let value = when.value.as_deref().and_then(shown);
    match (words, value) {
        (Some(words), Some(value)) if words != value => Some(format!("{words} ({value})")),
        (Some(words), _) => Some(words),
        (None, value) => value,
    }
}

fn row(lookup: &Lookup<'_>, event: &Event, echoes: Vec<usize>) -> Row {
    let mut details = Vec::new();
    let mut tell = |label, words: Option<String>| {
        details.extend(words.map(|words| Detail::new(label, printable::short(&words, SHORT))));
    };
    tell("says", says(lookup, event));
    tell("to", event.recipient.as_ref().and_then(|r| lookup.name(r)));
    tell("where:", event.place.as_ref().and_then(|r| lookup.name(r)));
    tell("when:", event.when.as_ref().and_then(|w| when_in_words(lookup, w)));
    tell("cue:", event.cue.and_then(|c| lookup.words(c)).map(|cue| format!("“{cue}”")));
    let counts: Vec<_> =
        event.figures.iter().filter_map(|id| lookup.words(lookup.figure(id)?.span)).collect();
    tell("how many:", Some(counts.join(", ")).filter(|c| !c.is_empty()));
    let law = event.authority.as_deref().and_then(|id| lookup.authority(id));
    tell("under", law.and_then(|a| shown(&a.name)));
    tell("", only_in(lookup, event).map(str::to_owned));
    if !echoes.is_empty() {
        details.push(Detail::proved("also in", "", echoes));
    }
    details.extend(sign_of(&event.evidence));
    Row {
        standing: Some(Standing(event.status)),
        line: told(lookup, event),
        details,
        sentence: lookup.sentences.number(event.trigger),
        maker: maker(&event.evidence),
    }
}

/// How often each status is told; the rows are in the order of their standing.
fn tally(rows: &[Row]) -> Vec<(Standing, usize)> {
    let mut counts: Vec<(Standing, usize)> = Vec::new();
    for standing in rows.iter().filter_map(|row| row.standing) {
        match counts.last_mut() {
            Some((last, count)) if *last == standing => *count += 1,
            _ => counts.push((standing, 1)),
        }
    }
    counts
}

/// What makes two tellings one: the action and where it stands.
type Telling = (String, Option<model::Status>);

fn telling(event: &Event) -> Telling {
    (event.lemma.to_lowercase(), event.status)
}

/// The first event of the body for each telling.
fn tellings_of_the_body(lookup: &Lookup<'_>, events: &[Event]) -> HashMap<Telling, usize> {
    let mut bodies = HashMap::new();
    for (at, event) in events.iter().enumerate() {
        if !is_echo(lookup, event) {
            bodies.entry(telling(event)).or_insert(at);
        }
    }
    bodies
}

/// Whether the event stands where an article repeats its body.
fn is_echo(lookup: &Lookup<'_>, event: &Event) -> bool {
    only_in(lookup, event).is_some()
}

fn only_in(lookup: &Lookup<'_>, event: &Event) -> Option<&'static str> {
    match lookup.sentences.part(event.trigger)? {
        PartKind::Headline => Some("in the headline only"),
        PartKind::Deck => Some("in the deck only"),
        PartKind::Question => Some("in a printed question only"),
        PartKind::Answer => Some("in a printed answer only"),
        PartKind::Caption | PartKind::Body | PartKind::LiveEntry => None,
    }
}

fn missing_in_words(what: Missing) -> &'static str {
    match what {
        Missing::When => "when",
        Missing::Where => "where",
        Missing::HowMany => "how many",
        Missing::Who => "who",
        Missing::Authority => "on what authority",
        Missing::ByWhoseWord => "by whose word",
    }
}
