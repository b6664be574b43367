//! Competencies that are hardly rated.
//!
//! W0209 a trained competency with fewer than two opportunities; W0210 evidence that depends on luck.

use super::{Evidence, Finding, share};
use crate::{
    scenario::{ChoiceId, Scenario, SceneId, SkillId},
    solver::{
        reached::Item,
        truth::{Reach, Truth},
    },
};

/// A competency that a random play shows twice in less than this share of plays depends on luck.
const LUCK: f64 = 0.1;

pub(super) fn find(evidence: &Evidence<'_>, found: &mut Vec<Finding>) {
    let scenario = evidence.scenario;
    for skill in &scenario.trains {
        let id = &scenario.skill(*skill).id;
        let scenes = opportunities(scenario, evidence.truth, *skill);
        if scenes < 2 {
            let text = format!("`{id}` is trained, but can be shown in {scenes} scenes only");
            found.push(Finding::new("W0209", scenes as f64, 72.0, text).about(&**id));
            continue;
        }
        let levels = evidence.levels.iter().find(|levels| levels.skill == *skill);
        if let Some(levels) = levels.filter(|levels| levels.twice < LUCK) {
            let text = format!(
                "`{id}` shows twice in {} of random plays: whether it is rated is left to luck",
                share(levels.twice)
            );
            found.push(Finding::new("W0210", levels.twice, 50.0, text).about(&**id));
        }
    }
}

/// In how many scenes a competency can be shown.
fn opportunities(scenario: &Scenario, truth: &Truth, skill: SkillId) -> usize {
    let mut scenes: Vec<SceneId> = (0..)
        .map(ChoiceId)
        .zip(&scenario.choices)
        .filter(|(_, choice)| choice.evidence.iter().any(|shown| shown.skill == skill))
        .filter(|(id, _)| truth.reach(scenario, Item::Choice(*id)) != Reach::Unreachable)
        .map(|(_, choice)| choice.scene)
        .collect();
    scenes.dedup();
    scenes.len()
}
