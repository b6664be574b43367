//! What is kept of a play: the attempt, its choices, its result.

use std::{fmt, str::FromStr};

use jiff::Timestamp;
use uuid::Uuid;

use crate::{
    coach::{self, Felt},
    engine::{SavedChoice, Session},
    scenario::{ContentHash, Scenario},
    text::SourceFile,
};

/// Identifies an attempt, for ever and everywhere.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct AttemptId(pub(super) Uuid);

impl AttemptId {
    /// An id that no other attempt has; later ids sort after earlier ones.
    pub(super) fn fresh() -> Self {
        Self(Uuid::now_v7())
    }
}

impl fmt::Display for AttemptId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for AttemptId {
    type Err = uuid::Error;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Uuid::parse_str(text).map(Self)
    }
}

/// A seed that nobody chose.
#[must_use]
pub fn fresh_seed() -> u32 {
    // The last 62 bits of such an id are random.
    let [.., a, b, c, d] = Uuid::now_v7().into_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// How an attempt is played.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Mode {
    /// With rewind.
    #[default]
    Practice,
    /// Without rewind.
    Assessment,
}

impl Mode {
    /// How it is written in records and exports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Practice => "practice",
            Self::Assessment => "assessment",
        }
    }

    /// The mode that is written so.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        [Self::Practice, Self::Assessment].into_iter().find(|mode| mode.word() == word)
    }
}

/// Why an attempt was made from another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ForkKind {
    /// A choice was taken back during play.
    Rewind,
    /// Play went on from a decision in the debrief, the truth being known.
    PlayOn,
    /// Another copy of the game had gone on differently with the same attempt.
    OtherWindow,
}

impl ForkKind {
    /// How it is written in records and exports.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Rewind => "rewind",
            Self::PlayOn => "play-on",
            Self::OtherWindow => "other-window",
        }
    }

    /// The kind that is written so.
    pub(super) fn of_word(word: &str) -> Option<Self> {
        let all = [Self::Rewind, Self::PlayOn, Self::OtherWindow];
        all.into_iter().find(|kind| kind.word() == word)
    }
}

/// What an attempt was made from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fork {
    /// The attempt it began as.
    pub from: AttemptId,
    /// How many of its choices were taken over.
    pub step: usize,
    /// Why.
    pub kind: ForkKind,
}

/// The files that a scenario was loaded from.
#[derive(Debug, Clone)]
pub struct KeptSource {
    /// The scenario file.
    pub scenario: SourceFile,
    /// The pack file of its folder.
    pub pack: Option<SourceFile>,
}

/// An attempt about to begin.
#[derive(Debug, Clone, Copy)]
pub struct NewAttempt<'a> {
    /// The scenario.
    pub scenario: &'a Scenario,
    /// What it was loaded from; kept, so that the attempt can always be replayed.
    pub source: &'a KeptSource,
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: &'a [(String, String)],
    /// How it is played.
    pub mode: Mode,
    /// Begun with draws or choices that were given, so that it stays out of progress.
    pub hindsight: bool,
}

/// A kept attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Attempt {
    /// Its id.
    pub id: AttemptId,
    /// Id of the scenario.
    pub scenario_id: String,
    /// Title of the scenario, as it was then.
    pub scenario_title: String,
    /// The version of the scenario that is played.
    pub hash: ContentHash,
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
    /// How it is played.
    pub mode: Mode,
    /// When it began.
    pub started: Timestamp,
    /// When it was last played.
    pub touched: Timestamp,
    /// How many choices were taken.
    pub steps: usize,
    /// What came of it, once it is finished.
    pub finished: Option<Finished>,
    /// What it was made from.
    pub fork: Option<Fork>,
    /// Played knowing the truth; kept out of progress.
    pub hindsight: bool,
    /// How it felt.
    pub feeling: Option<Felt>,
}

