//! Which mentions are one entity: exact name, part of a name, known actors, descriptions, pronouns.
//!
//! In: names sentence by sentence · Out: entities with all their names, mentions with their entity · From: Raghunathan
//! et al. 2010, "A multi-pass sieve for coreference resolution" · Fails: an ambiguous short name goes to the latest
//! bearer; what cannot be joined stays open · Cost: look-ups a name; descriptions and pronouns look back a bounded way

use super::Cast;
use super::candidate::{Candidate, Who};
use super::coded;
use super::gazetteer::{Gazetteer, months};
use super::kinds::Kinds;
use super::metonym;
use super::names::{self, Name};
use super::nominal::Office;
use super::pronoun::Form;
use super::register::Register;
use super::roles::{self, Before};
use crate::grammar::Grammar;
use crate::page::{LONGEST, Line, Page};
use crate::quotation::Quotation;
use crate::syntax::{Rel, Upos};
use model::{EntityKind, Mention, MentionKind, PartKind, Span};
use std::collections::HashSet;

/// So many marks back in its own sentence a mention is looked for: enough for an owner and for a name before brackets.
const REACH: usize = 100;

/// Roles that are kept of one entity; a text of nothing but roles would have no end of them.
const ROLES: usize = 16;

/// Builds the cast sentence by sentence.
pub(super) struct Joiner<'a> {
    pub page: &'a Page<'a>,
    quotations: &'a [Quotation],
    pub today: Option<i32>,
    pub register: Register,
    /// Mentions with the number of their entity.
    pub mentions: Vec<(Mention, Option<usize>)>,
    /// Whom descriptions and pronouns may look back at, in text order.
    pub recent: Vec<Candidate>,
    /// Pronouns of this sentence that nobody before them fits: number of the mention, form, token.
    pub waiting: Vec<(usize, Form, usize)>,
    /// Offices whose bearer was not named before them.
    pub offices: Vec<Office>,
    pub sentence: usize,
    /// Last tokens and heads of this sentence's mentions, with their entity.
    here: Vec<(usize, usize)>,
    /// Codes of the countries met so far.
    pub countries: HashSet<&'static str>,
}

impl<'a> Joiner<'a> {
    pub(super) fn new(page: &'a Page<'a>, quotations: &'a [Quotation]) -> Self {
        Joiner {
            page,
            quotations,
            today: months(page.today),
            register: Register::default(),
            mentions: Vec::new(),
            recent: Vec::new(),
            waiting: Vec::new(),
            offices: Vec::new(),
            sentence: 0,
            here: Vec::new(),
            countries: HashSet::new(),
        }
    }

    /// Reads one sentence: its names, descriptions and pronouns in order.
    pub(super) fn read(&mut self, number: usize, line: &Line, grammar: &Grammar) {
        // A headline in capitals is all proper nouns; its names are read once the body has told them apart.
        if line.part == PartKind::Headline && shouts(grammar) {
            return;
        }
        self.sentence = number;
        self.here.clear();
        let names = names::names(grammar, &self.page.hints);
        let mut next = names.into_iter().peekable();
        let readable = grammar.len() <= LONGEST;
        let mut at = 0;
        while at < grammar.len() {
            let begins = next.peek().map_or(usize::MAX, |n| n.first);
            if begins <= at {
                let Some(name) = next.next() else { break };
                self.name(grammar, &name, readable);
                at = at.max(name.last + 1);
                continue;
            }
            match grammar.upos(at) {
                _ if !readable => {}
                Upos::Pron | Upos::Det => self.pronoun(grammar, at),
                Upos::Noun | Upos::Propn if self.again(grammar, at) => {}
                // A noun right before a name is the name's role.
                Upos::Noun if begins > at + 1 => self.noun(grammar, at),
                // "The Prime Minister", "the Council": common nouns all the same.
                Upos::Propn if begins > at + 1 => self.noun(grammar, at),
                _ if grammar.word(at) == "(" && begins > at + 1 => self.acronym(grammar, at + 1),
                _ => {}
            }
            at += 1;
        }
        if readable {
            self.look_ahead(grammar);
        }
    }

