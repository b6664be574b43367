//! Outcome distributions given a hidden draw: how plays end within a truth.

use super::{
    chain::Chain,
    state_mdp::{Outcomes, StateMdp},
};
use crate::{
    scenario::{DrawId, Scenario},
    solver::bot::Bot,
};

/// The outcome distribution of one bot given the value of a hidden draw.
#[derive(Debug, Clone, PartialEq)]
pub struct ValueOutcomes {
    /// Position of the value among those of the draw.
    pub value: usize,
    /// How often the draw falls that way.
    pub probability: f64,
    /// How the plays end then.
    pub outcomes: Outcomes,
}

/// The outcome distributions of every bot, within each way in which one hidden draw can fall.
#[derive(Debug, Clone, PartialEq)]
pub struct DrawOutcomes {
    /// The draw.
    pub draw: DrawId,
    /// By bot, random play first.
    pub bots: Vec<(Bot, Vec<ValueOutcomes>)>,
}

impl StateMdp {
    /// How the plays of a bot end within each value of a hidden draw, in file order and without those
    /// that never come; `None` where it is not proven.
    #[must_use]
    pub fn within(
        &self,
        scenario: &Scenario,
        bot: Bot,
        draw: DrawId,
    ) -> Option<Vec<ValueOutcomes>> {
        self.within_chain(scenario, &self.chain(scenario, bot), draw)
    }

    /// The same of a bot whose chain is known.
    pub(in crate::solver) fn within_chain(
        &self,
        scenario: &Scenario,
        chain: &Chain,
        draw: DrawId,
    ) -> Option<Vec<ValueOutcomes>> {
        self.values.as_ref()?;
        let values = 0..scenario.draws[draw.index()].values.len();
        Some(values.filter_map(|value| self.within_value(scenario, chain, draw, value)).collect())
    }

    fn within_value(
        &self,
        scenario: &Scenario,
        chain: &Chain,
        draw: DrawId,
        value: usize,
    ) -> Option<ValueOutcomes> {
        let starts = self.graph.initial.iter();
        let mut starts: Vec<f64> = starts
            .map(|initial| match initial.draws.get(draw.index()) {
                Some(fallen) if usize::from(*fallen) == value => initial.probability,
                _ => 0.0,
            })
            .collect();
        let probability: f64 = starts.iter().sum();
        if probability <= 0.0 {
            return None;
        }
        starts.iter_mut().for_each(|start| *start /= probability);
        let outcomes = self.summed(scenario, chain, &starts);
        Some(ValueOutcomes { value, probability, outcomes })
    }
}
