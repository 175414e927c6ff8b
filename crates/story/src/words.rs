//! The words of a stretch, and what two stretches share of them.
//!
//! In: a text and a span of it · Out: words with their spans; the words that two stretches do not share; how alike they are
//! From: L. R. Dice 1945 (twice the shared over all) · Fails: never · Cost: O(words log words)

use crate::align::align;
use model::{Edit, Span};
use std::collections::{HashMap, HashSet};
use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::LazyLock;

/// What may stand around a word and is none of it. A change of these alone is no change of what is told.
const AROUND: &[char] = &[
    '.', ',', ';', ':', '!', '?', '"', '\'', '“', '”', '„', '‘', '’', '«', '»', '(', ')', '[', ']', '…', '—',
    '–', '-',
];

/// Lists of words by their kind.
static LISTS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut lists: HashMap<&str, HashSet<&str>> = HashMap::new();
    for line in include_str!("../lists/words.tsv").lines().filter(|line| !line.starts_with('#')) {
        let mut columns = line.split('\t');
        if let (Some(kind), Some(words)) = (columns.next(), columns.next()) {
            lists.entry(kind).or_default().extend(words.split(' '));
        }
    }
    lists
});

/// Whether `word`, in lower case, is in the list of this kind.
pub(crate) fn is_listed(kind: &str, word: &str) -> bool {
    LISTS.get(kind).is_some_and(|words| words.contains(word))
}

/// A word and where it stands.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Word<'t> {
    pub(crate) text: &'t str,
    pub(crate) span: Span,
}

/// The words of `span`, cut at white space, without the marks around them.
pub(crate) fn words(text: &str, span: Span) -> Vec<Word<'_>> {
    let stretch = span.words(text);
    let mut all = Vec::new();
    for piece in stretch.split_whitespace() {
        let word = piece.trim_matches(AROUND);
        if word.is_empty() {
            continue;
        }
        let start = span.start + (word.as_ptr() as usize - stretch.as_ptr() as usize);
        all.push(Word { text: word, span: Span::new(start, start + word.len()) });
    }
    all
}

/// One number for the words of a stretch in their order.
pub(crate) fn hash_of(words: &[Word<'_>]) -> u64 {
    // The same key on every run: hashes are compared within one call and never kept.
    let mut hasher = DefaultHasher::new();
    words.iter().for_each(|word| word.text.hash(&mut hasher));
    hasher.finish()
}

/// The words that stretch `a` of A's text and stretch `b` of B's do not share.
pub(crate) fn edit(a_text: &str, a: Span, b_text: &str, b: Span) -> Edit {
    let (a, b) = (words(a_text, a), words(b_text, b));
    let hashes = |words: &[Word<'_>]| -> Vec<u64> {
        words.iter().map(|word| hash_of(std::slice::from_ref(word))).collect()
    };
    let pairs = align(&hashes(&a), &hashes(&b));
    Edit {
        dropped: left_out(&a, pairs.iter().map(|pair| pair.0)),
        added: left_out(&b, pairs.iter().map(|pair| pair.1)),
    }
}

/// The words that are not at one of the `kept` places, neighbours in one span.
fn left_out(words: &[Word<'_>], kept: impl Iterator<Item = usize>) -> Vec<Span> {
    let mut spans: Vec<Span> = Vec::new();
    let mut kept = kept.peekable();
    let mut open = false;
    for (at, word) in words.iter().enumerate() {
        if kept.next_if_eq(&at).is_some() {
            open = false;
            continue;
        }
        match spans.last_mut().filter(|_| open) {
            Some(last) => *last = last.to(word.span),
            None => spans.push(word.span),
        }
        open = true;
    }
    spans
}

/// The telling words of a stretch, folded, each once, sorted: what [`alike`] compares.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Bag(Vec<u64>);

impl Bag {
    pub(crate) fn of(text: &str, span: Span) -> Self {
        Bag::of_words(words(text, span).iter().map(|word| word.text))
    }

    pub(crate) fn of_words<'w>(words: impl Iterator<Item = &'w str>) -> Self {
        let mut all: Vec<u64> = words
            .map(fold)
            .filter(|word| !is_listed("common", word))
            .map(|word| {
                let mut hasher = DefaultHasher::new();
                word.hash(&mut hasher);
                hasher.finish()
            })
            .collect();
        all.sort_unstable();
        all.dedup();
        Bag(all)
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many words both have.
    pub(crate) fn shared(&self, other: &Bag) -> usize {
        let (mut one, mut two) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut shared = 0;
        while let (Some(a), Some(b)) = (one.peek(), two.peek()) {
            match a.cmp(b) {
                std::cmp::Ordering::Less => drop(one.next()),
                std::cmp::Ordering::Greater => drop(two.next()),
                std::cmp::Ordering::Equal => {
                    shared += 1;
                    one.next();
                    two.next();
                }
            }
        }
        shared
    }

    /// Dice's measure, 0.0 for nothing in common to 1.0 for the same words.
    pub(crate) fn alike(&self, other: &Bag) -> f32 {
        let all = self.0.len() + other.0.len();
        if all == 0 { 0.0 } else { 2.0 * self.shared(other) as f32 / all as f32 }
    }
}

/// The word in lower case, without "'s" and without the s of a plural.
pub(crate) fn fold(word: &str) -> String {
    let low = word.to_lowercase();
    let low = low.strip_suffix("'s").or_else(|| low.strip_suffix("’s")).unwrap_or(&low);
    match low.strip_suffix('s') {
        Some(stem) if stem.len() > 2 && !stem.ends_with('s') => stem.to_owned(),
        _ => low.to_owned(),
    }
}
