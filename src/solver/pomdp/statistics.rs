//! Statistics of action values over all beliefs: what each choice is worth, over everything that the
//! player can know when it is on offer.

use std::collections::BTreeMap;

use super::{belief::Beliefs, contrast::Contrast, evaluation::TIE};
use crate::{
    engine::Move,
    scenario::{Channel, Choice, ChoiceId, Scenario, SceneId},
    solver::{
        mdp::graph::OVER,
        watch::{Phase, Pulse},
    },
};

/// The regret of a choice, or of an answer of a pick, over all beliefs in which it is on offer beside
/// another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ChoiceStatistics {
    /// How often it is on offer in random play, on average.
    pub offered: f64,
    /// How often it is the best, as a share of that.
    pub best: f64,
    /// The least that it costs anywhere.
    pub least: f64,
    /// The most that it costs anywhere.
    pub most: f64,
    /// What it costs on average in random play.
    pub mean: f64,
    /// What the others cost that are on offer beside it, on average.
    pub others: f64,
}

/// The spread of action values in a scene, over all beliefs in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SceneStatistics {
    /// How often something is decided there in random play, on average.
    pub decided: f64,
    /// The greatest difference between two choices, or two answers, anywhere.
    pub most: f64,
}

/// Action values summed up by choice, scene and channel.
#[derive(Debug, Clone, PartialEq)]
pub struct Statistics {
    /// By choice, a pick by its best answer; `None` where it is never on offer beside another choice.
    pub choices: Vec<Option<ChoiceStatistics>>,
    /// By answer of a pick.
    pub answers: BTreeMap<Move, ChoiceStatistics>,
    /// What a choice costs where its evidence counts, by choice and by place of the evidence; evidence
    /// of the levels between the ends of the scale is left out.
    pub evidence: BTreeMap<(ChoiceId, u16), ChoiceStatistics>,
    /// Options that show much, each with options on offer beside it that show little.
    pub contrasts: BTreeMap<(Move, Move), Contrast>,
    /// By scene; `None` where there is never more than one choice or answer.
    pub scenes: Vec<Option<SceneStatistics>>,
    /// Where at least two channels are on offer: how often each is the best, as a share.
    pub channels: Vec<(Channel, f64)>,
    /// How often at least two channels are on offer in random play, on average.
    pub channel_decisions: f64,
}

/// A move of a belief with its action value.
struct Worth {
    taken: Move,
    value: f64,
    /// In how much of the belief's weight evidence counts, by choice and place.
    counts: Vec<((ChoiceId, u16), f64)>,
}

impl Beliefs {
    /// Surveys every belief; `None` where the analysis is not complete. What it says of evidence takes
    /// [`Beliefs::of_rated`].
    #[must_use]
    pub fn statistics(&self, scenario: &Scenario) -> Option<Statistics> {
        self.statistics_within(scenario, &Pulse::unwatched(Phase::Values))
    }

    pub(in crate::solver) fn statistics_within(
        &self,
        scenario: &Scenario,
        pulse: &Pulse<'_>,
    ) -> Option<Statistics> {
        self.best()?;
        let mass = self.random_mass(pulse)?;
        let mut statistics = Statistics {
            choices: vec![None; scenario.choices.len()],
            answers: BTreeMap::new(),
            evidence: BTreeMap::new(),
            contrasts: self.contrasts(scenario, &mass, pulse)?,
            scenes: vec![None; scenario.scenes.len()],
            channels: Channel::ALL.map(|channel| (channel, 0.0)).to_vec(),
            channel_decisions: 0.0,
        };
        let mut here: Vec<Worth> = Vec::new();
        let ends: Vec<u32> = scenario.choices.iter().map(ends_of_scale).collect();
        for (node, mass) in (0..).zip(&mass) {
            self.worths(node, &ends, &mut here, pulse)?;
            statistics.add(scenario, &here, *mass);
        }
        let total = statistics.channel_decisions.max(f64::MIN_POSITIVE);
        statistics.channels.iter_mut().for_each(|(_, share)| *share /= total);
        let choices = statistics.choices.iter_mut().flatten();
        let all =
            choices.chain(statistics.answers.values_mut()).chain(statistics.evidence.values_mut());
        for standing in all {
            let offered = standing.offered.max(f64::MIN_POSITIVE);
            standing.best /= offered;
            standing.mean /= offered;
            standing.others /= offered;
        }
        Some(statistics)
    }

    /// How often each belief comes about in random play.
    pub(in crate::solver) fn random_mass(&self, pulse: &Pulse<'_>) -> Option<Vec<f64>> {
        let mut mass = vec![0.0; self.nodes.len()];
        for prior in self.prior.iter().filter(|prior| prior.node != OVER) {
            mass[prior.node as usize] += prior.probability;
        }
        for node in self.order() {
            let moves = self.moves_of(node);
            pulse.beat(4 + 4 * moves.len())?;
            let share = mass[node as usize] / moves.len().max(1) as f64;
            for way in moves.flat_map(|at| self.ways_of(at)) {
                mass[way.node as usize] += share * way.probability;
            }
        }
        Some(mass)
    }

