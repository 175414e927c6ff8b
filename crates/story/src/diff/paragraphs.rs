//! Paragraphs that came, went, moved or were worded anew; captions, printed questions and answers too.
//!
//! In: two sides · Out: one change a paragraph, in the order of B, what A alone has where it stood
//! From: patience alignment (`align`); Dice's measure for what was worded anew
//! Fails: never · Cost: O(n log n) in words; at most [`NEAR`] comparisons for each paragraph that has no twin

use super::side::Side;
use super::twins::{Likely, Twins, by_likeness, nearest};
use crate::align::align;
use crate::words::{Bag, edit, hash_of, words};
use model::{Edit, ParagraphChange, ParagraphFate, PartKind, Span};
use std::collections::HashMap;

/// From this likeness on, two paragraphs are one that was worded anew. Half the telling words: in the two versions of
/// the Hargate story every edited paragraph keeps more, and no two others share a third.
const WORDED_ANEW: f32 = 0.5;

/// A paragraph is compared with this many of the other article that are nearest to its place. Stories of the gold
/// have 30 paragraphs or fewer in nine cases of ten; a live page of thousands stays linear.
const NEAR: usize = 48;

/// One paragraph.
struct Block {
    span: Span,
    part: PartKind,
    hash: u64,
    bag: Bag,
}

/// The paragraphs that differ.
pub(super) fn paragraphs(a: &Side<'_>, b: &Side<'_>) -> Vec<ParagraphChange> {
    let (of_a, of_b) = (blocks(a), blocks(b));
    let twins = Twins::none(of_a.len(), of_b.len());
    let mut found = Found { fates: HashMap::new(), twins, of_a: &of_a, of_b: &of_b };
    found.in_place();
    found.moved();
    found.worded_anew();
    found.told(a, b)
}

/// The paragraphs of the body and what else is printed with it, in reading order.
fn blocks(side: &Side<'_>) -> Vec<Block> {
    let body = side.article.paragraphs.iter().map(|paragraph| {
        let part = side.article.part_at(paragraph.span.start);
        (paragraph.span, part.unwrap_or(PartKind::Body))
    });
    let beside = side
        .article
        .parts
        .iter()
        .filter(|part| matches!(part.part, PartKind::Caption | PartKind::Question | PartKind::Answer));
    let mut places: Vec<(Span, PartKind)> = body.chain(beside.map(|part| (part.span, part.part))).collect();
    places.sort_unstable_by_key(|(span, _)| *span);
    let mut blocks = Vec::with_capacity(places.len());
    for (span, part) in places {
        let words = words(side.text, span);
        let bag = Bag::of_words(words.iter().map(|word| word.text));
        blocks.push(Block { span, part, hash: hash_of(&words), bag });
    }
    blocks
}

/// What has been found so far.
struct Found<'f> {
    of_a: &'f [Block],
    of_b: &'f [Block],
    twins: Twins,
    /// What became of a paragraph of A that has a twin; nothing where it is not here.
    fates: HashMap<usize, ParagraphFate>,
}

impl Found<'_> {
    fn pair(&mut self, i: usize, j: usize, fate: ParagraphFate) {
        if self.twins.pair(i, j) {
            self.fates.insert(i, fate);
        }
    }

    /// The same words in the same order.
    fn in_place(&mut self) {
        let hashes = |blocks: &[Block]| blocks.iter().map(|block| block.hash).collect::<Vec<_>>();
        for (i, j) in align(&hashes(self.of_a), &hashes(self.of_b)) {
            self.twins.pair(i, j);
        }
    }

    /// The same words elsewhere.
    fn moved(&mut self) {
        let mut places: HashMap<u64, Vec<usize>> = HashMap::new();
        for j in self.twins.alone_b().into_iter().rev() {
            if let Some(block) = self.of_b.get(j) {
                places.entry(block.hash).or_default().push(j);
            }
        }
        for i in self.twins.alone_a() {
            let there = self.of_a.get(i).and_then(|block| places.get_mut(&block.hash)?.pop());
            if let Some(j) = there {
                self.pair(i, j, ParagraphFate::Moved);
            }
        }
    }

    /// Enough of the same words, the most alike first.
    fn worded_anew(&mut self) {
        let (open_a, open_b) = (self.twins.alone_a(), self.twins.alone_b());
        let mut pairs = Vec::new();
        for (rank, a) in open_a.iter().enumerate() {
            // Around the same share of the way through both.
            let middle = rank * open_b.len() / open_a.len().max(1);
            let around = open_b.get(middle).copied().unwrap_or(0);
            for b in nearest(&open_b, around, NEAR) {
                let (Some(one), Some(other)) = (self.of_a.get(*a), self.of_b.get(*b)) else { continue };
                let likeness = if one.part == other.part { one.bag.alike(&other.bag) } else { 0.0 };
                if likeness >= WORDED_ANEW {
                    pairs.push(Likely { likeness, a: *a, b: *b });
                }
            }
        }
        by_likeness(&mut pairs);
        for pair in pairs {
            self.pair(pair.a, pair.b, ParagraphFate::Changed);
        }
    }

    /// The changes in the order of B; what A alone has comes where it stood.
    fn told(self, a: &Side<'_>, b: &Side<'_>) -> Vec<ParagraphChange> {
        // A place in B, then whether it is of B, then the place in A.
        let mut told: Vec<((usize, bool, usize), ParagraphChange)> = Vec::new();
        let mut after = 0;
        for (i, block) in self.of_a.iter().enumerate() {
            let one = Some(block.span);
            match (self.twins.in_b(i), self.fates.get(&i).copied()) {
                (Some(j), None) => after = j + 1,
                (Some(j), Some(fate)) => {
                    let Some(other) = self.of_b.get(j) else { continue };
                    let words = match fate {
                        ParagraphFate::Changed => edit(a.text, block.span, b.text, other.span),
                        _ => Edit::default(),
                    };
                    let part = other.part;
                    let change = ParagraphChange { fate, part, a: one, b: Some(other.span), words };
                    told.push(((j, true, i), change));
                    if fate == ParagraphFate::Changed {
                        after = j + 1;
                    }
                }
                (None, _) => {
                    let fate = ParagraphFate::Dropped;
                    let words = Edit::default();
                    let change = ParagraphChange { fate, part: block.part, a: one, b: None, words };
                    told.push(((after, false, i), change));
                }
            }
        }
        for j in self.twins.alone_b() {
            let Some(block) = self.of_b.get(j) else { continue };
            let (fate, words) = (ParagraphFate::Added, Edit::default());
            let change = ParagraphChange { fate, part: block.part, a: None, b: Some(block.span), words };
            told.push(((j, true, 0), change));
        }
        told.sort_by_key(|(place, _)| *place);
        told.into_iter().map(|(_, change)| change).collect()
    }
}
