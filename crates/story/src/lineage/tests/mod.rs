//! Lineages of small stories of our own. `credits`: who is named as the giver.

use super::lineage;
use crate::{Boilerplate, Item};
use model::jiff::Timestamp;
use model::{
    Article, DirectionBy, Directness, Evidence, Lineage, LineageKind, Notes, Source, SourceKind, Span,
    Statement,
};
use model::{Count, StatementType};

mod credits;

const PORT: &[&str] = &[
    "The port of Hargate will close its north quay to grain ships on Monday, the harbour board decided.",
    "Eleven vessels now wait off the breakwater, and two of them have turned back for Sellmouth.",
    "The board acts after cracks were found in the old foundations of the quay in early spring.",
    "Repairs are expected to last until the end of the year and to cost about forty million crowns.",
    "Farmers in the valley say that they have no other way to bring in the harvest before the frost.",
];
const OWN: &[&str] = &[
    "Mayor Ines Tavernier spent the morning at the ferry landing with members of the town council.",
    "Shops along the waterfront opened late because of the strike by tram drivers in the upper town.",
    "The weather service foresees strong gusts and heavy rain for the whole of the coming week.",
    "A school choir from Lower Hargate sang in the covered market to collect money for the lifeboats.",
];

/// An article with its id and, where it was marked, its notes.
struct Told {
    id: String,
    article: Article,
    notes: Option<Notes>,
}

fn told(outlet: &str, when: &str, sentences: &[&str]) -> Told {
    let mut article = Article::verbatim(sentences.join("\n"));
    article.outlet = (!outlet.is_empty()).then(|| outlet.to_owned());
    article.published = when.parse().ok();
    Told { id: format!("{outlet} {when}"), article, notes: None }
}

fn items(all: &[Told]) -> Vec<Item<'_>> {
    let seen = Timestamp::UNIX_EPOCH;
    all.iter()
        .map(|one| Item { id: &one.id, article: &one.article, notes: one.notes.as_ref(), seen })
        .collect()
}

fn of(all: &[Told]) -> Lineage {
    lineage(&items(all), &Boilerplate::default())
}

/// Taker, giver, kind, by.
fn arrows(lineage: &Lineage) -> Vec<(usize, usize, LineageKind, DirectionBy)> {
    lineage.edges.iter().map(|edge| (edge.taker, edge.giver, edge.kind, edge.by)).collect()
}

fn mixed(own: &'static [&'static str], copied: &'static [&'static str]) -> Vec<&'static str> {
    own.iter().chain(copied).copied().collect()
}

#[test]
fn a_later_print_of_the_same_text_is_a_copy() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told("Hargate Courier", "2026-05-04T11:00", PORT),
    ];
    let lineage = of(&all);
    assert_eq!(arrows(&lineage), [(1, 0, LineageKind::Copy, DirectionBy::Time)]);
    assert_eq!(lineage.roots, [0]);
    assert_eq!(lineage.independent, Count::exactly(1));
    let evidence = &lineage.edges[0].evidence[0];
    assert_eq!(
        evidence.taker.span.of(&all[1].article.text),
        evidence.giver.unwrap().span.of(&all[0].article.text)
    );
}

#[test]
fn some_sentences_among_its_own_are_a_rewrite() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told("Hargate Courier", "2026-05-05T08:00", &mixed(OWN, &PORT[1..4])),
    ];
    let lineage = of(&all);
    assert_eq!(arrows(&lineage), [(1, 0, LineageKind::Rewrite, DirectionBy::Time)]);
    assert!((0.3..0.5).contains(&lineage.edges[0].share), "{}", lineage.edges[0].share);
}

#[test]
fn touched_sentences_are_known_again() {
    let touched = [
        "The port of Hargate is to close its north quay to grain ships on Monday, the board decided on Sunday.",
        "Eleven ships now wait off the breakwater, and two of them have already turned back for Sellmouth.",
    ];
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told("Hargate Courier", "2026-05-05T08:00", &[OWN[0], touched[0], touched[1]]),
    ];
    assert_eq!(arrows(&of(&all)), [(1, 0, LineageKind::Copy, DirectionBy::Time)]);
}

#[test]
fn wire_copy_goes_to_the_agency_held_or_not() {
    let mut agency = told("Reuters", "2026-05-04T08:00", PORT);
    let mut one = told("Harbour Gazette", "2026-05-04T07:00", PORT);
    one.article.dateline = Some("HARGATE (Reuters)".into());
    let mut two = told("Hargate Courier", "2026-05-04T12:00", PORT);
    two.article.agencies = vec!["Reuters".into()];
    agency.id = "agency".into();
    let held = of(&[one, agency, two]);
    let wire = LineageKind::WireCopy;
    assert_eq!(arrows(&held), [(0, 1, wire, DirectionBy::Agency), (2, 1, wire, DirectionBy::Agency)]);

    let mut one = told("Harbour Gazette", "2026-05-04T07:00", PORT);
    one.article.dateline = Some("HARGATE (Northwire)".into());
    let mut two = told("Hargate Courier", "2026-05-04T12:00", PORT);
    two.article.dateline = Some("HARGATE (Northwire) —".into());
    let unmarked = told("Valley Post", "2026-05-04T13:00", PORT);
    let mut other = told("Sellmouth Echo", "2026-05-04T14:00", OWN);
    other.article.dateline = Some("SELLMOUTH (Northwire)".into());
    let absent = of(&[one, two, unmarked, other]);
    assert_eq!(absent.nodes[4].outlet.as_deref(), Some("Northwire"));
    assert_eq!(absent.nodes[4].article, None);
    // One text, one report; another text of the same agency, another report.
    let givers: Vec<usize> = absent.edges.iter().map(|edge| edge.giver).collect();
    assert_eq!(givers, [4, 4, 4, 5]);
    // Both reports are one agency's.
    assert_eq!(absent.independent, Count::exactly(1));
}

