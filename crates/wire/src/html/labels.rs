//! Which blocks are the story: boosted trees look twice, the second time knowing what the first thought of the
//! neighbours.
//!
//! In: the page as seen · Out: how likely each block is of the story · From: PAGES.md; weights/README.md
//! Fails: without weights, or where the trees find hardly any story, what the rules keep is kept (body.rs)
//! Cost: one path a tree and looked-at block, twice

use super::blocks::Page;
use super::forest::{Forest, Row, take};
use super::seen::{NAMES, Seen};
use std::sync::LazyLock;

/// The first bytes of weights: their kind and version.
const MAGIC: &[u8; 4] = b"HBL1";

/// Trained weights of the labelling of blocks.
#[derive(Clone, Debug, Default)]
pub struct Labeller {
    first: Forest,
    second: Forest,
}

static SHIPPED: LazyLock<Labeller> =
    LazyLock::new(|| Labeller::read(include_bytes!("../../weights/blocks.bin")).unwrap_or_default());

impl Labeller {
    /// Reads weights; `None` where they are torn or of another version.
    pub fn read(mut bytes: &[u8]) -> Option<Self> {
        let bytes = &mut bytes;
        if take(bytes)? != MAGIC || usize::from(u16::from_le_bytes(*take(bytes)?)) != NAMES.len() {
            return None;
        }
        let labeller = Labeller { first: Forest::read(bytes)?, second: Forest::read(bytes)? };
        bytes.is_empty().then_some(labeller)
    }

    /// The weights that come with the program.
    pub(crate) fn shipped() -> &'static Labeller {
        &SHIPPED
    }

    /// How likely each block is of the story, 0 to 1; `None` without weights.
    pub(crate) fn likely(&self, page: &Page, seen: &Seen, rule: &[bool]) -> Option<Vec<f32>> {
        if self.first.is_empty() {
            return None;
        }
        let first = looked(page, seen, &self.first, &[]);
        let second = second(page, seen, &first, rule);
        Some(looked(page, seen, &self.second, &second))
    }
}

/// Judges every block that is looked at; `second` has the numbers of the second look for each, or none at all.
fn looked(page: &Page, seen: &Seen, forest: &Forest, second: &[[f32; SECOND]]) -> Vec<f32> {
    let mut out = vec![0.0; page.raws.len()];
    let numbers = seen.looked.iter().zip(seen.numbers.chunks_exact(NAMES.len())).enumerate();
    let rows: Vec<Row<'_>> = numbers
        .filter_map(|(at, (looked, numbers))| {
            let place = &page.raws.get(*looked as usize)?.place;
            let second = second.get(at).map_or(&[][..], |second| second);
            Some(Row { numbers, second, around: &place.words, near: &place.near })
        })
        .collect();
    for (at, likely) in seen.looked.iter().zip(forest.probabilities(&rows)) {
        if let Some(slot) = out.get_mut(*at as usize) {
            *slot = likely;
        }
    }
    out
}

/// Numbers of the second look.
const SECOND: usize = 18;

/// What the first look thought of a block, its neighbours, its boxes and the page; training/blocks.py counts the same.
fn second(page: &Page, seen: &Seen, first: &[f32], rule: &[bool]) -> Vec<[f32; SECOND]> {
    // Thought and weight of every box.
    let mut boxes = vec![(0.0f32, 0.0f32); page.boxes.len()];
    let mass: Vec<f32> = first.iter().zip(&seen.weights).map(|(p, w)| p * w).collect();
    for ((raw, mass), weight) in page.raws.iter().zip(&mass).zip(&seen.weights) {
        let sum = &mut boxes[raw.box_at as usize];
        sum.0 += mass;
        sum.1 += weight;
    }
    for at in (1..boxes.len()).rev() {
        let (sum, parent) = (boxes[at], page.boxes[at].parent as usize);
        boxes[parent].0 += sum.0;
        boxes[parent].1 += sum.1;
    }
    let total: f32 = mass.iter().sum();
    let ruled: f32 = seen.weights.iter().zip(rule).filter(|(_, r)| **r).map(|(w, _)| w).sum();
    let both: f32 = mass.iter().zip(rule).filter(|(_, r)| **r).map(|(m, _)| m).sum();
    let most = first.iter().copied().fold(0.0, f32::max);
    let mut before = 0.0;
    let mut befores = Vec::with_capacity(mass.len());
    for mass in &mass {
        befores.push(before);
        before += mass;
    }
    let (last, next) = (likely_near(first, false), likely_near(first, true));
    let mut out = Vec::with_capacity(seen.looked.len());
    for at in seen.looked.iter().map(|at| *at as usize) {
        let p = |by: isize| at.checked_add_signed(by).and_then(|o| first.get(o)).copied().unwrap_or(-1.0);
        let parent = page.boxes[page.raws[at].box_at as usize].parent as usize;
        let outer = page.boxes[parent].parent as usize;
        let third = page.boxes[outer].parent as usize;
        let mean = |at: usize| boxes[at].0 / boxes[at].1.max(1.0);
        out.push([
            p(0),
            p(-1),
            p(-2),
            p(-3),
            p(1),
            p(2),
            p(3),
            most,
            mean(parent),
            mean(outer),
            mean(third),
            befores[at] / total.max(1.0),
            (total - befores[at] - mass[at]) / total.max(1.0),
            total,
            last[at],
            next[at],
            both / ruled.max(1.0),
            both / total.max(1.0),
        ]);
    }
    out
}

