//! Hears what a step does: what it reaches, what counts as evidence, what the player is told.

use super::reached::{Item, Reached};
use crate::{
    engine::Witness,
    scenario::{
        Choice, EndingId, Evidence, Outcome, Reaction, ReactionId, Scenario, SceneId, Spoken,
    },
};

/// Hears one step.
pub(super) struct Trace<'t> {
    pub scenario: &'t Scenario,
    pub reached: &'t mut Reached,
    /// How the step is known to [`Reached`].
    pub via: u32,
    pub choice: Option<&'t Choice>,
    /// Which outcome applied.
    pub outcome: u16,
    /// Which of the choice's evidence counted, by bits.
    pub evidence: u32,
}

impl Witness for Trace<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        let all = self.choice.map_or(&[][..], |choice| &choice.evidence);
        if let Some(at) = all.iter().take(32).position(|one| std::ptr::eq(one, evidence)) {
            self.evidence |= 1 << at;
        }
    }

    fn came_to(&mut self, outcome: usize) {
        self.outcome = u16::try_from(outcome).unwrap_or(u16::MAX);
    }

    fn said(&mut self, line: &Spoken) {
        self.reached.note(Item::Line(line.number), self.via);
    }

    fn drew(&mut self, _outcome: &Outcome, _branch: usize) {}

    fn entered(&mut self, scene: SceneId) {
        self.reached.note(Item::Scene(scene), self.via);
    }

    fn reacted(&mut self, reaction: &Reaction) {
        let all = &self.scenario.reactions;
        if let Some(at) = all.iter().position(|one| std::ptr::eq(one, reaction)) {
            let id = ReactionId(u16::try_from(at).unwrap_or(u16::MAX));
            self.reached.note(Item::Reaction(id), self.via);
        }
    }

    fn ended(&mut self, ending: EndingId) {
        self.reached.note(Item::Ending(ending), self.via);
    }
}
