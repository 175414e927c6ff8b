//! How long a search has run.
//!
//! In: the time it has · Out: whether that is up · From: SQLite's progress handler · Fails: nothing can fail · Cost:
//! a look at the clock every [`STEPS_BETWEEN_LOOKS`] steps

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// Steps of SQLite's machine between two looks at the clock: some tens of microseconds.
pub(crate) const STEPS_BETWEEN_LOOKS: i32 = 2000;

/// When the running search has to end; shared with the handler that SQLite asks.
#[derive(Clone, Debug)]
pub(crate) struct Clock {
    since: Instant,
    /// Milliseconds after `since`; `u64::MAX` while no search runs.
    end: Arc<AtomicU64>,
}

impl Clock {
    pub(crate) fn new() -> Self {
        Clock { since: Instant::now(), end: Arc::new(AtomicU64::new(u64::MAX)) }
    }

    /// A search begins that has this long.
    pub(crate) fn start(&self, time: Duration) {
        self.end.store((self.since.elapsed() + time).as_millis() as u64, Ordering::Relaxed);
    }

    /// It has ended.
    pub(crate) fn stop(&self) {
        self.end.store(u64::MAX, Ordering::Relaxed);
    }

    /// Whether its time is up.
    pub(crate) fn is_up(&self) -> bool {
        let end = self.end.load(Ordering::Relaxed);
        end != u64::MAX && self.since.elapsed().as_millis() as u64 > end
    }
}
