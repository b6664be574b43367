//! The distribution of an additive reward under a policy: (sum, count) of the evidence of each
//! competency, exactly.
//!
//! Evidence adds up, so it stays out of the states. One competency at a time, every state carries the
//! probability of each (count, sum) so far; an edge with evidence shifts them all alike.

use super::{
    chain::{Chain, Chains},
    graph::{Graph, OVER},
    state_mdp::StateMdp,
    workspace::{Window, Workspace},
};
use crate::{
    scenario::{Scenario, SkillId},
    solver::{
        bot::Bot,
        sampling::{interval::Interval, simulate::Sample},
        watch::{Phase, Pulse},
    },
};

/// The distribution of the level of one competency.
#[derive(Debug, Clone, PartialEq)]
pub struct Levels {
    /// The competency.
    pub skill: SkillId,
    /// Probability of no evidence, then of a level that rounds to 1, 2, 3 and 4 (halves upwards).
    pub steps: [f64; 5],
    /// Mean level of the plays that show any.
    pub mean: Option<f64>,
    /// Mean count of evidence.
    pub evidence: f64,
    /// Probability that the competency shows at least twice.
    pub twice: f64,
    /// Where this was sampled: the 99 % interval of each probability.
    pub sampled: Option<[Interval; 5]>,
}

/// Most bytes for the probabilities of one competency.
const MOST_BYTES: usize = 1 << 29;

impl StateMdp {
    /// The level of a competency over the plays of a bot: exact, or `None` where that takes too much.
    #[must_use]
    pub fn levels(&self, scenario: &Scenario, bot: Bot, skill: SkillId) -> Option<Levels> {
        let pulse = &Pulse::unwatched(Phase::Levels);
        self.levels_of(scenario, &mut self.chains(scenario), &[bot], skill, pulse)?.pop()
    }

    /// The same for several bots, as far as it comes.
    pub(in crate::solver) fn levels_of(
        &self,
        scenario: &Scenario,
        chains: &mut Chains<'_>,
        bots: &[Bot],
        skill: SkillId,
        pulse: &Pulse<'_>,
    ) -> Option<Vec<Levels>> {
        self.values.as_ref()?;
        if scenario.choices.iter().any(|choice| choice.evidence.len() > 32) {
            return None;
        }
        let carry = Carry::new(self, scenario, skill, pulse)?;
        // Random play comes to every state, so nothing takes more than it does.
        let most =
            chains.with(Bot::Random, pulse, |chain, space| carry.measure(chain, space, pulse))?;
        if most * size_of::<f64>() > MOST_BYTES {
            return None;
        }
        let run = |bot: &Bot| {
            pulse.report()?;
            chains.with(*bot, pulse, |chain, space| carry.run(self, chain, space, pulse))
        };
        Some(bots.iter().map_while(run).collect())
    }
}

/// What an edge adds: count, sum.
fn shown(scenario: &Scenario, graph: &Graph, skill: SkillId) -> Vec<(u16, u16)> {
    let of = |kind: &crate::solver::mdp::graph::EdgeKind| {
        let evidence = scenario.choice(kind.taken.choice).evidence.iter().enumerate();
        evidence
            .filter(|(at, one)| one.skill == skill && kind.evidence >> at & 1 == 1)
            .fold((0, 0), |(count, sum), (_, one)| (count + 1, sum + u16::from(one.level)))
    };
    graph.kinds.iter().map(of).collect()
}

/// The pass of one competency. A place is a (count, sum); in one state only a window of them is in
/// use.
struct Carry {
    skill: SkillId,
    /// By how many places each kind of edge shifts.
    shifts: Vec<u32>,
    /// Places for one count: sums from the count to four times the count.
    row: u32,
    /// Most places in use at all.
    places: usize,
    /// Whether any evidence is still to come, by state.
    to_come: Vec<bool>,
}

impl Carry {
    fn new(
        truth: &StateMdp,
        scenario: &Scenario,
        skill: SkillId,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let graph = &truth.graph;
        let adds = shown(scenario, graph, skill);
        let mut most = vec![0_u16; graph.len()];
        for at in (0..graph.len()).rev() {
            let state = truth.order.as_ref().map_or(at, |order| order[at] as usize);
            pulse.beat(1 + graph.range(state).len())?;
            let to_go = graph.edges_of(state).iter().map(|edge| {
                let later = if edge.target == OVER { 0 } else { most[edge.target as usize] };
                later.saturating_add(adds[edge.kind as usize].0)
            });
            most[state] = to_go.max().unwrap_or(0);
        }
        let starts = graph.initial.iter().filter(|initial| initial.state != OVER);
        let all = starts.map(|initial| most[initial.state as usize]).max().unwrap_or(0);
        let row = 3 * u32::from(all) + 1;
        // Places are told apart by 32 bits; what goes beyond them would not fit the memory either.
        let places = row.checked_mul(u32::from(all) + 1)?;
        let shift = |(count, sum): &(u16, u16)| u32::from(*count) * row + u32::from(sum - count);
        Some(Self {
            skill,
            shifts: adds.iter().map(shift).collect(),
            row,
            places: places as usize,
            to_come: most.iter().map(|count| *count > 0).collect(),
        })
    }

