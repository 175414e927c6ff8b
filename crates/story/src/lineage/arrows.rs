//! Which arrows may be drawn: for every article those who may have given it something, and how surely.
//!
//! In: sheets, overlaps · Out: [`Arrow`]s · From: DESIGN section 3; the thresholds are of the sweep on pairs of the
//! 8,081 articles of 2017 and 2018 (evals/lineage/README.md) · Fails: a text worded anew throughout and credited to
//! nobody · Cost: linear in overlaps and credits

use super::overlap::Overlap;
use super::sheet::Sheet;
use model::{DirectionBy, LineageKind};
use std::collections::HashMap;

/// Fewest words in common that tell that one has it from the other.
const WORDS: usize = 24;
/// Fewest sentences, and words where they are a small share of both texts: background is worded alike by many.
const SENTENCES: usize = 2;
const LONG: usize = 40;
const SMALL: f64 = 0.15;
/// Least share of the taker's text, or words in its place, where no credit and no mark tells of the giver: less is often
/// from a third that neither names.
const UNTOLD: f64 = 0.1;
const UNTOLD_WORDS: usize = 100;
/// Share of the text by which it is the other's text.
pub(super) const COPY: f64 = 0.5;
/// Share of the shorter text by which two articles of one outlet are one in two forms.
const UPDATE: f64 = 0.5;
/// Least confidence with which an arrow is drawn.
pub(super) const DRAWN: f32 = 0.5;

/// Who may have given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Giver {
    /// An article at hand.
    Held(usize),
    /// A report that is not, by its place among those.
    Absent(usize),
}

/// What an arrow rests on, the weakest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Ground {
    /// Some sentences.
    Text,
    /// A credit.
    Credit,
    /// Most of the text.
    MostText,
    /// Sentences and a credit; an agency's mark; another form of the same article.
    Both,
    /// The outlet's own earlier form, of which it has as much as of any other's text.
    Own,
}

/// An arrow that may be drawn.
#[derive(Clone, Debug)]
pub(super) struct Arrow {
    pub(super) taker: usize,
    pub(super) giver: Giver,
    pub(super) kind: LineageKind,
    pub(super) by: DirectionBy,
    pub(super) confidence: f32,
    pub(super) share: f64,
    pub(super) words: usize,
    pub(super) ground: Ground,
    /// Which overlap it rests on.
    pub(super) overlap: Option<usize>,
    /// Which credits of the taker.
    pub(super) credits: Vec<usize>,
}

/// Shares of the two articles' own words that stand in the other.
pub(super) fn shares(sheets: &[Sheet], overlap: &Overlap) -> (f64, f64) {
    let of = |n: usize| sheets.get(n).map_or(1, |sheet| sheet.own_words.max(1)) as f64;
    let words = overlap.words();
    ((words.0 as f64 / of(overlap.pair.0)).min(1.0), (words.1 as f64 / of(overlap.pair.1)).min(1.0))
}

/// Whether so much in common tells that one has it from the other.
pub(super) fn tells(sheets: &[Sheet], overlap: &Overlap) -> bool {
    let words = overlap.words();
    let words = words.0.min(words.1);
    let share = shares(sheets, overlap);
    words >= LONG || words >= WORDS && overlap.twins.len() >= SENTENCES && share.0.max(share.1) >= SMALL
}

/// The arrows between articles at hand that rest on their text.
pub(super) fn by_text(sheets: &[Sheet], overlaps: &[Overlap]) -> Vec<Arrow> {
    let mut arrows = Vec::new();
    for (n, overlap) in overlaps.iter().enumerate() {
        let (Some(a), Some(b)) = (sheets.get(overlap.pair.0), sheets.get(overlap.pair.1)) else { continue };
        let share = shares(sheets, overlap);
        if a.same_house(b) {
            if share.0.max(share.1) >= UPDATE && tells(sheets, overlap) {
                arrows.push(update(sheets, overlap, n, share));
            }
        } else if tells(sheets, overlap) {
            let arrow = taken(sheets, overlap, n, share);
            if arrow.ground != Ground::Text || arrow.share >= UNTOLD || arrow.words >= UNTOLD_WORDS {
                arrows.push(arrow);
            }
        }
    }
    arrows
}

/// The same outlet's later form.
fn update(sheets: &[Sheet], overlap: &Overlap, n: usize, share: (f64, f64)) -> Arrow {
    let (first, second) = overlap.pair;
    let earlier = |a: usize, b: usize| sheets.get(a).zip(sheets.get(b)).is_some_and(|(a, b)| a.before(b));
    // A later form grows: where no time tells, the one that holds all of the other is the later.
    let (later_first, by) = if earlier(first, second) {
        (false, DirectionBy::Time)
    } else if earlier(second, first) {
        (true, DirectionBy::Time)
    } else if share.0 + 0.2 < share.1 {
        (true, DirectionBy::Containment)
    } else if share.1 + 0.2 < share.0 {
        (false, DirectionBy::Containment)
    } else {
        (false, DirectionBy::Nothing)
    };
    let (taker, giver, share) = if later_first { (first, second, share.0) } else { (second, first, share.1) };
    Arrow {
        taker,
        giver: Giver::Held(giver),
        kind: LineageKind::Update,
        by,
        confidence: confidence(by, share, 0.9),
        share,
        words: if later_first { overlap.words().0 } else { overlap.words().1 },
        ground: Ground::Both,
        overlap: Some(n),
        credits: Vec::new(),
    }
}

