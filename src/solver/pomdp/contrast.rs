//! Rating against regret, in pairs: of two actions available together of which one shows more of a skill, how
//! much more it costs.
//!
//! What an option shows is the average level of its evidence that counts in a state, so that a belief
//! is taken state by state; what it costs is what the player could know.

use std::collections::BTreeMap;

use super::belief::Beliefs;
use crate::{engine::Move, scenario::Scenario, solver::watch::Pulse};

/// The difference in expected regret of two options, wherever both are on offer and the first shows level 3 or more on average, the second
/// level 2 or less.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Contrast {
    /// How often that is so in random play, on average.
    pub offered: f64,
    /// How much more the first costs, on average.
    pub more: f64,
}

/// What an option shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shows {
    Much,
    Little,
    /// Something between, or nothing.
    Neither,
}

impl Beliefs {
    /// All pairs of options that differ so, by move.
    pub(in crate::solver) fn contrasts(
        &self,
        scenario: &Scenario,
        masses: &[f64],
        pulse: &Pulse<'_>,
    ) -> Option<BTreeMap<(Move, Move), Contrast>> {
        let shows: Vec<Shows> = self
            .graph
            .kinds
            .iter()
            .map(|kind| {
                let evidence = scenario.choice(kind.taken.choice).evidence.iter().take(32);
                let counts = evidence.enumerate().filter(|(at, _)| kind.evidence >> at & 1 == 1);
                let levels = counts.map(|(_, one)| u32::from(one.level));
                let (sum, count) =
                    levels.fold((0, 0), |(sum, count), level| (sum + level, count + 1));
                match count {
                    0 => Shows::Neither,
                    _ if sum >= 3 * count => Shows::Much,
                    _ if sum <= 2 * count => Shows::Little,
                    _ => Shows::Neither,
                }
            })
            .collect();
        let mut found = BTreeMap::new();
        // What is on offer and what it shows, and in how much of the belief at hand that is so.
        let mut cases: Vec<(Vec<(Move, Shows)>, f64)> = Vec::new();
        for (node, mass) in (0..).zip(masses) {
            cases.clear();
            let mut total = 0.0;
            pulse.beat(self.moves_of(node).len() * (4 + 4 * self.nodes.entries(node).len()))?;
            for entry in self.nodes.entries(node) {
                let weight = entry.weight as f64;
                total += weight;
                let moves = self.graph.moves_of(entry.state as usize);
                let case = moves.filter_map(|edges| {
                    let edge = edges.first()?;
                    Some((self.graph.kind(*edge).taken, shows[edge.kind as usize]))
                });
                let case: Vec<(Move, Shows)> = case.collect();
                let has = |wanted| case.iter().any(|(_, shows)| *shows == wanted);
                if !has(Shows::Much) || !has(Shows::Little) {
                    continue;
                }
                match cases.iter_mut().find(|(known, _)| *known == case) {
                    Some((_, sum)) => *sum += weight,
                    None => cases.push((case, weight)),
                }
            }
            if cases.is_empty() {
                continue;
            }
            let worths: Vec<f64> =
                self.moves_of(node).map(|at| self.worth(at, &self.values)).collect();
            for (case, weight) in &cases {
                let options = || case.iter().zip(&worths);
                for ((much, _), worth) in options().filter(|((_, one), _)| *one == Shows::Much) {
                    pulse.beat(case.len() * 8)?;
                    for ((little, _), other) in
                        options().filter(|((_, one), _)| *one == Shows::Little)
                    {
                        let contrast: &mut Contrast = found.entry((*much, *little)).or_default();
                        let often = mass * weight / total;
                        contrast.offered += often;
                        contrast.more += often * (other - worth);
                    }
                }
            }
        }
        for contrast in found.values_mut() {
            contrast.more /= contrast.offered.max(f64::MIN_POSITIVE);
        }
        Some(found)
    }
}
