//! `hearsay explain`: which marks cover one place, who made them, and why.

use crate::args::ExplainArgs;
use crate::config::{Input, Outside, input};
use crate::inputs::Item;
use crate::marks::{Mark, marks, quoted};
use crate::messages;
use crate::newsroom::Newsroom;
use crate::trouble::{Exit, Trouble};
use model::{CodePoints, Notes, Span};
use std::io::{self, Write};

/// Explains the place that was asked for.
pub(crate) fn explain(typed: ExplainArgs) -> Result<Exit, Trouble> {
    let outside = Outside::meant(typed.outside);
    let input = input(typed.input)?;
    if outside.is_batch(&input) {
        return Err(Trouble::new(
            "a batch has many articles",
            "A place is a place in one of them.",
            "Put the article into a file of its own.",
        ));
    }
    let item = match input {
        Input::Stdin => Item::Stdin,
        Input::Path(path) => Item::File(path),
    };
    let label = item.label();
    let reading = Newsroom::open(outside, typed.model.size(), false).read_one(item);
    let (Some(article), Some(notes)) = (&reading.article, &reading.notes) else {
        let why = reading.caveats.last().map_or("No more is known.", |caveat| caveat.message.as_str());
        return Err(Trouble::new(
            format!("{label} holds no marks to explain"),
            why,
            "Try `hearsay read` on it first.",
        ));
    };
    let text = article.text.as_str();
    let points = CodePoints::new(text);
    let place = match (typed.at, &typed.words) {
        (Some(at), _) => points.span(at, at + 1),
        (None, words) => place_of(words.as_deref().unwrap_or_default(), text, &points)?,
    };
    if place.is_empty() {
        return Err(Trouble::new(
            format!("{label} has no such place"),
            format!("Its text has {} code points, counted from 0.", points.before(text.len())),
            "Take a number from the JSON, or say --words \"…\".",
        ));
    }
    let covering = covering(notes, text, place);
    let mut out = head(notes, text, place, &points);
    for (mark, roles) in &covering {
        describe(&mut out, mark, roles, text);
    }
    io::stdout().lock().write_all(out.as_bytes())?;
    if covering.is_empty() {
        messages::line("No mark covers this place.");
        return Ok(Exit::Nothing);
    }
    Ok(Exit::Done)
}

/// The first place where `words` stand; the other places are told on standard error.
fn place_of(words: &str, text: &str, points: &CodePoints) -> Result<Span, Trouble> {
    let starts: Vec<usize> = match words.is_empty() {
        true => Vec::new(),
        false => text.match_indices(words).map(|(at, _)| at).collect(),
    };
    let Some((first, others)) = starts.split_first() else {
        return Err(Trouble::new(
            format!("“{words}” does not stand in the text"),
            "The words must stand there exactly so, in one line.",
            "Copy them from the output of `hearsay read`.",
        ));
    };
    if !others.is_empty() {
        let places: Vec<String> = others.iter().map(|at| points.before(*at).to_string()).collect();
        messages::line(&format!(
            "“{words}” stands {} times; this is the first. The others: --at {}",
            starts.len(),
            places.join(", --at ")
        ));
    }
    Ok(Span::new(*first, first + words.len()))
}

/// The marks that cover the place, the closest first.
fn covering<'n>(notes: &'n Notes, text: &'n str, place: Span) -> Vec<(Mark<'n>, Vec<&'static str>)> {
    let mut covering: Vec<_> = marks(notes, text)
        .into_iter()
        .map(|mark| {
            let roles = mark.roles_at(place);
            (mark, roles)
        })
        .filter(|(_, roles)| !roles.is_empty())
        .collect();
    covering.sort_by_key(|(mark, _)| {
        mark.words.iter().filter(|(_, span)| span.touches(place)).map(|(_, span)| span.len()).min()
    });
    covering
}

/// The place itself and its sentence.
fn head(notes: &Notes, text: &str, place: Span, points: &CodePoints) -> String {
    let (start, end) = (points.before(place.start), points.before(place.end));
    let mut out = format!("{} stands at code points {start} to {end}", quoted(place, text));
    let sentence = notes.sentences.iter().enumerate().find(|(_, sentence)| sentence.touches(place));
    match sentence {
        Some((at, sentence)) => {
            let words: Vec<&str> = sentence.words(text).split_whitespace().collect();
            out += &format!(", in sentence {}:\n  {}\n", at + 1, words.join(" "));
        }
        None => out.push_str(", outside every sentence.\n"),
    }
    out
}

fn describe(out: &mut String, mark: &Mark, roles: &[&str], text: &str) {
    out.push('\n');
    let mut row = |label: &str, value: &str| *out += &format!("  {label:<10}  {value}\n");
    let own = mark.words.first().map(|(_, span)| quoted(*span, text)).unwrap_or_default();
    let id = mark.id.map(|id| format!(" {id}")).unwrap_or_default();
    row(mark.kind, &format!("{own}{id}, here as {}", roles.join(" and ")));
    for (label, value) in &mark.tells {
        row(label, value);
    }
    let Some(evidence) = mark.evidence else { return };
    row("maker", &evidence.maker);
    if let Some(why) = desk::why(&evidence.maker) {
        row("why", why);
    }
    let percent = (evidence.confidence * 100.0).round();
    row("confidence", &format!("{:.2}: about {percent} in 100 marks like it are right", evidence.confidence));
}
