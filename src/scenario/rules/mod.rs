//! What only the whole scenario shows: reachability, progress, leaks. One rule to a file.

mod alike;
mod endings;
mod first_view;
mod graph;
mod hours;
mod offers;
mod places;
mod progress;
mod same;
mod spoken;
mod stage;
mod teaching;
mod timers;
mod unreachable;
mod unused;
mod wording;

pub(super) use places::SourcePlaces;

use super::Model;
use crate::diagnostic::Diagnostic;

/// Applies every rule, and returns the greatest number of steps that a play can take.
pub(super) fn check(
    scenario: &Model,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) -> u32 {
    let graph = graph::SceneGraph::of(scenario);
    unreachable::check(scenario, &graph, places, found);
    offers::check(scenario, places, found);
    endings::check(scenario, &graph, places, found);
    first_view::check(scenario, places, found);
    alike::check(scenario, places, found);
    same::check(scenario, places, found);
    stage::check(scenario, places, found);
    stage::check_times(scenario, &graph, places, found);
    hours::check(scenario, places, found);
    timers::check(scenario, places, found);
    unused::check(scenario, &graph, places, found);
    wording::check(scenario, places, found);
    teaching::check(scenario, places, found);
    progress::check(scenario, &graph, places, found)
}
