//! Words as numbers that never change, so that they may be kept.
//!
//! In: a stretch of text · Out: the number of each word, in order, and where it stands · From: `hash`, over small letters
//! Fails: never; in scripts without spaces every character is a word · Cost: O(text)

pub(crate) use crate::hash::joined;
use crate::hash::{BASIS, PRIME, mixed};

/// From here on scripts write without spaces (CJK radicals and all behind).
const UNSPACED: char = '\u{2e80}';

/// Gives each word's number and its bytes' place in `stretch`. Case, marks and apostrophes make no difference.
pub(crate) fn each(stretch: &str, mut take: impl FnMut(u64, usize, usize)) {
    let mut hash = BASIS;
    let mut start = usize::MAX;
    for (at, letter) in stretch.char_indices() {
        if letter.is_ascii_alphanumeric() {
            if start == usize::MAX {
                start = at;
            }
            hash = (hash ^ u64::from(letter.to_ascii_lowercase() as u8)).wrapping_mul(PRIME);
        } else if letter == '\'' || letter == '’' {
            // Part of the word that it stands in: "don't" is one word however it is printed.
        } else if !letter.is_ascii() && letter.is_alphanumeric() {
            if letter >= UNSPACED && start != usize::MAX {
                take(mixed(hash), start, at);
                (hash, start) = (BASIS, usize::MAX);
            }
            if start == usize::MAX {
                start = at;
            }
            for small in letter.to_lowercase() {
                hash = (hash ^ u64::from(u32::from(small))).wrapping_mul(PRIME);
            }
            if letter >= UNSPACED {
                take(mixed(hash), start, at + letter.len_utf8());
                (hash, start) = (BASIS, usize::MAX);
            }
        } else if start != usize::MAX {
            take(mixed(hash), start, at);
            (hash, start) = (BASIS, usize::MAX);
        }
    }
    if start != usize::MAX {
        take(mixed(hash), start, stretch.len());
    }
}

/// The numbers of all words of a stretch.
pub(crate) fn of(stretch: &str) -> Vec<u64> {
    let mut words = Vec::new();
    each(stretch, |word, _, _| words.push(word));
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_has_one_number_however_it_is_printed() {
        assert_eq!(of("“Don’t” wait, Hargate!"), of("don't WAIT hargate"));
        assert_ne!(of("ships wait"), of("wait ships"));
        assert_eq!(of("港が閉じた").len(), 5);
        assert_eq!(of("…"), [] as [u64; 0]);
    }

    #[test]
    fn numbers_never_change() {
        assert_eq!(of("harbour"), [4_955_454_075_753_831_612]);
    }
}
