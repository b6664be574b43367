//! The fully observable MDP of the true states, the author's question: what can happen, and how
//! likely, with the hidden draws in plain sight.

use super::{
    chain::{Chain, Chains},
    explore::explore,
    flow::{BEST, Flow, RANDOM, Values, WORST, starts},
    graph::{Graph, OVER},
    hidden::names,
};
use crate::{
    engine::{Save, SavedChoice, answer_id},
    scenario::{ChoiceId, EndingId, Scenario, SkillId},
    solver::{
        bot::Bot,
        content::{item::Item, reached::Via},
        watch::{Limits, Phase, Pulse, Watch},
    },
};

/// The fully observable MDP: every reachable state, with its values.
#[derive(Debug)]
pub struct StateMdp {
    pub(in crate::solver) graph: Graph,
    pub(in crate::solver) order: Option<Vec<u32>>,
    pub(in crate::solver) values: Option<Values>,
}

/// Reachability of something, with a witness.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reach {
    /// By this play, a shortest one.
    Reached(Save),
    /// By no play: proven.
    Unreachable,
    /// The analysis was not complete.
    NotProven,
}

/// The outcome distribution of one policy: how the plays of one bot end.
#[derive(Debug, Clone, PartialEq)]
pub struct Outcomes {
    /// Mean value.
    pub mean: f64,
    /// Probability of each ending.
    pub endings: Vec<f64>,
    /// Probability of each value, 0 to 100.
    pub values: Vec<f64>,
    /// Probability of each value for each ending.
    pub joint: Vec<(EndingId, u8, f64)>,
    /// How often each choice is taken, on average.
    pub choices: Vec<f64>,
    /// How often each choice is on offer, on average.
    pub offered: Vec<f64>,
    /// How often each scene is the place of a choice, on average.
    pub scenes: Vec<f64>,
}

