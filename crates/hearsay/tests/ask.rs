//! Questions in words: of files, of the archive, and what is said where nothing answers.

use crate::support::{binary, fed, hearsay, run, sample};
use serde_json::Value;

fn harbour() -> String {
    sample("harbour.txt").display().to_string()
}

#[test]
fn a_file_answers_with_its_own_sentence_status_and_outlet() {
    let out = hearsay(["ask", "Under which law would the ban be issued?", &harbour()]).done();
    assert!(out.contains("Article 12 of the Ports Act"), "{out}");
    assert!(out.contains("The Harbour Gazette · 2026-03-03"), "{out}");
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(!out.contains('\u{1b}'));
    let out = hearsay(["ask", "What did Daniel Okafor say about the weather?", &harbour()]).done();
    assert!(out.contains("does not insure bad weather") && out.contains("← Daniel Okafor"), "{out}");
}

#[test]
fn what_no_sentence_states_is_not_stated_and_the_nearest_miss_is_named() {
    let ran = hearsay(["ask", "Who will win the rowing regatta in Northfield?", &harbour()]);
    assert_eq!(ran.code, 1, "{}", ran.out);
    assert!(ran.out.contains("Not stated in this article."), "{}", ran.out);
    let ran = hearsay(["ask", "Who paid for the funeral of the captain's wife?", &harbour(), "--json"]);
    assert_eq!(ran.code, 1);
    let told: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((&told["stated"], &told["sentences"]), (&Value::Bool(false), &Value::Array(Vec::new())));
    assert!(told["nearest"]["lacks"].is_string());
}

#[test]
fn the_json_points_into_the_text_of_its_article() {
    let path = harbour();
    let out = hearsay(["ask", "How many passengers were hurt?", &path, "--json"]).done();
    let told: Value = serde_json::from_str(&out).unwrap();
    assert_eq!(told["schema"], "hearsay/answer/1");
    let sentence = &told["sentences"][0]["sentence"];
    assert_eq!(sentence["article"], 0);
    assert_eq!(told["articles"][0]["outlet"], "The Harbour Gazette");
    let read: Value = serde_json::from_str(&hearsay(["read", "--json", &path]).done()).unwrap();
    let text: Vec<char> = read["article"]["text"].as_str().unwrap().chars().collect();
    let place = |name: &str| usize::try_from(sentence[name].as_u64().unwrap()).unwrap();
    let words: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(sentence["text"], words.as_str());
    assert!(words.starts_with("Eleven passengers"), "{words}");
}

#[test]
fn the_archive_is_asked_where_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let archive = folder.path().join("archive.db").display().to_string();
    hearsay(["add", &harbour(), "--archive", &archive, "-q"]).done();
    let ask = |question: &str, more: &[&str]| {
        let args = ["ask", question, "--archive", &archive].into_iter().chain(more.iter().copied());
        hearsay(args)
    };
    let out = ask("How much fuel did the Corvina spill?", &[]).done();
    assert!(out.contains("about 90 tonnes of fuel"), "{out}");
    let none = ask("How much fuel did the Corvina spill?", &["--since", "2027"]);
    assert_eq!((none.code, none.out.as_str()), (1, ""));
    assert!(none.err.contains("no article of the archive"), "{}", none.err);
}

#[test]
fn what_cannot_be_asked_is_told_in_words() {
    for (args, code, told) in [
        (vec!["ask", " ?! ", &harbour()], 2, "no question was asked"),
        (vec!["ask", "Who?", "--archive", "no-such-archive.db"], 2, "no-such-archive.db"),
        (vec!["ask", "Who?", "no-such-file.txt"], 1, "Nothing to ask"),
        (vec!["ask", "Who?", &harbour(), "--since", "March"], 2, "2026-03-01"),
    ] {
        let ran = hearsay(&args);
        assert_eq!(ran.code, code, "{args:?}: {}", ran.err);
        assert!(ran.err.contains(told), "{args:?}: {}", ran.err);
    }
    let empty = fed(["ask", "Who?", "-"], b"");
    assert_eq!(empty.code, 1, "{}", empty.err);
    let mut command = binary();
    command.args(["ask", "Who hurt whom?", &harbour(), &harbour()]);
    assert!(run(command, b"").err.is_empty());
}
