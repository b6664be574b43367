//! What can be said within each value of a hidden draw, against every history played one by one.

use std::collections::{BTreeMap, BTreeSet};

use rapport::{
    engine::{State, Witness, begin, offered, step},
    scenario::{NodeId, Scenario, Spoken},
    solver::{Limits, StateMdp, lines},
};

use super::{brute::Told, generate, go_on};

/// Beyond so many steps a scenario is too big to be played one by one.
const MOST_STEPS: usize = 20_000;

/// By the value of the first draw, the places of the lines that are said in some history.
type Said = BTreeMap<usize, BTreeSet<NodeId>>;

struct Ear<'h>(&'h mut BTreeSet<NodeId>);

impl Witness for Ear<'_> {
    fn said(&mut self, line: &Spoken) {
        self.0.insert(line.node);
    }
}

/// Runs something for every way in which its chances can fall.
fn every_way<T>(mut run: impl FnMut(&mut Told) -> T, mut each: impl FnMut(T, &[usize])) {
    let mut waiting = vec![Vec::new()];
    while let Some(takes) = waiting.pop() {
        let forced = takes.len();
        let mut told = Told { takes, asked: Vec::new() };
        let came = run(&mut told);
        let mut fell = std::mem::take(&mut told.takes);
        for (at, weights) in told.asked.iter().enumerate() {
            let mut possible = (0..weights.len()).filter(|way| weights[*way] > 0);
            if at >= forced {
                let first = possible.next().unwrap();
                waiting.extend(possible.map(|way| [&fell[..at], &[way]].concat()));
                fell.push(first);
            }
        }
        each(came, &fell);
    }
}

/// Plays every history; `None` where there are too many.
fn by_hand(scenario: &Scenario) -> Option<Said> {
    let mut said = Said::new();
    let mut states: Vec<(usize, State)> = Vec::new();
    every_way(
        |told| {
            let mut heard = BTreeSet::new();
            let state = begin(scenario, told, &mut Ear(&mut heard));
            (state, heard)
        },
        |(state, heard), fell| {
            said.entry(fell[0]).or_default().extend(heard);
            states.push((fell[0], state));
        },
    );
    let mut steps = 0;
    while let Some((value, state)) = states.pop() {
        for taken in offered(scenario, &state) {
            steps += 1;
            if steps > MOST_STEPS {
                return None;
            }
            let heard = said.entry(value).or_default();
            every_way(
                |told| {
                    let mut next = state.clone();
                    step(scenario, &mut next, taken, told, &mut Ear(heard));
                    next
                },
                |next, _| states.push((value, next)),
            );
        }
    }
    Some(said)
}

#[test]
fn what_is_said_within_a_truth_is_what_some_history_says() {
    let (mut compared, mut apart) = (0, 0);
    for seed in 0..400 {
        let Ok(scenario) = generate::scenario(seed) else { continue };
        let Some(draw) = scenario.draw_ids().next() else { continue };
        let Some(said) = by_hand(&scenario) else { continue };
        let states = StateMdp::of(&scenario, Limits::default(), &mut go_on);
        let found = states.said_within(&scenario, draw, &mut go_on).unwrap();
        let all = lines(&scenario);
        for (value, order) in found.by_value().iter().enumerate() {
            let places: BTreeSet<NodeId> = order.iter().map(|at| all[*at].line.node).collect();
            let known = said.get(&value).cloned().unwrap_or_default();
            assert_eq!(places, known, "seed {seed}, value {value}");
            apart += usize::from(Some(&known) != said.get(&0));
        }
        compared += 1;
    }
    assert!(compared > 50, "{compared} scenarios were small enough");
    assert!(apart > 20, "in {apart} cases something else is said");
}
