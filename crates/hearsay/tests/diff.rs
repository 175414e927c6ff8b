//! What two articles tell differently: the two versions of the recurring fixture, and what may be compared at all.

use crate::support::{fed, hearsay, sample};
use serde_json::Value;

fn two() -> [String; 2] {
    ["harbour.txt", "harbour-update.txt"].map(|name| sample(name).display().to_string())
}

#[test]
fn two_versions_differ_in_statuses_figures_sources_and_words() {
    let [a, b] = two();
    let out = hearsay(["diff", &a, &b]).done();
    for told in [
        "contemplated → ◆ ordered",
        "! threatened → ● happened",
        "when: 2026-03-05 → 2026-03-06",
        "[-Eleven-] → {+Fourteen+} passengers",
        "[-more than 40-] → {+more than 60+} ships",
        "in B       {+Piet Solano+}",
        "The city [-is considering-] {+has ordered+} a night ban",
        "byline     [-Mara Lindqvist-] → {+Mara Lindqvist, Tomas Reyle+}",
    ] {
        assert!(out.contains(told), "{told} is not told in\n{out}");
    }
    assert!(out.lines().all(|line| line.chars().count() <= 80), "{out}");
    assert!(!out.contains('\u{1b}'));
}

#[test]
fn the_json_points_into_both_texts() {
    let [a, b] = two();
    let told: Value = serde_json::from_str(&hearsay(["diff", "--json", &a, &b]).done()).unwrap();
    assert_eq!(told["schema"], "hearsay/difference/1");
    let text = |path: &str| -> Vec<char> {
        let read: Value = serde_json::from_str(&hearsay(["read", "--json", path]).done()).unwrap();
        read["article"]["text"].as_str().unwrap().chars().collect()
    };
    let (of_a, of_b) = (text(&a), text(&b));
    let holds = |span: &Value, text: &[char]| {
        let place = |name: &str| usize::try_from(span[name].as_u64().unwrap()).unwrap();
        let words: String = text[place("start")..place("end")].iter().collect();
        assert_eq!(span["text"], words.as_str());
    };
    let mut held = 0;
    for event in told["events"].as_array().unwrap() {
        for (side, text) in [("a", &of_a), ("b", &of_b)] {
            if !event[side].is_null() {
                holds(&event[side]["trigger"], text);
                holds(&event[side]["sentence"], text);
                held += 1;
            }
        }
    }
    assert!(held > 10);
    let words = &told["paragraphs"][0]["words"];
    words["dropped"].as_array().unwrap().iter().for_each(|span| holds(span, &of_a));
    words["added"].as_array().unwrap().iter().for_each(|span| holds(span, &of_b));
}

#[test]
fn the_same_article_is_told_alike() {
    let [a, _] = two();
    let ran = hearsay(["diff", &a, &a]);
    assert_eq!(ran.code, 1, "{}", ran.err);
    assert!(ran.out.contains("They tell the same."));
}

#[test]
fn one_side_may_come_from_standard_input_and_not_both() {
    let [a, b] = two();
    let piped = std::fs::read(&b).unwrap();
    assert!(fed(["diff", &a, "-"], &piped).done().contains("ordered"));
    let ran = hearsay(["diff", "-", "-"]);
    assert_eq!(ran.code, 2);
    assert!(ran.err.contains("stands twice"), "{}", ran.err);
}

#[test]
fn another_language_is_compared_by_its_words() {
    let french = "La mairie a fermé le pont hier soir après une panne. Les bus ont pris un autre chemin.\n";
    let folder = tempfile::tempdir().unwrap();
    let other = folder.path().join("b.txt");
    std::fs::write(&other, french.replace("hier soir", "ce matin")).unwrap();
    let ran = fed(["diff", "-", other.to_str().unwrap()], french.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert!(ran.out.contains("[-hier soir-] {+ce matin+}"), "{}", ran.out);
    assert!(ran.err.contains("only the words are compared"), "{}", ran.err);
}
