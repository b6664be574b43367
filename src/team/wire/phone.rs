//! The phone's picture of a live session: what everyone sees, and what is one's own.

use serde::{Deserialize, Serialize};

use crate::{
    practice::wire::{WireDebrief, WireView},
    team::room::{BallotId, Confidence, HouseRules, RoomMode},
};

/// What everyone in a room sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireRoom {
    /// How many events of the log this shows; a lower one is older.
    pub seq: u64,
    /// Title of the scenario.
    pub title: String,
    /// How the room plays.
    pub mode: RoomMode,
    /// Where it stands.
    pub phase: WireRoomPhase,
    /// Whether the clock is stopped.
    pub paused: bool,
    /// Milliseconds until the deadline, when this was sent; none where there is no deadline.
    pub left_ms: Option<u64>,
    /// Participants who are connected.
    pub present: u32,
    /// Those of them who have answered what is asked now.
    pub answered: u32,
    /// What this is about; in lobby and briefing.
    pub briefing: Option<WireBriefing>,
    /// The scene that the room is at; not while everyone plays alone.
    pub view: Option<WireView>,
    /// The vote under way.
    pub ballot: Option<WireBallot>,
    /// The split, once it is revealed.
    pub reveal: Option<WireReveal>,
    /// The choice that brought the room here, in words, where the scene is read.
    pub taken: Option<String>,
    /// Who has the hot seat: name, or none where the trainer plays or names are hidden.
    pub hot_seat: Option<String>,
    /// The skills that observers score.
    pub skills: Vec<WireSkillCard>,
    /// The debrief of the room's line, once the room is there.
    pub debrief: Option<WireDebrief>,
    /// The part of the debrief's script that the room is at.
    pub part: Option<WireDebriefPart>,
    /// The house rules; in briefing and debrief.
    pub house: Option<WireHouseRules>,
}

/// Where a room stands, as one word for the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum WireRoomPhase {
    /// People arrive.
    Lobby,
    /// What this is about.
    Briefing,
    /// The scene is read.
    Branch,
    /// Votes are taken.
    Open,
    /// The vote is closed, the tally still hidden.
    Closed,
    /// The split is shown.
    Revealed,
    /// Pair talk.
    Discussion,
    /// Alone, or one in the hot seat.
    Play,
    /// The debrief.
    Debrief,
    /// Over.
    Ended,
}

/// What a scenario is about, before it is played.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireBriefing {
    /// Its summary.
    pub summary: String,
    /// Who is in it: name and role.
    pub cast: Vec<(String, String)>,
    /// What is practised: names of competencies.
    pub skills: Vec<String>,
}

/// A vote under way.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireBallot {
    /// Its number.
    pub id: BallotId,
    /// 1, or 2 after pair talk.
    pub attempt: u8,
    /// Whether it asks how sure one is.
    pub asks_confidence: bool,
}

/// A split that was revealed, without names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireReveal {
    /// 1, or 2 after pair talk.
    pub attempt: u8,
    /// What each choice got, in the order in which they are offered.
    pub shares: Vec<WireShare>,
    /// Votes in all.
    pub total: u32,
    /// Whether the room agrees: [`UNIFIED`](crate::team::room::UNIFIED) percent or more.
    pub unified: bool,
    /// The first vote's shares, where this is a second one.
    pub before: Vec<WireShare>,
}

/// What a choice got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireShare {
    /// Its letter on screen and cards: "A".
    pub letter: String,
    /// Its id.
    pub choice: String,
    /// Its words.
    pub text: String,
    /// Votes.
    pub votes: u32,
    /// How many were 1, 2 and 3 sure.
    pub sure: [u32; 3],
}

/// A skill on the observer's card.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireSkillCard {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// The four anchors, from level 1.
    pub anchors: [String; 4],
}

/// A part of the debrief's script.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireDebriefPart {
    /// Its number, from 0.
    pub number: u8,
    /// How many there are.
    pub of: u8,
    /// "Reactions", "What happened", "Why", "What we take with us".
    pub title: String,
    /// What everyone is asked.
    pub question: String,
    /// What the phone is to show: "feel", "talk" or "commit".
    pub asks: String,
    /// What may be felt: id and word, where the phone asks for it.
    pub feelings: Vec<(String, String)>,
    /// How often each was given, once the trainer is past it.
    pub felt: Vec<(String, u32)>,
}

/// House rules as shown.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireHouseRules {
    /// Heading.
    pub title: String,
    /// Law and policy.
    pub law: Vec<String>,
    /// Phrases to use.
    pub say: Vec<String>,
    /// Phrases to avoid.
    pub avoid: Vec<String>,
}

impl From<&HouseRules> for WireHouseRules {
    fn from(rules: &HouseRules) -> Self {
        let HouseRules { title, law, say, avoid } = rules.clone();
        Self { title, law, say, avoid }
    }
}

/// What only one participant sees.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireMine {
    /// How many events of the log this shows; a lower one is older.
    pub seq: u64,
    /// The name, as the room shows it.
    pub name: String,
    /// The number of the last message that was taken; the next one is higher.
    pub message: u64,
    /// The own vote in the ballot under way, or that was just revealed.
    pub vote: Option<WireVote>,
    /// The own play, where everyone plays alone.
    pub view: Option<WireView>,
    /// How many choices that play has; for the hot seat, the room's.
    pub step: u32,
    /// Its debrief, once it is finished.
    pub debrief: Option<WireDebrief>,
    /// Whether the hot seat is this one's.
    pub has_hot_seat: bool,
    /// The own scores at this place: skill and level.
    pub scores: Vec<(String, u8)>,
    /// How one feels, as given.
    pub feeling: Option<String>,
    /// What one committed to.
    pub commitment: Option<String>,
}

/// The own vote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WireVote {
    /// In which ballot.
    pub ballot: BallotId,
    /// For what.
    pub choice: String,
    /// How sure.
    pub confidence: Option<Confidence>,
}
