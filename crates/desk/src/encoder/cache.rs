//! Windows read before: wire copy comes again and again.
//!
//! In: a window · Out: what was made of the same window · From: the whole window is the key, so a hit is exact
//! Fails: a lock that a panic poisoned is used on · Cost: one hash of some hundred numbers; two generations of
//! [`HALF`] windows, about 20 MB when full

use super::decode::Decoded;
use super::window::Window;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

/// Windows of one generation. When it is full it grows old, and the old one is forgotten.
const HALF: usize = 1024;

#[derive(Default)]
pub(super) struct Cache {
    generations: Mutex<[HashMap<Window, Arc<Decoded>>; 2]>,
}

impl Cache {
    /// Forgets everything.
    pub(super) fn clear(&self) {
        *self.generations.lock().unwrap_or_else(PoisonError::into_inner) = Default::default();
    }

    /// What was made of this window before, or what `make` makes of it now.
    pub(super) fn get(&self, window: &Window, make: impl FnOnce() -> Decoded) -> Arc<Decoded> {
        {
            let mut lock = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
            let [young, old] = &mut *lock;
            if let Some(known) = young.get(window) {
                return Arc::clone(known);
            }
            if let Some((window, known)) = old.remove_entry(window) {
                young.insert(window, Arc::clone(&known));
                return known;
            }
        }
        // Made without the lock: two threads may make the same, and make the same.
        let made = Arc::new(make());
        let mut lock = self.generations.lock().unwrap_or_else(PoisonError::into_inner);
        let [young, old] = &mut *lock;
        if young.len() >= HALF {
            *old = std::mem::take(young);
        }
        young.insert(window.clone(), Arc::clone(&made));
        made
    }
}

#[cfg(test)]
mod tests {
    use super::{Cache, HALF};
    use crate::encoder::decode::Decoded;
    use crate::encoder::window::Window;

    fn window(id: i32) -> Window {
        Window { ids: vec![id], written: vec![0], first: vec![0], sentence: vec![0] }
    }

    #[test]
    fn made_once_and_bounded() {
        let cache = Cache::default();
        let mut made = 0;
        for id in [1, 1, 2, 1] {
            cache.get(&window(id), || {
                made += 1;
                Decoded::default()
            });
        }
        assert_eq!(made, 2);
        for id in 0..5 * i32::try_from(HALF).unwrap() {
            cache.get(&window(id), Decoded::default);
        }
        let lock = cache.generations.lock().unwrap();
        assert!(lock[0].len() + lock[1].len() <= 2 * HALF);
    }
}
