//! The keeper: files what was read, notes how each feed fares, and decides what is visited next.
//!
//! What a server said of a feed's state (`ETag`) is noted only when all that the feed announced is filed. So a run that
//! is stopped, or a page that could not be had today, loses nothing: the feed is read in full the next time.

use super::tell::{Count, plain};
use super::work::{Copy, Errand, Job, News, Team};
use super::{Plan, due};
use crate::door::{Door, Fetched, KeptRules, Kind, Refusal, Validators, Visit, Want, host, origin, target};
use crate::messages::Messages;
use crate::trouble::{Exit, Trouble};
use archive::{Archive, Fate, Feed, FeedState, ItemHash, Parcel};
use model::jiff::Timestamp;
use std::collections::{HashMap, HashSet, VecDeque};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::RecvTimeoutError;
use std::time::{Duration, Instant};
use url::Url;

/// How often the keeper looks whether it is to stop.
const LOOK: Duration = Duration::from_millis(100);

/// Parcels that are filed in one transaction: each is one wait for the disk.
const TOGETHER: usize = 64;

/// A feed, and how far what it announced has got.
pub(super) struct Watched {
    feed: Feed,
    /// Pages on their way.
    pub(super) open: usize,
    /// What is to be noted when they are filed; `None` where a page failed that may yet be had.
    pub(super) hold: Option<Validators>,
    /// Found on a site's page: it is not itself searched for feeds.
    found: bool,
}

pub(super) struct Keeper {
    pub(super) archive: Archive,
    pub(super) door: Arc<Door>,
    team: Team,
    pub(super) plan: Plan,
    pub(super) messages: Messages,
    pub(super) watched: HashMap<String, Watched>,
    /// Entries that this run has taken up.
    pub(super) seen: HashSet<ItemHash>,
    /// Hosts whose kept rules were looked up.
    asked_rules: HashSet<String>,
    /// Entries that wait for a reader.
    pub(super) entries: VecDeque<Copy>,
    parcels: Vec<(String, String, Parcel)>,
    pub(super) count: Count,
    /// Visits and readings on their way, those of a later round left out.
    pub(super) under_way: usize,
}

impl Keeper {
    pub(super) fn new(archive: Archive, door: Arc<Door>, team: Team, plan: Plan, messages: Messages) -> Self {
        Keeper {
            archive,
            door,
            team,
            plan,
            messages,
            watched: HashMap::new(),
            seen: HashSet::new(),
            asked_rules: HashSet::new(),
            entries: VecDeque::new(),
            parcels: Vec::new(),
            count: Count::default(),
            under_way: 0,
        }
    }

    /// Watches until one round is over, or until it is to stop.
    pub(super) fn run(mut self, feeds: Vec<Feed>, stop: &AtomicBool) -> Result<Exit, Trouble> {
        let now = Timestamp::now();
        for feed in feeds {
            let left = due::left(&feed.state, now, self.plan.once);
            let url = feed.url.clone();
            if self.plan.once && !left.is_zero() {
                self.count.waiting += 1;
                self.messages.detail(&plain(&format!("{url}: left alone until it is due again")));
                continue;
            }
            self.archive.keep_feed(&feed)?;
            self.watched.insert(url.clone(), Watched { feed, open: 0, hold: None, found: false });
            self.visit_feed(&url, left)?;
        }
        while !stop.load(Ordering::Relaxed) && (!self.plan.once || self.under_way > 0) {
            match self.team.news.recv_timeout(LOOK) {
                Ok(news) => self.hear(news)?,
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => break,
            }
            self.hand_on();
            self.file_if(TOGETHER)?;
        }
        self.team.schedule.close();
        while let Ok(news) = self.team.news.try_recv() {
            self.hear(news)?;
        }
        self.file_if(1)?;
        self.messages.bar_done();
        if stop.load(Ordering::Relaxed) {
            self.messages.say("stopped; the next run goes on from here");
        }
        self.count.tell(&self.messages);
        let any = self.count.answered + self.count.waiting > 0 || stop.load(Ordering::Relaxed);
        Ok(if any { Exit::Done } else { Exit::Nothing })
    }

