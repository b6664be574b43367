//! The scenario file as its author wrote it: one Rust type per RON shape, names not yet resolved.
//!
//! The types are views of the syntax tree (see [`crate::tree`]): `load::read` reads them from its
//! nodes, and each name, text, number and entry knows its node. What can fail on its own is
//! [`Lenient`] or stands in a [`List`], so that a mistake costs the smallest thing around it.

mod cases;
mod effect;
mod lesson;
mod picture;
mod scene;
mod value;

pub(in crate::scenario) use cases::{ANY_NUMBER, UNWRITTEN};
pub use cases::{ChoiceWords, Way};
pub use effect::{Case, Cases, Condition, DrawIs, Effect, Evidence, EvidenceEntry, Line, Reading};
pub use lesson::{Claim, Lesson, Within};
pub use picture::ComposedPicture;
pub use scene::{Branch, Choice, Outcome, Pick, PickOption, Scene, TextVariant};
pub use value::{Either, Entries, Goto, Lenient, List, Name, Number, Placed, SyntaxId, Text};
pub(in crate::scenario) use value::{LENIENT, PLACED};

use serde::Deserialize;

use super::appearance::{
    Age, Beard, ClothColour, Clothes, Earrings, FaceShape, Glasses, Hair, HairColour, SkinTone,
};
use super::vocabulary::{Channel, Place, RuleLevel};

/// A section of named entries, each read on its own.
pub type Section<'a, T> = Lenient<Entries<'a, Lenient<T>>>;

/// A whole scenario file: `Scenario( … )`.
///
/// Every field and every entry is read on its own, so that one mistake does not hide the others, and
/// costs only the smallest thing around it. What is required and missing is reported by the loader.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename = "Scenario")]
pub struct Document<'a> {
    /// Version of the format; this build reads 1.
    #[serde(borrow)]
    pub format: Lenient<Number<'a>>,
    /// Stable id, also the stem of the file name by custom: `received-h`.
    pub id: Lenient<Name<'a>>,
    /// Title as on the card.
    pub title: Lenient<Text<'a>>,
    /// Two sentences for the card.
    pub summary: Lenient<Text<'a>>,
    /// Length of one play, in minutes.
    pub minutes: Lenient<Number<'a>>,
    /// Who the player is.
    pub player: Lenient<Player<'a>>,
    /// Scene in which play begins.
    pub start: Lenient<Name<'a>>,
    /// The scenes, by id.
    pub scenes: Section<'a, Scene<'a>>,
    /// The endings, tried in order; the last one has no condition.
    pub endings: Lenient<List<Ending<'a>>>,
    /// One line under the title: "One silence, six reasons".
    pub tagline: Lenient<Text<'a>>,
    /// The picture on the card.
    pub picture: Lenient<ComposedPicture<'a>>,
    /// Competencies that this scenario trains, from the pack's rubric.
    pub trains: Lenient<Vec<Name<'a>>>,
    /// The people, by id.
    pub cast: Section<'a, Person<'a>>,
    /// The meters, by id.
    pub meters: Section<'a, Meter<'a>>,
    /// What can be learned for certain ("I saw"), by id.
    pub facts: Section<'a, Text<'a>>,
    /// What the player may tell themselves ("I've told myself"), by id.
    pub told: Section<'a, Guess<'a>>,
    /// What can be agreed, by id.
    pub agreements: Section<'a, Agreement<'a>>,
    /// Conditions with a name, which stands for them wherever a condition may.
    pub conditions: Section<'a, List<Condition<'a>>>,
    /// Passages: lines with a name, said wherever `Passage` names them.
    pub passages: Section<'a, List<Line<'a>>>,
    /// Rating scales: evidence with a name, which stands for it wherever evidence may.
    pub scales: Section<'a, List<EvidenceEntry<'a>>>,
    /// Reminders that stand on screen while their condition holds, by id.
    pub reminders: Section<'a, Reminder<'a>>,
    /// Hidden draws, in the order in which they are drawn.
    pub hidden: Lenient<List<Draw<'a>>>,
    /// The hidden draw that makes a replay differ; counted on the title card.
    pub variety: Lenient<Name<'a>>,
    /// The calendar and its limit.
    pub clock: Lenient<Clock<'a>>,
    /// Rules that fire by themselves.
    pub reactions: Lenient<List<Reaction<'a>>>,
    /// What chance may have shown, in words for the debrief.
    pub events: Lenient<List<Event<'a>>>,
    /// What it claims to teach, proved by the analysis.
    pub lessons: Lenient<List<Lesson<'a>>>,
    /// Whose thoughts the choices' `beneath` are.
    pub beneath: Lenient<Beneath<'a>>,
    /// First scene of the reflection that follows every ending.
    pub reflection: Lenient<Name<'a>>,
    /// If-then sentences to choose from in the debrief.
    pub commitments: Lenient<List<Either<Text<'a>, Question<'a>>>>,
    /// Questions for the debrief, each a text or a [`Question`].
    pub questions: Lenient<List<Either<Text<'a>, Question<'a>>>>,
    /// Idioms explained on demand: phrase to plain words.
    pub glossary: Lenient<Entries<'a, Text<'a>>>,
}