impl StateMdp {
    /// Explores every state and computes its values; see [`StateMdp::complete`].
    #[must_use]
    pub fn of(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Self {
        Self::under(scenario, limits, &Pulse::of(watch, Phase::States))
    }

    pub(in crate::solver) fn under(scenario: &Scenario, limits: Limits, pulse: &Pulse<'_>) -> Self {
        let graph = explore(scenario, limits, pulse);
        let (mut order, mut values) = (None, None);
        if graph.complete {
            pulse.tell(Phase::Values, graph.len(), graph.len());
            let solved = pulse.report().and_then(|()| {
                let order = if graph.ascending { None } else { Some(graph.order(pulse)?) };
                let values = Values::of(&graph, order.as_deref(), pulse)?;
                Some((order, values))
            });
            (order, values) = solved.map_or((None, None), |(order, values)| (order, Some(values)));
        }
        Self { graph, order, values }
    }

    /// Whether every state was explored: only then is anything proven impossible.
    #[must_use]
    pub fn complete(&self) -> bool {
        self.graph.complete
    }

    /// How many states there are.
    #[must_use]
    pub fn states(&self) -> usize {
        self.graph.keys.len()
    }

    /// How many transitions there are: branches of chance of moves on offer.
    #[must_use]
    pub fn transitions(&self) -> usize {
        self.graph.edges.len()
    }

    /// Bytes held for the states and transitions.
    #[must_use]
    pub fn bytes(&self) -> usize {
        let values = self.values.as_ref().map_or(0, Values::bytes);
        self.graph.bytes() + values + self.order.as_ref().map_or(0, |order| order.len() * 4)
    }

    /// The best expected value with the hidden draws known; `None` where it is not proven.
    #[must_use]
    pub fn best(&self) -> Option<f64> {
        self.at_start(BEST)
    }

    /// The worst expected value with the hidden draws known.
    #[must_use]
    pub fn worst(&self) -> Option<f64> {
        self.at_start(WORST)
    }

    /// The expected value of choosing at random.
    #[must_use]
    pub fn random(&self) -> Option<f64> {
        self.at_start(RANDOM)
    }

    /// How the plays of a bot end; `None` where it is not proven.
    #[must_use]
    pub fn outcomes(&self, scenario: &Scenario, bot: Bot) -> Option<Outcomes> {
        self.values.as_ref()?;
        let pulse = &Pulse::unwatched(Phase::Bots);
        let chain = self.chain(scenario, bot, pulse)?;
        self.summed(scenario, &chain, &starts(&self.graph), pulse)
    }

    /// The Markov chain that a bot induces.
    pub(in crate::solver) fn chain(
        &self,
        scenario: &Scenario,
        bot: Bot,
        pulse: &Pulse<'_>,
    ) -> Option<Chain> {
        Chain::of(scenario, &self.graph, self.order.as_deref(), bot, pulse)
    }

    /// The chains of every bot, none of them worked out yet.
    pub(in crate::solver) fn chains<'t>(&'t self, scenario: &'t Scenario) -> Chains<'t> {
        Chains::new(scenario, &self.graph, self.order.as_deref())
    }

    /// How the plays of a chain end that begin so.
    pub(in crate::solver) fn summed(
        &self,
        scenario: &Scenario,
        chain: &Chain,
        starts: &[f64],
        pulse: &Pulse<'_>,
    ) -> Option<Outcomes> {
        let flow = Flow::of(&self.graph, chain, starts, pulse)?;
        let mut outcomes = Outcomes {
            mean: 0.0,
            endings: vec![0.0; scenario.endings.len()],
            values: vec![0.0; 101],
            joint: Vec::new(),
            choices: vec![0.0; scenario.choices.len()],
            offered: vec![0.0; scenario.choices.len()],
            scenes: vec![0.0; scenario.scenes.len()],
        };
        for (state, mass) in flow.states(chain) {
            let mut last = None;
            pulse.beat(1 + self.graph.range(state as usize).len())?;
            for edge in self.graph.edges_of(state as usize) {
                // The answers of a pick stand together.
                let choice = self.graph.kind(*edge).taken.choice;
                if last.replace(choice) != Some(choice) {
                    outcomes.offered[choice.index()] += mass;
                }
            }
        }
        let kinds = self.graph.kinds.iter().zip(&flow.kinds);
        let opened = self.graph.initial.iter().zip(starts);
        let opened = opened.map(|(initial, start)| (initial.ended, *start));
        let ended = opened.chain(kinds.clone().map(|(kind, mass)| (kind.ended, *mass)));
        for (ending, mass) in ended.filter(|(_, mass)| *mass > 0.0) {
            if let Some((ending, value)) = ending {
                outcomes.mean += mass * f64::from(value);
                outcomes.endings[ending.index()] += mass;
                if let Some(place) = outcomes.values.get_mut(usize::from(value)) {
                    *place += mass;
                }
                outcomes.joint.push((ending, value, mass));
            }
        }
        for (kind, mass) in kinds {
            outcomes.choices[kind.taken.choice.index()] += mass;
            outcomes.scenes[scenario.choice(kind.taken.choice).scene.index()] += mass;
        }
        outcomes.joint.sort_by_key(|(ending, value, _)| (*ending, *value));
        outcomes.joint.dedup_by(|next, kept| {
            let same = (next.0, next.1) == (kept.0, kept.1);
            if same {
                kept.2 += next.2;
            }
            same
        });
        Some(outcomes)
    }

    /// Whether something can be reached; `None` where that is not proven.
    #[must_use]
    pub fn reaches(&self, item: Item) -> Option<bool> {
        match self.graph.reached.via(item) {
            Some(_) => Some(true),
            None => self.complete().then_some(false),
        }
    }

    /// Whether something can be reached, with a shortest play.
    #[must_use]
    pub fn reach(&self, scenario: &Scenario, item: Item) -> Reach {
        match self.graph.reached.via(item) {
            Some(via) => Reach::Reached(self.play(scenario, via)),
            None if self.complete() => Reach::Unreachable,
            None => Reach::NotProven,
        }
    }

    /// Whether anything depends on hidden draws or on branches of chance.
    pub(in crate::solver) fn leaves_to_chance(&self) -> bool {
        self.graph.initial.len() > 1 || self.graph.kinds.iter().any(|kind| kind.probability < 1.0)
    }

    /// How probable it is that a competency shows twice, for somebody who knows the hidden draws and
    /// chooses for nothing else; `None` where it is not proven.
    pub(in crate::solver) fn twice_if_sought(
        &self,
        scenario: &Scenario,
        skill: SkillId,
        pulse: &Pulse<'_>,
    ) -> Option<f64> {
        self.values.as_ref()?;
        let graph = &self.graph;
        let shown: Vec<u32> = graph
            .kinds
            .iter()
            .map(|kind| {
                let evidence = &scenario.choice(kind.taken.choice).evidence;
                let of_skill = evidence.iter().take(32).enumerate();
                let of_skill = of_skill.filter(|(_, one)| one.skill == skill);
                of_skill.fold(0, |bits, (at, _)| bits | 1 << at)
            })
            .zip(&graph.kinds)
            .map(|(bits, kind): (u32, _)| (bits & kind.evidence).count_ones())
            .collect();
        // From each state on: that it shows at least once more, and at least twice.
        let mut sought = vec![[0.0_f64; 2]; graph.len()];
        for at in (0..graph.len()).rev() {
            let state = self.order.as_ref().map_or(at, |order| order[at] as usize);
            pulse.beat(1 + graph.range(state).len())?;
            let mut best = [0.0_f64; 2];
            for edges in graph.moves_of(state) {
                let mut here = [0.0; 2];
                for edge in edges {
                    let [once, twice] =
                        sought.get(edge.target as usize).copied().unwrap_or_default();
                    let after = match shown[edge.kind as usize] {
                        0 => [once, twice],
                        1 => [1.0, once],
                        _ => [1.0, 1.0],
                    };
                    let probability = graph.kind(*edge).probability;
                    here[0] += probability * after[0];
                    here[1] += probability * after[1];
                }
                best = [best[0].max(here[0]), best[1].max(here[1])];
            }
            sought[state] = best;
        }
        let begun = graph.initial.iter().map(|initial| {
            let [_, twice] = sought.get(initial.state as usize).copied().unwrap_or_default();
            initial.probability * twice
        });
        Some(begun.sum())
    }

    /// How often plays of random choices are stuck in a scene that offers nothing, by choice that led
    /// there, on average.
    pub(in crate::solver) fn stuck(&self, random: &Flow) -> Vec<(ChoiceId, f64)> {
        let kinds = self.graph.kinds.iter().zip(&random.kinds);
        let stuck = kinds.filter(|(kind, mass)| kind.stuck && **mass > 0.0);
        let mut found: Vec<(ChoiceId, f64)> = Vec::new();
        for (kind, mass) in stuck {
            match found.iter_mut().find(|(choice, _)| *choice == kind.taken.choice) {
                Some((_, sum)) => *sum += mass,
                None => found.push((kind.taken.choice, *mass)),
            }
        }
        found
    }

    /// A shortest play to something that was reached, unless it takes more choices than that.
    #[must_use]
    pub fn witness(&self, scenario: &Scenario, item: Item, most: usize) -> Option<Save> {
        self.play_within(scenario, self.graph.reached.via(item)?, most)
    }

    /// The play that leads along an edge.
    fn play(&self, scenario: &Scenario, via: Via) -> Save {
        let whole = self.play_within(scenario, via, usize::MAX);
        whole.unwrap_or_else(|| Save { seed: 0, forced: Vec::new(), choices: Vec::new() })
    }

    fn play_within(&self, scenario: &Scenario, mut via: Via, most: usize) -> Option<Save> {
        let mut choices = Vec::new();
        loop {
            match via {
                Via::Edge(_) if choices.len() >= most => return None,
                Via::Edge(edge) => {
                    let kind = self.graph.kind(self.graph.edges[edge as usize]);
                    choices.push(SavedChoice {
                        id: answer_id(scenario, kind.taken),
                        branch: kind.branch,
                    });
                    let from = self.graph.first.partition_point(|first| *first <= edge) - 1;
                    via = Via::from_code(self.graph.parents[from]);
                }
                Via::Opening(initial) => {
                    choices.reverse();
                    let draws = &self.graph.initial[initial as usize].draws;
                    return Some(Save { seed: 0, forced: names(scenario, draws), choices });
                }
            }
        }
    }

    /// The number of the state in which a play with these draws begins.
    pub(in crate::solver) fn opening(
        &self,
        draws: &[u8],
    ) -> Option<&crate::solver::mdp::graph::Initial> {
        self.graph.initial.iter().find(|initial| *initial.draws == *draws)
    }

    /// The best expected value from a state on, with the hidden draws known.
    pub(in crate::solver) fn best_from(&self, state: u32) -> Option<f64> {
        let values = self.values.as_ref()?;
        if state == OVER { Some(0.0) } else { values.of_state(state, BEST) }
    }

    fn at_start(&self, which: usize) -> Option<f64> {
        self.values.as_ref().map(|values| values.at_start(&self.graph, which))
    }
}
