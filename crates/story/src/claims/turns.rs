//! What changed from one telling of a claim to a later one.
//!
//! In: a claim with its tellings · Out: its [`ClaimChange`]s, none told twice
//! From: DESIGN section 4; the way from a thought to a deed is own: what is not decided, planned, ordered, under way, happened
//! Fails: never; a telling without a status has none that could change
//! Cost: O(tellings × givers of an article)
//!
//! An article that has it from another is held against that one alone: a copy printed late takes nothing back. What has
//! its own root, and what an outlet tells anew, is held against what such articles told before.

use super::party::read_as;
use super::tell::{Line, step};
use crate::Item;
use model::{
    Claim, ClaimChange, ClaimTurn, Comparator, LineageKind, SourceKind, Status, Telling, TellingFigure, Voice,
};

/// "About 1,500" is no other number than 1,480. Own: a twentieth is what rounding to two digits moves at most.
const ABOUT: f64 = 0.05;

/// What changed.
pub(super) fn turns(items: &[Item<'_>], line: &Line, claim: &Claim) -> Vec<ClaimChange> {
    let view = View { items, line, tellings: &claim.tellings };
    let mut changes = view.statuses();
    changes.extend(view.figures());
    changes.extend(view.on_the_record());
    changes.extend(view.denied());
    changes
}

struct View<'v> {
    items: &'v [Item<'v>],
    line: &'v Line,
    tellings: &'v [Telling],
}

