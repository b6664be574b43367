//! The static graph of scenes: where a choice may lead, conditions ignored.

use crate::scenario::{Branch, Choice, Effect, Goto, Model, Outcome, SceneId, Written};

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
    pub(super) fn of(scenario: &Model) -> Self {
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
    let of_outcome = |outcome: &Outcome| -> Vec<SceneEdge> {
        // What is said, and under which condition, is all the same here.
        let Outcome { takes, effects, chance, goto, node: _, when: _, lines: _, weights: _ } =
            outcome;
        let passed = passes(effects);
        if chance.is_empty() {
            return vec![edge(*goto, *takes > 0 || passed)];
        }
        let of_branch = |branch: &Branch| {
            let Branch { takes, effects, goto, node: _, event: _, lines: _ } = branch;
            edge(*goto, *takes > 0 || passed || passes(effects))
        };
        chance.iter().map(of_branch).collect()
    };
    choice.outcomes.iter().flat_map(of_outcome).collect()
}

/// Whether these effects let a day pass whatever the state.
fn passes(effects: &[Effect]) -> bool {
    effects.iter().any(|effect| matches!(effect.writes(), Some(Written::Days(days)) if days > 0))
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
