//! Many items at once, results in the order of the items, and no more in memory than the threads can keep busy.

use rayon::{ThreadPool, ThreadPoolBuilder};
use std::sync::mpsc::sync_channel;

/// Items under way for each thread: enough that a slow one at the front does not leave the others idle.
const AHEAD: usize = 8;

/// Does `work` on every item, on `threads` threads, and gives each result to `then` in the items' order, as soon as
/// it and all before it are done. Stops at the first error of `then`.
///
/// The items are asked for on a thread of their own, so that waiting for the next line of a pipe keeps no finished
/// result back.
pub(crate) fn in_order<I: Send, T: Send, E>(
    items: impl Iterator<Item = I> + Send,
    threads: usize,
    work: impl Fn(I) -> T + Sync,
    mut then: impl FnMut(T) -> Result<(), E>,
) -> Result<(), E> {
    let Some(pool) = pool(threads) else {
        return items.map(work).try_for_each(then);
    };
    std::thread::scope(|both| {
        let (queue, results) = sync_channel(threads * AHEAD);
        let work = &work;
        both.spawn(move || {
            pool.in_place_scope(|scope| {
                for item in items {
                    let (done, result) = sync_channel(1);
                    // Sending fails only where `then` has failed and nobody waits any more.
                    scope.spawn(move |_| drop(done.send(work(item))));
                    if queue.send(result).is_err() {
                        break;
                    }
                }
            });
        });
        // A result that never comes is that of a panic, which the scope hands on when it closes.
        results.iter().filter_map(|result| result.recv().ok()).try_for_each(&mut then)
    })
}

/// A pool of that size; `None` for one thread, or where the system gives no threads.
fn pool(threads: usize) -> Option<ThreadPool> {
    if threads <= 1 {
        return None;
    }
    ThreadPoolBuilder::new().num_threads(threads).build().ok()
}

#[cfg(test)]
mod tests {
    use super::in_order;
    use std::sync::atomic::{AtomicU32, Ordering};
    use std::time::Duration;

    #[test]
    fn slow_items_do_not_change_the_order() {
        for threads in [1, 2, 7] {
            let mut seen = Vec::new();
            let slow_on_threes = |n: u64| {
                std::thread::sleep(Duration::from_micros(if n.is_multiple_of(3) { 300 } else { 0 }));
                n
            };
            let done: Result<(), ()> = in_order(0..200, threads, slow_on_threes, |n| {
                seen.push(n);
                Ok(())
            });
            assert_eq!(done, Ok(()));
            assert!(seen.iter().copied().eq(0..200), "{threads} threads");
        }
    }

    #[test]
    fn the_first_error_stops_an_endless_run() {
        let asked = AtomicU32::new(0);
        let items = (0..).inspect(|_| {
            asked.fetch_add(1, Ordering::Relaxed);
        });
        let done = in_order(items, 4, |n: u32| n, |n| if n == 5 { Err(n) } else { Ok(()) });
        assert_eq!(done, Err(5));
        assert!(asked.into_inner() < 1000);
    }
}
