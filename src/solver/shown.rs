//! What a view shows, as far as it can tell states apart that looked alike before.

use std::collections::BTreeMap;

use super::vars::{VarSet, Vars};
use crate::scenario::{AgreementId, FactId, GuessId, Meter, MeterId, Scenario, SceneId};

/// What each variable shows.
pub(super) struct Display<'s> {
    scenario: &'s Scenario,
    vars: &'s Vars,
    /// Facts, guesses and agreements that stand on screen in words of their own.
    listed: VarSet,
    /// Those whose words another one shares.
    ambiguous: VarSet,
    /// What each reminder depends on, and whether another one shares its words.
    reminders: Vec<(VarSet, bool)>,
}

impl<'s> Display<'s> {
    pub fn of(scenario: &'s Scenario, vars: &'s Vars) -> Self {
        let mut display = Self {
            scenario,
            vars,
            listed: VarSet::default(),
            ambiguous: VarSet::default(),
            reminders: Vec::new(),
        };
        let facts = scenario.facts.iter().zip(0..);
        display.list(facts.map(|(fact, at)| ((&*fact.text, ""), vars.fact(FactId(at)))));
        let guesses = scenario.guesses.iter().zip(0..);
        display.list(guesses.map(|(guess, at)| ((&*guess.text, ""), vars.guess(GuessId(at)))));
        let agreements = scenario.agreements.iter().zip(0..).map(|(agreement, at)| {
            let with = &*scenario.person(agreement.with).name;
            ((&*agreement.label, with), vars.agreement(AgreementId(at)))
        });
        display.list(agreements);
        for reminder in &scenario.reminders {
            let mut read = VarSet::default();
            vars.reads(scenario, &reminder.when, &mut read);
            if let Some(crossed) = &reminder.crossed {
                vars.reads(scenario, crossed, &mut read);
            }
            let same = scenario.reminders.iter().filter(|other| other.text == reminder.text);
            display.reminders.push((read, same.count() > 1));
        }
        display
    }

    fn list<'w>(&mut self, items: impl Iterator<Item = ((&'w str, &'w str), usize)>) {
        let mut words = BTreeMap::new();
        for (text, var) in items {
            self.listed.insert(var);
            if let Some(other) = words.insert(text, var) {
                self.ambiguous.insert(var);
                self.ambiguous.insert(other);
            }
        }
    }

    /// What matters because the view on arriving `to` may tell apart what the view `from` did not.
    pub fn tells(&self, from: SceneId, to: SceneId, writes: &VarSet, into: &mut VarSet) {
        let (scenario, vars) = (self.scenario, self.vars);
        for (at, meter) in (0..).zip(&scenario.meters) {
            let mut read = VarSet::default();
            vars.meter(scenario, MeterId(at), &mut read);
            // Shown before and not written since: it shows what it showed.
            let news = !is_seen(scenario, meter, from) || read.meets(writes);
            if news && is_seen(scenario, meter, to) {
                into.add(&read);
            }
        }
        let mut news = self.listed.clone();
        news.keep(writes);
        into.add(&news);
        into.add(&self.ambiguous);
        for (read, shared) in &self.reminders {
            if *shared || read.meets(writes) {
                into.add(read);
            }
        }
        let scene = scenario.scene(to);
        if scene.act.is_some() {
            into.insert(vars.visits(to));
        }
        for person in scene.with.iter().filter(|_| scene.via.is_call()) {
            if let Some((meter, until)) = &scenario.person(*person).imagined {
                vars.meter(scenario, *meter, into);
                vars.reads(scenario, until, into);
            }
        }
    }
}

fn is_seen(scenario: &Scenario, meter: &Meter, scene: SceneId) -> bool {
    let on_stage = &scenario.scene(scene).with;
    meter.shown.is_shown() && meter.of.is_none_or(|person| on_stage.contains(&person))
}
