//! What scenes are made of: conditions, effects, lines, evidence.

use super::{DrawId, EndingId, Mark, MeterId, NodeId, Origin, PersonId, SceneId, SkillId};
use crate::{scenario::vocabulary::Mood, text::SharedStr};

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Always,
    /// A draw has this value.
    Is(DrawId, u8),
    /// A mark holds: a flag is set, a fact was learned, a guess is held, an agreement stands.
    Holds(Mark),
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
            Self::Holds(_)
            | Self::AgreementsAtLeast(_)
            | Self::AtLeast(..)
            | Self::DayAtLeast(_)
            | Self::VisitsAtLeast(..)
            | Self::Picked(_)
            | Self::Ended(_) => false,
        }
    }

    /// The conditions that it is made of.
    #[must_use]
    pub fn parts(&self) -> &[Self] {
        match self {
            Self::Not(inner) => std::slice::from_ref(inner),
            Self::Any(list) | Self::All(list) => list,
            Self::Always
            | Self::Is(..)
            | Self::Holds(_)
            | Self::AgreementsAtLeast(_)
            | Self::AtLeast(..)
            | Self::DayAtLeast(_)
            | Self::VisitsAtLeast(..)
            | Self::Picked(_)
            | Self::Ended(_) => &[],
        }
    }

    /// Calls `each` with it and with every condition within it.
    pub fn each<'c>(&'c self, each: &mut impl FnMut(&'c Self)) {
        each(self);
        self.parts().iter().for_each(|part| part.each(each));
    }
}

/// A change of state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Effect {
    /// Add to a meter.
    Add(MeterId, i16),
    /// Put a meter to a value.
    Put(MeterId, i16),
    /// Make a mark hold, or not.
    Mark(Mark, bool),
    /// Let days pass.
    Pass(u16),
    /// The first list if this holds, else the second.
    When(Origin, Condition, [Box<[Effect]>; 2]),
    /// By the value of a draw: one list for each value.
    By(Origin, DrawId, Box<[Box<[Effect]>]>),
}

/// What an effect itself writes of the state.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Written {
    /// A stored meter.
    Meter(MeterId),
    /// A mark.
    Mark(Mark),
    /// The day: so many more.
    Days(u16),
}

impl Effect {
    /// What it writes itself, if it does not hand on to others.
    #[must_use]
    pub fn writes(&self) -> Option<Written> {
        match self {
            Self::Add(meter, _) | Self::Put(meter, _) => Some(Written::Meter(*meter)),
            Self::Mark(mark, _) => Some(Written::Mark(*mark)),
            Self::Pass(days) => Some(Written::Days(*days)),
            Self::When(..) | Self::By(..) => None,
        }
    }

    /// The lists of effects to which it hands on, as far as a state leads there.
    #[must_use]
    pub fn parts(&self) -> &[Box<[Self]>] {
        match self {
            Self::When(_, _, lists) => lists,
            Self::By(_, _, lists) => lists,
            Self::Add(..) | Self::Put(..) | Self::Mark(..) | Self::Pass(_) => &[],
        }
    }

    /// Calls `each` with every condition on which effects hang.
    pub fn each_condition<'e>(effects: &'e [Self], each: &mut impl FnMut(&'e Condition)) {
        for effect in effects {
            effect.condition().into_iter().for_each(&mut *each);
            effect.parts().iter().for_each(|list| Self::each_condition(list, each));
        }
    }

    /// The condition on which its parts hang.
    #[must_use]
    pub fn condition(&self) -> Option<&Condition> {
        match self {
            Self::When(_, condition, _) => Some(condition),
            Self::By(..) | Self::Add(..) | Self::Put(..) | Self::Mark(..) | Self::Pass(_) => None,
        }
    }
}

/// Something said or shown, or a switch between such things.
#[derive(Debug)]
pub enum Line {
    /// A line.
    Say(Spoken),
    /// The first list if the condition holds, else the second.
    If(NodeId, Condition, Box<[Line]>, Box<[Line]>),
    /// By the value of a draw: one list for each value.
    By(NodeId, DrawId, Box<[Box<[Line]>]>),
}

impl Line {
    /// Calls `each` with every condition on which lines hang.
    pub fn each_condition<'l>(lines: &'l [Self], each: &mut impl FnMut(&'l Condition)) {
        for line in lines {
            match line {
                Self::Say(_) => {}
                Self::If(_, condition, then, otherwise) => {
                    each(condition);
                    Self::each_condition(then, each);
                    Self::each_condition(otherwise, each);
                }
                Self::By(_, _, lists) => {
                    lists.iter().for_each(|list| Self::each_condition(list, each));
                }
            }
        }
    }
}

/// One thing said or shown.
#[derive(Debug, PartialEq, Eq)]
pub struct Spoken {
    /// Its place in the source map.
    pub node: NodeId,
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
    /// Its place in the source map.
    pub node: NodeId,
    /// Competency.
    pub skill: SkillId,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: SharedStr,
    /// Counts only if this held before the choice.
    pub when: Condition,
}
