//! Parsing: who depends on whom, and how.
//!
//! In: [`Node`]s of one sentence · Out: head and relation of every token
//! From: greedy transition parsing with features after Zhang and Nivre 2011; the relation is chosen by a
//! second set of weights at the moment the arc is drawn, so that later moves know it
//! Fails: never; without weights the tree is a chain · Cost: two moves a token, about a hundred features each

use super::arcs::{Move, NOTHING, State};
use super::form::Keys;
use super::labels::{Rel, Upos};
use super::tagger::best;
use super::weights::Scores;

/// What the parser knows of a token.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Node {
    /// Lower-cased word.
    pub(crate) word: u32,
    /// Lemma.
    pub(crate) lemma: u32,
    /// Last three letters.
    pub(crate) suffix: u32,
    /// Upper case, lower case, digits.
    pub(crate) shape: u32,
    /// Number of the tagger's pair.
    pub(crate) pair: u32,
    /// Part of speech.
    pub(crate) upos: Upos,
    /// Verbs from here to the end of the sentence, at most 3; filled by [`look_ahead`].
    pub(crate) verbs: u32,
}

/// Stands where there is no token; the root is one word further.
const NOBODY: Node = Node { word: 1, lemma: 1, suffix: 1, shape: 1, pair: 250, upos: Upos::X, verbs: 0 };
const ROOT: Node = Node { word: 2, lemma: 2, suffix: 2, shape: 2, pair: 251, upos: Upos::X, verbs: 0 };

/// Counts, for every token, the verbs that are still to come.
pub(crate) fn look_ahead(nodes: &mut [Node]) {
    let mut verbs = 0;
    for node in nodes.iter_mut().rev() {
        verbs = 3.min(verbs + u32::from(matches!(node.upos, Upos::Verb | Upos::Aux)));
        node.verbs = verbs;
    }
}

/// What decides the moves and relations: weights, or weights under training.
pub(crate) trait Judge {
    /// Chooses a move among those that the state allows.
    fn step(&mut self, state: &State, keys: &[u32]) -> Move;
    /// Chooses the relation of the arc from `head` to `child`.
    fn rel(&mut self, head: usize, child: usize, keys: &[u32]) -> Rel;
}

/// Parses the sentence.
pub(crate) fn parse(nodes: &[Node], judge: &mut impl Judge) -> State {
    let mut state = State::new(nodes.len());
    let mut keys = Keys::default();
    while !state.done() {
        let only = sole_move(&state);
        let step = match only {
            Some(step) => step,
            None => {
                step_features(nodes, &state, &mut keys);
                judge.step(&state, &keys.keys)
            }
        };
        let rel = match state.arc(step) {
            Some((head, _)) if head == state.tokens => Rel::Root,
            Some((head, child)) => {
                rel_features(nodes, &state, head, child, &mut keys);
                judge.rel(head, child, &keys.keys)
            }
            None => Rel::Dep,
        };
        state.make(step, rel);
    }
    state
}

/// The move, where there is but one.
fn sole_move(state: &State) -> Option<Move> {
    let mut allowed = Move::ALL.into_iter().filter(|step| state.allows(*step));
    let first = allowed.next();
    // `done` is false, so one move is always allowed; `Right` would still empty the stack if not.
    if allowed.next().is_some() { None } else { first.or(Some(Move::Right)) }
}

/// The shipped weights as a judge.
#[derive(Debug)]
pub(crate) struct Weighed<'w, S> {
    /// Weights of the moves.
    pub(crate) steps: &'w S,
    /// Weights of the relations.
    pub(crate) rels: &'w S,
    /// Room for scores.
    pub(crate) scores: Vec<i32>,
}

