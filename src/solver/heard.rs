//! How often content comes in random play: what no edge remembers is heard again, step by step.

use super::{
    bot::Bot,
    flow::Flow,
    moves::{Branching, each_offer},
    openings::Fall,
    truth::Truth,
};
use crate::{
    engine::{State, Witness, step},
    scenario::{Reaction, Scenario, SceneId},
};

/// How often content comes in a random play, on average: at least how probable it is.
#[derive(Debug)]
pub(super) struct Heard {
    pub scenes: Vec<f64>,
    pub reactions: Vec<f64>,
}

/// Hears one step, which is so probable.
struct Ear<'h> {
    scenario: &'h Scenario,
    heard: &'h mut Heard,
    mass: f64,
}

impl Witness for Ear<'_> {
    fn entered(&mut self, scene: SceneId) {
        self.heard.scenes[scene.index()] += self.mass;
    }

    fn reacted(&mut self, reaction: &Reaction) {
        let all = &self.scenario.reactions;
        if let Some(at) = all.iter().position(|one| std::ptr::eq(one, reaction)) {
            self.heard.reactions[at] += self.mass;
        }
    }
}

impl Truth {
    /// How often everything comes in random play; `None` where it is not proven.
    pub(super) fn heard(&self, scenario: &Scenario) -> Option<Heard> {
        self.values.as_ref()?;
        let mut heard = Heard {
            scenes: vec![0.0; scenario.scenes.len()],
            reactions: vec![0.0; scenario.reactions.len()],
        };
        let mut next = Some(Fall::first());
        for initial in &self.graph.initial {
            let Some(mut fall) = next else { break };
            let mass = initial.probability;
            fall.begin(scenario, &mut Ear { scenario, heard: &mut heard, mass });
            next = fall.advance();
        }
        let flow = Flow::of(scenario, &self.graph, self.order.as_deref(), Bot::Random);
        let (mut base, mut work) = (State::blank(scenario), State::blank(scenario));
        let mut moves = Vec::new();
        for (number, mass) in (0..).zip(&flow.states).filter(|(_, mass)| **mass > 0.0) {
            self.graph.unpack(number, &mut base);
            let state = &base;
            moves.clear();
            let holds = |condition: &_| state.holds(scenario, condition, 0);
            each_offer(scenario, state, holds, |taken, _| moves.push(taken));
            // The edges of a state stand in the order of its moves and branches.
            let mut edges = self.graph.edges_of(number as usize).iter();
            let share = mass / moves.len() as f64;
            for taken in &moves {
                let mut chance = Branching::default();
                for edge in edges.by_ref() {
                    work.clone_from(&base);
                    chance.count = 0;
                    let mass = share * self.graph.kind(*edge).probability;
                    let mut ear = Ear { scenario, heard: &mut heard, mass };
                    step(scenario, &mut work, *taken, &mut chance, &mut ear);
                    chance.take += 1;
                    if chance.take >= chance.count {
                        break;
                    }
                }
            }
        }
        Some(heard)
    }
}
