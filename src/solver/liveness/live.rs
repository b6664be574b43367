//! Live-variable analysis: what must be known in each scene for the future to be known; states that
//! agree on it are bisimilar, and are one in the quotient.
//!
//! Two purposes. For the truth, everything counts that a later condition, line, wording, evidence or
//! ending value asks. For what the player knows, also what a later view shows in a way that tells
//! states apart that looked alike so far. A variable that was in view before a step and is not written
//! by it tells nothing new; moods and the length of days follow from what was said.
//!
//! Computed backwards along the steps, like live variables in a compiler (Kildall 1973), but on cuts
//! of variables instead of variables: a meter that is only asked whether it is at least 12 is two
//! values, not a hundred. States that agree on these cuts are bisimilar, so merging them is exact.

use std::collections::BTreeMap;

use super::{
    effects::Uses,
    inquiry::{ClaimQuestion, Inquiry},
    looks::Looks,
    purpose::Purpose,
    reactions::Reactions,
    shown::Display,
    step_path::StepPath,
    thresholds::Thresholds,
    vars::Vars,
};
use crate::{
    scenario::{
        Choice, ChoiceId, ChoiceStep, Condition, Ending, Goto, OutcomeStep, PickOption, Reaction,
        Scenario, SceneId, SceneStep, Trigger,
    },
    solver::watch::Pulse,
};

/// The program location: number of a scene before the ending and of the same scene after it.
pub(in crate::solver) fn location(scene: SceneId, ended: bool) -> usize {
    scene.index() * 2 + usize::from(ended)
}

/// The live thresholds at each location, what must be known there; nothing where no play comes. `None` where
/// it was stopped, or takes too much memory.
pub(in crate::solver) fn live(
    scenario: &Scenario,
    vars: &Vars,
    purpose: Purpose,
    pulse: &Pulse<'_>,
) -> Option<Live> {
    let mut analysis = Liveness::of(scenario, vars, purpose);
    for (meter, numerator, denominator) in
        scenario.endings.iter().flat_map(|ending| ending.value.plus.iter())
    {
        vars.share(scenario, *meter, (*numerator, *denominator), &mut analysis.values);
        pulse.beat(1000)?;
    }
    // What follows the ending comes first: nothing of it asks for what comes before.
    if let (Purpose::States, Some(reflection)) = (purpose, scenario.reflection) {
        analysis.solve(reflection, true, pulse)?;
    }
    analysis.prepare_ending();
    analysis.solve(scenario.start, false, pulse)?;
    analysis.finish(pulse)
}

/// What must be known at each location; locations that need the same share it.
#[derive(Debug)]
pub(in crate::solver) struct Live {
    /// What must be known somewhere, each once; the first is nothing.
    pub sets: Vec<Thresholds>,
    /// By location: which of them.
    pub of: Vec<u32>,
}

/// What the steps from each location ask of the state that they begin in, whatever comes after them; `None`
/// where it was stopped.
///
/// States of one location that answer all of this alike go the same ways: offers, conditions,
/// reactions, days and endings are the same, and so is what is done to every variable.
pub(in crate::solver) fn asked(
    scenario: &Scenario,
    vars: &Vars,
    pulse: &Pulse<'_>,
) -> Option<Live> {
    let mut analysis = Liveness::of(scenario, vars, Purpose::States);
    for scene in scenario.scene_ids() {
        // Nothing matters there but whether anything is on offer, without which the play ends.
        let mut offers = Thresholds::default();
        let choices = || scenario.scene(scene).choice_ids().map(|id| scenario.choice(id));
        if !choices().any(is_always_offered) {
            choices().for_each(|choice| analysis.offer(choice, &mut offers));
        }
        for ended in [false, true] {
            analysis.at[location(scene, ended)] = Some(offers.clone());
        }
        pulse.beat(10)?;
    }
    analysis.prepare_ending();
    let mut asked = Vec::new();
    for at in 0..scenario.scenes.len() * 2 {
        asked.push(Some(analysis.before(SceneId::at(at / 2), at % 2 == 1, pulse)?));
    }
    analysis.at = asked;
    analysis.finish(pulse)
}

/// After so many rounds, a variable with more than [`NARROW`] thresholds of which ever more must be known is
/// known whole: they would all follow, one in each round.
const MOST_ROUNDS: usize = 128;

/// A variable with so many thresholds at most is never known whole for want of patience.
const NARROW: usize = 256;

/// After so many looks at scenes, every variable is, if it still grows.
const MOST_WORK: usize = 1 << 21;

/// The most runs of thresholds that are kept, of 16 bytes each.
const MOST_RUNS: usize = 1 << 23;

