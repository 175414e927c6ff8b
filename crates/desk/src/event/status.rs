//! Where an event stands: its own form first, then every cue outwards, composed by the nesting list.
//!
//! In: a trigger in its tree · Out: [`Standing`] · From: DESIGN section 4 and `model::NESTING` · Fails: where nothing
//! speaks the status is `None`, which comes with a caveat · Cost: the path from the trigger to its root

use super::govern;
use super::own::{self, Own};
use super::roles;
use crate::grammar::Grammar;
use crate::page::{Line, Page};
use crate::syntax::{Rel, Tag};
use model::{Force, PartKind, Span, Status, Time, compose};

/// Where an event stands and the words that say so.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Standing {
    pub status: Option<Status>,
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
struct Path {
    force: Option<Force>,
    cue: Option<Span>,
    own: Own,
    maker: &'static str,
    denies_plan: bool,
    reported: bool,
    would_at: usize,
    negation: Option<Span>,
    /// Its own form tells: a tense, a modal, a negation.
    finite: bool,
    /// An infinitive that nothing but a purpose joins to its clause.
    purpose: bool,
    /// The token whose clause says when.
    timed: usize,
}

impl Path {
    /// Meets a cue further out.
    fn meet(&mut self, force: Force, cue: Span, maker: &'static str) {
        let before = self.force;
        // One "no" negates once, however the tree leads to it.
        if force == Force::Negate && self.negation.replace(cue) == Some(cue) {
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
    fn meet_form(&mut self, form: Own, at: usize) {
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
    condition: Option<(Force, Span)>,
    times: &'t [Time],
    /// The publication date in ISO words.
    today: Option<String>,
}

impl<'t> Setting<'t> {
    pub(crate) fn new(page: &Page, line: &Line, grammar: &Grammar, times: &'t [Time]) -> Self {
        let words = line.sentence.span.words(page.text);
        Setting {
            headline: line.part == PartKind::Headline || line.subhead || unstopped(words),
            condition: govern::by_sentence(grammar),
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
    if let Some((force, cue)) = govern::by_modifier(grammar, at) {
        path.meet(force, cue, "rule/status-modifier");
    }
    path.meet_form(form, at);
    if !verb && let Own::Cue(force, cue) = own::own(grammar, at, headline) && grammar.group(at).copula {
        // "In what will be her fifth visit": the copula's form is the noun's.
        path.meet(force, cue, "rule/status-modal");
    }
    climb(grammar, at, headline, &mut path);
    // "No closure is planned": the "no" stands before the noun and denies the whole.
    if let Some(no) = own::no(grammar, at) {
        path.meet(Force::Negate, grammar.span(no), "rule/status-no");
    }
    if path.own == Own::Open && path.force.is_none() {
        if let Some((force, cue)) = govern::by_near(grammar, at) {
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
    if let Some((force, cue)) = govern::by_run(grammar, at)
        && !(force == Force::Order && path.own == Own::Past)
    {
        // "Signed into law" is itself done.
        path.meet(force, cue, "rule/status-run");
    }
    condition(grammar, at, setting, &mut path);
    settle(grammar, path)
}

/// Goes outwards from the trigger as far as something governs it.
fn climb(grammar: &Grammar, at: usize, headline: bool, path: &mut Path) {
    let mut here = at;
    for _ in 0..12 {
        let Some(head) = grammar.head(here) else { break };
        let rel = grammar.rel(here);
        if rel == Rel::Conj {
            // Coordinated verbs share what governs the first, unless the second has a tense of its own.
            if grammar.is_verb(here) && path.finite {
                break;
            }
            if grammar.is_verb(head) && grammar.is_verb(here) {
                path.meet_form(own::own(grammar, head, headline), head);
            }
            here = head;
            continue;
        }
        if let Some((force, cue)) = govern::by_head(grammar, here) {
            path.meet(force, cue, "rule/status-governor");
            if grammar.is_verb(head) {
                if let Own::Cue(outer, span) = own::own(grammar, head, headline) {
                    path.meet(outer, span, "rule/status-modal");
                } else if let Some((outer, span)) = govern::by_run(grammar, head) {
                    path.meet(outer, span, "rule/status-run");
                }
                let form = own::own(grammar, head, headline);
                if path.own == Own::Open && matches!(force, Force::Occur | Force::Progress) {
                    // "Opens on Monday": whether that is a plan, its time will tell.
                    path.own = form;
                    path.timed = head;
                }
                if force == Force::Occur && form == Own::Habit && begins(grammar.lemma(head)) {
                    // "The trial starts in a fortnight": a beginning in the simple present is a schedule.
                    path.meet(Force::Plan, cue, "rule/status-scheduled");
                }
                if force == Force::Achieve && form == Own::Habit && enables(grammar.lemma(head)) {
                    // "Lets the city limit traffic": what may be done is not yet done.
                    path.meet(Force::Hedge, cue, "rule/status-governor");
                }
            } else if let Some(no) = own::no(grammar, head) {
                path.meet(Force::Negate, grammar.span(no), "rule/status-no");
            }
            here = head;
            // "An initiative aimed at closing it": what governs the initiative governs the closing.
            if grammar.rel(here) == Rel::Acl && grammar.tag(here) == Tag::Vbn {
                let Some(noun) = grammar.head(here) else { break };
                here = noun;
            }
            continue;
        }
        if !passes_on(grammar, here, head, path) {
            break;
        }
        if describes(grammar, here) {
            // "A cyclone forming off the coast could strike": it forms while the other is told.
            let matrix = own::own(grammar, grammar.clause(head), headline);
            path.own = if matrix == Own::Past { Own::Past } else { Own::Present };
            break;
        }
        if grammar.is_verb(head) {
            let subject = grammar.kid(head, &[Rel::Nsubj]).filter(|s| *s != here);
            if let Some((force, cue)) = subject.and_then(|s| govern::by_subject(grammar, s)) {
                path.meet(force, cue, "rule/status-governor");
            }
            path.meet_form(own::own(grammar, head, headline), head);
        } else if let Some((force, cue)) = govern::by_modifier(grammar, head)
            && path.force.is_none()
            && rel != Rel::Nmod
        {
            path.meet(force, cue, "rule/status-modifier");
        }
        here = head;
    }
    path.reported = above_is_report(grammar, here);
    if let Some((force, cue)) = govern::by_report(grammar, here) {
        path.meet(force, cue, "rule/status-governor");
    }
    if let Some(whether) = whether(grammar, here) {
        path.meet(Force::Hedge, whether, "rule/status-whether");
    }
}

/// "Whether it fired", "how it will negotiate": a clause that asks leaves open what it asks.
fn whether(grammar: &Grammar, clause: usize) -> Option<Span> {
    let opens = |k: &usize| {
        let word = grammar.lower(*k);
        matches!(grammar.rel(*k), Rel::Mark | Rel::Advmod) && *k < clause && word == "whether"
    };
    grammar.kids(clause).iter().copied().find(opens).map(|k| grammar.span(k))
}

fn begins(lemma: &str) -> bool {
    matches!(lemma, "begin" | "start" | "resume" | "open" | "reopen" | "end" | "conclude" | "finish" | "kick")
}

fn enables(lemma: &str) -> bool {
    matches!(lemma, "let" | "enable" | "allow" | "permit" | "help" | "entitle" | "empower")
}

/// A participle that nothing governs tells of the same time as the clause that it hangs on; after "after" of the past.
fn participle(grammar: &Grammar, at: usize, headline: bool, path: &mut Path) {
    let lead = grammar.lead(at).map(|(_, word)| word);
    match lead.as_deref() {
        Some("after" | "since" | "upon" | "over" | "for") => path.own = Own::Past,
        Some("to" | "before") => {}
        _ if grammar.tag(at) == Tag::Vbg => {
            let mut here = at;
            for _ in 0..8 {
                let Some(head) = grammar.head(here) else { return };
                if grammar.is_verb(head) {
                    let form = own::own(grammar, head, headline);
                    if form != Own::Open {
                        return path.meet_form(form, head);
                    }
                }
                here = head;
            }
        }
        _ => {}
    }
}

/// Whether an event hands the question on to its head: open forms do, finite clauses and known things do not.
fn passes_on(grammar: &Grammar, here: usize, head: usize, path: &Path) -> bool {
    match grammar.rel(here) {
        Rel::Xcomp | Rel::Csubj => path.own == Own::Open,
        Rel::Advcl | Rel::Acl => {
            path.own == Own::Open && path.force.is_none() && grammar.tag(here) != Tag::Vbn
        }
        // "Fears of an attack have grown": an "of" under a verb belongs to the noun before it.
        Rel::Obl if grammar.lead(here).is_some_and(|(_, w)| w == "of") => false,
        Rel::Obj | Rel::NsubjPass | Rel::Nsubj | Rel::Obl if !grammar.is_verb(here) => {
            // What is done to a known thing does not make it: only verbs that bring it about hand on their form.
            path.own == Own::Open
                && brings_about(grammar, head)
                && (path.force.is_some() || !known(grammar, here))
        }
        Rel::Nmod | Rel::Compound | Rel::Appos | Rel::NmodUnmarked => {
            path.own == Own::Open
                && path.force.is_none()
                && !govern::definite(grammar, here)
                && !govern::definite(grammar, head)
        }
        _ => false,
    }
}

/// A present participle right behind the noun that it describes, where the noun is no cue for it.
fn describes(grammar: &Grammar, here: usize) -> bool {
    let noun = grammar.head(here);
    grammar.rel(here) == Rel::Acl
        && grammar.tag(here) == Tag::Vbg
        && grammar.lead(here).is_none()
        && noun.is_some_and(|n| {
            grammar.is_noun(n) && grammar.rel(n) == Rel::Nsubj && govern::by_subject(grammar, n).is_none()
        })
}

/// Whether a noun is taken as known where it stands: a subject with "the" always, an object unless "of" says which.
fn known(grammar: &Grammar, noun: usize) -> bool {
    match grammar.rel(noun) {
        Rel::Nsubj | Rel::NsubjPass => govern::pointed_at(grammar, noun),
        _ => govern::definite(grammar, noun),
    }
}

/// Light verbs, "be", "involve" and their like: their object takes place as they do.
fn brings_about(grammar: &Grammar, verb: usize) -> bool {
    let kind = super::trigger::kind(grammar.lemma(verb));
    kind.light || kind.state || !grammar.is_verb(verb)
}

fn above_is_report(grammar: &Grammar, here: usize) -> bool {
    let verb = |at: usize| grammar.is_verb(at) && super::trigger::kind(grammar.lemma(at)).report;
    let mut at = here;
    for _ in 0..4 {
        if grammar.rel(at) == Rel::Root {
            return grammar.kids(at).iter().any(|k| grammar.rel(*k) == Rel::Parataxis && verb(*k));
        }
        let Some(head) = grammar.head(at) else { return false };
        if verb(head) {
            return true;
        }
        at = head;
    }
    false
}

/// "If", "unless" and their like: inside the clause they open, and over the clause it hangs on.
fn condition(grammar: &Grammar, at: usize, setting: &Setting, path: &mut Path) {
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
    Standing { status, cue: path.cue, known, habit, denies_plan: path.denies_plan, maker: path.maker }
}
