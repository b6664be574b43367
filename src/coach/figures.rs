//! Thresholds, and whole points that add up.
//!
//! Best play's average and what was left behind are rounded to the nearest point, so that the same start
//! always shows the same figure. What chance did is what then remains to the result; it is off by less
//! than a point, and never has the wrong sign. Parts of a total are rounded by largest remainder.

use super::{Weight, teach::Cost};
use crate::solver::{PlayEvaluation, TIE};

/// A decision that left so many points behind is told; less is a smaller thing.
pub const FELT: f64 = 3.0;

/// A decision that left so many points behind is dear.
pub const DEAR: f64 = 10.0;

/// A chance event that gave or took so many points is told, and so is the opening; less is a smaller thing.
pub const EVENT: f64 = 3.0;

/// The best move is told with its lead if it left less than a point behind, and what else was on offer
/// averaged so many points less. Where no move leads by so much, the best move is one that left nothing
/// behind where something was at stake.
pub const BEST_MOVE: f64 = 3.0;

/// Something was at stake where what else was on offer averaged so many points less; what leads by less
/// moved no points.
pub const AT_STAKE: f64 = 1.0;

/// Who left less than this behind, all together, decided well; a result turned out well if it is less
/// than this below what best play averages. Both go by the figures as they are shown.
pub const WELL: f64 = 10.0;

impl Weight {
    /// How much so many points are.
    pub(super) fn of(regret: f64) -> Self {
        match regret {
            regret if regret <= TIE => Self::Best,
            regret if regret < FELT => Self::Light,
            regret if regret < DEAR => Self::Felt,
            _ => Self::Dear,
        }
    }
}

/// The figures of a finished play as they are shown.
#[derive(Debug, Clone)]
pub(super) struct Figures {
    pub result: i32,
    pub best: i32,
    pub random: i32,
    /// What best play averages over all starts.
    pub everywhere: i32,
    pub left: i32,
    pub chance: i32,
    /// Points of the steps that left something behind worth telling.
    pub dear: Vec<(usize, i32)>,
    pub left_smaller: i32,
    /// Points of the steps after which chance did something worth telling.
    pub events: Vec<(usize, i32)>,
    /// Points, below 0, of the steps at which what would have fitted could not be known.
    pub hidden: Vec<(usize, i32)>,
    pub chance_smaller: i32,
}

impl Figures {
    /// The figures of a play with this result, whose decisions cost so much.
    pub(super) fn of(course: &PlayEvaluation, costs: &[Cost], result: i32) -> Self {
        let sum = |of: fn(&Cost) -> f64| costs.iter().map(of).sum::<f64>();
        let (chosen, hidden) = (sum(|cost| cost.chosen), sum(|cost| cost.hidden));
        let (best, left) = (whole(course.start), whole(chosen));
        let chance = result - best + left;
        let dear = costs.iter().map(|cost| cost.chosen).enumerate();
        let dear: Vec<(usize, f64)> = dear.filter(|(_, points)| *points >= FELT).collect();
        let (dear, left_smaller) = parts(left, chosen, &dear);
        let events = course.steps.iter().map(|step| step.luck).enumerate();
        let mut told: Vec<(usize, f64)> = events.filter(|(_, luck)| luck.abs() >= EVENT).collect();
        let count = told.len();
        let lay = costs.iter().map(|cost| -cost.hidden).enumerate();
        told.extend(lay.filter(|(_, points)| *points <= -FELT));
        let (mut events, chance_smaller) = parts(chance, course.luck() - hidden, &told);
        let hidden = events.split_off(count);
        Self {
            result,
            best,
            random: whole(course.random),
            everywhere: whole(course.par),
            left,
            chance,
            dear,
            left_smaller,
            events,
            hidden,
            chance_smaller,
        }
    }

    /// Points that a step's decision left behind, if it is told.
    pub(super) fn dear_at(&self, step: usize) -> Option<i32> {
        at(&self.dear, step)
    }

    /// Points, below 0, of what could not be known at a step, if it is told.
    pub(super) fn hidden_at(&self, step: usize) -> Option<i32> {
        at(&self.hidden, step)
    }

    /// Points that chance gave or took after a step, if it is told.
    pub(super) fn event_at(&self, step: usize) -> Option<i32> {
        at(&self.events, step)
    }
}

fn at(parts: &[(usize, i32)], step: usize) -> Option<i32> {
    parts.iter().find(|(at, _)| *at == step).map(|(_, points)| *points)
}

/// Splits a total into the steps that are told, and all the others together.
fn parts(total: i32, exact: f64, told: &[(usize, f64)]) -> (Vec<(usize, i32)>, i32) {
    let others = exact - told.iter().map(|(_, points)| points).sum::<f64>();
    let exact: Vec<f64> = told.iter().map(|(_, points)| *points).chain([others]).collect();
    let mut shown = apportion(total, &exact);
    let others = shown.pop().unwrap_or_default();
    (told.iter().map(|(step, _)| *step).zip(shown).collect(), others)
}

/// Whole points for parts that add up to the total: all rounded down, then one more for those that lost
/// most. What is still over goes to the greatest part that is told: the last one is all the others, and
/// may be nothing that happened.
fn apportion(total: i32, exact: &[f64]) -> Vec<i32> {
    let fine: Vec<i64> = exact.iter().map(|points| millionths(*points)).collect();
    let mut shown: Vec<i32> = fine.iter().map(|fine| down(*fine)).collect();
    let mut missing = total - shown.iter().sum::<i32>();
    let mut order: Vec<usize> = (0..fine.len()).collect();
    order.sort_by_key(|at| std::cmp::Reverse(fine[*at].rem_euclid(POINT)));
    for at in order {
        if missing > 0 && fine[at].rem_euclid(POINT) > 0 {
            shown[at] += 1;
            missing -= 1;
        }
    }
    let told = fine.len().saturating_sub(1);
    let greatest = (0..told).max_by_key(|at| fine[*at].abs()).unwrap_or(told);
    if let Some(part) = shown.get_mut(greatest) {
        *part += missing;
    }
    shown
}

/// Millionths of a point in a point: fine enough for every figure, coarse enough to hide noise.
const POINT: i64 = 1_000_000;

#[expect(clippy::cast_possible_truncation, reason = "points are few, and millionths of them fit")]
fn millionths(points: f64) -> i64 {
    (points * 1e6).round() as i64
}

fn down(fine: i64) -> i32 {
    i32::try_from(fine.div_euclid(POINT)).unwrap_or(i32::MAX)
}

/// The nearest whole number of points, halves upwards.
pub(super) fn whole(points: f64) -> i32 {
    down(millionths(points) + POINT / 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_did_not_happen_gets_no_points() {
        // The last part is all that is too small to tell.
        for (total, exact, shown) in [
            (4, vec![5.0, 0.0], vec![4, 0]),
            (-4, vec![-5.0, 0.0], vec![-4, 0]),
            (6, vec![5.0, 0.0], vec![6, 0]),
            (6, vec![5.4, 0.0], vec![6, 0]),
            (-1, vec![4.0, -6.0, 0.0], vec![4, -5, 0]),
            (7, vec![3.5, 3.25, 0.25], vec![4, 3, 0]),
            (1, vec![0.6], vec![1]),
            (0, vec![0.0], vec![0]),
        ] {
            assert_eq!(apportion(total, &exact), shown, "{total} of {exact:?}");
        }
    }
}
