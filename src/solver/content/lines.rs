//! Every line of a scenario in its place.

use super::item::Item;
use crate::scenario::{Line, Scenario, Site, Spoken, Visited};

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

    /// That it is said.
    #[must_use]
    pub fn item(&self) -> Item {
        Item::Line(self.line.node, self.line.number)
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
    scenario.visit(&mut |site, _, visited| match visited {
        Visited::Lines(lines) => walk.list(site, lines),
        Visited::Condition(_) | Visited::Effects(_) => {}
    });
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
                Line::If(_, _, then, otherwise) => {
                    self.walk(within, then);
                    self.walk(within, otherwise);
                }
                Line::By(_, _, lists) => lists.iter().for_each(|list| self.walk(within, list)),
            }
        }
    }
}
