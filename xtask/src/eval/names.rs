//! Names: which words name a person, a body or a place. UNER EWT (web text) and re3d (security news).
//!
//! In: `entities/{uner_ewt,re3d}/dev.jsonl` · Out: exact F1 of spans with their type
//! From: Universal NER (Mayhew et al. 2024) and re3d (Dstl); re3d marks descriptions and pronouns too, so it is scored
//! on all mentions, and on its names alone · Fails: re3d's texts by the BBC (non-commercial) are left out
//! Cost: about 2,000 sentences, and 80

use super::room::Room;
use super::score::{Score, Tally};
use anyhow::Result;
use desk::{Brief, Cut};
use model::{CodePoints, Entity, EntityKind, MentionKind, Notes, Span};
use serde::Deserialize;

#[derive(Deserialize)]
struct Doc {
    id: String,
    text: String,
    tokens: Vec<String>,
    entities: Vec<Gold>,
}

#[derive(Deserialize)]
struct Gold {
    start: usize,
    end: usize,
    #[serde(rename = "type")]
    kind: String,
}

/// The types that both sets have.
const TYPES: [&str; 3] = ["PERSON", "ORG", "PLACE"];

/// Scores UNER EWT.
pub(crate) fn score_uner(room: &Room) -> Result<Score> {
    let docs: Vec<Doc> = room.lines("entities/uner_ewt/dev.jsonl")?;
    let mut score = Score::default();
    tally(room, &docs, &mut score, "names_exact_f1", |_, kind| kind == MentionKind::Name, |_| true);
    Ok(score)
}

/// Scores re3d.
pub(crate) fn score_re3d(room: &Room) -> Result<Score> {
    let docs: Vec<Doc> = room.lines("entities/re3d/dev.jsonl")?;
    let docs: Vec<Doc> = docs.into_iter().filter(|d| !d.id.contains("BBC")).collect();
    let mut score = Score::default();
    tally(room, &docs, &mut score, "mentions_exact_f1", |_, _| true, |_| true);
    score.f1(
        "phrases_exact_f1",
        room.each(&docs, |doc| phrases(room, doc)).into_iter().fold(Tally::default(), Tally::and),
    );
    // A name is capitalised throughout, but for small words.
    tally(room, &docs, &mut score, "names_exact_f1", |words, _| is_name(words), is_name);
    Ok(score)
}

/// What the head that learnt re3d's own notion of a mention says, before any rule.
fn phrases(room: &Room, doc: &Doc) -> Tally {
    let map = CodePoints::new(&doc.text);
    let whole = Span::new(0, doc.text.len());
    let read = room.encoder().encode(&doc.text, &[Cut { span: whole, opens: true, tokens: tokens(doc) }]);
    let kind = |label: &str| {
        if label == "PER" {
            "PERSON"
        } else if label == "LOC" {
            "PLACE"
        } else {
            "ORG"
        }
    };
    let found: Vec<Marked> = read.hints.phrases.iter().map(|h| (h.span, kind(h.label))).collect();
    let gold = doc.entities.iter().filter(|e| TYPES.contains(&e.kind.as_str()));
    let gold: Vec<(Span, &str)> = gold.map(|e| (map.span(e.start, e.end), e.kind.as_str())).collect();
    let hit = gold.iter().filter(|g| found.contains(g)).count();
    Tally::new(hit, gold.len(), found.len())
}

fn is_name(words: &str) -> bool {
    words
        .split(' ')
        .all(|w| w.starts_with(|c: char| c.is_uppercase()) || matches!(w, "of" | "the" | "and" | "for" | "-"))
        && words.contains(char::is_uppercase)
}

