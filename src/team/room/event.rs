//! The event log of a training room: the saved form, with a version of its own.

use serde::{Deserialize, Serialize};

use super::{
    ballot::{BallotId, Confidence},
    forks::ForkNodeId,
    identity::ParticipantId,
    setup::{BranchRule, RoomSetup},
};

/// The version of the events that this build writes.
pub const EVENT_VERSION: u32 = 1;

/// Something that happened in a room, at a time that the log keeps beside it. Events are facts: applying them never
/// fails, and one that does not fit the room any more changes nothing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum RoomEvent {
    /// The room was opened. Always the first.
    Opened {
        /// With what.
        setup: Box<RoomSetup>,
    },
    /// Somebody joined.
    Joined {
        /// Who.
        participant: ParticipantId,
        /// Under what name.
        name: String,
        /// SHA-256 of the resume token, as hexadecimal digits; the token itself is only the phone's.
        token: String,
    },
    /// A name was changed, by the trainer.
    Renamed {
        /// Whose.
        participant: ParticipantId,
        /// To what.
        name: String,
    },
    /// Somebody was shown out: they are no longer counted, and their open vote is taken away.
    Kicked {
        /// Who.
        participant: ParticipantId,
    },
    /// The room was locked or unlocked for new people.
    Locked {
        /// Whether it is locked now.
        locked: bool,
    },
    /// Names were hidden on the big screen, or shown.
    NamesHidden {
        /// Whether they are hidden now.
        hidden: bool,
    },
    /// The briefing is shown.
    BriefingOpened,
    /// What was said is read, at the present place.
    StoryShown,
    /// A vote was opened at the present place.
    VoteOpened {
        /// Its number.
        ballot: BallotId,
        /// 1, or 2 after pair talk.
        attempt: u8,
        /// Until when.
        deadline: Option<u64>,
    },
    /// Somebody voted, or changed their vote (upsert).
    VoteCast {
        /// In which ballot.
        ballot: BallotId,
        /// Who.
        participant: ParticipantId,
        /// For what.
        choice: String,
        /// How sure.
        confidence: Option<Confidence>,
        /// The number of the message that brought it.
        message: u64,
    },
    /// The trainer typed in how many cards were raised for each choice (upsert).
    CardsCounted {
        /// In which ballot.
        ballot: BallotId,
        /// Choice and count.
        cards: Vec<(String, u32)>,
    },
    /// The time of the vote or talk was set anew.
    DeadlineSet {
        /// Until when; none: until the trainer goes on.
        deadline: Option<u64>,
    },
    /// The clock was stopped.
    Paused,
    /// The clock goes on, with this deadline.
    Resumed {
        /// Until when.
        deadline: Option<u64>,
    },
    /// No more votes are taken.
    VoteClosed,
    /// The split is shown.
    Revealed,
    /// Pair talk began.
    DiscussionOpened {
        /// Until when.
        deadline: Option<u64>,
    },
    /// The room went on by a choice.
    Branched {
        /// Id of the choice as offered; of a pick, the answer's id.
        choice: String,
        /// By which rule.
        by: BranchRule,
    },
    /// The room went back to a place of its fork map.
    ForkReturned {
        /// Which.
        to: ForkNodeId,
    },
    /// The room was gathered at a decision, by the choices that lead there.
    Gathered {
        /// The choices from the opening on.
        line: Vec<String>,
    },
    /// Playing alone, or in the hot seat, began or goes on.
    PlayOpened,
    /// Somebody who plays alone took a choice.
    SoloChose {
        /// Who.
        participant: ParticipantId,
        /// How many choices came before it.
        step: u32,
        /// Id of the choice as offered.
        choice: String,
        /// What was typed in place of its sentence.
        own_words: Option<String>,
    },
    /// Who plays aloud was named; none: the trainer.
    HotSeatGiven {
        /// Who.
        participant: Option<ParticipantId>,
    },
    /// An observer scored a skill (upsert by observer, place and skill).
    Observed {
        /// The observer.
        participant: ParticipantId,
        /// Where.
        at: ForkNodeId,
        /// Id of the competency.
        skill: String,
        /// Level, 1 to 4.
        level: u8,
        /// What was heard, in the observer's words.
        quote: String,
        /// The number of the message that brought it.
        message: u64,
    },
    /// The debrief, at a part of its script.
    DebriefOpened {
        /// Which part, from 0.
        part: u8,
        /// Until when that part is meant to last.
        deadline: Option<u64>,
    },
    /// Somebody said how they feel now; counted, and never shown with a name (upsert).
    Felt {
        /// Who.
        participant: ParticipantId,
        /// Id of the feeling.
        feeling: String,
        /// The number of the message that brought it.
        message: u64,
    },
    /// Somebody committed to one thing (upsert).
    Committed {
        /// Who.
        participant: ParticipantId,
        /// To what.
        text: String,
        /// The number of the message that brought it.
        message: u64,
    },
    /// A remote control was given to a phone; the one before it no longer works.
    RemoteGiven {
        /// SHA-256 of its token, as hexadecimal digits; none: taken back.
        token: Option<String>,
    },
    /// The session is over.
    Ended,
}

impl RoomEvent {
    /// Whose phone shows something else after it than before, where that is one participant's alone.
    #[must_use]
    pub fn participant(&self) -> Option<ParticipantId> {
        match self {
            Self::Joined { participant, .. }
            | Self::Renamed { participant, .. }
            | Self::Kicked { participant }
            | Self::VoteCast { participant, .. }
            | Self::SoloChose { participant, .. }
            | Self::Observed { participant, .. }
            | Self::Felt { participant, .. }
            | Self::Committed { participant, .. } => Some(*participant),
            _ => None,
        }
    }
}
