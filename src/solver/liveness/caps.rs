//! Saturation of counters at the greatest number that a condition compares them with: beyond it
//! nothing changes.

use super::purpose::Purpose;
use crate::{
    scenario::{Condition, Effect, Line, Scenario},
    solver::content::lines::conditions,
};

/// The saturation points of counters: the greatest numbers of visits, by scene, and of days.
pub(in crate::solver) struct Caps {
    pub visits: Vec<u8>,
    pub day: u16,
}

impl Caps {
    pub(in crate::solver) fn of(scenario: &Scenario, purpose: Purpose) -> Self {
        let day = scenario.clock.as_ref().map_or(0, |clock| clock.last_day);
        let mut caps = Self { visits: vec![0; scenario.scenes.len()], day };
        for (at, scene) in scenario.scenes.iter().enumerate() {
            if purpose.looks() && scene.act.is_some() {
                caps.visits[at] = 2;
            }
            caps.lines(&scene.lines);
        }
        for reminder in &scenario.reminders {
            caps.condition(&reminder.when);
            reminder.crossed.iter().for_each(|crossed| caps.condition(crossed));
        }
        for person in &scenario.cast {
            person.imagined.iter().for_each(|(_, until)| caps.condition(until));
        }
        for reaction in &scenario.reactions {
            caps.condition(&reaction.when);
            caps.effects(&reaction.effects);
            caps.lines(&reaction.lines);
        }
        for ending in &scenario.endings {
            caps.condition(&ending.when);
            caps.lines(&ending.lines);
        }
        scenario.clock.iter().for_each(|clock| caps.effects(&clock.each_day));
        for choice in &scenario.choices {
            caps.condition(&choice.when);
            choice.texts.iter().for_each(|(when, _)| caps.condition(when));
            choice.evidence.iter().for_each(|evidence| caps.condition(&evidence.when));
            caps.effects(&choice.effects);
            for option in choice.pick.iter().flat_map(|pick| pick.options.iter()) {
                caps.effects(&option.effects);
                caps.effects(&option.otherwise);
            }
            for outcome in &choice.outcomes {
                caps.condition(&outcome.when);
                caps.effects(&outcome.effects);
                caps.lines(&outcome.lines);
                for branch in &outcome.chance {
                    caps.effects(&branch.effects);
                    caps.lines(&branch.lines);
                }
            }
        }
        let claims = scenario.lessons.iter().flat_map(|lesson| &lesson.claims);
        for claim in claims.filter(|_| purpose.proves()) {
            claim.conditions().for_each(|condition| caps.condition(condition));
        }
        caps
    }

    fn condition(&mut self, condition: &Condition) {
        match condition {
            Condition::DayAtLeast(day) => self.day = self.day.max(*day),
            Condition::VisitsAtLeast(scene, count) => {
                let most = &mut self.visits[scene.index()];
                *most = (*most).max(*count);
            }
            Condition::Not(inner) => self.condition(inner),
            Condition::Any(list) | Condition::All(list) => {
                list.iter().for_each(|inner| self.condition(inner));
            }
            _ => {}
        }
    }

    fn effects(&mut self, effects: &[Effect]) {
        for effect in effects {
            match effect {
                Effect::When(condition, then) => {
                    self.condition(condition);
                    self.effects(then);
                }
                Effect::By(_, lists) => lists.iter().for_each(|list| self.effects(list)),
                _ => {}
            }
        }
    }

    fn lines(&mut self, lines: &[Line]) {
        conditions(lines, &mut |condition| self.condition(condition));
    }
}