/// Who the player is.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Player<'a> {
    /// Name by which people call them.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// What they do, and for whom.
    pub role: Text<'a>,
    /// How they are drawn, in place of the portrait that the player chose.
    #[serde(default)]
    pub look: Option<OwnLook>,
}

/// A member of the cast.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Person<'a> {
    /// Full name.
    #[serde(borrow)]
    pub name: Text<'a>,
    /// Job and company.
    pub role: Text<'a>,
    /// Which drawing shows them.
    #[serde(default)]
    pub portrait: Option<Text<'a>>,
    /// How they look, where no portrait that ships shows them.
    #[serde(default)]
    pub look: Option<OwnLook>,
    /// How they talk, for authors and readers.
    #[serde(default)]
    pub manner: Option<Text<'a>>,
    /// Where they are when they are on the phone.
    #[serde(default)]
    pub place: Option<Place>,
    /// On calls this person is drawn as imagined.
    #[serde(default)]
    pub imagined: Option<Imagined<'a>>,
}

/// How somebody looks, as far as an author says it; chance gives the rest.
#[derive(Debug, Default, Deserialize)]
#[serde(rename = "Look", deny_unknown_fields, default)]
pub struct OwnLook {
    /// The outline of the face.
    pub face: Option<FaceShape>,
    /// The skin.
    pub skin: Option<SkinTone>,
    /// What is on the head.
    pub hair: Option<Hair>,
    /// The colour of the hair.
    pub hair_colour: Option<HairColour>,
    /// Glasses.
    pub glasses: Option<Glasses>,
    /// A beard.
    pub beard: Option<Beard>,
    /// Earrings.
    pub earrings: Option<Earrings>,
    /// The age.
    pub age: Option<Age>,
    /// What is worn.
    pub clothes: Option<Clothes>,
    /// Its colour.
    pub colour: Option<ClothColour>,
}

/// How far the player's picture of a person is their own.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Imagined<'a> {
    /// The meter that makes the picture harsher.
    #[serde(borrow)]
    pub by: Name<'a>,
    /// When the real person is seen.
    pub until: List<Condition<'a>>,
}

/// A meter: stored (with `start`) or derived (with `sum`).
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Meter<'a> {
    /// Words for the screen.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// The person whose meter it is; seen only while they are on stage.
    #[serde(default)]
    pub of: Option<Name<'a>>,
    /// Value at the start.
    #[serde(default)]
    pub start: Option<Number<'a>>,
    /// Derived: a sum of other meters, each times a factor.
    #[serde(default)]
    pub sum: Vec<(Name<'a>, Number<'a>)>,
    /// Least value; 0 unless given.
    #[serde(default)]
    pub min: Option<Number<'a>>,
    /// Greatest value; 100 unless given.
    #[serde(default)]
    pub max: Option<Number<'a>>,
    /// How it is shown; never unless given.
    #[serde(default)]
    pub shown: Reading<'a>,
}

/// Something the player may tell themselves.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Guess<'a> {
    /// The guess in the player's words.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// When it was so: a condition on the hidden draws, read in the debrief.
    #[serde(default)]
    pub so_when: Option<List<Condition<'a>>>,
}

/// Something that can be agreed.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Agreement<'a> {
    /// What was agreed.
    #[serde(borrow)]
    pub label: Text<'a>,
    /// With whom.
    pub with: Name<'a>,
}

/// A note that stands on screen while `when` holds, marked once `crossed` holds.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reminder<'a> {
    /// Words for the screen.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// When it is shown.
    pub when: List<Condition<'a>>,
    /// When it is marked as crossed.
    #[serde(default)]
    pub crossed: Option<List<Condition<'a>>>,
}

/// A hidden draw.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Draw<'a> {
    /// Id: `truth`.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// What the draw is about, for reports and the debrief.
    #[serde(default)]
    pub title: Option<Text<'a>>,
    /// What may be drawn, by id.
    pub values: Entries<'a, DrawValue<'a>>,
}

/// One value of a hidden draw.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct DrawValue<'a> {
    /// Positive weight among the values that are possible.
    #[serde(borrow)]
    pub weight: Number<'a>,
    /// Name for the debrief: "Swamped".
    #[serde(default)]
    pub title: Option<Text<'a>>,
    /// The truth in the person's own words, told in the debrief.
    #[serde(default)]
    pub reveal: Option<Text<'a>>,
    /// The truth in the game's words, told in the debrief.
    #[serde(default)]
    pub explain: Option<Text<'a>>,
    /// Possible only if earlier draws allow it.
    #[serde(default)]
    pub when: List<Condition<'a>>,
    /// Meters that start elsewhere under this value.
    #[serde(default)]
    pub start: Entries<'a, Number<'a>>,
}

/// Something that chance may have shown, in words for the debrief.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Event<'a> {
    /// It has happened once this holds.
    #[serde(borrow)]
    pub when: List<Condition<'a>>,
    /// The event in words: "Marcus happened to mention the badge".
    pub text: Text<'a>,
}

