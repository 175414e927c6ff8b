//! A mark set anew, field by field, as a correction says.
//!
//! In: a mark, the fields of a [`Correction`](super::Correction) · Out: the mark with those fields set
//! From: the nouns of this crate; words are looked for in the sentence of the mark first
//! Fails: words that the text does not have, or a value of another kind, are an error, and the mark stays as it was
//! Cost: O(text) for each field that is words

use super::fields::{count, number};
use super::{Field, place};
use crate::{
    Authority, Axes, Comparator, Entity, EntityKind, Event, Figure, Mention, Notes, Position, Ref, Source,
    SourceKind, Span, Statement, Status, Time, Voice, When,
};
use std::collections::BTreeMap;

/// Fields and what they are to say.
pub(super) type Set = BTreeMap<Field, Option<String>>;

/// What a mark is edited on.
pub(super) struct Page<'n> {
    pub(super) text: &'n str,
    pub(super) notes: &'n Notes,
    /// The mark's own words.
    pub(super) mark: Span,
}

impl Page<'_> {
    fn near(&self, words: &str) -> Result<Span, String> {
        place::nearest(self.text, &self.notes.sentences, self.mark, words)
    }

    fn words(&self, words: Option<&str>) -> Result<Option<Span>, String> {
        words.map(|words| self.near(words)).transpose()
    }

    /// The entity that these words name: of "the Harbour Gazette" that of "Harbour Gazette", but of "a spokeswoman for
    /// the Harbour Gazette" none.
    fn entity(&self, span: Span) -> Option<&Entity> {
        let joins = |word: &str| ["of", "for", "from", "in", "at", "with", "to", "by", "on"].contains(&word);
        let names = |m: &&Mention| {
            let before = Span::new(span.start, m.span.start).words(self.text);
            span.contains(m.span) && m.span.end == span.end && !before.split_whitespace().any(joins)
        };
        let mention = self.notes.mentions.iter().find(names)?;
        self.notes.entities.iter().find(|entity| Some(&entity.id) == mention.entity.as_ref())
    }

    fn refer(&self, words: &str) -> Result<Ref, String> {
        let span = self.near(words)?;
        let entity = self.entity(span);
        Ok(Ref {
            span: Some(span),
            entity: entity.map(|e| e.id.clone()),
            name: entity.map(|e| e.name.clone()),
        })
    }

    fn maybe_refer(&self, words: Option<&str>) -> Result<Option<Ref>, String> {
        words.map(|words| self.refer(words)).transpose()
    }
}

pub(super) fn event(event: &mut Event, page: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Status => {
                event.status = value.map(str::parse::<Status>).transpose()?;
                if event.axes.status() != event.status {
                    event.axes = event.status.map_or(Axes::UNKNOWN, Status::axes);
                }
            }
            Field::Cue => event.cue = page.words(value)?,
            Field::Voice => tell(event, parsed(value)?, page.notes),
            Field::Actor => event.actor = page.maybe_refer(value)?,
            Field::Target => event.target = page.maybe_refer(value)?,
            Field::Recipient => event.recipient = page.maybe_refer(value)?,
            Field::Place => event.place = page.maybe_refer(value)?,
            Field::When => {
                let span = event.when.take().and_then(|when| when.span);
                event.when = when(value.map(str::to_owned), span);
            }
            Field::WhenWords => {
                let span = page.words(value)?;
                let time = page.notes.times.iter().find(|time| Some(time.span) == span);
                let old = event.when.take().and_then(|when| when.value);
                event.when = when(time.map_or(old, |time| time.value.clone()), span);
            }
            Field::Class => event.class = value.map(str::parse).transpose()?,
            Field::Lemma => event.lemma = given(value)?.to_owned(),
            _ => return Err(stray(*field)),
        }
    }
    // The codes of outside schemes follow from what was set, and are derived anew.
    event.codes = None;
    // Fields come in the order of the list, and the words' own value must not win over one that was given.
    if let Some(Some(value)) = set.get(&Field::When) {
        event.when = when(Some(value.clone()), event.when.take().and_then(|when| when.span));
    }
    Ok(())
}

/// Sets the voice. What the article tells has no statement; what a source tells has the statement that it stands in.
pub(super) fn tell(event: &mut Event, voice: Voice, notes: &Notes) {
    event.voice = voice;
    let told_in = |s: &&Statement| s.content.iter().any(|content| content.contains(event.trigger));
    event.statement = match voice {
        Voice::Narrator => None,
        Voice::Source => event.statement.take().or_else(|| {
            // The closest one around it.
            let length = |s: &&Statement| s.content.iter().map(Span::len).sum::<usize>();
            notes.statements.iter().filter(told_in).min_by_key(length).map(|s| s.id.clone())
        }),
    };
}

fn when(value: Option<String>, span: Option<Span>) -> Option<When> {
    (value.is_some() || span.is_some()).then_some(When { value, span })
}

