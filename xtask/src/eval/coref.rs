//! Coreference: whose name stands behind a pronoun or a short name. GUM (several genres) and MEANTIME (Wikinews).
//!
//! In: `syntax/gum/{dev,train}.jsonl`, `status/meantime/{train,dev}.jsonl` · Out: F1 of pronouns and of short names
//! From: the clusters of GUM and MEANTIME; scored is what a reader asks for, the name behind the word, not whole
//! clusters · Fails: a pronoun whose cluster holds no name can only be wrong; GUM's non-commercial genres are left out
//! Cost: about 100 texts marked

use super::room::Room;
use super::score::{Score, Tally};
use anyhow::Result;
use model::{CodePoints, MentionKind, Notes, Span};
use serde::Deserialize;
use std::collections::HashMap;

/// The genres of GUM dev that tell of persons and bodies in whole sentences: what is nearest to news.
const GENRES: &[&str] = &["news", "bio", "interview", "speech", "court", "voyage"];

#[derive(Deserialize)]
struct GumDoc {
    id: String,
    genre: String,
    date: Option<String>,
    text: String,
    entities: Vec<GumMention>,
}

#[derive(Deserialize)]
struct GumMention {
    start: usize,
    end: usize,
    chain: String,
    named: bool,
}

#[derive(Deserialize)]
struct MeantimeDoc {
    id: String,
    dct: Option<String>,
    text: String,
    mentions: Vec<MeantimeMention>,
}

#[derive(Deserialize)]
struct MeantimeMention {
    kind: String,
    start: usize,
    end: usize,
    chain: Option<String>,
    syntactic_type: Option<String>,
}

/// A text with its clusters.
struct Doc {
    id: String,
    published: Option<String>,
    text: String,
    gold: Vec<Gold>,
}

struct Gold {
    span: Span,
    chain: String,
    named: bool,
}

/// Scores the nearest genres of GUM dev.
pub(crate) fn score_gum(room: &Room) -> Result<Score> {
    gum(room, "syntax/gum/dev.jsonl", GENRES)
}

/// Scores the news of GUM train: no weights have learnt its clusters.
pub(crate) fn score_gum_news(room: &Room) -> Result<Score> {
    gum(room, "syntax/gum/train.jsonl", &["news"])
}

fn gum(room: &Room, file: &str, genres: &[&str]) -> Result<Score> {
    let docs: Vec<GumDoc> = room.lines(file)?;
    let docs = docs.into_iter().filter(|d| genres.contains(&d.genre.as_str())).map(|d| {
        let map = CodePoints::new(&d.text);
        let gold = d.entities.iter().map(|e| Gold {
            span: map.span(e.start, e.end),
            chain: e.chain.clone(),
            named: e.named,
        });
        let gold = gold.collect();
        Doc { id: d.id, published: d.date, text: d.text, gold }
    });
    Ok(score(room, &docs.collect::<Vec<_>>()))
}

/// Scores both parts of MEANTIME.
pub(crate) fn score_meantime(room: &Room) -> Result<Score> {
    let mut docs = Vec::new();
    for file in ["status/meantime/train.jsonl", "status/meantime/dev.jsonl"] {
        for d in room.lines::<MeantimeDoc>(file)? {
            let map = CodePoints::new(&d.text);
            let entities = d.mentions.iter().filter(|m| m.kind == "ENTITY_MENTION");
            let gold = entities.filter_map(|m| {
                let named = m.syntactic_type.as_ref().is_some_and(|t| t.ends_with("NAM"));
                Some(Gold { span: map.span(m.start, m.end), chain: m.chain.clone()?, named })
            });
            let gold = gold.collect();
            docs.push(Doc { id: d.id, published: d.dct, text: d.text, gold });
        }
    }
    Ok(score(room, &docs))
}

#[derive(Default)]
struct Outcome {
    pronouns: Tally,
    persons: Tally,
    shorts: Tally,
    cases: Vec<(String, String)>,
}