    fn name(&mut self, grammar: &Grammar, name: &Name, readable: bool) {
        if self.is_acronym(grammar, name.first, name.last) {
            self.acronym(grammar, name.first);
            return;
        }
        let words = name.span.words(self.page.text);
        let head = roles::head_of(grammar, name);
        let mut before = roles::before(grammar, name);
        if readable {
            roles::around(grammar, head, &mut before);
        }
        let entity = self.whose(grammar, name, words, head, &before);
        let kinds = Kinds::shipped();
        if let Some(known) = self.register.get_mut(entity) {
            known.named = true;
            let own = &mut known.entity;
            if before.office || roles::follows(grammar, name.last, &["who", "whose"]) && own.country.is_none()
            {
                own.kind = EntityKind::Person;
            } else if own.kind == EntityKind::Person && roles::follows(grammar, name.last, &["which"]) {
                own.kind = EntityKind::Organisation;
            }
            if own.kind == EntityKind::Person {
                known.several = false;
                own.country = own.country.take().or(before.country.map(str::to_owned));
                let given = words.split(' ').next().and_then(|w| kinds.given(w));
                known.gender = before.gender.or(known.gender).or(given);
                known.former |= before.former;
            }
            for role in before.roles {
                if known.roles.len() < ROLES && !known.roles.contains(&role) {
                    known.roles.push(role);
                }
            }
        }
        let stands_for = kinds.seat(words).is_some()
            && self.register.get(entity).is_some_and(|k| k.fixed && k.entity.name != words);
        // "Ms. Lassen" tells nothing of who "Lassen" is where there are two.
        let addressed = before.gender.is_some() && before.address && !words.contains(' ');
        if stands_for || addressed && self.register.bearers(words) > 1 {
            self.register.note(entity, words);
        } else {
            self.register.call(entity, words);
        }
        self.push(grammar, name.span, MentionKind::Name, entity, head);
        self.here.push((name.last, entity));
        // "Ruiz and Brandt … they": who they are has no one name.
        if readable && grammar.kid(head, &[Rel::Conj]).is_some_and(|k| grammar.is_noun(k)) {
            let quoted = self.quoted(name.span);
            self.recent.push(Candidate::new(Who::Several, self.sentence, grammar, head, quoted));
        }
    }

