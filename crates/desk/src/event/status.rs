//! Where an event stands: its own form first, then every cue outwards, composed by the nesting list.
//!
//! In: a trigger in its tree · Out: [`Standing`] · From: DESIGN section 4 and `model::NESTING` · Fails: where nothing
//! speaks the status is `None`, which comes with a caveat · Cost: the path from the trigger to its root

use super::climb::{climb, participle};
use super::condition::condition;
use super::own::{self, Own};
use super::{beside, govern, roles};
use crate::grammar::Grammar;
use crate::page::{Line, Page};
use crate::syntax::{Rel, Tag};
use model::{Axes, Force, PartKind, Span, Status, Tense, Time, compose};

/// Where an event stands and the words that say so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub status: Option<Status>,
    /// The axes beneath, with the time that the event's own form tells.
    pub axes: Axes,
    pub cue: Option<Span>,
    /// A noun spoken of as known, decided by nothing else: an earlier telling decides.
    pub known: bool,
    /// Told in the simple present by nothing but its form: what is usual, not what happens.
    pub habit: bool,
    /// A negated plan: a denial if a source tells it.
    pub denies_plan: bool,
    /// Which rule decided.
    pub maker: &'static str,
}

/// What has been found on the way out from the trigger.
pub(super) struct Path {
    pub(super) force: Option<Force>,
    pub(super) cue: Option<Span>,
    pub(super) own: Own,
    pub(super) maker: &'static str,
    pub(super) denies_plan: bool,
    pub(super) reported: bool,
    pub(super) would_at: usize,
    pub(super) negation: Option<Span>,
    /// Its own form tells: a tense, a modal, a negation.
    pub(super) finite: bool,
    /// An infinitive that nothing but a purpose joins to its clause.
    pub(super) purpose: bool,
    /// The token whose clause says when.
    pub(super) timed: usize,
}

impl Path {
    /// Meets a cue further out.
    pub(super) fn meet(&mut self, force: Force, cue: Span, maker: &'static str) {
        let before = self.force;
        // One "no" negates once, however the tree leads to it: "had been no" and its "no" are one.
        if force == Force::Negate && self.negation.replace(cue).is_some_and(|before| before.touches(cue)) {
            return;
        }
        let whole = compose(force, before);
        self.denies_plan |=
            force == Force::Negate && matches!(before, Some(Force::Plan | Force::Weigh | Force::Order));
        if Some(whole) != before {
            self.cue = Some(cue);
            self.maker = maker;
        }
        self.force = Some(whole);
    }

    /// Meets what a verb on the way says by its form.
    pub(super) fn meet_form(&mut self, form: Own, at: usize) {
        match form {
            Own::Cue(force, cue) => self.meet(force, cue, "rule/status-modal"),
            Own::Would(cue) if self.force.is_none() => {
                self.own = Own::Would(cue);
                self.would_at = at;
            }
            Own::Past | Own::Present | Own::Habit if self.own == Own::Open => self.own = form,
            _ => {}
        }
    }
}

/// What holds for every event of a sentence.
pub(crate) struct Setting<'t> {
    /// The present tense tells what has happened.
    headline: bool,
    /// A condition that the whole sentence stands under ("subject to…").
    pub(super) condition: Option<(Force, Span)>,
    times: &'t [Time],
    /// The publication date in ISO words.
    today: Option<String>,
}

impl<'t> Setting<'t> {
    pub(crate) fn new(page: &Page, line: &Line, grammar: &Grammar, times: &'t [Time]) -> Self {
        let words = line.sentence.span.words(page.text);
        Setting {
            headline: line.part == PartKind::Headline || line.subhead || unstopped(words),
            condition: beside::by_sentence(grammar),
            times,
            today: page.today.map(|t| t.date.to_string()),
        }
    }

    /// The words that set the clause of a token after the publication date.
    fn future(&self, grammar: &Grammar, clause: usize) -> Option<Span> {
        let time = roles::when(grammar, clause, self.times)?;
        // Dates compare as their ISO words do; a value that is no full date is not compared.
        let day = time.value.as_deref()?.get(..10)?;
        (day > self.today.as_deref()? && day.starts_with(['1', '2'])).then_some(time.span)
    }
}

/// A line without a full stop is a headline wherever it stands.
fn unstopped(words: &str) -> bool {
    words.len() < 160 && words.trim_end().ends_with(|c: char| c.is_alphanumeric())
}

