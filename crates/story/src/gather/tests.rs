//! Promises of gathering: order, ids, copies, and bad input.

use super::{Gathered, Print, Standing, gather};
use crate::Item;
use model::jiff::Timestamp;
use model::{Article, Stamp};
use proptest::prelude::{any, prop};
use proptest::{prop_assert_eq, proptest};
use std::collections::BTreeSet;

/// An article of our own on one of four happenings.
fn told(happening: usize, telling: usize) -> (String, String) {
    let (headlines, lines) = [
        (
            ["Hargate bars tankers", "Tankers barred from Hargate", "Harbour of Hargate closed to tankers"],
            [
                "Mara Lindqvist, who chairs the harbour board of Hargate, signed the ban on tankers.",
                "Eleven tankers lay at anchor off Hargate when the harbour board voted.",
                "Shipowners called the harbour ban unlawful and will sue the board of Hargate.",
                "Lindqvist cited an oil spill of 40 tonnes from a tanker at the harbour.",
            ],
        ),
        (
            [
                "Old dam bursts in Tarn Valley",
                "Flood in Tarn Valley after dam breaks",
                "Tarn Valley under water",
            ],
            [
                "Tomas Reyle watched the dam above Tarn Valley crack before the flood took his barn.",
                "Water stood two metres high in Tarn Valley and 300 people slept in the school.",
                "Engineers had warned of the dam since 2019, papers seen in Tarn Valley show.",
                "Rescuers in boats searched the flood for farm workers near the broken dam.",
            ],
        ),
        (
            ["Ferry pilots walk out at Norhaven", "Norhaven pilots strike", "No ferries from Norhaven"],
            [
                "Elena Okafor leads the union of pilots that stopped all ferries at Norhaven.",
                "Pilots want a seventh rest day, Okafor told travellers at the Norhaven terminal.",
                "The ferry line offered 4 percent more pay, which the union refused.",
                "Strikes of pilots closed Norhaven to ferries twice in the last decade.",
            ],
        ),
        (
            [
                "Blaze guts lighthouse on Quist Island",
                "Lighthouse burns on Quist Island",
                "Quist Island fire",
            ],
            [
                "Firefighters could not save the wooden lighthouse on Quist Island.",
                "Keeper Piet Aldana escaped through a window when flames reached the lamp.",
                "The lighthouse of Quist Island was built in 1874 by Aldana's ancestors.",
                "Police look for whoever lit a bonfire below the lamp, and for its fuel.",
            ],
        ),
    ][happening % 4];
    let body: Vec<&str> = (0..3).map(|at| lines[(at + telling) % lines.len()]).collect();
    (headlines[telling % headlines.len()].to_owned(), body.join("\n"))
}

fn article(headline: &str, body: &str, published: Option<&str>) -> Article {
    Article {
        headline: Some(headline.to_owned()),
        published: published.map(|day| day.parse::<Stamp>().unwrap()),
        language: Some("en".to_owned()),
        ..Article::verbatim(body)
    }
}

fn print(id: &str, headline: &str, body: &str, published: Option<&str>) -> Print {
    let article = article(headline, body, published);
    Print::of(&Item { id, article: &article, notes: None, seen: Timestamp::UNIX_EPOCH })
}

/// Four happenings, each told `times`, on days that follow.
fn wire(times: usize) -> Vec<Print> {
    let all = (0..4 * times).map(|at| {
        let (happening, telling) = (at % 4, at / 4);
        let (headline, body) = told(happening, telling);
        print(
            &format!("a{at:02}"),
            &headline,
            &format!("{body}\nNumber {at} of the day."),
            Some(&format!("2026-03-{:02}", 1 + telling)),
        )
    });
    all.collect()
}

/// The stories by the ids of their articles.
fn by_ids(gathered: &Gathered, prints: &[Print]) -> BTreeSet<(String, Vec<String>, Vec<Vec<usize>>)> {
    let stories = gathered.stories.iter().map(|story| {
        let ids = story.articles.iter().map(|at| prints[*at].id().to_owned()).collect();
        (story.id.clone(), ids, story.happenings.clone())
    });
    stories.collect()
}

