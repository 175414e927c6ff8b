//! Events with their status in twenty news articles: found, where they stand, who did them.
//!
//! In: `status/news/{articles,gold}.jsonl` · Out: trigger recall and precision, status accuracy, macro-F1 and false
//! happened, actors and cues · From: the set's README; macro-F1 over statuses with ten cases or more
//! Fails: words in `either` earn neither credit nor blame · Cost: 20 texts marked

use super::room::{Points, Room, words};
use super::score::{Score, Tally};
use super::standing::{Confusion, paired, told};
use anyhow::Result;
use model::{CodePoints, Event, Span, Status};
use serde::Deserialize;
use std::collections::HashMap;

/// A status needs this many gold cases to count in macro-F1: below it one case moves F1 by a tenth.
const ENOUGH_CASES: usize = 10;

/// An article of the set.
#[derive(Deserialize)]
pub(crate) struct Article {
    pub id: String,
    pub published: String,
    pub text: String,
    pub sentences: Vec<Points>,
}

#[derive(Deserialize)]
struct Gold {
    id: String,
    events: Vec<GoldEvent>,
    either: Vec<Points>,
}

#[derive(Deserialize)]
struct GoldEvent {
    start: usize,
    end: usize,
    sent: String,
    status: Option<String>,
    actor: Option<Core>,
    no_actor: bool,
    cue: Option<Core>,
}

#[derive(Deserialize)]
struct Core {
    core: Points,
}

#[derive(Default)]
struct Outcome {
    triggers: Tally,
    /// Share of found events whose actor shares words with the gold core, and without an actor where gold has none.
    actors: (usize, usize),
    none: (usize, usize),
    cues: (usize, usize),
    statuses: Vec<(Status, Option<Status>)>,
    cases: Vec<(String, String)>,
    /// Confidence of each status, and whether it is right.
    sure: Vec<(f32, bool)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let articles: Vec<Article> = room.lines("status/news/articles.jsonl")?;
    let gold: Vec<Gold> = room.lines("status/news/gold.jsonl")?;
    let by_id: HashMap<&str, &Gold> = gold.iter().map(|g| (g.id.as_str(), g)).collect();
    let outcomes = room.each(&articles, |article| {
        let notes = room.mark(&article.id, &article.text, Some(&article.published));
        by_id.get(article.id.as_str()).map(|gold| one(article, gold, &notes.events)).unwrap_or_default()
    });
    let mut score = Score::default();
    let triggers = outcomes.iter().map(|o| o.triggers).fold(Tally::default(), Tally::and);
    let sum = |pick: fn(&Outcome) -> (usize, usize)| {
        outcomes.iter().map(pick).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    score.share("trigger_recall", triggers.hit, triggers.gold);
    score.share("trigger_precision", triggers.right, triggers.found);
    let mut table = Confusion::default();
    outcomes.iter().flat_map(|o| &o.statuses).for_each(|(g, f)| table.add(*g, *f));
    table.rows(&mut score, &enough(&gold));
    let sure: Vec<(f32, bool)> = outcomes.iter().flat_map(|o| o.sure.iter().copied()).collect();
    score.calibration("calibration_error", &sure);
    for (name, (part, of)) in [
        ("actor_overlap", sum(|o| o.actors)),
        ("no_actor_right", sum(|o| o.none)),
        ("cue_overlap", sum(|o| o.cues)),
    ] {
        score.share(name, part, of);
    }
    for (article, outcome) in articles.iter().zip(outcomes) {
        score.cases_of(&article.id, outcome.cases);
    }
    Ok(score)
}

/// The statuses with enough agreed cases, in the order of the design.
fn enough(gold: &[Gold]) -> Vec<Status> {
    let all: Vec<Status> =
        gold.iter().flat_map(|g| &g.events).filter_map(|e| e.status.as_ref()?.parse().ok()).collect();
    Status::ALL.iter().copied().filter(|s| all.iter().filter(|a| *a == s).count() >= ENOUGH_CASES).collect()
}

/// The articles with the words that readers marked, to learn from.
#[cfg(feature = "train")]
pub(crate) fn lessons(room: &Room) -> Result<Vec<desk::event::telling::train::Lesson>> {
    let articles: Vec<Article> = room.lines("status/news/articles.jsonl")?;
    let gold: Vec<Gold> = room.lines("status/news/gold.jsonl")?;
    let lessons = articles.iter().filter_map(|article| {
        let gold = gold.iter().find(|g| g.id == article.id)?;
        let map = CodePoints::new(&article.text);
        Some(desk::event::telling::train::Lesson {
            set: "status/news",
            article: room.article(&article.text, Some(&article.published))?,
            told: gold.events.iter().map(|e| map.span(e.start, e.end)).collect(),
            open: gold.either.iter().map(|p| map.span(p[0], p[1])).collect(),
        })
    });
    Ok(lessons.collect())
}

fn one(article: &Article, gold: &Gold, found: &[Event]) -> Outcome {
    let map = CodePoints::new(&article.text);
    let byte = |p: Points| map.span(p[0], p[1]);
    let triggers: Vec<Span> = gold.events.iter().map(|e| byte([e.start, e.end])).collect();
    let sentence = |id: &str| {
        let at: usize = id.trim_start_matches('s').parse().ok()?;
        article.sentences.get(at).map(|p| byte(*p))
    };
    let pairs = paired(&triggers, found);
    let mut out = Outcome::default();
    for ((event, trigger), pair) in gold.events.iter().zip(&triggers).zip(&pairs) {
        let home = sentence(&event.sent);
        let line = home.map_or("", |s| s.words(&article.text));
        let shown = trigger.words(&article.text);
        let status: Option<Status> = event.status.as_ref().and_then(|s| s.parse().ok());
        let Some(got) = pair.and_then(|f| found.get(f)) else {
            out.cases.push((format!("missed {}", told(status)), format!("«{shown}» in: {line}")));
            continue;
        };
        if let Some(status) = status {
            out.statuses.push((status, got.status));
            out.sure.push((got.evidence.confidence, got.status == Some(status)));
            if got.status != Some(status) {
                let cue = got.cue.map_or("", |c| c.words(&article.text));
                let why = format!("«{shown}» cue «{cue}» ({}) in: {line}", got.evidence.maker);
                out.cases.push((format!("{status} told as {}", told(got.status)), why));
            }
        }
        let actor = got.actor.as_ref().and_then(|a| a.span);
        if let Some(core) = &event.actor {
            let right = actor.is_some_and(|a| a.touches(byte(core.core)));
            out.actors = (out.actors.0 + usize::from(right), out.actors.1 + 1);
            if !right {
                let (want, had) = (byte(core.core), actor.into_iter().collect::<Vec<_>>());
                let why = format!(
                    "«{shown}» gold «{}» found «{}» in: {line}",
                    want.words(&article.text),
                    words(&article.text, &had)
                );
                out.cases.push(("wrong actor".into(), why));
            }
        } else if event.no_actor {
            // An actor named in another sentence is a coreference, not a mistake.
            let right = actor.is_none_or(|a| home.is_some_and(|h| !h.touches(a)));
            out.none = (out.none.0 + usize::from(right), out.none.1 + 1);
            if !right {
                let had = actor.map_or("", |a| a.words(&article.text));
                out.cases.push(("actor where none is".into(), format!("«{shown}» found «{had}» in: {line}")));
            }
        }
        if let Some(cue) = &event.cue {
            let right = got.cue.is_some_and(|c| c.touches(byte(cue.core)));
            out.cues = (out.cues.0 + usize::from(right), out.cues.1 + 1);
        }
    }
    let hit = pairs.iter().flatten().count();
    let mut blamed = hit;
    for (at, event) in found.iter().enumerate() {
        if pairs.contains(&Some(at)) || gold.either.iter().any(|p| byte(*p).touches(event.trigger)) {
            continue;
        }
        blamed += 1;
        let home = article.sentences.iter().map(|p| byte(*p)).find(|s| s.touches(event.trigger));
        let line = home.map_or("", |s| s.words(&article.text));
        let shown = event.trigger.words(&article.text);
        out.cases.push(("extra event".into(), format!("«{shown}» ({}) in: {line}", event.evidence.maker)));
    }
    out.triggers = Tally::new(hit, triggers.len(), blamed);
    out
}

#[cfg(test)]
mod tests {
    use super::{Article, Core, Gold, GoldEvent, one};
    use crate::eval::made;
    use crate::eval::score::Tally;
    use model::{Ref, Span, Status};

