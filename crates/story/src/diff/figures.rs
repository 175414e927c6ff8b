//! Figures of the same thing with another value, and figures that one article gives alone.
//!
//! In: two sides · Out: one change a figure, in the order of A, then what B alone gives
//! From: DESIGN section 3: a figure is number, comparator, unit and what is counted
//! Fails: never; two numbers that count nothing named are matched by their sentences alone
//! Cost: at most [`NEAR`] comparisons a figure, among those of the same unit

use super::side::Side;
use super::twins::{Likely, Twins, by_likeness, nearest};
use crate::words::{Bag, fold};
use model::{ActionClass, Event, Figure, FigureChange, FigureTold, FigureTurn};
use std::collections::{HashMap, HashSet};

/// A figure is compared with this many of the other article with its unit, the nearest in order.
const NEAR: usize = 40;

/// What it is worth that both count the same, and that both belong to the same kind of event.
const SAME_COUNTED: f32 = 0.6;
const SAME_EVENT: f32 = 0.4;

/// Two figures are of one thing from here on: they count the same and their sentences share some words, or half the
/// words of their sentences are the same. Counting the same is not enough: "two passengers" of one sentence are not
/// the "eleven passengers" of another.
const ONE_THING: f32 = 0.7;

/// The figures that are not the same.
pub(super) fn figures(a: &Side<'_>, b: &Side<'_>) -> Vec<FigureChange> {
    let (of_a, of_b) = (givens(a), givens(b));
    let likely = candidates(&of_a, &of_b);
    let mut twins = Twins::none(of_a.len(), of_b.len());
    let (mut given_in_a, mut given_in_b) = (HashSet::new(), HashSet::new());
    // The same number of the same thing first, so that what changed is what is left.
    for same_value in [true, false] {
        for pair in &likely {
            let (Some(one), Some(other)) = (of_a.get(pair.a), of_b.get(pair.b)) else { continue };
            let same = is_same(one.figure, other.figure);
            if same && same_value {
                twins.pair(pair.a, pair.b);
                // Given twice here and once there is the same figure all the same.
                given_in_b.insert(pair.a);
                given_in_a.insert(pair.b);
            } else if !same_value && !same && !one.shared && !other.shared {
                let free = !given_in_b.contains(&pair.a) && !given_in_a.contains(&pair.b);
                let _ = free && twins.pair(pair.a, pair.b);
            }
        }
    }
    let mut told = Vec::new();
    for (i, one) in of_a.iter().enumerate().filter(|(i, one)| !one.shared && !given_in_b.contains(i)) {
        let other = twins.in_b(i).and_then(|j| of_b.get(j));
        let turn = if other.is_some() { FigureTurn::Value } else { FigureTurn::OnlyA };
        let b = other.map(|other| tell(other.figure, b));
        told.push(FigureChange { turn, a: Some(tell(one.figure, a)), b });
    }
    for j in twins.alone_b().into_iter().filter(|j| !given_in_a.contains(j)) {
        if let Some(other) = of_b.get(j).filter(|other| !other.shared) {
            let turn = FigureTurn::OnlyB;
            told.push(FigureChange { turn, a: None, b: Some(tell(other.figure, b)) });
        }
    }
    told
}

/// One figure with what it is compared by.
struct Given<'s> {
    figure: &'s Figure,
    /// Whether the other article has its sentence word for word.
    shared: bool,
    /// The last word of what is counted, folded.
    counted: Option<String>,
    event: Option<(&'s str, Option<ActionClass>)>,
    sentence: Option<&'s Bag>,
}

fn givens<'s>(side: &'s Side<'_>) -> Vec<Given<'s>> {
    let events: HashMap<&str, &Event> =
        side.notes.events.iter().map(|event| (event.id.as_str(), event)).collect();
    let of = |figure: &'s Figure| {
        let event = figure.event.as_deref().and_then(|id| events.get(id));
        Given {
            figure,
            shared: side.is_shared(figure.span),
            counted: figure.counts.as_deref().and_then(|words| words.split_whitespace().last()).map(fold),
            event: event.map(|event| (event.lemma.as_str(), event.class)),
            sentence: side.bag(figure.span),
        }
    };
    side.notes.figures.iter().map(of).collect()
}

/// Pairs that may be of one thing, the likeliest first.
fn candidates(of_a: &[Given<'_>], of_b: &[Given<'_>]) -> Vec<Likely> {
    let mut by_unit: HashMap<Option<&str>, Vec<usize>> = HashMap::new();
    for (j, given) in of_b.iter().enumerate() {
        by_unit.entry(given.figure.unit.as_deref()).or_default().push(j);
    }
    let mut pairs = Vec::new();
    for (a, one) in of_a.iter().enumerate() {
        let places = by_unit.get(&one.figure.unit.as_deref()).map(Vec::as_slice).unwrap_or_default();
        for b in nearest(places, a, NEAR) {
            let Some(other) = of_b.get(*b) else { continue };
            let likeness = likeness(one, other);
            if likeness >= ONE_THING {
                pairs.push(Likely { likeness, a, b: *b });
            }
        }
    }
    by_likeness(&mut pairs);
    pairs
}

fn likeness(one: &Given<'_>, other: &Given<'_>) -> f32 {
    let counted = match (&one.counted, &other.counted) {
        (Some(a), Some(b)) if a == b => SAME_COUNTED,
        (Some(_), Some(_)) => -SAME_COUNTED,
        _ => 0.0,
    };
    let event = match (one.event, other.event) {
        (Some((a, _)), Some((b, _))) if a == b => SAME_EVENT,
        (Some((_, Some(a))), Some((_, Some(b)))) if a == b => SAME_EVENT,
        _ => 0.0,
    };
    let around = match (one.sentence, other.sentence) {
        (Some(a), Some(b)) => a.alike(b),
        _ => 0.0,
    };
    counted + event + around
}

fn is_same(one: &Figure, other: &Figure) -> bool {
    one.value == other.value && one.high == other.high && one.comparator == other.comparator
}

fn tell(figure: &Figure, side: &Side<'_>) -> FigureTold {
    FigureTold {
        figure: figure.id.clone(),
        span: figure.span,
        sentence: side.sentence(figure.span),
        value: figure.value,
        high: figure.high,
        comparator: figure.comparator,
        unit: figure.unit.clone(),
        counts: figure.counts.clone(),
    }
}
