//! The grammar of time expressions: what may stand before and around a date, a length or a clock time.
//!
//! In: [`Words`] · Out: [`Found`] in text order, none inside another · From: own rules; span conventions of TIMEX3
//! (prepositions stand outside, "early", "the end of", "nearly" inside)
//! Fails: never; what no rule reads is left out · Cost: linear; a rule looks at most a dozen words ahead

mod clock;
pub(super) mod dates;
pub(super) mod lengths;
mod relative;
mod stretches;

use super::sense::{Found, Sense};
use super::terms;
use super::words::Words;
use model::TimeType;

/// Every time expression of the text.
pub(crate) fn read(words: &Words) -> Vec<Found> {
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        match time(words, at) {
            Some((sense, end)) if end > at => {
                found.push(Found { start: at, end, sense });
                at = end;
            }
            _ => at += 1,
        }
    }
    found
}

/// The time expression that starts at word `at`, and one past it.
fn time(words: &Words, at: usize) -> Option<(Sense, usize)> {
    // Inside a hyphenated compound or a number nothing starts: "post-Friday", "$1990".
    if at > 0 && words.glued(at) && !words.is(at - 1, OPENERS) {
        return None;
    }
    qualified(words, at).or_else(|| core(words, at))
}

/// Signs that a time may follow without a space.
pub(super) const OPENERS: &[&str] = &["(", "[", "\"", "'", "-", "/", ",", ".", ";", ":"];

/// A time with the words that narrow it: "early next year", "the end of March", "more than two weeks".
fn qualified(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let article = words.is(at, &["the"]);
    let first = at + usize::from(article);
    if words.is(first, &["early", "late", "mid", "earlier", "later", "sometime"]) {
        let hyphen = words.hyphen(first + 1);
        if article && hyphen {
            return None;
        }
        let next = first + 1 + usize::from(hyphen);
        // "the late 1970s" has its article outside the core, "late next week" has none.
        let (sense, end) = core(words, next)?;
        let fits = sense.is_dated() || matches!(sense, Sense::Part(..));
        return (fits && words.lower(next) != "the").then_some((sense, end));
    }
    if article
        && words.is(first, &["end", "beginning", "start", "middle", "rest", "remainder", "close", "eve"])
        && words.is(first + 1, &["of"])
    {
        let (sense, end) = core(words, first + 2)?;
        return (sense.is_dated() && !matches!(sense, Sense::Part(..))).then_some((sense, end));
    }
    if words.is(at, &["around"]) {
        let (sense, end) = core(words, at + 1)?;
        let dated = matches!(sense, Sense::Clock(..) | Sense::Date { day: Some(_), .. });
        return dated.then_some((sense, end));
    }
    let bound = bound(words, at)?;
    let (sense, end) = core(words, bound)?;
    let fits =
        sense.is_length() || matches!(sense, Sense::Shifted(_, n) if n != 0) && words.is(end - 1, &["ago"]);
    fits.then_some((sense, end))
}

/// One past the words that bound a length: "more than", "nearly".
fn bound(words: &Words, at: usize) -> Option<usize> {
    const BOUNDS: &[&[&str]] = &[
        &["no", "more", "than"],
        &["no", "less", "than"],
        &["more", "than"],
        &["less", "than"],
        &["fewer", "than"],
        &["at", "least"],
        &["at", "most"],
        &["up", "to"],
        &["just", "over"],
        &["just", "under"],
        &["nearly"],
        &["almost"],
        &["about"],
        &["roughly"],
        &["approximately"],
    ];
    // "over" bounds a length only after another preposition ("for over a week"); else it is one itself.
    let over = words.is(at, &["over"])
        && words.is(at.wrapping_sub(1), &["for", "in", "after", "of", "well", "just", "took"]);
    BOUNDS.iter().find(|b| words.run(at, b)).map(|b| at + b.len()).or(over.then_some(at + 1))
}

/// What a rule reads at a word: the sense, and one past its last word.
type Rule = fn(&Words, usize) -> Option<(Sense, usize)>;

/// A time without words that narrow it: the longest that any rule reads.
fn core(words: &Words, at: usize) -> Option<(Sense, usize)> {
    let rules: [Rule; 6] =
        [clock::clock, dates::date, stretches::stretch, relative::relative, lengths::length, phrase];
    let mut best: Option<(Sense, usize)> = None;
    for rule in rules {
        if let Some((sense, end)) = rule(words, at)
            && best.as_ref().is_none_or(|b| end > b.1)
        {
            best = Some((sense, end));
        }
    }
    let (sense, end) = best?;
    Some(clock::with_part(words, sense, end))
}

/// A fixed phrase: "recently", "the near future", "Christmas Eve", "daily".
fn phrase(words: &Words, at: usize) -> Option<(Sense, usize)> {
    // "Now" and "Soon" as titles, "the Daily Post" as a name.
    let named = words.capital(at) && !words.opens(at);
    if let Some(period) = terms::set(words, at) {
        return (!named && !words.hyphen(at + 1)).then(|| (Sense::set(period.to_owned()), at + 1));
    }
    let (term, end) = terms::phrase(words, at)?;
    match term {
        // "as soon as trading opens" says no time, and "the past three summers" is read by another rule.
        terms::Term::Ref(_) if end == at + 1 && words.is(at.wrapping_sub(1), &["as"]) => None,
        terms::Term::Ref(_) if words.is(end, &["as", "after", "enough", "of"]) && words.is(at, &["soon"]) => {
            None
        }
        terms::Term::Ref(_) if words.is(at.wrapping_sub(1), &["not", "that"]) && words.is(at, &["long"]) => {
            None
        }
        terms::Term::Ref(_) if crate::figure::number::number(words, end).is_some() => None,
        terms::Term::Ref(value) => (!named).then(|| (Sense::Known(TimeType::Date, value.to_owned()), end)),
        terms::Term::Feast(code) => {
            let sense = Sense::Feast(code, super::sense::Which::Open);
            words.capital(at).then(|| dates::with_year(words, sense, end))
        }
        _ => None,
    }
}
