//! What a single decision shows of the lessons: kept or broken, read from what was on offer.

use super::{ChoiceId, Claim, Condition, LessonId, Scenario, Scope};

/// A decision: what was taken, and what was on offer.
pub struct DecisionTaken<'d> {
    /// What was taken.
    pub chosen: ChoiceId,
    /// What was on offer, the choice taken among them.
    pub offered: &'d [ChoiceId],
    /// Whether a condition held before it was taken.
    pub holds: &'d dyn Fn(&Condition) -> bool,
}

/// What a decision shows of the lessons, each lesson once, in file order.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LessonsShown {
    /// Lessons that it kept, and broke by no other claim of theirs.
    pub kept: Vec<LessonId>,
    /// Lessons that it broke.
    pub broken: Vec<LessonId>,
}

impl Scenario {
    /// Which lessons a decision kept and which it broke; of most, it shows nothing.
    #[must_use]
    pub fn shown_by(&self, decision: &DecisionTaken<'_>) -> LessonsShown {
        let mut shown = LessonsShown::default();
        for (number, lesson) in (0..).zip(&self.lessons) {
            let marks = || lesson.claims.iter().filter_map(|claim| decision.mark(claim));
            if marks().any(|mark| mark == Bearing::Broken) {
                shown.broken.push(LessonId(number));
            } else if marks().next().is_some() {
                shown.kept.push(LessonId(number));
            }
        }
        shown
    }
}

/// What a decision does to a claim.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Bearing {
    Kept,
    Broken,
}

impl DecisionTaken<'_> {
    fn mark(&self, claim: &Claim) -> Option<Bearing> {
        if claim.scope().is_some_and(|scope| !self.is_within(scope)) {
            return None;
        }
        let mark = match claim {
            // "Costs at most so much more" calls neither of them better.
            Claim::Rather { by, .. } if *by < 0 => return None,
            Claim::Rather { these, than, .. } | Claim::Rated { these, than } => {
                if self.took(than) && self.is_offered(these) {
                    Bearing::Broken
                } else if self.took(these) && self.is_offered(than) {
                    Bearing::Kept
                } else {
                    return None;
                }
            }
            Claim::Costs { these, at_least, .. } => match at_least {
                _ if !self.took(these) || self.is_forced() => return None,
                Some(_) => Bearing::Broken,
                None => Bearing::Kept,
            },
            Claim::Fits { these, .. } if self.took(these) && !self.is_forced() => Bearing::Kept,
            Claim::Grows { these, .. } if self.took(these) && !self.is_forced() => Bearing::Broken,
            Claim::Fits { .. }
            | Claim::Grows { .. }
            | Claim::Close { .. }
            | Claim::Worth { .. } => {
                return None;
            }
        };
        Some(mark)
    }

    fn is_within(&self, scope: &Scope) -> bool {
        let is_truth =
            scope.within.as_ref().filter(|within| within.singled_out).is_none_or(|within| {
                within.values.iter().any(|value| (self.holds)(&Condition::Is(within.draw, *value)))
            });
        is_truth && (self.holds)(&scope.when)
    }

    fn took(&self, choices: &[ChoiceId]) -> bool {
        choices.contains(&self.chosen)
    }

    fn is_offered(&self, choices: &[ChoiceId]) -> bool {
        choices.iter().any(|choice| self.offered.contains(choice))
    }

    /// Where nothing else was on offer, nothing was decided.
    fn is_forced(&self) -> bool {
        self.offered.iter().all(|choice| *choice == self.chosen)
    }
}
