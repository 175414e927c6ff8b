//! How many of the roots are independent of one another.
//!
//! In: the roots, what joins them · Out: a range · From: FIELD, "count owners and mastheads, not feeds; give a range"
//! Fails: a common source that no words betray · Cost: O(n log n) in roots and sources
//!
//! **The rule.** *At most*: the outlets at the roots that report something of their own, that is, reports that are named
//! and not held, and articles with at least one sentence outside quotation marks that is no boilerplate. An outlet counts
//! once, however often it comes back to the story: it is one newsroom. A root without an outlet counts for itself. *At
//! least*: the same after those were joined that may share a source:
//!
//! 1. roots of one masthead or one owner;
//! 2. roots that carry the same quote;
//! 3. roots whose trees describe their unnamed sources in the same words, two or more that are no grammar and no count
//!    ("port officials familiar with the talks"; "officials" alone joins nothing);
//! 4. a root and the report that it credits too weakly for an arrow, or an agency that contributed to it;
//! 5. roots that share a sentence, if too little for an arrow.
//!
//! Where there is an article at all, both are at least one.

use super::credited::Absent;
use super::mastheads::owner;
use super::shared::{join, root};
use super::sheet::Sheet;
use super::words;
use crate::Item;
use model::{Count, SourceKind};
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::LazyLock;

/// Words of a description that are compared at least.
const WORDS: usize = 2;

/// Words that describe nobody: grammar, counts.
static PLAIN: LazyLock<HashSet<u64>> = LazyLock::new(|| {
    let lines = include_str!("../../lists/words.tsv").lines().filter(|line| !line.starts_with('#'));
    let common = lines.filter_map(|line| line.split('\t').nth(1)).flat_map(words::of);
    common
        .chain(words::of(
            "one two three four five six seven several some many other both another all multiple",
        ))
        .collect()
});

/// Everything the count needs. Nodes are ranks of articles, and behind them the absent reports.
pub(super) struct Roots<'a> {
    pub(super) items: &'a [&'a Item<'a>],
    pub(super) sheets: &'a [Sheet],
    pub(super) absent: &'a [Absent],
    /// The root of every node.
    pub(super) root_of: &'a [usize],
    /// Nodes that may share a source.
    pub(super) joined: &'a [(usize, usize)],
}

/// The range.
pub(super) fn independent(roots: &Roots<'_>) -> Count {
    let nodes = roots.root_of.len();
    let articles = roots.sheets.len();
    let reports = |n: &usize| {
        roots.root_of.get(*n) == Some(n)
            && roots.sheets.get(*n).is_none_or(|sheet| sheet.lines.iter().any(|line| !line.passed))
    };
    let own: Vec<usize> = (0..nodes).filter(reports).collect();
    let mut group: Vec<usize> = (0..nodes).collect();
    let of = |n: usize| roots.root_of.get(n).copied().unwrap_or(n);
    for (a, b) in roots.joined {
        join(&mut group, of(*a), of(*b));
    }
    let mut outlets: BTreeSet<&str> = BTreeSet::new();
    let mut nameless = 0;
    let mut house: BTreeMap<&str, usize> = BTreeMap::new();
    let mut site: BTreeMap<&str, usize> = BTreeMap::new();
    for n in own.iter().copied() {
        let sheet = roots.sheets.get(n);
        let key = sheet.map_or_else(
            || n.checked_sub(articles).and_then(|n| roots.absent.get(n)).map(|absent| absent.key.as_str()),
            |sheet| sheet.outlet.as_deref(),
        );
        if let Some(key) = key {
            outlets.insert(key);
            join(&mut group, *house.entry(owner(key)).or_insert(n), n);
        } else {
            nameless += 1;
        }
        if let Some(host) = sheet.and_then(|sheet| sheet.site.as_deref()) {
            join(&mut group, *site.entry(host).or_insert(n), n);
        }
    }
    let mut described: BTreeMap<Vec<u64>, usize> = BTreeMap::new();
    for (n, item) in roots.items.iter().enumerate() {
        for statement in item.notes.map_or(&[][..], |notes| &notes.statements) {
            let unnamed = statement.source.kind == SourceKind::UnnamedPerson;
            let Some(span) = statement.source.span.filter(|_| unnamed) else { continue };
            let mut description = words::of(span.words(&item.article.text));
            description.retain(|word| !PLAIN.contains(word));
            description.sort_unstable();
            description.dedup();
            if description.len() >= WORDS {
                let first = *described.entry(description).or_insert(of(n));
                join(&mut group, first, of(n));
            }
        }
    }
    let most = (outlets.len() + nameless).max(usize::from(nodes > 0));
    let mut least: Vec<usize> = own.iter().map(|n| root(&group, *n)).collect();
    least.sort_unstable();
    least.dedup();
    let count = |n: usize| u32::try_from(n).unwrap_or(u32::MAX);
    Count { min: count(least.len().max(usize::from(nodes > 0))), max: Some(count(most)) }
}
