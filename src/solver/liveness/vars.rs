//! State variables, and the thresholds that partition their values.
//!
//! A variable with `n` values has `n - 1` thresholds (cuts, in short): the questions whether it is
//! at least its second value, its third, and so on. Needing to know a flag is needing its one cut;
//! needing to know whether a meter is at least 12 is needing one of a hundred. Two values between
//! the same cuts are one.

use std::ops::Range;

use crate::scenario::{Condition, DrawId, Mark, MarkKind, MeterId, MeterKind, Scenario, SceneId};

/// A set of thresholds, by number: the partition of every variable that it makes.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(in crate::solver) struct Thresholds(Vec<u64>);

impl Thresholds {
    pub(in crate::solver) fn insert(&mut self, cut: usize) {
        if self.0.len() <= cut / 64 {
            self.0.resize(cut / 64 + 1, 0);
        }
        self.0[cut / 64] |= 1 << (cut % 64);
    }

    pub(in crate::solver) fn contains(&self, cut: usize) -> bool {
        self.0.get(cut / 64).is_some_and(|word| word >> (cut % 64) & 1 == 1)
    }

    pub(in crate::solver) fn insert_all(&mut self, cuts: Range<usize>) {
        cuts.for_each(|cut| self.insert(cut));
    }

    pub(in crate::solver) fn remove_all(&mut self, cuts: Range<usize>) {
        for cut in cuts {
            if let Some(word) = self.0.get_mut(cut / 64) {
                *word &= !(1 << (cut % 64));
            }
        }
    }

    pub(in crate::solver) fn any(&self, mut cuts: Range<usize>) -> bool {
        cuts.any(|cut| self.contains(cut))
    }

    /// Adds all of another set; whether that changed anything.
    pub(in crate::solver) fn add(&mut self, other: &Self) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut changed = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            changed |= *theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }

    pub(in crate::solver) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// Keeps only what is in another set too.
    pub(in crate::solver) fn keep(&mut self, other: &Self) {
        for (at, mine) in self.0.iter_mut().enumerate() {
            *mine &= other.0.get(at).copied().unwrap_or(0);
        }
    }

    /// From what is needed after adding to a variable to what is needed before.
    pub(in crate::solver) fn shift(&mut self, cuts: Range<usize>, by: i32) {
        let by = by as isize;
        let moved: Vec<usize> = cuts
            .clone()
            .filter(|cut| self.contains(*cut))
            .filter_map(|cut| cut.checked_add_signed(-by).filter(|cut| cuts.contains(cut)))
            .collect();
        self.remove_all(cuts);
        moved.into_iter().for_each(|cut| self.insert(cut));
    }
}

/// A state variable.
pub(in crate::solver) type Var = usize;

/// The state variables of a scenario and their thresholds.
#[derive(Debug)]
pub(in crate::solver) struct Vars {
    meters: usize,
    /// The first mark of each kind.
    marks: [Var; MarkKind::ALL.len()],
    visits: usize,
    day: usize,
    /// First cut of each variable; one more at the end.
    first: Vec<usize>,
    /// Least value of each variable.
    least: Vec<i32>,
}

impl Vars {
    /// With the greatest number of visits of each scene, and the greatest day, that anything asks for.
    pub(in crate::solver) fn of(scenario: &Scenario, visits: &[u8], day: u16) -> Self {
        let mut vars = Self {
            meters: scenario.draws.len(),
            marks: [0; MarkKind::ALL.len()],
            visits: 0,
            day: 0,
            first: vec![0],
            least: Vec::new(),
        };
        for draw in &scenario.draws {
            vars.push(0, draw.values.len().saturating_sub(1));
        }
        for meter in &scenario.meters[..scenario.stored_meters] {
            vars.push(meter.min.into(), usize::from(meter.max.abs_diff(meter.min)));
        }
        for kind in MarkKind::ALL {
            vars.marks[kind as usize] = vars.least.len();
            scenario.marks(kind).for_each(|_| vars.push(0, 1));
        }
        vars.visits = vars.least.len();
        visits.iter().for_each(|most| vars.push(0, usize::from(*most)));
        vars.day = vars.least.len();
        vars.push(0, usize::from(day));
        vars.push(0, scenario.endings.len().saturating_sub(1));
        vars
    }

    fn push(&mut self, least: i32, cuts: usize) {
        let first = self.first.last().copied().unwrap_or(0);
        self.first.push(first + cuts);
        self.least.push(least);
    }

    /// The cuts of a variable.
    pub(in crate::solver) fn cuts(&self, var: Var) -> Range<usize> {
        self.first[var]..self.first[var + 1]
    }

    /// Needs to know whether a variable is at least so much.
    pub(in crate::solver) fn at_least(&self, var: Var, value: i32, into: &mut Thresholds) {
        let cuts = self.cuts(var);
        let above = value.saturating_sub(self.least[var]).saturating_sub(1);
        if let Ok(above) = usize::try_from(above)
            && above < cuts.len()
        {
            into.insert(cuts.start + above);
        }
    }

    /// Needs to know whether a variable has this value.
    fn is(&self, var: Var, value: i32, into: &mut Thresholds) {
        self.at_least(var, value, into);
        self.at_least(var, value + 1, into);
    }

    #[expect(clippy::unused_self, reason = "draws happen to come first; callers need not know")]
    pub(in crate::solver) fn draw(&self, id: DrawId) -> Var {
        id.index()
    }