/// Reads where the event with trigger `at` stands.
pub(crate) fn standing(grammar: &Grammar, at: usize, setting: &Setting) -> Standing {
    let headline = setting.headline;
    let verb = grammar.is_verb(at);
    let form = if verb { own::own(grammar, at, headline) } else { Own::Open };
    let mut path = Path {
        force: None,
        cue: None,
        own: Own::Open,
        maker: if verb { "rule/status-tense" } else { "rule/status-noun" },
        denies_plan: false,
        reported: false,
        would_at: at,
        negation: None,
        timed: at,
        finite: form != Own::Open,
        purpose: form == Own::Open && grammar.group(at).to.is_some() && grammar.rel(at) != Rel::Xcomp,
    };
    if let Some((force, cue)) = beside::by_modifier(grammar, at) {
        path.meet(force, cue, "rule/status-modifier");
    }
    path.meet_form(form, at);
    if !verb
        && let Own::Cue(force, cue) = own::own(grammar, at, headline)
        && grammar.group(at).copula
    {
        // "In what will be her fifth visit": the copula's form is the noun's.
        path.meet(force, cue, "rule/status-modal");
    }
    climb(grammar, at, headline, &mut path);
    // "No closure is planned": the "no" stands before the noun and denies the whole.
    if let Some(no) = own::no(grammar, at) {
        path.meet(Force::Negate, grammar.span(no), "rule/status-no");
    }
    if path.own == Own::Open && path.force.is_none() {
        if let Some((force, cue)) = beside::by_near(grammar, at) {
            path.meet(force, cue, "rule/status-near");
        } else if verb {
            participle(grammar, at, headline, &mut path);
        }
    }
    if matches!(path.own, Own::Present | Own::Habit)
        && path.force.is_none_or(|f| matches!(f, Force::Progress | Force::Occur))
    {
        // The present tense of what is set for tomorrow is a plan.
        if let Some(time) = setting.future(grammar, grammar.clause(path.timed)) {
            path.meet(Force::Plan, time, "rule/status-future-time");
        }
    }
    if let Some((force, cue)) = beside::by_run(grammar, at)
        && !(force == Force::Order && path.own == Own::Past)
    {
        // "Signed into law" is itself done.
        path.meet(force, cue, "rule/status-run");
    }
    condition(grammar, at, setting, &mut path);
    let mut standing = settle(grammar, path);
    standing.axes.time = time(grammar, at, &standing);
    standing
}

/// What is possible, or told as not happening, lies ahead unless a perfect or a past form says otherwise: "may have
/// left" looks back, "could leave" and "will not leave" look ahead.
fn time(grammar: &Grammar, at: usize, standing: &Standing) -> Tense {
    let group = grammar.group(at);
    let modal = group.modal.is_some();
    let back =
        group.perfect || (!modal && grammar.is_verb(at) && (group.past || grammar.tag(at) == Tag::Vbd));
    match standing.status {
        Some(Status::Possible) if back => Tense::Past,
        Some(Status::Possible) => Tense::Future,
        Some(Status::NotHappened) if modal && !group.perfect => Tense::Future,
        _ => standing.axes.time,
    }
}

/// "After weeks of talks", "following the shelling": what lasts is over.
fn over(grammar: &Grammar, noun: usize) -> bool {
    let after = |at: usize| {
        grammar.lead(at).is_some_and(|(_, w)| matches!(w.as_str(), "after" | "following" | "since" | "until"))
    };
    let up = grammar.head(noun).filter(|_| matches!(grammar.rel(noun), Rel::Nmod | Rel::Compound));
    after(noun) || up.is_some_and(after)
}

/// The status that the whole path comes to.
fn settle(grammar: &Grammar, mut path: Path) -> Standing {
    if let Own::Would(cue) = path.own
        && path.force.is_none()
    {
        let force = own::settle_would(grammar, path.would_at, path.reported);
        path.meet(force, cue, "rule/status-would");
    }
    let over = path.force.is_none() && path.own == Own::Open && over(grammar, path.would_at);
    let known = path.force.is_none()
        && path.own == Own::Open
        && path.maker == "rule/status-noun"
        && govern::pointed_at(grammar, path.would_at);
    let status = match (path.force, path.own) {
        (Some(force), _) => Some(force.alone()),
        (None, Own::Present | Own::Habit) => Some(Status::UnderWay),
        (None, Own::Past) => Some(Status::Happened),
        // A noun that nothing governs is spoken of as a thing that was, or that lasts; an infinitive is not.
        (None, _) if path.maker == "rule/status-noun" => {
            Some(if super::trigger::lasting(grammar.lemma(path.would_at)) && !over {
                Status::UnderWay
            } else {
                Status::Happened
            })
        }
        (None, _) => None,
    };
    // A purpose ("to send him off") is not told as done, nor as anything else.
    let purpose = path.force.is_none() && path.purpose;
    let habit = path.force.is_none() && path.own == Own::Habit || purpose;
    let axes = status.map_or(Axes::UNKNOWN, Status::axes);
    Standing { status, axes, cue: path.cue, known, habit, denies_plan: path.denies_plan, maker: path.maker }
}
