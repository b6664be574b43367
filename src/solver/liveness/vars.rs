//! State variables, and the thresholds that partition their values.
//!
//! A variable with `n` values has `n - 1` thresholds (cuts, in short): the questions whether it is
//! at least its second value, its third, and so on. Needing to know a flag is needing its one cut;
//! needing to know whether a meter is at least 12 is needing one of a hundred. Two values between
//! the same cuts are one.

use std::{iter::repeat_with, ops::Range, sync::OnceLock};

use super::thresholds::Thresholds;
use crate::scenario::{Condition, DrawId, Mark, MarkKind, MeterId, MeterKind, Scenario, SceneId};

/// A state variable.
pub(in crate::solver) type Var = usize;

/// What it takes to know whether a meter is at least so much, by pages of values.
type LinesOfMeter = Box<[OnceLock<Box<[OnceLock<Thresholds>]>>]>;

/// How many values there are on a page, and how many pages.
const LINES_OF_PAGE: usize = 1 << 8;
const LINE_PAGES: usize = 1 << 8;

fn once_each<T>(count: usize) -> Box<[OnceLock<T>]> {
    repeat_with(OnceLock::new).take(count).collect()
}

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
    /// What it takes to know whether a derived meter is at least so much, once it was asked.
    lines: Box<[LinesOfMeter]>,
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
            lines: repeat_with(|| once_each(LINE_PAGES)).take(scenario.meters.len()).collect(),
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
        let worked_out = || {
            let mut needed = Thresholds::default();
            self.sum_at_least(scenario, terms, value, &mut needed);
            needed
        };
        // Values of meters have 16 bits; those beyond are asked once, if at all.
        let at = usize::try_from(value.saturating_sub(i16::MIN.into())).unwrap_or(usize::MAX);
        let page = self.lines[id.index()].get(at / LINES_OF_PAGE);
        let page = page.map(|page| page.get_or_init(|| once_each(LINES_OF_PAGE)));
        match page.and_then(|page| page.get(at % LINES_OF_PAGE)) {
            Some(line) => into.add(line.get_or_init(worked_out)),
            None => into.add(&worked_out()),
        };
    }

    /// Needs to know whether a sum of meters is at least so much.
    fn sum_at_least(
        &self,
        scenario: &Scenario,
        terms: &[(MeterId, i16)],
        value: i32,
        into: &mut Thresholds,
    ) {
        for (at, (term, factor)) in terms.iter().enumerate() {
            let var = self.stored_meter(term.index());
            let others = terms.iter().enumerate().filter(|(other, _)| *other != at);
            let rests = sums(scenario, others.map(|(_, term)| *term));
            let factor = i64::from(*factor);
            match rests {
                Some(rests) if factor != 0 => {
                    let mut cuts: Vec<i32> = Vec::new();
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
                                cuts.push(cut);
                            }
                        }
                    }
                    cuts.sort_unstable();
                    cuts.into_iter().for_each(|cut| self.at_least(var, cut, into));
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
        let mut value = i32::from(meter.min);
        while value < meter.max.into() {
            value = last_alike(value, meter.max.into(), share) + 1;
            // Beyond the greatest value there is nothing to know.
            self.at_least(var, value, into);
        }
    }

    /// Needs the whole of every number of more than `narrow` thresholds of which more is needed than is
    /// known.
    pub(in crate::solver) fn widen(
        &self,
        known: &Thresholds,
        needed: &mut Thresholds,
        narrow: usize,
    ) {
        for var in 0..self.least.len() {
            let cuts = self.cuts(var);
            if cuts.len() > narrow.max(1) {
                let (had, has) = (known.count(cuts.clone()), needed.count(cuts.clone()));
                if has > had && had > 0 {
                    needed.insert_all(cuts);
                }
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

/// The last number up to `most` that a function which only rises, or only falls, takes to the same as it
/// takes the first: in steps that double, then halve.
pub(in crate::solver) fn last_alike(first: i32, most: i32, of: impl Fn(i32) -> i32) -> i32 {
    let same = of(first);
    let (mut last, mut step) = (first, 1);
    while last < most && of(last.saturating_add(step).min(most)) == same {
        last = last.saturating_add(step).min(most);
        step = step.saturating_mul(2);
    }
    while step > 0 {
        let next = last.saturating_add(step).min(most);
        if of(next) == same {
            last = next;
        }
        step /= 2;
    }
    last
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
