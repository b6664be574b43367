//! W0101: scenes that nothing leads to.

use super::{SourcePlaces, graph::SceneGraph};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Model, load::faults},
};

pub(super) fn check(
    scenario: &Model,
    graph: &SceneGraph,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (at, scene) in scenario.scenes.iter().enumerate() {
        if !graph.story[at] && !graph.reflection[at] {
            found.push(faults::unreachable_scene((places.head)(scene.node), &scene.id));
        }
    }
}
