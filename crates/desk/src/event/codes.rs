//! Codes of the outside event schemes, PLOVER (2021) and CAMEO: from the class of the action and where it stands.
//!
//! In: class, status, actor and target · Out: [`Codes`], or none · From: `lexicon/codes.tsv` for what took place,
//! `lexicon/codes_by_status.tsv` for the rest; DESIGN section 4
//! Fails: an action without class or status has no code · Cost: two look-ups an event

use crate::lexicon;
use crate::mention::{self, Cast, Coded};
use crate::page::Page;
use model::{ActionClass, Codes, Entity, Event, Notes, Party, Ref, Span, Statement, Status};
use rustc_hash::FxHashMap as HashMap;
use std::sync::OnceLock;

/// What a class is in the outside schemes.
#[derive(Clone, Copy)]
struct Own {
    side: &'static str,
    plover: &'static str,
    mode: &'static str,
    cameo: &'static str,
    asked: &'static str,
}

fn own(class: ActionClass) -> Option<Own> {
    static ROWS: OnceLock<HashMap<&'static str, Own>> = OnceLock::new();
    let rows = ROWS.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/codes.tsv"))
            .filter_map(|row| {
                let [class, side, plover, mode, cameo, asked, _source] = row.as_slice() else { return None };
                Some((*class, Own { side, plover, mode, cameo, asked }))
            })
            .collect()
    });
    rows.get(class.as_str()).copied().filter(|own| own.plover != "-")
}

/// The PLOVER category of the action itself.
pub(super) fn category(class: ActionClass) -> Option<&'static str> {
    own(class).map(|own| own.plover)
}

/// Category, mode and CAMEO code of an action that stands so.
pub(super) fn told(class: ActionClass, status: Status) -> Option<[Option<&'static str>; 3]> {
    static ROWS: OnceLock<Vec<Vec<&'static str>>> = OnceLock::new();
    let rows =
        ROWS.get_or_init(|| lexicon::rows(include_str!("../../lexicon/codes_by_status.tsv")).collect());
    let own = own(class)?;
    let (plover, mode, cameo) = rows.iter().find_map(|row| {
        let [at, side, plover, mode, cameo, _source] = row.as_slice() else { return None };
        (*at == status.as_str() && (*side == "any" || *side == own.side)).then_some((*plover, *mode, *cameo))
    })?;
    let pick = |word, of| match word {
        "own" => of,
        "asked" => own.asked,
        other => other,
    };
    let known = |word| Some(word).filter(|w| *w != "-");
    let plover = known(pick(plover, own.plover))?;
    Some([Some(plover), known(pick(mode, own.mode)), known(pick(cameo, own.cameo))])
}

/// Fills in the codes of the events. `said` holds for each event the statement that it is a part of, speech or not.
pub(super) fn code(page: &Page, cast: &Cast, events: &mut [Event], said: &[Option<&Statement>]) {
    for (event, said) in events.iter_mut().zip(said) {
        let Some(codes) = of_action(event) else { continue };
        let of = |r: Option<&Ref>| party(page, cast, r?.span);
        let (actor, target) = if event.turned() {
            (
                said.and_then(|s| party(page, cast, s.source.span)),
                of(event.actor.as_ref().or(event.target.as_ref())),
            )
        } else {
            (of(event.actor.as_ref()), of(event.target.as_ref()))
        };
        event.codes = Some(Codes { actor, target, ..codes });
    }
}

/// Codes anew what a person corrected, from what the notes say of its entities.
pub(crate) fn renew(notes: &mut Notes) {
    let by_id: HashMap<&str, &Entity> = notes.entities.iter().map(|e| (e.id.as_str(), e)).collect();
    let party = |of: Option<&Ref>| {
        let entity = by_id.get(of?.entity.as_deref()?)?;
        known(entity.country.clone(), entity.sector.clone())
    };
    let sources: HashMap<&str, Option<&str>> =
        notes.statements.iter().map(|s| (s.id.as_str(), s.source.entity.as_deref())).collect();
    for event in
        notes.events.iter_mut().filter(|e| e.codes.is_none() && e.evidence.maker.starts_with("person"))
    {
        let Some(codes) = of_action(event) else { continue };
        let (mut actor, mut target) = (party(event.actor.as_ref()), party(event.target.as_ref()));
        if event.turned() {
            target = actor.or(target);
            let said = event.statement.as_deref().and_then(|id| sources.get(id).copied().flatten());
            let source = said.and_then(|id| by_id.get(id));
            actor = source.and_then(|e| known(e.country.clone(), e.sector.clone()));
        }
        event.codes = Some(Codes { actor, target, ..codes });
    }
}

