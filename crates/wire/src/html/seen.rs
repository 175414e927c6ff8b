//! Every block as the labeller sees it: some ninety numbers, and the frequent class words around it.
//!
//! In: the page in blocks, what the page says of itself, what the rules would keep · Out: [`Seen`]
//! From: PAGES.md ("a design that can beat them"); each number is named in [`NAMES`]
//! Fails: never · Cost: a few passes over blocks and boxes; plain links in lists are passed over

mod names;

pub(crate) use names::NAMES;

use super::blocks::{Page, Raw};
use super::classes::Hint;
use super::gauge::{self, Gauge};
use super::place::{BITS, Place};
use super::tree::{Id, Tree};
use super::weigh::Weights;
use crate::{byline, credit, furniture};
use model::ParagraphKind;
use rustc_hash::{FxHashMap, FxHashSet};

/// Wide characters from which a block that is not links counts as running text, as in `weigh`.
const RUNNING: u32 = 70;

/// Shingles of the structured data's body below which it says nothing of the page.
const TOLD: usize = 40;

/// What the page says of itself, and what is known of it.
pub(crate) struct About<'a> {
    pub(crate) headline: Option<&'a str>,
    pub(crate) described: &'a [String],
    /// The body in the structured data.
    pub(crate) told: Option<&'a str>,
    pub(crate) h1: Option<Id>,
}

/// The page as the labeller sees it.
#[derive(Debug, Default)]
pub(crate) struct Seen {
    /// Blocks worth a look, by number; all others are furniture at first sight.
    pub(crate) looked: Vec<u32>,
    /// [`NAMES`] numbers a block of `looked`.
    pub(crate) numbers: Vec<f32>,
    /// Weight of every block: wide characters outside links.
    pub(crate) weights: Vec<f32>,
}

/// What a box holds, its inner boxes too.
#[derive(Clone, Copy, Default)]
struct Sum {
    wide: u32,
    linked: u32,
    good: u32,
    blocks: u32,
    ends: u32,
}

