//! The bisimulation quotient of the observation graph: merges states that the player could tell
//! apart, but gains nothing by telling apart.
//!
//! What is seen matters only as far as it tells states apart that looked alike until then. States
//! that may ever look alike form a group: the closure of looking alike at the start under seeing
//! the same after the same move. Within a group, and for each move, the views are numbered anew, in
//! an order that follows from what happens on the way and not from what is shown. Then states of
//! different groups are one if the same edges with the same new numbers lead from them: they look
//! different, but the same follows, and the same is found out on the way. Beliefs over them become
//! one with them.

#![expect(
    clippy::cast_possible_truncation,
    reason = "states are numbered in 32 bits, within caps checked when they are found"
)]

use std::collections::BTreeMap;

use crate::solver::{
    intern::{Keys, Slots, finish, mix},
    mdp::graph::{Edge, Graph, OVER},
    watch::Pulse,
};

/// The quotient graph: observations with such states merged. Every edge of it leads to a lower number. Where
/// it was stopped, the graph is not complete any more.
pub(in crate::solver) fn merged(mut graph: Graph, pulse: &Pulse<'_>) -> Graph {
    let Some((views, classes)) = quotient(&graph, pulse) else {
        graph.complete = false;
        return graph;
    };
    let Classes { of, first_of } = classes;
    let mut first = vec![0];
    let (mut edges, mut observations) = (Vec::new(), Vec::new());
    for state in &first_of {
        for at in graph.range(*state as usize) {
            let Edge { target, kind } = graph.edges[at];
            edges.push(Edge { target: of.get(target as usize).copied().unwrap_or(OVER), kind });
            observations.push(views[at]);
        }
        first.push(u32::try_from(edges.len()).unwrap_or(u32::MAX));
    }
    for initial in graph.initial.iter_mut().filter(|initial| initial.state != OVER) {
        initial.state = of[initial.state as usize];
    }
    (graph.first, graph.edges, graph.observations) = (first, edges, observations);
    graph
}

/// New numbers of views, and the classes that they make; `None` where it was stopped.
fn quotient(graph: &Graph, pulse: &Pulse<'_>) -> Option<(Vec<u32>, Classes)> {
    let future = Classes::of(graph, &vec![0; graph.edges.len()], pulse)?.of;
    let groups = Groups::of(graph, pulse)?;
    let views = renumbered(graph, &groups, &future, pulse)?;
    let classes = Classes::of(graph, &views, pulse)?;
    Some((views, classes))
}

/// The classes of bisimilar states: those from which the same follows, given numbers of views.
struct Classes {
    /// The class of each state.
    of: Vec<u32>,
    /// A state of each class.
    first_of: Vec<u32>,
}

impl Classes {
    fn of(graph: &Graph, views: &[u32], pulse: &Pulse<'_>) -> Option<Self> {
        let mut classes = Self { of: Vec::with_capacity(graph.len()), first_of: Vec::new() };
        let mut slots = Slots::new();
        for state in 0..graph.len() {
            let Self { of, first_of } = &mut classes;
            let class = |target: u32| of.get(target as usize).copied().unwrap_or(OVER);
            let range = graph.range(state);
            pulse.beat(4 + 2 * range.len())?;
            let hash = range.clone().fold(0, |hash, at| {
                let edge = graph.edges[at];
                let hash =
                    mix(rotated(hash), u64::from(class(edge.target)) << 32 | u64::from(edge.kind));
                mix(rotated(hash), views[at].into())
            });
            let next = u32::try_from(first_of.len()).unwrap_or(u32::MAX);
            let (class, new) = slots.find_or_insert(finish(hash), next, |other| {
                let others = graph.range(first_of[other as usize] as usize);
                others.len() == range.len()
                    && others.zip(range.clone()).all(|(one, other)| {
                        let (a, b) = (graph.edges[one], graph.edges[other]);
                        a.kind == b.kind
                            && class(a.target) == class(b.target)
                            && views[one] == views[other]
                    })
            });
            if new {
                first_of.push(state as u32);
            }
            of.push(class);
        }
        Some(classes)
    }
}

fn rotated(hash: u64) -> u64 {
    hash.rotate_left(23)
}

/// The closure of looking alike: states that share an observation history, together.
struct Groups {
    /// The group of each state, by one of its states.
    of: Vec<u32>,
    /// The states of each group in a ring.
    next: Vec<u32>,
    size: Vec<u32>,
}

