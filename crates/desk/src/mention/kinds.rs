//! What a name names: by gazetteer, by the words in it, by what stands before it.
//!
//! In: a name · Out: its kind, country, and the gender of a title or a given name · From: `lexicon/countries.tsv`,
//! `lexicon/name_words.tsv`, `lexicon/given_names.tsv`, `lexicon/outlets.tsv` · Fails: an unknown name of one to three plain words is a person, any other `other`
//! Cost: one look-up a word

use crate::lexicon;
use model::EntityKind;
use rustc_hash::FxHashMap as HashMap;
use std::collections::HashSet;
use std::sync::OnceLock;

/// What the gazetteer knows of a name.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub kind: EntityKind,
    pub iso3: &'static str,
    pub country: &'static str,
    pub demonym: bool,
    /// A name of the whole country, not of a place or people in it.
    pub whole: bool,
}

/// The lists that tell kinds.
pub(crate) struct Kinds {
    countries: HashMap<&'static str, Known>,
    /// Whom a capital stands for where it acts: code and name.
    seats: HashMap<&'static str, (&'static str, &'static str)>,
    words: HashMap<&'static str, (&'static str, &'static str)>,
    given: HashMap<&'static str, char>,
    outlets: HashSet<&'static str>,
    /// Longest gazetteer name, in words.
    pub longest: usize,
}

impl Kinds {
    /// The shipped lists, read once.
    pub(crate) fn shipped() -> &'static Kinds {
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let mut countries = HashMap::default();
            let mut seats = HashMap::default();
            let mut longest = 1;
            for row in lexicon::rows(include_str!("../../lexicon/countries.tsv")) {
                let [name, kind, iso3, country, _source] = row.as_slice() else { continue };
                if matches!(*kind, "capital" | "metonym") {
                    seats.insert(*name, (*iso3, *country));
                }
                if *kind == "metonym" {
                    continue;
                }
                let entity = if *kind == "demonym" { EntityKind::Group } else { EntityKind::Place };
                longest = longest.max(name.split(' ').count());
                countries.entry(*name).or_insert(Known {
                    kind: entity,
                    iso3,
                    country,
                    demonym: *kind == "demonym",
                    whole: matches!(*kind, "country" | "alias"),
                });
            }
            let mut words = HashMap::default();
            for row in lexicon::rows(include_str!("../../lexicon/name_words.tsv")) {
                let [word, kind, gender, _source] = row.as_slice() else { continue };
                words.entry(*word).or_insert((*kind, *gender));
            }
            let row = |row: Vec<&'static str>| Some((*row.first()?, row.get(1)?.chars().next()?));
            let given =
                lexicon::rows(include_str!("../../lexicon/given_names.tsv")).filter_map(row).collect();
            let outlets = lexicon::rows(include_str!("../../lexicon/outlets.tsv"));
            let outlets = outlets.filter_map(|row| row.first().copied()).collect();
            Kinds { countries, seats, words, given, outlets, longest }
        })
    }

    /// The gazetteer's entry for exactly this name; a people is known in the plural, too ("Mexicans").
    pub(crate) fn country(&self, name: &str) -> Option<Known> {
        let people = |one: &str| self.countries.get(one).filter(|k| k.demonym);
        self.countries.get(name).or_else(|| name.strip_suffix('s').and_then(people)).copied()
    }

    /// Whom a capital stands for where it acts: ISO code and name ("Brussels" for the European Union).
    pub(crate) fn seat(&self, capital: &str) -> Option<(&'static str, &'static str)> {
        self.seats.get(capital).copied()
    }

    /// Whose name it mostly is: `m` or `f`; `None` for names of both and unknown ones.
    pub(crate) fn given(&self, name: &str) -> Option<char> {
        self.given.get(name).copied()
    }

    /// Whether the word is a title or office ("President", "Dr."), and the gender it tells.
    pub(crate) fn title(&self, word: &str) -> Option<&'static str> {
        let lower = word.trim_end_matches('.').to_lowercase();
        match self.words.get(lower.as_str()) {
            Some(("title", gender)) => Some(gender),
            _ => None,
        }
    }

    /// Whether the word tells what something is, so that it names nothing by itself ("National", "Bank", "Union").
    pub(crate) fn is_common(&self, word: &str) -> bool {
        const WIDE: [&str; 10] = [
            "National",
            "International",
            "Federal",
            "United",
            "Royal",
            "New",
            "General",
            "Central",
            "World",
            "State",
        ];
        WIDE.contains(&word) || self.words.contains_key(word.to_lowercase().as_str())
    }

    /// The same, with what the model takes the name for: its words may say more exactly what it is.
    pub(crate) fn named(&self, name: &str, titled: bool, model: Option<EntityKind>) -> EntityKind {
        let words = self.by_words(name, titled);
        // "Dawn" is a paper and a woman: the model tells which.
        let person = model == Some(EntityKind::Person) && self.given(name).is_some();
        if self.outlets.contains(name) && !person && !titled && model != Some(EntityKind::Place) {
            return EntityKind::Outlet;
        }
        match (model, words) {
            (None, _)
            | (_, EntityKind::Law)
            | (
                Some(EntityKind::Organisation),
                EntityKind::Government | EntityKind::Outlet | EntityKind::Group,
            )
            | (Some(EntityKind::Other), EntityKind::Group) => words,
            (Some(told), _) => told,
        }
    }

    /// What a name of these words names, when no gazetteer knows it; `titled` = an office stands before it.
    pub(crate) fn by_words(&self, name: &str, titled: bool) -> EntityKind {
        let told = |word: &str| {
            let lower = word.to_lowercase();
            match self.words.get(lower.as_str()).map(|w| w.0) {
                Some("organisation") => Some(EntityKind::Organisation),
                Some("outlet") => Some(EntityKind::Outlet),
                Some("government") => Some(EntityKind::Government),
                Some("place") => Some(EntityKind::Place),
                Some("group") => Some(EntityKind::Group),
                _ => None,
            }
        };
        if titled {
            return EntityKind::Person;
        }
        // The last telling word decides: "Harbour News" is an outlet, "News Harbour" a place.
        if let Some(kind) = name.split_whitespace().rev().find_map(told) {
            return kind;
        }
        let law = ["Act", "Title", "Article", "Treaty", "Convention", "Constitution", "Resolution", "Code"];
        if name.split(' ').any(|w| law.contains(&w)) {
            return EntityKind::Law;
        }
        let words = name.split_whitespace().count();
        let capital = name.chars().filter(|c| c.is_uppercase()).count();
        let plain = name.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '.' | '-' | '\'' | '’'));
        match words {
            1 if capital > 1 => EntityKind::Organisation,
            2..=4 if plain && !name.contains(" of ") && !name.contains(" the ") => EntityKind::Person,
            1 => EntityKind::Other,
            _ => EntityKind::Organisation,
        }
    }
}
