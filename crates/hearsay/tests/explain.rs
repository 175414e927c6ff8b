//! `hearsay explain`: the marks at one place.

use crate::support::{fed, hearsay, sample};

fn explain(flag: &str, value: &str) -> crate::support::Ran {
    hearsay(["explain".as_ref(), sample("harbour.txt").as_os_str(), flag.as_ref(), value.as_ref()])
}

#[test]
fn a_place_is_told_with_its_sentence_maker_and_why() {
    let ran = explain("--words", "about 90 tonnes");
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in ["figure", "the tanker Corvina struck", "maker", "why", "confidence"] {
        assert!(ran.out.contains(words), "{words:?} is not in {}", ran.out);
    }
}

#[test]
fn words_and_code_point_give_the_same() {
    let by_words = explain("--words", "struck a ferry");
    let at = by_words.out.split_whitespace().skip_while(|word| *word != "points").nth(1).unwrap().to_owned();
    let by_number = explain("--at", &at);
    let marks = |out: &str| out.split_once("\n\n").map(|two| two.1.to_owned());
    assert!(by_number.out.contains("event"), "{}", by_number.out);
    assert!(marks(&by_words.out).unwrap().len() >= marks(&by_number.out).unwrap().len());
}

#[test]
fn a_place_without_marks_is_nothing_found() {
    let ran = fed(["explain", "-", "--input", "body", "--at", "3"], b"Oh, well.");
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.err.contains("No mark"));
}

#[test]
fn a_place_that_is_not_there_is_an_error_in_three_lines() {
    for ran in [explain("--at", "999999"), explain("--words", "zebra crossing"), explain("--words", "")] {
        assert_eq!((ran.code, ran.err.lines().count()), (2, 3), "{}", ran.err);
    }
    let missing = hearsay(["explain", "nowhere.txt", "--at", "1"]);
    assert_eq!((missing.code, missing.err.lines().count()), (2, 3), "{}", missing.err);
    assert_eq!(hearsay(["explain", "nowhere.txt"]).code, 2);
}

#[test]
fn words_that_stand_more_than_once_are_told() {
    let ran = explain("--words", "the city");
    assert!(ran.err.contains("stands") && ran.err.contains("--at "), "{}", ran.err);
}
