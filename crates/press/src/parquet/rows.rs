//! Which columns each table has, and what a reading puts into them. `docs/export.md` tells the same.
//!
//! In: a reading · Out: rows of values in the order of the columns · From: the columns of `csv` and `coded`
//! Fails: never; a reading without an article or notes has no rows of marks · Cost: O(marks log sentences)

use super::Table;
use super::columns::Kind::{Count, Flag, Places, Share, Span as Cite, Text, Texts};
use super::columns::{Kind, Value};
use crate::coded::sides;
use crate::lookup::Lookup;
use model::{CodePoints, Codes, Event, Evidence, Party, Ref, Span, Statement, Voice};

/// Where the row comes from; every table begins with these.
const PUBLISHED: &[(&str, Kind)] =
    &[("article_id", Text), ("outlet", Text), ("published", Text), ("url", Text), ("headline", Text)];

/// What proves a mark; every table of marks ends with these.
const PROOF: &[(&str, Kind)] =
    &[("sentence", Cite), ("sentence_number", Count), ("confidence", Share), ("maker", Text)];

const EVENTS: &[(&str, Kind)] = &[
    ("event_id", Text),
    ("status", Text),
    ("polarity", Text),
    ("certainty", Text),
    ("time", Text),
    ("act", Text),
    ("voice", Text),
    ("says", Text),
    ("chain", Texts),
    ("action", Text),
    ("class", Text),
    ("actor", Text),
    ("actor_words", Cite),
    ("target", Text),
    ("target_words", Cite),
    ("recipient", Text),
    ("place", Text),
    ("when_words", Cite),
    ("when_value", Text),
    ("trigger", Cite),
    ("cue", Cite),
    ("plover", Text),
    ("mode", Text),
    ("cameo", Text),
    ("actor_country", Text),
    ("actor_sector", Text),
    ("target_country", Text),
    ("target_sector", Text),
];

const STATEMENTS: &[(&str, Kind)] = &[
    ("statement_id", Text),
    ("type", Text),
    ("source", Text),
    ("source_words", Cite),
    ("source_kind", Text),
    ("role", Text),
    ("count_min", Count),
    ("count_max", Count),
    ("cue", Cite),
    ("content", Texts),
    ("directness", Text),
    ("stance", Text),
    ("chain", Texts),
];

const CODED: &[(&str, Kind)] = &[
    ("event_id", Text),
    ("event_date", Text),
    ("actor", Text),
    ("actor_country", Text),
    ("actor_sector", Text),
    ("target", Text),
    ("target_country", Text),
    ("target_sector", Text),
    ("plover", Text),
    ("mode", Text),
    ("cameo", Text),
    ("cameo_root", Text),
    ("class", Text),
    ("action", Text),
    ("place", Text),
    ("status", Text),
    ("voice", Text),
    ("says", Text),
    ("trigger", Cite),
    ("cue", Cite),
];

const ARTICLES: &[(&str, Kind)] = &[
    ("modified", Text),
    ("deck", Text),
    ("bylines", Texts),
    ("dateline", Text),
    ("section", Text),
    ("language", Text),
    ("paywalled", Flag),
    ("rights", Text),
    ("image_url", Text),
    ("image_caption", Text),
    ("image_credit", Text),
    ("statements", Count),
    ("events", Count),
    ("caveats", Texts),
    ("parts", Places),
    ("paragraphs", Places),
    ("text", Text),
];

/// The columns of a table.
pub(super) fn kinds(table: Table) -> Vec<(&'static str, Kind)> {
    let (own, proof) = match table {
        Table::Events => (EVENTS, PROOF),
        Table::Statements => (STATEMENTS, PROOF),
        Table::Coded => (CODED, PROOF),
        Table::Articles => (ARTICLES, &[] as &[(&str, Kind)]),
    };
    [PUBLISHED, own, proof].concat()
}

