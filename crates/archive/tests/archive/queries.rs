//! A query is understood, or told what is wrong with it and where.

use crate::stories::{House, ban, regatta, with};
use archive::{FIELDS, Query};
use proptest::prelude::{ProptestConfig, any, proptest};
use std::sync::{LazyLock, Mutex};

fn complaint(line: &str) -> String {
    Query::parse(line).unwrap_err().to_string()
}

#[test]
fn complaints_say_what_would_be_right() {
    for (line, words) in [
        ("", "nothing to search for"),
        ("   ", "nothing to search for"),
        ("status:maybe", "happened, under_way, ordered"),
        ("kind:friend", "named_person"),
        ("sauce:officials", "source: kind: actor:"),
        ("\"port officials", "not closed"),
        ("(ban)", "groups nothing"),
        ("ban )", "groups nothing"),
        ("OR ban", "between two terms"),
        ("ban OR", "between two terms"),
        ("ban OR OR vote", "between two terms"),
        ("-ban OR vote", "excluded"),
        ("ban OR -vote", "excluded"),
        ("actor:", "has no value"),
        ("actor:\"\"", "has no value"),
        ("on:yesterday", "is no date"),
        ("on:2026-04..2026-03", "is no date"),
        ("2026-99..", "is no date"),
        ("neg*", "at least 4 letters"),
        ("*", "no letters"),
        ("lang:e!", "en or pt-BR"),
        ("...", "no date"),
    ] {
        let told = complaint(line);
        assert!(told.contains(words), "{line}: {told}");
    }
    assert!(complaint("vote status:maybe").starts_with("at letter 6:"));
    assert!(complaint(&"a ".repeat(40)).contains("32 terms"));
    assert!(complaint(&"a".repeat(3000)).contains("2000 letters"));
    assert!(complaint(&"(".repeat(1900)).contains("groups nothing"));
}

#[test]
fn what_is_meant_as_words_is_taken_as_words() {
    for line in [
        "https://gazette.example/ban",
        "12:30",
        "well-known",
        "rock'n'roll",
        "“port officials”",
        "-ban",
        "C++",
        "or",
        "\"OR\"",
        "U.S.",
        "状况",
    ] {
        assert!(Query::parse(line).is_ok(), "{line}");
    }
    for (field, _) in FIELDS {
        let complaint = Query::parse(&format!("{field}:")).unwrap_err();
        assert!(complaint.message.contains("has no value"), "{field}");
    }
}

static HOUSE: LazyLock<Mutex<House>> = LazyLock::new(|| Mutex::new(with(&[ban(), regatta()])));

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]
    #[test]
    fn any_line_is_understood_or_complained_about_in_place(line in any::<String>()) {
        if let Err(complaint) = Query::parse(&line) {
            assert!(complaint.start <= complaint.end && complaint.end <= line.chars().count());
        }
    }

    #[test]
    fn any_line_of_our_signs_is_understood_or_complained_about(line in "[a-c \"*:()ORstatus.0-9-]{0,60}") {
        if let Ok(query) = Query::parse(&line) {
            HOUSE.lock().unwrap().archive.find(&query, &archive::Page { limit: 3, offset: 0, sort: archive::Sort::Best }).unwrap();
        }
    }
}
