//! Walks over every line of a scenario.

use crate::scenario::{ChoiceId, EndingId, Line, ReactionId, Scenario, SceneId, Spoken};

/// Where a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Spot {
    /// On entering a scene.
    Scene(SceneId),
    /// In a reaction.
    Reaction(ReactionId),
    /// In the epilogue of an ending.
    Ending(EndingId),
    /// In answer to a choice.
    Choice(ChoiceId),
}

/// Calls `f` with every line, whatever its conditions.
pub(super) fn every_line(scenario: &Scenario, f: &mut impl FnMut(&Spoken)) {
    every_line_at(scenario, &mut |_, line| f(line));
}

/// Calls `f` with every line and where it stands, whatever its conditions.
pub(super) fn every_line_at(scenario: &Scenario, f: &mut impl FnMut(Spot, &Spoken)) {
    for (at, scene) in (0..).map(SceneId).zip(&scenario.scenes) {
        walk(&scene.lines, &mut |line| f(Spot::Scene(at), line));
    }
    for (at, reaction) in (0..).map(ReactionId).zip(&scenario.reactions) {
        walk(&reaction.lines, &mut |line| f(Spot::Reaction(at), line));
    }
    for (at, ending) in (0..).map(EndingId).zip(&scenario.endings) {
        walk(&ending.lines, &mut |line| f(Spot::Ending(at), line));
    }
    for (at, choice) in (0..).map(ChoiceId).zip(&scenario.choices) {
        let mut said = |line: &Spoken| f(Spot::Choice(at), line);
        for outcome in &choice.outcomes {
            walk(&outcome.lines, &mut said);
            outcome.chance.iter().for_each(|branch| walk(&branch.lines, &mut said));
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
