//! Regions of bisimilar states, found by generalising what was explored: how far the meters of a
//! state could differ without anything that follows going another way.
//!
//! While the steps from a state are taken, everything that they ask of a meter narrows the values that
//! it might have had: a meter at 40 that was asked whether it is at least 12, and then raised by 6 and
//! asked whether it is at least 55, might as well have been anything from 12 to 48. States within such
//! bounds that agree on everything else have the same future, so the first that is explored stands for
//! all. Unlike the cuts of a scene, which hold for everything that could happen from it, these are
//! drawn by what does happen. (Explanation-based generalisation: Mitchell, Keller and Kedar-Cabelli
//! 1986.)

#![expect(
    clippy::cast_possible_truncation,
    reason = "brought within the range of 32 bits just before"
)]

use super::vars::last_alike;
use crate::{
    engine::{Notice, State},
    scenario::{Condition, EndingId, MeterId, MeterKind, Scenario, Trigger},
};

/// The region of one state: bounds of its stored meters.
#[derive(Debug, Default)]
pub(in crate::solver) struct Bounds {
    spans: Vec<MeterBounds>,
}

/// The interval of one meter.
#[derive(Debug, Clone, Copy)]
struct MeterBounds {
    /// Its value in the state.
    source: i32,
    low: i32,
    high: i32,
    /// How much the step under way has added so far; `None` once its value no longer depends on what
    /// it was.
    added: Option<i32>,
    /// Whether it was put to something on the way.
    put: bool,
}

impl MeterBounds {
    /// Notes whether the meter, now at `value`, is at least `line`.
    fn side(&mut self, value: i32, line: i32) {
        let Some(added) = self.added else { return };
        if value >= line {
            self.low = self.low.max(line - added);
        } else {
            self.high = self.high.min(line - added - 1);
        }
    }

    /// Notes that the exact value counts.
    fn pin(&mut self) {
        if self.added.is_some() {
            (self.low, self.high) = (self.source, self.source);
        }
    }
}

impl Bounds {
    /// Begins anew at a state.
    pub(in crate::solver) fn begin(&mut self, scenario: &Scenario, state: &State) {
        let meters = &scenario.meters[..scenario.stored_meters];
        self.spans.clear();
        self.spans.extend(meters.iter().zip(&state.meters).map(|(meter, value)| MeterBounds {
            source: (*value).into(),
            low: meter.min.into(),
            high: meter.max.into(),
            added: Some(0),
            put: false,
        }));
    }

    /// Begins another step from the state.
    pub(in crate::solver) fn begin_step(&mut self) {
        self.spans.iter_mut().for_each(|span| (span.added, span.put) = (Some(0), false));
    }

    /// The bounds of a meter.
    pub(in crate::solver) fn of(&self, meter: usize) -> (i32, i32) {
        self.spans.get(meter).map_or((i32::MIN, i32::MAX), |span| (span.low, span.high))
    }

    /// Keeps a meter, as the step leaves it, within the bounds of the state that it leads to.
    pub(in crate::solver) fn within(&mut self, meter: usize, low: i16, high: i16) {
        if let Some(span) = self.spans.get_mut(meter)
            && let Some(added) = span.added
        {
            span.low = span.low.max(i32::from(low) - added);
            span.high = span.high.min(i32::from(high) - added);
        }
    }

    /// How much a step added to a stored meter; `None` where its value no longer depends on what it
    /// was, and then that is noted to count.
    pub(in crate::solver) fn added(&mut self, meter: usize) -> Option<i32> {
        let span = self.spans.get_mut(meter)?;
        if span.added.is_none() {
            (span.low, span.high) = (span.source, span.source);
        }
        span.added
    }

    /// Whether a step put a stored meter to something.
    pub(in crate::solver) fn was_put(&self, meter: usize) -> bool {
        self.spans.get(meter).is_some_and(|span| span.put)
    }

    /// Hears what a step reads and writes.
    pub(in crate::solver) fn notice(
        &mut self,
        scenario: &Scenario,
        state: &State,
        notice: Notice<'_>,
    ) {
        match notice {
            Notice::Asked(condition, picked)
            | Notice::Guarded(_, condition, picked)
            | Notice::Worded(condition, picked) => {
                self.holds(scenario, state, condition, picked);
            }
            Notice::Added(meter, by) => self.add(scenario, state, meter, by.into()),
            Notice::Put(meter, _) => {
                let span = &mut self.spans[meter.index()];
                (span.added, span.put) = (None, true);
            }
            Notice::Watched(reaction, before) => match reaction.on {
                Trigger::Rise(meter, line) | Trigger::Fall(meter, line) => {
                    let rises = matches!(reaction.on, Trigger::Rise(..));
                    self.watch(scenario, state, (meter, line.into(), rises), before);
                }
                Trigger::Day | Trigger::Enter(_) | Trigger::Arrive(_) => {}
            },
            Notice::Drawn(..) => {}
            Notice::Weighed(ending) => self.weigh(scenario, state, ending),
        }
    }