/// Between two outlets.
fn taken(sheets: &[Sheet], overlap: &Overlap, n: usize, share: (f64, f64)) -> Arrow {
    let (first, second) = overlap.pair;
    let to_first = credits_to(sheets, second, first);
    let to_second = credits_to(sheets, first, second);
    let agency = |n: usize| sheets.get(n).is_some_and(|sheet| sheet.agency);
    let earlier = |a: usize, b: usize| sheets.get(a).zip(sheets.get(b)).is_some_and(|(a, b)| a.before(b));
    let marked = |taker: usize, giver: usize| {
        let outlet = sheets.get(giver).and_then(|sheet| sheet.outlet.as_deref());
        sheets.get(taker).is_some_and(|sheet| sheet.marks.iter().any(|m| Some(m.agency.as_str()) == outlet))
    };
    // Whether the first is the taker, and what tells it.
    let (backwards, by) = if marked(second, first) {
        (false, DirectionBy::Agency)
    } else if marked(first, second) {
        (true, DirectionBy::Agency)
    } else if to_first.is_empty() != to_second.is_empty() {
        (to_first.is_empty(), DirectionBy::Credit)
    } else if agency(first) != agency(second) {
        (agency(second), DirectionBy::Agency)
    } else if earlier(first, second) {
        (false, DirectionBy::Time)
    } else if earlier(second, first) {
        (true, DirectionBy::Time)
    } else if (share.0 - share.1).abs() > 0.2 {
        // One that holds all of the other and more: outlets cut what they print from others more than they add.
        (share.0 > share.1, DirectionBy::Containment)
    } else {
        (false, DirectionBy::Nothing)
    };
    let (taker, giver, share, credits) =
        if backwards { (first, second, share.0, to_second) } else { (second, first, share.1, to_first) };
    let words = if backwards { overlap.words().0 } else { overlap.words().1 };
    // Whoever prints another's text under the other's name prints it as wire copy.
    let under_its_name = sheets.get(taker).zip(sheets.get(giver)).is_some_and(|(taker, giver)| {
        taker.marks.iter().any(|mark| mark.whole && Some(&mark.agency) == giver.outlet.as_ref())
    });
    let kind = match (share >= COPY, agency(giver) || under_its_name) {
        (true, true) => LineageKind::WireCopy,
        (true, false) => LineageKind::Copy,
        (false, _) => LineageKind::Rewrite,
    };
    let ground = if !credits.is_empty() || by == DirectionBy::Agency {
        Ground::Both
    } else if share >= COPY {
        Ground::MostText
    } else {
        Ground::Text
    };
    let sure = if ground == Ground::Both { 0.95 } else { 0.85 };
    let confidence = confidence(by, share, sure);
    Arrow {
        taker,
        giver: Giver::Held(giver),
        kind,
        by,
        confidence,
        share,
        words,
        ground,
        overlap: Some(n),
        credits,
    }
}

/// How surely the text was taken, less where little tells the direction.
fn confidence(by: DirectionBy, share: f64, most: f32) -> f32 {
    let direction = match by {
        DirectionBy::Credit | DirectionBy::Agency => 1.0,
        DirectionBy::Time => 0.95,
        DirectionBy::Containment => 0.8,
        DirectionBy::Nothing => 0.65,
    };
    // From four fifths for a few sentences to all for the whole text.
    (most * direction * (0.8 + 0.2 * share.min(1.0) as f32)).clamp(0.0, 1.0)
}

/// Credits of article `from` to the outlet of article `to`.
pub(super) fn credits_to(sheets: &[Sheet], from: usize, to: usize) -> Vec<usize> {
    let (Some(from), Some(to)) = (sheets.get(from), sheets.get(to)) else { return Vec::new() };
    let Some(outlet) = &to.outlet else { return Vec::new() };
    let credits = from.credits.iter().enumerate().filter(|(_, credit)| credit.outlet == *outlet);
    credits.map(|(n, _)| n).collect()
}

/// Sentences of each article that stand in one from which it may be taken, with the overlaps they are in: what is said
/// there was not said by this article first.
pub(super) fn copied_lines(overlaps: &[Overlap], arrows: &[Arrow]) -> HashMap<(usize, usize), Vec<usize>> {
    let mut lines: HashMap<(usize, usize), Vec<usize>> = HashMap::new();
    for arrow in arrows {
        let (Some(overlap), Giver::Held(giver)) = (arrow.overlap.and_then(|n| overlaps.get(n)), arrow.giver)
        else {
            continue;
        };
        for twin in &overlap.twins {
            let line = if overlap.pair.0 == arrow.taker { twin.lines.0 } else { twin.lines.1 };
            lines.entry((arrow.taker, line)).or_default().push(giver);
        }
    }
    lines
}