fn shuffled(prints: &[Print], seed: u64) -> Vec<Print> {
    let mut keyed: Vec<(u64, &Print)> =
        prints.iter().map(|p| (crate::hash::hash64(format!("{seed} {}", p.id()).as_bytes()), p)).collect();
    keyed.sort_by_key(|(key, _)| *key);
    keyed.into_iter().map(|(_, print)| print.clone()).collect()
}

#[test]
fn articles_on_one_happening_are_gathered_and_others_are_not() {
    let prints = wire(4);
    let gathered = gather(&prints, &[]);
    for story in &gathered.stories {
        let happenings: BTreeSet<usize> = story.articles.iter().map(|at| at % 4).collect();
        assert_eq!(happenings.len(), 1, "{gathered:?}");
    }
    assert_eq!(gathered.stories.len(), 4, "{gathered:?}");
}

#[test]
fn news_of_another_week_is_another_happening_of_the_same_story() {
    let on = |days: [Option<&str>; 4]| {
        let prints: Vec<Print> = (0..4)
            .zip(days)
            .map(|(telling, day)| {
                let (headline, body) = told(1, telling);
                print(&format!("a{telling}"), &headline, &body, day)
            })
            .collect();
        let gathered = gather(&prints, &[]);
        assert_eq!(gathered.stories.len(), 1, "{gathered:?}");
        gathered.stories[0].happenings.clone()
    };
    let (first, second) = (Some("2026-03-02"), Some("2026-03-03"));
    assert_eq!(on([first, first, second, first]), [[0, 1, 2, 3]]);
    // By time the third comes last.
    assert_eq!(on([first, first, Some("2026-03-12"), first]), [vec![0, 1, 2], vec![3]]);
    // What has no date tells nothing of the days between.
    assert_eq!(on([None; 4]), [[0, 1, 2, 3]]);
}

#[test]
fn twenty_orders_give_the_same_stories() {
    let prints = wire(5);
    let first = by_ids(&gather(&prints, &[]), &prints);
    for seed in 0..20 {
        let other = shuffled(&prints, seed);
        assert_eq!(by_ids(&gather(&other, &[]), &other), first, "order {seed}");
    }
}

/// The stories as they stand.
fn standing(gathered: &Gathered, prints: &[Print]) -> Vec<Standing> {
    let stories = gathered.stories.iter().map(|story| Standing {
        id: story.id.clone(),
        articles: story.articles.iter().map(|at| prints[*at].id().to_owned()).collect(),
    });
    stories.collect()
}

#[test]
fn an_id_stays_when_an_earlier_article_comes_late() {
    let all = wire(4);
    // The earliest article of each happening comes last.
    let (late, early) = all.split_at(4);
    let before = gather(early, &[]);
    let after = gather(&[early, late].concat(), &standing(&before, early));
    let ids =
        |gathered: &Gathered| -> BTreeSet<String> { gathered.stories.iter().map(|s| s.id.clone()).collect() };
    assert_eq!(ids(&before), ids(&after));
    assert!(after.merged.is_empty());
    // Without what stood, the ids would be others.
    assert_ne!(ids(&gather(&all, &[])), ids(&before));
}

#[test]
fn a_story_that_went_into_another_is_told() {
    let prints = wire(4);
    let whole = gather(&prints, &[]);
    let one = whole.stories.iter().find(|story| story.articles[0] == 0).unwrap();
    let half = |id: &str, at: &[usize]| Standing {
        id: id.to_owned(),
        articles: at.iter().map(|at| prints[one.articles[*at]].id().to_owned()).collect(),
    };
    let gone = Standing { id: "gone".to_owned(), articles: vec!["deleted".to_owned()] };
    let gathered = gather(&prints, &[half("small", &[0]), half("large", &[1, 2, 3]), gone]);
    assert!(gathered.stories.iter().any(|story| story.id == "large" && story.articles == one.articles));
    let merged: Vec<_> = gathered.merged.iter().map(|m| (m.id.as_str(), m.merged_into.as_deref())).collect();
    assert_eq!(merged, [("gone", None), ("small", Some("large"))]);
}

