//! Stories, and an archive to put them in.

use archive::{Access, Archive, Facts, ItemHash, Parcel};
use model::jiff::Timestamp;
use model::{
    Article, Directness, Entity, EntityKind, Event, Evidence, Notes, Reading, Ref, Source, SourceKind, Span,
    Statement, StatementType, Status,
};
use tempfile::TempDir;

/// A story before it is a reading.
#[derive(Clone)]
pub(crate) struct Story {
    pub(crate) url: Option<&'static str>,
    pub(crate) outlet: &'static str,
    pub(crate) headline: &'static str,
    pub(crate) body: String,
    pub(crate) day: &'static str,
    pub(crate) language: &'static str,
    /// Status, actor, trigger, target, place.
    pub(crate) events: Vec<(Status, &'static str, &'static str, &'static str, &'static str)>,
    /// Source and its kind.
    pub(crate) sources: Vec<(&'static str, SourceKind)>,
}

/// The city weighs a ban.
pub(crate) fn ban() -> Story {
    Story {
        url: Some("https://gazette.example/news/ban"),
        outlet: "The Harbour Gazette",
        headline: "City weighs ban on large ships",
        body: "Hargate is considering a ban on large ships, two port officials said. The city will hold a vote in June. \
               Shippers rejected the plan."
            .to_owned(),
        day: "2026-03-02",
        language: "en",
        events: vec![
            (Status::Contemplated, "Hargate", "ban", "large ships", ""),
            (Status::Planned, "The city", "vote", "", "Hargate"),
            (Status::Rejected, "Shippers", "plan", "", ""),
        ],
        sources: vec![("two port officials", SourceKind::UnnamedPerson)],
    }
}

/// A regatta is called off.
pub(crate) fn regatta() -> Story {
    Story {
        url: Some("https://courier.example/sport/regatta"),
        outlet: "Northfield Courier",
        headline: "Regatta called off",
        body: "Rain fell on Saturday, and the club called the regatta off. Mara Lindqvist, who steers the port's boat, \
               said a new date would be found in Northfield."
            .to_owned(),
        day: "2026-04-11",
        language: "en",
        events: vec![
            (Status::NotHappened, "the club", "regatta", "", ""),
            (Status::Planned, "Mara Lindqvist", "date", "", "Northfield"),
        ],
        sources: vec![("Mara Lindqvist", SourceKind::NamedPerson)],
    }
}

impl Story {
    pub(crate) fn reading(&self) -> Reading {
        let text = format!("{}\n\n{}", self.headline, self.body);
        let mut article = Article::verbatim(&text);
        article.url = self.url.map(str::to_owned);
        article.outlet = (!self.outlet.is_empty()).then(|| self.outlet.to_owned());
        article.headline = Some(self.headline.to_owned());
        article.published = self.day.parse().ok();
        article.language = Some(self.language.to_owned());
        let place = |words: &str| text.find(words).map(|at| Span::new(at, at + words.len()));
        let named = |words: &str| {
            (!words.is_empty()).then(|| Ref {
                span: place(words),
                entity: None,
                name: Some(words.to_owned()),
            })
        };
        let evidence = || Evidence::rule("rule/test", 0.91);
        let mut notes = Notes::default();
        let mut at = 0;
        for sentence in text.split_inclusive(['.', '\n']) {
            notes.sentences.push(Span::new(at, at + sentence.len()));
            at += sentence.len();
        }
        for (number, (status, actor, trigger, target, where_)) in self.events.iter().enumerate() {
            let trigger_at = place(trigger).unwrap();
            let mut event =
                Event::bare(format!("v{}", number + 1), trigger_at, (*trigger).to_owned(), evidence());
            event.status = Some(*status);
            event.axes = status.axes();
            event.actor = named(actor);
            event.target = named(target);
            event.place = named(where_);
            notes.events.push(event);
        }
        for (number, (source, kind)) in self.sources.iter().enumerate() {
            notes.statements.push(Statement {
                id: format!("s{}", number + 1),
                kind: StatementType::Speech,
                source: Source {
                    span: place(source),
                    kind: *kind,
                    name: Some((*source).to_owned()),
                    entity: None,
                    role: None,
                    count: None,
                },
                cue: place("said"),
                stance: None,
                content: Vec::new(),
                directness: Directness::Indirect,
                chain: Vec::new(),
                evidence: evidence(),
            });
        }
        for word in ["Hargate", "Mara Lindqvist", "Northfield"] {
            if text.contains(word) {
                notes.entities.push(Entity {
                    id: format!("e{}", notes.entities.len() + 1),
                    kind: EntityKind::Place,
                    name: word.to_owned(),
                    names: vec![word.to_owned()],
                    country: None,
                    sector: None,
                });
            }
        }
        Reading::of(self.headline, article, Vec::new()).with(notes)
    }

    pub(crate) fn parcel(&self) -> Parcel {
        self.parcel_seen(0)
    }

    /// Seen so many seconds after the first of March 2026.
    pub(crate) fn parcel_seen(&self, seconds: i64) -> Parcel {
        let item = ItemHash::of(self.body.as_bytes(), &[self.url, Some(self.headline)]);
        Parcel::of(self.reading(), facts(Some(item), seconds)).unwrap()
    }
}

pub(crate) fn facts(item: Option<ItemHash>, seconds: i64) -> Facts {
    let seen = Timestamp::from_second(1_772_323_200 + seconds).unwrap();
    Facts { item, origin: "stories".to_owned(), desk: Some("test-1".to_owned()), seen }
}

/// An archive in a folder that goes away.
pub(crate) struct House {
    pub(crate) folder: TempDir,
    pub(crate) archive: Archive,
}

pub(crate) fn house() -> House {
    let folder = tempfile::tempdir().unwrap();
    let archive = Archive::open(&folder.path().join("a/archive.db"), Access::Write).unwrap();
    House { folder, archive }
}

/// An archive with these stories.
pub(crate) fn with(stories: &[Story]) -> House {
    let mut house = house();
    let parcels: Vec<Parcel> = stories.iter().map(Story::parcel).collect();
    house.archive.file(&parcels).unwrap();
    house
}

/// Whether the archive is sound.
pub(crate) fn assert_sound(archive: &mut Archive) {
    let faults = archive.check().unwrap();
    let faults: Vec<_> = faults.iter().filter(|fault| fault.kind != archive::FaultKind::Room).collect();
    assert!(faults.is_empty(), "{faults:#?}");
}
