//! E0307: no play can end.

use super::{SourcePlaces, graph::SceneGraph};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Goto, Model, load::faults},
};

pub(super) fn check(
    scenario: &Model,
    graph: &SceneGraph,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let ends = (0..scenario.scenes.len())
        .filter(|at| graph.story[*at])
        .flat_map(|at| &graph.edges[at])
        .any(|edge| edge.to == Goto::End || (edge.days && scenario.clock.is_some()));
    if !ends {
        found.push(faults::no_ending_reachable(places.start));
    }
}
