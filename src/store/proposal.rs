//! What to play next: a seed, and a truth that was not met yet.

use std::{collections::BTreeMap, sync::Arc};

use rusqlite::params;
use uuid::Uuid;

use super::{Records, RecordsError};
use crate::{
    engine::Session,
    scenario::{Draw, Scenario},
};

/// With what an attempt should begin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proposal {
    /// Seed of every draw and shuffle.
    pub seed: u32,
    /// Hidden draws forced to a value: draw id, value id.
    pub forced: Vec<(String, String)>,
}

/// A seed that nobody chose.
#[must_use]
pub fn fresh_seed() -> u32 {
    // The last 62 bits of such an id are random.
    let [.., a, b, c, d] = Uuid::now_v7().into_bytes();
    u32::from_le_bytes([a, b, c, d])
}

/// How often a seed is tried with which the wanted truth is possible.
const TRIES: usize = 64;

impl Records {
    /// A seed for a new attempt, and the truth met least often, where the scenario says which hidden
    /// draw makes a replay differ.
    ///
    /// # Errors
    /// If the records cannot be read.
    pub fn propose(&self, scenario: &Arc<Scenario>) -> Result<Proposal, RecordsError> {
        let chance = Proposal { seed: fresh_seed(), forced: Vec::new() };
        let Some(variety) = scenario.variety else { return Ok(chance) };
        let draw = &scenario.draws[variety.index()];
        let met = self.meetings(&scenario.id, &draw.id)?;
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

    /// How often each value of a hidden draw was met.
    fn meetings(
        &self,
        scenario_id: &str,
        draw: &str,
    ) -> Result<BTreeMap<String, u32>, RecordsError> {
        self.read(|database| {
            database
                .prepare(
                    "SELECT met_draw.value, count(*)
                     FROM met_draw JOIN attempt ON attempt.id = met_draw.attempt
                     WHERE scenario_id = ?1 AND draw = ?2 GROUP BY met_draw.value",
                )?
                .query_map(params![scenario_id, draw], |row| Ok((row.get(0)?, row.get(1)?)))?
                .collect()
        })
    }
}

/// One of the values met least often, by weight.
fn pick_rare(draw: &Draw, met: &BTreeMap<String, u32>, random: u32) -> Option<String> {
    let meetings = |id: &str| met.get(id).copied().unwrap_or(0);
    let fewest = draw.values.iter().map(|value| meetings(&value.id)).min()?;
    let rare: Vec<_> = draw.values.iter().filter(|value| meetings(&value.id) == fewest).collect();
    let total: u64 = rare.iter().map(|value| u64::from(value.weight)).sum();
    let mut rest = u64::from(random) % total.max(1);
    for value in &rare {
        let weight = u64::from(value.weight);
        if rest < weight {
            return Some(value.id.to_string());
        }
        rest -= weight;
    }
    None
}
