//! Scenes and choices, with what may come of them.

use super::{ChoiceId, Condition, Effect, Evidence, FlagId, Line, NodeId, PersonId, SceneId};
use crate::{
    scenario::vocabulary::{Channel, Habit, Place, Timer},
    text::SharedStr,
};

/// A scene.
#[derive(Debug)]
pub struct Scene {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: Box<str>,
    /// Short name for charts and the record; the id where none is given.
    pub title: SharedStr,
    /// An act break before this scene.
    pub act: Option<SharedStr>,
    /// Where the player is.
    pub place: Place,
    /// Time of day in minutes after midnight.
    pub minute: Option<u16>,
    /// Channel on which the scene plays.
    pub via: Channel,
    /// Who is on stage.
    pub with: Box<[PersonId]>,
    /// What is said on entering.
    pub lines: Box<[Line]>,
    /// Whether choices stay in file order.
    pub pinned: bool,
    /// First choice and one past the last.
    pub choices: (ChoiceId, ChoiceId),
}

impl Scene {
    /// The ids of its choices, in file order.
    pub fn choice_ids(&self) -> impl ExactSizeIterator<Item = ChoiceId> + use<> {
        (self.choices.0.0..self.choices.1.0).map(ChoiceId)
    }
}

/// Something the player can do.
#[derive(Debug)]
pub struct Choice {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id, unique within its scene.
    pub id: SharedStr,
    /// Its scene.
    pub scene: SceneId,
    /// Wordings with their conditions; the first that holds is used, the last is unconditional.
    pub texts: Box<[Wording]>,
    /// When it is on offer.
    pub when: Condition,
    /// On offer until taken.
    pub once: bool,
    /// Whether its having been taken is recorded in the state (once-only, or asked about).
    pub tracked: Option<FlagId>,
    /// Channel it uses.
    pub via: Channel,
    /// Whom it contacts.
    pub to: Box<[PersonId]>,
    /// Their names, as a sentence has them.
    pub addressees: Option<SharedStr>,
    /// Days that pass.
    pub takes: u16,
    /// What the player means by it.
    pub intent: Option<Box<str>>,
    /// Why it tempts.
    pub tempting_because: Option<Box<str>>,
    /// Habits that it feeds.
    pub habit: Box<[Habit]>,
    /// A deadline or a hold.
    pub timer: Option<Timer>,
    /// Seconds after which it fades in.
    pub appears_after: u16,
    /// The sentence it commits the learner to.
    pub commitment: Option<Box<str>>,
    /// The learner may type the sentence.
    pub own_words: bool,
    /// Options to mark.
    pub pick: Option<Pick>,
    /// What it does.
    pub effects: Box<[Effect]>,
    /// What it shows of the learner's skill.
    pub evidence: Box<[Evidence]>,
    /// Coaching note.
    pub note: Option<Box<str>>,
    /// What the other person thought, by value of the draw of [`super::Beneath`].
    pub beneath: Box<[Option<Box<str>>]>,
    /// What can come of it; the last is unconditional.
    pub outcomes: Box<[Outcome]>,
}

/// One way to word a choice.
#[derive(Debug)]
pub struct Wording {
    /// Its place in the source map; of the last one, the choice's.
    pub node: NodeId,
    /// When it is used, if no earlier one is.
    pub when: Condition,
    /// The words.
    pub text: SharedStr,
}

/// A set of options to mark.
#[derive(Debug)]
pub struct Pick {
    /// The options, 16 at most.
    pub options: Box<[PickOption]>,
    /// The subsets that may be answered, as bit masks over `options`, ascending; 64 at most.
    pub answers: Box<[u16]>,
    /// Fewest to mark.
    pub at_least: u16,
    /// Most to mark.
    pub at_most: u16,
    /// Names of the marked and the unmarked column, if it is a sorting.
    pub columns: Option<(SharedStr, SharedStr)>,
}

impl Choice {
    /// The mean level of its evidence, lowest and highest: the same, unless some of it counts only sometimes.
    /// Then the lowest and the highest level of any. `None` without evidence.
    #[must_use]
    pub fn rated(&self) -> Option<(f64, f64)> {
        let levels = || self.evidence.iter().map(|shown| f64::from(shown.level));
        let count = self.evidence.len();
        if count > 0 && self.evidence.iter().all(|shown| shown.when == Condition::Always) {
            let mean = levels().sum::<f64>() / count as f64;
            return Some((mean, mean));
        }
        Some((levels().reduce(f64::min)?, levels().reduce(f64::max)?))
    }
}

impl Pick {
    /// The id of an answer: the ids of the options marked, joined by `+`, or `none`.
    #[must_use]
    pub fn answer_id(&self, marked: u16) -> String {
        let options = self.options.iter().enumerate();
        answer_of(options.filter(|(at, _)| marked >> at & 1 == 1).map(|(_, option)| &*option.id))
    }

    /// Whether that is the id of an answer.
    #[must_use]
    pub fn is_answer_id(&self, marked: u16, id: &str) -> bool {
        if marked == 0 {
            return id == NONE_MARKED;
        }
        let mut left = Some(id);
        let ids = self.options.iter().enumerate().filter(|(at, _)| marked >> at & 1 == 1);
        for (nth, (_, option)) in ids.enumerate() {
            let joint = if nth == 0 { "" } else { "+" };
            left = left
                .and_then(|left| left.strip_prefix(joint))
                .and_then(|left| left.strip_prefix(option.id.as_str()));
        }
        left == Some("")
    }
}

/// One option of a pick.
#[derive(Debug)]
pub struct PickOption {
    /// Its place in the source map.
    pub node: NodeId,
    /// Id.
    pub id: SharedStr,
    /// Words.
    pub text: SharedStr,
    /// A second line.
    pub detail: Option<SharedStr>,
    /// What marking it does.
    pub effects: Box<[Effect]>,
    /// What leaving it unmarked does.
    pub otherwise: Box<[Effect]>,
}

/// What can come of a choice.
#[derive(Debug)]
pub struct Outcome {
    /// Its place in the source map.
    pub node: NodeId,
    /// When it applies.
    pub when: Condition,
    /// Days that pass.
    pub takes: u16,
    /// What it does.
    pub effects: Box<[Effect]>,
    /// What is said.
    pub lines: Box<[Line]>,
    /// Branches of chance; empty where nothing is left to chance.
    pub chance: Box<[Branch]>,
    /// Weights of the branches, in the same order.
    pub weights: Box<[u32]>,
    /// Where play goes.
    pub goto: Goto,
}

/// One branch of chance.
#[derive(Debug)]
pub struct Branch {
    /// Its place in the source map.
    pub node: NodeId,
    /// The event in words.
    pub event: Option<SharedStr>,
    /// Days that pass.
    pub takes: u16,
    /// What it does.
    pub effects: Box<[Effect]>,
    /// What is said.
    pub lines: Box<[Line]>,
    /// Where play goes.
    pub goto: Goto,
}

/// Where play goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Goto {
    /// The endings are tried; in the reflection, the play is over.
    End,
    /// A scene.
    Scene(SceneId),
}

/// The id of an answer in which nothing is marked; no option may be called so.
pub const NONE_MARKED: &str = "none";

/// The id of an answer, from the ids of the options marked, in file order: joined by `+`, or
/// [`NONE_MARKED`]. Records and exports know answers by it.
#[must_use]
pub fn answer_of<'i>(marked: impl Iterator<Item = &'i str>) -> String {
    let ids: Vec<&str> = marked.collect();
    if ids.is_empty() { NONE_MARKED.to_owned() } else { ids.join("+") }
}
