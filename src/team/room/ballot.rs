//! Ballots and their tallies.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{forks::ForkNodeId, identity::ParticipantId};

/// The share at which a room counts as unified, in percent.
pub const UNIFIED: u32 = 60;

/// The number of a ballot in its room, from 0. A second vote on a decision is a ballot of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct BallotId(pub u32);

/// How sure a vote is, 1 to 3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Confidence(u8);

impl Confidence {
    /// Of 1 to 3; `None` of anything else.
    #[must_use]
    pub fn new(level: u8) -> Option<Self> {
        (1..=3).contains(&level).then_some(Self(level))
    }

    /// The level, 1 to 3.
    #[must_use]
    pub fn level(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Confidence {
    type Error = String;

    fn try_from(level: u8) -> Result<Self, String> {
        Self::new(level).ok_or_else(|| format!("confidence is 1 to 3, not {level}"))
    }
}

impl From<Confidence> for u8 {
    fn from(confidence: Confidence) -> Self {
        confidence.0
    }
}

/// A private vote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CastVote {
    /// Id of the choice as offered; of a pick, the answer's id.
    pub choice: String,
    /// How sure.
    pub confidence: Option<Confidence>,
    /// The number of the message that brought it; a lower one comes too late.
    pub message: u64,
}

/// A ballot: one vote of the whole room on one decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ballot {
    /// Its number.
    pub id: BallotId,
    /// The place in the fork map that is decided at.
    pub at: ForkNodeId,
    /// 1, or 2 after pair talk.
    pub attempt: u8,
    /// The votes, by who cast them.
    pub votes: BTreeMap<ParticipantId, CastVote>,
    /// Raised cards that the trainer counted, by choice.
    pub cards: BTreeMap<String, u32>,
    /// Whether it takes votes.
    pub open: bool,
    /// Whether its split was shown.
    pub revealed: bool,
}

/// How a ballot came out, without names.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct VoteSplit {
    /// One share for each choice that was voted for, in the order in which they are offered.
    pub shares: Vec<SplitShare>,
    /// Votes and cards in all.
    pub total: u32,
}

/// What one choice got.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SplitShare {
    /// Id of the choice as offered.
    pub choice: String,
    /// Votes and cards.
    pub votes: u32,
    /// Of the votes with confidence, how many were 1, 2 and 3.
    pub sure: [u32; 3],
}

impl VoteSplit {
    /// What most voted for; of equals the one that is offered first. `None` where nobody voted.
    #[must_use]
    pub fn leading(&self) -> Option<&SplitShare> {
        self.shares.iter().rev().max_by_key(|share| share.votes).filter(|share| share.votes > 0)
    }

    /// The leading share in percent, rounded down (agreement).
    #[must_use]
    pub fn agreement(&self) -> u32 {
        let leading = self.leading().map_or(0, |share| share.votes);
        (leading * 100).checked_div(self.total).unwrap_or(0)
    }

    /// Whether the room agrees: at least [`UNIFIED`] percent for one choice.
    #[must_use]
    pub fn is_unified(&self) -> bool {
        self.total > 0 && self.agreement() >= UNIFIED
    }
}

impl Ballot {
    /// The split, with the choices in this order; whatever else was voted for follows by its id.
    #[must_use]
    pub fn split(&self, order: &[String]) -> VoteSplit {
        let mut shares: Vec<SplitShare> = order.iter().map(|id| SplitShare::none(id)).collect();
        for vote in self.votes.values() {
            let share = SplitShare::of(&mut shares, &vote.choice);
            share.votes += 1;
            if let Some(confidence) = vote.confidence {
                share.sure[usize::from(confidence.level() - 1)] += 1;
            }
        }
        for (choice, count) in &self.cards {
            let share = SplitShare::of(&mut shares, choice);
            share.votes = share.votes.saturating_add(*count);
        }
        let total = shares.iter().fold(0u32, |sum, share| sum.saturating_add(share.votes));
        VoteSplit { shares, total }
    }
}

impl SplitShare {
    fn none(choice: &str) -> Self {
        Self { choice: choice.to_owned(), votes: 0, sure: [0; 3] }
    }

    fn of<'s>(shares: &'s mut Vec<Self>, choice: &str) -> &'s mut Self {
        let at = shares.iter().position(|share| share.choice == choice).unwrap_or(shares.len());
        if at == shares.len() {
            shares.push(Self::none(choice));
        }
        &mut shares[at]
    }
}
