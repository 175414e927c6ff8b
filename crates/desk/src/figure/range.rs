//! Two numbers that bound one: "10 to 20", "between 10 and 20", "two or three", "$2 to $3 million".
//!
//! In: [`Words`], the lower number and where it begins · Out: both ends, and where the range stands
//! From: own rules · Fails: what does not rise, or may be a change ("from 10 to 20"), is `None` · Cost: O(1)

use super::number::{Number, number};
use super::units;
use crate::when::words::{Kind, Words};

/// A range in words.
pub(super) struct Range {
    /// First word, "between" included.
    pub start: usize,
    /// One past the last word of the upper number.
    pub end: usize,
    pub low: f64,
    pub high: f64,
    /// The unit that stands at the lower end.
    pub unit: Option<&'static str>,
}

/// The range that `low` opens; `start` is its first word with a currency sign. `timed` tells the words of a time.
pub(super) fn range(
    words: &Words,
    start: usize,
    low: &Number,
    timed: &dyn Fn(usize) -> bool,
) -> Option<Range> {
    let before = start.wrapping_sub(1);
    let between = words.is(before, &["between"]);
    let from = words.is(before, &["from"]);
    // The low end may carry its own unit: "10% to 12%".
    let own = units::unit_after(words, low.end).filter(|u| !words.hyphen(low.end) || u.1 > low.end + 1);
    let link = own.map_or(low.end, |u| u.1);
    let joined = match words.lower(link) {
        "and" => between,
        // "from 10 to 20" is a change, "from 10 to 20 boats a day" reads the same: two figures.
        "to" => !from,
        "or" => low.value > 0.0 && words.kind(link + 1) == Some(Kind::Letters) && !low.bare,
        "-" => words.hyphen(link) || words.glued(link) == words.glued(link + 1),
        _ => false,
    };
    if !joined {
        return None;
    }
    let sign = units::money_before(words, link + 2).filter(|m| m.1 == link + 1);
    let at = if sign.is_some() { link + 2 } else { link + 1 };
    let high = number(words, at)?;
    if timed(at) || high.vague || low.vague {
        return None;
    }
    let scaled = low.scale == 1.0 && high.scale > 1.0 && low.value < high.value / high.scale;
    let value = if scaled { low.value * high.scale } else { low.value };
    // "Two to one" and "5 to 10 March" end elsewhere; a range must have room.
    if value >= high.value || words.is(link, &["or"]) && high.value > value * 2.0 {
        return None;
    }
    let start = if between { before } else { start };
    Some(Range { start, end: high.end, low: value, high: high.value, unit: own.map(|u| u.0) })
}
