//! The belief MDP of the POMDP, solved exactly by backward induction: the learner's question, as
//! far as the player can know.
//!
//! A belief is the set of states, with their weights, that lead to exactly what the player saw. With
//! `P(o | b, c)` the weight of what is seen next:
//!
//! ```text
//! V(b) = max over moves c of Q(b, c)                                    (Bellman 1957)
//! Q(b, c) = sum over endings of P * value + sum over views o of P(o | b, c) * V(b after c and o)
//! ```
//!
//! The belief process of a partially observable Markov decision process (Åström 1965; Kaelbling,
//! Littman and Cassandra 1998) is finite here because plays are, and exact because weights are
//! whole.

use super::{
    follow::{Overflow, Successor, follow, group, ratio, weights},
    merge::merged,
    nodes::{BeliefEntry, Nodes},
    observations::observation_graph,
};
use crate::{
    scenario::Scenario,
    solver::{
        liveness::purpose::Purpose,
        mdp::graph::{Graph, OVER},
        watch::{Limits, Phase, Pulse, Watch},
    },
};

/// The belief MDP: everything that the player can come to know, with the value of each such state
/// of mind.
#[derive(Debug)]
pub struct Beliefs {
    pub(in crate::solver) graph: Graph,
    pub(in crate::solver) nodes: Nodes,
    /// First move of each belief; one more at the end.
    pub(in crate::solver) first_move: Vec<u32>,
    pub(in crate::solver) moves: Vec<BeliefMove>,
    pub(in crate::solver) ways: Vec<BeliefTransition>,
    pub(in crate::solver) prior: Vec<Prior>,
    pub(in crate::solver) values: Vec<f64>,
    pub(in crate::solver) random: Vec<f64>,
    pub(in crate::solver) verdict: Verdict,
    /// Whether states are kept apart by what the claims of lessons ask.
    pub(in crate::solver) taught: bool,
}

/// How a belief analysis ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// Everything was found and solved.
    Complete,
    /// It was stopped, or grew beyond its limits.
    CutShort,
    /// A weight did not fit 128 bits.
    Overflow,
}

/// An action of a belief.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct BeliefMove {
    /// What endings that may follow at once contribute: probability times value.
    pub ended: f64,
    /// First of its ways.
    pub first: u32,
}

/// A transition of the belief MDP: what may be seen after a move.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct BeliefTransition {
    pub probability: f64,
    pub node: u32,
}

/// A part of the prior: what may be seen first.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct Prior {
    pub probability: f64,
    pub observation: u32,
    /// The first belief; [`OVER`] where the play ends at once.
    pub node: u32,
    /// What that ending is worth.
    pub ended: f64,
}

