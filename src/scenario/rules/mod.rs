//! What only the whole scenario shows: reachability, progress, leaks. One rule to a file.

mod endings;
mod first_view;
mod graph;
mod offers;
mod progress;
mod unreachable;

use super::Scenario;
use crate::{diagnostic::Diagnostic, text::Span};

/// Where the things that rules point at stand in the source.
pub(super) struct Places {
    /// The name of the first scene.
    pub start: Span,
    /// Scenes, by number.
    pub scenes: Vec<Span>,
    /// Hidden draws, by number.
    pub draws: Vec<Span>,
}

/// Applies every rule, and returns the greatest number of steps that a play can take.
pub(super) fn check(scenario: &Scenario, places: &Places, found: &mut Vec<Diagnostic>) -> u32 {
    let graph = graph::SceneGraph::of(scenario);
    unreachable::check(scenario, &graph, places, found);
    offers::check(scenario, places, found);
    endings::check(scenario, &graph, places, found);
    first_view::check(scenario, places, found);
    progress::check(scenario, &graph, places, found)
}
