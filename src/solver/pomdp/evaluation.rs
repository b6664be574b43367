//! A play evaluated: regret and luck, so split into choices and chance.
//!
//! With par the value before anything is shown, beliefs `b_0 .. b_n` and moves `c_0 .. c_(n-1)`:
//!
//! ```text
//! luck_0     = V(b_0) - par
//! regret_t   = V(b_t) - Q(b_t, c_t)
//! luck_(t+1) = V(b_(t+1)) - Q(b_t, c_t)
//! result - par = luck_0 + sum over t of (luck_(t+1) - regret_t)
//! ```
//!
//! Backgammon programs split error and luck so; each luck term has mean zero given what came before.

use std::sync::Arc;

use super::{
    belief::Beliefs,
    follow::{follow, group},
    nodes::BeliefEntry,
};
use crate::{
    engine::{Move, Session, answer_id, offered},
    scenario::Scenario,
    solver::mdp::{graph::OVER, state_mdp::StateMdp},
};

/// How close two values count as equal: sums of some hundred terms up to 100 in 53 bits.
pub const TIE: f64 = 1e-9;

/// The evaluation of a play by the optimal policy for what the player could know.
#[derive(Debug, Clone, PartialEq)]
pub struct PlayEvaluation {
    /// Best play on average before anything is shown.
    pub par: f64,
    /// Best play on average from this start.
    pub start: f64,
    /// Choosing at random on average from this start.
    pub random: f64,
    /// What the opening happened to show: `start - par`.
    pub opening: f64,
    /// The steps, in order.
    pub steps: Vec<StepEvaluation>,
    /// Best play on average from here; the result, once the ending is fixed.
    pub now: f64,
    /// The value of the ending, once it is fixed.
    pub result: Option<i32>,
    /// What each offer is worth now; empty once the ending is fixed.
    pub offers: Vec<Valued>,
}

/// The evaluation of one step: its regret (the advantage that was given away), and its luck.
#[derive(Debug, Clone, PartialEq)]
pub struct StepEvaluation {
    /// Best play on average before it.
    pub value: f64,
    /// The same after what was chosen, before what followed.
    pub chosen: f64,
    /// What the choice cost; never negative.
    pub regret: f64,
    /// What followed gave or took.
    pub luck: f64,
    /// What was on offer, in file order; empty once the ending is fixed.
    pub offers: Vec<Valued>,
}

/// An offer with its action value.
#[derive(Debug, Clone, PartialEq)]
pub struct Valued {
    /// The move.
    pub taken: Move,
    /// Its id, as offered.
    pub id: String,
    /// What it is worth under best play afterwards.
    pub value: f64,
}

impl StepEvaluation {
    /// The offers that nothing beats.
    pub fn best(&self) -> impl Iterator<Item = &Valued> {
        self.offers.iter().filter(|offer| offer.value >= self.value - TIE)
    }
}

impl PlayEvaluation {
    /// What the choices left behind, all together.
    #[must_use]
    pub fn regret(&self) -> f64 {
        self.steps.iter().map(|step| step.regret).sum()
    }

    /// What chance gave or took after the opening.
    #[must_use]
    pub fn luck(&self) -> f64 {
        self.steps.iter().map(|step| step.luck).sum()
    }
}

impl Beliefs {
    /// Judges a play, finished or under way, of the scenario that was analysed.
    ///
    /// `None` if the analysis is not complete, or the play is not one of this scenario.
    #[must_use]
    pub fn evaluate(&self, session: &Session) -> Option<PlayEvaluation> {
        let par = self.best()?;
        let scenario = session.scenario();
        let mut walk = BeliefPath::begin(self, session)?;
        let start = walk.value(&self.values)?;
        let mut course = PlayEvaluation {
            par,
            start,
            random: walk.value(&self.random)?,
            opening: start - par,
            steps: Vec::with_capacity(session.decisions().len()),
            now: start,
            result: None,
            offers: Vec::new(),
        };
        for decision in session.decisions() {
            let offers = walk.offers(scenario);
            let value = walk.value(&self.values)?;
            let chosen = match offers.iter().find(|offer| offer.taken == decision.chosen) {
                Some(offer) => offer.value,
                None if walk.ended.is_some() => value,
                None => return None,
            };
            let branch = decision.chance.as_ref().map(|drawn| drawn.branch);
            walk.step(decision.chosen, branch)?;
            let after = walk.value(&self.values)?;
            course.steps.push(StepEvaluation {
                value,
                chosen,
                regret: (value - chosen).max(0.0),
                luck: after - chosen,
                offers,
            });
            course.now = after;
        }
        course.result = walk.ended.map(i32::from);
        course.offers = walk.offers(scenario);
        Some(course)
    }

    /// Plays on to the end as well as can be, against the same draws and seed: a better line, to be
    /// shown or opened as a play. Goes through the reflection by what comes first.
    #[must_use]
    pub fn play_on(&self, mut session: Session) -> Option<Session> {
        self.best()?;
        let scenario = Arc::clone(session.scenario());
        let mut walk = BeliefPath::begin(self, &session)?;
        for decision in session.decisions() {
            walk.step(decision.chosen, decision.chance.as_ref().map(|drawn| drawn.branch))?;
        }
        while !session.finished() {
            let mut best: Option<Valued> = None;
            for offer in walk.offers(&scenario) {
                if best.as_ref().is_none_or(|best| offer.value > best.value + TIE) {
                    best = Some(offer);
                }
            }
            let id = match best {
                Some(best) => best.id,
                None => answer_id(&scenario, offered(&scenario, session.state()).next()?),
            };
            session.choose(&id).ok()?;
            let decision = session.decisions().last()?;
            walk.step(decision.chosen, decision.chance.as_ref().map(|drawn| drawn.branch))?;
        }
        Some(session)
    }
}

