//! The archive from the command line: add, search, show, remove, remark, doctor.

use crate::support::{Ran, binary, json_lines, run, sample};
use std::fs;
use std::path::PathBuf;
use tempfile::TempDir;

/// A folder with an archive that is not there yet.
struct House {
    folder: TempDir,
}

impl House {
    fn new() -> Self {
        House { folder: tempfile::tempdir().expect("there is a place for it") }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("archive.db")
    }

    fn run(&self, args: &[&str]) -> Ran {
        self.fed(args, b"")
    }

    fn fed(&self, args: &[&str], input: &[u8]) -> Ran {
        let mut command = binary();
        command.args(args).env("HEARSAY_ARCHIVE", self.path());
        run(command, input)
    }

    /// Lines of a batch in a file.
    fn lines(&self, lines: &str) -> String {
        let path = self.folder.path().join("lines.jsonl");
        fs::write(&path, lines).expect("the folder can be written");
        path.display().to_string()
    }

    /// An archive with two articles of our own.
    fn filled() -> Self {
        let house = House::new();
        let lines = house.lines(TWO);
        let added = house.run(&["add", "--model", "fast", &lines]);
        assert_eq!(added.code, 0, "{}", added.err);
        assert!(added.err.contains("2 new, 0 new versions, 0 known, 0 done before, 0 lost"), "{}", added.err);
        house
    }

    /// The id of the one article that a search finds.
    fn id(&self, query: &str) -> String {
        let found = self.run(&["search", "--json", query]).done();
        let found = &json_lines(&found)[0];
        assert_eq!(found["total"], 1, "{found}");
        found["hits"][0]["id"].as_str().expect("a hit has an id").to_owned()
    }
}

const TWO: &str = r#"{"id":"a","url":"https://gazette.example/ban","outlet":"The Harbour Gazette","published":"2026-03-02","text":"Hargate weighs ban\n\nThe city of Hargate is considering a ban on tankers, the mayor said. The council will vote in June."}
{"id":"b","url":"https://courier.example/regatta","outlet":"Northfield Courier","published":"2026-04-11","text":"Regatta called off\n\nRain fell on Saturday, and the club called off the regatta, a steward said."}
"#;

#[test]
fn what_was_added_is_found_and_shown() {
    let house = House::filled();
    let found = house.run(&["search", "tankers", "status:contemplated"]);
    assert_eq!(found.code, 0, "{}", found.err);
    for words in [
        "Hargate weighs ban",
        "The Harbour Gazette · 2026-03-02 · https://gazette.example/ban",
        "contemplated: ",
    ] {
        assert!(found.out.contains(words), "{}", found.out);
    }
    assert_eq!(found.err, "1 found\n");
    let id = house.id("tankers");
    let shown = house.run(&["show", &id, "--json"]).done();
    let reading: serde_json::Value = serde_json::from_str(&shown).unwrap();
    assert_eq!(
        (reading["id"].as_str(), reading["schema"].as_str()),
        (Some(id.as_str()), Some(model::SCHEMA))
    );
    assert_eq!(reading["article"]["headline"], "Hargate weighs ban");
    let by_address = house.run(&["show", "http://gazette.example/ban?utm_source=mail"]).done();
    assert!(by_address.contains("contemplated"), "{by_address}");
    for (format, words) in [("html", "<html"), ("md", "# Hargate"), ("csv", "contemplated")] {
        assert!(
            house.run(&["show", id.get(..6).unwrap(), "--format", format]).done().contains(words),
            "{format}"
        );
    }
    assert!(house.run(&["show", &id, "--show"]).done().contains("^^^"));
}

#[test]
fn the_second_run_skips_what_is_done_and_goes_on_behind_a_bad_line() {
    let house = House::filled();
    let lines = house.lines(&format!("{TWO}no json\n"));
    let again = house.run(&["add", "--model", "fast", &lines]);
    assert_eq!(again.code, 0);
    assert!(again.err.contains("0 new, 0 new versions, 0 known, 2 done before, 1 lost"), "{}", again.err);
    assert!(again.err.contains("Line 3 was not read"), "{}", again.err);
    // The same page with another id is other bytes and the same article.
    let lines = house.lines(&TWO.replace("\"id\":\"a\"", "\"id\":\"c\""));
    let known = house.run(&["add", "--model", "fast", &lines]);
    assert!(known.err.contains("0 new, 0 new versions, 1 known, 1 done before"), "{}", known.err);
}

