//! Recording of a transition: hears what a step reaches, and what of it counts as evidence.

use crate::{
    engine::{Notice, State, Witness},
    scenario::{Choice, EndingId, Evidence, Outcome, Reaction, Scenario, SceneId, Spoken},
    solver::{
        content::{item::Item, reached::Reached},
        liveness::shift::Shifts,
    },
};

/// Records one transition.
pub(in crate::solver) struct Trace<'t> {
    scenario: &'t Scenario,
    reached: &'t mut Reached,
    shifts: &'t mut Shifts,
    /// How the step is known to [`Reached`].
    via: u32,
    choice: Option<&'t Choice>,
    /// Which outcome applied.
    pub outcome: u16,
    /// Which of the choice's evidence counted, by bits.
    pub evidence: u32,
}

impl<'t> Trace<'t> {
    /// Of the opening that is known as `via`.
    pub(in crate::solver) fn of_opening(
        scenario: &'t Scenario,
        reached: &'t mut Reached,
        shifts: &'t mut Shifts,
        via: u32,
    ) -> Self {
        Self { scenario, reached, shifts, via, choice: None, outcome: 0, evidence: 0 }
    }

    /// Of a step that makes a choice.
    pub(in crate::solver) fn of_step(
        scenario: &'t Scenario,
        reached: &'t mut Reached,
        shifts: &'t mut Shifts,
        via: u32,
        choice: &'t Choice,
    ) -> Self {
        let opening = Self::of_opening(scenario, reached, shifts, via);
        Self { choice: Some(choice), ..opening }
    }
}

impl Witness for Trace<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        self.reached.note(Item::Evidence(evidence.node), self.via);
        let all = self.choice.iter().flat_map(|choice| &choice.evidence);
        if let Some(at) =
            (0..32).zip(all).find_map(|(at, one)| (one.node == evidence.node).then_some(at))
        {
            self.evidence |= 1 << at;
        }
    }

    fn came_to(&mut self, outcome: usize) {
        self.outcome = u16::try_from(outcome).unwrap_or(u16::MAX);
    }

    fn said(&mut self, line: &Spoken) {
        self.reached.note(Item::Line(line.node, line.number), self.via);
    }

    fn drew(&mut self, _outcome: &Outcome, _branch: usize) {}

    fn day_passed(&mut self) {
        self.shifts.days = self.shifts.days.saturating_add(1);
    }

    fn noticed(&mut self, state: &State, notice: Notice<'_>) {
        self.reached.notice(self.scenario, (state, notice), self.via);
        self.shifts.notice(self.scenario, notice);
    }

    fn entered(&mut self, scene: SceneId) {
        self.shifts.enter(scene);
        self.reached.note(Item::Scene(self.scenario.scene(scene).node), self.via);
    }

    fn reacted(&mut self, reaction: &Reaction) {
        self.reached.note(Item::Reaction(reaction.node), self.via);
    }

    fn ended(&mut self, ending: EndingId) {
        self.reached.note(Item::Ending(self.scenario.ending(ending).node), self.via);
    }
}
