//! A claim with its tellings: one an article and holder.
//!
//! In: the events of one proposition, the lineage · Out: a [`Claim`] without its changes
//! From: DESIGN section 4: claims are keyed by status and holder · Fails: never
//! Cost: O(n log n) in the events of the claim

use super::party::{Likeness, Party};
use super::told::Told;
use super::turns::same_thing;
use crate::Item;
use crate::words::is_listed;
use model::{
    ActionClass, Claim, Event, Figure, Lineage, LineageKind, PartKind, Passage, Ref, Span, Status, Telling,
    TellingFigure,
};
use std::collections::BTreeMap;

/// Names of one role that are counted; a claim of a thousand tellings has a handful.
const NAMES: usize = 40;

/// A price or toll that is corrected moves by less in what was read for this; own.
const ORDER: f64 = 3.0;

/// Longer descriptions are no names.
const LONGEST_NAME: usize = 8;

/// Who each article has it from.
pub(crate) struct Line {
    /// Root of each item: place in the nodes.
    roots: Vec<usize>,
    /// The held article that each has it from, and how.
    givers: Vec<Option<(usize, LineageKind)>>,
}

impl Line {
    pub(crate) fn of(items: usize, lineage: &Lineage) -> Self {
        let arrows: BTreeMap<usize, (usize, LineageKind)> =
            lineage.edges.iter().rev().map(|edge| (edge.taker, (edge.giver, edge.kind))).collect();
        let giver = |item: usize| arrows.get(&item).copied().filter(|(giver, _)| *giver < items);
        let mut roots = lineage.root_of_each();
        roots.truncate(items);
        Line { roots, givers: (0..items).map(giver).collect() }
    }

    pub(crate) fn root(&self, item: usize) -> usize {
        self.roots.get(item).copied().unwrap_or(item)
    }

    /// The held articles that `item` has it from, the nearest first.
    pub(super) fn givers(&self, item: usize) -> impl Iterator<Item = (usize, LineageKind)> {
        let next = |(at, _): &(usize, LineageKind)| self.givers.get(*at).copied().flatten();
        std::iter::successors(self.givers.get(item).copied().flatten(), next).take(self.givers.len())
    }
}

/// How far along the way from a thought to a deed a status stands; what is told against the event stands on no way.
pub(crate) fn step(status: Status) -> Option<u8> {
    Some(match status {
        Status::Contemplated
        | Status::Possible
        | Status::Conditional
        | Status::Demanded
        | Status::Promised
        | Status::Threatened => 1,
        Status::Planned => 2,
        Status::Ordered => 3,
        Status::UnderWay => 4,
        Status::Happened => 5,
        Status::Attempted | Status::NotHappened | Status::Denied | Status::Rejected => return None,
    })
}

/// The claim that these events, the earliest first, tell.
pub(super) fn claim(items: &[Item<'_>], line: &Line, members: &[&Told<'_>]) -> Claim {
    let mut chosen: BTreeMap<(usize, String), &Told<'_>> = BTreeMap::new();
    for one in members {
        let text = items.get(one.item).map_or("", |item| item.article.text.as_str());
        let key = (one.item, one.holder(text));
        match chosen.get(&key) {
            Some(other) if weight(other) >= weight(one) => {}
            _ => {
                chosen.insert(key, one);
            }
        }
    }
    let mut chosen: Vec<&Told<'_>> = chosen.into_values().collect();
    // An article that tells it in its story does not tell it once more in its headline.
    let in_body = |one: &Told<'_>| one.part != Some(PartKind::Headline);
    let told_below: Vec<usize> = chosen.iter().filter(|one| in_body(one)).map(|one| one.item).collect();
    chosen.retain(|one| in_body(one) || !told_below.contains(&one.item));
    // Nor where it is only named beside.
    let told: Vec<usize> = chosen.iter().filter(|one| !one.is_bare()).map(|one| one.item).collect();
    chosen.retain(|one| !one.is_bare() || !told.contains(&one.item));
    chosen.sort_by_key(|one| (one.item, one.event.trigger));
    let first = members.iter().find(|one| in_body(one)).or(members.first());
    let named = |role: fn(&Event) -> Option<&Ref>| fullest(items, members, role);
    let mut tellings: Vec<Telling> = chosen.into_iter().map(|one| telling(line, one)).collect();
    take_free_figures(items, &mut tellings);
    Claim {
        id: String::new(),
        actor: named(|event| event.actor.as_ref()),
        action: first.map(|one| one.event.lemma.clone()).unwrap_or_default(),
        class: class(members),
        object: named(|event| event.target.as_ref().or(event.recipient.as_ref())),
        place: named(|event| event.place.as_ref()),
        tellings,
        changes: Vec::new(),
    }
}

