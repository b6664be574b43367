//! A scenario that cannot be wrong: names are indices, every reference exists, bounds hold.
//!
//! Only [`super::load`] makes a [`Scenario`]; nothing downstream checks again.

#![deny(clippy::wildcard_enum_match_arm)]

use std::{fmt, ops::Deref};

use super::{
    source_map::{NodeId, Origin},
    vocabulary::{Channel, Place},
};
use crate::text::SharedStr;

mod lesson;
mod mark;
mod scene;
mod words;

pub use lesson::{Claim, Lesson, Scope, Within};
pub use mark::{Mark, MarkKind};
pub use scene::{Branch, Choice, Goto, NONE_MARKED, Outcome, Pick, PickOption, Scene, answer_of};
pub use words::{Condition, Effect, Evidence, Line, Spoken, Voice, Written};

macro_rules! index_types {
    ($($(#[$doc:meta])* $name:ident: $ids:ident of $($list:ident).+,)*) => {$(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub(in crate::scenario) u16);

        impl $name {
            /// The position in its list.
            #[must_use]
            pub fn index(self) -> usize {
                usize::from(self.0)
            }

            /// The position in its list, as a number of 16 bits.
            #[must_use]
            pub fn number(self) -> u16 {
                self.0
            }
        }
    )*

        impl Model {
            $(
                /// Every one, in file order.
                #[must_use]
                pub fn $ids(&self) -> impl ExactSizeIterator<Item = $name> + DoubleEndedIterator + use<> {
                    (0..numbered(self.$($list).+.len())).map($name)
                }
            )*
        }
    };
}

index_types! {
    /// A person of the cast.
    PersonId: person_ids of cast,
    /// A meter, stored or derived.
    MeterId: meter_ids of meters,
    /// A flag.
    FlagId: flag_ids of flags,
    /// A fact.
    FactId: fact_ids of facts,
    /// A guess.
    GuessId: guess_ids of guesses,
    /// An agreement.
    AgreementId: agreement_ids of agreements,
    /// A hidden draw.
    DrawId: draw_ids of draws,
    /// A scene.
    SceneId: scene_ids of scenes,
    /// A choice, counted over all scenes in file order.
    ChoiceId: choice_ids of choices,
    /// A reaction.
    ReactionId: reaction_ids of reactions,
    /// An ending.
    EndingId: ending_ids of endings,
    /// A competency of the rubric.
    SkillId: skill_ids of rubric.competencies,
    /// A lesson.
    LessonId: lesson_ids of lessons,
    /// A reminder.
    ReminderId: reminder_ids of reminders,
}

macro_rules! positions {
    ($($name:ident,)*) => {$(
        impl $name {
            /// The one at a position of its list, for those who keep positions in a form of their own.
            #[must_use]
            pub(crate) fn at(index: usize) -> Self {
                Self(numbered(index))
            }
        }
    )*};
}

// States are packed, and steps name what they come by.
positions! { SceneId, ReactionId, EndingId, }

/// A position as a number of 16 bits: loading bounds every list, so that each has one.
fn numbered(index: usize) -> u16 {
    let number = u16::try_from(index);
    debug_assert!(number.is_ok(), "{index} is no position of a list");
    number.unwrap_or(u16::MAX)
}

/// The SHA-256 of everything a scenario was loaded from; identifies a version of it.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContentHash(pub [u8; 32]);

impl fmt::Display for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}

impl fmt::Debug for ContentHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ContentHash({self})")
    }
}

/// A whole scenario without mistakes. Nothing outside this room can make or change one.
#[derive(Debug)]
pub struct Scenario(Model);

impl Scenario {
    /// A scenario of a model in which nothing is wrong.
    pub(super) fn sealed(model: Model) -> Self {
        Self(model)
    }
}

impl Deref for Scenario {
    type Target = Model;
    fn deref(&self) -> &Model {
        &self.0
    }
}

