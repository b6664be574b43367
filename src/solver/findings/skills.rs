//! Competencies that are hardly rated.
//!
//! W0209 a trained competency with fewer than two opportunities; W0210 one whose opportunities depend
//! on luck.

use crate::{
    scenario::{Evidence, Scenario, SceneId, SkillId},
    solver::{
        content::item::Item,
        findings::finding::{Concern, Finding, Results, share},
        mdp::state_mdp::StateMdp,
    },
};

/// Whoever seeks to show a competency twice and fails more often than this depends on luck.
const LUCK: f64 = 0.05;

/// `None` where it was stopped.
pub(super) fn find(evidence: &Results<'_, '_>, found: &mut Vec<Finding>) -> Option<()> {
    let scenario = evidence.scenario;
    for skill in &scenario.trains {
        let id = &scenario.skill(*skill).id;
        evidence.pulse.beat(scenario.choices.len() * 2)?;
        let scenes = opportunities(scenario, evidence.truth, *skill);
        if scenes < 2 {
            let text = match scenes {
                0 => format!("`{id}` is trained, but can be shown nowhere"),
                _ => format!("`{id}` is trained, but can be shown in one scene only"),
            };
            found.push(
                Finding::new("W0209", scenes as f64, 72.0, text).about(Concern::Skill(*skill)),
            );
            continue;
        }
        let sought = evidence.truth.twice_if_sought(scenario, *skill, evidence.pulse);
        evidence.pulse.beat(1)?;
        let Some(sought) = sought else { continue };
        if sought <= 0.0 {
            let text = format!("`{id}` is trained, but no play can show it twice");
            found.push(
                Finding::new("W0209", scenes as f64, 72.0, text).about(Concern::Skill(*skill)),
            );
        } else if sought < 1.0 - LUCK {
            let text = format!(
                "whether `{id}` shows twice is left to luck: who seeks it gets there in at most {} \
                 of plays",
                share(sought)
            );
            found.push(Finding::new("W0210", sought, 50.0, text).about(Concern::Skill(*skill)));
        }
    }
    Some(())
}

/// In how many scenes a competency can be shown.
fn opportunities(scenario: &Scenario, truth: &StateMdp, skill: SkillId) -> usize {
    let mut scenes: Vec<SceneId> = Vec::new();
    for choice in &scenario.choices {
        let counts = |shown: &Evidence| {
            shown.skill == skill && truth.reaches(Item::Evidence(shown.node)) != Some(false)
        };
        scenes.extend(choice.evidence.iter().any(counts).then_some(choice.scene));
    }
    scenes.dedup();
    scenes.len()
}
