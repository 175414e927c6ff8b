//! The words of a name in small letters, as one, each and in pairs: "newsCaption" is "newscaption", "news", "caption"
//! and "news-caption".
//!
//! In: letters, and where a word begins · Out: stretches of two buffers that are used again for the next name
//! From: how class names are spelt: with strokes, underlines and humps · Fails: never · Cost: one copy, twice

/// One name.
#[derive(Default)]
pub(super) struct Spelt {
    /// All words as one.
    pub(super) joined: String,
    /// The words with strokes between them.
    stroked: String,
    /// Where each word begins in `stroked`.
    begins: Vec<usize>,
}

impl Spelt {
    /// Makes room for the next name.
    pub(super) fn clear(&mut self) {
        self.joined.clear();
        self.stroked.clear();
        self.begins.clear();
    }

    /// Begins a word, which gets at least one letter.
    pub(super) fn begin(&mut self) {
        if !self.begins.is_empty() {
            self.stroked.push('-');
        }
        self.begins.push(self.stroked.len());
    }

    /// The next letter of the word, a small one.
    pub(super) fn push(&mut self, c: char) {
        self.joined.push(c);
        self.stroked.push(c);
    }

    /// Every word.
    pub(super) fn words(&self) -> impl Iterator<Item = &str> {
        self.stretches(1)
    }

    /// Every two words in a row with a stroke between them.
    pub(super) fn pairs(&self) -> impl Iterator<Item = &str> {
        self.stretches(2)
    }

    /// Every `count` words in a row.
    fn stretches(&self, count: usize) -> impl Iterator<Item = &str> {
        (0..(self.begins.len() + 1).saturating_sub(count)).filter_map(move |at| {
            let end = self.begins.get(at + count).map_or(self.stroked.len(), |next| next - 1);
            self.stroked.get(*self.begins.get(at)?..end)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_and_pairs() {
        let mut spelt = Spelt::default();
        for word in ["a", "news", "box"] {
            spelt.begin();
            word.chars().for_each(|c| spelt.push(c));
        }
        assert_eq!(spelt.joined, "anewsbox");
        assert_eq!(spelt.words().collect::<Vec<_>>(), ["a", "news", "box"]);
        assert_eq!(spelt.pairs().collect::<Vec<_>>(), ["a-news", "news-box"]);
        spelt.clear();
        assert_eq!(spelt.words().chain(spelt.pairs()).count(), 0);
    }
}
