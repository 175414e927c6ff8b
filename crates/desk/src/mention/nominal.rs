//! Descriptions that mean someone named before: "the prime minister", "the ministry", "her government".
//!
//! In: a noun in its sentence, who was met so far · Out: a mention, joined or of a body of its own
//! From: Soon et al. 2001, definite descriptions by head noun · Fails: a description that fits several means the last
//! of them · Cost: looks back at most [`BACK`] mentions

use super::agents::Agents;
use super::candidate::{Candidate, Who};
use super::join::Joiner;
use super::kinds::Kinds;
use super::register::Known;
use crate::grammar::Grammar;
use crate::syntax::{Rel, Tag, Upos};
use model::{EntityKind, Mention, MentionKind, Span};

/// How many mentions back a description may mean.
const BACK: usize = 60;

/// So many offices wait for their bearer to be named; an article has a handful.
const OPEN: usize = 20;

impl Joiner<'_> {
    /// Reads the noun at `at`, which stands in no name.
    pub(super) fn noun(&mut self, grammar: &Grammar, at: usize) {
        let inner = matches!(grammar.rel(at), Rel::Compound | Rel::Flat | Rel::Fixed | Rel::NmodDesc);
        // "Harbour master Ana Ruiz" is the name's own role, "the harbour master, Ana Ruiz" as well.
        let beside =
            |k: &usize| matches!(grammar.rel(*k), Rel::Appos | Rel::Flat) && grammar.upos(*k) == Upos::Propn;
        let named = grammar.kids(at).iter().any(|k| *k > at && beside(k))
            || (grammar.rel(at) == Rel::Appos
                && grammar.head(at).is_some_and(|h| grammar.upos(h) == Upos::Propn));
        let predicate = grammar.kid(at, &[Rel::Cop]).is_some();
        if inner || named || predicate {
            return;
        }
        if self.owned(grammar, at) || self.office(grammar, at) || self.body(grammar, at) {
            return;
        }
        self.described(grammar, at);
    }

    /// "Her government", "Ruiz's government": a body of its own, called after its owner.
    fn owned(&mut self, grammar: &Grammar, at: usize) -> bool {
        let lemma = grammar.lemma(at);
        let kind = Kinds::shipped().by_words(lemma, false);
        let body = matches!(kind, EntityKind::Organisation | EntityKind::Government | EntityKind::Group);
        let rules = matches!(lemma, "government" | "administration" | "cabinet");
        if !body || !(rules || is_subject(grammar, at)) {
            return false;
        }
        let Some(poss) = grammar.kid(at, &[Rel::NmodPoss]) else { return false };
        let Some(owner) = self.here_at(poss) else { return false };
        let Some(known) = self.register.get(owner) else { return false };
        let span = grammar.noun_phrase(at);
        // What stands between the owner and the noun belongs to the name: "Ruiz's coalition government".
        let first = grammar.kids(at).iter().copied().find(|k| *k > poss && *k <= at).unwrap_or(at).min(at);
        let name = format!("{}'s {}", known.entity.name, grammar.span_over(first, at).words(grammar.text));
        let country = known.entity.country.clone();
        if span.start > grammar.span(poss).start || name.len() > 120 {
            return false;
        }
        let entity =
            self.register.exactly(&name).unwrap_or_else(|| self.register.admit(&name, kind, span.start));
        if let Some(known) = self.register.get_mut(entity) {
            known.entity.country = known.entity.country.take().or(country);
        }
        self.push(grammar, span, MentionKind::Nominal, entity, at);
        true
    }

    /// "The prime minister" is the latest bearer of that office or role.
    fn office(&mut self, grammar: &Grammar, at: usize) -> bool {
        let lower = grammar.lemma(at).to_lowercase();
        let lemma = lower.as_str();
        if matches!(grammar.tag(at), Tag::Nns | Tag::Nnps) || !Agents::shipped().is_person(lemma) {
            return false;
        }
        let the = grammar
            .kid(at, &[Rel::Det])
            .filter(|k| matches!(grammar.lower(*k).as_str(), "the" | "this" | "that"));
        let owner = grammar.kid(at, &[Rel::NmodPoss]);
        if the.is_none() && owner.is_none() && lemma != "pm" {
            return false;
        }
        let mut role = String::new();
        let mut country = None;
        for kid in grammar.kids(at).iter().copied() {
            let word = grammar.lower(kid);
            let of = grammar.lead(kid).map(|(_, w)| w);
            let land = Kinds::shipped().country(grammar.word(kid)).map(|land| land.iso3);
            match grammar.rel(kid) {
                Rel::Compound | Rel::Amod | Rel::NmodPoss | Rel::Nmod if land.is_some() => country = land,
                Rel::Compound if kid < at => role = format!("{role}{word} "),
                Rel::Amod if matches!(word.as_str(), "other" | "another" | "same" | "next" | "previous") => {
                    return false;
                }
                Rel::Amod if word == "prime" => role = format!("prime {role}"),
                Rel::NmodPoss if grammar.upos(kid) == Upos::Pron => return false,
                Rel::NmodPoss => {}
                Rel::Nmod if of.as_deref() != Some("of") => return false,
                Rel::Nmod | Rel::AclRelcl | Rel::Acl | Rel::Appos | Rel::Conj | Rel::Nummod => return false,
                _ => {}
            }
        }
        if owner.is_some() && country.is_none() {
            return false;
        }
        role.push_str(lemma);
        let fits = |known: &Known| bears(known, &role, country);
        let from = the.or(owner).unwrap_or(at).min(at);
        let span = grammar.span_over(from, at);
        let Some(entity) = self.latest(fits) else {
            if self.offices.len() < OPEN && (the.is_none_or(|t| grammar.lower(t) == "the")) {
                self.offices.push(Office { span, role, country });
            }
            return false;
        };
        self.push(grammar, span, MentionKind::Nominal, entity, at);
        true
    }

    /// "The ministry" is the latest body of that kind; "the dockers' union" is one of its own.
    fn body(&mut self, grammar: &Grammar, at: usize) -> bool {
        let lower = grammar.lemma(at).to_lowercase();
        let lemma = lower.as_str();
        let kinds = Kinds::shipped();
        let kind = kinds.by_words(lemma, false);
        let land = matches!(lemma, "country" | "nation" | "kingdom");
        let body =
            matches!(
                kind,
                EntityKind::Organisation | EntityKind::Government | EntityKind::Group | EntityKind::Outlet
            ) || matches!(lemma, "paper" | "bloc" | "publication" | "website" | "institution" | "channel");
        if !(body || land) || grammar.tag(at) == Tag::Nns && kind != EntityKind::Group {
            return false;
        }
        let the = grammar
            .kid(at, &[Rel::Det])
            .filter(|k| matches!(grammar.lower(*k).as_str(), "the" | "this" | "that"));
        let bare = grammar.kids(at).iter().all(|k| {
            matches!(grammar.rel(*k), Rel::Det | Rel::Case | Rel::Punct | Rel::Cc)
                || *k > at && !grammar.is_noun(*k)
        });
        if let Some(the) = the.filter(|_| bare) {
            let fits = |known: &Known| {
                known.named && if land { is_land(known) } else { is_such(known, lemma, kind) }
            };
            if let Some(entity) = self.latest(fits) {
                self.push(grammar, grammar.span_over(the, at), MentionKind::Nominal, entity, at);
                return true;
            }
        }
        let owned = grammar.kid(at, &[Rel::NmodPoss]).filter(|k| grammar.upos(*k) != Upos::Pron);
        if land
            || grammar.upos(at) == Upos::Propn
            || kind == EntityKind::Outlet
            || !is_subject(grammar, at)
            || the.is_none() && owned.is_none()
        {
            return false;
        }
        let span = grammar.noun_phrase(at);
        let name = span.words(grammar.text);
        let entity =
            self.register.exactly(name).unwrap_or_else(|| self.register.admit(name, kind, span.start));
        self.push(grammar, span, MentionKind::Nominal, entity, at);
        true
    }

    /// Whoever or whatever a later pronoun may mean; it becomes an entity when one does.
    fn described(&mut self, grammar: &Grammar, at: usize) {
        let agents = Agents::shipped();
        let lower = grammar.lemma(at).to_lowercase();
        let lemma = lower.as_str();
        let several = matches!(grammar.tag(at), Tag::Nns | Tag::Nnps)
            || grammar.kid(at, &[Rel::Conj]).is_some_and(|k| grammar.is_noun(k))
            || lemma == "people";
        let person = agents.is_person(lemma)
            || gendered(lemma).is_some()
            || agents.tell(lemma).is_some_and(is_persons);
        let role = grammar.rel(at);
        if grammar.upos(at) == Upos::Propn && !person {
            return;
        }
        let spoken =
            matches!(role, Rel::Nsubj | Rel::NsubjPass | Rel::Obj | Rel::OblAgent | Rel::Obl | Rel::Root);
        if !spoken || (!person && matches!(role, Rel::Obl | Rel::Root)) {
            return;
        }
        let who = if person {
            let gender =
                gendered(lemma).or_else(|| Kinds::shipped().title(lemma).and_then(|g| g.chars().next()));
            let gender = gender.filter(|g| *g != '-');
            Who::Described { span: grammar.noun_phrase(at), gender, several }
        } else if agents.is_paper(lemma) && !several {
            Who::Paper { span: grammar.noun_phrase(at) }
        } else {
            Who::Thing { several }
        };
        self.recent.push(Candidate::new(who, self.sentence, grammar, at, self.quoted(grammar.span(at))));
    }

    /// "The prime minister" before her name: whoever bears the office, if the article names no other bearer.
    pub(super) fn fill_offices(&mut self) {
        for Office { span, role, country } in std::mem::take(&mut self.offices) {
            let fits = |(_, known): &(usize, &Known)| known.named && bears(known, &role, country);
            let mut fit = self.register.known.iter().enumerate().filter(fits);
            let (Some((bearer, _)), None) = (fit.next(), fit.next()) else { continue };
            // A pronoun may have made the description an entity of its own.
            let own = |(_, k): &(usize, &Known)| !k.named && k.first == span.start;
            let described = self.register.known.iter().enumerate().find(own).map(|(n, _)| n);
            match described {
                Some(described) => {
                    let mentions = self.mentions.iter_mut().filter(|(_, e)| *e == Some(described));
                    mentions.for_each(|(_, e)| *e = Some(bearer));
                }
                None => {
                    let mention = Mention { span, kind: MentionKind::Nominal, entity: None };
                    self.mentions.push((mention, Some(bearer)));
                }
            }
            if let Some(known) = self.register.get_mut(bearer) {
                known.first = known.first.min(span.start);
            }
        }
    }

    /// The latest one spoken of that fits.
    fn latest(&self, fits: impl Fn(&Known) -> bool) -> Option<usize> {
        self.recent.iter().rev().take(BACK).find_map(|c| match c.who {
            Who::Entity(entity) if self.register.get(entity).is_some_and(&fits) => Some(entity),
            _ => None,
        })
    }
}

