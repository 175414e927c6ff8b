//! The encoder: grammar, and what learned heads say of a text. The one seam between weights and rules.
//!
//! In: text, its sentences cut into words · Out: [`Encoded`]: trees, and [`Hints`] for the marks
//! From: DESIGN section 8; `docs/models.md` is the models' card · Fails: never; where a network cannot be read the
//! perceptron's grammar stands alone · Cost: `full` about 0.2 ms a word, `fast` about 0.03 ms
//!
//! - `pieces`, `window`: a text as the network reads it
//! - `network`: the network itself, by `rten`
//! - `decode`, `tree`: from scores to labels, spans and trees
//! - `hints`: what is handed on beside the trees
//! - `cache`: windows read before
//! - `full`, `fast`: the two sizes
//! - `reranker`: how well a sentence answers a question, by an encoder of its own

mod cache;
mod decode;
mod fast;
mod full;
mod hints;
mod network;
mod pieces;
mod reranker;
#[cfg(test)]
mod tests;
mod tree;
mod window;

use fast::Fast;
use full::Full;
pub use hints::{Hint, Hints, WordHint};
pub use reranker::rerank;

use crate::syntax::Sentence;
use model::Span;

/// The sizes that ship in the binary.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Model {
    /// MiniLM with all heads: for reading.
    #[default]
    Full,
    /// The student: for archives.
    Fast,
}

impl Model {
    /// Both, largest first.
    pub const ALL: [Model; 2] = [Model::Full, Model::Fast];

    /// The name of the flag's value.
    pub fn name(self) -> &'static str {
        match self {
            Model::Full => "full",
            Model::Fast => "fast",
        }
    }

    /// The encoder of this size; its weights are read once a process.
    pub fn encoder(self) -> &'static dyn Encoder {
        match self {
            Model::Full => Full::shipped(),
            Model::Fast => Fast::shipped(),
        }
    }
}

/// One sentence cut into words.
#[derive(Clone, Debug)]
pub struct Cut {
    /// Bytes of the whole text.
    pub span: Span,
    /// Whether a paragraph, or another part of the article, opens with it.
    pub opens: bool,
    /// Its words and marks, in order.
    pub tokens: Vec<Span>,
}

/// What the encoder makes of a text.
#[derive(Clone, Debug, Default)]
pub struct Encoded {
    /// One tree a cut, in the same order.
    pub sentences: Vec<Sentence>,
    /// What the learned heads found; nothing where there are none.
    pub hints: Hints,
}

/// The seam: what turns words into grammar and hints.
pub trait Encoder: Send + Sync {
    /// Names the weights: other weights, other version.
    fn version(&self) -> &str;

    /// Reads the sentences of `text`; one tree a cut, in the same order.
    fn encode(&self, text: &str, cuts: &[Cut]) -> Encoded;

    /// Forgets what was read before, so that a bench measures reading and not remembering.
    fn forget(&self) {}
}
