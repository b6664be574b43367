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
    scenario::{ChoiceId, EndingId, Evidence, Reaction, Scenario, SceneId, Spoken},
    solver::{
        bot::Bot,
        content::{conditional::ConditionalIndex, reached::Item},
        watch::{Phase, Pulse},
    },
};

/// Expected visit counts: how often content comes in a random play, on average, at least how
/// probable it is.
#[derive(Debug)]
pub struct Frequencies {
    scenes: Vec<f64>,
    reactions: Vec<f64>,
    endings: Vec<f64>,
    lines: Vec<f64>,
    effects: Vec<f64>,
    choices: Vec<ChoiceFrequencies>,
}

/// Expected visit counts of a choice, and of what belongs to it.
#[derive(Debug)]
struct ChoiceFrequencies {
    offered: f64,
    outcomes: Vec<f64>,
    wordings: Vec<f64>,
    evidence: Vec<f64>,
}

impl Frequencies {
    fn nothing(scenario: &Scenario, effects: usize) -> Self {
        let zeros = |count: usize| vec![0.0; count];
        let choices = scenario.choices.iter().map(|choice| ChoiceFrequencies {
            offered: 0.0,
            outcomes: zeros(choice.outcomes.len()),
            wordings: zeros(choice.texts.len()),
            evidence: zeros(choice.evidence.len()),
        });
        Self {
            scenes: zeros(scenario.scenes.len()),
            reactions: zeros(scenario.reactions.len()),
            endings: zeros(scenario.endings.len()),
            lines: zeros(scenario.line_count as usize),
            effects: zeros(effects),
            choices: choices.collect(),
        }
    }

    fn place(&mut self, item: Item) -> Option<&mut f64> {
        match item {
            Item::Scene(id) => self.scenes.get_mut(id.index()),
            Item::Choice(id) => Some(&mut self.choices[id.index()].offered),
            Item::Line(number) => self.lines.get_mut(number as usize),
            Item::Reaction(id) => self.reactions.get_mut(id.index()),
            Item::Ending(id) => self.endings.get_mut(id.index()),
            Item::Outcome(id, at) => self.choices[id.index()].outcomes.get_mut(usize::from(at)),
            Item::Wording(id, at) => self.choices[id.index()].wordings.get_mut(usize::from(at)),
            Item::Evidence(id, at) => self.choices[id.index()].evidence.get_mut(usize::from(at)),
            Item::Effect(number) => self.effects.get_mut(number as usize),
        }
    }

    fn add(&mut self, item: Item, mass: f64) {
        if let Some(place) = self.place(item) {
            *place += mass;
        }
    }

    /// How often something comes in a random play, on average; a choice and its wordings, how often
    /// they are on offer.
    #[must_use]
    pub fn often(&self, item: Item) -> f64 {
        let of = |list: &[f64], at: usize| list.get(at).copied().unwrap_or(0.0);
        let choice = |id: ChoiceId| &self.choices[id.index()];
        match item {
            Item::Scene(id) => of(&self.scenes, id.index()),
            Item::Choice(id) => choice(id).offered,
            Item::Line(number) => of(&self.lines, number as usize),
            Item::Reaction(id) => of(&self.reactions, id.index()),
            Item::Ending(id) => of(&self.endings, id.index()),
            Item::Outcome(id, at) => of(&choice(id).outcomes, at.into()),
            Item::Wording(id, at) => of(&choice(id).wordings, at.into()),
            Item::Evidence(id, at) => of(&choice(id).evidence, at.into()),
            Item::Effect(number) => of(&self.effects, number as usize),
        }
    }

    /// How often a choice is taken.
    pub(in crate::solver) fn taken(&self, choice: ChoiceId) -> f64 {
        self.choices[choice.index()].outcomes.iter().sum()
    }
}

/// Records the visits of one step, which is so probable.
struct FrequencyRecorder<'h> {
    scenario: &'h Scenario,
    known: &'h ConditionalIndex,
    heard: &'h mut Frequencies,
    choice: Option<ChoiceId>,
    mass: f64,
}

impl Witness for FrequencyRecorder<'_> {
    fn evidence(&mut self, evidence: &Evidence) {
        let Some(id) = self.choice else { return };
        let mut all = (0..).zip(&self.scenario.choice(id).evidence);
        if let Some((at, _)) = all.find(|(_, one)| one.node == evidence.node) {
            self.heard.add(Item::Evidence(id, at), self.mass);
        }
    }

    fn came_to(&mut self, outcome: usize) {
        if let Some(id) = self.choice {
            let at = u16::try_from(outcome).unwrap_or(u16::MAX);
            self.heard.add(Item::Outcome(id, at), self.mass);
        }
    }

    fn said(&mut self, line: &Spoken) {
        self.heard.add(Item::Line(line.number), self.mass);
    }

    fn entered(&mut self, scene: SceneId) {
        self.heard.add(Item::Scene(scene), self.mass);
    }

    fn reacted(&mut self, reaction: &Reaction) {
        let all = &self.scenario.reactions;
        if let Some(at) = all.iter().position(|one| one.node == reaction.node) {
            self.heard.reactions[at] += self.mass;
        }
    }

    fn ended(&mut self, ending: EndingId) {
        self.heard.add(Item::Ending(ending), self.mass);
    }

    fn noticed(&mut self, state: &State, notice: Notice<'_>) {
        if let Some(number) = self.known.applied(self.scenario, state, notice) {
            self.heard.add(Item::Effect(number), self.mass);
        }
    }
}

impl StateMdp {
    /// How often everything comes in random play; `None` where it is not proven.
    #[must_use]
    pub fn heard(&self, scenario: &Scenario) -> Option<Frequencies> {
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
        let mut all = Frequencies::nothing(scenario, known.count);
        let heard = &mut all;
        let mut next = Some(HiddenAssignment::first());
        for initial in &self.graph.initial {
            let Some(mut fall) = next else { break };
            pulse.beat(100 + scenario.scenes.len())?;
            let mass = initial.probability;
            fall.begin(
                scenario,
                &mut FrequencyRecorder { scenario, known, heard, choice: None, mass },
            );
            next = fall.advance();
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
                    heard.add(Item::Choice(taken.choice), mass);
                    heard.add(Item::Wording(taken.choice, wording.into()), mass);
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
                    let mut ear = FrequencyRecorder { scenario, known, heard, choice, mass };
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
