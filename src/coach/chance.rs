//! Choices and chance, as data: what a play left behind and what it could not know, in whole points.
//!
//! Points are those of the endings' values, 0 to 100. What people are shown is rounded, never exact, and
//! adds up as it is shown: see [`ChoicesAndChance::ledger`].

use super::Moment;
use crate::scenario::Channel;

/// A finished play, split into what was chosen and what chance did.
///
/// As shown, always: `best_average - left_behind + chance == result`,
/// `left_behind == sum of dearest + left_elsewhere`, `chance == sum of events + smaller_chance`.
#[derive(Debug, Clone, PartialEq)]
pub struct ChoicesAndChance {
    /// The whole split in a few plain sentences; the last tells a good decision from a good result.
    pub summary: Vec<String>,
    /// What all of it rests on, in one sentence for the foot of the page.
    pub footnote: String,
    /// Value of the ending.
    pub result: i32,
    /// What best play averages from this start.
    pub best_average: i32,
    /// What choosing at random averages from this start.
    pub random_average: i32,
    /// What the choices cost, all together; never negative. Only what a trainer would speak of counts.
    pub left_behind: i32,
    /// What chance gave (above 0) or took, after the opening; also what a choice cost beside what could not be
    /// known to fit.
    pub chance: i32,
    /// What this start was worth more, or less, than starts are on average, if that is worth telling.
    /// Not part of the sum: `best_average` counts from this start.
    pub opening: Option<ChanceEvent>,
    /// The chance events that counted, in order of play, after the opening.
    pub events: Vec<ChanceEvent>,
    /// What chance gave or took in events too small to tell.
    pub smaller_chance: i32,
    /// The move that kept most open; told before any dear one. `None` only where every decision at which
    /// something was at stake left something behind, and nothing else showed a lot.
    pub best_move: Option<BestMove>,
    /// The dearest decisions, the dearest first; but before all the one to tell: of those that broke the
    /// lesson whose breaking cost most over the play, or that the ending is the price of, the dearest.
    pub dearest: Vec<Dear>,
    /// What the choices left behind apart from the dearest.
    pub left_elsewhere: i32,
    /// From best play's average to the result, one thing after the other; the points add up to the
    /// result.
    pub ledger: Vec<SumLine>,
    /// The value of best play over time, for the chart: from the start to the result.
    pub course: Vec<CoursePoint>,
}

impl ChoicesAndChance {
    /// The same, told with no more than so many dear decisions; it still adds up.
    #[must_use]
    pub fn with_dearest(mut self, most: usize) -> Self {
        let rest = self.dearest.split_off(most.min(self.dearest.len()));
        self.left_elsewhere += rest.iter().map(|dear| dear.points).sum::<i32>();
        self
    }
}

/// Something that could not be known, and what it gave or took.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ChanceEvent {
    /// The decision it followed, from 0; `None`: the opening.
    pub step: Option<usize>,
    /// What happened, in words: "Marcus happened to mention the badge".
    pub text: String,
    /// Points given (above 0) or taken.
    pub points: i32,
    /// Whether it is what would have fitted at the decision, which could not be known, and not what followed.
    pub lay_hidden: bool,
}

/// One line of the sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SumLine {
    /// The decision it belongs to, from 0; `None`: the start, or smaller things together.
    pub step: Option<usize>,
    /// What moved the sum.
    pub mover: Mover,
    /// Points: the average at the start, then what is added or taken away.
    pub points: i32,
    /// What it was: "You: “Ada, have you a minute?”", "You: Ring her now", of several
    /// alike "You, Monday 3 June: Leave it another week"; "Ada had a moment", "Smaller things you chose".
    pub text: String,
}

