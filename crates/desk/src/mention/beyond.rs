//! Names that are known beyond the article: bodies and leaders, joined to who was met in it.
//!
//! In: a name that no one met so far bears · Out: its entity with country and sector · From: the gazetteer, the date
//! Fails: a surname without office or country is left to the text; a name that the text gives to someone else is not
//! overruled · Cost: look-ups a name, one more for each person at the end

use super::coded;
use super::gazetteer::{Gazetteer, Leader};
use super::join::Joiner;
use super::kinds::Kinds;
use super::names::Name;
use super::roles::Before;
use crate::grammar::Grammar;
use model::EntityKind;

impl Joiner<'_> {
    /// A body that the gazetteer knows under this name, unless the text says whose it is ("Mexico's National Palace").
    pub(super) fn known_body(&mut self, grammar: &Grammar, name: &Name, words: &str) -> Option<usize> {
        let row = Gazetteer::shipped().body(words, self.today)?;
        let told = match name.kind {
            // "Ford" may be a man; a group or a seat is no one.
            Some(EntityKind::Person) => {
                matches!(row.kind, EntityKind::Group | EntityKind::Government) && name.titles.is_empty()
            }
            Some(EntityKind::Place) => row.sector == "GOV" || row.sector == "MIL",
            _ => true,
        };
        let owner =
            name.first.checked_sub(1).map(|b| grammar.word(b)).and_then(|w| Kinds::shipped().country(w));
        if !told || owner.is_some_and(|o| Some(o.iso3) != row.iso3) {
            return None;
        }
        let entity = self.register.exactly(row.name).unwrap_or_else(|| {
            let entity = self.register.admit(words, row.kind, name.span.start);
            self.register.alias(entity, row.name);
            entity
        });
        if row.name == words {
            self.lengthen(entity, words);
        }
        let known = self.register.get_mut(entity)?;
        known.entity.country = row.iso3.map(str::to_owned);
        known.entity.sector = Some(row.sector.to_owned());
        Some(entity)
    }

    /// A leader by full name, or by surname where office and date, or country and date, leave one alone.
    pub(super) fn known_leader(&mut self, name: &Name, words: &str, before: &Before) -> Option<usize> {
        if !matches!(name.kind, None | Some(EntityKind::Person | EntityKind::Other)) && !before.office {
            return None;
        }
        let full = if words.contains(' ') {
            Gazetteer::shipped().leader(words).next()?.name
        } else {
            self.called(words, &before.roles, before.former)?
        };
        let known = self.register.exactly(full).or_else(|| self.register.called_before(full));
        let entity = known.unwrap_or_else(|| self.register.admit(full, EntityKind::Person, name.span.start));
        self.crown(entity, full);
        Some(entity)
    }

    /// The full name of the one leader of this surname whom office, or country, and date leave.
    fn called(&self, surname: &str, roles: &[String], former: bool) -> Option<&'static str> {
        let today = self.today?;
        let time = |l: &&Leader| if former { l.term.over(today) } else { l.term.runs(today) };
        let fits = |l: &&Leader| {
            let office =
                |r: &String| l.office.ends_with(r.as_str()) || r.ends_with(l.office) || r == "leader";
            roles.iter().any(office) || roles.is_empty() && l.iso3.is_some_and(|c| self.countries.contains(c))
        };
        let mut fit = Gazetteer::shipped().surnamed(surname).filter(time).filter(fits);
        let first = fit.next()?;
        fit.all(|l| l.name == first.name).then_some(first.name)
    }

    /// Gives the entity the name and the codes of a leader.
    fn crown(&mut self, entity: usize, full: &'static str) {
        self.register.call(entity, full);
        let terms: Vec<&Leader> = Gazetteer::shipped().leader(full).collect();
        if let Some(known) = self.register.get_mut(entity) {
            known.entity.name = full.to_owned();
            coded::in_office(known, &terms, self.today);
        }
    }

    /// Leaders by surname whose country was named only after them.
    pub(super) fn crown_late(&mut self) {
        for entity in 0..self.register.known.len() {
            let Some(known) = self.register.get(entity) else { continue };
            let bare = known.entity.names.iter().all(|n| !n.contains(' '));
            let person = matches!(known.entity.kind, EntityKind::Person | EntityKind::Other);
            if !(bare && person && known.named) || known.fixed || known.former {
                continue;
            }
            let full = self.called(&known.entity.name, &known.roles, false);
            if let Some(full) = full.filter(|f| self.register.exactly(f).is_none()) {
                self.crown(entity, full);
            }
        }
    }
}
