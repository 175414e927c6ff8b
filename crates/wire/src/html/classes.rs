//! What class and id words say of an element: furniture, body, deck, credit, byline.
//!
//! In: class, id and test-id attributes · Out: [`Hint`] bits and the set of frequent [`Words`] · From: lists/blocks.tsv
//! and lists/classwords.tsv, gathered from pages of the gold
//! Fails: unknown words say nothing · Cost: one look-up a word; the same attribute is read once a page

use super::spelt::Spelt;
use super::tag::Attr;
use super::tree::{Id, Tree};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// A set of the frequent words of names, one bit a word of lists/classwords.tsv.
pub(crate) type Words = [u64; 3];

/// Bits of what an element's names hint at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Hint(u8);

impl Hint {
    pub(crate) const DROP: Hint = Hint(1);
    pub(crate) const BODY: Hint = Hint(2);
    pub(crate) const DECK: Hint = Hint(4);
    pub(crate) const CREDIT: Hint = Hint(8);
    pub(crate) const BYLINE: Hint = Hint(16);
    /// Readers' comments: furniture however long.
    pub(crate) const COMMENTS: Hint = Hint(32);
    /// A box of questions.
    pub(crate) const ASKED: Hint = Hint(64);

    pub(crate) fn is(self, other: Hint) -> bool {
        self.0 & other.0 != 0
    }
    fn and(self, other: Hint) -> Hint {
        Hint(self.0 | other.0)
    }
}

/// What an element's names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names {
    pub(crate) hint: Hint,
    pub(crate) words: Words,
    /// Elements with the same names have the same number; 0 is none.
    pub(crate) number: u32,
}

impl Names {
    fn and(self, other: Names) -> Names {
        let mut words = self.words;
        words.iter_mut().zip(other.words).for_each(|(own, other)| *own |= other);
        let number = self.number.wrapping_mul(31).wrapping_add(other.number);
        Names { hint: self.hint.and(other.hint), words, number }
    }
}

/// A word's hint, and its place among the frequent words.
#[derive(Clone, Copy, Default)]
struct Entry {
    hint: Hint,
    word: Option<usize>,
}

#[derive(Default)]
struct Lists {
    single: FxHashMap<&'static str, Entry>,
    pair: FxHashMap<&'static str, Entry>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists::default();
    for line in include_str!("../../lists/blocks.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(words)) = (columns.next(), columns.next()) else { continue };
        let (hint, table) = match kind {
            "drop" => (Hint::DROP, &mut lists.single),
            "pair" => (Hint::DROP, &mut lists.pair),
            "body" => (Hint::BODY, &mut lists.single),
            "bodypair" => (Hint::BODY, &mut lists.pair),
            "deck" => (Hint::DECK, &mut lists.single),
            "credit" => (Hint::CREDIT, &mut lists.single),
            "byline" => (Hint::BYLINE, &mut lists.single),
            "comments" => (Hint::COMMENTS, &mut lists.single),
            "asked" => (Hint::ASKED, &mut lists.single),
            _ => continue,
        };
        for word in words.split(' ') {
            let entry = table.entry(word).or_default();
            entry.hint = entry.hint.and(hint);
        }
    }
    let frequent = include_str!("../../lists/classwords.tsv").lines().filter(|l| !l.starts_with('#'));
    let frequent = frequent.filter_map(|l| l.split('\t').next()).flat_map(|words| words.split(' '));
    for (at, word) in frequent.take(Words::default().len() * 64).enumerate() {
        lists.single.entry(word).or_default().word = Some(at);
    }
    lists
});

/// Reads names, each distinct attribute once.
#[derive(Default)]
pub(crate) struct Hints<'t> {
    seen: FxHashMap<&'t str, Names>,
}

impl<'t> Hints<'t> {
    /// What the element's names say.
    pub(crate) fn of(&mut self, tree: &'t Tree, id: Id) -> Names {
        let mut names = Names::default();
        for attr in [Attr::Class, Attr::Id, Attr::TestId] {
            if let Some(value) = tree.attr(id, attr).filter(|v| !v.is_empty() && v.len() < 2000) {
                let next = self.seen.len() as u32 + 1;
                let own = *self.seen.entry(value).or_insert_with(|| Names { number: next, ..read(value) });
                // An id is an element's own: it says what the element is, not what it is like.
                names = names.and(if attr == Attr::Class { own } else { Names { number: 0, ..own } });
            }
        }
        names
    }
}

fn read(value: &str) -> Names {
    let mut names = Names::default();
    let (mut spelt, lists) = (Spelt::default(), &*LISTS);
    let mut learn = |entry: Option<&Entry>| {
        if let Some(entry) = entry {
            names.hint = names.hint.and(entry.hint);
            if let Some(slot) = entry.word.and_then(|at| names.words.get_mut(at / 64).zip(Some(at % 64))) {
                *slot.0 |= 1 << slot.1;
            }
        }
    };
    for token in value.split_ascii_whitespace() {
        spelt.clear();
        let (mut upper, mut apart) = (true, true);
        for byte in token.bytes() {
            if !byte.is_ascii_alphanumeric() {
                (upper, apart) = (true, true);
                continue;
            }
            let capital = byte.is_ascii_uppercase();
            if apart || capital && !upper {
                spelt.begin();
            }
            (upper, apart) = (capital, false);
            spelt.push(char::from(byte.to_ascii_lowercase()));
        }
        learn(lists.single.get(spelt.joined.as_str()));
        spelt.words().for_each(|word| learn(lists.single.get(word)));
        spelt.pairs().for_each(|pair| learn(lists.pair.get(pair)));
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_names_in_every_spelling() {
        for name in [
            "related",
            "c-related-stories",
            "RelatedStories",
            "inline_related",
            "relatedContent",
            "x read-more y",
        ] {
            assert!(read(name).hint.is(Hint::DROP), "{name}");
        }
        for name in ["article-body", "articleBody", "c-article_body__x", "storybody"] {
            assert!(read(name).hint.is(Hint::BODY), "{name}");
        }
        assert_eq!(read("correlated unshared adobe").hint, Hint::default());
    }
}
