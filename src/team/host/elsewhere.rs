//! Codes and keys that open nothing here: their room may be on another host of the same log.

use super::hall::Hall;
use crate::team::secret::typed_code;

/// Where a room is that is not here.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum KeptElsewhere {
    /// There is no such room: the code or the key is wrong.
    No,
    /// Another host has it, at this address.
    At(String),
    /// Nobody has it for now: its host has stopped, and another one is about to take it up.
    Between,
}

/// Looks for the room of a code that joins nobody here.
pub(super) async fn room_elsewhere(hall: &Hall, code: String) -> KeptElsewhere {
    if hall.all().iter().any(|slot| slot.lock().keys.code == code) {
        // It is here, and the code is good no longer.
        return KeptElsewhere::No;
    }
    let there = hall.log.ask(move |log| log.whereabouts(&code)).await;
    match there.and_then(Result::ok).flatten() {
        None => KeptElsewhere::No,
        Some(there) if there.runs && there.owner != hall.lease.owner => {
            KeptElsewhere::At(there.address)
        }
        // Where its lease is this host's, it is being taken up.
        Some(_) => KeptElsewhere::Between,
    }
}

/// Looks for the room of a resume token, or of a trainer's or remote's secret: they begin with its code.
pub(super) async fn key_elsewhere(hall: &Hall, key: &str) -> KeptElsewhere {
    match key.split('-').next().and_then(typed_code) {
        Some(code) => room_elsewhere(hall, code).await,
        None => KeptElsewhere::No,
    }
}
