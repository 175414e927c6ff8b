//! "…, its owner, Ann Reed, confirmed": a speaker between commas, right before the cue at the sentence's end.
//!
//! In: a sentence, where a cue begins · Out: who speaks · From: newsroom usage; trees often hang the cue of such a
//! sentence under the apposition and carry the first clause's subject over to it
//! Fails: another order of commas is left to the tree · Cost: at most [`WIDEST`] tokens a cue

use super::source::Who;
use super::tree::Ground;
use crate::syntax::Upos;

/// Tokens of the description at most: "the port authority's deputy director for safety" has eight.
const WIDEST: usize = 12;

/// The description and the name that stand between commas right before token `cue`.
pub(super) fn named_aside(g: &Ground, cue: usize) -> Option<Who> {
    let close = cue.checked_sub(1).filter(|at| g.is(*at, ","))?;
    let open = (close.saturating_sub(WIDEST)..close).rev().find(|at| g.is(*at, ","))?;
    let name = open + 1 < close && (open + 1..close).all(|at| g.upos(at) == Upos::Propn);
    let first = (open.saturating_sub(WIDEST)..open).rev().take_while(|at| !g.is_stop(*at)).last()?;
    let described = (first..open).all(|at| {
        matches!(
            g.upos(at),
            Upos::Det
                | Upos::Adj
                | Upos::Noun
                | Upos::Propn
                | Upos::Pron
                | Upos::Adp
                | Upos::Num
                | Upos::Part
        )
    });
    let opens = matches!(g.upos(first), Upos::Det | Upos::Pron | Upos::Noun | Upos::Adj | Upos::Propn);
    let noun = (first..open).any(|at| matches!(g.upos(at), Upos::Noun | Upos::Adj));
    let comma = first.checked_sub(1).filter(|at| g.is(*at, ","))?;
    // What stands before it is a clause of its own.
    let clause = (0..comma).any(|at| g.is_finite(at));
    let unquoted = (first..close).all(|at| g.quote(at).is_none());
    (name && described && opens && noun && clause && unquoted).then_some(Who {
        first,
        last: close - 1,
        head: close - 1,
        antecedent: None,
        carried: false,
    })
}
