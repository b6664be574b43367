//! Counterexample traces: a play to the decision at which the wrong thing pays most, and the wrong
//! thing.
//!
//! What the player knows is followed back belief by belief, and a true state with it: from a state of
//! the belief at hand to one that led there by the same move and under the same view. Ways are the
//! shortest, since beliefs are gone through in order of steps.

use super::{ledger::AnswerSlots, spot::Spot};
use crate::{
    engine::{Move, Save, SavedChoice, answer_id},
    scenario::{ChoiceId, Claim, EndingId, Scenario},
    solver::{
        liveness::inquiry::{Inquiry, choices_of},
        mdp::{
            graph::{EdgeKind, OVER},
            hidden::names,
        },
        pomdp::{
            belief::Beliefs,
            evaluation::TIE,
            follow::{follow, group},
            nodes::BeliefEntry,
        },
        watch::Pulse,
    },
};

/// The play to a spot, with the last step taken there; `None` where there is none.
pub(super) fn to(
    ways: &ShortestPlays<'_>,
    scenario: &Scenario,
    (claim, inquiry): (&Claim, &Inquiry),
    spot: Spot,
    pulse: &Pulse<'_>,
) -> Option<Save> {
    let beliefs = ways.beliefs;
    match spot {
        Spot::Decision { node, wrong, beside, truth, stage } => {
            // All choices of a claim ask the same; of several, any may be on offer.
            let of_several = matches!(claim, Claim::Fits { .. });
            let claimed = if of_several { choices_of(claim) } else { vec![beside] };
            let is_there = |state: u32| {
                let kinds = kinds(beliefs, state);
                let kind = kinds.iter().find(|kind| claimed.contains(&kind.taken.choice));
                kind.is_some_and(|kind| {
                    let slots = AnswerSlots::of(claim, kind.taken.choice, inquiry);
                    let answers = beliefs.graph.answers.get(kind.answers);
                    slots.truth(answers) == truth && slots.holds(answers, stage)
                })
            };
            let state =
                beliefs.nodes.entries(node).map(|entry| entry.state).find(|at| is_there(*at))?;
            let taken = wrong_move(beliefs, (node, state), wrong, beside)?;
            let kind = kinds(beliefs, state).into_iter().find(|kind| kind.taken == taken)?;
            ways.play(scenario, (node, state), Some(kind), pulse)
        }
        Spot::Ending(ending, value) => ways.ending(scenario, (ending, value), pulse),
        Spot::File => None,
    }
}

/// The kinds of the first edges of a state's moves.
fn kinds(beliefs: &Beliefs, state: u32) -> Vec<&EdgeKind> {
    let moves = beliefs.graph.moves_of(state as usize);
    moves.filter_map(|edges| Some(beliefs.graph.kind(*edges.first()?))).collect()
}

/// The best move of a choice; of any choice but `beside`, where none is named.
fn wrong_move(
    beliefs: &Beliefs,
    (node, state): (u32, u32),
    wrong: Option<ChoiceId>,
    beside: ChoiceId,
) -> Option<Move> {
    let mut best: Option<(f64, Move)> = None;
    for (at, kind) in beliefs.moves_of(node).zip(kinds(beliefs, state)) {
        let choice = kind.taken.choice;
        let worth = beliefs.worth(at, &beliefs.values);
        let is_meant = wrong.map_or(choice != beside, |wrong| choice == wrong);
        if is_meant && best.is_none_or(|(most, _)| worth > most + TIE) {
            best = Some((worth, kind.taken));
        }
    }
    best.map(|(_, taken)| taken)
}

/// The shortest-path tree over beliefs: the first way to each, by the belief it comes from and the
/// nth move there.
pub(super) struct ShortestPlays<'b> {
    beliefs: &'b Beliefs,
    /// How many steps lead to each belief at least.
    steps: Vec<u32>,
    from: Vec<(u32, u32)>,
}

impl<'b> ShortestPlays<'b> {
    /// `None` where it was stopped.
    pub(super) fn of(beliefs: &'b Beliefs, pulse: &Pulse<'_>) -> Option<Self> {
        let mut steps = vec![u32::MAX; beliefs.nodes()];
        let mut from = vec![(OVER, 0); beliefs.nodes()];
        for prior in beliefs.prior.iter().filter(|prior| prior.node != OVER) {
            steps[prior.node as usize] = 0;
        }
        for node in beliefs.order() {
            let next = steps[node as usize].saturating_add(1);
            for (nth, at) in (0..).zip(beliefs.moves_of(node)) {
                pulse.beat(4 + beliefs.ways_of(at).len())?;
                for way in beliefs.ways_of(at) {
                    if next < steps[way.node as usize] {
                        steps[way.node as usize] = next;
                        from[way.node as usize] = (node, nth);
                    }
                }
            }
        }
        Some(Self { beliefs, steps, from })
    }

