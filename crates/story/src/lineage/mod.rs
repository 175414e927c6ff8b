//! Who had it first, and who took it from whom?
//!
//! In: the articles of a story, what is boilerplate · Out: [`model::Lineage`], a forest with its evidence
//! From: DESIGN section 3, FIELD "Lineage facts", docs/decisions/0011 · Fails: never; a text worded anew throughout and
//! credited to nobody is a root · Cost: O(n log n) in words, and the pairs that share sentences
//!
//! Everything is done in the order of time, so that the order of the input makes no difference; the places in the list
//! come back at the end.

// Words, sentences and names.
mod mastheads;
mod quotes;
mod signature;
mod tokens;
pub(crate) mod words;

// One article: whom it credits, whose mark it bears.
mod credits;
mod marks;
mod sheet;

// Many articles, the fast way.
mod copies;

// Two articles: what they share; who gave.
mod arrows;
mod credited;
mod overlap;

// All of them.
mod forest;
mod independent;
mod shared;

#[cfg(test)]
mod tests;

pub use copies::{SharedSentences, copies};
pub(crate) use mastheads::masthead;
pub use signature::{SentenceHash, Signature};

use crate::Item;
use crate::boilerplate::Boilerplate;
use arrows::{Arrow, Giver};
use credited::Absent;
use model::{Lineage, LineageEdge, LineageEvidence, LineageKind, LineageNode, Passage};
use overlap::Overlap;
use sheet::Sheet;
use std::collections::HashSet;

/// Sentences, or credits, that an arrow shows as its evidence.
const SHOWN: usize = 3;

