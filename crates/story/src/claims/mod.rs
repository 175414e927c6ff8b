//! One proposition followed across articles.
//!
//! In: the items of a story in the order of [`crate::Item::place`], and who has what from whom
//! Out: [`Claim`]s, what most roots tell first, each with its tellings and what changed between them
//! From: DESIGN sections 1 and 4 · Fails: never; items without notes tell nothing
//! Cost: O(n log n) in the events, comparisons of an event capped by constants
//!
//! - `told`: an event of one article, with what it is held against others by
//! - `action`, `party`: when two words name one action, two names one party
//! - `group`: which events are one proposition
//! - `tell`: one telling an article and holder
//! - `turns`: what changed from one telling to a later one
//! - `taken_back`: what an outlet says of its own report
//! - `not_there`: what is told not to be there at all

mod action;
mod party;
mod told;
mod group;
mod tell;
mod turns;
mod taken_back;
mod not_there;

#[cfg(test)]
mod not_there_tests;
#[cfg(test)]
mod tests;

pub(crate) use tell::{Line, step};

use crate::Item;
use model::{Claim, ClaimTurn, Lineage, Passage, Status};
use told::Told;

/// At most so many claims of a story are kept: who reads more reads the articles. A story of the demo wire has about
/// thirty that the rules below keep.
const MOST: usize = 60;

/// What is told in the items of a story, followed across them.
///
/// Kept is what two articles tell, what is not plainly told to have happened, and what a headline or first sentence
/// tells; at most sixty claims. Of two claims the one that more roots tell stands first, then the one more often told.
///
/// ```
/// use model::{Count, Lineage};
///
/// let nothing = Lineage { nodes: vec![], edges: vec![], shared_quotes: vec![], roots: vec![], independent: Count::exactly(0) };
/// assert!(story::claims(&[], &nothing).is_empty());
/// ```
pub fn claims(items: &[Item<'_>], lineage: &Lineage) -> Vec<Claim> {
    let line = Line::of(items.len(), lineage);
    let told = told::told(items, &line);
    let absences = not_there::absences(items);
    let mut kept: Vec<(Claim, (usize, usize))> = Vec::new();
    for group in group::groups(&told) {
        let members: Vec<&Told<'_>> = group.iter().filter_map(|at| told.get(*at)).collect();
        let mut claim = tell::claim(items, &line, &members);
        not_there::deny(items, &line, &absences, &members, &mut claim);
        let mut articles: Vec<usize> = claim.tellings.iter().map(|one| one.sentence.article).collect();
        articles.dedup();
        let matters = articles.len() > 1
            || members.iter().any(|one| one.leads)
            || claim.tellings.iter().any(|one| !matches!(one.status, Some(Status::Happened) | None));
        if !matters {
            continue;
        }
        taken_back::take_back(items, &mut claim);
        claim.changes.extend(turns::turns(items, &line, &claim));
        claim.changes.sort_by_key(|change| (change.to, change.from, change.turn));
        let mut roots: Vec<usize> = claim.tellings.iter().map(|one| one.root).collect();
        roots.sort_unstable();
        roots.dedup();
        let weight = (roots.len(), claim.tellings.len());
        kept.push((claim, weight));
    }
    // Equals stay in the order in which they were first told.
    kept.sort_by_key(|(_, weight)| std::cmp::Reverse(*weight));
    kept.truncate(MOST);
    // One sentence takes back once: in the claim that matters most.
    let mut shown: Vec<Passage> = Vec::new();
    for (claim, _) in &mut kept {
        let tellings = &claim.tellings;
        claim.changes.retain(|change| {
            let taken_back = change.turn == ClaimTurn::Withdrawn;
            let Some(to) = tellings.get(change.to).filter(|_| taken_back) else { return true };
            let new = !shown.contains(&to.sentence);
            shown.push(to.sentence);
            new
        });
    }
    let numbered = kept.into_iter().zip(1..).map(|((claim, _), n)| Claim { id: format!("c{n}"), ..claim });
    numbered.collect()
}

/// The further of two statuses on the way from a thought to a deed; what stands on no way is heeded where there is no
/// other.
pub(crate) fn further(one: Option<Status>, other: Option<Status>) -> Option<Status> {
    let far = |status: Option<Status>| status.map(|status| step(status).unwrap_or(0));
    if far(other) > far(one) { other } else { one }
}

/// The verb of an action; `None` where it is a noun without one.
pub(crate) fn verb_of(lemma: &str) -> Option<String> {
    action::verb(lemma)
}

/// The family of an action ("dies").
pub(crate) fn family_of(lemma: &str) -> Option<&'static str> {
    action::family(&action::action(lemma))
}

/// Whether an action is told by a noun.
pub(crate) fn is_noun(lemma: &str) -> bool {
    action::is_noun(lemma)
}