/// Blocks to the nearest one that the first look took for the story, before or after.
fn likely_near(first: &[f32], after: bool) -> Vec<f32> {
    let likely: Vec<u32> = first.iter().map(|p| u32::from(*p > 0.5)).collect();
    super::seen::nearest(&likely, after)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::html::read;
    use model::Origin;

    fn body(page: &str) -> Vec<String> {
        let draft = read(page, &Origin::default(), Labeller::shipped(), &mut Vec::new());
        draft.body.into_iter().map(|b| b.text).collect()
    }

    #[test]
    fn the_shipped_weights_are_whole_and_small() {
        let bytes = include_bytes!("../../weights/blocks.bin");
        assert!(bytes.len() < 1 << 20);
        let labeller = Labeller::read(bytes).unwrap();
        assert!(!labeller.first.is_empty() && !labeller.second.is_empty());
        assert!(Labeller::read(&bytes[..bytes.len() - 1]).is_none());
        assert!(Labeller::read(b"HBL0").is_none());
    }

    #[test]
    fn teasers_around_the_story_are_none_of_it() {
        let story = [
            "The port of Hargate will shut its gates to tankers at dusk from Friday, the harbour board said on Monday.",
            "Two members of the board voted against the ban, which follows three spills in the past year.",
            "Fishing crews had asked for it since the second spill, in which fuel reached the beaches of the bay.",
            "“We have waited long enough,” said Mara Lindqvist, who speaks for the crews. “Now the nights are ours.”",
        ];
        let teasers: String = (1..=6)
            .map(|n| {
                format!(
                    "<li class=\"teaser\"><a href=\"/{n}\"><h3>Ferries number {n} wait</h3><p>The ferry company \
                     said that its boat number {n} had waited outside the port for the better part of a day.</p></a></li>"
                )
            })
            .collect();
        let paragraphs: String = story.iter().map(|p| format!("<p>{p}</p>")).collect();
        let page = format!(
            "<html><body><nav><ul><li><a href=/>Home</a></li></ul></nav><article><h1>Night ban on tankers</h1>\
             <div class=article-body>{paragraphs}</div></article><section class=related><h2>More from the port</h2>\
             <ul>{teasers}</ul></section><footer><p>© 2026 The Harbour Gazette. All rights reserved.</p></footer>"
        );
        assert_eq!(body(&page), story);
    }

    #[test]
    fn a_short_page_keeps_its_body() {
        let page = "<body><h1>Night ban</h1><p>The ban begins at dusk.</p><p>It ends at dawn.</p></body>";
        assert_eq!(body(page), ["The ban begins at dusk.", "It ends at dawn."]);
    }

    #[test]
    fn a_story_in_a_script_without_spaces() {
        let story = [
            "港湾委員会は月曜日、金曜日の日没からタンカーの入港を禁止すると発表した。昨年は三回の流出事故があった。",
            "委員のうち二人が反対した。漁業者は二回目の事故の後から禁止を求めていた。燃料は湾の浜辺に達した。",
            "「もう十分に待った」と漁業者の代表は話した。禁止は夜明けに解除され、翌日の日没に再び始まるという。",
        ];
        let paragraphs: String = story.iter().map(|p| format!("<p>{p}</p>")).collect();
        let page = format!(
            "<html lang=ja><body><header><a href=/>ホーム</a></header><article><h1>夜間の入港禁止</h1>{paragraphs}\
             </article><ul class=ranking><li><a href=/1>フェリーの遅れ</a></li><li><a href=/2>港の歴史</a></li></ul>"
        );
        assert_eq!(body(&page), story);
    }
}