struct Liveness<'s> {
    uses: Uses<'s>,
    purpose: Purpose,
    inquiry: Inquiry,
    display: Option<Display<'s>>,
    at: Vec<Option<Thresholds>>,
    /// The scene that stands for those which look like it, by location.
    shown_by: Vec<SceneId>,
    reactions: Reactions<'s>,
    /// Runs of thresholds held, and looks at scenes so far.
    runs: usize,
    work: usize,
    /// What the values of endings ask, and what must be known when the endings are tried.
    values: Thresholds,
    ending: Thresholds,
}

impl<'s> Liveness<'s> {
    fn of(scenario: &'s Scenario, vars: &'s Vars, purpose: Purpose) -> Self {
        let uses = Uses {
            scenario,
            vars,
            listens: purpose != Purpose::OpenLoop,
            counts_all: purpose == Purpose::States,
        };
        Self {
            uses,
            purpose,
            inquiry: Inquiry::of(scenario, purpose),
            display: purpose.looks().then(|| Display::of(scenario, vars)),
            at: vec![None; scenario.scenes.len() * 2],
            shown_by: scenario.scene_ids().flat_map(|scene| [scene, scene]).collect(),
            reactions: Reactions::of(scenario, vars),
            runs: 0,
            work: 0,
            values: Thresholds::default(),
            ending: Thresholds::default(),
        }
    }

    /// The least fixed point over everything that can be come to from a scene, in an order in which most
    /// of what follows is known first; a location is looked at again where what follows it changed.
    fn solve(&mut self, start: SceneId, ended: bool, pulse: &Pulse<'_>) -> Option<()> {
        let looks = Looks::of(self.uses.scenario, self.purpose, start, pulse)?;
        for scene in looks.members.iter().flatten() {
            self.shown_by[location(*scene, ended)] = looks.members[looks.of[scene.index()]][0];
        }
        for members in &looks.members {
            self.at[location(members[0], ended)].get_or_insert_default();
        }
        let mut is_due = vec![true; looks.members.len()];
        let mut rounds = 0;
        while is_due.contains(&true) {
            for look in 0..looks.members.len() {
                pulse.beat(1)?;
                if std::mem::take(&mut is_due[look])
                    && self.look(&looks.members[look], ended, rounds, pulse)?
                {
                    looks.askers[look].iter().for_each(|asker| is_due[*asker] = true);
                }
            }
            rounds += 1;
        }
        // Those that look alike share what is known.
        for members in &looks.members {
            let known = self.at[location(members[0], ended)].clone();
            members.iter().for_each(|at| self.at[location(*at, ended)].clone_from(&known));
            pulse.beat(members.len() * 4)?;
        }
        Some(())
    }

    /// Looks at scenes that look alike, which are one location: what must be known there; whether that is
    /// news. In what the player knows, such scenes need the same, or they would tell apart what they show.
    fn look(
        &mut self,
        members: &[SceneId],
        ended: bool,
        rounds: usize,
        pulse: &Pulse<'_>,
    ) -> Option<bool> {
        let mut needed = Thresholds::default();
        for at in members {
            needed.add(&self.before(*at, ended, pulse)?);
        }
        let vars = self.uses.vars;
        let known = self.at[location(members[0], ended)].get_or_insert_default();
        if rounds >= MOST_ROUNDS {
            let narrow = if self.work > MOST_WORK { 0 } else { NARROW };
            vars.widen(known, &mut needed, narrow);
        }
        let before = known.runs();
        let is_news = known.add(&needed);
        self.work += members.len();
        self.runs = (self.runs + known.runs()).saturating_sub(before);
        (self.runs <= MOST_RUNS).then_some(is_news)
    }

    /// What is known, each set once.
    fn finish(self, pulse: &Pulse<'_>) -> Option<Live> {
        let mut known: BTreeMap<Thresholds, u32> = BTreeMap::from([(Thresholds::default(), 0)]);
        let mut live = Live { sets: vec![Thresholds::default()], of: Vec::new() };
        for needed in self.at {
            let needed = needed.unwrap_or_default();
            pulse.beat(16 + needed.runs())?;
            let next = u32::try_from(live.sets.len()).unwrap_or(u32::MAX);
            let number = *known.entry(needed).or_insert_with_key(|needed| {
                live.sets.push(needed.clone());
                next
            });
            live.of.push(number);
        }
        Some(live)
    }

    /// What must be known at a location, as far as the steps from it and what comes after them go.
    fn before(&self, at: SceneId, ended: bool, pulse: &Pulse<'_>) -> Option<Thresholds> {
        let scenario = self.uses.scenario;
        let mut needed = Thresholds::default();
        for id in scenario.scene(at).choice_ids() {
            let choice = self.before_choice(at, scenario.choice(id), ended, pulse)?;
            needed.add(&choice);
            if !ended {
                self.claimed(id, &mut needed);
            }
        }
        if !ended {
            needed.remove_all(self.uses.vars.cuts(self.uses.vars.ending()));
        }
        Some(needed)
    }

