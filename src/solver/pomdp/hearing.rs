//! What a step lets the player hear, and what was asked of the state for it.

use crate::{
    engine::{Notice, State, Witness},
    scenario::{Scenario, Spoken},
    solver::liveness::bounds::Bounds,
};

/// Stands for days in what was said; the lower bits count them.
const DAYS: u32 = 1 << 31;

/// Records the observation that a step emits: hears it as the player does.
pub(super) struct StepRecorder<'e> {
    pub scenario: &'e Scenario,
    /// Content of each line by its number.
    pub lines: &'e [u32],
    pub said: &'e mut Vec<u32>,
    /// Which outcome applied.
    pub outcome: u16,
    pub bounds: Option<&'e mut Bounds>,
    /// Whether it matters which lines are said.
    pub listens: bool,
}

impl Witness for StepRecorder<'_> {
    fn came_to(&mut self, outcome: usize) {
        self.outcome = u16::try_from(outcome).unwrap_or(u16::MAX);
    }

    fn said(&mut self, line: &Spoken) {
        self.said.extend(self.lines.get(line.number as usize));
    }

    fn day_passed(&mut self) {
        match self.said.last_mut() {
            Some(days) if *days & DAYS != 0 => *days += 1,
            _ => self.said.push(DAYS | 1),
        }
    }

    fn noticed(&mut self, state: &State, notice: Notice<'_>) {
        if let Some(bounds) = &mut self.bounds
            && (self.listens || !matches!(notice, Notice::Worded(..)))
        {
            bounds.notice(self.scenario, state, notice);
        }
    }
}
