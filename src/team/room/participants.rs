//! Who is in a room.

use super::identity::ParticipantId;
use crate::engine::Session;

/// Somebody who joined a room.
#[derive(Debug, Clone)]
pub struct Participant {
    /// Number.
    pub id: ParticipantId,
    /// Name, as the room shows it to its trainer.
    pub name: String,
    /// SHA-256 of the resume token.
    pub token: String,
    /// Whether the trainer has shown them out.
    pub kicked: bool,
    /// Whether their phone is connected. It is in no log: only the host knows.
    pub present: bool,
    /// The highest number of a message that was taken.
    pub message: u64,
    /// How they feel after the play, and by which message.
    pub(super) feeling: Option<(String, u64)>,
    /// What they committed to, and by which message.
    pub(super) commitment: Option<(String, u64)>,
    /// Their own play, where everyone plays alone.
    pub(super) solo: Option<SoloPlay>,
}

impl Participant {
    pub(super) fn new(id: ParticipantId, name: String, token: String) -> Self {
        Self {
            id,
            name,
            token,
            kicked: false,
            present: false,
            message: 0,
            feeling: None,
            commitment: None,
            solo: None,
        }
    }

    /// Whether they count: connected, and not shown out.
    #[must_use]
    pub fn counts(&self) -> bool {
        self.present && !self.kicked
    }

    /// How they feel after the play: the id. It is only ever shown as a count.
    #[must_use]
    pub fn feeling(&self) -> Option<&str> {
        self.feeling.as_ref().map(|(feeling, _)| feeling.as_str())
    }

    /// What they committed to.
    #[must_use]
    pub fn commitment(&self) -> Option<&str> {
        self.commitment.as_ref().map(|(text, _)| text.as_str())
    }

    /// Their own play.
    #[must_use]
    pub fn solo(&self) -> Option<&SoloPlay> {
        self.solo.as_ref()
    }
}

/// The play of somebody who plays alone.
#[derive(Debug, Clone)]
pub struct SoloPlay {
    /// The play.
    pub session: Session,
    /// What was typed in place of a choice's sentence, step by step.
    pub own_words: Vec<Option<String>>,
}

/// An observer's score of a skill.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Observation {
    /// Level, 1 to 4.
    pub level: u8,
    /// What was heard, in the observer's words; may be empty.
    pub quote: String,
    /// The number of the message that brought it.
    pub message: u64,
}
