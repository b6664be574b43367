//! Who a participant is, by number.

use serde::{Deserialize, Serialize};

/// The number of a participant in a room, from 0, in order of arrival. It is never given twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct ParticipantId(pub u32);
