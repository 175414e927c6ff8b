//! The axes beneath the status on Wikinews: is an event told as certain, as to come, as not so? MEANTIME.
//!
//! In: `status/meantime/dev.jsonl` · Out: macro-F1 of certainty, time and polarity over events found, their mean, and
//! the share found · From: Minard et al. 2016; our map of axes to its attributes stands in `evals/status/README.md`
//! Fails: mentions in several pieces, or without the attribute, are left out · Cost: 30 texts marked

use super::room::Room;
use super::score::{Score, Tally};
use super::standing::paired;
use anyhow::Result;
use model::{Axes, Certainty, CodePoints, Event, Polarity, Span, Tense};
use serde::Deserialize;

#[derive(Deserialize)]
struct Doc {
    id: String,
    dct: String,
    text: String,
    mentions: Vec<Mention>,
}

#[derive(Deserialize)]
struct Mention {
    kind: String,
    start: usize,
    end: usize,
    /// In several pieces: its span is a hull.
    #[serde(default)]
    disc: bool,
    pos: Option<String>,
    certainty: Option<String>,
    time: Option<String>,
    polarity: Option<String>,
}

/// One attribute with its two values, the usual one first.
struct Attribute {
    name: &'static str,
    values: [&'static str; 2],
    gold: fn(&Mention) -> Option<usize>,
    found: fn(&Axes) -> usize,
}

const ATTRIBUTES: [Attribute; 3] = [
    Attribute {
        name: "certainty",
        values: ["certain", "uncertain"],
        // "Probable", "possible" and "underspecified" are one: the first and last have a handful of cases each.
        gold: |m| m.certainty.as_deref().map(|c| usize::from(c != "CERTAIN")),
        found: |axes| usize::from(axes.certainty != Certainty::Certain),
    },
    Attribute {
        name: "time",
        values: ["not_future", "future"],
        gold: |m| among(m.time.as_deref(), ["NON_FUTURE", "FUTURE"]),
        found: |axes| usize::from(axes.time == Tense::Future),
    },
    Attribute {
        name: "polarity",
        values: ["positive", "negative"],
        gold: |m| among(m.polarity.as_deref(), ["POS", "NEG"]),
        found: |axes| usize::from(axes.polarity == Polarity::Negative),
    },
];

fn among(value: Option<&str>, values: [&str; 2]) -> Option<usize> {
    values.iter().position(|v| Some(*v) == value)
}

/// Gold value against found value of one attribute.
type Counts = [[usize; 2]; 2];

#[derive(Default)]
struct Outcome {
    counts: [Counts; 3],
    /// Found and gold: verbs, all the others.
    verbs: (usize, usize),
    others: (usize, usize),
    cases: Vec<(String, String)>,
}

/// Scores the set.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let docs: Vec<Doc> = room.lines("status/meantime/dev.jsonl")?;
    let outcomes = room.each(&docs, |doc| one(doc, &room.mark(&doc.id, &doc.text, Some(&doc.dct)).events));
    let mut score = Score::default();
    let mut sum = 0.0;
    for (at, attribute) in ATTRIBUTES.iter().enumerate() {
        let mut all = Counts::default();
        for outcome in &outcomes {
            for (row, more) in all.iter_mut().zip(outcome.counts[at]) {
                row.iter_mut().zip(more).for_each(|(n, m)| *n += m);
            }
        }
        let [usual, rare] = tallies(&all);
        for (value, tally) in attribute.values.iter().zip([usual, rare]) {
            score.f1(&format!("{value}_f1"), tally);
        }
        let mean = (usual.f1() + rare.f1()) / 2.0;
        score.figure(&format!("{}_macro_f1", attribute.name), mean, usual.gold + rare.gold);
        sum += mean;
    }
    let two = |pick: fn(&Outcome) -> (usize, usize)| {
        outcomes.iter().map(pick).fold((0, 0), |a, b| (a.0 + b.0, a.1 + b.1))
    };
    let (verbs, others) = (two(|o| o.verbs), two(|o| o.others));
    score.figure("macro_f1", sum / 3.0, verbs.0 + others.0);
    score.share("found", verbs.0 + others.0, verbs.1 + others.1);
    score.share("verbs_found", verbs.0, verbs.1);
    for (doc, outcome) in docs.iter().zip(outcomes) {
        score.cases_of(&doc.id, outcome.cases);
    }
    Ok(score)
}

fn tallies(counts: &Counts) -> [Tally; 2] {
    [0, 1].map(|k| {
        Tally::new(counts[k][k], counts[k].iter().sum(), counts.iter().map(|row| row[k]).sum::<usize>())
    })
}

fn one(doc: &Doc, found: &[Event]) -> Outcome {
    let map = CodePoints::new(&doc.text);
    let asked = |m: &&Mention| {
        m.kind == "EVENT_MENTION" && !m.disc && ATTRIBUTES.iter().any(|a| (a.gold)(m).is_some())
    };
    let mentions: Vec<&Mention> = doc.mentions.iter().filter(asked).collect();
    let spans: Vec<Span> = mentions.iter().map(|m| map.span(m.start, m.end)).collect();
    let pairs = paired(&spans, found);
    let mut out = Outcome::default();
    for ((mention, span), pair) in mentions.iter().zip(&spans).zip(pairs) {
        let verb = mention.pos.as_deref() == Some("VERB");
        let tally = if verb { &mut out.verbs } else { &mut out.others };
        *tally = (tally.0 + usize::from(pair.is_some()), tally.1 + 1);
        let Some(event) = pair.and_then(|f| found.get(f)) else { continue };
        for (attribute, counts) in ATTRIBUTES.iter().zip(&mut out.counts) {
            let Some(gold) = (attribute.gold)(mention) else { continue };
            let told = (attribute.found)(&event.axes);
            counts[gold][told] += 1;
            if gold != told {
                let status = super::standing::told(event.status);
                let cue = event.cue.map_or("", |c| c.words(&doc.text));
                let label = format!("{} told as {}", attribute.values[gold], attribute.values[told]);
                let line = super::room::line(&doc.text, *span);
                out.cases
                    .push((label, format!("«{}» {status} cue «{cue}» in: {line}", span.words(&doc.text))));
            }
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{Doc, Mention, one};
    use crate::eval::made;
    use model::{Span, Status};

    #[test]
    fn what_is_not_annotated_is_not_asked() {
        let text = "The council closed the port and will vote.";
        let at = |w: &str| Span::new(text.find(w).unwrap(), text.find(w).unwrap() + w.len());
        let mention = |w: &str, time: Option<&str>| Mention {
            kind: "EVENT_MENTION".into(),
            start: at(w).start,
            end: at(w).end,
            disc: false,
            pos: Some("VERB".into()),
            certainty: Some("CERTAIN".into()),
            time: time.map(str::to_owned),
            polarity: Some("POS".into()),
        };
        let doc = Doc {
            id: "own".into(),
            dct: "2026-03-02".into(),
            text: text.into(),
            mentions: vec![mention("closed", Some("UNDERSPECIFIED")), mention("vote", Some("FUTURE"))],
        };
        let found = [
            made::event(at("closed"), Some(Status::Happened)),
            made::event(at("vote"), Some(Status::Planned)),
        ];
        let out = one(&doc, &found);
        assert_eq!(out.counts[0], [[1, 1], [0, 0]]);
        assert_eq!(out.counts[1], [[0, 0], [0, 1]]);
        assert_eq!(out.verbs, (2, 2));
    }
}
