//! What a query means, and in which order.

use crate::stories::{House, Story, ban, regatta, with};
use archive::{Error, Found, Page, Query, Sort};
use model::Status;

const PAGE: Page = Page { limit: 20, offset: 0, sort: Sort::Best };

fn find(house: &House, line: &str) -> Found {
    house.archive.find(&Query::parse(line).unwrap(), &PAGE).unwrap()
}

/// The first word of each headline.
fn first_words(house: &House, line: &str) -> Vec<String> {
    let found = find(house, line);
    assert_eq!(found.total as usize, found.hits.len(), "{line}");
    let word =
        |headline: &Option<String>| headline.as_deref().unwrap_or("-").split(' ').next().unwrap().to_owned();
    found.hits.iter().map(|hit| word(&hit.headline)).collect()
}

#[test]
fn words_fields_and_dates_mean_what_the_manual_says() {
    let house = with(&[ban(), regatta()]);
    for (line, meant) in [
        ("ban", &["City"][..]),
        ("port", &["City", "Regatta"]),
        ("port -regatta", &["City"]),
        ("-regatta", &["City"]),
        ("\"port officials\"", &["City"]),
        ("\"officials port\"", &[]),
        ("regat*", &["Regatta"]),
        ("ban OR regatta", &["Regatta", "City"]),
        ("port ban OR rain", &["City", "Regatta"]),
        ("headline:ships", &["City"]),
        ("headline:port", &[]),
        ("outlet:courier", &["Regatta"]),
        ("outlet:\"harbour gazette\"", &["City"]),
        ("source:lindqvist", &["Regatta"]),
        ("source:officials", &["City"]),
        ("kind:unnamed_person", &["City"]),
        ("kind:unnamed-person source:lindqvist", &[]),
        ("status:planned", &["Regatta", "City"]),
        ("status:\"not happened\"", &["Regatta"]),
        ("-status:rejected", &["Regatta"]),
        ("actor:city status:planned", &["City"]),
        // A rejection by the shippers is none by the city.
        ("actor:city status:rejected", &[]),
        ("actor:city OR actor:lindq* status:planned", &["Regatta", "City"]),
        ("place:hargate", &["City"]),
        ("target:ships", &["City"]),
        ("names:northfield", &["Regatta"]),
        ("lang:en", &["Regatta", "City"]),
        ("lang:fr", &[]),
        ("on:2026-03", &["City"]),
        ("on:2026-03..2026-04", &["Regatta", "City"]),
        ("2026-04..", &["Regatta"]),
        ("after:2026-04-11", &["Regatta"]),
        ("before:2026-04-11", &["City"]),
        ("ban OR status:not_happened", &["City", "Regatta"]),
        ("voting", &["City"]),
        ("zeppelin", &[]),
    ] {
        let mut found = first_words(&house, line);
        let mut meant: Vec<String> = meant.iter().map(|word| (*word).to_owned()).collect();
        if line.contains(" OR ") && !line.contains(':') || line == "port" || line.starts_with("ban OR") {
            found.sort_unstable();
            meant.sort_unstable();
        }
        assert_eq!(found, meant, "{line}");
    }
}

#[test]
fn a_hit_shows_the_words_and_rows_that_were_meant() {
    let house = with(&[ban(), regatta()]);
    let found = find(&house, "vote actor:city source:officials");
    let hit = &found.hits[0];
    assert!(hit.snippet.iter().any(|piece| piece.marked && piece.words == "vote"), "{:?}", hit.snippet);
    let event = &hit.events[0];
    assert_eq!(event.status, Some(Status::Planned));
    assert_eq!((event.actor.as_deref(), event.lemma.as_str()), (Some("The city"), "vote"));
    assert_eq!(event.place.as_deref(), Some("Hargate"));
    assert_eq!(event.sentence, 4);
    assert_eq!(hit.statements[0].source.as_deref(), Some("two port officials"));
    assert_eq!(hit.url.as_deref(), Some("https://gazette.example/news/ban"));
    assert!(hit.score.is_some());
}

