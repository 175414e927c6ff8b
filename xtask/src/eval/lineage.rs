//! Who took from whom: pairs of real articles that the lineage claims, judged by reading.
//!
//! In: `stories/allsides/articles.jsonl.gz`, the verdicts in `evals/lineage/allsides.tsv` (ids only) · Out: of the judged
//! pairs that are still claimed the share judged right, and how many of those judged right are still claimed
//! From: evals/lineage/README.md says how the pairs were drawn and judged · Fails: a pair that was never judged counts for
//! nothing; `--errors` shows such pairs · Cost: 8,081 articles gathered, none
//! marked, and the lineage of each story

use super::room::Room;
use super::score::Score;
use crate::house;
use anyhow::{Context, Result};
use model::jiff::Timestamp;
use model::{Article, Lineage, LineageKind, Origin, Stamp};
use serde::Deserialize;
use std::collections::{BTreeMap, HashSet};
use story::{Boilerplate, Item, Print, Printed, Signature};

/// The draws, and what their figures are called: the last one made while rules were still written, a fresh one read after
/// that, and what was read while the rules were set.
const DRAWS: [(&str, &str); 3] = [("final", ""), ("fresh", "_of_fresh"), ("tuning", "_of_tuning")];

/// Words that two articles of different stories must share to be looked at.
const FEWEST: u32 = 20;

/// An article of the set.
#[derive(Deserialize)]
pub(crate) struct Line {
    pub(crate) id: String,
    pub(crate) url: String,
    pub(crate) date: String,
    pub(crate) title: String,
    pub(crate) text: String,
    pub(crate) source: String,
}

impl Line {
    /// The article as it would be read from its page.
    pub(crate) fn article(&self) -> Option<Article> {
        let published: Option<Stamp> = self.date.parse().ok();
        let origin = Origin { id: Some(self.id.clone()), published, ..Origin::default() };
        let mut article = wire::read_body(&self.text, &origin).article?;
        article.outlet = Some(self.source.clone());
        article.url = Some(self.url.clone());
        article.headline = Some(self.title.trim().to_owned());
        Some(article)
    }
}

/// Every article of the set that has a text, once.
pub(crate) fn articles(room: &Room) -> Result<Vec<(String, Article)>> {
    let bytes = room.bytes("stories/allsides/articles.jsonl.gz")?;
    let text = String::from_utf8(bytes).context("stories/allsides is no UTF-8")?;
    let mut lines = Vec::new();
    for line in text.lines() {
        lines.push(serde_json::from_str::<Line>(line).context("stories/allsides")?);
    }
    let read = room.each(&lines, |line| line.article().map(|article| (line.id.clone(), article)));
    let mut seen = HashSet::new();
    Ok(read.into_iter().flatten().filter(|(id, _)| seen.insert(id.clone())).collect())
}

/// A verdict: giver, taker, kind, whether it is reuse, whether the direction is right.
struct Verdict {
    giver: String,
    taker: String,
    right: bool,
    direction: Option<bool>,
    /// The draw it is of.
    draw: String,
}

