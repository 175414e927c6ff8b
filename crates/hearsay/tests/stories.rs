//! Stories from the command line, on the sample wire.

use crate::support::{Ran, binary, run};
use serde_json::Value;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with an archive that holds the sample wire, or nothing yet.
struct House {
    folder: TempDir,
}

impl House {
    fn empty() -> Self {
        House { folder: tempfile::tempdir().expect("there is a place for it") }
    }

    fn of_the_wire() -> Self {
        let house = House::empty();
        let archive = house.path().display().to_string();
        let made = house.run(&["demo", "--archive", &archive, "--model", "fast"]);
        assert_eq!(made.code, 0, "{}", made.err);
        house
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("wire.db")
    }

    fn run(&self, args: &[&str]) -> Ran {
        let mut command = binary();
        command.args(args).env("HEARSAY_ARCHIVE", self.path());
        run(command, b"")
    }

    fn json(&self, args: &[&str]) -> Value {
        serde_json::from_str(&self.run(args).done()).expect("it is JSON")
    }

    /// Ids of the stories and how many articles each has.
    fn listed(&self) -> Vec<(String, u64)> {
        let listed = self.json(&["stories", "--least", "1", "--limit", "100", "--json"]);
        assert_eq!(listed["schema"], "hearsay/stories/1");
        let stories = listed["stories"].as_array().expect("there is a list");
        let one = |story: &Value| {
            (story["id"].as_str().unwrap_or_default().to_owned(), story["articles"].as_u64().unwrap_or(0))
        };
        stories.iter().map(one).collect()
    }
}

#[test]
fn the_wire_makes_three_large_stories_that_keep_their_ids() {
    let house = House::of_the_wire();
    let before = house.listed();
    let large: Vec<_> = before.iter().filter(|(_, articles)| *articles >= 8).collect();
    assert_eq!(large.len(), 3, "{before:?}");
    assert_eq!(before.iter().map(|(_, articles)| articles).sum::<u64>(), 44);

    // A second look gathers nothing and says the same.
    assert_eq!(house.listed(), before);
    // A late article joins its story, whose id stays.
    let line = r#"{"id":"late","outlet":"Quayside Weekly","published":"2026-05-03","text":"Vesmark May Send Patrol Ship Vigilant to Skarn Strait\n\nVesmark may send its patrol ship Vigilant to the Skarn Strait to protect trawlers from armed robbers, an official of the defence ministry said on Sunday. The cabinet has discussed the ship. Gunmen have robbed 14 trawlers in the strait since January, the fishermen's federation says."}"#;
    let lines = house.folder.path().join("late.jsonl");
    std::fs::write(&lines, line).unwrap();
    let added = house.run(&["add", "--model", "fast", &lines.display().to_string()]);
    assert_eq!(added.code, 0, "{}", added.err);
    // Until then it is in no story.
    let same = house.json(&["stories", "--as-gathered", "--least", "1", "--limit", "100", "--json"]);
    assert_eq!(same["total"].as_u64(), Some(before.len() as u64));
    let after = house.listed();
    assert_eq!(after.len(), before.len(), "{after:?}");
    for (id, articles) in &before {
        let now = after.iter().find(|(other, _)| other == id).expect("the id stays");
        assert!((*articles..=articles + 1).contains(&now.1));
    }
}

#[test]
fn every_cited_word_of_a_story_stands_in_its_article() {
    let house = House::of_the_wire();
    let id = house.listed().into_iter().max_by_key(|(_, articles)| *articles).expect("there is one").0;
    let story = house.json(&["story", &id, "--json"]);
    assert_eq!(story["schema"], model::STORY_SCHEMA);
    let texts: Vec<Vec<char>> = story["articles"]
        .as_array()
        .unwrap()
        .iter()
        .map(|article| {
            let reading = house.json(&["show", article["id"].as_str().unwrap(), "--json"]);
            reading["article"]["text"].as_str().unwrap().chars().collect()
        })
        .collect();
    let mut seen = 0;
    let mut look = vec![&story];
    while let Some(value) = look.pop() {
        match value {
            Value::Array(all) => look.extend(all),
            Value::Object(members) => {
                if let (Some(article), Some(start), Some(end), Some(text)) =
                    (members.get("article"), members.get("start"), members.get("end"), members.get("text"))
                {
                    let at = |value: &Value| value.as_u64().unwrap() as usize;
                    let words: String = texts[at(article)][at(start)..at(end)].iter().collect();
                    assert_eq!(words, text.as_str().unwrap());
                    seen += 1;
                }
                look.extend(members.values());
            }
            _ => {}
        }
    }
    assert!(seen > 100, "{seen} passages");
    // The typed form of it comes back the same.
    let typed: model::Story<model::Cited> = serde_json::from_value(story.clone()).unwrap();
    assert_eq!(serde_json::to_value(&typed).unwrap(), story);
    let forest = &typed.lineage;
    assert!(forest.independent.min >= 1 && forest.independent.max >= Some(forest.independent.min));
    assert!(!forest.edges.is_empty() && !typed.claims.is_empty() && !typed.timeline.is_empty());
}

