//! How often the ways of a scenario are gone: exactly where that is worked out, else by random plays.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Arc,
};

use super::ways::following;
use crate::{
    engine::Session,
    scenario::{Goto, Scenario, SceneId},
    solver::{Beliefs, Item, StateMdp},
};

/// How many plays stand for what is not worked out.
const PLAYS: u32 = 2_000;

/// Where figures come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Source {
    /// The exact analysis.
    Exact,
    /// So many random plays.
    Sampled(u32),
}

/// What is known of a scenario's ways: expected visits in random play, and the lines of best play.
#[derive(Debug)]
pub struct MapFigures {
    /// Where they come from.
    pub source: Source,
    /// By scene.
    pub(super) visits: Vec<f64>,
    /// How often a random play comes to each ending.
    pub(super) endings: Vec<f64>,
    /// By the two ends of a way.
    ways: BTreeMap<(usize, usize), f64>,
    /// Scenes that no play comes to, proven.
    never: BTreeSet<usize>,
    /// The ways of best play; empty where it is not worked out.
    pub(super) best: BTreeSet<(usize, usize)>,
    has_best: bool,
}

impl MapFigures {
    /// Works them out from what the solver found; where it did not come to its end, from random plays.
    #[must_use]
    pub fn of(scenario: &Arc<Scenario>, states: &StateMdp, beliefs: &Beliefs) -> Self {
        let mut figures = Self::exact(scenario, states).unwrap_or_else(|| Self::sampled(scenario));
        if beliefs.complete() {
            let starts = starts(scenario);
            let lines: Option<Vec<Session>> =
                starts.into_iter().map(|start| beliefs.play_on(start)).collect();
            if let Some(lines) = lines {
                figures.has_best = true;
                figures.best = lines.iter().flat_map(|line| ways_of(line, scenario)).collect();
            }
        }
        figures
    }

    fn exact(scenario: &Scenario, states: &StateMdp) -> Option<Self> {
        let visits = states.visits(scenario)?;
        let (end, after) = (scenario.scenes.len(), following(scenario));
        let mut ways: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        for id in scenario.choice_ids() {
            let choice = scenario.choice(id);
            let from = choice.scene.index();
            let to = |goto| match goto {
                Goto::Scene(scene) => SceneId::index(scene),
                Goto::End => end + usize::from(after.contains(&from)),
            };
            for outcome in &choice.outcomes {
                let often = visits.often(Item::Outcome(outcome.node));
                if outcome.chance.is_empty() {
                    *ways.entry((from, to(outcome.goto))).or_default() += often;
                }
                let all: f64 = outcome.weights.iter().map(|weight| f64::from(*weight)).sum();
                for (branch, weight) in outcome.chance.iter().zip(&outcome.weights) {
                    let share = often * f64::from(*weight) / all;
                    *ways.entry((from, to(branch.goto))).or_default() += share;
                }
            }
        }
        let scene = |id| Item::Scene(scenario.scene(id).node);
        Some(Self {
            source: Source::Exact,
            visits: scenario.scene_ids().map(|id| visits.often(scene(id))).collect(),
            endings: scenario
                .endings
                .iter()
                .map(|ending| visits.often(Item::Ending(ending.node)))
                .collect(),
            ways,
            never: scenario
                .scene_ids()
                .filter(|id| states.reaches(scene(*id)) == Some(false))
                .map(SceneId::index)
                .collect(),
            best: BTreeSet::new(),
            has_best: false,
        })
    }

    /// From random plays, each with a seed of its own.
    fn sampled(scenario: &Arc<Scenario>) -> Self {
        let mut visits = vec![0.0; scenario.scenes.len()];
        let mut endings = vec![0.0; scenario.endings.len()];
        let mut ways: BTreeMap<(usize, usize), f64> = BTreeMap::new();
        let share = 1.0 / f64::from(PLAYS);
        for seed in 0..PLAYS {
            let Ok(mut session) = Session::new(Arc::clone(scenario), seed, &[]) else { continue };
            let mut dice = u64::from(seed);
            while !session.finished() {
                let state = session.state();
                let offers: Vec<String> = crate::engine::offered(scenario, state)
                    .map(|one| crate::engine::answer_id(scenario, one))
                    .collect();
                let at = below(&mut dice, offers.len());
                if offers.get(at).is_none_or(|id| session.choose(id).is_err()) {
                    break;
                }
            }
            for (from, to) in ways_of(&session, scenario) {
                *ways.entry((from, to)).or_default() += share;
            }
            if let Some(ending) = session.state().ending() {
                endings[ending.index()] += share;
            }
            for decision in session.decisions() {
                visits[decision.scene.index()] += share;
            }
        }
        Self {
            source: Source::Sampled(PLAYS),
            visits,
            endings,
            ways,
            never: BTreeSet::new(),
            best: BTreeSet::new(),
            has_best: false,
        }
    }

    /// How often a way is gone in a random play, on average.
    pub(super) fn often(&self, from: usize, to: usize) -> f64 {
        self.ways.get(&(from, to)).copied().unwrap_or_default()
    }

    /// Whether it is not proven that no play comes to a scene.
    pub(super) fn can_come(&self, scene: SceneId) -> bool {
        !self.never.contains(&scene.index())
    }

    /// Where the figures come from, in words.
    pub(super) fn words(&self) -> String {
        let source = match self.source {
            Source::Exact => {
                "How often: in a random play, on average, worked out exactly".to_owned()
            }
            Source::Sampled(plays) => format!(
                "How often: in {plays} random plays, because the exact analysis did not come to its end"
            ),
        };
        let best = if self.has_best {
            "marked: best play, under one truth or another"
        } else {
            "best play is not worked out"
        };
        format!("{source}; {best}")
    }
}

/// The beginnings that best play is followed from: one for each value of the draw that makes plays differ.
fn starts(scenario: &Arc<Scenario>) -> Vec<Session> {
    let begin = |forced: &[(String, String)]| Session::new(Arc::clone(scenario), 0, forced).ok();
    let Some(draw) = scenario.variety else { return begin(&[]).into_iter().collect() };
    let draw = &scenario.draws[draw.index()];
    let values = draw.values.iter();
    values.filter_map(|value| begin(&[(draw.id.to_string(), value.id.to_string())])).collect()
}

/// The ways that a play has gone, in order.
fn ways_of(session: &Session, scenario: &Scenario) -> Vec<(usize, usize)> {
    let (end, after) = (scenario.scenes.len(), following(scenario));
    let mut scenes: Vec<usize> =
        session.decisions().iter().map(|decision| decision.scene.index()).collect();
    if session.finished() {
        scenes.push(end);
    }
    let mut ways = Vec::new();
    for pair in scenes.windows(2) {
        let is_end = !after.contains(&pair[0]) && after.contains(&pair[1]);
        match pair {
            [from, to] if is_end => ways.extend([(*from, end), (end, *to)]),
            [from, to] if *to == end => ways.push((*from, end + usize::from(after.contains(from)))),
            [from, to] => ways.push((*from, *to)),
            _ => {}
        }
    }
    ways
}

/// A number below `most`, from a row of numbers that its start decides (splitmix64).
fn below(dice: &mut u64, most: usize) -> usize {
    *dice = dice.wrapping_add(0x9E37_79B9_7F4A_7C15);
    let mixed = (*dice ^ *dice >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
    let mixed = (mixed ^ mixed >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
    usize::try_from((mixed ^ mixed >> 31) % most.max(1) as u64).unwrap_or_default()
}
