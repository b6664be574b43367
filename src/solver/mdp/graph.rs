//! The transition graph of an MDP: packed keys of states, and the transitions between them as one
//! array of edges.

use super::hidden::HiddenAssignment;
use crate::{
    engine::{Move, State},
    scenario::{EndingId, Scenario},
    solver::{
        content::reached::Reached,
        intern::{Keys, Sequences},
        liveness::pack::Layout,
        watch::Pulse,
    },
};

/// The edge leads to no further state.
pub(in crate::solver) const OVER: u32 = u32::MAX;

/// A transition: where it leads, and what happens on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::solver) struct Edge {
    /// The next state, or [`OVER`].
    pub target: u32,
    /// Which [`EdgeKind`].
    pub kind: u32,
}

/// The label of a transition: action, branch of chance, reward; edges share it.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct EdgeKind {
    pub taken: Move,
    /// Which wording of the choice was on offer.
    pub wording: u8,
    /// Which outcome applied.
    pub outcome: u16,
    /// Which branch of its chance, where there is chance.
    pub branch: Option<u16>,
    /// Which of the choice's evidence counted, by bits.
    pub evidence: u32,
    /// What claims about the choice ask of the state before it: one of [`Graph::answers`].
    pub answers: u32,
    /// The ending that was fixed, with its value.
    pub ended: Option<(EndingId, u8)>,
    /// Whether the play ended because the next scene offered nothing.
    pub stuck: bool,
    /// Weight of the branch, and of all of them.
    pub weight: u32,
    pub total: u64,
    /// The same as a probability.
    pub probability: f64,
    /// Whether this is the first branch of its move.
    pub first: bool,
}

impl EdgeKind {
    /// The value that the edge earns: of the ending that it fixes.
    pub(in crate::solver) fn reward(&self) -> f64 {
        self.ended.map_or(0.0, |(_, value)| f64::from(value))
    }
}

/// An initial state with its probability: one way in which a play can begin.
#[derive(Debug, Clone)]
pub(in crate::solver) struct Initial {
    /// Values of the hidden draws.
    pub draws: Box<[u8]>,
    /// Weight of each value drawn, and of all that were possible.
    pub weights: Box<[(u32, u64)]>,
    pub probability: f64,
    /// The first state, or [`OVER`].
    pub state: u32,
    /// The ending, where the play ends before the first choice.
    pub ended: Option<(EndingId, u8)>,
    /// What the player sees; 0 where nobody asked.
    pub observation: u32,
}

impl Initial {
    /// The way in which a play begins once the draws fell so: its first state, or its ending, and what the
    /// player sees.
    pub(in crate::solver) fn of(
        assignment: &HiddenAssignment,
        (state, ended): (u32, Option<(EndingId, u8)>),
        observation: u32,
    ) -> Self {
        Self {
            draws: assignment.values.as_slice().into(),
            weights: assignment.weights.as_slice().into(),
            probability: assignment
                .weights
                .iter()
                .map(|(one, all)| f64::from(*one) / *all as f64)
                .product(),
            state,
            ended,
            observation,
        }
    }
}

/// The transition graph: everything that can happen.
#[derive(Debug)]
pub(in crate::solver) struct Graph {
    pub layout: Layout,
    pub keys: Keys,
    /// First edge of each state; one more at the end.
    pub first: Vec<u32>,
    pub edges: Vec<Edge>,
    /// What the player sees after each edge; empty where nobody asked.
    pub observations: Vec<u32>,
    pub kinds: Vec<EdgeKind>,
    /// What edges answer to claims; empty where nobody asked.
    pub answers: Sequences,
    pub initial: Vec<Initial>,
    /// How each state was first reached.
    pub parents: Vec<u32>,
    pub reached: Reached,
    /// Whether every state was explored.
    pub complete: bool,
    /// Whether every edge leads to a higher number.
    pub ascending: bool,
}

