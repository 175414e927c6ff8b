//! Who took what from whom: the forest as a list of twigs, a giver first and its takers beneath.
//!
//! In: the lineage · Out: one twig a node, many copies of one text folded into one · From: DESIGN section 3 ("lineage")
//! Fails: an arrow that leads nowhere, twice from one node or in a circle is left out · Cost: O(nodes log nodes + edges)

use super::{SHORT, Shelf};
use crate::lookup::shown;
use crate::printable;
use model::{DirectionBy, LineageEdge, LineageKind};
use std::collections::HashSet;

/// Copies beneath one giver that are drawn one by one; where there are more than one beyond, they are folded. Three
/// show the pattern, and no list of names is longer than the story around it.
const COPIES: usize = 3;

/// Articles that took from no one and gave to no one, drawn one by one; where there are more than one beyond, they are
/// folded behind the trees.
const LONE: usize = 6;

/// Pairs of sentences shown for one arrow: two tell a copy from a chance likeness, JSON has all.
const PROOFS: usize = 2;

/// One article or report, or a number of articles.
pub(crate) struct Twig {
    /// Its article's number; nothing for a report that is not held and for folded copies.
    pub(crate) number: Option<usize>,
    /// "North Sea Radio", "NBC News report, not in the archive", "37 more copies".
    pub(crate) name: String,
    /// Whether the article is held.
    pub(crate) held: bool,
    /// When it was published, in words.
    pub(crate) when: Option<String>,
    /// When, in seconds.
    pub(crate) seconds: Option<i64>,
    /// What it has from the twig above.
    pub(crate) took: Option<Took>,
    /// How many givers are above it.
    pub(crate) depth: usize,
    /// Place of its giver in the list.
    pub(crate) giver: Option<usize>,
    /// Whether no other taker of its giver follows.
    pub(crate) last: bool,
    /// Whether takers follow beneath.
    pub(crate) takers: bool,
    /// The articles that it stands for.
    pub(crate) folded: Vec<Twig>,
}

/// How one has it from the other.
pub(crate) struct Took {
    /// In which way.
    pub(crate) kind: LineageKind,
    /// From whom: the number of its article, or the name of a report that is not held.
    pub(crate) from: Result<usize, String>,
    /// What tells the direction, in words.
    pub(crate) by: &'static str,
    /// Whether that is a guess.
    pub(crate) unsure: bool,
    /// "92 % of its text"; nothing for a credit alone.
    pub(crate) share: Option<String>,
    /// Words of the taker and the same in the giver.
    pub(crate) proofs: Vec<(String, Option<String>)>,
}

/// What the taker does.
pub(crate) fn verb(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::WireCopy => "prints the wire copy of",
        LineageKind::Copy => "copies",
        LineageKind::Rewrite => "rewrites",
        LineageKind::Credit => "credits",
        LineageKind::Update => "updates",
    }
}

/// The letter that stands for it in a drawing.
pub(crate) fn letter(kind: LineageKind) -> &'static str {
    match kind {
        LineageKind::WireCopy => "W",
        LineageKind::Copy => "=",
        LineageKind::Rewrite => "R",
        LineageKind::Credit => "C",
        LineageKind::Update => "U",
    }
}

fn by_in_words(by: DirectionBy) -> &'static str {
    match by {
        DirectionBy::Credit => "it says so",
        DirectionBy::Agency => "told by the agency’s mark",
        DirectionBy::Containment => "told by what each holds",
        DirectionBy::Time => "told by time",
        DirectionBy::Nothing => "which came first is a guess",
    }
}

/// The forest in the order of reading.
pub(super) fn lineage(shelf: &Shelf<'_>) -> Vec<Twig> {
    let nodes = &shelf.told.story.lineage.nodes;
    let arrows = arrows(shelf);
    let mut takers: Vec<Vec<usize>> = nodes.iter().map(|_| Vec::new()).collect();
    for (node, arrow) in arrows.iter().enumerate() {
        if let Some(own) = arrow.and_then(|arrow| takers.get_mut(arrow.giver)) {
            own.push(node);
        }
    }
    // A report that is not held stands where its first taker does: articles come in the order of time.
    let place = |node: &usize| match nodes.get(*node).and_then(|one| one.article) {
        Some(article) => (article, *node),
        None => {
            let first =
                takers.get(*node).and_then(|own| own.iter().filter_map(|t| nodes.get(*t)?.article).min());
            (first.unwrap_or(usize::MAX), *node)
        }
    };
    let mut roots: Vec<usize> =
        (0..nodes.len()).filter(|node| arrows.get(*node).is_none_or(Option::is_none)).collect();
    roots.sort_by_key(|node| place(node));

    let bare = |node: &usize| takers.get(*node).is_some_and(Vec::is_empty);
    let is_copy = |node: &usize| {
        let kind = arrows.get(*node).copied().flatten().map(|arrow| arrow.kind);
        bare(node) && matches!(kind, Some(LineageKind::Copy | LineageKind::WireCopy))
    };
    let twig = |node: usize| twig(shelf, node, arrows.get(node).copied().flatten());
    let all = |nodes: &[usize]| nodes.iter().map(|node| twig(*node)).collect::<Vec<_>>();
    let lone: Vec<usize> = roots.iter().copied().filter(|node| bare(node)).collect();
    let lone = beyond(&lone, LONE);
    let hidden: HashSet<usize> = lone.iter().copied().collect();

    let mut out: Vec<Twig> = Vec::new();
    let mut waiting: Vec<(Next, Twig)> = Vec::new();
    if !lone.is_empty() {
        waiting.push((Next::Nothing, folded("more on their own", all(lone))));
    }
    let drawn = roots.iter().rev().filter(|root| !hidden.contains(root));
    waiting.extend(drawn.map(|root| (Next::Takers(*root), twig(*root))));
    while let Some((next, own)) = waiting.pop() {
        let (at, depth) = (out.len(), own.depth + 1);
        out.push(own);
        let Next::Takers(node) = next else { continue };
        let mut beneath: Vec<usize> = takers.get(node).cloned().unwrap_or_default();
        beneath.sort_by_key(&place);
        let copies: Vec<usize> = beneath.iter().copied().filter(is_copy).collect();
        let more = beyond(&copies, COPIES);
        let hidden: HashSet<usize> = more.iter().copied().collect();
        let mut rows: Vec<(Next, Twig)> = Vec::new();
        for taker in beneath.into_iter().filter(|taker| !hidden.contains(taker)) {
            rows.push((Next::Takers(taker), twig(taker)));
        }
        if !more.is_empty() {
            rows.push((Next::Nothing, folded("more copies", all(more))));
        }
        if let Some(own) = out.get_mut(at) {
            own.takers = !rows.is_empty();
        }
        let count = rows.len();
        for (nth, (next, mut row)) in rows.into_iter().enumerate().rev() {
            (row.depth, row.giver, row.last) = (depth, Some(at), nth + 1 == count);
            waiting.push((next, row));
        }
    }
    out
}

