//! `hearsay correct`: a person overrules a mark, and every later reading honours it.

use crate::support::{Ran, binary, json_lines, run, sample};
use serde_json::{Value, json};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// A folder with corrections of its own.
struct Room {
    folder: TempDir,
}

impl Room {
    fn open() -> Self {
        Room { folder: tempfile::tempdir().expect("a folder can be made") }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Where the corrections are: no folder on the way is there yet.
    fn kept(&self) -> PathBuf {
        self.path("data/hearsay/corrections.jsonl")
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        fs::write(self.path(name), text).expect("the file can be written");
        self.path(name)
    }

    /// Runs `hearsay` here; `~` stands for the file.
    fn hearsay(&self, args: &[&str], file: &Path) -> Ran {
        let mut command = binary();
        command.env("XDG_DATA_HOME", self.path("data"));
        command.args(args.iter().map(|arg| if *arg == "~" { file.as_os_str() } else { arg.as_ref() }));
        run(command, b"")
    }

    /// Makes a correction that must succeed, and gives its id.
    fn correct(&self, file: &Path, args: &[&str]) -> String {
        let args: Vec<&str> = ["correct", "~"].iter().chain(args).copied().collect();
        let told = self.hearsay(&args, file).done();
        told.split_whitespace().next().expect("the id comes first").to_owned()
    }

    fn read(&self, file: &Path) -> Value {
        serde_json::from_str(&self.hearsay(&["read", "--json", "~"], file).done()).expect("it is JSON")
    }
}

/// The event of the sample that tells of the tanker and the ferry.
fn struck(reading: &Value) -> Value {
    let events = reading["notes"]["events"].as_array().expect("there are events");
    events.iter().find(|event| event["trigger"]["text"] == "struck").expect("it is told").clone()
}

fn codes(reading: &Value) -> Vec<&str> {
    let caveats = reading["caveats"].as_array().into_iter().flatten();
    caveats.filter_map(|caveat| caveat["code"].as_str()).collect()
}

const STRUCK: [&str; 4] = ["event", "struck", "--nth", "1"];

fn with<'a>(one: &[&'a str], other: &[&'a str]) -> Vec<&'a str> {
    [one, other].concat()
}

#[test]
fn a_correction_is_made_honoured_explained_listed_and_taken_back() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    let before = room.read(&file);
    let said = [
        "--status",
        "attempted",
        "--by",
        "R. Ortiz",
        "--because",
        "the ferry was missed",
        "--dated",
        "2026-03-04",
    ];
    let id = room.correct(&file, &with(&STRUCK, &said));
    let after = room.read(&file);
    let event = struck(&after);
    assert_eq!(
        (event["status"].as_str(), event["axes"]["polarity"].as_str()),
        (Some("attempted"), Some("negative"))
    );
    assert_eq!((event["maker"].as_str(), event["confidence"].as_f64()), (Some("person/R. Ortiz"), Some(1.0)));
    let told = &after["notes"]["corrections"][0];
    assert_eq!(told["changes"], json!([{"field": "status", "was": "happened", "now": "attempted"}]));
    assert_eq!((&told["id"], &told["mark"], &told["at"]), (&json!(id), &event["id"], &json!("2026-03-04")));
    let why = room.hearsay(&["explain", "~", "--words", "struck a ferry"], &file).done();
    for words in [
        "by R. Ortiz on 2026-03-04: status happened → attempted",
        "because     the ferry was missed",
        "1.00: a person says so",
    ] {
        assert!(why.contains(words), "{why}");
    }
    assert!(room.hearsay(&["correct", "--list"], &file).done().contains(&id));
    assert!(room.hearsay(&["correct", "--list", "~"], &file).done().contains("status happened → attempted"));
    let undone = room.hearsay(&["correct", "--undo", &id, "--by", "L. Marsh"], &file).done();
    assert!(undone.contains("taken back"), "{undone}");
    assert_eq!(room.read(&file), before);
    assert_eq!(room.hearsay(&["correct", "--list"], &file).code, 1);
    assert_eq!(room.hearsay(&["correct", "--undo", &id], &file).code, 1);
    assert_eq!(room.hearsay(&["correct", "--undo", "c0"], &file).code, 1);
    // Nothing is rubbed out: the file holds the correction and its end.
    assert_eq!(fs::read_to_string(room.kept()).unwrap().lines().count(), 2);
}

#[test]
fn of_two_corrections_the_later_decides_and_undoing_it_brings_back_the_first() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    room.correct(&file, &with(&STRUCK, &["--status", "planned"]));
    let second = room.correct(&file, &with(&STRUCK, &["--status", "denied", "--clear", "actor"]));
    let event = struck(&room.read(&file));
    assert_eq!((&event["status"], &event["actor"]), (&json!("denied"), &Value::Null));
    room.hearsay(&["correct", "--undo", &second], &file).done();
    let event = struck(&room.read(&file));
    assert_eq!(event["status"], "planned");
    assert!(event["actor"].is_object());
}

