//! The observation graph: every state as far as the player's knowledge goes, with the observation
//! on every edge.
//!
//! Depth first, so that everything that follows from a state is known before the state is done: then
//! its [`Bounds`] are, and it stands for all states within them. States are numbered when they are
//! done, so every edge leads to a lower number.

use super::{
    hearing::StepRecorder,
    observe::{Attention, Observer},
};
use crate::{
    engine::{State, step},
    scenario::{MarkKind, Scenario},
    solver::{
        intern::{Keys, Slots, finish, mix},
        liveness::{bounds::Bounds, inquiry::Inquiry, pack::Layout, purpose::Purpose},
        mdp::{
            graph::{Edge, Graph, Initial, OVER},
            hidden::HiddenAssignment,
            moves::{Branching, Came, EdgeKinds, OfferedMove, each_offer, ended},
        },
        watch::{Limits, Phase, Pulse, daily_work},
    },
};

/// Builds the observation graph: every state that matters for what the player can know, within limits.
pub(in crate::solver) fn observation_graph(
    scenario: &Scenario,
    purpose: Purpose,
    limits: Limits,
    pulse: &Pulse<'_>,
) -> Graph {
    // An assigned number counts by its new value, unless that could tell equal views apart.
    [false, true]
        .into_iter()
        .find_map(|by_change| explored(scenario, (purpose, by_change), limits, pulse))
        .unwrap_or_else(|| Graph::nothing(scenario, Layout::nothing(scenario), false))
}

/// The same; `None` where numbers have to count by how they change.
fn explored(
    scenario: &Scenario,
    (purpose, by_change): (Purpose, bool),
    limits: Limits,
    pulse: &Pulse<'_>,
) -> Option<Graph> {
    pulse.begin(Phase::Preparation)?;
    let mut finder = ObservationExplorer::new(scenario, purpose, by_change, pulse)?;
    let mut next = Some(HiddenAssignment::first());
    let mut complete = true;
    while let Some(mut assignment) = next {
        let begun = finder.graph.initial.len();
        let bytes = finder.graph.bytes() + begun * scenario.draws.len() * DRAWN;
        if begun >= limits.max_states
            || bytes > limits.max_bytes
            || pulse.beat(100 + scenario.draws.len() * 20 + scenario.scenes.len()).is_none()
            || finder.begin(&mut assignment, limits, pulse).is_none()
        {
            complete = false;
            break;
        }
        next = assignment.advance();
    }
    (!finder.observer.mixed || by_change).then(|| finder.finish(complete))
}

/// A stack frame of the depth-first search: a state that is being explored.
#[derive(Debug)]
struct Frame {
    /// Number of its key.
    key: u32,
    base: State,
    bounds: Bounds,
    offers: Vec<OfferedMove>,
    /// Which offer is next, and which branch of its chance.
    offer: usize,
    chance: Branching,
    /// What is on offer, as a number.
    on_offer: u32,
    edges: Vec<Edge>,
    seen: Vec<u32>,
    /// What was heard on the way under way.
    heard: u32,
}

/// A region of meter values whose states are bisimilar, and were explored as one: all within these
/// bounds.
#[derive(Debug, Clone, Copy)]
struct Region {
    state: u32,
    /// What is on offer in them.
    on_offer: u32,
    /// The region before it that has the same rest, or [`NONE`].
    before: u32,
}

/// Nothing yet.
const NONE: u32 = u32::MAX;

/// The number of the answers where nothing is asked: the first.
const UNASKED: u32 = 0;

/// After so many steps the memory in use is looked at.
const CHECKED: usize = 64;

/// Bytes that are kept of each hidden draw of each way to begin.
const DRAWN: usize = 1 + size_of::<(u32, u64)>();

/// Bytes of an open state, about.
fn bytes_of_frame(scenario: &Scenario) -> usize {
    let marks = MarkKind::ALL.into_iter().map(|kind| scenario.marks(kind).count());
    let scene = scenario.scenes.iter().map(|scene| scene.choice_ids().count()).max();
    size_of::<Frame>()
        + scenario.scenes.len()
        + scenario.meters.len() * 24
        + marks.sum::<usize>() / 8
        + scene.unwrap_or(0) * (size_of::<OfferedMove>() + size_of::<Edge>() + 4)
}

/// How many states are tried at most for one that stands for another.
const MOST_TRIED: usize = 48;

