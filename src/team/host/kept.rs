//! Sessions that were not ended, as a log tells of them before any host takes them up.

use crate::{
    store::rooms::{RoomLog, RoomLogError},
    team::room::RoomEvent,
};

/// A session that was not ended.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct UnendedRoom {
    /// Its id.
    pub id: String,
    /// The code by which people join.
    pub code: String,
    /// Id of the scenario.
    pub scenario: String,
    /// When it was opened, in milliseconds since 1970.
    pub opened_at: u64,
    /// How many joined it.
    pub people: u32,
}

/// Every session of a log that was not ended, the newest first.
///
/// # Errors
/// [`RoomLogError`] where the log cannot be read.
pub fn unended_rooms(log: &mut dyn RoomLog) -> Result<Vec<UnendedRoom>, RoomLogError> {
    let mut found = Vec::new();
    for room in log.rooms()?.into_iter().filter(|room| !room.ended) {
        let events = log.events(&room.id)?;
        let read = |(_, text): &(u64, String)| serde_json::from_str::<RoomEvent>(text).ok();
        let scenario = events.first().and_then(read).and_then(|event| match event {
            RoomEvent::Opened { setup } => Some(setup.scenario),
            _ => None,
        });
        let joined = events
            .iter()
            .filter_map(read)
            .filter(|event| matches!(event, RoomEvent::Joined { .. }));
        found.push(UnendedRoom {
            id: room.id,
            code: room.code,
            scenario: scenario.unwrap_or_default(),
            opened_at: room.opened_at,
            people: u32::try_from(joined.count()).unwrap_or(u32::MAX),
        });
    }
    found.sort_by_key(|room| std::cmp::Reverse(room.opened_at));
    Ok(found)
}
