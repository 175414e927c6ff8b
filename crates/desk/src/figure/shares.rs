//! Shares of a whole: "two-thirds of voters", "half the boats", "one in five".
//!
//! In: [`Words`] and a place · Out: a [`Draft`] with unit "share" and a value up to 1 · From: `lexicon/numbers.tsv`
//! Fails: ordinals ("a third ship") and quarters of a year are `None` · Cost: O(1)

use super::number::{number, part};
use super::{Draft, units};
use crate::when::words::Words;
use model::Comparator;

/// The share that starts at `at`.
pub(super) fn share(words: &Words, at: usize) -> Option<Draft> {
    let part = fraction(words, at);
    // "half of the boats" needs its "of"; in "one in five boats" the noun follows.
    let linked = part.is_some();
    let (value, end) = part.or_else(|| odds(words, at))?;
    let (comparator, start) = units::bound_before(words, at).unwrap_or((Comparator::Equal, at));
    Some(Draft {
        start,
        end,
        value,
        high: None,
        comparator,
        unit: Some("share"),
        maker: "rule/figure-share",
        confidence: 0.85,
        linked,
    })
}

/// "two-thirds", "a quarter of", "half of", "half the".
fn fraction(words: &Words, at: usize) -> Option<(f64, usize)> {
    if words.is(at, &["half"]) && !words.glued(at) {
        // "half a million" and "half an hour" are a number and a length; "the first half" is a date.
        let of = words.is(at + 1, &["of"]);
        let the = words.is(at + 1, &["the", "its", "their", "his", "her", "all"]);
        let dated = words.is(at.wrapping_sub(1), &["first", "second", "last", "latter", "other", "better"]);
        return ((of || the) && !dated).then_some((0.5, at + 1));
    }
    let article = words.is(at, &["a"]);
    let (count, next) = if article {
        (1.0, at + 1)
    } else {
        let count = number(words, at).filter(|n| n.value.fract() == 0.0 && (1.0..20.0).contains(&n.value))?;
        (count.value, count.end)
    };
    let gap = usize::from(words.hyphen(next));
    let name = words.lower(next + gap);
    let size = part(name)?;
    let end = next + gap + 1;
    // "a third ship" and "two quarters of growth": only "of" or a plural behind a hyphen makes a share.
    let plural = name.ends_with('s') && count > 1.0 && !name.starts_with("quarter");
    let of = words.is(end, &["of"]);
    let value = count * size;
    (value < 1.0 && (of || plural || gap == 1 && name != "half")).then_some((value, end))
}

/// "one in five", "three out of four".
fn odds(words: &Words, at: usize) -> Option<(f64, usize)> {
    let above = number(words, at)?;
    let out = words.is(above.end, &["out"]) && words.is(above.end + 1, &["of"]);
    if !out && !words.is(above.end, &["in"]) {
        return None;
    }
    let below = number(words, above.end + if out { 2 } else { 1 })?;
    let plain = above.value >= 1.0 && below.value > above.value && below.value <= 1e6;
    // "two in 2024" is no share, and "one in 10" is one only for small whole numbers.
    let small = above.value <= 20.0 && !(below.bare && below.value >= 1000.0);
    (plain && small && (out || above.value <= 10.0)).then_some((above.value / below.value, below.end))
}
