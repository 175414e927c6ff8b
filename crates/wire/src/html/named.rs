//! What class, id and test-id words say of the parts around a story: caption, credit, question, answer, date, post.
//!
//! In: the tree · Out: [`Names`] bits for every element · From: lists/named.tsv, gathered from pages of the gold
//! Fails: unknown words say nothing · Cost: one walk; the same attribute is read once a page

use super::spelt::Spelt;
use super::tag::{Attr, Tag};
use super::tree::{Id, ROOT, Tree};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Bits of what an element's names say.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Names(u32);

impl Names {
    pub(crate) const CAPTION: Names = Names(1);
    pub(crate) const CREDIT: Names = Names(1 << 1);
    pub(crate) const PICTURE: Names = Names(1 << 2);
    /// A box whose pictures are not the story's: portraits, teasers.
    pub(crate) const NO_PICTURE: Names = Names(1 << 3);
    pub(crate) const QUESTION: Names = Names(1 << 4);
    pub(crate) const ANSWER: Names = Names(1 << 5);
    pub(crate) const FAQ: Names = Names(1 << 6);
    /// A box whose questions are not the story's: polls, newsletters, comments.
    pub(crate) const NO_FAQ: Names = Names(1 << 7);
    pub(crate) const DATE: Names = Names(1 << 8);
    /// A box whose dates are other days: events, comments.
    pub(crate) const NO_DATE: Names = Names(1 << 9);
    pub(crate) const UPDATED: Names = Names(1 << 10);
    /// One post of a live page.
    pub(crate) const POST: Names = Names(1 << 11);
    /// A correction or a note of the editors.
    pub(crate) const NOTICE: Names = Names(1 << 12);
    pub(crate) const PAYWALL: Names = Names(1 << 13);

    /// The kind of this name in the list.
    fn kind(name: &str) -> Option<Self> {
        Some(match name {
            "caption" => Names::CAPTION,
            "credit" => Names::CREDIT,
            "picture" => Names::PICTURE,
            "nopicture" => Names::NO_PICTURE,
            "question" => Names::QUESTION,
            "answer" => Names::ANSWER,
            "faq" => Names::FAQ,
            "nofaq" => Names::NO_FAQ,
            "date" => Names::DATE,
            "nodate" => Names::NO_DATE,
            "updated" => Names::UPDATED,
            "post" => Names::POST,
            "notice" => Names::NOTICE,
            "paywall" => Names::PAYWALL,
            _ => return None,
        })
    }

    /// Whether one of the other's bits is set.
    pub(crate) fn is(self, other: Names) -> bool {
        self.0 & other.0 != 0
    }

    /// Both.
    pub(crate) fn and(self, other: Names) -> Names {
        Names(self.0 | other.0)
    }
}

static LIST: LazyLock<FxHashMap<&'static str, Names>> = LazyLock::new(|| {
    let mut list: FxHashMap<&str, Names> = FxHashMap::default();
    for line in include_str!("../../lists/named.tsv").lines().filter(|l| !l.starts_with('#')) {
        let mut columns = line.split('\t');
        let (Some(kind), Some(words)) = (columns.next().and_then(Names::kind), columns.next()) else {
            continue;
        };
        for word in words.split(' ') {
            let entry = list.entry(word).or_default();
            *entry = entry.and(kind);
        }
    }
    list
});

/// The names of every element of the page.
pub(crate) struct Named(Vec<Names>);

impl Named {
    /// Reads the page.
    pub(crate) fn of(tree: &Tree) -> Self {
        let mut names = vec![Names::default(); tree.len()];
        let mut seen: FxHashMap<&str, Names> = FxHashMap::default();
        for id in tree.below(ROOT).filter(|id| tree.tag(*id) != Tag::Text) {
            let mut own = Names::default();
            for attr in [Attr::Class, Attr::Id, Attr::TestId] {
                if let Some(value) = tree.attr(id, attr).filter(|v| !v.is_empty() && v.len() < 1000) {
                    own = own.and(*seen.entry(value).or_insert_with(|| read(value)));
                }
            }
            if let Some(place) = names.get_mut(id as usize) {
                *place = own;
            }
        }
        Named(names)
    }

    /// What the element's names say.
    pub(crate) fn at(&self, id: Id) -> Names {
        self.0.get(id as usize).copied().unwrap_or_default()
    }

    /// Whether the element's names say so.
    pub(crate) fn is(&self, id: Id, names: Names) -> bool {
        self.at(id).is(names)
    }

    /// Whether the element or one of the `levels` above it is named so.
    pub(crate) fn around(&self, tree: &Tree, id: Id, levels: usize, names: Names) -> bool {
        self.is(id, names) || tree.above(id).take(levels).any(|a| self.is(a, names))
    }
}

/// Words of `value` looked up alone, in pairs and joined: "ImageCaption_caption__x1", "thumb-caption", "newsCaption".
fn read(value: &str) -> Names {
    let mut names = Names::default();
    let mut spelt = Spelt::default();
    let mut look = |word: &str| names = names.and(LIST.get(word).copied().unwrap_or_default());
    for token in value.split_ascii_whitespace() {
        spelt.clear();
        let (mut upper, mut apart) = (true, true);
        for c in token.chars() {
            if !c.is_alphanumeric() {
                (upper, apart) = (true, true);
                continue;
            }
            let capital = c.is_uppercase();
            if apart || capital && !upper {
                spelt.begin();
            }
            (upper, apart) = (capital, false);
            if c.is_ascii() {
                spelt.push(c.to_ascii_lowercase());
            } else {
                c.to_lowercase().for_each(|c| spelt.push(c));
            }
        }
        look(&spelt.joined);
        spelt.words().for_each(&mut look);
        spelt.pairs().for_each(&mut look);
    }
    names
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_in_every_spelling() {
        for name in ["ImageCaption_caption__x1", "thumb-caption", "c-newsCaption", "wp-caption-text"] {
            assert!(read(name).is(Names::CAPTION), "{name}");
        }
        assert!(read("FaqItem_question__k2").is(Names::QUESTION.and(Names::FAQ)));
        assert_eq!(read("recaptioned unquestioned"), Names::default());
    }
}
