//! When to come again: what a server asks for, and how long to wait after failures.
//!
//! In: a `Retry-After`, a count of failures · Out: a time to wait · From: RFC 9110 section 10.2.3; exponential
//! back-off with jitter · Fails: what is no time is none · Cost: nothing

use model::jiff::Timestamp;
use model::jiff::fmt::rfc2822::DateTimeParser;
use std::time::Duration;

/// The longest wait that a server is granted. One that asks for more is asked once a month.
const LONGEST: Duration = Duration::from_secs(30 * 24 * 3600);

/// What `Retry-After` asks for: seconds, or a date. A date that is past asks for nothing.
pub(crate) fn asked_to_wait(said: &str, now: Timestamp) -> Option<Duration> {
    let said = said.trim();
    if !said.is_empty() && said.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(said.parse().map_or(LONGEST, Duration::from_secs).min(LONGEST));
    }
    let date = DateTimeParser::new().relaxed_weekday(true).parse_timestamp(said).ok()?;
    Some(Duration::try_from(date - now).unwrap_or_default().min(LONGEST))
}

/// How long a feed that fails is left alone: twice as long each time, from `first` on, up to a day.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Backoff {
    pub(crate) first: Duration,
}

/// A feed that has been failing for long is still looked at once a day: sites come back.
const LEAST_OFTEN: Duration = Duration::from_secs(24 * 3600);

impl Backoff {
    /// The wait after so many failures in a row. Between three quarters and five quarters of the doubled time, by the
    /// feed's address, so that feeds that failed together do not come back together; the same for the same feed.
    pub(crate) fn after(self, failures: u32, address: &str) -> Duration {
        let doubled = self.first.saturating_mul(1 << failures.saturating_sub(1).min(20)).min(LEAST_OFTEN);
        doubled.mul_f64(0.75 + 0.5 * share(address, failures))
    }
}

/// A number from 0 to 1 that an address and a count give: FNV-1a, then mixed so that near addresses lie far apart.
fn share(address: &str, count: u32) -> f64 {
    let bytes = address.bytes().chain(count.to_le_bytes());
    let mut hash = bytes.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash ^= hash >> 32;
    hash = hash.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    (hash >> 11) as f64 / (1_u64 << 53) as f64
}

#[cfg(test)]
mod tests {
    use super::{Backoff, asked_to_wait};
    use std::time::Duration;

    #[test]
    fn seconds_and_dates_are_kept_and_nonsense_is_not() {
        let now = "2026-03-02T12:00:00Z".parse().unwrap();
        let wait = |said| asked_to_wait(said, now).map(|wait| wait.as_secs());
        assert_eq!(wait("120"), Some(120));
        assert_eq!(wait(" 0 "), Some(0));
        assert_eq!(wait("Mon, 02 Mar 2026 12:10:00 GMT"), Some(600));
        assert_eq!(wait("Mon, 02 Mar 2026 11:00:00 GMT"), Some(0), "past");
        assert_eq!(wait("Tue, 02 Mar 2026 12:00:01 GMT"), Some(1), "the wrong weekday");
        assert_eq!(wait("99999999999999999999999"), Some(30 * 24 * 3600));
        assert_eq!(wait("Mon, 02 Mar 9026 12:10:00 GMT"), Some(30 * 24 * 3600));
        assert_eq!((wait(""), wait("-5"), wait("soon"), wait("1.5")), (None, None, None, None));
    }

    #[test]
    fn failures_double_the_wait_up_to_a_day_and_spread() {
        let backoff = Backoff { first: Duration::from_secs(600) };
        let mut before = Duration::ZERO;
        for failures in 1..8 {
            let doubled = 600.0 * f64::from(1 << (failures - 1));
            let wait = backoff.after(failures, "https://gazette.example.org/feed");
            assert!((0.75 * doubled..=1.25 * doubled).contains(&wait.as_secs_f64()), "{failures}: {wait:?}");
            assert!(wait > before);
            before = wait;
        }
        assert!(backoff.after(u32::MAX, "a") <= Duration::from_secs(30 * 3600));
        let waits: std::collections::BTreeSet<Duration> =
            (0..100).map(|n| backoff.after(3, &format!("https://feeds.example.org/{n}"))).collect();
        assert!(waits.len() == 100 && *waits.last().unwrap() > waits.first().unwrap().mul_f64(1.4));
        assert_eq!(backoff.after(3, "a"), backoff.after(3, "a"));
    }
}
