//! Reachability of lines given a hidden draw: what can be said within a truth, and in which order.

use super::{
    graph::{Graph, OVER},
    hidden::HiddenAssignment,
    moves::{Branching, each_offer},
    state_mdp::StateMdp,
};
use crate::{
    engine::{State, Witness, step},
    scenario::{DrawId, Scenario, Spoken},
    solver::{
        content::lines::lines,
        watch::{Phase, Pulse, Watch},
    },
};

/// Which lines are reachable within each value of a hidden draw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SaidWithin {
    /// By value, the lines by position among all, in the order in which they can first come.
    by_value: Vec<Vec<usize>>,
    /// By the number of a line, the values under which it can come, as bits.
    values: Vec<u64>,
}

impl SaidWithin {
    /// By value of the draw: positions in the list of every line, in the order in which they can first come.
    #[must_use]
    pub fn by_value(&self) -> &[Vec<usize>] {
        &self.by_value
    }

    /// Under how many values the line of that number can come, counting what is written once for several.
    #[must_use]
    pub fn values_of(&self, number: u32) -> u32 {
        self.values.get(number as usize).map_or(0, |values| values.count_ones())
    }
}

/// Notes what one step says, under which values it can be taken.
struct SaidRecorder<'h> {
    values: u64,
    /// By the number of a line, its values so far.
    said: &'h mut [u64],
    /// Numbers of lines in the order in which they come, with the values that are new to each.
    order: &'h mut Vec<(u32, u64)>,
}

impl Witness for SaidRecorder<'_> {
    fn said(&mut self, line: &Spoken) {
        let Some(known) = self.said.get_mut(line.number as usize) else { return };
        let new = self.values & !*known;
        if new != 0 {
            *known |= new;
            self.order.push((line.number, new));
        }
    }
}

impl StateMdp {
    /// What can be said within each value of a hidden draw; `None` where that is not proven, or it was stopped.
    #[must_use]
    pub fn said_within(
        &self,
        scenario: &Scenario,
        draw: DrawId,
        watch: Watch<'_>,
    ) -> Option<SaidWithin> {
        self.values.as_ref()?;
        let pulse = &Pulse::of(watch, Phase::Draws);
        let masks = self.masks(draw, pulse)?;
        let mut said = vec![0_u64; scenario.line_count as usize];
        let mut order: Vec<(u32, u64)> = Vec::new();
        let mut next = Some(HiddenAssignment::first());
        for initial in &self.graph.initial {
            let Some(mut assignment) = next else { break };
            pulse.beat(100 + scenario.scenes.len())?;
            let values = value_bit(&initial.draws, draw);
            let recorder = SaidRecorder { values, said: &mut said, order: &mut order };
            assignment.begin(scenario, &mut { recorder });
            next = assignment.advance();
        }
        let (mut base, mut work) = (State::blank(scenario), State::blank(scenario));
        let mut moves = Vec::new();
        for (number, values) in (0..).zip(masks) {
            let edges = self.graph.range(number as usize).len();
            pulse
                .beat((1 + edges) * (40 + scenario.scenes.len() / 16 + self.graph.layout.width))?;
            if values == 0 {
                continue;
            }
            self.graph.unpack(number, &mut base);
            let state = &base;
            moves.clear();
            let holds = |condition: &_| state.holds(scenario, condition, 0);
            each_offer(scenario, state, holds, |taken, _| moves.push(taken));
            // The edges of a state stand in the order of its moves and branches.
            let mut edges = self.graph.edges_of(number as usize).iter();
            for taken in &moves {
                let mut chance = Branching::default();
                while edges.next().is_some() {
                    work.clone_from(&base);
                    chance.count = 0;
                    let mut ear = SaidRecorder { values, said: &mut said, order: &mut order };
                    step(scenario, &mut work, *taken, &mut chance, &mut ear);
                    chance.take += 1;
                    if chance.take >= chance.count {
                        break;
                    }
                }
            }
        }
        Some(in_order(scenario, draw, &order))
    }

    /// Of each state, the values of a draw under which it can be come to, as bits; there are 64 at most.
    fn masks(&self, draw: DrawId, pulse: &Pulse<'_>) -> Option<Vec<u64>> {
        let Graph { initial, .. } = &self.graph;
        let mut masks = vec![0_u64; self.graph.len()];
        for one in initial.iter().filter(|one| one.state != OVER) {
            masks[one.state as usize] |= value_bit(&one.draws, draw);
        }
        for at in 0..masks.len() {
            let state = self.order.as_ref().map_or(at, |order| order[at] as usize);
            let edges = self.graph.edges_of(state);
            pulse.beat(1 + edges.len())?;
            for edge in edges.iter().filter(|edge| edge.target != OVER) {
                masks[edge.target as usize] |= masks[state];
            }
        }
        Some(masks)
    }
}

fn value_bit(draws: &[u8], draw: DrawId) -> u64 {
    draws.get(draw.index()).and_then(|value| 1_u64.checked_shl((*value).into())).unwrap_or_default()
}

/// By value, what is said under it. What is written once for several values is a line for each, and one here.
fn in_order(scenario: &Scenario, draw: DrawId, order: &[(u32, u64)]) -> SaidWithin {
    let count = scenario.line_count as usize;
    let (mut position, mut first) = (vec![None; count], vec![0_usize; count]);
    let all = lines(scenario);
    let mut by_node = std::collections::BTreeMap::new();
    for (at, line) in all.iter().enumerate() {
        let number = line.line.number as usize;
        let same = *by_node.entry((line.line.node, line.within)).or_insert(number);
        if let (Some(place), Some(one)) = (position.get_mut(number), first.get_mut(number)) {
            (*place, *one) = (Some(at), same);
        }
    }
    let values = scenario.draws[draw.index()].values.len();
    let mut by_value: Vec<Vec<usize>> = vec![Vec::new(); values];
    let mut together = vec![0_u64; count];
    for (number, new) in order {
        let Some(same) = first.get(*number as usize).copied() else { continue };
        for (value, list) in by_value.iter_mut().enumerate() {
            let bit = 1_u64 << value;
            if new & bit != 0 && together[same] & bit == 0 {
                list.extend(position[*number as usize]);
            }
        }
        together[same] |= new;
    }
    let values = (0..count).map(|number| together[first[number]]).collect();
    SaidWithin { by_value, values }
}
