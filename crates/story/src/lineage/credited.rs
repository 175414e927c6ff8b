//! Arrows that rest on a credit or on an agency's mark, and the reports that are not held.
//!
//! In: sheets, overlaps, the arrows by text · Out: more arrows, and one node for each absent report
//! From: DESIGN section 3, "a credited article that is not held becomes a node of its own"
//! Fails: an outlet that is credited twice for two reports is one node · Cost: credits by articles of the outlet

use super::arrows::{Arrow, COPY, Giver, Ground, copied_lines, shares, tells};
use super::mastheads::known;
use super::overlap::Overlap;
use super::sheet::{Quote, Sheet};
use model::{DirectionBy, LineageKind};
use std::collections::BTreeMap;

/// Sentences from the top among which a credit says where the story is from, and among which it may.
const TOP: usize = 3;
const UPPER: usize = 8;
/// Seconds that a credited article may be older than the one that credits it: a week.
const WITHIN: i64 = 7 * 86_400;
/// Share of the rare words of a credit's sentence that the credited article must have to tell the same.
const SAME: f64 = 0.35;
/// The same for an article of more than [`MANY`] different words, which holds many of them by chance.
const SAME_OF_MANY: f64 = 0.8;
const MANY: usize = 250;
/// Words in a row by which a quote is the same.
const QUOTED: usize = 5;
/// Confidence of a credit from which the whole story is the outlet's.
const CENTRAL: f32 = 0.85;
/// Words of a headline, and share of them, that the article must tell at its top or where it credits.
const HEADED: usize = 3;
const SAME_HEADLINE: f64 = 0.5;
/// The same where the credit is one beside others.
const SAME_HEADLINE_BESIDE: f64 = 0.7;
/// Of several articles of the outlet, the earliest that has this much of what the best has.
const NEARLY: f64 = 0.9;
/// Least confidence with which a credit draws an arrow: one credit far down beside other sources draws none.
const CREDITED: f32 = 0.55;

/// A report that is named and not held.
#[derive(Clone, Debug)]
pub(super) struct Absent {
    /// The outlet's key.
    pub(super) key: String,
    /// Its name for people.
    pub(super) name: String,
}

/// What credits and marks add.
#[derive(Default)]
pub(super) struct Credited {
    pub(super) arrows: Vec<Arrow>,
    pub(super) absent: Vec<Absent>,
    /// From one absent report to another: taker, giver, and the article and credit that tell so.
    pub(super) passed_on: Vec<(usize, usize, usize, usize)>,
    /// Articles that may share a source with a report or another article, too weakly for an arrow.
    pub(super) weak: Vec<(usize, Giver)>,
}

/// Reads marks and credits. `by_text` are the arrows by text; those between two copies of one agency are taken out.
pub(super) fn credited(sheets: &[Sheet], overlaps: &[Overlap], by_text: &mut Vec<Arrow>) -> Credited {
    let mut found = Credited::default();
    agencies(sheets, overlaps, by_text, &mut found);
    let copied = copied_lines(overlaps, by_text);
    let rare = Rare::of(sheets);
    for (taker, sheet) in sheets.iter().enumerate() {
        let mut by_outlet: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
        for (n, credit) in sheet.credits.iter().enumerate() {
            // A credit in a sentence that was copied is the other's credit.
            let theirs = copied.get(&(taker, credit.line)).is_some_and(|givers| {
                givers
                    .iter()
                    .any(|g| sheets.get(*g).is_some_and(|s| s.outlet.as_deref() != Some(&credit.outlet)))
            });
            if !theirs {
                by_outlet.entry(&credit.outlet).or_default().push(n);
            }
        }
        for (outlet, credits) in by_outlet {
            let confidence = sure(sheet, &credits);
            let giver = held(sheets, taker, outlet, &credits, &rare)
                .map_or_else(|| Giver::Absent(found.node(outlet, name(sheet, &credits))), Giver::Held);
            if confidence < CREDITED {
                found.weak.push((taker, giver));
                continue;
            }
            if let Giver::Absent(node) = giver {
                let inner = credits.iter().find_map(|n| Some((*n, sheet.credits.get(*n)?.through.clone()?)));
                if let Some((n, (key, name))) = inner {
                    let inner = found.node(&key, name);
                    if inner != node {
                        found.passed_on.push((node, inner, taker, n));
                    }
                }
            }
            found.arrows.push(Arrow {
                taker,
                giver,
                kind: LineageKind::Credit,
                by: DirectionBy::Credit,
                confidence,
                share: 0.0,
                words: 0,
                ground: Ground::Credit,
                overlap: None,
                credits,
            });
        }
    }
    found
}

