//! One event of one article, with what it is held against others by.
//!
//! In: items with their notes · Out: [`Told`]s in the order of the articles, then of the text
//! From: DESIGN section 4: actor, action, target, place and when are what is told; status, voice and holder are how
//! Fails: never; an item without notes tells nothing · Cost: O(words)

use super::action::{action, action_with, family};
use super::party::{Names, Party, read_as};
use super::tell::Line;
use crate::Item;
use crate::words::{Bag, hash_of, is_listed, words};
use model::{Event, Figure, PartKind, Span, Statement, StatementType, Status};
use std::collections::{BTreeSet, HashMap};
use std::rc::Rc;

/// One event of one article.
pub(super) struct Told<'a> {
    /// Which item.
    pub(super) item: usize,
    pub(super) event: &'a Event,
    pub(super) statement: Option<&'a Statement>,
    /// Whether it is an order that its object go somewhere.
    decides: bool,
    /// One word for all words that name the action.
    pub(super) action: String,
    /// The family of the action, where it is in one.
    pub(super) family: Option<&'static str>,
    pub(super) actor: Party,
    pub(super) object: Party,
    pub(super) place: Party,
    /// The sentence, else the trigger alone.
    pub(super) sentence: Span,
    /// Its telling words.
    pub(super) bag: Bag,
    /// The same, as names are read.
    pub(super) said: Rc<BTreeSet<String>>,
    /// The day that it is told of, where it is a day.
    pub(super) day: Option<&'a str>,
    pub(super) part: Option<PartKind>,
    /// Whether it stands in the headline or in the first sentence of the body.
    pub(super) leads: bool,
    pub(super) figures: Vec<&'a Figure>,
}

impl Told<'_> {
    /// Where it stands. Who has ordered a ship to a strait has ordered that it go.
    pub(super) fn status(&self) -> Option<Status> {
        let ordered = self.decides && self.event.status == Some(Status::Happened);
        if ordered { Some(Status::Ordered) } else { self.event.status }
    }

    /// Whether nothing is said but its name: "after the purchase" tells no more than that it is spoken of.
    pub(super) fn is_bare(&self) -> bool {
        let event = self.event;
        let roles = [&event.actor, &event.target, &event.recipient];
        roles.into_iter().all(Option::is_none)
            && event.cue.is_none()
            && event.when.is_none()
            && self.figures.is_empty()
    }

    /// Whom it befalls: the object, or the actor where there is none.
    pub(super) fn theme(&self) -> &Party {
        if self.object.is_empty() { &self.actor } else { &self.object }
    }

    /// Who holds it, in words that two articles may have in common; empty for the article itself.
    pub(super) fn holder(&self, text: &str) -> String {
        let Some(statement) = self.statement else {
            return String::new();
        };
        let source = &statement.source;
        let printed = source.span.map_or("", |span| span.words(text));
        format!("{} {}", source.kind.as_str(), source.name.as_deref().unwrap_or(printed).to_lowercase())
    }
}

/// Every event of every item, but for those in sentences that an outlet prints under one story after another.
pub(super) fn told<'a>(items: &'a [Item<'a>], line: &Line) -> Vec<Told<'a>> {
    let mut all: Vec<Told<'a>> = items.iter().enumerate().flat_map(|(at, item)| of_item(at, item)).collect();
    // The same sentence in two articles of one outlet that have nothing from one another.
    let key = |one: &Told<'_>| {
        let article = items.get(one.item)?.article;
        let printed = hash_of(&words(&article.text, one.sentence));
        Some((article.outlet.as_deref()?, printed))
    };
    let mut roots: HashMap<(&str, u64), BTreeSet<usize>> = HashMap::new();
    for one in &all {
        if let Some(key) = key(one) {
            roots.entry(key).or_default().insert(line.root(one.item));
        }
    }
    all.retain(|one| key(one).and_then(|key| roots.get(&key)).is_none_or(|roots| roots.len() < 2));
    all
}