/// Scores the claims.
pub(crate) fn score(room: &Room) -> Result<Score> {
    let articles = articles(room)?;
    let items: Vec<Item<'_>> = articles
        .iter()
        .map(|(id, article)| Item { id, article, notes: None, seen: Timestamp::UNIX_EPOCH })
        .collect();
    let clock = std::time::Instant::now();
    let boilerplate = learn(&items);
    let learned = clock.elapsed().as_secs_f64();
    let prints: Vec<Print> = items.iter().map(Print::of).collect();
    let gathered = story::gather(&prints, &[]);
    let groups = gathered.stories.iter().map(|story| story.articles.clone());
    let groups: Vec<Vec<usize>> = groups.chain(copied(&items, &boilerplate)).collect();
    let gathered = gathered.stories.len();
    // Each with its articles in their order.
    let mut stories: Vec<Vec<Item<'_>>> = Vec::new();
    for group in &groups {
        let mut own: Vec<Item<'_>> = group.iter().filter_map(|n| items.get(*n).copied()).collect();
        own.sort_by(|a, b| a.place().cmp(&b.place()));
        stories.push(own);
    }
    let lineages: Vec<Lineage> = stories.iter().map(|story| story::lineage(story, &boilerplate)).collect();
    let mut score = Score::default();
    score.notes.push(format!(
        "    {} articles in {} stories: boilerplate of {} sentences in {learned:.1} s, gathering and lineage in {:.1} s",
        items.len(),
        gathered,
        boilerplate.len(),
        clock.elapsed().as_secs_f64() - learned
    ));
    let told = stories.iter().zip(&lineages);
    let mut claims: Vec<Claim<'_>> = Vec::new();
    for (n, (story, lineage)) in told.enumerate() {
        // Articles that share sentences across stories: what they credit is another matter.
        let own =
            claims_of(lineage, story).into_iter().filter(|c| n < gathered || c.kind != LineageKind::Credit);
        for claim in own {
            if !claims.iter().any(|known| (&known.giver, known.taker) == (&claim.giver, claim.taker)) {
                claims.push(claim);
            }
        }
    }
    let judged = judged()?;
    let claimed: BTreeMap<(&str, &str), usize> =
        claims.iter().enumerate().map(|(n, claim)| ((claim.giver.as_str(), claim.taker), n)).collect();
    let mut known: HashSet<usize> = HashSet::new();
    let (mut directed, mut well_directed) = (0, 0);
    for (draw, suffix) in DRAWS {
        let (mut still, mut right, mut all_right) = (0, 0, 0);
        for verdict in judged.iter().filter(|verdict| verdict.draw == draw) {
            all_right += usize::from(verdict.right);
            let (giver, taker) = (verdict.giver.as_str(), verdict.taker.as_str());
            let forward = claimed.get(&(giver, taker));
            let Some(n) = forward.or_else(|| claimed.get(&(taker, giver))) else { continue };
            known.insert(*n);
            still += 1;
            right += usize::from(verdict.right);
            if verdict.right
                && let Some(direction) = verdict.direction
            {
                directed += 1;
                well_directed += usize::from(direction == forward.is_some());
            }
            if !verdict.right {
                score.case("wrong", claims[*n].told());
            }
        }
        score.share(&format!("precision{suffix}"), right, still);
        score.share(&format!("still_claimed{suffix}"), right, all_right);
    }
    score.share("direction", well_directed, directed);
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for (n, claim) in claims.iter().enumerate() {
        *kinds.entry(claim.kind.as_str()).or_default() += 1;
        if !known.contains(&n) {
            score.case(format!("not judged, {}", claim.kind), claim.told());
        }
    }
    let kinds: Vec<String> = kinds.iter().map(|(kind, n)| format!("{n} {kind}")).collect();
    score.notes.push(format!(
        "    {} arrows between two outlets are claimed: {}",
        claims.len(),
        kinds.join(", ")
    ));
    Ok(score)
}

/// Boilerplate, learnt from the articles themselves.
pub(crate) fn learn(items: &[Item<'_>]) -> Boilerplate {
    Boilerplate::learn(&items.iter().map(Printed::of).collect::<Vec<_>>())
}

/// Groups of articles that share sentences word for word, whatever their stories: the fast way.
fn copied(items: &[Item<'_>], boilerplate: &Boilerplate) -> Vec<Vec<usize>> {
    let signatures: Vec<Signature> = items.iter().map(Signature::of).collect();
    let passed = |n: usize, hash: u64| boilerplate.holds(items[n].article.outlet.as_deref(), hash);
    let mut group: Vec<usize> = (0..items.len()).collect();
    for shared in story::copies(&signatures, passed).iter().filter(|shared| shared.words >= FEWEST) {
        let (a, b) = (group[shared.pair.0], group[shared.pair.1]);
        group.iter_mut().filter(|of| **of == a.max(b)).for_each(|of| *of = a.min(b));
    }
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    group.iter().enumerate().for_each(|(n, of)| members.entry(*of).or_default().push(n));
    members.into_values().filter(|members| members.len() > 1).collect()
}

/// An arrow from an article at hand to another outlet's report.
struct Claim<'a> {
    /// The article's id, or @ and the name of a report that is not held.
    giver: String,
    taker: &'a str,
    kind: LineageKind,
    edge: usize,
    lineage: &'a Lineage,
    items: &'a [Item<'a>],
}

