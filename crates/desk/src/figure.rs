//! Figures: numbers with their bound, unit and what they count.
//!
//! In: a [`Page`] and its times · Out: [`Figure`]s in text order, `event` left empty for a later mark
//! From: own rules; ISO 4217 for currencies · Fails: never; a number that is a name, an age or a date is no figure
//! Cost: linear in the text
//!
//! - `number`: the number itself
//! - `shares`: "two-thirds of", "one in five"
//! - `units`: bounds, currencies, measures, from `lexicon/units.tsv`
//! - `vetoes`: numbers that are names, labels, ages, scores
//! - `range`: two numbers that bound one
//! - `counted`: the noun phrase that is counted
//! - `heads`: the numbers of a phrase that speaks of persons, for the statements

mod counted;
pub(crate) mod heads;
pub(crate) mod number;
mod range;
mod shares;
mod units;
mod vetoes;

#[cfg(test)]
mod tests;

use crate::page::{Line, Page};
use crate::when::words::{Kind, Words};
use model::{Comparator, Evidence, Figure, PartKind, Span, Time};
use number::{Number, number};

/// The figures of the page, in text order; numbers inside a time expression are none.
pub(crate) fn figures(page: &Page, times: &[Time]) -> Vec<Figure> {
    let words = Words::cut(page.text);
    let reader = Reader { page, words: &words, times };
    let mut drafts: Vec<Draft> = Vec::new();
    let mut at = 0;
    // One past the last number that was a label: "Articles 12 and 13".
    let mut label = None;
    while at < words.len() {
        match reader.read(at, label) {
            Read::Figure(draft) => {
                at = draft.end.max(at + 1);
                // A bound or currency never reaches back into the figure before.
                if drafts.last().is_none_or(|last| last.end <= draft.start) {
                    drafts.push(draft);
                }
            }
            Read::Label(end) => {
                label = Some(end);
                at = end.max(at + 1);
            }
            Read::Nothing => at += 1,
        }
    }
    drafts
        .into_iter()
        .filter_map(|d| reader.figure(d))
        .enumerate()
        .map(|(n, f)| Figure { id: format!("f{}", n + 1), ..f })
        .collect()
}

/// Where the sign of a number below nought stands: "minus 4 degrees", "-0.5%". A dash between words is none.
fn signed(words: &Words, start: usize) -> Option<usize> {
    let sign = start.checked_sub(1)?;
    let dash = words.is(sign, &["-", "−"]) && words.glued(start) && !words.glued(sign);
    (dash || words.is(sign, &["minus"])).then_some(sign)
}

struct Reader<'r> {
    page: &'r Page<'r>,
    words: &'r Words,
    times: &'r [Time],
}

/// A figure in words, before it is cited.
pub(crate) struct Draft {
    /// First word, bound and currency included.
    start: usize,
    /// One past the last word, unit included.
    end: usize,
    value: f64,
    high: Option<f64>,
    comparator: Comparator,
    unit: Option<&'static str>,
    maker: &'static str,
    confidence: f32,
    /// Whether what is counted hangs on "of" or "in".
    linked: bool,
}

enum Read {
    Figure(Draft),
    Label(usize),
    Nothing,
}

