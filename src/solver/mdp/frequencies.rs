//! Expected visit counts of content under the random policy. Replays the steps of every state to
//! recover what edges do not store: the lines, reactions and evidence on the way.

use super::{
    chain::Chain,
    flow::{Flow, starts},
    hidden::HiddenAssignment,
    moves::{Branching, each_offer},
    state_mdp::StateMdp,
};
use crate::{
    engine::{Notice, State, Witness, step},
    scenario::{Choice, ChoiceId, EndingId, Evidence, Reaction, Scenario, SceneId, Spoken},
    solver::{
        bot::Bot,
        content::{conditional::ConditionalIndex, item::Item, numbers::ItemNumbers},
        watch::{Phase, Pulse},
    },
};

/// Expected visit counts: how often content comes in a random play, on average, at least how
/// probable it is.
#[derive(Debug)]
pub struct Frequencies {
    items: ItemNumbers,
    /// By item.
    visits: Box<[f64]>,
}

impl Frequencies {
    fn nothing(scenario: &Scenario) -> Self {
        let items = ItemNumbers::of(scenario);
        let visits = vec![0.0; items.count()].into();
        Self { items, visits }
    }

    fn add(&mut self, item: Item, mass: f64) {
        if let Some(at) = self.items.number(item) {
            self.visits[at] += mass;
        }
    }

    /// How often something comes in a random play, on average; a choice and its wordings, how often
    /// they are on offer.
    #[must_use]
    pub fn often(&self, item: Item) -> f64 {
        self.items.number(item).map_or(0.0, |at| self.visits[at])
    }

    /// How often a choice is taken.
    pub(in crate::solver) fn taken(&self, choice: &Choice) -> f64 {
        choice.outcomes.iter().map(|outcome| self.often(Item::Outcome(outcome.node))).sum()
    }
}

/// Records the visits of one step, which is so probable.
struct FrequencyRecorder<'h> {
    scenario: &'h Scenario,
    known: &'h ConditionalIndex,
    visits: &'h mut Frequencies,
    choice: Option<ChoiceId>,
    mass: f64,
}

impl Witness for FrequencyRecorder<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        self.visits.add(Item::Evidence(evidence.node), self.mass);
    }

    fn came_to(&mut self, outcome: usize) {
        if let Some(id) = self.choice {
            let outcome = &self.scenario.choice(id).outcomes[outcome];
            self.visits.add(Item::Outcome(outcome.node), self.mass);
        }
    }

    fn said(&mut self, line: &Spoken) {
        self.visits.add(Item::Line(line.node, line.number), self.mass);
    }

    fn entered(&mut self, scene: SceneId) {
        self.visits.add(Item::Scene(self.scenario.scene(scene).node), self.mass);
    }

    fn reacted(&mut self, reaction: &Reaction) {
        self.visits.add(Item::Reaction(reaction.node), self.mass);
    }

    fn ended(&mut self, ending: EndingId) {
        self.visits.add(Item::Ending(self.scenario.ending(ending).node), self.mass);
    }

    fn noticed(&mut self, state: &State, notice: Notice<'_>) {
        if let Some(item) = self.known.applied(self.scenario, state, notice) {
            self.visits.add(item, self.mass);
        }
    }
}

impl StateMdp {
    /// How often everything comes in random play; `None` where it is not proven.
    #[must_use]
    pub fn visits(&self, scenario: &Scenario) -> Option<Frequencies> {
        self.values.as_ref()?;
        let pulse = &Pulse::unwatched(Phase::Bots);
        let chain = self.chain(scenario, Bot::Random, pulse)?;
        let flow = Flow::of(&self.graph, &chain, &starts(&self.graph), pulse)?;
        self.frequencies(scenario, &chain, &flow, pulse)
    }

    /// The same, given the chain of random play and how often it comes by.
    pub(in crate::solver) fn frequencies(
        &self,
        scenario: &Scenario,
        chain: &Chain,
        flow: &Flow,
        pulse: &Pulse<'_>,
    ) -> Option<Frequencies> {
        // Made anew: it takes one walk over the content, and an analysis need not keep it.
        let known = &ConditionalIndex::of(scenario);
        let mut all = Frequencies::nothing(scenario);
        let visits = &mut all;
        let mut next = Some(HiddenAssignment::first());
        for initial in &self.graph.initial {
            let Some(mut assignment) = next else { break };
            pulse.beat(100 + scenario.scenes.len())?;
            let mass = initial.probability;
            assignment.begin(
                scenario,
                &mut FrequencyRecorder { scenario, known, visits, choice: None, mass },
            );
            next = assignment.advance();
        }
        let (mut base, mut work) = (State::blank(scenario), State::blank(scenario));
        let mut moves = Vec::new();
        for (number, mass) in flow.states(chain) {
            let edges = self.graph.range(number as usize).len();
            pulse
                .beat((1 + edges) * (40 + scenario.scenes.len() / 16 + self.graph.layout.width))?;
            self.graph.unpack(number, &mut base);
            let state = &base;
            moves.clear();
            let holds = |condition: &_| state.holds(scenario, condition, 0);
            let mut last = None;
            each_offer(scenario, state, holds, |taken, wording| {
                moves.push(taken);
                // The answers of a pick stand together.
                if last.replace(taken.choice) != Some(taken.choice) {
                    let choice = scenario.choice(taken.choice);
                    visits.add(Item::Choice(choice.node), mass);
                    visits.add(Item::Wording(choice.texts[usize::from(wording)].node), mass);
                }
            });
            // The edges of a state stand in the order of its moves and branches.
            let mut edges = self.graph.edges_of(number as usize).iter();
            let share = mass / moves.len() as f64;
            for taken in &moves {
                let mut chance = Branching::default();
                for edge in edges.by_ref() {
                    work.clone_from(&base);
                    chance.count = 0;
                    let mass = share * self.graph.kind(*edge).probability;
                    let choice = Some(taken.choice);
                    let mut ear = FrequencyRecorder { scenario, known, visits, choice, mass };
                    step(scenario, &mut work, *taken, &mut chance, &mut ear);
                    chance.take += 1;
                    if chance.take >= chance.count {
                        break;
                    }
                }
            }
        }
        Some(all)
    }
}
