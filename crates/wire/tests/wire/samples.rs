//! The recurring fixture, as text and as a page: both read to the same story, and both have a golden.

use super::{codes, sound};
use model::{Article, Origin, PartKind, Reading};
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn sample(name: &str) -> Reading {
    let bytes = std::fs::read(root().join("samples").join(name)).unwrap();
    let reading = wire::read(&bytes, &Origin { label: Some(name.to_owned()), ..Origin::default() });
    sound(&reading);
    reading
}

fn article(name: &str) -> Article {
    sample(name).article.unwrap()
}

#[test]
fn the_story_reads_whole() {
    for name in ["harbour.txt", "harbour.html"] {
        let article = article(name);
        assert_eq!(article.outlet.as_deref(), Some("The Harbour Gazette"), "{name}");
        assert_eq!(
            article.headline.as_deref(),
            Some("Hargate Weighs Night Ban on Tankers in Its Inner Harbour")
        );
        assert_eq!(article.bylines, ["Mara Lindqvist"]);
        assert_eq!(article.dateline.as_deref(), Some("HARGATE"));
        assert_eq!(article.published.unwrap().date.to_string(), "2026-03-03");
        assert_eq!(article.language.as_deref(), Some("en"));
        assert_eq!(article.rights.as_deref(), Some("© The Harbour Gazette 2026. All rights reserved."));
        let image = article.image.unwrap();
        assert_eq!(image.caption.as_deref(), Some("Tankers at anchor off Hargate before dawn."));
        assert_eq!(image.credit.as_deref(), Some("Ines Falk/Coastline Pictures"));
        assert_eq!(article.paragraphs.len(), 10);
        assert_eq!(article.key_questions.len(), 4);
        assert!(codes(&sample(name)).is_empty());
    }
}

#[test]
fn page_and_text_read_to_the_same_story() {
    let (text, page) = (article("harbour.txt"), article("harbour.html"));
    assert_eq!(text.text, page.text);
    assert_eq!(text.parts, page.parts);
    assert_eq!(text.paragraphs, page.paragraphs);
    assert_eq!(text.key_questions, page.key_questions);
}

#[test]
fn what_is_not_the_story_stays_out() {
    let page = article("harbour.html");
    for furniture in [
        "cookies",
        "Subscribe",
        "Share",
        "Related stories",
        "Fuel reaches",
        "Advertisement",
        "inbox",
        "tidewatcher",
        "Most read",
        "lighthouse",
        "Privacy",
        "Photo:",
        "Mara Lindqvist",
        "All rights",
        "Not part of the story",
        "Key questions on",
    ] {
        assert!(!page.text.contains(furniture), "{furniture}");
    }
    assert_eq!(page.text.matches("Hargate Weighs").count(), 1);
    assert_eq!(page.paywalled, Some(false));
    assert_eq!(page.url.as_deref(), Some("https://gazette.example/2026/03/03/hargate-night-ban-tankers"));
    assert_eq!(page.modified.unwrap().to_string(), "2026-03-03T09:15:00+01:00");
}

#[test]
fn the_body_alone_is_taken_verbatim() {
    let given = "  One line.\n\nAnother, and “a quotation”.\n";
    let reading = wire::read_body(given, &Origin { id: Some("b7".into()), ..Origin::default() });
    sound(&reading);
    let article = reading.article.unwrap();
    assert_eq!((reading.id.as_str(), article.text.as_str(), article.paragraphs.len()), ("b7", given, 2));
    assert_eq!(article.headline, None);
    assert!(article.parts.iter().all(|p| p.part == PartKind::Body));
}

#[test]
fn what_the_caller_knows_wins() {
    let origin = Origin {
        outlet: Some("The Other Paper".into()),
        published: Some("2020-01-02".parse().unwrap()),
        ..Origin::default()
    };
    let bytes = std::fs::read(root().join("samples/harbour.html")).unwrap();
    let article = wire::read(&bytes, &origin).article.unwrap();
    assert_eq!(article.outlet.as_deref(), Some("The Other Paper"));
    assert_eq!(article.published.unwrap().to_string(), "2020-01-02");
    assert_eq!(article.from["outlet"], ["origin"]);
}

/// `UPDATE_GOLDEN=1 cargo test -p wire` writes the goldens anew.
#[test]
fn goldens() {
    for (name, golden) in [("harbour.txt", "harbour-text"), ("harbour.html", "harbour")] {
        let path =
            Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(golden).join("1-article.json");
        let mut now = serde_json::to_string_pretty(&sample(name).to_edge()).unwrap();
        now.push('\n');
        if std::env::var_os("UPDATE_GOLDEN").is_some() {
            std::fs::create_dir_all(path.parent().unwrap()).unwrap();
            std::fs::write(&path, &now).unwrap();
        }
        let kept = std::fs::read_to_string(&path).unwrap_or_default();
        assert_eq!(kept, now, "{} differs; look, then UPDATE_GOLDEN=1", path.display());
    }
}
