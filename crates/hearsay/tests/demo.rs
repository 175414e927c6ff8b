//! The sample wire: `hearsay demo` keeps it, every article is read as its index says, and the answer key speaks of
//! nothing that is not there.

use crate::support::{binary, fed, hearsay, json_lines, root, run};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

fn folder() -> PathBuf {
    root().join("crates/hearsay/demo")
}

/// File, outlet, address and time of publication of each article.
fn index() -> Vec<[String; 4]> {
    let lines = fs::read_to_string(folder().join("index.tsv")).expect("the index is there");
    let rows = lines.lines().filter(|line| !line.starts_with('#'));
    let row = |line: &str| {
        let columns: Vec<String> = line.split('\t').map(str::to_owned).collect();
        columns.try_into().expect("a row has four columns")
    };
    rows.map(row).collect()
}

fn key() -> Value {
    let text = fs::read_to_string(folder().join("key.json")).expect("the key is there");
    serde_json::from_str(&text).expect("the key is JSON")
}

/// The two digits that a file begins with.
fn number(file: &str) -> &str {
    file.split_once('-').map_or(file, |(number, _)| number)
}

/// The words of an article below what stands on top of it, by its two digits.
fn bodies() -> BTreeMap<String, String> {
    let body = |[file, ..]: [String; 4]| {
        let text = fs::read_to_string(folder().join("wire").join(&file)).expect("the index names files");
        let blocks: Vec<&str> = text.split("\n\n").collect();
        (number(&file).to_owned(), blocks[2..].join("\n\n"))
    };
    index().into_iter().map(body).collect()
}

fn list<'a>(value: &'a Value, of: &str) -> &'a [Value] {
    value[of].as_array().map(Vec::as_slice).unwrap_or_else(|| panic!("{of} is a list in {value}"))
}

fn word<'a>(value: &'a Value, of: &str) -> &'a str {
    value[of].as_str().unwrap_or_else(|| panic!("{of} is a word in {value}"))
}

fn words(values: &[Value]) -> Vec<&str> {
    values.iter().map(|value| value.as_str().expect("a word")).collect()
}

#[test]
fn the_wire_fills_an_archive_of_its_own_once() {
    let house = tempfile::tempdir().expect("there is a place for it");
    let (own, named) = (house.path().join("own.db"), house.path().join("named.db"));
    let demo = |args: &[&str]| {
        let mut command = binary();
        command.args(["demo", "--model", "fast"]).args(args);
        command.env("HEARSAY_ARCHIVE", &own).env("XDG_DATA_HOME", house.path());
        let ran = run(command, b"");
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
        ran.err
    };
    let first = demo(&[]);
    let usual = house.path().join("hearsay/demo.db");
    assert!(first.starts_with("44 new, 0 there before, in "), "{first}");
    assert!(first.contains(&format!("hearsay stories --archive {}", usual.display())), "{first}");
    assert!(usual.exists() && !own.exists());
    assert!(demo(&[]).starts_with("0 new, 44 there before, in "));
    assert_eq!(demo(&["-q", "--archive", &named.display().to_string()]), "");

    let found = hearsay(["search", "--json", "--archive", &named.display().to_string(), "Vigilant marines"]);
    let found = &json_lines(&found.done())[0];
    assert!(found["hits"][0]["outlet"].is_string(), "{found}");
}

#[test]
fn every_article_is_read_without_caveats_and_as_its_index_says() {
    let lines = hearsay(["demo", "--lines"]).done();
    let read = fed(["read", "--input", "jsonl", "--model", "fast", "-"], lines.as_bytes()).done();
    let (readings, index) = (json_lines(&read), index());
    assert_eq!(readings.len(), index.len());
    let bodies = bodies();
    for (reading, [file, outlet, url, published]) in readings.iter().zip(&index) {
        let text = fs::read_to_string(folder().join("wire").join(file)).expect("the index names files");
        let article = &reading["article"];
        assert_eq!(reading["caveats"], serde_json::json!([]), "{file}");
        assert_eq!(article["outlet"], outlet.as_str(), "{file}");
        assert_eq!(article["url"], url.as_str(), "{file}");
        assert_eq!(article["published"], published.as_str(), "{file}");
        assert_eq!(article["headline"].as_str(), text.lines().next(), "{file}");
        let printed = text.split("\n\n").nth(1).and_then(|top| top.lines().next()).unwrap_or_default();
        let agency = ["Meridian", "Coastwire"].into_iter().find(|name| printed == format!("By {name}"));
        if let Some(agency) = agency {
            assert_eq!(article["bylines"], serde_json::json!([agency]), "{file}");
            assert!(word(article, "dateline").ends_with(&format!("({agency})")), "{file}");
        }
        let body = &bodies[number(file)];
        let length = body.split_whitespace().count();
        assert!((60..=220).contains(&length), "{file} has {length} words");
        // Nothing of the story is taken for furniture.
        let last = body.trim().rsplit("\n\n").next().unwrap_or_default();
        assert!(word(article, "text").ends_with(last), "{file}");
    }
}