impl Groups {
    fn of(graph: &Graph, pulse: &Pulse<'_>) -> Option<Self> {
        let count = graph.len() as u32;
        let all = || (0..count).collect::<Vec<u32>>();
        let mut groups = Self { of: all(), next: all(), size: vec![1; graph.len()] };
        // What has to be looked at, the last first: whatever leads on comes before what it leads to.
        let mut waiting = all();
        let mut seen = Keys::new(2);
        let mut leads: Vec<u32> = Vec::new();
        let mut first: BTreeMap<u32, u32> = BTreeMap::new();
        for initial in graph.initial.iter().filter(|one| one.state != OVER) {
            pulse.beat(4)?;
            let other = *first.entry(initial.observation).or_insert(initial.state);
            groups.unite(other, initial.state, &mut waiting);
        }
        while let Some(state) = waiting.pop() {
            let mut nth = 0_u64;
            pulse.beat(4 + 4 * graph.range(state as usize).len())?;
            for (place, at) in graph.range(state as usize).enumerate() {
                let edge = graph.edges[at];
                nth += u64::from(place > 0 && graph.kind(edge).first);
                if edge.target == OVER {
                    continue;
                }
                let group = groups.of[state as usize];
                let key = [u64::from(group) << 32 | nth, graph.observations[at].into()];
                let (number, new) = seen.intern(&key);
                if new {
                    leads.push(edge.target);
                } else {
                    groups.unite(leads[number as usize], edge.target, &mut waiting);
                }
            }
        }
        Some(groups)
    }

    /// Makes the groups of two states one. The states of the smaller have to be looked at again.
    fn unite(&mut self, one: u32, other: u32, waiting: &mut Vec<u32>) {
        let (mut to, mut from) = (self.of[one as usize], self.of[other as usize]);
        if to == from {
            return;
        }
        if self.size[to as usize] < self.size[from as usize] {
            (to, from) = (from, to);
        }
        let mut state = from;
        loop {
            self.of[state as usize] = to;
            waiting.push(state);
            state = self.next[state as usize];
            if state == from {
                break;
            }
        }
        self.size[to as usize] += self.size[from as usize];
        self.next.swap(to as usize, from as usize);
    }

    /// The states of a group, given one of them.
    fn members(&self, state: u32) -> impl Iterator<Item = u32> + '_ {
        let next = move |at: &u32| Some(self.next[*at as usize]).filter(|next| *next != state);
        std::iter::successors(Some(state), next)
    }
}

/// New numbers of views: different within a group and a move where the old ones are.
fn renumbered(
    graph: &Graph,
    groups: &Groups,
    future: &[u32],
    pulse: &Pulse<'_>,
) -> Option<Vec<u32>> {
    let mut views = vec![0; graph.edges.len()];
    let mut cursors: Vec<(u32, usize)> = Vec::new();
    // What is seen, what happens on the way, and where.
    let mut ways: Vec<(u32, [u32; 4], usize)> = Vec::new();
    let mut order: Vec<([u32; 4], u32)> = Vec::new();
    // The numbers by view.
    let mut places: Vec<(u32, u32)> = Vec::new();
    for group in (0..graph.len() as u32).filter(|state| groups.of[*state as usize] == *state) {
        cursors.clear();
        cursors
            .extend(groups.members(group).map(|state| (state, graph.range(state as usize).start)));
        loop {
            ways.clear();
            for (state, cursor) in &mut cursors {
                let range = graph.range(*state as usize);
                let begin = *cursor;
                while *cursor < range.end
                    && (*cursor == begin || !graph.kind(graph.edges[*cursor]).first)
                {
                    let edge = graph.edges[*cursor];
                    if let Some(later) = future.get(edge.target as usize) {
                        let place = (*cursor - range.start) as u32;
                        let mark = [edge.kind, future[*state as usize], place, *later];
                        ways.push((graph.observations[*cursor], mark, *cursor));
                    }
                    *cursor += 1;
                }
            }
            pulse.beat(cursors.len() + 16 * ways.len())?;
            ways.sort_unstable();
            order.clear();
            for cell in ways.chunk_by(|one, next| one.0 == next.0) {
                order.push((cell[0].1, cell[0].0));
            }
            order.sort_unstable();
            places.clear();
            places.extend(order.iter().zip(0..).map(|((_, view), number)| (*view, number)));
            places.sort_unstable();
            for (view, _, at) in &ways {
                let place = places.binary_search_by_key(view, |(view, _)| *view);
                views[*at] = place.map_or(0, |place| places[place].1);
            }
            if cursors.iter().all(|(state, cursor)| *cursor == graph.range(*state as usize).end) {
                break;
            }
        }
    }
    Some(views)
}
