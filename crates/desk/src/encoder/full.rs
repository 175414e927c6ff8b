//! `full`: MiniLM with all heads.
//!
//! In: sentences cut into words · Out: trees and hints · From: `weights/full/`, made by `training/`
//! Fails: weights that do not load leave the perceptron's grammar and no hints; a test sees to it that they load
//! Cost: about 20 ms a window of some hundred words; windows read before are remembered

use super::cache::Cache;
use super::decode::{Decoded, Labels, decode};
use super::hints::hints;
use super::network::Network;
use super::window::{Window, windows};
use super::{Cut, Encoded, Encoder};
use crate::syntax::{Perceptron, Rel, Sentence, Token, lemma};
use model::Span;
use rayon::prelude::{IntoParallelRefIterator, ParallelIterator};
use std::ops::Range;
use std::sync::{Arc, OnceLock};

pub(super) static WINDOW: &[u8] = include_bytes!("../../weights/full/window.onnx");
pub(super) static RELS: &[u8] = include_bytes!("../../weights/full/rels.onnx");
pub(super) static HEADS: &str = include_str!("../../weights/full/heads.txt");

/// MiniLM with all heads.
pub(super) struct Full {
    version: &'static str,
    labels: Labels,
    network: Option<Network>,
    cache: Cache,
}

impl Full {
    /// The weights in this binary, read once.
    pub(super) fn shipped() -> &'static Self {
        static READ: OnceLock<Full> = OnceLock::new();
        READ.get_or_init(|| {
            let (version, heads) = HEADS.split_once('\n').unwrap_or_default();
            let labels = Labels::read(heads);
            let network = labels.as_ref().and_then(|_| Network::load(WINDOW, RELS));
            Full { version, labels: labels.unwrap_or_default(), network, cache: Cache::default() }
        })
    }

    /// Its graphs, where they load.
    pub(super) fn network(&self) -> Option<&Network> {
        self.network.as_ref()
    }

    fn read(&self, network: &Network, window: &Window) -> Arc<Decoded> {
        self.cache.get(window, || {
            network.read(window).map_or_else(Decoded::default, |s| decode(network, &self.labels, window, &s))
        })
    }
}

impl Encoder for Full {
    fn version(&self) -> &str {
        self.version
    }

    fn forget(&self) {
        self.cache.clear();
    }

    fn encode(&self, text: &str, cuts: &[Cut]) -> Encoded {
        let Some(network) = &self.network else { return Perceptron::shipped().encode(text, cuts) };
        let windows = windows(text, cuts);
        let decoded: Vec<Arc<Decoded>> = windows.par_iter().map(|(_, w)| self.read(network, w)).collect();
        if windows.iter().zip(&decoded).any(|((words, _), d)| d.words.len() != words.len()) {
            return Perceptron::shipped().encode(text, cuts);
        }
        let spans: Vec<Span> = cuts.iter().flat_map(|c| c.tokens.iter().copied()).collect();
        let read: Vec<(Range<usize>, Arc<Decoded>)> =
            windows.into_iter().map(|(words, _)| words).zip(decoded).collect();
        Encoded { sentences: sentences(text, cuts, &read), hints: hints(self.version, &spans, &read) }
    }
}

/// The trees, sentence by sentence.
fn sentences(text: &str, cuts: &[Cut], read: &[(Range<usize>, Arc<Decoded>)]) -> Vec<Sentence> {
    let mut words = read.iter().flat_map(|(range, d)| d.words.iter().map(move |w| (range.start, w)));
    let mut base = 0;
    let mut out = Vec::with_capacity(cuts.len());
    for cut in cuts {
        let mut tokens: Vec<Token> = Vec::with_capacity(cut.tokens.len());
        let mut root = None;
        for (at, (span, (window, word))) in cut.tokens.iter().zip(words.by_ref()).enumerate() {
            let mut head = word.head.and_then(|h| (window + h).checked_sub(base));
            let mut rel = word.rel;
            if head.is_none() {
                // A sentence cut by windows keeps the root of its first piece; the others hang under it.
                (head, rel) = root.map_or((None, Rel::Root), |r| (Some(r), Rel::Parataxis));
                root = root.or(Some(at));
            }
            let lemma = lemma(span.words(text), word.upos, word.tag);
            tokens.push(Token { span: *span, upos: word.upos, tag: word.tag, lemma, head, rel });
        }
        base += tokens.len();
        out.push(Sentence { span: cut.span, tokens });
    }
    out
}
