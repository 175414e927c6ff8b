//! Sentences that an outlet prints again and again: footers, appeals, standing background. They are nobody's copy.
//!
//! In: of many articles the outlet, the day and the hashes of the sentences · Out: [`Boilerplate`]
//! From: FIELD, "Lineage facts": nine in ten pairs that share sentences share one outlet's boilerplate
//! Fails: never; an outlet of few articles has none that is known · Cost: O(n log n) in sentences

use crate::Item;
use crate::lineage::{SentenceHash, Signature, masthead, words};
use model::jiff::civil::Date;

/// Articles, and days, on which a sentence must stand to be boilerplate. An update is seldom printed on a third day.
const TIMES: usize = 3;

/// Two articles that have more than this share of the shorter one's sentences in common are one article in two forms,
/// and count once.
const SAME: f64 = 0.5;

/// Outlets that must print a sentence, on as many days, for it to be a stock phrase of the trade, whoever prints it.
const STOCK: usize = 3;

/// Articles of one outlet that are looked at for one sentence; more tell nothing new.
const LOOKED_AT: usize = 12;

/// Days between the first and the last print of a stock phrase: copies of one text are printed within a week.
const APART: i32 = 8;

/// Which sentences are boilerplate, and whose.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Boilerplate {
    /// Hashes of outlet and sentence together, and of stock phrases with no outlet, sorted.
    known: Vec<u64>,
}

/// One article to learn from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Printed {
    /// Who published it, as a number; all that name no outlet share one.
    pub outlet: u64,
    /// The day that it prints, in days from 1970; `None` where it prints none.
    pub day: Option<i32>,
    /// Its sentences.
    pub signature: Signature,
}

impl Printed {
    /// What is to be learnt from of an article.
    pub fn of(item: &Item<'_>) -> Self {
        let day = item.article.published.map(|stamp| days(stamp.date));
        let outlet = key(item.article.outlet.as_deref().unwrap_or_default());
        Printed { outlet, day, signature: Signature::of(item) }
    }

    /// As bytes, for keeping beside a print: ten a sentence.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut out = Vec::with_capacity(12 + 10 * self.signature.sentences.len());
        out.extend_from_slice(&self.outlet.to_le_bytes());
        out.extend_from_slice(&self.day.unwrap_or(i32::MIN).to_le_bytes());
        for sentence in &self.signature.sentences {
            out.extend_from_slice(&sentence.hash.to_le_bytes());
            out.extend_from_slice(&sentence.own.to_le_bytes());
        }
        out
    }

    /// From bytes; what is cut short is left out.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let Some((outlet, rest)) = bytes.split_first_chunk::<8>() else { return Printed::default() };
        let Some((day, rest)) = rest.split_first_chunk::<4>() else { return Printed::default() };
        let (outlet, day) = (u64::from_le_bytes(*outlet), i32::from_le_bytes(*day));
        let sentence = |[a, b, c, d, e, f, g, h, i, j]: &[u8; 10]| SentenceHash {
            hash: u64::from_le_bytes([*a, *b, *c, *d, *e, *f, *g, *h]),
            own: u16::from_le_bytes([*i, *j]),
        };
        let sentences = rest.as_chunks::<10>().0.iter().map(sentence).collect();
        Printed { outlet, day: (day != i32::MIN).then_some(day), signature: Signature { sentences } }
    }
}

/// Days since 1970.
fn days(date: Date) -> i32 {
    let since = date.duration_since(Date::constant(1970, 1, 1)).as_hours() / 24;
    i32::try_from(since).unwrap_or(i32::MAX)
}

