//! Every decision as the referee came to it, and what options on offer together cost beside each other.

use std::{collections::BTreeMap, sync::Arc};

use rapport::{
    engine::{Move, State},
    scenario::ChoiceId,
    solver::{Beliefs, Limits},
};

use super::{
    brute::{self, Minds, Play},
    generate, go_on, near,
};

/// A decision that the referee came to: how often, and what each play of it is like.
pub(super) struct Decided {
    pub(super) mass: f64,
    pub(super) plays: Vec<Told>,
}

/// A play at a decision: its share, its state, what each move costs, and each choice by its best answer.
pub(super) struct Told {
    pub(super) share: f64,
    pub(super) state: State,
    pub(super) moves: Vec<(Move, f64)>,
    pub(super) costs: Vec<(ChoiceId, f64)>,
}

impl Decided {
    pub(super) fn of(plays: &[Play], mass: f64, costs: &[f64]) -> Self {
        let total: f64 = plays.iter().map(|play| play.weight).sum();
        let told = |play: &Play| {
            let mut best: Vec<(ChoiceId, f64)> = Vec::new();
            let moves = brute::moves(&play.session).into_iter().zip(costs.iter().copied());
            let moves: Vec<(Move, f64)> = moves.collect();
            for (taken, cost) in &moves {
                match best.iter_mut().find(|(choice, _)| *choice == taken.choice) {
                    Some((_, least)) => *least = least.min(*cost),
                    None => best.push((taken.choice, *cost)),
                }
            }
            let state = play.session.state().clone();
            Told { share: play.weight / total, state, moves, costs: best }
        };
        Self { mass, plays: plays.iter().map(told).collect() }
    }
}

impl Told {
    pub(super) fn cost(&self, choice: ChoiceId) -> Option<f64> {
        self.costs.iter().find(|(one, _)| *one == choice).map(|(_, cost)| *cost)
    }
}

#[test]
fn contrasts_agree_with_enumeration_of_views() {
    let (mut checked, mut pairs) = (0, 0);
    for seed in 80_000..80_400 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let scenario = Arc::new(scenario);
        let mut minds = Minds::default();
        minds.decided = Some(Vec::new());
        if minds.prior(&scenario).is_none() {
            continue;
        }
        let mut expected: BTreeMap<(Move, Move), (f64, f64)> = BTreeMap::new();
        for decision in &minds.decided.expect("asked for") {
            for play in &decision.plays {
                let average = |taken: &Move| {
                    let evidence = scenario.choice(taken.choice).evidence.iter();
                    let counts = evidence
                        .filter(|one| play.state.holds(&scenario, &one.when, taken.picked))
                        .map(|one| f64::from(one.level));
                    let levels: Vec<f64> = counts.collect();
                    levels.iter().sum::<f64>() / levels.len() as f64
                };
                let of = |wanted: fn(f64) -> bool| {
                    play.moves.iter().filter(move |(taken, _)| wanted(average(taken)))
                };
                for (much, cost) in of(|level| level >= 3.0) {
                    for (little, other) in of(|level| level <= 2.0) {
                        let mass = decision.mass * play.share;
                        let sum = expected.entry((*much, *little)).or_default();
                        *sum = (sum.0 + mass, sum.1 + mass * (cost - other));
                    }
                }
            }
        }
        let beliefs = Beliefs::of_rated(&scenario, Limits::default(), &mut go_on);
        let found = beliefs.statistics(&scenario).expect("complete").contrasts;
        assert_eq!(found.len(), expected.len(), "seed {seed}\n{}", generate::text(seed));
        for ((pair, contrast), (other, (mass, sum))) in found.iter().zip(&expected) {
            assert_eq!(pair, other, "seed {seed}");
            let same = near(contrast.offered, *mass) && near(contrast.more, sum / mass);
            assert!(same, "seed {seed}: {pair:?} {contrast:?} {mass} {sum}");
            pairs += 1;
        }
        checked += 1;
    }
    assert!(checked > 300 && pairs > 100, "{checked} were small enough, {pairs} pairs");
}
