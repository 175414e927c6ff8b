//! Who is credited, who is only spoken of, and who stands between.

use super::{OWN, PORT, arrows, mixed, of, told};
use model::{Count, DirectionBy, LineageKind};

#[test]
fn who_is_cited_by_the_one_credited_is_not_credited() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told(
            "Hargate Courier",
            "2026-05-04T09:00",
            &["The old customs quay is to lose its cranes, the Harbour Gazette reported.", OWN[0]],
        ),
        told(
            "Valley Post",
            "2026-05-04T12:00",
            &[
                "The old customs quay will lose its cranes, the Hargate Courier reported on Monday, citing a report by the Harbour Gazette.",
                OWN[1],
            ],
        ),
        told(
            "Sellmouth Echo",
            "2026-05-04T13:00",
            &[
                "The north quay will close, CNN reported, citing two dockers, and the Harbour Gazette reported it too.",
                OWN[2],
            ],
        ),
    ];
    let lineage = of(&all);
    let pairs: Vec<(usize, usize)> = lineage.edges.iter().map(|edge| (edge.taker, edge.giver)).collect();
    assert_eq!(pairs[..2], [(1, 0), (2, 1)]);
    // Two who report it, of whom one cites people, are two.
    assert!(lineage.edges.iter().all(|edge| (edge.taker, edge.giver) != (4, 0)), "{pairs:?}");
}

#[test]
fn an_outlet_that_no_list_knows_is_known_by_what_the_article_calls_it() {
    let absent = |words: &str| {
        let all = [told(
            "Valley Post",
            "2026-05-05",
            &[words, OWN[1], "Hill One said that it had seen the crack."],
        )];
        of(&all).nodes.get(1).and_then(|node| node.outlet.clone())
    };
    assert_eq!(
        absent("The quay will close, the broadcaster Hill One reported on Monday.").as_deref(),
        Some("Hill One")
    );
    assert_eq!(
        absent("The quay will close on Monday, the news site Kai Blick reported.").as_deref(),
        Some("Kai Blick")
    );
    assert_eq!(absent("The mayor told the newspaper Monday that the quay will close."), None);
    assert_eq!(absent("Ole Hill reported the crack to the board of the harbour."), None);
}

#[test]
fn an_outlet_that_comes_back_to_the_story_counts_once() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", &PORT[..2]),
        told("The Harbour Gazette", "2026-05-06T08:00", &PORT[3..]),
        told("Hargate Courier", "2026-05-06T09:00", &OWN[..2]),
        told("", "2026-05-07", &OWN[2..3]),
        told("", "2026-05-08", &OWN[3..]),
    ];
    let lineage = of(&all);
    assert_eq!(lineage.roots.len(), 5);
    // Articles without an outlet may be of as many outlets.
    assert_eq!(lineage.independent, Count { min: 4, max: Some(4) });
}

#[test]
fn a_chain_of_credits_stays_a_chain() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told(
            "Hargate Courier",
            "2026-05-04T12:00",
            &[
                "Grain ships may not moor at the north quay from Monday on, the Harbour Gazette reported.",
                OWN[2],
            ],
        ),
        told(
            "Valley Post",
            "2026-05-05T12:00",
            &["The quay is shut to grain ships, according to the Hargate Courier.", OWN[0], OWN[1]],
        ),
        told(
            "Sellmouth Echo",
            "2026-05-06",
            &["The quay is closed, a docker told the Inland Mirror.", OWN[3]],
        ),
        told("Inland Mirror", "2026-05-09", OWN),
    ];
    let lineage = of(&all);
    let credit = |taker, giver| (taker, giver, LineageKind::Credit, DirectionBy::Credit);
    // What the Mirror printed three days later cannot be what was credited.
    assert_eq!(arrows(&lineage)[..3], [credit(1, 0), credit(2, 1), credit(3, 5)]);
    assert_eq!(lineage.root_of_each()[2], 0);
    assert_eq!(lineage.nodes[5].outlet.as_deref(), Some("Inland Mirror"));
    let words = lineage.edges[1].evidence[0].taker.span.of(&all[2].article.text);
    assert_eq!(words, Some("according to the Hargate Courier"));
}

#[test]
fn who_cites_another_stands_between() {
    let all = [told(
        "Valley Post",
        "2026-05-05",
        &["The north quay will close on Monday, NBC News reported, citing Reuters.", OWN[1]],
    )];
    let lineage = of(&all);
    assert_eq!(arrows(&lineage).iter().map(|a| (a.0, a.1)).collect::<Vec<_>>(), [(0, 1), (1, 2)]);
    let outlets: Vec<_> = lineage.nodes.iter().map(|node| node.outlet.as_deref().unwrap()).collect();
    assert_eq!(outlets, ["Valley Post", "NBC News", "Reuters"]);
    assert_eq!(lineage.roots, [2]);
}

#[test]
fn who_is_credited_and_who_is_only_spoken_of() {
    let credited = |words: &str| {
        let all = [told("Valley Post", "2026-05-05", &[words, OWN[1]])];
        of(&all).nodes.get(1).and_then(|node| node.outlet.clone())
    };
    for (words, outlet) in [
        ("The quay will close on Monday, an official told NBC News.", Some("NBC News")),
        ("According to a report by the Associated Press, the quay will close.", Some("AP")),
        (
            "The New York Times gave it a page; the Times reported that the quay will close.",
            Some("The New York Times"),
        ),
        ("In an interview with CNN, the mayor said that the quay will close.", Some("CNN")),
        ("The quay was shut, as first reported by Bloomberg News on Friday.", Some("Bloomberg")),
        ("CNN's report says that the quay will close.", Some("CNN")),
        ("CNN host Ole Berg said that he would see the quay.", None),
        ("The mayor wrote to Hill, who reported the crack to the board.", None),
        ("Fox News said in a statement that it would not appeal the ruling.", None),
        ("The mayor told reporters in New York that the quay will close.", None),
    ] {
        assert_eq!(credited(words).as_deref(), outlet, "{words}");
    }
}

#[test]
fn a_credit_that_was_copied_is_the_others() {
    let with_credit =
        mixed(&["The quay will close on Monday, two officials told NBC News on Friday night."], PORT);
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", &with_credit),
        told("Hargate Courier", "2026-05-04T11:00", &with_credit),
    ];
    let lineage = of(&all);
    let pairs: Vec<(usize, usize)> = lineage.edges.iter().map(|edge| (edge.taker, edge.giver)).collect();
    assert_eq!(pairs, [(0, 2), (1, 0)]);
}
