//! Scenes that can be come to, and which of them look alike.

use std::collections::BTreeMap;

use super::purpose::Purpose;
use crate::{
    scenario::{Channel, Goto, Scenario, SceneId},
    solver::watch::Pulse,
};

/// The scenes that can be come to from one, by their look: those that look alike together, where looks
/// matter. What follows comes before what it follows on, as far as plays do not lead back.
pub(super) struct Looks {
    /// The look of each scene; of one that no play comes to, none.
    pub of: Vec<usize>,
    /// The scenes of each look.
    pub members: Vec<Vec<SceneId>>,
    /// The looks from which a step leads to each.
    pub askers: Vec<Vec<usize>>,
}

impl Looks {
    /// `None` where it was stopped.
    pub(super) fn of(
        scenario: &Scenario,
        purpose: Purpose,
        start: SceneId,
        pulse: &Pulse<'_>,
    ) -> Option<Self> {
        let order = order(scenario, start, pulse)?;
        let mut looks = Self {
            of: vec![usize::MAX; scenario.scenes.len()],
            members: Vec::new(),
            askers: Vec::new(),
        };
        let mut known: BTreeMap<(&str, Channel), usize> = BTreeMap::new();
        for at in &order {
            let scene = scenario.scene(*at);
            let next = looks.members.len();
            let look = if purpose.looks() {
                *known.entry((&scene.title, scene.via)).or_insert(next)
            } else {
                next
            };
            if look == next {
                looks.members.push(Vec::new());
            }
            looks.members[look].push(*at);
            looks.of[at.index()] = look;
        }
        looks.askers = vec![Vec::new(); looks.members.len()];
        for (look, members) in looks.members.iter().enumerate() {
            for to in members.iter().flat_map(|at| gotos(scenario, *at)) {
                pulse.beat(1)?;
                let askers = &mut looks.askers[looks.of[to.index()]];
                if askers.last() != Some(&look) {
                    askers.push(look);
                }
            }
        }
        Some(looks)
    }
}

/// Where the choices of a scene may lead.
fn gotos(scenario: &Scenario, scene: SceneId) -> impl Iterator<Item = SceneId> {
    let choices = scenario.scene(scene).choice_ids().map(|id| scenario.choice(id));
    let outcomes = choices.flat_map(|choice| choice.outcomes.iter());
    let gotos = outcomes.flat_map(|outcome| {
        [outcome.goto].into_iter().chain(outcome.chance.iter().map(|branch| branch.goto))
    });
    gotos.filter_map(|goto| match goto {
        Goto::Scene(to) => Some(to),
        Goto::End => None,
    })
}

/// Depth first, every scene after those that follow it.
fn order(scenario: &Scenario, start: SceneId, pulse: &Pulse<'_>) -> Option<Vec<SceneId>> {
    let (mut order, mut is_found) = (Vec::new(), vec![false; scenario.scenes.len()]);
    is_found[start.index()] = true;
    let onwards = |at: SceneId| gotos(scenario, at).collect::<Vec<SceneId>>();
    let mut open = vec![(start, onwards(start))];
    while let Some((at, waiting)) = open.last_mut() {
        pulse.beat(1)?;
        if let Some(next) = waiting.pop() {
            if !std::mem::replace(&mut is_found[next.index()], true) {
                open.push((next, onwards(next)));
            }
        } else {
            order.push(*at);
            open.pop();
        }
    }
    Some(order)
}