/// What came of an attempt.
#[derive(Debug, Clone, PartialEq)]
pub struct Finished {
    /// When it was finished.
    pub at: Timestamp,
    /// Id of the ending.
    pub ending_id: String,
    /// Title of the ending.
    pub ending_title: String,
    /// How good the ending is for the player's business, 0 to 100.
    pub value: i32,
    /// What was hidden: draw id, value id.
    pub draws: Vec<(String, String)>,
    /// What was shown of each competency, in the rubric's order.
    pub skills: Vec<SkillResult>,
    /// What was shown of each lesson, in file order.
    pub lessons: Vec<LessonResult>,
}

/// What an attempt showed of one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillResult {
    /// Id of the competency.
    pub skill: String,
    /// Its name.
    pub name: String,
    /// Mean of the evidence levels, 1.0 to 4.0.
    pub level: f64,
    /// How many pieces of evidence there are.
    pub count: u32,
    /// The lowest of their levels; `None` in older records.
    pub lowest: Option<u8>,
}

impl SkillResult {
    /// What may be said of it.
    #[must_use]
    pub fn seen(&self) -> coach::Seen {
        coach::Seen { count: self.count, mean: self.level, lowest: self.lowest }
    }
}

/// What an attempt showed of one lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonResult {
    /// Id of the lesson.
    pub lesson: String,
    /// Its sentence.
    pub sentence: String,
    /// How many decisions kept it.
    pub kept: u32,
    /// How many decisions broke it.
    pub broken: u32,
}

/// The end of an attempt, to be kept.
#[derive(Debug, Clone, PartialEq)]
pub struct Finish {
    /// Id of the ending.
    pub ending_id: String,
    /// Title of the ending.
    pub ending_title: String,
    /// How good the ending is for the player's business, 0 to 100.
    pub value: i32,
    /// What was hidden: draw id, value id.
    pub draws: Vec<(String, String)>,
    /// What was shown of each competency that has evidence, in the rubric's order.
    pub skills: Vec<SkillResult>,
    /// What was shown of each lesson of which something was shown, in file order.
    pub lessons: Vec<LessonResult>,
    /// The if-then sentence the learner committed to.
    pub commitment: Option<String>,
}

impl Finish {
    /// How a play ended; `None` while it goes on.
    ///
    /// What the learner typed in place of the sentence they commit to wins over it. Of the sentences that
    /// come with choices only an if-then is kept: a good wish, or blame, is nothing to be reminded of.
    #[must_use]
    pub fn of(session: &Session, own_words: Option<String>) -> Option<Self> {
        let debrief = coach::debrief(session)?;
        let skills = debrief.profile.into_iter().filter_map(|skill| {
            Some(SkillResult {
                skill: skill.id,
                name: skill.name,
                level: skill.level?,
                count: number(skill.evidence.len()),
                lowest: skill.evidence.iter().map(|note| note.level).min(),
            })
        });
        let lessons = debrief.lessons.into_iter().map(|lesson| LessonResult {
            lesson: lesson.id,
            sentence: lesson.text,
            kept: number(lesson.kept.len()),
            broken: number(lesson.broken.len()),
        });
        Some(Self {
            ending_id: debrief.ending.id.into(),
            ending_title: debrief.ending.title.into(),
            value: debrief.ending.value,
            draws: session.draws(),
            skills: skills.collect(),
            lessons: lessons.collect(),
            commitment: own_words.or(debrief.commitment.filter(|text| coach::is_if_then(text))),
        })
    }
}

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// A choice as kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptDecision {
    /// The choice.
    pub choice: SavedChoice,
    /// What the learner typed.
    pub own_words: Option<String>,
    /// When it was taken.
    pub at: Timestamp,
}

/// An if-then sentence that a learner committed to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Commitment {
    /// The attempt in which it was made.
    pub attempt: AttemptId,
    /// Id of the scenario.
    pub scenario_id: String,
    /// Title of the scenario.
    pub scenario_title: String,
    /// The sentence, with which client of the learner's own, and when.
    pub kept: coach::Intention,
    /// When it was made.
    pub at: Timestamp,
}

/// Which attempts are asked for; everything unless narrowed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct AttemptFilter {
    /// Only of this scenario.
    pub scenario_id: Option<String>,
    /// Only finished ones, or only unfinished ones.
    pub finished: Option<bool>,
    /// Only those played in hindsight, or only those that were not.
    pub hindsight: Option<bool>,
}