struct ObservationExplorer<'s> {
    scenario: &'s Scenario,
    graph: Graph,
    observer: Observer,
    purpose: Purpose,
    inquiry: Inquiry,
    listens: bool,
    kinds: EdgeKinds,
    /// Every key that was come by, and the region that it is in.
    keys: Keys,
    found: Vec<u32>,
    /// The same without the meters, and the last region of each.
    rests: Keys,
    last: Vec<u32>,
    regions: Vec<Region>,
    /// The meters that are in the keys, and for each region how they are bounded.
    meters: Vec<usize>,
    bounds: Vec<(i16, i16)>,
    /// States that are done, by what follows from them.
    alike: Slots,
    /// States being explored: the first `depth` of these.
    frames: Vec<Frame>,
    depth: usize,
    work: State,
    said: Vec<u32>,
    answers: Vec<u32>,
    packed: Vec<u64>,
    steps: usize,
    /// Work since it was last counted, and bytes of the states that are open.
    effort: usize,
    /// Work of a day that passes.
    daily: usize,
    open_bytes: usize,
}

impl<'s> ObservationExplorer<'s> {
    /// `None` where it was stopped.
    fn new(
        scenario: &'s Scenario,
        purpose: Purpose,
        by_change: bool,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let layout = Layout::of(scenario, purpose, pulse)?;
        let mut graph = Graph::nothing(scenario, layout, false);
        graph.answers.intern(&[]);
        let listens = purpose != Purpose::OpenLoop;
        let attention = if listens { Attention::Everything } else { Attention::Offers };
        Some(Self {
            scenario,
            observer: Observer::of(scenario, attention, by_change),
            purpose,
            inquiry: Inquiry::of(scenario, purpose),
            listens,
            kinds: EdgeKinds::new(),
            keys: Keys::new(graph.layout.width),
            found: Vec::new(),
            rests: Keys::new(graph.layout.width),
            last: Vec::new(),
            regions: Vec::new(),
            meters: graph.layout.meters(),
            bounds: Vec::new(),
            alike: Slots::new(),
            frames: Vec::new(),
            depth: 0,
            work: State::blank(scenario),
            said: Vec::new(),
            answers: Vec::new(),
            packed: vec![0; graph.layout.width],
            steps: 0,
            effort: 0,
            daily: daily_work(scenario),
            open_bytes: 0,
            graph,
        })
    }

    /// Everything that follows from one way in which the hidden draws can fall; `None` where it was
    /// stopped.
    fn begin(
        &mut self,
        assignment: &mut HiddenAssignment,
        limits: Limits,
        pulse: &Pulse<'_>,
    ) -> Option<()> {
        let scenario = self.scenario;
        self.said.clear();
        let mut ear = StepRecorder {
            scenario,
            lines: &self.observer.lines,
            said: &mut self.said,
            outcome: 0,
            bounds: None,
            listens: self.listens,
        };
        self.work = assignment.begin(scenario, &mut ear);
        let ended = ended(&self.work);
        let (mut state, mut observation) = (OVER, 0);
        if ended.is_none() && !self.work.finished {
            let key = self.key();
            let heard = self.observer.hear(scenario, &self.work, (NONE, &self.said), None);
            let found = if let Some(found) = self.known(key) {
                found
            } else {
                self.open(key);
                self.run(limits, pulse)?
            };
            let found = self.regions[found as usize];
            state = found.state;
            observation = self.observer.view(heard, found.on_offer);
        }
        self.graph.initial.push(Initial::of(assignment, (state, ended), observation));
        Some(())
    }

    /// Explores until the first open state is done; its region, or `None` where it was stopped.
    fn run(&mut self, limits: Limits, pulse: &Pulse<'_>) -> Option<u32> {
        let step = 40 + self.graph.layout.width + self.scenario.scenes.len() / 16;
        loop {
            pulse.tell(Phase::Observations, self.graph.len(), self.graph.len() + self.depth);
            if self.steps.is_multiple_of(CHECKED) && self.bytes() > limits.max_bytes {
                return None;
            }
            pulse.beat(step + std::mem::take(&mut self.effort))?;
            self.steps += 1;
            if self.graph.len() + self.depth > limits.max_states
                || self.graph.edges.len() >= 1 << 31
            {
                return None;
            }
            if let Some(key) = self.follow() {
                self.open(key);
            } else if let Some(done) = self.close_if_done() {
                return Some(done);
            }
        }
    }

