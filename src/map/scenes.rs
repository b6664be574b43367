//! Scenes and the ways between them, with what is known of how often each is gone.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    figures::MapFigures,
    ways::{following, gotos},
};
use crate::scenario::{Goto, Scenario};

/// A directed multigraph of scenes, in which the ways from one to another are one edge.
#[derive(Debug)]
pub struct SceneMap {
    /// What the map is of.
    pub title: String,
    /// The scenes in file order, then the endings, and the close if a scene follows every ending.
    pub nodes: Vec<MapNode>,
    /// The index of the scene in which play begins.
    pub start: usize,
    /// The edges, by their ends.
    pub edges: Vec<MapEdge>,
    /// How it can end, in file order.
    pub endings: Vec<MapEnding>,
    /// The way out that the clock takes, in words; none without a clock.
    pub clock: Option<String>,
    /// Where the figures come from, in words; none without figures.
    pub note: Option<String>,
}

/// An ending, which the one end of the map stands for.
#[derive(Debug)]
pub struct MapEnding {
    /// Id as in the file.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The share of random plays that end so.
    pub often: Option<f64>,
}

/// A node of the map.
#[derive(Debug)]
pub struct MapNode {
    /// Id as in the file; `End` for the endings.
    pub id: String,
    /// Its title.
    pub title: String,
    /// How often it is visited in a random play, on average.
    pub often: Option<f64>,
    /// Whether a play can come here.
    pub is_reached: bool,
    /// Whether it is a scene, not an end.
    pub is_scene: bool,
}

/// An edge of the map: every choice that leads from one node to another.
#[derive(Debug)]
pub struct MapEdge {
    /// The index of the node that it leads from.
    pub from: usize,
    /// The index of the node that it leads to.
    pub to: usize,
    /// Ids of the choices, in file order; none where the way is gone by itself.
    pub choices: Vec<String>,
    /// How often it is gone in a random play, on average.
    pub often: Option<f64>,
    /// Whether best play goes here, under some truth.
    pub is_best: bool,
}

impl SceneMap {
    /// The map of a scenario, with figures if there are any.
    #[must_use]
    pub fn of(scenario: &Scenario, figures: Option<&MapFigures>) -> Self {
        let scenes = scenario.scenes.len();
        let (end, close) = (scenes, scenes + 1);
        let after = following(scenario);
        let mut ways: BTreeMap<(usize, usize), Vec<String>> = BTreeMap::new();
        for id in scenario.choice_ids() {
            let choice = scenario.choice(id);
            let from = choice.scene.index();
            for goto in gotos(&choice.outcomes) {
                let to = match goto {
                    Goto::Scene(scene) => scene.index(),
                    Goto::End if after.contains(&from) => close,
                    Goto::End => end,
                };
                let choices = ways.entry((from, to)).or_default();
                if choices.last().is_none_or(|last| **last != *choice.id) {
                    choices.push(choice.id.to_string());
                }
            }
        }
        if let Some(reflection) = scenario.reflection {
            ways.insert((end, reflection.index()), Vec::new());
        }
        let reached = reached(scenario.start.index(), &ways);
        let mut nodes: Vec<MapNode> = scenario
            .scene_ids()
            .map(|id| {
                let scene = scenario.scene(id);
                let often = figures.map(|figures| figures.visits[id.index()]);
                MapNode {
                    id: scene.id.to_string(),
                    title: scene.title.to_string(),
                    often,
                    is_reached: reached.contains(&id.index())
                        && figures.is_none_or(|figures| figures.can_come(id)),
                    is_scene: true,
                }
            })
            .collect();
        let mut last = |title: &str| {
            nodes.push(MapNode {
                id: "End".to_owned(),
                title: title.to_owned(),
                often: None,
                is_reached: true,
                is_scene: false,
            });
        };
        last("The ending");
        if scenario.reflection.is_some() {
            last("The debrief");
        }
        let edges = ways.into_iter().map(|((from, to), choices)| MapEdge {
            from,
            to,
            often: figures.filter(|_| from != end).map(|figures| figures.often(from, to)),
            is_best: figures.is_some_and(|figures| figures.best.contains(&(from, to))),
            choices,
        });
        let endings = scenario.ending_ids().map(|id| MapEnding {
            id: scenario.ending(id).id.to_string(),
            title: scenario.ending(id).title.to_string(),
            often: figures.map(|figures| figures.endings[id.index()]),
        });
        let clock = scenario.clock.as_ref().map(|clock| {
            let title = &scenario.ending(clock.then).title;
            format!(
                "When {} days have passed, the play ends wherever it is: {title}",
                clock.last_day
            )
        });
        let note = figures.map(MapFigures::words);
        let (title, start) = (scenario.title.to_string(), scenario.start.index());
        Self {
            title,
            nodes,
            start,
            edges: edges.collect(),
            endings: endings.collect(),
            clock,
            note,
        }
    }
}

fn reached(start: usize, ways: &BTreeMap<(usize, usize), Vec<String>>) -> BTreeSet<usize> {
    let mut reached = BTreeSet::new();
    let mut waiting = vec![start];
    while let Some(at) = waiting.pop() {
        if reached.insert(at) {
            waiting.extend(ways.range((at, 0)..=(at, usize::MAX)).map(|((_, to), _)| *to));
        }
    }
    reached
}
