//! What an observation reveals: state variables that a view shows, as far as it can tell states
//! apart that looked alike before.

use std::collections::BTreeMap;

use super::{thresholds::Thresholds, vars::Vars};
use crate::scenario::{MarkKind, Meter, MeterId, Scenario, SceneId};

/// What each variable shows.
pub(in crate::solver) struct Display<'s> {
    scenario: &'s Scenario,
    vars: &'s Vars,
    /// Facts, guesses and agreements that stand on screen in words of their own.
    listed: Thresholds,
    /// Those whose words another one shares.
    ambiguous: Thresholds,
    /// The meters that are shown somewhere: what each reads, and what it takes to show it.
    meters: Vec<(&'s Meter, Thresholds, Thresholds)>,
    /// What each reminder depends on, and whether another one shares its words.
    reminders: Vec<(Thresholds, bool)>,
}

impl<'s> Display<'s> {
    pub(in crate::solver) fn of(scenario: &'s Scenario, vars: &'s Vars) -> Self {
        let mut display = Self {
            scenario,
            vars,
            listed: Thresholds::default(),
            ambiguous: Thresholds::default(),
            meters: Vec::new(),
            reminders: Vec::new(),
        };
        for (id, meter) in scenario.meter_ids().zip(&scenario.meters) {
            if meter.shown.is_shown() {
                let (mut read, mut shows) = (Thresholds::default(), Thresholds::default());
                vars.meter(scenario, id, &mut read);
                display.reading(id, meter, &mut shows);
                display.meters.push((meter, read, shows));
            }
        }
        let mut texts: BTreeMap<&str, usize> = BTreeMap::new();
        for reminder in &scenario.reminders {
            *texts.entry(&*reminder.text).or_default() += 1;
        }
        for kind in MarkKind::ALL {
            let words = |mark| Some((scenario.mark_words(mark)?, vars.mark(mark)));
            display.list(scenario.marks(kind).filter_map(words));
        }
        for reminder in &scenario.reminders {
            let mut read = Thresholds::default();
            vars.reads(scenario, &reminder.when, &mut read);
            if let Some(crossed) = &reminder.crossed {
                vars.reads(scenario, crossed, &mut read);
            }
            display.reminders.push((read, texts[&*reminder.text] > 1));
        }
        display
    }

    fn list<'w>(&mut self, items: impl Iterator<Item = ((&'w str, &'w str), usize)>) {
        let mut words = BTreeMap::new();
        for (text, var) in items {
            self.vars.all(var, &mut self.listed);
            if let Some(other) = words.insert(text, var) {
                self.vars.all(var, &mut self.ambiguous);
                self.vars.all(other, &mut self.ambiguous);
            }
        }
    }

    /// What matters because the view on arriving `to` may tell apart what the view `from` did not.
    pub(in crate::solver) fn newly_visible(
        &self,
        from: SceneId,
        to: SceneId,
        writes: &Thresholds,
        into: &mut Thresholds,
    ) {
        let (scenario, vars) = (self.scenario, self.vars);
        for (meter, read, shows) in &self.meters {
            // Shown before and not written since: it shows what it showed.
            let news = !is_seen(scenario, meter, from) || read.meets(writes);
            if news && is_seen(scenario, meter, to) {
                into.add(shows);
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
            // Shown on the first visit.
            vars.at_least(vars.visits(to), 2, into);
        }
        for person in scene.with.iter().filter(|_| scene.via.is_call()) {
            if let Some((meter, until)) = &scenario.person(*person).imagined {
                vars.meter(scenario, *meter, into);
                vars.reads(scenario, until, into);
            }
        }
    }
}

impl Display<'_> {
    /// What must be known of a meter to show it.
    fn reading(&self, id: MeterId, meter: &Meter, into: &mut Thresholds) {
        if meter.shown.number {
            self.vars.meter(self.scenario, id, into);
        } else {
            for (from, _) in &meter.shown.bands {
                self.vars.meter_at_least(self.scenario, id, (*from).into(), into);
            }
        }
    }
}

fn is_seen(scenario: &Scenario, meter: &Meter, scene: SceneId) -> bool {
    let on_stage = &scenario.scene(scene).with;
    meter.shown.is_shown() && meter.of.is_none_or(|person| on_stage.contains(&person))
}
