//! Coverage: what was ever reached, and by which edge first, which is a shortest witness since
//! states are explored in order of steps.

use super::{conditional::ConditionalIndex, item::Item, numbers::ItemNumbers};
use crate::{
    engine::{Notice, State},
    scenario::Scenario,
};

/// Not reached.
const NEVER: u32 = u32::MAX;

/// How something was first reached: by an edge, or in the opening of one way to begin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) enum Via {
    Edge(u32),
    Opening(u32),
}

impl Via {
    /// As one number: openings have the top bit.
    pub(in crate::solver) fn code(self) -> u32 {
        match self {
            Self::Edge(edge) => edge,
            Self::Opening(initial) => initial | 1 << 31,
        }
    }

    pub(in crate::solver) fn from_code(code: u32) -> Self {
        if code >> 31 == 1 { Self::Opening(code & !(1 << 31)) } else { Self::Edge(code) }
    }
}

/// Witnesses of coverage: the first ways to everything that can be reached.
#[derive(Debug)]
pub(in crate::solver) struct Reached {
    items: ItemNumbers,
    /// By item.
    first: Box<[u32]>,
    known: ConditionalIndex,
}

impl Reached {
    pub(in crate::solver) fn nothing(scenario: &Scenario) -> Self {
        let items = ItemNumbers::of(scenario);
        let first = vec![NEVER; items.count()].into();
        Self { items, first, known: ConditionalIndex::of(scenario) }
    }

    pub(in crate::solver) fn note(&mut self, item: Item, via: u32) {
        if let Some(place) = self.items.number(item).map(|at| &mut self.first[at])
            && *place == NEVER
        {
            *place = via;
        }
    }

    /// Hears that a conditional part of effects applies.
    pub(in crate::solver) fn notice(
        &mut self,
        scenario: &Scenario,
        (state, notice): (&State, Notice<'_>),
        via: u32,
    ) {
        if let Some(item) = self.known.applied(scenario, state, notice) {
            self.note(item, via);
        }
    }

    pub(in crate::solver) fn via(&self, item: Item) -> Option<Via> {
        let code = self.first[self.items.number(item)?];
        (code != NEVER).then(|| Via::from_code(code))
    }
}
