//! Timelines on marks made by hand; which days are chosen is scored on T17.

use super::timeline;
use crate::made::{Made, items, lineage};
use model::{LineageKind, Status};

fn strike() -> Vec<Made> {
    vec![
        Made::new("1", "A", "2026-03-02", "The union will strike on Thursday.")
            .event("strike", "strike", ("The union", ""), Status::Planned)
            .on("Thursday", "2026-03-05"),
        Made::new("2", "B", "2026-03-05", "Dockers struck on Thursday.\nFog may come on 9 July.")
            .event("struck", "strike", ("Dockers", ""), Status::Happened)
            .on("Thursday", "2026-03-05")
            .event("come", "come", ("Fog", ""), Status::Possible)
            .on("9 July", "2026-07-09"),
        Made::new("3", "C", "2026-03-06", "Dockers struck on Thursday.")
            .event("struck", "strike", ("Dockers", ""), Status::Happened)
            .on("Thursday", "2026-03-05"),
    ]
}

#[test]
fn a_day_is_told_by_the_earliest_root_that_reports_it() {
    let made = strike();
    let days = timeline(&items(&made), &lineage(3, &[(2, 1, LineageKind::Copy)]));
    let [day] = days.as_slice() else { panic!("{days:?}") };
    assert_eq!((day.day.as_str(), day.roots, day.status), ("2026-03-05", 2, Some(Status::Happened)));
    assert_eq!(day.articles, [0, 1, 2]);
    let told = day.sentences[0];
    assert_eq!((told.article, told.span.of(&made[1].article.text)), (1, Some("Dockers struck on Thursday.")));
}

#[test]
fn what_only_one_says_may_be_is_no_day() {
    let days = timeline(&items(&strike()), &lineage(3, &[]));
    assert!(days.iter().all(|day| day.day != "2026-07-09"));
}

#[test]
fn days_stand_in_calendar_order_and_weights_are_shares() {
    let made: Vec<Made> = (1..20)
        .map(|n| {
            Made::new(&format!("{n:02}"), "A", &format!("2026-03-{n:02}"), "Ships came on Monday.")
                .event("came", "come", ("Ships", ""), Status::Happened)
                .on("Monday", &format!("2026-03-{:02}", 1 + n / 4))
        })
        .collect();
    let days = timeline(&items(&made), &lineage(19, &[]));
    assert!(days.len() > 1 && days.is_sorted_by_key(|day| &day.day));
    assert!(days.iter().all(|day| (0.0..=1.0).contains(&day.weight)));
}
