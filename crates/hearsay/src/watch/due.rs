//! When a feed is asked again.
//!
//! In: what the feed and its server said, and how often it has failed · Out: a wait · From: RSS 2.0 `ttl`, the
//! syndication module of RSS 1.0 (`sy:updatePeriod`), `Retry-After` · Fails: a wish that makes no sense is none
//! Cost: one look through the feed's first 16 KiB
//!
//! Waiting is counted on a clock that nobody can set. What is kept between two runs is the time of day, and that is
//! believed only as far as it makes sense: a clock that was set back or a date from the future stops no feed.

use crate::door::Backoff;
use archive::FeedState;
use model::jiff::Timestamp;
use std::time::Duration;

/// The head of a feed, where the wishes stand.
const HEAD: usize = 16 << 10;

/// A feed that asks to be read once a year is read once a day.
const LEAST_OFTEN: Duration = Duration::from_secs(24 * 3600);

/// The longest wait that is kept between two runs: what `Retry-After` is granted.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);

/// The wait after an answer: the usual one, or longer if the feed wishes so.
pub(super) fn after_answer(every: Duration, feed: &[u8]) -> Duration {
    every.max(wish(feed).unwrap_or_default().min(LEAST_OFTEN))
}

/// The wait after a failure: longer each time, and no shorter than the server asked for.
pub(super) fn after_failure(
    every: Duration,
    failures: u32,
    address: &str,
    asked: Option<Duration>,
) -> Duration {
    Backoff { first: every }.after(failures, address).max(asked.unwrap_or_default())
}

/// How long a feed that is kept has still to wait.
pub(super) fn left(state: &FeedState, now: Timestamp, once: bool) -> Duration {
    let Some(due) = state.next_due else { return Duration::ZERO };
    // Who calls for one round wants it now, save from a feed that is in trouble.
    if once && state.failures == 0 {
        return Duration::ZERO;
    }
    // Asked in the future: the clock has been set back since, and what was reckoned with it says nothing.
    if state.asked.is_none_or(|asked| asked > now) {
        return Duration::ZERO;
    }
    Duration::try_from(due - now).unwrap_or_default().min(LONGEST)
}

/// How long the feed says that it stays as it is.
fn wish(feed: &[u8]) -> Option<Duration> {
    let head = String::from_utf8_lossy(feed.get(..HEAD).unwrap_or(feed));
    if let Some(minutes) = number(inside(&head, "ttl")) {
        return Some(Duration::from_secs(60) * minutes);
    }
    let period = match inside(&head, "sy:updatePeriod")?.to_ascii_lowercase().as_str() {
        "hourly" => 3600,
        "daily" => 24 * 3600,
        "weekly" => 7 * 24 * 3600,
        "monthly" | "yearly" => 30 * 24 * 3600,
        _ => return None,
    };
    let times = number(inside(&head, "sy:updateFrequency")).unwrap_or(1).max(1);
    Some(Duration::from_secs(period) / times)
}

/// What stands in the first element of this name.
fn inside<'t>(head: &'t str, name: &str) -> Option<&'t str> {
    let after = head.split_once(&format!("<{name}>"))?.1;
    Some(after.split_once('<')?.0.trim())
}

fn number(text: Option<&str>) -> Option<u32> {
    text?.parse().ok().filter(|number| *number < 1_000_000)
}

#[cfg(test)]
mod tests {
    use super::{after_answer, after_failure, left, wish};
    use archive::FeedState;
    use model::jiff::{Timestamp, ToSpan};
    use std::time::Duration;

    const HALF_HOUR: Duration = Duration::from_secs(1800);

    #[test]
    fn a_feed_may_ask_for_more_time_and_not_for_less() {
        let minutes = |feed: &str| after_answer(HALF_HOUR, feed.as_bytes()).as_secs() / 60;
        assert_eq!(minutes("<rss><channel><ttl>60</ttl>"), 60);
        assert_eq!(minutes("<rss><channel><ttl> 5 </ttl>"), 30);
        assert_eq!(minutes("<ttl>500000</ttl>"), 24 * 60);
        assert_eq!(
            minutes("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>1</sy:updateFrequency>"),
            60
        );
        assert_eq!(
            minutes("<sy:updatePeriod>\n daily </sy:updatePeriod><sy:updateFrequency>4</sy:updateFrequency>"),
            360
        );
        assert_eq!(
            minutes("<sy:updatePeriod>hourly</sy:updatePeriod><sy:updateFrequency>0</sy:updateFrequency>"),
            60
        );
        assert_eq!(wish(b"<ttl>soon</ttl>"), None);
        assert_eq!(wish(b"<ttl>99999999999</ttl>"), None);
    }

    #[test]
    fn a_server_is_not_asked_before_it_said() {
        let long = Duration::from_secs(5 * 24 * 3600);
        assert_eq!(after_failure(HALF_HOUR, 1, "a", Some(long)), long);
        assert!(after_failure(HALF_HOUR, 1, "a", None) < HALF_HOUR * 2);
    }

    #[test]
    fn no_clock_stops_a_feed() {
        let now: Timestamp = "2026-03-02T12:00:00Z".parse().unwrap();
        let state = |asked: i64, due: i64, failures| FeedState {
            asked: Some(now + asked.minutes()),
            next_due: Some(now + due.minutes()),
            failures,
            ..FeedState::default()
        };
        let minutes = |state: &FeedState, once| left(state, now, once).as_secs() / 60;
        assert_eq!(minutes(&FeedState::default(), false), 0);
        assert_eq!(minutes(&state(-10, 20, 0), false), 20);
        assert_eq!(minutes(&state(-10, 20, 0), true), 0, "one round asks all that fare well");
        assert_eq!(minutes(&state(-10, 20, 2), true), 20);
        assert_eq!(minutes(&state(-60, -30, 0), false), 0, "overdue");
        // Ten years on and ten years back.
        assert_eq!(minutes(&state(-5_256_000, -5_255_970, 0), false), 0);
        assert_eq!(minutes(&state(5_256_000, 5_256_030, 3), false), 0);
        assert_eq!(minutes(&state(-10, 5_256_000, 3), false), 30 * 24 * 60, "no feed waits for years");
        assert_eq!(minutes(&state(60, 90, 0), false), 0, "the clock was set back by an hour");
    }
}