impl Graph {
    /// Nothing explored yet.
    pub(in crate::solver) fn nothing(scenario: &Scenario, layout: Layout, ascending: bool) -> Self {
        Self {
            keys: Keys::remembering(layout.width),
            layout,
            first: vec![0],
            edges: Vec::new(),
            observations: Vec::new(),
            kinds: Vec::new(),
            answers: Sequences::new(),
            initial: Vec::new(),
            parents: Vec::new(),
            reached: Reached::nothing(scenario),
            complete: false,
            ascending,
        }
    }

    /// How many states were explored.
    pub(in crate::solver) fn len(&self) -> usize {
        self.first.len().saturating_sub(1)
    }

    /// The edges of a state, move by move.
    pub(in crate::solver) fn edges_of(&self, state: usize) -> &[Edge] {
        &self.edges[self.range(state)]
    }

    pub(in crate::solver) fn range(&self, state: usize) -> std::ops::Range<usize> {
        self.first[state] as usize..self.first[state + 1] as usize
    }

    /// The edges of a state, one slice for each move.
    pub(in crate::solver) fn moves_of(&self, state: usize) -> impl Iterator<Item = &[Edge]> {
        self.edges_of(state).chunk_by(|_, next| !self.kinds[next.kind as usize].first)
    }

    /// The edge of a move along a branch of chance.
    pub(in crate::solver) fn edge(
        &self,
        state: u32,
        taken: Move,
        branch: Option<usize>,
    ) -> Option<usize> {
        self.range(state as usize).find(|edge| {
            let kind = self.kind(self.edges[*edge]);
            kind.taken == taken && kind.branch.map(usize::from) == branch
        })
    }

    pub(in crate::solver) fn kind(&self, edge: Edge) -> &EdgeKind {
        &self.kinds[edge.kind as usize]
    }

    pub(in crate::solver) fn unpack(&self, number: u32, state: &mut State) {
        self.layout.unpack(self.keys.get(number), state);
    }

    /// Whether the ending of a state is fixed.
    pub(in crate::solver) fn ended(&self, number: u32) -> bool {
        self.layout.ended(self.keys.get(number))
    }

    /// Bytes held.
    pub(in crate::solver) fn bytes(&self) -> usize {
        self.keys.bytes()
            + (self.first.capacity() + self.observations.capacity() + self.parents.capacity()) * 4
            + self.edges.capacity() * size_of::<Edge>()
            + self.kinds.capacity() * size_of::<EdgeKind>()
    }

    /// The states in an order in which every edge leads onwards, where their numbers are not it; `None`
    /// where it was stopped.
    pub(in crate::solver) fn order(&self, pulse: &Pulse<'_>) -> Option<Vec<u32>> {
        let edges = |at: usize| self.edges_of(at).iter().map(|edge| edge.target);
        order_of(self.len(), edges, pulse)
    }
}

/// A topological order (Kahn 1962): numbers from 0 such that every edge leads onwards. [`OVER`] is
/// no target. `None` where it was stopped.
fn order_of<T: Iterator<Item = u32>>(
    count: usize,
    targets: impl Fn(usize) -> T,
    pulse: &Pulse<'_>,
) -> Option<Vec<u32>> {
    let mut waiting = vec![0_u32; count];
    for target in (0..count).flat_map(&targets) {
        pulse.beat(1)?;
        if let Some(ways) = waiting.get_mut(target as usize) {
            *ways += 1;
        }
    }
    let numbers = 0..u32::try_from(count).unwrap_or(u32::MAX);
    let mut order: Vec<u32> = Vec::with_capacity(count);
    order.extend(numbers.filter(|at| waiting[*at as usize] == 0));
    let mut next = 0;
    while let Some(from) = order.get(next).copied() {
        next += 1;
        for target in targets(from as usize) {
            pulse.beat(1)?;
            if let Some(ways) = waiting.get_mut(target as usize) {
                *ways -= 1;
                if *ways == 0 {
                    order.push(target);
                }
            }
        }
    }
    Some(order)
}