    fn bytes(&self) -> usize {
        let numbers = self.found.len() + self.last.len();
        self.graph.bytes()
            + self.observer.bytes()
            + self.keys.bytes()
            + self.rests.bytes()
            + self.alike.bytes()
            + self.kinds.bytes()
            + self.open_bytes
            + (numbers + self.regions.len() * 2 + self.bounds.len()) * 4
    }

    /// The number of the key of the state at hand.
    fn key(&mut self) -> u32 {
        self.graph.layout.pack(&self.work, &mut self.packed);
        let (key, new) = self.keys.intern(&self.packed);
        if new {
            self.found.push(NONE);
        }
        key
    }

    /// The region that the state at hand is in, if it was explored already.
    fn known(&mut self, key: u32) -> Option<u32> {
        let known = self.found[key as usize];
        if known != NONE {
            return Some(known);
        }
        let rest = self.rest();
        let mut at = self.last[rest as usize];
        for _ in 0..MOST_TRIED {
            let one = *self.regions.get(at as usize)?;
            let fits = self
                .meters
                .iter()
                .zip(self.bounds_of(at))
                .all(|(meter, (low, high))| (*low..=*high).contains(&self.work.meters[*meter]));
            if fits {
                self.found[key as usize] = at;
                return Some(at);
            }
            at = one.before;
        }
        None
    }

    fn bounds_of(&self, at: u32) -> &[(i16, i16)] {
        &self.bounds[at as usize * self.meters.len()..][..self.meters.len()]
    }

    /// The number of the packed key without its meters.
    fn rest(&mut self) -> u32 {
        self.graph.layout.without_meters(&mut self.packed);
        let (rest, new) = self.rests.intern(&self.packed);
        if new {
            self.last.push(NONE);
        }
        rest
    }

    /// Begins to explore a state.
    fn open(&mut self, key: u32) {
        let Self { scenario, frames, observer, graph, keys, .. } = self;
        if frames.len() == self.depth {
            self.open_bytes += bytes_of_frame(scenario);
            frames.push(Frame {
                key,
                base: State::blank(scenario),
                bounds: Bounds::default(),
                offers: Vec::new(),
                offer: 0,
                chance: Branching::default(),
                edges: Vec::new(),
                on_offer: 0,
                seen: Vec::new(),
                heard: 0,
            });
        }
        let Frame { base, bounds, offers, edges, seen, .. } = &mut frames[self.depth];
        self.depth += 1;
        graph.layout.unpack(keys.get(key), base);
        bounds.begin(scenario, base);
        edges.clear();
        seen.clear();
        offers.clear();
        let holds = |condition: &_| bounds.holds(scenario, base, condition, 0);
        each_offer(scenario, base, holds, |taken, wording| {
            offers.push(OfferedMove { content: observer.content(taken, wording), wording, taken });
        });
        let on_offer = observer.on_offer(offers);
        self.effort += 8 * scenario.scene(base.scene).choice_ids().count() + 8 * offers.len();
        // In an order of content, so that what looks alike stands alike; stable, for the rest.
        offers.sort_by_key(|offer| offer.content);
        let frame = &mut frames[self.depth - 1];
        (frame.key, frame.offer, frame.chance) = (key, 0, Branching::default());
        frame.on_offer = on_offer;
    }