    /// The entity that the name means, old or new.
    fn whose(&mut self, grammar: &Grammar, name: &Name, words: &str, head: usize, before: &Before) -> usize {
        let kinds = Kinds::shipped();
        let person = matches!(name.kind, Some(EntityKind::Person)) || before.office;
        let gender = before.gender;
        if let Some(land) =
            kinds.country(words).filter(|_| !(person && self.register.person(words, gender).is_some()))
        {
            self.countries.insert(land.iso3);
            let seat = kinds.seat(words).filter(|_| metonym::acts(grammar, head));
            let (iso3, key) = seat.unwrap_or((land.iso3, if land.whole { land.country } else { words }));
            let whole = seat.is_some() || land.whole;
            let key = if seat.is_some() && iso3 == "EUR" { "European Union" } else { key };
            return self.register.exactly(key).unwrap_or_else(|| {
                let kind = if iso3 == "EUR" { EntityKind::Organisation } else { land.kind };
                let entity = self.register.admit(key, kind, name.span.start);
                if let Some(known) = self.register.get_mut(entity) {
                    known.entity.country = Some(iso3.to_owned());
                    known.entity.sector = (iso3 == "EUR").then(|| "IGO".to_owned());
                    known.land = whole;
                    known.fixed = true;
                    known.several = land.demonym;
                }
                entity
            });
        }
        let clash = |e: &usize| {
            let own = self.register.get(*e).and_then(|k| k.gender);
            gender.is_some() && own.is_some() && own != gender
        };
        let body = !person && name.kind != Some(EntityKind::Place);
        // A surname of the article's is a person's, also where the model takes it alone for a place or a body, unless a
        // body of that name is known.
        let short = || {
            let body = name.kind == Some(EntityKind::Organisation)
                && (words.contains(' ') || Gazetteer::shipped().body(words, self.today).is_some());
            let other = matches!(name.kind, Some(EntityKind::Outlet | EntityKind::Group | EntityKind::Law));
            (!body && !other).then(|| self.register.person(words, gender)).flatten()
        };
        // "Lady Starmer" beside "Keir Starmer": another one, under her own form of address.
        let apart = gender.map(|g| format!("{g} {words}")).filter(|_| before.address);
        let found = apart.as_ref().and_then(|key| self.register.exactly(key));
        let found = found.or_else(|| self.register.exactly(words).filter(|e| !clash(e))).or_else(short);
        let acronym = !words.contains(' ') && words.chars().filter(|c| c.is_uppercase()).count() > 1;
        let wide = body || acronym || words.contains(' ');
        let found = found.or_else(|| self.register.body(words).filter(|_| wide));
        let found = found.or_else(|| self.register.opening(words).filter(|_| body));
        if let Some(entity) = found {
            self.lengthen(entity, words);
            return entity;
        }
        if let Some(entity) =
            self.known_body(grammar, name, words).or_else(|| self.known_leader(name, words, before))
        {
            return entity;
        }
        let kind = kinds.named(words, before.office, name.kind);
        if let Some(entity) = self.register.called_before(words).filter(|_| kind == EntityKind::Person) {
            self.lengthen(entity, words);
            return entity;
        }
        let shared = self.register.exactly(words).is_some() || self.register.bearers(words) > 0;
        if let Some(apart) = apart.filter(|_| shared && name.first > 0) {
            let called = grammar.span_over(name.first - 1, name.last).words(self.page.text);
            let entity = self.register.admit(called, kind, name.span.start);
            self.register.alias(entity, &apart);
            return entity;
        }
        self.register.admit(words, kind, name.span.start)
    }

    /// The fullest name of the text names the entity.
    pub(super) fn lengthen(&mut self, entity: usize, words: &str) {
        let Some(known) = self.register.get_mut(entity) else { return };
        let count = |name: &str| name.split_whitespace().count();
        if !known.fixed && count(words) > count(&known.entity.name) {
            known.entity.name = words.to_owned();
        }
    }

    /// A surname that was met before and that nobody took for a name here: "Jobs" at the head of a sentence.
    fn again(&mut self, grammar: &Grammar, at: usize) -> bool {
        let word = grammar.word(at);
        let capital = word.starts_with(char::is_uppercase) && word.chars().any(char::is_lowercase);
        let Some(entity) = self.register.surnamed(word).filter(|_| capital) else { return false };
        self.push(grammar, grammar.span(at), MentionKind::Name, entity, at);
        true
    }

    /// Whether the words stand alone in brackets right behind a name and are its short form.
    fn is_acronym(&self, grammar: &Grammar, first: usize, last: usize) -> bool {
        let word = grammar.word(first);
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        first == last
            && capitals >= 2
            && capitals * 2 > word.chars().count()
            && grammar.word(last + 1) == ")"
            && first.checked_sub(2).is_some_and(|b| {
                grammar.word(first - 1) == "("
                    && self.here_at(b).and_then(|e| self.register.get(e)).is_some_and(|k| {
                        let own = &k.entity;
                        own.kind != EntityKind::Person && !k.land && own.name.contains(' ')
                    })
            })
    }

    /// "International Maritime Board (IMB)": the short form is another name of the body before it.
    fn acronym(&mut self, grammar: &Grammar, at: usize) {
        if !self.is_acronym(grammar, at, at) {
            return;
        }
        let Some(entity) = at.checked_sub(2).and_then(|b| self.here_at(b)) else { return };
        let span = grammar.span(at);
        self.register.call(entity, span.words(self.page.text));
        self.push(grammar, span, MentionKind::Name, entity, at);
    }

    /// The entity of this sentence's mention with this head or last token.
    pub(super) fn here_at(&self, at: usize) -> Option<usize> {
        self.here.iter().rev().take(REACH).find(|(own, _)| *own == at).map(|(_, e)| *e)
    }

