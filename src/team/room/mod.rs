//! The training room: a state machine over an append-only event log (event sourcing).
//!
//! Whoever holds a [`TrainingRoom`] asks it what a command comes to ([`TrainingRoom::trainer`],
//! [`TrainingRoom::participant`], [`TrainingRoom::tick`]), keeps the events that it answers with, and applies them
//! ([`TrainingRoom::apply`]). Nothing else changes it, so the events alone give the same room again. It reads no clock
//! and draws no chance: times come with the commands, in milliseconds since 1970, and chance from the seed.

mod apply;
mod ballot;
mod command;
mod event;
mod forks;
mod identity;
mod name;
mod participants;
mod phase;
mod requests;
mod setup;
mod state;
mod tick;
mod trainer;

pub use ballot::{Ballot, BallotId, CastVote, Confidence, SplitShare, UNIFIED, VoteSplit};
pub use command::{ParticipantCommand, Refusal, TrainerCommand};
pub use event::{EVENT_VERSION, RoomEvent};
pub use forks::{ForkMap, ForkNode, ForkNodeId};
pub use identity::ParticipantId;
pub use name::LONGEST_NAME;
pub use participants::{Observation, Participant, SoloPlay};
pub use phase::{DecisionStage, RoomPhase};
pub use setup::{BranchRule, HouseRules, RoomMode, RoomSetup, SessionRules};
pub use state::TrainingRoom;
pub(crate) use trainer::PARTS;
