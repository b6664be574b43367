//! How much of a room is on disk, and what somebody waits for who gave a command.

/// How much of a room is on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Durable {
    /// How often the room fell back to what was on disk.
    pub generation: u64,
    /// How many of its events are on disk.
    pub seq: u64,
}

/// What somebody waits for who gave a command: that so many events are on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket(pub Durable);

impl Ticket {
    /// What became of it: `None` while it is being written, `Some(false)` where it was lost.
    pub(super) fn outcome(self, now: Durable) -> Option<bool> {
        let Self(wanted) = self;
        if now.generation != wanted.generation {
            return Some(false);
        }
        (now.seq >= wanted.seq).then_some(true)
    }
}
