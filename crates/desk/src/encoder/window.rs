//! Windows: the text cut into stretches of whole sentences that the network reads at once.
//!
//! In: sentences cut into words · Out: [`Window`]s of at most [`PIECES`] pieces that tile the words
//! From: `training/batches.py`, the same in Python · Fails: never; a sentence that fits no window is cut
//! Cost: one pass

use super::Cut;
use super::pieces::{CLS, EDGE, Quotation, SEP, pieces, written};
use std::ops::Range;

/// Pieces of a window, both edges included.
pub(super) const PIECES: usize = 128;

/// What the network reads at once.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Window {
    /// Piece ids, edges included.
    pub ids: Vec<i32>,
    /// One feature a piece.
    pub written: Vec<i32>,
    /// Index of each word's first piece.
    pub first: Vec<i32>,
    /// Number of each word's sentence within the window.
    pub sentence: Vec<u16>,
}

/// Cuts the words of all sentences into windows. The range counts words through the whole text.
pub(super) fn windows(text: &str, cuts: &[Cut]) -> Vec<(Range<usize>, Window)> {
    let mut out = Vec::new();
    let mut quotation = Quotation::default();
    let mut open = Builder::default();
    for cut in cuts {
        if cut.opens {
            quotation.open();
        }
        let words: Vec<(Vec<i32>, i32)> = cut
            .tokens
            .iter()
            .zip(0..)
            .map(|(span, at)| {
                let word = span.words(text);
                (pieces(word), written(word, at == 0, &mut quotation))
            })
            .collect();
        let size: usize = words.iter().map(|(p, _)| p.len()).sum();
        if open.held() > 0 && open.held() + size > PIECES - 2 {
            open.close(&mut out);
        }
        open.sentence();
        for (own, feature) in words {
            // Only a sentence longer than a window comes here with too many.
            if open.held() > 0 && open.held() + own.len() > PIECES - 2 {
                open.close(&mut out);
            }
            open.push(&own, feature);
        }
    }
    open.close(&mut out);
    out
}

#[derive(Default)]
struct Builder {
    window: Option<Window>,
    begun: usize,
    words: usize,
    sentence: u16,
}

impl Builder {
    /// Pieces held so far, without the edges.
    fn held(&self) -> usize {
        self.window.as_ref().map_or(0, |w| w.ids.len() - 1)
    }

    fn sentence(&mut self) {
        self.sentence = self.sentence.saturating_add(1);
    }

    fn push(&mut self, pieces: &[i32], feature: i32) {
        let window = self.window.get_or_insert_with(|| Window {
            ids: vec![CLS],
            written: vec![EDGE],
            first: Vec::new(),
            sentence: Vec::new(),
        });
        window.first.push(i32::try_from(window.ids.len()).unwrap_or(0));
        window.sentence.push(self.sentence);
        for id in pieces.iter().take(PIECES - 2) {
            window.ids.push(*id);
            window.written.push(feature);
        }
        self.words += 1;
    }

    fn close(&mut self, out: &mut Vec<(Range<usize>, Window)>) {
        let Some(mut window) = self.window.take() else { return };
        window.ids.push(SEP);
        window.written.push(EDGE);
        let first = window.sentence.first().copied().unwrap_or(0);
        window.sentence.iter_mut().for_each(|s| *s -= first);
        out.push((self.begun..self.words, window));
        self.begun = self.words;
    }
}

#[cfg(test)]
mod tests {
    use super::{Cut, PIECES, windows};
    use crate::syntax::{sentences, tokens};
    use model::Span;

    fn cut(text: &str) -> Vec<Cut> {
        let all = Span::new(0, text.len());
        sentences(text, all)
            .into_iter()
            .map(|span| Cut { span, opens: false, tokens: tokens(text, span) })
            .collect()
    }

    #[test]
    fn windows_tile_the_words_and_keep_sentences_whole() {
        let text = "The port closed on Monday after the storm. ".repeat(40);
        let cuts = cut(&text);
        let found = windows(&text, &cuts);
        let words: usize = cuts.iter().map(|c| c.tokens.len()).sum();
        assert_eq!(found.iter().map(|(r, _)| r.len()).sum::<usize>(), words);
        assert!(found.windows(2).all(|w| w[0].0.end == w[1].0.start));
        assert!(found.iter().all(|(r, w)| w.ids.len() <= PIECES && r.start % 9 == 0 && w.sentence[0] == 0));
    }

    #[test]
    fn a_sentence_too_long_is_cut() {
        let text = "port ".repeat(400);
        let found = windows(&text, &cut(&text));
        assert!(found.len() >= 3 && found.iter().all(|(_, w)| w.ids.len() <= PIECES));
        assert_eq!(windows("", &[]), []);
    }
}
