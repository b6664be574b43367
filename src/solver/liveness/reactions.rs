//! Reactions by what sets them off, each list in file order.

use std::collections::BTreeMap;

use super::{thresholds::Thresholds, vars::Vars};
use crate::scenario::{Channel, Reaction, Scenario, SceneId, Trigger};

/// The reactions of a scenario.
pub(super) struct Reactions<'s> {
    scenario: &'s Scenario,
    /// Those to a day that passes.
    pub daily: Vec<&'s Reaction>,
    /// Those to a line that is crossed, with what they read.
    pub crossing: Vec<(&'s Reaction, Thresholds)>,
    /// Those to entering a scene, by its number, and to scenes of a channel.
    arriving: BTreeMap<usize, Vec<(usize, &'s Reaction)>>,
    by_channel: BTreeMap<Channel, Vec<(usize, &'s Reaction)>>,
}

impl<'s> Reactions<'s> {
    pub(super) fn of(scenario: &'s Scenario, vars: &Vars) -> Self {
        let mut all = Self {
            scenario,
            daily: Vec::new(),
            crossing: Vec::new(),
            arriving: BTreeMap::new(),
            by_channel: BTreeMap::new(),
        };
        for (at, reaction) in scenario.reactions.iter().enumerate() {
            match reaction.on {
                Trigger::Day => all.daily.push(reaction),
                Trigger::Enter(channel) => {
                    all.by_channel.entry(channel).or_default().push((at, reaction));
                }
                Trigger::Arrive(scene) => {
                    all.arriving.entry(scene.index()).or_default().push((at, reaction));
                }
                Trigger::Rise(meter, _) | Trigger::Fall(meter, _) => {
                    let mut read = Thresholds::default();
                    vars.meter(scenario, meter, &mut read);
                    all.crossing.push((reaction, read));
                }
            }
        }
        all
    }

    /// Those that entering a scene sets off.
    pub(super) fn entering(
        &self,
        scene: SceneId,
    ) -> impl DoubleEndedIterator<Item = &'s Reaction> + use<'s> {
        let arriving = self.arriving.get(&scene.index());
        let by_channel = self.by_channel.get(&self.scenario.scene(scene).via);
        let both = arriving.into_iter().chain(by_channel).flatten();
        let mut both: Vec<(usize, &'s Reaction)> = both.copied().collect();
        both.sort_unstable_by_key(|(at, _)| *at);
        both.into_iter().map(|(_, reaction)| reaction)
    }
}
