//! Who is visited when: one request a host at a time, a rest between two, and nobody waits for another host.
//!
//! In: jobs with the time from which they may be done · Out: the next job whose time and host have come
//! From: N1, I13 · Fails: never · Cost: a logarithm of the hosts a job

use std::collections::{BTreeMap, HashMap};
use std::sync::{Condvar, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

/// The jobs of all hosts.
#[derive(Debug)]
pub(super) struct Schedule<J> {
    state: Mutex<State<J>>,
    changed: Condvar,
    /// Before any job: what goes on is done before what is new.
    dawn: Instant,
}

/// When, and in which order of what came at the same time.
type Turn = (Instant, u64);

#[derive(Debug)]
struct State<J> {
    hosts: HashMap<String, Host<J>>,
    /// The next turn of each host that is free and has jobs.
    turns: BTreeMap<Turn, String>,
    count: u64,
    closed: bool,
}

#[derive(Debug)]
struct Host<J> {
    jobs: BTreeMap<Turn, J>,
    busy: bool,
    /// The rest after the last request is over then.
    rested: Instant,
    turn: Option<Turn>,
}

impl<J> Schedule<J> {
    pub(super) fn new() -> Self {
        let state = State { hosts: HashMap::new(), turns: BTreeMap::new(), count: 0, closed: false };
        Schedule { state: Mutex::new(state), changed: Condvar::new(), dawn: Instant::now() }
    }

    fn state(&self) -> MutexGuard<'_, State<J>> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Puts down a job for a host, to be done from `due` on.
    pub(super) fn put(&self, host: &str, due: Instant, job: J) {
        self.state().put(host, due, job, self.dawn);
        self.changed.notify_one();
    }

    /// Puts down a job that is on its way, to be done at the host's next turn.
    pub(super) fn go_on(&self, host: &str, job: J) {
        self.put(host, self.dawn, job);
    }

    /// Waits for the next job; the host is then busy until [`Schedule::done`]. `None` once the schedule is closed.
    pub(super) fn take(&self) -> Option<(String, J)> {
        let mut state = self.state();
        loop {
            if state.closed {
                return None;
            }
            let now = Instant::now();
            let next = state.turns.first_key_value().map(|(turn, _)| turn.0);
            match next {
                Some(at) if at <= now => {
                    if let Some(taken) = state.take() {
                        return Some(taken);
                    }
                }
                Some(at) => {
                    let waited = self.changed.wait_timeout(state, at - now);
                    state = waited.unwrap_or_else(PoisonError::into_inner).0;
                }
                None => state = self.changed.wait(state).unwrap_or_else(PoisonError::into_inner),
            }
        }
    }

    /// A request to the host is over; the next may follow after `rest`.
    pub(super) fn done(&self, host: &str, rest: Duration) {
        let mut state = self.state();
        if let Some(one) = state.hosts.get_mut(host) {
            one.busy = false;
            one.rested = Instant::now() + rest;
        }
        state.settle(host);
        drop(state);
        self.changed.notify_one();
    }

    /// No more jobs are given out.
    pub(super) fn close(&self) {
        self.state().closed = true;
        self.changed.notify_all();
    }
}

impl<J> State<J> {
    fn put(&mut self, host: &str, due: Instant, job: J, dawn: Instant) {
        self.count += 1;
        let turn = (due, self.count);
        let fresh = || Host { jobs: BTreeMap::new(), busy: false, rested: dawn, turn: None };
        self.hosts.entry(host.to_owned()).or_insert_with(fresh).jobs.insert(turn, job);
        self.settle(host);
    }

    /// Finds the host's next turn anew.
    fn settle(&mut self, host: &str) {
        let Some(one) = self.hosts.get_mut(host) else { return };
        if let Some(old) = one.turn.take() {
            self.turns.remove(&old);
        }
        if let (false, Some((&(due, order), _))) = (one.busy, one.jobs.first_key_value()) {
            let turn = (due.max(one.rested), order);
            one.turn = Some(turn);
            self.turns.insert(turn, host.to_owned());
        }
    }

    fn take(&mut self) -> Option<(String, J)> {
        let (_, host) = self.turns.pop_first()?;
        let one = self.hosts.get_mut(&host)?;
        one.turn = None;
        one.busy = true;
        let (_, job) = one.jobs.pop_first()?;
        Some((host, job))
    }
}

#[cfg(test)]
mod tests {
    use super::Schedule;
    use std::time::{Duration, Instant};

    const REST: Duration = Duration::from_millis(80);

    #[test]
    fn a_host_is_given_out_once_and_after_its_rest() {
        let schedule = Schedule::new();
        let now = Instant::now();
        for job in ["a1", "a2"] {
            schedule.put("a", now, job);
        }
        schedule.put("b", now, "b1");
        assert_eq!(schedule.take(), Some(("a".to_owned(), "a1")));
        assert_eq!(schedule.take(), Some(("b".to_owned(), "b1")), "a is busy");
        schedule.done("b", REST);
        let clock = Instant::now();
        schedule.done("a", REST);
        assert_eq!(schedule.take(), Some(("a".to_owned(), "a2")));
        assert!(clock.elapsed() >= REST);
    }

    #[test]
    fn what_goes_on_comes_before_what_is_new_and_what_is_due_before_what_is_not() {
        let schedule = Schedule::new();
        let now = Instant::now();
        schedule.put("a", now + REST, "later");
        schedule.put("a", now, "new");
        schedule.go_on("a", "on its way");
        let mut order = Vec::new();
        for _ in 0..3 {
            order.push(schedule.take().unwrap().1);
            schedule.done("a", Duration::ZERO);
        }
        assert_eq!(order, ["on its way", "new", "later"]);
        assert!(now.elapsed() >= REST);
    }

    #[test]
    fn who_waits_is_woken_by_a_job_and_by_the_end() {
        let schedule: Schedule<u8> = Schedule::new();
        std::thread::scope(|scope| {
            let waiting = scope.spawn(|| (schedule.take(), schedule.take()));
            std::thread::sleep(Duration::from_millis(20));
            schedule.put("a", Instant::now(), 1);
            std::thread::sleep(Duration::from_millis(20));
            schedule.close();
            assert_eq!(waiting.join().unwrap(), (Some(("a".to_owned(), 1)), None));
        });
    }
}
