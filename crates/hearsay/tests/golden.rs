//! The recurring fixture, stage by stage: a change shows at the first stage that it touches. Stage 0, the page, is
//! `samples/harbour.html` itself.

use crate::support::{compare, hearsay, sample};
use serde_json::Value;
use std::path::{Path, PathBuf};

fn golden(name: &str) -> PathBuf {
    Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/harbour")).join(name)
}

fn read(format: &str) -> String {
    hearsay(["read".as_ref(), "--format".as_ref(), format.as_ref(), sample("harbour.html").as_os_str()])
        .done()
}

fn pretty(value: &Value) -> String {
    let mut text = serde_json::to_string_pretty(value).expect("a value can be written");
    text.push('\n');
    text
}

#[test]
fn stage_1_the_article() {
    let reading: Value = serde_json::from_str(&read("json")).unwrap();
    compare(&golden("1-article.json"), &pretty(&reading["article"]), "UPDATE_GOLDEN");
}

#[test]
fn stage_2_the_notes_and_caveats() {
    let reading: Value = serde_json::from_str(&read("json")).unwrap();
    let marked = serde_json::json!({"notes": reading["notes"], "caveats": reading["caveats"]});
    compare(&golden("2-notes.json"), &pretty(&marked), "UPDATE_GOLDEN");
}

#[test]
fn stage_4_the_dossier() {
    compare(&golden("4-dossier.txt"), &read("text"), "UPDATE_GOLDEN");
    compare(&golden("4-dossier.html"), &read("html"), "UPDATE_GOLDEN");
}

/// The page and the plain text of the story are one story.
#[test]
fn page_and_text_give_the_same_article() {
    let of = |name: &str| -> Value {
        let out = hearsay(["read".as_ref(), "--json".as_ref(), sample(name).as_os_str()]).done();
        serde_json::from_str(&out).unwrap()
    };
    let (page, text) = (of("harbour.html"), of("harbour.txt"));
    for field in ["outlet", "headline", "bylines", "dateline"] {
        assert_eq!(page["article"][field], text["article"][field], "{field}");
    }
    let body = |reading: &Value| reading["article"]["paragraphs"].as_array().map(Vec::len);
    assert_eq!(body(&page), body(&text));
}
