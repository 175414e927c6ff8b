//! One number for a word, the same on every machine and in every version: prints and signatures are kept.
//!
//! In: bytes · Out: 32 or 64 bits · From: FNV-1a (Fowler, Noll, Vo 1991), mixed as in SplitMix64 (Steele, Lea, Flood 2014)
//! Fails: never; two words in four thousand million share a number · Cost: O(bytes)

/// Where FNV-1a begins.
pub(crate) const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
/// By what it multiplies.
pub(crate) const PRIME: u64 = 0x0100_0000_01b3;

/// 64 bits of these bytes.
pub(crate) fn hash64(bytes: &[u8]) -> u64 {
    let fnv = bytes.iter().fold(BASIS, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(PRIME));
    mixed(fnv)
}

/// 32 bits of these bytes.
pub(crate) fn hash32(bytes: &[u8]) -> u32 {
    (hash64(bytes) >> 32) as u32
}

/// Two numbers made one; the order matters.
pub(crate) fn joined(a: u64, b: u64) -> u64 {
    mixed(a.rotate_left(23) ^ b)
}

/// A number whose bits all depend on all bits of the one given.
pub(crate) fn mixed(number: u64) -> u64 {
    let number = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    let number = (number ^ (number >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let number = (number ^ (number >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    number ^ (number >> 31)
}

#[cfg(test)]
mod tests {
    use super::{hash32, hash64};

    #[test]
    fn the_numbers_of_words_never_change() {
        // Prints on disk rest on these.
        assert_eq!(hash64(b""), 14_087_677_454_934_409_008);
        assert_eq!(hash32(b"harbour"), 1_153_781_562);
    }
}
