//! Everyone and everything met so far, and by which names they can be called again.
//!
//! In: names as they come · Out: the entity of a name, old or new · From: the sieves of Raghunathan et al. 2010: exact
//! name, initials, part of a name · Fails: a part that several bear goes to the one it was used for before, else to the
//! first of fitting gender · Cost: a look-up a name; a new name is entered under its parts, at most [`PARTS`]

use super::kinds::Kinds;
use model::{Entity, EntityKind};
use std::collections::HashMap;

/// Names of more words are entered under their first and last ones only.
const PARTS: usize = 6;

/// So many bearers of one name are looked at; an article has a family, a list of names may have a village.
const BEARERS: usize = 40;

/// What is known of an entity while joining.
pub(super) struct Known {
    pub entity: Entity,
    /// Offices and roles, lower case: "president", "harbour master".
    pub roles: Vec<String>,
    pub gender: Option<char>,
    /// Several, or a body of several: who can be "they".
    pub several: bool,
    /// First byte of its first mention.
    pub first: usize,
    /// How often it was spoken of.
    pub times: usize,
    /// Called by a name, not only described.
    pub named: bool,
    /// Its office is a former one.
    pub former: bool,
    /// A whole country.
    pub land: bool,
    /// Its name is the gazetteer's and does not grow with the text's.
    pub fixed: bool,
}

/// The entities of a page while it is read.
#[derive(Default)]
pub(super) struct Register {
    pub known: Vec<Known>,
    by_name: HashMap<String, usize>,
    /// A last part of a person's name to its bearers.
    by_ending: HashMap<String, Vec<usize>>,
    /// A person's first name to its bearers.
    by_given: HashMap<String, Vec<usize>>,
    /// Initials, and a body's name without its legal form; `None` where two share it.
    by_part: HashMap<String, Option<usize>>,
    /// The first words of a body's name; `None` where two share them.
    by_opening: HashMap<String, Option<usize>>,
}

impl Register {
    pub(super) fn get(&self, entity: usize) -> Option<&Known> {
        self.known.get(entity)
    }

    pub(super) fn get_mut(&mut self, entity: usize) -> Option<&mut Known> {
        self.known.get_mut(entity)
    }

