//! Where a training session stands.

use serde::{Deserialize, Serialize};

/// The phase of a training session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case", tag = "phase", content = "stage")]
pub enum RoomPhase {
    /// Code and QR are shown, people arrive.
    Lobby,
    /// What this is about, and the house rules.
    Briefing,
    /// What was said since the last choice is read; the opening too.
    Branch,
    /// A decision is voted on.
    Decision(DecisionStage),
    /// Pair talk over the split.
    Discussion,
    /// Everyone plays alone (solo together), or one plays aloud (hot seat).
    Play,
    /// The debrief; the number of the script's part, from 0.
    Debrief(u8),
    /// The session is over; its page stays on the phones.
    Ended,
}

/// How far the vote on a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DecisionStage {
    /// Votes are taken; no tally is told.
    Open,
    /// No more votes; the tally is still hidden.
    Closed,
    /// The split is shown, without names.
    Revealed,
}