fn score(room: &Room, docs: &[Doc]) -> Score {
    let outcomes = room.each(docs, |doc| one(doc, &room.mark(&doc.id, &doc.text, doc.published.as_deref())));
    let mut score = Score::default();
    for (metric, pick) in [
        ("pronouns_f1", (|o: &Outcome| o.pronouns) as fn(&Outcome) -> Tally),
        ("he_she_f1", |o| o.persons),
        ("short_names_f1", |o| o.shorts),
    ] {
        score.f1(metric, outcomes.iter().map(pick).fold(Tally::default(), Tally::and));
    }
    for (doc, outcome) in docs.iter().zip(outcomes) {
        score.cases_of(&doc.id, outcome.cases);
    }
    score
}

const PERSONS: &[&str] = &["he", "him", "his", "himself", "she", "her", "hers", "herself"];
const OTHERS: &[&str] = &["it", "its", "itself", "they", "them", "their", "theirs", "themselves"];

fn one(doc: &Doc, notes: &Notes) -> Outcome {
    let mut out = Outcome::default();
    // Each name that we mark, with the cluster of the smallest gold mention around it, and our entity.
    let mut names: HashMap<&str, Vec<(Span, Option<&str>)>> = HashMap::new();
    let mut ours: HashMap<Span, &str> = HashMap::new();
    for mention in &notes.mentions {
        let Some(entity) = mention.entity.as_deref() else { continue };
        ours.insert(mention.span, entity);
        if mention.kind == MentionKind::Name {
            let around = doc.gold.iter().filter(|g| g.span.contains(mention.span));
            let chain = around.min_by_key(|g| g.span.len()).map(|g| g.chain.as_str());
            names.entry(entity).or_default().push((mention.span, chain));
        }
    }
    let mut named: HashMap<&str, Vec<&Gold>> = HashMap::new();
    doc.gold.iter().filter(|g| g.named).for_each(|g| named.entry(&g.chain).or_default().push(g));
    for gold in &doc.gold {
        let word = gold.span.words(&doc.text).to_lowercase();
        let person = PERSONS.contains(&word.as_str());
        if !person && !OTHERS.contains(&word.as_str()) {
            continue;
        }
        let entity = ours.get(&gold.span);
        let behind = entity.and_then(|e| names.get(e));
        // The entity is the cluster's if most of its names that stand in any cluster are.
        let right = behind.is_some_and(|names| {
            let told = || names.iter().filter_map(|(_, c)| *c);
            told().filter(|c| *c == gold.chain).count() * 2 > told().count()
        });
        let asked = named.contains_key(gold.chain.as_str());
        let tally =
            Tally::new(usize::from(right && asked), usize::from(asked), usize::from(behind.is_some()));
        out.pronouns = out.pronouns.and(tally);
        if person {
            out.persons = out.persons.and(tally);
        }
        if !right && (asked || behind.is_some()) {
            let had = behind.and_then(|n| n.first()).map_or("", |(s, _)| s.words(&doc.text));
            let want = named.get(gold.chain.as_str()).and_then(|n| n.first());
            let want = want.map_or("no name", |g| g.span.words(&doc.text));
            let label = if behind.is_none() { "pronoun open" } else { "pronoun wrong" };
            out.cases.push((
                label.into(),
                format!("«{word}» found «{had}» for «{want}» in: {}", around(&doc.text, gold.span)),
            ));
        }
    }
    short_names(doc, &names, &named, &mut out);
    out
}

