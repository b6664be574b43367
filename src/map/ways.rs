//! Where scenes lead.

use std::collections::BTreeSet;

use crate::scenario::{Goto, Outcome, Scenario, SceneId};

/// The scenes that follow an ending: the reflection, and where its ways lead.
pub(super) fn following(scenario: &Scenario) -> BTreeSet<usize> {
    let mut found = BTreeSet::new();
    let mut waiting: Vec<SceneId> = scenario.reflection.into_iter().collect();
    while let Some(scene) = waiting.pop() {
        if found.insert(scene.index()) {
            let choices = scenario.scene(scene).choice_ids().map(|id| scenario.choice(id));
            let ways = choices.flat_map(|choice| gotos(&choice.outcomes));
            waiting.extend(ways.filter_map(|goto| match goto {
                Goto::Scene(scene) => Some(scene),
                Goto::End => None,
            }));
        }
    }
    found
}

/// Where the outcomes of a choice lead.
pub(super) fn gotos(outcomes: &[Outcome]) -> impl Iterator<Item = Goto> {
    outcomes.iter().flat_map(|outcome| {
        let chance = outcome.chance.iter().map(|branch| branch.goto);
        let own = outcome.chance.is_empty().then_some(outcome.goto);
        own.into_iter().chain(chance)
    })
}
