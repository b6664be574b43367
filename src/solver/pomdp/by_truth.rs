//! The optimal policy within each truth: what best play, which cannot see a hidden draw, is worth where it fell one
//! way or another.

use std::collections::BTreeMap;

use super::{belief::Beliefs, nodes::BeliefEntry};
use crate::{
    scenario::{DrawId, Scenario},
    solver::{mdp::graph::OVER, watch::Pulse},
};

impl Beliefs {
    /// The expected value of best play given each value of a hidden draw, by position; nothing for a value that
    /// never comes. Of several best moves the first is taken. `None` where it is not proven.
    pub(in crate::solver) fn best_within(
        &self,
        scenario: &Scenario,
        draw: DrawId,
        pulse: &Pulse<'_>,
    ) -> Option<Vec<Option<f64>>> {
        if !self.complete() {
            return None;
        }
        let values = scenario.draws[draw.index()].values.len();
        let mut pass = Pass::of(self, values);
        for initial in &self.graph.initial {
            pulse.beat(1)?;
            let value = usize::from(*initial.draws.get(draw.index())?);
            *pass.begun.get_mut(value)? += initial.probability;
            if initial.state == OVER {
                let worth = initial.ended.map_or(0.0, |(_, worth)| f64::from(worth));
                pass.earned[value] += initial.probability * worth;
                continue;
            }
            let mut begins = self.prior.iter().filter(|prior| prior.node != OVER);
            let node = begins.find(|prior| prior.observation == initial.observation)?.node;
            pass.add((node, initial.state), value, initial.probability)?;
        }
        while let Some((_, (node, mass))) = pass.waiting.pop_first() {
            pass.step(node, &mass, pulse)?;
        }
        let worth = |(earned, begun): (&f64, &f64)| (*begun > 0.0).then(|| earned / begun);
        Some(pass.earned.iter().zip(&pass.begun).map(worth).collect())
    }

    /// The edges of a state that belong to its nth move, by position.
    fn edges_of_move(&self, state: u32, nth: usize) -> std::ops::Range<usize> {
        let mut moves = self.graph.moves_of(state as usize);
        let before: usize = moves.by_ref().take(nth).map(<[_]>::len).sum();
        let start = self.graph.range(state as usize).start + before;
        start..start + moves.next().map_or(0, <[_]>::len)
    }
}

/// A pass along the optimal policy, belief by belief.
struct Pass<'b> {
    beliefs: &'b Beliefs,
    /// How many values the draw has.
    values: usize,
    /// Where each belief stands in an order in which every way leads onwards.
    rank: Vec<u32>,
    /// Beliefs that are come to, each with the probability of its states: by state in order, then by value.
    waiting: BTreeMap<u32, (u32, Vec<f64>)>,
    /// What plays within each value earn: probability times worth.
    earned: Vec<f64>,
    /// How often each value comes.
    begun: Vec<f64>,
}

impl<'b> Pass<'b> {
    fn of(beliefs: &'b Beliefs, values: usize) -> Self {
        let mut rank = vec![0_u32; beliefs.nodes.len()];
        (0..).zip(beliefs.order()).for_each(|(at, node)| rank[node as usize] = at);
        let (earned, begun) = (vec![0.0; values], vec![0.0; values]);
        Self { beliefs, values, rank, waiting: BTreeMap::new(), earned, begun }
    }

    /// A state of a belief is come to once more.
    fn add(&mut self, (node, state): (u32, u32), value: usize, probability: f64) -> Option<()> {
        let mut entries = self.beliefs.nodes.entries(node);
        let size = entries.len() * self.values;
        let at = entries.position(|entry| entry.state == state)?;
        let held = self.waiting.entry(*self.rank.get(node as usize)?);
        let (_, mass) = held.or_insert_with(|| (node, vec![0.0; size]));
        *mass.get_mut(at * self.values + value)? += probability;
        Some(())
    }

    /// Takes the best move of a belief.
    fn step(&mut self, node: u32, mass: &[f64], pulse: &Pulse<'_>) -> Option<()> {
        let beliefs = self.beliefs;
        let graph = &beliefs.graph;
        let best = beliefs.best_move(node)?;
        let nth = best - beliefs.moves_of(node).start;
        let belief: Vec<BeliefEntry> = beliefs.nodes.entries(node).collect();
        // The ways of a move stand in the order of what is seen.
        let edges = belief.iter().flat_map(|entry| beliefs.edges_of_move(entry.state, nth));
        let onwards = edges.filter(|edge| graph.edges[*edge].target != OVER);
        let mut views: Vec<u32> = onwards.map(|edge| graph.observations[edge]).collect();
        views.sort_unstable();
        views.dedup();
        for (entry, mass) in belief.iter().zip(mass.chunks(self.values)) {
            for edge in beliefs.edges_of_move(entry.state, nth) {
                pulse.beat(4 + belief.len() + self.values)?;
                let (target, kind) = (graph.edges[edge].target, graph.kind(graph.edges[edge]));
                let way = views.binary_search(&graph.observations[edge]).ok();
                for (value, held) in mass.iter().enumerate().filter(|(_, held)| **held > 0.0) {
                    let comes = held * kind.probability;
                    if target == OVER {
                        self.earned[value] += comes * kind.reward();
                    } else {
                        let node = beliefs.ways_of(best).get(way?)?.node;
                        self.add((node, target), value, comes)?;
                    }
                }
            }
        }
        Some(())
    }
}
