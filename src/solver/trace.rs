//! Hears what a step does: what it reaches, what counts as evidence, what the player is told.

use super::reached::{Item, Reached};
use crate::{
    engine::Witness,
    scenario::{
        Choice, EndingId, Evidence, Outcome, Reaction, ReactionId, Scenario, SceneId, Spoken,
    },
};

/// Stands for days in what was said; the lower bits count them.
const DAYS: u32 = 1 << 31;

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
    /// Content of each line by its number, and the list of what was said; where somebody asks.
    pub said: Option<(&'t [u32], &'t mut Vec<u32>)>,
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
        if let Some((contents, said)) = &mut self.said {
            said.extend(contents.get(line.number as usize));
        }
    }

    fn day_passed(&mut self) {
        if let Some((_, said)) = &mut self.said {
            match said.last_mut() {
                Some(days) if *days & DAYS != 0 => *days += 1,
                _ => said.push(DAYS | 1),
            }
        }
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
