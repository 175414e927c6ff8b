//! Times in sentences of our own: span, type and value.

use super::times;
use crate::page::Page;
use crate::syntax::Perceptron;
use model::Article;

/// The times of `text`, published on a Monday, 2 March 2026, as "words type value".
fn read(text: &str) -> Vec<String> {
    read_on(text, Some("2026-03-02"))
}

fn read_on(text: &str, published: Option<&str>) -> Vec<String> {
    let mut article = Article::verbatim(text);
    article.published = published.map(|p| p.parse().unwrap());
    let page = Page::new(&article, Perceptron::shipped(), None);
    let told = |t: model::Time| {
        format!("{} {} {}", t.span.words(text), t.kind.as_str(), t.value.as_deref().unwrap_or("none"))
    };
    times(&page).into_iter().map(told).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn weekdays_go_the_way_of_the_tense() {
    check("The port closed on Friday.", &["Friday DATE 2026-02-27"]);
    check("The port will close on Friday.", &["Friday DATE 2026-03-06"]);
    check("The crew left on Monday.", &["Monday DATE 2026-03-02"]);
    check("The crew left last Monday.", &["last Monday DATE 2026-02-23"]);
    check("The council votes next Tuesday.", &["next Tuesday DATE 2026-03-03"]);
    check("The council has since Thursday refused to pay.", &["Thursday DATE 2026-02-26"]);
    check("Wednesday's ruling surprised them.", &["Wednesday DATE 2026-02-25"]);
}

#[test]
fn months_and_days_are_the_nearest_in_the_direction_of_tense() {
    check("In February the ministry had already sealed the gate.", &["February DATE 2026-02"]);
    check("The bridge opened in May.", &["May DATE 2025-05"]);
    check("The bridge will open in May.", &["May DATE 2026-05"]);
    check("The ship sank on Dec. 15.", &["Dec. 15 DATE 2025-12-15"]);
    check("It was signed on 3 March 2021 in Hargate.", &["3 March 2021 DATE 2021-03-03"]);
    check("It was signed on Tuesday, March 3, 2026.", &["Tuesday, March 3, 2026 DATE 2026-03-03"]);
    assert_eq!(
        read_on("In February, the council had already named six firms.", Some("2025-11-04")),
        ["February DATE 2025-02"]
    );
}

#[test]
fn numbers_that_are_dates() {
    check("Filed 2026-03-02.", &["2026-03-02 DATE 2026-03-02"]);
    check("Filed 23/03/2026.", &["23/03/2026 DATE 2026-03-23"]);
    check("Filed 04/03/2026.", &[]);
    check("Filed 2026-02-30.", &[]);
    check("Since 2019 the pier has been shut.", &["2019 DATE 2019"]);
    check("In the 1990s and the '80s they fished.", &["the 1990s DATE 199", "the '80s DATE 198"]);
    check("By mid-2024 the debt had doubled.", &["mid-2024 DATE 2024"]);
    check("It dates from the 17th century.", &["the 17th century DATE 16"]);
    check("More than 2000 people marched and 1900 boats sailed.", &[]);
    check("In the year 0 nothing was filed.", &[]);
}

#[test]
fn words_that_are_no_month() {
    check("The crews may 2 or 3 times refuse.", &[]);
    check("May I speak, the mayor asked.", &[]);
    check("Theresa May and April Jones led a march.", &[]);
    check("Protesters March on the harbour.", &[]);
    check("The talks in March and May failed.", &["March DATE 2026-03", "May DATE 2025-05"]);
    check("A second ship sank seconds later.", &[]);
}

#[test]
fn relative_times_are_told_from_the_publication_date() {
    check("Today the gate is open.", &["Today DATE 2026-03-02"]);
    check("Yesterday it was shut.", &["Yesterday DATE 2026-03-01"]);
    check("They will meet tomorrow.", &["tomorrow DATE 2026-03-03"]);
    check("Talks began last week.", &["last week DATE 2026-W09"]);
    check("Exports fell last month.", &["last month DATE 2026-02"]);
    check("The plan was dropped two years ago.", &["two years ago DATE 2024"]);
    check("It opened a decade ago.", &["a decade ago DATE 2016"]);
    check("The strike started three days ago.", &["three days ago DATE 2026-02-27"]);
    check("Profits rose early this year.", &["early this year DATE 2026"]);
    check("It ends at the end of March.", &["the end of March DATE 2026-03"]);
}

#[test]
fn without_a_publication_date_what_is_relative_has_no_value() {
    assert_eq!(read_on("The port closed on Friday.", None), ["Friday DATE none"]);
    assert_eq!(read_on("The port closed last week.", None), ["last week DATE none"]);
    assert_eq!(read_on("The port closed on March 3, 2021.", None), ["March 3, 2021 DATE 2021-03-03"]);
    assert_eq!(read_on("The port closed for two days.", None), ["two days DURATION P2D"]);
}

#[test]
fn hours_are_told_from_the_hour_of_publication() {
    assert_eq!(
        read_on("It sank three hours ago.", Some("2026-03-02T01:30")),
        ["three hours ago TIME 2026-03-01T22"]
    );
    assert_eq!(
        read_on("It sank 40 minutes ago.", Some("2026-03-02T14:30")),
        ["40 minutes ago TIME 2026-03-02T13:50"]
    );
    assert_eq!(read_on("It sank three hours ago.", Some("2026-03-02")), ["three hours ago TIME none"]);
}

#[test]
fn quarters_seasons_and_halves() {
    check("Landings fell in the third quarter of 2025.", &["the third quarter of 2025 DATE 2025-Q3"]);
    check("Third-quarter landings fell.", &["Third-quarter DATE 2025-Q3"]);
    check("Q4 2024 was worse.", &["Q4 2024 DATE 2024-Q4"]);
    check("The first half of 2025 was calm.", &["The first half of 2025 DATE 2025-H1"]);
    check("They scored in the second half.", &[]);
    check("The reef died last summer.", &["last summer DATE 2025-SU"]);
    check("The summer of 2024 was hot.", &["The summer of 2024 DATE 2024-SU"]);
    check("A spring broke and prices fall.", &[]);
}

#[test]
fn lengths_and_recurring_times() {
    check("It rained for three days.", &["three days DURATION P3D"]);
    check("The past two weeks were dry.", &["The past two weeks DURATION P2W"]);
    check("A two-year freeze ended.", &["two-year DURATION P2Y"]);
    check("It lasted more than four hours.", &["more than four hours DURATION PT4H"]);
    check("They waited for 2 1/2 years.", &["2 1/2 years DURATION P2Y6M"]);
    check("It took half an hour.", &["half an hour DURATION PT30M"]);
    check("A 54-year-old sailor, 37 years old then, waited.", &[]);
    check("The committee meets every Monday.", &["every Monday SET XXXX-WXX-1"]);
    check("The boats sail daily.", &["daily SET P1D"]);
    check("It carries 300 boats a week.", &["a week SET P1W"]);
}

#[test]
fn times_of_day_take_their_day() {
    check(
        "The blast came at 10 a.m. on Friday.",
        &["10 a.m. TIME 2026-02-27T10:00", "Friday DATE 2026-02-27"],
    );
    check("The blast came at 10:35 p.m. Friday.", &["10:35 p.m. Friday TIME 2026-02-27T22:35"]);
    check("The gates shut at 14:30 GMT yesterday.", &["14:30 GMT yesterday TIME 2026-03-01T14:30"]);
    check("They left on Monday morning.", &["Monday morning TIME 2026-03-02TMO"]);
    check("The vote is tonight.", &["tonight TIME 2026-03-02TNI"]);
    check("Harbour United won 3:10 on goals.", &[]);
    assert_eq!(read_on("It fell at 10:35 a.m. sharp.", None), ["10:35 a.m. TIME T10:35"]);
}

#[test]
fn feasts() {
    check("They met on Christmas Eve.", &["Christmas Eve DATE 2025-12-24"]);
    check("They will meet on Good Friday.", &["Good Friday DATE 2026-04-03"]);
}

#[test]
fn a_year_earlier_is_a_year_before_what_was_spoken_of() {
    check("Revenue in 2019 fell from a year earlier.", &["2019 DATE 2019", "a year earlier DATE 2018"]);
    check(
        "Third-quarter profit rose from $4 million a year earlier.",
        &["Third-quarter DATE 2025-Q3", "a year earlier DATE 2024-Q3"],
    );
}

#[test]
fn digits_of_other_scripts_and_huge_numbers_do_no_harm() {
    check("It lasted ٣ days.", &["٣ days DURATION P3D"]);
    let huge = format!("It ended {} years ago.", "9".repeat(300));
    assert!(read(&huge).len() <= 1);
    for odd in [
        "",
        "the",
        "99999999999999999999 weeks ago",
        "a year ago",
        "1.",
        "mid-",
        "the '",
        "Sept.",
        "10:",
        "in the",
    ] {
        let _ = read(odd);
        let _ = read_on(odd, Some("0001-01-01"));
        let _ = read_on(odd, Some("9999-12-31"));
    }
    for published in ["0001-01-01", "9999-12-31"] {
        let _ = read_on(
            "last week, next year, two centuries ago, tomorrow, Friday, in May, next Easter",
            Some(published),
        );
    }
}