impl<S: Scores> Judge for Weighed<'_, S> {
    fn step(&mut self, state: &State, keys: &[u32]) -> Move {
        let mut scores = [0; 3];
        self.steps.score(keys, &mut scores);
        best_step(state, &scores, |_| true)
    }

    fn rel(&mut self, _head: usize, _child: usize, keys: &[u32]) -> Rel {
        self.scores.resize(Rel::ALL.len(), 0);
        self.rels.score(keys, &mut self.scores);
        Rel::numbered(best(&self.scores)).unwrap_or(Rel::Dep)
    }
}

/// The allowed move of the highest score among those that `fits` accepts.
pub(crate) fn best_step(state: &State, scores: &[i32; 3], fits: impl Fn(Move) -> bool) -> Move {
    let mut chosen = (i32::MIN, Move::Shift);
    for (step, score) in Move::ALL.into_iter().zip(scores) {
        if state.allows(step) && fits(step) && *score > chosen.0 {
            chosen = (*score, step);
        }
    }
    chosen.1
}

/// Reads a state as features see it.
struct Eye<'s> {
    nodes: &'s [Node],
    state: &'s State,
}

impl Eye<'_> {
    fn node(&self, at: usize) -> Node {
        match self.nodes.get(at) {
            Some(node) => *node,
            None if at == self.nodes.len() => ROOT,
            None => NOBODY,
        }
    }

    fn rel(&self, at: usize) -> u32 {
        self.state.rels.get(at).filter(|_| at != NOTHING).map_or(255, |rel| *rel as u32)
    }

    fn left(&self, at: usize, which: usize) -> usize {
        self.state.families.get(at).map_or(NOTHING, |family| family.left[which])
    }

    fn right(&self, at: usize, which: usize) -> usize {
        self.state.families.get(at).map_or(NOTHING, |family| family.right[which])
    }

    fn counts(&self, at: usize) -> (u32, u32) {
        self.state.families.get(at).map_or((9, 9), |f| (f.count[0].min(4), f.count[1].min(4)))
    }

    fn groups(&self, at: usize) -> u32 {
        self.state.families.get(at).map_or(u32::MAX, |family| family.rels)
    }
}

/// How far apart, in steps that grow.
fn distance(from: usize, to: usize) -> u32 {
    if from == NOTHING || to == NOTHING {
        return 9;
    }
    match to.abs_diff(from) {
        far @ 0..=4 => far as u32,
        5..=6 => 5,
        7..=10 => 6,
        11..=20 => 7,
        _ => 8,
    }
}

