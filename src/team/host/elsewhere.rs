//! Keys that open nothing here: their room may be on another host of the same log.

use super::hall::Hall;
use crate::team::secret::typed_code;

/// Where the room is that a key begins with the code of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum KeptElsewhere {
    /// There is no such room, or it is here: the key is wrong.
    No,
    /// Another host has it, at this address.
    At(String),
    /// Nobody has it for now: its host has stopped, and another one is about to take it up.
    Between,
}

/// Looks for the room of a resume token, or of a trainer's or remote's secret.
pub(super) async fn kept_elsewhere(hall: &Hall, key: &str) -> KeptElsewhere {
    let code = key.split('-').next().and_then(typed_code);
    let Some(code) = code.filter(|code| hall.by_code(code).is_none()) else {
        return KeptElsewhere::No;
    };
    let there = hall.log.ask(move |log| log.whereabouts(&code)).await;
    match there.and_then(Result::ok).flatten() {
        None => KeptElsewhere::No,
        Some(there) if !there.runs => KeptElsewhere::Between,
        // Its lease is this host's: it is being taken up.
        Some(there) if there.owner == hall.lease.owner => KeptElsewhere::Between,
        Some(there) => KeptElsewhere::At(there.address),
    }
}