pub(super) fn statement(statement: &mut Statement, page: &Page<'_>, set: &Set) -> Result<(), String> {
    // Who it is comes first: kind, name and count may be set over what the words give.
    if let Some(words) = set.get(&Field::Source) {
        source(statement, page, words.as_deref())?;
    }
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Source => {}
            Field::Kind => statement.source.kind = parsed(value)?,
            Field::Name => {
                statement.source.name = value.map(str::to_owned);
                // Another name is another one.
                let same = |e: &&Entity| e.names.iter().any(|name| Some(name.as_str()) == value);
                statement.source.entity = page.notes.entities.iter().find(same).map(|e| e.id.clone());
                end_chain(statement, page.text);
            }
            Field::Role => statement.source.role = value.map(str::to_owned),
            Field::Count => statement.source.count = value.map(count).transpose()?,
            Field::Cue => statement.cue = page.words(value)?,
            Field::Content => statement.content = vec![page.near(given(value)?)?],
            Field::Directness => statement.directness = parsed(value)?,
            Field::Type => statement.kind = parsed(value)?,
            Field::Chain => {
                let links = value.unwrap_or_default().split(['←', '<']).map(str::trim);
                statement.chain = links.filter(|link| !link.is_empty()).map(str::to_owned).collect();
            }
            _ => return Err(stray(*field)),
        }
    }
    if statement.cue.is_none() && statement.source.span.is_none() && statement.content.is_empty() {
        return Err("nothing of the statement would be left".to_owned());
    }
    Ok(())
}

/// The words of the source, and what follows from them: another one has another name, kind and count.
fn source(statement: &mut Statement, page: &Page<'_>, words: Option<&str>) -> Result<(), String> {
    let old = statement.source.clone();
    let span = page.words(words)?;
    let entity = span.and_then(|span| page.entity(span));
    let wider = old.span.zip(span).is_some_and(|(old, new)| old.touches(new));
    let kept = if wider {
        old
    } else {
        Source { span, kind: SourceKind::Unknown, name: None, entity: None, role: None, count: None }
    };
    let named = entity.map(|e| (kind_of(e.kind), e.name.clone(), e.id.clone()));
    statement.source = match named {
        Some((kind, name, id)) => {
            Source { span, kind: kind.unwrap_or(kept.kind), name: Some(name), entity: Some(id), ..kept }
        }
        None => Source { span, ..kept },
    };
    end_chain(statement, page.text);
    Ok(())
}

/// The source is the last link of its chain.
fn end_chain(statement: &mut Statement, text: &str) {
    let speaker = statement.source.name.clone();
    let words = || statement.source.span.map(|span| span.words(text).to_owned());
    let speaker = speaker.or_else(words);
    statement.chain.pop();
    statement.chain.extend(speaker);
}

/// The kind of source that an entity is; `None` where it could be several.
fn kind_of(kind: EntityKind) -> Option<SourceKind> {
    match kind {
        EntityKind::Person => Some(SourceKind::NamedPerson),
        EntityKind::Organisation | EntityKind::Government => Some(SourceKind::Organisation),
        EntityKind::Outlet => Some(SourceKind::Outlet),
        EntityKind::Law => Some(SourceKind::Document),
        EntityKind::Place | EntityKind::Group | EntityKind::Other => None,
    }
}

pub(super) fn figure(figure: &mut Figure, _: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Value => figure.value = number(given(value)?)?,
            Field::High => figure.high = value.map(number).transpose()?,
            Field::Comparator => figure.comparator = parsed(value)?,
            Field::Unit => figure.unit = value.map(str::to_owned),
            Field::Counts => figure.counts = value.map(str::to_owned),
            _ => return Err(stray(*field)),
        }
    }
    match (figure.comparator, figure.high) {
        (Comparator::Range, None) => Err("a range needs its upper end, `high`".to_owned()),
        (Comparator::Range, Some(high)) if high < figure.value => {
            Err("the upper end of the range lies below the lower".to_owned())
        }
        (Comparator::Range, Some(_)) => Ok(()),
        // Another comparator has one number.
        _ => {
            figure.high = None;
            Ok(())
        }
    }
}

pub(super) fn time(time: &mut Time, _: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        match field {
            Field::Value => time.value.clone_from(value),
            Field::Type => time.kind = parsed(value.as_deref())?,
            _ => return Err(stray(*field)),
        }
    }
    Ok(())
}

pub(super) fn authority(authority: &mut Authority, page: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Name => authority.name = given(value)?.to_owned(),
            Field::Kind => authority.kind = parsed(value)?,
            Field::InvokedBy => authority.invoked_by = page.maybe_refer(value)?,
            _ => return Err(stray(*field)),
        }
    }
    Ok(())
}

pub(super) fn position(position: &mut Position, page: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Holder => position.holder = page.refer(given(value)?)?,
            Field::On => position.on = page.near(given(value)?)?,
            Field::Stance => position.stance = parsed(value)?,
            _ => return Err(stray(*field)),
        }
    }
    Ok(())
}

pub(super) fn entity(entity: &mut Entity, _: &Page<'_>, set: &Set) -> Result<(), String> {
    for (field, value) in set {
        let value = value.as_deref();
        match field {
            Field::Name => {
                let name = given(value)?;
                entity.names.retain(|other| other != name);
                entity.names.insert(0, name.to_owned());
                entity.name = name.to_owned();
            }
            Field::Kind => entity.kind = parsed(value)?,
            Field::Country => entity.country = value.map(str::to_owned),
            _ => return Err(stray(*field)),
        }
    }
    Ok(())
}

fn given(value: Option<&str>) -> Result<&str, String> {
    value.ok_or_else(|| "a field that must say something is empty".to_owned())
}

fn parsed<T: std::str::FromStr<Err = String>>(value: Option<&str>) -> Result<T, String> {
    given(value)?.parse()
}

fn stray(field: Field) -> String {
    format!("this kind of mark has no field `{field}`")
}
