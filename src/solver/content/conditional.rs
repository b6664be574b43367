//! What effects leave to conditions: every `When`, and every case of a hidden draw, by number.
//!
//! Cases of one `By` with equal effects count as one: an author writes them once, under `*`. So do the
//! conditions within them. A case that does nothing is none.

use crate::{
    engine::{Notice, State},
    scenario::{Condition, DrawId, Effect, Scenario, Site, Visited},
};

/// A conditional part of effects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Conditional {
    /// Where it stands.
    pub within: Site,
    /// Which `When`, or which `By`, it is there, in the order in which they are written, from 1.
    pub nth: u16,
    /// For a case: the draw, and the values that it is for.
    pub case: Option<(DrawId, Vec<u8>)>,
    /// The number of the conditional part around it.
    pub inside: Option<u32>,
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

/// Knows conditional parts by where they are in memory, as the engine names them.
#[derive(Debug)]
pub(in crate::solver) struct ConditionalIndex {
    /// Address, value of the draw, number; in order.
    places: Box<[(usize, u8, u32)]>,
    pub count: usize,
}

impl ConditionalIndex {
    pub(in crate::solver) fn of(scenario: &Scenario) -> Self {
        let mut walk = Numbering::over(scenario);
        walk.places.sort_unstable();
        Self { places: walk.places.into(), count: walk.found.len() }
    }

    /// The conditional part that is about to be applied, if it is one.
    pub(in crate::solver) fn applied(
        &self,
        scenario: &Scenario,
        state: &State,
        notice: Notice<'_>,
    ) -> Option<u32> {
        let (address, value, applies) = match notice {
            Notice::Asked(condition, picked) => (address(condition), 0, Some((condition, picked))),
            Notice::Drawn(lists, value) => (address_of(lists), value, None),
            Notice::Worded(..)
            | Notice::Added(..)
            | Notice::Put(..)
            | Notice::Watched(..)
            | Notice::Weighed(_) => return None,
        };
        let key = (address, value);
        let at = self.places.binary_search_by_key(&key, |place| (place.0, place.1)).ok()?;
        let applies = applies.is_none_or(|(when, picked)| state.holds(scenario, when, picked));
        applies.then(|| self.places[at].2)
    }
}

fn address(condition: &Condition) -> usize {
    std::ptr::from_ref(condition).addr()
}

fn address_of(lists: &[Box<[Effect]>]) -> usize {
    lists.as_ptr().addr()
}

/// Walks over all effects and numbers what is conditional.
#[derive(Default)]
struct Numbering {
    found: Vec<Conditional>,
    places: Vec<(usize, u8, u32)>,
    next: u32,
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

    fn effects(&mut self, within: Site, effects: &[Effect], inside: Option<u32>) {
        for effect in effects {
            match effect {
                Effect::When(_, condition, then) => {
                    self.passed[0] += 1;
                    let [nth, _] = self.passed;
                    let number = self.number(Conditional { within, nth, case: None, inside });
                    self.places.push((address(condition), 0, number));
                    self.effects(within, then, Some(number));
                }
                Effect::By(_, draw, lists) => {
                    self.passed[1] += 1;
                    self.cases(within, *draw, lists, inside);
                }
                Effect::Add(..) | Effect::Put(..) | Effect::Mark(..) | Effect::Pass(_) => {}
            }
        }
    }

    fn cases(&mut self, within: Site, draw: DrawId, lists: &[Box<[Effect]>], inside: Option<u32>) {
        let [_, nth] = self.passed;
        // Where the numbers of each list begin, and what was passed by then.
        let mut begun: Vec<(u32, [u16; 2])> = Vec::new();
        for (value, list) in (0..).zip(lists) {
            let first = lists.iter().position(|other| other == list).unwrap_or_default();
            let here = (self.next, self.passed);
            // An equal list gets the numbers of the first one over again.
            let again = begun.get(first).copied();
            (self.next, self.passed) = again.unwrap_or(here);
            begun.push((self.next, self.passed));
            if !list.is_empty() {
                let case = Some((draw, Vec::new()));
                let number = self.number(Conditional { within, nth, case, inside });
                if let Some((_, values)) = &mut self.found[number as usize].case
                    && !values.contains(&value)
                {
                    values.push(value);
                }
                self.places.push((address_of(lists), value, number));
                self.effects(within, list, Some(number));
            }
            if again.is_some() {
                (self.next, self.passed) = here;
            }
        }
    }

    fn number(&mut self, one: Conditional) -> u32 {
        let number = self.next;
        self.next += 1;
        if number as usize == self.found.len() {
            self.found.push(one);
        }
        number
    }
}
