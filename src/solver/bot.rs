//! Fixed policies: players without a mind of their own, by habit or by pure chance.

use crate::{
    engine::{Move, answer_length},
    scenario::{Channel, Habit, Scenario},
};

/// A fixed memoryless policy: a player that follows one habit. Ties, and moments without a match,
/// are settled by chance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Bot {
    /// Anything on offer, each with the same probability.
    Random,
    /// What comes first in the file.
    First,
    /// The longest wording.
    Longest,
    /// Always rings.
    Phone,
    /// Always writes an email.
    Email,
    /// Always says sorry.
    Apologise,
    /// Always goes along.
    Agree,
    /// Always takes charge.
    Lead,
    /// Always asks.
    Ask,
    /// Always as nice as can be.
    Please,
}

impl Bot {
    /// Every bot.
    pub const ALL: [Self; 10] = [
        Self::Random,
        Self::First,
        Self::Longest,
        Self::Phone,
        Self::Email,
        Self::Apologise,
        Self::Agree,
        Self::Lead,
        Self::Ask,
        Self::Please,
    ];

    /// The name on the command line.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Random => "random",
            Self::First => "first",
            Self::Longest => "longest",
            Self::Phone => "phone",
            Self::Email => "email",
            Self::Apologise => "apologise",
            Self::Agree => "agree",
            Self::Lead => "lead",
            Self::Ask => "ask",
            Self::Please => "please",
        }
    }

    /// The bot of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|bot| bot.name() == name)
    }

    /// How much the bot likes a move, the `at`-th on offer; it takes one of those it likes best.
    #[must_use]
    pub fn liking(self, scenario: &Scenario, taken: Move, wording: usize, at: usize) -> u32 {
        let choice = scenario.choice(taken.choice);
        let habit = |habit: Habit| u32::from(choice.habit.contains(&habit));
        match self {
            Self::Random => 0,
            Self::First => u32::MAX - u32::try_from(at).unwrap_or(u32::MAX),
            Self::Longest => answer_length(choice, wording, taken.picked),
            Self::Phone => u32::from(choice.via == Channel::Phone),
            Self::Email => u32::from(choice.via == Channel::Email),
            Self::Apologise => habit(Habit::Apologise),
            Self::Agree => habit(Habit::Agree),
            Self::Lead => habit(Habit::Lead),
            Self::Ask => habit(Habit::Ask),
            Self::Please => habit(Habit::Please),
        }
    }
}
