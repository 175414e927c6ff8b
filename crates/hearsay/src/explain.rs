//! `hearsay explain`: which marks cover one place, who made them, and why.

use crate::args::ExplainArgs;
use crate::config::{Outside, input};
use crate::corrections::Corrections;
use crate::inputs::Item;
use crate::marks::{Mark, marks, quoted};
use crate::messages;
use crate::newsroom::Newsroom;
use crate::trouble::{Exit, Trouble};
use model::{CaveatCode, CodePoints, Corrected, Notes, Overrule, Span};
use std::io::{self, Write};

/// Explains the place that was asked for.
pub(crate) fn explain(typed: ExplainArgs) -> Result<Exit, Trouble> {
    let outside = Outside::meant(typed.outside)?;
    let input = input(typed.input)?;
    if outside.is_batch(&input) {
        return Err(Trouble::new(
            "a batch has many articles",
            "A place is a place in one of them.",
            "Put the article into a file of its own.",
        ));
    }
    let item = Item::of(input);
    let label = item.label();
    let corrections = Corrections::to_honour(typed.corrections)?;
    let reading = Newsroom::open(outside, typed.model.size(), corrections, false).read_one(item);
    let (Some(article), Some(notes)) = (&reading.article, &reading.notes) else {
        let why = reading.caveats.last().map_or("No more is known.", |caveat| caveat.message.as_str());
        return Err(Trouble::new(
            format!("{label} holds no marks to explain"),
            why,
            "Try `hearsay read` on it first.",
        ));
    };
    let unplaced = reading.caveats.iter().filter(|caveat| caveat.code == CaveatCode::CorrectionUnplaced);
    unplaced.for_each(|caveat| messages::line(&caveat.message));
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
        describe(&mut out, mark, roles, text, &notes.corrections);
    }
    let dropped: Vec<&Corrected> = notes.corrections.iter().filter(|c| is_dropped_at(c, place)).collect();
    for correction in &dropped {
        out += &format!("\n  {:<10}  {}\n", correction.kind, quoted(correction.span, text));
        tell(&mut out, correction);
    }
    io::stdout().lock().write_all(out.as_bytes())?;
    if covering.is_empty() && dropped.is_empty() {
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

fn is_dropped_at(correction: &Corrected, place: Span) -> bool {
    correction.act == Overrule::Drop && correction.span.touches(place)
}

/// One labelled line.
fn row(out: &mut String, label: &str, value: &str) {
    *out += &format!("  {label:<10}  {value}\n");
}

/// Who corrected, what, and why.
fn tell(out: &mut String, correction: &Corrected) {
    let Corrected { id, .. } = correction;
    row(out, "corrected", &format!("by {}: {} ({id})", correction.by_in_words(), correction.in_words()));
    correction.because.iter().for_each(|why| row(out, "because", why));
}

fn describe(out: &mut String, mark: &Mark, roles: &[&str], text: &str, corrections: &[Corrected]) {
    out.push('\n');
    let own = mark.words.first().map(|(_, span)| quoted(*span, text)).unwrap_or_default();
    let id = mark.id.map(|id| format!(" {id}")).unwrap_or_default();
    row(out, mark.kind, &format!("{own}{id}, here as {}", roles.join(" and ")));
    for (label, value) in &mark.tells {
        row(out, label, value);
    }
    corrections.iter().filter(|correction| mark.was_corrected_by(correction)).for_each(|c| tell(out, c));
    let Some(evidence) = mark.evidence else { return };
    row(out, "maker", &evidence.maker);
    if evidence.is_person() {
        return row(out, "confidence", &format!("{:.2}: a person says so", evidence.confidence));
    }
    if let Some(why) = desk::why(&evidence.maker) {
        row(out, "why", why);
    }
    let percent = (evidence.confidence * 100.0).round();
    row(
        out,
        "confidence",
        &format!("{:.2}: about {percent} in 100 marks like it are right", evidence.confidence),
    );
}