    /// What must be known before a choice is made.
    fn before_choice(
        &self,
        from: SceneId,
        choice: &'s Choice,
        ended: bool,
        pulse: &Pulse<'_>,
    ) -> Option<Thresholds> {
        let (uses, vars, scenario) = (self.uses, self.uses.vars, self.uses.scenario);
        let ChoiceStep { when: _, once: _, texts, evidence, tracked, pick, effects, outcomes } =
            choice.step();
        let mut needed = Thresholds::default();
        let mut watched = Thresholds::default();
        let mut ways: Vec<StepPath<'s>> = Vec::new();
        for outcome in outcomes {
            let branches = outcome.chance.iter().map(Some);
            let none = outcome.chance.is_empty().then_some(None);
            let way = |branch| {
                StepPath::of((uses, &self.reactions), (from, ended), choice, (outcome, branch))
            };
            ways.extend(branches.chain(none).map(way));
            pulse.beat(50)?;
        }
        let mut observable_writes = Thresholds::default();
        for way in &ways {
            observable_writes.add(&way.writes);
            for reaction in self.crossings(way) {
                uses.reaction_writes(reaction, &mut observable_writes);
            }
        }
        for way in &mut ways {
            way.observable_writes.clone_from(&observable_writes);
            let mut after = self.after_effects(way, &mut watched, pulse)?;
            let OutcomeStep { effects, lines: _, takes: _, goto: _ } = way.step;
            effects.into_iter().rev().for_each(|effects| uses.before(effects, &mut after));
            needed.add(&after);
        }
        for outcome in outcomes {
            vars.reads(scenario, &outcome.when, &mut needed);
        }
        uses.before(effects, &mut needed);
        for option in pick.iter().flat_map(|pick| pick.options.iter()).rev() {
            let PickOption { effects, otherwise, node: _, id: _, text: _, detail: _ } = option;
            let mut unmarked = needed.clone();
            uses.before(otherwise, &mut unmarked);
            uses.before(effects, &mut needed);
            needed.add(&unmarked);
        }
        if let Some(taken) = tracked {
            needed.remove_all(vars.cuts(vars.mark(taken)));
        }
        self.offer(choice, &mut needed);
        for wording in texts {
            vars.reads(scenario, &wording.when, &mut needed);
        }
        for evidence in evidence.iter().filter(|_| self.purpose.rates()) {
            vars.reads(scenario, &evidence.when, &mut needed);
        }
        needed.add(&watched);
        Some(needed)
    }

    /// What is asked where a choice is on offer that is claimed about.
    fn claimed(&self, id: ChoiceId, needed: &mut Thresholds) {
        let Uses { vars, scenario, .. } = self.uses;
        for question in self.inquiry.at(id) {
            match question {
                ClaimQuestion::Holds(condition) => vars.reads(scenario, condition, needed),
                ClaimQuestion::Drawn(draw) => vars.all(vars.draw(*draw), needed),
            }
        }
    }

    /// What decides whether a choice is on offer.
    fn offer(&self, choice: &Choice, needed: &mut Thresholds) {
        let Uses { vars, scenario, .. } = self.uses;
        let ChoiceStep { when, once, tracked, .. } = choice.step();
        if let Some(taken) = tracked.filter(|_| once) {
            vars.all(vars.mark(taken), needed);
        }
        vars.reads(scenario, when, needed);
    }

    /// What must be known once the effects of a step are done; `watched` gets what must be known
    /// before the step because a crossing compares with it.
    fn after_effects(
        &self,
        way: &StepPath<'s>,
        watched: &mut Thresholds,
        pulse: &Pulse<'_>,
    ) -> Option<Thresholds> {
        let (uses, scenario) = (self.uses, self.uses.scenario);
        let limit = !way.ended && scenario.clock.is_some() && way.days.1 > 0;
        let mut needed = match way.step.goto {
            Goto::Scene(to) => {
                let mut here = self.arrived(way, to, watched);
                if limit {
                    here.add(&self.stopped(way, watched));
                }
                here
            }
            Goto::End => self.stopped(way, watched),
        };
        way.step.lines.into_iter().rev().for_each(|lines| uses.lines(lines, &mut needed));
        self.before_days(way, limit, &needed, pulse)
    }