    fn hear(&mut self, news: News) -> Result<(), Trouble> {
        self.under_way = self.under_way.saturating_sub(1);
        match news {
            News::Feed { url, fetched, read, names } => {
                self.feed_answered(&url, *fetched, read.map(|feed| *feed), &names)?
            }
            News::FeedFailed { url, refusal } => self.feed_failed(&url, &refusal)?,
            News::Page { feed, url, parcel: Some(parcel), .. } => {
                self.parcels.push((feed, url, *parcel));
                self.messages.one_more();
            }
            News::Page { feed, url, parcel: None, told } => {
                self.count.lost += 1;
                let told = told.unwrap_or_else(|| "no article was found in it".to_owned());
                self.messages.detail(&plain(&format!("lost  {url}: {told}")));
                self.page_over(&feed)?;
            }
            News::Unwanted { feed, url, wish } => {
                self.count.unwanted += 1;
                self.messages.detail(&plain(&format!("left  {url}: it asks not to be kept ({wish})")));
                self.page_over(&feed)?;
            }
            News::PageFailed { feed, item, url, refusal } => {
                self.count.lost += 1;
                self.messages.detail(&plain(&format!("lost  {url}: {}", refusal.why)));
                if may_pass(&refusal) {
                    self.seen.remove(&item);
                    if let Some(watched) = self.watched.get_mut(&feed) {
                        watched.hold = None;
                    }
                }
                self.page_over(&feed)?;
            }
        }
        // What was learnt of the hosts' rules is kept; one that was learnt twice is kept twice.
        for (host, rules) in self.door.learnt_rules() {
            let kept = archive::Robots {
                status: Some(rules.status),
                text: rules.text,
                asked: rules.asked,
                expires: rules.expires,
            };
            self.archive.keep_robots(&host, &kept)?;
        }
        Ok(())
    }

    fn feed_answered(
        &mut self,
        url: &str,
        fetched: Fetched,
        read: Option<wire::Feed>,
        names: &[String],
    ) -> Result<(), Trouble> {
        if read.is_none() && !fetched.unchanged {
            return self.no_feed(url, &fetched, names);
        }
        let Some(watched) = self.watched.get_mut(url) else { return Ok(()) };
        let now = Timestamp::now();
        let state = &mut watched.feed.state;
        state.asked = Some(now);
        state.answered = Some(now);
        state.failures = 0;
        state.trouble = None;
        if let Some(to) = &fetched.moved_to {
            self.messages.say(&plain(&format!("{url} has moved to {to}; it is asked there from now on")));
            state.moved_to = Some(to.to_string());
        }
        let wait = due::after_answer(self.plan.every, &fetched.body);
        state.next_due = now.checked_add(wait).ok();
        self.count.answered += 1;
        self.count.trouble_of(url, None);
        match read {
            None => {
                self.count.unchanged += 1;
                self.messages.detail(&plain(&format!("same  {url}")));
            }
            Some(feed) => {
                watched.feed.headline = feed.headline.clone().or(watched.feed.headline.take());
                watched.hold = Some(fetched.validators.clone());
                watched.open += 1;
                let new = match self.plan.feed_only {
                    true => self.take_entries(url, &fetched)?,
                    false => self.fetch_pages(url, &feed)?,
                };
                self.messages
                    .detail(&plain(&format!("read  {url}: {} entries, {new} to read", feed.entries.len())));
                self.page_over(url)?;
            }
        }
        self.keep(url)?;
        self.next_round(url, wait)
    }

    /// A page of the feed is done with. After the last one, the feed's state may be noted.
    fn page_over(&mut self, url: &str) -> Result<(), Trouble> {
        let Some(watched) = self.watched.get_mut(url) else { return Ok(()) };
        watched.open = watched.open.saturating_sub(1);
        if watched.open > 0 {
            return Ok(());
        }
        if let Some(Validators { etag, last_modified }) = watched.hold.take() {
            watched.feed.state.etag = etag;
            watched.feed.state.last_modified = last_modified;
            self.keep(url)?;
        }
        Ok(())
    }

    /// What was fetched is no feed. A site's page may name one.
    fn no_feed(&mut self, url: &str, fetched: &Fetched, names: &[String]) -> Result<(), Trouble> {
        let fresh = self
            .watched
            .get(url)
            .is_some_and(|watched| watched.feed.state.answered.is_none() && !watched.found);
        let Some(name) = first_of(names) else {
            let why = "it is no feed, and names none";
            return self.feed_failed(url, &Refusal::new(Kind::Garbled, fetched.url.as_str(), why));
        };
        if !fresh {
            let why = format!("it is a web page now, not a feed; it names the feed {name}");
            return self.feed_failed(url, &Refusal::new(Kind::Garbled, fetched.url.as_str(), why));
        }
        self.archive.remove_feed(url)?;
        self.watched.remove(url);
        let others = names.len() - 1;
        let also = if others > 0 { format!(" ({others} more there)") } else { String::new() };
        self.messages.say(&plain(&format!("{url} names the feed {name}{also}; it is watched")));
        if self.watched.contains_key(name) {
            return Ok(());
        }
        let known = self.archive.feed(name)?;
        let feed = known.unwrap_or_else(|| Feed {
            url: name.to_owned(),
            headline: None,
            outlet: None,
            added: Timestamp::now(),
            state: FeedState::default(),
        });
        self.archive.keep_feed(&feed)?;
        self.watched.insert(name.to_owned(), Watched { feed, open: 0, hold: None, found: true });
        self.visit_feed(name, Duration::ZERO)
    }

