//! What each choice is worth, over everything that the player can know when it is on offer.

use super::{belief::Beliefs, course::TIE, graph::OVER};
use crate::scenario::{Channel, ChoiceId, Scenario, SceneId};

/// A choice, over all beliefs in which it is on offer beside another.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Standing {
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
}

/// A scene, over all beliefs in it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Stakes {
    /// How often something is decided there in random play, on average.
    pub decided: f64,
    /// The greatest difference between two choices, anywhere.
    pub most: f64,
}

/// Choices, scenes and channels surveyed.
#[derive(Debug, Clone, PartialEq)]
pub struct Survey {
    /// By choice; `None` where it is never on offer beside another.
    pub choices: Vec<Option<Standing>>,
    /// By scene; `None` where there is never more than one choice.
    pub scenes: Vec<Option<Stakes>>,
    /// Where at least two channels are on offer: how often each is the best, as a share.
    pub channels: Vec<(Channel, f64)>,
    /// How often at least two channels are on offer in random play, on average.
    pub channel_decisions: f64,
}

impl Beliefs {
    /// Surveys every belief; `None` where the analysis is not complete.
    #[must_use]
    pub fn survey(&self, scenario: &Scenario) -> Option<Survey> {
        self.best()?;
        let mass = self.random_mass();
        let mut survey = Survey {
            choices: vec![None; scenario.choices.len()],
            scenes: vec![None; scenario.scenes.len()],
            channels: Channel::ALL.map(|channel| (channel, 0.0)).to_vec(),
            channel_decisions: 0.0,
        };
        let mut here: Vec<(ChoiceId, f64)> = Vec::new();
        for (node, mass) in (0..).zip(&mass) {
            self.worths(node, &mut here);
            survey.add(scenario, &here, *mass);
        }
        let total = survey.channel_decisions.max(f64::MIN_POSITIVE);
        survey.channels.iter_mut().for_each(|(_, share)| *share /= total);
        for standing in survey.choices.iter_mut().flatten() {
            let offered = standing.offered.max(f64::MIN_POSITIVE);
            standing.best /= offered;
            standing.mean /= offered;
        }
        Some(survey)
    }

    /// How often each belief comes about in random play.
    fn random_mass(&self) -> Vec<f64> {
        let mut mass = vec![0.0; self.nodes.len()];
        for prior in self.prior.iter().filter(|prior| prior.node != OVER) {
            mass[prior.node as usize] += prior.probability;
        }
        for node in self.order() {
            let moves = self.moves_of(node);
            let share = mass[node as usize] / moves.len().max(1) as f64;
            for way in moves.flat_map(|at| self.ways_of(at)) {
                mass[way.node as usize] += share * way.probability;
            }
        }
        mass
    }

    /// The choices of a belief, each with the worth of its best answer.
    fn worths(&self, node: u32, into: &mut Vec<(ChoiceId, f64)>) {
        into.clear();
        let Some(first) = self.nodes.entries(node).next() else { return };
        let mut at = self.moves_of(node).start;
        for edge in self.sights.edges_of(first.state as usize) {
            let kind = self.sights.kind(*edge);
            if !kind.first {
                continue;
            }
            let worth = self.worth(at, &self.values);
            at += 1;
            match into.iter_mut().find(|(choice, _)| *choice == kind.taken.choice) {
                Some((_, best)) => *best = best.max(worth),
                None => into.push((kind.taken.choice, worth)),
            }
        }
    }
}

impl Survey {
    fn add(&mut self, scenario: &Scenario, here: &[(ChoiceId, f64)], mass: f64) {
        if here.len() < 2 {
            return;
        }
        let best = here.iter().map(|(_, worth)| *worth).fold(f64::NEG_INFINITY, f64::max);
        let worst = here.iter().map(|(_, worth)| *worth).fold(f64::INFINITY, f64::min);
        for (choice, worth) in here {
            let cost = (best - worth).max(0.0);
            let standing = self.choices[choice.index()].get_or_insert(Standing {
                offered: 0.0,
                best: 0.0,
                least: f64::INFINITY,
                most: 0.0,
                mean: 0.0,
            });
            standing.offered += mass;
            standing.mean += mass * cost;
            standing.least = standing.least.min(cost);
            standing.most = standing.most.max(cost);
            if cost <= TIE {
                standing.best += mass;
            }
        }
        let scene = scenario.choice(here[0].0).scene;
        let stakes = self.scenes[scene.index()].get_or_insert(Stakes { decided: 0.0, most: 0.0 });
        stakes.decided += mass;
        stakes.most = stakes.most.max(best - worst);
        self.add_channels(scenario, here, best, mass);
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

    /// The choices of a scene that were surveyed.
    pub fn of_scene<'s>(
        &'s self,
        scenario: &'s Scenario,
        scene: SceneId,
    ) -> impl Iterator<Item = (ChoiceId, Standing)> + 's {
        let choices = scenario.scene(scene).choice_ids();
        choices.filter_map(|id| Some((id, self.choices[id.index()]?)))
    }
}
