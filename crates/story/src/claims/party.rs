//! Whom and what a role names, so that two articles can be held against each other: "the ministry", "the defence
//! ministry", "Defence Minister Jonas Reed".
//!
//! In: a reference with the names and descriptions of its entity · Out: [`Party`], and whether two are one
//! From: DESIGN section 3: short names and roles are resolved within an article; between articles words decide
//! Fails: a pronoun that nothing resolves names nobody · Cost: O(words of the names)

use crate::words::{fold, is_listed};
use model::{Article, Entity, MentionKind, Notes, Ref};
use std::collections::{BTreeSet, HashMap};
use std::sync::LazyLock;

/// Words of a description that are still heeded; a longer one tells a story of its own.
const LONGEST: usize = 8;

static LISTS: LazyLock<HashMap<&'static str, (&'static str, &'static str)>> = LazyLock::new(|| {
    let rows = include_str!("../../lists/naming.tsv").lines().filter(|line| !line.starts_with('#'));
    let mut all = HashMap::new();
    for row in rows {
        let mut columns = row.split('\t');
        if let (Some(kind), Some(words)) = (columns.next(), columns.next()) {
            let first = words.split(' ').next().unwrap_or_default();
            all.extend(words.split(' ').map(|word| (word, (kind, first))));
        }
    }
    all
});

/// The word that a word is read as: folded, and the first of those that name the same kind of thing.
pub(super) fn read_as(word: &str) -> String {
    let folded = fold(word);
    match LISTS.get(folded.as_str()) {
        Some(("alike", first)) => (*first).to_owned(),
        _ => folded,
    }
}

fn is(kind: &str, word: &str) -> bool {
    LISTS.get(word).is_some_and(|(of, _)| *of == kind)
}

/// Whether two references name one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Likeness {
    /// They do.
    Same,
    /// They do not.
    Other,
    /// One of them is not told, or too vague to tell.
    Unknown,
}

/// Whom or what a role names.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Party {
    /// What tells it from others of its kind.
    telling: BTreeSet<String>,
    /// What kind of body or office it is.
    kinds: BTreeSet<String>,
    /// Whether the words themselves tell it, and not what a pronoun or "the company" was taken to mean.
    sure: bool,
    /// Whether there are words at all.
    told: bool,
}

impl Party {
    /// Whom `reference` names, by all names and descriptions that the article gives it.
    pub(super) fn of(article: &Article, notes: &Notes, names: &Names<'_>, reference: &Ref) -> Party {
        let mut party = Party::default();
        if let Some(span) = reference.span {
            party.add(span.words(&article.text));
            party.told = true;
        }
        party.sure = !party.telling.is_empty();
        party.add(reference.name.as_deref().unwrap_or_default());
        if let Some(id) = &reference.entity {
            for name in names.of_entity.get(id.as_str()).into_iter().flat_map(|entity| &entity.names) {
                party.add(name);
            }
            for at in names.described.get(id.as_str()).into_iter().flatten() {
                party.add(notes.mentions.get(*at).map_or("", |mention| mention.span.words(&article.text)));
            }
        }
        party
    }

    /// Whom a name or description names by its own words.
    pub(super) fn named(words: &str) -> Party {
        let mut party = Party::default();
        party.add(words);
        party.sure = !party.telling.is_empty();
        party
    }

    fn add(&mut self, words: &str) {
        for word in words.split(|c: char| !c.is_alphanumeric() && c != '\'' && c != '’').take(LONGEST) {
            let low = word.trim_matches(['\'', '’']).to_lowercase();
            // What follows the head of a description tells of other things ("the draft of the order").
            if is_listed("ends_head", &low) && !self.is_empty() {
                break;
            }
            let number = low.chars().all(|c| c.is_ascii_digit());
            if low.is_empty() || number || is_listed("common", &low) || is_listed("pronoun", &low) {
                continue;
            }
            let word = read_as(&low);
            if is("body", &word) {
                self.kinds.insert(word);
            } else if !is("vague", &word) {
                self.telling.insert(word);
            }
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.telling.is_empty() && self.kinds.is_empty()
    }

    /// Whether one of its telling words is among `words`.
    pub(super) fn is_named_in(&self, words: &BTreeSet<String>) -> bool {
        !self.telling.is_disjoint(words)
    }

    /// Whether there are words, but a pronoun or "the company".
    pub(super) fn is_open(&self) -> bool {
        self.told && !self.sure
    }

    /// Takes over what another knows of the same.
    pub(super) fn join(&mut self, other: &Party) {
        self.telling.extend(other.telling.iter().cloned());
        self.kinds.extend(other.kinds.iter().cloned());
        self.sure |= other.sure;
    }

    /// Whether both name one.
    pub(super) fn like(&self, other: &Party) -> Likeness {
        if self.is_empty() || other.is_empty() {
            return Likeness::Unknown;
        }
        let same_kind = !self.kinds.is_disjoint(&other.kinds);
        let two_kinds = !same_kind && !self.kinds.is_empty() && !other.kinds.is_empty();
        if !self.telling.is_disjoint(&other.telling) {
            // "Hargate's council" and "Hargate's police" share a town.
            return if two_kinds { Likeness::Unknown } else { Likeness::Same };
        }
        match (self.telling.is_empty(), other.telling.is_empty()) {
            (false, false) if self.sure && other.sure => Likeness::Other,
            _ if same_kind => Likeness::Same,
            _ => Likeness::Unknown,
        }
    }
}

/// The entities of one article by their ids.
pub(super) struct Names<'n> {
    pub(super) of_entity: HashMap<&'n str, &'n Entity>,
    /// Places in `mentions` of what describes each.
    described: HashMap<&'n str, Vec<usize>>,
}

impl<'n> Names<'n> {
    pub(super) fn of(notes: &'n Notes) -> Self {
        let of_entity = notes.entities.iter().map(|entity| (entity.id.as_str(), entity)).collect();
        let mut described: HashMap<&str, Vec<usize>> = HashMap::new();
        for (at, mention) in notes.mentions.iter().enumerate() {
            if let (MentionKind::Nominal, Some(id)) = (mention.kind, &mention.entity) {
                described.entry(id).or_default().push(at);
            }
        }
        Names { of_entity, described }
    }
}

#[cfg(test)]
mod tests {
    use super::{Likeness, Party};

    fn like(a: &str, b: &str) -> Likeness {
        Party::named(a).like(&Party::named(b))
    }

    #[test]
    fn a_short_name_is_the_long_one_and_another_body_is_another() {
        assert_eq!(like("the ministry", "the defence ministry"), Likeness::Same);
        assert_eq!(like("the health ministry", "the defence ministry"), Likeness::Other);
        assert_eq!(like("Lindqvist", "Defence Minister Mara Lindqvist"), Likeness::Same);
        assert_eq!(like("a patrol ship", "the patrol vessel Vigilant"), Likeness::Same);
        assert_eq!(like("Hargate's council", "the police of Hargate"), Likeness::Unknown);
        assert_eq!(like("it", "the union"), Likeness::Unknown);
        assert_eq!(like("the union", "the tanker"), Likeness::Unknown);
        assert_eq!(like("the dockers' union", "the teachers' union"), Likeness::Other);
    }
}
