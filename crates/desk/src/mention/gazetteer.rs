//! Who is known beyond the article: bodies by any of their names, leaders by name, office and years.
//!
//! In: a name, a date · Out: [`Body`] or [`Leader`] · From: `lexicon/bodies.tsv`, `lexicon/leaders.tsv`
//! Fails: a surname that two leaders in office share is nobody's; without a date no term is known to run
//! Cost: one look-up a name

use crate::lexicon;
use model::{EntityKind, Stamp};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// A body that the news names without saying what it is.
pub(crate) struct Body {
    /// The full name: the key under which its names are one.
    pub name: &'static str,
    pub kind: EntityKind,
    pub iso3: Option<&'static str>,
    pub sector: &'static str,
    term: Term,
}

/// A term of office of one leader.
pub(crate) struct Leader {
    /// The full name.
    pub name: &'static str,
    pub iso3: Option<&'static str>,
    pub sector: &'static str,
    /// "president", "prime minister".
    pub office: &'static str,
    pub gender: char,
    pub term: Term,
}

/// From when to when, in months since year 0; open ends where the list knows none.
#[derive(Clone, Copy)]
pub(crate) struct Term {
    from: i32,
    to: i32,
}

impl Term {
    fn read(from: &str, to: &str) -> Self {
        Term { from: month(from, 1).unwrap_or(i32::MIN), to: month(to, 12).unwrap_or(i32::MAX) }
    }

    /// Whether it runs on this day. A year of change belongs to both who held the office in it.
    pub(crate) fn runs(self, today: i32) -> bool {
        self.from <= today && today <= self.to
    }

    /// Whether it is over on this day.
    pub(crate) fn over(self, today: i32) -> bool {
        self.to < today
    }
}

/// "2017" or "2017-01" as a month count; a bare year stands for its month `or`.
fn month(text: &str, or: i32) -> Option<i32> {
    let (year, month) = text.split_once('-').unwrap_or((text, ""));
    let year: i32 = year.parse().ok()?;
    Some(year * 12 + month.parse().unwrap_or(or))
}

/// The day as months since year 0; `None` where the date has no month.
pub(crate) fn months(today: Option<Stamp>) -> Option<i32> {
    month(today?.to_string().get(..7)?, 1)
}

/// The lists of bodies and leaders.
pub(crate) struct Gazetteer {
    bodies: HashMap<&'static str, Vec<Body>>,
    leaders: Vec<Leader>,
    by_name: HashMap<&'static str, Vec<usize>>,
    by_surname: HashMap<&'static str, Vec<usize>>,
}

impl Gazetteer {
    /// The shipped lists, read once.
    pub(crate) fn shipped() -> &'static Gazetteer {
        static READ: OnceLock<Gazetteer> = OnceLock::new();
        READ.get_or_init(|| {
            let mut bodies: HashMap<_, Vec<Body>> = HashMap::default();
            for row in lexicon::rows(include_str!("../../lexicon/bodies.tsv")) {
                let [names, kind, iso3, sector, from, to, _source] = row.as_slice() else { continue };
                let Some(name) = names.split('|').next() else { continue };
                for own in names.split('|') {
                    bodies.entry(own).or_default().push(Body {
                        name,
                        kind: kind.parse().unwrap_or(EntityKind::Organisation),
                        iso3: told(iso3),
                        sector,
                        term: Term::read(from, to),
                    });
                }
            }
            let mut leaders = Vec::new();
            let mut by_name: HashMap<_, Vec<usize>> = HashMap::default();
            let mut by_surname: HashMap<_, Vec<usize>> = HashMap::default();
            for row in lexicon::rows(include_str!("../../lexicon/leaders.tsv")) {
                let [names, iso3, sector, office, gender, from, to, _source] = row.as_slice() else {
                    continue;
                };
                let Some(name) = names.split('|').next() else { continue };
                let number = leaders.len();
                for own in names.split('|') {
                    by_name.entry(own).or_default().push(number);
                    let surname = by_surname.entry(surname(own, iso3)).or_default();
                    if surname.last() != Some(&number) {
                        surname.push(number);
                    }
                }
                let gender = gender.chars().next().unwrap_or('-');
                let term = Term::read(from, to);
                leaders.push(Leader { name, iso3: told(iso3), sector, office, gender, term });
            }
            Gazetteer { bodies, leaders, by_name, by_surname }
        })
    }

    /// The body of exactly this name, as it is on that day.
    pub(crate) fn body(&self, name: &str, today: Option<i32>) -> Option<&Body> {
        let rows = self.bodies.get(name.strip_prefix("the ").unwrap_or(name))?;
        let now = |b: &&Body| today.is_none_or(|t| b.term.runs(t));
        rows.iter().rev().find(now)
    }

    /// The terms of the leader of exactly this full name; empty where none is known.
    pub(crate) fn leader(&self, name: &str) -> impl Iterator<Item = &Leader> + Clone {
        self.terms(&self.by_name, name)
    }

    /// The terms of the leaders of this surname.
    pub(crate) fn surnamed(&self, name: &str) -> impl Iterator<Item = &Leader> + Clone {
        self.terms(&self.by_surname, name)
    }

    fn terms<'a>(
        &'a self,
        map: &'a HashMap<&'static str, Vec<usize>>,
        name: &str,
    ) -> impl Iterator<Item = &'a Leader> + Clone {
        map.get(name).into_iter().flatten().filter_map(|n| self.leaders.get(*n))
    }
}