type Marked = (Span, &'static str);

fn tally(
    room: &Room,
    docs: &[Doc],
    score: &mut Score,
    metric: &str,
    own: impl Fn(&str, MentionKind) -> bool + Sync + Send,
    gold: impl Fn(&str) -> bool + Sync + Send,
) {
    let outcomes = room.each(docs, |doc| {
        let map = CodePoints::new(&doc.text);
        let brief = Brief { tokens: Some(tokens(doc)), ..Brief::default() };
        let found: Vec<Marked> = found(&room.mark_to(&doc.id, &doc.text, None, &brief))
            .into_iter()
            .filter(|(span, _, kind)| own(span.words(&doc.text), *kind))
            .map(|(span, kind, _)| (span, kind))
            .collect();
        let right: Vec<Marked> = doc
            .entities
            .iter()
            .filter_map(|e| Some((map.span(e.start, e.end), *TYPES.iter().find(|t| **t == e.kind)?)))
            .filter(|(span, _)| gold(span.words(&doc.text)))
            .collect();
        let hit = right.iter().filter(|g| found.contains(g)).count();
        let mut cases = Vec::new();
        for (span, kind) in right.iter().filter(|g| !found.contains(g)) {
            let near = found.iter().find(|(own, _)| own.touches(*span));
            let label = match near {
                None => format!("missed {kind}"),
                Some((own, k)) if own == span => format!("{kind} told as {k}"),
                Some(_) => format!("bounds of {kind}"),
            };
            let had = near.map_or("", |(own, _)| own.words(&doc.text));
            cases.push((label, format!("«{}» found «{had}» in: {}", span.words(&doc.text), doc.text)));
        }
        for (span, kind) in found.iter().filter(|f| !right.iter().any(|g| g.0.touches(f.0))) {
            cases.push((format!("extra {kind}"), format!("«{}» in: {}", span.words(&doc.text), doc.text)));
        }
        (Tally::new(hit, right.len(), found.len()), cases)
    });
    score.f1(metric, outcomes.iter().map(|o| o.0).fold(Tally::default(), Tally::and));
    for (doc, (_, cases)) in docs.iter().zip(outcomes) {
        score.cases_of(&doc.id, cases);
    }
}

/// The gold's tokens, found in the text in order.
fn tokens(doc: &Doc) -> Vec<Span> {
    let mut at = 0;
    let mut out = Vec::with_capacity(doc.tokens.len());
    for token in &doc.tokens {
        let Some(begin) = doc.text.get(at..).and_then(|rest| rest.find(token.as_str())) else { continue };
        out.push(Span::new(at + begin, at + begin + token.len()));
        at += begin + token.len();
    }
    out
}

/// The mentions whose entity has one of the three types.
fn found(notes: &Notes) -> Vec<(Span, &'static str, MentionKind)> {
    let entity = |id: &str| notes.entities.iter().find(|e| e.id == id);
    // An armed group is a body there; a people is none.
    let armed = |e: &Entity| matches!(e.sector.as_deref(), Some("REB" | "UAF" | "CRM"));
    let typed = |entity: &Entity| match entity.kind {
        EntityKind::Person => Some("PERSON"),
        EntityKind::Organisation | EntityKind::Outlet => Some("ORG"),
        EntityKind::Place | EntityKind::Government => Some("PLACE"),
        EntityKind::Group if armed(entity) => Some("ORG"),
        EntityKind::Group | EntityKind::Law | EntityKind::Other => None,
    };
    let one = |m: &model::Mention| Some((m.span, typed(entity(m.entity.as_deref()?)?)?, m.kind));
    notes.mentions.iter().filter_map(one).collect()
}

#[cfg(test)]
mod tests {
    use super::{Doc, is_name, tokens};

    #[test]
    fn names_and_tokens() {
        assert!(is_name("Bank of England") && !is_name("the Bank manager") && !is_name("of"));
        let doc = Doc {
            id: String::new(),
            text: "a a-b".into(),
            tokens: vec!["a".into(), "a".into(), "-".into(), "b".into()],
            entities: vec![],
        };
        assert_eq!(tokens(&doc).iter().map(|s| s.start).collect::<Vec<_>>(), [0, 2, 3, 4]);
    }
}
