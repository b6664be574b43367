//! The referee's own numbering of what effects leave to conditions: by paths, one for equal cases.

use std::collections::BTreeMap;

use rapport::{
    engine::{Notice, State},
    scenario::{Effect, NodeId, Origin, Scenario},
};

/// Numbers of `When`s, by where they are in memory, and of cases of a draw, by node and value.
pub(super) struct Parts {
    numbers: BTreeMap<Vec<usize>, u32>,
    whens: BTreeMap<usize, u32>,
    cases: BTreeMap<(NodeId, u8), u32>,
}

impl Parts {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let mut parts =
            Self { numbers: BTreeMap::new(), whens: BTreeMap::new(), cases: BTreeMap::new() };
        let mut lists: Vec<&[Effect]> = Vec::new();
        lists.extend(scenario.clock.iter().map(|clock| &*clock.each_day));
        lists.extend(scenario.reactions.iter().map(|reaction| &*reaction.effects));
        for choice in &scenario.choices {
            lists.push(&choice.effects);
            for option in choice.pick.iter().flat_map(|pick| &pick.options) {
                lists.extend([&*option.effects, &*option.otherwise]);
            }
            for outcome in &choice.outcomes {
                lists.push(&outcome.effects);
                lists.extend(outcome.chance.iter().map(|branch| &*branch.effects));
            }
        }
        for (at, list) in lists.into_iter().enumerate() {
            parts.walk(list, &[at]);
        }
        parts
    }

    pub(super) fn count(&self) -> usize {
        self.numbers.len()
    }

    fn walk(&mut self, effects: &[Effect], path: &[usize]) {
        for (at, effect) in effects.iter().enumerate() {
            match effect {
                Effect::When(_, condition, [then, otherwise]) => {
                    let here = [path, &[at]].concat();
                    let number = self.number(&here);
                    self.whens.insert(std::ptr::from_ref(condition).addr(), number);
                    self.walk(then, &here);
                    self.walk(otherwise, &[path, &[at, usize::MAX]].concat());
                }
                Effect::By(Origin(node), _, lists) => {
                    for (value, list) in (0..).zip(lists) {
                        let first = lists.iter().position(|one| one == list).expect("itself");
                        let here = [path, &[at, first]].concat();
                        if !list.is_empty() {
                            let number = self.number(&here);
                            self.cases.insert((*node, value), number);
                        }
                        self.walk(list, &here);
                    }
                }
                _ => {}
            }
        }
    }

    fn number(&mut self, path: &[usize]) -> u32 {
        let next = u32::try_from(self.numbers.len()).expect("few");
        *self.numbers.entry(path.to_vec()).or_insert(next)
    }

    /// The part that is about to be applied, if it is one.
    pub(super) fn applied(
        &self,
        scenario: &Scenario,
        state: &State,
        notice: Notice<'_>,
    ) -> Option<u32> {
        match notice {
            Notice::Guarded(_, condition, picked) => {
                let number = self.whens.get(&std::ptr::from_ref(condition).addr())?;
                state.holds(scenario, condition, picked).then_some(*number)
            }
            Notice::Drawn(node, value) => self.cases.get(&(node, value)).copied(),
            _ => None,
        }
    }
}
