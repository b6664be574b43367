//! The transition cache: transitions of states that satisfy the same guards, worked out once.
//!
//! The steps from a state ask only so much of it: whether a flag is set, whether a meter is at
//! least 12 (`live::asked`). States of one location that give the same answers go the same ways,
//! and on each of these the same is done to them: flags are put or left alone, numbers are shifted.
//! So the engine takes the steps of the first such state only; for all others, what they did is
//! done to the packed words. What compilers do with the hot paths of a program (trace compilation:
//! Bala, Duesterwald and Banerjia 2000) is exact here, since a path is known by its answers.

#![expect(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_sign_loss,
    reason = "numbers of a key are counted from 0, shifts keep them within bounds, rows are few"
)]

mod guard;
mod patch;
mod record;
mod table;

use self::{
    guard::Guards,
    record::Scratch,
    table::{DEFERRED, DeferredReward, Transition, TransitionTable},
};
use super::{graph::OVER, moves::EdgeKinds};
use crate::{
    engine::State,
    scenario::Scenario,
    solver::{
        content::reached::Reached,
        intern::Keys,
        liveness::{pack::Layout, shift::Shift},
        watch::{Pulse, daily_work},
    },
};

/// The cache of transitions, by the answers to guards.
pub(in crate::solver) struct TransitionCache<'s> {
    scenario: &'s Scenario,
    guards: Guards,
    answers: Keys,
    known: TransitionTable,
    /// The answer, and then the next state.
    key: Box<[u64]>,
    weighed: State,
    scratch: Scratch,
    /// Work of transitions that were taken for the first time, since it was last counted.
    effort: usize,
    daily: usize,
}

impl<'s> TransitionCache<'s> {
    /// `None` where it was stopped.
    pub(in crate::solver) fn of(
        scenario: &'s Scenario,
        layout: &Layout,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        Some(Self {
            scenario,
            guards: Guards::of(scenario, layout, pulse)?,
            answers: Keys::new(layout.width),
            known: TransitionTable::default(),
            key: vec![0; layout.width].into(),
            weighed: State::blank(scenario),
            scratch: Scratch::new(scenario, layout.width),
            effort: 0,
            daily: daily_work(scenario),
        })
    }

    pub(in crate::solver) fn bytes(&self) -> usize {
        let TransitionTable { ends, ways, patches, rewards } = &self.known;
        let meters = rewards.iter().map(|one| one.meters.len()).sum::<usize>();
        self.answers.bytes()
            + ends.capacity() * 4
            + ways.capacity() * size_of::<Transition>()
            + patches.bytes()
            + rewards.capacity() * size_of::<DeferredReward>()
            + meters * size_of::<(usize, Option<u32>, Shift)>()
    }

    /// The work of what was taken for the first time since this was last asked.
    pub(in crate::solver) fn effort(&mut self) -> usize {
        std::mem::take(&mut self.effort)
    }

    /// Follows every way from a packed state: calls `each` with the kind of its edge, and with the
    /// packed state that it leads to if the play goes on. Transitions that are taken for the first
    /// time note what they reach, as edges that are numbered from `via`.
    pub(in crate::solver) fn follow(
        &mut self,
        (layout, key): (&Layout, &[u64]),
        (kinds, reached, via): (&mut EdgeKinds, &mut Reached, u32),
        mut each: impl FnMut(u32, Option<&[u64]>),
    ) {
        let place = layout.place.get(key) as usize;
        self.guards.ask(place, key, &mut self.key);
        let (answer, new) = self.answers.intern(&self.key);
        if new {
            let Self { scenario, guards, known, scratch, effort, daily, .. } = self;
            let first = known.ways.len();
            let reached = (&mut *kinds, reached, via);
            let days = scratch.record((scenario, layout, guards), known, (key, place), reached);
            let step = 100 + layout.width + scenario.scenes.len() / 4;
            *effort += (known.ways.len() - first) * step + 2 * days * *daily;
        }
        let (known, next) = (&self.known, &mut self.key);
        let numbers = (&*self.guards.values, &self.guards.rows);
        let from = answer.checked_sub(1).map_or(0, |before| known.ends[before as usize]);
        for way in &known.ways[from as usize..known.ends[answer as usize] as usize] {
            let kind = if way.kind & DEFERRED == 0 {
                way.kind
            } else {
                let reward = &known.rewards[(way.kind & !DEFERRED) as usize];
                let value = reward.value(self.scenario, numbers.0, &mut self.weighed);
                kinds.in_family(reward.family, &reward.kind, value)
            };
            if way.patch == OVER {
                each(kind, None);
            } else {
                known.patches.apply(way.patch, key, numbers, next);
                each(kind, Some(next));
            }
        }
    }
}
