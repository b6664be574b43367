//! What a state consists of, as numbered variables and sets of them.

use crate::scenario::{
    AgreementId, Condition, DrawId, FactId, FlagId, GuessId, MeterId, MeterKind, Scenario, SceneId,
};

/// A set of variables.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct VarSet(Vec<u64>);

impl VarSet {
    pub(super) fn insert(&mut self, var: usize) {
        if self.0.len() <= var / 64 {
            self.0.resize(var / 64 + 1, 0);
        }
        self.0[var / 64] |= 1 << (var % 64);
    }

    pub(super) fn remove(&mut self, var: usize) {
        if let Some(word) = self.0.get_mut(var / 64) {
            *word &= !(1 << (var % 64));
        }
    }

    pub(super) fn contains(&self, var: usize) -> bool {
        self.0.get(var / 64).is_some_and(|word| word >> (var % 64) & 1 == 1)
    }

    /// Adds all of another set; whether that changed anything.
    pub(super) fn add(&mut self, other: &Self) -> bool {
        if self.0.len() < other.0.len() {
            self.0.resize(other.0.len(), 0);
        }
        let mut changed = false;
        for (mine, theirs) in self.0.iter_mut().zip(&other.0) {
            changed |= *theirs & !*mine != 0;
            *mine |= theirs;
        }
        changed
    }

    /// Keeps only what is in another set too.
    pub(super) fn keep(&mut self, other: &Self) {
        for (at, mine) in self.0.iter_mut().enumerate() {
            *mine &= other.0.get(at).copied().unwrap_or(0);
        }
    }

    pub(super) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(mine, theirs)| mine & theirs != 0)
    }
}

/// Numbers every variable of a scenario's states.
#[derive(Debug)]
pub(super) struct Vars {
    meters: usize,
    flags: usize,
    facts: usize,
    guesses: usize,
    agreements: usize,
    visits: usize,
    day: usize,
    agreement_count: usize,
}

impl Vars {
    pub(super) fn of(scenario: &Scenario) -> Self {
        let meters = scenario.draws.len();
        let flags = meters + scenario.stored_meters;
        let facts = flags + scenario.flags.len();
        let guesses = facts + scenario.facts.len();
        let agreements = guesses + scenario.guesses.len();
        let visits = agreements + scenario.agreements.len();
        let day = visits + scenario.scenes.len();
        let agreement_count = scenario.agreements.len();
        Self { meters, flags, facts, guesses, agreements, visits, day, agreement_count }
    }

    pub(super) fn draw(id: DrawId) -> usize {
        id.index()
    }

    pub(super) fn stored_meter(&self, index: usize) -> usize {
        self.meters + index
    }

    pub(super) fn flag(&self, id: FlagId) -> usize {
        self.flags + id.index()
    }

    pub(super) fn fact(&self, id: FactId) -> usize {
        self.facts + id.index()
    }

    pub(super) fn guess(&self, id: GuessId) -> usize {
        self.guesses + id.index()
    }

    pub(super) fn agreement(&self, id: AgreementId) -> usize {
        self.agreements + id.index()
    }

    pub(super) fn visits(&self, id: SceneId) -> usize {
        self.visits + id.index()
    }

    pub(super) fn day(&self) -> usize {
        self.day
    }

    pub(super) fn ending(&self) -> usize {
        self.day + 1
    }

    /// The stored meters that a meter's value is made of.
    pub(super) fn meter(&self, scenario: &Scenario, id: MeterId, into: &mut VarSet) {
        match &scenario.meters[id.index()].kind {
            MeterKind::Stored { .. } => into.insert(self.stored_meter(id.index())),
            MeterKind::Derived { terms } => {
                for (term, _) in terms {
                    into.insert(self.stored_meter(term.index()));
                }
            }
        }
    }

    /// What a condition reads.
    pub(super) fn reads(&self, scenario: &Scenario, condition: &Condition, into: &mut VarSet) {
        match condition {
            Condition::Always | Condition::Picked(_) => {}
            Condition::Is(draw, _) => into.insert(Self::draw(*draw)),
            Condition::Has(flag) => into.insert(self.flag(*flag)),
            Condition::Knows(fact) => into.insert(self.fact(*fact)),
            Condition::Told(guess) => into.insert(self.guess(*guess)),
            Condition::Agreed(agreement) => into.insert(self.agreement(*agreement)),
            Condition::AgreementsAtLeast(_) => {
                (0..self.agreement_count).for_each(|at| into.insert(self.agreements + at));
            }
            Condition::AtLeast(meter, _) => self.meter(scenario, *meter, into),
            Condition::DayAtLeast(_) => into.insert(self.day),
            Condition::VisitsAtLeast(scene, _) => into.insert(self.visits(*scene)),
            Condition::Ended(_) => into.insert(self.ending()),
            Condition::Not(inner) => self.reads(scenario, inner, into),
            Condition::Any(list) | Condition::All(list) => {
                list.iter().for_each(|inner| self.reads(scenario, inner, into));
            }
        }
    }
}
