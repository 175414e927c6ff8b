//! Which events of several articles are one proposition.
//!
//! In: events as told, the earliest first · Out: groups of places in that list, each in order
//! From: the same measure as [`crate::diff`] sets two articles side by side by: action, roles, words around; each event
//! joins the likeliest group before it or opens one
//! Fails: never; what is like nothing is a group of its own
//! Cost: at most thrice [`NEAR`] groups with [`LAST`] members each are looked at for an event

use super::party::{Likeness, Party};
use super::told::Told;
use model::{ActionClass, PartKind, Status};
use std::collections::{HashMap, HashSet};

/// Groups that an event is held against: the last told with its action, and as many of its class. A story of 500
/// articles has fewer than 200 with one action.
const NEAR: usize = 200;

/// Members of a group whose words an event is held against: the last told. A telling is like the news of its day.
const LAST: usize = 24;

/// What the same action is worth, and the same class of action by another word.
const SAME_ACTION: f32 = 1.0;
const SAME_CLASS: f32 = 0.5;

/// What an action of the same family is worth: its theme has to be the same beside.
const SAME_FAMILY: f32 = 0.8;

/// What it is worth that a role names the same in both, and what it costs that it names another.
const SAME_ROLE: f32 = 0.6;

/// A place is named less surely than who and what: it is often the dateline's.
const SAME_PLACE: f32 = 0.3;

/// What it costs that both are told to have happened, on days that are not the same.
const OTHER_DAY: f32 = 0.6;

/// Where no role is the same in both, so much of their sentences must be: in two articles of one story a third of the
/// words are the same by chance, as "we do not kill" and "blast kills eight" are.
const SAME_WORDS: f32 = 0.4;

/// Two tellings are of one proposition from here on. The bar of [`crate::diff`] for two articles.
const ONE_CLAIM: f32 = 1.3;

/// A group while it grows.
#[derive(Default)]
struct Group<'t> {
    members: Vec<usize>,
    actions: HashSet<&'t str>,
    families: HashSet<&'t str>,
    classes: HashSet<ActionClass>,
    actor: Party,
    object: Party,
    /// Whom it befalls.
    theme: Party,
    place: Party,
}

/// The groups, in the order of their first member.
pub(super) fn groups(told: &[Told<'_>]) -> Vec<Vec<usize>> {
    let mut groups: Vec<Group<'_>> = Vec::new();
    let mut by_action: HashMap<&str, Vec<usize>> = HashMap::new();
    let mut by_class: HashMap<ActionClass, Vec<usize>> = HashMap::new();
    let mut by_family: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, one) in told.iter().enumerate() {
        let last = |places: Option<&Vec<usize>>| -> Vec<usize> {
            places.into_iter().flat_map(|all| all.iter().rev().take(NEAR)).copied().collect()
        };
        let mut near = last(by_action.get(one.action.as_str()));
        near.extend(last(one.event.class.and_then(|class| by_class.get(&class))));
        near.extend(last(one.family.and_then(|family| by_family.get(family))));
        near.sort_unstable();
        near.dedup();
        let likeliest = near
            .into_iter()
            .filter_map(|place| Some((likeness(told, groups.get(place)?, one), place)))
            .filter(|(likeness, _)| *likeness >= ONE_CLAIM)
            // The likeliest; among equals the group told first.
            .max_by(|a, b| a.0.total_cmp(&b.0).then(b.1.cmp(&a.1)));
        let place = match likeliest {
            Some((_, place)) => place,
            None => {
                groups.push(Group::default());
                groups.len() - 1
            }
        };
        if let Some(group) = groups.get_mut(place) {
            group.members.push(at);
            group.actions.insert(&one.action);
            group.families.extend(one.family);
            group.classes.extend(one.event.class);
        }
        // Grammar is thin in headlines, and who does what there is often misread.
        let trusted = one.part != Some(PartKind::Headline);
        if let Some(group) = groups.get_mut(place).filter(|_| trusted) {
            group.actor.join(&one.actor);
            group.object.join(&one.object);
            group.theme.join(one.theme());
            group.place.join(&one.place);
        }
        note(by_action.entry(&one.action).or_default(), place);
        if let Some(family) = one.family {
            note(by_family.entry(family).or_default(), place);
        }
        if let Some(class) = one.event.class {
            note(by_class.entry(class).or_default(), place);
        }
    }
    groups.into_iter().map(|group| group.members).collect()
}

/// Puts `place` last, once.
fn note(places: &mut Vec<usize>, place: usize) {
    if places.last() != Some(&place) {
        places.retain(|other| *other != place);
        places.push(place);
    }
}

/// How like an event is to a group: to the likeliest of its members, with what the group as a whole knows of the roles.
fn likeness(told: &[Told<'_>], group: &Group<'_>, one: &Told<'_>) -> f32 {
    let members = || group.members.iter().rev().take(LAST).filter_map(|at| told.get(*at));
    let same_action = group.actions.contains(one.action.as_str());
    let family = one.family.is_some_and(|family| group.families.contains(family));
    let class = one.event.class.is_some_and(|class| group.classes.contains(&class));
    let mut any_same = false;
    let mut role = |of_group: &Party, own: &Party, worth: f32| match of_group.like(own) {
        Likeness::Same => {
            any_same = true;
            worth
        }
        Likeness::Other => -worth,
        // Not told, or by a pronoun, but named in the sentence.
        Likeness::Unknown if own.is_open() && of_group.is_named_in(&one.said) => {
            any_same = true;
            worth / 2.0
        }
        Likeness::Unknown => 0.0,
    };
    let who = if family && !same_action {
        // One names who does it, the other whom it befalls.
        role(&group.theme, one.theme(), SAME_ROLE)
    } else {
        role(&group.actor, &one.actor, SAME_ROLE) + role(&group.object, &one.object, SAME_ROLE)
    };
    let roles = who + role(&group.place, &one.place, SAME_PLACE);
    let action = match (same_action, family, class) {
        (true, ..) => SAME_ACTION,
        (_, true, _) => SAME_FAMILY,
        (_, _, true) => SAME_CLASS,
        _ => return 0.0,
    };
    // Two events of one sentence have its words in common whatever they are.
    let apart = |other: &&Told<'_>| (other.item, other.sentence) != (one.item, one.sentence);
    let around = members().filter(apart).map(|other| other.bag.alike(&one.bag)).fold(0.0, f32::max);
    if !any_same && around < SAME_WORDS {
        return 0.0;
    }
    action + roles + around - day(members(), one)
}

/// "Killed eight on Monday" is not "killed three on Friday"; what is only planned may be put off.
fn day<'t>(members: impl Iterator<Item = &'t Told<'t>>, one: &Told<'_>) -> f32 {
    let done = |told: &Told<'_>| told.status() == Some(Status::Happened);
    let days: Vec<&str> = members.filter(|other| done(other)).filter_map(|other| other.day).collect();
    match one.day {
        Some(day) if done(one) && !days.is_empty() && !days.contains(&day) => OTHER_DAY,
        _ => 0.0,
    }
}