    fn feed_failed(&mut self, url: &str, refusal: &Refusal) -> Result<(), Trouble> {
        self.count.failed += 1;
        self.count.trouble_of(url, Some(refusal.why.clone()));
        self.messages.detail(&plain(&format!("fail  {url}: {}", refusal.why)));
        let Some(watched) = self.watched.get_mut(url) else { return Ok(()) };
        let now = Timestamp::now();
        let state = &mut watched.feed.state;
        state.asked = Some(now);
        state.failures = state.failures.saturating_add(1);
        state.trouble = Some(refusal.why.clone());
        let wait = due::after_failure(self.plan.every, state.failures, url, refusal.again_in);
        state.next_due = now.checked_add(wait).ok();
        state.gone = refusal.kind == Kind::Status(410);
        if state.gone {
            self.messages
                .say(&plain(&format!("{url}: its server says that it is gone for good; it is retired")));
            return self.keep(url);
        }
        self.keep(url)?;
        self.next_round(url, wait)
    }

    fn keep(&mut self, url: &str) -> Result<(), Trouble> {
        match self.watched.get(url) {
            Some(watched) => Ok(self.archive.keep_feed(&watched.feed)?),
            None => Ok(()),
        }
    }

    fn next_round(&mut self, url: &str, wait: Duration) -> Result<(), Trouble> {
        if self.plan.once { Ok(()) } else { self.visit_feed(url, wait) }
    }

    fn visit_feed(&mut self, url: &str, wait: Duration) -> Result<(), Trouble> {
        let Some(watched) = self.watched.get(url) else { return Ok(()) };
        let state = &watched.feed.state;
        let at = state.moved_to.as_deref().unwrap_or(url);
        let validators = Validators { etag: state.etag.clone(), last_modified: state.last_modified.clone() };
        match target(at, None, &self.door.allowed) {
            Ok(at) => self.send(Visit::new(at, Want::Feed, validators), Errand::Feed(url.to_owned()), wait),
            // It can never be asked. It stays in the list with its trouble, and is not tried again in this run.
            Err(refusal) => {
                let once = std::mem::replace(&mut self.plan.once, true);
                let told = self.feed_failed(url, &refusal);
                self.plan.once = once;
                told
            }
        }
    }

    pub(super) fn send(&mut self, visit: Visit, errand: Errand, wait: Duration) -> Result<(), Trouble> {
        self.remember_rules(visit.at())?;
        let at = host(visit.at()).to_owned();
        self.under_way += 1;
        self.team.schedule.put(&at, Instant::now() + wait, Job { visit, errand });
        Ok(())
    }

    /// Tells the door what an earlier run has learnt of a host.
    fn remember_rules(&mut self, url: &Url) -> Result<(), Trouble> {
        let host = origin(url);
        if self.asked_rules.insert(host.clone())
            && let Some(known) = self.archive.robots(&host)?
            && let Some(status) = known.status
        {
            let kept = KeptRules { status, text: known.text, asked: known.asked, expires: known.expires };
            self.door.knew_rules(&host, &kept);
        }
        Ok(())
    }

    /// Gives waiting entries to readers, as many as they take.
    fn hand_on(&mut self) {
        while let Some(entry) = self.entries.pop_front() {
            if let Some(entry) = self.team.give(entry) {
                self.entries.push_front(entry);
                return;
            }
        }
    }

    /// Files what was read, if it is this much or nothing else is coming at the moment.
    fn file_if(&mut self, enough: usize) -> Result<(), Trouble> {
        while self.parcels.len() < enough && self.parcels.len() < TOGETHER {
            match self.team.news.try_recv() {
                Ok(news) => self.hear(news)?,
                Err(_) => break,
            }
        }
        if self.parcels.is_empty() {
            return Ok(());
        }
        let (places, parcels): (Vec<_>, Vec<_>) = std::mem::take(&mut self.parcels)
            .into_iter()
            .map(|(feed, url, parcel)| ((feed, url), parcel))
            .unzip();
        let filed = self.archive.file(&parcels)?;
        for ((feed, url), filed) in places.into_iter().zip(filed) {
            let told = match filed.fate {
                Fate::New => {
                    self.count.new += 1;
                    self.count.new_of(&feed);
                    "new "
                }
                Fate::Version => {
                    self.count.versions += 1;
                    "changed"
                }
                Fate::Known => {
                    self.count.known += 1;
                    "known"
                }
            };
            self.messages.detail(&plain(&format!("{told:<5} {url}  {}", filed.id)));
            self.page_over(&feed)?;
        }
        Ok(())
    }
}

/// The feed of a site among those that its page names: the first that is not of comments.
fn first_of(names: &[String]) -> Option<&String> {
    names.iter().find(|name| !name.to_ascii_lowercase().contains("comment")).or_else(|| names.first())
}

/// Whether it may go better another time.
fn may_pass(refusal: &Refusal) -> bool {
    matches!(
        refusal.kind,
        Kind::Slow
            | Kind::Connection
            | Kind::NoName
            | Kind::Garbled
            | Kind::RobotsAway
            | Kind::Status(408 | 425 | 429 | 500..)
    )
}