fn of_item<'a>(at: usize, item: &'a Item<'a>) -> Vec<Told<'a>> {
    let (article, Some(notes)) = (item.article, item.notes) else { return Vec::new() };
    let text = article.text.as_str();
    let names = Names::of(notes);
    let statements: HashMap<&str, &Statement> =
        notes.statements.iter().map(|one| (one.id.as_str(), one)).collect();
    let mut sentences: Vec<Span> = notes.sentences.clone();
    sentences.sort_unstable();
    let sentence_of = |span: Span| {
        let after = sentences.partition_point(|sentence| sentence.start <= span.start);
        after.checked_sub(1).and_then(|n| sentences.get(n)).filter(|one| span.start < one.end).copied()
    };
    let lede = item.sentences().first().copied();
    let mut bags: HashMap<Span, (Bag, Rc<BTreeSet<String>>)> = HashMap::new();
    let mut out = Vec::new();
    for event in &notes.events {
        if event.trigger.of(text).is_none() {
            continue;
        }
        let sentence =
            sentence_of(event.trigger).filter(|one| one.of(text).is_some()).unwrap_or(event.trigger);
        let party = |role: Option<&model::Ref>| {
            role.map_or_else(Party::default, |role| Party::of(article, notes, &names, role))
        };
        let part = article.part_at(event.trigger.start);
        let mut object = party(event.target.as_ref());
        if object.is_empty() {
            object = party(event.recipient.as_ref());
        }
        let mut place = party(event.place.as_ref());
        let act = action_of(text, sentence, event);
        let decides = family(&act) == Some("decides");
        if decides && place.is_empty() {
            place = goal(text, sentence, event).map(Party::named).unwrap_or_default();
        }
        let family = match family(&act) {
            Some("decides") => (!place.is_empty()).then_some("goes"),
            family => family,
        };
        // What somebody confirms is told by the article, and held by whoever confirms it.
        let confirms = || {
            let speech = notes.statements.iter().filter(|one| one.kind == StatementType::Speech);
            speech.rev().find(|one| one.content.iter().any(|content| content.contains(event.trigger)))
        };
        let (bag, said) = bags
            .entry(sentence)
            .or_insert_with(|| {
                let said = words(text, sentence).iter().map(|word| read_as(word.text)).collect();
                (Bag::of(text, sentence), Rc::new(said))
            })
            .clone();
        out.push(Told {
            item: at,
            event,
            statement: match &event.statement {
                Some(id) => statements.get(id.as_str()).copied(),
                None => confirms(),
            },
            decides: decides && family.is_some(),
            action: act,
            family,
            actor: party(event.actor.as_ref()),
            object,
            place,
            sentence,
            bag,
            said,
            day: event.when.as_ref().and_then(|when| when.value.as_deref()).and_then(|value| value.get(..10)),
            part,
            leads: part == Some(PartKind::Headline) || lede == Some(sentence),
            figures: figures(notes, event, sentence),
        });
    }
    out
}

/// The action of an event, with the words that make it another one: "stop work" is a strike.
fn action_of(text: &str, sentence: Span, event: &Event) -> String {
    let behind = Span::new(event.trigger.end, sentence.end.max(event.trigger.end));
    let next = words(text, behind).first().map(|word| read_as(word.text));
    let object = event.target.as_ref().and_then(|target| target.span).and_then(|span| head(text, span));
    let beside: Vec<&str> = [&next, &object].into_iter().flatten().map(String::as_str).collect();
    action_with(&event.lemma, &beside).unwrap_or_else(|| action(&event.lemma))
}

/// The head of a description, as names are read: its last word before what tells more of it.
pub(super) fn head(text: &str, description: Span) -> Option<String> {
    let all = words(text, description);
    let own = all.iter().take_while(|word| !is_listed("ends_head", &word.text.to_lowercase()));
    own.last().map(|word| read_as(word.text))
}

/// Where an object is ordered to, in a sentence whose tree hangs the place elsewhere ("ordered the tug Orrin to the
/// Sound"): a name that "to" joins to the object, with nothing between but more of the object's name.
fn goal<'t>(text: &'t str, sentence: Span, event: &Event) -> Option<&'t str> {
    let object = event.target.as_ref().or(event.recipient.as_ref())?.span?;
    let rest = Span::new(object.end, sentence.end.max(object.end));
    let (name, behind) = rest.words(text).split_once(" to ")?;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let place = behind.strip_prefix("the ").unwrap_or(behind);
    let end = place.find(|c: char| !c.is_alphanumeric() && c != ' ' && c != '-').unwrap_or(place.len());
    let words = place.get(..end)?;
    let named = words.split(' ').take_while(|word| capital(word)).map(|word| word.len() + 1).sum::<usize>();
    let joined = name.split_whitespace().all(capital) && named > 0;
    joined.then(|| words.get(..named - 1)).flatten()
}

/// The figures that count the event: those bound to it, and plain counts of its sentence that stand nearest to it and
/// are bound to nothing ("8 dead").
fn figures<'a>(notes: &'a model::Notes, event: &Event, sentence: Span) -> Vec<&'a Figure> {
    let bound = |figure: &&Figure| {
        event.figures.contains(&figure.id) || figure.event.as_deref() == Some(event.id.as_str())
    };
    let far = |one: &Event, figure: &Figure| {
        one.trigger.start.abs_diff(figure.span.end).min(one.trigger.end.abs_diff(figure.span.start))
    };
    // "Three officials told" counts who speaks.
    let speaks = |figure: &Figure| {
        notes.statements.iter().any(|one| one.source.span.is_some_and(|span| span.contains(figure.span)))
    };
    let nearest = |figure: &&Figure| {
        figure.event.is_none()
            && !speaks(figure)
            && figure.unit.is_none()
            && figure.counts.is_some()
            && sentence.contains(figure.span)
            && notes
                .events
                .iter()
                .filter(|one| sentence.contains(one.trigger))
                .min_by_key(|one| (far(one, figure), one.trigger))
                .is_some_and(|one| one.id == event.id)
    };
    notes.figures.iter().filter(|figure| bound(figure) || nearest(figure)).collect()
}
