//! The one door to the network. Whatever Hearsay fetches, a page, a feed, a robots.txt, goes through here.
//!
//! - `target`: what may be asked for · `address`: which addresses are public
//! - `gate`: looked up, checked, connected to just that · `fetch`: one request, one answer · `coding`: unpacked, capped
//! - `rules`: what robots.txt says, kept for a day · `visit`: rules first, then the page, hop by hop
//! - `turns`: one visit a host at a time · `later`: when to come again · `wishes`: what a page asks of readers
//! - `refusal`: why something was not fetched
//!
//! No other file names the HTTP crate or opens a socket; `cargo xtask tidy` looks.

mod address;
mod coding;
mod fetch;
mod gate;
mod refusal;
mod rules;
mod target;
mod turns;
mod visit;

mod later;
mod wishes;

#[cfg(test)]
mod tests;

pub(crate) use gate::Relay;
pub(crate) use later::Backoff;
pub(crate) use refusal::{Kind, Refusal};
pub(crate) use rules::Kept as KeptRules;
pub(crate) use target::{Allowed, AllowedHost, target};
pub(crate) use visit::{Fetched, Step, Validators, Visit, Want};
pub(crate) use wishes::asks_not_to_be_kept;

use fetch::Client;
use gate::{Gate, Lookup, System};
use rules::RuleBook;
use std::sync::Arc;
use std::time::Duration;
use turns::Turns;
use url::Url;

/// How the door is to be used.
#[derive(Clone, Debug)]
pub(crate) struct Manner {
    /// What is reached though it is not public.
    pub(crate) allowed: Allowed,
    /// A relay to go through.
    pub(crate) proxy: Option<Relay>,
    /// A mail address or page of who runs this, told to every server.
    pub(crate) contact: Option<String>,
    /// The time between two visits to one host; a host's own wish may make it longer.
    pub(crate) delay: Duration,
    /// The time that the requests of one visit may take together.
    pub(crate) visit: Duration,
}

/// The usual time for the requests of a visit: TRUST I12.
pub(crate) const VISIT: Duration = Duration::from_secs(20);

/// The longest wait between two requests that a robots.txt is granted.
pub(crate) const LONGEST_DELAY: Duration = Duration::from_secs(120);

/// The name that robots.txt knows us by.
pub(crate) const NAME: &str = "hearsay";

/// The door.
#[derive(Debug)]
pub(crate) struct Door {
    client: Client,
    pub(crate) allowed: Arc<Allowed>,
    rules: RuleBook,
    turns: Turns,
    delay: Duration,
    visit: Duration,
}

impl Door {
    pub(crate) fn open(manner: Manner) -> Self {
        Self::with(manner, Arc::new(System)).0
    }

    fn with(manner: Manner, lookup: Arc<dyn Lookup>) -> (Self, Gate) {
        let allowed = Arc::new(manner.allowed);
        let gate = Gate::new(Arc::clone(&allowed), lookup, manner.proxy);
        let client = Client::new(gate.clone(), &agent(manner.contact.as_deref()));
        let (rules, turns) = (RuleBook::default(), Turns::default());
        (Door { client, allowed, rules, turns, delay: manner.delay, visit: manner.visit }, gate)
    }

    /// What was fetched from an address, or why nothing was. Waits for its turn at the host, and for no more.
    pub(crate) fn fetch(&self, address: &str, want: Want) -> Result<Fetched, Refusal> {
        let url = target(address, None, &self.allowed)?;
        let mut visit = Visit::new(url, want, Validators::default());
        loop {
            // At one host a visit's own steps follow one another at once: its rules, the page, where that has moved to.
            let at = host(visit.at()).to_owned();
            let turn = self.turns.take(&at);
            turn.rest(self.delay_at(visit.at()));
            while host(visit.at()) == at {
                if let Step::Done(fetched) = visit.step(self)? {
                    return Ok(*fetched);
                }
            }
        }
    }

    /// How long to wait between two requests to the host of this address.
    pub(crate) fn delay_at(&self, url: &Url) -> Duration {
        self.delay.max(self.rules.delay(url).unwrap_or_default().min(LONGEST_DELAY))
    }

    /// What is known of hosts' rules from before.
    pub(crate) fn knew_rules(&self, origin: &str, robots: &KeptRules) {
        self.rules.knew(origin, robots);
    }

    /// What was learnt of hosts' rules since the last call.
    pub(crate) fn learnt_rules(&self) -> Vec<(String, KeptRules)> {
        self.rules.learnt()
    }
}

/// Who is asking, as servers see it.
fn agent(contact: Option<&str>) -> String {
    let version = env!("CARGO_PKG_VERSION");
    // What a header cannot hold is left out.
    let contact: String = contact.unwrap_or_default().chars().filter(|c| matches!(c, ' '..='~')).collect();
    match contact.trim() {
        "" => format!("{NAME}/{version} (news reader; robots.txt: {NAME})"),
        contact => format!("{NAME}/{version} (news reader; robots.txt: {NAME}; +{contact})"),
    }
}

/// The host of an address, as turns are counted: port and scheme are the same machine's.
pub(crate) fn host(url: &Url) -> &str {
    let name = url.host_str().unwrap_or_default();
    name.strip_suffix('.').unwrap_or(name)
}

/// Scheme, host and port, as rules are kept.
pub(crate) fn origin(url: &Url) -> String {
    url.origin().ascii_serialization()
}
