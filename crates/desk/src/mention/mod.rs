//! Who and what is spoken of: names, short names, descriptions and pronouns, joined to entities.
//!
//! In: the page with its grammar · Out: [`Cast`] · From: the order of sieves of Raghunathan et al. 2010 (exact name,
//! short name, title, pronoun), most certain first · Fails: what cannot be joined stays a mention without an entity
//! Cost: linear; a name is looked up by its parts, descriptions and pronouns look back a bounded way
//!
//! - `names`: where names stand
//! - `kinds`: what a name names
//! - `gazetteer`: bodies and leaders by name and date
//! - `beyond`: names joined to bodies and leaders
//! - `register`: who was met, and by which names
//! - `roles`: what stands with a name and tells of it
//! - `metonym`: a capital for its government
//! - `join`: which mentions are one entity
//! - `nominal`, `pronoun`, `candidate`: descriptions and pronouns, and whom they may mean
//! - `agents`, `coded`: country and sector of an actor

mod agents;
mod beyond;
mod candidate;
mod coded;
mod gazetteer;
mod join;
mod kinds;
mod metonym;
mod names;
mod nominal;
mod pronoun;
mod register;
mod roles;

pub(crate) use coded::{Coded, actor};
pub(crate) use kinds::Kinds;
pub(crate) use names::calendar;

use crate::grammar::Grammar;
use crate::page::Page;
use crate::quotation;
use model::{Directness, Entity, EntityKind, Mention, Ref, Span, Statement};

/// Everyone and everything the article names, and where.
pub(crate) struct Cast {
    pub entities: Vec<Entity>,
    /// In text order.
    pub mentions: Vec<Mention>,
    /// Whether each entity is called by a name, not only described.
    named: Vec<bool>,
}

/// Finds the names of the page and joins short names, titles and pronouns to them.
pub(crate) fn mentions(page: &Page) -> Cast {
    let quotations = quotation::quotations(page);
    let mut joiner = join::Joiner::new(page, &quotations);
    for (number, line) in page.lines.iter().enumerate() {
        let grammar = Grammar::new(page.text, &line.sentence);
        joiner.read(number, line, &grammar);
    }
    joiner.cast()
}

impl Cast {
    /// The words under `span` as a reference: with entity and full name where its head mention is resolved.
    ///
    /// A possessive that opens the phrase ("her government") names its owner: "Ana Ruiz's government".
    pub(crate) fn refer(&self, page: &Page, span: Span) -> Ref {
        let mut inside = self.within(span);
        if let Some(whole) = inside.clone().find(|m| covers_head(page.text, span, m.span)) {
            let name = whole.entity.as_ref().and_then(|id| self.entity(id)).map(|e| e.name.clone());
            return Ref { span: Some(span), entity: whole.entity.clone(), name };
        }
        let owner = inside.next().filter(|m| m.span.start == span.start);
        let name = owner.and_then(|m| {
            let entity = self.entity(m.entity.as_ref()?)?;
            let rest = Span::new(m.span.end, span.end).of(page.text)?;
            let rest = rest.trim_start_matches(['\'', '’']).trim_start_matches('s').trim();
            let possessive = m.kind == model::MentionKind::Pronoun
                || page.text.get(m.span.end..)?.starts_with(['\'', '’']);
            (possessive && !rest.is_empty()).then(|| format!("{}'s {rest}", entity.name))
        });
        Ref { span: Some(span), entity: None, name }
    }

    /// "I" in a person's own words is that person.
    pub(crate) fn speak(&mut self, text: &str, statements: &[Statement]) {
        for statement in statements.iter().filter(|s| s.directness != Directness::Indirect) {
            let Some(id) = statement.source.entity.as_ref() else { continue };
            if self.entity(id).is_none_or(|e| e.kind != EntityKind::Person) {
                continue;
            }
            for content in &statement.content {
                let from = self.mentions.partition_point(|m| m.span.start < content.start);
                let inside = self.mentions.iter_mut().skip(from).take_while(|m| m.span.end <= content.end);
                let first = |m: &&mut Mention| {
                    m.entity.is_none() && pronoun::is_first_person(&m.span.words(text).to_lowercase())
                };
                inside.filter(first).for_each(|m| m.entity = Some(id.clone()));
            }
        }
    }

    /// The mentions that lie inside `span`, in order.
    pub(crate) fn within(&self, span: Span) -> impl Iterator<Item = &Mention> + Clone {
        let from = self.mentions.partition_point(|m| m.span.start < span.start);
        self.mentions
            .iter()
            .skip(from)
            .take_while(move |m| m.span.start < span.end)
            .filter(move |m| m.span.end <= span.end)
    }

    /// The entity with this id.
    pub(crate) fn entity(&self, id: &str) -> Option<&Entity> {
        self.entities.get(place(id)?)
    }

    /// Whether the entity with this id is called by a name, not only described.
    pub(crate) fn is_named(&self, id: &str) -> bool {
        place(id).and_then(|at| self.named.get(at)).copied().unwrap_or(false)
    }
}

/// Where the entity with this id stands.
fn place(id: &str) -> Option<usize> {
    id.strip_prefix('e')?.parse::<usize>().ok()?.checked_sub(1)
}

/// Whether the words before a mention make it part of a description: "rebels in Colombia" are not Colombia, but "the
/// city of Hargate" is Hargate.
fn led(before: &str) -> bool {
    let words: Vec<&str> = before.split_whitespace().collect();
    let leads = |w: &&str| {
        matches!(*w, "in" | "of" | "at" | "for" | "from" | "on" | "with" | "to" | "near" | "against")
    };
    let Some(lead) = words.iter().position(leads) else { return false };
    let kind = lead.checked_sub(1).and_then(|b| words.get(b)).map(|w| Kinds::shipped().by_words(w, false));
    let same = words.get(lead) == Some(&"of")
        && words.len() == lead + 1
        && matches!(kind, Some(EntityKind::Place | EntityKind::Government));
    !same
}

/// Whether the mention is what the phrase is about: it ends where the phrase ends (or before its first "of", "in",
/// "," clause) and is no possessive.
fn covers_head(text: &str, phrase: Span, mention: Span) -> bool {
    let after = Span::new(mention.end, phrase.end).words(text);
    if led(Span::new(phrase.start, mention.start).words(text)) {
        return false;
    }
    if after.trim().is_empty() {
        return true;
    }
    if after.starts_with(['\'', '’']) {
        return false;
    }
    let next = after.trim_start();
    [",", "of ", "in ", "at ", "for ", "from ", "who ", "and ", "("].iter().any(|p| next.starts_with(p))
}
