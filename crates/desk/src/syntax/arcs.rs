//! The transition system: a stack, a buffer and the arcs drawn so far.
//!
//! In: number of tokens, one [`Move`] after another · Out: head and relation of every token
//! From: arc-hybrid (Kuhlmann, Gómez-Rodríguez and Satta 2011) with the root at the end of the buffer;
//! costs of moves from Goldberg and Nivre 2013
//! Fails: never; a move that is not allowed changes nothing · Cost: two moves a token, O(1) each

use super::labels::Rel;

/// No token there.
pub(crate) const NOTHING: usize = usize::MAX;

/// What the parser can do next.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub(crate) enum Move {
    /// The next token of the buffer goes onto the stack.
    Shift,
    /// The top of the stack becomes a child of the next token of the buffer.
    Left,
    /// The top of the stack becomes a child of the token under it.
    Right,
}

impl Move {
    /// In the order of their class numbers.
    pub(crate) const ALL: [Move; 3] = [Move::Shift, Move::Left, Move::Right];
}

/// The children of one token, as far as drawn.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Family {
    /// Outermost and second outermost child on the left.
    pub(crate) left: [usize; 2],
    /// Outermost and second outermost child on the right.
    pub(crate) right: [usize; 2],
    /// How many on each side.
    pub(crate) count: [u32; 2],
    /// One bit for each group of relations that a child bears ([`group`]).
    pub(crate) rels: u32,
}

/// A sentence half parsed.
#[derive(Debug)]
pub(crate) struct State {
    /// Tokens waiting for a head, the last one on top.
    pub(crate) stack: Vec<usize>,
    /// The next token of the buffer; `tokens` is the root.
    pub(crate) next: usize,
    /// How many tokens there are, the root not counted.
    pub(crate) tokens: usize,
    /// Head of each token once drawn; `tokens` is the root.
    pub(crate) heads: Vec<usize>,
    /// Relation of each token once drawn.
    pub(crate) rels: Vec<Rel>,
    /// Children of each token, and of the root.
    pub(crate) families: Vec<Family>,
}

impl State {
    /// Nothing drawn yet.
    pub(crate) fn new(tokens: usize) -> Self {
        let nobody = Family { left: [NOTHING; 2], right: [NOTHING; 2], count: [0; 2], rels: 0 };
        State {
            stack: Vec::with_capacity(32),
            next: 0,
            tokens,
            heads: vec![NOTHING; tokens],
            rels: vec![Rel::Dep; tokens],
            families: vec![nobody; tokens + 1],
        }
    }

    /// Whether every token has its head.
    pub(crate) fn done(&self) -> bool {
        self.next == self.tokens && self.stack.is_empty()
    }

    /// The stack's entry at this depth, 0 on top.
    pub(crate) fn under(&self, depth: usize) -> usize {
        self.stack.len().checked_sub(depth + 1).and_then(|at| self.stack.get(at)).copied().unwrap_or(NOTHING)
    }

    /// Whether the move can be made. The root takes one child alone, the last token left.
    pub(crate) fn allows(&self, step: Move) -> bool {
        match step {
            Move::Shift => self.next < self.tokens,
            Move::Left => !self.stack.is_empty() && (self.next < self.tokens || self.stack.len() == 1),
            Move::Right => self.stack.len() > 1,
        }
    }

    /// The arc that the move would draw: head, child.
    pub(crate) fn arc(&self, step: Move) -> Option<(usize, usize)> {
        match step {
            Move::Shift => None,
            Move::Left => Some((self.next, self.under(0))),
            Move::Right => Some((self.under(1), self.under(0))),
        }
    }

