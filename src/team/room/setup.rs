//! How a training session is set up: scenario, seed, mode, and the rules of the room.

use serde::{Deserialize, Serialize};

/// With what a training session begins. It is the first event of its log.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RoomSetup {
    /// Id of the scenario.
    pub scenario: String,
    /// Its content hash: the version that is played, kept beside the log.
    pub hash: String,
    /// Seed of every draw and shuffle, the same for all.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
    /// How the room plays.
    pub mode: RoomMode,
    /// Its rules.
    pub rules: SessionRules,
    /// Whether names are hidden on the big screen.
    pub hides_names: bool,
    /// What holds in this house: shown in briefing and debrief, no part of the scenario.
    pub house: Option<HouseRules>,
}

/// How a room plays.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum RoomMode {
    /// Private vote, reveal, pair talk, perhaps a second vote; then one branch for all.
    Vote,
    /// Everyone plays alone with the same seed, until the trainer gathers the room.
    SoloTogether,
    /// One plays aloud, the others observe skills (fishbowl).
    HotSeat,
}

/// The rules of a room, which the trainer may change before it starts.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionRules {
    /// Seconds for a vote; none unless the trainer turns deadlines on.
    pub vote_seconds: Option<u32>,
    /// Seconds for pair talk; none: until the trainer goes on.
    pub talk_seconds: Option<u32>,
    /// Whether a second vote follows pair talk.
    pub second_vote: bool,
    /// Whether a vote closes once everyone who is present has voted.
    pub closes_when_all_voted: bool,
    /// Whether votes carry confidence, 1 to 3.
    pub asks_confidence: bool,
    /// How the branch is chosen where the trainer just goes on.
    pub branch: BranchRule,
}

impl Default for SessionRules {
    fn default() -> Self {
        Self {
            vote_seconds: None,
            talk_seconds: None,
            second_vote: true,
            closes_when_all_voted: true,
            asks_confidence: true,
            branch: BranchRule::Majority,
        }
    }
}

/// By which rule a branch is chosen (social choice rule).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BranchRule {
    /// What most voted for (plurality); of equals the one that is shown first.
    Majority,
    /// What the trainer picks.
    TrainersPick,
    /// Drawn with the votes as weights (random ballot).
    WeightedRandom,
    /// What the fewest voted for, of those that anyone voted for; where all agree, what nobody did.
    RoadNotTaken,
}

/// House rules: a trainer's overlay of local law, policy and wording.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct HouseRules {
    /// Heading: "How we do it here".
    pub title: String,
    /// What the law or a policy asks here.
    pub law: Vec<String>,
    /// Phrases to use.
    pub say: Vec<String>,
    /// Phrases to avoid.
    pub avoid: Vec<String>,
}
