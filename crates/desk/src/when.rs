//! Time expressions: TIMEX3 spans, types and values.
//!
//! In: a [`Page`] · Out: [`Time`]s in text order · From: ISO-TimeML (ISO 24617-1); all rules own
//! Fails: never; without a publication date what is relative has no value · Cost: linear in the text
//!
//! - `words`: the text as the rules scan it
//! - `terms`: the words of time, from `lexicon/times.tsv`
//! - `grammar`: what makes an expression
//! - `sense`: what it means
//! - `tense`: which way its clause looks
//! - `value`, `calendar`: its value, anchored to the publication date
//! - `light`: the same without the grammar, for archives that nobody has marked
//! - `spanish`: the same for Spanish, which has no grammar here

pub(crate) mod calendar;
mod grammar;
pub(crate) mod light;
mod sense;
pub(crate) mod spanish;
mod tense;
pub(crate) mod terms;
mod value;
pub(crate) mod words;

#[cfg(test)]
mod tests;

use crate::grammar::Grammar;
use crate::page::Page;
use crate::syntax::Rel;
use calendar::Day;
use model::{Evidence, Span, Stamp, Time, TimeType};
use sense::{Found, Sense, Way};
use value::Anchor;
use words::Words;

/// The time expressions of the page, in text order.
pub(crate) fn times(page: &Page) -> Vec<Time> {
    let words = Words::cut(page.text);
    let found = grammar::read(&words);
    let spans: Vec<Option<Span>> = found.iter().map(|f| words.span(f.start, f.end)).collect();
    let mut anchor = anchor(page.today);
    let mut times = Vec::new();
    // The grammar of the line that is being read; most lines have one time or two.
    let mut open: Option<(usize, Grammar)> = None;
    for (number, (one, span)) in found.iter().zip(&spans).enumerate() {
        let Some(span) = *span else { continue };
        let Some((place, line)) = page.line_at(span.start) else { continue };
        if open.as_ref().is_none_or(|(at, _)| *at != place) {
            open = Some((place, Grammar::new(page.text, &line.sentence)));
        }
        if open.as_ref().is_some_and(|(_, grammar)| describes(grammar, span)) {
            continue;
        }
        let way = open.as_ref().map_or(Way::Open, |(_, grammar)| tense::way(grammar, span));
        anchor.at = one.start;
        if matches!(one.sense, Sense::Clock(None, ..)) {
            // A bare time of day belongs to the day its own sentence names, even where that comes later.
            if let Some(day) = day_in(&found, &spans, number, line.sentence.span) {
                let _ = anchor.value(&day.sense, way);
            }
        }
        let (kind, value) = anchor.value(&one.sense, way);
        let maker = maker(&one.sense, kind, way);
        times.push(Time { span, kind, value, evidence: Evidence::rule(maker, confidence(maker)) });
    }
    times
}

/// "A night ban": the article belongs to the noun behind, which the time only describes.
fn describes(grammar: &Grammar, span: Span) -> bool {
    let first = grammar.sentence.token_at(span.start);
    let last = span.end.checked_sub(1).and_then(|at| grammar.sentence.token_at(at));
    let (Some(first), Some(last)) = (first, last) else { return false };
    matches!(grammar.lower(first).as_str(), "a" | "an")
        && grammar.rel(last) == Rel::Compound
        && grammar.head(last).is_some_and(|noun| noun > last && grammar.head(first) == Some(noun))
}

/// Where relative times are told from: the publication date, as a day of our own calendar, and its hour.
fn anchor(published: Option<Stamp>) -> Anchor {
    let small = |n: i8| u8::try_from(n).ok();
    let today = published
        .and_then(|p| Day::new(i32::from(p.date.year()), small(p.date.month())?, small(p.date.day())?));
    let clock = published.and_then(|p| p.time).and_then(|t| Some((small(t.hour())?, small(t.minute())?)));
    Anchor { today, clock, ..Anchor::default() }
}

/// The day named in the same sentence as expression number `number`: the next one, else the one before.
fn day_in<'f>(
    found: &'f [Found],
    spans: &[Option<Span>],
    number: usize,
    sentence: Span,
) -> Option<&'f Found> {
    let inside = |k: &usize| spans.get(*k).copied().flatten().is_some_and(|s| sentence.contains(s));
    let is_day = |k: &usize| found.get(*k).is_some_and(|f| f.sense.is_day());
    let after = (number + 1..found.len()).take_while(inside).find(is_day);
    let before = || (0..number).rev().take_while(inside).find(is_day);
    after.or_else(before).and_then(|k| found.get(k))
}

/// The rule behind an expression, by its kind.
fn maker(sense: &Sense, kind: TimeType, way: Way) -> &'static str {
    match (sense, kind) {
        (_, TimeType::Set) => "rule/time-recurring",
        (_, TimeType::Duration) => "rule/time-length",
        (Sense::Clock(..) | Sense::Part(..), _) => "rule/time-of-day",
        (Sense::Known(_, value), _) if value.ends_with("_REF") => "rule/time-vague",
        (Sense::Known(..), _) => "rule/time-absolute",
        (Sense::Same(_) | Sense::Later(..) | Sense::YearAgo, _) => "rule/time-spoken-of",
        _ if way == Way::Open => "rule/time-by-today",
        _ => "rule/time-by-tense",
    }
}

/// How often an expression of this rule had the right value on TimeML train and dev (256 articles); for times of day and
/// printed dates more than measured, since that gold types "Friday night" as a date and writes 1949 as "1949-XX".
fn confidence(maker: &str) -> f32 {
    match maker {
        "rule/time-recurring" => 0.57,
        "rule/time-length" => 0.73,
        "rule/time-of-day" => 0.7,
        "rule/time-vague" => 0.66,
        "rule/time-absolute" => 0.9,
        "rule/time-spoken-of" => 0.55,
        "rule/time-by-today" => 0.78,
        _ => 0.86,
    }
}