#[test]
fn a_copy_with_a_new_headline_is_the_same_article() {
    let (headline, body) = told(0, 0);
    let mut prints = wire(3);
    prints.push(print("x1", &headline, &body, Some("2026-03-09")));
    prints.push(print(
        "x2",
        "Nothing of this stands anywhere else",
        &format!("{body}\nRead more."),
        Some("2026-03-10"),
    ));
    let gathered = gather(&prints, &[]);
    let happening = |wanted: usize| {
        gathered.stories.iter().enumerate().find_map(|(number, story)| {
            let inside =
                story.happenings.iter().position(|one| one.iter().any(|at| story.articles[*at] == wanted));
            inside.map(|inside| (number, inside))
        })
    };
    assert_eq!(happening(prints.len() - 2), happening(prints.len() - 1));
}

#[test]
fn articles_stand_in_the_order_in_which_they_were_published() {
    let undated = |id: &str, telling: usize, seen: i64| {
        let (headline, body) = told(1, telling);
        let article = article(&headline, &body, None);
        Print::of(&Item { id, article: &article, notes: None, seen: Timestamp::from_second(seen).unwrap() })
    };
    let mut prints = wire(3);
    // Seen before and after all of the others: 2026-02-01, 2026-04-01.
    prints.push(undated("u1", 1, 1_769_900_000));
    prints.push(undated("u2", 2, 1_775_000_000));
    let gathered = gather(&prints, &[]);
    let places = |articles: &[usize]| -> Vec<(i64, &str)> {
        articles.iter().map(|at| (prints[*at].published, prints[*at].id())).collect()
    };
    for story in &gathered.stories {
        assert!(places(&story.articles).is_sorted());
        assert!(story.happenings.iter().all(|happening| happening.is_sorted()));
        assert!(story.happenings.is_sorted());
    }
    let firsts: Vec<usize> = gathered.stories.iter().map(|story| story.articles[0]).collect();
    assert!(places(&firsts).is_sorted());
}

#[test]
fn every_input_is_gathered_soon() {
    assert_eq!(gather(&[], &[]), Gathered::default());
    let empty: Vec<Print> = (0..50).map(|at| print(&format!("e{at}"), "", "", None)).collect();
    assert_eq!(gather(&empty, &[]).stories.len(), 50);
    let long = print("long", "Port", &"The harbour of Hargate waits 12 days. ".repeat(30_000), None);
    assert!(long.to_bytes().len() < 2_048);
    let unbroken = print("unbroken", "Port", &"harbour".repeat(150_000), None);
    let scripts = print("scripts", "港", &"港が閉まる。".repeat(50_000), None);
    assert_eq!(gather(&[long, unbroken, scripts], &[]).stories.len(), 3);
    let (headline, body) = told(0, 0);
    let same: Vec<Print> =
        (0..10_000).map(|at| print(&format!("s{at:05}"), &headline, &body, None)).collect();
    let gathered = gather(&same, &[]);
    assert_eq!((gathered.stories.len(), gathered.stories[0].happenings.len()), (1, 1));
    // Short texts are no copies: each is compared with a bounded number.
    let short: Vec<Print> =
        (0..3_000).map(|at| print(&format!("t{at:04}"), "Port shut", "Hargate waits.", None)).collect();
    let count: usize = gather(&short, &[]).stories.iter().map(|story| story.articles.len()).sum();
    assert_eq!(count, 3_000);
}

proptest! {
    #[test]
    fn the_order_never_matters(
        texts in prop::collection::vec(("[A-D][a-d]{2}( [a-d]{3}){0,6}", "([A-E][a-c]{3}( [a-e]{3,5}){4}[.] ){0,9}", prop::option::of(1_u8..28)), 0..12),
        seed in any::<u64>(),
    ) {
        let prints: Vec<Print> = texts
            .iter()
            .enumerate()
            .map(|(at, (headline, body, day))| {
                let day = day.map(|day| format!("2026-02-{day:02}"));
                print(&format!("p{at}"), headline, body, day.as_deref())
            })
            .collect();
        let first = gather(&prints, &[]);
        let mut seen: Vec<usize> = first.stories.iter().flat_map(|story| story.articles.clone()).collect();
        seen.sort_unstable();
        prop_assert_eq!(seen, (0..prints.len()).collect::<Vec<_>>());
        let other = shuffled(&prints, seed);
        prop_assert_eq!(by_ids(&gather(&other, &[]), &other), by_ids(&first, &prints));
        for print in &prints {
            let back = Print::from_bytes(&print.to_bytes());
            prop_assert_eq!(back.as_ref(), Some(print));
        }
    }
}