/// Sees the page; `rule` says of every block whether the rules would keep it.
pub(crate) fn see(tree: &Tree, page: &Page, weights: &Weights, about: &About<'_>, rule: &[bool]) -> Seen {
    let raws = &page.raws;
    let gauges: Vec<Gauge> = raws.iter().map(|r| Gauge::of(&r.text)).collect();
    let good: Vec<u32> = raws
        .iter()
        .zip(&gauges)
        .map(|(r, g)| if g.wide >= RUNNING && r.density() < 0.5 { plain(r, g) } else { 0 })
        .collect();
    let sums = sums(page, &gauges, &good);
    let patterns = patterns(tree, page, weights);
    let mut copies: FxHashMap<u64, u32> = FxHashMap::default();
    let hashes: Vec<u64> = raws.iter().map(|r| gauge::hashed(&r.text)).collect();
    hashes.iter().for_each(|h| *copies.entry(*h).or_default() += 1);
    let mut words = Vec::new();
    let of = |text: &str, words: &mut Vec<u64>| -> FxHashSet<u64> {
        gauge::words(text, words);
        words.iter().copied().collect()
    };
    let headline = of(about.headline.unwrap_or_default(), &mut words);
    let described: Vec<FxHashSet<u64>> = about.described.iter().map(|d| of(d, &mut words)).collect();
    gauge::words(about.told.unwrap_or_default(), &mut words);
    let told: FxHashSet<u64> = gauge::shingles(&words).collect();
    let whole = sums.first().copied().unwrap_or_default();
    // Running text before each block.
    let mut before = Vec::with_capacity(raws.len() + 1);
    let mut wides = Vec::with_capacity(raws.len() + 1);
    let (mut sum, mut wide) = (0, 0);
    for (good, gauge) in good.iter().zip(&gauges) {
        before.push(sum);
        wides.push(wide);
        sum += good;
        wide += gauge.wide;
    }
    let after_h1 = about.h1.map_or(0, |h1| raws.iter().position(|r| r.id > h1).unwrap_or(raws.len()));
    let next_good = nearest(&good, true);
    let last_good = nearest(&good, false);
    let mut seen = Seen {
        weights: raws.iter().zip(&gauges).map(|(r, g)| plain(r, g) as f32).collect(),
        ..Seen::default()
    };
    for (at, (raw, gauge)) in raws.iter().zip(&gauges).enumerate() {
        if is_plain_link(raw, gauge) {
            continue;
        }
        seen.looked.push(at as u32);
        let mut put = |number: f32| seen.numbers.push(number);
        let chars = raw.chars.max(1) as f32;
        let letters = gauge.letters.max(1) as f32;
        put(gauge.wide as f32);
        put(gauge.words as f32);
        put(gauge.wide as f32 / gauge.words.max(1) as f32);
        put(raw.density());
        put(raw.linked as f32);
        put(f32::from(raw.links));
        put(gauge.ends as f32);
        put(gauge.commas as f32);
        put(gauge.upper as f32 / letters);
        put(gauge.capital as f32 / gauge.words.max(1) as f32);
        put(gauge.digits as f32 / chars);
        put(gauge.run as f32);
        put(gauge.bars as f32);
        put(gauge.quotes as f32);
        put(gauge.colons as f32);
        put(gauge.dense as f32 / letters);
        put(f32::from(gauge.first));
        put(f32::from(gauge.last));
        put(kind(raw.kind));
        let short = gauge.words <= 16 && raw.text.len() < 200;
        put(yes(short && byline::without_by(&raw.text).is_some()));
        put(yes(raw.text.len() < 500 && credit::split(&raw.text).is_some()));
        put(yes(furniture::is_furniture(&raw.text)));
        put(yes(furniture::is_rights(&raw.text)));
        put(copies.get(&hashes[at]).copied().unwrap_or(0) as f32);
        put(f32::from(raw.pictures));
        put(raws.get(at + 1).map_or(0.0, |next| f32::from(next.pictures)));
        put(raw.bold as f32 / chars);

        let place = &raw.place;
        place.tags.iter().for_each(|tag| put(f32::from(*tag)));
        put(f32::from(place.depth));
        (0..BITS).for_each(|bit| put(yes(place.is(1 << bit))));
        for bit in [Place::DROPPED, Place::HIDDEN, Place::COMMENTS, Place::ARTICLE_BODY, Place::APART] {
            put(yes(place.is(bit)));
        }
        put(hinted(place.hint));
        put(hinted(place.outer));
        let near = |depth: u16| if depth == 0 { 99.0 } else { f32::from(place.depth - depth) };
        put(near(place.drop));
        put(near(place.body));
        put(near(place.container));
        put(f32::from(place.drop) - f32::from(place.body.max(place.container)));

        put(at as f32);
        put(raws.len() as f32);
        put(wides[at] as f32 / whole.wide.max(1) as f32);
        put((whole.wide - wides[at] - gauge.wide) as f32 / whole.wide.max(1) as f32);
        put(whole.good as f32);
        let share = |part: u32| part as f32 / whole.good.max(1) as f32;
        put(share(before[at]));
        put(share(whole.good - before[at] - good[at]));
        put(if about.h1.is_some() { at as f32 - after_h1 as f32 } else { 999.0 });
        put(yes(about.h1.is_some_and(|h1| raw.id > h1)));
        put(yes(rule.get(at) == Some(&true)));
        put(last_good[at]);
        put(next_good[at]);
        let window = at.saturating_sub(3)..(at + 4).min(good.len());
        put(good.get(window).map_or(0, |g| g.iter().sum::<u32>()) as f32);
        let h1_wide = wides.get(after_h1).copied().unwrap_or(0);
        put(if about.h1.is_some() { wides[at] as f32 - h1_wide as f32 } else { 99_999.0 });

        let mut box_at = raw.box_at;
        let own = sums[box_at as usize];
        put(own.blocks as f32);
        put(own.linked as f32 / own.wide.max(1) as f32);
        for level in 1..=3 {
            box_at = page.boxes[box_at as usize].parent;
            let sum = sums[box_at as usize];
            put(share(sum.good));
            put(sum.linked as f32 / sum.wide.max(1) as f32);
            if level < 3 {
                put(sum.blocks as f32);
            }
            put(sum.wide as f32 / sum.blocks.max(1) as f32);
            if level == 1 {
                put(sum.ends as f32 / sum.blocks.max(1) as f32);
            }
        }
        let pattern = patterns[raw.box_at as usize] as f32;
        put(pattern);
        let siblings = sums[page.boxes[raw.box_at as usize].parent as usize].blocks;
        put(siblings as f32 / pattern.max(1.0));

        gauge::words(&raw.text, &mut words);
        let part = |of: &FxHashSet<u64>| {
            if of.is_empty() || words.is_empty() {
                return 0.0;
            }
            words.iter().filter(|w| of.contains(w)).count() as f32 / words.len() as f32
        };
        put(part(&headline));
        put(described.iter().map(part).fold(0.0, f32::max));
        put(if told.len() < TOLD { -1.0 } else { told_share(&words, &told) });
        put(yes(told.len() >= TOLD));

        let other = |by: isize| -> Option<usize> { at.checked_add_signed(by).filter(|o| *o < raws.len()) };
        for by in [-1, 1] {
            let beside = other(by);
            put(beside.map_or(-1.0, |o| gauges[o].wide as f32));
            put(beside.map_or(-1.0, |o| raws[o].density()));
            put(beside.map_or(-1.0, |o| f32::from(gauges[o].last)));
            let parent = |o: usize| page.boxes[raws[o].box_at as usize].parent;
            put(yes(beside.is_some_and(|o| parent(o) == parent(at))));
            put(beside.map_or(-1.0, |o| f32::from(raws[o].place.tags[0])));
            put(yes(beside.is_some_and(|o| rule.get(o) == Some(&true))));
        }
        for by in [-2, 2] {
            let beside = other(by);
            put(beside.map_or(-1.0, |o| gauges[o].wide as f32));
            put(beside.map_or(-1.0, |o| raws[o].density()));
            put(yes(beside.is_some_and(|o| rule.get(o) == Some(&true))));
        }
    }
    seen
}

