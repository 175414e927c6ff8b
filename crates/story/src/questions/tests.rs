//! Questions on marks made by hand.

use super::questions;
use crate::claims;
use crate::made::{Made, items, lineage};
use model::{Asks, SourceKind, Status, StoryQuestion};

fn asked(made: &[Made]) -> Vec<StoryQuestion> {
    let (items, line) = (items(made), lineage(made.len(), &[]));
    questions(&items, &line, &claims(&items, &line))
}

#[test]
fn a_plan_raises_the_reporters_questions_and_keeps_those_without_answer() {
    let asked = asked(&[Made::new(
        "1",
        "The Harbour Gazette",
        "2026-03-02",
        "The defence ministry is weighing whether to send troops, two officials said.\nIt was not clear how many would go.",
    )
    .event("send", "send", ("The defence ministry", "troops"), Status::Contemplated)
    .said_by("two officials", SourceKind::UnnamedPerson)]);
    let words: Vec<(Asks, &str, usize)> =
        asked.iter().map(|one| (one.asks, one.question.as_str(), one.answers.len())).collect();
    assert_eq!(
        words,
        [
            (Asks::Plans, "What does the defence ministry plan to do?", 1),
            (Asks::Standing, "Where does the plan to send troops stand?", 1),
            (Asks::Authority, "On what authority would the defence ministry send troops?", 0),
            (Asks::Sources, "Who says that the defence ministry may send troops?", 1),
            (Asks::Objections, "Who objects to the plan to send troops?", 0),
            (Asks::Unknown, "What is not known?", 1),
        ]
    );
    assert_eq!(asked[3].answers[0].chain, ["two officials"]);
}

#[test]
fn what_happened_is_not_asked_for_plans_and_unanswered_questions_fall_away() {
    let asked = asked(&[Made::new("1", "A", "2026-03-02", "The blast killed 8 people.")
        .event("killed", "kill", ("The blast", "people"), Status::Happened)
        .counted("8", 8.0, "people")]);
    let words: Vec<&str> = asked.iter().map(|one| one.question.as_str()).collect();
    assert_eq!(words, ["How many people died?"]);
}

#[test]
fn one_answer_a_root_stands_before_a_second_of_the_same() {
    let told = |id: &str, text: &str| {
        Made::new(id, id, "2026-03-02", text).event(
            "send",
            "send",
            ("The ministry", "troops"),
            Status::Planned,
        )
    };
    let made = [
        told("1", "The ministry will send troops on Monday."),
        told("2", "The ministry will send troops by Monday."),
    ];
    let asked = asked(&made);
    let articles: Vec<usize> = asked[0].answers.iter().map(|one| one.sentence.article).collect();
    assert_eq!(articles, [0, 1]);
    assert_eq!(asked[0].answers[0].roots, 2);
}
