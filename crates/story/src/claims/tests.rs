//! Claims on marks made by hand; with the desk's marks they are scored where the two meet.

use super::claims;
use crate::made::{Made, items, lineage};
use model::{Claim, ClaimTurn, Lineage, LineageKind, SourceKind, Status};
use proptest::prelude::{ProptestConfig, any, prop, prop_assert, prop_assert_eq, proptest};

/// Which turns a claim takes, each with the places of its articles and what stands before and after.
fn turns(claim: &Claim) -> Vec<(ClaimTurn, usize, usize, &str, &str)> {
    let article = |at: usize| claim.tellings[at].sentence.article;
    claim
        .changes
        .iter()
        .map(|one| (one.turn, article(one.from), article(one.to), one.before.as_str(), one.after.as_str()))
        .collect()
}

fn troops() -> Vec<Made> {
    vec![
        Made::new(
            "1",
            "The Harbour Gazette",
            "2026-03-02T08:00:00",
            "The defence ministry is weighing a deployment of troops, two officials said.",
        )
        .event("deployment", "deployment", ("The defence ministry", "troops"), Status::Contemplated)
        .said_by("two officials", SourceKind::UnnamedPerson),
        Made::new(
            "2",
            "The Aldholm Post",
            "2026-03-02T12:00:00",
            "The ministry denied that it would deploy soldiers.",
        )
        .event("deploy", "deploy", ("The ministry", "soldiers"), Status::Denied)
        .said_by("The ministry", SourceKind::Organisation),
        Made::new(
            "3",
            "Meridian",
            "2026-03-04T09:00:00",
            "Mara Lindqvist said the ministry had ordered the troops deployed.",
        )
        .event("deployed", "deploy", ("the ministry", "the troops"), Status::Ordered)
        .said_by("Mara Lindqvist", SourceKind::NamedPerson),
        Made::new(
            "4",
            "Brieflane",
            "2026-03-05T09:00:00",
            "The defence ministry is weighing a deployment of troops, two officials said.",
        )
        .event("deployment", "deployment", ("The defence ministry", "troops"), Status::Contemplated)
        .said_by("two officials", SourceKind::UnnamedPerson),
    ]
}

#[test]
fn a_claim_is_followed_from_thought_to_order_and_a_late_copy_takes_nothing_back() {
    let made = troops();
    let told = claims(&items(&made), &lineage(4, &[(3, 0, LineageKind::Copy)]));
    let [claim] = told.as_slice() else { panic!("{told:?}") };
    assert_eq!((claim.tellings.len(), claim.action.as_str()), (4, "deployment"));
    assert_eq!(claim.actor.as_deref(), Some("The defence ministry"));
    assert_eq!(
        turns(claim),
        [
            (ClaimTurn::Denied, 0, 1, "contemplated", "denied"),
            (ClaimTurn::Status, 0, 2, "contemplated", "ordered"),
            (ClaimTurn::OnTheRecord, 0, 2, "unnamed_person", "named_person"),
        ]
    );
    assert_eq!(claim.tellings[3].root, 0);
}

fn toll(id: &str, outlet: &str, hour: u8, text: &str, number: (&str, f64)) -> Made {
    Made::new(id, outlet, &format!("2026-03-02T{hour:02}:00:00"), text)
        .event("killed", "kill", ("The blast", "people"), Status::Happened)
        .counted(number.0, number.1, "people")
}

#[test]
fn a_toll_that_rises_is_told_once_and_a_copy_of_the_old_one_is_no_news() {
    let made = [
        toll("1", "Coastwire", 8, "The blast killed 8 people.", ("8", 8.0)),
        toll("2", "Meridian", 9, "The blast killed 8 people, a port official said.", ("8", 8.0)),
        toll("3", "Coastwire", 12, "The blast killed 11 people.", ("11", 11.0)),
        toll("4", "Brieflane", 13, "The blast killed 8 people.", ("8", 8.0)),
        toll("5", "Meridian", 14, "The blast killed 11 people, a port official said.", ("11", 11.0)),
    ];
    let told = claims(&items(&made), &lineage(5, &[(2, 0, LineageKind::Update), (3, 0, LineageKind::Copy)]));
    assert_eq!(turns(&told[0]), [(ClaimTurn::Figure, 0, 2, "8", "11")]);
}

#[test]
fn a_report_is_withdrawn_by_the_outlet_that_printed_it() {
    let made = [
        Made::new("1", "Lantern Daily", "2026-03-02T08:00:00", "The Tide Front bombed the ferry in Orrin.")
            .event("bombed", "bomb", ("The Tide Front", "the ferry"), Status::Happened),
        Made::new(
            "2",
            "Lantern Daily",
            "2026-03-03T08:00:00",
            "Lantern Daily has withdrawn its report that the Tide Front bombed the ferry.",
        ),
        Made::new(
            "3",
            "Meridian",
            "2026-03-03T09:00:00",
            "Shipyards withdrew a report on the ferry of the Tide Front.",
        ),
    ];
    let told = claims(&items(&made), &lineage(3, &[]));
    assert_eq!(turns(&told[0]), [(ClaimTurn::Withdrawn, 0, 1, "happened", "withdrawn")]);
}