#[test]
fn a_headline_weighs_more_and_dates_and_pages_order() {
    let aside = Story {
        url: Some("https://gazette.example/b"),
        headline: "Council meets",
        body:
            "The regatta was not spoken of. Nothing else was, either, for hours on end, the clerk wrote down."
                .to_owned(),
        day: "2026-05-01",
        events: Vec::new(),
        sources: Vec::new(),
        ..ban()
    };
    let house = with(&[aside, regatta(), ban()]);
    assert_eq!(first_words(&house, "regatta"), ["Regatta", "Council"]);
    let query = Query::parse("regatta").unwrap();
    let by = |sort, offset| house.archive.find(&query, &Page { limit: 1, offset, sort }).unwrap();
    assert_eq!(by(Sort::Date, 0).hits[0].headline.as_deref(), Some("Council meets"));
    assert_eq!(by(Sort::Date, 1).hits[0].headline.as_deref(), Some("Regatta called off"));
    assert_eq!(by(Sort::Fresh, 0).hits[0].headline.as_deref(), Some("Regatta called off"));
    assert_eq!((by(Sort::Best, 1_000_000_000).hits.len(), by(Sort::Best, 9).total), (0, 2));
}

#[test]
fn scripts_without_spaces_are_found_by_their_words() {
    let chinese = Story {
        url: Some("https://example.org/zh"),
        headline: "港口禁令",
        body: "市政府正在考虑禁止大型船只进入港口。".to_owned(),
        language: "zh-Hans",
        events: Vec::new(),
        sources: Vec::new(),
        ..ban()
    };
    let house = with(&[chinese, ban()]);
    for line in ["港口", "考虑禁止", "\"大型船只\"", "lang:zh"] {
        assert_eq!(find(&house, line).total, 1, "{line}");
    }
    assert_eq!(find(&house, "口港").total, 0);
    let marked: String = find(&house, "港口").hits[0]
        .snippet
        .iter()
        .filter(|piece| piece.marked)
        .map(|piece| piece.words.clone())
        .collect();
    assert!(marked.contains("港口"), "{marked}");
}

#[test]
fn only_the_latest_version_is_found() {
    let mut house = with(&[ban()]);
    let later = Story {
        body: "Hargate is considering a ban on large ships. Ferries are exempt.".into(),
        events: vec![],
        sources: vec![],
        ..ban()
    };
    house.archive.file(&[later.parcel_seen(60)]).unwrap();
    assert_eq!(find(&house, "ferries").total, 1);
    assert_eq!(find(&house, "shippers").total, 0);
    assert_eq!(find(&house, "status:rejected").total, 0);
    assert_eq!(find(&house, "ban").hits[0].versions, 2);
}

#[test]
fn an_expensive_query_ends() {
    let house = with(&[ban(), regatta()]);
    let many: String = (0..31).map(|number| format!("wor{number}* OR ")).collect();
    let started = std::time::Instant::now();
    match house.archive.find(&Query::parse(&(many + "ban")).unwrap(), &PAGE) {
        Ok(found) => assert_eq!(found.total, 1),
        Err(error) => assert!(matches!(error, Error::TooWide { .. }), "{error}"),
    }
    assert!(started.elapsed().as_secs() < 2);
}

#[test]
fn likely_are_the_articles_with_any_of_the_words() {
    let house = with(&[ban(), regatta()]);
    let likely = |words: &[&str], since: Option<&str>| -> Vec<String> {
        let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
        let since = since.map(|day| day.parse().unwrap());
        let keys = house.archive.likely(&words, since, 20).unwrap();
        let kept = keys.iter().map(|key| house.archive.fetch_at(*key).unwrap().unwrap());
        kept.map(|kept| kept.reading.article.unwrap().headline.unwrap()).collect()
    };
    let (city, called_off) = ("City weighs ban on large ships", "Regatta called off");
    assert_eq!(likely(&["regatta", "shippers"], None).len(), 2);
    assert_eq!(likely(&["banned", "\"ships"], None), [city]);
    assert_eq!(likely(&["port"], Some("2026-04-01")), [called_off]);
    assert_eq!(likely(&[], None), likely(&["?"], None));
}