/// The lineage of these articles: who had it first, who took it from whom, how many had it independently.
///
/// Node N is item N; behind the items stand the reports that are credited and not held. Every node has at most one
/// arrow, to its best giver: its outlet's own earlier form, then text with a credit or an agency's mark, then most of the text, then a credit, then some
/// sentences. Words within quotation marks and the outlet's boilerplate never count. `independent` is a range: at most
/// the outlets at the roots that report something of their own, at least those of them that are left when all that may share a source
/// (masthead, owner, quote, description of unnamed sources, a credit too weak for an arrow) are joined.
///
/// ```
/// use model::{Article, LineageKind, jiff::Timestamp};
/// use story::{Boilerplate, Item};
///
/// let mut gazette = Article::verbatim("The port of Hargate will close its north quay to grain ships on Monday.");
/// gazette.outlet = Some("The Harbour Gazette".into());
/// let mut courier = Article::verbatim("Hargate will shut a quay, the Harbour Gazette reported.");
/// courier.outlet = Some("Hargate Courier".into());
/// let item = |id, article| Item { id, article, notes: None, seen: Timestamp::UNIX_EPOCH };
/// let told = story::lineage(&[item("a", &gazette), item("b", &courier)], &Boilerplate::default());
/// assert_eq!((told.edges[0].taker, told.edges[0].giver, told.edges[0].kind), (1, 0, LineageKind::Credit));
/// assert_eq!(told.independent.max, Some(1));
/// ```
pub fn lineage(items: &[Item<'_>], boilerplate: &Boilerplate) -> Lineage {
    // From here on an article is its rank in time; `places` leads back.
    let mut places: Vec<usize> = (0..items.len()).collect();
    places.sort_by_key(|n| items.get(*n).map(Item::place));
    let ranked: Vec<&Item<'_>> = places.iter().filter_map(|n| items.get(*n)).collect();
    let names = credits::Names::of(items);
    let outlets: HashSet<String> =
        items.iter().filter_map(|item| item.article.outlet.as_deref()).map(masthead).collect();
    let mut sheets: Vec<Sheet> =
        ranked.iter().map(|item| Sheet::of(item, boilerplate, &names, &outlets)).collect();
    sheet::learn_agencies(&mut sheets);
    sheet::pass_spoken(&mut sheets);
    let overlaps = overlap::overlaps(&sheets);
    let mut may = arrows::by_text(&sheets, &overlaps);
    let found = credited::credited(&sheets, &overlaps, &mut may);
    may.extend(found.arrows);
    let drawn = forest::forest(sheets.len(), may);

    // Reports that no arrow reaches in the end are left out.
    let count = sheets.len();
    let kept: Vec<usize> = {
        let first: Vec<usize> =
            (0..found.absent.len()).filter(|n| drawn.iter().any(|a| a.giver == Giver::Absent(*n))).collect();
        let inner =
            found.passed_on.iter().filter(|(outer, ..)| first.contains(outer)).map(|(_, inner, ..)| *inner);
        let mut all: Vec<usize> = first.iter().copied().chain(inner).collect();
        all.sort_unstable();
        all.dedup();
        all
    };
    let node = |giver: Giver| match giver {
        Giver::Held(rank) => Some(rank),
        Giver::Absent(n) => kept.binary_search(&n).ok().map(|n| count + n),
    };
    let mut up: Vec<Option<usize>> = vec![None; count + kept.len()];
    for arrow in &drawn {
        if let Some(slot) = up.get_mut(arrow.taker) {
            *slot = node(arrow.giver);
        }
    }
    let mut passed_on: Vec<LineageEdge> = Vec::new();
    for (outer, inner, article, credit) in &found.passed_on {
        let (Some(from), Some(to)) = (node(Giver::Absent(*outer)), node(Giver::Absent(*inner))) else {
            continue;
        };
        let free = up.get(from).is_some_and(Option::is_none);
        if free && climb(&up, to).all(|at| at != from) {
            if let Some(slot) = up.get_mut(from) {
                *slot = Some(to);
            }
            passed_on.push(credit_edge(&sheets, &places, from, to, *article, *credit));
        }
    }
    let root_of: Vec<usize> = (0..up.len()).map(|n| climb(&up, n).last().unwrap_or(n)).collect();

    let shared = shared::shared(&ranked, &places, &sheets, &up);
    let mut joined: Vec<(usize, usize)> =
        found.weak.iter().filter_map(|(taker, giver)| Some((*taker, node(*giver)?))).collect();
    joined.extend(weak_absent(&found.weak, &kept));
    joined.extend(overlaps.iter().map(|overlap| overlap.pair));
    joined.extend(
        shared.iter().flat_map(|quote| quote.free.windows(2).filter_map(|w| Some((*w.first()?, *w.last()?)))),
    );
    let independent = independent::independent(&independent::Roots {
        items: &ranked,
        sheets: &sheets,
        absent: &kept.iter().filter_map(|n| found.absent.get(*n).cloned()).collect::<Vec<Absent>>(),
        root_of: &root_of,
        joined: &joined,
    });

    let back = |node: usize| places.get(node).copied().unwrap_or(node);
    let mut edges: Vec<LineageEdge> = drawn
        .iter()
        .filter_map(|arrow| {
            let giver = back(node(arrow.giver)?);
            Some(edge(arrow, back(arrow.taker), giver, &sheets, &overlaps, &places))
        })
        .collect();
    edges.extend(passed_on);
    edges.sort_by_key(|edge| edge.taker);
    let absent = kept.iter().filter_map(|n| found.absent.get(*n));
    let nodes = items
        .iter()
        .enumerate()
        .map(|(n, item)| LineageNode { article: Some(n), outlet: item.article.outlet.clone() })
        .chain(absent.map(|absent| LineageNode { article: None, outlet: Some(absent.name.clone()) }))
        .collect();
    Lineage {
        nodes,
        edges,
        shared_quotes: shared.into_iter().map(|shared| shared.quote).collect(),
        roots: (0..up.len()).filter(|n| root_of.get(*n) == Some(n)).map(back).collect(),
        independent,
    }
}

/// The way up from a node, the node first.
fn climb(up: &[Option<usize>], from: usize) -> impl Iterator<Item = usize> {
    std::iter::successors(Some(from), |at| up.get(*at).copied().flatten())
}

/// Articles that credit the same absent report, each too weakly for an arrow, may have it in common.
fn weak_absent(weak: &[(usize, Giver)], kept: &[usize]) -> Vec<(usize, usize)> {
    let mut by_report: Vec<(usize, usize)> = weak
        .iter()
        .filter_map(|(taker, giver)| match giver {
            Giver::Absent(n) if kept.binary_search(n).is_err() => Some((*n, *taker)),
            _ => None,
        })
        .collect();
    by_report.sort_unstable();
    let same = by_report.chunk_by(|a, b| a.0 == b.0);
    same.flat_map(|group| group.windows(2).filter_map(|w| Some((w.first()?.1, w.last()?.1)))).collect()
}

/// An arrow as it is told.
fn edge(
    arrow: &Arrow,
    taker: usize,
    giver: usize,
    sheets: &[Sheet],
    overlaps: &[Overlap],
    places: &[usize],
) -> LineageEdge {
    let mut evidence = Vec::new();
    let from = sheets.get(arrow.taker);
    for credit in arrow.credits.iter().take(SHOWN).filter_map(|n| from?.credits.get(*n)) {
        evidence.push(LineageEvidence { taker: Passage { article: taker, span: credit.span }, giver: None });
    }
    if arrow.kind == LineageKind::WireCopy
        && let Some(span) = from.and_then(|sheet| sheet.marks.iter().find_map(|mark| mark.span))
    {
        evidence.push(LineageEvidence { taker: Passage { article: taker, span }, giver: None });
    }
    if let Some(overlap) = arrow.overlap.and_then(|n| overlaps.get(n)) {
        let mut twins: Vec<&overlap::Twin> = overlap.twins.iter().collect();
        twins.sort_by_key(|twin| std::cmp::Reverse(twin.words.0));
        twins.truncate(SHOWN);
        twins.sort_by_key(|twin| twin.lines);
        for twin in twins {
            let first = overlap.pair.0 == arrow.taker;
            let lines = if first { twin.lines } else { (twin.lines.1, twin.lines.0) };
            let other = if first { overlap.pair.1 } else { overlap.pair.0 };
            let passage = |rank: usize, line: usize| {
                let span = sheets.get(rank)?.lines.get(line)?.span;
                Some(Passage { article: *places.get(rank)?, span })
            };
            if let Some(taker) = passage(arrow.taker, lines.0) {
                evidence.push(LineageEvidence { taker, giver: passage(other, lines.1) });
            }
        }
    }
    LineageEdge {
        taker,
        giver,
        kind: arrow.kind,
        by: arrow.by,
        confidence: hundredths(arrow.confidence),
        share: hundredths(arrow.share as f32),
        evidence,
    }
}

/// From one report that is not held to another, by the words of an article.
fn credit_edge(
    sheets: &[Sheet],
    places: &[usize],
    taker: usize,
    giver: usize,
    article: usize,
    credit: usize,
) -> LineageEdge {
    let span = sheets.get(article).and_then(|sheet| sheet.credits.get(credit)).map(|credit| credit.span);
    let passage = span.zip(places.get(article)).map(|(span, place)| Passage { article: *place, span });
    LineageEdge {
        taker,
        giver,
        kind: LineageKind::Credit,
        by: model::DirectionBy::Credit,
        confidence: 0.7,
        share: 0.0,
        evidence: passage.into_iter().map(|taker| LineageEvidence { taker, giver: None }).collect(),
    }
}

/// Two decimals, as all that is printed.
fn hundredths(number: f32) -> f32 {
    (number * 100.0).round() / 100.0
}
