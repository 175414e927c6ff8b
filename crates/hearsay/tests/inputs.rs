//! Files, folders and standard input; good ones, bad ones, and none.

use crate::support::{Ran, binary, fed, hearsay, json_lines, sample};
use std::fs;
use std::io::Read;
use std::process::Stdio;
use tempfile::tempdir;

const STORY: &str = "The council said on Monday that it had closed the port.\n";

fn says(ran: &Ran, words: &str) {
    assert!(ran.err.contains(words), "{words:?} is not in {:?}", ran.err);
}

#[test]
fn a_folder_is_read_through_all_its_levels_in_order() {
    let folder = tempdir().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("b/deep")).unwrap();
    fs::create_dir_all(at(".hidden")).unwrap();
    for name in ["z.txt", "a.md", "b/deep/page", "b/c.text", ".hidden/no.txt", "photo.jpg", ".secret.txt"] {
        fs::write(at(name), format!("{STORY}This is {name}.\n")).unwrap();
    }
    let ran = hearsay(["read".as_ref(), "--format".as_ref(), "jsonl".as_ref(), folder.path().as_os_str()]);
    let order: Vec<String> = json_lines(&ran.out)
        .iter()
        .map(|one| one["article"]["text"].as_str().unwrap().rsplit(' ').next().unwrap().trim().to_owned())
        .collect();
    assert_eq!(order, ["a.md.", "b/c.text.", "b/deep/page.", "z.txt."]);
    says(&ran, "4 read");
    says(&ran, "3 of other kinds or hidden skipped");
}

#[cfg(unix)]
#[test]
fn a_link_that_leads_back_up_does_no_harm() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), STORY).unwrap();
    std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
    let ran = hearsay(["read".as_ref(), "--json".as_ref(), folder.path().as_os_str()]);
    says(&ran, "1 read");
}

#[test]
fn a_file_and_standard_input_give_the_same() {
    let path = sample("harbour.txt");
    let bytes = fs::read(&path).unwrap();
    let file = hearsay(["read".as_ref(), path.as_os_str()]).done();
    assert_eq!(fed(["read", "-"], &bytes).done(), file);
    assert_eq!(fed(["read"], &bytes).done(), file);
}

#[test]
fn any_number_of_threads_gives_the_same_bytes() {
    let folder = tempdir().unwrap();
    let story = fs::read_to_string(sample("harbour.txt")).unwrap();
    let paragraphs: Vec<&str> = story.split("\n\n").collect();
    for n in 0..40 {
        // Articles of different length, so that some overtake others.
        let text = paragraphs.iter().skip(n % 5).take(3 + n % 7).copied().collect::<Vec<_>>().join("\n\n");
        fs::write(folder.path().join(format!("{n:02}.txt")), text).unwrap();
    }
    for format in ["jsonl", "text", "csv", "md"] {
        let with = |threads: &str| {
            hearsay([
                "read".as_ref(),
                "--format".as_ref(),
                format.as_ref(),
                "-j".as_ref(),
                threads.as_ref(),
                folder.path().as_os_str(),
            ])
            .done()
        };
        let one = with("1");
        assert!(!one.is_empty());
        assert_eq!(one, with("16"), "{format}");
    }
}

#[test]
fn nothing_to_read_is_said_in_words() {
    let empty = fed(["read", "-"], b"");
    assert_eq!((empty.code, empty.out.as_str()), (1, ""));
    says(&empty, "nothing was given");
    let white = fed(["read", "-"], b" \n\t\n");
    assert_eq!(white.code, 1);
    says(&white, "white space");

    let folder = tempdir().unwrap();
    let none = hearsay(["read".as_ref(), folder.path().as_os_str()]);
    assert_eq!(none.code, 1);
    says(&none, "The folder holds no files.");
    fs::write(folder.path().join("photo.jpg"), "x").unwrap();
    let other = hearsay(["read".as_ref(), folder.path().as_os_str()]);
    assert_eq!(other.code, 1);
    says(&other, "None of its 1 entries");
}

