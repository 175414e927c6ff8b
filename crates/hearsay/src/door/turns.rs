//! One visit a host at a time, and a rest between two.
//!
//! In: a host · Out: a turn, when it has come · From: N1 · Fails: never · Cost: a waiting thread a visit

use std::collections::HashMap;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

#[derive(Debug, Default)]
struct Host {
    busy: bool,
    last: Option<Instant>,
}

/// The hosts, and who is at them. For visits that threads wait for; `watch` has a schedule instead.
#[derive(Debug, Default)]
pub(crate) struct Turns {
    hosts: Mutex<HashMap<String, Host>>,
    freed: Condvar,
}

/// A visit at a host. Nobody else visits it meanwhile.
#[derive(Debug)]
pub(crate) struct Turn<'t> {
    turns: &'t Turns,
    host: Arc<str>,
}

impl Turns {
    /// Waits until nobody is at the host.
    pub(crate) fn take(&self, host: &str) -> Turn<'_> {
        let mut hosts = self.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        while hosts.entry(host.to_owned()).or_default().busy {
            hosts = self.freed.wait(hosts).unwrap_or_else(PoisonError::into_inner);
        }
        hosts.entry(host.to_owned()).or_default().busy = true;
        Turn { turns: self, host: host.into() }
    }
}

impl Turn<'_> {
    /// Waits until the last visit lies this far back.
    pub(crate) fn rest(&self, delay: Duration) {
        let hosts = self.turns.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        let last = hosts.get(&*self.host).and_then(|host| host.last);
        drop(hosts);
        if let Some(last) = last {
            std::thread::sleep((last + delay).saturating_duration_since(Instant::now()));
        }
    }
}

impl Drop for Turn<'_> {
    fn drop(&mut self) {
        let mut hosts = self.turns.hosts.lock().unwrap_or_else(PoisonError::into_inner);
        hosts.insert((*self.host).to_owned(), Host { busy: false, last: Some(Instant::now()) });
        self.turns.freed.notify_all();
    }
}
