//! How a room stands with its host, by which secrets it is reached, and why connections to it end.

use crate::team::secret::fresh_key;

/// What is known of a room beside its events.
#[derive(Debug, Clone)]
pub(super) struct RoomKeys {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// SHA-256 of the trainer's secret.
    pub secret: String,
    /// When it was opened.
    pub opened_at: u64,
}

impl RoomKeys {
    /// A secret for somebody of this room.
    pub(super) fn fresh_key(&self) -> String {
        fresh_key(&self.code)
    }
}

/// Whether a room takes commands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum RoomStanding {
    /// It does.
    Open,
    /// It is being read from its log again.
    Reading,
    /// It is being deleted from its log.
    Deleting,
    /// Another host has it.
    Lost,
    /// It is gone; why.
    Gone(String),
}

/// Why a connection ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Farewell {
    /// A newer connection has the seat.
    Moved,
    /// Another host has the room.
    Lost,
    /// The seat is gone, or the room.
    Gone {
        /// Why.
        why: String,
        /// Whether joining anew can help.
        can_join: bool,
    },
}
