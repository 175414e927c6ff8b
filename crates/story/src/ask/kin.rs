//! Which words stand for one another, as far as news uses them alike.
//!
//! In: two stems · Out: how alike they are used · From: `training/kin.py`: word vectors learnt from unlabelled news
//! (positive pointwise mutual information and a truncated SVD: Levy, Goldberg and Dagan 2015) beside the word pieces of
//! the desk's full model
//! Fails: stems that are not in the table are like themselves alone · Cost: some 150 multiplications

use std::collections::HashMap;
use std::sync::LazyLock;

/// 12,000 stems, the most frequent first, and for each 156 numbers.
static TABLE: LazyLock<Table> =
    LazyLock::new(|| Table::read(include_bytes!("../../weights/kin.bin")).unwrap_or_default());

#[derive(Default)]
struct Table {
    places: HashMap<String, usize>,
    sides: usize,
    vectors: Vec<f32>,
}

impl Table {
    fn read(bytes: &[u8]) -> Option<Table> {
        let number = |at: usize| -> Option<usize> {
            Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
        };
        let (stems, sides, length) = (number(0)?, number(4)?, number(8)?);
        let words = std::str::from_utf8(bytes.get(12..12 + length)?).ok()?;
        let places: HashMap<String, usize> = words.lines().map(str::to_owned).zip(0..).collect();
        let whole = bytes.get(12 + length..).filter(|whole| whole.len() == stems * sides)?;
        let mut vectors = Vec::with_capacity(whole.len());
        for one in whole.chunks_exact(sides.max(1)) {
            let one: Vec<f32> = one.iter().map(|byte| f32::from(byte.cast_signed())).collect();
            let length = one.iter().map(|side| side * side).sum::<f32>().sqrt().max(1.0);
            vectors.extend(one.iter().map(|side| side / length));
        }
        Some(Table { places, sides, vectors })
    }

    fn vector(&self, place: usize) -> &[f32] {
        self.vectors.get(place * self.sides..(place + 1) * self.sides).unwrap_or_default()
    }
}

/// Where a stem stands in the table: the most frequent at 0.
pub(super) fn place(stem: &str) -> Option<usize> {
    TABLE.places.get(stem).copied()
}

/// The cosine of two stems by their places, −1.0..=1.0.
pub(super) fn cosine(one: usize, other: usize) -> f32 {
    TABLE.vector(one).iter().zip(TABLE.vector(other)).map(|(a, b)| a * b).sum()
}

/// How telling a stem is in news, 0.0..=1.0: the rarer, the more. Words are as frequent as one over their rank (Zipf
/// 1949), so the logarithm of the rank stands for that of the frequency.
pub(super) fn telling(stem: &str) -> f32 {
    let all = TABLE.places.len().max(2) as f32;
    place(stem).map_or(1.0, |rank| (rank as f32 + 2.0).ln() / (all + 2.0).ln())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_one_trade_are_kin() {
        let like = |one: &str, other: &str| cosine(place(one).unwrap(), place(other).unwrap());
        assert!(like("buy", "purchas") > 0.6);
        assert!(like("buy", "purchas") > like("buy", "judg") + 0.3);
        assert!((like("kill", "kill") - 1.0).abs() < 0.01);
        assert!(place("hargate").is_none());
        assert!(telling("the") < 0.2 && telling("hargate") > telling("govern"));
    }
}
