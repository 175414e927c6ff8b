//! Figures in sentences of our own: words, comparator, value, unit, what is counted.

use super::figures;
use crate::page::Page;
use crate::syntax::Perceptron;
use crate::when::times;
use model::{Article, Figure};

fn marked(text: &str) -> Vec<Figure> {
    let mut article = Article::verbatim(text);
    article.published = "2026-03-02".parse().ok();
    let page = Page::new(&article, Perceptron::shipped(), None);
    let times = times(&page);
    figures(&page, &times)
}

fn read(text: &str) -> Vec<String> {
    let told = |f: Figure| {
        let high = f.high.map(|h| format!("..{h}")).unwrap_or_default();
        let unit = f.unit.map(|u| format!(" {u}")).unwrap_or_default();
        let counts = f.counts.map(|c| format!(" of {c}")).unwrap_or_default();
        format!("{} | {} {}{high}{unit}{counts}", f.span.words(text), f.comparator.as_str(), f.value)
    };
    marked(text).into_iter().map(told).collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(read(text), expected, "{text}");
}

#[test]
fn counts_with_their_noun() {
    check("Officials named six Harbour firms.", &["six | = 6 of Harbour firms"]);
    check("They sent 10,000 soldiers to the border.", &["10,000 | = 10000 of soldiers"]);
    check("Twenty-five boats sank.", &["Twenty-five | = 25 of boats"]);
    check("Half a million people fled.", &["Half a million | = 500000 of people"]);
    check("One sailor drowned.", &["One | = 1 of sailor"]);
    check("Two former port officials resigned.", &["Two | = 2 of former port officials"]);
}

#[test]
fn bounds() {
    check("More than 50 boats sank.", &["More than 50 | > 50 of boats"]);
    check("At least two dozen people died.", &["At least two dozen | >= 24 of people"]);
    check("Up to 300 workers struck.", &["Up to 300 | <= 300 of workers"]);
    check("Fewer than ten ships sailed.", &["Fewer than ten | < 10 of ships"]);
    check("Nearly 300 ships sailed.", &["Nearly 300 | < 300 of ships"]);
    check("Some 300 ships sailed.", &["Some 300 | ~ 300 of ships"]);
    check("An estimated 300 ships sailed.", &["An estimated 300 | ~ 300 of ships"]);
    check("Dozens of ships sailed.", &["Dozens | >= 24 of ships"]);
    check("Tens of thousands of people fled.", &["Tens of thousands | >= 20000 of people"]);
    check("The ferry holds 300 or more passengers.", &["300 or more | >= 300 of passengers"]);
}

#[test]
fn ranges() {
    check("Between 10 and 20 boats sank.", &["Between 10 and 20 | range 10..20 of boats"]);
    check("Some 10 to 20 boats sank.", &["10 to 20 | range 10..20 of boats"]);
    check("It lost 10–20 boats.", &["10–20 | range 10..20 of boats"]);
    check("It cost $2 to $3 million.", &["$2 to $3 million | range 2000000..3000000 USD"]);
    check("Two or three boats sank.", &["Two or three | range 2..3 of boats"]);
}

#[test]
fn money_measures_and_shares() {
    check("The pier cost $1.5bn.", &["$1.5bn | = 1500000000 USD"]);
    check("The pier cost €3m.", &["€3m | = 3000000 EUR"]);
    check("The pier cost more than £2 billion.", &["more than £2 billion | > 2000000000 GBP"]);
    check("They spent $50 million in aid.", &["$50 million | = 50000000 USD of aid"]);
    check("They lost millions of dollars.", &["millions of dollars | >= 2000000 USD"]);
    check("Prices rose 4.5 per cent.", &["4.5 per cent | = 4.5 %"]);
    check("Some 20% of voters stayed away.", &["Some 20% | ~ 20 % of voters"]);
    check("Rates rose two percentage points.", &["two percentage points | = 2 percentage points"]);
    check("It carries 30 tonnes of grain.", &["30 tonnes | = 30 tonnes of grain"]);
    check("The 10-kilometre wall fell.", &["10-kilometre | = 10 km"]);
    check("It was 20 degrees Celsius.", &["20 degrees Celsius | = 20 °C"]);
    check("Two-thirds of crews refused.", &["Two-thirds | = 0.6666666666666666 share of crews"]);
    check("One in five crews refused.", &["One in five | = 0.2 share of crews"]);
    check("Half the boats sank.", &["Half | = 0.5 share"]);
}

#[test]
fn what_is_no_figure() {
    for text in [
        "They invoked Title 50 and Article 12.",
        "The gang MS-13 and the F-16 and Covid-19 and the G7.",
        "A Boeing 737 landed at Pier 4 of No. 10.",
        "Sailor Jo Hart, 54, and a 37-year-old mate met.",
        "© The Harbour Gazette 2025",
        "The third boat and the 21st crew sank.",
        "It lasted three days in 2019.",
        "Harbour United won 3-1 and then 50-50.",
        "Call 555-0100-22 today.",
        "No one knows; one of the crew left one day.",
        "1. First, read the rule.",
        "The blast came at 10:35.",
        "Sections 232 and 301 of the Act were cited.",
        "He lives at 10 Downing Street.",
        "A two-state plan and a nine-member crew failed.",
        "His 401(k) shrank.",
        "It aims for net zero.",
        "It ran for 20 or 30 years.",
    ] {
        check(text, &[]);
    }
}

#[test]
fn ids_run_in_text_order_and_any_text_is_read() {
    let ids: Vec<String> =
        marked("Six boats, ten crews and 30 tonnes of fish.").into_iter().map(|f| f.id).collect();
    assert_eq!(ids, ["f1", "f2", "f3"]);
    let huge = format!("{} boats sank.", "9".repeat(400));
    check(&huge, &[]);
    check("٣٠ boats sank.", &["٣٠ | = 30 of boats"]);
    for odd in [
        "",
        "$",
        "%",
        "between",
        "between 1 and",
        "more than",
        "1/",
        "½",
        "$1–",
        "1-",
        "one in",
        "a",
        "-1",
        "(1",
        "10–",
    ] {
        for figure in marked(odd) {
            assert!(figure.value.is_finite());
        }
    }
}