/// A name that is short for another name of its cluster: some of its words, or its initials. Gold mentions that
/// describe beside naming ("the airline Aer Lingus") are no full names.
fn short_names(
    doc: &Doc,
    names: &HashMap<&str, Vec<(Span, Option<&str>)>>,
    named: &HashMap<&str, Vec<&Gold>>,
    out: &mut Outcome,
) {
    let pure = |span: Span| name_words(span.words(&doc.text));
    // Per gold name: our name inside it whose entity has a fuller name, and that name's cluster.
    let fuller = |gold: &Gold| {
        names.values().find_map(|all| {
            let (own, _) = all.iter().find(|(s, _)| gold.span.contains(*s))?;
            let own = pure(*own)?;
            let full =
                |(s, _): &&(Span, Option<&str>)| pure(*s).is_some_and(|full| is_short_for(&own, &full));
            all.iter().filter(full).max_by_key(|(s, _)| s.len())
        })
    };
    for gold in named.values().flatten() {
        let Some(own) = pure(gold.span) else { continue };
        let all = named.get(gold.chain.as_str()).map_or(&[][..], Vec::as_slice);
        let full = all.iter().find(|g| pure(g.span).is_some_and(|full| is_short_for(&own, &full)));
        let found = fuller(gold);
        let right = found.is_some_and(|(_, chain)| *chain == Some(gold.chain.as_str()));
        out.shorts = out.shorts.and(Tally {
            hit: usize::from(full.is_some() && right),
            gold: usize::from(full.is_some()),
            right: usize::from(right),
            found: usize::from(found.is_some()),
        });
        if !right && (full.is_some() || found.is_some()) {
            let had = found.map_or("", |(s, _)| s.words(&doc.text));
            let want = full.map_or("", |g| g.span.words(&doc.text));
            let own = gold.span.words(&doc.text);
            out.cases.push((
                if found.is_some() { "short name wrong" } else { "short name open" }.into(),
                format!("«{own}» found «{had}» for «{want}» in: {}", around(&doc.text, gold.span)),
            ));
        }
    }
}

/// The words of a mention that is a name and nothing else, without article and possessive.
fn name_words(text: &str) -> Option<Vec<&str>> {
    let text = text.trim_end_matches("'s").trim_end_matches("’s");
    let words: Vec<&str> = text.split_whitespace().filter(|w| !w.eq_ignore_ascii_case("the")).collect();
    let pure = |w: &&str| {
        w.starts_with(char::is_uppercase) || matches!(*w, "of" | "and" | "for" | "de" | "al" | "bin")
    };
    (!words.is_empty() && words.len() <= 8 && words.iter().all(|w| pure(w) && !w.contains(',')))
        .then_some(words)
}

/// Whether the one name is some of the other's words, or its initials.
fn is_short_for(short: &[&str], full: &[&str]) -> bool {
    let initials: String =
        full.iter().filter_map(|w| w.chars().next()).filter(|c| c.is_uppercase()).collect();
    let acronym = matches!(short, [one] if one.len() > 1 && one.replace('.', "") == initials);
    short.len() < full.len() && (acronym || short.iter().all(|w| full.contains(w)))
}

/// The words around a span, for the eye.
fn around(text: &str, span: Span) -> String {
    let start = (0..=span.start.saturating_sub(160)).rev().find(|i| text.is_char_boundary(*i)).unwrap_or(0);
    let end = (span.end + 60..).find(|i| *i >= text.len() || text.is_char_boundary(*i)).unwrap_or(span.end);
    Span::new(start, end.min(text.len())).words(text).replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::{Doc, Gold, one};
    use model::{Mention, MentionKind, Notes, Span};

    #[test]
    fn a_pronoun_is_right_by_the_name_behind_it() {
        let text = "Ann Reed left. Reed said she was tired. It rained.";
        let at = |words: &str| text.find(words).map(|s| Span::new(s, s + words.len())).unwrap();
        let gold = |words: &str, chain: &str, named| Gold { span: at(words), chain: chain.into(), named };
        let doc = Doc {
            id: String::new(),
            published: None,
            text: text.into(),
            gold: vec![
                gold("Ann Reed", "1", true),
                Gold { span: Span::new(15, 19), chain: "1".into(), named: true },
                gold("she", "1", false),
                gold("It", "2", false),
            ],
        };
        let mention = |span, kind| Mention { span, kind, entity: Some("e1".into()) };
        let notes = Notes {
            mentions: vec![
                mention(at("Ann Reed"), MentionKind::Name),
                mention(Span::new(15, 19), MentionKind::Name),
                mention(at("she"), MentionKind::Pronoun),
                mention(at("It"), MentionKind::Pronoun),
            ],
            ..Notes::default()
        };
        let out = one(&doc, &notes);
        assert_eq!((out.pronouns.hit, out.pronouns.gold, out.pronouns.found), (1, 1, 2));
        assert_eq!((out.shorts.hit, out.shorts.gold, out.shorts.found), (1, 1, 1));
    }
}
