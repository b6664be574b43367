//! Everything that a play may come to, numbered for whoever keeps something of each.

use super::{
    conditional::{Conditional, conditionals},
    item::Item,
    lines::{LineAt, lines},
};
use crate::scenario::Scenario;

/// Everything that a play may come to, numbered by place.
#[derive(Debug)]
pub(in crate::solver) struct ItemNumbers {
    /// In order of place.
    items: Box<[Item]>,
    /// By node, where its items begin; one more at the end.
    first: Box<[usize]>,
}

impl ItemNumbers {
    pub(in crate::solver) fn of(scenario: &Scenario) -> Self {
        let mut items = every_item(scenario);
        items.sort_unstable_by_key(|item| (item.node(), *item));
        items.dedup();
        let nodes = items.last().map_or(0, |last| last.node().index() + 1);
        let first = |node: usize| items.partition_point(|item| item.node().index() < node);
        let first = (0..=nodes).map(first).collect();
        Self { items: items.into(), first }
    }

    pub(in crate::solver) fn count(&self) -> usize {
        self.items.len()
    }

    /// The number of an item; `None` for one of another scenario.
    pub(in crate::solver) fn number(&self, item: Item) -> Option<usize> {
        let node = item.node().index();
        let here = *self.first.get(node)?..*self.first.get(node + 1)?;
        let at = self.items[here.clone()].iter().position(|one| *one == item)?;
        Some(here.start + at)
    }
}

fn every_item(scenario: &Scenario) -> Vec<Item> {
    let mut all = Vec::new();
    all.extend(scenario.scenes.iter().map(|scene| Item::Scene(scene.node)));
    all.extend(scenario.endings.iter().map(|ending| Item::Ending(ending.node)));
    all.extend(scenario.reactions.iter().map(|reaction| Item::Reaction(reaction.node)));
    for choice in &scenario.choices {
        all.push(Item::Choice(choice.node));
        all.extend(choice.outcomes.iter().map(|outcome| Item::Outcome(outcome.node)));
        all.extend(choice.texts.iter().map(|wording| Item::Wording(wording.node)));
        all.extend(choice.evidence.iter().map(|evidence| Item::Evidence(evidence.node)));
    }
    all.extend(conditionals(scenario).iter().map(Conditional::item));
    all.extend(lines(scenario).iter().map(LineAt::item));
    all
}