impl Beliefs {
    /// Finds and solves the belief MDP: everything that the player can know.
    #[must_use]
    pub fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let pulse = &Pulse::of(watch, Phase::Beliefs);
        Self::under(scenario, Purpose::Belief, limits, pulse)
    }

    /// The same, kept apart by what the claims of lessons ask: see [`Beliefs::prove`].
    #[must_use]
    pub fn of_taught(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let pulse = &Pulse::of(watch, Phase::Beliefs);
        Self::under(scenario, Purpose::Taught, limits, pulse)
    }

    /// The same, kept apart by which evidence counts too: see [`Beliefs::statistics`].
    #[must_use]
    pub fn of_rated(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let pulse = &Pulse::of(watch, Phase::Beliefs);
        Self::under(scenario, Purpose::Rated, limits, pulse)
    }

    /// The best open-loop policy, a plan that ignores what it sees: it knows what it did and what
    /// is on offer, nothing else. Its [`Beliefs::best`] bounds every script from above.
    #[must_use]
    pub fn of_open_loop(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        let pulse = &Pulse::of(watch, Phase::OpenLoop);
        Self::under(scenario, Purpose::OpenLoop, limits, pulse)
    }

    pub(in crate::solver) fn under(
        scenario: &Scenario,
        purpose: Purpose,
        limits: Limits,
        pulse: &Pulse<'_>,
    ) -> Self {
        let mut graph = observation_graph(scenario, purpose, limits, pulse);
        if graph.complete {
            graph = merged(graph, pulse);
        }
        let phase = if purpose == Purpose::OpenLoop { Phase::OpenLoop } else { Phase::Beliefs };
        let mut builder = Builder::new(graph, purpose);
        builder.run(limits, phase, pulse);
        builder.finish(pulse)
    }

    /// How the analysis ended.
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.verdict
    }

    /// Whether it is complete.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.verdict == Verdict::Complete
    }

    /// How many beliefs there are.
    #[must_use]
    pub fn nodes(&self) -> usize {
        self.nodes.len()
    }

    /// How many states they are made of.
    #[must_use]
    pub fn states(&self) -> usize {
        self.graph.len()
    }

    /// How many (belief, move, view) transitions there are.
    #[must_use]
    pub fn transitions(&self) -> usize {
        self.ways.len()
    }

    /// Bytes held.
    #[must_use]
    pub fn bytes(&self) -> usize {
        self.graph.bytes()
            + self.nodes.bytes()
            + self.first_move.capacity() * 4
            + self.moves.capacity() * size_of::<BeliefMove>()
            + self.ways.capacity() * size_of::<BeliefTransition>()
            + self.values.capacity() * 16
    }

    /// V(prior), the value of the optimal policy: best play that knows only what the player can
    /// see. `None` where it is not proven.
    #[must_use]
    pub fn best(&self) -> Option<f64> {
        self.complete().then(|| self.at_start(&self.values))
    }

    /// The expected value of choosing at random.
    #[must_use]
    pub fn random(&self) -> Option<f64> {
        self.complete().then(|| self.at_start(&self.random))
    }

    fn at_start(&self, values: &[f64]) -> f64 {
        let of = |prior: &Prior| {
            let later = values.get(prior.node as usize).copied().unwrap_or(0.0);
            prior.probability * (prior.ended + later)
        };
        self.prior.iter().map(of).sum()
    }

    /// The moves of a belief.
    pub(in crate::solver) fn moves_of(&self, node: u32) -> std::ops::Range<usize> {
        let at = node as usize;
        self.first_move[at] as usize..self.first_move[at + 1] as usize
    }

    pub(in crate::solver) fn ways_of(&self, at: usize) -> &[BeliefTransition] {
        let to = self.moves.get(at + 1).map_or(self.ways.len(), |next| next.first as usize);
        &self.ways[self.moves[at].first as usize..to]
    }

    /// Q(b, c), the action value: what a move is worth, given values of beliefs.
    pub(in crate::solver) fn worth(&self, at: usize, values: &[f64]) -> f64 {
        let later = self.ways_of(at).iter().map(|way| way.probability * values[way.node as usize]);
        self.moves[at].ended + later.sum::<f64>()
    }

    /// A topological order of the beliefs, in which every way leads onwards: states lead to lower
    /// numbers, and so do the highest numbers of beliefs.
    pub(in crate::solver) fn order(&self) -> Vec<u32> {
        let mut ends = vec![0_u32; self.graph.len() + 1];
        let count = u32::try_from(self.nodes.len()).unwrap_or(u32::MAX);
        let height = |node: u32| self.graph.len() - 1 - self.nodes.highest(node) as usize;
        (0..count).for_each(|node| ends[height(node) + 1] += 1);
        for at in 1..ends.len() {
            ends[at] += ends[at - 1];
        }
        let mut order = vec![0; self.nodes.len()];
        for node in 0..count {
            let place = &mut ends[height(node)];
            order[*place as usize] = node;
            *place += 1;
        }
        order
    }

    /// Backward induction by the Bellman equation, for the best and for the uniformly random policy;
    /// `None` where it was stopped.
    fn solve(&mut self, pulse: &Pulse<'_>) -> Option<()> {
        let order = self.order();
        // Best and random value side by side: the processor fetches them together.
        let mut values = vec![[0.0_f64; 2]; self.nodes.len()];
        for node in order.into_iter().rev() {
            let moves = self.moves_of(node);
            let count = moves.len();
            pulse.beat(1 + count)?;
            let (mut best, mut sum) = (f64::NEG_INFINITY, 0.0);
            for at in moves {
                let ended = self.moves[at].ended;
                let (mut worth, mut by_chance) = (ended, ended);
                pulse.beat(self.ways_of(at).len())?;
                for way in self.ways_of(at) {
                    let [best, random] = values[way.node as usize];
                    worth += way.probability * best;
                    by_chance += way.probability * random;
                }
                best = best.max(worth);
                sum += by_chance;
            }
            values[node as usize] = [best, sum / count.max(1) as f64];
        }
        self.values = values.iter().map(|[best, _]| *best).collect();
        self.random = values.iter().map(|[_, random]| *random).collect();
        Some(())
    }
}

/// After so many beliefs the memory in use is looked at.
const CHECKED: usize = 64;

/// How many beliefs wait to be numbered at most, give or take those after one more.
const STAGED: usize = 64;

/// Builds the reachable belief MDP.
struct Builder {
    beliefs: Beliefs,
    entries: Vec<BeliefEntry>,
    cursors: Vec<usize>,
    successors: Vec<Successor>,
    /// The belief at hand.
    belief: Vec<BeliefEntry>,
    /// Work since it was last counted.
    effort: usize,
}

impl Builder {
    fn new(graph: Graph, purpose: Purpose) -> Self {
        let verdict = if graph.complete { Verdict::Complete } else { Verdict::CutShort };
        Self {
            beliefs: Beliefs {
                nodes: Nodes::new(graph.len()),
                graph,
                first_move: vec![0],
                moves: Vec::new(),
                ways: Vec::new(),
                prior: Vec::new(),
                values: Vec::new(),
                random: Vec::new(),
                verdict,
                taught: purpose.proves(),
            },
            entries: Vec::new(),
            cursors: Vec::new(),
            successors: Vec::new(),
            belief: Vec::new(),
            effort: 0,
        }
    }

