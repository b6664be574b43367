//! Which variables can still matter in each scene: states that differ in nothing else are one.
//!
//! Two purposes. For the truth, a variable matters if a later condition, line, wording, evidence or
//! ending value reads it. For what the player knows, also if a later view shows it in a way that
//! tells states apart that looked alike so far. A variable that was in full view before a step and is
//! not written by it tells nothing new; moods and the length of days follow from what was said.

use super::{
    effects::{Uses, may_pass},
    shown::Display,
    vars::{VarSet, Vars},
};
use crate::scenario::{
    Branch, Choice, Condition, Goto, Outcome, Reaction, Scenario, SceneId, Trigger,
};

/// What the states are for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Purpose {
    /// What is and what can be.
    Truth,
    /// What the player can know; ends where the ending is fixed, since its value is then known.
    Belief,
}

/// Number of a scene before the ending and of the same scene after it.
pub(super) fn location(scene: SceneId, ended: bool) -> usize {
    scene.index() * 2 + usize::from(ended)
}

/// The variables that matter at each location; `None` where no play comes.
pub(super) fn live(scenario: &Scenario, vars: &Vars, purpose: Purpose) -> Vec<Option<VarSet>> {
    let display = (purpose == Purpose::Belief).then(|| Display::of(scenario, vars));
    let mut analysis = Analysis {
        uses: Uses { scenario, vars },
        purpose,
        display,
        at: vec![None; scenario.scenes.len() * 2],
    };
    analysis.at[location(scenario.start, false)] = Some(VarSet::default());
    if let (Purpose::Truth, Some(reflection)) = (purpose, scenario.reflection) {
        analysis.at[location(reflection, true)] = Some(VarSet::default());
    }
    while analysis.sweep() {}
    analysis.at
}

struct Analysis<'s> {
    uses: Uses<'s>,
    purpose: Purpose,
    display: Option<Display<'s>>,
    at: Vec<Option<VarSet>>,
}

/// One way of a choice: an outcome, and a branch of its chance.
struct Way<'s> {
    from: SceneId,
    ended: bool,
    outcome: &'s Outcome,
    branch: Option<&'s Branch>,
    goto: Goto,
    days: bool,
    /// What the step may write.
    writes: VarSet,
}

impl<'s> Analysis<'s> {
    /// One pass over all locations; whether anything changed.
    fn sweep(&mut self) -> bool {
        let scenario = self.uses.scenario;
        let mut changed = false;
        for number in (0..scenario.scenes.len()).rev() {
            let at = SceneId(u16::try_from(number).unwrap_or(u16::MAX));
            let scene = scenario.scene(at);
            for ended in [false, true] {
                if self.at[location(at, ended)].is_none() {
                    continue;
                }
                let mut needed = VarSet::default();
                for choice in scene.choice_ids().map(|id| scenario.choice(id)) {
                    changed |= self.discover(choice, ended);
                    needed.add(&self.before_choice(at, choice, ended));
                }
                if !ended {
                    needed.remove(self.uses.vars.ending());
                }
                if let Some(known) = &mut self.at[location(at, ended)] {
                    changed |= known.add(&needed);
                }
            }
        }
        changed
    }

    /// Marks where a choice may lead.
    fn discover(&mut self, choice: &Choice, ended: bool) -> bool {
        let gotos = choice.outcomes.iter().flat_map(|outcome| {
            [outcome.goto].into_iter().chain(outcome.chance.iter().map(|branch| branch.goto))
        });
        let mut changed = false;
        for goto in gotos {
            if let Goto::Scene(to) = goto {
                let place = &mut self.at[location(to, ended)];
                changed |= place.is_none();
                place.get_or_insert_default();
            }
        }
        changed
    }