#[test]
fn a_changed_page_is_a_version() {
    let house = House::filled();
    let id = house.id("tankers");
    let lines = house.lines(&TWO.replace("Hargate weighs ban", "No ban before June"));
    let added = house.run(&["add", "--model", "fast", &lines]);
    assert!(added.err.contains("0 new, 1 new versions, 0 known, 1 done before"), "{}", added.err);
    let versions = house.run(&["show", &id, "--versions"]).done();
    assert!(versions.contains("first seen") && versions.contains("headline changed"), "{versions}");
    let versions = house.run(&["show", &id, "--versions", "--json"]).done();
    assert_eq!(json_lines(&versions)[0]["versions"][1]["headline"], "No ban before June");
    assert!(house.run(&["show", &id, "--version", "1"]).done().contains("Hargate weighs ban"));
    let third = house.run(&["show", &id, "--version", "3"]);
    assert_eq!(third.code, 2);
    assert!(third.err.contains("no version 3"), "{}", third.err);
}

#[test]
fn nothing_found_is_one_and_a_bad_query_is_two_with_its_place() {
    let house = House::filled();
    let nothing = house.run(&["search", "zeppelin"]);
    assert_eq!((nothing.code, nothing.out.as_str()), (1, ""));
    assert!(nothing.err.contains("Nothing found in 2 articles"), "{}", nothing.err);
    let json = house.run(&["search", "zeppelin", "--json"]);
    assert_eq!((json.code, json_lines(&json.out)[0]["total"].as_u64()), (1, Some(0)));
    let bad = house.run(&["search", "vote", "status:maybe"]);
    assert_eq!(bad.code, 2);
    assert!(bad.err.contains("         vote status:maybe\n              ^^^^^^^^^^^^\n"), "{}", bad.err);
    assert!(bad.err.contains("happened, under_way"), "{}", bad.err);
    let none = House::new().run(&["search", "ban"]);
    assert_eq!(none.code, 2);
    assert!(none.err.contains("there is no archive at"), "{}", none.err);
}

#[test]
fn terms_come_as_the_shell_leaves_them() {
    let house = House::filled();
    assert_eq!(house.run(&["search", "outlet:harbour gazette"]).code, 0);
    assert_eq!(house.run(&["search", "outlet:gazette harbour"]).code, 1);
    assert_eq!(house.run(&["search", "said", "-regatta", "--sort", "date"]).err, "1 found\n");
    assert_eq!(house.run(&["search", "said", "--limit", "1", "--offset", "1"]).err, "2 to 2 of 2 found\n");
}

#[test]
fn marking_can_wait() {
    let house = House::new();
    let lines = house.lines(TWO);
    house.run(&["add", "--no-marks", &lines]).done();
    assert_eq!(house.run(&["search", "actor:council"]).code, 1);
    assert!(house.run(&["doctor"]).done().contains("2 not marked"));
    let marked = house.run(&["remark", "--model", "fast"]);
    assert_eq!((marked.code, marked.err.contains("2 marked by fast")), (0, true), "{}", marked.err);
    assert_eq!(house.run(&["search", "actor:council", "status:planned"]).code, 0);
    let nothing = house.run(&["remark", "--model", "fast"]);
    assert_eq!((nothing.code, nothing.err.contains("Nothing to mark")), (1, true), "{}", nothing.err);
    // What was marked later is what would have been marked at once.
    let other = House::filled();
    let id = house.id("tankers");
    let show = |house: &House| house.run(&["show", &id, "--json"]).done();
    assert_eq!(show(&house), show(&other));
}

#[test]
fn a_correction_is_honoured_and_taken_back_without_adding_again() {
    let house = House::filled();
    let id = house.id("tankers");
    let corrections = house.folder.path().join("corrections.jsonl");
    let kept = house.folder.path().join("a.json");
    fs::write(&kept, house.run(&["show", &id, "--json"]).done()).unwrap();
    let (kept, corrections) = (kept.display().to_string(), corrections.display().to_string());
    house
        .run(&["correct", &kept, "event", "vote", "--status", "ordered", "--corrections", &corrections])
        .done();
    let shown = house.run(&["show", &id, "--corrections", &corrections]).done();
    assert!(shown.contains("ordered"), "{shown}");
    let plain = house.run(&["show", &id, "--no-corrections"]).done();
    assert!(!plain.contains("ordered"), "{plain}");
}

