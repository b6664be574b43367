//! What a live session sends and takes, as JSON: types of their own, so that room and engine can change without a
//! phone noticing.
//!
//! A phone says [`FromPhone::Hello`] first and is answered with [`ToPhone::Welcome`]: everything that it needs to draw
//! its screen, in one message. After that the host sends whatever part has changed, whole: there is nothing to patch.

mod board;
mod messages;
mod of_board;
mod of_phone;
mod phone;

pub(super) use of_phone::{letter, letter_of};

pub use board::{Board, BoardFork, BoardParticipant, BoardSkillScores, BoardSoloPath};
pub use messages::{FromPhone, FromTrainer, ToPhone, ToTrainer, WIRE_VERSION};
pub use phone::{
    WireBallot, WireBriefing, WireDebriefPart, WireHouseRules, WireMine, WireReveal, WireRoom,
    WireRoomPhase, WireShare, WireSkillCard, WireVote,
};