    pub(in crate::solver) fn stored_meter(&self, index: usize) -> Var {
        self.meters + index
    }

    pub(in crate::solver) fn mark(&self, mark: impl Into<Mark>) -> Var {
        let Mark { kind, number } = mark.into();
        self.marks[kind as usize] + usize::from(number)
    }

    pub(in crate::solver) fn visits(&self, id: SceneId) -> Var {
        self.visits + id.index()
    }

    pub(in crate::solver) fn day(&self) -> Var {
        self.day
    }

    pub(in crate::solver) fn ending(&self) -> Var {
        self.day + 1
    }

    /// Needs a mark, or the whole of a number.
    pub(in crate::solver) fn all(&self, var: Var, into: &mut Thresholds) {
        into.insert_all(self.cuts(var));
    }

    /// Needs the whole of a meter, stored or derived.
    pub(in crate::solver) fn meter(&self, scenario: &Scenario, id: MeterId, into: &mut Thresholds) {
        match &scenario.meters[id.index()].kind {
            MeterKind::Stored { .. } => self.all(self.stored_meter(id.index()), into),
            MeterKind::Derived { terms } => {
                for (term, _) in terms {
                    self.all(self.stored_meter(term.index()), into);
                }
            }
        }
    }

    /// Needs to know whether a meter is at least so much.
    pub(in crate::solver) fn meter_at_least(
        &self,
        scenario: &Scenario,
        id: MeterId,
        value: i32,
        into: &mut Thresholds,
    ) {
        let MeterKind::Derived { terms } = &scenario.meters[id.index()].kind else {
            self.at_least(self.stored_meter(id.index()), value, into);
            return;
        };
        for (at, (term, factor)) in terms.iter().enumerate() {
            let var = self.stored_meter(term.index());
            let others = terms.iter().enumerate().filter(|(other, _)| *other != at);
            let rests = sums(scenario, others.map(|(_, term)| *term));
            let factor = i64::from(*factor);
            match rests {
                Some(rests) if factor != 0 => {
                    for rest in rests {
                        // Where factor * term + rest changes from below the line to beyond it.
                        let line = i64::from(value) - rest;
                        let floor = line.div_euclid(factor);
                        for near in [floor - 1, floor, floor + 1, floor + 2] {
                            let beyond = |term: i64| term * factor >= line;
                            // No meter has a value beyond 32 bits.
                            if let Ok(cut) = i32::try_from(near)
                                && beyond(near) != beyond(near - 1)
                            {
                                self.at_least(var, cut, into);
                            }
                        }
                    }
                }
                Some(_) => {}
                None => self.all(var, into),
            }
        }
    }

    /// Needs a share of a meter, `value * numerator / denominator` rounded towards zero.
    pub(in crate::solver) fn share(
        &self,
        scenario: &Scenario,
        id: MeterId,
        part: (i32, i32),
        into: &mut Thresholds,
    ) {
        let meter = &scenario.meters[id.index()];
        if matches!(meter.kind, MeterKind::Derived { .. }) {
            self.meter(scenario, id, into);
            return;
        }
        let var = self.stored_meter(id.index());
        let share = |value: i32| value.saturating_mul(part.0) / part.1.max(1);
        for value in i32::from(meter.min) + 1..=i32::from(meter.max) {
            if share(value) != share(value - 1) {
                self.at_least(var, value, into);
            }
        }
    }

    /// What a condition asks.
    pub(in crate::solver) fn reads(
        &self,
        scenario: &Scenario,
        condition: &Condition,
        into: &mut Thresholds,
    ) {
        match condition {
            Condition::Always | Condition::Picked(_) => {}
            Condition::Is(draw, value) => self.is(self.draw(*draw), (*value).into(), into),
            Condition::Holds(mark) => self.all(self.mark(*mark), into),
            Condition::AgreementsAtLeast(_) => {
                let agreements = scenario.marks(MarkKind::Agreement);
                agreements.for_each(|agreement| self.all(self.mark(agreement), into));
            }
            Condition::AtLeast(meter, value) => {
                self.meter_at_least(scenario, *meter, (*value).into(), into);
            }
            Condition::DayAtLeast(day) => self.at_least(self.day, (*day).into(), into),
            Condition::VisitsAtLeast(scene, count) => {
                self.at_least(self.visits(*scene), (*count).into(), into);
            }
            Condition::Ended(ending) => self.is(self.ending(), ending.number().into(), into),
            Condition::Not(inner) => self.reads(scenario, inner, into),
            Condition::Any(list) | Condition::All(list) => {
                list.iter().for_each(|inner| self.reads(scenario, inner, into));
            }
        }
    }
}

/// The sums that meters, each times a factor, can have; `None` where they are too many to list.
fn sums(scenario: &Scenario, terms: impl Iterator<Item = (MeterId, i16)>) -> Option<Vec<i64>> {
    let mut sums = vec![0_i64];
    for (term, factor) in terms {
        let meter = &scenario.meters[term.index()];
        let values = i64::from(meter.min)..=i64::from(meter.max);
        let next = |sum: i64| values.clone().map(move |value| sum + value * i64::from(factor));
        if sums.len() * usize::from(meter.max.abs_diff(meter.min)) > 1 << 16 {
            return None;
        }
        sums = sums.into_iter().flat_map(next).collect();
        sums.sort_unstable();
        sums.dedup();
    }
    Some(sums)
}
