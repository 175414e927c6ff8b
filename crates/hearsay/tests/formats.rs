//! Every format, and what it promises.

use crate::support::{fed, hearsay, json_lines, sample};
use serde_json::Value;

fn read(args: &[&str]) -> String {
    let sample = sample("harbour.txt");
    let mut all = vec!["read", sample.to_str().expect("a plain path")];
    all.extend(args);
    hearsay(all).done()
}

#[test]
fn text_is_the_default_and_stays_within_its_width() {
    for width in [40, 72, 120] {
        let out = read(&["--width", &width.to_string()]);
        assert!(out.contains("Hargate"), "{out}");
        let widest = out.lines().map(|line| line.chars().count()).max();
        assert!(widest <= Some(width), "{widest:?} columns where {width} were asked for");
    }
    assert_eq!(hearsay(["read", "--width", "10", "x"]).code, 2);
}

#[test]
fn colour_is_off_in_a_pipe_and_on_when_asked_for() {
    assert!(!read(&[]).contains('\x1b'));
    assert!(!read(&["--color", "never"]).contains('\x1b'));
    let coloured = read(&["--color", "always"]);
    assert!(coloured.contains('\x1b'));
    let plain: String =
        coloured.split('\x1b').map(|piece| piece.split_once('m').map_or(piece, |two| two.1)).collect();
    assert_eq!(plain.lines().next(), read(&[]).lines().next());
}

#[test]
fn json_is_one_object_and_its_spans_are_the_text() {
    let one: Value = serde_json::from_str(&read(&["--json"])).unwrap();
    assert_eq!(one["schema"], "hearsay/reading/1");
    let text: Vec<char> = one["article"]["text"].as_str().unwrap().chars().collect();
    let mut seen = 0;
    every_cited(&one, &mut |start, end, words| {
        let there: String = text.get(start..end).unwrap_or_default().iter().collect();
        assert_eq!(there, words);
        seen += 1;
    });
    assert!(seen > 20, "{seen} spans");
    assert_eq!(read(&["--json"]), read(&["--format", "json"]));
    let line = read(&["--format", "jsonl"]);
    assert_eq!(line.lines().count(), 1);
    assert_eq!(serde_json::from_str::<Value>(&line).unwrap(), one);
}

/// Every object with `start`, `end` and `text`, wherever it stands.
fn every_cited(value: &Value, then: &mut impl FnMut(usize, usize, &str)) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| every_cited(one, then)),
        Value::Object(members) => {
            if let (Some(start), Some(end), Some(text)) = (
                members.get("start").and_then(Value::as_u64),
                members.get("end").and_then(Value::as_u64),
                members.get("text").and_then(Value::as_str),
            ) {
                then(start as usize, end as usize, text);
            }
            members.values().for_each(|one| every_cited(one, then));
        }
        _ => {}
    }
}

#[test]
fn several_in_json_are_an_array_and_in_jsonl_lines() {
    let folder = sample("");
    let folder = folder.to_str().unwrap();
    let all: Value = serde_json::from_str(&hearsay(["read", "--json", folder]).done()).unwrap();
    let lines = json_lines(&hearsay(["read", "--format", "jsonl", folder]).done());
    assert_eq!(all.as_array().unwrap(), &lines);
    assert!(lines.len() > 1);
}

#[test]
fn tokens_come_only_when_asked_for() {
    let with: Value = serde_json::from_str(&read(&["--json", "--tokens"])).unwrap();
    let without: Value = serde_json::from_str(&read(&["--json"])).unwrap();
    assert_eq!(without["notes"]["tokens"].as_array().map(Vec::len), Some(0));
    let tokens = with["notes"]["tokens"].as_array().unwrap();
    assert!(tokens.len() > 100);
    assert!(tokens.iter().all(|token| token["upos"].is_string() && token["head"].is_i64()));
    assert_eq!(hearsay(["read", "--tokens", "x.txt"]).code, 2);
}