impl SumLine {
    /// The line as it is read: "80: What best play averages from your start", "cost 15 points: You: …".
    #[must_use]
    pub fn told(&self) -> String {
        let Self { mover, points, text, .. } = self;
        let size = super::points::points(points.abs());
        match mover {
            Mover::Start => format!("{points}: {text}"),
            Mover::Decision if *points <= 0 => format!("cost {size}: {text}"),
            _ if *points < 0 => format!("took {size}: {text}"),
            _ => format!("gave {size}: {text}"),
        }
    }
}

/// How much a decision left behind.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Weight {
    /// Nothing on offer was worth more.
    Best,
    /// Hardly anything: less than [`FELT`](super::FELT).
    Light,
    /// Something: less than [`DEAR`](super::DEAR).
    Felt,
    /// A lot.
    Dear,
}

/// The play's strength: a move that left less than a point behind where the rest averaged at least
/// [`BEST_MOVE`](super::BEST_MOVE) points less; where there is none, a move that left nothing behind
/// where the rest averaged at least [`AT_STAKE`](super::AT_STAKE) less, or one that showed a lot where
/// nothing was at stake.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BestMove {
    /// The decision.
    pub moment: Moment,
    /// How much better it was than the average of what else was on offer, in points; told only from
    /// [`BEST_MOVE`](super::BEST_MOVE) on.
    pub points: i32,
    /// The same in a sentence.
    pub told: String,
    /// The lesson that it kept, in the scenario's sentence.
    pub lesson: Option<String>,
}

/// A decision with regret: one that cost something, with a line to learn from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dear {
    /// The decision, with what you said.
    pub moment: Moment,
    /// Points that it cost beside the better line.
    pub points: i32,
    /// How much that is.
    pub weight: Weight,
    /// The same in a sentence that does not scold: "This cost about 12 points."
    pub told: String,
    /// The lesson that it broke, in the scenario's sentence.
    pub lesson: Option<String>,
    /// What else was on offer, in the order in which it was shown.
    pub answers: Vec<Answer>,
    /// Shown after the learner has picked an answer.
    pub better: BetterLine,
}

/// Something else that was on offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// Id, as for [`Session::choose`](crate::engine::Session::choose).
    pub id: String,
    /// Its words.
    pub text: String,
    /// Channel it uses.
    pub channel: Channel,
    /// Whether it is the line to learn from.
    pub best: bool,
    /// Whether it keeps the lesson that was broken: then no other line need be told.
    pub keeps: bool,
    /// What picking it is answered with: how it would have come out beside what was chosen.
    pub told: String,
}

/// A line to learn from, and play onwards by what can be taught, against the same hidden reasons and the
/// same draws.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BetterLine {
    /// Position of the decision among the play's choices, from 0.
    pub step: usize,
    /// Id of the better choice.
    pub id: String,
    /// Its words.
    pub text: String,
    /// Its channel.
    pub channel: Channel,
    /// Why it is better, in plain words.
    pub why: String,
    /// The first words that would have come back, with the speaker's name before them.
    pub reply: Option<String>,
    /// How play goes on after it up to the ending, by the decisions at which something was at stake.
    pub line: Vec<Moment>,
    /// Ids of all its choices from that decision to the end, the better one first.
    pub choices: Vec<String>,
    /// Title of the ending it comes to.
    pub ending: String,
    /// Value of that ending.
    pub result: i32,
    /// What it comes to, in a sentence; also where this once it comes to less than was reached.
    pub told: String,
}

/// One point of the chart.
#[derive(Debug, Clone, PartialEq)]
pub struct CoursePoint {
    /// What best play averages after it, 0 to 100.
    pub value: f32,
    /// What moved it.
    pub mover: Mover,
    /// The decision it belongs to, from 0; `None`: the start.
    pub step: Option<usize>,
    /// What it was, in words, for hover and focus: "Monday 27 May, 16:40, The desk. You: “…”. This
    /// left about 12 behind."
    pub told: String,
}

/// What moves the value of a play.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Mover {
    /// Where it starts.
    Start,
    /// You decided.
    Decision,
    /// Something happened that you could not know.
    Chance,
}