#[test]
fn what_is_no_text_is_a_reading_with_a_caveat() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    for (bytes, code) in
        [(&b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj"[..], "unsupported_format"), (&noise, "not_text")]
    {
        let shown = fed(["read", "-"], bytes);
        assert_eq!((shown.code, shown.out.as_str()), (1, ""));
        assert!(!shown.err.is_empty());
        let ran = fed(["read", "--format", "jsonl", "-"], bytes);
        assert_eq!(ran.code, 1);
        let [one] = json_lines(&ran.out).try_into().unwrap();
        assert!(one["article"].is_null());
        assert_eq!(one["caveats"][0]["code"], code);
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), STORY).unwrap();
    fs::write(folder.path().join("b.txt"), b"\0\x01\x02\xff\xfe\xfd".repeat(50)).unwrap();
    fs::write(folder.path().join("c.txt"), STORY).unwrap();
    let missing = folder.path().join("missing.txt");
    let ran = hearsay(["read".as_ref(), "--json".as_ref(), missing.as_os_str(), folder.path().as_os_str()]);
    assert_eq!(ran.code, 0);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.out).unwrap();
    let lost: Vec<bool> = all.iter().map(|one| one["article"].is_null()).collect();
    assert_eq!(lost, [true, false, true, false]);
    assert_eq!(all[0]["caveats"][0]["code"], "unreadable");
    says(&ran, "2 read, ");
    says(&ran, "2 lost");
    says(&ran, "missing.txt");
}

#[test]
fn an_input_that_is_not_there_is_an_error_in_three_lines() {
    let one = hearsay(["read", "nowhere.txt"]);
    assert_eq!(one.err.lines().count(), 3, "{}", one.err);
    for ran in [one, hearsay(["read", "nowhere.jsonl"])] {
        assert_eq!((ran.code, ran.out.as_str().contains("\"article\":{")), (2, false));
        assert!(ran.err.contains("\n  why: ") && ran.err.contains("\n   do: "), "{}", ran.err);
        says(&ran, "there is no such file");
    }
}

#[test]
fn an_address_that_is_not_fetched_is_refused_before_anything_is_read() {
    for address in ["ftp://example.org/story", "FILE:///etc/hosts", "gopher://example.org"] {
        let ran = hearsay(["read", address]);
        assert_eq!((ran.code, ran.out.as_str()), (2, ""));
        says(&ran, "is not fetched");
        assert_eq!(ran.err.lines().count(), 3);
    }
    assert_eq!(hearsay(["read", "-", "-"]).code, 2);
}

#[test]
fn quiet_says_nothing_and_verbose_says_more() {
    let folder = tempdir().unwrap();
    fs::write(folder.path().join("a.txt"), STORY).unwrap();
    fs::write(folder.path().join("b.jpg"), STORY).unwrap();
    let with =
        |flag: &str| hearsay(["read".as_ref(), "--json".as_ref(), flag.as_ref(), folder.path().as_os_str()]);
    assert_eq!(with("-q").err, "");
    says(&with("-v"), "skipped ");
    says(&with("-v"), "a.txt: ");
    assert!(with("-v").err.len() > with("-j1").err.len());
}

