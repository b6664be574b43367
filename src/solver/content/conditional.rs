//! Guarded effects, the conditional branches of coverage: every `When`, and every case of a hidden draw.
//!
//! Cases of one `By` with equal effects count as one: an author writes them once, under `*`. So do the
//! conditions within them. A case that does nothing is none.

use super::item::Item;
use crate::{
    engine::{Notice, State},
    scenario::{DrawId, Effect, NodeId, Origin, Scenario, Site, Visited},
};

/// A guarded effect: a part of effects that a condition or a hidden draw decides about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditional {
    /// Its place in the source map.
    pub node: NodeId,
    /// Where it stands.
    pub within: Site,
    /// Which `When`, or which `By`, it is there, in the order in which they are written, from 1.
    pub nth: u16,
    /// For a case: the draw, and the values that it is for.
    pub case: Option<(DrawId, Vec<u8>)>,
    /// The conditional part around it.
    pub inside: Option<Item>,
}

/// Every conditional part of effects, by number.
#[must_use]
pub fn conditionals(scenario: &Scenario) -> Vec<Conditional> {
    Numbering::over(scenario).found
}

impl Conditional {
    /// Its place as a path: `choices/desk/ring/outcomes/1/When 2`.
    #[must_use]
    pub fn path(&self, scenario: &Scenario) -> String {
        let within = self.within.path(scenario);
        match self.case_names(scenario) {
            None => format!("{within}/When {}", self.nth),
            Some((_, values)) => format!("{within}/By {}/{}", self.nth, values.join("+")),
        }
    }

    /// That it applies.
    #[must_use]
    pub fn item(&self) -> Item {
        let first = self.case.as_ref().and_then(|(_, values)| values.first());
        Item::Effect(self.node, first.copied().unwrap_or_default())
    }

    /// The draw and the values of a case.
    pub(in crate::solver) fn case_names<'s>(
        &self,
        scenario: &'s Scenario,
    ) -> Option<(&'s str, Vec<&'s str>)> {
        let (draw, values) = self.case.as_ref()?;
        let draw = &scenario.draws[draw.index()];
        let names = values.iter().map(|value| &*draw.values[usize::from(*value)].id);
        Some((&*draw.id, names.collect()))
    }
}

/// Every list of effects.
pub(in crate::solver) fn every_effects(scenario: &Scenario) -> Vec<(Site, &[Effect])> {
    let mut all = Vec::new();
    scenario.visit(&mut |site, _, visited| match visited {
        Visited::Effects(effects) => all.push((site, effects)),
        Visited::Condition(_) | Visited::Lines(_) => {}
    });
    all
}

/// Knows conditional parts by their nodes, as the engine names them.
#[derive(Debug)]
pub(in crate::solver) struct ConditionalIndex {
    /// Node, value of the draw, what applies; in order.
    places: Box<[(NodeId, u8, Item)]>,
}

impl ConditionalIndex {
    pub(in crate::solver) fn of(scenario: &Scenario) -> Self {
        let mut walk = Numbering::over(scenario);
        walk.places.sort_unstable();
        walk.places.dedup();
        Self { places: walk.places.into() }
    }

    /// The conditional part that is about to be applied, if it is one.
    pub(in crate::solver) fn applied(
        &self,
        scenario: &Scenario,
        state: &State,
        notice: Notice<'_>,
    ) -> Option<Item> {
        let (node, value, applies) = match notice {
            Notice::Guarded(node, condition, picked) => (node, 0, Some((condition, picked))),
            Notice::Drawn(node, value) => (node, value, None),
            Notice::Asked(..)
            | Notice::Worded(..)
            | Notice::Added(..)
            | Notice::Put(..)
            | Notice::Watched(..)
            | Notice::Weighed(_) => return None,
        };
        let key = (node, value);
        let at = self.places.binary_search_by_key(&key, |place| (place.0, place.1)).ok()?;
        let applies = applies.is_none_or(|(when, picked)| state.holds(scenario, when, picked));
        applies.then(|| self.places[at].2)
    }
}

/// Walks over all effects and numbers what is conditional.
#[derive(Default)]
struct Numbering {
    found: Vec<Conditional>,
    places: Vec<(NodeId, u8, Item)>,
    next: usize,
    /// How many `When`s and `By`s were passed in the list at hand.
    passed: [u16; 2],
}

impl Numbering {
    fn over(scenario: &Scenario) -> Self {
        let mut walk = Self::default();
        for (within, effects) in every_effects(scenario) {
            walk.passed = [0; 2];
            walk.effects(within, effects, None);
        }
        walk
    }

    fn effects(&mut self, within: Site, effects: &[Effect], inside: Option<Item>) {
        for effect in effects {
            match effect {
                Effect::When(Origin(node), _, [then, otherwise]) => {
                    self.passed[0] += 1;
                    let [nth, _] = self.passed;
                    let number =
                        self.number(Conditional { node: *node, within, nth, case: None, inside });
                    let item = self.found[number].item();
                    self.places.push((*node, 0, item));
                    self.effects(within, then, Some(item));
                    self.effects(within, otherwise, inside);
                }
                Effect::By(Origin(node), draw, lists) => {
                    self.passed[1] += 1;
                    self.cases(within, (*node, *draw), lists, inside);
                }
                Effect::Add(..) | Effect::Put(..) | Effect::Mark(..) | Effect::Pass(_) => {}
            }
        }
    }

    fn cases(
        &mut self,
        within: Site,
        (node, draw): (NodeId, DrawId),
        lists: &[Box<[Effect]>],
        inside: Option<Item>,
    ) {
        let [_, nth] = self.passed;
        // Where the numbers of each list begin, and what was passed by then.
        let mut begun: Vec<(usize, [u16; 2])> = Vec::new();
        for (value, list) in (0..).zip(lists) {
            let first = lists.iter().position(|other| other == list).unwrap_or_default();
            let here = (self.next, self.passed);
            // An equal list gets the numbers of the first one over again.
            let again = begun.get(first).copied();
            (self.next, self.passed) = again.unwrap_or(here);
            begun.push((self.next, self.passed));
            if !list.is_empty() {
                let case = Some((draw, Vec::new()));
                let number = self.number(Conditional { node, within, nth, case, inside });
                let found = &mut self.found[number];
                if let Some((_, values)) = &mut found.case
                    && !values.contains(&value)
                {
                    values.push(value);
                }
                let item = found.item();
                self.places.push((node, value, item));
                self.effects(within, list, Some(item));
            }
            if again.is_some() {
                (self.next, self.passed) = here;
            }
        }
    }

    fn number(&mut self, one: Conditional) -> usize {
        let number = self.next;
        self.next += 1;
        if number == self.found.len() {
            self.found.push(one);
        }
        number
    }
}