    /// The play to a state of a belief, and the last step of it.
    fn play(
        &self,
        scenario: &Scenario,
        (mut node, mut state): (u32, u32),
        last: Option<&EdgeKind>,
        pulse: &Pulse<'_>,
    ) -> Option<Save> {
        let saved = |kind: &EdgeKind| SavedChoice {
            id: answer_id(scenario, kind.taken),
            branch: kind.branch,
        };
        let mut choices: Vec<SavedChoice> = last.map(saved).into_iter().collect();
        while self.steps[node as usize] > 0 {
            let (before, nth) = self.from[node as usize];
            pulse.beat(8 * self.beliefs.nodes.entries(before).len() * (2 + nth as usize))?;
            let (led, kind) = self.step_back((before, nth as usize), (node, state))?;
            choices.push(saved(kind));
            (node, state) = (before, led);
        }
        choices.reverse();
        let seen = |node| self.beliefs.prior.iter().find(|prior| prior.node == node);
        let seen = seen(node)?.observation;
        let mut opened = self.beliefs.graph.initial.iter();
        let opened = opened.find(|one| one.state == state && one.observation == seen)?;
        Some(Save { seed: 0, forced: names(scenario, &opened.draws), choices })
    }

    /// A state of the belief before, and the edge from it by the nth move to a state of the belief
    /// after.
    fn step_back(
        &self,
        (before, nth): (u32, usize),
        (after, state): (u32, u32),
    ) -> Option<(u32, &'b EdgeKind)> {
        let graph = &self.beliefs.graph;
        let belief: Vec<BeliefEntry> = self.beliefs.nodes.entries(before).collect();
        let start = |entry: &BeliefEntry| {
            let earlier = graph.moves_of(entry.state as usize).take(nth);
            graph.range(entry.state as usize).start + earlier.map(<[_]>::len).sum::<usize>()
        };
        let mut cursors: Vec<usize> = belief.iter().map(start).collect();
        let (mut successors, mut entries) = (Vec::new(), Vec::new());
        follow(graph, &belief, &mut cursors, &mut successors).ok()?;
        let at = self.beliefs.moves_of(before).start + nth;
        let (mut from, mut place) = (0, 0);
        while let Some((view, _, to)) = group(&successors, from, &mut entries).ok()? {
            let leads = self.beliefs.ways_of(at).get(place)?.node == after;
            if leads && entries.iter().any(|entry| entry.state == state) {
                for (entry, end) in belief.iter().zip(&cursors) {
                    let edges = start(entry)..*end;
                    let mut edges = edges.filter(|edge| {
                        graph.edges[*edge].target == state && graph.observations[*edge] == view
                    });
                    if let Some(edge) = edges.next() {
                        return Some((entry.state, graph.kind(graph.edges[edge])));
                    }
                }
            }
            (from, place) = (to, place + 1);
        }
        None
    }

    /// A shortest play that ends so.
    fn ending(
        &self,
        scenario: &Scenario,
        ended: (EndingId, u8),
        pulse: &Pulse<'_>,
    ) -> Option<Save> {
        let graph = &self.beliefs.graph;
        if let Some(opened) = graph.initial.iter().find(|one| one.ended == Some(ended)) {
            let forced = names(scenario, &opened.draws);
            return Some(Save { seed: 0, forced, choices: Vec::new() });
        }
        let mut nearest: Option<(u32, u32, u32, &EdgeKind)> = None;
        for (node, steps) in (0..).zip(&self.steps) {
            if nearest.is_some_and(|(best, ..)| best <= *steps) {
                continue;
            }
            for entry in self.beliefs.nodes.entries(node) {
                pulse.beat(4 + graph.range(entry.state as usize).len())?;
                let mut kinds = graph.edges_of(entry.state as usize).iter();
                let kind = kinds.find_map(|edge| {
                    Some(graph.kind(*edge)).filter(|kind| kind.ended == Some(ended))
                });
                if let Some(kind) = kind {
                    nearest = Some((*steps, node, entry.state, kind));
                    break;
                }
            }
        }
        let (_, node, state, kind) = nearest?;
        self.play(scenario, (node, state), Some(kind), pulse)
    }
}
