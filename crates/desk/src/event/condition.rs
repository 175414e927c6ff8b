//! What an event stands under: "if", "unless", "without a quorum".
//!
//! In: a trigger and the path so far · Out: the condition, met by the path · From: DESIGN section 4
//! Fails: no condition changes nothing · Cost: the clauses above the trigger, three at most

use super::own::Own;
use super::status::{Path, Setting};
use crate::grammar::Grammar;
use crate::syntax::Rel;
use model::Force;

/// "If", "unless" and their like: inside the clause they open, and over the clause it hangs on.
pub(super) fn condition(grammar: &Grammar, at: usize, setting: &Setting, path: &mut Path) {
    let opens = |clause: usize| {
        grammar.kids(clause).iter().copied().find(|k| {
            matches!(grammar.rel(*k), Rel::Mark | Rel::Advmod | Rel::Case)
                && matches!(grammar.lower(*k).as_str(), "if" | "unless" | "provided" | "assuming" | "once")
        })
    };
    if (path.own != Own::Past || path.force.is_some())
        && let Some((force, cue)) = setting.condition
    {
        path.meet(force, cue, "rule/status-condition");
        return;
    }
    let mut clause = grammar.clause(at);
    for _ in 0..3 {
        if let Some(mark) = opens(clause).filter(|m| grammar.lower(*m) != "once")
            && grammar.rel(clause) != Rel::Ccomp
        {
            path.meet(Force::Condition, grammar.span(mark), "rule/status-condition");
            return;
        }
        let tied = grammar.kids(clause).iter().copied().find_map(|k| match grammar.rel(k) {
            Rel::Advcl => opens(k),
            _ => None,
        });
        let tied = tied.or_else(|| lacking(grammar, clause));
        let open = !matches!(path.own, Own::Past) || path.force.is_some();
        if let (Some(mark), true) = (tied, open) {
            path.meet(Force::Condition, grammar.span(mark), "rule/status-condition");
            return;
        }
        let up =
            matches!(grammar.rel(clause), Rel::Xcomp | Rel::Conj).then(|| grammar.head(clause)).flatten();
        let Some(up) = up else { return };
        clause = grammar.clause(up);
    }
}

/// "Without a quorum there can be no vote": a lack that the clause's modal depends on.
fn lacking(grammar: &Grammar, clause: usize) -> Option<usize> {
    grammar.group(clause).modal?;
    let first = grammar.kids(clause).first().copied().filter(|k| *k < clause)?;
    let without = grammar.kid(first, &[Rel::Case, Rel::Mark]).filter(|c| grammar.lower(*c) == "without")?;
    matches!(grammar.rel(first), Rel::Obl | Rel::Advcl).then_some(without)
}
