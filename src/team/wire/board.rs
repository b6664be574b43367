//! The big screen's picture of a live session, and the trainer's remote's.

use serde::{Deserialize, Serialize};

use super::{WireReveal, WireRoom};
use crate::team::room::{ForkNodeId, ParticipantId};

/// What the big screen shows beside what everyone sees. It never goes to participants' phones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Board {
    /// What everyone sees.
    pub room: WireRoom,
    /// Everyone who joined, in order of arrival.
    pub participants: Vec<BoardParticipant>,
    /// Whether the room is locked.
    pub locked: bool,
    /// Whether names are hidden.
    pub hides_names: bool,
    /// The fork map.
    pub forks: Vec<BoardFork>,
    /// Where in it the room is.
    pub here: ForkNodeId,
    /// While everyone plays alone: how many are on each path, the most first.
    pub paths: Vec<BoardSoloPath>,
    /// What the forward key does now: "Open the vote".
    pub next: String,
    /// What the trainer may say or ask here: prompts for who never led one.
    pub prompt: String,
    /// Every split so far, by the words of its decision.
    pub splits: Vec<(String, WireReveal)>,
    /// What observers of a hot seat scored, by skill; in the debrief.
    pub observed: Vec<BoardSkillScores>,
    /// Whether a phone has the remote.
    pub has_remote: bool,
}

/// Somebody who joined.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardParticipant {
    /// Number.
    pub id: ParticipantId,
    /// Name; "Participant 3" where names are hidden.
    pub name: String,
    /// Whether connected.
    pub present: bool,
    /// Whether what is asked now was answered.
    pub answered: bool,
}

/// A place of the fork map, in words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardFork {
    /// Its number.
    pub id: ForkNodeId,
    /// Where it was chosen.
    pub from: Option<ForkNodeId>,
    /// Title of the scene that it leads to.
    pub scene: String,
    /// The choice that leads to it, in words.
    pub choice: String,
    /// How many voted for it, of how many.
    pub votes: Option<(u32, u32)>,
    /// Title of the ending, where it is one.
    pub ending: Option<String>,
}

/// What observers scored of a skill, without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSkillScores {
    /// Name of the skill.
    pub skill: String,
    /// How often each level was given, from 1 to 4.
    pub levels: [u32; 4],
}

/// A path of those who play alone.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardSoloPath {
    /// Somebody who is on it, and after how many choices: what `Gather` takes.
    pub participant: ParticipantId,
    /// How many choices they share.
    pub step: u32,
    /// Title of the scene.
    pub scene: String,
    /// The last choice in words; empty at the opening.
    pub choice: String,
    /// How many are there now.
    pub here: u32,
    /// How many came through.
    pub through: u32,
}
