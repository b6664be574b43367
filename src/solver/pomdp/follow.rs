//! The belief update (Bayes filter), in whole numbers: one move from every state of a belief, and
//! what is seen after it.

#![expect(
    clippy::cast_possible_truncation,
    reason = "a key is an observation and a state, 32 bits each"
)]

use super::nodes::{BeliefEntry, lcm};
use crate::solver::mdp::graph::{Graph, Initial, OVER};

/// A successor state with its observation, while it is being sorted.
#[derive(Debug, Clone, Copy)]
pub(in crate::solver) struct Successor {
    /// What is seen, and the state that it leads to.
    pub key: u64,
    pub weight: u128,
}

/// The expected immediate reward of a move, exactly: the value of the endings that follow, and all
/// weights.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::solver) struct Sum {
    pub ended: u128,
    pub total: u128,
}

/// A weight that does not fit.
pub(in crate::solver) struct Overflow;

/// Follows the move at the cursors from every state of a belief, and moves the cursors to the next
/// move. What follows comes out sorted by what is seen, then by state.
pub(in crate::solver) fn follow(
    graph: &Graph,
    belief: &[BeliefEntry],
    cursors: &mut [usize],
    successors: &mut Vec<Successor>,
) -> Result<Sum, Overflow> {
    successors.clear();
    let total_at = |cursor: usize| graph.kind(graph.edges[cursor]).total;
    let common = cursors.iter().try_fold(1_u128, |common, cursor| {
        let total = total_at(*cursor);
        if total == 1 { Some(common) } else { lcm(common, total.into()) }
    });
    let common = common.ok_or(Overflow)?;
    let mut sum = Sum::default();
    for (entry, cursor) in belief.iter().zip(cursors) {
        let end = graph.range(entry.state as usize).end;
        let scale = common / u128::from(total_at(*cursor));
        let scaled = entry.weight.checked_mul(scale).ok_or(Overflow)?;
        loop {
            let edge = graph.edges[*cursor];
            let kind = graph.kind(edge);
            let weight = scaled.checked_mul(kind.weight.into()).ok_or(Overflow)?;
            sum.total = sum.total.checked_add(weight).ok_or(Overflow)?;
            if edge.target == OVER {
                let value = kind.ended.map_or(0, |(_, value)| value);
                let worth = weight.checked_mul(value.into()).ok_or(Overflow)?;
                sum.ended = sum.ended.checked_add(worth).ok_or(Overflow)?;
            } else {
                let view = graph.observations[*cursor];
                let key = u64::from(view) << 32 | u64::from(edge.target);
                successors.push(Successor { key, weight });
            }
            *cursor += 1;
            if *cursor == end || graph.kind(graph.edges[*cursor]).first {
                break;
            }
        }
    }
    successors.sort_unstable_by_key(|one| one.key);
    Ok(sum)
}

/// The next group of successors that look the same: what is seen, its weight, where it ends; its
/// states go to `entries`.
pub(in crate::solver) fn group(
    successors: &[Successor],
    from: usize,
    entries: &mut Vec<BeliefEntry>,
) -> Result<Option<(u32, u128, usize)>, Overflow> {
    entries.clear();
    let Some(first) = successors.get(from) else { return Ok(None) };
    let seen = first.key >> 32;
    let mut mass = 0_u128;
    let mut at = from;
    while let Some(one) = successors.get(at).filter(|one| one.key >> 32 == seen) {
        let state = one.key as u32;
        mass = mass.checked_add(one.weight).ok_or(Overflow)?;
        match entries.last_mut() {
            // Below the mass of the group, which fits.
            Some(last) if last.state == state => last.weight += one.weight,
            _ => entries.push(BeliefEntry { state, weight: one.weight }),
        }
        at += 1;
    }
    Ok(Some((seen as u32, mass, at)))
}

/// Weights of the ways to begin over their common denominator.
pub(in crate::solver) fn weights(initial: &[Initial]) -> Result<Vec<u128>, Overflow> {
    let product = |initial: &Initial, of: fn(&(u32, u64)) -> u128| {
        initial.weights.iter().try_fold(1_u128, |product, one| product.checked_mul(of(one)))
    };
    let mut common = 1_u128;
    for initial in initial {
        let all = product(initial, |(_, all)| u128::from(*all)).ok_or(Overflow)?;
        common = lcm(common, all).ok_or(Overflow)?;
    }
    initial
        .iter()
        .map(|initial| {
            let one = product(initial, |(one, _)| u128::from(*one)).ok_or(Overflow)?;
            let all = product(initial, |(_, all)| u128::from(*all)).ok_or(Overflow)?;
            one.checked_mul(common / all).ok_or(Overflow)
        })
        .collect()
}

/// A share as a decimal.
pub(in crate::solver) fn ratio(part: u128, whole: u128) -> f64 {
    if part == whole {
        return 1.0;
    }
    // Most weights are small, and small numbers convert faster.
    match (u64::try_from(part), u64::try_from(whole)) {
        (Ok(part), Ok(whole)) => part as f64 / whole as f64,
        _ => part as f64 / whole as f64,
    }
}
