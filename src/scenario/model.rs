//! A scenario that cannot be wrong: names are indices, every reference exists, bounds hold.
//!
//! Only [`super::load`] makes a [`Scenario`]; nothing downstream checks again.

use std::{fmt, ops::Deref};

use super::source_map::{NodeId, Origin};
use crate::text::SharedStr;

mod composing;
mod lesson;
mod mark;
mod parts;
mod picture;
mod scene;
mod step;
mod words;

pub use lesson::{Claim, Lesson, Scope, Within};
pub use mark::{Flag, FlagOwner, Mark, MarkKind};
pub use parts::{
    Agreement, Beneath, Clock, Competency, Draw, DrawValue, Ending, Event, Fact, Guess, Meter,
    MeterKind, Person, Question, Reaction, Reading, Reminder, Rubric, Trigger, Value,
};
pub(in crate::scenario) use picture::MOST_PEOPLE;
pub use picture::{ComposedPicture, Composition, LastMoment};
pub use scene::{
    Branch, Choice, Goto, NONE_MARKED, Outcome, Pick, PickOption, Scene, Wording, answer_of,
};
pub(crate) use step::{ChoiceStep, OutcomeStep, SceneStep};
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

// States are packed, and steps name the endings that they come to.
positions! { SceneId, EndingId, }

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
    /// What its author says of the picture on its card.
    pub picture: Option<ComposedPicture>,
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
    /// The player's drawing, where the scenario gives one.
    pub player_portrait: Option<SharedStr>,
    /// The people.
    pub cast: Box<[Person]>,
    /// Stored meters, then derived ones.
    pub meters: Box<[Meter]>,
    /// How many of `meters` are stored in the state.
    pub stored_meters: usize,
    /// Flags, in order of first mention.
    pub flags: Box<[Flag]>,
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