#[test]
fn what_is_removed_was_asked_about_first() {
    let house = House::filled();
    let asked = house.run(&["remove", "--query", "outlet:courier"]);
    assert_eq!(asked.code, 2);
    assert!(asked.err.contains("1 article would be removed") && asked.err.contains("--yes"), "{}", asked.err);
    let removed = house.run(&["remove", "--query", "outlet:courier", "--yes"]);
    assert_eq!((removed.code, removed.err.as_str()), (0, "1 removed, 1 left\n"));
    assert_eq!(house.run(&["remove", "--query", "outlet:courier", "--yes"]).code, 1);
    assert_eq!(house.run(&["remove", "beef", "--yes"]).code, 2);
    let lines = house.lines(TWO);
    assert!(
        house
            .run(&["add", "--model", "fast", &lines])
            .err
            .contains("1 new, 0 new versions, 0 known, 1 done before")
    );
}

#[test]
fn doctor_tells_what_is_wrong_and_mends_it() {
    let house = House::filled();
    let sound = house.run(&["doctor"]);
    assert_eq!(sound.code, 0, "{}", sound.out);
    assert!(
        sound.out.contains("2 articles in 2 versions") && sound.out.contains("ok      rights"),
        "{}",
        sound.out
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        fs::set_permissions(house.path(), fs::Permissions::from_mode(0o666)).unwrap();
        let wrong = house.run(&["doctor"]);
        assert_eq!((wrong.code, wrong.out.contains("WRONG   rights")), (1, true), "{}", wrong.out);
        let mended = house.run(&["doctor", "--fix"]);
        assert_eq!((mended.code, mended.out.contains("mended: ")), (0, true), "{}", mended.out);
        assert_eq!(house.run(&["doctor"]).code, 0);
    }
    fs::write(house.path(), "no archive").unwrap();
    let other = house.run(&["doctor"]);
    assert_eq!((other.code, other.err.contains("not a Hearsay archive")), (2, true), "{}", other.err);
}

#[test]
fn pages_texts_and_standard_input_are_added() {
    let house = House::new();
    let page = sample("harbour.html").display().to_string();
    let added = house.run(&["add", "--model", "fast", &page]);
    assert!(added.err.contains("1 new"), "{}", added.err);
    let text = fs::read(sample("harbour.txt")).unwrap();
    let piped = house.fed(&["add", "--model", "fast", "--url", "https://gazette.example/other", "-"], &text);
    assert_eq!(piped.code, 0, "{}", piped.err);
    let missing = house.run(&["add", "no-such-file.html"]);
    assert_eq!(missing.code, 2, "{}", missing.err);
    assert!(missing.err.contains("there is no such file or folder"), "{}", missing.err);
    let quiet = house.run(&["add", "-q", "--model", "fast", &page]);
    assert_eq!((quiet.code, quiet.err.as_str()), (0, ""));
}

#[test]
fn items_of_a_feed_that_share_a_link_stay_two() {
    let house = House::new();
    let feed = house.folder.path().join("feed.xml");
    let item = |guid: &str, headline: &str, words: &str| {
        format!(
            "<item><guid>{guid}</guid><link>https://gazette.example/</link><title>{headline}</title>\
             <description>{words}</description></item>"
        )
    };
    let poll = |run: u32| {
        let items = [
            item(
                &format!("{run}-1"),
                "Ban weighed",
                "The city of Hargate is considering a ban on tankers, the mayor said on Monday.",
            ),
            item(
                &format!("{run}-2"),
                "Regatta off",
                "Rain fell on Saturday, and the club called off the regatta before the first boat left.",
            ),
        ];
        let page = format!(
            "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>The Harbour Gazette</title>\
             <link>https://gazette.example/</link>{}</channel></rss>",
            items.concat()
        );
        fs::write(&feed, page).unwrap();
        house.run(&["add", "--model", "fast", &feed.display().to_string()])
    };
    let first = poll(1);
    assert!(first.err.contains("2 new, 0 new versions"), "{}", first.err);
    // Their guids rotate with each poll.
    let second = poll(2);
    assert!(second.err.contains("0 new, 0 new versions"), "{}", second.err);
}
