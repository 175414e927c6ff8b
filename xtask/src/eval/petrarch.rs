//! Who did what to whom: the unit tests of an older coder of events, with made-up lands as actors.
//!
//! In: `events/petrarch_unittest.jsonl` · Out: the share of dyads that one event has as its actor and target (or
//! recipient), and of actors alone; its own event codes are not CAMEO and are left out
//! From: PETRARCH (Schrodt, Beieler and Idris 2014). Its codes begin as the names they stand for (ARN, Arnor) or are
//! countries; a dyad is asked only where both can be told from the words of the sentence
//! Fails: a sentence without events misses its dyads · Cost: about 280 short texts

use super::room::Room;
use super::score::Score;
use anyhow::Result;
use model::{Notes, Ref};
use serde::Deserialize;

#[derive(Deserialize)]
struct Item {
    id: String,
    text: String,
    date: Option<String>,
    events: Vec<Dyad>,
    no_event: bool,
}

#[derive(Deserialize)]
struct Dyad {
    source: String,
    target: String,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let items: Vec<Item> = room.lines("events/petrarch_unittest.jsonl")?;
    let marked = room.each(&items, |item| room.mark(&item.id, &item.text, item.date.as_deref()));
    let (mut both, mut actors, mut all, mut unnamed) = (0, 0, 0, 0);
    let (mut silent, mut none) = (0, 0);
    let mut score = Score::default();
    for (item, notes) in items.iter().zip(&marked) {
        if item.no_event {
            none += 1;
            silent += usize::from(!notes.events.iter().any(|e| e.actor.is_some() && e.target.is_some()));
        }
        for dyad in &item.events {
            if !named(item, notes, &dyad.source) || !named(item, notes, &dyad.target) {
                unnamed += 1;
                continue;
            }
            let is =
                |r: &Option<Ref>, code: &str| r.as_ref().is_some_and(|r| stands_for(item, notes, r, code));
            let acts = notes.events.iter().filter(|e| is(&e.actor, &dyad.source));
            let found = acts.clone().any(|e| is(&e.target, &dyad.target) || is(&e.recipient, &dyad.target));
            all += 1;
            actors += usize::from(acts.clone().next().is_some());
            both += usize::from(found);
            if !found {
                let words = |r: &Option<Ref>| {
                    r.as_ref().and_then(|r| r.span).map_or("–", |s| s.words(&item.text)).to_owned()
                };
                let told: Vec<_> = notes
                    .events
                    .iter()
                    .map(|e| format!("{} {} {}", words(&e.actor), e.lemma, words(&e.target)))
                    .collect();
                let label = match (notes.events.is_empty(), acts.clone().next()) {
                    (true, _) => "no event",
                    (_, None) => "actor missed",
                    (_, Some(e)) if e.target.is_none() => "target missing",
                    _ => "target another",
                };
                score.case(
                    label,
                    format!("{}→{} | {} | {}", dyad.source, dyad.target, told.join("; "), item.text),
                );
            }
        }
    }
    score.share("dyads", both, all);
    score.share("actors", actors, all);
    score.share("silent_where_none", silent, none);
    score.notes.push(format!("    {unnamed} dyads left out: their codes cannot be told from the words"));
    Ok(score)
}

/// The land at the head of a code: three letters.
fn land(code: &str) -> Option<&str> {
    code.get(..3).filter(|land| land.chars().all(|c| c.is_ascii_uppercase()))
}

/// Whether words begin as the land's code does.
fn begins(words: &str, land: &str) -> bool {
    words
        .split(|c: char| !c.is_alphanumeric())
        .any(|w| w.starts_with(char::is_uppercase) && w.to_uppercase().starts_with(land))
}

/// Whether the code can be told from the sentence at all.
fn named(item: &Item, notes: &Notes, code: &str) -> bool {
    land(code).is_some_and(|land| {
        begins(&item.text, land) || notes.entities.iter().any(|e| e.country.as_deref() == Some(land))
    })
}

/// Whether the reference is to the land of the code.
fn stands_for(item: &Item, notes: &Notes, to: &Ref, code: &str) -> bool {
    let Some(land) = land(code) else { return false };
    let entity = to.entity.as_ref().and_then(|id| notes.entities.iter().find(|e| e.id == *id));
    to.span.is_some_and(|s| begins(s.words(&item.text), land))
        || entity.is_some_and(|e| e.country.as_deref() == Some(land) || begins(&e.name, land))
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_code_begins_as_its_name() {
        assert!(begins("soldiers from Norland", "NOR"));
        assert!(!begins("the northern coast", "NOR"));
    }
}
