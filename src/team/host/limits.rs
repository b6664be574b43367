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
    /// The proxy that stands before the host: everybody comes from there.
    proxy: Option<IpAddr>,
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
    /// Behind a proxy, if there is one.
    pub(super) fn behind(proxy: Option<IpAddr>) -> Arc<Self> {
        Arc::new(Self { proxy, ..Self::default() })
    }

    /// Counts one more, unless there are too many.
    pub(super) fn count(self: &Arc<Self>, from: IpAddr) -> Option<Counted> {
        if self.all.fetch_add(1, Ordering::Relaxed) >= MOST_CONNECTIONS {
            self.all.fetch_sub(1, Ordering::Relaxed);
            return None;
        }
        let mut by = self.by.lock().unwrap_or_else(PoisonError::into_inner);
        let here = by.entry(from).or_default();
        if *here >= MOST_OF_ONE && !from.is_loopback() && self.proxy != Some(from) {
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_sixty_connections_and_all_together_have_their_number() {
        let connections = Arc::new(Connections::default());
        let address = |number: u32| IpAddr::from((0x0a00_0000 + number).to_be_bytes());
        let mut held: Vec<Counted> =
            (0..MOST_OF_ONE).filter_map(|_| connections.count(address(0))).collect();
        assert_eq!(held.len(), 60);
        assert!(connections.count(address(0)).is_none(), "one too many from there");
        held.pop();
        held.extend(connections.count(address(0)));
        assert_eq!(held.len(), 60, "one that has gone makes room");
        held.extend((60..MOST_CONNECTIONS).filter_map(|at| {
            let from = address(u32::try_from(at / MOST_OF_ONE).unwrap_or(0));
            connections.count(from)
        }));
        assert_eq!(held.len(), MOST_CONNECTIONS);
        let own = IpAddr::from([127, 0, 0, 1]);
        assert!(connections.count(own).is_none(), "the sum holds for this machine too");
        held.clear();
        held.extend((0..100).filter_map(|_| connections.count(own)));
        assert_eq!(held.len(), 100, "a proxy on this machine speaks for many");
        held.clear();
        assert!(connections.by.lock().is_ok_and(|by| by.is_empty()), "nothing is remembered");
    }

    #[test]
    fn wrong_codes_are_counted_by_address_and_together_for_a_minute() {
        let guesses = Guesses::default();
        let address = |number: u32| IpAddr::from((0x0a00_0000 + number).to_be_bytes());
        for _ in 0..WRONG_OF_ONE {
            assert!(guesses.may_try(address(0), 5));
            guesses.wrong(address(0), 5);
        }
        assert!(!guesses.may_try(address(0), MINUTE - 1));
        assert!(guesses.may_try(address(1), MINUTE - 1), "others are not shut out");
        for from in 1..WRONG_OF_ALL / WRONG_OF_ONE {
            (0..WRONG_OF_ONE).for_each(|_| guesses.wrong(address(from), 6));
        }
        assert!(!guesses.may_try(address(99), 7), "many addresses guess no faster");
        assert!(guesses.may_try(address(0), MINUTE), "after a minute, again");
    }
}
