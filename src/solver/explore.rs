//! Finding every reachable state once, in order of steps.

use super::{
    graph::{Edge, Graph, Initial, Kind, OVER},
    intern::{Keys, hash},
    live::Purpose,
    observe::{Attention, Observer},
    openings::Fall,
    pack::Layout,
    reached::{Item, Reached, Via},
    trace::Trace,
    watch::{Limits, Phase, Progress, TICK, Watch},
};
use crate::{
    engine::{Chance, Move, State, is_offered, step},
    scenario::{Choice, EndingId, Goto, Scenario},
};

/// Wordings of one choice that are told apart.
const MOST_WORDINGS: u8 = 127;

/// Finds every state that matters for a purpose, within limits.
pub(super) fn explore(
    scenario: &Scenario,
    purpose: Purpose,
    limits: Limits,
    watch: Watch<'_>,
) -> Graph {
    let (observer, phase) = match purpose {
        Purpose::Truth => (None, Phase::States),
        Purpose::Belief => (Some(Observer::of(scenario, Attention::Everything)), Phase::Sights),
        Purpose::Script => (Some(Observer::of(scenario, Attention::Offers)), Phase::Sights),
    };
    let mut explorer = Explorer::new(scenario, purpose, observer);
    explorer.begin(limits.max_states);
    let mut at = 0;
    while at < explorer.graph.keys.len() {
        if at.is_multiple_of(TICK) {
            let found = explorer.graph.keys.len();
            let progress = Progress { phase, done: at, found };
            if watch(progress).is_break() || explorer.bytes() > limits.max_bytes {
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

/// Takes one given branch of chance, and tells how many there are.
#[derive(Default)]
struct Branching {
    take: usize,
    count: usize,
    weight: u32,
    total: u64,
}

impl Chance for Branching {
    fn draw(&mut self, _step: u32, _k: u32, weights: &[u32]) -> usize {
        self.count = weights.len();
        self.total = weights.iter().map(|weight| u64::from(*weight)).sum();
        self.weight = weights[self.take];
        self.take
    }
}

/// A move on offer, as found in a state.
#[derive(Clone, Copy)]
struct Offer {
    /// What is offered, by content: states that look alike offer the same, in the same order.
    content: u32,
    wording: u8,
    taken: Move,
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
    observer: Option<Observer>,
    kinds: Keys,
    base: State,
    work: State,
    staged: Staged,
    offers: Vec<Offer>,
    /// What was said in the step under way.
    said: Vec<u32>,
    /// Whether some ways to begin were left out.
    cut_short: bool,
}

impl<'s> Explorer<'s> {
    fn new(scenario: &'s Scenario, purpose: Purpose, observer: Option<Observer>) -> Self {
        let layout = Layout::of(scenario, purpose);
        let key = vec![0; layout.width];
        let graph = Graph {
            keys: Keys::new(layout.width),
            layout,
            first: vec![0],
            edges: Vec::new(),
            observations: Vec::new(),
            kinds: Vec::new(),
            initial: Vec::new(),
            parents: Vec::new(),
            reached: Reached::nothing(scenario),
            complete: false,
            ascending: true,
        };
        Self {
            scenario,
            graph,
            observer,
            kinds: Keys::new(2),
            base: State::blank(scenario),
            work: State::blank(scenario),
            staged: Staged { key, ..Staged::default() },
            offers: Vec::new(),
            said: Vec::new(),
            cut_short: false,
        }
    }

    fn bytes(&self) -> usize {
        self.graph.bytes() + self.observer.as_ref().map_or(0, Observer::bytes)
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
            let (mut trace, _) = self.trace(via, None);
            self.work = fall.begin(scenario, &mut trace);
            let ended = ended(&self.work);
            let (over, observation) = self.arrive(via, 0);
            let state = if over { OVER } else { self.settle() };
            let probability =
                fall.weights.iter().map(|(one, all)| f64::from(*one) / *all as f64).product();
            self.graph.initial.push(Initial {
                draws: fall.values.as_slice().into(),
                weights: fall.weights.as_slice().into(),
                probability,
                state,
                ended,
                observation,
            });
            next = fall.advance();
        }
    }

    /// Something that hears a step, and the scenario.
    fn trace<'t>(&'t mut self, via: u32, choice: Option<&'s Choice>) -> (Trace<'t>, &'t mut State)
    where
        's: 't,
    {
        self.said.clear();
        let said = match &self.observer {
            Some(observer) => Some((&*observer.lines, &mut self.said)),
            None => None,
        };
        let trace = Trace {
            scenario: self.scenario,
            reached: &mut self.graph.reached,
            via,
            choice,
            outcome: 0,
            evidence: 0,
            said,
        };
        (trace, &mut self.work)
    }

    /// Whether the state at hand is the last of its play, and what the player sees of it; otherwise it
    /// waits to be numbered. For beliefs a play is over once its ending is fixed.
    fn arrive(&mut self, via: u32, from: u32) -> (bool, u32) {
        let seen = match &mut self.observer {
            Some(observer) => observer.see(self.scenario, &self.work, &self.said),
            None => 0,
        };
        let over = self.work.finished || (self.observer.is_some() && self.work.ending.is_some());
        if !over {
            let staged = &mut self.staged;
            self.graph.layout.pack(&self.work, &mut staged.key);
            staged.hashes.push(hash(&staged.key));
            staged.keys.extend_from_slice(&staged.key);
            staged.ways.push((via, from));
        }
        (over, seen)
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
        self.list_offers();
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
        let (mut trace, work) = self.trace(via, Some(scenario.choice(choice)));
        step(scenario, work, offer.taken, chance, &mut trace);
        let (outcome, evidence) = (trace.outcome, trace.evidence);
        let reached = &mut self.graph.reached;
        reached.note(Item::Choice(choice), via);
        reached.note(Item::Wording(choice, offer.wording.into()), via);
        reached.note(Item::Outcome(choice, outcome), via);
        let branches = chance.count > 0;
        let (weight, total) = if branches { (chance.weight, chance.total) } else { (1, 1) };
        let fixed = ended(&self.work).filter(|_| self.base.ending.is_none());
        let goto = goto(scenario.choice(choice), outcome, branches.then_some(chance.take));
        let last_day = scenario.clock.as_ref().map_or(u16::MAX, |clock| clock.last_day);
        let stuck = fixed.is_some() && goto != Goto::End && self.work.day < last_day;
        let kind = self.kind(&Kind {
            taken: offer.taken,
            wording: offer.wording,
            outcome,
            branch: branches.then_some(u16::try_from(chance.take).unwrap_or(u16::MAX)),
            evidence,
            ended: fixed,
            stuck,
            weight,
            total,
            probability: f64::from(weight) / total as f64,
            first: chance.take == 0,
        });
        // The target is filled in when the states that wait are numbered.
        self.graph.edges.push(Edge { target: OVER, kind });
        let (_, seen) = self.arrive(via, from);
        if self.observer.is_some() {
            self.graph.observations.push(seen);
        }
    }

    /// The moves of the base state: in file order, or for beliefs in an order of content.
    fn list_offers(&mut self) {
        let (scenario, state) = (self.scenario, &self.base);
        self.offers.clear();
        for id in scenario.scene(state.scene).choice_ids() {
            let choice = scenario.choice(id);
            if !is_offered(scenario, state, choice) {
                continue;
            }
            let wording = choice.texts.iter().position(|(when, _)| state.holds(scenario, when, 0));
            let wording = u8::try_from(wording.unwrap_or(0)).unwrap_or(u8::MAX).min(MOST_WORDINGS);
            let answers = choice.pick.as_ref().map_or(&[0][..], |pick| &pick.answers);
            for picked in answers {
                let taken = Move { choice: id, picked: *picked };
                let content = self.observer.as_ref().map_or(0, |seen| seen.content(taken, wording));
                self.offers.push(Offer { content, wording, taken });
            }
        }
        if self.observer.is_some() {
            // Stable: what looks the same stays in file order.
            self.offers.sort_by_key(|offer| offer.content);
        }
    }

    fn kind(&mut self, kind: &Kind) -> u32 {
        let branch = kind.branch.unwrap_or(u16::MAX);
        let (ending, value) = kind.ended.map_or((u16::MAX, 0), |(ending, value)| (ending.0, value));
        let words = [kind.taken.choice.0, kind.taken.picked, kind.outcome, branch];
        let head = words.iter().fold(0, |key, word| key << 16 | u64::from(*word));
        let tail = u64::from(kind.evidence) << 32
            | u64::from(ending) << 16
            | u64::from(value) << 8
            | u64::from(kind.stuck) << 7
            | u64::from(kind.wording);
        let (number, new) = self.kinds.intern(&[head, tail]);
        if new {
            self.graph.kinds.push(*kind);
        }
        number
    }

    fn finish(mut self) -> Graph {
        self.settle();
        let explored = self.graph.len();
        self.graph.complete = !self.cut_short && explored == self.graph.keys.len();
        self.graph.keys.freeze();
        self.graph
    }
}

/// Where a choice leads.
fn goto(choice: &Choice, outcome: u16, branch: Option<usize>) -> Goto {
    choice.outcomes.get(usize::from(outcome)).map_or(Goto::End, |outcome| {
        branch.and_then(|at| outcome.chance.get(at)).map_or(outcome.goto, |branch| branch.goto)
    })
}

fn ended(state: &State) -> Option<(EndingId, u8)> {
    let value = u8::try_from(state.value.clamp(0, 255)).unwrap_or(u8::MAX);
    state.ending.map(|ending| (ending, value))
}