#[test]
fn the_kind_of_input_can_be_forced() {
    let body = "By Ann Other\n\nThe port closed.";
    let verbatim = fed(["read", "--json", "--input", "body", "-"], body.as_bytes()).done();
    let one: serde_json::Value = serde_json::from_str(&verbatim).unwrap();
    assert_eq!(one["article"]["text"], body);
    let story =
        "The port closed on Monday, the council said, and no ship has left it since the storm began. ";
    let page = format!("<div><p>{story}</p><p>{story}</p><p>{story}</p></div>");
    let as_html = fed(["read", "--json", "--input", "html", "-"], page.as_bytes()).done();
    let one: serde_json::Value = serde_json::from_str(&as_html).unwrap();
    assert!(!one["article"]["text"].as_str().unwrap().contains('<'));
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    let path = sample("harbour.txt");
    let mut command = binary();
    command.arg("read").arg("--format").arg("jsonl");
    command.args(std::iter::repeat_n(path.as_os_str(), 200));
    let mut child =
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut first = [0; 10];
    child.stdout.take().unwrap().read_exact(&mut first).unwrap();
    // The pipe is closed here.
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

const PAGE: &str = "<!DOCTYPE html><html><body><article><h1>Port of Hargate shut</h1><p>The council of Hargate said on \
    Monday that the port stays shut until the crane is mended.</p><p>No ship has left it since the storm.</p></article></body></html>";

fn warc(n: usize, kind: &str) -> String {
    let block = format!(
        "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}",
        PAGE.replace("crane", &format!("crane {n}"))
    );
    format!(
        "WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://gazette.example/{n}\r\nContent-Length: {}\r\n\r\n{block}\r\n\r\n",
        block.len()
    )
}

#[test]
fn files_that_hold_many_are_read_one_by_one_and_what_is_left_out_is_told() {
    let folder = tempdir().unwrap();
    let archive = [&warc(1, "response"), &warc(2, "request"), "junk\r\n", &warc(3, "response")].concat();
    let feed = "<rss><channel><title>The Harbour Gazette</title><item><title>Port shut</title><link>https://gazette.example/9</link>\
        <description>The port is shut.</description></item></channel></rss>";
    fs::write(folder.path().join("a.warc"), &archive).unwrap();
    fs::write(folder.path().join("b.xml"), feed).unwrap();
    fs::write(folder.path().join("c.jsonl"), "{\"id\":\"line\",\"body\":\"The port is shut.\"}\n").unwrap();
    fs::write(folder.path().join("d.json"), "{\"a\": 1}").unwrap();
    let ran = hearsay([
        "read".as_ref(),
        "--format".as_ref(),
        "jsonl".as_ref(),
        "--model".as_ref(),
        "fast".as_ref(),
        folder.path().as_os_str(),
    ]);
    let urls: Vec<String> = json_lines(&ran.out)
        .iter()
        .map(|one| one["article"]["url"].as_str().unwrap_or("none").to_owned())
        .collect();
    assert_eq!(
        urls,
        ["https://gazette.example/1", "https://gazette.example/3", "https://gazette.example/9", "none"]
    );
    says(&ran, "records and entries left out: 1 of other kinds, 1 damaged");
    says(&ran, "4 read");
    says(&ran, "1 of other kinds or hidden skipped");
    // The same from standard input, under any name, and one alone as one object.
    let piped = fed(["read", "--format", "jsonl", "--model", "fast", "-"], archive.as_bytes());
    assert_eq!(json_lines(&piped.done()).len(), 2);
    let wrong = folder.path().join("wrong.html");
    fs::write(&wrong, feed).unwrap();
    let ran =
        hearsay(["read".as_ref(), "--json".as_ref(), "--model".as_ref(), "fast".as_ref(), wrong.as_os_str()]);
    let all: Vec<serde_json::Value> = serde_json::from_str(&ran.done()).unwrap();
    assert_eq!(all[0]["article"]["outlet"], "The Harbour Gazette");
    assert!(all[0]["caveats"].as_array().unwrap().iter().any(|c| c["code"] == "summary_only"));
    let saved = format!(
        "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x\nContent-Type: text/html\n\n{PAGE}\n--x--\n"
    );
    let one: serde_json::Value =
        serde_json::from_str(&fed(["read", "--json", "--model", "fast", "-"], saved.as_bytes()).done())
            .unwrap();
    assert_eq!(one["article"]["headline"], "Port of Hargate shut");
}

#[test]
fn a_list_of_feeds_and_an_archive_without_pages_say_so() {
    let list = fed(
        ["read", "-"],
        b"<opml version='2.0'><body><outline xmlUrl='https://gazette.example/f'/></body></opml>",
    );
    assert_eq!(list.code, 1);
    says(&list, "hearsay watch");
    let none = fed(["read", "-"], warc(1, "request").as_bytes());
    assert_eq!(none.code, 1);
    says(&none, "holds no article");
}