fn step_features(nodes: &[Node], state: &State, keys: &mut Keys) {
    keys.clear();
    let eye = Eye { nodes, state };
    let (i0, i1, i2, n0) = (state.under(0), state.under(1), state.under(2), state.next);
    let (s0, s1, s2) = (eye.node(i0), eye.node(i1), eye.node(i2));
    let (b0, b1, b2, b3) = (eye.node(n0), eye.node(n0 + 1), eye.node(n0 + 2), eye.node(n0 + 3));
    let before = eye.node(n0.wrapping_sub(1));
    let (d0, d1) = (distance(i0, n0), distance(i1, i0));

    for node in [s0, s1, b0] {
        keys.add(&[node.word]);
        keys.add(&[node.pair]);
        keys.add(&[node.word, node.pair]);
        keys.add(&[node.lemma, node.upos as u32]);
    }
    for node in [s2, b1, b2] {
        keys.add(&[node.word, node.pair]);
        keys.add(&[node.pair]);
    }
    keys.add(&[b3.pair, b2.pair, b1.pair]);
    keys.add(&[s0.suffix, s0.pair, b0.suffix, b0.pair]);

    for (a, b, far) in [(s0, b0, d0), (s1, s0, d1), (s1, b0, d0)] {
        keys.add(&[a.pair, b.pair]);
        keys.add(&[a.pair, b.pair, far]);
        keys.add(&[a.lemma, b.lemma]);
        keys.add(&[a.word, b.pair]);
        keys.add(&[a.pair, b.word]);
        keys.add(&[a.lemma, b.pair, far]);
        keys.add(&[a.pair, b.lemma, far]);
        keys.add(&[a.word, a.pair, b.word, b.pair]);
    }
    keys.add(&[b0.pair, b1.pair]);
    keys.add(&[b0.word, b1.word]);
    keys.add(&[b0.word, b1.pair]);
    keys.add(&[b0.pair, b1.word]);

    keys.add(&[s1.pair, s0.pair, b0.pair]);
    keys.add(&[s0.pair, b0.pair, b1.pair]);
    keys.add(&[s2.pair, s1.pair, s0.pair]);
    keys.add(&[s2.pair, s1.pair, s0.pair, b0.pair]);
    keys.add(&[s1.pair, s0.pair, b0.pair, b1.pair]);
    keys.add(&[s0.pair, b0.pair, b1.pair, b2.pair]);
    keys.add(&[s0.word, b0.pair, b1.pair]);
    keys.add(&[s0.pair, b0.word, b1.pair]);
    keys.add(&[s0.pair, b0.pair, b1.word]);
    keys.add(&[s1.lemma, s0.pair, b0.pair]);
    keys.add(&[s1.pair, s0.lemma, b0.pair]);
    keys.add(&[s1.pair, s0.pair, b0.word]);
    keys.add(&[s1.lemma, s0.lemma, b0.pair]);
    keys.add(&[s1.lemma, s0.pair, b0.lemma]);
    keys.add(&[s0.pair, before.pair, b0.pair]);

    let (s0l, s0l2, s0r) = (eye.left(i0, 0), eye.left(i0, 1), eye.right(i0, 0));
    let (s1l, s1r, s1r2) = (eye.left(i1, 0), eye.right(i1, 0), eye.right(i1, 1));
    let (b0l, b0l2) = (eye.left(n0, 0), eye.left(n0, 1));
    for at in [s0l, s0r, s1l, s1r, b0l] {
        let node = eye.node(at);
        keys.add(&[node.word, eye.rel(at)]);
        keys.add(&[node.pair, eye.rel(at), s0.pair]);
        keys.add(&[node.pair, eye.rel(at), s0.pair, b0.pair]);
        keys.add(&[node.pair, eye.rel(at), s1.pair, s0.pair]);
    }
    keys.add(&[eye.rel(s0l), eye.rel(s0l2), s0.pair]);
    keys.add(&[eye.rel(b0l), eye.rel(b0l2), b0.pair]);
    keys.add(&[eye.rel(s1r), eye.rel(s1r2), s1.pair, s0.pair]);
    // The preposition hangs under the noun: whether noun or verb takes it is a matter of these three.
    let case = eye.node(s0l).word;
    keys.add(&[s1.lemma, case, s0.pair]);
    keys.add(&[s1.pair, case, s0.lemma]);
    keys.add(&[s1.lemma, case, s0.lemma]);
    keys.add(&[s2.lemma, s1.pair, case]);
    keys.add(&[s1.pair, case, s0.pair, b0.pair]);
    keys.add(&[s0.lemma, eye.node(b0l).word, b0.pair]);

    let (c0, c1, cb) = (eye.counts(i0), eye.counts(i1), eye.counts(n0));
    keys.add(&[s0.word, c0.0, c0.1]);
    keys.add(&[s0.pair, c0.0, c0.1, b0.pair]);
    keys.add(&[s1.pair, c1.0, c1.1, s0.pair]);
    keys.add(&[s1.lemma, c1.1, s0.pair]);
    keys.add(&[b0.pair, cb.0, s0.pair]);
    let (g0, g1, gb) = (eye.groups(i0), eye.groups(i1), eye.groups(n0));
    keys.add(&[s0.pair, g0]);
    keys.add(&[s0.pair, g0, b0.pair]);
    keys.add(&[s0.pair, g0, b0.word]);
    keys.add(&[s1.pair, g1, s0.pair]);
    keys.add(&[s1.pair, g1, s0.pair, b0.pair]);
    keys.add(&[s1.upos as u32, g1, s0.upos as u32, g0]);
    keys.add(&[s0.upos as u32, g0, b0.upos as u32, gb]);
    keys.add(&[s1.lemma, g1, s0.pair]);

    keys.add(&[s0.pair, b0.verbs, b0.pair]);
    keys.add(&[s1.pair, s0.pair, b0.verbs]);
    keys.add(&[state.stack.len().min(6) as u32, s0.pair, b0.pair]);
    keys.add(&[s0.shape, b0.shape, d0]);
    keys.add(&[s1.shape, s0.shape, d1]);
}