#[test]
fn the_key_speaks_of_articles_that_are_there_and_quotes_what_they_say() {
    let (key, bodies) = (key(), bodies());
    let mut placed: Vec<&str> = words(list(&key, "apart"));
    for story in list(&key, "stories") {
        let articles = words(list(story, "articles"));
        let happenings = list(story, "happenings").iter();
        let of_happenings: Vec<&str> =
            happenings.flat_map(|one| words(one.as_array().expect("a happening is a list"))).collect();
        assert_eq!(articles, of_happenings);
        placed.extend(articles);
    }
    placed.sort_unstable();
    assert_eq!(placed, bodies.keys().map(String::as_str).collect::<Vec<_>>());
    let says = |article: &str, words: &str| {
        let body = bodies.get(article).unwrap_or_else(|| panic!("there is no article {article}"));
        assert!(body.contains(words), "{article} does not say: {words}");
    };
    for quote in list(&key, "shared_quotes") {
        words(list(quote, "articles")).iter().for_each(|article| says(article, word(quote, "words")));
    }
    let mut claims = BTreeSet::new();
    for claim in list(&key, "claims") {
        assert!(claims.insert(word(claim, "claim")));
        let tellings = list(claim, "tellings");
        for telling in tellings {
            says(word(telling, "article"), word(telling, "words"));
            for status in words(list(telling, "status")) {
                assert!(model::Status::ALL.iter().any(|known| known.to_string() == status), "{status}");
            }
        }
        let tells = |article: &str| tellings.iter().any(|telling| word(telling, "article") == article);
        for change in list(claim, "changes") {
            assert!(tells(word(change, "from")) && tells(word(change, "to")), "{change}");
        }
        for change in list(claim, "changes").iter().chain(list(claim, "may")) {
            assert!(word(change, "from") <= word(change, "to"), "{change}");
            let turn = word(change, "turn");
            assert!(model::ClaimTurn::ALL.iter().any(|known| known.to_string() == turn), "{turn}");
        }
    }
}

#[test]
fn the_arrows_of_the_key_lead_back_in_time_and_its_counts_follow_from_them() {
    let (key, bodies, index) = (key(), bodies(), index());
    let outlets: BTreeMap<&str, &str> =
        index.iter().map(|[file, outlet, ..]| (number(file), outlet.as_str())).collect();
    let times: BTreeMap<&str, &str> =
        index.iter().map(|[file, _, _, at]| (number(file), at.as_str())).collect();
    let mut givers: BTreeMap<&str, &str> = BTreeMap::new();
    for arrow in list(&key, "lineage") {
        let (taker, giver, kind) = (word(arrow, "taker"), word(arrow, "giver"), word(arrow, "kind"));
        assert!(model::LineageKind::ALL.iter().any(|known| known.to_string() == kind), "{kind}");
        assert!(bodies.contains_key(taker) && givers.insert(taker, giver).is_none(), "{taker}");
        match times.get(giver) {
            // All times have the same zone.
            Some(given) => assert!(*given < times[taker], "{arrow}"),
            None => assert!(bodies[taker].contains(giver) && kind == "credit", "{arrow}"),
        }
        assert_eq!(kind == "update", outlets.get(giver) == outlets.get(taker), "{arrow}");
    }
    let outlet = |article: &str| -> String {
        let mut at = article;
        while let Some(giver) = givers.get(at) {
            at = giver;
        }
        (*outlets.get(at).unwrap_or(&at)).to_owned()
    };
    for count in list(&key, "independent") {
        let articles = words(list(count, "articles"));
        let mut groups: Vec<BTreeSet<String>> = articles
            .iter()
            .map(|article| outlet(article))
            .collect::<BTreeSet<_>>()
            .into_iter()
            .map(|one| [one].into())
            .collect();
        assert_eq!(count["max"], groups.len(), "{count}");
        for quote in list(&key, "shared_quotes") {
            let speakers = words(list(quote, "articles"));
            if speakers.iter().all(|article| articles.contains(article)) {
                let heard: BTreeSet<String> = speakers.iter().map(|article| outlet(article)).collect();
                let (mut joined, apart): (Vec<_>, Vec<_>) =
                    groups.into_iter().partition(|group| !group.is_disjoint(&heard));
                let one: BTreeSet<String> = joined.drain(..).flatten().collect();
                groups = apart;
                groups.push(one);
            }
        }
        assert_eq!(count["min"], groups.len(), "{count}");
    }
}
