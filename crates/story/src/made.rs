//! Stories made by hand, for the tests of claims, timelines and questions.
//!
//! In: texts with a sentence a line, marks by their words · Out: articles, notes, a lineage · From: own · Fails: words
//! that are not in the text panic · Cost: nothing

use crate::Item;
use model::jiff::Timestamp;
use model::{
    Article, Comparator, Count, DirectionBy, Directness, Entity, EntityKind, Event, Evidence, Figure,
    Lineage, LineageEdge, LineageKind, LineageNode, Notes, Ref, Source, SourceKind, Span, Statement,
    StatementType, Status, Time, TimeType, Voice, When,
};

/// One article with its marks.
pub(crate) struct Made {
    pub(crate) id: String,
    pub(crate) article: Article,
    pub(crate) notes: Notes,
}

impl Made {
    /// An article of `outlet`, published on `day` ("2026-03-02T10:00:00"), with a sentence a line.
    pub(crate) fn new(id: &str, outlet: &str, day: &str, text: &str) -> Self {
        let mut article = Article::verbatim(text);
        article.outlet = Some(outlet.to_owned());
        article.published = day.parse().ok();
        let sentences = article.paragraphs.iter().map(|paragraph| paragraph.span).collect();
        Made { id: id.to_owned(), article, notes: Notes { sentences, ..Notes::default() } }
    }

    fn at(&self, words: &str) -> Span {
        let start = self.article.text.find(words).unwrap();
        Span::new(start, start + words.len())
    }

    fn role(&mut self, words: &str) -> Option<Ref> {
        if words.is_empty() {
            return None;
        }
        let known = self.notes.entities.iter().find(|entity| entity.name == words).map(|one| one.id.clone());
        let id = known.unwrap_or_else(|| format!("e{}", self.notes.entities.len() + 1));
        if !self.notes.entities.iter().any(|entity| entity.id == id) {
            self.notes.entities.push(Entity {
                id: id.clone(),
                kind: EntityKind::Organisation,
                name: words.to_owned(),
                names: vec![words.to_owned()],
                country: None,
                sector: None,
            });
        }
        Some(Ref { span: Some(self.at(words)), entity: Some(id), name: None })
    }

    /// An event at `words`, with actor and target ("" for none).
    pub(crate) fn event(mut self, words: &str, lemma: &str, roles: (&str, &str), status: Status) -> Self {
        let evidence = Evidence::rule("rule/test", 1.0);
        let id = format!("v{}", self.notes.events.len() + 1);
        let bare = Event::bare(id, self.at(words), lemma.to_owned(), evidence);
        let (actor, target) = (self.role(roles.0), self.role(roles.1));
        self.notes.events.push(Event { actor, target, status: Some(status), ..bare });
        self
    }

    /// The last event is told by `who`.
    pub(crate) fn said_by(mut self, who: &str, kind: SourceKind) -> Self {
        let id = format!("s{}", self.notes.statements.len() + 1);
        let span = Some(self.at(who));
        let name = (kind == SourceKind::NamedPerson).then(|| who.to_owned());
        let event = self.notes.events.last_mut().unwrap();
        (event.voice, event.statement) = (Voice::Source, Some(id.clone()));
        let content = vec![event.trigger];
        self.notes.statements.push(Statement {
            id,
            kind: StatementType::Speech,
            source: Source { span, kind, name, entity: None, role: None, count: None },
            cue: None,
            stance: None,
            content,
            directness: Directness::Indirect,
            chain: vec![who.to_owned()],
            evidence: Evidence::rule("rule/test", 1.0),
        });
        self
    }

    /// The last event is counted by the figure at `words`.
    pub(crate) fn counted(mut self, words: &str, value: f64, counts: &str) -> Self {
        let id = format!("f{}", self.notes.figures.len() + 1);
        let span = self.at(words);
        let event = self.notes.events.last_mut().unwrap();
        event.figures.push(id.clone());
        self.notes.figures.push(Figure {
            id,
            span,
            value,
            high: None,
            comparator: Comparator::Equal,
            unit: None,
            counts: Some(counts.to_owned()),
            event: Some(event.id.clone()),
            evidence: Evidence::rule("rule/test", 1.0),
        });
        self
    }

    /// The words name `day`, which is the last event's.
    pub(crate) fn on(mut self, words: &str, day: &str) -> Self {
        let span = self.at(words);
        let value = Some(day.to_owned());
        if let Some(event) = self.notes.events.last_mut() {
            event.when = Some(When { value: value.clone(), span: Some(span) });
        }
        let evidence = Evidence::rule("rule/test", 1.0);
        self.notes.times.push(Time { span, kind: TimeType::Date, value, evidence });
        self
    }
}

/// The articles as items, in their place.
pub(crate) fn items(made: &[Made]) -> Vec<Item<'_>> {
    let mut items: Vec<Item<'_>> = made
        .iter()
        .map(|one| Item {
            id: &one.id,
            article: &one.article,
            notes: Some(&one.notes),
            seen: Timestamp::UNIX_EPOCH,
        })
        .collect();
    items.sort_by(|a, b| a.place().cmp(&b.place()));
    items
}

/// A lineage of `articles` with arrows from taker to giver.
pub(crate) fn lineage(articles: usize, arrows: &[(usize, usize, LineageKind)]) -> Lineage {
    let edge = |(taker, giver, kind): &(usize, usize, LineageKind)| LineageEdge {
        taker: *taker,
        giver: *giver,
        kind: *kind,
        by: DirectionBy::Time,
        confidence: 1.0,
        share: 1.0,
        evidence: Vec::new(),
    };
    Lineage {
        nodes: (0..articles).map(|at| LineageNode { article: Some(at), outlet: None }).collect(),
        edges: arrows.iter().map(edge).collect(),
        shared_quotes: Vec::new(),
        roots: Vec::new(),
        independent: Count::at_least(0),
    }
}
