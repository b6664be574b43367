//! Walks over every line of a scenario, and over the conditions on lines.

use super::site::Site;
use crate::scenario::{ChoiceId, Condition, EndingId, Line, ReactionId, Scenario, SceneId, Spoken};

/// A line in its place.
#[derive(Debug, Clone, Copy)]
pub struct LineAt<'s> {
    /// Where it stands.
    pub within: Site,
    /// Which line it is there, from 1: silent ones and those of every case count.
    pub nth: u32,
    /// The line.
    pub line: &'s Spoken,
}

impl LineAt<'_> {
    /// Its place as a path: `scenes/desk/lines/3`.
    #[must_use]
    pub fn path(&self, scenario: &Scenario) -> String {
        format!("{}/lines/{}", self.within.path(scenario), self.nth)
    }
}

/// Calls `f` with every line, whatever its conditions.
pub(in crate::solver) fn every_line(scenario: &Scenario, f: &mut impl FnMut(&Spoken)) {
    for placed in lines(scenario) {
        f(placed.line);
    }
}

/// Every line, whatever its conditions: of scenes, reactions, endings, choices.
#[must_use]
pub fn lines(scenario: &Scenario) -> Vec<LineAt<'_>> {
    let mut walk = LineWalk { found: Vec::new(), nth: 0 };
    for (at, scene) in (0..).map(SceneId).zip(&scenario.scenes) {
        walk.list(Site::Scene(at), &scene.lines);
    }
    for (at, reaction) in (0..).map(ReactionId).zip(&scenario.reactions) {
        walk.list(Site::Reaction(at), &reaction.lines);
    }
    for (at, ending) in (0..).map(EndingId).zip(&scenario.endings) {
        walk.list(Site::Ending(at), &ending.lines);
    }
    for (id, choice) in (0..).map(ChoiceId).zip(&scenario.choices) {
        for (at, outcome) in (0..).zip(&choice.outcomes) {
            walk.list(Site::Outcome(id, at), &outcome.lines);
            for (branch, one) in (0..).zip(&outcome.chance) {
                walk.list(Site::Chance(id, at, branch), &one.lines);
            }
        }
    }
    walk.found
}

struct LineWalk<'s> {
    found: Vec<LineAt<'s>>,
    nth: u32,
}

impl<'s> LineWalk<'s> {
    fn list(&mut self, within: Site, lines: &'s [Line]) {
        self.nth = 0;
        self.walk(within, lines);
    }

    fn walk(&mut self, within: Site, lines: &'s [Line]) {
        for line in lines {
            match line {
                Line::Say(line) => {
                    self.nth += 1;
                    self.found.push(LineAt { within, nth: self.nth, line });
                }
                Line::If(_, then, otherwise) => {
                    self.walk(within, then);
                    self.walk(within, otherwise);
                }
                Line::By(_, lists) => lists.iter().for_each(|list| self.walk(within, list)),
            }
        }
    }
}

/// Calls `f` with every condition on lines.
pub(in crate::solver) fn conditions(lines: &[Line], f: &mut impl FnMut(&Condition)) {
    for line in lines {
        match line {
            Line::Say(_) => {}
            Line::If(condition, then, otherwise) => {
                f(condition);
                conditions(then, f);
                conditions(otherwise, f);
            }
            Line::By(_, lists) => lists.iter().for_each(|list| conditions(list, f)),
        }
    }
}
