//! Which hidden reasons were met.

use crate::{scenario::Scenario, store::Records, ui::Met};

/// Which hidden reasons of a scenario were met.
pub(super) fn met(records: &Records, scenario: &Scenario) -> Option<Met> {
    let draw = scenario.draws.get(scenario.variety?.index())?;
    let ids = records.met_values(&scenario.id, &draw.id).unwrap_or_default();
    let names = draw
        .values
        .iter()
        .filter(|value| ids.contains(&*value.id))
        .filter_map(|value| value.title.as_deref().map(str::to_owned))
        .collect();
    let line = draw.title.as_deref().unwrap_or_default().to_owned();
    Some(Met { line, names, total: draw.values.len() })
}
