//! The press as its readers meet it: one story of our own in every form, and any other story in none of the wrong ones.

// A panic in a test is the failure we want to see, in its helpers too.
#![allow(clippy::unwrap_used, clippy::string_slice)]

#[path = "press/any.rs"]
mod any;
#[path = "press/corrected.rs"]
mod corrected;
#[path = "press/handed_on.rs"]
mod handed_on;
#[path = "press/html.rs"]
mod html;
#[path = "press/many.rs"]
mod many;
#[path = "press/page.rs"]
mod page;
#[path = "press/story.rs"]
mod story;
#[cfg(feature = "parquet")]
#[path = "press/tables.rs"]
mod tables;
#[path = "press/terminal.rs"]
mod terminal;
#[path = "press/told.rs"]
mod told;
#[path = "press/voice.rs"]
mod voice;

use press::text::Style;
use std::path::Path;

fn golden(name: &str, made: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden").join(name);
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        std::fs::write(&path, made).unwrap();
    }
    let kept = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(kept == made, "{} differs; UPDATE_GOLDEN=1 rewrites it", path.display());
}

#[test]
fn the_goldens_hold() {
    let reading = story::reading();
    golden("harbour.txt", &press::text::dossier(&reading, &Style { width: 80, colour: false }));
    golden("harbour.ansi", &press::text::dossier(&reading, &Style { width: 80, colour: true }));
    golden("harbour.html", &press::html::dossier(&reading));
    golden("harbour.md", &press::markdown::dossier(&reading));
    golden("harbour.events.csv", &(press::csv::events_header() + &press::csv::events_rows(&reading)));
    golden(
        "harbour.statements.csv",
        &(press::csv::statements_header() + &press::csv::statements_rows(&reading)),
    );
    golden("harbour.copy.md", &press::copy::show(&reading));
    golden("harbour.json", &press::json::pretty(&reading));
}
