//! What country and sector an actor has, by name, by description, by the words themselves.
//!
//! In: an entity, or any phrase of the page · Out: [`Coded`] · From: CAMEO and PLOVER, agents and their sectors;
//! `lexicon/agents.tsv`, the gazetteer · Fails: what no list tells is absent, never guessed
//! Cost: look-ups for the words of the phrase

use super::Cast;
use super::agents::Agents;
use super::gazetteer::Leader;
use super::kinds::Kinds;
use super::register::Known;
use crate::page::Page;
use crate::syntax::{Token, Upos};
use model::{Entity, EntityKind, Span};

/// The country and the sector of an actor, each only if known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Coded {
    /// ISO 3166-1 alpha-3, or `EUR`.
    pub country: Option<String>,
    /// Agent sector of CAMEO and PLOVER: "GOV", "MIL", "REB"…
    pub sector: Option<String>,
}

/// Who acts under `span`: the entity that the words mean; else what they themselves tell ("Israeli soldiers": ISR, MIL).
pub(crate) fn actor(page: &Page, cast: &Cast, span: Span) -> Coded {
    let entity = cast.refer(page, span).entity.and_then(|id| cast.entity(&id));
    let mut coded = entity.map_or_else(Coded::default, |e| Coded {
        country: e.country.clone(),
        sector: e.sector.clone(),
    });
    if entity.is_some_and(|e| e.kind == EntityKind::Place && e.country.is_some()) {
        // A capital that acts is its government; "Iran" is the state itself and has no sector.
        let words = span.words(page.text);
        if Kinds::shipped().seat(words).is_some() && entity.is_some_and(|e| e.name != words) {
            coded.sector = Some("GOV".to_owned());
        }
        return coded;
    }
    if coded.country.is_some() && coded.sector.is_some() {
        return coded;
    }
    let line = page.lines.partition_point(|l| l.sentence.span.end <= span.start);
    let Some(line) = page.lines.get(line) else { return coded };
    let tokens: &[Token] = &line.sentence.tokens;
    let first = tokens.partition_point(|t| t.span.start < span.start);
    let last = tokens.partition_point(|t| t.span.start < span.end);
    let inside = tokens.get(first..last).unwrap_or_default();
    // The head and what stands before it tell the sector; what follows ("rebels in Colombia") may tell the country.
    let head = inside.iter().position(|t| {
        matches!(t.upos, Upos::Noun | Upos::Propn) && t.head.is_none_or(|h| !(first..last).contains(&h))
    });
    let core = inside.get(..=head.unwrap_or(0)).unwrap_or_default();
    let words = core.iter().map(|t| t.span.words(page.text)).collect::<Vec<_>>().join(" ");
    coded.sector = coded.sector.or_else(|| Agents::shipped().tell(&words).map(str::to_owned));
    coded.country = coded.country.or_else(|| land(page, cast, span));
    coded
}

/// The country that a phrase names: by its people or place, or by the entity that owns it.
fn land(page: &Page, cast: &Cast, span: Span) -> Option<String> {
    cast.within(span).find_map(|m| {
        let entity = cast.entity(m.entity.as_ref()?)?;
        entity.country.clone().filter(|_| m.span != span)
    })
    .or_else(|| {
        let words = span.words(page.text).split_whitespace();
        let land = |w: &str| Kinds::shipped().country(w.trim_end_matches("'s").trim_end_matches("’s"));
        words.into_iter().find_map(land).map(|l| l.iso3.to_owned())
    })
}

/// Codes a leader by the date: in office its sector and office, after it one of the former elite, before it nothing.
pub(super) fn in_office(known: &mut Known, terms: &[&Leader], today: Option<i32>) {
    let Some(first) = terms.first() else { return };
    known.fixed = true;
    known.gender = Some(first.gender);
    known.several = false;
    known.entity.kind = EntityKind::Person;
    known.entity.country = first.iso3.map(str::to_owned);
    let Some(today) = today else { return };
    let now = terms.iter().rev().find(|l| l.term.runs(today));
    known.entity.sector = match now {
        Some(leader) => Some(leader.sector.to_owned()),
        None => terms.iter().all(|l| l.term.over(today)).then(|| "ELI".to_owned()),
    };
    if let Some(leader) = now
        && !known.roles.iter().any(|r| r == leader.office)
    {
        known.roles.push(leader.office.to_owned());
    }
}

/// The entity with what its names and roles tell of country and sector.
pub(super) fn settled(known: Known) -> Entity {
    let Known { mut entity, roles, former, .. } = known;
    let agents = Agents::shipped();
    if entity.country.is_none() && entity.kind != EntityKind::Person {
        let words = || entity.name.split_whitespace();
        let pairs = words().zip(words().skip(1)).map(|(a, b)| format!("{a} {b}"));
        let single = words().map(str::to_owned);
        let land = pairs.chain(single).find_map(|w| Kinds::shipped().country(&w));
        entity.country = land.map(|l| l.iso3.to_owned());
    }
    if entity.sector.is_none() {
        let told = match entity.kind {
            EntityKind::Person if former => roles.iter().find_map(|r| agents.tell(r)).map(|_| "ELI"),
            EntityKind::Person => roles.iter().rev().find_map(|r| agents.tell(r)),
            EntityKind::Outlet => Some("MED"),
            EntityKind::Organisation | EntityKind::Government | EntityKind::Group => agents.tell(&entity.name),
            EntityKind::Place | EntityKind::Law | EntityKind::Other => None,
        };
        let ruling = entity.kind == EntityKind::Government;
        entity.sector = told.or(ruling.then_some("GOV")).map(str::to_owned);
    }
    entity
}