/// What a file says, names resolved: the content of a [`Scenario`], or what could be read of a file
/// that is none, in which anything may be missing.
#[derive(Debug)]
pub struct Model {
    /// Stable id.
    pub id: Box<str>,
    /// Version of its source.
    pub hash: ContentHash,
    /// Title as on the card.
    pub title: Box<str>,
    /// Two sentences for the card.
    pub summary: Box<str>,
    /// One line under the title.
    pub tagline: Option<Box<str>>,
    /// Length of one play, in minutes.
    pub minutes: u16,
    /// The rubric by which it is rated.
    pub rubric: Rubric,
    /// Competencies that it trains.
    pub trains: Box<[SkillId]>,
    /// The player's name.
    pub player_name: Box<str>,
    /// The player's role.
    pub player_role: Box<str>,
    /// The people.
    pub cast: Box<[Person]>,
    /// Stored meters, then derived ones.
    pub meters: Box<[Meter]>,
    /// How many of `meters` are stored in the state.
    pub stored_meters: usize,
    /// Flags by name, in order of first mention.
    pub flags: Box<[Box<str>]>,
    /// Facts.
    pub facts: Box<[Fact]>,
    /// Guesses.
    pub guesses: Box<[Guess]>,
    /// Agreements.
    pub agreements: Box<[Agreement]>,
    /// Reminders.
    pub reminders: Box<[Reminder]>,
    /// Hidden draws, in drawing order.
    pub draws: Box<[Draw]>,
    /// The draw that makes a replay differ.
    pub variety: Option<DrawId>,
    /// The calendar.
    pub clock: Option<Clock>,
    /// Rules that fire by themselves, in file order.
    pub reactions: Box<[Reaction]>,
    /// What chance may have shown, in file order.
    pub events: Box<[Event]>,
    /// What it claims to teach, in file order: never read in play.
    pub lessons: Box<[Lesson]>,
    /// Whose thoughts lie beneath the choices.
    pub beneath: Option<Beneath>,
    /// Scene in which play begins.
    pub start: SceneId,
    /// Scenes.
    pub scenes: Box<[Scene]>,
    /// Choices of all scenes, scene by scene in file order.
    pub choices: Box<[Choice]>,
    /// Endings, in the order in which they are tried; the last is unconditional.
    pub endings: Box<[Ending]>,
    /// First scene of the reflection.
    pub reflection: Option<SceneId>,
    /// If-then sentences to choose from in the debrief.
    pub commitments: Box<[Question]>,
    /// Questions for the debrief.
    pub questions: Box<[Question]>,
    /// Phrases and what they mean.
    pub glossary: Box<[(Box<str>, Box<str>)]>,
    /// How many lines it has; every [`Line`] carries its number.
    pub line_count: u32,
    /// No play takes more steps than this.
    pub longest_play: u32,
}

impl Model {
    /// A scene.
    #[must_use]
    pub fn scene(&self, id: SceneId) -> &Scene {
        &self.scenes[id.index()]
    }

    /// A choice.
    #[must_use]
    pub fn choice(&self, id: ChoiceId) -> &Choice {
        &self.choices[id.index()]
    }

    /// A person.
    #[must_use]
    pub fn person(&self, id: PersonId) -> &Person {
        &self.cast[id.index()]
    }

    /// An ending.
    #[must_use]
    pub fn ending(&self, id: EndingId) -> &Ending {
        &self.endings[id.index()]
    }

    /// A competency.
    #[must_use]
    pub fn skill(&self, id: SkillId) -> &Competency {
        &self.rubric.competencies[id.index()]
    }

    /// A lesson.
    #[must_use]
    pub fn lesson(&self, id: LessonId) -> &Lesson {
        &self.lessons[id.index()]
    }

    /// The hidden draw of that name.
    #[must_use]
    pub fn draw_named(&self, name: &str) -> Option<DrawId> {
        position(&self.draws, |draw| *draw.id == *name).map(DrawId)
    }
}

fn position<T>(items: &[T], is_it: impl FnMut(&T) -> bool) -> Option<u16> {
    items.iter().position(is_it).and_then(|index| u16::try_from(index).ok())
}

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