    /// What must be known where a step enters a scene.
    fn arrived(&self, way: &StepPath<'s>, to: SceneId, watched: &mut Thresholds) -> Thresholds {
        let scenario = self.uses.scenario;
        let shown_by = self.shown_by[location(to, way.ended)];
        let mut needed = self.at[location(shown_by, way.ended)].clone().unwrap_or_default();
        let mut choices = scenario.scene(to).choice_ids().map(|id| scenario.choice(id));
        if !way.ended && !choices.any(is_always_offered) {
            // It may offer nothing, which ends the play.
            needed.add(&self.ending);
        }
        if let Some(display) = &self.display {
            display.newly_visible(way.from, to, &way.observable_writes, &mut needed);
        }
        self.before_crossings(way, &mut needed, watched);
        self.before_entering(to, &mut needed);
        needed
    }

    /// What must be known where a step enters no scene: at the end, or on the last day.
    fn stopped(&self, way: &StepPath<'s>, watched: &mut Thresholds) -> Thresholds {
        let mut needed = if way.ended { Thresholds::default() } else { self.ending.clone() };
        self.before_crossings(way, &mut needed, watched);
        needed
    }

    /// Goes back over entering a scene.
    fn before_entering(&self, to: SceneId, needed: &mut Thresholds) {
        let uses = self.uses;
        // Its channel decides which reactions there are.
        let SceneStep { via: _, lines } = uses.scenario.scene(to).step();
        uses.lines(lines, needed);
        for reaction in self.reactions.entering(to).rev() {
            uses.before_reaction(reaction, needed);
        }
        needed.shift(uses.vars.cuts(uses.vars.visits(to)), 1);
    }

    /// Reactions to crossings that a step may set off.
    fn crossings(&self, way: &StepPath<'s>) -> impl DoubleEndedIterator<Item = &'s Reaction> {
        let crossing = self.reactions.crossing.iter();
        crossing.filter(|(_, read)| read.meets(&way.writes)).map(|(reaction, _)| *reaction)
    }

    /// Goes back over the reactions to crossings.
    fn before_crossings(
        &self,
        way: &StepPath<'s>,
        needed: &mut Thresholds,
        watched: &mut Thresholds,
    ) {
        let uses = self.uses;
        let mut lines = Thresholds::default();
        for reaction in self.crossings(way).rev() {
            uses.before_reaction(reaction, needed);
            if let Trigger::Rise(meter, line) | Trigger::Fall(meter, line) = reaction.on {
                uses.vars.meter_at_least(uses.scenario, meter, line.into(), &mut lines);
            }
        }
        needed.add(&lines);
        watched.add(&lines);
    }

    /// Goes back over the days that may pass.
    fn before_days(
        &self,
        way: &StepPath<'s>,
        limit: bool,
        after: &Thresholds,
        pulse: &Pulse<'_>,
    ) -> Option<Thresholds> {
        let uses = self.uses;
        let (fewest, most) = way.days;
        let mut needed = if fewest == 0 { after.clone() } else { Thresholds::default() };
        let mut here = after.clone();
        let daily = 10 + uses.each_day().len() + self.reactions.daily.len();
        for passed in 1..=most {
            pulse.beat(daily * 10)?;
            let before = here.clone();
            if limit {
                // The last day breaks off the others.
                here.add(after);
                if let Some(clock) = &uses.scenario.clock {
                    uses.vars.at_least(uses.vars.day(), clock.last_day.into(), &mut here);
                }
            }
            for reaction in self.reactions.daily.iter().rev() {
                uses.before_reaction(reaction, &mut here);
            }
            uses.before(uses.each_day(), &mut here);
            here.shift(uses.vars.cuts(uses.vars.day()), 1);
            if passed as usize > MOST_ROUNDS {
                uses.vars.widen(&before, &mut here, NARROW);
            }
            if passed >= fewest {
                needed.add(&here);
            }
            if here == before {
                // Further days ask nothing new.
                needed.add(&here);
                break;
            }
        }
        Some(needed)
    }

    /// Works out what must be known when the endings are tried.
    fn prepare_ending(&mut self) {
        let (uses, scenario) = (self.uses, self.uses.scenario);
        let mut needed = self.values.clone();
        if let (Purpose::States, Some(reflection)) = (self.purpose, scenario.reflection) {
            let mut reflected = self.at[location(reflection, true)].clone().unwrap_or_default();
            self.before_entering(reflection, &mut reflected);
            needed.add(&reflected);
        }
        for ending in &scenario.endings {
            let Ending { when, lines, value: _, node: _, id: _, title: _, text: _, picture: _ } =
                ending;
            uses.vars.reads(scenario, when, &mut needed);
            if self.purpose == Purpose::States {
                uses.lines(lines, &mut needed);
            }
        }
        needed.remove_all(uses.vars.cuts(uses.vars.ending()));
        self.ending = needed;
    }
}

/// Whether a choice is on offer whenever its scene is.
fn is_always_offered(choice: &Choice) -> bool {
    choice.when == Condition::Always && !choice.once
}