/// Wide characters outside links.
fn plain(raw: &Raw, gauge: &Gauge) -> u32 {
    (gauge.wide as f32 * (1.0 - raw.density())) as u32
}

/// A short line that is all links, or has no word in it: menus are made of them, and no story is.
fn is_plain_link(raw: &Raw, gauge: &Gauge) -> bool {
    gauge.letters == 0 && gauge.digits == 0 || gauge.wide < 80 && raw.density() > 0.9
}

fn yes(is: bool) -> f32 {
    f32::from(u8::from(is))
}

fn kind(kind: ParagraphKind) -> f32 {
    match kind {
        ParagraphKind::Paragraph => 0.0,
        ParagraphKind::Quote => 1.0,
        ParagraphKind::Subhead => 2.0,
        ParagraphKind::ListItem => 3.0,
        ParagraphKind::TableRow => 4.0,
    }
}

/// The strongest hint as a number.
fn hinted(hint: Hint) -> f32 {
    let order = [Hint::COMMENTS, Hint::DROP, Hint::CREDIT, Hint::BYLINE, Hint::DECK, Hint::ASKED, Hint::BODY];
    order.iter().position(|h| hint.is(*h)).map_or(0.0, |at| at as f32 + 1.0)
}

/// The share of a block's shingles that the structured data's body has.
fn told_share(words: &[u64], told: &FxHashSet<u64>) -> f32 {
    let count = words.len().saturating_sub(3);
    if count == 0 {
        return -0.5;
    }
    gauge::shingles(words).filter(|s| told.contains(s)).count() as f32 / count as f32
}

fn sums(page: &Page, gauges: &[Gauge], good: &[u32]) -> Vec<Sum> {
    let mut sums = vec![Sum::default(); page.boxes.len()];
    for ((raw, gauge), good) in page.raws.iter().zip(gauges).zip(good) {
        let sum = &mut sums[raw.box_at as usize];
        sum.wide += gauge.wide;
        sum.linked += gauge.wide - plain(raw, gauge).min(gauge.wide);
        sum.good += good;
        sum.blocks += 1;
        sum.ends += u32::from(gauge.last == 1);
    }
    for at in (1..sums.len()).rev() {
        let (sum, parent) = (sums[at], page.boxes[at].parent as usize);
        let outer = &mut sums[parent];
        outer.wide += sum.wide;
        outer.linked += sum.linked;
        outer.good += sum.good;
        outer.blocks += sum.blocks;
        outer.ends += sum.ends;
    }
    sums
}

/// For every box, how many boxes of the page are called like it and stand in a box called like the one around it.
fn patterns(tree: &Tree, page: &Page, weights: &Weights) -> Vec<u32> {
    let named = |id: Id| {
        let names = weights.names.get(id as usize).and_then(|n| weights.named.get(*n as usize));
        (tree.tag(id) as u8, names.map_or(0, |n| n.number))
    };
    let marks: Vec<(u8, u32)> = page.boxes.iter().map(|b| named(b.id)).collect();
    let key = |at: usize| gauge::hashed((marks[at], marks[page.boxes[at].parent as usize]));
    let mut counts: FxHashMap<u64, u32> = FxHashMap::default();
    let keys: Vec<u64> = (0..marks.len()).map(key).collect();
    keys.iter().for_each(|k| *counts.entry(*k).or_default() += 1);
    keys.iter().map(|k| counts.get(k).copied().unwrap_or(0)).collect()
}

/// Blocks to the nearest one of running text, before or after, itself aside.
pub(crate) fn nearest(good: &[u32], after: bool) -> Vec<f32> {
    let mut out = vec![99.0; good.len()];
    let mut since = 99.0f32;
    let mut step = |at: usize| {
        since = (since + 1.0).min(99.0);
        if let Some(slot) = out.get_mut(at) {
            *slot = since;
        }
        if good.get(at).is_some_and(|g| *g > 0) {
            since = 0.0;
        }
    };
    if after {
        (0..good.len()).rev().for_each(&mut step)
    } else {
        (0..good.len()).for_each(&mut step)
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_running_text() {
        assert_eq!(nearest(&[80, 0, 0, 90], false), [99.0, 1.0, 2.0, 3.0]);
        assert_eq!(nearest(&[80, 0, 0, 90], true), [3.0, 2.0, 1.0, 99.0]);
    }
}
