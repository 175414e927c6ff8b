//! Cues within cues: what an outer cue makes of an inner status. Outermost decides, unless a row says otherwise.
//!
//! In: the force of the outer cue, the status inside · Out: the status of the whole · From: DESIGN section 4,
//! "Nested cues" · Fails: a row may give `None`: not known, which comes with a caveat · Cost: one scan

use crate::{Status, closed::closed};

closed! {
    /// What a cue does to what it governs. Most set a status; a few only turn what is inside.
    Force {
        /// Brought it about ("managed to", "has begun" of a point event).
        Achieve = "achieve",
        /// Took place ("lasted", "took place", "left twelve dead").
        Occur = "occur",
        /// In progress ("is", "continues to").
        Progress = "progress",
        /// Decided, authorised.
        Order = "order",
        /// Intended, scheduled.
        Plan = "plan",
        /// Weighed, proposed.
        Weigh = "weigh",
        /// Hedged, feared, forecast, suspected.
        Hedge = "hedge",
        /// Tied to a condition.
        Condition = "condition",
        /// Vowed for good.
        Promise = "promise",
        /// Vowed for harm.
        Threaten = "threaten",
        /// Asked of another party.
        Demand = "demand",
        /// Tried in vain, foiled.
        Foil = "foil",
        /// Called off, failed to, has yet to.
        Cancel = "cancel",
        /// Put off to a later date.
        Postpone = "postpone",
        /// Said not to be so.
        Deny = "deny",
        /// Refused.
        Refuse = "refuse",
        /// Plain "not", "no", "without", "never".
        Negate = "negate",
        /// Of the past, then overtaken ("had planned", "long-awaited"): hands on what is inside.
        Lapse = "lapse",
    }
}

impl Force {
    /// What the cue makes of an event that nothing else governs.
    pub fn alone(self) -> Status {
        match self {
            Force::Achieve | Force::Occur | Force::Lapse => Status::Happened,
            Force::Progress => Status::UnderWay,
            Force::Order => Status::Ordered,
            Force::Plan | Force::Postpone => Status::Planned,
            Force::Weigh => Status::Contemplated,
            Force::Hedge => Status::Possible,
            Force::Condition => Status::Conditional,
            Force::Promise => Status::Promised,
            Force::Threaten => Status::Threatened,
            Force::Demand => Status::Demanded,
            Force::Foil => Status::Attempted,
            Force::Cancel | Force::Negate => Status::NotHappened,
            Force::Deny => Status::Denied,
            Force::Refuse => Status::Rejected,
        }
    }
}

/// One exception to "outermost decides".
#[derive(Clone, Copy, Debug)]
pub struct NestingRow {
    /// The outer cue.
    pub outer: Force,
    /// The inner cues this row is for; empty = any, none included.
    pub inner: &'static [Force],
    /// The force of the whole, which the next cue outwards then meets; `None` where it is not known.
    pub gives: Option<Force>,
    /// Words that this row reads.
    pub example: &'static str,
}

const fn nest(
    outer: Force,
    inner: &'static [Force],
    gives: Option<Force>,
    example: &'static str,
) -> NestingRow {
    NestingRow { outer, inner, gives, example }
}

use Force::{
    Achieve, Cancel, Condition, Demand, Deny, Foil, Hedge, Lapse, Negate, Occur, Order, Plan, Postpone,
    Progress, Promise, Refuse, Threaten, Weigh,
};