    fn run(&mut self, limits: Limits, phase: Phase, pulse: &Pulse<'_>) {
        if self.beliefs.verdict != Verdict::Complete {
            return;
        }
        if pulse.begin(phase).is_none() {
            self.beliefs.verdict = Verdict::CutShort;
            return;
        }
        if self.begin().is_err() {
            self.beliefs.verdict = Verdict::Overflow;
            return;
        }
        let mut at = 0;
        while at < self.beliefs.nodes.len() {
            pulse.tell(phase, at, self.beliefs.nodes.len());
            let is_full = at.is_multiple_of(CHECKED) && self.beliefs.bytes() > limits.max_bytes;
            let work = std::mem::take(&mut self.effort);
            if is_full || pulse.beat(work).is_none() || self.beliefs.nodes.len() > limits.max_states
            {
                self.beliefs.verdict = Verdict::CutShort;
                return;
            }
            let mut done = self.expand(u32::try_from(at).unwrap_or(u32::MAX));
            at += 1;
            let nodes = &self.beliefs.nodes;
            if nodes.waiting() >= STAGED || at == nodes.len() {
                done = done.and_then(|()| self.settle());
            }
            if done.is_err() {
                self.beliefs.verdict = Verdict::Overflow;
                return;
            }
        }
    }

    fn finish(mut self, pulse: &Pulse<'_>) -> Beliefs {
        self.beliefs.nodes.freeze();
        if self.beliefs.verdict == Verdict::Complete && self.beliefs.solve(pulse).is_none() {
            self.beliefs.verdict = Verdict::CutShort;
        }
        self.beliefs
    }

    /// The beliefs after the opening.
    fn begin(&mut self) -> Result<(), Overflow> {
        let initial = std::mem::take(&mut self.beliefs.graph.initial);
        let weights = weights(&initial)?;
        let total = weights.iter().try_fold(0_u128, |sum, one| sum.checked_add(*one));
        let total = total.ok_or(Overflow)?;
        self.successors.clear();
        for (initial, weight) in initial.iter().zip(&weights) {
            let seen = initial.observation;
            if initial.state == OVER {
                self.beliefs.prior.push(Prior {
                    probability: ratio(*weight, total),
                    observation: seen,
                    node: OVER,
                    ended: initial.ended.map_or(0.0, |(_, value)| f64::from(value)),
                });
            } else {
                let key = u64::from(seen) << 32 | u64::from(initial.state);
                self.successors.push(Successor { key, weight: *weight });
            }
        }
        self.beliefs.graph.initial = initial;
        self.successors.sort_unstable_by_key(|one| one.key);
        let mut from = 0;
        while let Some((seen, mass, to)) = group(&self.successors, from, &mut self.entries)? {
            self.beliefs.nodes.stage(&self.entries);
            let probability = ratio(mass, total);
            let mut prior = Prior { probability, observation: seen, node: OVER, ended: 0.0 };
            self.beliefs.nodes.settle(|node| prior.node = node).ok_or(Overflow)?;
            self.beliefs.prior.push(prior);
            from = to;
        }
        Ok(())
    }

    /// Numbers the beliefs that wait, and fills them in where they were found.
    fn settle(&mut self) -> Result<(), Overflow> {
        let Beliefs { nodes, ways, .. } = &mut self.beliefs;
        let first = ways.len() - nodes.waiting();
        let mut waiting = ways[first..].iter_mut();
        nodes
            .settle(|node| waiting.next().into_iter().for_each(|way| way.node = node))
            .ok_or(Overflow)
    }

    /// Every move of a belief, and what may be seen after it.
    fn expand(&mut self, node: u32) -> Result<(), Overflow> {
        let Self { beliefs, entries, cursors, successors, belief, effort } = self;
        belief.clear();
        belief.extend(beliefs.nodes.entries(node));
        cursors.clear();
        cursors.extend(belief.iter().map(|entry| beliefs.graph.range(entry.state as usize).start));
        let Some(first) = belief.first() else { return Ok(()) };
        let end = beliefs.graph.range(first.state as usize).end;
        while cursors[0] < end {
            let sum = follow(&beliefs.graph, belief, cursors, successors)?;
            *effort += 8 + 2 * belief.len() + 8 * successors.len();
            let ways = u32::try_from(beliefs.ways.len()).unwrap_or(u32::MAX);
            beliefs.moves.push(BeliefMove { ended: ratio(sum.ended, sum.total), first: ways });
            let mut from = 0;
            while let Some((_, mass, to)) = group(successors, from, entries)? {
                beliefs.nodes.stage(entries);
                // The belief is filled in when those that wait are numbered.
                beliefs
                    .ways
                    .push(BeliefTransition { probability: ratio(mass, sum.total), node: OVER });
                from = to;
            }
        }
        beliefs.first_move.push(u32::try_from(beliefs.moves.len()).unwrap_or(u32::MAX));
        Ok(())
    }
}
