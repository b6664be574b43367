//! Breadth-first exploration of the reachable set: every state once, in order of steps.

use super::{
    graph::{Edge, Graph, Initial, OVER},
    hidden::HiddenAssignment,
    moves::{EdgeKinds, ended},
    trace::Trace,
    transitions::TransitionCache,
};
use crate::{
    scenario::Scenario,
    solver::{
        content::reached::Via,
        intern::hash,
        liveness::{pack::Layout, purpose::Purpose, shift::Shifts},
        watch::{Limits, Phase, Pulse},
    },
};

/// Explores the reachable states of the quotient, within limits.
pub(in crate::solver) fn explore(scenario: &Scenario, limits: Limits, pulse: &Pulse<'_>) -> Graph {
    let explorer = pulse.begin(Phase::Preparation);
    let explorer = explorer.and_then(|()| StateExplorer::new(scenario, pulse));
    let Some(mut explorer) = explorer else {
        return Graph::nothing(scenario, Layout::nothing(scenario), true);
    };
    explorer.begin(limits, pulse);
    let ticks = scenario.scenes.len() / 16 + explorer.graph.layout.width;
    let mut at = 0;
    while at < explorer.graph.keys.len() {
        let found = explorer.graph.keys.len();
        pulse.tell(Phase::States, at, found);
        if at.is_multiple_of(CHECKED) && explorer.bytes() > limits.max_bytes {
            break;
        }
        if explorer.graph.keys.len() > limits.max_states || explorer.graph.edges.len() >= 1 << 31 {
            break;
        }
        let edges = explorer.graph.edges.len();
        explorer.expand(u32::try_from(at).unwrap_or(u32::MAX));
        at += 1;
        let edges = explorer.graph.edges.len() - edges;
        if pulse
            .beat(ticks + explorer.ways.effort() + (edges + 1) * (8 + explorer.graph.layout.width))
            .is_none()
        {
            break;
        }
        if explorer.staged.ways.len() >= STAGED || at == explorer.graph.keys.len() {
            explorer.settle();
        }
    }
    explorer.finish()
}

/// States that were reached and wait to be numbered, so that many are looked up at a time.
#[derive(Default)]
struct Staged {
    keys: Vec<u64>,
    hashes: Vec<u64>,
    /// The edge to each, and where it comes from.
    ways: Vec<(u32, u32)>,
    /// Those that did not come by not long ago.
    far: Vec<usize>,
    near: Vec<u32>,
}

impl Staged {
    fn push(&mut self, key: &[u64], edge: u32, from: u32) {
        self.hashes.push(hash(key));
        self.keys.extend_from_slice(key);
        self.ways.push((edge, from));
    }
}

/// After so many states the memory in use is looked at.
const CHECKED: usize = 64;

/// How many states wait at most, give or take those of one more state.
const STAGED: usize = 64;

/// Bytes that are kept of each hidden draw of each way to begin: its value, its weight, and of how many.
const DRAWN: usize = 1 + size_of::<(u32, u64)>();

struct StateExplorer<'s> {
    scenario: &'s Scenario,
    graph: Graph,
    kinds: EdgeKinds,
    ways: TransitionCache<'s>,
    staged: Staged,
    /// Whether some ways to begin were left out.
    cut_short: bool,
}

impl<'s> StateExplorer<'s> {
    /// `None` where it was stopped.
    fn new(scenario: &'s Scenario, pulse: &Pulse<'_>) -> Option<Self> {
        let layout = Layout::of(scenario, Purpose::States, pulse)?;
        let ways = TransitionCache::of(scenario, &layout, pulse)?;
        let graph = Graph::nothing(scenario, layout, true);
        let (kinds, staged) = (EdgeKinds::new(), Staged::default());
        Some(Self { scenario, graph, kinds, ways, staged, cut_short: false })
    }

    /// The first states, for every way the hidden draws can fall, within limits.
    fn begin(&mut self, limits: Limits, pulse: &Pulse<'_>) {
        let scenario = self.scenario;
        let mut next = Some(HiddenAssignment::first());
        while let Some(mut assignment) = next {
            let begun = self.graph.initial.len();
            pulse.tell(Phase::States, 0, begun);
            let bytes = self.graph.bytes() + begun * scenario.draws.len() * DRAWN;
            if begun >= limits.max_states
                || bytes > limits.max_bytes
                || pulse.beat(100 + scenario.draws.len() * 20 + scenario.scenes.len()).is_none()
            {
                self.cut_short = true;
                return;
            }
            let initial = u32::try_from(self.graph.initial.len()).unwrap_or(u32::MAX);
            let via = Via::Opening(initial).code();
            let reached = &mut self.graph.reached;
            let mut shifts = Shifts::default();
            shifts.begin(scenario);
            let begun = assignment
                .begin(scenario, &mut Trace::of_opening(scenario, reached, &mut shifts, via));
            let ended = ended(&begun);
            let state = if begun.finished {
                OVER
            } else {
                let mut key = vec![0; self.graph.layout.width];
                self.graph.layout.pack(&begun, &mut key);
                let (number, new) = self.graph.keys.intern(&key);
                if new {
                    self.graph.parents.push(via);
                }
                number
            };
            self.graph.initial.push(Initial::of(&assignment, (state, ended), 0));
            next = assignment.advance();
        }
    }

    /// Numbers the states that wait.
    fn settle(&mut self) {
        let (staged, graph) = (&mut self.staged, &mut self.graph);
        let width = graph.layout.width;
        staged.far.clear();
        for (nth, hash) in staged.hashes.iter().enumerate() {
            match graph.keys.recall(&staged.keys[nth * width..][..width], *hash) {
                Some(number) => arrive(graph, staged.ways[nth], number),
                None => staged.far.push(nth),
            }
        }
        let hashes = staged.far.iter().map(|nth| staged.hashes[*nth]);
        std::hint::black_box(graph.keys.touch(hashes, &mut staged.near));
        for nth in &staged.far {
            let key = &staged.keys[nth * width..][..width];
            let (number, new) = graph.keys.intern_hashed(key, staged.hashes[*nth]);
            if new {
                graph.parents.push(staged.ways[*nth].0);
            }
            arrive(graph, staged.ways[*nth], number);
        }
        staged.keys.clear();
        staged.hashes.clear();
        staged.ways.clear();
    }

    /// Follows every move of a state along every branch of chance.
    fn expand(&mut self, from: u32) {
        let Graph { layout, keys, edges, reached, .. } = &mut self.graph;
        let via = u32::try_from(edges.len()).unwrap_or(u32::MAX);
        let (staged, mut edge) = (&mut self.staged, via);
        self.ways.follow(
            (layout, keys.get(from)),
            (&mut self.kinds, reached, via),
            |kind, next| {
                // The target is filled in when the states that wait are numbered.
                edges.push(Edge { target: OVER, kind });
                if let Some(key) = next {
                    staged.push(key, edge, from);
                }
                edge += 1;
            },
        );
        self.graph.first.push(edge);
    }

    fn bytes(&self) -> usize {
        self.graph.bytes() + self.ways.bytes() + self.kinds.bytes()
    }

    fn finish(mut self) -> Graph {
        self.settle();
        let explored = self.graph.len();
        self.graph.complete = !self.cut_short && explored == self.graph.keys.len();
        self.graph.keys.freeze();
        self.graph.kinds = self.kinds.all;
        self.graph
    }
}

/// Fills in where an edge leads.
fn arrive(graph: &mut Graph, (edge, from): (u32, u32), number: u32) {
    graph.edges[edge as usize].target = number;
    graph.ascending &= number > from;
}
