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
    let mut coded = entity
        .map_or_else(Coded::default, |e| Coded { country: e.country.clone(), sector: e.sector.clone() });
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
    cast.within(span)
        .find_map(|m| {
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
        // A term that is still to come says nothing on that day.
        None => terms.iter().any(|l| l.term.over(today)).then(|| "ELI".to_owned()),
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
            EntityKind::Organisation | EntityKind::Government | EntityKind::Group => {
                agents.tell(&entity.name)
            }
            EntityKind::Place | EntityKind::Law | EntityKind::Other => None,
        };
        let ruling = entity.kind == EntityKind::Government;
        entity.sector = told.or(ruling.then_some("GOV")).map(str::to_owned);
    }
    entity
}

#[cfg(test)]
mod tests {
    use super::{Coded, actor};
    use crate::encoder::Model;
    use crate::mention;
    use crate::page::Page;
    use model::{Article, Span};

    /// Country and sector of the words, in a text of that date.
    fn coded(text: &str, published: &str, words: &str) -> (String, String) {
        let mut article = Article::verbatim(text);
        article.published = published.parse().ok();
        let page = Page::new(&article, Model::Full.encoder(), None);
        let cast = mention::mentions(&page);
        let start = text.find(words).unwrap_or_default();
        let Coded { country, sector } = actor(&page, &cast, Span::new(start, start + words.len()));
        (country.unwrap_or_default(), sector.unwrap_or_default())
    }

    #[test]
    fn any_phrase_is_coded_by_what_it_tells() {
        let told = |text: &str, words: &str, country: &str, sector: &str| {
            assert_eq!(
                coded(text, "2024-05-02", words),
                (country.into(), sector.into()),
                "{words} in {text}"
            );
        };
        told("Israeli soldiers raided the camp.", "Israeli soldiers", "ISR", "MIL");
        told("The police of Norland met rebels in Colombia.", "rebels in Colombia", "COL", "REB");
        told("Norland's police made three arrests.", "Norland's police", "", "COP");
        told("Protesters blocked the bridge in Hargate.", "Protesters", "", "OPP");
        told("The Kremlin denied the report.", "The Kremlin", "RUS", "GOV");
        told("Washington imposed sanctions on Iran.", "Washington", "USA", "GOV");
        told("Washington imposed sanctions on Iran.", "Iran", "IRN", "");
        told("Hezbollah fired rockets on Monday.", "Hezbollah", "LBN", "REB");
        told("The Harbour Gazette reported a strike.", "The Harbour Gazette", "", "MED");
        told("The weather closed the port.", "The weather", "", "");
    }

    #[test]
    fn a_leader_is_the_government_only_in_office() {
        let text = "Donald Trump met Angela Merkel in Berlin.";
        let of = |published: &str, words: &str| coded(text, published, words).1;
        assert_eq!(
            (of("2018-05-02", "Donald Trump"), of("2018-05-02", "Angela Merkel")),
            ("GOV".into(), "GOV".into())
        );
        assert_eq!(
            (of("2023-05-02", "Donald Trump"), of("2023-05-02", "Angela Merkel")),
            ("ELI".into(), "ELI".into())
        );
        assert_eq!(of("", "Donald Trump"), "");
    }
}
