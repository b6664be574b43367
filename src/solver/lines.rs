//! Walks over every line of a scenario.

use crate::scenario::{Line, Scenario, Spoken};

/// Calls `f` with every line, whatever its conditions.
pub(super) fn every_line(scenario: &Scenario, f: &mut impl FnMut(&Spoken)) {
    for scene in &scenario.scenes {
        walk(&scene.lines, f);
    }
    for reaction in &scenario.reactions {
        walk(&reaction.lines, f);
    }
    for ending in &scenario.endings {
        walk(&ending.lines, f);
    }
    for outcome in scenario.choices.iter().flat_map(|choice| choice.outcomes.iter()) {
        walk(&outcome.lines, f);
        for branch in &outcome.chance {
            walk(&branch.lines, f);
        }
    }
}

fn walk(lines: &[Line], f: &mut impl FnMut(&Spoken)) {
    for line in lines {
        match line {
            Line::Say(spoken) => f(spoken),
            Line::If(_, then, otherwise) => {
                walk(then, f);
                walk(otherwise, f);
            }
            Line::By(_, lists) => lists.iter().for_each(|list| walk(list, f)),
        }
    }
}