    /// Whether the state at a place of a chain, if it is one, has evidence still to come.
    fn goes_on(&self, chain: &Chain, at: u32) -> bool {
        at != OVER && self.to_come[chain.states[at as usize] as usize]
    }

    /// Which places each state of a chain can have; how many that is in all.
    fn measure(&self, chain: &Chain, space: &mut Workspace, pulse: &Pulse<'_>) -> Option<usize> {
        space.windows.clear();
        space.windows.resize(chain.states.len(), Window { from: u32::MAX, to: 0, at: 0 });
        for at in chain.starts.iter().filter(|at| **at != OVER) {
            space.windows[*at as usize] = Window { from: 0, to: 1, at: 0 };
        }
        let mut kept = 0;
        for (at, state) in chain.states.iter().enumerate() {
            let window = space.windows[at];
            pulse.beat(1 + chain.steps(at).len())?;
            if window.to == 0 || !self.to_come[*state as usize] {
                continue;
            }
            space.windows[at].at = kept;
            kept += (window.to - window.from) as usize;
            for step in chain.steps(at).iter().filter(|step| step.to != OVER) {
                let shift = self.shifts[step.kind as usize];
                let next = &mut space.windows[step.to as usize];
                next.from = next.from.min(window.from + shift);
                next.to = next.to.max(window.to + shift);
            }
        }
        Some(kept)
    }

    fn run(
        &self,
        truth: &StateMdp,
        chain: &Chain,
        space: &mut Workspace,
        pulse: &Pulse<'_>,
    ) -> Option<Levels> {
        let kept = self.measure(chain, space, pulse)?;
        let Workspace { windows, carried, over } = space;
        for (list, length) in [(&mut *carried, kept), (&mut *over, self.places)] {
            list.clear();
            list.resize(length, 0.0);
        }
        for (initial, at) in truth.graph.initial.iter().zip(&chain.starts) {
            if self.goes_on(chain, *at) {
                carried[windows[*at as usize].at] += initial.probability;
            } else {
                over[0] += initial.probability;
            }
        }
        for (at, state) in chain.states.iter().enumerate() {
            let window = windows[at];
            if window.to == 0 || !self.to_come[*state as usize] {
                continue;
            }
            let length = (window.to - window.from) as usize;
            pulse.beat(length * chain.steps(at).len() / 4)?;
            // Windows are kept in the order of the chain, and every step leads onwards.
            let (here, onwards) = carried.split_at_mut(window.at + length);
            let (here, begin) = (&here[window.at..], window.at + length);
            for step in chain.steps(at) {
                let first = window.from + self.shifts[step.kind as usize];
                // Where no evidence is to come, the play is over as far as this goes.
                let target = if self.goes_on(chain, step.to) {
                    let next = windows[step.to as usize];
                    &mut onwards[next.at + (first - next.from) as usize - begin..][..length]
                } else {
                    &mut over[first as usize..][..length]
                };
                for (to, from) in target.iter_mut().zip(here) {
                    *to += step.share * from;
                }
            }
        }
        let row = self.row as usize;
        let cells = over.iter().enumerate().filter(|(_, mass)| **mass > 0.0);
        Some(Levels::of(self.skill, cells.map(|(at, mass)| (at / row, at % row + at / row, *mass))))
    }
}

impl Levels {
    /// From probabilities of (count, sum).
    pub(in crate::solver) fn of(
        skill: SkillId,
        cells: impl Iterator<Item = (usize, usize, f64)>,
    ) -> Self {
        let mut levels =
            Self { skill, steps: [0.0; 5], mean: None, evidence: 0.0, twice: 0.0, sampled: None };
        let (mut level, mut some) = (0.0, 0.0);
        for (count, sum, mass) in cells {
            levels.evidence += mass * count as f64;
            if count >= 2 {
                levels.twice += mass;
            }
            if count == 0 {
                levels.steps[0] += mass;
            } else {
                // Rounded to the nearest step, halves upwards, in whole numbers.
                let step = (2 * sum + count) / (2 * count);
                levels.steps[step.min(4)] += mass;
                level += mass * sum as f64 / count as f64;
                some += mass;
            }
        }
        levels.mean = (some > 0.0).then(|| level / some);
        levels
    }

    /// From sampled plays, with 99 % intervals. Of no plays, everything is possible.
    #[must_use]
    pub fn sampled(skill: SkillId, sample: &Sample) -> Self {
        let runs = sample.runs as f64;
        let cells = sample.levels[skill.index()].iter();
        let cells = cells.map(|((count, sum), plays)| (*count, *sum, *plays as f64 / runs));
        let mut levels = Self::of(skill, cells);
        levels.sampled = Some(levels.steps.map(|share| Interval::of_share(share, sample.runs)));
        levels
    }
}
