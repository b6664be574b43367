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
        watch::{Limits, Phase, Progress, TICK, Watch},
    },
};

/// Explores the reachable states of the quotient, within limits.
pub(in crate::solver) fn explore(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Graph {
    let mut explorer = StateExplorer::new(scenario);
    explorer.begin(limits.max_states);
    let mut at = 0;
    while at < explorer.graph.keys.len() {
        if at.is_multiple_of(TICK) {
            let found = explorer.graph.keys.len();
            let progress = Progress { phase: Phase::States, done: at, found };
            if watch(progress).is_break() || explorer.bytes() > limits.max_bytes {
                break;
            }
        }
        if explorer.graph.keys.len() > limits.max_states || explorer.graph.edges.len() >= 1 << 31 {
            break;
        }
        explorer.expand(u32::try_from(at).unwrap_or(u32::MAX));
        at += 1;
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

/// How many states wait at most, give or take those of one more state.
const STAGED: usize = 64;

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
    fn new(scenario: &'s Scenario) -> Self {
        let layout = Layout::of(scenario, Purpose::States);
        let ways = TransitionCache::of(scenario, &layout);
        let graph = Graph::nothing(scenario, layout, true);
        let (kinds, staged) = (EdgeKinds::new(), Staged::default());
        Self { scenario, graph, kinds, ways, staged, cut_short: false }
    }

    /// The first states, for every way the hidden draws can fall; at most so many.
    fn begin(&mut self, most: usize) {
        let scenario = self.scenario;
        let mut next = Some(HiddenAssignment::first());
        while let Some(mut fall) = next {
            if self.graph.initial.len() >= most {
                self.cut_short = true;
                return;
            }
            let initial = u32::try_from(self.graph.initial.len()).unwrap_or(u32::MAX);
            let via = Via::Opening(initial).code();
            let reached = &mut self.graph.reached;
            let mut shifts = Shifts::default();
            shifts.begin(scenario);
            let begun =
                fall.begin(scenario, &mut Trace::of_opening(scenario, reached, &mut shifts, via));
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
            let probability =
                fall.weights.iter().map(|(one, all)| f64::from(*one) / *all as f64).product();
            self.graph.initial.push(Initial {
                draws: fall.values.as_slice().into(),
                weights: fall.weights.as_slice().into(),
                probability,
                state,
                ended,
                observation: 0,
            });
            next = fall.advance();
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