impl Credited {
    /// The place of the report of this outlet, a new one where there is none yet.
    fn node(&mut self, key: &str, name: String) -> usize {
        match self.absent.iter().position(|absent| absent.key == key) {
            Some(place) => place,
            None => {
                let name = known(key).map_or(name, |known| known.name.to_owned());
                self.absent.push(Absent { key: key.to_owned(), name });
                self.absent.len() - 1
            }
        }
    }
}

/// Copies of an agency's text whose original is not held: takers of the same text share one node.
fn agencies(sheets: &[Sheet], overlaps: &[Overlap], by_text: &mut Vec<Arrow>, found: &mut Credited) {
    let held = |taker: usize, agency: &str| {
        by_text.iter().any(|arrow| {
            let Giver::Held(giver) = arrow.giver else { return false };
            arrow.taker == taker && sheets.get(giver).is_some_and(|s| s.outlet.as_deref() == Some(agency))
        })
    };
    // Marked articles without their original, by agency.
    let mut marked: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (n, sheet) in sheets.iter().enumerate() {
        for mark in sheet.marks.iter().filter(|mark| mark.whole) {
            if !held(n, &mark.agency) {
                marked.entry(&mark.agency).or_default().push(n);
            }
        }
    }
    let mut copies: Vec<(usize, usize, f64)> = Vec::new();
    for (agency, articles) in &marked {
        // Those whose texts are the same copy, by their smallest member.
        let mut group: BTreeMap<usize, usize> = articles.iter().map(|n| (*n, *n)).collect();
        for overlap in overlaps.iter().filter(|overlap| tells(sheets, overlap)) {
            let (Some(a), Some(b)) =
                (group.get(&overlap.pair.0).copied(), group.get(&overlap.pair.1).copied())
            else {
                continue;
            };
            let share = shares(sheets, overlap);
            if share.0.max(share.1) >= COPY {
                let (low, high) = (a.min(b), a.max(b));
                group.values_mut().filter(|of| **of == high).for_each(|of| *of = low);
            }
        }
        let mut nodes: BTreeMap<usize, usize> = BTreeMap::new();
        for (article, of) in group {
            let node = *nodes.entry(of).or_insert_with(|| {
                let name = known(agency).map(|known| known.name.to_owned());
                let printed = sheets.get(of).and_then(|s| s.marks.iter().find(|m| m.agency == *agency));
                let name = name.or_else(|| printed.map(|m| m.name.clone())).unwrap_or_default();
                found.absent.push(Absent { key: (*agency).to_owned(), name });
                found.absent.len() - 1
            });
            copies.push((article, node, 1.0));
        }
    }
    // Others that print most of a marked text without its mark have it from the agency too.
    let of: BTreeMap<usize, usize> = copies.iter().map(|(article, node, _)| (*article, *node)).collect();
    by_text.retain(|arrow| {
        let Giver::Held(giver) = arrow.giver else { return true };
        match (of.get(&arrow.taker), of.get(&giver)) {
            (Some(a), Some(b)) => a != b,
            (None, Some(node)) if arrow.kind != LineageKind::Update && arrow.share >= COPY => {
                copies.push((arrow.taker, *node, arrow.share));
                false
            }
            _ => true,
        }
    });
    copies.sort_by(|a, b| (a.0, a.1).cmp(&(b.0, b.1)).then(b.2.total_cmp(&a.2)));
    copies.dedup_by_key(|(article, node, _)| (*article, *node));
    for (taker, node, share) in copies {
        let marked = of.get(&taker) == Some(&node);
        found.arrows.push(Arrow {
            taker,
            giver: Giver::Absent(node),
            kind: LineageKind::WireCopy,
            by: DirectionBy::Agency,
            confidence: if marked { 0.95 } else { 0.8 },
            share: if marked { 1.0 } else { share },
            words: 0,
            ground: Ground::Both,
            overlap: None,
            credits: Vec::new(),
        });
    }
    // An agency that contributed is credited.
    for (taker, sheet) in sheets.iter().enumerate() {
        for mark in sheet.marks.iter().filter(|mark| !mark.whole) {
            let node = found.node(&mark.agency, mark.name.clone());
            found.weak.push((taker, Giver::Absent(node)));
        }
    }
}

/// How surely credits to one outlet say that the story is from there: by their words, by how far up they stand, by how
/// many they are.
fn sure(sheet: &Sheet, credits: &[usize]) -> f32 {
    let all = sheet.lines.len().max(1);
    let each = credits.iter().filter_map(|n| sheet.credits.get(*n)).map(|credit| {
        let place = match credit.line {
            line if line < TOP => 1.0,
            line if line < UPPER && line * 2 < all => 0.75,
            _ => 0.5,
        };
        credit.weight * place
    });
    let best = each.fold(0.0_f32, f32::max);
    let more = 0.1 * (credits.len().saturating_sub(1).min(3)) as f32;
    (best + more).min(0.95)
}