    /// The moves of a belief.
    fn worths(
        &self,
        node: u32,
        ends: &[u32],
        into: &mut Vec<Worth>,
        pulse: &Pulse<'_>,
    ) -> Option<()> {
        into.clear();
        let Some(first) = self.nodes.entries(node).next() else { return Some(()) };
        pulse.beat(self.moves_of(node).len() * (8 + 4 * self.nodes.entries(node).len()))?;
        let moves = self.graph.moves_of(first.state as usize);
        let taken = moves.filter_map(|edges| Some(self.graph.kind(*edges.first()?).taken));
        into.extend(self.moves_of(node).zip(taken).map(|(at, taken)| Worth {
            taken,
            value: self.worth(at, &self.values),
            counts: Vec::new(),
        }));
        let total: f64 = self.nodes.entries(node).map(|entry| entry.weight as f64).sum();
        for entry in self.nodes.entries(node) {
            let share = entry.weight as f64 / total;
            for (worth, edges) in into.iter_mut().zip(self.graph.moves_of(entry.state as usize)) {
                let Some(kind) = edges.first().map(|edge| self.graph.kind(*edge)) else {
                    continue;
                };
                let shown = kind.evidence & ends[kind.taken.choice.index()];
                for at in (0..32).filter(|at| shown >> at & 1 == 1) {
                    let place = (kind.taken.choice, at);
                    match worth.counts.iter_mut().find(|(one, _)| *one == place) {
                        Some((_, sum)) => *sum += share,
                        None => worth.counts.push((place, share)),
                    }
                }
            }
        }
        Some(())
    }
}

/// Which evidence of a choice is at the ends of the scale, by bits.
fn ends_of_scale(choice: &Choice) -> u32 {
    let evidence = choice.evidence.iter().take(32).enumerate();
    let ends = evidence.filter(|(_, one)| matches!(one.level, 1 | 4));
    ends.fold(0, |bits, (at, _)| bits | 1 << at)
}

impl ChoiceStatistics {
    const NONE: Self =
        Self { offered: 0.0, best: 0.0, least: f64::INFINITY, most: 0.0, mean: 0.0, others: 0.0 };

    fn add(&mut self, cost: f64, others: f64, mass: f64) {
        self.offered += mass;
        self.mean += mass * cost;
        self.others += mass * others;
        self.least = self.least.min(cost);
        self.most = self.most.max(cost);
        if cost <= TIE {
            self.best += mass;
        }
    }
}

/// So many moves are searched in their order.
const FEW: usize = 32;

impl Statistics {
    fn add(&mut self, scenario: &Scenario, here: &[Worth], mass: f64) {
        if here.len() < 2 {
            return;
        }
        let best = here.iter().map(|one| one.value).fold(f64::NEG_INFINITY, f64::max);
        let worst = here.iter().map(|one| one.value).fold(f64::INFINITY, f64::min);
        let beside = |total: f64, cost: f64, count: usize| (total - cost) / (count - 1) as f64;
        let all: f64 = here.iter().map(|one| best - one.value).sum();
        // Each choice with the worth of its best answer.
        let mut choices: Vec<(ChoiceId, f64)> = Vec::new();
        let mut places: BTreeMap<ChoiceId, usize> = BTreeMap::new();
        for Worth { taken, value, counts } in here {
            // Few are found faster one by one.
            let place = match here.len() {
                0..=FEW => choices.iter().position(|(choice, _)| *choice == taken.choice),
                _ => places.get(&taken.choice).copied(),
            };
            if let Some((_, best)) = place.and_then(|at| choices.get_mut(at)) {
                *best = best.max(*value);
            } else {
                if here.len() > FEW {
                    places.insert(taken.choice, choices.len());
                }
                choices.push((taken.choice, *value));
            }
            let cost = (best - value).max(0.0);
            let others = beside(all, cost, here.len());
            if scenario.choice(taken.choice).pick.is_some() {
                self.answers
                    .entry(*taken)
                    .or_insert(ChoiceStatistics::NONE)
                    .add(cost, others, mass);
            }
            for (place, share) in counts {
                let standing = self.evidence.entry(*place);
                standing.or_insert(ChoiceStatistics::NONE).add(cost, others, mass * share);
            }
        }
        let scene = scenario.choice(here[0].taken.choice).scene;
        let stakes =
            self.scenes[scene.index()].get_or_insert(SceneStatistics { decided: 0.0, most: 0.0 });
        stakes.decided += mass;
        stakes.most = stakes.most.max(best - worst);
        if choices.len() < 2 {
            return;
        }
        let all: f64 = choices.iter().map(|(_, worth)| best - worth).sum();
        for (choice, worth) in &choices {
            let standing = self.choices[choice.index()].get_or_insert(ChoiceStatistics::NONE);
            let cost = (best - worth).max(0.0);
            standing.add(cost, beside(all, cost, choices.len()), mass);
        }
        self.add_channels(scenario, &choices, best, mass);
    }

    fn add_channels(
        &mut self,
        scenario: &Scenario,
        here: &[(ChoiceId, f64)],
        best: f64,
        mass: f64,
    ) {
        let via = |choice: ChoiceId| scenario.choice(choice).via;
        let mut seen =
            here.iter().map(|(choice, _)| via(*choice)).filter(|via| *via != Channel::None);
        let Some(first) = seen.next() else { return };
        if seen.all(|via| via == first) {
            return;
        }
        self.channel_decisions += mass;
        let winners = here.iter().filter(|(_, worth)| best - worth <= TIE);
        let share = mass / winners.clone().count().max(1) as f64;
        for (choice, _) in winners {
            if let Some((_, sum)) = self.channels.iter_mut().find(|(one, _)| *one == via(*choice)) {
                *sum += share;
            }
        }
    }

    /// The choices of a scene that there are statistics of.
    pub fn of_scene<'s>(
        &'s self,
        scenario: &'s Scenario,
        scene: SceneId,
    ) -> impl Iterator<Item = (ChoiceId, ChoiceStatistics)> + 's {
        let choices = scenario.scene(scene).choice_ids();
        choices.filter_map(|id| Some((id, self.choices[id.index()]?)))
    }
}
