//! `read URL` and `add URL`: pages come by the guarded door, and what is refused is told in three lines.

use crate::site::{Reply, Site};
use crate::support::{Ran, binary, run};
use tempfile::TempDir;

/// A page of our own writing.
pub(crate) fn page(headline: &str, words: &str) -> String {
    format!(
        "<html lang=en><head><title>{headline}</title></head><body><article><h1>{headline}</h1>\
         <p>Two port officials said on Monday that the ban was being weighed. {words}</p>\
         <p>The mayor of Hargate, Mara Lindqvist, denied that a decision had been made.</p>\
         <p>More than 400 lorries wait at the harbour each day, the Harbour Gazette reported.</p></article></body></html>"
    )
}

fn news() -> Site {
    Site::anywhere(|asked| match asked.path.as_str() {
        "/robots.txt" => Reply::ok("text/plain", "User-agent: *\nDisallow: /private"),
        "/old" => Reply::to(301, "/ban"),
        "/missing" => Reply::status(404),
        _ => Reply::html(page("Hargate weighs a ban", "It would begin in May.")),
    })
}

fn fetching<'a>(site: &Site, args: impl IntoIterator<Item = &'a str>) -> Ran {
    let mut command = binary();
    command.args(args).args(["--allow-host", &site.address.to_string(), "--model", "fast"]);
    run(command, b"")
}

#[test]
fn a_page_is_fetched_and_read() {
    let site = news();
    let ran = fetching(&site, ["read", &site.url("/old"), "--json"]);
    let reading: serde_json::Value = serde_json::from_str(&ran.done()).unwrap();
    assert_eq!(reading["article"]["headline"], "Hargate weighs a ban");
    assert_eq!(reading["article"]["url"], site.url("/ban").as_str());
    assert_eq!(site.paths(), ["/old", "/ban"]);
}

#[test]
fn what_is_refused_is_told_in_three_lines_and_nothing_is_asked() {
    let site = news();
    for (args, word) in [
        (vec!["read", "http://127.0.0.1:9/"], "--allow-host"),
        (vec!["read", "http://mara:secret@127.0.0.1/"], "password"),
        (vec!["read", "ftp://127.0.0.1/a"], "https://"),
    ] {
        let mut command = binary();
        command.args(&args);
        let ran = run(command, b"");
        assert_eq!((ran.code, ran.out.as_str()), (2, ""), "{}", ran.err);
        assert_eq!(ran.err.lines().count(), 3, "{}", ran.err);
        assert!(ran.err.contains(word) && ran.err.starts_with("error: "), "{}", ran.err);
        assert!(
            !ran.err.contains("secret") || args[1].contains("secret") && !ran.err.contains("why: mara"),
            "{}",
            ran.err
        );
    }
    let forbidden = fetching(&site, ["read", &site.url("/private/a")]);
    assert!(forbidden.code == 2 && forbidden.err.contains("robots.txt"), "{}", forbidden.err);
    let missing = fetching(&site, ["read", &site.url("/missing")]);
    assert!(missing.code == 2 && missing.err.contains("404"), "{}", missing.err);
    assert_eq!(site.paths(), ["/missing"]);
}

#[test]
fn the_environment_names_hosts_and_no_proxy() {
    let site = news();
    let canary = Site::anywhere(|_| Reply::html("secret"));
    let mut command = binary();
    command.args(["read", &site.url("/ban"), "--json", "--model", "fast"]);
    command.env("HEARSAY_ALLOW_HOST", format!("intranet.example, {}", site.address));
    for name in ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"] {
        command.env(name, canary.url(""));
    }
    assert_eq!(run(command, b"").code, 0);
    assert_eq!(canary.connections(), 0);
}

#[test]
fn a_page_that_is_added_twice_is_there_once() {
    let site = news();
    let folder = TempDir::new().unwrap();
    let archive = folder.path().join("a.db").display().to_string();
    for _ in 0..2 {
        let ran = fetching(&site, ["add", &site.url("/ban"), "--archive", &archive, "--delay", "0"]);
        assert_eq!(ran.code, 0, "{}", ran.err);
    }
    let mut command = binary();
    command.args(["search", "--json", "--archive", &archive, "ban"]);
    let found = run(command, b"").done();
    assert_eq!(found.matches("Hargate weighs a ban").count(), 1, "{found}");
}