#[test]
fn a_story_has_four_forms_and_is_found_by_its_articles() {
    let house = House::of_the_wire();
    let address = "https://radiosund.example/news/patrol-ship-skarn";
    let text = house.run(&["story", address, "--width", "80"]).done();
    for words in ["Radio Sund", "as far as observed", "Vigilant"] {
        assert!(text.contains(words), "{text}");
    }
    let wide: Vec<&str> = text.lines().filter(|line| line.chars().count() > 80).collect();
    assert!(wide.iter().all(|line| line.contains("https://")), "{wide:#?}");
    let page = house.folder.path().join("story.html");
    let told = house.run(&["story", address, "--format", "html", "-o", &page.display().to_string()]);
    assert_eq!((told.code, told.out.as_str()), (0, ""), "{}", told.err);
    let page = std::fs::read_to_string(page).unwrap();
    assert!(page.starts_with("<!DOCTYPE html>") && page.contains("<svg") && !page.contains("<script"));
    assert!(house.run(&["story", address, "--format", "md"]).done().starts_with("# "));
    let folder = house.folder.path().display().to_string();
    let refused = house.run(&["story", address, "-o", &folder]);
    assert_eq!(refused.code, 2);
    assert!(refused.err.contains("is a folder"), "{}", refused.err);
    let unknown = house.run(&["story", "ffffffff"]);
    assert_eq!(unknown.code, 2);
    assert!(unknown.err.contains("`hearsay stories` lists ids"), "{}", unknown.err);
}

#[test]
fn what_is_not_there_is_said() {
    let house = House::empty();
    let none = house.run(&["stories"]);
    assert_eq!(none.code, 2, "{}", none.err);
    assert!(none.err.contains("hearsay add"), "{}", none.err);
    assert!(!house.path().exists(), "looking makes no archive");
    let lone = house.folder.path().join("lone.txt");
    std::fs::write(
        &lone,
        "Regatta called off\n\nRain fell, and the club called the regatta off, a steward said.\n",
    )
    .unwrap();
    assert_eq!(house.run(&["add", "--model", "fast", &lone.display().to_string()]).code, 0);
    let few = house.run(&["stories"]);
    assert_eq!(few.code, 1);
    assert!(few.err.contains("--least 1"), "{}", few.err);
    assert_eq!(house.run(&["stories", "--least", "1"]).code, 0);
    let late = house.run(&["stories", "--least", "1", "--since", "2099-01-01"]);
    assert_eq!(late.code, 1);
    assert!(late.err.contains("--since"), "{}", late.err);
    let wrong = house.run(&["stories", "--since", "yesterday"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.err.contains("2026-03-01"), "{}", wrong.err);
    assert!(house.run(&["stories", "--least", "1", "--offset", "5"]).err.contains("behind the first 1"));
}

#[test]
fn the_order_of_input_makes_no_difference() {
    let wire = house_files();
    let mut before = None;
    for turn in 0..4 {
        let house = House::empty();
        let mut files = wire.clone();
        files.rotate_left(turn * 11);
        if turn % 2 == 1 {
            files.reverse();
        }
        let mut args = vec!["add", "--no-marks"];
        args.extend(files.iter().map(String::as_str));
        assert_eq!(house.run(&args).code, 0);
        let listed = house.listed();
        assert_eq!(before.get_or_insert(listed.clone()), &listed, "turn {turn}");
    }
}

fn house_files() -> Vec<String> {
    let folder = crate::support::root().join("crates/hearsay/demo/wire");
    let mut files: Vec<String> = std::fs::read_dir(folder)
        .into_iter()
        .flatten()
        .flatten()
        .map(|file| file.path().display().to_string())
        .collect();
    assert_eq!(files.len(), 44);
    files.sort_unstable();
    files
}