#[test]
fn other_parties_and_other_days_are_other_claims() {
    let made = [
        Made::new("1", "A", "2026-03-02", "The union struck the docks.").event(
            "struck",
            "strike",
            ("The union", "the docks"),
            Status::Happened,
        ),
        Made::new("2", "B", "2026-03-02", "A tanker struck a ferry.").event(
            "struck",
            "strike",
            ("A tanker", "a ferry"),
            Status::Happened,
        ),
    ];
    assert_eq!(claims(&items(&made), &lineage(2, &[])).len(), 2);
}

#[test]
fn what_an_outlet_prints_under_every_story_is_no_claim() {
    let letters = |id: &str, day: &str, other: &str| {
        Made::new(id, "A", day, &format!("{other}\nLetters may be shortened.")).event(
            "shortened",
            "shorten",
            ("", "Letters"),
            Status::Possible,
        )
    };
    let made = [letters("1", "2026-03-02", "Fog came."), letters("2", "2026-03-03", "Rain fell.")];
    assert!(claims(&items(&made), &lineage(2, &[])).is_empty());
}

#[test]
fn five_hundred_articles_take_no_more_than_their_share() {
    let made: Vec<Made> = (0..500)
        .map(|n| {
            let day = format!("2026-03-{:02}T{:02}:00:00", 1 + n % 28, n % 24);
            let mut one = Made::new(
                &format!("{n:03}"),
                &format!("o{}", n % 40),
                &day,
                &format!("The ministry may send ships to port {n} and close roads, it said."),
            );
            for (word, lemma) in [("send", "send"), ("close", "close"), ("said", "say"), ("port", "port")] {
                one =
                    one.event(word, &format!("{lemma}{}", n % 7), ("The ministry", "ships"), Status::Planned);
            }
            one
        })
        .collect();
    let told = claims(&items(&made), &lineage(500, &[]));
    assert!(!told.is_empty() && told.len() <= super::MOST);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, failure_persistence: None, ..ProptestConfig::default() })]
    #[test]
    fn any_marks_are_followed_within_their_texts(
        marks in prop::collection::vec((0_usize..6, 0_usize..60, 0_usize..60, 0_usize..14, any::<bool>()), 0..60),
        arrows in prop::collection::vec((0_usize..6, 0_usize..8), 0..8),
    ) {
        let mut made: Vec<Made> = (0..6)
            .map(|n| Made::new(&n.to_string(), "o", "2026-03-02", "Ships wait — é sea. The port said\nso of 12 ships."))
            .collect();
        for (n, start, length, status, voiced) in marks {
            let notes = &mut made[n].notes;
            let mut event = model::Event::bare(
                format!("v{}", notes.events.len()),
                model::Span::new(start, start + length),
                ["send", "sending", ""][start % 3].to_owned(),
                model::Evidence::rule("rule/test", 1.0),
            );
            event.status = Status::ALL.get(status).copied();
            event.actor = Some(model::Ref::words(model::Span::new(length, start)));
            event.statement = voiced.then(|| "s1".to_owned());
            notes.events.push(event);
        }
        let arrows: Vec<_> = arrows.into_iter().map(|(taker, giver)| (taker, giver, LineageKind::Copy)).collect();
        let line: Lineage = lineage(6, &arrows);
        let items = items(&made);
        let told = claims(&items, &line);
        for claim in &told {
            for one in &claim.tellings {
                prop_assert!(one.sentence.span.of(&items[one.sentence.article].article.text).is_some());
            }
            for change in &claim.changes {
                prop_assert!(change.from < claim.tellings.len() && change.to < claim.tellings.len());
                prop_assert!(claim.tellings[change.from].sentence.article <= claim.tellings[change.to].sentence.article);
            }
        }
        prop_assert_eq!(&told, &claims(&items, &line));
        let _ = crate::questions(&items, &line, &told);
        let _ = crate::timeline(&items, &line);
    }

    #[test]
    fn the_order_of_the_input_is_no_matter(order in prop::collection::vec(any::<u32>(), 4)) {
        let straight = troops();
        let mut shuffled: Vec<(u32, Made)> = order.into_iter().zip(troops()).collect();
        shuffled.sort_by_key(|(at, _)| *at);
        let shuffled: Vec<Made> = shuffled.into_iter().map(|(_, one)| one).collect();
        let line = lineage(4, &[(3, 0, LineageKind::Copy)]);
        prop_assert_eq!(claims(&items(&straight), &line), claims(&items(&shuffled), &line));
    }
}
