//! A reading as Markdown.
//!
//! In: a reading · Out: CommonMark, every word of the article escaped · From: DESIGN section 6; CommonMark 0.31,
//! and the tables, autolinks and formulas that GitHub adds · Fails: never · Cost: O(marks + sentences)

mod story;

pub use story::story;

use crate::lookup::Lookup;
use crate::printable;
use crate::rows::{Detail, Dossier, Masthead, Role, Row, Section};
use crate::sentences::Sentences;
use model::Reading;

/// The dossier of one article: the sections of the terminal form, then its sentences by number. Ends with a line
/// break.
pub fn dossier(reading: &Reading) -> String {
    let lookup = Lookup::of(reading);
    let dossier = Dossier::of(&lookup);
    let mut out = String::new();
    masthead(&mut out, &dossier.masthead);
    if let Some(unmarked) = dossier.unmarked {
        out.push_str(&format!("\n{unmarked}\n"));
    }
    for section in &dossier.sections {
        print_section(&mut out, section);
    }
    sentences(&mut out, &lookup.sentences);
    out
}

fn masthead(out: &mut String, masthead: &Masthead) {
    let headline = masthead.headline.as_deref().unwrap_or(masthead.empty);
    out.push_str(&format!("# {}\n\n", escaped(headline)));
    if let Some(deck) = &masthead.deck {
        out.push_str(&format!("{}\n\n", escaped_start(deck)));
    }
    out.push_str(&escaped_start(&masthead.facts.join(" · ")));
    out.push('\n');
    if let Some(url) = &masthead.url {
        out.push_str(&format!("\n{}\n", escaped_start(url)));
    }
}

fn print_section(out: &mut String, section: &Section) {
    out.push_str(&format!("\n## {}\n\n", section.heading));
    if !section.tally.is_empty() {
        let told =
            section.tally.iter().map(|(s, count)| format!("{} {count} {}", escaped(s.sign()), s.label()));
        out.push_str(&format!("{}\n\n", told.collect::<Vec<_>>().join(" · ")));
    }
    for glance in &section.glance {
        out.push_str(&format!("{}\n\n", escaped(glance)));
    }
    if section.rows.is_empty() {
        out.push_str(&format!("{}\n", section.empty));
    }
    for row in &section.rows {
        print_row(out, row);
    }
}

fn print_row(out: &mut String, row: &Row) {
    out.push_str("- ");
    if let Some(standing) = row.standing {
        out.push_str(&format!("{} **{}** ", escaped_start(standing.sign()), standing.label()));
    }
    for (at, piece) in row.line.iter().enumerate() {
        if at > 0 && piece.spaced() {
            out.push(' ');
        }
        let opens = at == 0 && row.standing.is_none();
        let words = if opens { escaped_start(&piece.plain()) } else { escaped(&piece.plain()) };
        match piece.role {
            Role::Action => out.push_str(&format!("**{words}**")),
            Role::Cue => out.push_str(&format!("*{words}*")),
            Role::Who | Role::Arrow | Role::Kind | Role::Words | Role::Plain => out.push_str(&words),
        }
    }
    if let Some(number) = row.sentence {
        out.push_str(&format!(" {}", reference(number)));
    }
    if !row.details.is_empty() {
        let told: Vec<_> = row.details.iter().map(detail).collect();
        out.push_str(&format!("\\\n  {}", told.join(" · ")));
    }
    out.push('\n');
}

fn detail(detail: &Detail) -> String {
    let words = [detail.label.to_owned(), escaped(&detail.words)];
    let words = words.into_iter().chain(detail.sentences.iter().map(|n| reference(*n)));
    words.filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

fn reference(number: usize) -> String {
    format!("\\[{number}\\]")
}

fn sentences(out: &mut String, sentences: &Sentences<'_>) {
    if sentences.len() == 0 {
        return;
    }
    out.push_str("\n## Sentences\n\n");
    for (_, number) in sentences.iter() {
        let words = sentences.words(number).map(printable::line).unwrap_or_default();
        out.push_str(&format!("- {} {}\n", reference(number), escaped(&words)));
    }
}

/// The words with every character escaped that Markdown, or HTML in it, could read as its own; on one line.
fn escaped(words: &str) -> String {
    let mut out = String::with_capacity(words.len());
    let mut chars = words.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '{' | '}' | '[' | ']' | '#' | '|' | '~' | '$' | '!' => {
                out.push('\\');
                out.push(c);
            }
            // Some readers link "http://…", "www.…" and "name@…" unasked.
            ':' if chars.peek() == Some(&'/') => out.push_str("&#58;"),
            '.' if ends_with_www(&out) => out.push_str("&#46;"),
            '@' => out.push_str("&#64;"),
            '\n' | '\r' | '\u{a0}' => out.push(' '),
            _ => out.push(c),
        }
    }
    out
}

/// The same at the start of a line, where a dash, a plus or a number could open a list and `=` a heading.
fn escaped_start(words: &str) -> String {
    let mut out = escaped(words);
    let digits = words.bytes().take_while(u8::is_ascii_digit).count();
    if words.starts_with(['-', '+', '=']) {
        out.insert(0, '\\');
    } else if digits > 0 && words.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')'])) {
        out.insert(digits, '\\');
    }
    out
}

fn ends_with_www(out: &str) -> bool {
    let mut last = out.chars().rev().take(3);
    last.clone().count() == 3 && last.all(|c| c.eq_ignore_ascii_case(&'w'))
}