impl Boilerplate {
    /// Learns from many articles, in any order. A sentence is an outlet's boilerplate where it stands in [`TIMES`]
    /// articles of that outlet, of as many days, that have otherwise little in common. It is a stock phrase, and
    /// nobody's, where [`STOCK`] outlets print it on as many days over more than a week.
    pub fn learn(articles: &[Printed]) -> Self {
        let mut prints: Vec<(u64, u64, Option<i32>, usize)> = Vec::new();
        for (n, article) in articles.iter().enumerate() {
            let outlet = article.outlet;
            prints.extend(article.signature.sentences.iter().map(|s| (s.hash, outlet, article.day, n)));
        }
        prints.sort_unstable();
        prints.dedup();
        let mut sorted: Vec<Vec<u64>> = Vec::with_capacity(articles.len());
        for article in articles {
            let mut hashes: Vec<u64> = article.signature.sentences.iter().map(|s| s.hash).collect();
            hashes.sort_unstable();
            hashes.dedup();
            sorted.push(hashes);
        }
        let mut known = Vec::new();
        for sentence in prints.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= TIMES) {
            let mut outlets = 0;
            for own in sentence.chunk_by(|a, b| a.1 == b.1) {
                outlets += 1;
                if let Some((hash, outlet, ..)) = own.first()
                    && own.len() >= TIMES
                    && times(own, &sorted) >= TIMES
                {
                    known.push(words::joined(*outlet, *hash));
                }
            }
            let days = |pick: fn(i32, i32) -> i32| sentence.iter().filter_map(|print| print.2).reduce(pick);
            let long = days(i32::min).zip(days(i32::max)).is_some_and(|(first, last)| last - first >= APART);
            if let Some((hash, ..)) = sentence.first()
                && outlets >= STOCK
                && long
                && times(sentence, &sorted) >= STOCK
            {
                known.push(words::joined(0, *hash));
            }
        }
        known.sort_unstable();
        known.dedup();
        Boilerplate { known }
    }

    /// Whether this outlet prints this sentence as a habit, or everyone does.
    pub fn holds(&self, outlet: Option<&str>, sentence: u64) -> bool {
        let has = |outlet: u64| self.known.binary_search(&words::joined(outlet, sentence)).is_ok();
        !self.known.is_empty() && (has(0) || outlet.is_some_and(|outlet| has(key(outlet))))
    }

    /// How many sentences are known.
    pub fn len(&self) -> usize {
        self.known.len()
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.known.is_empty()
    }

    /// What either knows.
    pub fn with(mut self, other: &Boilerplate) -> Self {
        self.known.extend(&other.known);
        self.known.sort_unstable();
        self.known.dedup();
        self
    }

    /// As bytes, for keeping: eight a sentence.
    pub fn to_bytes(&self) -> Vec<u8> {
        self.known.iter().flat_map(|hash| hash.to_le_bytes()).collect()
    }

    /// From bytes; what is left over at the end is passed over.
    pub fn from_bytes(bytes: &[u8]) -> Self {
        let (hashes, _) = bytes.as_chunks::<8>();
        let mut known: Vec<u64> = hashes.iter().map(|hash| u64::from_le_bytes(*hash)).collect();
        known.sort_unstable();
        known.dedup();
        Boilerplate { known }
    }
}

/// The outlet's number; never that of no outlet.
fn key(outlet: &str) -> u64 {
    words::of(&masthead(outlet)).into_iter().fold(1, words::joined).max(1)
}

/// How often the sentence was printed in articles that are not forms of one another, and on how many days: the smaller.
fn times(prints: &[(u64, u64, Option<i32>, usize)], sorted: &[Vec<u64>]) -> usize {
    let mut kept: Vec<&[u64]> = Vec::new();
    let mut days: Vec<Option<i32>> = Vec::new();
    for (_, _, day, n) in prints.iter().take(LOOKED_AT) {
        let Some(hashes) = sorted.get(*n) else { continue };
        if kept.iter().all(|other| !same(hashes, other)) {
            kept.push(hashes);
            // Days that are not known may all be different.
            if day.is_none() || !days.contains(day) {
                days.push(*day);
            }
        }
    }
    kept.len().min(days.len())
}

/// Whether two articles are one in two forms.
fn same(a: &[u64], b: &[u64]) -> bool {
    let shared = a.iter().filter(|hash| b.binary_search(hash).is_ok()).count();
    shared as f64 > SAME * a.len().min(b.len()) as f64
}
