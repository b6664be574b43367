//! The explicit MDP in Storm's format (DRN), so that anyone can check the figures.
//!
//! One initial state whose single action makes the hidden draws; end states that earn the ending's
//! value on the action into the one state labelled `done`. Reflection scenes are left out: the
//! value is fixed before them. Probabilities are fractions, so that Storm's exact mode loses
//! nothing.

use std::{
    io::{self, Write},
    ops::AddAssign,
};

use crate::{
    engine::answer_id,
    scenario::Scenario,
    solver::{
        mdp::{
            graph::{Edge, Initial, OVER},
            state_mdp::StateMdp,
        },
        pomdp::{
            belief::Beliefs,
            nodes::{gcd, lcm},
        },
    },
};

/// How many values an ending can have.
const VALUES: usize = 101;

/// Counts of an exported process.
struct Size {
    states: usize,
    choices: usize,
}

impl StateMdp {
    /// Writes the process over true states: `Rmax=? [F "done"]` is [`StateMdp::best`].
    ///
    /// # Errors
    /// Whatever the writer says; `InvalidInput` if the analysis is not complete, and `InvalidData` if
    /// a probability has too many digits to be written exactly.
    pub fn write_drn(&self, scenario: &Scenario, out: &mut impl Write) -> io::Result<()> {
        if !self.complete() {
            return Err(io::Error::new(
                io::ErrorKind::InvalidInput,
                "not every state was explored",
            ));
        }
        let graph = &self.graph;
        // Numbers: the start, the states before the ending, the values, done.
        let mut numbers = vec![0_usize; graph.len()];
        let mut count = 1;
        for (state, number) in numbers.iter_mut().enumerate() {
            if !graph.ended(u32::try_from(state).unwrap_or(u32::MAX)) {
                *number = count;
                count += 1;
            }
        }
        let moves: usize = (0..graph.len())
            .filter(|state| numbers[*state] > 0)
            .map(|state| graph.moves_of(state).count())
            .sum();
        let size = Size { states: count + VALUES + 1, choices: moves + 1 + VALUES + 1 };
        let value_state = |value: u8| count + usize::from(value).min(VALUES - 1);
        let (shares, whole) = openings(&graph.initial)?;
        let mut ways: Vec<(usize, u128)> = Vec::new();
        ways.extend(graph.initial.iter().zip(shares).map(|(initial, share)| {
            let target = match initial.ended {
                Some((_, value)) => value_state(value),
                None => numbers[initial.state as usize],
            };
            (target, share)
        }));
        header(out, scenario, &size)?;
        writeln!(out, "state 0 init\n\taction draws [0]")?;
        write_ways(out, &mut ways, whole)?;
        for state in (0..graph.len()).filter(|state| numbers[*state] > 0) {
            writeln!(out, "state {}", numbers[state])?;
            for edges in graph.moves_of(state) {
                let Some(first) = edges.first() else { continue };
                let id = answer_id(scenario, graph.kind(*first).taken);
                writeln!(out, "\taction {id} [0]")?;
                ways.clear();
                ways.extend(edges.iter().map(|edge: &Edge| {
                    let kind = graph.kind(*edge);
                    let target = match kind.ended {
                        Some((_, value)) => value_state(value),
                        None if edge.target == OVER => value_state(0),
                        None => numbers[edge.target as usize],
                    };
                    (target, u128::from(kind.weight))
                }));
                write_ways(out, &mut ways, graph.kind(*first).total.into())?;
            }
        }
        footer(out, count)
    }
}

impl Beliefs {
    /// Writes the process over beliefs: `Rmax=? [F "done"]` is [`Beliefs::best`].
    ///
    /// Probabilities are decimal here: beliefs keep their shares as such.
    ///
    /// # Errors
    /// Whatever the writer says; `InvalidInput` if the analysis is not complete.
    pub fn write_drn(&self, scenario: &Scenario, out: &mut impl Write) -> io::Result<()> {
        if !self.complete() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "not every belief was found"));
        }
        let nodes = self.nodes();
        // What ends at once earns its mean on the way: one such state for each move that may end.
        let size = Size { states: nodes + 3, choices: self.moves.len() + 3 };
        header(out, scenario, &size)?;
        let (ending, done) = (nodes + 1, nodes + 2);
        let at_once: f64 = self.prior.iter().map(|prior| prior.probability * prior.ended).sum();
        writeln!(out, "state 0 init\n\taction draws [{at_once:?}]")?;
        let begun = self.prior.iter().filter(|prior| prior.node != OVER);
        write_shares(out, begun.map(|prior| (prior.node, prior.probability)), ending)?;
        for node in 0..nodes {
            writeln!(out, "state {}", node + 1)?;
            for at in self.moves_of(u32::try_from(node).unwrap_or(u32::MAX)) {
                writeln!(out, "\taction a [{:?}]", self.moves[at].ended)?;
                let ways = self.ways_of(at).iter();
                write_shares(out, ways.map(|way| (way.node, way.probability)), ending)?;
            }
        }
        writeln!(out, "state {ending}\n\taction end [0]\n\t\t{done} : 1")?;
        writeln!(out, "state {done} done\n\taction stay [0]\n\t\t{done} : 1")
    }
}

