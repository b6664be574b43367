//! What to play next: a seed, and a truth that was not met yet.

use std::{collections::BTreeMap, sync::Arc};

use crate::{
    engine::{Chance, Seeded, Session},
    scenario::{Draw, Scenario},
    store::{Records, RecordsError, fresh_seed},
};

/// With what an attempt should begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
}

/// How often a seed is tried with which the wanted truth is possible.
const TRIES: usize = 64;

/// A seed for a new attempt, and the truth met least often, where the scenario says which hidden draw
/// makes a replay differ.
pub(super) fn propose(
    records: &Records,
    scenario: &Arc<Scenario>,
) -> Result<Proposal, RecordsError> {
    let chance = Proposal { seed: fresh_seed(), forced: Vec::new() };
    let Some(variety) = scenario.variety else { return Ok(chance) };
    let draw = &scenario.draws[variety.index()];
    let met = records.meetings(&scenario.id, &draw.id)?;
    if met.is_empty() {
        return Ok(chance);
    }
    let possible = (0..TRIES).find_map(|_| {
        let value = pick_rare(draw, &met, fresh_seed())?;
        let forced = vec![(draw.id.to_string(), value)];
        let seed = fresh_seed();
        Session::new(Arc::clone(scenario), seed, &forced)
            .is_ok()
            .then_some(Proposal { seed, forced })
    });
    Ok(possible.unwrap_or(chance))
}

/// One of the values met least often, by weight.
fn pick_rare(draw: &Draw, met: &BTreeMap<String, u32>, seed: u32) -> Option<String> {
    let meetings = |id: &str| met.get(id).copied().unwrap_or(0);
    let fewest = draw.values.iter().map(|value| meetings(&value.id)).min()?;
    let is_rare = |id: &str| meetings(id) == fewest;
    let weights: Vec<u32> =
        draw.values.iter().map(|value| if is_rare(&value.id) { value.weight } else { 0 }).collect();
    let at = Seeded(seed).draw(0, 0, &weights);
    draw.values.get(at).map(|value| value.id.to_string())
}
