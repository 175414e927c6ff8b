//! What the hosts' robots.txt say, each asked for once a day.
//!
//! In: an address · Out: the rules of its host, known or fetched now · From: RFC 9309 section 2.3
//! Fails: a host that cannot be reached has no rules, and its page no visit · Cost: one request a host and day
//!
//! No such file (4xx): all is allowed. A server in trouble (5xx, 429): all is forbidden for an hour.

use super::coding::Most;
use super::fetch::{Answer, Ask, Client};
use super::refusal::{Kind, Refusal};
use super::target::{Allowed, target};
use super::visit::MOST_HOPS;
use super::{NAME, later, origin};
use model::jiff::Timestamp;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};
use url::Url;
use wire::{MOST_ROBOTS, Robots};

/// How long a file holds: RFC 9309, section 2.4.
const DAY: Duration = Duration::from_secs(24 * 3600);

/// How long a server in trouble is left alone, if it does not say itself.
const AWAY: Duration = Duration::from_secs(3600);

/// The rules of one host.
#[derive(Debug)]
pub(crate) struct Rules {
    robots: Robots,
    /// The status, if the file could not be had for now.
    away: Option<u16>,
    until: Instant,
}

impl Rules {
    /// Lets an address through, or says why not.
    pub(crate) fn allow(&self, url: &Url) -> Result<(), Refusal> {
        let path =
            url.query().map_or_else(|| url.path().to_owned(), |query| format!("{}?{query}", url.path()));
        if self.robots.allows(&path) {
            return Ok(());
        }
        Err(match self.away {
            None => Refusal::new(
                Kind::Robots,
                url.as_str(),
                "the site's robots.txt asks programs not to fetch it",
            ),
            Some(status) => {
                let why = format!("the site's robots.txt cannot be had now (status {status})");
                let again_in = Some(self.until.saturating_duration_since(Instant::now()));
                Refusal { again_in, ..Refusal::new(Kind::RobotsAway, url.as_str(), why) }
            }
        })
    }
}

/// What a host said, to be kept from one run to the next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Kept {
    /// The status of the answer.
    pub(crate) status: u16,
    /// The file; none where there was none.
    pub(crate) text: Option<String>,
    pub(crate) asked: Timestamp,
    /// Until when it holds.
    pub(crate) expires: Timestamp,
}

/// The rules of all hosts that were asked.
#[derive(Debug, Default)]
pub(crate) struct RuleBook {
    known: Mutex<HashMap<String, Arc<Rules>>>,
    learnt: Mutex<Vec<(String, Kept)>>,
}

fn open<T>(lock: &Mutex<T>) -> MutexGuard<'_, T> {
    lock.lock().unwrap_or_else(PoisonError::into_inner)
}

impl RuleBook {
    /// The rules of an address' host, if they are known and still hold.
    pub(crate) fn of(&self, url: &Url) -> Option<Arc<Rules>> {
        let rules = open(&self.known).get(&origin(url)).cloned()?;
        (rules.until > Instant::now()).then_some(rules)
    }

    /// How long the host asks to wait between two requests.
    pub(crate) fn delay(&self, url: &Url) -> Option<Duration> {
        open(&self.known).get(&origin(url)).and_then(|rules| rules.robots.delay)
    }

    pub(crate) fn knew(&self, origin: &str, kept: &Kept) {
        // The clock may have been set in between: what claims to hold longer than it may is asked for anew.
        let left = Duration::try_from(kept.expires - Timestamp::now()).unwrap_or_default();
        let asked_before = kept.asked <= Timestamp::now();
        if left.is_zero() || left > DAY || !asked_before {
            return;
        }
        let (robots, away) = judged(kept.status, kept.text.as_deref().unwrap_or_default().as_bytes());
        let rules = Rules { robots, away, until: Instant::now() + left };
        open(&self.known).insert(origin.to_owned(), Arc::new(rules));
    }

    pub(crate) fn learnt(&self) -> Vec<(String, Kept)> {
        std::mem::take(&mut *open(&self.learnt))
    }

    /// Fetches the rules of an address' host. Where the file has moved, it is followed there at once.
    pub(crate) fn learn(
        &self,
        client: &Client,
        allowed: &Allowed,
        url: &Url,
        within: Duration,
    ) -> Result<(), Refusal> {
        let answer = ask(client, allowed, url, within)?;
        let (robots, away) = judged(answer.status, &answer.body);
        let holds = match away {
            None => DAY,
            Some(_) => {
                let asked = answer.retry_after.as_deref();
                asked.and_then(|said| later::asked_to_wait(said, Timestamp::now())).unwrap_or(AWAY).min(DAY)
            }
        };
        let now = Timestamp::now();
        let kept = Kept {
            status: answer.status,
            text: (!answer.body.is_empty()).then(|| String::from_utf8_lossy(&answer.body).into_owned()),
            asked: now,
            expires: now.checked_add(holds).unwrap_or(now),
        };
        open(&self.learnt).push((origin(url), kept));
        let rules = Rules { robots, away, until: Instant::now() + holds };
        open(&self.known).insert(origin(url), Arc::new(rules));
        Ok(())
    }
}

/// What an answer means, and its status where the rules cannot be had now.
fn judged(status: u16, body: &[u8]) -> (Robots, Option<u16>) {
    match status {
        200..300 => (Robots::read(body, NAME), None),
        429 | 500.. => (Robots::closed(), Some(status)),
        // Not there, or moved more often than is followed: all is allowed.
        _ => (Robots::default(), None),
    }
}

fn ask(client: &Client, allowed: &Allowed, url: &Url, within: Duration) -> Result<Answer, Refusal> {
    let clock = Instant::now();
    let mut at = target("/robots.txt", Some(url), allowed)?;
    let mut hops = 0;
    loop {
        let answer = client.ask(&Ask {
            url: &at,
            accept: "text/plain,*/*;q=0.5",
            etag: None,
            last_modified: None,
            most: Most::Beginning(MOST_ROBOTS),
            within: within.saturating_sub(clock.elapsed()),
        })?;
        match &answer.location {
            Some(to) if (300..400).contains(&answer.status) && hops < MOST_HOPS => {
                hops += 1;
                at = target(to, Some(&at), allowed)?;
            }
            _ => return Ok(answer),
        }
    }
}