fn claims_of<'a>(lineage: &'a Lineage, items: &'a [Item<'a>]) -> Vec<Claim<'a>> {
    let held = |node: usize| items.get(node).map(|item| item.id);
    let named = |node: usize| {
        let absent =
            || lineage.nodes.get(node).and_then(|node| node.outlet.as_ref()).map(|name| format!("@{name}"));
        held(node).map(str::to_owned).or_else(absent)
    };
    let edges = lineage.edges.iter().enumerate();
    edges
        .filter(|(_, edge)| edge.kind != LineageKind::Update)
        .filter_map(|(n, edge)| {
            let (giver, taker) = (named(edge.giver)?, held(edge.taker)?);
            Some(Claim { giver, taker, kind: edge.kind, edge: n, lineage, items })
        })
        .collect()
}

impl Claim<'_> {
    /// The pair for a reader's eye.
    fn told(&self) -> String {
        let (lineage, items) = (self.lineage, self.items);
        let Some(edge) = lineage.edges.get(self.edge) else { return String::new() };
        let mut told = format!(
            "{}\t{}\t{} by {} {:.2} share {:.2}",
            self.giver, self.taker, self.kind, edge.by, edge.confidence, edge.share
        );
        for (role, node) in [("giver", edge.giver), ("taker", edge.taker)] {
            let Some(item) = items.get(node) else { continue };
            let article = item.article;
            let opening: String = article.text.chars().take(260).collect();
            told += &format!(
                "\n{role} {} {} | {}\n   {}",
                article.published.map(|p| p.to_string()).unwrap_or_default(),
                article.outlet.as_deref().unwrap_or("?"),
                article.headline.as_deref().unwrap_or(""),
                opening.replace('\n', " ")
            );
        }
        let words = |passage: model::Passage| {
            let text = items.get(passage.article).map_or("", |item| item.article.text.as_str());
            let start = text.get(..passage.span.start).map_or(0, |before| before.len().saturating_sub(90));
            let start = (start..=passage.span.start).find(|at| text.is_char_boundary(*at)).unwrap_or(start);
            let around = text.get(start..passage.span.start).unwrap_or("");
            format!("…{around}[{}]", passage.span.words(text)).replace('\n', " ")
        };
        for evidence in &edge.evidence {
            told += &format!("\n - {}", words(evidence.taker));
            if let Some(giver) = evidence.giver {
                told += &format!("\n   = {}", words(giver));
            }
        }
        told
    }
}

/// The verdicts.
fn judged() -> Result<Vec<Verdict>> {
    let path = house::root().join("evals/lineage/allsides.tsv");
    if !path.exists() {
        return Ok(Vec::new());
    }
    let text = house::text(&path)?;
    let rows = text.lines().filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    rows.map(|row| {
        let columns: Vec<&str> = row.split('\t').collect();
        let [giver, taker, _, right, direction, _, draw] = columns.as_slice() else {
            anyhow::bail!("{}: a row has not seven columns: {row}", path.display());
        };
        if !DRAWS.iter().any(|(known, _)| known == draw) {
            anyhow::bail!("{}: no draw is called `{draw}`: {row}", path.display());
        }
        Ok(Verdict {
            giver: (*giver).to_owned(),
            taker: (*taker).to_owned(),
            right: *right == "yes",
            direction: match *direction {
                "yes" => Some(true),
                "no" => Some(false),
                _ => None,
            },
            draw: (*draw).to_owned(),
        })
    })
    .collect()
}