/// Sectors whose nouns are persons.
fn is_persons(sector: &str) -> bool {
    !matches!(sector, "GOV" | "BUS" | "JUD" | "LEG" | "PTY" | "MED" | "IGO" | "HLH" | "EDU" | "REL" | "SPY")
}

/// An office whose bearer was not named before it.
pub(super) struct Office {
    span: Span,
    role: String,
    country: Option<&'static str>,
}

/// Whether the person bears the office, of that country where it is told.
fn bears(known: &Known, role: &str, country: Option<&str>) -> bool {
    known.entity.kind == EntityKind::Person
        && (known.roles.iter().any(|own| same_role(own, role)) || country.is_some() && leads(known, role))
        && country.is_none_or(|c| known.entity.country.as_deref().is_none_or(|own| own == c))
}

/// Whether a later "the minister" can mean one who was called "transport minister"; a vice president is no president.
fn same_role(own: &str, asked: &str) -> bool {
    let premier = |role: &str| matches!(role, "prime minister" | "premier" | "pm" | "taoiseach");
    if own == asked || premier(own) && premier(asked) {
        return true;
    }
    let before = own.strip_suffix(asked).and_then(|rest| rest.strip_suffix(' '));
    before.is_some_and(|rest| !matches!(rest, "vice" | "deputy" | "former" | "prime" | "assistant"))
}