    /// Makes the move; `rel` is the relation of the arc it draws.
    pub(crate) fn make(&mut self, step: Move, rel: Rel) {
        if !self.allows(step) {
            return;
        }
        let Some((head, child)) = self.arc(step) else {
            self.stack.push(self.next);
            self.next += 1;
            return;
        };
        self.stack.pop();
        if let Some(slot) = self.heads.get_mut(child) {
            *slot = head;
        }
        if let Some(slot) = self.rels.get_mut(child) {
            *slot = rel;
        }
        if let Some(family) = self.families.get_mut(head) {
            let side = usize::from(child > head);
            let outer = if side == 0 { &mut family.left } else { &mut family.right };
            *outer = [child, outer[0]];
            family.count[side] += 1;
            family.rels |= 1 << group(rel);
        }
    }
}

/// Relations grouped by what they tell about their head; at most 32 groups.
fn group(rel: Rel) -> u32 {
    match rel {
        Rel::Nsubj | Rel::NsubjOuter => 0,
        Rel::NsubjPass => 1,
        Rel::Csubj | Rel::CsubjOuter | Rel::CsubjPass => 2,
        Rel::Obj => 3,
        Rel::Iobj => 4,
        Rel::Ccomp => 5,
        Rel::Xcomp => 6,
        Rel::Obl | Rel::OblUnmarked => 7,
        Rel::OblAgent => 8,
        Rel::Expl => 9,
        Rel::Advcl | Rel::AdvclRelcl => 10,
        Rel::Advmod => 11,
        Rel::Aux => 12,
        Rel::AuxPass => 13,
        Rel::Cop => 14,
        Rel::Mark => 15,
        Rel::Nmod | Rel::NmodUnmarked | Rel::NmodDesc => 16,
        Rel::NmodPoss => 17,
        Rel::Appos => 18,
        Rel::Nummod => 19,
        Rel::Acl | Rel::AclRelcl => 20,
        Rel::Amod => 21,
        Rel::Det | Rel::DetPredet => 22,
        Rel::Case => 23,
        Rel::Conj => 24,
        Rel::Cc | Rel::CcPreconj => 25,
        Rel::Flat | Rel::Fixed | Rel::Goeswith => 26,
        Rel::Compound => 27,
        Rel::CompoundPrt => 28,
        Rel::Punct => 29,
        Rel::Parataxis | Rel::List => 30,
        _ => 31,
    }
}

/// How many gold arcs the move puts out of reach. `gold` gives each token's head, `gold.len()` the root.
#[cfg(any(test, feature = "train"))]
pub(crate) fn cost(state: &State, step: Move, gold: &[usize]) -> usize {
    let head_of = |token: usize| gold.get(token).copied().unwrap_or(NOTHING);
    let top = state.under(0);
    let children_ahead = |of: usize| (state.next..state.tokens).filter(|token| head_of(*token) == of).count();
    match step {
        Move::Shift => {
            let next = state.next;
            let below = state.stack.split_last().map_or(&[] as &[usize], |(_, rest)| rest);
            usize::from(below.contains(&head_of(next)))
                + state.stack.iter().filter(|token| head_of(**token) == next).count()
        }
        Move::Left => {
            let head = head_of(top);
            let lost = head == state.under(1) || (head > state.next && head <= state.tokens);
            usize::from(lost) + children_ahead(top)
        }
        Move::Right => {
            let head = head_of(top);
            usize::from(head >= state.next && head <= state.tokens) + children_ahead(top)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, State, cost};
    use crate::syntax::labels::Rel;

    /// Follows moves of no cost, first allowed first.
    fn follow(gold: &[usize]) -> Vec<usize> {
        let mut state = State::new(gold.len());
        while !state.done() {
            let step = Move::ALL
                .into_iter()
                .filter(|step| state.allows(*step))
                .min_by_key(|step| cost(&state, *step, gold))
                .expect("one move is always allowed");
            state.make(step, Rel::Dep);
        }
        state.heads
    }

    #[test]
    fn free_moves_rebuild_projective_trees() {
        for gold in [vec![1, 2], vec![2, 0, 3], vec![1, 4, 1, 2], vec![1, 5, 1, 4, 2], vec![4, 0, 0, 2]] {
            assert_eq!(follow(&gold), gold);
        }
    }
}
