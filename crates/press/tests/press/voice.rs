//! On whose word: no form tells what an event has come to without the one who says so.

use crate::story;
use model::{Reading, Voice};
use press::text::{Style, dossier};

/// The story with a source for the event that the law and the figures name, and for one that lacks something.
fn told_by_a_source() -> Reading {
    let mut reading = story::reading();
    let notes = reading.notes.as_mut().unwrap();
    for event in &mut notes.events {
        if event.authority.is_some() || !event.figures.is_empty() {
            event.voice = Voice::Source;
            event.statement = Some("s4".to_owned());
        }
    }
    reading
}

#[test]
fn every_section_that_names_an_event_names_who_tells_it() {
    let reading = told_by_a_source();
    let text = dossier(&reading, &Style { width: 400, colour: false });
    let section = |name: &str| {
        let (_, rest) = text.split_once(&format!("\n{name}\n")).unwrap();
        rest.split("\n\n").next().unwrap().to_owned()
    };
    assert!(section("Law").contains("(◆ ordered, says Lina Marsh)"), "{}", section("Law"));
    assert!(section("Figures").contains("(● happened, says Lina Marsh)"), "{}", section("Figures"));
    let lacks = section("Not stated");
    assert!(lacks.contains("(● happened, says Lina Marsh)"), "{lacks}");
    assert!(lacks.contains("contemplated, says the Harbour Gazette ← two port officials"), "{lacks}");
    let markdown = press::markdown::dossier(&reading);
    let page = press::html::dossier(&reading);
    assert_eq!(markdown.matches("ordered, says Lina Marsh").count(), 1);
    assert_eq!(page.matches("ordered, says Lina Marsh").count(), 1);
}

#[test]
fn every_row_of_the_table_and_every_event_of_the_json_has_its_voice() {
    let reading = told_by_a_source();
    let events = &reading.notes.as_ref().unwrap().events;
    let by_source = events.iter().filter(|event| event.voice == Voice::Source).count();
    let table = press::csv::events_rows(&reading);
    assert_eq!(table.matches(",source,").count(), by_source);
    assert_eq!(table.matches(",narrator,").count(), events.len() - by_source);
    let json: serde_json::Value = serde_json::from_str(&press::json::reading(&reading)).unwrap();
    let voices =
        json["notes"]["events"].as_array().unwrap().iter().filter(|event| event["voice"] == "source");
    assert_eq!(voices.filter(|event| event["statement"].is_string()).count(), by_source);
}