#[test]
fn a_mark_is_found_again_where_the_text_has_changed_and_told_where_it_is_gone() {
    let room = Room::open();
    let text = fs::read_to_string(sample("harbour.txt")).unwrap();
    room.correct(&sample("harbour.txt"), &with(&STRUCK, &["--status", "planned"]));
    let moved =
        room.write("moved.txt", &text.replace("In February, the", "A storm is due. In February, the"));
    let reading = room.read(&moved);
    assert_eq!(struck(&reading)["status"], "planned");
    assert!(!codes(&reading).contains(&"correction_unplaced"));
    let sentence = "In February, the tanker Corvina struck a ferry at the harbour mouth and spilled about 90 tonnes of fuel. ";
    assert!(text.contains(sentence));
    let gone = room.read(&room.write("gone.txt", &text.replace(sentence, "")));
    assert!(codes(&gone).contains(&"correction_unplaced"), "{:?}", gone["caveats"]);
    assert_eq!(struck(&gone)["status"], "happened");
    let listed = room.hearsay(&["correct", "--list", "~"], &room.path("gone.txt")).done();
    assert!(listed.contains("not placed"), "{listed}");
    let why = room.hearsay(&["explain", "~", "--words", "struck"], &room.path("gone.txt"));
    assert!(why.err.contains("is not honoured"), "{}", why.err);
    // Another article is none of its business.
    let other =
        room.read(&room.write("other.txt", "The tanker Corvina struck a ferry at the harbour mouth."));
    assert_eq!(struck(&other)["status"], "happened");
    assert!(!codes(&other).contains(&"correction_unplaced"));
}

#[test]
fn what_follows_from_the_marks_follows_the_corrections() {
    let room = Room::open();
    let page = room.write(
        "page.html",
        "<html><body><article><h1>Council Closes Harbour</h1><p>The council is considering whether to close the \
         harbour, the mayor said on Monday.</p><p>Two officials said that no date had been set for a vote.</p>\
         </article></body></html>",
    );
    assert!(codes(&room.read(&page)).contains(&"headline_beyond_body"));
    let id = room.correct(&page, &["event", "close", "--status", "happened"]);
    assert!(!codes(&room.read(&page)).contains(&"headline_beyond_body"));
    room.hearsay(&["correct", "--undo", &id], &page).done();
    room.correct(&page, &["event", "close", "--drop"]);
    let reading = room.read(&page);
    let ids: Vec<&Value> = reading["notes"]["events"].as_array().unwrap().iter().map(|e| &e["id"]).collect();
    assert!(
        reading["notes"]["not_stated"].as_array().unwrap().iter().all(|lack| ids.contains(&&lack["event"]))
    );
    assert!(room.hearsay(&["explain", "~", "--words", "close"], &page).done().contains("taken away"));
}

#[test]
fn what_was_missed_is_added_and_can_be_corrected_like_any_mark() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    let add =
        ["event", "anchor", "--add", "--status", "under_way", "--lemma", "anchor", "--place", "Hargate"];
    room.correct(&file, &add);
    room.correct(&file, &["event", "anchor", "--actor", "Tankers"]);
    let reading = room.read(&file);
    let event =
        reading["notes"]["events"].as_array().unwrap().iter().find(|e| e["trigger"]["text"] == "anchor");
    let event = event.unwrap();
    assert_eq!(
        (event["status"].as_str(), event["actor"]["span"]["text"].as_str()),
        (Some("under_way"), Some("Tankers"))
    );
    let again = room.hearsay(&["correct", "~", "event", "anchor", "--add", "--status", "planned"], &file);
    assert!(again.code == 2 && again.err.contains("marked already"), "{}", again.err);
    let row = room.hearsay(&["read", "~"], &file).done();
    assert!(row.contains("✎ corrected") && row.contains("\nCorrected\n"), "{row}");
}

#[test]
fn a_broken_line_is_told_by_its_number_and_the_others_are_honoured() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    room.correct(&file, &with(&STRUCK, &["--status", "planned"]));
    let good = fs::read_to_string(room.kept()).unwrap();
    let wrong = good.replace("\"planned\"", "\"plannd\"");
    // The last line was torn: the next correction must not be torn with it.
    fs::write(room.kept(), format!("{{\"id\":\n\n{wrong}{good}{{\"undo\"")).unwrap();
    let ran = room.hearsay(&["read", "--json", "~"], &file);
    assert_eq!(ran.code, 0, "{}", ran.err);
    for words in
        ["line 1 is not honoured: it is not JSON", "line 3 is not honoured: `plannd`", "line 5 is not"]
    {
        assert!(ran.err.contains(words), "{words} is not in {}", ran.err);
    }
    room.correct(&file, &with(&STRUCK, &["--cue", "struck"]));
    let event = struck(&room.read(&file));
    assert_eq!((event["status"].as_str(), event["cue"]["text"].as_str()), (Some("planned"), Some("struck")));
}

