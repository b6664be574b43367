//! Finding every reachable state once, in order of steps.

use super::{
    graph::{Edge, Graph, Initial, OVER},
    intern::hash,
    live::Purpose,
    moves::{Branching, Came, Kinds, Offer, each_offer, ended},
    openings::Fall,
    pack::Layout,
    reached::{Item, Reached, Via},
    trace::Trace,
    watch::{Limits, Phase, Progress, TICK, Watch},
};
use crate::{
    engine::{Move, State, step},
    scenario::{Choice, Scenario},
};

/// Finds every state that matters, within limits.
pub(super) fn explore(scenario: &Scenario, limits: Limits, watch: Watch<'_>) -> Graph {
    let mut explorer = Explorer::new(scenario);
    explorer.begin(limits.max_states);
    let mut at = 0;
    while at < explorer.graph.keys.len() {
        if at.is_multiple_of(TICK) {
            let found = explorer.graph.keys.len();
            let progress = Progress { phase: Phase::States, done: at, found };
            if watch(progress).is_break() || explorer.graph.bytes() > limits.max_bytes {
                break;
            }
        }
        if at >= limits.max_states || explorer.graph.edges.len() >= 1 << 31 {
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
    key: Vec<u64>,
    keys: Vec<u64>,
    hashes: Vec<u64>,
    /// How each was reached, and from where.
    ways: Vec<(u32, u32)>,
    near: Vec<u32>,
}

/// How many states wait at most, give or take those of one more state.
const STAGED: usize = 64;

struct Explorer<'s> {
    scenario: &'s Scenario,
    graph: Graph,
    kinds: Kinds,
    base: State,
    work: State,
    staged: Staged,
    offers: Vec<Offer>,
    /// Whether some ways to begin were left out.
    cut_short: bool,
}

impl<'s> Explorer<'s> {
    fn new(scenario: &'s Scenario) -> Self {
        let layout = Layout::of(scenario, Purpose::Truth);
        let key = vec![0; layout.width];
        let graph = Graph::nothing(scenario, layout, true);
        Self {
            scenario,
            graph,
            kinds: Kinds::new(),
            base: State::blank(scenario),
            work: State::blank(scenario),
            staged: Staged { key, ..Staged::default() },
            offers: Vec::new(),
            cut_short: false,
        }
    }

    /// The first states, for every way the hidden draws can fall; at most so many.
    fn begin(&mut self, most: usize) {
        let scenario = self.scenario;
        let mut next = Some(Fall::first());
        while let Some(mut fall) = next {
            if self.graph.initial.len() >= most {
                self.cut_short = true;
                return;
            }
            let initial = u32::try_from(self.graph.initial.len()).unwrap_or(u32::MAX);
            let via = Via::Opening(initial).code();
            let mut trace = trace(scenario, &mut self.graph.reached, via, None);
            self.work = fall.begin(scenario, &mut trace);
            let ended = ended(&self.work);
            self.arrive(via, 0);
            let state = if self.work.finished { OVER } else { self.settle() };
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

    /// Unless the state at hand is the last of its play, it waits to be numbered.
    fn arrive(&mut self, via: u32, from: u32) {
        if !self.work.finished {
            let staged = &mut self.staged;
            self.graph.layout.pack(&self.work, &mut staged.key);
            staged.hashes.push(hash(&staged.key));
            staged.keys.extend_from_slice(&staged.key);
            staged.ways.push((via, from));
        }
    }

    /// Numbers the states that wait; returns the last number.
    fn settle(&mut self) -> u32 {
        let (staged, graph) = (&mut self.staged, &mut self.graph);
        std::hint::black_box(graph.keys.touch(&staged.hashes, &mut staged.near));
        let keys = staged.keys.chunks_exact(graph.layout.width);
        let mut last = OVER;
        for ((key, hash), (via, from)) in keys.zip(&staged.hashes).zip(&staged.ways) {
            let (number, new) = graph.keys.intern_hashed(key, *hash);
            if new {
                graph.parents.push(*via);
            }
            if let Via::Edge(edge) = Via::from_code(*via) {
                graph.edges[edge as usize].target = number;
                graph.ascending &= number > *from;
            }
            last = number;
        }
        staged.keys.clear();
        staged.hashes.clear();
        staged.ways.clear();
        last
    }

    /// Follows every move of a state along every branch of chance.
    fn expand(&mut self, from: u32) {
        self.graph.unpack(from, &mut self.base);
        let (scenario, state, offers) = (self.scenario, &self.base, &mut self.offers);
        offers.clear();
        let holds = |condition: &_| state.holds(scenario, condition, 0);
        each_offer(scenario, state, holds, |taken, wording| {
            offers.push(Offer { content: 0, wording, taken });
        });
        for at in 0..self.offers.len() {
            let mut chance = Branching::default();
            loop {
                self.follow(from, self.offers[at], &mut chance);
                chance.take += 1;
                if chance.take >= chance.count {
                    break;
                }
            }
        }
        self.graph.first.push(u32::try_from(self.graph.edges.len()).unwrap_or(u32::MAX));
    }

    /// Takes a move along one branch of chance.
    fn follow(&mut self, from: u32, offer: Offer, chance: &mut Branching) {
        let scenario = self.scenario;
        let via = u32::try_from(self.graph.edges.len()).unwrap_or(u32::MAX);
        let Move { choice, .. } = offer.taken;
        self.work.clone_from(&self.base);
        chance.count = 0;
        let mut trace =
            trace(scenario, &mut self.graph.reached, via, Some(scenario.choice(choice)));
        step(scenario, &mut self.work, offer.taken, chance, &mut trace);
        let (outcome, evidence) = (trace.outcome, trace.evidence);
        let reached = &mut self.graph.reached;
        reached.note(Item::Choice(choice), via);
        reached.note(Item::Wording(choice, offer.wording.into()), via);
        reached.note(Item::Outcome(choice, outcome), via);
        let (before, after) = (&self.base, &self.work);
        let came = Came { offer, outcome, evidence, chance, before, after };
        let kind = self.kinds.number(scenario, &came);
        // The target is filled in when the states that wait are numbered.
        self.graph.edges.push(Edge { target: OVER, kind });
        self.arrive(via, from);
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

/// Hears one step, or an opening.
fn trace<'t>(
    scenario: &'t Scenario,
    reached: &'t mut Reached,
    via: u32,
    choice: Option<&'t Choice>,
) -> Trace<'t> {
    Trace { scenario, reached, via, choice, outcome: 0, evidence: 0 }
}
