//! Quirks of single outlets, where no rule for all pages would do: the place of one field, and until when it was seen.
//!
//! In: a page's address · Out: its [`Quirk`]s · From: lists/outlets.tsv · Fails: an outlet without a row has none
//! Cost: one pass over the list's few rows
//!
//! A quirk comes before the general rules on pages up to a year past the day that it was last seen. Later layouts have
//! often changed: there it is tried last, where the rules found nothing, and `from` says "old quirk".

use model::Stamp;
use model::jiff::civil::Date;
use std::sync::LazyLock;

/// Days past its last sight for which a quirk is taken as valid; outlets redo their pages every few years.
const VALID: i32 = 365;

/// The field that a quirk is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Bylines,
}

/// Where the field stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Elements of this class.
    Class(&'static str),
    /// A meta of this name, in small letters.
    Meta(&'static str),
    /// The story's first paragraph.
    FirstLine,
}

/// One row of the list.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Quirk {
    host: &'static str,
    field: Field,
    pub(crate) place: Place,
    seen: Date,
}

static LIST: LazyLock<Vec<Quirk>> = LazyLock::new(|| {
    let rows = include_str!("../lists/outlets.tsv").lines().filter(|l| !l.starts_with('#'));
    rows.filter_map(|row| {
        let mut columns = row.split('\t');
        let host = columns.next()?;
        let field = match columns.next()? {
            "bylines" => Field::Bylines,
            _ => return None,
        };
        let place = match columns.next()?.split_once(':') {
            Some(("class", class)) => Place::Class(class),
            Some(("meta", name)) => Place::Meta(name),
            _ => Place::FirstLine,
        };
        Some(Quirk { host, field, place, seen: columns.next()?.parse().ok()? })
    })
    .collect()
});

/// The quirk of this field at the page's outlet.
pub(crate) fn quirk(url: &str, field: Field) -> Option<Quirk> {
    let host = url.split("//").nth(1)?.split(['/', '?', ':']).next()?;
    let own = |q: &&Quirk| host == q.host || host.strip_suffix(q.host).is_some_and(|sub| sub.ends_with('.'));
    LIST.iter().filter(|q| q.field == field).find(own).copied()
}

impl Quirk {
    /// Whether a page of this day is one that the quirk holds for; a page without a day is taken for a new one.
    pub(crate) fn holds(&self, published: Option<Stamp>) -> bool {
        let past = published.and_then(|p| p.date.since(self.seen).ok()).map_or(0, |s| s.get_days());
        past <= VALID
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_quirk_is_its_hosts_and_ages() {
        let quirk = quirk("https://www.derstandard.at/story/1", Field::Bylines).unwrap();
        assert_eq!(quirk.place, Place::Class("article-origins"));
        assert!(quirk.holds(Some("2024-12-01".parse().unwrap())) && quirk.holds(None));
        assert!(!quirk.holds(Some("2026-12-01".parse().unwrap())));
        assert!(super::quirk("https://notderstandard.at/", Field::Bylines).is_none());
        assert!(super::quirk("", Field::Bylines).is_none());
    }

    #[test]
    fn every_row_reads() {
        let rows = include_str!("../lists/outlets.tsv").lines().filter(|l| !l.starts_with('#')).count();
        assert_eq!(LIST.len(), rows);
    }
}
