//! Two readings and what they tell differently, for those who show or hand it on.
//!
//! In: two readings, their differences · Out: the three together · From: DESIGN section 6 · Fails: never · Cost: nothing

use model::{Differences, Reading};

/// Two readings side by side.
#[derive(Clone, Copy, Debug)]
pub struct Compared<'c> {
    /// The first that was named.
    pub a: &'c Reading,
    /// The second.
    pub b: &'c Reading,
    /// What they tell differently; its spans are bytes into the texts of `a` and `b`.
    pub differences: &'c Differences,
}
