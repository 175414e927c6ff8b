//! "There was no bomb": what is told not to be there at all, held against what was told of it as done.
//!
//! In: the items of a story; a claim with its events · Out: the claim with a telling that denies it
//! From: own; `lists/says_nothing.tsv` · Fails: what is denied by another name is not known
//! Cost: O(words of the sentences); a claim is held against every such sentence
//!
//! The desk marks happenings, and so "there was no attack" is an event of its own. A bomb is none: that there was none
//! says of each event which would have needed one that it did not happen. It is heeded where an earlier article tells
//! the thing as new ("put a bomb into a van"): "the ship" is there whoever denies a ship.

use super::party::read_as;
use super::tell::Line;
use super::told::{Told, head};
use crate::Item;
use crate::words::{Word, is_listed, words};
use model::{Claim, Passage, Ref, Span, Statement, StatementType, Status, Telling, Voice};
use std::collections::HashSet;
use std::sync::LazyLock;

/// Words of a description before its head; a longer one is misread.
const LONGEST: usize = 4;

static SAYS_NOTHING: LazyLock<HashSet<String>> = LazyLock::new(|| {
    let rows = include_str!("../../lists/says_nothing.tsv").lines().filter(|line| !line.starts_with('#'));
    rows.flat_map(|row| row.split('\t').next().unwrap_or_default().split(' ').map(read_as)).collect()
});

/// A sentence that tells that there is no such thing.
pub(super) struct Absence<'a> {
    article: usize,
    sentence: Span,
    /// "There was no".
    cue: Span,
    /// The head word of what is not there, as names are read.
    thing: String,
    /// What says which: the claim's sentence has to have it.
    which: Vec<String>,
    statement: Option<&'a Statement>,
}