/// The codes of what is done and where it stands, without who does it.
fn of_action(event: &Event) -> Option<Codes> {
    let [plover, mode, cameo] = told(event.class?, event.status?)?.map(|word| word.map(str::to_owned));
    Some(Codes { plover, mode, cameo, actor: None, target: None })
}

/// The codes of a category alone, with who does it to whom.
pub(super) fn of_category(plover: &str, page: &Page, cast: &Cast, pair: [&Ref; 2]) -> Codes {
    let [actor, target] = pair.map(|r| party(page, cast, r.span));
    Codes { plover: Some(plover.to_owned()), mode: None, cameo: cameo_root(plover), actor, target }
}

/// The CAMEO root that the category came from; concessions and retreats share one.
fn cameo_root(plover: &str) -> Option<String> {
    static ROOTS: OnceLock<HashMap<&'static str, &'static str>> = OnceLock::new();
    let roots = ROOTS.get_or_init(|| {
        lexicon::rows(include_str!("../../lexicon/plover_roots.tsv"))
            .filter_map(|row| Some((*row.first()?, *row.get(1)?)))
            .collect()
    });
    roots.get(plover).map(|root| (*root).to_owned())
}

/// The coded party that the words mean.
fn party(page: &Page, cast: &Cast, words: Option<Span>) -> Option<Party> {
    let Coded { country, sector } = mention::actor(page, cast, words?);
    known(country, sector)
}

/// Country and sector; none where neither is known.
fn known(country: Option<String>, sector: Option<String>) -> Option<Party> {
    (country.is_some() || sector.is_some()).then_some(Party { country, sector })
}

#[cfg(test)]
mod tests {
    use super::{cameo_root, own, told};
    use crate::lexicon;
    use model::{ActionClass, Status};

    const ROOTS: [&str; 16] = [
        "AGREE",
        "CONSULT",
        "SUPPORT",
        "CONCEDE",
        "COOPERATE",
        "AID",
        "RETREAT",
        "REQUEST",
        "ACCUSE",
        "REJECT",
        "THREATEN",
        "PROTEST",
        "SANCTION",
        "MOBILIZE",
        "COERCE",
        "ASSAULT",
    ];

    #[test]
    fn every_class_has_one_row_and_every_category_a_class() {
        let rows: Vec<_> = lexicon::rows(include_str!("../../lexicon/codes.tsv")).collect();
        let classes: Vec<_> = rows.iter().map(|r| r[0]).collect();
        let all: Vec<_> = ActionClass::ALL.iter().map(|c| c.as_str()).collect();
        assert_eq!(classes, all);
        assert!(rows.iter().all(|r| r.len() == 7 && (r[2] == "-" || ROOTS.contains(&r[2]))));
        assert!(ROOTS.iter().all(|root| rows.iter().any(|r| r[2] == *root) && cameo_root(root).is_some()));
    }

    #[test]
    fn every_status_of_every_side_has_a_row() {
        for class in ActionClass::ALL.iter().filter(|c| own(**c).is_some()) {
            let coded = |status: &&Status| told(*class, **status).is_some();
            // What only may be, or is told as not done, is no event there.
            let without = ["contemplated", "possible", "conditional", "not_happened", "attempted"];
            let missing = Status::ALL.iter().filter(|s| !coded(s)).all(|s| without.contains(&s.as_str()));
            assert!(missing, "{class}");
        }
    }

    #[test]
    fn status_turns_the_category() {
        let of =
            |class, status| told(class, status).and_then(|[plover, mode, _]| plover.zip(mode.or(Some("-"))));
        assert_eq!(of(ActionClass::Strike, Status::Happened), Some(("ASSAULT", "heavy-weapons")));
        assert_eq!(of(ActionClass::Strike, Status::Threatened), Some(("THREATEN", "violence")));
        assert_eq!(of(ActionClass::Aid, Status::Promised), Some(("AGREE", "-")));
        assert_eq!(of(ActionClass::Release, Status::Demanded), Some(("REQUEST", "yield")));
        assert_eq!(of(ActionClass::Meet, Status::Rejected), Some(("REJECT", "meet")));
        assert_eq!(of(ActionClass::Strike, Status::Contemplated), None);
        assert_eq!(of(ActionClass::Vote, Status::Happened), None);
    }
}
