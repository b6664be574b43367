//! The table of cached transitions: by answers, which edges lead from a state and what they do to it.

use super::patch::Patches;
use crate::{
    engine::{State, value_of},
    scenario::{EndingId, Scenario},
    solver::{liveness::shift::Shift, mdp::graph::EdgeKind},
};

/// Transitions, answer by answer.
#[derive(Default)]
pub(in crate::solver) struct TransitionTable {
    /// One past the last way of each answer.
    pub ends: Vec<u32>,
    pub ways: Vec<Transition>,
    pub patches: Patches,
    pub rewards: Vec<DeferredReward>,
}

/// A cached transition of all states that satisfy the same guards.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct Transition {
    /// The kind of its edge; with [`DEFERRED`], where the value of an ending is worked out, which
    /// of the rewards.
    pub kind: u32,
    /// What it does, or [`OVER`].
    pub patch: u32,
}

/// The bit of [`Transition::kind`] that stands for a value to be worked out.
pub(in crate::solver) const DEFERRED: u32 = 1 << 31;

/// A reward that is not constant over the class: an ending whose value depends on meters.
pub(in crate::solver) struct DeferredReward {
    pub ending: EndingId,
    /// The kind of the edge but for the value, and its family.
    pub kind: EdgeKind,
    pub family: u32,
    /// What became of the stored meters that it depends on; the number in the key, where there is one.
    pub meters: Box<[(usize, Option<u32>, Shift)]>,
}

impl DeferredReward {
    /// The value of the ending, from a state with these numbers.
    pub(in crate::solver) fn value(
        &self,
        scenario: &Scenario,
        values: &[i32],
        state: &mut State,
    ) -> u8 {
        for (meter, number, shift) in &self.meters {
            let value = number.map_or(0, |number| values[number as usize]);
            let value = shift.of(i32::from(scenario.meters[*meter].min) + value);
            state.meters[*meter] = value as i16;
        }
        u8::try_from(value_of(scenario, state, self.ending).clamp(0, 255)).unwrap_or(u8::MAX)
    }
}