#[test]
fn html_and_markdown_are_whole_documents() {
    let page = read(&["--format", "html"]);
    assert!(page.starts_with("<!DOCTYPE html>") && page.trim_end().ends_with("</html>"));
    assert!(
        !page.contains("http://") && !page.contains("src=\"https://"),
        "the page needs nothing from outside"
    );
    let markdown = read(&["--format", "md"]);
    assert!(markdown.starts_with("# "), "{markdown}");
}

#[test]
fn csv_has_one_header_and_the_rows_asked_for() {
    let sample = sample("harbour.txt");
    let twice = [sample.as_os_str(), sample.as_os_str()];
    for rows in ["events", "statements", "coded"] {
        let one = read(&["--format", "csv", "--rows", rows]);
        let mut args =
            vec!["read".as_ref(), "--format".as_ref(), "csv".as_ref(), "--rows".as_ref(), rows.as_ref()];
        args.extend(twice);
        let two = hearsay(args).done();
        let header = one.lines().next().unwrap().to_owned();
        assert!(header.contains(','), "{header}");
        assert_eq!(two.matches(&header).count(), 1);
        assert_eq!(two.len() + header.len() + 2, one.len() * 2);
    }
    assert_eq!(read(&["--format", "csv"]), read(&["--format", "csv", "--rows", "events"]));
    assert_eq!(hearsay(["read", "--rows", "events", "x.txt"]).code, 2);
}

#[test]
fn marked_copy_can_be_read_back() {
    let out = read(&["--show"]);
    let samples = press::copy::parse(&out);
    assert_eq!(samples.len(), 1);
    let one = samples.first().unwrap();
    assert_eq!(one.complaints, Vec::<String>::new());
    assert!(one.text.contains("night ban on oil tankers"));
    assert!(!one.marks.is_empty());
}

#[test]
fn what_is_known_from_outside_wins() {
    let args = [
        "--json",
        "--published",
        "2001-02-03",
        "--outlet",
        "The Other Paper",
        "--url",
        "https://a.example/b",
    ];
    let one: Value = serde_json::from_str(&read(&args)).unwrap();
    assert_eq!(one["article"]["published"], "2001-02-03");
    assert_eq!(one["article"]["outlet"], "The Other Paper");
    assert_eq!(one["article"]["url"], "https://a.example/b");
    assert_eq!(hearsay(["read", "--published", "yesterday", "x.txt"]).code, 2);
}

#[test]
fn another_language_is_read_and_not_marked() {
    let french = "Le ministre des Transports a déclaré lundi que le gouvernement n'avait pas encore pris de décision \
                  sur la fermeture du port. Les syndicats ont annoncé une grève pour la semaine prochaine.";
    let out = fed(["read", "--json", "-"], french.as_bytes()).done();
    let one: Value = serde_json::from_str(&out).unwrap();
    assert!(one["article"]["text"].as_str().unwrap().contains("ministre"));
    assert_eq!(one["notes"], Value::Null);
    let mut codes = one["caveats"].as_array().unwrap().iter().map(|caveat| &caveat["code"]);
    assert!(codes.any(|code| code == "language_not_marked"), "{}", one["caveats"]);
}

#[test]
fn of_spanish_the_times_alone_are_marked() {
    let spanish = "El ministro de Transportes dijo el pasado lunes que el gobierno aún no ha decidido si cerrará el \
                   puerto. Los sindicatos anunciaron una huelga para la próxima semana.";
    let args = ["read", "--json", "--published", "2026-03-04", "-"];
    let one: Value = serde_json::from_str(&fed(args, spanish.as_bytes()).done()).unwrap();
    let values: Vec<_> =
        one["notes"]["times"].as_array().unwrap().iter().map(|time| &time["value"]).collect();
    assert_eq!(values, ["2026-03-02", "2026-W11"]);
    assert_eq!(one["notes"]["events"], Value::Array(Vec::new()));
    let mut said = one["caveats"].as_array().unwrap().iter().filter_map(|caveat| caveat["message"].as_str());
    assert!(said.any(|message| message.contains("only its expressions of time")), "{}", one["caveats"]);
}