impl View<'_> {
    fn article(&self, at: usize) -> usize {
        self.tellings.get(at).map_or(0, |one| one.sentence.article)
    }

    /// The nearest article that telling `at` has it from and that tells it too, with its tellings and how it was taken.
    fn giver(&self, at: usize) -> Option<(Vec<usize>, LineageKind)> {
        self.line.givers(self.article(at)).find_map(|(giver, kind)| {
            let told: Vec<usize> =
                (0..self.tellings.len()).filter(|one| self.article(*one) == giver).collect();
            (!told.is_empty()).then_some((told, kind))
        })
    }

    /// Whether telling `at` speaks for itself: its article is a root, or an outlet's later form of its own.
    fn own(&self, at: usize) -> bool {
        self.line.givers(self.article(at)).next().is_none_or(|(_, kind)| kind == LineageKind::Update)
    }

    /// How far it was told to have come: a step further than any telling before of those that speak for themselves.
    fn statuses(&self) -> Vec<ClaimChange> {
        let mut changes = Vec::new();
        // The furthest step, and the first telling that told it.
        let mut stand: Option<(u8, Status, usize)> = None;
        for (at, one) in self.tellings.iter().enumerate() {
            let status = one.status.filter(|_| self.own(at));
            let Some((status, new)) = status.and_then(|status| Some((status, step(status)?))) else {
                continue;
            };
            let Some((old, before, from)) = stand else {
                stand = Some((new, status, at));
                continue;
            };
            if new <= old {
                continue;
            }
            if self.article(from) == self.article(at) {
                continue;
            }
            changes.push(change(ClaimTurn::Status, from, at, before.as_str(), status.as_str()));
            stand = Some((new, status, at));
        }
        changes
    }

    /// Other numbers of the same thing.
    fn figures(&self) -> Vec<ClaimChange> {
        let mut changes: Vec<ClaimChange> = Vec::new();
        for (at, one) in self.tellings.iter().enumerate() {
            for figure in &one.figures {
                let key = counted(figure);
                let of = |place: &usize| {
                    let told = self.tellings.get(*place)?;
                    told.figures.iter().find(|other| counted(other) == key).map(|other| (*place, other))
                };
                let earlier = |place: &usize| self.article(*place) < self.article(at);
                // From a giver that tells the number; else from what roots and updates told before.
                let given = self.giver(at).and_then(|(told, _)| told.iter().find_map(of));
                let from = match given {
                    // An update of an old story is news to all who told it meanwhile, if it tells a new number.
                    Some(given) => Some(given),
                    None => (0..at)
                        .filter(earlier)
                        .filter(|place| self.own(*place))
                        .filter_map(|p| of(&p))
                        .next_back(),
                };
                let Some((from, before)) = from else { continue };
                if same(before, figure) || self.article(from) == self.article(at) {
                    continue;
                }
                // A number that somebody independent told before is no news, unless an outlet puts its own right.
                let update = self.giver(at).is_some_and(|(_, kind)| kind == LineageKind::Update);
                // Three of the eleven are no new number where the article tells of the eleven, and of the eight before.
                let article =
                    (0..self.tellings.len()).filter(|place| self.article(*place) == self.article(at));
                let whole = |other: &TellingFigure| other.value > figure.value || same(other, before);
                if !update && article.filter_map(|place| of(&place)).any(|(_, other)| whole(other)) {
                    continue;
                }
                let known = (0..at)
                    .filter(earlier)
                    .filter_map(|place| of(&place))
                    .any(|(_, other)| same(other, figure));
                if known && !update {
                    continue;
                }
                // Of an update of its own outlet the change leads from there; else from the first that told the old number.
                let first = (0..from)
                    .filter(|place| given.is_none() && self.own(*place))
                    .filter_map(|place| of(&place))
                    .find(|(_, other)| same(other, before))
                    .map_or(from, |(place, _)| place);
                let printed = |figure: &TellingFigure| self.words(figure);
                changes.push(change(ClaimTurn::Figure, first, at, &printed(before), &printed(figure)));
            }
        }
        // An article that tells the number twice changes it once.
        let mut told: Vec<(usize, usize)> = Vec::new();
        changes.retain(|one| {
            let pair = (self.article(one.from), self.article(one.to));
            let new = !told.contains(&pair);
            told.push(pair);
            new
        });
        changes
    }

    fn words(&self, figure: &TellingFigure) -> String {
        let text = self.items.get(figure.span.article).map_or("", |item| item.article.text.as_str());
        figure.span.span.words(text).to_owned()
    }

    /// From the first telling on the word of somebody without a name to the first on that of a person with one.
    fn on_the_record(&self) -> Option<ClaimChange> {
        let kind = |one: &Telling| one.holder.as_ref().map(|source| source.kind);
        let for_it = |one: &Telling| one.status.is_some_and(|status| step(status).is_some());
        let unnamed = |one: &Telling| for_it(one) && kind(one) == Some(SourceKind::UnnamedPerson);
        let own = |holds: &dyn Fn(&Telling) -> bool| {
            self.tellings.iter().enumerate().position(|(at, one)| self.own(at) && holds(one))
        };
        let from = own(&unnamed)?;
        let before = self.tellings.get(from)?.status?;
        // No weaker: "may" on the record is not what was told without a name as weighed.
        let as_far = |status: Status| status == before || step(status) > step(before);
        let named =
            |one: &Telling| kind(one) == Some(SourceKind::NamedPerson) && one.status.is_some_and(as_far);
        let to = own(&named)?;
        (self.article(from) < self.article(to)).then(|| {
            let word = |kind: SourceKind| kind.as_str();
            change(
                ClaimTurn::OnTheRecord,
                from,
                to,
                word(SourceKind::UnnamedPerson),
                word(SourceKind::NamedPerson),
            )
        })
    }

    /// From the first telling to the first that says it is not so.
    fn denied(&self) -> Option<ClaimChange> {
        let against = |one: &Telling| match one.status {
            Some(Status::Denied) => true,
            // "No ship was ordered", says a party.
            Some(Status::NotHappened) => one.voice == Voice::Source,
            _ => false,
        };
        let told = |one: &Telling| one.status.is_some_and(|status| step(status).is_some());
        let from = self.tellings.iter().position(told)?;
        let denies = |at: &usize| self.tellings.get(*at).is_some_and(against);
        let to =
            (from..self.tellings.len()).filter(|at| self.article(*at) > self.article(from)).find(denies)?;
        let status = |at: usize| self.tellings.get(at).and_then(|one| one.status).map_or("", Status::as_str);
        Some(change(ClaimTurn::Denied, from, to, status(from), status(to)))
    }
}

pub(super) fn change(turn: ClaimTurn, from: usize, to: usize, before: &str, after: &str) -> ClaimChange {
    ClaimChange { turn, from, to, before: before.to_owned(), after: after.to_owned() }
}

/// What a figure counts, as two articles may have it in common: the unit, and the last word of what is counted.
fn counted(figure: &TellingFigure) -> (Option<&str>, String) {
    let last = figure.counts.as_deref().and_then(|words| words.split_whitespace().last());
    (figure.unit.as_deref(), last.map(read_as).unwrap_or_default())
}

/// Whether two figures count the same.
pub(super) fn same_thing(one: &TellingFigure, other: &TellingFigure) -> bool {
    counted(one) == counted(other)
}

fn same(one: &TellingFigure, other: &TellingFigure) -> bool {
    let near = |a: f64, b: f64| {
        let about = one.comparator == Comparator::About || other.comparator == Comparator::About;
        a == b || about && (a - b).abs() <= ABOUT * a.abs().max(b.abs())
    };
    near(one.value, other.value) && near(one.high.unwrap_or(one.value), other.high.unwrap_or(other.value))
}