#[test]
fn a_batch_honours_the_corrections_of_its_lines() {
    let room = Room::open();
    let body = "The tanker Corvina struck a ferry.";
    let lines: String =
        ["a", "b"].iter().map(|id| format!("{}\n", json!({"id": id, "body": body}))).collect();
    let batch = room.write("lines.jsonl", &lines);
    room.correct(&batch, &["event", "struck", "--id", "b", "--status", "denied"]);
    let out = json_lines(&room.hearsay(&["read", "~"], &batch).done());
    let statuses: Vec<Value> = out.iter().map(|reading| struck(reading)["status"].clone()).collect();
    assert_eq!(statuses, ["happened", "denied"]);
    for args in [vec!["event", "struck", "--drop"], vec!["event", "struck", "--drop", "--id", "z"]] {
        let ran = room.hearsay(&with(&["correct", "~"], &args), &batch);
        assert_eq!((ran.code, ran.err.lines().count()), (2, 3), "{}", ran.err);
    }
}

#[test]
fn a_reading_in_json_can_be_corrected_without_its_article() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    let json = room.write("reading.json", &room.hearsay(&["read", "--json", "~"], &file).done());
    room.correct(&json, &with(&STRUCK, &["--status", "planned"]));
    assert_eq!(struck(&room.read(&file))["status"], "planned");
    let ran = room.hearsay(&["correct", "~", "event", "x", "--drop"], &room.write("no.json", "{}"));
    assert_eq!((ran.code, ran.err.lines().count()), (2, 3), "{}", ran.err);
}

#[test]
fn corrections_can_be_left_out_and_kept_elsewhere() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    let ours = room.path("ours.jsonl");
    let ours = ours.to_str().unwrap();
    let missing = room.hearsay(&["read", "--corrections", ours, "~"], &file);
    assert_eq!((missing.code, missing.err.lines().count()), (2, 3), "{}", missing.err);
    room.correct(&file, &with(&STRUCK, &["--status", "planned", "--corrections", ours]));
    let status = |args: &[&str]| {
        let out = room.hearsay(&with(&["read", "--json", "~"], args), &file).done();
        struck(&serde_json::from_str(&out).unwrap())["status"].clone()
    };
    assert_eq!(status(&[]), "happened");
    assert_eq!(status(&["--corrections", ours]), "planned");
    assert_eq!(status(&["--no-corrections"]), "happened");
    let mut by_variable = binary();
    by_variable.env("HEARSAY_CORRECTIONS", ours).args(["read", "--json"]).arg(&file);
    assert_eq!(struck(&serde_json::from_str(&run(by_variable, b"").done()).unwrap())["status"], "planned");
}

#[test]
fn who_is_misunderstood_is_told_what_would_be_understood() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    for (args, words) in [
        (vec!["event", "strike", "--status", "planned"], vec!["“struck”", "no event has the words"]),
        (vec!["event", "struck", "--status", "planned"], vec!["--nth 1", "--nth 2", "more than one"]),
        (vec!["event", "struck", "--nth", "9", "--drop"], vec!["--nth 2", "number 9"]),
        (vec!["event", "struck", "--nth", "1", "--status", "plannd"], vec!["contemplated", "tip:"]),
        (vec!["event", "struck", "--nth", "1"], vec!["nothing to correct", "--status planned"]),
        (vec!["event", "struck", "--nth", "1", "--actor", "the zebra"], vec!["the zebra", "does not stand"]),
        (vec!["event", "struck", "--nth", "1", "--unit", "km"], vec!["cannot set the unit", "status"]),
        (vec!["event", "zebra", "--add", "--status", "planned"], vec!["does not stand in the text"]),
        (vec!["event", "anchor", "--add", "--actor", "Tankers"], vec!["needs its status"]),
        (vec!["entity", "harbour mouth", "--add", "--name", "x"], vec!["cannot add"]),
        (vec!["event"], vec!["WORDS"]),
        (vec!["verb", "struck", "--drop"], vec!["event, statement"]),
    ] {
        let ran = room.hearsay(&with(&["correct", "~"], &args), &file);
        assert_eq!(ran.code, 2, "{args:?}: {}", ran.out);
        for word in words {
            assert!(ran.err.contains(word), "{word:?} is not told of {args:?}: {}", ran.err);
        }
    }
    assert!(!room.kept().exists(), "what was refused is not kept");
}

#[test]
fn many_who_write_at_once_do_not_mix_their_lines() {
    let (room, file) = (Room::open(), sample("harbour.txt"));
    let json = room.write("reading.json", &room.hearsay(&["read", "--json", "~"], &file).done());
    let reasons: Vec<String> = (0..8).map(|n| format!("{n}: {}", "because ".repeat(400))).collect();
    std::thread::scope(|scope| {
        for reason in &reasons {
            let (room, json) = (&room, &json);
            scope.spawn(move || {
                room.correct(json, &with(&STRUCK, &["--status", "planned", "--because", reason]))
            });
        }
    });
    // One who comes while another writes may leave an empty line, never half a line.
    let kept = fs::read_to_string(room.kept()).unwrap();
    let lines: Vec<&str> = kept.lines().filter(|line| !line.is_empty()).collect();
    let lines = json_lines(&lines.join("\n"));
    let mut kept: Vec<&str> = lines.iter().map(|line| line["because"].as_str().unwrap()).collect();
    kept.sort_unstable();
    assert_eq!(kept, reasons);
}