/// What stands beneath a twig.
enum Next {
    /// The takers of this node.
    Takers(usize),
    /// Nothing.
    Nothing,
}

/// The one arrow that leaves each node. Circles are cut where they were entered.
fn arrows<'s>(shelf: &Shelf<'s>) -> Vec<Option<&'s LineageEdge>> {
    let lineage = &shelf.told.story.lineage;
    let count = lineage.nodes.len();
    let mut arrows: Vec<Option<&LineageEdge>> = vec![None; count];
    for edge in &lineage.edges {
        if let Some(own) = arrows.get_mut(edge.taker).filter(|own| own.is_none() && edge.giver < count) {
            *own = Some(edge);
        }
    }
    // 0: not yet seen; otherwise the walk that saw it.
    let mut seen = vec![0; count];
    for start in 0..count {
        let mut at = start;
        while let Some(mark) = seen.get_mut(at).filter(|mark| **mark == 0) {
            *mark = start + 1;
            match arrows.get(at).copied().flatten() {
                Some(arrow) if seen.get(arrow.giver) == Some(&(start + 1)) => {
                    if let Some(own) = arrows.get_mut(at) {
                        *own = None;
                    }
                }
                Some(arrow) => at = arrow.giver,
                None => {}
            }
        }
    }
    arrows
}

/// A node on its own.
fn twig(shelf: &Shelf<'_>, node: usize, arrow: Option<&LineageEdge>) -> Twig {
    let nodes = &shelf.told.story.lineage.nodes;
    let own = nodes.get(node);
    let listed = own.and_then(|own| shelf.listed(own.article?));
    let outlet = own.and_then(|own| shown(own.outlet.as_deref()?)).map(|name| printable::short(&name, SHORT));
    Twig {
        number: own.and_then(|own| shelf.number(own.article?)),
        name: match listed {
            Some(listed) => listed.outlet.clone(),
            None => not_held(outlet.as_deref()),
        },
        held: listed.is_some(),
        when: listed.map(|listed| listed.when.clone()),
        seconds: listed.and_then(|listed| listed.seconds),
        took: arrow.map(|arrow| took(shelf, arrow)),
        depth: 0,
        giver: None,
        last: true,
        takers: false,
        folded: Vec::new(),
    }
}

/// "NBC News report, not in the archive".
fn not_held(outlet: Option<&str>) -> String {
    match outlet {
        Some(outlet) => format!("{outlet} report, not in the archive"),
        None => "a report not in the archive".to_owned(),
    }
}

/// Those beyond the first `most`, where they are more than one.
fn beyond(nodes: &[usize], most: usize) -> &[usize] {
    if nodes.len() > most + 1 { nodes.get(most..).unwrap_or_default() } else { &[] }
}

/// One twig for many: "and 37 more copies".
fn folded(what: &str, members: Vec<Twig>) -> Twig {
    Twig {
        number: None,
        name: format!("and {} {what}", members.len()),
        held: true,
        when: None,
        seconds: members.iter().filter_map(|one| one.seconds).min(),
        took: None,
        depth: 0,
        giver: None,
        last: true,
        takers: false,
        folded: members,
    }
}

fn took(shelf: &Shelf<'_>, arrow: &LineageEdge) -> Took {
    let giver = shelf.told.story.lineage.nodes.get(arrow.giver);
    let number = giver.and_then(|giver| shelf.number(giver.article?));
    let name = giver.and_then(|giver| shown(giver.outlet.as_deref()?));
    let share = (f64::from(arrow.share) * 100.0).round().clamp(0.0, 100.0);
    let proofs = arrow
        .evidence
        .iter()
        .map(|proof| (shelf.quoted(proof.taker), proof.giver.map(|giver| shelf.quoted(giver))));
    Took {
        kind: arrow.kind,
        from: number
            .ok_or_else(|| name.map_or_else(|| "a report".to_owned(), |n| printable::short(&n, SHORT))),
        by: by_in_words(arrow.by),
        unsure: arrow.by == DirectionBy::Nothing,
        share: (share >= 1.0).then(|| format!("{share} % of its text")),
        proofs: proofs.take(PROOFS).collect(),
    }
}
