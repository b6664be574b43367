//! The Markov chain that a policy induces: of the decision process, the states that the policy comes
//! to at all, and its transitions with their probabilities.
//!
//! Most policies come to a small part of the states. What is asked of one policy again and again (how
//! its plays end, overall and within each truth; what they show of each competency) is asked of its
//! chain, which is worked out once.

use super::{
    graph::{Graph, OVER},
    preferences::preferences_of,
    workspace::Workspace,
};
use crate::{
    scenario::Scenario,
    solver::{bot::Bot, watch::Pulse},
};

/// A transition of the chain.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct ChainStep {
    /// The place of the next state in the chain, or [`OVER`].
    pub to: u32,
    /// Which kind of edge of the graph.
    pub kind: u32,
    /// How probable it is.
    pub share: f64,
}

/// The Markov chain of a policy.
#[derive(Debug)]
pub(in crate::solver) struct Chain {
    /// The numbers of its states, such that every step leads onwards.
    pub states: Vec<u32>,
    /// First step of each state; one more at the end.
    first: Vec<u32>,
    steps: Vec<ChainStep>,
    /// The places of the initial states, or [`OVER`], in the graph's order.
    pub starts: Vec<u32>,
    /// The places by the numbers of their states; `None` where that is their order.
    by_number: Option<Vec<u32>>,
}

impl Chain {
    /// The chain of a bot; `None` where it was stopped.
    pub(in crate::solver) fn of(
        scenario: &Scenario,
        graph: &Graph,
        order: Option<&[u32]>,
        bot: Bot,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let preferences = preferences_of(scenario, graph, bot);
        // Where a state stands in the chain, once it is known; until then, whether it is come to.
        let mut places = vec![NEVER; graph.len()];
        for initial in graph.initial.iter().filter(|initial| initial.state != OVER) {
            places[initial.state as usize] = AWAITED;
        }
        let mut chain = Self {
            states: Vec::new(),
            first: vec![0],
            steps: Vec::new(),
            starts: Vec::new(),
            by_number: None,
        };
        for at in 0..graph.len() {
            let state = order.map_or(at, |order| order[at] as usize);
            pulse.beat(1)?;
            if places[state] == NEVER {
                continue;
            }
            pulse.beat(graph.range(state).len() * 2)?;
            places[state] = number(chain.states.len());
            chain.states.push(number(state));
            for (edge, share) in preferences.shares(graph, state) {
                if let Some(place) = places.get_mut(edge.target as usize) {
                    *place = AWAITED;
                }
                chain.steps.push(ChainStep { to: edge.target, kind: edge.kind, share });
            }
            chain.first.push(number(chain.steps.len()));
        }
        let place = |state: u32| places.get(state as usize).copied().unwrap_or(OVER);
        chain.steps.iter_mut().for_each(|step| step.to = place(step.to));
        chain.starts = graph.initial.iter().map(|initial| place(initial.state)).collect();
        chain.by_number = (!chain.states.is_sorted()).then(|| {
            let mut places: Vec<u32> = (0..number(chain.states.len())).collect();
            places.sort_unstable_by_key(|at| chain.states[*at as usize]);
            places
        });
        Some(chain)
    }

    /// The steps of the state at a place.
    pub(in crate::solver) fn steps(&self, at: usize) -> &[ChainStep] {
        &self.steps[self.first[at] as usize..self.first[at + 1] as usize]
    }

    /// The places, by the numbers of their states.
    pub(in crate::solver) fn by_number(&self) -> impl Iterator<Item = usize> {
        let in_order = self.by_number.is_none().then_some(0..self.states.len());
        let listed = self.by_number.iter().flatten().map(|at| *at as usize);
        in_order.into_iter().flatten().chain(listed)
    }

    /// Bytes held.
    pub(in crate::solver) fn bytes(&self) -> usize {
        self.steps.len() * size_of::<ChainStep>() + self.states.len() * 3 * size_of::<u32>()
    }
}

/// No play of the policy comes there.
const NEVER: u32 = u32::MAX;

/// A play of the policy comes there, and its place is not known yet.
const AWAITED: u32 = u32::MAX - 1;

fn number(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

/// The chains of every bot, as far as there is space for them.
pub(in crate::solver) struct Chains<'t> {
    scenario: &'t Scenario,
    graph: &'t Graph,
    order: Option<&'t [u32]>,
    kept: Vec<(Bot, Chain)>,
    bytes: usize,
    space: Workspace,
}

/// Chains beyond so many bytes are worked out again each time.
const MOST_BYTES: usize = 1 << 29;

impl<'t> Chains<'t> {
    /// None yet.
    pub(in crate::solver) fn new(
        scenario: &'t Scenario,
        graph: &'t Graph,
        order: Option<&'t [u32]>,
    ) -> Self {
        Self { scenario, graph, order, kept: Vec::new(), bytes: 0, space: Workspace::default() }
    }

    /// Works with the chain of a bot, and with space for passes over it; `None` where it was stopped.
    pub(in crate::solver) fn with<T>(
        &mut self,
        bot: Bot,
        pulse: &Pulse<'_>,
        work: impl FnOnce(&Chain, &mut Workspace) -> Option<T>,
    ) -> Option<T> {
        if let Some((_, chain)) = self.kept.iter().find(|(one, _)| *one == bot) {
            return work(chain, &mut self.space);
        }
        let chain = Chain::of(self.scenario, self.graph, self.order, bot, pulse)?;
        let result = work(&chain, &mut self.space);
        if self.bytes + chain.bytes() <= MOST_BYTES {
            self.bytes += chain.bytes();
            self.kept.push((bot, chain));
        }
        result
    }
}
