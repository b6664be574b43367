//! Paths through one step, and what each may write.

use super::{
    effects::{Uses, most_days},
    reactions::Reactions,
    thresholds::Thresholds,
};
use crate::scenario::{Branch, Choice, Goto, Outcome, OutcomeStep, SceneId};

/// A path through one step: an outcome of a choice, and a branch of its chance.
pub(super) struct StepPath<'s> {
    pub from: SceneId,
    pub ended: bool,
    /// What comes of the choice.
    pub step: OutcomeStep<'s>,
    /// Fewest and most days that may pass.
    pub days: (u32, u32),
    /// What the step may write before the crossings are looked at.
    pub writes: Thresholds,
    /// What the choice may write on any path: the player sees a view after each, and so whether it
    /// did.
    pub observable_writes: Thresholds,
}

impl<'s> StepPath<'s> {
    pub(super) fn of(
        (uses, reactions): (Uses<'s>, &Reactions<'s>),
        (from, ended): (SceneId, bool),
        choice: &'s Choice,
        (outcome, branch): (&'s Outcome, Option<&'s Branch>),
    ) -> Self {
        let mut writes = Thresholds::default();
        let step = outcome.step(branch);
        let OutcomeStep { takes, goto, effects, lines: _ } = step;
        let fewest = u32::from(takes);
        let mut most = fewest;
        let options = choice.pick.iter().flat_map(|pick| pick.options.iter());
        let marks = options.flat_map(|option| [&option.effects, &option.otherwise]);
        let own = marks.chain([&choice.effects]).map(|effects| &**effects);
        for effects in own.chain(effects) {
            uses.writes(effects, &mut writes);
            most = most.saturating_add(most_days(effects));
        }
        if let Some(taken) = choice.tracked {
            uses.vars.all(uses.vars.mark(taken), &mut writes);
        }
        if most > 0 {
            uses.vars.all(uses.vars.day(), &mut writes);
            uses.writes(uses.each_day(), &mut writes);
        }
        let entered = [goto_scene(goto), uses.scenario.reflection.filter(|_| !ended)];
        let daily = reactions.daily.iter().filter(|_| most > 0);
        let entering = entered.iter().flatten().flat_map(|at| reactions.entering(*at));
        for reaction in daily.copied().chain(entering) {
            uses.reaction_writes(reaction, &mut writes);
        }
        for scene in entered.into_iter().flatten() {
            uses.vars.all(uses.vars.visits(scene), &mut writes);
        }
        let observable_writes = Thresholds::default();
        Self { from, ended, step, days: (fewest, most), writes, observable_writes }
    }
}

fn goto_scene(goto: Goto) -> Option<SceneId> {
    match goto {
        Goto::Scene(scene) => Some(scene),
        Goto::End => None,
    }
}
