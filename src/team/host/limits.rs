//! Limits: how often a code may be wrong, and how many connections there may be.

use std::{
    collections::HashMap,
    net::IpAddr,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicUsize, Ordering},
    },
};

/// So many wrong codes or secrets from one address within a minute.
const WRONG_OF_ONE: u32 = 10;
/// So many of all addresses together.
const WRONG_OF_ALL: u32 = 300;
/// A minute, in milliseconds.
const MINUTE: u64 = 60_000;
/// The most connections.
pub(super) const MOST_CONNECTIONS: usize = 2_500;
/// The most of one address, unless it is this machine's own.
const MOST_OF_ONE: usize = 60;

/// Counts wrong codes and secrets (rate limiting by fixed windows).
#[derive(Debug, Default)]
pub(super) struct Guesses(Mutex<GuessWindow>);

#[derive(Debug, Default)]
struct GuessWindow {
    since: u64,
    all: u32,
    by: HashMap<IpAddr, u32>,
}

impl Guesses {
    /// Whether somebody there may try.
    pub(super) fn may_try(&self, from: IpAddr, now: u64) -> bool {
        let window = self.window(now);
        window.all < WRONG_OF_ALL && window.by.get(&from).is_none_or(|wrong| *wrong < WRONG_OF_ONE)
    }

    /// Somebody there was wrong.
    pub(super) fn wrong(&self, from: IpAddr, now: u64) {
        let mut window = self.window(now);
        window.all += 1;
        *window.by.entry(from).or_default() += 1;
    }

    fn window(&self, now: u64) -> std::sync::MutexGuard<'_, GuessWindow> {
        let mut window = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if now.saturating_sub(window.since) >= MINUTE {
            *window = GuessWindow { since: now, ..GuessWindow::default() };
        }
        window
    }
}

/// Counts connections.
#[derive(Debug, Default)]
pub(super) struct Connections {
    all: AtomicUsize,
    by: Mutex<HashMap<IpAddr, usize>>,
}

/// A connection that is counted until this is dropped.
#[derive(Debug)]
pub(super) struct Counted {
    of: Arc<Connections>,
    from: IpAddr,
}

impl Connections {
    /// Counts one more, unless there are too many.
    pub(super) fn count(self: &Arc<Self>, from: IpAddr) -> Option<Counted> {
        if self.all.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            self.all.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let mut by = self.by.lock().unwrap_or_else(PoisonError::into_inner);
        let here = by.entry(from).or_default();
        if *here >= MOST_OF_ONE && !from.is_loopback() {
            self.all.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        *here += 1;
        Some(Counted { of: Arc::clone(self), from })
    }
}

impl Drop for Counted {
    fn drop(&mut self) {
        self.of.all.fetch_sub(1, Ordering::Relaxed);
        let mut by = self.of.by.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(here) = by.get_mut(&self.from) {
            *here -= 1;
            if *here == 0 {
                by.remove(&self.from);
            }
        }
    }
}