    /// The entity of a candidate; a described one becomes an entity now.
    pub(super) fn entity_of(&mut self, place: usize) -> Option<usize> {
        let (span, gender, several, kind) = match &self.recent.get(place)?.who {
            Who::Entity(entity) => return Some(*entity),
            Who::Thing { .. } | Who::Several => return None,
            Who::Described { span, gender, several: true } => (*span, *gender, true, EntityKind::Group),
            Who::Described { span, gender, .. } => (*span, *gender, false, EntityKind::Person),
            Who::Paper { span } => (*span, None, false, EntityKind::Other),
        };
        let entity = self.register.admit(span.words(self.page.text), kind, span.start);
        let known = self.register.get_mut(entity)?;
        (known.gender, known.several, known.times) = (gender, several, 1);
        self.mentions.push((Mention { span, kind: MentionKind::Nominal, entity: None }, Some(entity)));
        self.recent.get_mut(place)?.who = Who::Entity(entity);
        Some(entity)
    }

    /// Whether the words stand between quotation marks.
    pub(super) fn quoted(&self, span: Span) -> bool {
        let at = self.quotations.partition_point(|q| q.span.start <= span.start);
        let near = self.quotations.get(at.saturating_sub(3)..at).unwrap_or_default();
        near.iter().any(|q| q.inner.contains(span))
    }

    pub(super) fn push(
        &mut self,
        grammar: &Grammar,
        span: Span,
        kind: MentionKind,
        entity: usize,
        at: usize,
    ) {
        self.mentions.push((Mention { span, kind, entity: None }, Some(entity)));
        if let Some(known) = self.register.get_mut(entity) {
            known.times += 1;
            known.first = known.first.min(span.start);
        }
        self.here.push((at, entity));
        // "Israeli strikes": an adjective is no one that a pronoun could mean.
        let people = self.register.get(entity).is_some_and(|k| k.entity.kind == EntityKind::Group && k.fixed);
        let adjective = people && matches!(grammar.rel(at), Rel::Amod | Rel::Compound);
        // What is too long to be read has no clauses to walk.
        if adjective || grammar.len() > LONGEST {
            return;
        }
        let quoted = self.quoted(span);
        self.recent.push(Candidate::new(Who::Entity(entity), self.sentence, grammar, at, quoted));
    }

    /// The whole cast, numbered in order of first mention.
    pub(super) fn cast(mut self) -> Cast {
        self.crown_late();
        self.fill_offices();
        let Joiner { register, mut mentions, .. } = self;
        mentions.sort_by_key(|(m, _)| (m.span.start, m.span.end));
        let mut spoken = vec![false; register.known.len()];
        for entity in mentions.iter().filter_map(|(_, e)| *e) {
            if let Some(slot) = spoken.get_mut(entity) {
                *slot = true;
            }
        }
        let spoken = |(number, _): &(usize, _)| spoken.get(*number).copied().unwrap_or(false);
        let mut numbers = vec![0; register.known.len()];
        let mut known: Vec<_> = register.known.into_iter().enumerate().filter(spoken).collect();
        known.sort_by_key(|(number, k)| (k.first, *number));
        for (at, (number, k)) in known.iter_mut().enumerate() {
            k.entity.id = format!("e{}", at + 1);
            if let Some(slot) = numbers.get_mut(*number) {
                *slot = at;
            }
        }
        let id = |entity: usize| numbers.get(entity).map(|at| format!("e{}", at + 1));
        let mentions = mentions.into_iter().map(|(m, e)| Mention { entity: e.and_then(id), ..m }).collect();
        let named = known.iter().map(|(_, k)| k.named).collect();
        let entities = known.into_iter().map(|(_, k)| coded::settled(k)).collect();
        Cast { entities, mentions, named }
    }
}

/// Most words of the sentence begin with a capital.
fn shouts(grammar: &Grammar) -> bool {
    let words = || (0..grammar.len()).map(|i| grammar.word(i)).filter(|w| w.chars().any(char::is_alphabetic));
    let upper = words().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    upper * 10 > words().count() * 7
}
