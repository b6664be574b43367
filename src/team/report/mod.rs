//! After the session: a report by decision, lesson and skill, never by person; as data, CSV, JSON and one HTML page.

mod files;
mod html;
mod made;
mod roads;
mod sheet;

use serde::Serialize;

pub use self::{
    files::{json, write_report},
    html::html,
    sheet::csv,
};

/// What is said on every export.
pub const CAUTION: &str = "For training, not validated for selection.";

/// The version of the report's JSON.
pub const REPORT_VERSION: u32 = 1;

/// What a session came to, without names.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct TeamReport {
    /// Version of this form.
    pub version: u32,
    /// [`CAUTION`].
    pub caution: &'static str,
    /// Title of the scenario.
    pub scenario: String,
    /// How the room played: "vote", "solo-together" or "hot-seat".
    pub mode: &'static str,
    /// How many people took part.
    pub people: usize,
    /// The most raised cards that the trainer typed in at one vote; 0 where there were none.
    pub cards: u32,
    /// How the room's line ended: title, text and value of 100; none where it was not played to its end.
    pub ending: Option<ReportEnding>,
    /// What was really going on.
    pub truths: Vec<String>,
    /// Every decision that was voted on.
    pub decisions: Vec<ReportDecision>,
    /// Lessons that the room's line kept and broke.
    pub lessons: Vec<ReportLesson>,
    /// What the room's line showed of each skill, and what observers scored.
    pub skills: Vec<ReportSkill>,
    /// How the room's line differs from the best line: sentences, choices and chance told apart. Empty where that is
    /// not known.
    pub against_best: Vec<String>,
    /// Where those who played alone ended: title of the ending, how many.
    pub endings: Vec<(String, u32)>,
    /// Where the paths of those who played alone parted, in order of play (divergence).
    pub partings: Vec<ReportParting>,
    /// The roads of the fork map, each with its choices; empty where the room took one alone.
    pub roads: Vec<ReportRoad>,
    /// How people felt: word, how many.
    pub feelings: Vec<(String, u32)>,
    /// What people committed to, in order of the alphabet so that nobody is first.
    pub commitments: Vec<String>,
}

/// How the room's line ended.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportEnding {
    /// Its title.
    pub title: String,
    /// What became of it.
    pub text: String,
    /// How good it is for business, 0 to 100.
    pub value: i32,
}

/// A decision that was voted on.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportDecision {
    /// Title of the scene.
    pub scene: String,
    /// The first vote.
    pub first: Vec<ReportShare>,
    /// The second one, after pair talk; empty where there was none.
    pub second: Vec<ReportShare>,
    /// The leading share of the last vote, in percent (agreement).
    pub agreement: u32,
    /// Whether that is [`UNIFIED`](crate::team::room::UNIFIED) percent or more.
    pub unified: bool,
    /// What the room went on with, in words.
    pub taken: Option<String>,
    /// How many were sure of a choice that costs something against best play, in the last vote: sure, and surprised.
    /// `None` where best play is not known.
    pub sure_and_surprised: Option<u32>,
}

/// A decision at which the paths of those who played alone parted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportParting {
    /// How many choices came before it.
    pub step: usize,
    /// Title of the scene.
    pub scene: String,
    /// How many came by here and decided.
    pub of: u32,
    /// Each choice that anybody took, in words, and how many took it; the most taken first.
    pub ways: Vec<(String, u32)>,
}

/// A road that the room took to its end, or as far as it went.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportRoad {
    /// What was chosen along it, in words.
    pub choices: Vec<String>,
    /// Title of its ending; none where it was left before.
    pub ending: Option<String>,
}

/// What a choice got.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportShare {
    /// Its letter.
    pub letter: String,
    /// Its words.
    pub text: String,
    /// Votes.
    pub votes: u32,
    /// Of how many.
    pub of: u32,
    /// How many were 1, 2 and 3 sure.
    pub sure: [u32; 3],
    /// What it costs against best play, in points of the ending's value; `None` where that is not known.
    pub cost: Option<i32>,
}

/// A lesson in the room's line.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ReportLesson {
    /// Its sentence.
    pub text: String,
    /// How many decisions kept it.
    pub kept: usize,
    /// How many broke it.
    pub broken: usize,
}

/// A skill in the room's line.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ReportSkill {
    /// Its name.
    pub name: String,
    /// How often it was seen and at which step, in words.
    pub seen: String,
    /// How often observers gave each level, 1 to 4.
    pub observed: [u32; 4],
    /// What observers heard, without their names.
    pub quotes: Vec<String>,
}
