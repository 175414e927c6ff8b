//! Who has it from whom: arrows, their kinds and directions, shared quotes, independent sources.

use super::super::room::Room;
use super::super::score::{Score, Tally};
use super::Wire;
use super::key::Quote;
use anyhow::Result;
use model::Lineage;
use std::collections::BTreeMap;

/// An arrow as it was found: taker, giver (an article's number or the bare name of an outlet), kind.
struct Found {
    taker: String,
    giver: String,
    kind: &'static str,
}

/// Scores lineage.
pub(in super::super) fn score(room: &Room) -> Result<Score> {
    let wire = Wire::open(room)?;
    let mut score = Score::default();
    let mut found: Vec<Found> = Vec::new();
    let mut quotes: Vec<Vec<String>> = Vec::new();
    for story in &wire.key.stories {
        let (items, numbers) = wire.items(&story.articles);
        let lineage = wire.lineage(&items);
        found.extend(arrows(&lineage, &numbers));
        quotes.extend(lineage.shared_quotes.iter().map(|quote| {
            let places = quote.passages.iter().filter_map(|passage| numbers.get(passage.article));
            places.map(|number| (*number).to_owned()).collect()
        }));
    }
    edges(&wire, &found, &mut score);
    shared(&wire, &quotes, &mut score);
    let mut right = 0;
    for one in &wire.key.independent {
        let (items, _) = wire.items(&one.articles);
        let told = wire.lineage(&items).independent;
        let holds = told.min == one.min && told.max == Some(one.max);
        right += usize::from(holds);
        if !holds {
            let max = told.max.map_or("any number".to_owned(), |max| max.to_string());
            score.case(
                "independent",
                format!(
                    "{}\n{} to {}, told as {} to {max}",
                    one.articles.join(" "),
                    one.min,
                    one.max,
                    told.min
                ),
            );
        }
    }
    score.share("independent", right, wire.key.independent.len());
    Ok(score)
}

/// The arrows between these articles.
fn arrows(lineage: &Lineage, numbers: &[&str]) -> Vec<Found> {
    let name = |node: usize| -> Option<String> {
        let node = lineage.nodes.get(node)?;
        match node.article {
            Some(article) => numbers.get(article).map(|number| (*number).to_owned()),
            None => node.outlet.as_deref().map(bare),
        }
    };
    let arrow = |edge: &model::LineageEdge| {
        Some(Found { taker: name(edge.taker)?, giver: name(edge.giver)?, kind: edge.kind.as_str() })
    };
    lineage.edges.iter().filter_map(arrow).collect()
}

/// An outlet's name without its article, in small letters.
fn bare(name: &str) -> String {
    let small = name.to_lowercase();
    small.strip_prefix("the ").unwrap_or(&small).to_owned()
}

/// Arrows, and of those that are right the kinds; of pairs that are linked either way the directions.
fn edges(wire: &Wire, found: &[Found], score: &mut Score) {
    let by_taker: BTreeMap<&str, &Found> = found.iter().map(|arrow| (arrow.taker.as_str(), arrow)).collect();
    let (mut hits, mut kinds, mut linked, mut directed) = (0, 0, 0, 0);
    for arrow in &wire.key.lineage {
        let giver = bare(&arrow.giver);
        let turned = by_taker.get(giver.as_str()).is_some_and(|other| other.giver == arrow.taker);
        let told = by_taker.get(arrow.taker.as_str());
        let hit = told.filter(|other| other.giver == giver);
        hits += usize::from(hit.is_some());
        linked += usize::from(turned || hit.is_some());
        directed += usize::from(hit.is_some());
        let wanted = format!("{} ← {}, {}", arrow.giver, wire.named(&arrow.taker), arrow.kind);
        match (hit, told) {
            (Some(hit), _) if hit.kind == arrow.kind => kinds += 1,
            (Some(hit), _) => score.case(format!("{} told as {}", arrow.kind, hit.kind), wanted),
            (None, _) if turned => score.case("turned round", wanted),
            (None, Some(other)) => score.case("another giver", format!("{wanted}\ntold: {}", other.giver)),
            (None, None) => score.case("missed", wanted),
        }
    }
    let wanted = |arrow: &Found| wire.key.lineage.iter().any(|gold| gold.taker == arrow.taker);
    for arrow in found.iter().filter(|arrow| !wanted(arrow)) {
        score.case(
            "no arrow there",
            format!("{} ← {}, {}", arrow.giver, wire.named(&arrow.taker), arrow.kind),
        );
    }
    score.f1("edges", Tally::new(hits, wire.key.lineage.len(), found.len()));
    score.share("kind", kinds, hits);
    score.share("direction", directed, linked);
}

/// Shared quotes: one is found where two who heard it for themselves stand in one that was found.
fn shared(wire: &Wire, found: &[Vec<String>], score: &mut Score) {
    let holds = |quote: &Quote, told: &Vec<String>| quote.articles.iter().all(|one| told.contains(one));
    let gold = &wire.key.shared_quotes;
    let hits = gold.iter().filter(|quote| found.iter().any(|told| holds(quote, told))).count();
    for quote in gold.iter().filter(|quote| !found.iter().any(|told| holds(quote, told))) {
        score.case(
            "quote missed",
            format!("{}: {} ({})", quote.speaker, quote.words, quote.articles.join(" ")),
        );
    }
    let wrong = found.iter().filter(|told| !gold.iter().any(|quote| holds(quote, told)));
    let wrong: Vec<&Vec<String>> = wrong.collect();
    wrong.iter().for_each(|told| score.case("no shared quote", told.join(" ")));
    let right = found.len() - wrong.len();
    score.f1("shared_quotes", Tally { hit: hits, gold: gold.len(), right, found: found.len() });
}
