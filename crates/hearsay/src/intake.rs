//! Parcels on their way into the archive: one thread writes them, many in one go.
//!
//! A batch is written when its first parcel has waited for a second, or when it is large, so that little is lost when
//! the program is stopped and much is written with one sync. Only what is written is reported.

use archive::{Archive, Filed, Parcel};
use std::sync::mpsc::{Receiver, RecvTimeoutError};
use std::time::{Duration, Instant};

/// How long a parcel waits for others.
const LONGEST_WAIT: Duration = Duration::from_millis(900);

/// Parcels in one transaction. One core reads under 1,000 articles a second without marking them, so this is rarely met.
const MOST: usize = 1000;

/// Bytes in one transaction, so that memory stays flat with long articles.
const MOST_BYTES: usize = 24 << 20;

/// Parcels that wait before whoever makes them has to wait, too.
pub(crate) const AHEAD: usize = 64;

/// Writes what comes until nobody hands in any more. `told` hears of each parcel, with what was handed in beside it,
/// once it is on the disk.
pub(crate) fn write<T>(
    archive: &mut Archive,
    parcels: &Receiver<(Parcel, T)>,
    mut told: impl FnMut(T, Filed),
) -> archive::Result<()> {
    let mut batch: Vec<Parcel> = Vec::new();
    let mut beside: Vec<T> = Vec::new();
    let mut bytes = 0;
    let mut due = None;
    loop {
        let wait = due.map_or(Duration::MAX, |due: Instant| due.saturating_duration_since(Instant::now()));
        let ended = match parcels.recv_timeout(wait) {
            Ok((parcel, own)) => {
                bytes += parcel.bytes();
                batch.push(parcel);
                beside.push(own);
                due.get_or_insert_with(|| Instant::now() + LONGEST_WAIT);
                false
            }
            Err(RecvTimeoutError::Timeout) => false,
            Err(RecvTimeoutError::Disconnected) => true,
        };
        let is_due = due.is_some_and(|due| Instant::now() >= due);
        if !batch.is_empty() && (ended || is_due || batch.len() >= MOST || bytes >= MOST_BYTES) {
            let filed = archive.file(&batch)?;
            beside.drain(..).zip(filed).for_each(|(own, filed)| told(own, filed));
            batch.clear();
            (bytes, due) = (0, None);
        }
        if ended {
            return Ok(());
        }
    }
}
