//! Training sessions in the window: the session that is open, and the room that it shows.

mod houses;
mod live;
mod picture;
mod rehearsal;
mod report;
mod session;

pub(super) use picture::StageMemory;
pub(super) use session::{TeamSession, plugin};