    /// Takes the next way from the state that was opened last; the key of the state that it leads to
    /// if that has to be explored first.
    fn follow(&mut self) -> Option<u32> {
        let scenario = self.scenario;
        let frame = &mut self.frames[self.depth - 1];
        let offer = *frame.offers.get(frame.offer)?;
        self.work.clone_from(&frame.base);
        self.said.clear();
        frame.chance.count = 0;
        frame.bounds.begin_step();
        let rated = scenario.choice(offer.taken.choice).evidence.iter().take(32).enumerate();
        let rated = rated.filter(|_| self.purpose.rates());
        let mut evidence = 0;
        for (at, one) in rated {
            let counts = frame.bounds.holds(scenario, &frame.base, &one.when, offer.taken.picked);
            evidence |= u32::from(counts) << at;
        }
        let holds = |condition: &_| {
            frame.bounds.holds(scenario, &frame.base, condition, offer.taken.picked)
        };
        let answers = if self.inquiry.at(offer.taken.choice).is_empty() {
            UNASKED
        } else {
            self.inquiry.answer(offer.taken.choice, &frame.base, holds, &mut self.answers);
            self.graph.answers.intern(&self.answers)
        };
        let mut ear = StepRecorder {
            scenario,
            lines: &self.observer.lines,
            said: &mut self.said,
            outcome: 0,
            bounds: Some(&mut frame.bounds),
            listens: self.listens,
        };
        step(scenario, &mut self.work, offer.taken, &mut frame.chance, &mut ear);
        let days = usize::from(self.work.day.saturating_sub(frame.base.day));
        self.effort += days * self.daily + self.observer.marks(scenario);
        let came = Came {
            offer,
            outcome: 0,
            evidence,
            answers,
            chance: &frame.chance,
            before: &frame.base,
            after: &self.work,
        };
        let kind = self.kinds.number(scenario, &came);
        frame.edges.push(Edge { target: OVER, kind });
        frame.chance.take += 1;
        if frame.chance.take >= frame.chance.count {
            (frame.offer, frame.chance) = (frame.offer + 1, Branching::default());
        }
        // For beliefs a play is over once its ending is fixed.
        if self.work.finished || self.work.ending.is_some() {
            frame.seen.push(0);
            return None;
        }
        let key = self.key();
        let frame = &mut self.frames[self.depth - 1];
        let from = Some((&frame.base, &mut frame.bounds));
        frame.heard = self.observer.hear(scenario, &self.work, (offer.content, &self.said), from);
        match self.known(key) {
            Some(found) => {
                self.arrive(found);
                None
            }
            None => Some(key),
        }
    }

    /// Notes that the way under way leads into a region.
    fn arrive(&mut self, found: u32) {
        let frame = &mut self.frames[self.depth - 1];
        let Region { state, on_offer, .. } = self.regions[found as usize];
        if let Some(edge) = frame.edges.last_mut() {
            edge.target = state;
        }
        frame.seen.push(self.observer.view(frame.heard, on_offer));
        let bounds = &self.bounds[found as usize * self.meters.len()..][..self.meters.len()];
        for (meter, (low, high)) in self.meters.iter().zip(bounds) {
            frame.bounds.within(*meter, *low, *high);
        }
    }

    /// Puts the state that was opened last into a region if all its ways were taken; the region if
    /// nothing is open any more.
    fn close_if_done(&mut self) -> Option<u32> {
        let frame = &self.frames[self.depth - 1];
        if frame.offer < frame.offers.len() {
            return None;
        }
        let graph = &mut self.graph;
        let next = u32::try_from(graph.len()).unwrap_or(NONE);
        let (state, new) = self.alike.find_or_insert(hash_edges(frame), next, |state| {
            let range = graph.range(state as usize);
            graph.observations[range.clone()] == frame.seen && graph.edges[range] == frame.edges
        });
        if new {
            graph.edges.extend_from_slice(&frame.edges);
            graph.observations.extend_from_slice(&frame.seen);
            graph.first.push(u32::try_from(graph.edges.len()).unwrap_or(u32::MAX));
        }
        let found = u32::try_from(self.regions.len()).unwrap_or(NONE);
        self.found[frame.key as usize] = found;
        self.packed.copy_from_slice(self.keys.get(frame.key));
        graph.layout.whole(&self.packed, |meter| frame.bounds.of(meter), &mut self.bounds);
        let on_offer = frame.on_offer;
        let rest = self.rest();
        let before = std::mem::replace(&mut self.last[rest as usize], found);
        self.regions.push(Region { state, on_offer, before });
        self.depth -= 1;
        if self.depth == 0 {
            return Some(found);
        }
        self.arrive(found);
        None
    }

    fn finish(mut self, complete: bool) -> Graph {
        self.graph.complete = complete;
        self.graph.kinds = self.kinds.all;
        self.graph
    }
}

fn hash_edges(frame: &Frame) -> u64 {
    let ways = frame.edges.iter().zip(&frame.seen);
    finish(ways.fold(0, |hash, (edge, seen)| {
        let hash = mix(hash.rotate_left(23), u64::from(edge.target) << 32 | u64::from(edge.kind));
        mix(hash.rotate_left(23), u64::from(*seen))
    }))
}
