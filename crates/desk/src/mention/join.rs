//! Which mentions are one entity: exact name, then short name, then title, then pronoun.
//!
//! In: names sentence by sentence · Out: entities with all their names, mentions with their entity · From: Raghunathan
//! et al. 2010, "A multi-pass sieve for coreference resolution" · Fails: an ambiguous short name goes to the latest
//! bearer; a pronoun without a candidate stays open · Cost: a look-up a name; pronouns look back at most 40 mentions

use super::Cast;
use super::kinds::Kinds;
use super::names::{self, Name};
use crate::grammar::Grammar;
use crate::page::Page;
use crate::syntax::{Rel, Upos};
use model::{Entity, EntityKind, Mention, MentionKind, PartKind, Span};
use std::collections::HashMap;

/// What is known of an entity while joining.
struct Known {
    entity: Entity,
    titles: Vec<String>,
    gender: Option<char>,
}

/// Builds the cast sentence by sentence.
pub(crate) struct Joiner<'a> {
    page: &'a Page<'a>,
    known: Vec<Known>,
    by_name: HashMap<String, usize>,
    by_last_word: HashMap<String, usize>,
    /// Mentions with the number of their entity.
    mentions: Vec<(Mention, Option<usize>)>,
    /// Mentions that pronouns may look back at: entity and whether it was a subject.
    recent: Vec<(usize, bool)>,
}

impl<'a> Joiner<'a> {
    pub(crate) fn new(page: &'a Page<'a>) -> Self {
        Joiner {
            page,
            known: Vec::new(),
            by_name: HashMap::new(),
            by_last_word: HashMap::new(),
            mentions: Vec::new(),
            recent: Vec::new(),
        }
    }

    /// Reads one sentence: its names, then its pronouns and titles in order.
    pub(crate) fn read(&mut self, number: usize, grammar: &Grammar) {
        // A headline in capitals is all proper nouns; its names are read once the body has told them apart.
        if self.page.lines.get(number).is_some_and(|l| l.part == PartKind::Headline) && shouts(grammar) {
            return;
        }
        let names = names::names(grammar, &self.page.hints);
        let mut next = names.into_iter().peekable();
        for at in 0..grammar.len() {
            if next.peek().is_some_and(|n| n.first == at) {
                let Some(name) = next.next() else { break };
                self.name(grammar, &name);
            } else if grammar.upos(at) == Upos::Pron {
                self.pronoun(grammar, at);
            } else if grammar.upos(at) == Upos::Noun {
                self.nominal(grammar, at);
            }
        }
    }

    fn name(&mut self, grammar: &Grammar, name: &Name) {
        let words = name.span.words(self.page.text);
        let kinds = Kinds::shipped();
        let gazetteer = kinds.country(words);
        // Other names of a country are the country; a capital, a seat and a people are entities of their own.
        let country = gazetteer.filter(|g| g.kind == EntityKind::Place && !g.capital);
        let key = country.map_or(words, |g| g.country);
        let titled = !name.titles.is_empty();
        let found = self.by_name.get(key).copied().or_else(|| {
            let short = !words.contains(' ') && gazetteer.is_none();
            short.then(|| self.by_last_word.get(words).copied()).flatten()
        });
        let gender = name.titles.iter().find_map(|t| kinds.title(t).filter(|g| *g != "-"));
        let entity = found.unwrap_or_else(|| {
            let kind = gazetteer.map_or_else(|| kinds.named(words, titled, name.kind), |g| g.kind);
            let country = gazetteer.map(|g| g.iso3.to_owned());
            self.admit(key, kind, country)
        });
        if let Some(known) = self.known.get_mut(entity) {
            if !known.entity.names.iter().any(|n| n == words) {
                known.entity.names.push(words.to_owned());
            }
            known.gender = known.gender.or(gender.and_then(|g| g.chars().next()));
            for title in &name.titles {
                if !known.titles.contains(title) {
                    known.titles.push(title.clone());
                }
            }
            if titled || follows(grammar, name.last, &["who", "whose"]) {
                known.entity.kind = EntityKind::Person;
            } else if known.entity.kind == EntityKind::Person && follows(grammar, name.last, &["which"]) {
                known.entity.kind = EntityKind::Organisation;
            }
        }
        self.by_name.insert(words.to_owned(), entity);
        let subject = is_subject(grammar, name.last);
        self.push(name.span, MentionKind::Name, Some(entity), subject);
    }

    /// A new entity by its first name in the text.
    fn admit(&mut self, name: &str, kind: EntityKind, country: Option<String>) -> usize {
        let number = self.known.len();
        let entity = Entity {
            id: format!("e{}", number + 1),
            kind,
            name: name.to_owned(),
            names: vec![name.to_owned()],
            country,
        };
        self.known.push(Known { entity, titles: Vec::new(), gender: None });
        self.by_name.insert(name.to_owned(), number);
        if name.contains(' ')
            && matches!(kind, EntityKind::Person | EntityKind::Other)
            && let Some(last) = name.rsplit(' ').next()
        {
            self.by_last_word.insert(last.to_owned(), number);
        }
        number
    }