/// "Pakistan's leader": whoever heads the state or the government.
fn leads(known: &Known, role: &str) -> bool {
    role == "leader"
        && known.roles.iter().any(|r| {
            matches!(
                r.as_str(),
                "president" | "prime minister" | "premier" | "chancellor" | "king" | "supreme leader"
            )
        })
}

fn is_land(known: &Known) -> bool {
    known.entity.kind == EntityKind::Place && known.entity.country.is_some() && known.land
}

/// Whether the body can be called by this noun: its name holds the word, or its kind is the noun's.
fn is_such(known: &Known, lemma: &str, kind: EntityKind) -> bool {
    let own = &known.entity;
    if own.kind == EntityKind::Person || own.kind == EntityKind::Place || own.kind == EntityKind::Law {
        return false;
    }
    let words = || own.names.iter().flat_map(|n| n.split_whitespace());
    if words().any(|w| w.eq_ignore_ascii_case(lemma)) || known.roles.iter().any(|r| same_role(r, lemma)) {
        return true;
    }
    let sector = own.sector.as_deref().or_else(|| Agents::shipped().tell(&own.name));
    match lemma {
        "newspaper" | "paper" | "broadcaster" | "magazine" | "tabloid" | "outlet" | "network"
        | "publication" | "channel" => own.kind == EntityKind::Outlet,
        "company" | "firm" | "corporation" => {
            own.kind == EntityKind::Organisation && sector.is_none_or(|s| s == "BUS")
        }
        "group" => {
            own.kind == EntityKind::Group || own.kind == EntityKind::Organisation && sector != Some("GOV")
        }
        "agency" => {
            matches!(own.kind, EntityKind::Organisation | EntityKind::Government) && sector != Some("BUS")
        }
        "organisation" | "organization" | "institution" => {
            own.kind == EntityKind::Organisation && sector != Some("BUS")
        }
        "bloc" | "alliance" => sector == Some("IGO"),
        "party" | "court" | "union" | "militia" | "cartel" => {
            kind != EntityKind::Place && sector.is_some() && sector == Agents::shipped().tell(lemma)
        }
        _ => false,
    }
}

/// Nouns that tell man from woman and are no titles.
pub(super) fn gendered(lemma: &str) -> Option<char> {
    match lemma {
        "man" | "boy" | "son" | "brother" | "uncle" | "grandfather" | "boyfriend" | "nephew"
        | "gentleman" | "dad" | "grandpa" | "ex-husband" | "stepfather" | "grandson" => Some('m'),
        "woman" | "girl" | "aunt" | "grandmother" | "girlfriend" | "niece" | "lady" | "heroine" | "mum"
        | "mom" | "grandma" | "ex-wife" | "stepmother" | "granddaughter" => Some('f'),
        _ => None,
    }
}

/// Whether the token is the subject of a main clause: what later pronouns most likely mean.
pub(super) fn is_subject(grammar: &Grammar, at: usize) -> bool {
    let main = grammar.head(at).map(|verb| grammar.rel(verb));
    matches!(grammar.rel(at), Rel::Nsubj | Rel::NsubjPass)
        && matches!(main, Some(Rel::Root | Rel::Conj | Rel::Parataxis))
}