/// Northwire, which no list knows, and two that print its text under its name.
fn northwire() -> [Told; 3] {
    let mut agency = told("Northwire Coast", "2026-05-04T08:00", PORT);
    agency.article.dateline = Some("HARGATE (Northwire Coast)".into());
    let mut one = told("Hargate Courier", "2026-05-04T09:00", PORT);
    one.article.dateline = Some("HARGATE (Northwire Coast)".into());
    let mut two = told("Valley Post", "2026-05-04T10:00", PORT);
    two.article.bylines = vec!["Northwire Coast".into()];
    [agency, one, two]
}

#[test]
fn an_agency_that_no_list_knows_is_known_by_its_name_over_others_texts() {
    let [agency, one, two] = northwire();
    let wire = LineageKind::WireCopy;
    let unsigned = told("Sellmouth Echo", "2026-05-04T07:00", PORT);
    // By dateline, by byline; and who prints it without either has it from the agency as well, whatever the clock says.
    let by = DirectionBy::Agency;
    assert_eq!(
        arrows(&of(&[agency, one, two, unsigned])),
        [(1, 0, wire, by), (2, 0, wire, by), (3, 0, wire, by)]
    );
    // A broadcaster that opens with its own name, and whose name nobody else prints, is none.
    let [agency, mut one, _] = northwire();
    one.article.dateline = None;
    assert_eq!(arrows(&of(&[agency, one])), [(1, 0, LineageKind::Copy, DirectionBy::Time)]);
    // One house may have two names.
    let mut own = told("Northwire", "2026-05-04T10:00", OWN);
    own.article.bylines = vec!["Northwire Coast".into()];
    let [agency, ..] = northwire();
    assert!(of(&[agency, own]).edges.is_empty());
}

#[test]
fn a_new_form_of_an_agencys_text_is_the_outlets_own_first() {
    let [agency, one, _] = northwire();
    let mut later = told("Hargate Courier", "2026-05-04T12:00", &mixed(PORT, &OWN[..1]));
    later.article.dateline = Some("HARGATE (Northwire Coast)".into());
    let told_by = of(&[agency, one, later]);
    let wire = LineageKind::WireCopy;
    assert_eq!(
        arrows(&told_by),
        [(1, 0, wire, DirectionBy::Agency), (2, 1, LineageKind::Update, DirectionBy::Time)]
    );
    // Of the agency's second text it has more than of its own first form.
    let [mut agency, mut one, _] = northwire();
    one.article.text = PORT[..2].join("\n");
    one.article.paragraphs = Article::verbatim(one.article.text.clone()).paragraphs;
    agency.article.published = "2026-05-04T11:00".parse().ok();
    let mut later = told("Hargate Courier", "2026-05-04T12:00", PORT);
    later.article.dateline = Some("HARGATE (Northwire Coast)".into());
    assert_eq!(arrows(&of(&[agency, one, later]))[1], (2, 0, wire, DirectionBy::Agency));
}

fn says(text: &str, quote: &str, who: &str) -> Notes {
    let at = text.find(quote).unwrap();
    let statement = Statement {
        id: "s1".into(),
        kind: StatementType::Speech,
        source: Source {
            span: None,
            kind: SourceKind::NamedPerson,
            name: Some(who.into()),
            entity: None,
            role: None,
            count: None,
        },
        cue: None,
        stance: None,
        content: vec![Span::new(at, at + quote.len())],
        directness: Directness::Direct,
        chain: vec![who.into()],
        evidence: Evidence { maker: "rule:own".into(), confidence: 0.9 },
    };
    Notes { statements: vec![statement], ..Notes::default() }
}

#[test]
fn what_was_said_before_all_is_a_shared_quote_and_no_copy() {
    let quote = "We will not let a single ship moor before the last crack is filled, and that is a promise to the crews.";
    let said = format!("“{quote}” said Mara Lindqvist, who heads the board.");
    let mut all = [
        told("Harbour Gazette", "2026-05-04T08:00", &[PORT[0], PORT[1], &said]),
        told("Hargate Courier", "2026-05-04T11:00", &[OWN[0], OWN[1], &said]),
    ];
    for one in &mut all {
        one.notes = Some(says(&one.article.text, quote, "Mara Lindqvist"));
    }
    let lineage = of(&all);
    assert!(lineage.edges.is_empty());
    assert_eq!(lineage.shared_quotes.len(), 1);
    assert_eq!(lineage.shared_quotes[0].speaker.as_deref(), Some("Mara Lindqvist"));
    assert_eq!(lineage.shared_quotes[0].passages[1].span.of(&all[1].article.text), Some(quote));
    // Both may have only that to go by.
    assert_eq!(lineage.independent, Count { min: 1, max: Some(2) });
}

