//! Statements inside what another one says: "Reuters reported that the ministry had confirmed the theft".
//!
//! In: the drafts, and those that count only inside another · Out: the drafts with the nested ones
//! From: DESIGN section 3, chains; PolNeAR marks none of them (0 of 2,193 on its development part), so its counts call
//! every embedded find unlikely and its model ends the outer content where the inner one begins
//! Fails: an inner speaker that is a pronoun, a wish or a possibility is left out · Cost: a sort, and the drafts of one
//! sentence against each other

use super::Draft;
use super::learned::Told;
use super::tree::Ground;
use super::verb::Find;
use crate::syntax::{Tag, Upos};
use model::Span;

/// A nested find counts if the same words in a main clause attribute at least this often. Nothing measures it inside a
/// content: between 0.6 and 0.8 the recall on the news set stays at 0.757 and its precision rises from 0.720 to 0.725;
/// from 0.75 on denials and beliefs of a chain's last link are lost in the marked copy.
pub(super) const BAR: f32 = 0.7;

/// What PolNeAR's counts hold against a find for standing inside a content.
pub(super) const EMBEDDING: [&str; 2] = ["in-clause", "subordinate"];

/// Bytes between an outer content that the model ended too early and the inner one: a space, or a comma and a space.
const BESIDE: usize = 2;

/// Whether somebody of their own speaks, in a verb with tense.
pub(super) fn has_speaker(g: &Ground, find: &Find) -> bool {
    let speaker = find.who.is_some_and(|w| {
        !w.carried && w.antecedent.is_none() && !matches!(g.upos(w.head), Upos::Pron | Upos::Det)
    });
    let (first, last) = find.cue;
    let modal = (first..=last).any(|at| matches!(g.tag(at), Tag::Md | Tag::To));
    let tense = matches!(g.tag(find.head), Tag::Vbd | Tag::Vbn | Tag::Vbz | Tag::Vbp);
    speaker && tense && !modal
}

/// Adds the nested drafts that stand inside what another one says, and lets the outer contents reach over them.
pub(super) fn nest(inside: Vec<Draft>, drafts: &mut Vec<Draft>) {
    let told = Told::new(drafts.iter().filter(|d| d.conveys).flat_map(|d| d.content.iter().copied()));
    let mut cues: Vec<Span> = drafts.iter().filter_map(|d| d.cue).collect();
    cues.sort_unstable();
    let free =
        |cue: Span| cues.get(cues.partition_point(|c| c.end <= cue.start)).is_none_or(|c| !c.touches(cue));
    drafts.extend(inside.into_iter().filter(|d| d.cue.is_some_and(|cue| told.holds(cue) && free(cue))));
    drafts.sort_by_key(|d| (d.line, d.cue.map_or(0, |c| c.start)));
    let mut rest = drafts.as_mut_slice();
    while let Some(line) = rest.first().map(|d| d.line) {
        let (here, more) = rest.split_at_mut(rest.partition_point(|d| d.line <= line));
        widen(here);
        for draft in here {
            merge(&mut draft.content);
        }
        rest = more;
    }
}

/// One piece of what shares words.
fn merge(content: &mut Vec<Span>) {
    content.sort_unstable();
    content.dedup_by(|next, last| {
        let shared = next.touches(*last);
        if shared {
            *last = last.to(*next);
        }
        shared
    });
}

/// Contents that end between an inner cue and its content reach to the end of that.
fn widen(here: &mut [Draft]) {
    // The innermost first, so that an outer one takes it as it then is.
    for inner in (0..here.len()).rev() {
        let Some(draft) = here.get(inner) else { continue };
        let (Some(source), Some(cue)) = (draft.source, draft.cue) else { continue };
        let Some((from, to)) = draft.content.first().zip(draft.content.last()).map(|(a, b)| (a.start, b.end))
        else {
            continue;
        };
        for outer in here.iter_mut().filter(|d| d.cue != Some(cue)) {
            for piece in &mut outer.content {
                let holds = piece.contains(source) && piece.contains(cue);
                if holds && from >= piece.end && from - piece.end <= BESIDE {
                    *piece = Span::new(piece.start, to);
                }
            }
        }
    }
}
