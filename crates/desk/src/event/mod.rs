//! What is told: events, with their status, their roles and who tells them.
//!
//! In: the page, its cast, statements, times · Out: [`Event`]s in text order · From: DESIGN sections 3 and 4; the
//! annotation guide of the project's status gold · Fails: an event without a readable status has `None` and a caveat
//! Cost: linear in tokens; a step up the tree is one look-up
//!
//! - `trigger`: which words could name an event
//! - `telling`: which of them tell of one
//! - `own`: what a verb's own form says
//! - `cue`: the cues of status, and where one stands
//! - `govern`, `beside`, `condition`: which cues govern it, stand beside it, hold it open
//! - `climb`: all of them on the way outwards
//! - `status`: both, composed outwards
//! - `roles`: actor, target, recipient, place, when
//! - `class`, `codes`: what kind of action it is, and what the outside schemes call it
//! - `pair`: the one event between two given actors

mod beside;
mod class;
mod climb;
mod codes;
mod condition;
mod cue;
mod govern;
mod own;
mod pair;
mod roles;
mod status;
pub mod telling;
mod trigger;

pub(crate) use codes::renew;
pub(crate) use pair::{between, of_pair};
use status::{Setting, Standing};

use crate::grammar::Grammar;
use crate::mention::Cast;
use crate::page::Page;
use model::{Axes, Event, Evidence, PartKind, Span, Statement, StatementType, Status, Time, Voice, When};

/// The events of the page.
pub(crate) fn events(page: &Page, cast: &Cast, statements: &[Statement], times: &[Time]) -> Vec<Event> {
    let told = Told::new(page, statements);
    let mut out = Vec::new();
    let mut said = Vec::new();
    for (number, line) in page.readable() {
        // A question asserts nothing.
        if line.part == PartKind::Question || line.sentence.span.words(page.text).ends_with('?') {
            continue;
        }
        let grammar = Grammar::new(page.text, &line.sentence);
        let setting = Setting::new(page, line, &grammar, times);
        let named = named(&grammar, &setting);
        let words: Vec<usize> = named.iter().map(|(at, _)| *at).collect();
        for at in telling::triggers(&grammar, &page.hints, &words) {
            let known = words.binary_search(&at).ok().and_then(|n| named.get(n));
            let standing =
                known.map_or_else(|| status::standing(&grammar, at, &setting), |(_, standing)| *standing);
            let roles = roles::roles(&grammar, at);
            let part_of = told.statement(number, grammar.span(at));
            // What one only wants, weighs or decides is told by the article: an attitude is no voice.
            let statement = part_of.filter(|s| s.kind == StatementType::Speech).map(|s| s.id.clone());
            said.push(part_of);
            let lemma = grammar.lemma(at).to_lowercase();
            let earlier = standing.known.then(|| earlier(&out, &lemma)).flatten();
            let told = earlier.map_or(standing.status, Some);
            let maker = if earlier.is_some() { "rule/status-earlier" } else { standing.maker };
            let status = match told {
                Some(Status::NotHappened) if standing.denies_plan && statement.is_some() => {
                    Some(Status::Denied)
                }
                other => other,
            };
            let refer = |head: usize| cast.refer(page, grammar.noun_phrase(head));
            let when =
                roles::when(&grammar, at, times).map(|t| When { value: t.value.clone(), span: Some(t.span) });
            out.push(Event {
                id: format!("v{}", out.len() + 1),
                trigger: grammar.span(at),
                lemma,
                class: class::class(&grammar, at),
                actor: roles.actor.map(refer),
                target: roles.target.map(refer),
                recipient: roles.recipient.map(refer),
                place: roles.place.map(refer),
                when,
                status,
                cue: standing.cue,
                voice: if statement.is_some() { Voice::Source } else { Voice::Narrator },
                statement,
                axes: if status == standing.status {
                    standing.axes
                } else {
                    status.map_or(Axes::UNKNOWN, Status::axes)
                },
                figures: Vec::new(),
                authority: None,
                codes: None,
                evidence: Evidence::rule(
                    maker,
                    voted(confidence(maker), axis(page, grammar.span(at)), status),
                ),
            });
        }
    }
    codes::code(page, cast, &mut out, &said);
    out
}

/// The words that the rules name as events and where these stand, in order, without what is only usual.
fn named(grammar: &Grammar, setting: &Setting) -> Vec<(usize, Standing)> {
    let stand = |at| (at, status::standing(grammar, at, setting));
    trigger::triggers(grammar).into_iter().map(stand).filter(|(_, standing)| !standing.habit).collect()
}

/// Where the article last said that this action stands, if it was not yet done: "the ban", after "is considering a ban".
fn earlier(events: &[Event], lemma: &str) -> Option<Status> {
    // Six letters join the verb to its noun: "deploy", "deployment".
    let stem: String = lemma.chars().take(6).collect();
    let same = |e: &&Event| e.lemma == lemma || (stem.len() == 6 && e.lemma.starts_with(&stem));
    let mut told = events.iter().rev().take(60).filter(same).filter_map(|e| e.status).peekable();
    let latest = *told.peek()?;
    let open = |s: &Status| matches!(s, Status::Contemplated | Status::Planned | Status::Ordered);
    // Once told as done, it is done: a plan for another one does not undo it.
    (open(&latest) && told.all(|s| s != Status::Happened)).then_some(latest)
}

/// How often a status by this rule is right on the project's status gold (`cargo xtask eval --mark status`).
fn confidence(maker: &str) -> f32 {
    match maker {
        "rule/status-tense" => 0.85,
        "rule/status-governor" | "rule/status-modal" => 0.8,
        _ => 0.65,
    }
}

/// What the model takes the word for: actual, intention, negated or hypothetical.
fn axis(page: &Page, trigger: Span) -> Option<&'static str> {
    page.hints.word(trigger.start).map(|w| w.axis.0).filter(|axis| !axis.is_empty())
}

/// The rule's confidence once the model has had its say. The rules decide the status, the model is one vote: on
/// `status/news` nine in ten statuses are right where both agree, six in ten where they do not.
fn voted(confidence: f32, axis: Option<&str>, status: Option<Status>) -> f32 {
    let (Some(axis), Some(status)) = (axis, status) else { return confidence };
    if status.axes().matres() == axis { (1.0 + confidence) / 2.0 } else { confidence * 0.78 }
}

/// Which statement tells what, by line.
struct Told<'a> {
    by_line: Vec<Vec<(Span, &'a Statement)>>,
}

impl<'a> Told<'a> {
    fn new(page: &Page, statements: &'a [Statement]) -> Self {
        let mut by_line = vec![Vec::new(); page.lines.len()];
        for statement in statements {
            for content in &statement.content {
                let from = page.lines.partition_point(|l| l.sentence.span.end <= content.start);
                for (line, entry) in page.lines.iter().zip(&mut by_line).skip(from) {
                    if line.sentence.span.start >= content.end {
                        break;
                    }
                    entry.push((*content, statement));
                }
            }
        }
        Told { by_line }
    }

    /// The innermost statement that tells what stands at `span` in this line; of two that say the same, the later one,
    /// whose chain is the longer.
    fn statement(&self, line: usize, span: Span) -> Option<&'a Statement> {
        let inside = self.by_line.get(line)?.iter().filter(|(content, _)| content.contains(span));
        inside.rev().min_by_key(|(content, _)| content.len()).map(|(_, statement)| *statement)
    }
}