    fn pronoun(&mut self, grammar: &Grammar, at: usize) {
        let word = grammar.lower(at);
        let person = match word.as_str() {
            "he" | "him" | "his" | "himself" => Some(Some('m')),
            "she" | "her" | "hers" | "herself" => Some(Some('f')),
            "it" | "its" | "itself" => Some(None),
            _ => None,
        };
        let Some(gender) = person else { return };
        if gender.is_none() && grammar.rel(at) == Rel::Expl {
            return;
        }
        let fits = |known: &Known| match gender {
            Some(gender) => {
                known.entity.kind == EntityKind::Person && known.gender.is_none_or(|g| g == gender)
            }
            None => matches!(
                known.entity.kind,
                EntityKind::Organisation
                    | EntityKind::Government
                    | EntityKind::Outlet
                    | EntityKind::Group
                    | EntityKind::Place
            ),
        };
        // The nearest subject of the last sentences, else the nearest of any kind.
        let back = || self.recent.iter().rev().take(40);
        let known = |entity: usize| self.known.get(entity).is_some_and(fits);
        let found = back()
            .take(8)
            .find(|(e, subject)| *subject && known(*e))
            .or_else(|| back().find(|(e, _)| known(*e)))
            .map(|(e, _)| *e);
        if let (Some(entity), Some(gender)) = (found, gender)
            && let Some(known) = self.known.get_mut(entity)
        {
            known.gender = Some(gender);
        }
        self.push(grammar.span(at), MentionKind::Pronoun, found, is_subject(grammar, at));
    }

    /// "The president" is the latest bearer of that title; "the dockers' union" is itself, for later pronouns.
    fn nominal(&mut self, grammar: &Grammar, at: usize) {
        let lemma = grammar.lemma(at);
        let kinds = Kinds::shipped();
        let the = grammar.kid(at, &[Rel::Det]).filter(|k| grammar.lower(*k) == "the");
        if kinds.title(lemma).is_none() {
            let kind = kinds.by_words(lemma, false);
            let body = matches!(kind, EntityKind::Organisation | EntityKind::Government | EntityKind::Group);
            // "Her government" is told by its owner.
            let owned = grammar.kid(at, &[Rel::NmodPoss]).filter(|k| grammar.upos(*k) != Upos::Pron);
            if body && is_subject(grammar, at) && (the.is_some() || owned.is_some()) {
                let span = grammar.noun_phrase(at);
                let name = span.words(self.page.text);
                let entity = self.by_name.get(name).copied().unwrap_or_else(|| self.admit(name, kind, None));
                self.push(span, MentionKind::Nominal, Some(entity), true);
            }
            return;
        }
        let Some(the) = the else { return };
        let bare = !grammar.kids(at).iter().any(|k| {
            matches!(grammar.rel(*k), Rel::Compound | Rel::Amod | Rel::Appos | Rel::Flat)
                || grammar.is_noun(*k)
        });
        if !bare {
            return;
        }
        let bearer =
            |entity: usize| self.known.get(entity).is_some_and(|k| k.titles.iter().any(|t| t == lemma));
        let found = self.recent.iter().rev().take(60).find(|(e, _)| bearer(*e)).map(|(e, _)| *e);
        self.push(grammar.span_over(the, at), MentionKind::Nominal, found, is_subject(grammar, at));
    }

    fn push(&mut self, span: Span, kind: MentionKind, entity: Option<usize>, subject: bool) {
        self.mentions.push((Mention { span, kind, entity: None }, entity));
        if let Some(entity) = entity {
            self.recent.push((entity, subject));
        }
    }

    /// The whole cast; the fullest name of a person names the entity.
    pub(crate) fn cast(self) -> Cast {
        let Joiner { known, mut mentions, .. } = self;
        mentions.sort_by_key(|(m, _)| (m.span.start, m.span.end));
        let mentions: Vec<Mention> = mentions
            .into_iter()
            .map(|(mention, entity)| Mention { entity: entity.map(|e| format!("e{}", e + 1)), ..mention })
            .collect();
        let entities = known.into_iter().map(|k| k.entity).collect();
        Cast { entities, mentions }
    }
}

/// Whether a relative clause with one of these pronouns comes right after the name.
fn follows(grammar: &Grammar, last: usize, pronouns: &[&str]) -> bool {
    grammar.word(last + 1) == "," && pronouns.contains(&grammar.lower(last + 2).as_str())
}

/// Whether the token is the subject of a main clause: what later pronouns most likely mean.
fn is_subject(grammar: &Grammar, at: usize) -> bool {
    let mut here = at;
    while matches!(grammar.rel(here), Rel::Flat | Rel::Compound) {
        let Some(up) = grammar.head(here) else { break };
        here = up;
    }
    let main = grammar.head(here).map(|verb| grammar.rel(verb));
    matches!(grammar.rel(here), Rel::Nsubj | Rel::NsubjPass)
        && matches!(main, Some(Rel::Root | Rel::Conj | Rel::Parataxis))
}

/// Most words of the sentence begin with a capital.
fn shouts(grammar: &Grammar) -> bool {
    let words = || (0..grammar.len()).map(|i| grammar.word(i)).filter(|w| w.chars().any(char::is_alphabetic));
    let upper = words().filter(|w| w.chars().next().is_some_and(char::is_uppercase)).count();
    upper * 10 > words().count() * 7
}
