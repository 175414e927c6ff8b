//! Who took what from whom, as far as the articles at hand show it.

use crate::closed::closed;
use crate::{Count, Passage, Span};
use serde::{Deserialize, Serialize};

/// A forest of articles, and of reports that are named but not held. An arrow leads from who took to who gave.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct Lineage<S = Span> {
    /// First the articles at hand, node N being article N of the list; behind them the reports that are not held.
    pub nodes: Vec<LineageNode>,
    /// At most one arrow leaves a node, and no way leads back to where it began.
    pub edges: Vec<LineageEdge<S>>,
    /// Quotes that several articles carry without one having them from the other, as far as can be told.
    pub shared_quotes: Vec<SharedQuote<S>>,
    /// Nodes that no arrow leaves, the earliest first.
    pub roots: Vec<usize>,
    /// How many of the roots are independent of one another, as far as observed: at least, at most.
    pub independent: Count,
}

/// One article, or one report that an article names and that is not held.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LineageNode {
    /// Place in `articles`; `None` for a report that is not held.
    pub article: Option<usize>,
    /// Whose it is: an outlet or a news agency.
    pub outlet: Option<String>,
}

closed! {
    /// How one has it from the other.
    LineageKind {
        /// A news agency's text, printed by an outlet.
        WireCopy = "wire_copy",
        /// Another outlet's text, printed again.
        Copy = "copy",
        /// Sentences of another's text, worded anew or among others of its own.
        Rewrite = "rewrite",
        /// It says in words that it has it from there.
        Credit = "credit",
        /// The same outlet's later form of the same article.
        Update = "update",
    }
}

closed! {
    /// What tells which of the two came first.
    DirectionBy {
        /// One credits the other in words.
        Credit = "credit",
        /// The dateline, byline or mark of an agency.
        Agency = "agency",
        /// One holds all of the other and more.
        Containment = "containment",
        /// One was published earlier.
        Time = "time",
        /// Nothing: the order is a guess.
        Nothing = "nothing",
    }
}

/// One article has something from another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LineageEdge<S = Span> {
    /// Who took: place in `nodes`.
    pub taker: usize,
    /// Who gave: place in `nodes`.
    pub giver: usize,
    /// How.
    pub kind: LineageKind,
    /// What tells the direction.
    pub by: DirectionBy,
    /// How sure it is that the one has it from the other, 0.0..=1.0, in JSON rounded to two decimals. Set by kind, and
    /// not calibrated beyond what `evals/lineage` says of each kind.
    #[serde(serialize_with = "crate::evidence::two_decimals")]
    pub confidence: f32,
    /// How much of the taker's own text stands in the giver's, 0.0..=1.0; 0 for a credit alone.
    #[serde(serialize_with = "crate::evidence::two_decimals")]
    pub share: f32,
    /// The words it rests on: a sentence of the taker and its twin in the giver, or the words of the credit.
    pub evidence: Vec<LineageEvidence<S>>,
}

/// Words that show that one has it from the other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct LineageEvidence<S = Span> {
    /// In the taker.
    pub taker: Passage<S>,
    /// The same words in the giver; `None` for a credit.
    pub giver: Option<Passage<S>>,
}

/// The same quoted words in several articles: a common source, not a copy.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "schemars", derive(schemars::JsonSchema))]
pub struct SharedQuote<S = Span> {
    /// Who said it, where the articles tell.
    pub speaker: Option<String>,
    /// The words in each article, one each.
    pub passages: Vec<Passage<S>>,
}

impl<S> Lineage<S> {
    /// The root that each node leads to, in the order of `nodes`: itself where no arrow leaves it.
    pub fn root_of_each(&self) -> Vec<usize> {
        let mut giver: Vec<Option<usize>> = vec![None; self.nodes.len()];
        for edge in &self.edges {
            if let Some(of) = giver.get_mut(edge.taker) {
                of.get_or_insert(edge.giver);
            }
        }
        let root = |node: usize| {
            let mut at = node;
            // A forest has no way longer than its nodes; a file that was tampered with may.
            for _ in 0..giver.len() {
                match giver.get(at).copied().flatten() {
                    Some(next) => at = next,
                    None => break,
                }
            }
            at
        };
        (0..giver.len()).map(root).collect()
    }

    /// The same lineage with every span mapped by the article that it stands in.
    pub fn map_spans<T>(self, cite: &impl Fn(usize, S) -> T) -> Lineage<T> {
        let edges = self.edges.into_iter().map(|edge| LineageEdge {
            evidence: edge
                .evidence
                .into_iter()
                .map(|one| LineageEvidence {
                    taker: one.taker.map_spans(cite),
                    giver: one.giver.map(|giver| giver.map_spans(cite)),
                })
                .collect(),
            taker: edge.taker,
            giver: edge.giver,
            kind: edge.kind,
            by: edge.by,
            confidence: edge.confidence,
            share: edge.share,
        });
        let quotes = self.shared_quotes.into_iter().map(|quote| SharedQuote {
            passages: quote.passages.into_iter().map(|one| one.map_spans(cite)).collect(),
            speaker: quote.speaker,
        });
        Lineage {
            edges: edges.collect(),
            shared_quotes: quotes.collect(),
            nodes: self.nodes,
            roots: self.roots,
            independent: self.independent,
        }
    }
}
