//! The order in which scenes are read: as play comes to them, those after an ending last.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use crate::scenario::{Choice, Goto, Scenario, SceneId};

/// Scenes in the order of reading, and the number of each.
#[derive(Debug)]
pub(super) struct ReadingOrder {
    /// Those of the play itself, then those to which no way leads.
    pub play: Vec<SceneId>,
    /// Those that follow an ending.
    pub after: Vec<SceneId>,
    numbers: BTreeMap<SceneId, usize>,
}

impl ReadingOrder {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut order = Self { play: Vec::new(), after: Vec::new(), numbers: BTreeMap::new() };
        order.play = order.follow(scenario, scenario.start);
        let after: Vec<SceneId> =
            scenario.reflection.map(|first| reached(scenario, first)).unwrap_or_default();
        let follows: BTreeSet<SceneId> = after.iter().copied().collect();
        for id in scenario.scene_ids() {
            if !order.numbers.contains_key(&id) && !follows.contains(&id) {
                order.number(id);
                order.play.push(id);
            }
        }
        for id in after {
            if !order.numbers.contains_key(&id) {
                order.number(id);
                order.after.push(id);
            }
        }
        order
    }

    /// The number of a scene, from 1.
    pub(super) fn of_scene(&self, id: SceneId) -> usize {
        self.numbers.get(&id).copied().unwrap_or_default()
    }

    fn follow(&mut self, scenario: &Scenario, first: SceneId) -> Vec<SceneId> {
        let found = reached(scenario, first);
        found.iter().for_each(|id| self.number(*id));
        found
    }

    fn number(&mut self, id: SceneId) {
        let next = self.numbers.len() + 1;
        self.numbers.entry(id).or_insert(next);
    }
}

/// The scenes that ways lead to, nearest first, each layer in the order of its choices.
fn reached(scenario: &Scenario, first: SceneId) -> Vec<SceneId> {
    let mut is_found = vec![false; scenario.scenes.len()];
    let (mut order, mut waiting) = (Vec::new(), VecDeque::from([first]));
    while let Some(id) = waiting.pop_front() {
        if std::mem::replace(&mut is_found[id.index()], true) {
            continue;
        }
        order.push(id);
        for choice in scenario.scene(id).choice_ids() {
            waiting.extend(ways(scenario.choice(choice)).filter_map(|goto| match goto {
                Goto::Scene(next) => Some(next),
                Goto::End => None,
            }));
        }
    }
    order
}

/// Where a choice may lead.
fn ways(choice: &Choice) -> impl Iterator<Item = Goto> {
    choice.outcomes.iter().flat_map(|outcome| {
        let own = outcome.chance.is_empty().then_some(outcome.goto);
        own.into_iter().chain(outcome.chance.iter().map(|branch| branch.goto))
    })
}