/// The rows of one reading.
pub(super) fn rows(table: Table, lookup: &Lookup<'_>) -> Vec<Vec<Value>> {
    let points = CodePoints::new(lookup.text);
    let page = Page { lookup, points };
    let events = lookup.notes.map(|notes| notes.events.as_slice()).unwrap_or_default();
    let statements = lookup.notes.map(|notes| notes.statements.as_slice()).unwrap_or_default();
    match table {
        Table::Events => events.iter().map(|event| page.event(event)).collect(),
        Table::Statements => statements.iter().map(|told| page.statement(told)).collect(),
        Table::Coded => events.iter().filter_map(|event| page.coded(event)).collect(),
        Table::Articles => page.article().into_iter().collect(),
    }
}

struct Page<'p> {
    lookup: &'p Lookup<'p>,
    points: CodePoints<'p>,
}

impl Page<'_> {
    fn published(&self) -> Vec<Value> {
        let article = self.lookup.article;
        vec![
            Value::Text(self.lookup.reading.id.clone()),
            Value::words(article.and_then(|a| a.outlet.as_ref())),
            Value::words(article.and_then(|a| a.published)),
            Value::words(article.and_then(|a| a.url.as_ref())),
            Value::words(article.and_then(|a| a.headline.as_ref())),
        ]
    }

    fn proof(&self, row: &mut Vec<Value>, stands: Option<Span>, evidence: &Evidence) {
        let sentences = &self.lookup.sentences;
        let number = stands.and_then(|span| sentences.number(span));
        row.push(self.cite(number.and_then(|number| sentences.span(number))));
        row.push(Value::count(number));
        row.push(Value::Share((evidence.confidence * 100.0).round() / 100.0));
        row.push(Value::Text(evidence.maker.to_string()));
    }

    fn cite(&self, span: Option<Span>) -> Value {
        span.map_or(Value::None, |span| Value::Span(self.points.cite(span)))
    }

    fn name(&self, role: Option<&Ref>) -> Value {
        Value::words(role.and_then(|role| self.lookup.name(role)))
    }

    fn event(&self, event: &Event) -> Vec<Value> {
        let told = if event.voice == Voice::Source { self.lookup.statement(event) } else { None };
        let words = |role: &Option<Ref>| self.cite(role.as_ref().and_then(|role| role.span));
        let mut row = self.published();
        row.push(Value::Text(event.id.clone()));
        row.push(Value::words(event.status));
        row.extend([
            Value::words(Some(event.axes.polarity)),
            Value::words(Some(event.axes.certainty)),
            Value::words(Some(event.axes.time)),
            Value::words(Some(event.axes.act)),
            Value::words(Some(event.voice)),
            Value::words(told.and_then(|told| self.lookup.speaker(&told.source))),
            told.map_or(Value::None, |told| Value::Texts(self.lookup.chain(told))),
            Value::Text(event.lemma.clone()),
            Value::words(event.class),
            self.name(event.actor.as_ref()),
            words(&event.actor),
            self.name(event.target.as_ref()),
            words(&event.target),
            self.name(event.recipient.as_ref()),
            self.name(event.place.as_ref()),
            self.cite(event.when.as_ref().and_then(|when| when.span)),
            Value::words(event.when.as_ref().and_then(|when| when.value.as_ref())),
            self.cite(Some(event.trigger)),
            self.cite(event.cue),
        ]);
        codes(&mut row, event.codes.as_ref());
        self.proof(&mut row, Some(event.trigger), &event.evidence);
        row
    }

    fn statement(&self, told: &Statement) -> Vec<Value> {
        let source = &told.source;
        let number = |count: Option<u32>| count.map_or(Value::None, |count| Value::Count(count.into()));
        let mut row = self.published();
        row.extend([
            Value::Text(told.id.clone()),
            Value::words(Some(told.kind)),
            Value::words(self.lookup.speaker(source)),
            self.cite(source.span),
            Value::words(Some(source.kind)),
            Value::words(source.role.as_ref()),
            number(source.count.map(|count| count.min)),
            number(source.count.and_then(|count| count.max)),
            self.cite(told.cue),
            Value::Texts(told.content.iter().filter_map(|span| self.lookup.words(*span)).collect()),
            Value::words(Some(told.directness)),
            Value::words(told.stance),
            Value::Texts(self.lookup.chain(told)),
        ]);
        let stands = told.cue.or(source.span).or(told.content.first().copied());
        self.proof(&mut row, stands, &told.evidence);
        row
    }

    fn coded(&self, event: &Event) -> Option<Vec<Value>> {
        let codes = event.codes.as_ref()?;
        let plover = codes.plover.as_ref()?;
        let (actor, target, speaker) = sides(self.lookup, event);
        let mut row = self.published();
        row.push(Value::Text(event.id.clone()));
        row.push(Value::words(event.when.as_ref().and_then(|when| when.value.as_ref())));
        row.push(Value::Text(actor?));
        party(&mut row, codes.actor.as_ref());
        row.push(Value::words(target));
        party(&mut row, codes.target.as_ref());
        row.extend([
            Value::Text(plover.clone()),
            Value::words(codes.mode.as_ref()),
            Value::words(codes.cameo.as_ref()),
            Value::words(codes.cameo.as_ref().and_then(|code| code.get(..2))),
            Value::words(event.class),
            Value::Text(event.lemma.clone()),
            self.name(event.place.as_ref()),
            Value::words(event.status),
            Value::words(Some(event.voice)),
            Value::words(speaker),
            self.cite(Some(event.trigger)),
            self.cite(event.cue),
        ]);
        self.proof(&mut row, Some(event.trigger), &event.evidence);
        Some(row)
    }

    fn article(&self) -> Option<Vec<Value>> {
        let article = self.lookup.article?;
        let image = article.image.as_ref();
        let place = |kind: &'static str, span: Span| {
            let at = |byte: usize| i64::try_from(self.points.before(byte)).unwrap_or(i64::MAX);
            (kind, at(span.start), at(span.end))
        };
        let mut row = self.published();
        row.extend([
            Value::words(article.modified),
            Value::words(article.deck.as_ref()),
            Value::Texts(article.bylines.clone()),
            Value::words(article.dateline.as_ref()),
            Value::words(article.section.as_ref()),
            Value::words(article.language.as_ref()),
            article.paywalled.map_or(Value::None, Value::Flag),
            Value::words(article.rights.as_ref()),
            Value::words(image.and_then(|image| image.url.as_ref())),
            Value::words(image.and_then(|image| image.caption.as_ref())),
            Value::words(image.and_then(|image| image.credit.as_ref())),
            Value::count(self.lookup.notes.map(|notes| notes.statements.len())),
            Value::count(self.lookup.notes.map(|notes| notes.events.len())),
            Value::Texts(self.lookup.reading.caveats.iter().map(|caveat| caveat.code.to_string()).collect()),
            Value::Places(article.parts.iter().map(|part| place(part.part.as_str(), part.span)).collect()),
            Value::Places(article.paragraphs.iter().map(|one| place(one.kind.as_str(), one.span)).collect()),
            Value::Text(article.text.clone()),
        ]);
        Some(row)
    }
}

/// Category, mode, CAMEO code; country and sector of both sides.
fn codes(row: &mut Vec<Value>, codes: Option<&Codes>) {
    row.push(Value::words(codes.and_then(|codes| codes.plover.as_ref())));
    row.push(Value::words(codes.and_then(|codes| codes.mode.as_ref())));
    row.push(Value::words(codes.and_then(|codes| codes.cameo.as_ref())));
    party(row, codes.and_then(|codes| codes.actor.as_ref()));
    party(row, codes.and_then(|codes| codes.target.as_ref()));
}

fn party(row: &mut Vec<Value>, party: Option<&Party>) {
    row.push(Value::words(party.and_then(|party| party.country.as_ref())));
    row.push(Value::words(party.and_then(|party| party.sector.as_ref())));
}