fn rel_features(nodes: &[Node], state: &State, head: usize, child: usize, keys: &mut Keys) {
    keys.clear();
    let eye = Eye { nodes, state };
    let (h, c) = (eye.node(head), eye.node(child));
    let side = u32::from(child > head) * 16 + distance(head, child);
    let way = u32::from(child > head);
    let near = |at: usize, offset: isize| eye.node(at.checked_add_signed(offset).unwrap_or(NOTHING));
    let (cl, cl2, cr) = (eye.left(child, 0), eye.left(child, 1), eye.right(child, 0));
    let (hl, hr) = (eye.left(head, 0), eye.right(head, 0));
    let (gh, gc) = (eye.groups(head), eye.groups(child));
    let case = eye.node(cl).word;

    keys.add(&[way]);
    keys.add(&[c.word, way]);
    keys.add(&[c.pair, way]);
    keys.add(&[h.word, way]);
    keys.add(&[h.pair, way]);
    keys.add(&[c.lemma, c.pair]);
    keys.add(&[h.lemma, h.pair]);
    keys.add(&[h.pair, c.pair, side]);
    keys.add(&[h.pair, c.pair, way]);
    keys.add(&[h.lemma, c.lemma, way]);
    keys.add(&[h.lemma, c.pair, way]);
    keys.add(&[h.pair, c.lemma, way]);
    keys.add(&[c.suffix, h.upos as u32, way]);
    keys.add(&[h.suffix, c.upos as u32, way]);
    keys.add(&[c.shape, h.shape, way]);
    keys.add(&[h.pair, c.pair, case]);
    keys.add(&[h.lemma, case, c.upos as u32]);
    keys.add(&[c.lemma, case]);
    keys.add(&[eye.node(cl).pair, eye.rel(cl), c.pair, h.pair]);
    keys.add(&[eye.rel(cl), eye.rel(cl2), c.pair, h.upos as u32, way]);
    keys.add(&[eye.node(cr).word, eye.rel(cr), c.pair]);
    keys.add(&[c.pair, gc, way]);
    keys.add(&[c.upos as u32, gc, h.upos as u32, way]);
    keys.add(&[h.pair, gh, c.pair, way]);
    keys.add(&[h.pair, gh, c.lemma]);
    keys.add(&[h.lemma, gh, c.upos as u32, way]);
    keys.add(&[h.upos as u32, gh, c.upos as u32, gc]);
    keys.add(&[eye.node(hl).word, eye.rel(hl), h.pair, c.pair, way]);
    keys.add(&[eye.node(hr).word, eye.rel(hr), h.pair, c.pair, way]);
    keys.add(&[near(child, -1).pair, c.pair, h.pair]);
    keys.add(&[near(child, 1).pair, c.pair, h.pair]);
    keys.add(&[near(child, -1).word, c.pair, way]);
    keys.add(&[near(child, 1).word, c.pair, way]);
    keys.add(&[near(head, -1).pair, h.pair, c.pair, way]);
    keys.add(&[near(head, 1).pair, h.pair, c.pair, way]);
    keys.add(&[near(child, -1).pair, c.pair, near(child, 1).pair, h.upos as u32]);
    keys.add(&[eye.node(state.next).pair, c.pair, h.pair, way]);
    keys.add(&[eye.node(state.under(1)).pair, c.pair, h.pair, way]);
}
