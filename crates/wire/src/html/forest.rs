//! Boosted trees: numbers in, a score out.
//!
//! In: weights written by training/blocks.py, a row of numbers and two sets of words · Out: a sum of leaves
//! From: gradient-boosted trees (Friedman 2001) as LightGBM grows them
//! Fails: bytes that are no such weights are `None`; a number that is not there counts as 0 · Cost: one path a tree

use super::classes::Words;

/// From this number on a test asks for a word around the block; the first is word 0.
const AROUND: u16 = 1000;

/// From this number on a test asks for a word of the block's own element or the one around it.
const NEAR: u16 = 2000;

/// Marks a leaf.
const LEAF: u16 = u16::MAX;

/// One node: a test, or a leaf with its value in `bound`.
#[derive(Clone, Copy, Debug)]
struct Node {
    /// Place of the number in the block's [`Numbers`].
    asks: u16,
    /// Where in the tree the walk goes on if the number is above the bound; else the next node.
    above: u16,
    bound: f32,
}

/// Blocks that one tree judges before the next tree does: it is fetched once for all, and blocks of a page are alike.
const ABREAST: usize = 16;

/// Trees whose leaves are added up.
#[derive(Clone, Debug, Default)]
pub(crate) struct Forest {
    start: f32,
    nodes: Vec<Node>,
    /// Where each tree begins and ends.
    trees: Vec<(u32, u32)>,
}

/// Everything that a test may ask for, as numbers in one row: the block's numbers and behind them those of the second
/// look, then [`NOTHING`], then the words around the block, then those near it.
type Numbers = [f32; 256 + 2 * WORDS as usize];

/// The place of the 0 that stands for what is not there.
const NOTHING: u16 = 255;

/// Words of one kind.
const WORDS: u16 = 64 * 3;

/// Where the number that a test asks for stands in [`Numbers`].
fn place(asks: u16) -> u16 {
    match asks {
        NEAR.. if asks - NEAR < WORDS => NOTHING + 1 + WORDS + (asks - NEAR),
        AROUND..NEAR if asks - AROUND < WORDS => NOTHING + 1 + (asks - AROUND),
        ..NOTHING => asks,
        _ => NOTHING,
    }
}

/// What one block is judged by.
#[derive(Clone, Copy)]
pub(crate) struct Row<'a> {
    pub(crate) numbers: &'a [f32],
    /// Numbers of the second look, asked for after the first.
    pub(crate) second: &'a [f32],
    pub(crate) around: &'a Words,
    pub(crate) near: &'a Words,
}

impl Row<'_> {
    fn lay(&self, out: &mut Numbers) {
        let (own, words) = out.split_at_mut(usize::from(NOTHING) + 1);
        own.fill(0.0);
        let numbers = self.numbers.iter().chain(self.second).take(usize::from(NOTHING));
        own.iter_mut().zip(numbers).for_each(|(slot, number)| *slot = *number);
        for (slots, word) in words.chunks_exact_mut(64).zip(self.around.iter().chain(self.near)) {
            slots.iter_mut().enumerate().for_each(|(at, slot)| *slot = ((word >> at) & 1) as f32);
        }
    }
}

impl Forest {
    /// Reads one forest off the front of `bytes`.
    pub(crate) fn read(bytes: &mut &[u8]) -> Option<Self> {
        let mut forest = Forest { start: f32::from_le_bytes(*take(bytes)?), ..Forest::default() };
        for _ in 0..u16::from_le_bytes(*take(bytes)?) {
            let count = u16::from_le_bytes(*take(bytes)?);
            let first = u32::try_from(forest.nodes.len()).ok()?;
            forest.trees.push((first, first + u32::from(count)));
            for at in 0..count {
                let asks = u16::from_le_bytes(*take(bytes)?);
                let above = u16::from_le_bytes(*take(bytes)?);
                let bound = f32::from_le_bytes(*take(bytes)?);
                // A walk only ever goes forward, so it ends.
                if asks != LEAF && (above <= at || above >= count || at + 1 >= count) {
                    return None;
                }
                let asks = if asks == LEAF { LEAF } else { place(asks) };
                forest.nodes.push(Node { asks, above, bound });
            }
            if count == 0 {
                return None;
            }
        }
        Some(forest)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.trees.is_empty()
    }

