//! The log of training rooms (event store): what is acknowledged is in it, and a room is rebuilt from it.
//!
//! Rooms are independent of each other, and each is owned by one host at a time: by a lease with an epoch. An append
//! under an older epoch is refused, so a host that lost its rooms cannot write into them any more (fencing).

mod sqlite;

pub use sqlite::SqliteRooms;

use super::KeptSource;

/// A room about to be opened.
#[derive(Debug, Clone)]
pub struct NewRoom {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// SHA-256 of the trainer's secret, as hexadecimal digits.
    pub secret: String,
    /// The scenario as it is played, so that the room can be rebuilt whatever becomes of the library.
    pub source: KeptSource,
    /// When, in milliseconds since 1970.
    pub at: u64,
    /// The first event, as JSON.
    pub opened: String,
    /// Who owns it.
    pub lease: Lease,
}

/// Who owns a room, and until when.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lease {
    /// The host: an id of its own at every start.
    pub owner: String,
    /// Where its phones reach it: `http://192.168.1.20:8410`.
    pub address: String,
    /// Until when, in milliseconds since 1970, if it is not renewed.
    pub until: u64,
}

/// A room that is in the log.
#[derive(Debug, Clone)]
pub struct KeptRoom {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// SHA-256 of the trainer's secret.
    pub secret: String,
    /// The scenario as it is played.
    pub source: KeptSource,
    /// When it was opened.
    pub opened_at: u64,
    /// Whether its session is over.
    pub ended: bool,
    /// Who owns it.
    pub lease: Lease,
}

/// Which host has a room.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Whereabouts {
    /// The host.
    pub owner: String,
    /// Where its phones reach it.
    pub address: String,
    /// Whether its lease still runs.
    pub runs: bool,
}

/// Events of one room, to be appended.
#[derive(Debug, Clone)]
pub struct AppendedEvents {
    /// The room.
    pub room: String,
    /// The epoch under which its host owns it.
    pub epoch: u64,
    /// The number of the first event, from 0; the others follow.
    pub first: u64,
    /// When each happened, and what, as JSON.
    pub events: Vec<(u64, String)>,
    /// Whether the session is over with them.
    pub ends: bool,
}

/// Why one room's events were not appended, where others were.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NotAppended {
    /// Another host owns the room by now.
    #[error("another host runs this room now")]
    Fenced,
    /// There is an event of that number already: what was thought to be lost had been written.
    #[error("the log of this room is longer than was known")]
    Longer,
}

/// A fault of the log as a whole. Nothing of what was asked is done then, unless it says so.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{place}: {what}. {remedy}")]
pub struct RoomLogError {
    /// The file or server.
    pub place: String,
    /// What happened.
    pub what: String,
    /// What to do.
    pub remedy: String,
}

/// The log of training rooms, in one of several stores.
pub trait RoomLog: Send {
    /// Whether other hosts may take rooms over, once a lease has run out.
    fn is_shared(&self) -> bool {
        false
    }

    /// Opens a room, with its first event. Its host owns it under epoch 1.
    ///
    /// `false` where another room has its code.
    ///
    /// # Errors
    /// [`RoomLogError`]; no room is opened then.
    fn create(&mut self, room: &NewRoom) -> Result<bool, RoomLogError>;

    /// Appends events of many rooms in one transaction: when this returns, they are on disk.
    ///
    /// # Errors
    /// [`RoomLogError`], where nothing is known to be written; what each room came to otherwise, in the same order.
    fn append(
        &mut self,
        batches: &[AppendedEvents],
    ) -> Result<Vec<Result<(), NotAppended>>, RoomLogError>;

    /// Every event of a room, in order: when it happened, and what, as JSON.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn events(&mut self, room: &str) -> Result<Vec<(u64, String)>, RoomLogError>;

    /// Every room, the oldest first.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn rooms(&mut self) -> Result<Vec<KeptRoom>, RoomLogError>;

    /// Takes a room over whose lease has run out, or that is one's own already: the new epoch, or `None` where
    /// another host still owns it. How long it is to be held is the lease's end less `now`: only the difference
    /// counts, as hosts need not agree on the time of day.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn claim(&mut self, room: &str, lease: &Lease, now: u64) -> Result<Option<u64>, RoomLogError>;

    /// Holds all rooms of an owner for longer: which they are. Of those that are not among them the owner was lost.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn renew(&mut self, lease: &Lease, now: u64) -> Result<Vec<String>, RoomLogError>;

    /// Where the room of a code is, if its session is not over; cheap, as it is asked for wrong codes too.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn whereabouts(&mut self, code: &str) -> Result<Option<Whereabouts>, RoomLogError>;

    /// Rooms whose session is not over and whose lease has run out: any host may claim them.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn abandoned(&mut self) -> Result<Vec<KeptRoom>, RoomLogError>;

    /// Deletes a room with every trace of its names.
    ///
    /// # Errors
    /// [`RoomLogError`].
    fn delete(&mut self, room: &str) -> Result<(), RoomLogError>;
}

/// A number as the tables have it; times and sequence numbers stay far below its end.
#[must_use]
pub fn number(value: u64) -> i64 {
    i64::try_from(value).unwrap_or(i64::MAX)
}

/// A number of the tables, none of which is negative.
#[must_use]
pub fn back(value: i64) -> u64 {
    u64::try_from(value).unwrap_or(0)
}
