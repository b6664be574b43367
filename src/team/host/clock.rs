//! The server's clock: the time of day at the start, and a clock that never jumps since.

use std::time::{Instant, SystemTime, UNIX_EPOCH};

/// Milliseconds since 1970 that only ever go forward, whatever becomes of the machine's time of day.
#[derive(Debug)]
pub(super) struct ServerClock {
    at_start: u64,
    start: Instant,
}

impl ServerClock {
    /// A clock that begins with the time of day, and not before `earliest`: an event that is kept already.
    pub(super) fn new(earliest: u64) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let at_start = u64::try_from(since.as_millis()).unwrap_or(u64::MAX).max(earliest);
        Self { at_start, start: Instant::now() }
    }

    /// Now.
    pub(super) fn now(&self) -> u64 {
        let passed = u64::try_from(self.start.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.at_start.saturating_add(passed)
    }
}
