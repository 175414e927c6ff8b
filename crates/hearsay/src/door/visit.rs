//! A visit: the host's rules first, then the page, hop by hop to where it lies. One step, one request.
//!
//! In: an address and what is wanted of it · Out: what was fetched · From: RFC 9110 section 15.4, RFC 9309
//! Fails: a refusal · Cost: at most seven requests and 20 seconds, the waits between them not counted
//!
//! Between two steps the visitor may have to wait for its turn at the next host; so a visit is taken step by step.

use super::coding::Most;
use super::fetch::{Answer, Ask};
use super::refusal::{Kind, Refusal};
use super::target::target;
use super::{Door, later};
use model::jiff::Timestamp;
use std::time::{Duration, Instant};
use url::Url;

/// How often a page may send on: TRUST S9, and what RFC 9309 asks to follow for robots.txt.
pub(crate) const MOST_HOPS: u8 = 5;

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Want {
    /// A page, or whatever lies at a place that a person named.
    Page,
    /// A feed, or a page that links to one.
    Feed,
}

impl Want {
    fn accept(self) -> &'static str {
        match self {
            Want::Page => "text/html,application/xhtml+xml,*/*;q=0.8",
            Want::Feed => {
                "application/atom+xml,application/rss+xml,application/feed+json,application/xml;q=0.9,text/xml;q=0.9,\
                 text/html;q=0.6,*/*;q=0.5"
            }
        }
    }

    /// A page may be as large as what is read of one; a feed as TRUST I12 has it.
    fn most(self) -> Most {
        match self {
            Want::Page => Most::Whole(16 << 20),
            Want::Feed => Most::Whole(15 << 20),
        }
    }
}

/// What a server said of the state that it sent last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Validators {
    pub(crate) etag: Option<String>,
    pub(crate) last_modified: Option<String>,
}

/// What a visit brought.
#[derive(Clone, Debug)]
pub(crate) struct Fetched {
    /// Where it lay in the end.
    pub(crate) url: Url,
    /// Where it has moved for good: only if every hop said so.
    pub(crate) moved_to: Option<Url>,
    /// The server says that nothing has changed; there is no body.
    pub(crate) unchanged: bool,
    pub(crate) content_type: Option<String>,
    pub(crate) validators: Validators,
    pub(crate) robots_tag: Option<String>,
    pub(crate) body: Vec<u8>,
}

/// What a step came to.
#[derive(Debug)]
pub(crate) enum Step {
    /// There is another step to take, at the host of [`Visit::at`].
    Again,
    Done(Box<Fetched>),
}

/// A visit on its way.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    at: Url,
    want: Want,
    validators: Validators,
    /// The addresses it came by.
    trail: Vec<Url>,
    for_good: bool,
    spent: Duration,
}

impl Visit {
    pub(crate) fn new(url: Url, want: Want, validators: Validators) -> Self {
        Visit { at: url, want, validators, trail: Vec::new(), for_good: true, spent: Duration::ZERO }
    }

    /// What the next step asks for.
    pub(crate) fn at(&self) -> &Url {
        &self.at
    }

    /// Makes one request: for the host's rules where they are not known, else for the page.
    pub(crate) fn step(&mut self, door: &Door) -> Result<Step, Refusal> {
        let within = door.visit.saturating_sub(self.spent);
        if within.is_zero() {
            let why = format!("its {} seconds were up", door.visit.as_secs());
            return Err(Refusal::new(Kind::Slow, self.at.as_str(), why));
        }
        let clock = Instant::now();
        let Some(rules) = door.rules.of(&self.at) else {
            door.rules.learn(&door.client, &door.allowed, &self.at, within)?;
            self.spent += clock.elapsed();
            return Ok(Step::Again);
        };
        rules.allow(&self.at)?;
        let answer = door.client.ask(&Ask {
            url: &self.at,
            accept: self.want.accept(),
            etag: self.validators.etag.as_deref(),
            last_modified: self.validators.last_modified.as_deref(),
            most: self.want.most(),
            within,
        })?;
        self.spent += clock.elapsed();
        match answer.status {
            301..=303 | 307 | 308 => self.hop(&answer, door),
            304 => Ok(Step::Done(Box::new(self.fetched(answer, true)))),
            200..=299 => Ok(Step::Done(Box::new(self.fetched(answer, false)))),
            status => {
                let again_in = answer
                    .retry_after
                    .as_deref()
                    .and_then(|said| later::asked_to_wait(said, Timestamp::now()));
                let why = format!("the server answered {status}{}", meaning(status));
                Err(Refusal { again_in, ..Refusal::new(Kind::Status(status), self.at.as_str(), why) })
            }
        }
    }

    fn hop(&mut self, answer: &Answer, door: &Door) -> Result<Step, Refusal> {
        let refuse = |kind, why: String| Err(Refusal::new(kind, self.at.as_str(), why));
        let Some(to) = &answer.location else {
            return refuse(
                Kind::Hops,
                format!("the server answered {} without saying where to", answer.status),
            );
        };
        let next = target(to, Some(&self.at), &door.allowed).map_err(|refusal| Refusal {
            why: format!("it sends on to {}, and {}", refusal.address, refusal.why),
            address: self.at.to_string(),
            ..refusal
        })?;
        if self.at.scheme() == "https" && next.scheme() == "http" {
            return refuse(
                Kind::Downgrade,
                format!("it sends on from https to {next}, which anyone may alter"),
            );
        }
        if next == self.at || self.trail.contains(&next) {
            return refuse(Kind::Hops, format!("it sends round in a circle, by {next}"));
        }
        if self.trail.len() >= usize::from(MOST_HOPS) {
            return refuse(Kind::Hops, format!("it sends on more than {MOST_HOPS} times"));
        }
        self.for_good &= matches!(answer.status, 301 | 308);
        self.trail.push(std::mem::replace(&mut self.at, next));
        Ok(Step::Again)
    }

    fn fetched(&self, answer: Answer, unchanged: bool) -> Fetched {
        Fetched {
            url: self.at.clone(),
            moved_to: (!self.trail.is_empty() && self.for_good).then(|| self.at.clone()),
            unchanged,
            content_type: answer.content_type,
            validators: Validators { etag: answer.etag, last_modified: answer.last_modified },
            robots_tag: answer.robots_tag,
            body: answer.body,
        }
    }
}

/// What a status means to a person, in brackets.
fn meaning(status: u16) -> &'static str {
    match status {
        401 => " (it wants a login)",
        402 => " (it wants money)",
        403 => " (it does not let us in)",
        404 => " (there is no such page)",
        410 => " (the page is gone for good)",
        429 => " (it is asked too often)",
        451 => " (the law forbids it)",
        500..600 => " (the server is in trouble)",
        _ => "",
    }
}
