//! What a scenario declares beside its scenes: people, meters, marks, hidden draws, reactions, endings.

use super::{
    ComposedPicture, Condition, DrawId, Effect, EndingId, FlagId, Line, MeterId, NodeId, PersonId,
    SceneId, SkillId, position,
};
use crate::{
    scenario::vocabulary::{Channel, Place},
    text::SharedStr,
};

/// The competencies by which a pack rates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rubric {
    /// Competencies, in the rubric's order.
    pub competencies: Box<[Competency]>,
}

impl Rubric {
    /// The competency of that id.
    #[must_use]
    pub fn find(&self, id: &str) -> Option<SkillId> {
        position(&self.competencies, |skill| *skill.id == *id).map(SkillId)
    }
}

/// A competency with its four behavioural anchors.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Competency {
    /// Id.
    pub id: Box<str>,
    /// Name.
    pub name: Box<str>,
    /// What it is.
    pub what: Box<str>,
    /// What levels 1 to 4 look like.
    pub anchors: [Box<str>; 4],
    /// Coaching note.
    pub note: Option<Box<str>>,
}

/// A member of the cast.
#[derive(Debug)]
pub struct Person {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: SharedStr,
    /// Full name.
    pub name: SharedStr,
    /// Job and company.
    pub role: SharedStr,
    /// Which drawing shows them.
    pub portrait: SharedStr,
    /// How they talk.
    pub manner: Option<Box<str>>,
    /// Where they are when they are on the phone.
    pub place: Place,
    /// On calls they are drawn as imagined: by which meter, and until when.
    pub imagined: Option<(MeterId, Condition)>,
}

/// A meter.
#[derive(Debug)]
pub struct Meter {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: SharedStr,
    /// Words for the screen.
    pub label: SharedStr,
    /// The person whose meter it is.
    pub of: Option<PersonId>,
    /// Least value.
    pub min: i16,
    /// Greatest value.
    pub max: i16,
    /// Value at the start, or what it is the sum of.
    pub kind: MeterKind,
    /// How it is shown.
    pub shown: Reading,
}

/// Stored or derived.
#[derive(Debug)]
pub enum MeterKind {
    /// Stored, with its value at the start.
    Stored {
        /// Value at the start.
        start: i16,
    },
    /// Derived: the sum of stored meters, each times a factor.
    Derived {
        /// Stored meters with their factors.
        terms: Box<[(MeterId, i16)]>,
    },
}

/// How a meter is shown.
#[derive(Debug)]
pub struct Reading {
    /// Whether the number is shown.
    pub number: bool,
    /// Words, each from its value upwards, ascending.
    pub bands: Box<[(i16, SharedStr)]>,
}

impl Reading {
    /// Whether it is shown at all.
    #[must_use]
    pub fn is_shown(&self) -> bool {
        self.number || !self.bands.is_empty()
    }

    /// Which band a value falls into.
    #[must_use]
    pub fn band(&self, value: i16) -> Option<usize> {
        self.bands.iter().rposition(|(from, _)| *from <= value)
    }
}

/// Something learned for certain.
#[derive(Debug)]
pub struct Fact {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// The fact.
    pub text: SharedStr,
}

/// Something the player tells themselves.
#[derive(Debug)]
pub struct Guess {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// The guess.
    pub text: SharedStr,
    /// When it was so; `None`: never.
    pub so_when: Option<Condition>,
}

/// Something that can be agreed.
#[derive(Debug)]
pub struct Agreement {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// What was agreed.
    pub label: SharedStr,
    /// With whom.
    pub with: PersonId,
}

/// A note that stands on screen.
#[derive(Debug)]
pub struct Reminder {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// Words for the screen.
    pub text: SharedStr,
    /// When it is shown.
    pub when: Condition,
    /// When it is marked as crossed; `None`: never.
    pub crossed: Option<Condition>,
}

