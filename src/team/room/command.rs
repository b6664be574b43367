//! What trainer and participants ask of a room.

use serde::{Deserialize, Serialize};

use super::{
    ballot::{BallotId, Confidence},
    forks::ForkNodeId,
    identity::ParticipantId,
    setup::BranchRule,
};

/// What the trainer asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum TrainerCommand {
    /// The next step, whatever it is: what a clicker's forward key does.
    Next,
    /// One step back in what is shown, where that undoes nothing.
    Back,
    /// Stops the clock.
    Pause,
    /// Lets it go on.
    Resume,
    /// More time, or less: seconds from now.
    Extend {
        /// How many seconds there are from now on.
        seconds: u32,
    },
    /// Takes the deadline away.
    NoDeadline,
    /// Closes the vote.
    Close,
    /// Shows the split.
    Reveal,
    /// Opens pair talk.
    Discuss,
    /// Opens a vote at this decision, anew: a second one where there was one.
    Vote,
    /// Takes a branch by a rule.
    Branch {
        /// Which rule.
        by: BranchRule,
        /// The trainer's pick: id of the choice as offered. Not for other rules.
        choice: Option<String>,
    },
    /// Goes over what is left of this decision, to its branch by the room's rule.
    Skip,
    /// Goes back to a place of the fork map, to take another road.
    ReturnTo {
        /// Which.
        to: ForkNodeId,
    },
    /// Gathers the room where somebody who plays alone is after so many choices.
    Gather {
        /// Whose line.
        participant: ParticipantId,
        /// After how many of its choices.
        step: u32,
    },
    /// Lets everyone play on alone, or the hot seat go on.
    PlayOn,
    /// Gives the hot seat.
    HotSeat {
        /// To whom; none: the trainer plays at the big screen.
        participant: Option<ParticipantId>,
    },
    /// The hot seat's choice, taken at the big screen.
    HotChoose {
        /// Id of the choice as offered.
        choice: String,
    },
    /// Types in the tally of raised cards.
    CountCards {
        /// Choice and count, for each choice.
        cards: Vec<(String, u32)>,
    },
    /// Shows somebody out.
    Kick {
        /// Whom.
        participant: ParticipantId,
    },
    /// Changes a name.
    Rename {
        /// Whose.
        participant: ParticipantId,
        /// To what.
        name: String,
    },
    /// Locks the room for new people, or unlocks it.
    Lock {
        /// Whether it is to be locked.
        locked: bool,
    },
    /// Hides names on the big screen, or shows them.
    HideNames {
        /// Whether they are to be hidden.
        hidden: bool,
    },
    /// Goes to the debrief, or to a part of its script.
    Debrief {
        /// Which part, from 0.
        part: u8,
    },
    /// Ends the session.
    End,
}

/// What a participant asks.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "kebab-case")]
pub enum ParticipantCommand {
    /// A vote, or a change of it.
    Vote {
        /// In which ballot.
        ballot: BallotId,
        /// Id of the choice as offered.
        choice: String,
        /// How sure.
        confidence: Option<Confidence>,
    },
    /// A choice of one's own: of somebody who plays alone, or of the hot seat.
    Choose {
        /// How many choices came before it.
        step: u32,
        /// Id of the choice as offered.
        choice: String,
        /// What was typed in place of its sentence.
        #[serde(default)]
        own_words: Option<String>,
    },
    /// An observer's score of a skill.
    Observe {
        /// Id of the competency.
        skill: String,
        /// Level, 1 to 4.
        level: u8,
        /// What was heard.
        #[serde(default)]
        quote: String,
    },
    /// How one feels after the play.
    Feel {
        /// Id of the feeling.
        feeling: String,
    },
    /// One thing to do differently.
    Commit {
        /// In one's own words.
        text: String,
    },
}

/// Why a room does not do what it is asked. Each says what can be done.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// It does not fit where the room stands.
    #[error("not now: {0}")]
    NotNow(&'static str),
    /// The vote is over.
    #[error("this vote is closed; the next one is on its way")]
    VoteClosed,
    /// Not a ballot of this room, or an earlier one.
    #[error("this was about an earlier decision; look at the one on screen")]
    OtherBallot,
    /// What was chosen is not on offer.
    #[error("`{0}` is not on offer here")]
    NotOnOffer(String),
    /// A newer message of the same participant has been taken already.
    #[error("a newer answer of yours is kept already")]
    Superseded,
    /// That step was decided already.
    #[error("this is decided already; the next decision is on screen")]
    AlreadyDecided,
    /// Nobody of that number is here.
    #[error("nobody of that number is in this room")]
    NobodyThere,
    /// Shown out by the trainer.
    #[error("the trainer has taken you out of this room; ask to be let in again")]
    Kicked,
    /// The room is locked.
    #[error("this room is locked; ask the trainer to unlock it")]
    RoomLocked,
    /// As many as a room holds.
    #[error("this room is full: it holds {0} people")]
    RoomFull(usize),
    /// A name that cannot be shown.
    #[error("this name cannot be used: {0}")]
    BadName(&'static str),
    /// Words that are too long or empty.
    #[error("these words cannot be kept: {0}")]
    BadWords(&'static str),
    /// No such place, skill, level or choice.
    #[error("there is no such {0}")]
    Unknown(&'static str),
}
