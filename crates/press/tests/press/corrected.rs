//! What a person set right is signed where it stands, and what that overruled is told once, at the end.

use crate::{any, story};
use model::{ArticleKey, Correction, Field, MarkKey, MarkKind, Overrule, Reading};
use press::text::{Style, dossier};
use proptest::prelude::{ProptestConfig, prop_assert, proptest};

fn correction(reading: &Reading, words: &str, act: Overrule) -> Correction {
    let text = &reading.article.as_ref().unwrap().text;
    let notes = reading.notes.as_ref().unwrap();
    let event = notes.events.iter().find(|event| event.trigger.words(text) == words).unwrap();
    let status = (Field::Status, Some("planned".to_owned()));
    Correction {
        id: "c1".to_owned(),
        article: ArticleKey::of(reading),
        mark: MarkKey::of(text, MarkKind::Event, event.trigger).unwrap(),
        act,
        set: [status].into_iter().filter(|_| act == Overrule::Set).collect(),
        by: Some("R.\u{1b}[31m Ortiz".to_owned()),
        because: Some("the <b>board</b> says so".to_owned()),
        at: None,
    }
}

fn corrected() -> Reading {
    let mut reading = story::reading();
    let all = [correction(&reading, "found", Overrule::Set), correction(&reading, "sue", Overrule::Drop)];
    let text = reading.article.as_ref().unwrap().text.clone();
    assert_eq!(reading.notes.as_mut().unwrap().correct(&text, &all), []);
    reading
}

#[test]
fn a_corrected_row_is_signed_and_the_correction_stands_at_the_end() {
    let reading = corrected();
    let text = dossier(&reading, &Style { width: 100, colour: false });
    assert_eq!(text.matches("✎ corrected").count(), 1, "{text}");
    let (_, told) = text.split_once("\nCorrected\n").unwrap();
    assert!(told.contains("✎ “found” (event): status happened → planned"), "{told}");
    assert!(told.contains("✎ “sue” (event): taken away"), "{told}");
    assert!(told.contains("because the <b>board</b> says so"), "{told}");
    assert!(!text.contains('\u{1b}'));
    let page = press::html::dossier(&reading);
    assert!(page.contains("rows with ✎ corrected by hand") && !page.contains("<b>board"));
    assert!(press::markdown::dossier(&reading).contains("## Corrected"));
    assert!(press::csv::events_rows(&reading).contains("person/R."));
}

#[test]
fn where_nobody_corrected_anything_nothing_is_said_of_it() {
    let text = dossier(&story::reading(), &Style { width: 100, colour: false });
    assert!(!text.contains("Corrected") && !text.contains('✎'));
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(200) })]

    /// On marks that lie anywhere, a correction is placed or is a caveat, and the reading can be shown.
    #[test]
    fn any_reading_can_be_corrected(mut reading in any::reading()) {
        let all = [correction(&story::reading(), "found", Overrule::Set), correction(&story::reading(), "sue", Overrule::Drop)];
        let text = reading.article.as_ref().map(|article| article.text.clone()).unwrap_or_default();
        if let Some(notes) = &mut reading.notes {
            let caveats = notes.correct(&text, &all);
            prop_assert!(caveats.len() + notes.corrections.len() == all.len());
        }
        let shown = dossier(&reading, &Style { width: 80, colour: false });
        prop_assert!(!shown.is_empty());
    }
}
