//! The static graph of scenes: where a choice may lead, conditions ignored.

use crate::scenario::{Choice, Effect, Goto, Scenario, SceneId};

/// One way from a scene.
#[derive(Debug, Clone, Copy)]
pub(super) struct SceneEdge {
    /// Where it leads.
    pub to: Goto,
    /// Whether taking it can happen only finitely often: it passes a day, or is once-only.
    pub days: bool,
    /// Whether the choice is once-only.
    pub once: bool,
}

/// The static graph.
pub(super) struct SceneGraph {
    /// Ways from each scene.
    pub edges: Vec<Vec<SceneEdge>>,
    /// Which scenes can be reached before an ending.
    pub story: Vec<bool>,
    /// Which scenes can be reached in the reflection.
    pub reflection: Vec<bool>,
}

impl SceneGraph {
    /// The graph of a scenario.
    pub(super) fn of(scenario: &Scenario) -> Self {
        let edges: Vec<Vec<SceneEdge>> = scenario
            .scenes
            .iter()
            .map(|scene| scene.choice_ids().flat_map(|id| edges_of(scenario.choice(id))).collect())
            .collect();
        let story = reach(&edges, Some(scenario.start));
        let reflection = reach(&edges, scenario.reflection);
        Self { edges, story, reflection }
    }
}

fn edges_of(choice: &Choice) -> Vec<SceneEdge> {
    let passed = passes(&choice.effects);
    let edge = |to: Goto, days: bool| SceneEdge { to, days: days || passed, once: choice.once };
    choice
        .outcomes
        .iter()
        .flat_map(|outcome| {
            let passed = passes(&outcome.effects);
            if outcome.chance.is_empty() {
                vec![edge(outcome.goto, outcome.takes > 0 || passed)]
            } else {
                outcome
                    .chance
                    .iter()
                    .map(|branch| {
                        let passed = passed || passes(&branch.effects);
                        edge(branch.goto, branch.takes > 0 || passed)
                    })
                    .collect()
            }
        })
        .collect()
}

/// Whether these effects let a day pass whatever the state.
fn passes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect, Effect::Pass(days) if *days > 0))
}

fn reach(edges: &[Vec<SceneEdge>], from: Option<SceneId>) -> Vec<bool> {
    let mut seen = vec![false; edges.len()];
    let mut frontier: Vec<SceneId> = from.into_iter().collect();
    while let Some(scene) = frontier.pop() {
        if std::mem::replace(&mut seen[scene.index()], true) {
            continue;
        }
        for edge in &edges[scene.index()] {
            if let Goto::Scene(to) = edge.to {
                frontier.push(to);
            }
        }
    }
    seen
}