    #[test]
    fn either_earns_neither_credit_nor_blame() {
        let text = "The council closed the port and plans a vote on tolls.";
        let at = |w: &str| {
            let start = text.find(w).unwrap();
            [start, start + w.len()]
        };
        let span = |w: &str| Span::new(at(w)[0], at(w)[1]);
        let event = |w: &str, status: &str, actor: Option<[usize; 2]>, cue: Option<[usize; 2]>| GoldEvent {
            start: at(w)[0],
            end: at(w)[1],
            sent: "s0".into(),
            status: Some(status.into()),
            no_actor: actor.is_none(),
            actor: actor.map(|core| Core { core }),
            cue: cue.map(|core| Core { core }),
        };
        let article = Article {
            id: "own".into(),
            published: "2026-03-02".into(),
            text: text.into(),
            sentences: vec![[0, text.len()]],
        };
        let gold = Gold {
            id: "own".into(),
            events: vec![
                event("closed", "happened", Some(at("The council")), None),
                event("vote", "planned", None, Some(at("plans"))),
            ],
            either: vec![at("tolls")],
        };
        let mut closed = made::event(span("closed"), Some(Status::Happened));
        closed.actor = Some(Ref::words(span("council")));
        let vote = made::event(span("a vote"), Some(Status::Happened));
        let found = [closed, vote, made::event(span("tolls"), None), made::event(span("port"), None)];
        let out = one(&article, &gold, &found);
        assert_eq!(out.triggers, Tally::new(2, 2, 3));
        assert_eq!(out.statuses[1], (Status::Planned, Some(Status::Happened)));
        assert_eq!((out.actors, out.none, out.cues), ((1, 1), (1, 1), (0, 1)));
    }
}