impl StateMdp {
    /// The best expected value before each step of a play and after the last, had the hidden draws
    /// been known. Never a yardstick for the learner.
    #[must_use]
    pub fn had_you_known(&self, session: &Session) -> Option<Vec<f64>> {
        let opening = self.opening(&draws(session))?;
        let mut ended = opening.ended.map(|(_, value)| f64::from(value));
        let mut state = opening.state;
        let mut values = vec![ended.map_or_else(|| self.best_from(state), Some)?];
        for decision in session.decisions() {
            if state != OVER {
                let branch = decision.chance.as_ref().map(|drawn| drawn.branch);
                let edge = self.graph.edge(state, decision.chosen, branch)?;
                let edge = self.graph.edges[edge];
                state = edge.target;
                ended = ended.or(self.graph.kind(edge).ended.map(|(_, value)| f64::from(value)));
            }
            values.push(ended.map_or_else(|| self.best_from(state), Some)?);
        }
        Some(values)
    }
}

/// The hidden draws of a play.
fn draws(session: &Session) -> Vec<u8> {
    session.scenario().draw_ids().map(|draw| session.state().drawn(draw)).collect()
}

/// The path of a play through states and beliefs.
struct BeliefPath<'b> {
    beliefs: &'b Beliefs,
    state: u32,
    node: u32,
    ended: Option<u8>,
}

impl<'b> BeliefPath<'b> {
    fn begin(beliefs: &'b Beliefs, session: &Session) -> Option<Self> {
        let draws = draws(session);
        let initial = beliefs.graph.initial.iter().find(|initial| *initial.draws == *draws)?;
        let same =
            |prior: &&crate::solver::pomdp::belief::Prior| prior.observation == initial.observation;
        let ended = initial.ended.map(|(_, value)| value);
        let node = match ended {
            Some(_) => OVER,
            None => beliefs.prior.iter().filter(|prior| prior.node != OVER).find(same)?.node,
        };
        Some(Self { beliefs, state: initial.state, node, ended })
    }

    fn value(&self, values: &[f64]) -> Option<f64> {
        match self.ended {
            Some(value) => Some(value.into()),
            None => values.get(self.node as usize).copied(),
        }
    }

    /// What is on offer with its worth, in file order.
    fn offers(&self, scenario: &Scenario) -> Vec<Valued> {
        if self.ended.is_some() || self.node == OVER {
            return Vec::new();
        }
        let graph = &self.beliefs.graph;
        let moves = self.beliefs.moves_of(self.node).zip(graph.moves_of(self.state as usize));
        let mut offers: Vec<Valued> = moves
            .filter_map(|(at, edges)| {
                let taken = graph.kind(*edges.first()?).taken;
                let value = self.beliefs.worth(at, &self.beliefs.values);
                Some(Valued { taken, id: answer_id(scenario, taken), value })
            })
            .collect();
        offers.sort_by_key(|offer| offer.taken);
        offers
    }

    /// Follows a move along a branch of chance.
    fn step(&mut self, taken: Move, branch: Option<usize>) -> Option<()> {
        if self.ended.is_some() {
            return Some(());
        }
        let graph = &self.beliefs.graph;
        let edge = graph.edge(self.state, taken, branch)?;
        let ended = graph.kind(graph.edges[edge]).ended;
        let target = graph.edges[edge].target;
        if target == OVER {
            self.ended = Some(ended.map_or(0, |(_, value)| value));
            (self.state, self.node) = (OVER, OVER);
            return Some(());
        }
        let nth = graph
            .moves_of(self.state as usize)
            .position(|edges| edges.first().is_some_and(|edge| graph.kind(*edge).taken == taken))?;
        self.node = self.next_node(nth, graph.observations[edge])?;
        self.state = target;
        Some(())
    }

    /// The belief after the `nth` move, and after seeing this.
    fn next_node(&self, nth: usize, seen: u32) -> Option<u32> {
        let graph = &self.beliefs.graph;
        let belief: Vec<BeliefEntry> = self.beliefs.nodes.entries(self.node).collect();
        let starts = belief.iter().map(|entry| {
            let from = graph.range(entry.state as usize).start;
            let before = graph.moves_of(entry.state as usize).take(nth);
            from + before.map(<[_]>::len).sum::<usize>()
        });
        let mut cursors: Vec<usize> = starts.collect();
        let (mut successors, mut entries) = (Vec::new(), Vec::new());
        follow(graph, &belief, &mut cursors, &mut successors).ok()?;
        let (mut from, mut place) = (0, 0);
        while let Some((view, _, to)) = group(&successors, from, &mut entries).ok()? {
            if view == seen {
                let at = self.beliefs.moves_of(self.node).start + nth;
                return self.beliefs.ways_of(at).get(place).map(|way| way.node);
            }
            (from, place) = (to, place + 1);
        }
        None
    }
}
