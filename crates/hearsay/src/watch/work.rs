//! The visits, many at once, and the reading of what they bring.
//!
//! Visitors take jobs from the schedule, one step of a visit a time. Most of their time they wait for servers, so
//! there are many of them, and as many may hang as there are without holding up the rest. Readers are as many as there
//! are cores. What either has to say goes to the keeper.

use super::schedule::Schedule;
use crate::door::{Door, Fetched, Kind, Refusal, Step, Visit, asks_not_to_be_kept, host};
use crate::newsroom::Newsroom;
use archive::{Facts, ItemHash, Parcel};
use model::Origin;
use model::jiff::Timestamp;
use std::sync::mpsc::{Receiver, Sender, SyncSender, TrySendError, channel, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};
use url::Url;
use wire::Enclosed;

/// The most visits at once. A hundred feeds that hang leave room for the rest (I13); a thread is 1 MiB of addresses
/// and some 40 KiB of memory.
const MOST_VISITORS: usize = 256;

/// Pages that wait for a reader. Beyond that visitors wait: pages are fetched no faster than they are read.
const WAITING_PAGES: usize = 64;

/// A visit and what it is for.
#[derive(Clone, Debug)]
pub(super) struct Job {
    pub(super) visit: Visit,
    pub(super) errand: Errand,
}

#[derive(Clone, Debug)]
pub(super) enum Errand {
    /// The feed of this address, as it was given.
    Feed(String),
    Page(PageErrand),
}

/// A page that a feed announced.
#[derive(Clone, Debug)]
pub(super) struct PageErrand {
    pub(super) feed: String,
    pub(super) item: ItemHash,
    /// What the feed says of it.
    pub(super) origin: Origin,
}

/// What the keeper is told.
pub(super) enum News {
    /// A feed answered.
    Feed { url: String, fetched: Box<Fetched>, read: Option<Box<wire::Feed>>, names: Vec<String> },
    /// A feed did not.
    FeedFailed { url: String, refusal: Refusal },
    /// A page was read; without an article there is no parcel.
    Page { feed: String, url: String, parcel: Option<Box<Parcel>>, told: Option<String> },
    /// A page asks not to be kept.
    Unwanted { feed: String, url: String, wish: &'static str },
    /// A page was not fetched.
    PageFailed { feed: String, item: ItemHash, url: String, refusal: Refusal },
}

/// Something to read.
pub(super) enum Copy {
    Page(PageErrand, Box<Fetched>),
    /// An entry as the feed has it.
    Entry(PageErrand, Box<Enclosed>),
}

/// Everyone who works for the keeper.
pub(super) struct Team {
    pub(super) schedule: Arc<Schedule<Job>>,
    pub(super) news: Receiver<News>,
    to_readers: SyncSender<Copy>,
}

impl Team {
    /// As many visitors as there are feeds, up to a limit, and as many readers as told.
    pub(super) fn hire(door: &Arc<Door>, newsroom: Arc<Newsroom>, feeds: usize, readers: usize) -> Self {
        let schedule = Arc::new(Schedule::new());
        let (to_keeper, news) = channel();
        let (to_readers, copies) = sync_channel(WAITING_PAGES);
        let copies = Arc::new(Mutex::new(copies));
        // Two for a feed: its own visit and one at the host of its pages.
        for _ in 0..(2 * feeds).clamp(8, MOST_VISITORS) {
            let (door, schedule) = (Arc::clone(door), Arc::clone(&schedule));
            let (to_keeper, to_readers) = (to_keeper.clone(), to_readers.clone());
            // A thread that cannot be started is one visitor less.
            std::thread::Builder::new()
                .stack_size(1 << 20)
                .spawn(move || visit(&door, &schedule, &to_keeper, &to_readers))
                .ok();
        }
        for _ in 0..readers {
            let (newsroom, copies, to_keeper) =
                (Arc::clone(&newsroom), Arc::clone(&copies), to_keeper.clone());
            std::thread::Builder::new()
                // As deep as the main thread's: the desk is used to that.
                .stack_size(8 << 20)
                .spawn(move || read(&newsroom, &copies, &to_keeper))
                .ok();
        }
        Team { schedule, news, to_readers }
    }