    /// The sum of the leaves for every row.
    fn scores(&self, rows: &[Row<'_>]) -> Vec<f32> {
        let mut out = Vec::with_capacity(rows.len());
        let mut laid = vec![[0.0; 256 + 2 * WORDS as usize]; ABREAST.min(rows.len())];
        for rows in rows.chunks(ABREAST) {
            rows.iter().zip(&mut laid).for_each(|(row, numbers)| row.lay(numbers));
            let laid = laid.get(..rows.len()).unwrap_or_default();
            let mut sums = [self.start; ABREAST];
            for (from, to) in &self.trees {
                let tree = self.nodes.get(*from as usize..*to as usize).unwrap_or_default();
                for (sum, numbers) in sums.iter_mut().zip(laid) {
                    let mut at = 0;
                    while let Some(node) = tree.get(at) {
                        if node.asks == LEAF {
                            *sum += node.bound;
                            break;
                        }
                        let number = numbers.get(usize::from(node.asks)).copied().unwrap_or(0.0);
                        at = if number <= node.bound { at + 1 } else { usize::from(node.above) };
                    }
                }
            }
            out.extend(sums.iter().take(rows.len()));
        }
        out
    }

    /// The scores as probabilities.
    pub(crate) fn probabilities(&self, rows: &[Row<'_>]) -> Vec<f32> {
        let mut scores = self.scores(rows);
        scores.iter_mut().for_each(|score| *score = 1.0 / (1.0 + (-*score).exp()));
        scores
    }
}

/// The first bytes of `bytes`, which then begins after them.
pub(crate) fn take<'b, const N: usize>(bytes: &mut &'b [u8]) -> Option<&'b [u8; N]> {
    let (head, rest) = bytes.split_first_chunk::<N>()?;
    *bytes = rest;
    Some(head)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(nodes: &[(u16, u16, f32)]) -> Vec<u8> {
        let mut bytes = 0.5f32.to_le_bytes().to_vec();
        bytes.extend(1u16.to_le_bytes());
        bytes.extend((nodes.len() as u16).to_le_bytes());
        for (asks, above, bound) in nodes {
            bytes.extend(asks.to_le_bytes());
            bytes.extend(above.to_le_bytes());
            bytes.extend(bound.to_le_bytes());
        }
        bytes
    }

    #[test]
    fn a_tree_by_hand() {
        let bytes = written(&[(1, 4, 10.0), (2003, 3, 0.5), (LEAF, 0, 1.0), (LEAF, 0, 2.0), (LEAF, 0, 4.0)]);
        let forest = Forest::read(&mut bytes.as_slice()).unwrap();
        let words = |at: u32| [1u64 << at, 0, 0];
        let score = |numbers: &[f32], near| {
            let row = Row { numbers, second: &[], around: &words(0), near: &words(near) };
            let scores = forest.scores(&[row; ABREAST + 1]);
            assert!(scores.iter().all(|score| *score == scores[0]));
            scores[0]
        };
        assert_eq!(score(&[0.0, 11.0], 3), 4.5);
        assert_eq!(score(&[0.0, 10.0], 3), 2.5);
        assert_eq!(score(&[0.0, 10.0], 4), 1.5);
    }

    #[test]
    fn torn_weights_are_none() {
        let bytes = written(&[(1, 2, 10.0), (LEAF, 0, 1.0), (LEAF, 0, 2.0)]);
        for cut in 0..bytes.len() {
            assert!(Forest::read(&mut &bytes[..cut]).is_none());
        }
        assert!(Forest::read(&mut written(&[(1, 0, 10.0), (LEAF, 0, 1.0)]).as_slice()).is_none(), "a loop");
    }
}
