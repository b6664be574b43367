//! A proof of a claim, and the figures on which it rests.

use crate::{
    engine::Save,
    scenario::{ChoiceId, DrawId, EndingId, LessonId},
    solver::pomdp::evaluation::TIE,
};

/// A claim of a lesson, proved or refuted.
#[derive(Debug, Clone, PartialEq)]
pub struct Proof {
    /// The lesson.
    pub lesson: LessonId,
    /// Which of its claims.
    pub claim: usize,
    /// What came of it.
    pub proven: Proven,
    /// What it rests on; empty where nothing is proven, or nothing brings it about.
    pub figures: Vec<Figure>,
    /// For a broken claim: a play in which the wrong thing pays, by the worst figure.
    pub witness: Option<Save>,
}

/// Whether a claim is true of the scenario.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Proven {
    /// It is true.
    Holds,
    /// It is not true.
    Broken,
    /// The analysis did not come to its end.
    NotProven,
    /// No decision can keep it or break it: what it is about never comes about.
    Idle,
}

/// A figure on which a proof rests.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Figure {
    /// What it is about.
    pub about: Subject,
    /// In the plays of which value of a hidden draw, if these are taken apart.
    pub truth: Option<(DrawId, u8)>,
    /// Points; levels, of ratings.
    pub points: f64,
    /// What they have to be.
    pub asked: Bound,
    /// How often that is decided in random play, on average; 0 for endings and ratings.
    pub decisions: f64,
}

/// What a figure is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Subject {
    /// How much less the first costs than the second.
    Less(ChoiceId, ChoiceId),
    /// How far apart the costs of two choices are.
    Apart(ChoiceId, ChoiceId),
    /// What a choice costs.
    Cost(ChoiceId),
    /// How much more a choice costs under the second of these conditions than under the first.
    Grows(ChoiceId, u16, u16),
    /// How much higher the first is rated than the second, in levels.
    Shows(ChoiceId, ChoiceId),
    /// How much more the second ending is worth at least than the first at most.
    Below(EndingId, EndingId),
    /// The least, or the greatest, value of an ending.
    Worth(EndingId),
}

/// What a figure has to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Bound {
    /// So much or more.
    AtLeast(i32),
    /// So much or less.
    AtMost(i32),
    /// More than so much.
    MoreThan(i32),
}

impl Figure {
    /// By how much it is better than it has to be; negative where it is worse.
    #[must_use]
    pub fn margin(&self) -> f64 {
        match self.asked {
            Bound::AtLeast(least) | Bound::MoreThan(least) => self.points - f64::from(least),
            Bound::AtMost(most) => f64::from(most) - self.points,
        }
    }

    /// Whether it is as it has to be.
    #[must_use]
    pub fn holds(&self) -> bool {
        match self.asked {
            Bound::AtLeast(_) | Bound::AtMost(_) => self.margin() >= -TIE,
            Bound::MoreThan(_) => self.margin() > TIE,
        }
    }
}

impl Proof {
    /// The figure on which most hangs: the worst of a broken claim, the narrowest of one that holds.
    #[must_use]
    pub fn worst(&self) -> Option<&Figure> {
        self.figures.iter().min_by(|one, other| {
            one.holds().cmp(&other.holds()).then(one.margin().total_cmp(&other.margin()))
        })
    }
}
