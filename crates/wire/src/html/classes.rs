//! What class and id words say of an element: furniture, body, deck, credit, byline.
//!
//! In: class, id and test-id attributes · Out: [`Hint`] bits · From: lists/blocks.tsv, gathered from pages of the gold
//! Fails: unknown words say nothing · Cost: one look-up a word; the same attribute is read once a page

use super::tag::Attr;
use super::tree::{Id, Tree};
use std::collections::HashMap;
use std::sync::LazyLock;

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

struct Lists {
    single: HashMap<&'static str, Hint>,
    pair: HashMap<&'static str, Hint>,
}

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    let mut lists = Lists { single: HashMap::new(), pair: HashMap::new() };
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
            *entry = entry.and(hint);
        }
    }
    lists
});

/// Reads hints, each distinct attribute once.
#[derive(Default)]
pub(crate) struct Hints<'t> {
    seen: HashMap<&'t str, Hint>,
}

impl<'t> Hints<'t> {
    /// What the element's names hint at.
    pub(crate) fn of(&mut self, tree: &'t Tree, id: Id) -> Hint {
        let mut hint = Hint::default();
        for attr in [Attr::Class, Attr::Id, Attr::TestId] {
            if let Some(value) = tree.attr(id, attr).filter(|v| !v.is_empty() && v.len() < 2000) {
                hint = hint.and(*self.seen.entry(value).or_insert_with(|| read(value)));
            }
        }
        hint
    }
}

fn read(value: &str) -> Hint {
    let mut hint = Hint::default();
    for token in value.split_ascii_whitespace() {
        let mut words: Vec<String> = Vec::new();
        let mut joined = String::new();
        let mut upper = true;
        for c in token.chars() {
            if !c.is_ascii_alphanumeric() {
                words.push(String::new());
                upper = true;
                continue;
            }
            if words.is_empty() || c.is_ascii_uppercase() && !upper {
                words.push(String::new());
            }
            upper = c.is_ascii_uppercase();
            if let Some(word) = words.last_mut() {
                word.push(c.to_ascii_lowercase());
            }
            joined.push(c.to_ascii_lowercase());
        }
        words.retain(|w| !w.is_empty());
        hint = hint.and(LISTS.single.get(joined.as_str()).copied().unwrap_or_default());
        for word in &words {
            hint = hint.and(LISTS.single.get(word.as_str()).copied().unwrap_or_default());
        }
        for pair in words.windows(2) {
            hint = hint.and(LISTS.pair.get(pair.join("-").as_str()).copied().unwrap_or_default());
        }
    }
    hint
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
            assert!(read(name).is(Hint::DROP), "{name}");
        }
        for name in ["article-body", "articleBody", "c-article_body__x", "storybody"] {
            assert!(read(name).is(Hint::BODY), "{name}");
        }
        assert_eq!(read("correlated unshared adobe"), Hint::default());
    }
}