    /// What matters before a choice is made.
    fn before_choice(&self, from: SceneId, choice: &'s Choice, ended: bool) -> VarSet {
        let (uses, vars, scenario) = (self.uses, self.uses.vars, self.uses.scenario);
        let mut needed = VarSet::default();
        let mut watched = VarSet::default();
        for outcome in &choice.outcomes {
            let branches = outcome.chance.iter().map(Some);
            let none = outcome.chance.is_empty().then_some(None);
            for branch in branches.chain(none) {
                let way = self.way(from, choice, ended, outcome, branch);
                let mut after = self.after(&way, &mut watched);
                if let Some(branch) = branch {
                    uses.before(&branch.effects, &mut after);
                }
                uses.before(&outcome.effects, &mut after);
                needed.add(&after);
            }
        }
        for outcome in &choice.outcomes {
            vars.reads(scenario, &outcome.when, &mut needed);
        }
        uses.before(&choice.effects, &mut needed);
        for option in choice.pick.iter().flat_map(|pick| pick.options.iter()).rev() {
            let mut unmarked = needed.clone();
            uses.before(&option.otherwise, &mut unmarked);
            uses.before(&option.effects, &mut needed);
            needed.add(&unmarked);
        }
        if let Some(taken) = choice.tracked {
            needed.remove(vars.flag(taken));
            if choice.once {
                needed.insert(vars.flag(taken));
            }
        }
        vars.reads(scenario, &choice.when, &mut needed);
        for (when, _) in &choice.texts {
            vars.reads(scenario, when, &mut needed);
        }
        for evidence in choice.evidence.iter().filter(|_| self.purpose == Purpose::Truth) {
            vars.reads(scenario, &evidence.when, &mut needed);
        }
        needed.add(&watched);
        needed
    }