impl Reader<'_> {
    fn read(&self, at: usize, label: Option<usize>) -> Read {
        let words = self.words;
        if !matches!(words.kind(at), Some(Kind::Letters | Kind::Digits)) {
            return Read::Nothing;
        }
        let share = shares::share(words, at);
        // "three quarters of the crews" is no length of time, whatever the times made of its words.
        let part = share.as_ref().is_some_and(|s| s.unit == Some("share") && words.is(s.end, &["of"]));
        if self.timed(at) && !part {
            return Read::Nothing;
        }
        if let Some(draft) = share {
            return Read::Figure(draft);
        }
        let Some(found) = number(words, at) else { return Read::Nothing };
        if self.timed(found.end - 1) {
            return Read::Nothing;
        }
        if vetoes::is_telephone(words, at) {
            return Read::Label(vetoes::telephone_end(words, at));
        }
        let carried =
            label.is_some_and(|end| at == end + 1 && words.is(end, &["and", "or", ",", "to", "-", "&"]));
        let unit = units::unit_after(words, found.end);
        let money = units::money_before(words, at);
        if carried || money.is_none() && vetoes::is_label(words, self.page.text, at, &found) {
            return Read::Label(found.end);
        }
        if unit.is_none() && money.is_none() && self.is_idle(at, &found) {
            return Read::Nothing;
        }
        self.draft(at, found, money).map_or(Read::Nothing, Read::Figure)
    }

    /// Whether word `at` lies in a time expression.
    fn timed(&self, at: usize) -> bool {
        let Some(span) = self.words.get(at).map(|w| w.span) else { return false };
        let after = self.times.partition_point(|t| t.span.end <= span.start);
        self.times.get(after).is_some_and(|t| t.span.touches(span))
    }

    fn line(&self, at: usize) -> Option<&Line> {
        let span = self.words.get(at)?.span;
        let after = self.page.lines.partition_point(|l| l.sentence.span.start <= span.start);
        self.page.lines.get(after.checked_sub(1)?).filter(|l| span.start < l.sentence.span.end)
    }

    /// A number word that counts nothing: a pronoun, a name, part of an adjective.
    fn is_idle(&self, at: usize, found: &Number) -> bool {
        let words = self.words;
        let end = found.end;
        if vetoes::in_adjective(words, end) {
            return true;
        }
        if words.kind(at) != Some(Kind::Letters) {
            return false;
        }
        let title = self.line(at).is_some_and(|l| matches!(l.part, PartKind::Headline | PartKind::Deck));
        let named = words.capital(at) && !words.opens(at) && !title;
        let before = at.wrapping_sub(1);
        if named || words.glued(at) && at > 0 && words.is(before, &["-"]) {
            return true;
        }
        match found.value {
            // "net zero", "zero tolerance".
            0.0 => words.is(before, &["net", "ground", "absolute", "sub"]) || !self.counts_one(at, end),
            1.0 => !self.counts_one(at, end),
            // "the two", "these three": known already, counted before.
            v if v <= 3.0 => units::among(words, before, "pointing") || words.is(end, &["'s"]),
            _ => false,
        }
    }

    /// Whether "one" is the number: "one soldier", not "one of the", "no one", "one day".
    fn counts_one(&self, at: usize, end: usize) -> bool {
        let words = self.words;
        let pronoun =
            units::among(words, at.wrapping_sub(1), "one-after") || units::among(words, end, "one-before");
        if pronoun || words.kind(end) != Some(Kind::Letters) {
            return false;
        }
        let from = words.get(end).map_or(0, |w| w.span.start);
        self.line(at).and_then(|l| counted::counted(&l.sentence, from, false)).is_some()
    }

    fn draft(&self, at: usize, found: Number, money: Option<(&'static str, usize)>) -> Option<Draft> {
        let words = self.words;
        let mut draft = Draft {
            start: money.map_or(at, |m| m.1),
            end: found.end,
            value: found.value,
            high: None,
            comparator: if found.vague { Comparator::AtLeast } else { Comparator::Equal },
            unit: money.map(|m| m.0),
            maker: if found.vague { "rule/figure-vague" } else { "rule/figure-count" },
            confidence: 0.9,
            linked: found.vague,
        };
        if let Some(range) = range::range(words, draft.start, &found, &|at| self.timed(at)) {
            (draft.start, draft.end) = (range.start, range.end);
            (draft.value, draft.high) = (range.low, Some(range.high));
            draft.unit = draft.unit.or(range.unit);
        }
        if let Some((unit, end)) = units::unit_after(words, draft.end)
            && (draft.unit.is_none() || unit == "%")
        {
            draft.unit = Some(unit);
            draft.end = end;
        }
        // "a 100m race": metres, where no currency stands before and nothing plural behind.
        if draft.unit.is_none()
            && words.lower(at).ends_with('m')
            && found.scale == 1e6
            && found.end == at + 1
            && !self.plural_behind(found.end)
        {
            draft.value /= 1e6;
            draft.unit = Some("m");
        }
        // "millions of dollars", "thousands of tons": the unit stands behind "of".
        if found.vague
            && draft.unit.is_none()
            && words.is(draft.end, &["of"])
            && let Some((unit, end)) = units::unit_after(words, draft.end + 1)
        {
            draft.unit = Some(unit);
            draft.end = end;
        }
        if let Some((comparator, end)) = units::bound_after(words, draft.end) {
            draft.comparator = comparator;
            draft.end = end;
        }
        if let Some((comparator, start)) = units::bound_before(words, draft.start)
            && draft.high.is_none()
        {
            draft.start = start;
            if comparator != Comparator::Equal && !found.vague {
                draft.comparator = comparator;
            }
        }
        if let Some(sign) = signed(words, draft.start).filter(|_| draft.high.is_none()) {
            draft.start = sign;
            draft.value = -draft.value;
        }
        let money = draft.unit.is_some_and(|u| u.len() == 3 && u.bytes().all(|b| b.is_ascii_uppercase()));
        if draft.unit.is_some() {
            draft.linked = true;
            draft.maker = if money { "rule/figure-money" } else { "rule/figure-measure" };
        }
        if draft.high.is_some() {
            draft.comparator = Comparator::Range;
            draft.maker = "rule/figure-range";
        }
        draft.value.is_finite().then_some(draft)
    }

    fn plural_behind(&self, at: usize) -> bool {
        let word = self.words.lower(at);
        word == "people" || word.len() > 3 && word.ends_with('s')
    }

    fn figure(&self, draft: Draft) -> Option<Figure> {
        let span = self.words.span(draft.start, draft.end)?;
        let counts = self.counts(&draft, span);
        Some(Figure {
            id: String::new(),
            span,
            value: draft.value,
            high: draft.high,
            comparator: draft.comparator,
            unit: draft.unit.map(str::to_owned),
            counts,
            event: None,
            evidence: Evidence::rule(draft.maker, draft.confidence),
        })
    }

    fn counts(&self, draft: &Draft, span: Span) -> Option<String> {
        let line = self.line(draft.start)?;
        let from = self.words.get(draft.end)?.span.start;
        let money = draft.maker == "rule/figure-money";
        // "30 tonnes of grain", "two of its officers", "$50 million in aid".
        let linked = self.words.is(draft.end, &["of"]) || money && self.words.is(draft.end, &["in", "worth"]);
        // A unit counts nothing beyond itself unless "of" says of what.
        if draft.linked && !linked && (draft.unit.is_some() || draft.maker == "rule/figure-share") {
            return None;
        }
        let phrase = counted::counted(&line.sentence, from.max(span.end), linked)?;
        phrase.of(self.page.text).map(str::to_owned)
    }
}
