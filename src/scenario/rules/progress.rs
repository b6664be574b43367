//! E0308: loops that never end; and the greatest length of a play.
//!
//! A step progresses if it takes at least a day (before the ending, with a clock) or uses a
//! once-only choice. Without the progressing ways, the graph of scenes must have no cycle.

use super::{
    SourcePlaces,
    graph::{SceneEdge, SceneGraph},
};
use crate::{
    diagnostic::Diagnostic,
    scenario::{Goto, Model, load::faults},
};

/// Checks the rule and returns the bound: between two steps that progress lie at most as many steps
/// as the longest way without progress.
pub(super) fn check(
    scenario: &Model,
    graph: &SceneGraph,
    places: &SourcePlaces<'_>,
    found: &mut Vec<Diagnostic>,
) -> u32 {
    let has_clock = scenario.clock.is_some();
    let ways = [
        longest(graph, &graph.story, |edge| edge.once || (edge.days && has_clock)),
        longest(graph, &graph.reflection, |edge| edge.once),
    ];
    for cycle in ways.iter().filter_map(|way| way.as_ref().err()) {
        let names: Vec<&str> = cycle.iter().map(|at| &*scenario.scenes[*at].id).collect();
        let at =
            cycle.first().map(|at| (places.head)(scenario.scenes[*at].node)).unwrap_or_default();
        let fault = faults::endless_loop(at, &names);
        if !found.contains(&fault) {
            found.push(fault);
        }
    }
    let [Ok(before), Ok(after)] = ways else { return 0 };
    let once = scenario.choices.iter().filter(|choice| choice.once).count();
    let days = scenario.clock.as_ref().map_or(0, |clock| usize::from(clock.last_day));
    let bound = (once + days + 1) * (before + 1) + (once + 1) * (after + 1);
    u32::try_from(bound).unwrap_or(u32::MAX)
}

/// The number of steps of the longest way without progress, or the scenes of a cycle, the first
/// repeated at the end.
fn longest(
    graph: &SceneGraph,
    within: &[bool],
    progresses: impl Fn(&SceneEdge) -> bool,
) -> Result<usize, Vec<usize>> {
    #[derive(Clone, Copy, PartialEq)]
    enum Colour {
        New,
        Open,
        Done(usize),
    }
    let next = |at: usize, nth: usize| {
        let mut targets =
            graph.edges[at].iter().filter(|edge| !progresses(edge)).filter_map(|edge| {
                match edge.to {
                    Goto::Scene(to) => Some(to.index()),
                    Goto::End => None,
                }
            });
        targets.nth(nth)
    };
    let mut marks = vec![Colour::New; within.len()];
    let mut longest = 0;
    for start in (0..within.len()).filter(|at| within[*at]) {
        // Each entry: the scene, how many of its ways were followed, the longest way found below.
        let mut path = vec![];
        if marks[start] == Colour::New {
            marks[start] = Colour::Open;
            path.push((start, 0, 0));
        }
        while let Some((at, followed, below)) = path.pop() {
            match next(at, followed).map(|to| (to, marks[to])) {
                None => {
                    let length = below + 1;
                    marks[at] = Colour::Done(length);
                    longest = longest.max(length);
                    if let Some((_, _, above)) = path.last_mut() {
                        *above = length.max(*above);
                    }
                }
                Some((_, Colour::Done(length))) => path.push((at, followed + 1, below.max(length))),
                Some((to, Colour::New)) => {
                    path.push((at, followed + 1, below));
                    path.push((to, 0, 0));
                    marks[to] = Colour::Open;
                }
                Some((to, Colour::Open)) => {
                    let mut cycle: Vec<usize> = path
                        .iter()
                        .map(|(scene, ..)| *scene)
                        .skip_while(|scene| *scene != to)
                        .collect();
                    cycle.extend([at, to]);
                    return Err(cycle);
                }
            }
        }
    }
    Ok(longest)
}
