//! What a name names: by gazetteer, by the words in it, by what stands before it.
//!
//! In: a name · Out: its kind, country, and the gender of a title · From: `lexicon/countries.tsv`,
//! `lexicon/name_words.tsv` · Fails: an unknown name of one to three plain words is a person, any other `other`
//! Cost: one look-up a word

use crate::lexicon;
use model::EntityKind;
use std::collections::HashMap;
use std::sync::OnceLock;

/// What the gazetteer knows of a name.
#[derive(Clone, Copy)]
pub(crate) struct Known {
    pub kind: EntityKind,
    pub iso3: &'static str,
    pub country: &'static str,
    pub demonym: bool,
    /// A place of its own, not another name of its country.
    pub capital: bool,
}

/// The lists that tell kinds.
pub(crate) struct Kinds {
    countries: HashMap<&'static str, Known>,
    words: HashMap<&'static str, (&'static str, &'static str)>,
    /// Longest gazetteer name, in words.
    pub longest: usize,
}

impl Kinds {
    /// The shipped lists, read once.
    pub(crate) fn shipped() -> &'static Kinds {
        static KINDS: OnceLock<Kinds> = OnceLock::new();
        KINDS.get_or_init(|| {
            let mut countries = HashMap::new();
            let mut longest = 1;
            for row in lexicon::rows(include_str!("../../lexicon/countries.tsv")) {
                let [name, kind, iso3, country, _source] = row.as_slice() else { continue };
                let entity = match *kind {
                    "seat" => EntityKind::Government,
                    "demonym" => EntityKind::Group,
                    _ => EntityKind::Place,
                };
                longest = longest.max(name.split(' ').count());
                countries.entry(*name).or_insert(Known {
                    kind: entity,
                    iso3,
                    country,
                    demonym: *kind == "demonym",
                    capital: *kind == "capital",
                });
            }
            let mut words = HashMap::new();
            for row in lexicon::rows(include_str!("../../lexicon/name_words.tsv")) {
                let [word, kind, gender, _source] = row.as_slice() else { continue };
                words.entry(*word).or_insert((*kind, *gender));
            }
            Kinds { countries, words, longest }
        })
    }

    /// The gazetteer's entry for exactly this name.
    pub(crate) fn country(&self, name: &str) -> Option<Known> {
        self.countries.get(name).copied()
    }

    /// Whether the word is a title or office ("President", "Dr."), and the gender it tells.
    pub(crate) fn title(&self, word: &str) -> Option<&'static str> {
        let lower = word.trim_end_matches('.').to_lowercase();
        match self.words.get(lower.as_str()) {
            Some(("title", gender)) => Some(gender),
            _ => None,
        }
    }

    /// The same, with what the model takes the name for: its words may say more exactly what it is.
    pub(crate) fn named(&self, name: &str, titled: bool, model: Option<EntityKind>) -> EntityKind {
        let words = self.by_words(name, titled);
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