/// A question for the debrief, or a sentence to keep, that fits certain plays only.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Question<'a> {
    /// The question, or the sentence.
    #[serde(borrow)]
    pub text: Text<'a>,
    /// It is asked, or offered, where this holds at the end.
    pub when: List<Condition<'a>>,
}

/// The calendar.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Clock<'a> {
    /// Date of day 0, as `2024-05-21`; without it days are counted, not dated.
    #[serde(borrow, default)]
    pub starts: Option<Name<'a>>,
    /// Whether days are working days (weekends are skipped on the calendar).
    #[serde(default)]
    pub working_days: bool,
    /// The last day.
    pub last_day: Number<'a>,
    /// The ending in force when the last day is reached.
    pub then: Name<'a>,
    /// What every passing day does.
    #[serde(default)]
    pub each_day: List<Effect<'a>>,
}

/// When a reaction is considered.
#[derive(Debug, Deserialize)]
pub enum Trigger<'a> {
    /// Each day that passes.
    Day,
    /// Entering a scene of this channel.
    Enter(Channel),
    /// Entering this scene.
    #[serde(borrow)]
    Arrive(Name<'a>),
    /// A meter rising to at least this value within a step.
    Rise(Name<'a>, Number<'a>),
    /// A meter falling below this value within a step.
    Fall(Name<'a>, Number<'a>),
}

/// A rule that fires by itself.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Reaction<'a> {
    /// Id, for reports.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// When it is considered.
    pub on: Trigger<'a>,
    /// Further conditions.
    #[serde(default)]
    pub when: List<Condition<'a>>,
    /// Whether it fires once in a play at most.
    #[serde(default)]
    pub once: bool,
    /// What it does.
    #[serde(default)]
    pub effects: List<Effect<'a>>,
    /// What is said.
    #[serde(default)]
    pub lines: List<Line<'a>>,
}

/// Whose thoughts the choices' `beneath` are, and which draw they depend on.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Beneath<'a> {
    /// The person whose chair it is.
    #[serde(borrow)]
    pub who: Name<'a>,
    /// The hidden draw.
    pub draw: Name<'a>,
    /// Title of the replay: "Helen's version".
    pub title: Text<'a>,
}

/// An ending.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Ending<'a> {
    /// Id.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// Title: "The slow lane".
    pub title: Text<'a>,
    /// When it applies; the last ending has none.
    #[serde(default)]
    pub when: List<Condition<'a>>,
    /// How good this is for the player's business, 0 to 100: a number, or a base with meter shares.
    pub value: EndingValue<'a>,
    /// One or two sentences: what became of it.
    pub text: Text<'a>,
    /// The epilogue, played before the reflection.
    #[serde(default)]
    pub lines: List<Line<'a>>,
    /// The picture of it.
    #[serde(default)]
    pub picture: Option<ComposedPicture<'a>>,
}

/// What an ending is worth: a number, or a base with shares of meters.
pub type EndingValue<'a> = Either<Number<'a>, SharedValue<'a>>;

/// An ending value that carries how the player got there.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SharedValue<'a> {
    /// Value without shares.
    #[serde(borrow)]
    pub base: Number<'a>,
    /// Meter shares: meter, numerator, denominator.
    #[serde(default)]
    pub plus: Vec<(Name<'a>, Number<'a>, Number<'a>)>,
    /// Least value; 0 unless given.
    #[serde(default)]
    pub min: Option<Number<'a>>,
    /// Greatest value; 100 unless given.
    #[serde(default)]
    pub max: Option<Number<'a>>,
}

/// A pack file: `Pack( … )`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename = "Pack")]
pub struct PackDocument<'a> {
    /// Version of the format; this build reads 1.
    #[serde(borrow)]
    pub format: Number<'a>,
    /// Id.
    pub id: Name<'a>,
    /// Title.
    pub title: Text<'a>,
    /// Who wrote it.
    #[serde(default)]
    pub author: Option<Text<'a>>,
    /// Under which licence.
    #[serde(default)]
    pub licence: Option<Text<'a>>,
    /// What differs by country.
    #[serde(default)]
    pub jurisdiction: Option<Text<'a>>,
    /// The rubric.
    #[serde(default)]
    pub rubric: Vec<Competency<'a>>,
    /// Ids of scenarios, in the order in which they are best played.
    #[serde(default)]
    pub order: Vec<Name<'a>>,
    /// What rules mean in this pack: code to `Off`, `Warning` or `Error`.
    #[serde(default)]
    pub rules: Entries<'a, RuleLevel>,
}

/// A competency with its four behavioural anchors.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Competency<'a> {
    /// Id: `channel`.
    #[serde(borrow)]
    pub id: Name<'a>,
    /// Name: "Channel fit".
    pub name: Text<'a>,
    /// What it is.
    pub what: Text<'a>,
    /// What levels 1 to 4 look like.
    pub anchors: [Text<'a>; 4],
    /// Coaching note with its sources.
    #[serde(default)]
    pub note: Option<Text<'a>>,
}
