//! The debrief as data: what happened, what was really going on, what it shows.

use super::When;
use crate::{
    engine::EndingView,
    scenario::{Channel, Composition},
};

/// Everything the debrief tells, in the order in which it is told.
#[derive(Debug, Clone, PartialEq)]
pub struct Debrief {
    /// Title of the scenario.
    pub scenario: String,
    /// How it ended.
    pub ending: EndingView,
    /// The picture of it.
    pub picture: Option<Composition>,
    /// What happened: every decision, in order.
    pub happened: Vec<Moment>,
    /// What was really going on: the hidden draws that have something to tell.
    pub truths: Vec<Truth>,
    /// "I saw": facts learned.
    pub saw: Vec<String>,
    /// "I've told myself": every guess that was held, with what was so.
    pub told: Vec<ToldVerdict>,
    /// The best move, told before any turning point.
    pub best_move: Option<Moment>,
    /// Up to two turning points, one to a lesson: the lesson first that the ending is the price of, then the one
    /// that was broken most often.
    pub turning_points: Vec<Moment>,
    /// The competency profile, in the rubric's order, for what the scenario trains.
    pub profile: Vec<SkillProfile>,
    /// What was shown of the lessons, in file order.
    pub lessons: Vec<LessonNote>,
    /// Coaching notes on decisions, in order of play.
    pub notes: Vec<CoachingNote>,
    /// Agreements that stood at the end.
    pub agreements: Vec<String>,
    /// The if-then sentence the learner committed to.
    pub commitment: Option<String>,
    /// Questions to think about or talk over, chosen by what happened; three at most.
    pub questions: Vec<String>,
    /// The call replayed from the other chair.
    pub other_chair: Option<OtherChair>,
}

/// A decision as the debrief tells it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Moment {
    /// Position among the play's choices, from 0: where play can go on from.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// Date and time.
    pub when: When,
    /// Channel used.
    pub channel: Channel,
    /// What you said or did.
    pub yours: String,
    /// What you meant by it, as the author sees it.
    pub intent: Option<String>,
    /// The first words that came back, with the speaker's name before them.
    pub reply: Option<String>,
    /// Why it counts, in plain words.
    pub why: String,
}

/// A hidden truth, told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Truth {
    /// Its name: "Swamped".
    pub title: String,
    /// In the person's own words.
    pub quote: Option<String>,
    /// In the game's words.
    pub explain: Option<String>,
}

/// A guess that was held, judged.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ToldVerdict {
    /// The guess.
    pub text: String,
    /// Whether it was so this time.
    pub so: bool,
}

/// What was shown of one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct SkillProfile {
    /// Id.
    pub id: String,
    /// Name.
    pub name: String,
    /// What it is.
    pub what: String,
    /// Mean of the evidence levels, 1.0 to 4.0, for programs; `None` without evidence.
    pub level: Option<f64>,
    /// The step of four that may be claimed: the mean, rounded (halves upwards), of two pieces of evidence or
    /// more, none of which is of level 1.
    pub step: Option<u8>,
    /// How often it was seen and at which step, in words: "seen once", "step 3 of 4, seen twice".
    pub seen: String,
    /// What to try next: the anchor one step above what was seen, the third at least; `None` at the top.
    pub next: Option<String>,
    /// The four anchors.
    pub anchors: [String; 4],
    /// The evidence: level 1 first, then in order of play.
    pub evidence: Vec<EvidenceNote>,
    /// Coaching note of the rubric.
    pub note: Option<String>,
}

/// One piece of evidence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EvidenceNote {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// Id of the scene.
    pub scene_id: String,
    /// Id of the choice.
    pub choice_id: String,
    /// What you said or did.
    pub yours: String,
    /// Level, 1 to 4.
    pub level: u8,
    /// Why.
    pub why: String,
}

/// What a play showed of a lesson.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LessonNote {
    /// Id.
    pub id: String,
    /// Its sentence.
    pub text: String,
    /// Name of the competency to which it belongs.
    pub skill: Option<String>,
    /// Positions, among the play's choices, of the decisions that kept it.
    pub kept: Vec<usize>,
    /// Positions of those that broke it.
    pub broken: Vec<usize>,
}

/// A coaching note on a decision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CoachingNote {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// Short name of the scene.
    pub scene: String,
    /// What you said or did.
    pub yours: String,
    /// The note.
    pub note: String,
}

/// The call replayed from the other chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OtherChair {
    /// "Helen's version".
    pub title: String,
    /// Whose chair it is.
    pub name: String,
    /// Cast portrait of that person.
    pub portrait: String,
    /// What was said, and what was thought under it.
    pub beats: Vec<ChairBeat>,
}

/// One exchange from the other chair.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChairBeat {
    /// Position among the play's choices, from 0.
    pub step: usize,
    /// What you said or did.
    pub yours: String,
    /// What they thought.
    pub thought: String,
    /// What they said.
    pub said: Option<String>,
}