    /// The entity of exactly this name.
    pub(super) fn exactly(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// The person who can be called so: by a last part of the full name, or by the first name. Of several the one that
    /// was named first: the news calls the others by title or in full.
    pub(super) fn person(&self, words: &str, gender: Option<char>) -> Option<usize> {
        let fits = |e: &&usize| {
            self.get(**e).is_some_and(|k| gender.is_none() || k.gender.is_none_or(|g| Some(g) == gender))
        };
        let of = |map: &HashMap<String, Vec<usize>>| map.get(words)?.iter().take(BEARERS).find(fits).copied();
        of(&self.by_ending).or_else(|| of(&self.by_given).filter(|_| !words.contains(' ')))
    }

    /// The body that can be called so: by its initials, with or without its legal form.
    pub(super) fn body(&self, words: &str) -> Option<usize> {
        let bare: String = words.chars().filter(|c| *c != '.').collect();
        let part = self.by_part.get(words).or_else(|| self.by_part.get(&bare)).copied().flatten();
        // "Lindqvist Steel" came first, "Lindqvist Steel Corp." is the same; so are "IMB" and its full name.
        let stem = || without_legal_form(words).and_then(|stem| self.exactly(&stem));
        let bodily = |e: &usize| self.get(*e).is_some_and(|k| k.entity.kind != EntityKind::Person && !k.land);
        let short = || {
            let own: Vec<&str> = words.split_whitespace().collect();
            let lone =
                |e: &usize| self.get(*e).is_some_and(|k| k.entity.names.iter().all(|n| !n.contains(' ')));
            initials(&own).iter().filter(|i| i.len() > 2).find_map(|i| self.exactly(i)).filter(lone)
        };
        part.or_else(stem).or_else(short).filter(bodily)
    }

    /// The body whose name begins with these words.
    pub(super) fn opening(&self, words: &str) -> Option<usize> {
        self.by_opening.get(words).copied().flatten()
    }

    /// How many persons can be called so by their last names.
    pub(super) fn bearers(&self, word: &str) -> usize {
        self.by_ending.get(word).map_or(0, Vec::len)
    }

    /// The person of exactly this last name, whom a word that no one took for a name may mean.
    pub(super) fn surnamed(&self, word: &str) -> Option<usize> {
        let entity = self.by_ending.get(word)?.last().copied()?;
        self.get(entity).is_some_and(|k| k.entity.kind == EntityKind::Person && k.named).then_some(entity)
    }

    /// Enters a name that the text uses for the entity here and for another one elsewhere: a capital for its country.
    pub(super) fn note(&mut self, number: usize, name: &str) {
        if let Some(known) = self.known.get_mut(number)
            && !known.entity.names.iter().any(|n| n == name)
        {
            known.entity.names.push(name.to_owned());
        }
    }

    /// A person known by surname alone so far, whom this full name names: a headline's name, mostly.
    pub(super) fn called_before(&self, full: &str) -> Option<usize> {
        let last = full.rsplit(' ').next().filter(|last| last.len() < full.len())?;
        let entity = self.exactly(last)?;
        let known = self.get(entity)?;
        let bare = known.entity.names.iter().all(|n| !n.contains(' '));
        (bare && matches!(known.entity.kind, EntityKind::Person | EntityKind::Other)).then_some(entity)
    }

    /// A new entity by its first name in the text.
    pub(super) fn admit(&mut self, name: &str, kind: EntityKind, first: usize) -> usize {
        let number = self.known.len();
        let entity = Entity {
            id: String::new(),
            kind,
            name: name.to_owned(),
            names: vec![name.to_owned()],
            country: None,
            sector: None,
        };
        self.known.push(Known {
            entity,
            roles: Vec::new(),
            gender: None,
            several: matches!(kind, EntityKind::Group | EntityKind::Organisation | EntityKind::Government),
            first,
            times: 0,
            named: false,
            former: false,
            land: false,
            fixed: false,
        });
        self.call(number, name);
        number
    }

    /// Enters a key for the entity that is no name in the text.
    pub(super) fn alias(&mut self, number: usize, key: &str) {
        self.by_name.entry(key.to_owned()).or_insert(number);
    }

    /// Enters a name of the entity, and the parts by which it may be called again.
    pub(super) fn call(&mut self, number: usize, name: &str) {
        self.by_name.entry(name.to_owned()).or_insert(number);
        let Some(known) = self.known.get_mut(number) else { return };
        let kind = known.entity.kind;
        if !known.entity.names.iter().any(|n| n == name) {
            known.entity.names.push(name.to_owned());
        }
        let words: Vec<&str> = name.split_whitespace().collect();
        if words.len() < 2 {
            return;
        }
        match kind {
            EntityKind::Person | EntityKind::Other => self.person_parts(number, &words),
            EntityKind::Organisation | EntityKind::Government | EntityKind::Outlet | EntityKind::Group => {
                self.body_parts(number, &words);
            }
            EntityKind::Place => enter(&mut self.by_part, number, initials(&words)),
            EntityKind::Law => {}
        }
    }

    fn person_parts(&mut self, number: usize, words: &[&str]) {
        let enter = |map: &mut HashMap<String, Vec<usize>>, part: String| {
            let bearers = map.entry(part).or_default();
            if bearers.last() != Some(&number) {
                bearers.push(number);
            }
        };
        let end = words.iter().rposition(|w| !w.starts_with("Jr") && *w != "III" && *w != "II");
        let words = words.get(..=end.unwrap_or(0)).unwrap_or_default();
        for from in 1..words.len().min(PARTS) {
            enter(&mut self.by_ending, words.get(from..).unwrap_or_default().join(" "));
        }
        if let [first, .., last] = words {
            enter(&mut self.by_given, (*first).to_owned());
            // "John F. Reed" is called John Reed, too.
            self.by_name.entry(format!("{first} {last}")).or_insert(number);
        }
    }

    fn body_parts(&mut self, number: usize, words: &[&str]) {
        let mut parts = initials(words);
        parts.extend(without_legal_form(&words.join(" ")));
        enter(&mut self.by_part, number, parts);
        let mut openings = Vec::new();
        let kinds = Kinds::shipped();
        let plain = |word: &str| kinds.country(word).is_none() && !kinds.is_common(word);
        for to in 1..words.len().min(PARTS) {
            let part = words.get(..to).unwrap_or_default();
            let last = part.last().is_some_and(|w| w.starts_with(char::is_uppercase) && !is_small(w));
            if last && (to > 1 || part.first().is_some_and(|w| plain(w))) {
                openings.push(part.join(" "));
            }
        }
        enter(&mut self.by_opening, number, openings);
    }
}

/// Enters the parts for one entity; a part that two share is nobody's.
fn enter(map: &mut HashMap<String, Option<usize>>, number: usize, parts: Vec<String>) {
    for part in parts {
        let entry = map.entry(part).or_insert(Some(number));
        if *entry != Some(number) {
            *entry = None;
        }
    }
}

/// "IMB" for "International Maritime Board"; with and without its small words.
fn initials(words: &[&str]) -> Vec<String> {
    let first = |w: &&str| w.chars().next();
    let upper = |w: &&&str| w.starts_with(char::is_uppercase);
    let great: String = words.iter().filter(upper).filter_map(first).collect();
    let all: String = words.iter().filter_map(first).collect::<String>().to_uppercase();
    if great.chars().count() < 2 { Vec::new() } else { vec![great, all] }
}

/// The firm's name without "Ltd", where it has one.
fn without_legal_form(name: &str) -> Option<String> {
    let (stem, last) = name.rsplit_once(' ')?;
    is_legal_form(last).then(|| stem.trim_end_matches(',').to_owned())
}

/// "Ltd", "Corp.": what a firm's name may end with and is often called without.
fn is_legal_form(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "Inc"
            | "Corp"
            | "Co"
            | "Ltd"
            | "plc"
            | "PLC"
            | "LLC"
            | "AG"
            | "SA"
            | "NV"
            | "GmbH"
            | "Corporation"
            | "Company"
            | "Limited"
            | "Group"
            | "Holdings"
    )
}

fn is_small(word: &str) -> bool {
    matches!(word, "of" | "the" | "and" | "for" | "The" | "&")
}
