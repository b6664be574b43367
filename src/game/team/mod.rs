//! Training sessions in the window: the session that is open, and the room that it shows.

mod picture;
mod rehearsal;
mod session;

pub(super) use picture::standing_of;
pub(super) use session::{TeamSession, plugin};
