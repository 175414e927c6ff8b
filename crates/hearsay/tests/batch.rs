//! The batch contract: one object a line in, one reading a line out, in order, none missing.

use crate::support::{fed, json_lines};
use serde_json::{Value, json};
use std::io::{BufRead, BufReader, Write};
use std::process::Stdio;

fn batch(lines: &[Value]) -> Vec<Value> {
    let input: String = lines.iter().map(|line| format!("{line}\n")).collect();
    json_lines(&fed(["read", "--input", "jsonl", "-"], input.as_bytes()).out)
}

#[test]
fn every_line_comes_back_in_order_with_its_id() {
    let lines: Vec<Value> = (0..60)
        .map(|n| {
            let words = "The council said it had closed the port. ".repeat(1 + n % 9);
            match n % 3 {
                0 => json!({"id": format!("n{n}"), "body": words}),
                1 => json!({"id": format!("n{n}"), "text": words, "published": "2026-03-02", "outlet": "O"}),
                _ => json!({"id": format!("n{n}"), "html": format!("<html><body><p>{words}</p></body></html>")}),
            }
        })
        .collect();
    let out = batch(&lines);
    assert_eq!(out.len(), lines.len());
    for (line, reading) in lines.iter().zip(&out) {
        assert_eq!(line["id"], reading["id"]);
        assert!(reading["article"].is_object(), "{reading}");
    }
    assert_eq!(out[1]["article"]["published"], "2026-03-02");
    assert_eq!(out[1]["article"]["outlet"], "O");
}

#[test]
fn a_body_is_taken_as_it_is() {
    let body = "  By Ann Other\r\n\r\n“Ça va”, the mayor said.\n";
    let [one] = batch(&[json!({"id": "a", "body": body})]).try_into().unwrap();
    assert_eq!(one["article"]["text"], body);
    assert!(one["article"]["headline"].is_null());
}

#[test]
fn a_bad_line_is_a_reading_that_names_it() {
    let input = concat!(
        "{\"id\":\"a\",\"body\":\"The port closed.\"}\n",
        "{\"id\":\"b\"\n",
        "\n",
        "[1,2]\n",
        "{\"id\":\"e\"}\n",
        "{\"id\":\"f\",\"body\":\"x\",\"text\":\"y\"}\n",
        "{\"id\":[],\"body\":\"x\"}\n",
        "{\"id\":\"h\",\"body\":\"abc\",\"tokens\":[[0,9]]}\n",
        "{\"id\":\"i\",\"body\":\"abc\",\"tokens\":[[1,2],[0,1]]}\n",
        "{\"id\":\"j\",\"text\":\"abc\",\"tokens\":[[0,1]]}\n",
        "{\"id\":\"k\",\"body\":7}\n",
        "{\"id\":\"z\",\"body\":\"The port closed.\"}",
    );
    let ran = fed(["read", "--input", "jsonl", "-"], input.as_bytes());
    assert_eq!(ran.code, 0, "{}", ran.err);
    let out = json_lines(&ran.out);
    let ids: Vec<&str> = out.iter().map(|one| one["id"].as_str().unwrap()).collect();
    assert_eq!(ids, ["a", "line-2", "line-4", "e", "f", "line-7", "h", "i", "j", "k", "z"]);
    for (one, number) in out.iter().zip([1, 2, 4, 5, 6, 7, 8, 9, 10, 11, 12]) {
        if matches!(number, 1 | 12) {
            assert!(one["article"].is_object());
            continue;
        }
        assert!(one["article"].is_null());
        assert_eq!(one["caveats"][0]["code"], "bad_line");
        let message = one["caveats"][0]["message"].as_str().unwrap();
        assert!(message.starts_with(&format!("Line {number} ")), "{message}");
    }
    assert!(ran.err.contains("2 read") && ran.err.contains("9 lost"), "{}", ran.err);
}

#[test]
fn bytes_that_are_no_utf_8_cost_one_line() {
    let ran = fed(
        ["read", "--input", "jsonl", "-"],
        b"{\"id\":\"a\",\"body\":\"\xff\"}\n{\"id\":\"b\",\"body\":\"The port closed.\"}\n",
    );
    let out = json_lines(&ran.out);
    assert_eq!(out[0]["caveats"][0]["message"].as_str().map(|m| m.contains("not UTF-8")), Some(true));
    assert!(out[1]["article"].is_object());
}