    /// Gives something to a reader that no visit brought; gives it back where too many wait already.
    pub(super) fn give(&self, copy: Copy) -> Option<Copy> {
        self.to_readers.try_send(copy).err().map(|error| match error {
            TrySendError::Full(copy) | TrySendError::Disconnected(copy) => copy,
        })
    }
}

/// A visitor's day. Ends when the schedule is closed or nobody listens any more.
fn visit(door: &Door, schedule: &Schedule<Job>, to_keeper: &Sender<News>, to_readers: &SyncSender<Copy>) {
    while let Some((host_of, mut job)) = schedule.take() {
        let at = job.visit.at().clone();
        // A panic costs one visit.
        let step = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| job.visit.step(door)));
        schedule.done(&host_of, door.delay_at(&at));
        let step = step
            .unwrap_or_else(|_| Err(Refusal::new(Kind::Garbled, at.as_str(), "reading the answer failed")));
        let listened = match step {
            Ok(Step::Again) => {
                let next = host(job.visit.at()).to_owned();
                schedule.go_on(&next, job);
                Ok(())
            }
            Ok(Step::Done(fetched)) => fetched_for(job.errand, fetched, to_keeper, to_readers),
            Err(refusal) => failed_for(job.errand, refusal, to_keeper),
        };
        if listened.is_err() {
            return;
        }
    }
}

fn fetched_for(
    errand: Errand,
    fetched: Box<Fetched>,
    to_keeper: &Sender<News>,
    to_readers: &SyncSender<Copy>,
) -> Result<(), ()> {
    match errand {
        Errand::Feed(url) => {
            let (read, names) = if fetched.unchanged { (None, Vec::new()) } else { understood(&fetched) };
            to_keeper.send(News::Feed { url, fetched, read: read.map(Box::new), names }).map_err(drop)
        }
        Errand::Page(errand) => match asks_not_to_be_kept(fetched.robots_tag.as_deref(), &fetched.body) {
            Some(wish) => to_keeper
                .send(News::Unwanted { feed: errand.feed, url: fetched.url.to_string(), wish })
                .map_err(drop),
            None => to_readers.send(Copy::Page(errand, fetched)).map_err(drop),
        },
    }
}

fn failed_for(errand: Errand, refusal: Refusal, to_keeper: &Sender<News>) -> Result<(), ()> {
    let news = match errand {
        Errand::Feed(url) => News::FeedFailed { url, refusal },
        Errand::Page(errand) => {
            let url = errand.origin.url.unwrap_or_default();
            News::PageFailed { feed: errand.feed, item: errand.item, url, refusal }
        }
    };
    to_keeper.send(news).map_err(drop)
}

/// The feed that was fetched, or the feeds that a page names instead.
fn understood(fetched: &Fetched) -> (Option<wire::Feed>, Vec<String>) {
    let origin = origin_of(fetched);
    let read = std::panic::catch_unwind(|| match wire::read_feed(&fetched.body, &origin).0 {
        Some(feed) => (Some(feed), Vec::new()),
        None => (None, wire::links_to_feeds(&fetched.body, &origin)),
    });
    read.unwrap_or_default()
}

/// What is known of something fetched.
pub(super) fn origin_of(fetched: &Fetched) -> Origin {
    Origin {
        label: Some(fetched.url.to_string()),
        url: Some(fetched.url.to_string()),
        content_type: fetched.content_type.clone(),
        ..Origin::default()
    }
}

/// A reader's day.
fn read(newsroom: &Newsroom, copies: &Mutex<Receiver<Copy>>, to_keeper: &Sender<News>) {
    loop {
        let next = copies.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok(copy) = next else { return };
        let (errand, reading) = match copy {
            Copy::Page(errand, fetched) => {
                let mut origin = origin_of(&fetched);
                // The page's own words win over the feed's in all but the outlet that the feed says it is of.
                origin.url = errand
                    .origin
                    .url
                    .as_ref()
                    .filter(|url| same_place(url, &fetched.url))
                    .cloned()
                    .or(origin.url);
                let reading = newsroom.read_bytes(&fetched.body, &origin);
                (errand, reading)
            }
            Copy::Entry(errand, enclosed) => {
                let mut reading = newsroom.read_bytes(&enclosed.bytes, &enclosed.origin);
                reading.caveats.extend(enclosed.caveats.iter().cloned());
                (errand, reading)
            }
        };
        let url = errand.origin.url.clone().or_else(|| errand.origin.label.clone()).unwrap_or_default();
        let told = reading.caveats.first().map(|caveat| caveat.message.clone());
        let marked = reading.notes.is_some();
        let facts = Facts {
            item: Some(errand.item),
            origin: url.clone(),
            desk: newsroom.desk().filter(|_| marked).map(str::to_owned),
            seen: Timestamp::now(),
        };
        let parcel = Parcel::of(reading, facts).map(Box::new);
        if to_keeper.send(News::Page { feed: errand.feed, url, parcel, told }).is_err() {
            return;
        }
    }
}

/// Whether two addresses are the same but for http and https.
fn same_place(url: &str, other: &Url) -> bool {
    let bare = |url: &str| url.trim_start_matches("https:").trim_start_matches("http:").to_owned();
    bare(url) == bare(other.as_str())
}