    fn way(
        &self,
        from: SceneId,
        choice: &'s Choice,
        ended: bool,
        outcome: &'s Outcome,
        branch: Option<&'s Branch>,
    ) -> Way<'s> {
        let uses = self.uses;
        let mut writes = VarSet::default();
        let mut days = branch.map_or(outcome.takes, |branch| branch.takes) > 0;
        let options = choice.pick.iter().flat_map(|pick| pick.options.iter());
        let marks = options.flat_map(|option| [&option.effects, &option.otherwise]);
        let own = marks.chain([&choice.effects, &outcome.effects]);
        for effects in own.chain(branch.map(|branch| &branch.effects)) {
            uses.writes(effects, &mut writes);
            days |= may_pass(effects);
        }
        if let Some(taken) = choice.tracked {
            writes.insert(uses.vars.flag(taken));
        }
        let goto = branch.map_or(outcome.goto, |branch| branch.goto);
        if days {
            writes.insert(uses.vars.day());
            if let Some(clock) = &uses.scenario.clock {
                uses.writes(&clock.each_day, &mut writes);
            }
        }
        for reaction in &uses.scenario.reactions {
            let due = match reaction.on {
                Trigger::Day => days,
                on => self.enters(goto, ended).any(|scene| on_entering(uses.scenario, on, scene)),
            };
            if due {
                self.reaction_writes(reaction, &mut writes);
            }
        }
        for scene in self.enters(goto, ended) {
            writes.insert(uses.vars.visits(scene));
        }
        Way { from, ended, outcome, branch, goto, days, writes }
    }

    /// The scenes that a step may enter: where it goes, and the reflection if it ends.
    fn enters(&self, goto: Goto, ended: bool) -> impl Iterator<Item = SceneId> + use<> {
        let reflection = self.uses.scenario.reflection.filter(|_| !ended);
        [goto_scene(goto), reflection].into_iter().flatten()
    }

    fn reaction_writes(&self, reaction: &Reaction, into: &mut VarSet) {
        self.uses.writes(&reaction.effects, into);
        if let Some(fired) = reaction.once {
            into.insert(self.uses.vars.flag(fired));
        }
    }

    /// What matters once the effects of a step are done; `watched` gets what matters before the step
    /// because a crossing compares with it.
    fn after(&self, way: &Way<'s>, watched: &mut VarSet) -> VarSet {
        let (uses, scenario) = (self.uses, self.uses.scenario);
        let mut needed = VarSet::default();
        let mut writes = way.writes.clone();
        for reaction in &scenario.reactions {
            let due = match reaction.on {
                Trigger::Day => way.days,
                on @ (Trigger::Enter(_) | Trigger::Arrive(_)) => {
                    self.enters(way.goto, way.ended).any(|scene| on_entering(scenario, on, scene))
                }
                Trigger::Rise(meter, _) | Trigger::Fall(meter, _) => {
                    let mut read = VarSet::default();
                    uses.vars.meter(scenario, meter, &mut read);
                    let may_cross = read.meets(&way.writes);
                    if may_cross {
                        watched.add(&read);
                        needed.add(&read);
                        self.reaction_writes(reaction, &mut writes);
                    }
                    may_cross
                }
            };
            if due {
                self.reaction(reaction, &mut needed);
            }
        }
        if way.days {
            if let Some(clock) = &scenario.clock {
                uses.conditions(&clock.each_day, &mut needed);
                if !way.ended {
                    needed.insert(uses.vars.day());
                    self.ending(&mut needed);
                }
            }
        }
        uses.lines(&way.outcome.lines, &mut needed);
        if let Some(branch) = way.branch {
            uses.lines(&branch.lines, &mut needed);
        }
        match way.goto {
            Goto::Scene(to) => self.arrival(way.from, to, way.ended, &writes, &mut needed),
            Goto::End if !way.ended => self.ending(&mut needed),
            Goto::End => {}
        }
        needed
    }

    fn reaction(&self, reaction: &Reaction, into: &mut VarSet) {
        let (uses, scenario) = (self.uses, self.uses.scenario);
        uses.vars.reads(scenario, &reaction.when, into);
        if let Some(fired) = reaction.once {
            into.insert(uses.vars.flag(fired));
        }
        uses.conditions(&reaction.effects, into);
        uses.lines(&reaction.lines, into);
    }

    /// What matters on entering a scene.
    fn arrival(
        &self,
        from: SceneId,
        to: SceneId,
        ended: bool,
        writes: &VarSet,
        into: &mut VarSet,
    ) {
        let scenario = self.uses.scenario;
        let scene = scenario.scene(to);
        self.uses.lines(&scene.lines, into);
        if let Some(live) = &self.at[location(to, ended)] {
            into.add(live);
        }
        let always_offers = |choice: &Choice| choice.when == Condition::Always && !choice.once;
        if !ended && !scene.choice_ids().any(|id| always_offers(scenario.choice(id))) {
            self.ending(into);
        }
        if let Some(display) = &self.display {
            display.tells(from, to, writes, into);
        }
    }

    /// What matters when the endings are tried.
    fn ending(&self, into: &mut VarSet) {
        let (uses, scenario) = (self.uses, self.uses.scenario);
        for ending in &scenario.endings {
            uses.vars.reads(scenario, &ending.when, into);
            for (meter, ..) in &ending.value.plus {
                uses.vars.meter(scenario, *meter, into);
            }
            if self.purpose == Purpose::Truth {
                uses.lines(&ending.lines, into);
            }
        }
        if let (Purpose::Truth, Some(reflection)) = (self.purpose, scenario.reflection) {
            self.arrival(reflection, reflection, true, &VarSet::default(), into);
            into.remove(uses.vars.ending());
        }
    }
}

/// Whether entering a scene sets off what waits for this.
fn on_entering(scenario: &Scenario, on: Trigger, scene: SceneId) -> bool {
    match on {
        Trigger::Enter(channel) => scenario.scene(scene).via == channel,
        Trigger::Arrive(at) => at == scene,
        Trigger::Day | Trigger::Rise(..) | Trigger::Fall(..) => false,
    }
}

fn goto_scene(goto: Goto) -> Option<SceneId> {
    match goto {
        Goto::Scene(scene) => Some(scene),
        Goto::End => None,
    }
}
