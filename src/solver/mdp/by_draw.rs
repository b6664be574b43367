//! Outcome distributions given a hidden draw: how plays end within a truth.

use super::{
    chain::Chain,
    flow::BEST,
    graph::Initial,
    state_mdp::{Outcomes, StateMdp},
};
use crate::{
    scenario::{DrawId, Scenario},
    solver::{
        bot::Bot,
        watch::{Phase, Pulse},
    },
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
        let pulse = &Pulse::unwatched(Phase::Draws);
        self.within_chain(scenario, &self.chain(scenario, bot, pulse)?, draw, pulse)
    }

    /// The same of a bot whose chain is known.
    pub(in crate::solver) fn within_chain(
        &self,
        scenario: &Scenario,
        chain: &Chain,
        draw: DrawId,
        pulse: &Pulse<'_>,
    ) -> Option<Vec<ValueOutcomes>> {
        self.values.as_ref()?;
        let values = 0..scenario.draws[draw.index()].values.len();
        let mut all = Vec::new();
        for value in values {
            pulse.beat(self.graph.initial.len())?;
            let (starts, probability) = self.starts_within(draw, value);
            if probability > 0.0 {
                let outcomes = self.summed(scenario, chain, &starts, pulse)?;
                all.push(ValueOutcomes { value, probability, outcomes });
            }
        }
        Some(all)
    }

    /// V(start) of a player who knows every hidden draw from the start, given that one fell so; `None` where it is not
    /// proven, or never comes.
    pub(in crate::solver) fn known_within(&self, draw: DrawId, value: usize) -> Option<f64> {
        let values = self.values.as_ref()?;
        let (starts, probability) = self.starts_within(draw, value);
        if probability <= 0.0 {
            return None;
        }
        let worth = |(initial, start): (&Initial, &f64)| {
            let now = initial.ended.map_or(0.0, |(_, worth)| f64::from(worth));
            let later = values.of_state(initial.state, BEST).unwrap_or(0.0);
            start * (now + later)
        };
        Some(self.graph.initial.iter().zip(&starts).map(worth).sum())
    }

    /// How often each way to begin comes where a draw fell so, and how often that is.
    fn starts_within(&self, draw: DrawId, value: usize) -> (Vec<f64>, f64) {
        let starts = self.graph.initial.iter();
        let mut starts: Vec<f64> = starts
            .map(|initial| match initial.draws.get(draw.index()) {
                Some(fallen) if usize::from(*fallen) == value => initial.probability,
                _ => 0.0,
            })
            .collect();
        let probability: f64 = starts.iter().sum();
        starts.iter_mut().for_each(|start| *start /= probability);
        (starts, probability)
    }
}