/// A hidden draw.
#[derive(Debug)]
pub struct Draw {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// What it is about.
    pub title: Option<Box<str>>,
    /// What may be drawn.
    pub values: Box<[DrawValue]>,
}

impl Draw {
    /// The position of the value of that id.
    #[must_use]
    pub fn value_named(&self, id: &str) -> Option<u8> {
        self.values.iter().position(|value| *value.id == *id).and_then(|at| u8::try_from(at).ok())
    }
}

/// One value of a hidden draw.
#[derive(Debug)]
pub struct DrawValue {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// Positive weight.
    pub weight: u32,
    /// Name for the debrief.
    pub title: Option<Box<str>>,
    /// The truth in the person's words.
    pub reveal: Option<Box<str>>,
    /// The truth in the game's words.
    pub explain: Option<Box<str>>,
    /// Possible only if this holds of earlier draws.
    pub when: Condition,
    /// Meters that start elsewhere.
    pub start: Box<[(MeterId, i16)]>,
}

/// Something that chance may have shown: for the debrief, never read in play.
#[derive(Debug)]
pub struct Event {
    /// Its place in the source map.
    pub node: NodeId,
    /// It has happened once this holds.
    pub when: Condition,
    /// The event in words.
    pub text: Box<str>,
}

/// A question for the debrief, or a sentence to keep at its end.
#[derive(Debug)]
pub struct Question {
    /// Its place in the source map.
    pub node: NodeId,
    /// The question, or the sentence.
    pub text: Box<str>,
    /// Where this holds at the end it comes before those that fit every play; `None`: it fits every play.
    pub when: Option<Condition>,
}

/// The calendar.
#[derive(Debug)]
pub struct Clock {
    /// Its place in the source map.
    pub node: NodeId,
    /// Date of day 0.
    pub starts: Option<jiff::civil::Date>,
    /// Whether days are working days.
    pub working_days: bool,
    /// The last day.
    pub last_day: u16,
    /// The ending in force then.
    pub then: EndingId,
    /// What every passing day does.
    pub each_day: Box<[Effect]>,
}

/// When a reaction is considered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Trigger {
    /// Each day that passes.
    Day,
    /// Entering a scene of this channel.
    Enter(Channel),
    /// Entering this scene.
    Arrive(SceneId),
    /// A meter rising to at least this within a step.
    Rise(MeterId, i16),
    /// A meter falling below this within a step.
    Fall(MeterId, i16),
}

/// A rule that fires by itself.
#[derive(Debug)]
pub struct Reaction {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// When it is considered.
    pub on: Trigger,
    /// Further conditions.
    pub when: Condition,
    /// The flag that keeps it from firing twice, if it fires once.
    pub once: Option<FlagId>,
    /// What it does.
    pub effects: Box<[Effect]>,
    /// What is said.
    pub lines: Box<[Line]>,
}

/// Whose thoughts lie beneath the choices.
#[derive(Debug, Clone)]
pub struct Beneath {
    /// The person whose chair it is.
    pub who: PersonId,
    /// The draw on which the thoughts depend.
    pub draw: DrawId,
    /// Title of the replay.
    pub title: Box<str>,
}

/// An ending.
#[derive(Debug)]
pub struct Ending {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: SharedStr,
    /// Title.
    pub title: SharedStr,
    /// When it applies.
    pub when: Condition,
    /// How good it is for the player's business.
    pub value: Value,
    /// What became of it.
    pub text: SharedStr,
    /// The epilogue.
    pub lines: Box<[Line]>,
    /// What its author says of its picture.
    pub picture: Option<ComposedPicture>,
}

/// How good an ending is, 0 to 100: a base plus meter shares, within bounds.
#[derive(Debug)]
pub struct Value {
    /// Value without shares.
    pub base: i32,
    /// Meter, numerator, denominator (positive).
    pub plus: Box<[(MeterId, i32, i32)]>,
    /// Least value.
    pub min: i32,
    /// Greatest value.
    pub max: i32,
}