/// Every such sentence of the items.
pub(super) fn absences<'a>(items: &'a [Item<'a>]) -> Vec<Absence<'a>> {
    let of_item = |(article, item): (usize, &'a Item<'a>)| {
        let sentences = item.sentences();
        sentences.into_iter().filter_map(move |sentence| absence(article, item, sentence))
    };
    items.iter().enumerate().flat_map(of_item).collect()
}

fn absence<'a>(article: usize, item: &'a Item<'a>, sentence: Span) -> Option<Absence<'a>> {
    let text = item.article.text.as_str();
    if sentence.words(text).trim_end().ends_with('?') {
        return None;
    }
    let all = words(text, sentence);
    let low: Vec<String> = all.iter().map(|word| word.text.to_lowercase()).collect();
    let is = |at: usize, any: &[&str]| low.get(at).is_some_and(|word| any.contains(&word.as_str()));
    let there = (0..all.len()).find(|at| is(*at, &["there", "there's", "there’s"]))?;
    if there > 0 && is(there - 1, &["if", "whether", "unless", "until", "wish", "pretend"]) {
        return None;
    }
    let mut at = there + 1;
    let mut never = false;
    if is(at, &["never"]) {
        (never, at) = (true, at + 1);
    }
    let contracted = !is(there, &["there"]);
    if is(at, &["has", "have", "had"]) && is(at + 1, &["been", "never"]) {
        never |= is(at + 1, &["never"]);
        at += if is(at + 2, &["been"]) { 3 } else { 2 };
    } else if is(at, &["is", "was", "are", "were"]) {
        at += 1;
    } else if !contracted {
        return None;
    }
    if is(at, &["also", "simply", "clearly", "still"]) {
        at += 1;
    }
    if is(at, &["never", "not"]) {
        (never, at) = (true, at + 1);
    }
    let no = at;
    let fits = if never { is(no, &["a", "an", "any"]) } else { is(no, &["no"]) };
    if !fits {
        return None;
    }
    let (first, end) = phrase(text, &all, &low, no + 1)?;
    let thing = read_as(all.get(end - 1)?.text);
    if SAYS_NOTHING.contains(&thing) {
        return None;
    }
    // "No ship that could sail", "no reason to": not the thing is denied, but one of such a kind.
    let closed = stops(text, &all, end);
    if !closed && is(end, &["that", "who", "which", "to", "whose"]) {
        return None;
    }
    let mut which: Vec<String> = all.get(first..end - 1)?.iter().map(|word| read_as(word.text)).collect();
    let behind = (end..all.len()).take_while(|at| *at > end || !closed);
    for at in behind {
        which.extend(
            all.get(at)
                .filter(|_| !["common", "ends_head", "leads_on"].iter().any(|kind| is_listed(kind, &low[at])))
                .map(|word| read_as(word.text)),
        );
        if stops(text, &all, at + 1) {
            break;
        }
    }
    let cue = all.get(there)?.span.to(all.get(no)?.span);
    let statements = item.notes.into_iter().flat_map(|notes| &notes.statements);
    let statement = statements
        .filter(|one| one.kind == StatementType::Speech)
        .filter(|one| one.content.iter().any(|content| content.contains(cue)))
        .min_by_key(|one| one.content.iter().map(Span::len).sum::<usize>());
    // Who denies that there was none says that there was.
    let turned = |one: &Statement| one.cue.is_some_and(|cue| cue.words(text).to_lowercase().contains("den"));
    if statement.is_some_and(turned) {
        return None;
    }
    Some(Absence { article, sentence, cue, thing, which, statement })
}

/// From `from` the words of a description: the first of them and the one after its head.
fn phrase(text: &str, all: &[Word<'_>], low: &[String], from: usize) -> Option<(usize, usize)> {
    let goes_on = |at: &usize| {
        let open = low.get(*at).is_some_and(|word| {
            !["common", "ends_head", "leads_on", "calendar"].iter().any(|kind| is_listed(kind, word))
        });
        open && (*at == from || !stops(text, all, *at))
    };
    let end = (from..all.len()).take_while(goes_on).last()? + 1;
    (end - from <= LONGEST).then_some((from, end))
}

/// Whether a mark stands before word `at`, or nothing comes any more.
fn stops(text: &str, all: &[Word<'_>], at: usize) -> bool {
    let (Some(before), Some(here)) = (at.checked_sub(1).and_then(|b| all.get(b)), all.get(at)) else {
        return true;
    };
    !Span::new(before.span.end, here.span.start).words(text).trim().is_empty()
}

/// Adds to a claim what denies the thing that its events would have needed.
pub(super) fn deny(
    items: &[Item<'_>],
    line: &Line,
    absences: &[Absence<'_>],
    members: &[&Told<'_>],
    claim: &mut Claim,
) {
    for absence in absences {
        let told_before = members.iter().any(|one| {
            one.item < absence.article
                && matches!(one.status(), Some(Status::Happened | Status::UnderWay))
                && absence.which.iter().all(|word| one.said.contains(word))
                && [&one.event.actor, &one.event.target, &one.event.recipient]
                    .into_iter()
                    .flatten()
                    .any(|role| items.get(one.item).is_some_and(|item| brings(item, role, &absence.thing)))
        });
        let denied = claim.tellings.iter().any(|one| {
            one.sentence.article == absence.article
                && matches!(one.status, Some(Status::Denied | Status::NotHappened))
        });
        if !told_before || denied {
            continue;
        }
        let passage = |span: Span| Passage { article: absence.article, span };
        let telling = Telling {
            sentence: passage(absence.sentence),
            event: None,
            status: Some(if absence.statement.is_some() { Status::Denied } else { Status::NotHappened }),
            cue: Some(passage(absence.cue)),
            voice: if absence.statement.is_some() { Voice::Source } else { Voice::Narrator },
            holder: absence.statement.map(|statement| statement.source.clone().map_spans(&passage)),
            figures: Vec::new(),
            root: line.root(absence.article),
        };
        let place = (absence.article, absence.sentence.start);
        let at =
            claim.tellings.partition_point(|one| (one.sentence.article, one.sentence.span.start) <= place);
        claim.tellings.insert(at, telling);
    }
}

/// Whether a role names the thing as new: "a bomb", "two bombs", and not "the bomb" or "its bomb".
fn brings(item: &Item<'_>, role: &Ref, thing: &str) -> bool {
    let text = item.article.text.as_str();
    let Some(span) = role.span else { return false };
    let all = words(text, span);
    let known = |word: &str| {
        let low = word.to_lowercase();
        let points = ["the", "this", "that", "these", "those", "no", "any", "each", "every", "both", "all"];
        let owns = ["its", "his", "her", "their", "our", "my", "your"];
        if ["a", "an", "another", "some", "several"].contains(&low.as_str()) {
            return false;
        }
        points.contains(&low.as_str()) || owns.contains(&low.as_str()) || word.starts_with(char::is_uppercase)
    };
    let owned = all.iter().any(|word| word.text.ends_with("'s") || word.text.ends_with("’s"));
    !owned && all.first().is_some_and(|word| !known(word.text)) && head(text, span).as_deref() == Some(thing)
}