/// The class that most of them have; of equals the one told first.
fn class(members: &[&Told<'_>]) -> Option<ActionClass> {
    let mut counts: BTreeMap<ActionClass, (usize, std::cmp::Reverse<usize>)> = BTreeMap::new();
    for (at, class) in members.iter().filter_map(|one| one.event.class).enumerate() {
        counts.entry(class).or_insert((0, std::cmp::Reverse(at))).0 += 1;
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map(|(class, _)| class)
}

/// A number that stands in a sentence without an event ("She said the price would be below 1.5 billion crowns") goes to
/// its article's telling, where another article tells a number of the same thing and of the same order with the claim.
fn take_free_figures(items: &[Item<'_>], tellings: &mut [Telling]) {
    let known: Vec<TellingFigure> = tellings.iter().flat_map(|one| one.figures.iter().cloned()).collect();
    if known.iter().all(|figure| figure.counts.is_none()) {
        return;
    }
    let mut done: Vec<usize> =
        tellings.iter().filter(|one| !one.figures.is_empty()).map(|one| one.sentence.article).collect();
    for one in tellings {
        let article = one.sentence.article;
        if done.contains(&article) {
            continue;
        }
        done.push(article);
        let Some(notes) = items.get(article).and_then(|item| item.notes) else { continue };
        let free = |figure: &&Figure| {
            let sentence = notes.sentences.iter().find(|sentence| sentence.contains(figure.span));
            figure.event.is_none()
                && figure.counts.is_some()
                && sentence.is_some_and(|sentence| {
                    !notes.events.iter().any(|event| sentence.contains(event.trigger))
                })
        };
        let told = notes
            .figures
            .iter()
            .filter(free)
            .map(|figure| counted(figure, &|span| Passage { article, span }));
        let alike = |figure: &TellingFigure| {
            known.iter().any(|other| same_thing(figure, other) && same_order(figure.value, other.value))
        };
        one.figures.extend(told.filter(alike).take(1));
    }
}

/// Within a factor of [`ORDER`].
fn same_order(one: f64, other: f64) -> bool {
    one > 0.0 && other > 0.0 && one / other <= ORDER && other / one <= ORDER
}

/// Of several tellings by one holder in one article: the story's own before headline and captions, one with a status,
/// the latest state told, one with figures; among equals the earlier.
fn weight(one: &Told<'_>) -> (bool, bool, bool, u8, bool) {
    let body = matches!(one.part, Some(PartKind::Body | PartKind::LiveEntry));
    let status = one.status();
    (
        !one.is_bare(),
        body,
        status.is_some(),
        status.map_or(0, |status| step(status).unwrap_or(6)),
        !one.figures.is_empty(),
    )
}

fn telling(line: &Line, one: &Told<'_>) -> Telling {
    let passage = |span: Span| Passage { article: one.item, span };
    let holder = one.statement;
    Telling {
        sentence: passage(one.sentence),
        event: Some(one.event.id.clone()),
        status: one.status().filter(|_| !one.is_bare()),
        cue: one.event.cue.map(passage),
        voice: one.event.voice,
        holder: holder.map(|statement| statement.source.clone().map_spans(&passage)),
        figures: one.figures.iter().map(|figure| counted(figure, &passage)).collect(),
        root: line.root(one.item),
    }
}

fn counted(figure: &Figure, passage: &impl Fn(Span) -> Passage) -> TellingFigure {
    TellingFigure {
        span: passage(figure.span),
        value: figure.value,
        high: figure.high,
        comparator: figure.comparator,
        unit: figure.unit.clone(),
        counts: figure.counts.clone(),
    }
}

/// The fullest name of whom most tellings name: resolved names before words as printed, the longer before the shorter,
/// then the one told first.
fn fullest(items: &[Item<'_>], members: &[&Told<'_>], role: fn(&Event) -> Option<&Ref>) -> Option<String> {
    let names: Vec<(bool, String)> =
        members.iter().filter_map(|one| name(items, one, role(one.event)?)).collect();
    let like = |a: &str, b: &str| a == b || Party::named(a).like(&Party::named(b)) == Likeness::Same;
    let told = |name: &str| names.iter().filter(|(_, other)| like(name, other)).count();
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, name) in &names {
        if !counts.contains_key(name.as_str()) && counts.len() < NAMES {
            counts.insert(name, told(name));
        }
    }
    let count = |name: &str| counts.get(name).copied().unwrap_or_default();
    let most = names
        .iter()
        .enumerate()
        .max_by_key(|(at, (resolved, name))| (count(name), *resolved, std::cmp::Reverse(*at)));
    let (_, (_, most)) = most?;
    let same = names.iter().enumerate().filter(|(_, (_, name))| like(name, most));
    let best = same.max_by_key(|(at, (resolved, name))| (*resolved, name.len(), std::cmp::Reverse(*at)));
    best.map(|(_, (_, name))| name.clone())
}

/// How an article names a role, and whether by a resolved name; nothing for a pronoun and for what is too long.
fn name(items: &[Item<'_>], one: &Told<'_>, reference: &Ref) -> Option<(bool, String)> {
    let text = items.get(one.item)?.article.text.as_str();
    let printed = reference.span.and_then(|span| span.of(text));
    let (resolved, name) = match (&reference.name, printed) {
        (Some(name), _) => (true, name.as_str()),
        (None, printed) => (false, printed?),
    };
    let words: Vec<&str> = name.split_whitespace().collect();
    let pronoun = words.len() == 1 && is_listed("pronoun", &name.trim().to_lowercase());
    (!words.is_empty() && words.len() <= LONGEST_NAME && !pronoun).then(|| (resolved, words.join(" ")))
}
