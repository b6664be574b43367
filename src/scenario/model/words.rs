//! What scenes are made of: conditions, effects, lines, evidence.

use super::{
    AgreementId, DrawId, EndingId, FactId, FlagId, GuessId, MeterId, PersonId, SceneId, SkillId,
};
use crate::{scenario::vocabulary::Mood, text::SharedStr};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// A draw has this value.
    Is(DrawId, u8),
    /// A flag is set.
    Has(FlagId),
    /// A fact was learned.
    Knows(FactId),
    /// A guess is held.
    Told(GuessId),
    /// An agreement stands.
    Agreed(AgreementId),
    /// So many agreements stand.
    AgreementsAtLeast(u16),
    /// A meter is at least this.
    AtLeast(MeterId, i16),
    /// The day is at least this.
    DayAtLeast(u16),
    /// A scene was entered so often.
    VisitsAtLeast(SceneId, u8),
    /// An option of the pick being answered is marked.
    Picked(u8),
    /// The play ended this way.
    Ended(EndingId),
    /// Not this.
    Not(Box<Condition>),
    /// At least one of these.
    Any(Box<[Condition]>),
    /// All of these.
    All(Box<[Condition]>),
}

impl Condition {
    /// Whether it holds, reading nothing but the values drawn so far; what else it reads is false.
    #[must_use]
    pub fn holds_of_draws(&self, drawn: &[u8]) -> bool {
        match self {
            Self::Always => true,
            Self::Is(draw, value) => drawn.get(draw.index()) == Some(value),
            Self::Not(inner) => !inner.holds_of_draws(drawn),
            Self::Any(list) => list.iter().any(|inner| inner.holds_of_draws(drawn)),
            Self::All(list) => list.iter().all(|inner| inner.holds_of_draws(drawn)),
            _ => false,
        }
    }
}

/// A change of state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Add to a meter.
    Add(MeterId, i16),
    /// Put a meter to a value.
    Put(MeterId, i16),
    /// Set or clear a flag.
    Flag(FlagId, bool),
    /// Learn a fact.
    Learn(FactId),
    /// Hold a guess, or let go of it.
    Guess(GuessId, bool),
    /// Make an agreement, or break it.
    Agreement(AgreementId, bool),
    /// Let days pass.
    Pass(u16),
    /// Only if this holds.
    When(Condition, Box<[Effect]>),
    /// By the value of a draw: one list for each value.
    By(DrawId, Box<[Box<[Effect]>]>),
}

/// Something said or shown, or a switch between such things.
#[derive(Debug)]
pub enum Line {
    /// A line.
    Say(Spoken),
    /// The first list if the condition holds, else the second.
    If(Condition, Box<[Line]>, Box<[Line]>),
    /// By the value of a draw: one list for each value.
    By(DrawId, Box<[Box<[Line]>]>),
}

/// One thing said or shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its number within the scenario.
    pub number: u32,
    /// Who or what speaks.
    pub voice: Voice,
    /// The mood the speaker takes on.
    pub mood: Option<Mood>,
    /// The words; empty for a silent change of mood.
    pub text: SharedStr,
    /// Subject of an email, heading of a paper.
    pub heading: Option<SharedStr>,
}

/// Who or what speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Voice {
    /// The narrator.
    Narrator,
    /// The player's inner voice.
    Thought,
    /// The player aloud.
    Player,
    /// A person aloud.
    Person(PersonId),
    /// An email from a person, or from the player.
    Email(Option<PersonId>),
    /// A text message from a person, or from the player.
    Message(Option<PersonId>),
    /// A record, post or note.
    Paper,
}

/// What a choice shows of the learner's skill.
#[derive(Debug)]
pub struct Evidence {
    /// Competency.
    pub skill: SkillId,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: SharedStr,
    /// Counts only if this held before the choice.
    pub when: Condition,
}
