//! A training session as it is to be opened.

use crate::team::room::{RoomMode, SessionRules};

/// Who can reach a session.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PhoneReach {
    /// Phones in this network.
    #[default]
    Network,
    /// Only browsers on this computer.
    ThisComputer,
    /// Nobody: imaginary people take part, to try a session alone. Nothing is kept.
    Rehearsal,
}

/// A session as it is to be opened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TeamPlan {
    /// Id of the scenario.
    pub scenario: String,
    /// How the room plays.
    pub mode: RoomMode,
    /// Its rules.
    pub rules: SessionRules,
    /// Whether names are hidden on the big screen.
    pub hides_names: bool,
    /// Path of the file of house rules.
    pub house: Option<String>,
    /// Who can reach it.
    pub reach: PhoneReach,
}

impl TeamPlan {
    /// A scenario as a room plays it unless the trainer says otherwise: together, without deadlines.
    #[must_use]
    pub fn of(scenario: &str) -> Self {
        Self {
            scenario: scenario.to_owned(),
            mode: RoomMode::Vote,
            rules: SessionRules::default(),
            hides_names: false,
            house: None,
            reach: PhoneReach::default(),
        }
    }
}
