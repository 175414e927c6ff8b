//! Where it comes from: the chains that the article credits, and how many roots they have.
//!
//! In: statements with their chains, the events' voices · Out: one row a chain, and two lines at a glance
//! From: DESIGN sections 3 and 6 ("independent sources: a range, as far as observed")
//! Fails: no statement, no row · Cost: O(statements)

use super::{Detail, Piece, Role, Row, Section, counted};
use crate::lookup::Lookup;
use crate::rows::statements::kind_in_words;
use model::{SourceKind, Statement, Voice};
use std::collections::{BTreeSet, HashMap};

/// The section.
pub(super) fn where_from(lookup: &Lookup<'_>) -> Section {
    let statements = lookup.notes.map(|n| n.statements.as_slice()).unwrap_or_default();

    let mut chains: Vec<Chain<'_>> = Vec::new();
    let mut place: HashMap<String, usize> = HashMap::new();
    for statement in statements {
        let links = lookup.chain(statement);
        let key = links.join("\n").to_lowercase();
        let at = *place.entry(key).or_insert_with(|| {
            chains.push(Chain { links, first: statement, sentences: Vec::new(), statements: 0 });
            chains.len() - 1
        });
        if let Some(chain) = chains.get_mut(at) {
            chain.statements += 1;
            let stands_in = statement.cue.or(statement.source.span).or(statement.content.first().copied());
            let number = stands_in.and_then(|span| lookup.sentences.number(span));
            chain.sentences.extend(number.filter(|n| chain.sentences.last() != Some(n)));
        }
    }

    let mut glance = Vec::new();
    glance.extend(independent(&chains));
    glance.extend(voices(lookup));
    let rows = chains.into_iter().map(row).collect();
    let empty = "No source is credited; the outlet alone answers for it.";
    Section { glance, rows, ..Section::bare("where-from", "Where it comes from", empty) }
}

struct Chain<'r> {
    links: Vec<String>,
    first: &'r Statement,
    sentences: Vec<usize>,
    statements: usize,
}

/// What the outlet credits, outermost first: "← the Harbour Gazette ← two port officials".
fn row(chain: Chain<'_>) -> Row {
    let mut line = Vec::new();
    for link in &chain.links {
        line.push(Piece::new(Role::Arrow, "←"));
        line.push(Piece::new(Role::Who, link));
    }
    line.push(Piece::new(Role::Kind, kind_in_words(&chain.first.source)));
    let mut sentences = chain.sentences.into_iter();
    let sentence = sentences.next();
    let more: Vec<_> = sentences.collect();
    let mut details = Vec::new();
    if chain.statements > 1 {
        details.push(Detail::proved("", counted(chain.statements, "statement", "statements"), more));
    }
    Row { line, details, sentence, ..Row::default() }
}

/// Distinct roots as a range. Roots without a name may be one and the same, so they count as one at least and as
/// many as are described at most. Who only hands on what another said is no root.
fn independent(chains: &[Chain<'_>]) -> Option<String> {
    let mut named = BTreeSet::new();
    let mut unnamed = BTreeSet::new();
    let through = chains.iter().filter_map(|chain| chain.links.split_last()).flat_map(|(_, through)| through);
    let through: BTreeSet<String> = through.map(|link| link.to_lowercase()).collect();
    for chain in chains {
        let root = chain.links.last().map(|link| link.to_lowercase()).unwrap_or_default();
        if through.contains(&root) {
            continue;
        }
        match chain.first.source.kind {
            SourceKind::UnnamedPerson | SourceKind::Unknown => unnamed.insert(root),
            _ => named.insert(root),
        };
    }
    let most = named.len() + unnamed.len();
    let least = named.len() + usize::from(!unnamed.is_empty());
    let known = "as far as this article shows";
    match (least, most) {
        (0, _) => None,
        (1, 1) => Some(format!("One source, {known}.")),
        _ if least == most => Some(format!("{most} independent sources, {known}.")),
        _ => Some(format!("{least} to {most} independent sources, {known}.")),
    }
}

fn voices(lookup: &Lookup<'_>) -> Option<String> {
    let events = &lookup.notes?.events;
    let own = events.iter().filter(|e| e.voice == Voice::Narrator).count();
    match (own, events.len()) {
        (_, 0) => None,
        (0, all) => Some(format!("{} told, all on a source’s word.", counted(all, "event", "events"))),
        (own, all) if own == all => {
            Some(format!("{} told, all in the outlet’s own voice.", counted(all, "event", "events")))
        }
        (own, all) => Some(format!(
            "{all} events told: {own} in the outlet’s own voice, {} on a source’s word.",
            all - own
        )),
    }
}