    /// Whether a condition holds; what it asks of meters is noted, as far as it is decided by it.
    pub(in crate::solver) fn holds(
        &mut self,
        scenario: &Scenario,
        state: &State,
        condition: &Condition,
        picked: u16,
    ) -> bool {
        match condition {
            Condition::AtLeast(meter, line) => {
                self.at_least(scenario, state, *meter, (*line).into());
                state.meter(scenario, *meter) >= *line
            }
            Condition::Not(inner) => !self.holds(scenario, state, inner, picked),
            Condition::Any(list) => {
                list.iter().any(|inner| self.holds(scenario, state, inner, picked))
            }
            Condition::All(list) => {
                list.iter().all(|inner| self.holds(scenario, state, inner, picked))
            }
            Condition::Always
            | Condition::Is(..)
            | Condition::Holds(_)
            | Condition::AgreementsAtLeast(_)
            | Condition::DayAtLeast(_)
            | Condition::VisitsAtLeast(..)
            | Condition::Picked(_)
            | Condition::Ended(_) => state.holds(scenario, condition, picked),
        }
    }

    /// Notes whether a meter is at least so much.
    pub(in crate::solver) fn at_least(
        &mut self,
        scenario: &Scenario,
        state: &State,
        id: MeterId,
        line: i32,
    ) {
        let value = |meter: MeterId| i32::from(state.meters[meter.index()]);
        let meter = &scenario.meters[id.index()];
        let MeterKind::Derived { terms } = &meter.kind else {
            return self.spans[id.index()].side(value(id), line);
        };
        if line <= meter.min.into() || line > meter.max.into() {
            return;
        }
        // Of a sum, all terms but the widest are held fast.
        let width = |(term, factor): &(MeterId, i16)| {
            let term = &scenario.meters[term.index()];
            i64::from(term.max.abs_diff(term.min)) * i64::from(factor.unsigned_abs())
        };
        let Some(free) = (0..terms.len()).max_by_key(|at| width(&terms[*at])) else { return };
        let (term, factor) = terms[free];
        let mut left = i64::from(line);
        for (at, (other, factor)) in terms.iter().enumerate() {
            if at != free {
                left -= i64::from(value(*other)) * i64::from(*factor);
                self.spans[other.index()].pin();
            }
        }
        let twice = terms.iter().filter(|(other, _)| *other == term).count() > 1;
        if twice || factor == 0 {
            return self.spans[term.index()].pin();
        }
        // Where factor * term passes what is left of the line.
        let factor = i64::from(factor);
        let turn =
            if factor > 0 { -(-left).div_euclid(factor) } else { (-left).div_euclid(-factor) + 1 };
        let turn = turn.clamp(i64::from(i16::MIN), i64::from(i16::MAX) + 1);
        self.spans[term.index()].side(value(term), turn as i32);
    }

    /// Notes that the exact value of a meter counts.
    pub(in crate::solver) fn pin(&mut self, scenario: &Scenario, id: MeterId) {
        match &scenario.meters[id.index()].kind {
            MeterKind::Stored { .. } => self.spans[id.index()].pin(),
            MeterKind::Derived { terms } => {
                terms.iter().for_each(|(term, _)| self.spans[term.index()].pin());
            }
        }
    }

    fn add(&mut self, scenario: &Scenario, state: &State, id: MeterId, by: i32) {
        let meter = &scenario.meters[id.index()];
        let (min, max) = (i32::from(meter.min), i32::from(meter.max));
        let value = i32::from(state.meters[id.index()]);
        let span = &mut self.spans[id.index()];
        // Beyond the ends of the scale the sum is the end, whatever the meter was.
        span.side(value, min - by);
        span.side(value, max + 1 - by);
        let fits = (min..=max).contains(&(value + by));
        span.added = span.added.filter(|_| fits).map(|added| added + by);
    }

    /// Notes what decides whether a watched line was crossed; `was` is whether the meter stood beyond
    /// it before the step.
    fn watch(
        &mut self,
        scenario: &Scenario,
        state: &State,
        (id, line, rises): (MeterId, i32, bool),
        was: bool,
    ) {
        let stood_still = |meter: MeterId| self.spans[meter.index()].added == Some(0);
        let (terms, untouched) = match &scenario.meters[id.index()].kind {
            MeterKind::Stored { .. } => (None, stood_still(id)),
            MeterKind::Derived { terms } => {
                (Some(terms), terms.iter().all(|(term, _)| stood_still(*term)))
            }
        };
        if untouched {
            return;
        }
        let is = (i32::from(state.meter(scenario, id)) >= line) == rises;
        if !was {
            self.at_least(scenario, state, id, line);
        }
        if !was && !is {
            return;
        }
        for (term, _) in terms.into_iter().flatten() {
            let span = &mut self.spans[term.index()];
            (span.low, span.high) = (span.source, span.source);
        }
        if terms.is_none() {
            let span = &mut self.spans[id.index()];
            if span.source >= line {
                span.low = span.low.max(line);
            } else {
                span.high = span.high.min(line - 1);
            }
        }
    }

    /// Notes what the value of an ending depends on.
    fn weigh(&mut self, scenario: &Scenario, state: &State, ending: EndingId) {
        for (id, numerator, denominator) in &scenario.ending(ending).value.plus {
            let meter = &scenario.meters[id.index()];
            if matches!(meter.kind, MeterKind::Derived { .. }) {
                self.pin(scenario, *id);
                continue;
            }
            let share = |value: i32| value.saturating_mul(*numerator) / denominator;
            let value = i32::from(state.meters[id.index()]);
            // Downwards as upwards, with every sign the other way round.
            let least = -last_alike(-value, -i32::from(meter.min), |value| share(-value));
            let most = last_alike(value, meter.max.into(), share);
            let span = &mut self.spans[id.index()];
            span.side(value, least);
            span.side(value, most + 1);
        }
    }
}
