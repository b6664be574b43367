//! Occasions of competencies: in which scene each can be shown and at which level, and whether a poor start can be
//! made up for.

use super::{graph::OVER, state_mdp::StateMdp};
use crate::{
    scenario::{Scenario, SceneId, SkillId},
    solver::{sampling::simulate::rated, watch::Pulse},
};

/// Where a competency can be shown: evidence that counts in some play.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasions {
    /// The competency.
    pub skill: SkillId,
    /// Scenes in file order, each with the levels, 1 to 4, that a choice there can show.
    pub scenes: Vec<(SceneId, [bool; 4])>,
    /// Whether a level 4 can still be shown after a level 1; `None` where no play shows a level 1.
    pub recovers: Option<bool>,
}

/// How many competencies are looked at in one pass: one bit each.
const AT_ONCE: usize = 64;

impl StateMdp {
    /// The occasions of every competency that is rated; `None` where not every state was found.
    pub(in crate::solver) fn occasions(
        &self,
        scenario: &Scenario,
        pulse: &Pulse<'_>,
    ) -> Option<Vec<Occasions>> {
        self.values.as_ref()?;
        let skills = rated(scenario);
        let mut all = Vec::with_capacity(skills.len());
        for skills in skills.chunks(AT_ONCE) {
            let recovers = self.recovered(scenario, skills, pulse)?;
            for (skill, recovers) in skills.iter().zip(recovers) {
                all.push(Occasions {
                    skill: *skill,
                    scenes: self.shown_in(scenario, *skill),
                    recovers,
                });
            }
        }
        Some(all)
    }

    fn shown_in(&self, scenario: &Scenario, skill: SkillId) -> Vec<(SceneId, [bool; 4])> {
        let mut by_scene = vec![[false; 4]; scenario.scenes.len()];
        for kind in &self.graph.kinds {
            let choice = scenario.choice(kind.taken.choice);
            for (at, one) in choice.evidence.iter().enumerate() {
                if one.skill == skill && counts(kind.evidence, at) {
                    let levels = &mut by_scene[choice.scene.index()];
                    let level = usize::from(one.level).saturating_sub(1);
                    levels.iter_mut().skip(level).take(1).for_each(|shown| *shown = true);
                }
            }
        }
        let scenes = scenario.scene_ids().zip(by_scene);
        scenes.filter(|(_, levels)| levels.contains(&true)).collect()
    }

    /// Whether a level 4 can follow a level 1, of each competency: one pass backwards.
    fn recovered(
        &self,
        scenario: &Scenario,
        skills: &[SkillId],
        pulse: &Pulse<'_>,
    ) -> Option<Vec<Option<bool>>> {
        let graph = &self.graph;
        // Bits of the competencies that an edge shows at a level.
        let shows = |level: u8| -> Vec<u64> {
            let of = |kind: &super::graph::EdgeKind| {
                let evidence = scenario.choice(kind.taken.choice).evidence.iter().enumerate();
                let shown = evidence
                    .filter(|(at, one)| one.level == level && counts(kind.evidence, *at))
                    .filter_map(|(_, one)| skills.iter().position(|skill| *skill == one.skill));
                shown.fold(0, |bits, at| bits | 1 << at)
            };
            graph.kinds.iter().map(of).collect()
        };
        let (low, high) = (shows(1), shows(4));
        let mut later = vec![0_u64; graph.len()];
        let (mut falls, mut rises) = (0_u64, 0_u64);
        for at in (0..graph.len()).rev() {
            let state = self.order.as_ref().map_or(at, |order| order[at] as usize);
            pulse.beat(1 + graph.range(state).len())?;
            for edge in graph.edges_of(state) {
                let next = if edge.target == OVER { 0 } else { later[edge.target as usize] };
                later[state] |= next | high[edge.kind as usize];
                falls |= low[edge.kind as usize];
                rises |= low[edge.kind as usize] & next;
            }
        }
        let of = |at: usize| (falls >> at & 1 == 1).then_some(rises >> at & 1 == 1);
        Some((0..skills.len()).map(of).collect())
    }
}

/// Whether evidence counts on an edge. Beyond 32 pieces, which the bits do not tell, nothing is said to.
fn counts(bits: u32, at: usize) -> bool {
    u32::try_from(at).is_ok_and(|at| bits.checked_shr(at).is_some_and(|bits| bits & 1 == 1))
}