/// The name by which the article credits the outlet.
fn name(sheet: &Sheet, credits: &[usize]) -> String {
    credits.first().and_then(|n| sheet.credits.get(*n)).map(|credit| credit.name.clone()).unwrap_or_default()
}

/// The earliest article at hand of the credited outlet that is not later and tells the same.
fn held(sheets: &[Sheet], taker: usize, outlet: &str, credits: &[usize], rare: &Rare) -> Option<usize> {
    let from = sheets.get(taker)?;
    let quotes = quotes_of(from, credits).next().is_some();
    let central = sure(from, credits) >= CENTRAL;
    let mut may: Vec<(usize, f64)> = Vec::new();
    for (n, sheet) in sheets.iter().enumerate() {
        let age = from.time.1.saturating_sub(sheet.time.0);
        let recent = age <= WITHIN || sheet.time.0 == i64::MIN || from.time.0 == i64::MIN;
        if n != taker && sheet.outlet.as_deref() == Some(outlet) && !from.before(sheet) && recent {
            // What was said to that outlet stands in its article, unless the whole story is the outlet's.
            let shared = quoted(from, credits, sheet);
            if quotes && !shared && !central {
                continue;
            }
            let same = credits.iter().map(|credit| rare.same(from, *credit, sheet)).fold(0.0, f64::max);
            let short = sheet.vocabulary.len() <= MANY && same >= SAME;
            let enough = if short
                || same >= SAME_OF_MANY
                || quoted(from, credits, sheet)
                || headed(from, credits, sheet, central)
            {
                0.0
            } else {
                f64::MAX
            };
            if same >= enough {
                may.push((n, same));
            }
        }
    }
    let best = may.iter().map(|(_, same)| *same).fold(0.0, f64::max);
    may.into_iter().find(|(_, same)| *same >= NEARLY * best).map(|(n, _)| n)
}

/// Whether the other article has a quote of the sentences that credit it: words in a row.
fn quoted(from: &Sheet, credits: &[usize], other: &Sheet) -> bool {
    quotes_of(from, credits).any(|quote| {
        let mut runs = quote.words.windows(QUOTED);
        runs.any(|run| other.quotes.iter().any(|theirs| theirs.words.windows(QUOTED).any(|own| own == run)))
    })
}

/// The quotes in the sentences that credit.
fn quotes_of<'s>(from: &'s Sheet, credits: &'s [usize]) -> impl Iterator<Item = &'s Quote> {
    let lines = credits.iter().filter_map(|n| from.lines.get(from.credits.get(*n)?.line));
    lines.flat_map(|line| from.quotes.iter().filter(|quote| quote.span.touches(line.span)))
}

/// Whether the top of the article and the sentences that credit it tell what the other's headline tells.
fn headed(from: &Sheet, credits: &[usize], other: &Sheet, central: bool) -> bool {
    let cited = credits.iter().filter_map(|n| from.lines.get(from.credits.get(*n)?.line));
    let told: Vec<&[u64]> =
        cited.chain(from.lines.iter().take(TOP)).map(|line| line.own.as_slice()).collect();
    let has = |word: &&u64| from.headline.contains(word) || told.iter().any(|line| line.contains(word));
    let shared = other.headline.iter().filter(has).count();
    let least = if central { SAME_HEADLINE } else { SAME_HEADLINE_BESIDE };
    shared >= HEADED && shared as f64 >= least * other.headline.len() as f64
}

/// How rare words are among the articles at hand.
struct Rare {
    articles: usize,
    stands_in: std::collections::HashMap<u64, u32>,
}

impl Rare {
    fn of(sheets: &[Sheet]) -> Self {
        let mut stands_in = std::collections::HashMap::new();
        for word in sheets.iter().flat_map(|sheet| &sheet.vocabulary) {
            *stands_in.entry(*word).or_default() += 1;
        }
        Rare { articles: sheets.len(), stands_in }
    }

    /// How much a word tells: little where every article has it.
    fn weight(&self, word: u64) -> f64 {
        let stands_in = self.stands_in.get(&word).copied().unwrap_or(1).max(1);
        (1.0 + self.articles as f64 / f64::from(stands_in)).ln() - 0.5
    }

    /// How much of what the credit's sentence tells stands in the other article, by its rare words: 0.0..=1.0.
    fn same(&self, from: &Sheet, credit: usize, other: &Sheet) -> f64 {
        let Some(credit) = from.credits.get(credit) else { return 0.0 };
        let Some(line) = from.lines.get(credit.line) else { return 0.0 };
        let (mut all, mut shared) = (0.0, 0.0);
        for word in line.own.iter().filter(|word| !credit.words.contains(word)) {
            let weight = self.weight(*word);
            all += weight;
            if other.vocabulary.binary_search(word).is_ok() {
                shared += weight;
            }
        }
        if all > 0.0 { shared / all } else { 0.0 }
    }
}
