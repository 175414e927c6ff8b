//! Where words stand: byte spans inside, code points and the words themselves at the edge.
//!
//! In: byte offsets into `Article.text` · Out: [`Span`], and [`Cited`] for JSON · From: DESIGN section 2
//! Fails: a span out of bounds or off a character boundary yields `None` · Cost: O(1); the map is O(text) once

use serde::{Deserialize, Serialize};

/// A half-open stretch of `Article.text` in UTF-8 bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte; never before `start`.
    pub end: usize,
}

impl Span {
    /// A span over `start..end`; an end before the start collapses to an empty span at `start`.
    pub fn new(start: usize, end: usize) -> Self {
        Span { start, end: end.max(start) }
    }

    /// The only slicer of the house: the words under the span, or `None` if the span does not fit the text.
    pub fn of<'t>(&self, text: &'t str) -> Option<&'t str> {
        text.get(self.start..self.end)
    }

    /// The words under the span, or `""` where the span does not fit. For reading, never for building output.
    pub fn words<'t>(&self, text: &'t str) -> &'t str {
        self.of(text).unwrap_or("")
    }

    /// Length in bytes.
    pub fn len(&self) -> usize {
        self.end - self.start
    }

    /// Whether the span covers nothing.
    pub fn is_empty(&self) -> bool {
        self.start == self.end
    }

    /// Whether `other` lies wholly inside this span.
    pub fn contains(&self, other: Span) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Bytes that both spans cover.
    pub fn overlap(&self, other: Span) -> usize {
        self.end.min(other.end).saturating_sub(self.start.max(other.start))
    }

    /// Whether the two share at least one byte.
    pub fn touches(&self, other: Span) -> bool {
        self.overlap(other) > 0
    }

    /// The smallest span that covers both.
    pub fn to(&self, other: Span) -> Span {
        Span { start: self.start.min(other.start), end: self.end.max(other.end) }
    }

    /// The span moved right by `by` bytes.
    pub fn shifted(&self, by: usize) -> Span {
        Span { start: self.start + by, end: self.end + by }
    }

    /// The span without the white space at either end, as it stands in `text`.
    pub fn trimmed(&self, text: &str) -> Span {
        let words = self.words(text);
        let left = words.len() - words.trim_start().len();
        let kept = words.trim().len();
        Span { start: self.start + left, end: self.start + left + kept }
    }
}

/// A span as JSON shows it: Unicode code points, half-open, and the exact substring.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Cited {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The words, exactly as they stand in `article.text`.
    pub text: String,
}

/// A code-point span without its words, for the long lists where repeating the text would double the file
/// (sentences, tokens, parts, paragraphs).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Place {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
}

/// Maps byte offsets of one text to code points and back.
///
/// Every 64th byte keeps its code-point count, so the table is an eighth of the text and a look-up reads at
/// most 64 bytes.
#[derive(Debug)]
pub struct CodePoints<'t> {
    text: &'t str,
    every_64_bytes: Vec<usize>,
}

impl<'t> CodePoints<'t> {
    /// Counts once over `text`.
    pub fn new(text: &'t str) -> Self {
        let mut every_64_bytes = Vec::with_capacity(text.len() / 64 + 1);
        let mut seen = 0;
        for (at, byte) in text.bytes().enumerate() {
            if at % 64 == 0 {
                every_64_bytes.push(seen);
            }
            seen += usize::from(starts_code_point(byte));
        }
        CodePoints { text, every_64_bytes }
    }

    /// Code points before byte `at`; past the end it is the count of the whole text.
    pub fn before(&self, at: usize) -> usize {
        let at = at.min(self.text.len());
        let Some(&counted) = self.every_64_bytes.get(at / 64) else {
            return self.every_64_bytes.last().map_or(0, |last| last + self.tail());
        };
        let rest = self.text.as_bytes().get(at / 64 * 64..at).unwrap_or_default();
        counted + rest.iter().filter(|b| starts_code_point(**b)).count()
    }

    fn tail(&self) -> usize {
        let from = (self.every_64_bytes.len() - 1) * 64;
        self.text.as_bytes().get(from..).unwrap_or_default().iter().filter(|b| starts_code_point(**b)).count()
    }

    /// The byte at which code point number `count` starts; the text's length if there are fewer.
    pub fn byte(&self, count: usize) -> usize {
        let block = self.every_64_bytes.partition_point(|before| *before <= count).saturating_sub(1);
        let mut seen = self.every_64_bytes.get(block).copied().unwrap_or(0);
        for (at, byte) in self.text.bytes().enumerate().skip(block * 64) {
            if starts_code_point(byte) {
                if seen == count {
                    return at;
                }
                seen += 1;
            }
        }
        self.text.len()
    }

    /// The byte span of code points `start..end`.
    pub fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.byte(start), self.byte(end))
    }

    /// The span in code points with its words.
    pub fn cite(&self, span: Span) -> Cited {
        Cited {
            start: self.before(span.start),
            end: self.before(span.end),
            text: span.words(self.text).to_owned(),
        }
    }

    /// The span in code points alone.
    pub fn place(&self, span: Span) -> Place {
        Place { start: self.before(span.start), end: self.before(span.end) }
    }
}

fn starts_code_point(byte: u8) -> bool {
    byte & 0b1100_0000 != 0b1000_0000
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_and_code_points_agree_both_ways() {
        let text = "“Ça va”, said Zoë — 10 °C. ".repeat(9);
        let map = CodePoints::new(&text);
        for (count, (byte, _)) in text.char_indices().enumerate() {
            assert_eq!(map.before(byte), count);
            assert_eq!(map.byte(count), byte);
        }
        assert_eq!(map.before(text.len()), text.chars().count());
        assert_eq!(map.byte(usize::MAX), text.len());
    }

    #[test]
    fn a_span_off_a_boundary_is_none_not_a_panic() {
        assert_eq!(Span::new(1, 2).of("é"), None);
        assert_eq!(Span::new(0, 9).of("abc"), None);
        assert_eq!(Span::new(2, 1).of("abc"), Some(""));
    }

    #[test]
    fn trimming_keeps_the_words() {
        let span = Span::new(0, 6).trimmed("  ab  ");
        assert_eq!((span.start, span.end), (2, 4));
    }
}
