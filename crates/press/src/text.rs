//! A reading for the terminal.
//!
//! In: a reading, a width, colour or not · Out: lines of at most that width, the same words with and without colour
//! From: DESIGN section 6; SGR of ECMA-48 with the sixteen colours that every terminal theme sets
//! Fails: never; empty sections say so in words · Cost: O(marks + cited sentences)

mod answer;
mod difference;
mod lines;
mod stories;
mod story;

pub use answer::answer;
pub use difference::difference;
pub use stories::stories;
pub use story::story;

use crate::lookup::Lookup;
use crate::printable;
use crate::rows::{Detail, Dossier, Masthead, Role, Row, Section, Standing};
use crate::sentences::Sentences;
use lines::{Ink, Lines, Run};
use model::Reading;
use std::collections::BTreeSet;

/// How to print for the terminal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Style {
    /// Columns that no line goes beyond; fewer than 40 count as 40.
    pub width: usize,
    /// Whether to colour. No meaning rests on colour alone.
    pub colour: bool,
}

/// The dossier of one article: headline, where it comes from, how sure, who said it, law, figures, positions, key
/// questions, what is not stated, caveats, and the sentences that these cite. Ends with a line break.
pub fn dossier(reading: &Reading, style: &Style) -> String {
    let lookup = Lookup::of(reading);
    let dossier = Dossier::of(&lookup);
    let mut lines = Lines::new(style.width.max(40), style.colour);
    masthead(&mut lines, &dossier.masthead);
    if let Some(unmarked) = dossier.unmarked {
        lines.gap();
        lines.print(&[], 0, &[Run::new(Ink::Plain, unmarked)]);
    }
    let digits = lookup.sentences.len().max(1).to_string().len();
    for section in &dossier.sections {
        print_section(&mut lines, section, digits);
    }
    sentences(&mut lines, &dossier, &lookup.sentences, digits);
    lines.finish()
}

fn masthead(lines: &mut Lines, masthead: &Masthead) {
    let headline = masthead.headline.as_deref().unwrap_or(masthead.empty);
    lines.print(&[], 0, &[Run::new(Ink::Headline, headline)]);
    if let Some(deck) = &masthead.deck {
        lines.print(&[], 0, &[Run::new(Ink::Plain, deck)]);
    }
    let facts: Vec<_> = masthead.facts.iter().map(|fact| vec![Run::new(Ink::Faint, fact)]).collect();
    lines.print_units(0, &facts);
    if let Some(url) = &masthead.url {
        lines.print(&[], 0, &[Run::new(Ink::Faint, url)]);
    }
}

fn print_section(lines: &mut Lines, section: &Section, digits: usize) {
    lines.gap();
    lines.print(&[], 0, &[Run::new(Ink::Heading, section.heading)]);
    if !section.tally.is_empty() {
        lines.print_units(2, &section.tally.iter().map(tally).collect::<Vec<_>>());
    }
    for glance in &section.glance {
        lines.print(&[Run::new(Ink::Plain, "  ")], 2, &[Run::new(Ink::Faint, glance)]);
    }
    if section.rows.is_empty() {
        lines.print(&[Run::new(Ink::Plain, "  ")], 2, &[Run::new(Ink::Faint, section.empty)]);
    }
    let standings = section.rows.iter().filter_map(|r| r.standing);
    let label_columns = standings.map(|s| printable::columns(s.label())).max();
    let mut band = section.rows.first().and_then(|r| r.standing).map(|s| s.band());
    if band.is_some() {
        lines.gap();
    }
    for row in &section.rows {
        let own = row.standing.map(|s| s.band());
        if own != band {
            lines.gap();
            band = own;
        }
        print_row(lines, row, label_columns, digits);
    }
}

fn print_row(lines: &mut Lines, row: &Row, label_columns: Option<usize>, digits: usize) {
    let mut lead = vec![Run::new(Ink::Plain, "  ")];
    if let (Some(standing), Some(columns)) = (row.standing, label_columns) {
        let ink = Ink::Band(standing.band());
        let label = standing.label();
        let pad = " ".repeat(columns.saturating_sub(printable::columns(label)));
        lead.push(Run::new(ink, format!("{} {label}", standing.sign())));
        lead.push(Run::new(Ink::Plain, format!("{pad}  ")));
    }
    lead.push(Run::new(Ink::Faint, margin(row.sentence, digits)));
    lead.push(Run::new(Ink::Plain, "  "));
    let hang = lead.iter().map(|run| printable::columns(&run.words)).sum();
    lines.print(&lead, hang, &main_line(row));
    if !row.details.is_empty() {
        lines.print_units(hang, &row.details.iter().map(detail).collect::<Vec<_>>());
    }
}

/// "● 4 happened".
fn tally((standing, count): &(Standing, usize)) -> Vec<Run> {
    let label = standing.label().replace(' ', "\u{a0}");
    vec![Run::new(Ink::Band(standing.band()), format!("{}\u{a0}{count}\u{a0}{label}", standing.sign()))]
}

/// The sentence number in its own column, blank where there is none.
fn margin(sentence: Option<usize>, digits: usize) -> String {
    match sentence {
        Some(number) => format!("{:>1$}", format!("[{number}]"), digits + 2),
        None => " ".repeat(digits + 2),
    }
}

fn main_line(row: &Row) -> Vec<Run> {
    let mut runs = Vec::new();
    for piece in &row.line {
        if piece.spaced() && !runs.is_empty() {
            // An arrow keeps to what it points at.
            let after_arrow = runs.last().is_some_and(|run: &Run| run.ink == Ink::Arrow);
            runs.push(Run::new(Ink::Plain, if after_arrow { "\u{a0}" } else { " " }));
        }
        let ink = match piece.role {
            Role::Action => Ink::Strong,
            Role::Arrow => Ink::Arrow,
            Role::Kind => Ink::Faint,
            Role::Cue => Ink::Cue,
            Role::Who | Role::Words | Role::Plain => Ink::Plain,
        };
        let words = piece.plain();
        // A short kind stays whole: "(unnamed, 2)".
        let whole = piece.role == Role::Kind && printable::columns(&words) <= 24;
        runs.push(Run::new(ink, if whole { words.replace(' ', "\u{a0}") } else { words }));
    }
    runs
}

fn detail(detail: &Detail) -> Vec<Run> {
    let cited: String = detail.sentences.iter().map(|n| format!("\u{a0}[{n}]")).collect();
    let (before, words) = match (detail.label, detail.words.as_str()) {
        ("", words) => (String::new(), words),
        (label, "") => (label.replace(' ', "\u{a0}"), ""),
        (label, words) => (format!("{label} "), words),
    };
    vec![Run::new(Ink::Faint, before), Run::new(Ink::Plain, words), Run::new(Ink::Faint, cited)]
}

/// The sentences that a row rests on, so that every line can be checked where it is read.
fn sentences(lines: &mut Lines, dossier: &Dossier, sentences: &Sentences<'_>, digits: usize) {
    let rows = dossier.sections.iter().flat_map(|section| &section.rows);
    let cited: BTreeSet<usize> = rows.flat_map(Row::sentences).collect();
    if cited.is_empty() {
        return;
    }
    lines.gap();
    lines.print(&[], 0, &[Run::new(Ink::Heading, "Sentences cited")]);
    for number in cited {
        let Some(words) = sentences.words(number) else { continue };
        let lead = [Run::new(Ink::Faint, format!("  {}  ", margin(Some(number), digits)))];
        lines.print(&lead, digits + 6, &[Run::new(Ink::Plain, printable::line(words))]);
    }
}
