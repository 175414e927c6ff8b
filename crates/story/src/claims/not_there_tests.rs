//! "There was no …" on sentences of our own.

use super::claims;
use crate::made::{Made, items, lineage};
use model::{ClaimTurn, SourceKind, Status};

/// What is denied, after the first article told `told` with an event at `event`.
fn denials(told: (&str, &str, &str, (&str, &str)), denial: &str) -> Vec<(String, String)> {
    let (text, trigger, lemma, roles) = told;
    let told_by = format!("Mara Lindqvist said: {denial}");
    let made = [
        Made::new("1", "The Harbour Gazette", "2026-03-02", text).event(
            trigger,
            lemma,
            roles,
            Status::Happened,
        ),
        Made::new("2", "Meridian", "2026-03-03", &told_by)
            .event(denial, "be", ("", ""), Status::NotHappened)
            .said_by("Mara Lindqvist", SourceKind::NamedPerson),
    ];
    let claims = claims(&items(&made), &lineage(2, &[]));
    let changes = claims.into_iter().flat_map(|claim| claim.changes);
    let denied = changes.filter(|change| change.turn == ClaimTurn::Denied);
    denied.map(|change| (change.before, change.after)).collect()
}

const PARCEL: (&str, &str, &str, (&str, &str)) = (
    "Rain fell on the market.\nThe gang left a parcel under the bridge.",
    "left",
    "leave",
    ("The gang", "a parcel"),
);

#[test]
fn a_thing_that_is_told_as_new_is_denied_by_there_was_none() {
    for denial in [
        "There was no parcel.",
        "There never was a parcel, and no gang.",
        "“There was no parcel under the bridge.”",
        "There has never been any parcel.",
        "There were no parcels.",
    ] {
        assert_eq!(denials(PARCEL, denial), [("happened".to_owned(), "denied".to_owned())], "{denial}");
    }
}

#[test]
fn what_is_denied_of_another_thing_denies_nothing() {
    for denial in [
        "There was no second parcel.",
        "There was no parcel at the station.",
        "There was no parcel that ticked.",
        "Was there no parcel?",
        "If there was no parcel, the search was in vain.",
        "There was a parcel.",
        "There was no evidence.",
    ] {
        assert!(denials(PARCEL, denial).is_empty(), "{denial}");
    }
}

#[test]
fn a_thing_that_is_known_is_not_denied() {
    let known = ("Rain fell.\nThe navy sent the tug to Orrin.", "sent", "send", ("The navy", "the tug"));
    assert!(denials(known, "There was no tug in sight.").is_empty());
    assert!(denials(known, "There was no tug.").is_empty());
    // Nor is what "no" says nothing of: a plan of which there is none was no deed.
    let evidence =
        ("Fog came.\nThe police found a trace of oil.", "found", "find", ("The police", "a trace of oil"));
    assert!(denials(evidence, "There was no trace.").is_empty());
}

#[test]
fn a_source_denies_and_the_article_tells_that_it_did_not_happen() {
    let made =
        [
            Made::new("1", "The Harbour Gazette", "2026-03-02", "Fog came.\nA gunman fired at the mole.")
                .event("fired", "fire", ("A gunman", "the mole"), Status::Happened),
            Made::new("2", "Meridian", "2026-03-03", "There was no gunman, Olav Brekke said.\nHe spoke.")
                .event("There was no gunman", "be", ("", ""), Status::NotHappened)
                .said_by("Olav Brekke", SourceKind::NamedPerson),
        ];
    let told = claims(&items(&made), &lineage(2, &[]));
    let claim = told.iter().find(|claim| claim.action == "fire").unwrap();
    let last = claim.tellings.last().unwrap();
    assert_eq!(last.status, Some(Status::Denied));
    assert_eq!(last.holder.as_ref().and_then(|holder| holder.name.as_deref()), Some("Olav Brekke"));
    assert_eq!(last.cue.unwrap().span.of(&made[1].article.text), Some("There was no"));
}

#[test]
fn an_order_to_a_place_is_told_by_its_words() {
    let made = [
        Made::new("1", "A", "2026-03-02", "The ministry is weighing sending the tug Orrin to Skarn Sound.")
            .event("sending", "send", ("The ministry", "the tug"), Status::Contemplated),
        Made::new("2", "B", "2026-03-03", "The ministry has ordered the tug Orrin to Skarn Sound.").event(
            "ordered",
            "order",
            ("The ministry", "the tug"),
            Status::Happened,
        ),
    ];
    let told = claims(&items(&made), &lineage(2, &[]));
    let [claim] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!(claim.tellings[1].status, Some(Status::Ordered));
}
