//! Hard cases of our own writing: nested cues and traps, fifteen a status.
//!
//! In: `status/challenge.jsonl` · Out: the focus event found and right, every event's status, actors, cues
//! From: the set's README; the focus event is the first one whose status is the case's focus
//! Fails: a focus event that is not found counts as wrong · Cost: 210 short texts marked

use super::room::Room;
use super::score::Score;
use super::standing::{Confusion, paired, told};
use super::words::spelled;
use anyhow::Result;
use model::{CodePoints, Event, Span, Status, Voice};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    focus: String,
    published: String,
    text: String,
    events: Vec<GoldEvent>,
    note: String,
}

#[derive(Deserialize)]
struct GoldEvent {
    start: usize,
    end: usize,
    status: String,
    cue: Option<String>,
    actor: Option<String>,
}

#[derive(Default)]
struct Outcome {
    focus: Option<Status>,
    focus_found: bool,
    focus_right: bool,
    found: usize,
    statuses: Vec<(Status, Option<Status>)>,
    actors: (usize, usize),
    none: (usize, usize),
    cues: (usize, usize),
    /// Denials told in a source's voice: a denial is always somebody's.
    voices: (usize, usize),
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let items: Vec<Item> = room.lines("status/challenge.jsonl")?;
    let outcomes = room.each(&items, |item| {
        let notes = room.mark(&item.id, &item.text, Some(&item.published));
        one(item, &notes.events)
    });
    let mut score = Score::default();
    let count = |test: fn(&Outcome) -> bool| outcomes.iter().filter(|o| test(o)).count();
    let sum = |pick: fn(&Outcome) -> (usize, usize)| {
        outcomes.iter().map(pick).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    let found = count(|o| o.focus_found);
    score.share("focus_found", found, items.len());
    score.share("focus_right", count(|o| o.focus_right), items.len());
    score.share("focus_right_of_found", count(|o| o.focus_right), found);
    let events = items.iter().map(|i| i.events.len()).sum();
    score.share("trigger_recall", outcomes.iter().map(|o| o.found).sum(), events);
    let mut table = Confusion::default();
    outcomes.iter().flat_map(|o| &o.statuses).for_each(|(g, f)| table.add(*g, *f));
    table.rows(&mut score, Status::ALL);
    for (name, (part, of)) in [
        ("actor_overlap", sum(|o| o.actors)),
        ("no_actor_right", sum(|o| o.none)),
        ("cue_overlap", sum(|o| o.cues)),
        ("denied_in_a_voice", sum(|o| o.voices)),
    ] {
        score.share(name, part, of);
    }
    let by_status = Status::ALL.iter().map(|s| {
        let own: Vec<_> = outcomes.iter().filter(|o| o.focus == Some(*s)).collect();
        format!("{s} {}/{}", own.iter().filter(|o| o.focus_right).count(), own.len())
    });
    score.notes.push(format!("    focus right: {}", by_status.collect::<Vec<_>>().join(", ")));
    for (item, outcome) in items.iter().zip(outcomes) {
        let place = format!("{} ({})\n{}", item.id, item.note, item.text);
        score.cases_of(&place, outcome.cases);
    }
    Ok(score)
}

/// The cases with the words that are marked in them, to learn from.
#[cfg(feature = "train")]
pub(crate) fn lessons(room: &Room) -> Result<Vec<desk::event::telling::train::Lesson>> {
    let items: Vec<Item> = room.lines("status/challenge.jsonl")?;
    let lessons = items.iter().filter_map(|item| {
        let map = CodePoints::new(&item.text);
        Some(desk::event::telling::train::Lesson {
            set: "status/challenge",
            article: room.article(&item.text, Some(&item.published))?,
            told: item.events.iter().map(|e| map.span(e.start, e.end)).collect(),
            open: Vec::new(),
        })
    });
    Ok(lessons.collect())
}

fn one(item: &Item, found: &[Event]) -> Outcome {
    let map = CodePoints::new(&item.text);
    let triggers: Vec<Span> = item.events.iter().map(|e| map.span(e.start, e.end)).collect();
    let pairs = paired(&triggers, found);
    let focus = item.events.iter().position(|e| e.status == item.focus);
    let mut out = Outcome { focus: item.focus.parse().ok(), ..Outcome::default() };
    for (at, (event, trigger)) in item.events.iter().zip(&triggers).enumerate() {
        let shown = trigger.words(&item.text);
        let Some(status) = event.status.parse::<Status>().ok() else { continue };
        let is_focus = focus == Some(at);
        let Some(got) = pairs[at].and_then(|f| found.get(f)) else {
            let label = if is_focus { "missed focus" } else { "missed" };
            out.cases.push((label.into(), format!("«{shown}» {status}")));
            continue;
        };
        out.found += 1;
        out.statuses.push((status, got.status));
        out.focus_found |= is_focus;
        out.focus_right |= is_focus && got.status == Some(status);
        if got.status != Some(status) {
            let cue = got.cue.map_or("", |c| c.words(&item.text));
            let why = format!("«{shown}» cue «{cue}» ({})", got.evidence.maker);
            out.cases.push((format!("{status} told as {}", told(got.status)), why));
        }
        let actor = got.actor.as_ref().and_then(|a| a.span).map(|s| s.words(&item.text));
        match &event.actor {
            Some(gold) => {
                let right = actor.is_some_and(|a| share_a_word(gold, a));
                out.actors = (out.actors.0 + usize::from(right), out.actors.1 + 1);
                if !right {
                    let why = format!("«{shown}» gold «{gold}» found «{}»", actor.unwrap_or(""));
                    out.cases.push(("wrong actor".into(), why));
                }
            }
            None => out.none = (out.none.0 + usize::from(actor.is_none()), out.none.1 + 1),
        }
        if let Some(cue) = &event.cue {
            let right = got.cue.is_some_and(|c| share_a_word(cue, c.words(&item.text)));
            out.cues = (out.cues.0 + usize::from(right), out.cues.1 + 1);
        }
        if status == Status::Denied && got.status == Some(status) {
            let right = got.voice == Voice::Source;
            out.voices = (out.voices.0 + usize::from(right), out.voices.1 + 1);
        }
    }
    out
}

/// Whether two strings share a word of more than two letters, or are the same: gold gives actors and cues as words
/// without offsets.
fn share_a_word(a: &str, b: &str) -> bool {
    let cut = |s: &str| -> Vec<String> {
        spelled(s).into_iter().filter(|w| w.chars().count() > 2 && w != "the").collect()
    };
    let (left, right) = (cut(a), cut(b));
    a.eq_ignore_ascii_case(b) || left.iter().any(|w| right.contains(w))
}

#[cfg(test)]
mod tests {
    use super::{GoldEvent, Item, one, share_a_word};
    use crate::eval::made;
    use model::{Span, Status};

    #[test]
    fn words_are_shared_beyond_the_article() {
        assert!(share_a_word("the Red Hollow militia", "the militia"));
        assert!(!share_a_word("the council", "the mayor"));
        assert!(share_a_word("it", "It"));
    }

    #[test]
    fn the_focus_is_the_first_event_of_its_status() {
        let text = "After talks the port closed.";
        let at = |w: &str| text.find(w).unwrap();
        let gold = |w: &str, status: &str| GoldEvent {
            start: at(w),
            end: at(w) + w.len(),
            status: status.into(),
            cue: None,
            actor: None,
        };
        let item = Item {
            id: "own".into(),
            focus: "happened".into(),
            published: "2026-03-02".into(),
            text: text.into(),
            events: vec![gold("closed", "happened"), gold("talks", "happened")],
            note: String::new(),
        };
        let span = Span::new(at("closed"), at("closed") + 6);
        let out = one(&item, &[made::event(span, Some(Status::Happened))]);
        assert!(out.focus_found && out.focus_right);
        assert_eq!((out.found, out.none), (1, (1, 1)));
    }
}
