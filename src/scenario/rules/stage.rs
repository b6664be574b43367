//! W0106, W0108, W0109: who speaks is there, a call has somebody on it, who is addressed is reached.

use super::{SourcePlaces, spoken::each_spoken};
use crate::{
    diagnostic::Diagnostic,
    scenario::{
        Channel, Choice, Goto, Line, Model, NodeId, PersonId, Scene, SceneId, Voice, load::faults,
    },
};

pub(super) fn check(scenario: &Model, places: &SourcePlaces<'_>, found: &mut Vec<Diagnostic>) {
    for scene in &scenario.scenes {
        if scene.via.is_call() && scene.with.is_empty() {
            found.push(faults::nobody_on_the_line((places.head)(scene.node), &scene.id));
        }
        let mut speakers = Speakers { scenario, scene, places, found };
        speakers.check(&scene.lines, &[]);
        for choice in scene.choice_ids().map(|id| scenario.choice(id)) {
            speakers.of_choice(choice);
        }
    }
}

/// How many ways are gone at most to find a way back.
const MOST_EFFORT: usize = 4_000_000;

/// Those who speak in a scene.
struct Speakers<'m, 'p> {
    scenario: &'m Model,
    scene: &'m Scene,
    places: &'m SourcePlaces<'p>,
    found: &'m mut Vec<Diagnostic>,
}

impl Speakers<'_, '_> {
    fn of_choice(&mut self, choice: &Choice) {
        if !choice.to.is_empty() && choice.via == Channel::None && !self.scene.via.is_call() {
            let place = (self.places.head)(choice.node);
            self.found.push(faults::no_channel(place, &choice.id));
        }
        for outcome in &choice.outcomes {
            self.check(&outcome.lines, &self.there(choice, outcome.goto));
            for branch in &outcome.chance {
                self.check(&branch.lines, &self.there(choice, branch.goto));
            }
        }
    }

    /// Those who are there after a choice, beside those of its scene.
    fn there(&self, choice: &Choice, goto: Goto) -> Vec<PersonId> {
        let next: &[PersonId] = match goto {
            Goto::Scene(to) => &self.scenario.scene(to).with,
            Goto::End => &[],
        };
        next.iter().copied().chain(choice.to.iter().copied()).collect()
    }

    fn check(&mut self, lines: &[Line], there: &[PersonId]) {
        if self.scene.with.is_empty() && !self.scene.via.is_call() && there.is_empty() {
            // Where nobody is named, whoever speaks comes by.
            return;
        }
        let mut told: Vec<(NodeId, PersonId)> = Vec::new();
        each_spoken(lines, &mut |spoken| {
            let Voice::Person(person) = spoken.voice else { return };
            let is_there = self.scene.with.contains(&person) || there.contains(&person);
            if !is_there && told.iter().all(|(_, other)| *other != person) {
                told.push((spoken.node, person));
            }
        });
        for (node, person) in told {
            let id = &self.scenario.person(person).id;
            let place = (self.places.head)(node);
            self.found.push(faults::not_on_stage(place, id, &self.scene.id));
        }
    }
}

/// W0107: a scene that is earlier in the day than one that leads there, where no day passes and there is no
/// way back.
pub(super) fn check_times(
    scenario: &Model,
    graph: &super::graph::SceneGraph,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut told = vec![false; scenario.scenes.len()];
    let mut effort = MOST_EFFORT;
    for (from, edges) in graph.edges.iter().enumerate() {
        let Some(before) = scenario.scenes[from].minute else { continue };
        for edge in edges.iter().filter(|edge| !edge.days) {
            let Goto::Scene(to) = edge.to else { continue };
            let scene = scenario.scene(to);
            let is_back = scene.minute.is_some_and(|minute| minute < before);
            if is_back && !told[to.index()] && !comes_back(graph, to, from, &mut effort) {
                told[to.index()] = true;
                let earlier = (places.head)(scenario.scenes[from].node);
                found.push(faults::time_goes_back((places.head)(scene.node), earlier, &scene.id));
            }
        }
    }
}

/// Whether a way leads from one scene to another; where too much was looked at already, it may.
fn comes_back(
    graph: &super::graph::SceneGraph,
    from: SceneId,
    to: usize,
    effort: &mut usize,
) -> bool {
    let mut seen = vec![false; graph.edges.len()];
    let mut frontier = vec![from.index()];
    while let Some(scene) = frontier.pop() {
        *effort = effort.saturating_sub(graph.edges[scene].len() + 1);
        if scene == to || *effort == 0 {
            return true;
        }
        if std::mem::replace(&mut seen[scene], true) {
            continue;
        }
        let next = graph.edges[scene].iter().filter_map(|edge| match edge.to {
            Goto::Scene(to) => Some(to.index()),
            Goto::End => None,
        });
        frontier.extend(next);
    }
    false
}