#[test]
fn fixed_tokens_are_the_tokens() {
    let body = "“Yes”, he said.";
    let places = [[0, 1], [1, 4], [4, 5], [5, 6], [7, 9], [10, 14], [14, 15]];
    let line = json!({"id": "t", "body": body, "tokens": places});
    let ran = fed(["read", "--input", "jsonl", "--tokens", "-"], format!("{line}\n").as_bytes());
    let out = json_lines(&ran.out);
    let tokens = out[0]["notes"]["tokens"].as_array().unwrap();
    let there: Vec<[u64; 2]> =
        tokens.iter().map(|t| [t["start"].as_u64().unwrap(), t["end"].as_u64().unwrap()]).collect();
    assert_eq!(there, places);
}

#[test]
fn a_pair_asks_for_the_event_between_two_actors() {
    let body = "Norland shelled the capital of Sudmark on Monday and Westland sent it food.";
    let pair = json!({"source": [0, 7], "target": [16, 37]});
    let [one] = batch(&[json!({"id": "p", "body": body, "pair": pair})]).try_into().unwrap();
    let events = one["notes"]["events"].as_array().unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0]["trigger"]["text"], "shelled");
    assert_eq!(events[0]["actor"]["span"]["text"], "Norland");
}

#[test]
fn a_date_that_is_none_is_a_caveat_and_not_a_date() {
    let [one] =
        batch(&[json!({"id": "d", "body": "The port closed.", "published": "soon"})]).try_into().unwrap();
    assert!(one["article"]["published"].is_null());
    let codes: Vec<&str> =
        one["caveats"].as_array().unwrap().iter().map(|c| c["code"].as_str().unwrap()).collect();
    assert!(codes.contains(&"date_unreadable"), "{codes:?}");
}

#[test]
fn a_time_that_needs_a_date_and_has_none_is_a_caveat() {
    let body = "The port closed on Monday, the mayor said.";
    let out = batch(&[
        json!({"id": "a", "body": body}),
        json!({"id": "b", "body": body, "published": "2026-03-03"}),
    ]);
    assert_eq!(out[0]["caveats"][0]["code"], "no_publication_date");
    assert_eq!(out[0]["caveats"][0]["span"]["text"], "Monday");
    assert_eq!(out[0]["notes"]["times"][0]["value"], Value::Null);
    assert_eq!(out[1]["caveats"], json!([]));
    assert_eq!(out[1]["notes"]["times"][0]["value"], "2026-03-02");
}

#[test]
fn ids_are_kept_and_made_where_there_are_none() {
    let out = batch(&[
        json!({"body": "The port closed."}),
        json!({"id": null, "body": "The port closed."}),
        json!({"id": 7, "body": "The port closed.", "more": {"left": "alone"}}),
        json!({"id": "naïve id \u{1f5de}", "body": "The port closed."}),
    ]);
    assert_eq!(out[0]["id"], out[1]["id"]);
    assert!(out[0]["id"].as_str().unwrap().len() >= 16);
    assert_eq!(out[2]["id"], "7");
    assert_eq!(out[3]["id"], "naïve id \u{1f5de}");
}

#[test]
fn a_batch_of_no_lines_is_nothing_read() {
    let ran = fed(["read", "--input", "jsonl", "-"], b"\n\n");
    assert_eq!((ran.code, ran.out.as_str()), (1, ""));
}

#[test]
fn each_reading_is_there_before_the_next_line_comes() {
    for threads in ["1", "4"] {
        let mut command = crate::support::binary();
        command.args(["read", "--input", "jsonl", "-q", "-j", threads, "-"]);
        let mut child = command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().unwrap();
        let mut stdin = child.stdin.take().unwrap();
        let mut out = BufReader::new(child.stdout.take().unwrap()).lines();
        for id in ["one", "two", "three"] {
            writeln!(stdin, "{}", json!({"id": id, "body": "The port closed."})).unwrap();
            let line = out.next().unwrap().unwrap();
            assert!(line.contains(&format!("\"id\":\"{id}\"")), "{line}");
        }
        drop(stdin);
        assert!(out.next().is_none());
        assert!(child.wait().unwrap().success());
    }
}