/// A cell that tells something.
fn told(cell: &'static str) -> Option<&'static str> {
    (cell != "-").then_some(cell)
}

/// The word by which the news calls a leader: the last, but the first where the family's name stands first.
fn surname(name: &'static str, iso3: &str) -> &'static str {
    let family_first = matches!(iso3, "CHN" | "KOR" | "PRK" | "TWN") && name != "William Lai";
    let mut words = name.split(' ').filter(|w| !w.starts_with("Jr"));
    let found = if family_first { words.next() } else { words.next_back() };
    found.unwrap_or(name)
}

#[cfg(test)]
mod tests {
    use super::Gazetteer;
    use model::EntityKind;

    #[test]
    fn a_body_is_what_it_is_on_the_day() {
        let list = Gazetteer::shipped();
        let taliban = |year: i32| list.body("Taliban", Some(year * 12 + 1)).map(|b| b.sector);
        assert_eq!((taliban(2015), taliban(2023)), (Some("REB"), Some("GOV")));
        assert_eq!(list.body("State Department", None).map(|b| b.name), Some("Department of State"));
        assert_eq!(list.body("Kremlin", None).map(|b| b.kind), Some(EntityKind::Government));
        assert!(list.body("Harbour Board", None).is_none());
    }

    #[test]
    fn a_leader_has_terms() {
        let list = Gazetteer::shipped();
        let in_office = |name: &str, year: i32| list.leader(name).any(|l| l.term.runs(year * 12 + 6));
        assert!(in_office("Donald Trump", 2019) && !in_office("Donald Trump", 2023));
        assert!(in_office("Donald Trump", 2025));
        let called = |surname: &str, year: i32| {
            list.surnamed(surname).filter(|l| l.term.runs(year * 12 + 6)).map(|l| l.name).collect::<Vec<_>>()
        };
        assert_eq!(called("Macron", 2024), ["Emmanuel Macron"]);
        assert_eq!(called("Xi", 2024), ["Xi Jinping"]);
        assert!(called("Lindqvist", 2024).is_empty());
    }

    #[test]
    fn every_row_is_whole() {
        let whole = |tsv: &'static str, cells: usize| crate::lexicon::rows(tsv).all(|r| r.len() == cells);
        assert!(whole(include_str!("../../lexicon/bodies.tsv"), 7));
        assert!(whole(include_str!("../../lexicon/leaders.tsv"), 8));
        assert!(whole(include_str!("../../lexicon/agents.tsv"), 3));
        assert!(whole(include_str!("../../lexicon/given_names.tsv"), 3));
        assert!(whole(include_str!("../../lexicon/acting_verbs.tsv"), 2));
    }
}
