//! Policy evaluation: backward induction for values, a forward pass for occupancy.
//!
//! Backwards, with `r` the value of an ending fixed on the way and `P` the weights of chance:
//!
//! ```text
//! V(s) = max | min | mean over moves c of  sum over branches s' of  P(s') * (r + V(s'))
//! ```
//!
//! Forwards, the probability of a state is the sum over the ways into it. This is dynamic programming
//! over an acyclic decision process (Bellman 1957; Puterman 1994, chapter 4).

use super::{
    chain::Chain,
    graph::{Graph, OVER},
};
use crate::solver::watch::Pulse;

/// The value functions: the expected value from each state on.
#[derive(Debug)]
pub(in crate::solver) struct Values(Vec<[f64; 3]>);

/// The optimal policy: the best that a player who knows the hidden draws can do.
pub(in crate::solver) const BEST: usize = 0;
/// The worst.
pub(in crate::solver) const WORST: usize = 1;
/// Choosing among what is on offer with equal probabilities.
pub(in crate::solver) const RANDOM: usize = 2;

impl Values {
    /// One pass backwards; `None` where it was stopped.
    pub(in crate::solver) fn of(
        graph: &Graph,
        order: Option<&[u32]>,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let count = graph.len();
        let mut values = vec![[0.0; 3]; count];
        let gain: Vec<(f64, f64, bool)> =
            graph.kinds.iter().map(|kind| (kind.probability, kind.reward(), kind.first)).collect();
        for at in (0..count).rev() {
            let state = order.map_or(at, |order| order[at] as usize);
            pulse.beat(1 + graph.range(state).len())?;
            let (mut best, mut worst) = (f64::NEG_INFINITY, f64::INFINITY);
            let (mut sum, mut moves) = (0.0, 0.0);
            let mut here = [0.0; 3];
            for (nth, edge) in graph.edges_of(state).iter().enumerate() {
                let (probability, reward, first) = gain[edge.kind as usize];
                if first && nth > 0 {
                    best = best.max(here[BEST]);
                    worst = worst.min(here[WORST]);
                    sum += here[RANDOM];
                    moves += 1.0;
                    here = [0.0; 3];
                }
                let mut next = [reward; 3];
                if edge.target != OVER {
                    let later = values[edge.target as usize];
                    next.iter_mut().zip(later).for_each(|(next, later)| *next += later);
                }
                for (here, next) in here.iter_mut().zip(next) {
                    *here += probability * next;
                }
            }
            let random = (sum + here[RANDOM]) / (moves + 1.0);
            values[state] = [best.max(here[BEST]), worst.min(here[WORST]), random];
        }
        Some(Self(values))
    }

    /// One of the values of a state.
    pub(in crate::solver) fn of_state(&self, state: u32, which: usize) -> Option<f64> {
        self.0.get(state as usize).map(|values| values[which])
    }

    /// Bytes held.
    pub(in crate::solver) fn bytes(&self) -> usize {
        self.0.len() * size_of::<[f64; 3]>()
    }

    /// One of the values before the hidden draws fall.
    pub(in crate::solver) fn at_start(&self, graph: &Graph, which: usize) -> f64 {
        let of = |initial: &crate::solver::mdp::graph::Initial| {
            let now = initial.ended.map_or(0.0, |(_, value)| f64::from(value));
            let later = self.of_state(initial.state, which).unwrap_or(0.0);
            initial.probability * (now + later)
        };
        graph.initial.iter().map(of).sum()
    }
}

/// The occupancy measure of a policy: how often a bot comes by, on average over its plays.
#[derive(Debug)]
pub(in crate::solver) struct Flow {
    /// Probability of each kind of edge, summed over its occurrences.
    pub kinds: Vec<f64>,
    /// Probability of each state of the chain, by its place; a state occurs at most once in a play.
    places: Vec<f64>,
}

impl Flow {
    /// One pass forwards over the chain of a bot, where each way in which the hidden draws fall comes so
    /// often; `None` where it was stopped.
    pub(in crate::solver) fn of(
        graph: &Graph,
        chain: &Chain,
        starts: &[f64],
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let count = chain.states.len();
        let mut flow = Self { kinds: vec![0.0; graph.kinds.len()], places: vec![0.0; count] };
        for (at, start) in chain.starts.iter().zip(starts) {
            if let Some(mass) = flow.places.get_mut(*at as usize) {
                *mass += start;
            }
        }
        for at in 0..count {
            let mass = flow.places[at];
            pulse.beat(1 + chain.steps(at).len())?;
            if mass == 0.0 {
                continue;
            }
            for step in chain.steps(at) {
                let part = mass * step.share;
                flow.kinds[step.kind as usize] += part;
                if step.to != OVER {
                    flow.places[step.to as usize] += part;
                }
            }
        }
        Some(flow)
    }

    /// The states that a play may come to, by their numbers, with their probabilities.
    pub(in crate::solver) fn states<'f>(
        &'f self,
        chain: &'f Chain,
    ) -> impl Iterator<Item = (u32, f64)> + 'f {
        let all = chain.by_number().map(|at| (chain.states[at], self.places[at]));
        all.filter(|(_, mass)| *mass > 0.0)
    }
}

/// The initial distribution: how often each way in which the hidden draws fall comes.
pub(in crate::solver) fn starts(graph: &Graph) -> Vec<f64> {
    graph.initial.iter().map(|initial| initial.probability).collect()
}