/// The written list of DESIGN section 4; the first row that fits decides, and where none does the outer cue wins.
pub const NESTING: &[NestingRow] = &[
    // Denial and refusal win, from either side, save over a negation of themselves.
    nest(Negate, &[Deny], Some(Hedge), "did not deny attacking"),
    nest(Negate, &[Refuse], Some(Hedge), "has not ruled out attacking"),
    nest(Refuse, &[Deny], Some(Deny), "refused to deny attacking"),
    nest(Refuse, &[Refuse], Some(Hedge), "refused to rule out attacking"),
    nest(Deny, &[Refuse], Some(Hedge), "denied having ruled out an attack"),
    nest(Hedge, &[Deny], Some(Deny), "may deny attacking"),
    nest(Plan, &[Deny], Some(Deny), "will deny attacking"),
    nest(Hedge, &[Refuse], Some(Refuse), "would not consider attacking"),
    nest(Plan, &[Refuse], Some(Refuse), "will reject an attack"),
    nest(Condition, &[Refuse], Some(Refuse), "would rule out an attack"),
    // A speech act beats the condition tied to it.
    nest(Condition, &[Threaten], Some(Threaten), "threatens to strike if crossed"),
    nest(Condition, &[Promise], Some(Promise), "pledges to withdraw if asked"),
    nest(Condition, &[Demand], Some(Demand), "urges a strike if talks fail"),
    nest(Condition, &[Plan], Some(Condition), "will strike if elected"),
    nest(Hedge, &[Condition], Some(Condition), "could strike if elected"),
    nest(Plan, &[Condition], Some(Condition), "will strike unless paid"),
    // Weighing and asking keep their force when they are themselves only to come.
    nest(Plan, &[Weigh, Demand, Promise, Threaten, Cancel, Postpone], None, "will consider a strike"),
    nest(Plan, &[Hedge], Some(Hedge), "will probably strike"),
    nest(Hedge, &[Weigh, Demand, Threaten], None, "may consider a strike"),
    nest(Condition, &[Weigh], Some(Weigh), "would consider a strike"),
    // Plain negation turns what it meets.
    nest(Negate, &[Negate], Some(Achieve), "not without striking"),
    nest(Negate, &[Foil, Cancel], Some(Hedge), "did not fail to strike"),
    nest(Negate, &[Weigh], Some(Refuse), "is not considering a strike"),
    nest(Negate, &[Hedge], Some(Negate), "could not strike"),
    nest(Negate, &[Threaten], Some(Negate), "did not threaten to strike"),
    nest(Negate, &[Demand], Some(Negate), "did not ask for a strike"),
    nest(Negate, &[], Some(Negate), "did not strike"),
    // What is overtaken hands on what is inside.
    nest(Lapse, &[], Some(Lapse), "the long-planned strike"),
    nest(Progress, &[Order, Plan, Weigh, Hedge, Demand, Cancel, Foil], None, "is planning to strike"),
    // A stop to a thing that was only intended or weighed is no attempt.
    nest(Cancel, &[Weigh, Plan, Order, Threaten, Promise], Some(Cancel), "dropped plans to strike"),
    nest(Postpone, &[], Some(Postpone), "postponed the planned strike"),
    // A claim that is refused is denied; what was foiled may all the same have had effects.
    nest(Refuse, &[Hedge], Some(Deny), "rejected the allegation of an attack"),
    nest(Occur, &[Foil], None, "the failed attack wounded two"),
    // Being brought about or going on, of something governed, leaves it as it was.
    nest(
        Achieve,
        &[Order, Plan, Weigh, Hedge, Promise, Threaten, Demand, Foil, Cancel, Deny, Refuse],
        None,
        "managed to order a strike",
    ),
];

/// The force of `outer` over `inner`: by [`NESTING`], else the outer cue's own. A row that gives `None` hands on the
/// inner force.
pub fn compose(outer: Force, inner: Option<Force>) -> Force {
    let Some(inner) = inner else { return outer };
    NESTING
        .iter()
        .find(|row| row.outer == outer && (row.inner.is_empty() || row.inner.contains(&inner)))
        .map_or(outer, |row| row.gives.unwrap_or(inner))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_is_reached_by_each_inner_cue_it_names() {
        for (at, row) in NESTING.iter().enumerate() {
            for inner in row.inner {
                let first = NESTING
                    .iter()
                    .position(|r| r.outer == row.outer && (r.inner.is_empty() || r.inner.contains(inner)));
                assert_eq!(first, Some(at), "{} is shadowed", row.example);
                assert_eq!(compose(row.outer, Some(*inner)), row.gives.unwrap_or(*inner), "{}", row.example);
            }
        }
    }

    #[test]
    fn outermost_decides_where_the_list_is_silent() {
        assert_eq!(compose(Deny, Some(Plan)).alone(), Status::Denied);
        assert_eq!(compose(Weigh, Some(Order)).alone(), Status::Contemplated);
        assert_eq!(compose(Demand, Some(Cancel)).alone(), Status::Demanded);
        assert_eq!(compose(Hedge, None).alone(), Status::Possible);
    }

    #[test]
    fn every_force_alone_is_a_status_of_the_table() {
        for force in Force::ALL {
            assert_eq!(force.alone().axes().status(), Some(force.alone()));
        }
    }
}
