//! Grammar: sentences, tokens, tags, lemmas and the tree of every sentence.
//!
//! In: text and the stretches to read · Out: [`Sentence`]s of [`Token`]s, Universal Dependencies v2
//! From: UD English EWT and GUM (see `weights/README.md`); the papers are named in each file
//! Fails: never, for any text; where nothing is known the tree is a guess · Cost: about 5 µs a token
//!
//! - `breaks`: where sentences end
//! - `words`: where tokens begin and end
//! - `labels`: parts of speech, Penn tags, relations
//! - `form`, `tagger`: a word as features see it, and its tag
//! - `lemma`: its dictionary form
//! - `arcs`, `parser`: the tree
//! - `weights`: the file that tagger and parser learnt
//! - `tree`: what is handed on
//! - `mend`: what cannot be right in it
//! - `conllu`, `learner`, `train`: how the weights are made (feature `train`)

mod arcs;
mod breaks;
#[cfg(any(test, feature = "train"))]
pub mod conllu;
mod form;
mod labels;
#[cfg(any(test, feature = "train"))]
mod learner;
mod lemma;
mod mend;
mod parser;
mod tagger;
#[cfg(any(test, feature = "train"))]
pub mod train;
mod tree;
mod weights;
mod words;

use std::sync::OnceLock;

use model::Span;

pub use breaks::sentences;
pub use labels::{Rel, Tag, Upos};
pub use tree::{Sentence, Token};
pub use words::tokens;

pub(crate) use form::known_verb;
pub(crate) use lemma::lemma;
pub(crate) use mend::mend;

use crate::encoder::{Cut, Encoded, Encoder, Hints};
use form::{Form, text_hash};
use parser::{Node, Weighed};
use weights::{Reader, Table};

/// First bytes of a weights file; the last one numbers its form.
const MAGIC: &[u8; 5] = b"HSYN\x01";

static SHIPPED: &[u8] = include_bytes!("../../weights/syntax.bin");

/// Longer stretches without a full stop are parsed piece by piece.
const LONGEST: usize = 400;

/// Tagger and parser by averaged perceptron.
#[derive(Debug, Default)]
pub struct Perceptron {
    version: String,
    pairs: Vec<(Upos, Tag)>,
    tags: Table,
    steps: Table,
    rels: Table,
}

impl Perceptron {
    /// The weights in this binary, read once.
    pub fn shipped() -> &'static Self {
        static READ: OnceLock<Perceptron> = OnceLock::new();
        // The shipped file is checked by a test, so the empty fallback is never reached.
        READ.get_or_init(|| Self::read(SHIPPED).unwrap_or_default())
    }

    /// Reads a weights file; `None` if it is not one.
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader::new(bytes);
        if reader.bytes(MAGIC.len())? != MAGIC {
            return None;
        }
        let length = usize::from(reader.byte()?);
        let version = std::str::from_utf8(reader.bytes(length)?).ok()?.to_owned();
        let count = reader.byte()?;
        let mut pairs = Vec::with_capacity(usize::from(count));
        for _ in 0..count {
            pairs.push((Upos::numbered(reader.byte()?)?, Tag::numbered(reader.byte()?)?));
        }
        let [tags, steps, rels] = [
            Table::read(&mut reader, false)?,
            Table::read(&mut reader, true)?,
            Table::read(&mut reader, false)?,
        ];
        Some(Perceptron { version, pairs, tags, steps, rels })
    }

    fn pair(&self, number: u8) -> (Upos, Tag) {
        self.pairs.get(usize::from(number)).copied().unwrap_or((Upos::X, Tag::Xx))
    }
}

impl Encoder for Perceptron {
    fn version(&self) -> &str {
        &self.version
    }

    fn encode(&self, text: &str, cuts: &[Cut]) -> Encoded {
        let read = |cut: &Cut| self.parse(text, cut.span, &cut.tokens);
        Encoded { sentences: cuts.iter().map(read).collect(), hints: Hints::default() }
    }
}

impl Perceptron {
    /// Reads one sentence whose tokens are given; one token a span, in the same order.
    pub fn parse(&self, text: &str, sentence: Span, tokens: &[Span]) -> Sentence {
        let mut read = Sentence { span: sentence, tokens: Vec::with_capacity(tokens.len()) };
        for piece in tokens.chunks(LONGEST) {
            let from = read.tokens.len();
            self.piece(text, piece, &mut read.tokens);
            // Only the first piece keeps its root; the others hang under it.
            let Some(first) = read.root().filter(|root| *root < from) else { continue };
            for token in read.tokens.iter_mut().skip(from).filter(|token| token.head.is_none()) {
                token.head = Some(first);
                token.rel = Rel::Parataxis;
            }
        }
        read
    }

    /// Tags and parses one piece and appends its tokens.
    fn piece(&self, text: &str, spans: &[Span], out: &mut Vec<Token>) {
        let base = out.len();
        let forms: Vec<Form> = spans.iter().map(|span| Form::new(span.words(text))).collect();
        let chosen = tagger::tag(&forms, self.pairs.len(), &mut &self.tags, |_, _, _, _| {});
        let mut nodes = Vec::with_capacity(spans.len());
        for ((span, form), pair) in spans.iter().zip(&forms).zip(&chosen) {
            let (upos, tag) = self.pair(*pair);
            let lemma = lemma(span.words(text), upos, tag);
            nodes.push(node(form, &lemma, *pair, upos));
            out.push(Token { span: *span, upos, tag, lemma, head: None, rel: Rel::Root });
        }
        parser::look_ahead(&mut nodes);
        let mut judge = Weighed { steps: &self.steps, rels: &self.rels, scores: Vec::new() };
        let state = parser::parse(&nodes, &mut judge);
        let drawn = state.heads.iter().zip(&state.rels);
        for (token, (head, rel)) in out.iter_mut().skip(base).zip(drawn) {
            token.head = (*head < spans.len()).then_some(base + head);
            token.rel = *rel;
        }
    }
}

/// A token as the parser sees it.
fn node(form: &Form, lemma: &str, pair: u8, upos: Upos) -> Node {
    Node {
        word: form.lower,
        lemma: text_hash(lemma.bytes()),
        suffix: form.suffix[2],
        shape: form.shape,
        pair: u32::from(pair),
        upos,
        verbs: 0,
    }
}

#[cfg(test)]
mod tests;