fn header(out: &mut impl Write, scenario: &Scenario, size: &Size) -> io::Result<()> {
    writeln!(out, "// {} {}", scenario.id, scenario.hash)?;
    writeln!(out, "@type: MDP\n@parameters\n\n@reward_models\nvalue")?;
    writeln!(out, "@nr_states\n{}\n@nr_choices\n{}\n@model", size.states, size.choices)
}

/// Shares of beliefs in their order, each belief once; what is left ends at once.
fn write_shares(
    out: &mut impl Write,
    shares: impl Iterator<Item = (u32, f64)>,
    ending: usize,
) -> io::Result<()> {
    let mut shares: Vec<(u32, f64)> = shares.collect();
    merge(&mut shares);
    for (node, probability) in &shares {
        writeln!(out, "\t\t{} : {probability:?}", node + 1)?;
    }
    let left = 1.0 - shares.iter().map(|(_, probability)| probability).sum::<f64>();
    if left > 1e-12 || shares.is_empty() {
        writeln!(out, "\t\t{ending} : {left:?}")?;
    }
    Ok(())
}

/// The shares of the openings over one common denominator.
fn openings(initial: &[Initial]) -> io::Result<(Vec<u128>, u128)> {
    let too_long = || {
        io::Error::new(
            io::ErrorKind::InvalidData,
            "the weights of the hidden draws need too many digits",
        )
    };
    let mut shares = Vec::new();
    let mut whole = 1_u128;
    for initial in initial {
        let (one, all) = product(&initial.weights).ok_or_else(too_long)?;
        whole = lcm(whole, all).ok_or_else(too_long)?;
        shares.push((one, all));
    }
    let scaled = shares.iter().map(|(one, all)| one.checked_mul(whole / all));
    Ok((scaled.collect::<Option<_>>().ok_or_else(too_long)?, whole))
}

/// The product of the shares of draws in lowest terms; `None` where it does not fit.
fn product(weights: &[(u32, u64)]) -> Option<(u128, u128)> {
    let lowest = |one: u128, all: u128| {
        let common = gcd(one, all).max(1);
        (one / common, all / common)
    };
    weights.iter().try_fold((1_u128, 1_u128), |(one, all), (weight, sum)| {
        // Across first, so that only what remains has to fit.
        let (weight, all) = lowest(u128::from(*weight), all);
        let (one, sum) = lowest(one, u128::from(*sum));
        Some(lowest(one.checked_mul(weight)?, all.checked_mul(sum)?))
    })
}

/// Branches in order of target, each target once: their weights, which are to make up the whole.
fn write_ways(out: &mut impl Write, ways: &mut Vec<(usize, u128)>, whole: u128) -> io::Result<()> {
    let sum = ways.iter().try_fold(0_u128, |sum, (_, weight)| sum.checked_add(*weight));
    if sum != Some(whole) {
        let wrong = "the probabilities of an action do not sum to 1";
        return Err(io::Error::new(io::ErrorKind::InvalidData, wrong));
    }
    // No part of the sum is more than the whole of it, which fits.
    merge(ways);
    for (target, weight) in ways.iter() {
        if *weight == whole {
            writeln!(out, "\t\t{target} : 1")?;
        } else {
            let common = gcd(*weight, whole).max(1);
            writeln!(out, "\t\t{target} : {}/{}", weight / common, whole / common)?;
        }
    }
    ways.clear();
    Ok(())
}

/// Brings ways into the order of their targets, and those to one target together. What goes to one is added
/// in the order in which it stands: sums of fractions depend on it.
fn merge<Target: Ord + Copy, Share: AddAssign + Copy>(ways: &mut Vec<(Target, Share)>) {
    ways.sort_by_key(|(target, _)| *target);
    ways.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
}

/// The states of the values, and done.
fn footer(out: &mut impl Write, first: usize) -> io::Result<()> {
    let done = first + VALUES;
    for value in 0..VALUES {
        writeln!(out, "state {}\n\taction end [{value}]\n\t\t{done} : 1", first + value)?;
    }
    writeln!(out, "state {done} done\n\taction stay [0]\n\t\t{done} : 1")
}