#[test]
fn footers_are_nobodys_copy() {
    let footer = [
        "The Valley Press Group prints nine papers between the coast and the upper valley since 1931 and is owned by its readers.",
        "Its newsroom in Hargate can be reached by letter, by telephone or in person on all weekdays until noon.",
    ];
    let texts: Vec<Vec<&str>> = (0..4).map(|n| [&[PORT[n], OWN[n]][..], &footer].concat()).collect();
    let days = ["2026-05-04", "2026-05-05", "2026-05-06", "2026-05-07"];
    let earlier: Vec<Told> =
        texts.iter().zip(days).map(|(text, day)| told("Valley Post", day, text)).collect();
    let prints: Vec<crate::Printed> = items(&earlier).iter().map(crate::Printed::of).collect();
    assert_eq!(crate::Printed::from_bytes(&prints[1].to_bytes()), prints[1]);
    let learned = Boilerplate::learn(&prints);
    assert_eq!(learned.len(), 2);
    assert_eq!(Boilerplate::from_bytes(&learned.to_bytes()), learned);
    let all = [
        told("Valley Post", "2026-05-08", &texts[0]),
        told("Hargate Courier", "2026-05-09", &[OWN[2], OWN[3], footer[0], footer[1]]),
    ];
    assert_eq!(of(&all).edges.len(), 1);
    assert!(lineage(&items(&all), &learned).edges.is_empty());
}

#[test]
fn a_later_form_of_the_same_article_is_an_update() {
    let all = [
        told("Harbour Gazette", "2026-05-04T08:00", &PORT[..3]),
        told("The Harbour Gazette", "2026-05-04T18:00", PORT),
    ];
    let lineage = of(&all);
    assert_eq!(arrows(&lineage), [(1, 0, LineageKind::Update, DirectionBy::Time)]);
}

#[test]
fn two_that_credit_each_other_make_no_circle() {
    let all = [
        told(
            "Harbour Gazette",
            "2026-05-04",
            &mixed(&["The quay will close, the Hargate Courier reported."], PORT),
        ),
        told(
            "Hargate Courier",
            "2026-05-04",
            &mixed(&["The quay will close, the Harbour Gazette reported."], PORT),
        ),
    ];
    let lineage = of(&all);
    assert_eq!(lineage.edges.len(), 1);
    assert_eq!(lineage.roots.len(), 1);
}

#[test]
fn the_order_of_the_input_makes_no_difference() {
    let all = vec![
        told("Harbour Gazette", "2026-05-04T08:00", PORT),
        told("Hargate Courier", "2026-05-04", &mixed(OWN, &PORT[..2])),
        told(
            "Valley Post",
            "2026-05-05",
            &mixed(&["The quay will close, the Gazette and NBC News reported."], &PORT[1..]),
        ),
        told("Sellmouth Echo", "2026-05-03", &OWN[1..]),
        told("", "", &mixed(&["The quay will close, an official told CNN."], &PORT[..3])),
    ];
    let name = |told: &[Told], lineage: &Lineage, node: usize| {
        let node = &lineage.nodes[node];
        node.article.map_or_else(|| node.outlet.clone().unwrap(), |n| told[n].id.clone())
    };
    let named = |told: &[Told]| {
        let lineage = of(told);
        let mut edges: Vec<_> = lineage
            .edges
            .iter()
            .map(|e| {
                (
                    name(told, &lineage, e.taker),
                    name(told, &lineage, e.giver),
                    e.kind,
                    e.by,
                    e.share.to_bits(),
                )
            })
            .collect();
        edges.sort();
        (edges, lineage.independent)
    };
    let expected = named(&all);
    assert!(expected.0.len() >= 3);
    let mut turned = all;
    for turn in 0..turned.len() {
        turned.rotate_left(1);
        turned.swap(0, turn);
        assert_eq!(named(&turned), expected);
    }
}

#[test]
fn hostile_sizes_are_quick() {
    let same: Vec<Told> = (0..200)
        .map(|n| {
            let mut one = told("", "", PORT);
            one.id = format!("{n:03}");
            one
        })
        .collect();
    let lineage = of(&same);
    assert_eq!(lineage.edges.len(), 199);
    assert!(lineage.edges.iter().all(|edge| edge.giver == 0));
    let long = "grain ships wait off the breakwater of Hargate ".repeat(22_000);
    let huge = [told("A", "2026-05-04", &[&long]), told("B", "2026-05-05", &[&long]), told("C", "", &[])];
    assert_eq!(of(&huge).edges.len(), 1);
    assert_eq!(of(&[]).independent, Count::exactly(0));
}
