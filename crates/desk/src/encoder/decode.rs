//! From the scores of a window to labels, spans and trees.
//!
//! In: a window, its [`Scores`], the [`Labels`] of every head · Out: [`Decoded`], places counted in words of the window
//! From: Viterbi over BIO tags with legal transitions; trees by [`super::tree`]
//! Fails: a head that the weights do not have says nothing · Cost: small beside the network

use super::network::{Matrix, Network, Scores};
use super::tree::{Arcs, tree};
use super::window::Window;
use crate::syntax::{Rel, Tag, Upos};

/// How much less likely (natural logarithm) an object may be than a predicate noun and still be taken.
const NEARLY: f32 = 2.0;

/// The heads whose labels are spans in BIO tags, in the order of [`SpanHead`].
const SPAN_HEADS: [&str; 7] = ["source", "cue", "content", "name", "phrase", "time", "naming"];
/// The heads that say one thing of a word, in the order of [`Said`].
const WORD_HEADS: [&str; 4] = ["axis", "event", "kind", "status"];

/// What each column of the scores means.
#[derive(Debug, Default)]
pub(super) struct Labels {
    /// First column and labels of each head of [`SPAN_HEADS`].
    spans: Vec<(usize, Vec<&'static str>)>,
    /// The same of [`WORD_HEADS`].
    words: Vec<(usize, Vec<&'static str>)>,
    /// First column of part of speech, and its pairs.
    pos: (usize, Vec<(Upos, Tag)>),
    rels: Vec<Rel>,
}

impl Labels {
    /// Reads `heads.txt`: a head and its labels a line, in the order of the columns; `rel` has columns of its own.
    pub(super) fn read(list: &'static str) -> Option<Self> {
        let mut labels = Labels {
            spans: vec![(0, Vec::new()); SPAN_HEADS.len()],
            words: vec![(0, Vec::new()); WORD_HEADS.len()],
            ..Labels::default()
        };
        let mut column = 0;
        for line in list.lines() {
            let mut cells = line.split('\t');
            let head = cells.next()?;
            let own: Vec<&'static str> = cells.collect();
            let count = own.len();
            if head == "rel" {
                labels.rels = own.iter().map(|r| Rel::read(r)).collect();
                continue;
            }
            if let Some(at) = SPAN_HEADS.iter().position(|h| *h == head) {
                labels.spans[at] = (column, own);
            } else if let Some(at) = WORD_HEADS.iter().position(|h| *h == head) {
                labels.words[at] = (column, own);
            } else if head == "pos" {
                let pair = |label: &&str| {
                    let (upos, tag) = label.split_once(' ')?;
                    Some((Upos::named(upos)?, Tag::named(tag).unwrap_or(Tag::Xx)))
                };
                labels.pos = (column, own.iter().map(pair).collect::<Option<_>>()?);
            }
            column += count;
        }
        Some(labels)
    }
}

/// A span of a window.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Found {
    /// Number of its head in [`SPAN_HEADS`].
    pub head: usize,
    pub label: &'static str,
    /// First word and the one after the last.
    pub from: usize,
    pub to: usize,
    pub sure: f32,
    /// It begins with the window in the midst of a span.
    pub goes_on: bool,
}

/// Labels of one word and how sure each is, in the order of [`WORD_HEADS`].
pub(super) type Said = [(&'static str, f32); WORD_HEADS.len()];

/// The grammar of a word.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub upos: Upos,
    pub tag: Tag,
    /// Index in the window; `None` for the root of its sentence.
    pub head: Option<usize>,
    pub rel: Rel,
}

/// A window decoded.
#[derive(Clone, Debug, Default)]
pub(super) struct Decoded {
    /// The grammar, where the network has one.
    pub words: Vec<Word>,
    pub said: Vec<Said>,
    pub spans: Vec<Found>,
}

/// What the taggers say of the first `count` words.
pub(super) fn tags(labels: &Labels, scores: &Matrix, count: usize) -> Decoded {
    let part = |at: usize, (from, of): &(usize, Vec<&'static str>)| -> Vec<f32> {
        log_softmax(scores.row(at).get(*from..from + of.len()).unwrap_or_default())
    };
    let mut spans = Vec::new();
    for (number, head) in labels.spans.iter().enumerate().filter(|(_, head)| !head.1.is_empty()) {
        let logs: Vec<Vec<f32>> = (0..count).map(|at| part(at, head)).collect();
        spans.extend(bio(&logs, &head.1).into_iter().map(|f| Found { head: number, ..f }));
    }
    let said = (0..count).map(|at| {
        let mut said = [("", 0.0); WORD_HEADS.len()];
        for (slot, head) in said.iter_mut().zip(&labels.words) {
            *slot = best(&part(at, head)).map_or(("", 0.0), |(n, log)| (head.1[n], log.exp()));
        }
        said
    });
    Decoded { words: Vec::new(), said: said.collect(), spans }
}

/// Decodes one window: tags and trees.
pub(super) fn decode(network: &Network, labels: &Labels, window: &Window, scores: &Scores) -> Decoded {
    let count = window.first.len();
    let words = (0..count).map(|at| {
        let (upos, tag) = speech(scores.tags.row(at), &labels.pos);
        Word { upos, tag, head: None, rel: Rel::Root }
    });
    let mut words: Vec<Word> = words.collect();
    trees(network, labels, window, scores, &mut words);
    Decoded { words, ..tags(labels, &scores.tags, count) }
}

/// The likeliest part of speech over all its pairs, then its likeliest pair.
fn speech(row: &[f32], (from, pairs): &(usize, Vec<(Upos, Tag)>)) -> (Upos, Tag) {
    let logs = log_softmax(row.get(*from..from + pairs.len()).unwrap_or_default());
    let mut sums = [0.0f32; 32];
    for (log, (upos, _)) in logs.iter().zip(pairs) {
        sums[*upos as usize] += log.exp();
    }
    let upos = best(&sums).map_or(0, |(at, _)| at);
    let own = logs.iter().zip(pairs).filter(|(_, p)| p.0 as usize == upos);
    own.max_by(|a, b| a.0.total_cmp(b.0)).map_or((Upos::X, Tag::Xx), |(_, pair)| *pair)
}

/// Draws the tree of every sentence and names its arcs.
fn trees(network: &Network, labels: &Labels, window: &Window, scores: &Scores, words: &mut [Word]) {
    let count = words.len();
    let mut from = 0;
    while from < count {
        let sentence = window.sentence[from];
        let to = from + window.sentence[from..].iter().take_while(|s| **s == sentence).count();
        let n = to - from;
        // Row by row the share of each head among the words of the sentence and the root.
        let shares: Vec<Vec<f32>> = (from..to)
            .map(|dep| {
                let row = scores.arcs.row(dep);
                let mut own: Vec<f32> = row.get(from..to).unwrap_or_default().to_vec();
                own.push(row.get(count).copied().unwrap_or(0.0));
                log_softmax(&own)
            })
            .collect();
        let at = |dep: usize, head: usize| shares[dep].get(head).copied().unwrap_or(f32::MIN);
        let heads = tree(&Arcs { count: n, arc: &at, root: &|dep| at(dep, n) });
        for (word, head) in words[from..to].iter_mut().zip(heads) {
            word.head = head.map(|h| from + h);
        }
        from = to;
    }
    let mut ends = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let head = scores.head.row(word.head.unwrap_or(count));
        ends.extend(scores.dep.row(at).iter().zip(head).map(|(a, b)| a + b));
    }
    let Some(named) = network.relations(&ends, count) else { return };
    for (at, word) in words.iter_mut().enumerate().filter(|(_, w)| w.head.is_some()) {
        let row: Vec<(f32, Rel)> = named.row(at).iter().copied().zip(labels.rels.iter().copied()).collect();
        let best = row.iter().filter(|(_, rel)| *rel != Rel::Root).max_by(|a, b| a.0.total_cmp(&b.0));
        let Some((score, rel)) = best else { continue };
        // "Held talks": a noun is an object rather than a predicate where the network nearly says so.
        let object = row.iter().find(|(_, rel)| *rel == Rel::Obj);
        let nearly =
            *rel == Rel::Xcomp && word.upos == Upos::Noun && object.is_some_and(|o| score - o.0 < NEARLY);
        word.rel = if nearly { Rel::Obj } else { *rel };
    }
}

/// The spans of the best legal tags of a run of words. A run may begin in the midst of a span.
fn bio(logs: &[Vec<f32>], tags: &[&'static str]) -> Vec<Found> {
    let k = tags.len();
    let legal = |before: usize, after: usize| {
        let (a, b) = (tags[before], tags[after]);
        !b.starts_with('I') || (!a.starts_with('O') && a.get(1..) == b.get(1..))
    };
    let Some(mut best_of) = logs.first().cloned().filter(|row| row.len() == k && k > 0) else {
        return Vec::new();
    };
    let mut back: Vec<Vec<usize>> = Vec::with_capacity(logs.len());
    for row in logs.iter().skip(1) {
        let mut from = vec![0; k];
        let mut next = vec![f32::MIN; k];
        for after in 0..k {
            for (before, so_far) in best_of.iter().enumerate() {
                if legal(before, after) && so_far + row[after] > next[after] {
                    next[after] = so_far + row[after];
                    from[after] = before;
                }
            }
        }
        back.push(from);
        best_of = next;
    }
    let mut path = vec![best(&best_of).map_or(0, |(at, _)| at)];
    for from in back.iter().rev() {
        path.push(from[path[path.len() - 1]]);
    }
    path.reverse();
    let mut out: Vec<Found> = Vec::new();
    for (at, tag) in path.iter().enumerate() {
        let text = tags[*tag];
        let log = logs[at][*tag];
        match text.as_bytes().first() {
            Some(b'I') if at > 0 => {
                if let Some(open) = out.last_mut() {
                    open.to = at + 1;
                    open.sure += log;
                }
            }
            Some(b'O') | None => {}
            _ => out.push(Found {
                head: 0,
                label: text.get(2..).unwrap_or(""),
                from: at,
                to: at + 1,
                sure: log,
                goes_on: text.starts_with('I'),
            }),
        }
    }
    for span in &mut out {
        // The mean over the words, and the word after it, which says that it ends.
        let after = path.get(span.to).map_or(0.0, |tag| logs[span.to][*tag]);
        let words = u16::try_from(span.to - span.from + 1).map_or(f32::MAX, f32::from);
        span.sure = ((span.sure + after) / words).exp();
    }
    out
}

fn best(scores: &[f32]) -> Option<(usize, f32)> {
    scores.iter().copied().enumerate().max_by(|a, b| a.1.total_cmp(&b.1).then(b.0.cmp(&a.0)))
}

fn log_softmax(scores: &[f32]) -> Vec<f32> {
    let top = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let sum: f32 = scores.iter().map(|s| (s - top).exp()).sum();
    let down = top + sum.ln();
    scores.iter().map(|s| s - down).collect()
}

#[cfg(test)]
mod tests {
    use super::{Labels, bio};

    const TAGS: [&str; 5] = ["O", "B-PER", "B-LOC", "I-PER", "I-LOC"];

    fn logs(best: &[usize]) -> Vec<Vec<f32>> {
        best.iter().map(|b| (0..5).map(|k| if k == *b { -0.1 } else { -3.0 }).collect()).collect()
    }

    #[test]
    fn illegal_tags_are_mended() {
        // I-LOC after B-PER cannot be: one of them gives way.
        let found = bio(&logs(&[0, 1, 4, 0]), &TAGS);
        assert_eq!(found.len(), 1);
        assert_eq!((found[0].from, found[0].to), (1, 3));
        let mut from_outside = logs(&[0, 4, 0]);
        from_outside[1][2] = -0.2;
        assert_eq!(bio(&from_outside, &TAGS)[0].label, "LOC");
    }

    #[test]
    fn a_window_may_begin_inside() {
        let found = bio(&logs(&[3, 3, 0, 2]), &TAGS);
        assert_eq!(
            found.iter().map(|f| (f.from, f.to, f.goes_on)).collect::<Vec<_>>(),
            [(0, 2, true), (3, 4, false)]
        );
        assert!(bio(&[], &TAGS).is_empty());
    }

    #[test]
    fn labels_are_read_in_the_order_of_columns() {
        let labels =
            Labels::read("axis\tactual\tnegated\npos\tNOUN NN\tVERB VB\ncue\tO\tB\tI\nrel\tnsubj\troot")
                .unwrap();
        assert_eq!((labels.pos.0, labels.spans[1].0, labels.words[0].0), (2, 4, 0));
        assert_eq!(labels.rels.len(), 2);
    }
}
